package start

import (
	"strings"
	"testing"

	"dondoc/docs"
)

// Every word of the guide stands on the help page, without a mark of Markdown.
func TestTheWholeGuideIsShown(t *testing.T) {
	for _, lang := range []string{"vi", "en"} {
		var shown strings.Builder
		headings := 0
		for _, b := range blocks(docs.Guide(lang)) {
			if b.Kind == "h2" {
				headings++
			}
			for _, l := range b.Lines {
				for _, s := range l {
					shown.WriteString(s.Text)
				}
			}
		}
		if text := shown.String(); strings.ContainsAny(text, "*`") || strings.Contains(text, "](") || strings.Contains(text, "##") || strings.Contains(text, "# ") {
			t.Errorf("%s: marks are left", lang)
		}
		if headings < 8 {
			t.Errorf("%s: %d headings", lang, headings)
		}
		letters := func(s string) int {
			n := 0
			for _, r := range s {
				if r > ' ' && !strings.ContainsRune("*`#-.0123456789", r) {
					n++
				}
			}
			return n
		}
		if got, want := letters(shown.String()), letters(docs.Guide(lang)); got != want {
			t.Errorf("%s: %d of %d letters are shown", lang, got, want)
		}
	}
}
