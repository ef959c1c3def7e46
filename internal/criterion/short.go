package criterion

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"dondoc/internal/measure"
	"dondoc/internal/viet"
)

// Abbreviations stand for the words of the target whose first letters they are:
// "1.355 LĐ" of lao động, "12 ĐV" of đảng viên, "đạt chuẩn NTM" of nông thôn
// mới. A few that offices write of themselves are in a table; those with which
// any plan or result is told stay as they are.

var (
	abbreviated  = map[string]string{"LĐ": "lao động", "SP": "sản phẩm", "DN": "doanh nghiệp", "MN": "mầm non", "TDP": "tổ dân phố"}
	ownLetters   = setOf("KH|NQ|CK|QĐ|KQ|LK|KL|TH|UTH|DT|BQ|TW|TƯ|UBND|HĐND|NSNN|NSTW|NSĐP|QL|TT|VN|VNĐ|VND|II|III|IV|VI|VII|VIII|IX")
	mostInitials = 6
)

// spellOut puts the words an abbreviation in capitals stands for in its place,
// where they are among own. Of two that it may stand for it takes neither.
func spellOut(text, own string) string {
	if !hasCapitals(text) {
		return text
	}
	var b strings.Builder
	end := 0
	for at := 0; at < len(text); {
		n := wordAt(text[at:])
		if n == 0 {
			_, size := utf8.DecodeRuneInString(text[at:])
			at += size
			continue
		}
		if full := standsFor(text[at:at+n], own); full != "" && !touches(text, at, n) {
			b.WriteString(text[end:at])
			b.WriteString(full)
			end = at + n
		}
		at += n
	}
	return b.String() + text[end:]
}

// hasCapitals says whether two capitals stand together.
func hasCapitals(s string) bool {
	upper := false
	for _, r := range s {
		up := unicode.IsUpper(r)
		if up && upper {
			return true
		}
		upper = up
	}
	return false
}

func wordAt(s string) int {
	n := strings.IndexFunc(s, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.Is(unicode.Mn, r) })
	if n < 0 {
		return len(s)
	}
	return n
}

// touches says whether a word is joined to a figure or a sign: "412/QĐ-UBND", "5G".
func touches(text string, at, n int) bool {
	last, next := byte(' '), byte(' ')
	if at > 0 {
		last = text[at-1]
	}
	if at+n < len(text) {
		next = text[at+n]
	}
	joins := func(c byte) bool { return c >= '0' && c <= '9' || strings.IndexByte("/-&.", c) >= 0 }
	return joins(last) || joins(next) && !(next == '.' && at+n+1 == len(text))
}

// standsFor gives the words an abbreviation stands for, "" where it stands for
// itself or nobody knows.
func standsFor(word, own string) string {
	letters := []rune(word)
	if len(letters) < 2 || len(letters) > mostInitials || strings.ContainsFunc(word, func(r rune) bool { return !unicode.IsUpper(r) }) || ownLetters[word] || measure.LookupUnit(word).Known() {
		return ""
	}
	words := strings.FieldsFunc(own, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.Is(unicode.Mn, r) })
	found := ""
	for i := 0; i+len(letters) <= len(words); i++ {
		if words[i] == word {
			return ""
		}
		fits := true
		for k, l := range letters {
			fits = fits && initial(words[i+k]) == initial(string(l))
		}
		if !fits {
			continue
		}
		full := strings.Join(words[i:i+len(letters)], " ")
		if found != "" && viet.Fold(found) != viet.Fold(full) {
			return ""
		}
		found = full
	}
	for _, w := range words {
		if w == word {
			return ""
		}
	}
	if found == "" {
		found = abbreviated[word]
	}
	return found
}

// initial is the first letter of a word, of which only đ keeps its mark.
func initial(word string) rune {
	r, _ := utf8.DecodeRuneInString(strings.ToLower(word))
	if r == 'đ' {
		return r
	}
	r, _ = utf8.DecodeRuneInString(viet.Fold(string(r)))
	return r
}
