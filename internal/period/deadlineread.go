package period

import (
	"strings"

	"dondoc/internal/viet"
)

// group is days, months … said in one breath: one, a list, or the two ends of a
// stretch, with the word that governs them.
type group struct {
	gov     role // 0, govBefore, govUntil, govTo, govFrom, govAfter
	days    []when
	stretch bool
	part    role // early, middle, latest … of it
	weekNo  int
	clock   string // the hour of the day that is named
	joined  bool   // nothing parts it from what stands before
	open    bool   // "trở đi"
	back    bool   // "trở về trước"
	bracket bool
	horizon bool // "tầm nhìn 2045"
	kept    bool // days of one occasion
	anded   bool // "và" joins it to those before
	since   role // the word before its first day, of a stretch
	name    bool // "Kế hoạch năm 2026": perhaps the year of a paper's name
	begins  bool // "khởi công", "bắt đầu" it is said before it
	ends    bool // "hoàn thành", "kết thúc"
}

// rhythm is how often something recurs.
type rhythm struct {
	every string
	n     int // every n of it
	size  int // days, to order them
}

// scan is a deadline being read. Every token ends in exactly one of: a day, a
// duration, a rhythm, a phrase of the vocabulary, or what is left over.
type scan struct {
	dayReader
	groups    []group
	rhythms   []rhythm
	on        []Mark
	ever      bool
	lasting   *stretchOfTime
	condition int // first token of what it hangs on; -1 where nothing
	decisive  bool
	relative  int // first token of "năm sau"
	left      [][2]int
	either    bool
	depth     int
	gov       role
	govAt     int
	clock     string
	hour      string   // of a day that comes again
	cited     []string // documents named, as written
	horizons  []string // "tầm nhìn 2045"
	part      role
	weekNo    int
	weekday   int
	parted    bool   // a mark or a word stood since the last day
	told      bool   // something is said behind the first day: "quý II (hoàn thành), quý III (báo cáo)"
	before    bool   // a recurring day is to be before its mark
	occasion  bool   // "trước dịp 30/4 và 01/5"
	anded     bool   // "và" stood before the day
	lastOf    bool   // "cuối" stood before a rhythm
	doing     string // the last word of doing before the day
}

func scanDeadline(text string) *scan {
	s := &scan{dayReader: dayReader{list: tokens(text), loose: plain(text)}, condition: -1, relative: -1, parted: true}
	for i := 0; i < len(s.list); {
		i = s.step(i)
	}
	if s.gov != 0 {
		s.unmet(len(s.list))
	}
	return s
}

// step takes what begins at a token and gives where the next begins.
func (s *scan) step(i int) int {
	for _, take := range []func(int) int{s.document, s.partNumber, s.percent, s.clockTime, s.countOfYears, s.recurrence, s.duration, s.feast, s.partOf, s.days, s.ownStretch, s.phrase} {
		if next := take(i); next > i {
			return next
		}
	}
	s.meet(i)
	s.drop(i, i+1)
	s.parted = true
	return i + 1
}

// drop marks tokens as left over.
func (s *scan) drop(from, to int) {
	if n := len(s.left); n > 0 && s.left[n-1][1] == from {
		s.left[n-1][1] = to
		return
	}
	s.left = append(s.left, [2]int{from, to})
}

// meet ends the wait for the day of "trước", "từ" …: none came, so it governs
// something else, which decides.
func (s *scan) meet(i int) {
	if s.gov != 0 {
		s.unmet(i)
	}
}

func (s *scan) unmet(int) {
	s.hang(s.govAt)
	s.gov, s.part, s.clock = 0, 0, ""
}

// hang says that what a deadline hangs on begins at a token.
func (s *scan) hang(at int) {
	if s.condition < 0 || at < s.condition {
		s.condition = at
	}
	s.decisive = true
}

// clauseEnd gives the end of the clause that begins at a token: a comma with a
// word of time after it, a bracket, or the end.
func (s *scan) clauseEnd(i int) int {
	for ; i < len(s.list); i++ {
		if s.mark(i, ");(") || s.mark(i, ",") || s.mark(i, ".") && i+1 == len(s.list) {
			return i
		}
	}
	return i
}

// phrase takes a phrase of the vocabulary.
func (s *scan) phrase(i int) int {
	if s.mark(i, "()[]:;,.\"“”'+*&") || s.mark(i, "-/") {
		s.punctuation(i)
		return i + 1
	}
	e, n := words.at(s.list, i, s.loose)
	if n == 0 {
		return i
	}
	next := i + n
	if s.gov != 0 && e.role == glue {
		s.occasion = s.occasion || s.gov == govBefore && occasions[strings.ToLower(viet.Canonical(written(s.list[i:next])))]
		return next
	}
	if n, at := s.countAt(next); s.gov == govUntil && e.role == govAfter && n > 0 { // "chậm nhất sau 10 ngày"
		if unit, _ := s.unitAt(at); unit != "" {
			return next
		}
	}
	if e.role == relative && s.reportOf(i, next) {
		s.meet(i)
		return next - 1
	}
	if s.gov != 0 && e.role != govUntil && e.role != govTo && e.role != govFrom && e.role != govBefore {
		end := s.clauseEnd(s.govAt)
		s.unmet(i)
		return max(end, i)
	}
	return s.act(e.role, i, next)
}

// steps are words of doing that give each of two days its own: "xong trong
// tháng 5, báo cáo trước ngày 10/6". The last is taken, and asked about.
var steps = map[string]bool{"hoàn thành": true, "hoàn tất": true, "hoàn thiện": true, "xong": true, "kết thúc": true, "báo cáo": true, "trình": true, "ban hành": true, "phê duyệt": true, "thông qua": true, "thẩm định": true, "gửi": true, "nộp": true, "sơ kết": true, "tổng kết": true, "triển khai": true, "thực hiện": true, "nghiệm thu": true, "bàn giao": true, "riêng": true, "đối với": true}

// beginnings and endings are words of doing that make of two times the ends of
// one stretch: "khởi công quý II/2025, hoàn thành quý IV/2025".
var (
	beginnings = map[string]bool{"khởi công": true, "khởi động": true}
	endings    = map[string]bool{"hoàn thành": true, "kết thúc": true, "hoàn tất": true, "xong": true, "khánh thành": true, "bàn giao": true}
)

// reportOf says whether "quý trước" is the report of a quarter and "trước" governs
// the day behind it: "báo cáo quý trước ngày 15 của tháng cuối quý".
func (s *scan) reportOf(i, next int) bool {
	if i == 0 || !(s.word(i-1, "cáo") || s.word(i-1, "kết")) || !s.word(next-1, "trước") || next-i != 2 {
		return false
	}
	_, number := s.small(next)
	return number || s.word(next, "ngày")
}

// occasions are words for days that are kept together: before them is before
// the first.
var occasions = map[string]bool{"dịp": true, "dịp lễ": true, "ngày lễ": true, "lễ": true}

// act does what a phrase asks.
func (s *scan) act(r role, i, next int) int {
	switch r {
	case govBefore, govUntil, govTo, govFrom, govAfter:
		return s.govern(r, i, next)
	case onward, backward:
		if n := len(s.groups); n > 0 {
			s.groups[n-1].open, s.groups[n-1].back = r == onward, r == backward
			return next
		}
		s.relative = i
		return next
	case either:
		s.either = true
		return next
	case relative:
		if s.relative < 0 {
			s.relative = i
		}
		return next
	case condition:
		s.hang(i)
		return max(next, s.clauseEnd(next))
	case event:
		s.hang(i)
	case standard:
		if s.condition < 0 {
			s.condition = i
		}
		if w, end := s.atom(next); end > next && (w.kind == InYear || w.kind == OnDate && s.word(next, "ngày")) { // of the plan that is cited
			s.cited = append(s.cited, written(s.list[i:end]))
			next = end
		} else if e, n := words.at(s.list, next-1, s.loose); n == 1 && e.role == paper || next-i > 2 && s.paperAt(next-2) {
			next = s.namedYear(next-2, next)
		}
	case ever:
		s.ever = true
	case also:
		s.parted, s.anded = true, true
		return next
	case harmless, paper:
		doing := strings.ToLower(viet.Canonical(written(s.list[i:next])))
		s.told = s.told || len(s.groups) > 0 && steps[doing]
		if beginnings[doing] || endings[doing] {
			s.doing = doing
		}
	case fromSigning, glue, citing, law, reference:
	default:
		s.drop(i, next)
	}
	return next
}

// govern keeps a word that waits for its day. "đến trước 30/6": the last one counts.
func (s *scan) govern(r role, i, next int) int {
	if s.gov == govFrom && r != govFrom {
		s.unmet(i)
	}
	if s.gov != 0 && s.gov != r && s.gov == govBefore {
		r = govBefore // "trước hết năm"
		s.part = latest
	}
	if s.gov == 0 {
		s.govAt = i
	}
	s.gov = r
	return next
}

func (s *scan) punctuation(i int) {
	switch s.list[i].folded {
	case "(", "[":
		s.depth++
	case ")", "]":
		s.depth = max(0, s.depth-1)
	}
	if s.gov != 0 && !s.mark(i, "(") && !(s.mark(i, ":") && s.gov == govUntil) { // "Hạn cuối: 25/5"
		s.unmet(i)
	}
	s.parted = true
}

// days takes days, months … with what joins them.
func (s *scan) days(i int) int {
	first, next := s.one(i)
	if next == i {
		return i
	}
	g := group{gov: s.gov, days: []when{first}, part: s.part, weekNo: s.weekNo, clock: s.clock, joined: !s.parted && len(s.groups) > 0, bracket: s.depth > 0, kept: s.occasion, anded: s.anded, begins: beginnings[s.doing] || s.gov == govFrom, ends: endings[s.doing]}
	s.doing = ""
	if n := len(s.groups); g.joined && n > 0 && (g.gov == govTo || g.gov == govUntil) && g.part == 0 && !s.groups[n-1].stretch && s.groups[n-1].gov != govAfter {
		s.groups[n-1].days, s.groups[n-1].stretch = append(s.groups[n-1].days, first), true // từ … đến …
	} else {
		s.groups = append(s.groups, g)
	}
	s.gov, s.part, s.weekNo, s.clock, s.parted, s.occasion = 0, 0, 0, "", false, false
	s.anded = false
	last := &s.groups[len(s.groups)-1]
	for {
		w, end, stretch := s.following(next, last.days[len(last.days)-1])
		if end == next {
			break
		}
		last.days, last.stretch, next = append(last.days, w), last.stretch || stretch, end
	}
	return next
}

// one reads one day, month …, or the number of a day before others of its month
// ("17-21/3/2025"), or a year that is meant ("trong năm").
func (s *scan) one(i int) (when, int) {
	if w, next := s.atom(i); next > i {
		return w, next
	}
	at := s.ngay(i)
	if d, ok := s.small(at); ok {
		for mark, n := at+1, 0; n < 12; n++ { // the days before it in a list: "10, 20, 30/4"
			end, _ := s.joiner(mark)
			if end == mark {
				break
			}
			day := s.ngay(end)
			if w, next := s.atom(day); next > day {
				if w.kind == OnDate {
					return when{kind: OnDate, day: d, month: w.month, year: w.year, text: written(s.list[i : at+1])}, at + 1
				}
				break
			}
			if mark = day + 1; mark > len(s.list) || !s.isSmall(mark-1) {
				break
			}
		}
		if at > i {
			return when{kind: OnDate, day: d, text: written(s.list[i : at+1])}, at + 1
		}
	}
	if s.word(i, "năm") && (s.gov != 0 || s.part != 0 || i > 0 && (s.word(i-1, "trong") || s.word(i-1, "cả"))) && !s.isRelative(i) {
		return when{kind: InYear, text: s.list[i].text}, i + 1
	}
	return when{}, i
}

func (s *scan) isSmall(i int) bool {
	_, ok := s.small(i)
	return ok
}

func (s *scan) isRelative(i int) bool {
	e, n := words.at(s.list, i, s.loose)
	return n > 1 && (e.role == relative || e.role == ownYear)
}

// joiner reads what joins two days: a list (",", "và", "+") or the ends of a
// stretch ("-", "đến").
func (s *scan) joiner(i int) (next int, stretch bool) {
	if i >= len(s.list) {
		return i, false
	}
	if s.mark(i, ",+&") {
		if s.word(i+1, "và") {
			return i + 2, false
		}
		return i + 1, false
	}
	if s.mark(i, "-") {
		return i + 1, true
	}
	switch e, n := words.at(s.list, i, s.loose); e.role {
	case also:
		return i + n, false
	case govTo:
		return i + n, true
	}
	if s.is(i, "den") && s.word(i, "đến") {
		return i + 1, true
	}
	return i, false
}

// following reads the next of a list or the second end of a stretch.
func (s *scan) following(i int, before when) (w when, next int, stretch bool) {
	at, stretch := s.joiner(i)
	if at == i || at >= len(s.list) {
		return w, i, false
	}
	if stretch && s.word(at, "hết") {
		at++
	}
	if w, next = s.one(at); next > at && !s.furtherQuarter(at, before) {
		return w, next, stretch
	}
	w = when{}
	var n, used int
	switch before.kind {
	case InMonth:
		n, used = s.monthNumber(at)
		w = when{kind: InMonth, month: n}
	case InQuarter:
		n, used = s.quarterNumber(at)
		w = when{kind: InQuarter, quarter: n}
	case OnDate:
		if d, ok := s.small(at); ok && !stretch && before.month == 0 && s.comesAgain(at+1) { // "ngày 15, 30 hằng tháng"
			return when{kind: OnDate, day: d, text: s.list[at].text}, at + 1, false
		}
	}
	if used == 0 || s.mark(at+used, "%") {
		return w, i, false
	}
	if e, size := words.at(s.list, at+used, s.loose); size > 0 && e.role == ever || s.word(at+used, "ngày") || s.word(at+used, "tháng") {
		return w, i, false
	}
	w.year, next = s.yearAfter(at + used)
	w.text = written(s.list[at:next])
	w.impossible = !w.exists()
	return w, next, stretch
}

// comesAgain says whether "hằng tháng" stands behind a list of days.
func (s *scan) comesAgain(i int) bool {
	for i < len(s.list) {
		if e, n := words.at(s.list, i, s.loose); n > 0 && e.role == again {
			return true
		}
		next, _ := s.joiner(i)
		if next = s.ngay(next); !s.isSmall(next) {
			return false
		}
		i = next + 1
	}
	return false
}

// furtherQuarter says whether a number goes on with quarters in digits: the 3 of
// "quý 2-3/2026" is no month.
func (s *scan) furtherQuarter(i int, before when) bool {
	n, ok := s.small(i)
	return ok && n >= 1 && n <= 4 && before.kind == InQuarter && before.year == 0 && strings.ContainsAny(before.text, "1234") && s.mark(i+1, "/")
}

// partOf takes "đầu", "giữa", "cuối", "tuần 2", "trung tuần" before a month, quarter or year.
func (s *scan) partOf(i int) int {
	e, n := words.at(s.list, i, s.loose)
	if n == 0 || e.role < early || e.role > tenLast || s.half0(i) {
		return i
	}
	next, no := i+n, 0
	if every, k := words.at(s.list, next, s.loose); e.role == latest && k > 0 && every.role == again && every.folded[0] != "dinh" {
		s.lastOf = true // "cuối mỗi quý"
		return next
	}
	if e.role == week {
		switch {
		case strings.HasSuffix(e.folded[len(e.folded)-1], "dau") || s.is(i+1, "dau"):
			no = 1
		case s.is(i+1, "cuoi"):
			no = -1
		default:
			k, ok := s.small(next)
			if !ok {
				k, n = s.spelled(next)
				ok = n > 0
			} else {
				n = 1
			}
			if !ok {
				return i
			}
			no, next = k, next+n
		}
	}
	if s.word(next, "của") {
		next++
	}
	if _, end := s.atomOrYear(next); end == next {
		return i
	}
	s.part, s.weekNo = e.role, no
	return next
}

func (s *scan) atomOrYear(i int) (when, int) {
	if w, next := s.atom(i); next > i {
		return w, next
	}
	if s.word(i, "năm") && !s.isRelative(i) {
		return when{kind: InYear}, i + 1
	}
	return when{}, i
}
