// Package drawn has the pictures that stand on pages and in papers alike: drawn once,
// from the same rows.
package drawn

import (
	"fmt"
	"strconv"
	"strings"

	"dondoc/internal/app/money"
	"dondoc/internal/capital"
	"dondoc/internal/chart"
	"dondoc/internal/i18n"
	"dondoc/internal/measure"
)

// Course draws what came in by each end of a month and by the end of the
// payments, as it was planned, and where it will end; and says what the line of
// the plan rests on and how the end is worked out.
func Course(lang i18n.Lang, c money.Capital) (drawing *chart.Drawing, by, end string) {
	plan := c.Total.Bound.Plan
	if plan <= 0 {
		return nil, "", ""
	}
	planned, n := plannedOf(c)
	paid := paidOf(c)
	m := chart.Months{Lang: lang, Name: i18n.T(lang, "web.capital_course"), Unit: i18n.T(lang, "web.capital_unit"), Target: chart.Known(float64(plan) / 1e9)}
	before := 0.0
	for i, label := range Ends(lang, c.Year) {
		month := chart.Month{Label: label, Plan: chart.Known(planned[i] / 1e9)}
		if i < c.Over {
			v := float64(paid[i]) / 1e9
			month.Actual, month.InMonth = chart.Known(v), chart.Known(v-before)
			before = v
		}
		m.Months = append(m.Months, month)
	}
	if c.End != nil && c.Over > 0 {
		toEnd(c, m.Months)
		end = i18n.T(lang, "web.capital_end", "value", inBillions(c.End.Total), "part", percentOf(c.End.Total/c.End.Plan), "share", percentOf(c.End.Share), "completion", percentOf(c.End.Completion), "weight", percentOf(c.End.Weight), "years", c.End.Years)
		if c.High > 0 {
			end += " " + i18n.T(lang, "web.capital_end_range", "low", inBillions(c.Low), "high", inBillions(c.High))
		}
	}
	d := m.Draw()
	if c.Taken != nil {
		return &d, i18n.T(lang, "web.capital_planned_evenly", "n", c.Total.Projects, "closing", c.Closing.Payments), end
	}
	return &d, i18n.T(lang, "web.capital_planned_by", "n", n, "all", planCount(c), "closing", c.Closing.Payments), end
}

// toEnd fills the forecast from the newest month to the end of the payments, with
// the band about eight of ten totals lie in.
func toEnd(c money.Capital, months []chart.Month) {
	at, last := c.Over-1, len(months)-1
	if at >= last {
		return
	}
	from := months[at].Actual.Number
	for i := at; i <= last; i++ {
		part := float64(i-at) / float64(last-at)
		along := func(to float64) chart.Value { return chart.Known(from + (to/1e9-from)*part) }
		months[i].Forecast = along(c.End.Total)
		if c.High > 0 {
			months[i].ForecastLow, months[i].ForecastHigh = along(c.Low), along(c.High)
		}
	}
}

// plannedOf adds up what was planned to be paid by each end: by the plans of the
// months, and evenly where a project has none; n says how many have one.
func plannedOf(c money.Capital) (out [13]float64, n int) {
	if c.Taken != nil { // no project was read: evenly
		for i := range out {
			out[i] = float64(c.Total.Bound.Plan) * float64(min(i+1, 12)) / 12
		}
	}
	for _, r := range c.Rows {
		whole := float64(r.Position.Bound.Plan)
		if r.Planned != nil && r.Planned[12] > 0 && whole > 0 {
			n++
			for i, v := range r.Planned {
				out[i] += float64(v) * whole / float64(r.Planned[12])
			}
			continue
		}
		for i := range out {
			out[i] += whole * float64(min(i+1, 12)) / 12
		}
	}
	return out, n
}

func paidOf(c money.Capital) (out [13]int64) {
	if c.Taken != nil {
		for i, s := range c.Taken.Points {
			out[i] = s.Paid
		}
	}
	for _, r := range c.Rows {
		for i, s := range r.Points {
			out[i] += s.Paid
		}
	}
	return out
}

// planCount is how many projects have a plan in the year.
func planCount(c money.Capital) int {
	n := 0
	for _, r := range c.Rows {
		if r.Position.Bound.Plan > 0 {
			n++
		}
	}
	return n
}

// Ends are the names of the ends of months and of the payments.
func Ends(lang i18n.Lang, year int) (out []string) {
	for i, day := range capital.Ends(year) {
		if i == 12 {
			out = append(out, strings.TrimSuffix(day.Say(string(lang)), fmt.Sprintf("/%d", year+1)))
			continue
		}
		out = append(out, strconv.Itoa(i+1))
	}
	return out
}

func inBillions(v float64) measure.Decimal { return capital.Dong(int64(v)).Billions() }

func percentOf(part float64) measure.Decimal { return measure.NewDecimal(int64(part*1000+0.5), 1) }
