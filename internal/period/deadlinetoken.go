package period

import (
	"slices"
	"strconv"
	"strings"
	"unicode"

	"dondoc/internal/viet"
)

// token is a word, a run of digits or one mark of a deadline's text, with the
// forms it is compared in.
type token struct {
	text   string // as written
	exact  string // lower case, in one spelling
	folded string
	number bool
	gap    bool // white space stands before it
}

// tokens parts a text; every character that is no space is in one of them.
func tokens(text string) []token {
	var out []token
	gap := false
	runes := []rune(text)
	for i := 0; i < len(runes); {
		c := runes[i]
		j := i + 1
		switch {
		case unicode.IsSpace(c):
			gap, i = true, j
			continue
		case unicode.IsLetter(c):
			for j < len(runes) && (unicode.IsLetter(runes[j]) || unicode.Is(unicode.Mn, runes[j])) {
				j++
			}
		case c >= '0' && c <= '9':
			for j < len(runes) && runes[j] >= '0' && runes[j] <= '9' {
				j++
			}
		}
		if q, ok := strings.CutPrefix(string(runes[i:j]), "Q"); ok && roman[q] { // "QIII/2025"
			out = append(out, newToken("Q", gap))
			i, gap = i+1, false
		}
		out = append(out, newToken(string(runes[i:j]), gap))
		gap, i = false, j
	}
	return out
}

// roman are the numbers that stand right behind the Q of a quarter.
var roman = map[string]bool{"I": true, "II": true, "III": true, "IV": true, "V": true, "VI": true}

func newToken(text string, gap bool) token {
	t := token{text: text, gap: gap, number: text[0] >= '0' && text[0] <= '9'}
	switch text {
	case "–", "—", "−", "‑", "‐", "~":
		t.folded = "-"
	default:
		t.folded = viet.Fold(text)
	}
	t.exact = spelt(text)
	return t
}

// oneY writes i for y under a tone: kỳ and kì are one word.
var oneY = strings.NewReplacer("ý", "í", "ỳ", "ì", "ỷ", "ỉ", "ỹ", "ĩ", "ỵ", "ị")

func spelt(word string) string { return oneY.Replace(strings.ToLower(viet.Canonical(word))) }

// plain says whether a text is written without any diacritics.
func plain(text string) bool {
	return strings.IndexFunc(text, func(r rune) bool { return r > unicode.MaxASCII && unicode.IsLetter(r) || unicode.Is(unicode.Mn, r) }) < 0
}

func (t token) word() bool {
	for _, r := range t.text {
		return unicode.IsLetter(r)
	}
	return false
}

// num gives the number of a run of digits, and how many digits it has.
func (t token) num() (n, digits int) {
	if !t.number {
		return -1, 0
	}
	if len(t.text) > 6 {
		return -1, len(t.text)
	}
	n, _ = strconv.Atoi(t.text)
	return n, len(t.text)
}

// entry is a phrase of the vocabulary: its words as they are written and folded.
type entry struct {
	exact, folded []string
	role          role
}

// vocabulary holds phrases by their first word, the longest first.
type vocabulary map[string][]entry

// learn adds phrases, parted by commas.
func (v vocabulary) learn(r role, phrases string) {
	for _, p := range strings.Split(phrases, ",") {
		e := entry{role: r}
		for _, w := range strings.Fields(p) {
			e.exact, e.folded = append(e.exact, spelt(w)), append(e.folded, viet.Fold(w))
		}
		if len(e.folded) == 0 {
			continue
		}
		list := append(v[e.folded[0]], e)
		slices.SortStableFunc(list, func(x, y entry) int { return len(y.folded) - len(x.folded) })
		v[e.folded[0]] = list
	}
}

// at gives the longest phrase that begins at a token, and how many tokens it
// has. Diacritics must be the phrase's own, but in a text that has none at all.
func (v vocabulary) at(list []token, i int, loose bool) (entry, int) {
	if i >= len(list) {
		return entry{}, 0
	}
	for _, e := range v[list[i].folded] {
		if e.matches(list[i:], e.exact, func(t token) string { return t.exact }) {
			return e, len(e.folded)
		}
	}
	for _, e := range v[list[i].folded] {
		if loose && e.matches(list[i:], e.folded, func(t token) string { return t.folded }) {
			return e, len(e.folded)
		}
	}
	return entry{}, 0
}

func (e entry) matches(list []token, want []string, form func(token) string) bool {
	if len(list) < len(want) {
		return false
	}
	for k := range want {
		if form(list[k]) != want[k] {
			return false
		}
	}
	return true
}

// written gives the text of tokens as it was written.
func written(list []token) string {
	var b strings.Builder
	for i, t := range list {
		if i > 0 && t.gap {
			b.WriteByte(' ')
		}
		b.WriteString(t.text)
	}
	return b.String()
}
