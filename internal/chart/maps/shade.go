package maps

import "dondoc/internal/chart"

// Shade is how a part of a map of rates is shown: by a ground that stays apart
// in black-and-white print, with its figure written on it.
type Shade string

// The shades.
const (
	Blank Shade = ""     // nothing known: hatched out by a broken edge
	Low   Shade = "low"  // behind
	Mid   Shade = "mid"  // near
	High  Shade = "high" // as fast as planned, or faster
)

// tones gives the ground of a shade, the tone of what is written on it and
// whether its edge is broken.
func (s Shade) tones() (ground, mark chart.Tone, dash bool) {
	switch s {
	case Low:
		return chart.NotMet, chart.NotMetMark, false
	case Mid:
		return chart.Ground, chart.Ink, false
	case High:
		return chart.Met, chart.MetMark, false
	}
	return chart.NotAssessed, chart.NotAssessedMark, true
}

// edge is the stroke around a part: seen on its own ground as on paper.
func (s Shade) edge() chart.Tone {
	if s == Low {
		return chart.NotMetMark
	}
	return chart.Muted
}
