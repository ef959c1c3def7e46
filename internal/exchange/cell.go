package exchange

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"dondoc/internal/phrase"
)

// mark is what a person should know of a cell: something was left out of it, or
// it may not hold what it shows.
type mark struct {
	key  string // of the text, which takes the cell's name and what it is about
	text string
}

// Mark is a mark with its place.
type Mark struct {
	Col  int
	What phrase.Phrase
}

func (m mark) at(col, row int) Mark {
	return Mark{col, phrase.New(m.key, "cell", CellName(col, row), "text", m.text)}
}

// entities are the characters some exporters write for others once too often.
var entities = strings.NewReplacer("&lt;", "<", "&gt;", ">", "&le;", "≤", "&ge;", "≥", "&quot;", `"`, "&#39;", "'", "&apos;", "'", "&nbsp;", " ", "&#160;", " ", "&amp;", "&")

// clean writes a cell's text as it is compared and kept: composed letters, plain
// spaces and hyphens, nothing without width, no character written as an entity.
// Line ends stay, and the marks of direction, which a reader asks about.
func clean(text string) string {
	if isPlain(text) {
		return text
	}
	if strings.ContainsRune(text, '&') {
		text = entities.Replace(text)
	}
	old := softHyphens(text)
	text = strings.Map(func(r rune) rune {
		if r == '\u00ad' && old {
			return r
		}
		switch r {
		case '\n', '\t', '\r':
			return r
		case '\u200b', '\u200c', '\u200d', '\u2060', '\ufeff', '\u00ad':
			return -1
		case '\u2010', '\u2011', '\u2012':
			return '-'
		}
		if unicode.Is(unicode.Zs, r) {
			return ' '
		}
		return r
	}, text)
	return norm.NFC.String(text)
}

func isPlain(text string) bool {
	for i := range len(text) {
		if text[i] >= 0x80 || text[i] == '&' {
			return false
		}
	}
	return true
}

// tcvn3 is the code page TCVN 5712:1993 (the fonts .VnTime and their kin) as it
// shows when it is taken for Latin 1.
var tcvn3 = map[rune]rune{}

func init() {
	const from = "¡¢£¤¥¦§¨©ª«¬\u00ad®µ¶·¸¹»¼½¾ÆÇÈÉÊËÌÎÏÐÑÒÓÔÕÖ×ØÜÝÞßáâãäåæçèéêëìíîïñòóôõö÷øùúûüýþ"
	const to = "ĂÂÊÔƠƯĐăâêôơưđàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ"
	letters := []rune(to)
	for i, r := range []rune(from) {
		tcvn3[r] = letters[i]
	}
}

// neverVietnamese are characters of Latin 1 that no Vietnamese text has inside
// its words, and that TCVN3 writes its commonest letters with.
const neverVietnamese = "®µ¸¹¬«©ª¨·¶\u00adÖËÎÏÑØßæ÷øþåäûüñ"

// isTCVN3 says whether a text is Vietnamese in the fonts of before Unicode:
// several letters that cannot be, inside words, and none of Unicode's own.
func isTCVN3(text string) bool {
	odd, letters := 0, 0
	before := ' '
	for _, r := range text {
		switch {
		case r >= 0x1ea0 && r <= 0x1ef9 || r == 'đ' || r == 'ơ' || r == 'ư' || r == 'ă' || r == 'Đ' || r == 'Ơ' || r == 'Ư':
			return false
		case r >= 0x80 && r < 0x100 && strings.ContainsRune(neverVietnamese, r) && (unicode.IsLetter(before) || odd > 0):
			odd++
		case unicode.IsLetter(r):
			letters++
		}
		before = r
	}
	return odd >= 2 && letters > 0 && odd*12 >= letters
}

func fromTCVN3(text string) string {
	return norm.NFC.String(strings.Map(func(r rune) rune {
		if to, ok := tcvn3[r]; ok {
			return to
		}
		return r
	}, text))
}
