package told

import (
	"fmt"
	"slices"
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
			note := say("news.praise_ground", "number", a.Number, "on", a.On)
			i := slices.IndexFunc(in.Names, func(n news.Name) bool { return n.Name == p })
			switch {
			case i < 0:
				in.Names = append(in.Names, news.Name{Name: p, Basis: news.Awarded, Note: note})
			case !strings.Contains(in.Names[i].Note, note):
				in.Names[i].Note += "; " + note
			}
		}
	}
	in.Title = say("news.praise_title", "cycle", cycle, "unit", unit)
	var who []string
	if collectives > 0 {
		who = append(who, say("news.praise_lead_collectives", "n", padded(collectives)))
	}
	if people > 0 {
		who = append(who, say("news.praise_lead_people", "n", padded(people)))
	}
	in.Lead = say("news.praise_lead", "cycle", cycle, "unit", unit, "who", strings.Join(who, say("news.praise_and")))
	in.Body = strings.Join(lines, "\n")
	return in
}

func padded(n int) string { return fmt.Sprintf("%02d", n) }
