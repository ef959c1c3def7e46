package report

import (
	"strconv"

	"dondoc/internal/app/standing"
	"dondoc/internal/chart"
	"dondoc/internal/chart/maps"
	"dondoc/internal/prose"
	"dondoc/internal/report/drawn"
)

// trendMonths are the fewest known months of a target that make a course worth drawing.
const trendMonths = 3

// trends shows targets through the months: those that were missed or are behind, so
// that everybody sees since when. Of those without enough months it says how many
// they are; with none there is no picture.
func (w *writer) trends(rows []standing.BoardRow) {
	months := w.m.Board.Cycle.Months()
	t := maps.Trends{Title: w.say("report.trends")}
	for _, m := range months {
		t.Columns = append(t.Columns, strconv.Itoa(m.Number()-months[0].Number()+1))
	}
	without := 0
	for _, r := range rows {
		line, known := drawn.Spark(w.lang, r), 0
		for _, m := range r.Months {
			if m.Value != nil {
				known++
			}
		}
		if known < trendMonths {
			without++
			continue
		}
		for len(line.Values) < len(months) {
			line.Values = append(line.Values, chart.Value{})
		}
		t.Rows = append(t.Rows, maps.Trend{Label: r.Label, Name: r.Name, Spark: line, Figure: actualOf(w.lang, r)})
	}
	if len(t.Rows) == 0 {
		return
	}
	t.Desc = w.say("report.trends_desc", "n", len(t.Rows))
	if without > 0 {
		t.Desc += w.say("report.trends_left", "n", without)
	}
	d := t.Draw()
	w.d.Blocks = append(w.d.Blocks, prose.Block{Kind: prose.Picture, Key: "trends", Drawing: &d})
}

// heat shows the disbursement of units below, or of projects, by month.
func (w *writer) heat() {
	d, left := drawn.Heat(w.lang, w.m.Capital)
	if d == nil {
		return
	}
	d.Desc = w.say("report.heat_desc")
	if left > 0 {
		d.Desc += w.say("report.heat_left", "n", left)
	}
	w.d.Blocks = append(w.d.Blocks, prose.Block{Kind: prose.Picture, Key: "heat", Drawing: d})
}
