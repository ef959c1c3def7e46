// Package raster is the back end of the canvas that paints points: a drawing as
// PNG, for documents that take no vector pictures.
package raster

import (
	"bytes"
	"cmp"
	"encoding/binary"
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"maps"
	"math"
	"slices"
	"strconv"
	"sync"

	"dondoc/internal/chart"

	"github.com/go-fonts/liberation/liberationsansbold"
	"github.com/go-fonts/liberation/liberationsansregular"
	"golang.org/x/image/font"
	"golang.org/x/image/font/opentype"
	"golang.org/x/image/math/fixed"
	"golang.org/x/image/vector"
)

// faces are the letters, parsed once.
var faces = sync.OnceValues(func() ([2]*opentype.Font, error) {
	var out [2]*opentype.Font
	for i, ttf := range [][]byte{liberationsansregular.TTF, liberationsansbold.TTF} {
		f, err := opentype.Parse(ttf)
		if err != nil {
			return out, err
		}
		out[i] = f
	}
	return out, nil
})

// painter paints one drawing.
type painter struct {
	img   *image.RGBA
	scale float64
	fonts [2]*opentype.Font
}

// PNG paints a drawing on white, scale points to a px.
func PNG(d chart.Drawing, scale float64) ([]byte, error) {
	fonts, err := faces()
	if err != nil {
		return nil, err
	}
	w, h := int(math.Ceil(d.Width*scale)), int(math.Ceil(d.Height*scale))
	canvas := image.Rect(0, 0, max(w, 1), max(h, 1))
	points := space(4 * canvas.Dx() * canvas.Dy())
	defer spaces.Put(points)
	p := painter{&image.RGBA{Pix: *points, Stride: 4 * canvas.Dx(), Rect: canvas}, scale, fonts}
	draw.Draw(p.img, p.img.Bounds(), image.White, image.Point{}, draw.Src)
	for _, s := range d.Shapes {
		if err := p.shape(s); err != nil {
			return nil, err
		}
	}
	var out bytes.Buffer
	err = fast.Encode(&out, fewer(p.img))
	return out.Bytes(), err
}

// fewer is the picture with a byte a point, a quarter to compress: of the 256 colours
// that most points have. Flat colours are among them; of soft edges the rarest mixes are
// the nearest of these. A row like the one above it, as most are, is not looked at again.
func fewer(img *image.RGBA) image.Image {
	wide, high := img.Rect.Dx(), img.Rect.Dy()
	row := func(y int) []byte { return img.Pix[y*img.Stride : y*img.Stride+4*wide] }
	counts := map[uint32]int{}
	for y := range high {
		if y > 0 && bytes.Equal(row(y), row(y-1)) {
			continue
		}
		of := row(y)
		for i := 0; i < len(of); {
			c, from := colourAt(of, i), i
			for i += 4; i < len(of) && colourAt(of, i) == c; i += 4 {
			}
			counts[c] += (i - from) / 4
		}
	}
	colours := slices.SortedFunc(maps.Keys(counts), func(a, b uint32) int { return cmp.Or(counts[b]-counts[a], cmp.Compare(a, b)) })
	places := make(map[uint32]uint8, len(colours))
	var palette color.Palette
	for i, c := range colours {
		if i < 256 {
			places[c] = uint8(i)
			of := binary.BigEndian.AppendUint32(nil, c)
			palette = append(palette, color.RGBA{R: of[0], G: of[1], B: of[2], A: of[3]})
			continue
		}
		places[c] = nearest(colours[:256], c)
	}
	out := image.NewPaletted(img.Bounds(), palette)
	for y := range high {
		to := out.Pix[y*out.Stride : y*out.Stride+wide]
		if y > 0 && bytes.Equal(row(y), row(y-1)) {
			copy(to, out.Pix[(y-1)*out.Stride:])
			continue
		}
		of := row(y)
		last, at := uint32(0), uint8(0)
		for i := range to {
			if c := colourAt(of, 4*i); i == 0 || c != last {
				last, at = c, places[c]
			}
			to[i] = at
		}
	}
	return out
}

// colourAt is the colour of a point: red, green, blue and cover, the first highest.
func colourAt(row []byte, i int) uint32 { return binary.BigEndian.Uint32(row[i:]) }

// nearest is the place of the colour that differs least.
func nearest(of []uint32, c uint32) (at uint8) {
	least := math.MaxInt
	for i, o := range of {
		off := 0
		for shift := 0; shift < 32; shift += 8 {
			d := int(c>>shift&0xff) - int(o>>shift&0xff)
			off += d * d
		}
		if off < least {
			least, at = off, uint8(i) // #nosec G115 -- there are 256
		}
	}
	return at
}

func (p painter) shape(s chart.Shape) error {
	switch s.Form {
	case chart.Rect:
		a, b := s.Points[0], s.Points[1]
		p.outlined([]chart.Point{a, {X: b.X, Y: a.Y}, b, {X: a.X, Y: b.Y}}, true, s)
	case chart.Line:
		p.stroke(s.Points, s)
	case chart.Polyline:
		p.outlined(s.Points, s.Fill != chart.None, s)
	case chart.Circle:
		p.outlined(circle(s.Points[0], s.Radius), true, s)
	case chart.Text:
		return p.text(s)
	}
	return nil
}

// circle is a ring of points near enough to round.
func circle(c chart.Point, r float64) []chart.Point {
	const n = 48
	out := make([]chart.Point, n)
	for i := range out {
		a := 2 * math.Pi * float64(i) / n
		out[i] = chart.Point{X: c.X + r*math.Cos(a), Y: c.Y + r*math.Sin(a)}
	}
	return out
}

func (p painter) outlined(points []chart.Point, closed bool, s chart.Shape) {
	if s.Fill != chart.None {
		p.fill(points, s.Fill)
	}
	if s.Stroke != chart.None {
		if closed {
			points = append(points[:len(points):len(points)], points[0])
		}
		p.stroke(points, s)
	}
}

// fill paints what is within some points; only the box around them is looked at.
func (p painter) fill(points []chart.Point, tone chart.Tone) {
	box := image.Rectangle{}
	for i, q := range points {
		x, y := q.X*p.scale, q.Y*p.scale
		one := image.Rect(int(math.Floor(x)), int(math.Floor(y)), int(math.Floor(x))+2, int(math.Floor(y))+2)
		if i == 0 {
			box = one
		}
		box = box.Union(one)
	}
	if box = box.Intersect(p.img.Bounds()); box.Empty() {
		return
	}
	r := vector.NewRasterizer(box.Dx(), box.Dy())
	for i, q := range points {
		x, y := float32(q.X*p.scale-float64(box.Min.X)), float32(q.Y*p.scale-float64(box.Min.Y))
		if i == 0 {
			r.MoveTo(x, y)
		} else {
			r.LineTo(x, y)
		}
	}
	r.ClosePath()
	r.Draw(p.img, box, image.NewUniform(ink(tone)), image.Point{})
}

// stroke draws each stretch as a thin box; dashes are stretches with gaps.
func (p painter) stroke(points []chart.Point, s chart.Shape) {
	wide := s.Width
	if wide <= 0 {
		wide = 1
	}
	for i := 1; i < len(points); i++ {
		a, b := points[i-1], points[i]
		long := math.Hypot(b.X-a.X, b.Y-a.Y)
		if long == 0 {
			continue
		}
		step := long
		switch {
		case s.Dots:
			step = 1.5
		case s.Dash:
			step = 4
		}
		for at := 0.0; at < long; at += step + 3 {
			to := math.Min(at+step, long)
			p.box(along(a, b, at/long), along(a, b, to/long), wide, s.Stroke)
		}
	}
}

func along(a, b chart.Point, t float64) chart.Point {
	return chart.Point{X: a.X + (b.X-a.X)*t, Y: a.Y + (b.Y-a.Y)*t}
}

func (p painter) box(a, b chart.Point, wide float64, tone chart.Tone) {
	long := math.Hypot(b.X-a.X, b.Y-a.Y)
	nx, ny := -(b.Y-a.Y)/long*wide/2, (b.X-a.X)/long*wide/2
	p.fill([]chart.Point{{X: a.X + nx, Y: a.Y + ny}, {X: b.X + nx, Y: b.Y + ny}, {X: b.X - nx, Y: b.Y - ny}, {X: a.X - nx, Y: a.Y - ny}}, tone)
}

func (p painter) text(s chart.Shape) error {
	which := 0
	if s.Bold {
		which = 1
	}
	face, err := opentype.NewFace(p.fonts[which], &opentype.FaceOptions{Size: s.Size * p.scale, DPI: 72, Hinting: font.HintingNone})
	if err != nil {
		return err
	}
	defer face.Close()
	d := font.Drawer{Dst: p.img, Src: image.NewUniform(ink(s.Fill)), Face: face}
	x := fixed.Int26_6(s.Points[0].X * p.scale * 64)
	switch s.Anchor {
	case chart.Middle:
		x -= d.MeasureString(s.Words) / 2
	case chart.End:
		x -= d.MeasureString(s.Words)
	}
	d.Dot = fixed.Point26_6{X: x, Y: fixed.Int26_6(s.Points[0].Y * p.scale * 64)}
	d.DrawString(s.Words)
	return nil
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

// spaces are the points of pictures that were painted, to paint others on.
var spaces sync.Pool

func space(n int) *[]byte {
	if had, _ := spaces.Get().(*[]byte); had != nil && cap(*had) >= n {
		*had = (*had)[:n]
		return had
	}
	made := make([]byte, n)
	return &made
}

// fast packs pictures quickly: they are flat, and trying harder hardly makes them smaller.
var fast = png.Encoder{CompressionLevel: png.BestSpeed, BufferPool: &buffers{}}

// buffers are used again from picture to picture.
type buffers struct{ sync.Pool }

func (b *buffers) Get() *png.EncoderBuffer {
	buffer, _ := b.Pool.Get().(*png.EncoderBuffer)
	return buffer
}

func (b *buffers) Put(buffer *png.EncoderBuffer) { b.Pool.Put(buffer) }
