package told

import (
	"fmt"
	"strings"

	"dondoc/internal/app/newsroom"
	"dondoc/internal/i18n"
	"dondoc/internal/news"
	"dondoc/internal/period"
)

// Praise words an item on a year's commendations: each decision with whom it names.
// News are written in Vietnamese.
func (Teller) Praise(unit string, cycle period.Cycle, awards []newsroom.Award) (in newsroom.NewText) {
	say := func(key string, args ...any) string { return i18n.T(i18n.Vietnamese, key, args...) }
	collectives, people := 0, 0
	var lines []string
	for _, a := range awards {
		collectives, people = collectives+len(a.Collectives), people+len(a.People)+a.Unnamed
		var who []string
		if len(a.Collectives) > 0 {
			who = append(who, say("news.praise_collectives", "n", padded(len(a.Collectives)), "names", strings.Join(a.Collectives, ", ")))
		}
		if len(a.People) > 0 {
			who = append(who, say("news.praise_people", "n", padded(len(a.People)), "names", strings.Join(a.People, ", ")))
		}
		if a.Unnamed > 0 {
			who = append(who, say("news.praise_unnamed", "n", padded(a.Unnamed)))
		}
		lines = append(lines, say("news.praise_line", "award", a.Name, "number", a.Number, "on", a.On, "who", strings.Join(who, "; ")))
		for _, p := range a.People {
			in.Names = append(in.Names, news.Name{Name: p, Basis: news.Awarded, Note: say("news.praise_ground", "number", a.Number, "on", a.On)})
		}
	}
	in.Title = say("news.praise_title", "cycle", cycle, "unit", unit)
	in.Lead = say("news.praise_lead", "cycle", cycle, "unit", unit, "collectives", padded(collectives), "people", padded(people))
	in.Body = strings.Join(lines, "\n")
	return in
}

func padded(n int) string { return fmt.Sprintf("%02d", n) }
