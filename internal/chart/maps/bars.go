package maps

import "dondoc/internal/chart"

// Bar is one target: what was reached of the plan, in percent.
type Bar struct {
	Label   string // its number
	Name    string
	Percent float64 // of the plan; over Most it is cut, and its figure says so
	Figure  string  // as it is written: "108,2%"
	Missed  bool    // what was asked was not reached: dark
}

// Bars are targets below one another against their plan (thực hiện so với kế hoạch):
// a bar as long as what was reached, and the plan as a line across them at 100.
type Bars struct {
	Title, Desc, Plan string // Plan is written above the line
	Rows              []Bar
}

const (
	barsWide, barHigh, barsHead, barsName = 720.0, 22.0, 26.0, 300.0
	barsLetter, barsMost, barsFigure      = 12.0, 150.0, 62.0
)

// Draw makes a picture 720 px wide and as high as its rows.
func (b Bars) Draw() chart.Drawing {
	d := sheet{chart.Drawing{Kind: "bars", Title: b.Title, Desc: b.Desc, Width: barsWide, Height: barsHead + float64(len(b.Rows))*barHigh + 4}}
	per := (barsWide - barsName - barsFigure) / barsMost
	line := barsName + 100*per
	for i, r := range b.Rows {
		y := barsHead + float64(i)*barHigh
		d.group(r.Name+": "+r.Figure, "", func() {
			d.text(0, y+barHigh/2+4, fit(r.Label+". "+r.Name, barsLetter, barsName-12), barsLetter, chart.Start, chart.Ink)
			shade := High
			if r.Missed {
				shade = Low
			}
			long := min(max(r.Percent, 0), barsMost) * per
			d.shaded(barsName, y+3, max(long, 1), barHigh-6, shade)
			figure := r.Figure
			if r.Percent > barsMost {
				figure += " »"
			}
			d.text(barsName+max(long, 1)+6, y+barHigh/2+4, figure, barsLetter, chart.Start, chart.Ink)
		})
	}
	d.text(line, barsHead-10, b.Plan, barsLetter, chart.Middle, chart.Muted)
	d.add(chart.Shape{Form: chart.Line, Points: []chart.Point{{X: line, Y: barsHead - 4}, {X: line, Y: d.Height - 2}}, Stroke: chart.Plan, Dash: true})
	return d.Drawing
}
