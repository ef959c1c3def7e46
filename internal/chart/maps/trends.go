package maps

import "dondoc/internal/chart"

// Trend is one target through the months.
type Trend struct {
	Label  string // its number
	Name   string
	Spark  chart.Spark // what was reached by the end of each month, and the plan
	Figure string      // the newest, as it is written
}

// Trends are targets below one another through the months (diễn biến qua các
// tháng), each on a scale of its own with its plan dashed: what rises early, what
// late, and what stands still.
type Trends struct {
	Title, Desc string
	Columns     []string // the months
	Rows        []Trend
}

const (
	trendsWide, trendHigh, trendsHead, trendsName = 720.0, 28.0, 26.0, 290.0
	trendsFigure, trendsLetter                    = 110.0, 12.0
)

// Draw makes a picture 720 px wide and as high as its rows.
func (t Trends) Draw() chart.Drawing {
	d := sheet{chart.Drawing{Kind: "trends", Title: t.Title, Desc: t.Desc, Width: trendsWide, Height: trendsHead + float64(len(t.Rows))*trendHigh + 2}}
	from, wide := trendsName, trendsWide-trendsName-trendsFigure
	all := chart.Spark{Values: make([]chart.Value, len(t.Columns))}
	for i, name := range t.Columns {
		d.text(from+all.Place(i)*wide, trendsHead-8, name, trendsLetter, chart.Middle, chart.Muted)
	}
	for i, r := range t.Rows {
		top := trendsHead + float64(i)*trendHigh
		if i > 0 {
			d.add(chart.Shape{Form: chart.Line, Points: []chart.Point{{X: 0, Y: top}, {X: trendsWide, Y: top}}, Stroke: chart.Rule})
		}
		d.group(r.Name+": "+r.Figure, "", func() {
			d.text(0, top+trendHigh/2+4, fit(r.Label+". "+r.Name, trendsLetter, trendsName-12), trendsLetter, chart.Start, chart.Ink)
			d.within(r.Spark.Draw(), from, top+2, wide, trendHigh-4)
			d.text(trendsWide-4, top+trendHigh/2+4, fit(r.Figure, trendsLetter, trendsFigure-8), trendsLetter, chart.End, chart.Ink)
		})
	}
	return d.Drawing
}

// within draws a picture as wide and high as there is room.
func (s *sheet) within(d chart.Drawing, x, y, wide, high float64) {
	for _, shape := range d.Shapes {
		points := make([]chart.Point, len(shape.Points))
		for i, p := range shape.Points {
			points[i] = chart.Point{X: x + p.X/d.Width*wide, Y: y + p.Y/d.Height*high}
		}
		shape.Points, shape.Group = points, 0
		s.add(shape)
	}
}
