package viet

import (
	"strings"
	"sync"
	"unicode"

	"golang.org/x/text/collate"
	"golang.org/x/text/language"
)

// collators lends out collators, which may not be shared between goroutines.
var collators = sync.Pool{New: func() any {
	return &collator{c: collate.New(language.Vietnamese, collate.Numeric, collate.IgnoreCase)}
}}

type collator struct {
	c      *collate.Collator
	buffer collate.Buffer
}

// keyDigits write a key's half-bytes with letters that every collation of every
// database puts in this order; '0' is left for the end of a syllable, which so
// comes before anything that could follow.
const keyDigits = "123456789abcdefg"

const endOfSyllable = '0'

// SortKey gives a text whose plain byte order is Vietnamese dictionary order
// (CLDR collation "vi"), syllable by syllable: "Ba Vì" before "Bá Thước". Digits
// count by value ("Tổ 2" before "Tổ 10"), punctuation does not count, and both
// spellings of a tone's place give one key. Made of the characters 0-9 and a-g,
// it is meant for a stored column of either engine; it is about 10 times as
// long as the text.
func SortKey(text string) string {
	syllables := strings.FieldsFunc(Canonical(text), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsNumber(r) && !unicode.IsMark(r)
	})
	col := collators.Get().(*collator)
	defer collators.Put(col)
	var b strings.Builder
	for _, s := range syllables {
		for _, x := range col.c.KeyFromString(&col.buffer, s) {
			b.WriteByte(keyDigits[x>>4])
			b.WriteByte(keyDigits[x&15])
		}
		b.WriteByte(endOfSyllable)
		col.buffer.Reset()
	}
	return b.String()
}

// PersonSortKey gives the key by which people are listed: given name (the last
// word), then family name and middle names.
func PersonSortKey(name string) string {
	words := strings.Fields(Canonical(name))
	if len(words) == 0 {
		return ""
	}
	last := len(words) - 1
	return SortKey(words[last]) + string(endOfSyllable) + SortKey(strings.Join(words[:last], " "))
}
