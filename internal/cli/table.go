package cli

import (
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"dondoc/internal/answer"
	"dondoc/internal/errs"
	"dondoc/internal/i18n"
)

func issues(lang i18n.Lang, err error) []answer.Issue { return answer.Issues(lang, errs.All(err)) }

// table prints rows in columns as wide as they need, long cells cut; right
// names the columns of numbers.
func table(w io.Writer, head []string, rows [][]string, right map[int]bool) {
	const widest = 48
	width := make([]int, len(head))
	cut := func(s string) string {
		s = strings.Join(strings.Fields(s), " ")
		if utf8.RuneCountInString(s) > widest {
			return string([]rune(s)[:widest-1]) + "…"
		}
		return s
	}
	for _, row := range append([][]string{head}, rows...) {
		for i, cell := range row {
			width[i] = max(width[i], utf8.RuneCountInString(cut(cell)))
		}
	}
	for _, row := range append([][]string{head}, rows...) {
		var b strings.Builder
		for i, cell := range row {
			cell = cut(cell)
			pad := strings.Repeat(" ", width[i]-utf8.RuneCountInString(cell))
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
