package period

import (
	"fmt"
	"sync"
	"time"

	"dondoc/internal/viet"
)

// when is one day, month, quarter, half, stretch or year as a text names it; 0
// where it leaves a part out.
type when struct {
	kind             DeadlineKind
	year, month, day int
	quarter          int
	first, last      int // months, of a half year and the like
	part             role
	weekNo           int
	weekday          int // 1 Monday … 7 Sunday, where it is said beside a date
	short            bool
	monthFirst       bool
	impossible       bool
	feast            string
	text             string
}

// dated says whether the year is known.
func (w when) dated() bool { return w.year > 0 }

// bounds gives the first and last day, false where there is no such stretch. The
// year must be known.
func (w when) bounds() (Date, Date, bool) {
	if w.impossible || w.year < 1900 || w.year > 2200 {
		return "", "", false
	}
	months := func(first, last int) (Date, Date, bool) {
		if first < 1 || last > 12 || first > last {
			return "", "", false
		}
		return Month(fmt.Sprintf("%04d-%02d", w.year, first)).Start(), Month(fmt.Sprintf("%04d-%02d", w.year, last)).End(), true
	}
	switch w.kind {
	case OnDate:
		d, ok := civil(w.year, w.month, w.day)
		return d, d, ok
	case InMonth:
		return months(w.month, w.month)
	case InQuarter:
		return months(w.quarter*3-2, w.quarter*3)
	case InHalf, InRange:
		return months(w.first, w.last)
	}
	return months(1, 12)
}

// civil gives a date, false where there is no such day.
func civil(year, month, day int) (Date, bool) {
	t := time.Date(year, time.Month(month), day, 0, 0, 0, 0, time.UTC)
	return dateOf(t), t.Day() == day && int(t.Month()) == month
}

// exists says whether there is such a day or month in some year.
func (w when) exists() bool {
	if w.year > 0 {
		_, _, ok := w.bounds()
		return ok
	}
	w.year = 2024 // with a 29 February
	_, _, ok := w.bounds()
	return ok
}

// dayReader reads what names one day, month, quarter or year from tokens.
type dayReader struct {
	list  []token
	loose bool
}

func (r dayReader) is(i int, folded ...string) bool {
	for k, w := range folded {
		if i+k >= len(r.list) || r.list[i+k].folded != w {
			return false
		}
	}
	return true
}

// word says whether a token is a word, with its diacritics where the text has any.
func (r dayReader) word(i int, text string) bool {
	if i >= len(r.list) {
		return false
	}
	known, ok := forms.Load(text)
	if !ok {
		known, _ = forms.LoadOrStore(text, [2]string{spelt(text), viet.Fold(text)})
	}
	form := known.([2]string)
	return r.list[i].exact == form[0] || r.loose && r.list[i].folded == form[1]
}

// forms keeps the compared forms of the words of this package.
var forms sync.Map

func (r dayReader) num(i int) (n, digits int) {
	if i < 0 || i >= len(r.list) {
		return -1, 0
	}
	return r.list[i].num()
}

// small gives a number of one or two digits.
func (r dayReader) small(i int) (int, bool) {
	n, digits := r.num(i)
	return n, n >= 0 && digits <= 2
}

// fullYear gives a year of four digits.
func (r dayReader) fullYear(i int) (int, bool) {
	n, digits := r.num(i)
	return n, digits == 4 && n >= 1900 && n < 2200
}

func (r dayReader) mark(i int, marks string) bool {
	if i >= len(r.list) {
		return false
	}
	for _, m := range marks {
		if r.list[i].folded == string(m) {
			return true
		}
	}
	return false
}

var romanMonths = map[string]int{"i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5, "vi": 6, "vii": 7, "viii": 8, "ix": 9, "x": 10, "xi": 11, "xii": 12}

var numberWords = map[string]int{"một": 1, "hai": 2, "ba": 3, "bốn": 4, "tư": 4, "năm": 5, "sáu": 6, "bảy": 7, "bẩy": 7, "tám": 8, "chín": 9, "mười": 10}

// plainNumbers are the same without diacritics.
var plainNumbers = func() map[string]int {
	out := map[string]int{}
	for w, n := range numberWords {
		out[viet.Fold(w)] = n
	}
	return out
}()

// spelled gives a small number in words ("mười lăm", "hai mươi"), and its tokens.
func (r dayReader) spelled(i int) (n, used int) {
	if i >= len(r.list) {
		return 0, 0
	}
	value := func(k int) (int, bool) {
		if k >= len(r.list) {
			return 0, false
		}
		n, ok := numberWords[r.list[k].exact]
		if !ok && r.loose {
			n, ok = plainNumbers[r.list[k].folded]
		}
		return n, ok
	}
	n, ok := value(i)
	if !ok {
		return 0, 0
	}
	tens := n
	if n == 10 {
		tens = 1
	}
	switch {
	case n != 10 && !r.word(i+1, "mươi"):
		return n, 1
	case n != 10:
		used = 2
	default:
		used = 1
	}
	if r.word(i+used, "lăm") || r.word(i+used, "nhăm") {
		return tens*10 + 5, used + 1
	}
	if r.word(i+used, "mốt") {
		return tens*10 + 1, used + 1
	}
	if unit, ok := value(i + used); ok && unit < 10 && !r.word(i+used, "năm") {
		return tens*10 + unit, used + 1
	}
	return tens * 10, used
}

// yearAfter reads the year that follows a day, month or quarter: "/2025",
// "năm 2025", ", năm 2025", "(2025".
func (r dayReader) yearAfter(i int) (year, next int) {
	at := i
	if r.mark(at, ",") && r.word(at+1, "năm") {
		at++
	}
	if r.word(at, "của") && r.word(at+1, "năm") {
		at++
	}
	if r.mark(at, "/.-") || r.word(at, "năm") {
		at++
	}
	if y, ok := r.fullYear(at); ok && (at > i || !r.mark(at+1, "/.-")) && !r.longer(at) {
		return y, at + 1
	}
	return 0, i
}

// longer says whether a number goes on after a mark as the year of a date of
// year, month and day would: "2025-06-30".
func (r dayReader) longer(i int) bool {
	_, one := r.small(i + 2)
	_, two := r.small(i + 4)
	return r.mark(i+1, "/.-") && one && r.mark(i+3, "/.-") && two && r.list[i+1].folded == r.list[i+3].folded && !r.list[i+1].gap && !r.list[i+2].gap
}

// atom reads one day, month, quarter, half or year; next is i where there is none.
func (r dayReader) atom(i int) (w when, next int) {
	for _, read := range []func(int) (when, int){r.iso, r.dated, r.dayAndMonth, r.months, r.quarter, r.half, r.monthYear, r.year} {
		if w, next = read(i); next > i {
			w.text = written(r.list[i:next])
			w.impossible = w.impossible || !w.exists()
			return w, next
		}
	}
	return when{}, i
}

// ngay skips the words before a date.
func (r dayReader) ngay(i int) int {
	if r.word(i, "ngày") {
		return i + 1
	}
	return i
}

func (r dayReader) iso(i int) (when, int) {
	at := r.ngay(i)
	y, ok := r.fullYear(at)
	if !ok || !r.longer(at) || r.list[at+1].folded != r.list[at+3].folded {
		return when{}, i
	}
	m, _ := r.small(at + 2)
	d, _ := r.small(at + 4)
	return when{kind: OnDate, year: y, month: m, day: d}, at + 5
}

// dated reads "30/6/2025", "20.5.2025", "ngày 30 tháng 6 năm 2025", "15/5/25".
func (r dayReader) dated(i int) (when, int) {
	at := r.ngay(i)
	d, one := r.small(at)
	m, two := r.small(at + 2)
	if !one || !two {
		return when{}, i
	}
	byName := r.word(at+1, "tháng")
	if !byName && !r.mark(at+1, "/.-") {
		return when{}, i
	}
	w := when{kind: OnDate, day: d, month: m}
	if y, next := r.yearAfter(at + 3); next > at+3 {
		w.year = y
		if d <= 12 && m > 12 {
			w.day, w.month, w.monthFirst = m, d, true
		}
		return w, next
	}
	if byName {
		return w, at + 3
	}
	if y, ok := r.small(at + 4); ok && r.mark(at+3, "/.-") && len(r.list[at+4].text) == 2 && !r.mark(at+5, "/") {
		w.year, w.short = 2000+y, true
		return w, at + 5
	}
	return when{}, i
}

// dayAndMonth reads "30/6", and "ngày 30-6".
func (r dayReader) dayAndMonth(i int) (when, int) {
	at := r.ngay(i)
	d, one := r.small(at)
	m, two := r.small(at + 2)
	if !one || !two || !r.mark(at+1, "/") && (at == i || !r.mark(at+1, ".-")) || r.mark(at+3, "/") {
		return when{}, i
	}
	if at == i && (r.list[at+1].gap != r.list[at+2].gap) {
		return when{}, i
	}
	return when{kind: OnDate, day: d, month: m}, at + 3
}

// months reads "tháng 6", "T6/2025", "tháng Sáu năm 2025".
func (r dayReader) months(i int) (when, int) {
	at := i
	switch {
	case r.word(i, "tháng"):
		at++
	case r.is(i, "t") && i+1 < len(r.list) && !r.list[i+1].gap:
		at++
	default:
		return when{}, i
	}
	m, used := r.monthNumber(at)
	if used == 0 {
		return when{}, i
	}
	w := when{kind: InMonth, month: m}
	w.year, at = r.yearAfter(at + used)
	return w, at
}

func (r dayReader) monthNumber(i int) (n, used int) {
	if m, ok := r.small(i); ok {
		return m, 1
	}
	if i < len(r.list) {
		if m := romanMonths[r.list[i].folded]; m > 0 {
			return m, 1
		}
	}
	if n, used = r.spelled(i); used > 0 && !(r.word(i, "năm") && used == 1) {
		return n, used
	}
	return 0, 0
}

// quarter reads "quý II/2025", "Q3/2025", "QIV", "quý 2 năm 2025".
func (r dayReader) quarter(i int) (when, int) {
	at := i
	switch {
	case r.word(i, "quý"):
		at++
		if r.word(at, "thứ") {
			at++
		}
	case r.is(i, "q"):
		at++
		if r.mark(at, ".") {
			at++
		}
	case i < len(r.list) && len(r.list[i].folded) > 1 && r.list[i].folded[0] == 'q' && romanMonths[r.list[i].folded[1:]] > 0:
		w := when{kind: InQuarter, quarter: romanMonths[r.list[i].folded[1:]]}
		w.year, at = r.yearAfter(i + 1)
		return w, at
	default:
		return when{}, i
	}
	n, used := r.quarterNumber(at)
	if used == 0 {
		return when{}, i
	}
	w := when{kind: InQuarter, quarter: n}
	w.year, at = r.yearAfter(at + used)
	return w, at
}

func (r dayReader) quarterNumber(i int) (n, used int) { return r.monthNumber(i) }

// half reads "6 tháng đầu năm 2025", "nửa cuối năm", "9 tháng năm 2025".
func (r dayReader) half(i int) (when, int) {
	n, used := r.spelled(i)
	if m, ok := r.small(i); ok {
		n, used = m, 1
	}
	at := i + used
	w := when{kind: InRange, first: 1, last: n}
	switch {
	case used > 0 && r.word(at, "tháng") && (r.word(at+1, "đầu") || r.word(at+1, "cuối")) && r.word(at+2, "năm"):
		if r.word(at+1, "cuối") {
			w.first, w.last = 13-n, 12
		}
		at += 3
	case (n == 6 || n == 9) && used > 0 && r.word(at, "tháng") && r.word(at+1, "năm"): // of a year's first months, as reports say
		if _, ok := r.fullYear(at + 2); !ok {
			return when{}, i
		}
		at += 2
	case r.word(i, "nửa") && (r.word(i+1, "đầu") || r.word(i+1, "cuối")) && r.word(i+2, "năm"):
		n, w.last = 6, 6
		if r.word(i+1, "cuối") {
			w.first, w.last = 7, 12
		}
		at = i + 3
	default:
		return when{}, i
	}
	if n == 6 {
		w.kind = InHalf
	}
	if y, ok := r.fullYear(at); ok {
		w.year = y
		at++
	}
	return w, at
}

// monthYear reads "6/2025", "06-2025", "2025-06".
func (r dayReader) monthYear(i int) (when, int) {
	if y, ok := r.fullYear(i); ok && r.mark(i+1, "/-") {
		if m, digits := r.num(i + 2); digits == 2 && m <= 12 && !r.mark(i+3, "/.-") && !r.list[i+1].gap && !r.list[i+2].gap {
			return when{kind: InMonth, year: y, month: m}, i + 3
		}
	}
	m, ok := r.small(i)
	if !ok || !r.mark(i+1, "/.-") {
		return when{}, i
	}
	y, ok := r.fullYear(i + 2)
	if !ok || r.longer(i+2) {
		return when{}, i
	}
	return when{kind: InMonth, year: y, month: m}, i + 3
}

// year reads "năm 2025" and "2025".
func (r dayReader) year(i int) (when, int) {
	at := i
	if r.word(at, "các") && r.word(at+1, "năm") {
		at++
	}
	if r.word(at, "năm") {
		at++
	}
	for _, kind := range []string{"ngân sách", "tài chính", "kế hoạch"} {
		one, two := splitTwo(kind)
		if at > i && r.word(at, one) && r.word(at+1, two) {
			at += 2
		}
	}
	y, ok := r.fullYear(at)
	if !ok || r.mark(at+1, "%") {
		return when{}, i
	}
	return when{kind: InYear, year: y}, at + 1
}

func splitTwo(text string) (string, string) {
	for i := range text {
		if text[i] == ' ' {
			return text[:i], text[i+1:]
		}
	}
	return text, ""
}
