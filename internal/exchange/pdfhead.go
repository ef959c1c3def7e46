package exchange

import (
	"regexp"
	"strings"

	"dondoc/internal/viet"
)

var (
	mottoLine = regexp.MustCompile(`(?i)việt nam|độc lập|chủ nghĩa`)
	bodyLine  = regexp.MustCompile(`^\s*(?:[IVX]+\s*[.)]|\d{1,2}\s*[.)]|Điều\s+\d+|[A-Z]\.|Căn cứ)\s`)
)

// underHead puts the head of a document, which stands over the whole width of a
// page, before the columns under it: laid is the page as it is laid out, ordered its
// text column by column, in which the right side of the head interrupts them.
func underHead(laid, ordered []string) []string {
	motto, end := false, -1
	for i, line := range laid[:min(len(laid), 40)] {
		motto = motto || mottoLine.MatchString(line)
		if bodyLine.MatchString(line) {
			end = i
			break
		}
	}
	if !motto || end < 1 {
		return ordered
	}
	gone := map[string]int{}
	for _, line := range laid[:end] {
		for _, part := range gap.Split(strings.TrimSpace(line), -1) {
			if part = viet.CleanSpaces(part); part != "" {
				gone[part]++
			}
		}
	}
	out := append([]string(nil), laid[:end]...)
	for _, line := range ordered {
		if text := viet.CleanSpaces(line); gone[text] > 0 {
			gone[text]--
			continue
		}
		out = append(out, line)
	}
	return out
}
