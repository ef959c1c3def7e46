package exchange

import (
	"regexp"
	"strings"

	"dondoc/internal/viet"
)

// How deep a row stands, by its number or the mark before its name: "1", "1.1",
// "a)", "-", "+". A row hangs under the nearest above it that is less deep.
const (
	levelNumber = iota
	levelDotted
	levelLetter
	levelDash
	levelPlus
)

var (
	letterName = regexp.MustCompile(`^[a-zđ](?:\)|[.]\s)\s*\S`)
	letterOnly = regexp.MustCompile(`^[a-zđ][.)]?$`)
	dottedOnly = regexp.MustCompile(`^.*\d\.\d+\)?\.?$`)
	cutNumber  = regexp.MustCompile(`^\d{1,3}(?:,\d{1,3})+$`)
)

// levelOf says how deep a row stands.
func levelOf(label, name string) int {
	switch {
	case strings.HasPrefix(label, "+"), label == "" && strings.HasPrefix(name, "+"):
		return levelPlus
	case letterOnly.MatchString(label), label == "" && letterName.MatchString(name):
		return levelLetter
	case letterLabel.MatchString(label), dash.MatchString(name) && !strings.ContainsAny(label, "0123456789"):
		return levelDash
	case dottedOnly.MatchString(label):
		return levelDotted
	case partLabel.MatchString(label):
		return levelLetter
	}
	return levelNumber
}

// labelOf gives a row's number as it shows: 1.1 kept as a number is "1,1" in cells
// and 1.1 in lists.
func (r Row) labelOf(col int) string {
	label := viet.CleanSpaces(r.Cells[col])
	if shown, ok := r.shown[col]; ok {
		label = strings.TrimSuffix(shown, ",00")
	}
	if cutNumber.MatchString(label) {
		label = strings.ReplaceAll(label, ",", ".")
	}
	return label
}

// hung is a row under which others may hang.
type hung struct {
	row, level int
	section    string
}

// under gives the nearest row above a row of the level in the section that is less
// deep, 0 where there is none, and forgets those that are deeper.
func under(above []hung, level int, section string) (int, []hung) {
	for i := len(above) - 1; i >= 0; i-- {
		if above[i].section != section {
			return 0, nil
		}
		if above[i].level < level {
			return above[i].row, above[:i+1]
		}
	}
	return 0, nil
}
