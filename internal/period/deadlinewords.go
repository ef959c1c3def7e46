package period

import (
	"fmt"
	"regexp"
	"sort"
	"strconv"
	"strings"
	"time"

	"dondoc/internal/viet"
)

// foldDeadline brings a wording to the form the patterns are written in.
func foldDeadline(text string) string {
	return strings.NewReplacer("–", "-", "—", "-", "−", "-").Replace(viet.Fold(text))
}

// fold compiles a pattern whose words are written with their diacritics.
func fold(pattern string) *regexp.Regexp { return regexp.MustCompile(viet.Fold(pattern)) }

var (
	beforeWords = fold(`\b(trước|chậm nhất|không muộn hơn|đến hết|muộn nhất)\b`)
	untilEnd    = fold(`\b(đến hết|chậm nhất|muộn nhất|không muộn hơn)\b`)
	onwards     = fold(`(các|những)? ?năm (tiếp theo|sau|kế tiếp)|trở đi|bắt đầu từ|kể từ năm`)
	nextYears   = fold(`năm (tiếp theo|sau|tới)`)
	always      = fold(`\b(thường xuyên|liên tục|thường kỳ|hằng ngày|hàng ngày)\b`)
	every       = fold(`\b(hằng|hàng|mỗi|định kỳ)( hằng| hàng)? (năm|quý|tháng|tuần|6 tháng|sáu tháng|ngày)\b`)
	halfYearly  = fold(`\b(6 tháng|sáu tháng) (một|1) lần\b`)
	periodic    = fold(`\bđịnh kỳ\b`)
	lastingFor  = fold(`(\d{1,4})(?: ?- ?(\d{1,4}))? ?(giờ làm việc|giờ|ngày làm việc|ngày|tuần|tháng|năm)\b`)
	countsFrom  = fold(`\b(kể từ|tính từ|từ ngày|từ khi|sau khi)\b`)
	hangsOn     = fold(`\b(tùy thuộc|tùy theo|tùy|tuỳ thuộc|tuỳ|sau khi|ngay sau|ngay khi|khi có|khi được|theo yêu cầu|theo tiến độ|theo kế hoạch|theo chương trình|theo chỉ đạo|phụ thuộc|nếu|đồng thời với|kỳ họp|hội nghị)\b`)
)

// everyOf names the stretch of a recurring deadline.
var everyOf = map[string]string{viet.Fold("năm"): "year", viet.Fold("quý"): "quarter", viet.Fold("tháng"): "month", viet.Fold("tuần"): "week",
	viet.Fold("6 tháng"): "half_year", viet.Fold("sáu tháng"): "half_year", viet.Fold("ngày"): "day"}

// recurring takes what is to be done always or again and again.
func (r *deadlineReader) recurring(folded string, d *Deadline) bool {
	m := every.FindStringSubmatch(folded)
	switch {
	case m != nil:
		d.Every = everyOf[m[3]]
	case halfYearly.MatchString(folded):
		d.Every = "half_year"
	case always.MatchString(folded), periodic.MatchString(folded):
	default:
		return false
	}
	d.Kind = Recurring
	if spans := r.spans(folded); len(spans) > 0 {
		d.Start = spans[0].start
		if len(spans) > 1 {
			d.End = spans[len(spans)-1].end
		}
	}
	return true
}

// unitOf names the unit of a duration.
var unitOf = map[string]string{viet.Fold("giờ làm việc"): "hour", viet.Fold("giờ"): "hour", viet.Fold("ngày làm việc"): "working_day", viet.Fold("ngày"): "day",
	viet.Fold("tuần"): "week", viet.Fold("tháng"): "month", viet.Fold("năm"): "year"}

// lasting takes "28 ngày", "07 ngày làm việc kể từ ngày …"; not "6 tháng đầu
// năm", and not what names a date.
func (r *deadlineReader) lasting(text, folded string, d *Deadline) bool {
	m := lastingFor.FindStringSubmatchIndex(folded)
	if m == nil || len(r.peek(folded[:m[0]])) > 0 || halfYear.MatchString(folded) {
		return false
	}
	from := countsFrom.FindStringIndex(folded[m[1]:])
	named := r.peek(folded)
	if len(named) > 0 && from == nil {
		return false
	}
	d.Kind, d.Unit = Lasting, unitOf[folded[m[6]:m[7]]]
	d.Days, _ = strconv.Atoi(folded[m[2]:m[3]])
	if m[4] >= 0 {
		most, _ := strconv.Atoi(folded[m[4]:m[5]])
		r.ask("deadline.ask_days", "least", d.Days, "most", most)
		d.Days = max(d.Days, most)
	}
	if from != nil {
		d.From = tailOf(text, folded, m[1]+from[0])
	}
	if len(named) == 1 && named[0].kind == OnDate && from != nil && named[0].at-m[1]-from[1] < len(" ngay 1") {
		r.Base = named[0].start
	}
	switch {
	case d.Unit == "hour":
		r.ask("deadline.ask_hours", "text", text)
	case r.Base == "":
		r.ask("deadline.ask_base", "from", d.From)
	default:
		d.Start, d.End = r.Base, r.after(d.Days, d.Unit)
	}
	return true
}

// after gives the last day of a stretch that begins the day after Base
// (Bộ luật Dân sự 2015, Điều 147: the first day is not counted).
func (r *deadlineReader) after(n int, unit string) Date {
	switch unit {
	case "working_day":
		return r.Holidays.AddWorkingDays(r.Base, n)
	case "week":
		return r.Base.AddDays(7 * n)
	case "month":
		return addMonths(r.Base, n)
	case "year":
		return addMonths(r.Base, 12*n)
	}
	return r.Base.AddDays(n)
}

// addMonths gives the same day n months later, or the last of a shorter month.
func addMonths(d Date, n int) Date {
	t := d.Time()
	last := time.Date(t.Year(), t.Month()+time.Month(n)+1, 0, 0, 0, 0, 0, Zone)
	return dateOf(time.Date(last.Year(), last.Month(), min(t.Day(), last.Day()), 0, 0, 0, 0, Zone))
}

// conditionIn gives the words a deadline hangs on, from the first of them to
// the end of the bracket or the text.
func conditionIn(text, folded string) string {
	at := hangsOn.FindStringIndex(folded)
	if at == nil {
		return ""
	}
	out := tailOf(text, folded, at[0])
	if !strings.Contains(out, "(") {
		out, _, _ = strings.Cut(out, ")")
	}
	return strings.TrimSpace(out)
}

// tailOf gives what stands in the text from a place of its folded form on.
// Folding keeps the number of characters but for composed letters, so the place
// is found by words.
func tailOf(text, folded string, at int) string {
	words := len(strings.Fields(folded[:at]))
	if at > 0 && folded[at-1] != ' ' && words > 0 {
		words--
	}
	fields := strings.Fields(text)
	if words >= len(fields) {
		return ""
	}
	return strings.TrimLeft(strings.Join(fields[words:], " "), "(")
}

// span is one stretch of time that a wording names.
type span struct {
	kind        DeadlineKind
	start, end  Date
	at          int
	provisional bool
}

const (
	roman = `(iv|iii|ii|i|[1-4])`
	year  = `((?:19|20)\d\d)`
)

var (
	halfYear = fold(`\b(?:(6|sáu|9|chín) tháng (đầu|cuối) năm|nửa (đầu|cuối) năm)(?: ` + year + `)?\b`)
	dateForm = fold(`(?:\b|^)(\d{1,2}) ?(?:[/.]|-| tháng ) ?(\d{1,2}) ?(?:[/.]|-| năm ) ?` + year + `\b`)
	quarters = fold(`\b(?:quý|q) ?` + roman + `(?: ?(?:[/.,-]|năm|) ?` + year + `)?\b`)
	months   = fold(`\b(?:(?:tháng|t) ?(\d{1,2})(?: ?(?:[/.,-]|năm) ?` + year + `)?|(\d{1,2}) ?[/.-] ?` + year + `)\b`)
	dayMonth = fold(`\bngày (\d{1,2}) ?(?:[/.-]|tháng) ?(\d{1,2})\b|\b(\d{1,2})/(\d{1,2})\b`)
	years    = fold(`\b` + year + `\b`)
)

// peek finds spans without asking anything.
func (r *deadlineReader) peek(folded string) []span {
	quiet := deadlineReader{DeadlineContext: r.DeadlineContext}
	return quiet.spans(folded)
}

// spans finds every stretch of time a wording names, in order. What one has
// taken, the next does not see.
func (r *deadlineReader) spans(folded string) []span {
	var out []span
	lastYear := trailingYear(folded)
	take := func(re *regexp.Regexp, read func(m []string) (span, bool)) {
		for _, at := range re.FindAllStringSubmatchIndex(folded, -1) {
			groups := groupsOf(folded, at)
			if s, ok := read(groups); ok {
				s.at = at[0]
				out = append(out, s)
				folded = folded[:at[0]] + strings.Repeat("_", at[1]-at[0]) + folded[at[1]:]
			}
		}
	}
	take(halfYear, func(m []string) (span, bool) { return r.half(m, lastYear) })
	take(dateForm, func(m []string) (span, bool) { return dateSpan(m[1], m[2], m[3]) })
	take(quarters, func(m []string) (span, bool) { return r.quarter(m[1], m[2], lastYear) })
	take(months, func(m []string) (span, bool) {
		if m[3] != "" {
			return r.month(m[3], m[4], lastYear)
		}
		return r.month(m[1], m[2], lastYear)
	})
	take(dayMonth, func(m []string) (span, bool) { return r.day(m[1]+m[3], m[2]+m[4], lastYear) })
	take(years, func(m []string) (span, bool) {
		return span{kind: InYear, start: Cycle(m[1]).Start(), end: Cycle(m[1]).End()}, true
	})
	sort.Slice(out, func(i, j int) bool { return out[i].at < out[j].at })
	return out
}

// groupsOf gives the groups of a match as texts, "" for those that took no part.
func groupsOf(text string, at []int) []string {
	out := make([]string, len(at)/2)
	for i := range out {
		if at[2*i] >= 0 {
			out[i] = text[at[2*i]:at[2*i+1]]
		}
	}
	return out
}

// trailingYear is the last year a wording names: "Quý II - Quý III/2025".
func trailingYear(folded string) string {
	all := years.FindAllString(folded, -1)
	if len(all) == 0 {
		return ""
	}
	return all[len(all)-1]
}

// yearOr gives the year named, else the last one of the wording, else the
// document's, which is asked about.
func (r *deadlineReader) yearOr(named, last string) (year string, provisional, ok bool) {
	switch {
	case named != "":
		return named, false, true
	case last != "":
		return last, false, true
	case r.Issued != "":
		r.ask("deadline.ask_year_assumed", "year", string(r.Issued[:4]))
		return string(r.Issued[:4]), true, true
	}
	r.ask("deadline.ask_year")
	return "", false, false
}

func (r *deadlineReader) half(m []string, last string) (span, bool) {
	y, provisional, ok := r.yearOr(m[4], last)
	if !ok {
		return span{}, false
	}
	first := m[2]+m[3] == viet.Fold("đầu")
	s := span{kind: InHalf, start: Date(y + "-01-01"), end: Date(y + "-06-30"), provisional: provisional}
	switch nine := m[1] == "9" || m[1] == viet.Fold("chín"); {
	case nine:
		s.kind, s.end = InRange, Date(y+"-09-30")
	case !first:
		s.start, s.end = Date(y+"-07-01"), Date(y+"-12-31")
	}
	return s, true
}

var quarterOf = map[string]int{"i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4}

func (r *deadlineReader) quarter(q, named, last string) (span, bool) {
	y, provisional, ok := r.yearOr(named, last)
	if !ok {
		return span{}, false
	}
	first := (quarterOf[q]-1)*3 + 1
	return span{kind: InQuarter, start: Date(fmt.Sprintf("%s-%02d-01", y, first)), end: Month(fmt.Sprintf("%s-%02d", y, first+2)).End(), provisional: provisional}, true
}

func (r *deadlineReader) month(m, named, last string) (span, bool) {
	n, _ := strconv.Atoi(m)
	if n < 1 || n > 12 {
		return span{}, false
	}
	y, provisional, ok := r.yearOr(named, last)
	if !ok {
		return span{}, false
	}
	month := Month(fmt.Sprintf("%s-%02d", y, n))
	return span{kind: InMonth, start: month.Start(), end: month.End(), provisional: provisional}, true
}

func (r *deadlineReader) day(day, month, last string) (span, bool) {
	if d, _ := strconv.Atoi(day); d < 1 || d > 31 {
		return span{}, false
	}
	if m, _ := strconv.Atoi(month); m < 1 || m > 12 {
		return span{}, false
	}
	y, provisional, ok := r.yearOr("", last)
	if !ok {
		return span{}, false
	}
	s, ok := dateSpan(day, month, y)
	s.provisional = provisional
	return s, ok
}

func dateSpan(day, month, year string) (span, bool) {
	d, err := ParseDate(day + "/" + month + "/" + year)
	return span{kind: OnDate, start: d, end: d}, err == nil
}
