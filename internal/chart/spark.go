package chart

import "dondoc/internal/i18n"

// Spark is the months of one target as a small line, with the plan as a dashed
// line where there is one. It stands in a table cell, beside the figures.
type Spark struct {
	Lang   i18n.Lang
	Name   string  // of the target, for the title
	Values []Value // one per month, in order; missing months leave a gap
	Plan   Value   // the level to reach at the end
}

const sparkWide, sparkHigh, sparkPad = 84.0, 24.0, 4.0

// Draw makes a picture of 84 × 24 px.
func (s Spark) Draw() Drawing {
	d := Drawing{Kind: "spark", Width: sparkWide, Height: sparkHigh,
		Title: i18n.T(s.Lang, "chart.spark_title", "name", s.Name)}
	scale := spread(append([]Value{s.Plan}, s.Values...), false)
	y := func(n float64) float64 { return sparkHigh - sparkPad - scale.at(n)*(sparkHigh-2*sparkPad) }
	x := func(i int) float64 { return s.Place(i) * sparkWide }
	if s.Plan.Known {
		d.line(sparkPad, y(s.Plan.Number), sparkWide-sparkPad, y(s.Plan.Number), Plan).Dash = true
	}
	last := -1
	for _, run := range runs(s.Values) {
		var points []Point
		for i := run.from; i < run.to; i++ {
			points = append(points, Point{x(i), y(s.Values[i].Number)})
		}
		if len(points) > 1 {
			d.polyline(points, Actual, 1.5)
		} else {
			d.circle(points[0].X, points[0].Y, 1.5, Actual, None)
		}
		last = run.to - 1
	}
	if last >= 0 {
		d.circle(x(last), y(s.Values[last].Number), 3, Actual, Ground)
	}
	return d
}

// Place is where the value of a month stands across the picture, 0 to 1.
func (s Spark) Place(i int) float64 {
	if len(s.Values) < 2 {
		return 0.5
	}
	return (sparkPad + float64(i)/float64(len(s.Values)-1)*(sparkWide-2*sparkPad)) / sparkWide
}

type run struct{ from, to int }

// runs gives the unbroken stretches of known values.
func runs(values []Value) []run {
	var out []run
	for i := 0; i < len(values); i++ {
		if !values[i].Known {
			continue
		}
		from := i
		for i < len(values) && values[i].Known {
			i++
		}
		out = append(out, run{from, i})
	}
	return out
}
