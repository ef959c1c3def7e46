package measure

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"dondoc/internal/errs"
	"dondoc/internal/viet"
)

// Quantity is a number with its unit as written. Readings are the plausible
// values, the likeliest first: more than one means it is not sure which.
type Quantity struct {
	Readings []Decimal
	Unit     Unit
	Text     string // the number as written, without its unit
}

var figure = regexp.MustCompile(`^[-+−–]?[0-9]+(?:[.,][0-9]+)*(?:[ \x{00a0}\x{2009}\x{202f}][0-9]{3}(?:[.,][0-9]+)?)*`)

// ReadQuantity reads the quantity a text begins with: "24,472 tỷ", "103 triệu
// đồng", "24 tỷ 472 triệu đồng", "30% (890 hộ)". It gives what follows. The
// unit is the expected one where its words follow the number, else a listed
// one; else the quantity has no unit and the words are left. Invalid when the
// text does not begin with a number, or one too large.
func ReadQuantity(text string, expected Unit) (Quantity, string, error) {
	q, rest, err := readOne(text, expected)
	if err != nil || q.Unit.Family != "money" || len(q.Readings) != 1 {
		return q, rest, err
	}
	for { // "24 tỷ 472 triệu đồng"
		next, after, err := readOne(rest, Unit{})
		if err != nil || next.Unit.Family != "money" || next.Unit.Factor >= q.Unit.Factor || len(next.Readings) != 1 {
			return q, rest, nil
		}
		small, ok := next.Unit.Into(q.Unit, next.Readings[0])
		if !ok {
			return q, rest, nil
		}
		q.Text = strings.TrimSpace(text[:len(text)-len(after)])
		q.Readings[0], q.Unit.Rest, rest = q.Readings[0].Add(small), next.Unit.Rest, after
	}
}

func readOne(text string, expected Unit) (Quantity, string, error) {
	text = strings.TrimSpace(text)
	written := headFigure(text)
	if written == "" {
		return Quantity{}, text, errs.New(errs.Invalid, "measure.number_unread", "text", text)
	}
	numbers, err := viet.ReadNumber(written)
	if err != nil {
		return Quantity{}, text, err
	}
	q := Quantity{Text: written}
	for _, n := range numbers {
		q.Readings = append(q.Readings, Of(n))
	}
	after := text[len(written):]
	unit, rest := cutUnit(after, expected)
	if gluedLetter(after) && len([]rune(unit)) < 2 && unit != "đ" && unit != "m" {
		return Quantity{}, text, errs.New(errs.Invalid, "measure.number_unread", "text", text)
	}
	if q.Unit = LookupUnit(unit); q.Unit.bare && (expected.whole || expected.Family == "usd") {
		q.Unit.Family, q.Unit.kind = "", multiplier
	}
	return q, strings.TrimSpace(rest), nil
}

// headFigure gives the digits and marks of the number a text begins with. A
// group of three behind a space belongs to it only when it groups well.
func headFigure(text string) string {
	m := figure.FindString(text)
	for m != "" && len(m) < len(text) && text[len(m)] >= '0' && text[len(m)] <= '9' {
		m = cutLastGroup(m)
	}
	for m != "" {
		if _, err := viet.ReadNumber(m); err == nil || !strings.ContainsFunc(m, unicode.IsSpace) {
			return m
		}
		m = cutLastGroup(m)
	}
	return ""
}

func cutLastGroup(m string) string {
	return strings.TrimSpace(m[:max(0, strings.LastIndexFunc(m, unicode.IsSpace))])
}

// gluedLetter says whether a letter touches the number: "5G" is no number.
func gluedLetter(after string) bool {
	r, _ := utf8.DecodeRuneInString(after)
	return unicode.IsLetter(r)
}

// cutUnit parts what follows a number into its unit and the rest.
func cutUnit(after string, expected Unit) (unit, rest string) {
	text := strings.TrimLeftFunc(after, unicode.IsSpace)
	words := unitWords(text)
	if n := len(expected.Text); n > 0 && n <= len(text) && strings.EqualFold(text[:n], expected.Text) && !gluedLetter(text[n:]) && !strings.HasPrefix(text[n:], "/") {
		return text[:n], text[n:]
	}
	if expected.Text != "" {
		n := len(strings.Fields(expected.Text))
		if n <= len(words) && viet.Fold(text[:words[n-1]]) == viet.Fold(expected.Text) {
			return text[:words[n-1]], text[words[n-1]:]
		}
	}
	if n := timesExpected(text, words, expected); n > 0 {
		return text[:n], text[n:]
	}
	for n := min(len(words), 4); n > 0; n-- {
		u := LookupUnit(text[:words[n-1]])
		if rest := strings.TrimSuffix(u.Rest, "van dan"); u.Known() && !strings.Contains(rest, " ") && (rest == "" || rest[0] == '/') {
			return text[:words[n-1]], text[words[n-1]:]
		}
	}
	if strings.HasPrefix(text, "%") {
		return "%", text[1:]
	}
	return "", after
}

// timesExpected says how much of a text is a multiplier and the expected unit:
// "nghìn cây" of cây.
func timesExpected(text string, words []int, expected Unit) int {
	if expected.Text == "" || expected.kind == multiplier {
		return 0
	}
	for n := 1; n <= min(len(words)-1, 2); n++ {
		if rest, by := cutMultiplier(spelling(text[:words[n-1]])); rest != "" || by == 1 {
			return 0
		}
		after := strings.TrimLeftFunc(text[words[n-1]:], unicode.IsSpace)
		if m := len(expected.Text); m <= len(after) && strings.EqualFold(after[:m], expected.Text) && !gluedLetter(after[m:]) && !strings.HasPrefix(after[m:], "/") {
			return len(text) - len(after) + m
		}
	}
	return 0
}

// unitWords gives where each of the first words ends that may belong to a unit.
func unitWords(text string) []int {
	var ends []int
	start := 0
	for i, r := range text + " " {
		switch {
		case unicode.IsSpace(r):
			if i > start {
				ends = append(ends, i)
			}
			start = i + utf8.RuneLen(r)
		case i == start && unicode.IsDigit(r), strings.ContainsRune("()[];|,:<>≤≥=\"“”", r):
			if i > start {
				ends = append(ends, i)
			}
			return ends
		}
		if len(ends) == 6 {
			break
		}
	}
	return ends
}
