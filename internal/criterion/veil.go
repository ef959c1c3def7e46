package criterion

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"dondoc/internal/measure"
	"dondoc/internal/viet"
)

// An age, a class or a degree inside a name ("trẻ 5 tuổi", "mức độ 2") is no
// figure of its own. While a text is read it is veiled: one word without digits
// or words of the grammar. What is kept of the text is unveiled again.

const (
	veilMark  = '\U000F0020' // begins a veiled phrase
	veilDigit = '\U000F0000' // a nought; the other digits follow
	veilSpace = '\U000F000A'
)

var graded = regexp.MustCompile(`(?i)(?:từ |trên |dưới |đủ |tu |tren |duoi )?\d{1,2}(?: tuổi| tuoi)?(?: ?(?:-|–|đến|den) ?\d{1,2})? (?:(?:tháng|thang) )?(?:tuổi|tuoi)(?: trở lên| trở xuống| tro len| tro xuong)?|(?:lớp|lop) (?:1[0-2]|[1-9])|(?:mức độ|muc do|cấp độ|cap do) \d(?:(?:,| và| va| ?-) ?\d)*(?: trở lên| tro len)?|\d sao(?: trở lên| tro len)?`)

// hasGrade says whether a text may hold an age, a class or a degree.
func hasGrade(s string) bool {
	fold := viet.Fold(s)
	for _, word := range []string{"tuoi", "lop", " do", "sao"} {
		if strings.Contains(fold, word) {
			return hasDigit(s)
		}
	}
	return false
}

// veil veils the ages, classes and degrees of a text which take says yes to.
func veil(s string, take func(before, phrase string) bool) string {
	if !hasGrade(s) {
		return s
	}
	var b strings.Builder
	end := 0
	for _, m := range graded.FindAllStringIndex(s, -1) {
		last, _ := utf8.DecodeLastRuneInString(s[:m[0]])
		next, _ := utf8.DecodeRuneInString(s[m[1]:])
		if unicode.IsLetter(last) || unicode.IsDigit(last) || unicode.IsLetter(next) || unicode.IsDigit(next) || last == ',' || last == '.' || last == '/' || ofFigure(s[:m[0]], s[m[0]:m[1]]) || !take(s[:m[0]], s[m[0]:m[1]]) {
			continue
		}
		b.WriteString(s[end:m[0]])
		b.WriteRune(veilMark)
		for _, r := range s[m[0]:m[1]] {
			switch {
			case r >= '0' && r <= '9':
				r += veilDigit - '0'
			case r == ' ':
				r = veilSpace
			}
			b.WriteRune(r)
		}
		end = m[1]
	}
	return b.String() + s[end:]
}

// ofFigure says whether a class or a degree stands behind a figure, whose unit its
// word may be: "3 lớp 10 ngày".
func ofFigure(before, phrase string) bool {
	last, _ := utf8.DecodeLastRuneInString(strings.TrimSpace(before))
	return unicode.IsDigit(last) && !startsWithDigit(phrase)
}

// unveil gives a text back as it was.
func unveil(s string) string {
	if strings.IndexByte(s, 0xF3) < 0 {
		return s
	}
	return strings.Map(func(r rune) rune {
		switch {
		case r == veilMark:
			return -1
		case r == veilSpace:
			return ' '
		case r >= veilDigit && r < veilSpace:
			return r - veilDigit + '0'
		}
		return r
	}, s)
}

func (c *Criterion) unveil() {
	for _, s := range []*string{&c.Scope, &c.Rest, &c.Base, &c.Unit, &c.Text} {
		*s = unveil(*s)
	}
	for i := range c.Parts {
		c.Parts[i].unveil()
	}
	for i := range c.Equivalents {
		c.Equivalents[i].unveil()
	}
}

var (
	gradeUnits = regexp.MustCompile(`\b(?:tuoi|sao|lop|muc do|cap do|muc|cap)\b`)
	reaching   = regexp.MustCompile(`\b(?:dat|la|bang|len|con|muc|trung binh|binh quan|tho)$`)
)

// veiled veils what is of the name in a plan: ages, classes and degrees beside
// the figure, or in the words of a state that is to be reached. The plan itself
// is none: "từ 18 tuổi trở lên", "tối thiểu 3 sao", "tuổi thọ 74 tuổi".
func (r *reader) veiled(t text) text {
	if !hasGrade(t.s) || gradeUnits.MatchString(viet.Fold(r.in.Unit)) {
		return t
	}
	first := -1
	ofName := func(before, phrase string) bool {
		age := strings.Contains(viet.Fold(phrase), "tuoi")
		return !(age && reaching.MatchString(viet.Fold(before))) && (named(before, t.bare) || age)
	}
	v := veil(t.s, func(before, phrase string) bool { return ofName(before, phrase) })
	if v == t.s {
		return t
	}
	if first = strings.IndexFunc(v, unicode.IsDigit); first < 0 {
		state := text{v, t.bare}
		if !state.states() && !state.begins(zeroWords) && !state.begins(keepWords) || r.own.Counted() && strings.HasSuffix(viet.Fold(t.s), " sao") {
			return t
		}
		return state
	}
	counted := measure.LookupUnit(r.in.Unit).Counted()
	at := len(unveil(v[:first]))
	v = veil(t.s, func(before, phrase string) bool {
		return ofName(before, phrase) && (len(before) < at || strings.Contains(viet.Fold(phrase), "tuoi") || !counted && !strings.Contains(viet.Fold(phrase), " sao"))
	})
	return text{v, t.bare}
}

// named says whether words before a grade are those of a thing, and not only of
// how much: "từ 4 sao trở lên" is no name.
func named(before string, bare bool) bool {
	t := text{strings.TrimSpace(before), bare}
	t.cutComparison(&clause{})
	return strings.Trim(t.s, " ,.;:") != ""
}

// veilOwn veils in a result what stands so in the target's own name or wording.
func (r *reader) veilOwn(t text, c Criterion) text {
	if !hasGrade(t.s) || gradeUnits.MatchString(viet.Fold(r.in.Unit)) {
		return t
	}
	own := " " + strings.Join(strings.FieldsFunc(viet.Fold(r.in.Name+" "+c.Text), notInWord), " ") + " "
	if !hasDigit(own) {
		return t
	}
	v := veil(t.s, func(_, phrase string) bool {
		return strings.Contains(own, " "+strings.Join(strings.FieldsFunc(viet.Fold(phrase), notInWord), " ")+" ")
	})
	if c.Kind != Milestone && c.Kind != ZeroEvent && !hasDigit(v) {
		return t
	}
	return text{v, t.bare}
}

func notInWord(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }

// everyGrade veils all the ages, classes and degrees of a text.
func everyGrade(s string) string { return veil(s, func(_, _ string) bool { return true }) }
