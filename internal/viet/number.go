package viet

import (
	"regexp"
	"strconv"
	"strings"
	"unicode"

	"dondoc/internal/errs"
)

// Number is an exact decimal number: Coef / 10^Scale.
type Number struct {
	Coef  int64
	Scale int
}

// ReadNumber reads one number in any of the ways offices write it, and gives
// every plausible reading, the likeliest first: "3.359,80" has one (3359,80),
// "24,472" two (24,472 and 24472). A comma is a decimal mark in Vietnam and a
// dot groups thousands, but the reverse is seen too, so a single mark before
// exactly three digits is unsure. Blanks, also no-break and thin ones, group
// thousands. Invalid when it is not a number or does not fit in 18 digits.
func ReadNumber(text string) ([]Number, error) {
	unread := errs.New(errs.Invalid, "measure.number_unread", "text", text)
	s, negative := cutSign(plainMarks(text))
	readings, ok := grouped(s)
	if !ok {
		return nil, unread
	}
	var out []Number
	for _, r := range readings {
		n, ok := number(r.whole, r.part, negative)
		if !ok {
			return nil, errs.New(errs.Invalid, "measure.number_large", "text", text)
		}
		out = append(out, n)
	}
	return out, nil
}

// plainMarks writes every kind of blank as a space and every minus as "-". A line end
// or a tab is no blank within a number.
func plainMarks(text string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case unicode.Is(unicode.Zs, r):
			return ' '
		case isInvisible(r):
			return -1
		case r == '−' || r == '–':
			return '-'
		}
		return r
	}, strings.TrimSpace(text))
}

func cutSign(s string) (rest string, negative bool) {
	if rest, ok := strings.CutPrefix(s, "-"); ok {
		return strings.TrimSpace(rest), true
	}
	return strings.TrimSpace(strings.TrimPrefix(s, "+")), false
}

// reading is a number's digits before and after the decimal mark.
type reading struct{ whole, part string }

// grouped splits digits at their marks and gives the plausible readings.
func grouped(s string) ([]reading, bool) {
	if s == "" || s[0] < '0' || s[0] > '9' || s[len(s)-1] < '0' || s[len(s)-1] > '9' {
		return nil, false
	}
	dots, commas, spaces := strings.Count(s, "."), strings.Count(s, ","), strings.Count(s, " ")
	for _, r := range s {
		if !strings.ContainsRune("0123456789., ", r) {
			return nil, false
		}
	}
	switch {
	case dots == 0 && commas == 0 && spaces == 0:
		return []reading{{s, ""}}, true
	case spaces > 0:
		return afterGroups(s, " ", lastMark(s, ".,"))
	case dots > 0 && commas > 0:
		if strings.LastIndexByte(s, '.') < strings.LastIndexByte(s, ',') {
			return afterGroups(s, ".", ",")
		}
		return afterGroups(s, ",", ".")
	case dots+commas > 1:
		return afterGroups(s, lastMark(s, ".,"), "")
	}
	mark := lastMark(s, ".,")
	whole, part, _ := strings.Cut(s, mark)
	decimal, thousands := reading{whole, part}, reading{whole + part, ""}
	if len(part) != 3 || len(whole) > 3 || strings.TrimLeft(whole, "0") == "" || whole[0] == '0' {
		return []reading{decimal}, true
	}
	if mark == "," {
		return []reading{decimal, thousands}, true
	}
	return []reading{thousands, decimal}, true
}

func lastMark(s, marks string) string {
	if i := strings.LastIndexAny(s, marks); i >= 0 {
		return s[i : i+1]
	}
	return ""
}

// afterGroups reads digits in groups of three with an optional decimal part.
func afterGroups(s, group, decimal string) ([]reading, bool) {
	whole, part := s, ""
	if decimal != "" {
		if strings.Count(s, decimal) != 1 {
			return nil, false
		}
		whole, part, _ = strings.Cut(s, decimal)
	}
	pieces := strings.Split(whole, group)
	for i, p := range pieces {
		if i == 0 && (p == "" || len(p) > 3) || i > 0 && len(p) != 3 {
			return nil, false
		}
	}
	if strings.ContainsAny(part, "., ") {
		return nil, false
	}
	return []reading{{strings.Join(pieces, ""), part}}, true
}

func number(whole, part string, negative bool) (Number, bool) {
	digits := strings.TrimLeft(whole+part, "0")
	if len(digits) > 18 || len(part) > 18 {
		return Number{}, false
	}
	var n int64
	for _, r := range digits {
		n = n*10 + int64(r-'0')
	}
	if negative {
		n = -n
	}
	return Number{n, len(part)}, true
}

// FormatNumber writes a number as the language does: "1.234,56" in Vietnamese,
// "1,234.56" in English, with as many decimals as its scale.
func FormatNumber(n Number, lang string) string {
	group, decimal := ".", ","
	if lang == "en" {
		group, decimal = ",", "."
	}
	digits, sign := strconv.FormatInt(n.Coef, 10), ""
	if n.Coef < 0 {
		digits, sign = digits[1:], "−"
	}
	for len(digits) <= n.Scale {
		digits = "0" + digits
	}
	whole, part := digits[:len(digits)-n.Scale], digits[len(digits)-n.Scale:]
	var b strings.Builder
	b.WriteString(sign)
	for i, r := range whole {
		if i > 0 && (len(whole)-i)%3 == 0 {
			b.WriteString(group)
		}
		b.WriteRune(r)
	}
	if part != "" {
		b.WriteString(decimal + part)
	}
	return b.String()
}

// written finds numbers with a decimal mark or with groups in a text.
var written = regexp.MustCompile(`\d+(?:[.,]\d+)+`)

// Rewritten gives a figure as it was written in Vietnamese with its numbers as the
// language writes them. A number that can be read in more than one way stays as
// it is, and so do the words.
func Rewritten(text, lang string) string {
	if lang != "en" {
		return text
	}
	return written.ReplaceAllStringFunc(text, func(one string) string {
		if n, err := ReadNumber(one); err == nil && len(n) == 1 {
			return FormatNumber(n[0], lang)
		}
		return one
	})
}

// apart is what is written between two figures that are not one.
const apart = "⏎"

// FiguresApart writes a mark between two figures that a line end, a tab or several
// spaces part: two lines of a cell are never groups of one number. A single blank of
// any kind within a line may be.
func FiguresApart(text string) string {
	if !strings.ContainsFunc(text, func(r rune) bool { return r != ' ' && unicode.IsSpace(r) }) && !strings.Contains(text, "  ") {
		return text
	}
	var b strings.Builder
	for m := partedFigures.FindStringSubmatchIndex(text); m != nil; m = partedFigures.FindStringSubmatchIndex(text) {
		b.WriteString(text[:m[2]] + " " + apart + " ")
		text = text[m[3]:]
	}
	return b.String() + text
}

// partedFigures are what could be the first digits of a number, the blanks behind them
// that no number has, and a group of three.
var partedFigures = regexp.MustCompile(`(?:^|\D)\d{1,3}([\s\p{Zs}\x{85}\x{2028}\x{2029}]*[\t\r\n\v\f\x{85}\x{2028}\x{2029}][\s\p{Zs}\x{85}\x{2028}\x{2029}]*|[\s\p{Zs}]{2,})\d{3}(?:\D|$)`)
