// Package raster is the back end of the canvas that paints points: a drawing as
// PNG, for documents that take no vector pictures.
package raster

import (
	"math"

	"dondoc/internal/chart"
)

// painter paints one drawing.
type painter struct {
	*canvas
	scale float64
	fonts [2]*letters
}

// PNG paints a drawing on white, scale points to a px. A point is a byte: flat colours
// are what they are, soft edges mixes of them in 31 steps, and where there would be more
// than 256 colours the last mixes are the nearest of those.
func PNG(d chart.Drawing, scale float64) ([]byte, error) {
	fonts, err := faces()
	if err != nil {
		return nil, err
	}
	p := painter{newCanvas(int(math.Ceil(d.Width*scale)), int(math.Ceil(d.Height*scale))), scale, fonts}
	defer p.done()
	for _, s := range d.Shapes { // before any mix, so that none takes their place
		p.colour(s.Fill)
		p.colour(s.Stroke)
	}
	for _, s := range d.Shapes {
		if err := p.shape(s); err != nil {
			return nil, err
		}
	}
	return p.png()
}
