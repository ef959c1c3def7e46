package viet

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Hit says whether a text has the words somebody looks for, and how well: 0
// where they stand there as typed, 1 where a word only begins so, 2 and 3 the
// same without regard to diacritics. What stands inside a word is no hit: who
// types "rừng" does not look for "Trung". Words typed without diacritics are
// looked for without.
func Hit(text, words string) (rank int, ok bool) {
	plain := Fold(CleanSpaces(words))
	if plain == "" {
		return 0, true // nothing is looked for
	}
	whole, ok := begins(Fold(text), plain)
	if !ok {
		return 0, false
	}
	if exact := strings.ToLower(Canonical(CleanSpaces(words))); exact != plain {
		if whole, ok := begins(strings.ToLower(Canonical(text)), exact); ok {
			return rankOf(whole), true
		}
		return 2 + rankOf(whole), true
	}
	return rankOf(whole), true
}

func rankOf(whole bool) int {
	if whole {
		return 0
	}
	return 1
}

// begins says whether the words stand in the text from the start of a word on,
// and whether they end with one.
func begins(text, words string) (whole, ok bool) {
	for from := 0; ; {
		i := strings.Index(text[from:], words)
		if i < 0 {
			return false, ok
		}
		i += from
		before, _ := utf8.DecodeLastRuneInString(text[:i])
		after, size := utf8.DecodeRuneInString(text[i+len(words):])
		first, _ := utf8.DecodeRuneInString(words)
		if i == 0 || !inWord(before) || !inWord(first) {
			ok = true
			if size == 0 || !inWord(after) {
				return true, true
			}
		}
		_, step := utf8.DecodeRuneInString(text[i:])
		if from = i + step; step == 0 || from > len(text) {
			return false, ok
		}
	}
}

func inWord(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) }
