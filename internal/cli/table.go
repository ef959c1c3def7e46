package cli

import (
	"fmt"
	"io"
	"strings"
	"unicode"
	"unicode/utf8"

	"dondoc/internal/answer"
	"dondoc/internal/errs"
	"dondoc/internal/i18n"
)

// in names the field an error is about.
func in(err error, field string) error {
	for _, e := range errs.All(err) {
		e.In(field)
	}
	return err
}

func issues(lang i18n.Lang, err error) []answer.Issue { return answer.Issues(lang, errs.All(err)) }

// width is how many columns a text takes on a terminal: marks that combine with
// the letter before them take none.
func width(s string) int {
	n := 0
	for _, r := range s {
		if !unicode.In(r, unicode.Mn, unicode.Cf) {
			n++
		}
	}
	return n
}

// table prints rows in columns as wide as they need, long cells cut; right
// names the columns of numbers.
func table(w io.Writer, head []string, rows [][]string, right map[int]bool) {
	const widest = 48
	wide := make([]int, len(head))
	cut := func(s string) string {
		s = strings.Join(strings.Fields(s), " ")
		if utf8.RuneCountInString(s) > widest {
			return string([]rune(s)[:widest-1]) + "…"
		}
		return s
	}
	for _, row := range append([][]string{head}, rows...) {
		for i, cell := range row {
			wide[i] = max(wide[i], width(cut(cell)))
		}
	}
	for _, row := range append([][]string{head}, rows...) {
		var b strings.Builder
		for i, cell := range row {
			cell = cut(cell)
			pad := strings.Repeat(" ", wide[i]-width(cell))
			if right[i] {
				cell = pad + cell
			} else {
				cell += pad
			}
			if i > 0 {
				b.WriteString("  ")
			}
			b.WriteString(cell)
		}
		fmt.Fprintln(w, strings.TrimRight(b.String(), " "))
	}
}
