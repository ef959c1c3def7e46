// Package i18n says phrases in the reader's language. Every sentence of the
// product is one key in text/<subject>.json with a Vietnamese and an English
// template; no other package holds sentences.
//
// A template carries its arguments in braces:
//
//	{name}              a string, a whole number (grouped: 1.234 / 1,234), a
//	                    phrase.Sayer, a nested phrase, or a list of phrases or strings
//	{name:plain}        a whole number without grouping (years, row numbers)
//	{name:pad}          a whole number with two digits, as offices write small
//	                    counts ("03 trường"); none is 0
//	{name:one|many}     the word "one" where the number is 1, else "many"
//	{name:in state}     the translation of the key "state." + the value, for
//	                    values that are codes ("draft", "officer")
//
// Keys that code puts together at run time must begin with a literal prefix
// ending in a dot ("class." + code); the test that looks for unused keys counts
// such a prefix as a use of every key under it, as it does the prefixes listed
// in usedPrefixes.
package i18n

import (
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/text/language"

	"dondoc/internal/errs"
	"dondoc/internal/phrase"
)

// Lang is a language the product speaks.
type Lang string

// The languages. Vietnamese is the default everywhere.
const (
	Vietnamese Lang = "vi"
	English    Lang = "en"
)

// Langs lists the languages in the order they are offered.
func Langs() []Lang { return []Lang{Vietnamese, English} }

// Parse gives the language of a code such as "en" or "vi-VN", and false when
// the product does not speak it.
func Parse(code string) (Lang, bool) {
	base, _, _ := strings.Cut(strings.ToLower(strings.TrimSpace(code)), "-")
	for _, l := range Langs() {
		if string(l) == base {
			return l, true
		}
	}
	return Vietnamese, false
}

// Match gives the language a browser's Accept-Language header asks for first
// among those the product speaks; Vietnamese when it asks for none of them.
func Match(acceptLanguage string) Lang {
	tags, _, err := language.ParseAcceptLanguage(acceptLanguage)
	if err != nil {
		return Vietnamese
	}
	for _, tag := range tags {
		if l, ok := Parse(tag.String()); ok {
			return l
		}
	}
	return Vietnamese
}

// Has says whether the key has a text.
func Has(key string) bool { _, ok := texts().entries[key]; return ok }

// T says a key with alternating argument names and values; see Say.
func T(lang Lang, key string, namesAndValues ...any) string {
	return Say(lang, phrase.Phrase{Key: key, Args: phrase.Args(namesAndValues...)})
}

// Say gives the phrase in the language. The zero phrase is said as nothing. An
// unknown key is given in brackets and an argument nobody supplied stays as its
// name in braces: both are mistakes in code that the tests look for, and neither
// may stop a page.
func Say(lang Lang, p phrase.Phrase) string {
	if p.IsZero() {
		return ""
	}
	e, ok := texts().entries[p.Key]
	if !ok {
		return "[" + p.Key + "]"
	}
	var b strings.Builder
	for _, part := range e.in(lang) {
		if part.name == "" {
			b.WriteString(part.literal)
			continue
		}
		b.WriteString(part.say(lang, p.Arg(part.name)))
	}
	return b.String()
}

// Error gives what went wrong and, where there is something, what to do about
// it. An error without words of its own is said by its kind.
func Error(lang Lang, e *errs.Error) (text, hint string) {
	if e == nil {
		return "", ""
	}
	if e.What.IsZero() {
		return T(lang, "error."+e.Kind.String()), Say(lang, e.Hint)
	}
	return Say(lang, e.What), Say(lang, e.Hint)
}

// Place says where in a table the error is ("Dòng 7, ô C7"), or nothing.
func Place(lang Lang, e *errs.Error) string {
	switch {
	case e == nil || e.Row <= 0 && e.Cell == "":
		return ""
	case e.Cell == "":
		return T(lang, "error.place_row", "row", e.Row)
	case e.Row <= 0:
		return T(lang, "error.place_cell", "cell", e.Cell)
	default:
		return T(lang, "error.place_row_cell", "row", e.Row, "cell", e.Cell)
	}
}

// Title gives the sentence with its first letter in capitals.
func Title(text string) string {
	for i, r := range text {
		return text[:i] + strings.ToUpper(string(r)) + text[i+len(string(r)):]
	}
	return text
}

// say writes one argument the way its place in the template asks for.
func (p part) say(lang Lang, value any) string {
	if value == nil {
		return "{" + p.name + "}"
	}
	n, whole := integer(value)
	switch {
	case p.form == formIn:
		return T(lang, p.first+"."+fmt.Sprint(value))
	case p.form == formPlural && whole && n == 1:
		return p.first
	case p.form == formPlural:
		return p.second
	case p.form == formPlain && whole:
		return strings.Replace(strconv.FormatInt(n, 10), "-", "−", 1)
	case p.form == formPad && whole && n > 0 && n < 10:
		return "0" + strconv.FormatInt(n, 10)
	default:
		return sayValue(lang, value)
	}
}

func sayValue(lang Lang, value any) string {
	v := reflect.ValueOf(value)
	if v.Kind() == reflect.Pointer && v.IsNil() {
		return ""
	}
	switch x := value.(type) {
	case phrase.Sayer:
		return x.Say(string(lang))
	case phrase.Phrase:
		return Say(lang, x)
	case []phrase.Phrase:
		items := make([]string, len(x))
		for i, item := range x {
			items[i] = Say(lang, item)
		}
		return join(lang, items)
	case []string:
		return join(lang, x)
	}
	if n, ok := integer(value); ok {
		return group(n, lang)
	}
	if v.Kind() == reflect.String {
		return v.String()
	}
	return fmt.Sprint(value)
}

// integer gives the value of any Go integer.
func integer(value any) (int64, bool) {
	v := reflect.ValueOf(value)
	switch {
	case !v.IsValid():
		return 0, false
	case v.CanInt():
		return v.Int(), true
	case v.CanUint() && v.Uint() <= 1<<63-1:
		return int64(v.Uint()), true
	}
	return 0, false
}

// group writes a whole number in threes: 1.234 in Vietnamese, 1,234 in English.
func group(n int64, lang Lang) string {
	sep := "."
	if lang == English {
		sep = ","
	}
	digits := strconv.FormatInt(n, 10)
	sign := ""
	if digits[0] == '-' {
		sign, digits = "−", digits[1:]
	}
	for i := len(digits) - 3; i > 0; i -= 3 {
		digits = digits[:i] + sep + digits[i:]
	}
	return sign + digits
}

// join says a list: "a, b và c".
func join(lang Lang, items []string) string {
	items = slices.DeleteFunc(slices.Clone(items), func(s string) bool { return s == "" })
	if len(items) < 2 {
		return strings.Join(items, "")
	}
	last := len(items) - 1
	return T(lang, "list.and", "first", strings.Join(items[:last], ", "), "last", items[last])
}
