package viet

import (
	"regexp"
	"strconv"
	"strings"
)

// Odd is the word for a missing ten: "một trăm linh một" or "một trăm lẻ một".
type Odd string

// The two words in use; the north and official readings prefer linh.
const (
	Linh Odd = "linh"
	Le   Odd = "lẻ"
)

var digitWords = [...]string{"không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín"}

// Words gives a whole number in words: 34 is "ba mươi tư", 1005 "một nghìn không
// trăm linh năm". Above a thousand million it counts in tỷ ("nghìn tỷ"). The
// wording is that of CLDR's rule-based numbers for vi, with the choice of linh.
func Words(n int64, odd Odd) string {
	if n < 0 {
		return "âm " + words(uint64(-(n+1))+1, odd, false)
	}
	return words(uint64(n), odd, false)
}

// words says n. full asks for the hundreds even when there are none, as behind
// a larger group ("… không trăm linh năm").
func words(n uint64, odd Odd, full bool) string {
	for _, group := range []struct {
		size uint64
		name string
	}{{1_000_000_000, "tỷ"}, {1_000_000, "triệu"}, {1000, "nghìn"}} {
		if n < group.size {
			continue
		}
		said := words(n/group.size, odd, full) + " " + group.name
		if rest := n % group.size; rest > 0 {
			said += " " + words(rest, odd, true)
		}
		return said
	}
	return below1000(int(n), odd, full)
}

func below1000(n int, odd Odd, full bool) string {
	hundreds, rest := n/100, n%100
	if hundreds == 0 && !full {
		return below100(rest)
	}
	said := digitWords[hundreds] + " trăm"
	switch {
	case rest == 0:
		return said
	case rest < 10:
		return said + " " + string(odd) + " " + digitWords[rest]
	default:
		return said + " " + below100(rest)
	}
}

func below100(n int) string {
	tens, ones := n/10, n%10
	if tens == 0 {
		return digitWords[ones]
	}
	said := digitWords[tens] + " mươi"
	if tens == 1 {
		said = "mười"
	}
	switch {
	case ones == 0:
		return said
	case ones == 5:
		return said + " lăm"
	case ones == 1 && tens > 1:
		return said + " mốt"
	case ones == 4 && tens > 1:
		return said + " tư"
	default:
		return said + " " + digitWords[ones]
	}
}

// DecimalWords gives coef/10^scale in words: 10108 with scale 2 is "một trăm
// linh một phẩy không tám". Zeros behind the comma are said one by one, what
// follows them as a number up to three digits and digit by digit beyond.
func DecimalWords(coef int64, scale int, odd Odd) string {
	if scale <= 0 {
		return Words(coef, odd)
	}
	digits := strconv.FormatInt(coef, 10)
	sign := ""
	if digits[0] == '-' {
		sign, digits = "âm ", digits[1:]
	}
	if missing := scale + 1 - len(digits); missing > 0 {
		digits = strings.Repeat("0", missing) + digits
	}
	whole, fraction := digits[:len(digits)-scale], digits[len(digits)-scale:]
	n, _ := strconv.ParseUint(whole, 10, 64)
	return sign + words(n, odd, false) + " phẩy " + fractionWords(fraction, odd)
}

func fractionWords(digits string, odd Odd) string {
	var said []string
	rest := strings.TrimLeft(digits, "0")
	for range len(digits) - len(rest) {
		said = append(said, digitWords[0])
	}
	if n := len(rest); n > 0 && n <= 3 {
		value, _ := strconv.ParseUint(rest, 10, 64)
		return strings.Join(append(said, words(value, odd, false)), " ")
	}
	for _, d := range rest {
		said = append(said, digitWords[d-'0'])
	}
	return strings.Join(said, " ")
}

var spoken = regexp.MustCompile(
	`(\d{1,2})/(\d{1,2})/(\d{4})` + // a date
		`|(\d{1,9})/(\d{1,9})` + // n of m
		`|(\d{1,3}(?:\.\d{3})+|\d+)(?:,(\d{1,18}))?(\s?%)?`) // a number in Vietnamese writing

// Speak writes the figures of a Vietnamese text in words, for reading aloud:
// "26/34 chỉ tiêu, 101,08%" is "hai mươi sáu trên ba mươi tư chỉ tiêu, một trăm
// linh một phẩy không tám phần trăm". Figures inside a code ("12-NQ/HU",
// "C7") and numbers beyond 18 digits stay as they are.
func Speak(text string, odd Odd) string {
	var b strings.Builder
	end := 0
	for _, m := range spoken.FindAllStringSubmatchIndex(text, -1) {
		b.WriteString(text[end:m[0]])
		end = m[1]
		said, ok := speakMatch(func(i int) string { return sub(text, m, i) }, odd)
		if !ok || partOfCode(text, m[0], m[1]) {
			said = text[m[0]:m[1]]
		}
		b.WriteString(said)
	}
	b.WriteString(text[end:])
	return b.String()
}

func sub(text string, m []int, i int) string {
	if m[2*i] < 0 {
		return ""
	}
	return text[m[2*i]:m[2*i+1]]
}

// partOfCode says whether a letter, or a mark that joins codes, touches the figure.
func partOfCode(text string, start, end int) bool {
	before, after := text[:start], text[end:]
	if before != "" && (isWordByte(before[len(before)-1]) || strings.ContainsRune("/,.", rune(before[len(before)-1]))) {
		return true
	}
	if after == "" {
		return false
	}
	if isWordByte(after[0]) || after[0] == '/' {
		return true
	}
	return len(after) > 1 && strings.IndexByte("-.,", after[0]) >= 0 && isWordByte(after[1])
}

func isWordByte(c byte) bool {
	return c >= 0x80 || c >= '0' && c <= '9' || c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z' || c == '_'
}

func speakMatch(group func(int) string, odd Odd) (string, bool) {
	number := func(digits string) (string, bool) {
		n, err := strconv.ParseInt(strings.ReplaceAll(digits, ".", ""), 10, 64)
		return Words(n, odd), err == nil
	}
	switch {
	case group(1) != "":
		day, _ := number(group(1))
		month, _ := number(group(2))
		if strings.TrimLeft(group(2), "0") == "4" {
			month = "tư"
		}
		year, ok := number(group(3))
		return day + " tháng " + month + " năm " + year, ok
	case group(4) != "":
		n, _ := number(group(4))
		m, ok := number(group(5))
		return n + " trên " + m, ok
	}
	said, ok := number(group(6))
	if fraction := group(7); fraction != "" {
		said += " phẩy " + fractionWords(fraction, odd)
	}
	if group(8) != "" {
		said += " phần trăm"
	}
	return said, ok
}
