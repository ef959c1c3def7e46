package report

import (
	"maps"
	"slices"
	"strings"

	"dondoc/internal/app/figures"
	"dondoc/internal/i18n"
	"dondoc/internal/phrase"
)

// Remembered tells what an own sheet was read by that was said of an earlier one: its
// columns and names, one by one, or that they are forgotten.
func Remembered(lang i18n.Lang, done figures.Filled) []phrase.Phrase {
	var said []string
	for _, field := range slices.Sorted(maps.Keys(done.Letters)) {
		said = append(said, done.Letters[field]+" = "+i18n.T(lang, "web.bench_column_"+field))
	}
	for _, name := range slices.Sorted(maps.Keys(done.Means)) {
		is := done.Means[name]
		for _, t := range done.Targets {
			if string(t.Target.ID) == is {
				is = t.Name
			}
		}
		said = append(said, "“"+name+"” = "+is)
	}
	what := strings.Join(said, "; ")
	switch {
	case done.Forgot:
		return []phrase.Phrase{phrase.New("web.own_forgot", "what", what)}
	case done.Kept:
		return []phrase.Phrase{phrase.New("web.own_remembered", "what", what)}
	}
	return nil
}
