package maps

import "dondoc/internal/chart"

// HeatCell is one value of a heat map.
type HeatCell struct {
	Label string // the figure
	Title string // what it says when pointed at
	Shade Shade
}

// HeatRow is one row of a heat map: a unit through the months.
type HeatRow struct {
	Name  string
	Href  string
	Cells []HeatCell
}

// Heat is a table of shaded figures, rows × columns (bản đồ nhiệt).
type Heat struct {
	Title, Desc string
	Columns     []string
	Rows        []HeatRow
}

const (
	heatWide, heatHigh, heatHead = 44.0, 28.0, 24.0
	heatLetter, heatMost         = 12.0, 190.0
)

// Draw makes a picture as wide as its columns and as high as its rows.
func (h Heat) Draw() chart.Drawing {
	left := 40.0
	for _, r := range h.Rows {
		left = max(left, min(letters(r.Name, heatLetter)+10, heatMost))
	}
	d := sheet{chart.Drawing{Kind: "heat", Title: h.Title, Desc: h.Desc,
		Width: left + float64(len(h.Columns))*heatWide + 2, Height: heatHead + float64(len(h.Rows))*heatHigh + 2}}
	for i, c := range h.Columns {
		d.text(left+(float64(i)+0.5)*heatWide, heatHead-8, c, heatLetter, chart.Middle, chart.Muted)
	}
	for n, r := range h.Rows {
		y := heatHead + float64(n)*heatHigh
		d.group(r.Name, r.Href, func() {
			d.text(0, y+heatHigh/2+4, fit(r.Name, heatLetter, left-8), heatLetter, chart.Start, chart.Ink)
		})
		for i, c := range r.Cells {
			d.group(c.Title, "", func() {
				mark := d.shaded(left+float64(i)*heatWide+1, y+1, heatWide-2, heatHigh-2, c.Shade)
				if c.Label != "" {
					d.text(left+(float64(i)+0.5)*heatWide, y+heatHigh/2+4, c.Label, heatLetter, chart.Middle, mark)
				}
			})
		}
	}
	return d.Drawing
}
