package chase

import (
	"net/http"
	"slices"
	"strconv"

	"dondoc/internal/app/chasing"
	"dondoc/internal/i18n"
	"dondoc/internal/period"
	"dondoc/internal/web/kit"
	"dondoc/internal/web/kit/href"
	"dondoc/internal/web/kit/list"
	"dondoc/internal/web/kit/page"
)

// burden shows what reporting costs, and what is asked for twice.
func (s *server) burden(w http.ResponseWriter, r *kit.Ask) error {
	cycle, err := period.ParseCycle(r.PathValue("cycle"))
	if err != nil {
		return err
	}
	b, err := s.App.Burden(r.Context(), r.User.Actor, r.PathValue("code"), cycle)
	if err != nil {
		return err
	}
	d, err := s.App.Directory(r.Context(), r.User.Actor)
	if err != nil {
		return err
	}
	v := Burden{Frame: s.Frame(r, d, b.Unit.ID, cycle, i18n.T(r.Lang, "web.burden_title", "cycle", cycle)), Left: b.Left}
	v.Landscape = true
	for _, m := range cycle.Months() {
		v.Months = append(v.Months, strconv.Itoa(m.Number()))
	}
	asked := 0
	for _, u := range b.Units {
		v.Rows = append(v.Rows, costOf(u, cycle))
		for _, group := range u.Twice {
			t := Twice{Unit: u.Unit.Name}
			for _, row := range group {
				t.Asks = append(t.Asks, page.Link{Text: row.Name, URL: href.Target(row.Target.ID, "")})
				t.In = append(t.In, row.Document.Title)
			}
			v.Twice = append(v.Twice, t)
			asked++
		}
	}
	if asked > 0 {
		v.Lead = v.T("web.burden_lead", "n", asked)
	}
	v.Empty = !slices.ContainsFunc(v.Rows, func(c Cost) bool { return c.Figures > 0 })
	cols := burdenColumns(r.Lang, cycle)
	list.Sort(r, v.Rows, cols)
	if list.AsFile(r) {
		return list.Send(w, r, v.Title, v.Rows, cols)
	}
	v.SheetURL = list.FileURL(r)
	return s.Show(w, r, http.StatusOK, v.Page())
}

func costOf(u chasing.UnitBurden, cycle period.Cycle) Cost {
	c := Cost{Unit: page.Link{Text: u.Unit.Name, URL: href.Board(u.Unit.Code, cycle)}}
	most := 0
	for i, f := range u.Months {
		minutes, measured := f.Minutes()
		text := ""
		switch {
		case measured:
			text = strconv.Itoa(minutes)
		case f.Sent > 0:
			text = "?"
		}
		if minutes > most {
			most, c.Peak = minutes, i+1
		}
		c.Minutes, c.Total, c.Figures = append(c.Minutes, text), c.Total+minutes, c.Figures+f.Figures
	}
	return c
}

func burdenColumns(lang i18n.Lang, cycle period.Cycle) []list.Column[Cost] {
	out := []list.Column[Cost]{{Key: "name", Label: i18n.T(lang, "page.col.body"), Cell: func(c Cost) any { return c.Unit.Text }}}
	for i, m := range cycle.Months() {
		out = append(out, list.Column[Cost]{Label: m.Say(""), Cell: func(c Cost) any {
			if n, err := strconv.Atoi(c.Minutes[i]); err == nil {
				return n
			}
			return c.Minutes[i]
		}})
	}
	return append(out, list.Column[Cost]{Key: "total", Label: i18n.T(lang, "web.burden_total"), Cell: func(c Cost) any { return c.Total }, Order: func(a, b Cost) int { return a.Total - b.Total }},
		list.Column[Cost]{Key: "figures", Label: i18n.T(lang, "web.burden_figures"), Cell: func(c Cost) any { return c.Figures }, Order: func(a, b Cost) int { return a.Figures - b.Figures }})
}
