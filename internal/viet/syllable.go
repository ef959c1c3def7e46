package viet

import (
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// onsets are the consonants a syllable may begin with, without diacritics
// except đ; "qu" and "gi" are treated in split.
var onsets = set(`b c ch d đ g gh gi h k kh l m n ng ngh nh p ph r s t th tr v x`)

// codas are the consonants a syllable may end with.
var codas = set(`c ch m n ng nh p t`)

// clusters are the vowels of a syllable without tones and without the marks of
// â ă ê ô ơ ư: enough to tell a Vietnamese syllable from a foreign word.
var clusters = set(`a e i o u y ai ao au ay eo eu ia ie iu oa oe oi oo ua ue ui uo uu uy ye
	iei ieu oai oay oao oeo uai uao uau uay uoi uou uya uye uyu yeu`)

func set(words string) map[string]bool {
	m := map[string]bool{}
	for w := range strings.FieldsSeq(words) {
		m[w] = true
	}
	return m
}

// Canonical gives the one spelling by which names are compared: composed
// letters (NFC) with their marks in one order, the tone on the place the
// traditional spelling puts it (Hòa, Thúy, ủy for Hoà, Thuý, uỷ), đ for its
// look-alikes, spaces cleaned. Case, punctuation and i/y stay as written. Words that are not
// Vietnamese syllables keep their spelling.
func Canonical(text string) string { return spellings.Of(text, canonical) }

func canonical(text string) string {
	var b strings.Builder
	var word []letter
	flush := func() {
		writeLetters(&b, placeTone(word))
		word = word[:0]
	}
	for _, r := range norm.NFD.String(CleanSpaces(text)) {
		r = stroked(r)
		switch {
		case unicode.IsLetter(r):
			word = append(word, letter{base: r})
		case unicode.Is(unicode.Mn, r) && len(word) > 0:
			word[len(word)-1].mark(r)
		default:
			flush()
			b.WriteRune(r)
		}
	}
	flush()
	return norm.NFC.String(b.String())
}

// letter is a base character with its marks.
type letter struct {
	base    rune
	quality rune // circumflex, breve or horn, else 0
	tone    rune
	others  []rune // marks Vietnamese does not use, or more than one of a kind
}

func (l *letter) mark(r rune) {
	switch {
	case isTone(r) && l.tone == 0:
		l.tone = r
	case (r == circumflex || r == breve || r == horn) && l.quality == 0:
		l.quality = r
	default:
		l.others = append(l.others, r)
	}
}

func writeLetters(b *strings.Builder, word []letter) {
	for _, l := range word {
		b.WriteRune(l.base)
		for _, mark := range append([]rune{l.quality, l.tone}, l.others...) {
			if mark != 0 {
				b.WriteRune(mark)
			}
		}
	}
}

// placeTone moves the one tone of a syllable to its place.
func placeTone(word []letter) []letter {
	from := -1
	for i, l := range word {
		if len(l.others) > 0 || l.tone != 0 && from >= 0 {
			return word
		}
		if l.tone != 0 {
			from = i
		}
	}
	if from < 0 {
		return word
	}
	to, ok := tonePlace(word)
	if ok && to != from {
		word[from].tone, word[to].tone = 0, word[from].tone
	}
	return word
}

// tonePlace gives the index of the letter that carries the tone of a syllable,
// and false when the word is not a Vietnamese syllable. The rule: on the last
// marked letter (â ă ê ô ơ ư) if any; before a final consonant on the last
// vowel; in an open syllable on the only vowel, the first of two, or the middle
// of three.
func tonePlace(word []letter) (int, bool) {
	start, end, ok := split(word)
	if !ok {
		return 0, false
	}
	for i := end - 1; i >= start; i-- {
		if word[i].quality != 0 {
			return i, true
		}
	}
	switch {
	case end < len(word):
		return end - 1, true
	case end-start == 3:
		return start + 1, true
	default:
		return start, true
	}
}

// split finds the vowels [start, end) of a syllable. The u of "qu" and the i of
// "gi" before another vowel belong to the consonant.
func split(word []letter) (start, end int, ok bool) {
	bases := make([]rune, len(word))
	for i, l := range word {
		bases[i] = unicode.ToLower(l.base)
	}
	vowel := func(i int) bool { return i < len(bases) && slices.Contains([]rune("aeiouy"), bases[i]) }
	for start < len(bases) && !vowel(start) {
		start++
	}
	onset := string(bases[:start])
	if (onset == "q" && start < len(bases) && bases[start] == 'u' || onset == "g" && start < len(bases) && bases[start] == 'i') &&
		vowel(start+1) && word[start].quality == 0 {
		start++
	} else if onset != "" && !onsets[onset] {
		return 0, 0, false
	}
	end = start
	for vowel(end) {
		end++
	}
	coda := string(bases[end:])
	return start, end, clusters[string(bases[start:end])] && (coda == "" || codas[coda])
}
