package review

import (
	"dondoc/internal/app/desk"
	"dondoc/internal/app/reviews"
	"dondoc/internal/review"
	"dondoc/internal/review/dossier"
	"dondoc/internal/web/kit/href"
	"dondoc/internal/web/kit/href/registers"
	"dondoc/internal/web/kit/page"
)

// guard says a sign of the disease of achievement with the rows that show it.
func (l words) guard(set *review.Set, d *desk.Directory, p dossier.Period, g reviews.Guard) Guard {
	said := []any{"n", len(g.Rows), "of", g.Of}
	if g.Beside != nil {
		said = append(said, "met", g.Beside.N, "given", g.Beside.Of)
	}
	out := Guard{Text: l.t("web.review_guard_"+g.Kind, said...)}
	for _, s := range g.Rows {
		row := Signed{Link: page.Link{Text: s.Name, URL: href.Target(s.ID, "")}}
		if s.Unit {
			if v, ok := d.Unit(s.ID, d.Today()); ok {
				row.Link.URL = registers.Reviews(v.Code, p.Cycle, p.String())
			} else {
				row.Link.URL = ""
			}
		}
		row.Said = l.sign(set, g.Kind, s)
		out.Rows = append(out.Rows, row)
	}
	return out
}

func (l words) sign(set *review.Set, kind string, s reviews.Sign) string {
	on := s.On.Say(string(l))
	switch {
	case s.Unit:
		level, _ := set.Level(s.After)
		return l.in(level.Name)
	case kind == "dropped_late":
		return l.t("web.review_sign_dropped", "before", s.Before, "on", on)
	case s.Before != "":
		return l.t("web.review_sign_changed", "before", s.Before, "after", s.After, "on", on)
	case kind == "last_week":
		return l.t("web.review_sign_first", "after", s.After, "on", on)
	case s.After != "":
		return l.t("web.review_sign_figure", "after", s.After, "on", on)
	}
	return ""
}
