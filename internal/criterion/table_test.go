package criterion

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"dondoc/internal/viet"

	"pgregory.net/rapid"
)

// A table finds what the expression it is written as finds: in names made of
// its own phrases, cut and joined anyhow, and in names of targets.
func TestTablesFindWhatTheyAreWrittenAs(t *testing.T) {
	for name, tab := range map[string]*table{
		"bad": bad, "turned": turned, "wanted": wanted, "wantedMarked": wantedMarked, "negations": negations,
		"negatedBare": negatedBare, "denies": denies, "deniesBare": deniesBare, "acts": acts,
	} {
		re := regexp.MustCompile(`\b(?:` + tab.written + `)\b`)
		if tab.edges == blanks {
			re = regexp.MustCompile(`(?:^|[\s,(])(?:` + tab.written + `)(?:[\s,)]|$)`)
		}
		var pieces []string
		for _, branch := range branches(tab.written) {
			all, ok := expand(branch)
			if !ok {
				all = []string{opening(branch), opening(branch) + "nong nghiep", opening(branch) + "ied"}
			}
			pieces = append(pieces, all...)
			for _, one := range all {
				pieces = append(pieces, strings.Fields(one)[0])
			}
		}
		glue := []string{" ", " ", " ", ", ", " (", ") ", "", "-", "x", "\u00a0", ";", "ố", "  "}
		rapid.Check(t, func(t *rapid.T) {
			text := ""
			for range rapid.IntRange(1, 5).Draw(t, "n") {
				text += rapid.SampledFrom(glue).Draw(t, "glue") + rapid.SampledFrom(pieces).Draw(t, "piece")
			}
			text = strings.TrimPrefix(text, " ") + rapid.SampledFrom(glue).Draw(t, "end")
			if got, want := tab.in(text), re.MatchString(text); got != want {
				t.Fatalf("%s in %q: %v, written %v", name, text, got, want)
			}
			if tab.edges == blanks {
				return
			}
			if got, want := tab.without(text), re.ReplaceAllString(text, " "); got != want {
				t.Fatalf("%s without %q: %q, written %q", name, text, got, want)
			}
			if got, want := tab.all(text), re.FindAllString(text, -1); !slices.Equal(got, want) {
				t.Fatalf("%s of %q: %q, written %q", name, text, got, want)
			}
		})
	}
	text := strings.ToLower(viet.Canonical("Tỷ lệ thiếu niên không có việc làm, không gian mạng"))
	if got := deniesNot.Replace(text); got != "tỷ lệ   không có việc làm,   mạng" {
		t.Errorf("blanked: %q", got)
	}
}
