package criterion

import (
	"regexp"
	"regexp/syntax"
	"slices"
	"strings"
	"unicode/utf8"
)

// A table is a list of phrases that are looked for in a text by their first
// words. It is written as the regular expression it stands for, as the lists are
// short that way, and finds what that expression finds (a test compares the
// two), but in one pass over the words of the text, however long the list is.
type table struct {
	byWord   map[string][]phraseOf // by the first word
	byPrefix []phraseOf            // whose first word has an open end: "satisf\w*"
	edges    edges
	written  string
}

// phraseOf is one phrase of a table: a literal, or an expression where it has an
// open middle. Of several that begin at one place the first of the list counts.
type phraseOf struct {
	order int
	text  string         // the literal, or that with which the open one begins
	open  *regexp.Regexp // nil for a literal
}

// edges says what may stand before and behind a phrase.
type edges uint8

const (
	letters edges = iota // no ASCII letter or digit: \b…\b over folded text
	blanks               // a blank, a bracket or a comma, which belong to the find
)

// tableOf makes a table of an alternation.
func tableOf(alternation string, e edges) *table {
	t := &table{byWord: map[string][]phraseOf{}, edges: e, written: alternation}
	order := 0
	for _, branch := range branches(alternation) {
		all, ok := expand(branch)
		if !ok {
			all = []string{opening(branch)}
		}
		for _, s := range all {
			p := phraseOf{order: order, text: s}
			order++
			if !ok {
				p.open = regexp.MustCompile(`^(?:` + branch.String() + `)\b`)
			}
			if word := headWord(s, e); ok || len(word) < len(s) {
				t.byWord[word] = append(t.byWord[word], p)
			} else {
				t.byPrefix = append(t.byPrefix, p)
			}
		}
	}
	return t
}

// branches gives the alternatives of an expression at its top. They are parsed
// one by one, as the parser would draw common beginnings together.
func branches(alternation string) (out []*syntax.Regexp) {
	depth, from := 0, 0
	for i, r := range alternation + "|" {
		switch {
		case r == '(':
			depth++
		case r == ')':
			depth--
		case r == '|' && depth == 0:
			re, err := syntax.Parse(alternation[from:i], syntax.Perl)
			if err != nil {
				panic(err)
			}
			out, from = append(out, re), i+1
		}
	}
	return out
}

// expand writes an expression as all the texts it stands for, those it would
// rather find first; false where there is no end of them.
func expand(re *syntax.Regexp) ([]string, bool) {
	switch re.Op {
	case syntax.OpEmptyMatch:
		return []string{""}, true
	case syntax.OpLiteral:
		return []string{string(re.Rune)}, true
	case syntax.OpCapture:
		return expand(re.Sub[0])
	case syntax.OpCharClass:
		var out []string
		for i := 0; i < len(re.Rune); i += 2 {
			for r := re.Rune[i]; r <= re.Rune[i+1] && len(out) < 8; r++ {
				out = append(out, string(r))
			}
		}
		return out, len(out) < 8
	case syntax.OpQuest:
		one, ok := expand(re.Sub[0])
		return append(slices.Clone(one), ""), ok
	case syntax.OpAlternate:
		var out []string
		for _, sub := range re.Sub {
			one, ok := expand(sub)
			if !ok {
				return nil, false
			}
			out = append(out, one...)
		}
		return out, true
	case syntax.OpConcat:
		out := []string{""}
		for _, sub := range re.Sub {
			one, ok := expand(sub)
			if !ok {
				return nil, false
			}
			var next []string
			for _, head := range out {
				for _, tail := range one {
					next = append(next, head+tail)
				}
			}
			out = next
		}
		return out, true
	}
	return nil, false
}

// opening is the literal with which an expression begins.
func opening(re *syntax.Regexp) string {
	if re.Op == syntax.OpLiteral {
		return string(re.Rune)
	}
	if re.Op == syntax.OpConcat && re.Sub[0].Op == syntax.OpLiteral {
		return string(re.Sub[0].Rune)
	}
	panic("a phrase of a table begins with a word: " + re.String())
}

func headWord(s string, e edges) string {
	for i := range len(s) {
		if e.parts(s[i]) {
			return s[:i]
		}
	}
	return s
}

// parts says whether a byte stands between words.
func (e edges) parts(b byte) bool {
	if e == blanks {
		return b == ' ' || b == '\t' || b == '\n' || b == '\r' || b == '\f' || b == ',' || b == '(' || b == ')'
	}
	return !(b >= 'a' && b <= 'z' || b >= '0' && b <= '9' || b >= 'A' && b <= 'Z' || b == '_')
}

// behind and before say whether a phrase may end before, or begin behind, a byte.
func (e edges) behind(b byte) bool { return e.parts(b) && (e != blanks || b != '(') }
func (e edges) before(b byte) bool { return e.parts(b) && (e != blanks || b != ')') }

// find gives where the next phrase stands at or behind a place of the text.
func (t *table) find(s string, from int) (start, end int) {
	for i := from; i < len(s); i++ {
		if t.edges.parts(s[i]) || i > 0 && !t.edges.before(s[i-1]) {
			continue
		}
		if end := t.at(s, i); end > 0 {
			return i, end
		}
		for i+1 < len(s) && !t.edges.parts(s[i+1]) {
			i++
		}
	}
	return -1, -1
}

// at gives the end of the phrase that begins at a place, 0 for none.
func (t *table) at(s string, i int) int {
	best, end := -1, 0
	try := func(p phraseOf) {
		if best >= 0 && best < p.order || !strings.HasPrefix(s[i:], p.text) {
			return
		}
		if to := t.endOf(s, i, p); to > 0 {
			best, end = p.order, to
		}
	}
	for _, p := range t.byWord[headWord(s[i:], t.edges)] {
		try(p)
	}
	for _, p := range t.byPrefix {
		try(p)
	}
	return end
}

func (t *table) endOf(s string, i int, p phraseOf) int {
	to := i + len(p.text)
	if p.open != nil {
		found := p.open.FindStringIndex(s[i:])
		if found == nil {
			return 0
		}
		to = i + found[1]
	}
	if to < len(s) && !t.edges.behind(s[to]) {
		return 0
	}
	return to
}

// in says whether any phrase stands in the text.
func (t *table) in(s string) bool {
	start, _ := t.find(s, 0)
	return start >= 0
}

// all gives every phrase that stands in the text, none twice.
func (t *table) all(s string) (out []string) {
	for from := 0; ; {
		start, end := t.find(s, from)
		if start < 0 {
			return out
		}
		out, from = append(out, s[start:end]), end
	}
}

// without gives the text with a blank for every phrase.
func (t *table) without(s string) string {
	start, end := t.find(s, 0)
	if start < 0 {
		return s
	}
	var b strings.Builder
	for from := 0; ; start, end = t.find(s, from) {
		if start < 0 {
			b.WriteString(s[from:])
			return b.String()
		}
		b.WriteString(s[from:start])
		b.WriteByte(' ')
		from = end
	}
}

// blanked makes a replacer that writes a blank for every literal of an
// alternation, wherever it stands.
func blanked(alternation string) *strings.Replacer {
	var pairs []string
	for _, branch := range branches(alternation) {
		all, ok := expand(branch)
		if !ok || slices.ContainsFunc(all, func(s string) bool { return !utf8.ValidString(s) || s == "" }) {
			panic("no literals: " + branch.String())
		}
		for _, s := range all {
			pairs = append(pairs, s, " ")
		}
	}
	return strings.NewReplacer(pairs...)
}
