package chart

import (
	"fmt"

	"dondoc/internal/i18n"
)

// Month is one month of a target. Missing figures leave a gap, never a zero.
type Month struct {
	Label        string // under the axis: "01", "T1"
	Plan         Value  // planned, cumulative to this month
	InMonth      Value  // reported for the month alone
	Actual       Value  // reported, cumulative to this month
	Estimate     bool   // the figure is an estimate (ước)
	Forecast     Value  // expected, cumulative
	ForecastLow  Value
	ForecastHigh Value
}

// Months is the chart of a target through its cycle: bars for the months, a
// line for the cumulative figure, a dashed line for the plan, and a dotted
// line with a band for the forecast where there is one.
type Months struct {
	Lang   i18n.Lang
	Name   string // of the target, for the title
	Unit   string // unit of measure, above the axis
	Months []Month
	Target Value // the year's plan, as a level across the chart
}

const (
	monthsWide, monthsHigh         = 720.0, 300.0
	monthsTop, monthsBottom        = 44.0, 28.0
	monthsRight, monthsLetter      = 14.0, 12.0
	monthsTickLine, monthsTickLead = 4.0, 8.0
)

type monthsPlot struct {
	*Drawing
	Months
	left, band float64
	extent     extent
}

// Draw makes a picture of 720 × 300 px.
func (m Months) Draw() Drawing {
	d := Drawing{Kind: "months", Width: monthsWide, Height: monthsHigh,
		Title: i18n.T(m.Lang, "chart.months_title", "name", m.Name)}
	p := monthsPlot{Drawing: &d, Months: m}
	ticks := p.layOut()
	d.Desc = p.describe()
	p.axes(ticks)
	p.forecast()
	p.bars()
	p.target()
	p.series(func(m Month) Value { return m.Plan }, Plan, true, false)
	p.series(func(m Month) Value { return m.Actual }, Actual, false, false)
	p.points()
	p.legend()
	return d
}

// layOut chooses the extent and the left margin, and gives the ticks.
func (p *monthsPlot) layOut() []tick {
	values := []Value{p.Target}
	for _, m := range p.Months.Months {
		values = append(values, m.Plan, m.InMonth, m.Actual, m.Forecast, m.ForecastLow, m.ForecastHigh)
	}
	ticks, extent := spread(values, true).ticks(5, p.Lang)
	p.extent = extent
	for _, t := range ticks {
		p.left = max(p.left, letters(t.label, monthsLetter))
	}
	p.left += monthsTickLead + 4
	p.band = (monthsWide - p.left - monthsRight) / float64(max(len(p.Months.Months), 1))
	return ticks
}

func (p *monthsPlot) x(i int) float64 { return p.left + (float64(i)+0.5)*p.band }

func (p *monthsPlot) y(n float64) float64 {
	return monthsHigh - monthsBottom - p.extent.at(n)*(monthsHigh-monthsTop-monthsBottom)
}

func (p *monthsPlot) describe() string {
	for i := len(p.Months.Months) - 1; i >= 0; i-- {
		if m := p.Months.Months[i]; m.Actual.Known {
			return i18n.T(p.Lang, "chart.months_desc", "month", m.Label,
				"value", number(m.Actual.Number, p.decimals(m.Actual.Number), p.Lang), "unit", p.Unit)
		}
	}
	return i18n.T(p.Lang, "chart.months_none")
}

// decimals gives as many decimals as the number needs, two at most.
func (p *monthsPlot) decimals(n float64) int {
	for d := range 2 {
		if s := fmt.Sprintf("%.*f", d, n); s+"0" == fmt.Sprintf("%.*f", d+1, n) || d == 0 && s+".0" == fmt.Sprintf("%.1f", n) {
			return d
		}
	}
	return 2
}

func (p *monthsPlot) axes(ticks []tick) {
	for _, t := range ticks {
		y := p.y(t.number)
		p.line(p.left, y, monthsWide-monthsRight, y, Rule)
		p.text(p.left-monthsTickLead, y+4, t.label, monthsLetter, End, Muted)
	}
	for i, m := range p.Months.Months {
		p.text(p.x(i), monthsHigh-8, m.Label, monthsLetter, Middle, Muted)
	}
	if p.extent.low < 0 {
		p.line(p.left, p.y(0), monthsWide-monthsRight, p.y(0), Muted)
	}
	p.text(p.left-monthsTickLead, monthsTop-14, p.Unit, monthsLetter, Start, Muted)
}

func (p *monthsPlot) bars() {
	for i, m := range p.Months.Months {
		if m.InMonth.Known && m.InMonth.Number != 0 {
			top, bottom := p.y(max(m.InMonth.Number, 0)), p.y(min(m.InMonth.Number, 0))
			p.rect(p.x(i)-p.band*0.28, top, p.band*0.56, bottom-top, Met, MetMark)
		}
	}
}

func (p *monthsPlot) target() {
	if p.Target.Known {
		y := p.y(p.Target.Number)
		p.line(p.left, y, monthsWide-monthsRight, y, Plan).Dash = true
	}
}

func (p *monthsPlot) pick(get func(Month) Value) []Value {
	values := make([]Value, len(p.Months.Months))
	for i, m := range p.Months.Months {
		values[i] = get(m)
	}
	return values
}

func (p *monthsPlot) series(get func(Month) Value, tone Tone, dash, dots bool) {
	values := p.pick(get)
	for _, r := range runs(values) {
		var points []Point
		for i := r.from; i < r.to; i++ {
			points = append(points, Point{p.x(i), p.y(values[i].Number)})
		}
		if len(points) > 1 {
			line := p.polyline(points, tone, 2)
			line.Dash, line.Dots = dash, dots
		}
	}
}

// points marks each reported figure: full for a final one, hollow for an estimate.
func (p *monthsPlot) points() {
	for i, m := range p.Months.Months {
		if !m.Actual.Known {
			continue
		}
		fill := Actual
		if m.Estimate {
			fill = Ground
		}
		p.circle(p.x(i), p.y(m.Actual.Number), 3.5, fill, Actual).Width = 2
	}
}

func (p *monthsPlot) forecast() {
	low := p.pick(func(m Month) Value { return m.ForecastLow })
	high := p.pick(func(m Month) Value { return m.ForecastHigh })
	for _, r := range runs(low) {
		var over, under []Point
		for i := r.from; i < r.to && high[i].Known; i++ {
			over = append(over, Point{p.x(i), p.y(high[i].Number)})
			under = append([]Point{{p.x(i), p.y(low[i].Number)}}, under...)
		}
		if len(over) > 1 {
			p.area(append(over, under...), Forecast)
		}
	}
	p.series(func(m Month) Value { return m.Forecast }, Muted, false, true)
}

// legend names only what is drawn, from the left, above the plot.
func (p *monthsPlot) legend() {
	has := func(get func(Month) Value) bool { return len(runs(p.pick(get))) > 0 }
	x := p.left
	entry := func(key string, mark func(x float64)) {
		words := i18n.T(p.Lang, key)
		mark(x)
		p.text(x+24, 14, words, monthsLetter, Start, Ink)
		x += 24 + letters(words, monthsLetter) + 22
	}
	if has(func(m Month) Value { return m.Actual }) {
		entry("chart.actual", func(x float64) {
			p.polyline([]Point{{x, 10}, {x + 18, 10}}, Actual, 2)
			p.circle(x+9, 10, 3.5, Actual, Actual)
		})
	}
	if has(func(m Month) Value { return m.InMonth }) {
		entry("chart.in_month", func(x float64) { p.rect(x+3, 4, 12, 12, Met, MetMark) })
	}
	if p.Target.Known || has(func(m Month) Value { return m.Plan }) {
		entry("chart.plan", func(x float64) { p.polyline([]Point{{x, 10}, {x + 18, 10}}, Plan, 2).Dash = true })
	}
	if has(func(m Month) Value { return m.Forecast }) {
		entry("chart.forecast", func(x float64) {
			p.rect(x, 4, 18, 12, Forecast, None)
			p.polyline([]Point{{x, 10}, {x + 18, 10}}, Muted, 2).Dots = true
		})
	}
	for _, m := range p.Months.Months {
		if m.Estimate && m.Actual.Known {
			entry("chart.estimate", func(x float64) { p.circle(x+9, 10, 3.5, Ground, Actual).Width = 2 })
			return
		}
	}
}
