package drawn

import (
	"dondoc/internal/app/standing"
	"dondoc/internal/chart"
	"dondoc/internal/i18n"
	"dondoc/internal/measure"
)

// Spark is a target's months and its plan.
func Spark(lang i18n.Lang, r standing.BoardRow) chart.Spark {
	sp := chart.Spark{Lang: lang, Name: r.Name}
	for _, m := range r.Months {
		v := chart.Value{}
		if m.Value != nil {
			v = chart.Known(number(*m.Value))
		}
		sp.Values = append(sp.Values, v)
	}
	if p := r.Current().Criterion.PlanValue(); p != nil {
		sp.Plan = chart.Known(number(*p))
	}
	return sp
}

// number is a value for a picture; nothing is computed with it.
func number(d measure.Decimal) float64 {
	f, _ := d.Rat().Float64()
	return f
}
