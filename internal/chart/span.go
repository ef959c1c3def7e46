package chart

import "dondoc/internal/i18n"

// Span is a stretch of days as one bar between two ends of an axis, with today
// marked: when a task began and when it is due.
type Span struct {
	Lang      i18n.Lang
	Title     string
	Axis      [2]int // first and last day of the axis
	From, To  int    // the bar
	Today     int
	Tone      Tone // of the bar
	Open      bool // it has no end: the bar fades out
	FromShown string
	ToShown   string
}

const spanWide, spanHigh = 320.0, 18.0

// Draw makes a picture of 320 × 18 px. What lies outside the axis is held at its end.
func (s Span) Draw() Drawing {
	d := Drawing{Kind: "span", Width: spanWide, Height: spanHigh, Title: s.Title, Desc: i18n.T(s.Lang, "chart.span_desc", "from", s.FromShown, "to", s.ToShown)}
	e := extent{float64(s.Axis[0]), float64(max(s.Axis[1], s.Axis[0]+1))}
	at := func(day int) float64 { return 1 + e.at(float64(day))*(spanWide-2) }
	d.line(1, spanHigh-2, spanWide-1, spanHigh-2, Rule)
	from, to := at(s.From), at(s.To)
	bar := d.rect(from, 4, max(to-from, 4), 9, s.Tone, Ink)
	bar.Dash = s.Open
	if s.Today >= s.Axis[0] && s.Today <= s.Axis[1] {
		x := at(s.Today)
		d.line(x, 1, x, spanHigh-1, Ink)
	}
	return d
}
