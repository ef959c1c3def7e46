package period

// Mark is the day of a recurring deadline within its year, quarter, month or
// week; what is 0 is not said: a month alone means its last day.
type Mark struct {
	Month, Day int // Month of the year; within a quarter 1 to 3; Day 31 is the last
	Weekday    int // 1 Monday … 7 Sunday
}

// stretchOfTime is a duration as a text names it.
type stretchOfTime struct {
	least, n int
	unit     string
	from     string // what it counts from, as written
	base     when
	dated    bool
}

// unitAt reads a unit of time: "ngày làm việc", "tháng".
func (s *scan) unitAt(i int) (unit string, next int) {
	switch {
	case s.word(i, "giờ") && s.word(i+1, "làm") && s.word(i+2, "việc"):
		return "hour", i + 3
	case s.word(i, "ngày") && s.word(i+1, "làm") && s.word(i+2, "việc"):
		return "working_day", i + 3
	}
	for _, u := range [][2]string{{"giờ", "hour"}, {"ngày", "day"}, {"tuần", "week"}, {"tháng", "month"}, {"quý", "quarter"}, {"năm", "year"}} {
		if s.word(i, u[0]) {
			return u[1], i + 1
		}
	}
	return "", i
}

// countAt reads a count of one to three digits, or in words.
func (s *scan) countAt(i int) (n, next int) {
	if k, digits := s.num(i); k > 0 && digits <= 3 {
		return k, i + 1
	}
	if k, used := s.spelled(i); used > 0 {
		return k, i + used
	}
	return 0, i
}

// times reads "một lần", "/lần", "01 lần".
func (s *scan) times(i int) (n, next int) {
	if s.mark(i, "/") && s.word(i+1, "lần") {
		return 1, i + 2
	}
	if s.mark(i, "/") {
		i++
	}
	if k, at := s.countAt(i); k > 0 && s.word(at, "lần") {
		return k, at + 1
	}
	return 0, i
}

var months = map[string]int{"month": 1, "quarter": 3, "half_year": 6, "year": 12}

// rhythmOf gives the rhythm of n units, k times in them.
func rhythmOf(n int, unit string, k int) (rhythm, bool) {
	if m := months[unit]; m > 0 && n > 0 {
		all := m * n
		if k < 1 || all%k != 0 {
			return rhythm{}, false
		}
		all /= k
		for _, u := range []string{"year", "half_year", "quarter"} {
			if all == months[u] {
				return rhythm{u, 1, all * 30}, true
			}
		}
		if all%12 == 0 {
			return rhythm{"year", all / 12, all * 30}, true
		}
		return rhythm{"month", all, all * 30}, true
	}
	size := map[string]int{"week": 7, "day": 1}[unit]
	return rhythm{unit, n, n * size}, size > 0 && k == 1
}

// recurrence takes how often something is to be done: "hằng tháng", "6 tháng
// một lần", "2 lần/năm", "định kỳ quý, 6 tháng, năm", "ngày cuối tháng".
func (s *scan) recurrence(i int) int {
	for _, take := range []func(int) int{s.weekdayAt, s.againUnits, s.everySo, s.timesPer, s.monthOfQuarter, s.dayOfMonth} {
		if next := take(i); next > i {
			return next
		}
	}
	return i
}

func (s *scan) addRhythm(n int, unit string, k, from, to int) {
	r, ok := rhythmOf(n, unit, k)
	if !ok {
		s.drop(from, to)
		return
	}
	s.rhythms = append(s.rhythms, r)
}

// againUnits takes "hằng", "mỗi", "định kỳ" with the units after it.
func (s *scan) againUnits(i int) int {
	e, n := words.at(s.list, i, s.loose)
	if n == 0 || e.role != again {
		return i
	}
	at, found := i+n, false
	for {
		count, next := s.countAt(at)
		if s.word(at, "năm") {
			count, next = 1, at
		}
		unit, end := s.unitAt(next)
		if half := s.word(at, "nửa") && s.word(at+1, "năm"); half {
			count, unit, end = 6, "month", at+2
		}
		if count == 0 {
			count = 1
		}
		if unit == "" || unit == "hour" || unit == "working_day" {
			break
		}
		if _, numbered := s.monthNumber(end); numbered > 0 && found && unit != "day" {
			break
		}
		k := 1
		if t, after := s.times(end); t > 0 {
			k, end = t, after
		}
		s.addRhythm(count, unit, k, i, end)
		found, i = true, end
		at = end
		if next, stretch := s.joiner(at); next > at && !stretch {
			at = next
		} else {
			break
		}
	}
	switch {
	case found:
		s.endOf(i)
		s.settleGov()
		return i
	case e.folded[0] == "dinh" || len(e.folded) > 1:
		s.ever = true
		return i + n
	}
	return i
}

// endOf gives a rhythm behind "cuối" its last month or day: "cuối mỗi quý".
func (s *scan) endOf(at int) {
	if !s.lastOf {
		return
	}
	s.lastOf = false
	m, ok := map[string]Mark{"month": {Day: 31}, "quarter": {Month: 3}, "year": {Month: 12}}[s.rhythms[len(s.rhythms)-1].every]
	if !ok || len(s.rhythms) != 1 || s.rhythms[0].n > 1 {
		s.drop(at-1, at)
		return
	}
	s.before = s.before || s.gov == govBefore
	s.on = append(s.on, m)
}

// settleGov ends the wait of a word before a rhythm: nothing is left open by it
// but where it has no day at all.
func (s *scan) settleGov() {
	if s.gov == govFrom && s.word(s.govAt, "không") { // "không trước 16h30 thứ Sáu hằng tuần"
		s.drop(s.govAt, s.govAt+1)
	}
	s.gov, s.parted = 0, true
}

// everySo takes "6 tháng một lần", "2 năm/lần".
func (s *scan) everySo(i int) int {
	n, at := s.countAt(i)
	unit, next := s.unitAt(at)
	if n == 0 || unit == "" {
		return i
	}
	k, end := s.times(next)
	if k == 0 {
		return i
	}
	s.addRhythm(n, unit, k, i, end)
	s.settleGov()
	return end
}

// timesPer takes "01 lần/tháng", "2 lần mỗi năm".
func (s *scan) timesPer(i int) int {
	k, at := s.countAt(i)
	if k == 0 || !s.word(at, "lần") {
		return i
	}
	at++
	if s.mark(at, "/") || s.word(at, "một") || s.word(at, "mỗi") || s.word(at, "trong") || s.word(at, "hằng") || s.word(at, "hàng") {
		at++
	} else {
		return i
	}
	unit, end := s.unitAt(at)
	if _, numbered := s.num(end); unit == "" || numbered > 0 {
		return i
	}
	s.addRhythm(1, unit, k, i, end)
	s.settleGov()
	return end
}

// monthOfQuarter takes "tháng cuối quý" after a day.
func (s *scan) monthOfQuarter(i int) int {
	if !s.word(i, "tháng") || !s.word(i+1, "cuối") && !s.word(i+1, "đầu") {
		return i
	}
	at := i + 2
	for s.word(at, "của") || s.word(at, "mỗi") || s.word(at, "hằng") || s.word(at, "hàng") || s.word(at, "từng") {
		at++
	}
	if _, numbered := s.quarterNumber(at + 1); !s.word(at, "quý") || numbered > 0 {
		return i
	}
	m := Mark{Month: 3}
	if s.word(i+1, "đầu") {
		m.Month = 1
	}
	if n := len(s.groups); n > 0 {
		if g := s.groups[n-1]; len(g.days) == 1 && g.days[0].day > 0 && g.days[0].month == 0 {
			m.Day = g.days[0].day
			s.groups = s.groups[:n-1]
			s.before = s.before || g.gov == govBefore
		}
	}
	s.on = append(s.on, m)
	s.addRhythm(1, "quarter", 1, i, at+1)
	s.settleGov()
	return at + 1
}

// dayOfMonth takes "ngày cuối tháng", "ngày 25 của tháng".
func (s *scan) dayOfMonth(i int) int {
	if !s.word(i, "ngày") {
		return i
	}
	at, day := i+1, 31
	if d, ok := s.small(at); ok {
		day = d
		at++
		if !s.word(at, "của") {
			return i
		}
	} else if s.word(at, "cuối") {
		at++
		if s.word(at, "cùng") {
			at++
		}
	} else {
		return i
	}
	for s.word(at, "của") || s.word(at, "mỗi") || s.word(at, "hằng") || s.word(at, "hàng") || s.word(at, "từng") {
		at++
	}
	unit, end := s.unitAt(at)
	if _, numbered := s.monthNumber(end); numbered > 0 || unit != "month" && unit != "quarter" || s.isRelative(at) || s.word(end, "đầu") || s.word(end, "cuối") || day < 1 || day > 31 {
		return i
	}
	m := Mark{Day: day}
	if unit == "quarter" {
		m.Month = 3
	}
	s.before = s.before || s.gov == govBefore
	s.on = append(s.on, m)
	s.addRhythm(1, unit, 1, i, end)
	s.settleGov()
	return end
}

// weekdayAt takes "thứ Sáu", "Chủ nhật".
func (s *scan) weekdayAt(i int) int {
	if s.word(i, "chủ") && s.word(i+1, "nhật") {
		s.weekday = 7
		return s.afterWeekday(i + 2)
	}
	if !s.word(i, "thứ") {
		return i
	}
	n, next := s.countAt(i + 1)
	if n < 2 || n > 7 {
		return i
	}
	s.weekday = n - 1
	return s.afterWeekday(next)
}

func (s *scan) afterWeekday(i int) int {
	if s.mark(i, ",") {
		return i + 1
	}
	return i
}

// duration takes "28 ngày", "từ 10 đến 15 ngày", "07 ngày làm việc kể từ ngày …".
func (s *scan) duration(i int) int {
	n, at := s.countAt(i)
	if n == 0 {
		return i
	}
	least := n
	if s.mark(at, "-") || s.word(at, "đến") {
		if most, next := s.countAt(at + 1); most > 0 {
			if u, _ := s.unitAt(next); u != "" {
				n, at = most, next
			}
		}
	}
	unit, next := s.unitAt(at)
	if unit == "" || s.half0(i) || s.numbered(next, unit) {
		return i
	}
	if s.gov == govBefore || s.lasting != nil || s.word(next, "trước") {
		return i
	}
	if unit == "quarter" {
		unit, n, least = "month", n*3, least*3
	}
	s.lasting = &stretchOfTime{least: least, n: n, unit: unit}
	s.gov, s.parted = 0, true
	return s.countsFrom(next)
}

// half0 says whether "6 tháng đầu năm" begins at a token.
func (s *scan) half0(i int) bool { _, next := s.half(i); return next > i }

// numbered says whether a unit is the name of a month or year that follows, not
// the unit of a count: "tháng 6", "năm 2025".
func (s *scan) numbered(next int, unit string) bool {
	k, digits := s.num(next)
	return digits > 0 && (unit == "year" && digits == 4 || unit != "year" && k <= 31)
}

// countsFrom takes what a duration counts from: a day, or words to the end of the clause.
func (s *scan) countsFrom(i int) int {
	at := i
	if s.mark(at, ",") {
		at++
	}
	e, n := words.at(s.list, at, s.loose)
	if n == 0 || e.role != govFrom && e.role != govAfter && e.role != fromSigning && !(e.role == condition && e.folded[0] != "neu" && e.folded[0] != "tui") {
		return i
	}
	if w, end := s.atom(at + n); end > at+n && w.kind == OnDate && w.dated() && e.role != condition {
		s.lasting.base, s.lasting.dated, s.lasting.from = w, true, written(s.list[at:end])
		return end
	}
	end := s.clauseEnd(at)
	s.lasting.from = written(s.list[at:end])
	for k := at + n; k < end; k++ {
		if s.denies(k) {
			s.drop(k, k+1)
		}
	}
	return end
}

// denies says whether a word turns a sentence round.
func (s *scan) denies(i int) bool {
	for _, w := range []string{"không", "chưa", "trừ", "ngoài", "hoặc", "chẳng"} {
		if s.word(i, w) {
			return true
		}
	}
	return false
}
