package spoken

import (
	"strconv"
	"strings"
)

var digits = [...]string{"không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín"}

// Number says a whole number that is written in digits alone.
func Number(text string) string {
	bare := strings.TrimLeft(text, "0")
	switch {
	case bare == "":
		return digits[0]
	case len(text)-len(bare) > 1 || len(bare) < len(text) && len(text) > 2:
		return oneByOne(text) // "0912": a number that is a name
	}
	return whole(bare)
}

func oneByOne(text string) string {
	var out []string
	for _, d := range text {
		out = append(out, digits[d-'0'])
	}
	return strings.Join(out, " ")
}

// whole says a number without noughts before it, in steps of a thousand million.
func whole(text string) string {
	if n := len(text); n > 9 {
		out := whole(text[:n-9]) + " tỷ"
		if rest := text[n-9:]; strings.Trim(rest, "0") != "" {
			out += " " + groups(rest, true)
		}
		return out
	}
	return groups(text, false)
}

// groups says up to nine digits; within is whether a greater part stands before.
func groups(text string, within bool) string {
	var out []string
	for len(text)%3 != 0 {
		text = "0" + text
	}
	for i := 0; i < len(text); i += 3 {
		three := text[i : i+3]
		if three == "000" {
			continue
		}
		said := hundreds(three, within || len(out) > 0)
		if name := [...]string{"", " nghìn", " triệu"}[(len(text)-i)/3-1]; name != "" {
			said += name
		}
		out = append(out, said)
	}
	return strings.Join(out, " ")
}

// hundreds says three digits; within is whether a greater part stands before, so that
// noughts are said too.
func hundreds(three string, within bool) string {
	h, t, u := three[0]-'0', three[1]-'0', three[2]-'0'
	var out []string
	if h > 0 || within {
		out = append(out, digits[h], "trăm")
	}
	switch {
	case t == 0 && u == 0:
	case t == 0 && len(out) > 0:
		out = append(out, "linh", digits[u])
	case t == 0:
		out = append(out, digits[u])
	case t == 1:
		out = append(out, "mười")
		out = append(out, units(u, false)...)
	default:
		out = append(out, digits[t], "mươi")
		out = append(out, units(u, true)...)
	}
	return strings.Join(out, " ")
}

// units says the last digit after tens; over is whether they are twenty or more.
func units(u byte, over bool) []string {
	switch {
	case u == 0:
		return nil
	case u == 1 && over:
		return []string{"mốt"}
	case u == 4 && over:
		return []string{"tư"}
	case u == 5:
		return []string{"lăm"}
	}
	return []string{digits[u]}
}

// fraction says what stands behind the comma.
func fraction(text string) string {
	if len(text) > 2 || text[0] == '0' {
		return oneByOne(text)
	}
	return whole(text)
}

// figure says a number as it is written in Vietnamese: "19.612", "101,08".
func figure(text string) string {
	before, after, comma := strings.Cut(text, ",")
	if dotted(before) {
		before = strings.ReplaceAll(before, ".", "")
	}
	var out []string
	for _, part := range strings.Split(before, ".") {
		out = append(out, Number(part))
	}
	said := strings.Join(out, " chấm ")
	if comma {
		said += " phẩy " + fraction(after)
	}
	return said
}

// dotted says whether dots part thousands.
func dotted(text string) bool {
	parts := strings.Split(text, ".")
	for _, p := range parts[1:] {
		if len(p) != 3 {
			return false
		}
	}
	return len(parts) > 1 && len(parts[0]) <= 3 && parts[0] != "0"
}

var numerals = map[byte]int{'I': 1, 'V': 5, 'X': 10, 'L': 50, 'C': 100}

// roman reads a Roman number; 0 for what is none.
func roman(text string) int {
	n := 0
	for i := range len(text) {
		v := numerals[text[i]]
		if v == 0 {
			return 0
		}
		if i+1 < len(text) && numerals[text[i+1]] > v {
			v = -v
		}
		n += v
	}
	return n
}

func small(n int) string { return whole(strconv.Itoa(n)) }
