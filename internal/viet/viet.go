// Package viet handles Vietnamese text: one spelling for comparing names, a
// fold for searching without diacritics, keys for sorting in dictionary order,
// and numbers as they are written and read aloud. It does no I/O and holds no state
// but a bounded memory of spellings; everything is safe for concurrent use.
package viet

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// The combining marks of Vietnamese after canonical decomposition: five tones,
// and the marks that make another letter (â ê ô, ă, ơ ư).
const (
	grave, acute, tilde, hook, dot = '\u0300', '\u0301', '\u0303', '\u0309', '\u0323'
	circumflex, breve, horn        = '\u0302', '\u0306', '\u031b'
)

func isTone(r rune) bool {
	return r == grave || r == acute || r == tilde || r == hook || r == dot
}

// isInvisible says whether a character takes no room and carries no meaning
// here: zero-width spaces and joiners, soft hyphens, byte order marks.
func isInvisible(r rune) bool {
	switch r {
	case '\u00ad', '\u200b', '\u200c', '\u200d', '\u2060', '\ufeff':
		return true
	}
	return false
}

// stroked turns the letters that are drawn like đ into đ: old files carry the
// Icelandic eth and the African d in its place.
func stroked(r rune) rune {
	switch r {
	case 'Ð', 'Ɖ':
		return 'Đ'
	case 'ð', 'ɖ':
		return 'đ'
	}
	return r
}

// CleanSpaces trims the text, turns every run of white space (no-break spaces,
// tabs and line ends among it) into one space and drops invisible characters.
func CleanSpaces(text string) string {
	if isClean(text) {
		return text
	}
	visible := strings.Map(func(r rune) rune {
		if isInvisible(r) {
			return -1
		}
		return r
	}, text)
	return strings.Join(strings.Fields(visible), " ")
}

// isClean says whether cleaning would change nothing.
func isClean(text string) bool {
	space := true
	for _, r := range text {
		switch {
		case r == utf8.RuneError, isInvisible(r), r != ' ' && unicode.IsSpace(r), r == ' ' && space:
			return false
		}
		space = r == ' '
	}
	return text == "" || !space
}

// Fold gives the text as search compares it: lower case, no diacritics (đ as d),
// spaces cleaned, and i for the y that spelling reforms write either way
// (Mỹ/Mĩ, tỷ/tỉ, kỹ/kĩ, quý/quí). Folding twice changes nothing. Words to be
// compared with folded text must be folded too, not typed by hand: "tỷ đồng"
// folds to "ti dong", and so does "ty dong".
func Fold(text string) string { return folds.Of(text, fold) }

// folds and spellings are what was last worked out: at most 2 × 4,096 texts each.
var (
	folds     = Memo[string]{Most: 4096}
	spellings = Memo[string]{Most: 4096}
)

func fold(text string) string {
	var b strings.Builder
	var word []rune
	flush := func() {
		b.WriteString(string(foldY(word)))
		word = word[:0]
	}
	for _, r := range norm.NFD.String(strings.ToLower(CleanSpaces(text))) {
		switch r = unicode.ToLower(stroked(r)); {
		case unicode.Is(unicode.Mn, r), r == '\u00ad':
		case r >= '\u2010' && r <= '\u2015' || r == '\u2212': // the hyphens and dashes that Word writes
			flush()
			b.WriteByte('-')
		case r == 'đ':
			word = append(word, 'd')
		case unicode.IsLetter(r):
			word = append(word, r)
		default:
			flush()
			b.WriteRune(r)
		}
	}
	flush()
	// Dropping a mark can leave a space of its own at either end.
	return norm.NFC.String(CleanSpaces(b.String()))
}

// foldY writes i for y in an open syllable whose only vowel it is (my, ky, ty,
// quy); elsewhere (may, thuy, uyen) the two letters are different sounds.
func foldY(word []rune) []rune {
	n := len(word)
	if n < 2 || word[n-1] != 'y' {
		return word
	}
	if onset := string(word[:n-1]); onset == "qu" || onset == "d" || onsets[onset] && onset != "gi" {
		word[n-1] = 'i'
	}
	return word
}

// LowerFirst begins a name with a small letter inside a sentence, unless its
// first word is written in capitals.
func LowerFirst(name string) string {
	first, rest, _ := strings.Cut(name, " ")
	if first == "" || strings.ToUpper(first) == first && len([]rune(first)) > 1 {
		return name
	}
	r := []rune(first)
	out := strings.ToLower(string(r[0])) + string(r[1:])
	if rest != "" {
		out += " " + rest
	}
	return out
}
