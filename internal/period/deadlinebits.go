package period

import (
	"strings"

	"dondoc/internal/viet"
)

// partNumber takes "giai đoạn 1", "điểm 2": the number counts parts, it is no day.
func (s *scan) partNumber(i int) int {
	e, n := words.at(s.list, i, s.loose)
	if n == 0 || e.role != reference || s.gov != 0 {
		return i
	}
	next := i + n
	k, used := s.monthNumber(next)
	if used == 0 || k > 99 || s.mark(next+used, "/%") || s.mark(next+used, "-.") && next+used+1 < len(s.list) && s.list[next+used+1].number {
		return i
	}
	if _, end := s.atom(next + used); end > next+used {
		s.drop(next, next+used)
	} else if unit, _ := s.unitAt(next + used); unit != "" {
		return i
	}
	s.parted = true
	return next + used
}

// percent takes "100%", which is all of it; another share is left over.
func (s *scan) percent(i int) int {
	if n, _ := s.num(i); n != 100 || !s.mark(i+1, "%") {
		return i
	}
	s.parted = true
	return i + 2
}

// clockTime takes an hour of a day that is named after it: "17 giờ 00 ngày 20/3/2025".
func (s *scan) clockTime(i int) int {
	n, ok := s.small(i)
	if !ok || n > 24 {
		return i
	}
	next := i + 1
	switch {
	case s.word(next, "giờ"), s.is(next, "h"), s.is(next, "g"), s.mark(next, ":"):
		next++
	default:
		return i
	}
	if _, ok := s.small(next); ok && !s.dayAt(next) { // "12h 15/4" has no minutes
		next++
	} else if s.mark(next-1, ":") {
		return i
	}
	if s.word(next, "phút") || s.is(next, "p") || s.mark(next, "'’′") {
		next++
	}
	if s.mark(next, ",") {
		next++
	}
	if !s.dayAt(next) && !s.dayOfRhythm(next) {
		return i
	}
	s.clock = strings.TrimRight(written(s.list[i:next]), ", ")
	s.hour = s.clock
	return next
}

// dayAt says whether a day begins at a token.
func (s *scan) dayAt(i int) bool {
	w, end := s.atom(i)
	return end > i && w.kind == OnDate
}

// dayOfRhythm says whether a day that comes again begins at a token: "thứ Sáu",
// "ngày 20 hằng tháng", "hằng ngày".
func (s *scan) dayOfRhythm(i int) bool {
	if s.word(i, "thứ") {
		n, _ := s.countAt(i + 1)
		return n >= 2 && n <= 7
	}
	if s.word(i, "chủ") && s.word(i+1, "nhật") {
		return true
	}
	at := i
	if s.word(i, "ngày") {
		if at++; s.word(at, "cuối") {
			return true
		}
		if _, ok := s.small(at); !ok {
			return false
		}
		at++
	}
	e, n := words.at(s.list, at, s.loose)
	return n > 0 && e.role == again || at > i && (s.word(at, "của") || s.word(at, "tháng"))
}

// document takes a document that is named, with its number, day and year: none of
// them is a deadline.
func (s *scan) document(i int) int {
	e, n := words.at(s.list, i, s.loose)
	isPaper := n > 0 && (e.role == paper || e.role == law)
	next := i
	if isPaper {
		next += n
	} else if s.word(i, "số") {
		n = 1
	}
	if s.word(next, "số") {
		next++
	}
	end := s.code(next)
	if end == next && next > i && s.word(next-1, "số") {
		if k, _ := s.num(next); k >= 0 {
			end = s.bareNumber(next)
		}
	}
	switch {
	case end > next:
		s.passed(i)
		return s.cite(i, s.dateOfPaper(end))
	case isPaper && e.role == law:
		return s.lawYear(i, next)
	case isPaper:
		return s.paperDay(i, next)
	}
	return i
}

// bareNumber gives the end of a document's number of figures alone: "125",
// "12/2025", and "30/9/2025", which behind "số" is no day.
func (s *scan) bareNumber(i int) int {
	end := i + 1
	for s.mark(end, "/-") && !s.list[end].gap && end+1 < len(s.list) && s.list[end+1].number && !s.list[end+1].gap {
		end += 2
	}
	return end
}

// passed ends the wait of a governing word: it governs the document.
func (s *scan) passed(i int) {
	s.meet(i)
	s.parted = true
}

// cite keeps a document that is named.
func (s *scan) cite(i, end int) int {
	s.cited = append(s.cited, written(s.list[i:end]))
	return end
}

// code gives the end of a document's number: tokens without a space between,
// with a figure, a slash or dash, and letters: "57-NQ/TW", "12/2025/QĐ-UBND".
func (s *scan) code(i int) int {
	figures, letters, marks := false, false, false
	j := i
	for ; j < len(s.list) && (j == i || !s.list[j].gap); j++ {
		t := s.list[j]
		switch {
		case t.number:
			figures = true
		case t.folded == "/" || t.folded == "-":
			marks = true
		case t.word() && (t.text == strings.ToUpper(t.text) || s.abbreviation(j)) && len(t.folded) > 1 && romanMonths[t.folded] == 0:
			letters = true
		case t.word() && letters:
		default:
			if figures && letters && marks {
				return j
			}
			return i
		}
	}
	if !figures || !letters || !marks {
		return i
	}
	return j
}

func (s *scan) abbreviation(i int) bool {
	switch s.list[i].folded {
	case "nq", "qd", "kh", "ct", "cv", "tb", "nd", "tt", "kl", "hd", "ubnd", "hdnd", "ttg", "cp", "tw", "tu", "qh":
		return true
	}
	return false
}

// dateOfPaper takes the day or year that follows a document's number.
func (s *scan) dateOfPaper(i int) int {
	at := i
	if s.mark(at, ",(") && (s.word(at+1, "ngày") || s.word(at+1, "năm")) || s.mark(at, "(") {
		at++
	}
	if w, next := s.atom(at); next > at && (w.kind == OnDate || w.kind == InYear && s.word(at, "năm")) && (s.word(at, "ngày") || s.word(at, "năm") || at > i) {
		if s.mark(at-1, "(") && s.mark(next, ")") {
			next++
		}
		return next
	}
	return i
}

// lawYear takes "Luật Đất đai năm 2024": the year is part of the name.
func (s *scan) lawYear(i, next int) int {
	for j := next; j < len(s.list) && j < next+10 && s.list[j].word() || j < len(s.list) && s.list[j].number; j++ {
		if _, ok := s.fullYear(j); ok {
			s.passed(i)
			return s.cite(i, j+1)
		}
		if s.list[j].number {
			break
		}
	}
	return i
}

// paperDay takes "theo Quyết định ngày 25/9/2025", the day of a document, and
// "Kế hoạch năm 2026", whose year may be its name. A day after a document that
// is not cited could be either: it is asked about.
func (s *scan) paperDay(i, next int) int {
	cite := false
	for k := max(0, i-3); k < i; k++ {
		e, n := words.at(s.list, k, s.loose)
		cite = cite || n > 0 && k+n == i && (e.role == citing || e.role == standard)
	}
	if e, n := words.at(s.list, max(0, i-1), s.loose); i > 0 && n > 1 && e.role == standard {
		return i // "theo kế hoạch"
	}
	w, end := s.atom(next)
	if cite && end == next {
		if end = s.namedYear(i, next); end == next {
			return i
		}
		return end
	}
	switch {
	case end == next:
		return i
	case w.kind == OnDate && s.word(next, "ngày") && cite:
		s.passed(i)
		return s.cite(i, end)
	case w.kind == OnDate && s.word(next, "ngày"):
		s.passed(i)
		s.drop(i, end)
		return end
	case w.kind == InYear:
		if cite {
			s.passed(i)
			return s.cite(i, end)
		}
		s.meet(i)
		w.text = written(s.list[i:end])
		s.groups = append(s.groups, group{days: []when{w}, name: true})
		s.parted = true
		return end
	}
	return i
}

// namedYear takes "theo Chương trình công tác năm 2025": words that only name
// stand between a document that is cited and its year.
func (s *scan) namedYear(i, next int) int {
	for j := next; j < len(s.list) && j < next+8 && s.list[j].word(); j++ {
		if w, end := s.atom(j); end > j {
			if w.kind != InYear || !s.word(j, "năm") {
				return next
			}
			s.passed(i)
			return s.cite(i, end)
		}
		if e, n := words.at(s.list, j, s.loose); s.word(j, "trong") || n > 0 && e.role != harmless && e.role != paper || steps[s.list[j].exact] || j+1 < len(s.list) && steps[strings.ToLower(viet.Canonical(written(s.list[j:j+2])))] {
			return next
		}
	}
	return next
}

// paperAt says whether a kind of document begins at a token.
func (s *scan) paperAt(i int) bool {
	e, n := words.at(s.list, i, s.loose)
	return n > 0 && e.role == paper
}

// ownStretch takes "năm học 2025-2026", "nhiệm kỳ 2025-2030": stretches that are
// not calendar years. They are left over, with their years.
func (s *scan) ownStretch(i int) int {
	e, n := words.at(s.list, i, s.loose)
	if n == 0 {
		return i
	}
	next := i + n
	switch e.role {
	case ownYear:
		if w, end := s.atom(next); e.folded[0] == "nhiem" && end > next && w.kind == InYear { // a term of years
			if last, _, stretch := s.following(end, w); stretch && last.kind == InYear && s.gov == 0 {
				s.parted = true
				return next
			}
		}
		s.meet(i)
	case vision:
		w, end := s.one(next)
		if end == next {
			return i
		}
		for {
			_, after, _ := s.following(end, w)
			if after == end {
				break
			}
			end = after
		}
		s.groups = append(s.groups, group{days: []when{w}, horizon: true})
		s.horizons = append(s.horizons, written(s.list[i:end]))
		s.parted = true
		return end
	default:
		return i
	}
	if w, end := s.atom(next); end > next {
		for {
			_, after, _ := s.following(end, w)
			if after == end {
				break
			}
			end = after
		}
		next = end
	}
	s.drop(i, next)
	s.parted = true
	return next
}

// feasts are holidays: the fixed ones by their day and month, the others by the table.
var feasts = map[string]string{"tet nguyen dan": "tet", "tet am lich": "tet", "tet co truyen": "tet", "tet": "tet", "tet duong lich": "01-01", "gio to hung vuong": "hung", "gio to": "hung",
	"quoc khanh": "09-02", "le quoc khanh": "09-02", "ngay quoc khanh": "09-02", "quoc te lao dong": "05-01", "ngay quoc te lao dong": "05-01"}

// feast takes a holiday, with the year after it.
func (s *scan) feast(i int) int {
	e, n := words.at(s.list, i, s.loose)
	if n == 0 || e.role != feast {
		return i
	}
	next := i + n
	name := feasts[strings.Join(e.folded, " ")]
	if name == "" {
		name = "?"
	}
	w := when{kind: OnDate, feast: name}
	if d, end := s.atom(next); end > next && d.kind == OnDate { // "Quốc khánh 2/9"
		if name != twoDigits(d.month)+"-"+twoDigits(d.day) {
			return i
		}
		w.year, next = d.year, end
	} else {
		stem, branch, after := s.lunarYear(next)
		w.year, next = s.yearAfter(after)
		if after > 0 && stem >= 0 && w.year > 0 && ((w.year+6)%10 != stem || (w.year+8)%12 != branch) {
			w.impossible = true
		}
	}
	w.text = written(s.list[i:next])
	g := group{gov: s.gov, days: []when{w}, part: s.part, joined: !s.parted && len(s.groups) > 0, bracket: s.depth > 0}
	s.groups = append(s.groups, g)
	s.gov, s.part, s.parted = 0, 0, false
	return next
}

func twoDigits(n int) string { return string([]byte{byte('0' + n/10%10), byte('0' + n%10)}) }

var (
	stems    = []string{"giáp", "ất", "bính", "đinh", "mậu", "kỷ", "canh", "tân", "nhâm", "quý"}
	branches = []string{"tý", "sửu", "dần", "mão", "thìn", "tỵ", "ngọ", "mùi", "thân", "dậu", "tuất", "hợi"}
)

// lunarYear takes the name of a lunar year: "Bính Ngọ".
func (s *scan) lunarYear(i int) (stem, branch, next int) {
	find := func(at int, names []string) int {
		for k, name := range names {
			if s.word(at, name) {
				return k
			}
		}
		return -1
	}
	at := i
	if s.word(at, "năm") {
		at++
	}
	if stem, branch = find(at, stems), find(at+1, branches); stem < 0 || branch < 0 {
		return -1, -1, i
	}
	return stem, branch, at + 2
}

// countOfYears takes the count in "trong 3 năm (2025-2027)" where it is right.
func (s *scan) countOfYears(i int) int {
	n, at := s.countAt(i)
	if n == 0 || !s.word(at, "năm") {
		return i
	}
	from := at + 1
	if s.mark(from, "(:") {
		from++
	}
	w, end := s.atom(from)
	if end == from || w.kind != InYear {
		return i
	}
	count, last := 1, w
	for {
		next, after, stretch := s.following(end, last)
		if after == end || next.kind != InYear {
			break
		}
		count++
		if stretch {
			count += next.year - last.year - 1
		}
		last, end = next, after
	}
	if count != n {
		return i
	}
	return at + 1
}
