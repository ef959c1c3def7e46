package board

import (
	"slices"

	"dondoc/internal/app/plan"
	"dondoc/internal/app/standing"
	"dondoc/internal/chart"
	"dondoc/internal/i18n"
	"dondoc/internal/web/kit"
)

// pace says where the targets end at this pace, while there is something to
// look ahead at; each count leads to its rows.
func pace(lang i18n.Lang, b standing.Board, at *kit.Address) []PaceCount {
	if !slices.ContainsFunc(b.Rows, func(r standing.BoardRow) bool { return r.Outlook != nil }) {
		return nil
	}
	var out []PaceCount
	for _, c := range []struct {
		where string
		n     int
	}{{"reach", b.Pace.Reach}, {"miss", b.Pace.Miss}, {"open", b.Pace.Open}} {
		out = append(out, PaceCount{Text: i18n.T(lang, "web.pace_"+c.where, "n", c.n, "total", b.Total()), Here: at.Query.Get("pace") == c.where,
			URL: (&kit.Address{Path: at.Clear()}).Join("pace", c.where)})
	}
	return out
}

// outlook says where a row will end at this pace.
func outlook(lang i18n.Lang, r standing.BoardRow) (outlook string) {
	if o := r.Outlook; o != nil {
		key := "web.outlook"
		if !o.Sure {
			key = "web.outlook_unsure"
		}
		outlook = i18n.T(lang, key, "value", o.Value, "low", o.Low, "high", o.High, "class", i18n.T(lang, "class."+string(o.Class)))
	}
	return outlook
}

// fillOutlook draws the forecast from the last known month to the year's end.
func fillOutlook(v *Target, p plan.TargetPage) {
	months := v.Chart.Months
	if p.Outlook == nil || p.Counted == nil || p.Actual == nil || p.Actual.Value == nil || len(months) != 12 {
		return
	}
	now := chart.Known(float(*p.Actual.Value))
	at := p.Counted.Month.Number() - 1
	months[at].Forecast, months[at].ForecastLow, months[at].ForecastHigh = now, now, now
	last := &months[len(months)-1]
	last.Forecast, last.ForecastLow, last.ForecastHigh = chart.Known(float(p.Outlook.Value)), chart.Known(float(p.Outlook.Low)), chart.Known(float(p.Outlook.High))
	step := func(from, to float64, i int) chart.Value {
		return chart.Known(from + (to-from)*float64(i-at)/float64(11-at))
	}
	start := float(*p.Actual.Value)
	for i := at + 1; i < 11; i++ {
		months[i].Forecast = step(start, float(p.Outlook.Value), i)
		months[i].ForecastLow, months[i].ForecastHigh = step(start, float(p.Outlook.Low), i), step(start, float(p.Outlook.High), i)
	}
}
