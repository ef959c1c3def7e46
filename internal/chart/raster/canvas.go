package raster

import (
	"image"
	"image/color"
	"math"
	"strconv"
	"sync"

	"dondoc/internal/chart"
)

// full is the cover of a point that is wholly within; 0 is wholly without.
const full = 31

// canvas is what is painted on: a byte a point, its place in the palette. A row begins
// with the byte PNG wants before it, so that the rows are written as they lie.
type canvas struct {
	wide, high, stride int
	space              *space
	palette            []color.RGBA // the first is white
	tones              map[chart.Tone]uint8
}

// space is what a picture took, to paint others on.
type space struct {
	points []byte
	mixes  [256][]int16 // of a colour: by cover and what was there, the place of the mix; -1 not asked yet
	mask   []byte       // how far the shape being painted covers each point
}

var spaces = sync.Pool{New: func() any { return &space{} }}

// newCanvas is a white one.
func newCanvas(wide, high int) *canvas {
	wide, high = max(wide, 1), max(high, 1)
	c := &canvas{wide: wide, high: high, stride: wide + 1, space: spaces.Get().(*space), palette: make([]color.RGBA, 0, 256), tones: map[chart.Tone]uint8{}}
	n := c.stride * high
	if cap(c.space.points) < n {
		c.space.points = make([]byte, n)
	}
	c.space.points = c.space.points[:n]
	clear(c.space.points)
	for i, m := range c.space.mixes {
		c.space.mixes[i] = m[:0]
	}
	c.palette = append(c.palette, color.RGBA{R: 255, G: 255, B: 255, A: 255})
	return c
}

// done gives back what was painted on.
func (c *canvas) done() { spaces.Put(c.space) }

// row is the points of a row.
func (c *canvas) row(y int) []byte { return c.space.points[y*c.stride+1 : (y+1)*c.stride] }

func (c *canvas) bounds() image.Rectangle { return image.Rect(0, 0, c.wide, c.high) }

// colour is the place of a tone in the palette.
func (c *canvas) colour(t chart.Tone) uint8 {
	at, had := c.tones[t]
	if !had && t != chart.None {
		at = c.place(ink(t))
		c.tones[t] = at
	}
	return at
}

// place is that of a colour in the palette, or of the one nearest to it where that is full.
func (c *canvas) place(of color.RGBA) (at uint8) {
	least := math.MaxInt
	for i, had := range c.palette {
		r, g, b := int(had.R)-int(of.R), int(had.G)-int(of.G), int(had.B)-int(of.B)
		if off := r*r + g*g + b*b; off < least {
			least, at = off, uint8(i) // #nosec G115 -- there are 256
		}
		if least == 0 {
			return at
		}
	}
	if len(c.palette) == cap(c.palette) {
		return at
	}
	c.palette = append(c.palette, of)
	return uint8(len(c.palette) - 1) // #nosec G115 -- there are 256
}

// cover paints a row from a point on with a colour, as far as each point is covered.
func (c *canvas) cover(x, y int, covers []byte, ink uint8) {
	row := c.row(y)[x : x+len(covers)]
	for i, by := range covers {
		switch by {
		case 0:
		case full:
			row[i] = ink
		default:
			row[i] = c.mix(ink, by, row[i])
		}
	}
}

// paint paints some points of a row, all covered as far.
func (c *canvas) paint(x, y, n int, by, ink uint8) {
	row := c.row(y)[x : x+n]
	for i := range row {
		switch by {
		case 0:
			return
		case full:
			row[i] = ink
		default:
			row[i] = c.mix(ink, by, row[i])
		}
	}
}

// mix is the place of the colour of a point that another covers in part.
func (c *canvas) mix(ink, by, under uint8) uint8 {
	mixes := c.space.mixes[ink]
	if len(mixes) == 0 {
		if mixes == nil {
			mixes = make([]int16, 256*full)
		}
		mixes = mixes[:256*full]
		for i := range mixes {
			mixes[i] = -1
		}
		c.space.mixes[ink] = mixes
	}
	known := &mixes[256*int(by)+int(under)]
	if *known < 0 {
		over, below := c.palette[ink], c.palette[under]
		part := func(o, b uint8) uint8 { return uint8((int(o)*int(by) + int(b)*(full-int(by)) + full/2) / full) } // #nosec G115 -- between the two
		*known = int16(c.place(color.RGBA{R: part(over.R, below.R), G: part(over.G, below.G), B: part(over.B, below.B), A: 255}))
	}
	return uint8(*known) // #nosec G115 -- it is known
}

// ink reads a tone's colour: "#fff" or "#1b1f24"; black where it has none.
func ink(t chart.Tone) color.RGBA {
	hex := t.Hex()
	if len(hex) == 4 {
		hex = string([]byte{'#', hex[1], hex[1], hex[2], hex[2], hex[3], hex[3]})
	}
	if len(hex) != 7 {
		return color.RGBA{A: 255}
	}
	n, err := strconv.ParseUint(hex[1:], 16, 32)
	if err != nil {
		return color.RGBA{A: 255}
	}
	return color.RGBA{R: uint8(n >> 16), G: uint8(n >> 8), B: uint8(n), A: 255}
}
