package drawn

import (
	"cmp"
	"slices"

	"dondoc/internal/app/money"
	"dondoc/internal/capital"
	"dondoc/internal/chart"
	"dondoc/internal/chart/maps"
	"dondoc/internal/forecast"
	"dondoc/internal/i18n"
)

// Shade holds a rate against the even pace by an end of a month (1 to 13): under
// the part of it that warnings start at, it is behind.
func Shade(s capital.Share, end int) maps.Shade {
	if s.Plan <= 0 || end < 1 {
		return maps.Blank
	}
	even := float64(min(end, 12)) / 12
	switch rate := float64(s.Paid) / float64(s.Plan); {
	case rate < forecast.Usual().Pace*even:
		return maps.Low
	case rate < even:
		return maps.Mid
	}
	return maps.High
}

// heatRows are the most a paper shows.
const heatRows = 25

// Heat draws what was paid of the plan by the end of each month: of the units below
// where there are several, else of the projects; the largest plans, and how many are
// left out. Nil where there are fewer than two.
func Heat(lang i18n.Lang, c money.Capital) (*chart.Drawing, int) {
	type line struct {
		name   string
		points [13]capital.Share
		plan   capital.Dong
	}
	var lines []line
	for _, p := range c.Parts(money.ByUnit) {
		lines = append(lines, line{p.Unit.Name, p.Points, capital.Dong(p.Share.Plan)})
	}
	if len(lines) < 2 {
		lines = nil
		for _, r := range c.Rows {
			if r.Position.Bound.Plan > 0 {
				lines = append(lines, line{r.Project.Code + " · " + r.Name, r.Points, capital.Dong(r.Position.Bound.Plan)})
			}
		}
	}
	if len(lines) < 2 || c.Over == 0 {
		return nil, 0
	}
	slices.SortStableFunc(lines, func(a, b line) int { return cmp.Compare(b.plan, a.plan) })
	left := max(len(lines)-heatRows, 0)
	h := maps.Heat{Title: i18n.T(lang, "report.heat"), Columns: Ends(lang, c.Year)}
	for _, l := range lines[:len(lines)-left] {
		row := maps.HeatRow{Name: l.name}
		for i := range h.Columns {
			cell := maps.HeatCell{}
			if i < c.Over {
				cell.Shade = Shade(l.points[i], i+1)
				if p, ok := (capital.Rate{Paid: l.points[i].Paid, Plan: l.points[i].Plan}).Percent(0); ok {
					cell.Label = p.Say(string(lang))
				}
			}
			row.Cells = append(row.Cells, cell)
		}
		h.Rows = append(h.Rows, row)
	}
	d := h.Draw()
	return &d, left
}
