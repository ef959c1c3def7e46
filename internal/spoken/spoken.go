// Package spoken writes Vietnamese text as it is said: numbers, dates, signs and the
// abbreviations of offices in words, so that any voice, or anyone at a loudspeaker,
// reads them right.
package spoken

import (
	"regexp"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// rule says one form of writing; say gets the parts of the match and what stands before
// it, and gives false where it is something else after all.
type rule struct {
	form *regexp.Regexp
	say  func(m []string, before string) (string, bool)
}

// number is a number as it is written, with dots and a comma.
const number = `(\d+(?:\.\d{3})*(?:,\d+)?|\d+)`

// rules are tried in order at each place; the first that fits is taken.
var rules = []rule{
	{at(`(\d{1,2})/(\d{1,2})/(\d{4})`), sayDate},
	{at(`(\d+(?:/\d{4})?[/-](?:[A-ZĐ]+[a-zĐđA-Z]*[-/]?)+)`), saySymbol},
	{at(`(\d{1,2})/(\d{4})`), sayMonth},
	{at(`([IVX]+)/(\d{4})`), func(m []string, before string) (string, bool) {
		n := roman(m[1])
		return small(max(n, 1)) + " năm " + Number(m[2]), n > 0 && counted(before)
	}},
	{at(number + `((?:/` + number + `)+)`), func(m []string, _ string) (string, bool) {
		said := figure(m[1])
		for _, part := range strings.Split(m[2], "/")[1:] {
			said += " trên " + figure(part)
		}
		return said, true
	}},
	{at(`(\d{1,2})(?:h|:)([0-5]\d)`), func(m []string, _ string) (string, bool) {
		return Number(m[1]) + " giờ " + Number(m[2]) + " phút", len(m[1]) < 2 || m[1] <= "24"
	}},
	{at(number + ` ?[-–] ?` + number), func(m []string, _ string) (string, bool) { return figure(m[1]) + " đến " + figure(m[2]), true }},
	{at(`[-−]` + number), func(m []string, before string) (string, bool) {
		last, _ := utf8.DecodeLastRuneInString(before)
		return "âm " + figure(m[1]), before == "" || unicode.IsSpace(last) || last == '('
	}},
	{at(number), func(m []string, _ string) (string, bool) { return figure(m[1]), true }},
	{at(`(\d+)`), func(m []string, _ string) (string, bool) { return Number(m[1]), true }},
	{at(`([IVXLC]+)`), func(m []string, before string) (string, bool) {
		n := roman(m[1])
		return small(max(n, 1)), n > 0 && counted(before)
	}},
	{at(`([\p{L}][\p{L}\d²³]*)`), func(m []string, before string) (string, bool) {
		words, ok := abbreviations[m[1]]
		if !ok && measured(before) {
			words, ok = measures[m[1]]
		}
		return words, ok
	}},
}

func at(form string) *regexp.Regexp { return regexp.MustCompile(`^` + form) }

// signs are said wherever they stand.
var signs = map[rune]string{'%': "phần trăm", '‰': "phần nghìn", '≥': "từ", '≤': "không quá", '>': "trên", '<': "dưới", '≈': "khoảng", '=': "bằng", '+': "cộng", '&': "và", '→': "thành", '°': "độ", '×': "nhân"}

// counts are words after which a Roman number stands.
var counts = []string{"quý", "khóa", "khoá", "thứ", "kỳ", "phần", "chương", "mục", "lục", "hạng", "loại", "cấp", "vùng", "nhóm", "khu", "huyện ủy"}

// Say writes a text as it is said.
func Say(text string) string {
	var out strings.Builder
	for i := 0; i < len(text); {
		r, size := utf8.DecodeRuneInString(text[i:])
		previous, _ := utf8.DecodeLastRuneInString(text[:i])
		inWord := i > 0 && (unicode.IsLetter(previous) || unicode.IsDigit(previous))
		if !inWord || unicode.IsDigit(r) && !unicode.IsDigit(previous) {
			if said, n := first(text[i:], text[:i], out.String()); n > 0 {
				spaced(&out, said)
				i += n
				if next, _ := utf8.DecodeRuneInString(text[i:]); i < len(text) && (unicode.IsLetter(next) || unicode.IsDigit(next)) {
					out.WriteByte(' ')
				}
				continue
			}
		}
		said, isSign := signs[r]
		switch {
		case isSign:
			spaced(&out, said)
			if next, _ := utf8.DecodeRuneInString(text[i+size:]); i+size < len(text) && (unicode.IsLetter(next) || unicode.IsDigit(next)) {
				out.WriteByte(' ')
			}
		case r == '/' && inWord:
			out.WriteString(" trên ")
		case r == '*' || r == '“' || r == '”' || r == '"':
		default:
			out.WriteRune(r)
		}
		i += size
	}
	return strings.Join(strings.Fields(out.String()), " ")
}

// first says what stands at the beginning of a text by the first rule that fits, and
// how long it is; 0 where none does.
func first(text, before, said string) (string, int) {
	for _, r := range rules {
		m := r.form.FindStringSubmatch(text)
		if m == nil || cut(m[0], text[len(m[0]):]) {
			continue
		}
		if words, ok := r.say(m, before); ok {
			if dated := strings.HasPrefix(words, "ngày ") || strings.HasPrefix(words, "tháng "); dated {
				for _, w := range []string{"ngày", "tháng"} {
					if lastWord(said) == w {
						words = strings.TrimPrefix(words, w+" ")
					}
				}
			}
			return words, len(m[0])
		}
	}
	return "", 0
}

// cut says whether a match ends in the middle of a word or of a number.
func cut(match, rest string) bool {
	last, _ := utf8.DecodeLastRuneInString(match)
	next, _ := utf8.DecodeRuneInString(rest)
	switch {
	case rest == "":
		return false
	case unicode.IsLetter(last):
		return unicode.IsLetter(next) || unicode.IsDigit(next)
	}
	return unicode.IsDigit(last) && unicode.IsDigit(next)
}

func spaced(out *strings.Builder, words string) {
	if out.Len() > 0 {
		last, _ := utf8.DecodeLastRuneInString(out.String())
		if unicode.IsLetter(last) || unicode.IsDigit(last) {
			out.WriteByte(' ')
		}
	}
	out.WriteString(words)
}

func lastWord(text string) string {
	fields := strings.Fields(text)
	if len(fields) == 0 || strings.TrimRight(text, " ") == "" {
		return ""
	}
	return strings.ToLower(fields[len(fields)-1])
}

// counted says whether a Roman number may stand after a text.
func counted(before string) bool {
	for _, w := range counts {
		if strings.HasSuffix(strings.ToLower(strings.TrimRight(before, " ")), w) {
			return true
		}
	}
	return false
}

var afterNumber = regexp.MustCompile(`(\d|/|triệu|tỷ|nghìn|đồng|trên|một) ?$`)

// measured says whether a unit of measure may stand after a text.
func measured(before string) bool { return afterNumber.MatchString(before) }

func sayDate(m []string, _ string) (string, bool) {
	d, _ := strconv.Atoi(m[1])
	mo, _ := strconv.Atoi(m[2])
	if d < 1 || d > 31 || mo < 1 || mo > 12 {
		return "", false
	}
	return "ngày " + dayOf(d) + " tháng " + month(mo) + " năm " + Number(m[3]), true
}

func sayMonth(m []string, _ string) (string, bool) {
	mo, _ := strconv.Atoi(m[1])
	if mo < 1 || mo > 12 || m[2] < "1900" || m[2] > "2200" {
		return "", false
	}
	return "tháng " + month(mo) + " năm " + Number(m[2]), true
}

// dayOf says the day of a month: the first ten are "mùng".
func dayOf(d int) string {
	if d <= 10 {
		return "mùng " + small(d)
	}
	return small(d)
}

// month says a month: the fourth is "tư".
func month(m int) string {
	if m == 4 {
		return "tư"
	}
	return small(m)
}

// saySymbol says the number and sign of a document: "12-NQ/HU", "233/2026/NĐ-CP".
func saySymbol(m []string, _ string) (string, bool) {
	var out []string
	known := false
	for i, part := range strings.FieldsFunc(m[1], func(r rune) bool { return r == '-' || r == '/' }) {
		switch words, ok := abbreviations[part]; {
		case ok:
			known = true
			out = append(out, words)
		case part[0] >= '0' && part[0] <= '9' && i > 0:
			out = append(out, "năm "+Number(part))
		case part[0] >= '0' && part[0] <= '9':
			out = append(out, Number(part))
		default:
			out = append(out, part)
		}
	}
	return strings.Join(out, " "), known
}

// Pieces cuts what is said into pieces of at most so many letters: where a part of the
// sentence ends if there is such a place, else between words, else within one.
func Pieces(said string, most int) (out []string) {
	for {
		letters := []rune(said)
		if len(letters) <= most {
			return append(out, said)
		}
		head, end := string(letters[:most]), 0
		for _, mark := range []string{". ", "; ", ", ", " "} {
			if end = strings.LastIndex(head, mark) + 1; end > len(head)/4 {
				break
			}
		}
		if end <= 0 {
			end = len(head)
		}
		out, said = append(out, strings.TrimSpace(said[:end])), strings.TrimSpace(said[end:])
	}
}
