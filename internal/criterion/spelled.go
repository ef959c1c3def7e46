package criterion

import (
	"regexp"
	"strconv"
	"strings"

	"dondoc/internal/viet"
)

// spelledDigits are the digits as words, those behind "mươi" among them.
var spelledDigits = map[string]int{"một": 1, "mốt": 1, "hai": 2, "ba": 3, "bốn": 4, "tư": 4, "năm": 5, "lăm": 5, "sáu": 6, "bảy": 7, "bẩy": 7, "tám": 8, "chín": 9}

const aDigit = `(một|mốt|hai|ba|bốn|tư|năm|lăm|sáu|bảy|bẩy|tám|chín)`

// spelledNumber is a number below a hundred in words, at the head of a result.
var spelledNumber = regexp.MustCompile(`(?i)^(?:(?:đạt|được|có) )?(?:(mười)(?: ` + aDigit + `)?|` + aDigit + ` mươi(?: ` + aDigit + `)?|` + aDigit + `) (\pL.*)$`)

// inFigures writes the number of a result that begins with it in words, "Mười hai
// lớp", in figures, where what the target counts stands right behind it.
func inFigures(result, unit string) string {
	if unit == "" || result == "" || startsWithDigit(result) {
		return result
	}
	m := spelledNumber.FindStringSubmatch(result)
	if m == nil {
		return result
	}
	head, _, _ := strings.Cut(viet.Fold(unit), "/")
	if !strings.HasPrefix(viet.Fold(m[6])+" ", head+" ") {
		return result
	}
	digit := func(s string) int { return spelledDigits[strings.ToLower(s)] }
	n := digit(m[5])
	switch {
	case m[1] != "":
		n = 10 + digit(m[2])
	case m[3] != "":
		n = 10*digit(m[3]) + digit(m[4])
	}
	return strconv.Itoa(n) + " " + m[6]
}
