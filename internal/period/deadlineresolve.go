package period

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"dondoc/internal/viet"
)

// yearText writes a year with four digits.
func yearText(year int) string { return strconv.Itoa(10000 + year)[1:] }

// conditionEnd gives where the words a deadline hangs on end: at a bracket that
// closes, or with the text.
func (s *scan) conditionEnd() int {
	for i := s.condition; i < len(s.list); i++ {
		if s.mark(i, ")") {
			return i
		}
	}
	return len(s.list)
}

// dated works out what the days of a text come to.
func (r *deadlineReader) dated(s *scan, d *Deadline) {
	groups := r.meant(s)
	r.next = s.relative >= 0 && s.word(s.relative, "năm") && !s.is(s.relative+1, "truoc") && !s.is(s.relative+1, "nay") && !s.is(s.relative+1, "nai")
	assumed := r.giveYears(groups)
	var parts []Deadline
	for i := range groups {
		one := r.group(groups[i])
		one.Provisional = assumed
		parts = append(parts, one)
	}
	if len(parts) == 1 {
		d.Kind, d.Start, d.End, d.Before, d.Strict, d.Hour, d.Provisional = parts[0].Kind, parts[0].Start, parts[0].End, parts[0].Before, parts[0].Strict, parts[0].Hour, assumed
	} else {
		d.Kind = InRange
		for _, p := range parts {
			d.add(p)
		}
		if slices.ContainsFunc(parts, func(p Deadline) bool { return p.End == "" }) {
			d.End, d.Strict = "", false
		}
		if !s.either && (s.told || nested(groups) || partsApart(parts) && !stretches(groups) || slices.ContainsFunc(groups[1:], func(g group) bool { return g.joined || g.bracket })) {
			r.ask("deadline.ask_several", "n", len(groups), "end", d.End)
		}
	}
	r.doubts(s, groups, d)
}

// stretches says whether groups are the ends of a stretch: "từ …", "2025 - đến hết 2030".
func stretches(groups []group) bool {
	until := 0
	for _, g := range groups {
		if g.gov == govFrom || g.gov == govAfter || g.gov == govTo || g.open {
			return true
		}
		if g.gov == govUntil {
			until++
		}
	}
	return until > 0 && until < len(groups)
}

// nested says whether a time named lies within another: "trong quý II/2025, muộn
// nhất ngày 20/6/2025". The one may be the deadline, the other a step.
func nested(groups []group) bool {
	within := func(a, b group) bool {
		from, to, ok := a.span()
		first, last, also := b.span()
		return ok && also && from >= first && to <= last && (from > first || to < last)
	}
	for i := range groups {
		for k := range groups {
			if i != k && !groups[max(i, k)].anded && within(groups[i], groups[k]) {
				return true
			}
		}
	}
	return false
}

// span gives the first and the last day that a group names.
func (g group) span() (first, last Date, ok bool) {
	for _, w := range g.days {
		from, to, exists := w.bounds()
		if !exists {
			return "", "", false
		}
		if first == "" || from < first {
			first = from
		}
		last = max(last, to)
	}
	return first, last, true
}

// doubts asks about what a reading rests on.
func (r *deadlineReader) doubts(s *scan, groups []group, d *Deadline) {
	var weekday int
	for _, g := range groups {
		for _, w := range g.days {
			switch {
			case w.short:
				r.ask("deadline.ask_short_year", "text", w.text, "year", strconv.Itoa(w.year))
			case w.monthFirst:
				r.ask("deadline.ask_month_first", "text", w.text, "end", d.End)
			}
			if day, ok := civil(w.year, w.month, w.day); ok && w.kind == OnDate {
				weekday = (int(day.Time().Weekday())+6)%7 + 1
			}
		}
	}
	if s.weekday > 0 && weekday != s.weekday {
		r.ask("deadline.ask_weekday")
	}
	if r.Issued != "" && d.End != "" && d.Last() < r.Issued {
		r.ask("deadline.ask_past", "end", d.End, "issued", r.Issued)
	}
	if d.Start != "" && d.End != "" && d.End < d.Start {
		r.ask("deadline.ask_backwards", "from", d.Start, "to", d.End)
	}
}

// meant gives the groups that are deadlines: horizons and years that may be part
// of a name only where there are no others, which is asked about; "từ …" with
// the "đến …" or "trước …" that follows it is one stretch.
func (r *deadlineReader) meant(s *scan) []group {
	var out, rest []group
	for _, g := range s.groups {
		if g.horizon || g.name {
			rest = append(rest, g)
			continue
		}
		out = append(out, g)
	}
	for _, g := range rest {
		if g.name && len(out) > 0 {
			s.cited = append(s.cited, g.days[0].text)
		}
	}
	if len(out) == 0 {
		r.ask("deadline.ask_name", "text", rest[0].days[0].text)
		return rest[:1]
	}
	for i := 0; i+1 < len(out); i++ {
		a, b := out[i], out[i+1]
		if a.begins && b.ends && !a.stretch && !b.stretch && !a.open && len(a.days) == 1 && len(b.days) == 1 && a.part == 0 && (a.gov == 0 || a.gov == govFrom) && b.gov != govFrom && b.gov != govAfter {
			b.stretch, b.days, b.joined, b.bracket = true, []when{a.days[0], b.days[0]}, a.joined, a.bracket
			out = append(out[:i], append([]group{b}, out[i+2:]...)...)
			s.told = len(out) > 1
			continue
		}
		if (a.gov == govFrom || a.gov == govAfter) && !a.stretch && !b.stretch && (b.gov == govTo || b.gov == govUntil || b.gov == govBefore) && len(a.days) == 1 && len(b.days) == 1 {
			b.stretch, b.days, b.joined, b.bracket = true, []when{a.days[0], b.days[0]}, a.joined, a.bracket
			b.since = a.gov
			out = append(out[:i], append([]group{b}, out[i+2:]...)...)
		}
	}
	return out
}

// giveYears gives each day the year it leaves out: that of the next in its
// group, the last one named, or the document's, which is asked about.
func (r *deadlineReader) giveYears(groups []group) (assumed bool) {
	last := 0
	for i := len(groups) - 1; i >= 0; i-- {
		for k := len(groups[i].days) - 1; k >= 0; k-- {
			w := &groups[i].days[k]
			if w.dated() {
				last = w.year
				continue
			}
			w.year = last
		}
	}
	for i := range groups {
		before := 0
		for k := range groups[i].days {
			if groups[i].days[k].year == 0 {
				groups[i].days[k].year = before
			}
			before = groups[i].days[k].year
			if last = max(last, before); last == 0 {
				assumed = true
			}
		}
	}
	if !assumed {
		for i := range groups {
			for k := range groups[i].days {
				if groups[i].days[k].year == 0 {
					groups[i].days[k].year = last
				}
			}
		}
		return false
	}
	if r.Issued == "" {
		r.ask("deadline.ask_year")
		return true
	}
	year, _ := strconv.Atoi(string(r.Issued[:4]))
	if r.next {
		year++
	}
	for i := range groups {
		for k := range groups[i].days {
			w := &groups[i].days[k]
			if w.year = year; w.feast != "" {
				if day, ok := feastDay(w.feast, year); ok && day < r.Issued {
					w.year++
				}
			}
		}
	}
	r.ask("deadline.ask_year_assumed", "year", strconv.Itoa(year))
	return true
}

// group works out what one group comes to.
func (r *deadlineReader) group(g group) Deadline {
	d := Deadline{Kind: g.days[0].kind}
	if len(g.days) > 1 {
		d.Kind = InRange
	}
	var first, last Date
	for i, w := range g.days {
		d.Text += w.text
		if i+1 < len(g.days) {
			d.Text += ", "
		}
		from, to, ok := r.boundsOf(w)
		if !ok {
			return Deadline{Kind: Undated, Text: d.Text}
		}
		if g.stretch && i > 0 && to < first {
			r.ask("deadline.ask_backwards", "from", first, "to", to)
		}
		if first == "" || from < first {
			first = from
		}
		last = max(last, to)
	}
	d.Start, d.End, d.Hour = first, last, g.clock
	if g.crossed() || g.listsApart() {
		r.ask("deadline.ask_several", "n", len(g.days), "end", last)
	}
	r.partly(g, &d)
	r.governed(g, &d)
	return d
}

// crossed says whether a list names a day or month that lies within the others:
// it is of another sort, and perhaps of another meaning.
func (g group) crossed() bool {
	for i, w := range g.days {
		from, to, _ := w.bounds()
		first, last, other := Date(""), Date(""), false
		if i > 1 {
			start, _, _ := g.days[0].bounds()
			_, end, _ := g.days[i-1].bounds()
			if from >= start && to <= end {
				return true
			}
		}
		for k, o := range g.days {
			if k == i {
				continue
			}
			a, b, _ := o.bounds()
			if first == "" || a < first {
				first = a
			}
			last, other = max(last, b), other || o.kind != w.kind
		}
		if other && !(g.stretch && len(g.days) == 2) && from >= first && to <= last {
			return true
		}
	}
	return false
}

// boundsOf gives the first and last day of a day, month …; what there is not is
// asked about, never moved.
func (r *deadlineReader) boundsOf(w when) (Date, Date, bool) {
	switch {
	case w.feast != "" && w.impossible:
		r.ask("deadline.ask_impossible", "text", w.text)
		return "", "", false
	case w.feast != "" && w.year > 0:
		day, ok := feastDay(w.feast, w.year)
		if !ok {
			r.ask("deadline.ask_feast", "text", w.text)
		} else if w.feast == "tet" {
			r.ask("deadline.ask_feast_day", "text", w.text, "day", day)
		}
		return day, day, ok
	case w.feast != "":
		r.ask("deadline.ask_feast", "text", w.text)
		return "", "", false
	case w.kind == OnDate && w.month == 0:
		r.ask("deadline.ask_month", "text", w.text)
		return "", "", false
	case w.impossible || w.year > 0 && !w.exists():
		r.ask("deadline.ask_impossible", "text", w.text)
		return "", "", false
	case w.year == 0:
		return "", "", false
	}
	return w.bounds()
}

// partly narrows a month, quarter or year to a part of it that has a meaning,
// and asks for the day where it has none.
func (r *deadlineReader) partly(g group, d *Deadline) {
	days := func(from, to int) {
		d.Kind, d.Start, d.End = InRange, d.Start.AddDays(from-1), min(d.End, d.Start.AddDays(to-1))
		r.ask("deadline.ask_part_taken", "text", d.Text, "start", d.Start, "end", d.End)
	}
	inMonth := len(g.days) == 1 && g.days[0].kind == InMonth
	switch g.part {
	case tenFirst, tenMiddle, tenLast:
		if !inMonth {
			d.Kind, d.End = InRange, ""
			r.ask("deadline.ask_part", "text", d.Text)
			return
		}
		from := map[role]int{tenFirst: 1, tenMiddle: 11, tenLast: 21}[g.part]
		to := map[role]int{tenFirst: 10, tenMiddle: 20, tenLast: 31}[g.part]
		days(from, to)
	case secondHalf:
		if inMonth {
			days(16, 31)
			return
		}
		d.Kind = InRange
		r.ask("deadline.ask_part_taken", "text", d.Text, "start", d.Start, "end", d.End)
	case firstHalf:
		if inMonth {
			days(1, 15)
			return
		}
		d.Kind, d.End = InRange, ""
		r.ask("deadline.ask_part", "text", d.Text)
	case early, middle, week:
		d.Kind = InRange
		if g.part == week && g.weekNo < 0 {
			r.ask("deadline.ask_part_taken", "text", d.Text, "start", d.Start, "end", d.End)
			return
		}
		d.End = ""
		r.ask("deadline.ask_part", "text", d.Text)
	}
}

// governed applies "trước", "đến", "từ", "sau" and "trở đi".
func (r *deadlineReader) governed(g group, d *Deadline) {
	open := func(from Date) {
		d.Kind, d.Start, d.End = InRange, from, ""
		r.ask("deadline.ask_open_end", "from", from)
	}
	last := g.days[len(g.days)-1]
	start := d.Start
	if g.since == govAfter {
		if _, to, ok := g.days[0].bounds(); ok {
			start = to.AddDays(1)
		}
	}
	switch {
	case g.open && d.End != "":
		open(d.Start)
	case g.gov == govFrom && !g.stretch && d.End != "":
		open(d.Start)
	case g.gov == govAfter && !g.stretch && d.End != "":
		open(d.End.AddDays(1))
	case g.gov == govBefore && d.End != "":
		d.Before = true
		switch {
		case last.kind == OnDate && last.feast != "":
			d.End = d.End.AddDays(-1)
		case last.kind == OnDate:
			d.Strict = g.clock == ""
			if g.kept {
				d.End = d.Start
			}
		case g.part != 0:
		default:
			if from, _, ok := last.bounds(); ok {
				d.End = from.AddDays(-1)
			}
		}
		d.Start = ""
		if g.stretch {
			d.Start = start
		}
	case g.gov == govUntil || g.gov == govTo || g.back:
		d.Before = true
		d.Start = ""
		if g.stretch {
			d.Before, d.Start = false, start
		}
	}
}

// followingYears takes "năm tiếp theo" with the document's year.
func (r *deadlineReader) followingYears(s *scan, d *Deadline) {
	text := written(s.list[s.relative:])
	if r.Issued == "" || len(s.list)-s.relative > 3 || !s.word(s.relative, "năm") || s.is(s.relative+1, "truoc") || s.is(s.relative+1, "nay") {
		r.ask("deadline.ask_relative", "text", text)
		return
	}
	year := Cycle(r.Issued[:4]).End().AddDays(1)
	d.Kind, d.Start, d.Provisional = InRange, year, true
	r.ask("deadline.ask_open_end", "from", year)
}

// lasting works out a duration. It ends on its last day; the first is not
// counted (Bộ luật Dân sự 2015, Điều 147).
func (r *deadlineReader) lasting(text string, s *scan, d *Deadline) {
	l := s.lasting
	d.Kind, d.Unit, d.Days, d.From = Lasting, l.unit, l.n, l.from
	if l.least != l.n {
		r.ask("deadline.ask_days", "least", min(l.least, l.n), "most", max(l.least, l.n))
		d.Days = max(l.least, l.n)
	}
	base := r.Base
	if l.dated {
		from, _, ok := r.boundsOf(l.base)
		if !ok {
			return
		}
		base = from
	} else if base == "" && r.Issued != "" && fromIssue.MatchString(viet.Fold(l.from)) {
		base = r.Issued
		if !strings.HasSuffix(viet.Fold(l.from), " nay") && d.Unit != "hour" {
			r.ask("deadline.ask_base_taken", "from", d.From, "day", base)
		}
	}
	switch {
	case d.Unit == "hour":
		r.ask("deadline.ask_hours", "text", text)
	case base == "":
		r.ask("deadline.ask_base", "from", d.From)
	default:
		d.Start, d.End = base, r.after(base, d.Days, d.Unit)
	}
	for _, g := range s.groups {
		r.ask("deadline.ask_several", "n", 1+len(s.groups), "end", d.End)
		d.Parts = append(d.Parts, Deadline{Kind: g.days[0].kind, Text: g.days[0].text})
	}
}

// fromIssue is the day of the document itself: of this one where it says so,
// else it is asked about.
var fromIssue = regexp.MustCompile(`^(?:ke |tinh )?tu (?:ngay )?(?:ki|ban hanh|ki ban hanh|phat hanh)(?: (?:ban hanh )?(?:van ban|chi thi|ke hoach|nghi quyet|quyet dinh|cong van|thong bao|cong dien|ket luan|chuong trinh|huong dan)?(?: nay)?)?$`)

func (r *deadlineReader) after(base Date, n int, unit string) Date {
	switch unit {
	case "working_day":
		return r.Holidays.AddWorkingDays(base, n)
	case "week":
		return base.AddDays(7 * n)
	case "month":
		return addMonths(base, n)
	case "year":
		return addMonths(base, 12*n)
	}
	return base.AddDays(n)
}
