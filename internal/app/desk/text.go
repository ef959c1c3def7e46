package desk

import (
	"path"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Bad says whether a text has what cannot be kept or shown.
func Bad(text string) bool {
	return !utf8.ValidString(text) || strings.ContainsFunc(text, func(r rune) bool { return unicode.IsControl(r) && r != '\n' && r != '\r' && r != '\t' })
}

// FileName keeps the last part of a name, without anything that could act.
func FileName(name string) string {
	name = path.Base(strings.ReplaceAll(name, "\\", "/"))
	name = strings.Map(func(r rune) rune {
		if !unicode.IsPrint(r) || strings.ContainsRune(`"<>|:*?`, r) || !utf8.ValidRune(r) {
			return -1
		}
		return r
	}, name)
	if name == "" || name == "." || name == "/" {
		name = "tep"
	}
	return Clip(name, 150)
}

// Clip shortens text to at most n bytes without cutting a letter in two.
func Clip(text string, n int) string {
	if len(text) <= n {
		return text
	}
	for n > 0 && text[n]&0xc0 == 0x80 {
		n--
	}
	return text[:n]
}
