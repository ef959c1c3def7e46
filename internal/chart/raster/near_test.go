package raster

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"testing"

	"dondoc/internal/chart"

	"golang.org/x/image/font"
	"golang.org/x/image/font/opentype"
	"golang.org/x/image/math/fixed"
	"golang.org/x/image/vector"
)

// plainly paints the way libraries do: a shape as a path, a text letter by letter, with
// every mix of colours.
func plainly(d chart.Drawing, scale float64) *image.RGBA {
	c := newCanvas(int(d.Width*scale+.999), int(d.Height*scale+.999))
	img := image.NewRGBA(c.bounds())
	draw.Draw(img, img.Rect, image.White, image.Point{}, draw.Src)
	for _, s := range d.Shapes {
		if s.Form == chart.Text {
			f, err := faces()
			if err != nil {
				panic(err)
			}
			of := f[0].font
			if s.Bold {
				of = f[1].font
			}
			face, err := opentype.NewFace(of, &opentype.FaceOptions{Size: s.Size * scale, DPI: 72, Hinting: font.HintingNone})
			if err != nil {
				panic(err)
			}
			by := font.Drawer{Dst: img, Src: image.NewUniform(ink(s.Fill)), Face: face}
			x := fixed.Int26_6(s.Points[0].X * scale * 64)
			switch s.Anchor {
			case chart.Middle:
				x -= by.MeasureString(s.Words) / 2
			case chart.End:
				x -= by.MeasureString(s.Words)
			}
			by.Dot = fixed.Point26_6{X: x, Y: fixed.Int26_6(s.Points[0].Y * scale * 64)}
			by.DrawString(s.Words)
			continue
		}
		p := s.Points
		if s.Form == chart.Rect {
			p = []chart.Point{p[0], {X: p[1].X, Y: p[0].Y}, p[1], {X: p[0].X, Y: p[1].Y}}
		}
		r := vector.NewRasterizer(c.wide, c.high)
		for i, q := range p {
			if i == 0 {
				r.MoveTo(float32(q.X*scale), float32(q.Y*scale))
			} else {
				r.LineTo(float32(q.X*scale), float32(q.Y*scale))
			}
		}
		r.ClosePath()
		r.Draw(img, img.Rect, image.NewUniform(ink(s.Fill)), image.Point{})
	}
	return img
}

// No point is farther from how it is painted plainly than a step of a soft edge: boxes
// and letters over the rim, between points, over one another, beside other shapes.
func TestNearPlain(t *testing.T) {
	d := chart.Drawing{Width: 200.3, Height: 90.7}
	tones := []chart.Tone{chart.Met, chart.NotMetMark, chart.Actual, chart.Muted}
	for i := range 24 {
		x, y := float64(i*17%190)-5+float64(i)/7, float64(i*29%95)-8+float64(i)/3
		d.Shapes = append(d.Shapes, chart.Shape{Form: chart.Rect, Points: []chart.Point{{X: x, Y: y}, {X: x + .2 + float64(i*i%31), Y: y + .4 + float64(i%9)}}, Fill: tones[i%4]},
			chart.Shape{Form: chart.Polyline, Points: []chart.Point{{X: x + 9, Y: y}, {X: x + 30, Y: y + 4}, {X: x + 2, Y: y + 11}}, Fill: tones[(i+1)%4]},
			chart.Shape{Form: chart.Text, Points: []chart.Point{{X: x, Y: y + 6}}, Words: fmt.Sprint("Đạt 1.234,5% ưỡ AV ", i), Size: 7 + float64(i%5), Bold: i%2 == 0, Anchor: chart.Anchor(i % 3), Fill: tones[(i+2)%4]})
	}
	for _, scale := range []float64{1, 3} {
		text, err := PNG(d, scale)
		if err != nil {
			t.Fatal(err)
		}
		got, err := png.Decode(bytes.NewReader(text))
		if err != nil {
			t.Fatal(err)
		}
		want := plainly(d, scale)
		if got.Bounds() != want.Bounds() {
			t.Fatalf("%v, want %v", got.Bounds(), want.Bounds())
		}
		far, sum := 0, 0
		for y := range want.Rect.Dy() {
			for x := range want.Rect.Dx() {
				a, b := got.At(x, y).(color.RGBA), want.RGBAAt(x, y)
				off := max(apart(a.R, b.R), apart(a.G, b.G), apart(a.B, b.B))
				far, sum = max(far, off), sum+off
			}
		}
		// Letters on several grounds need more than 256 colours: the last are near ones.
		if mean := float64(sum) / float64(want.Rect.Dx()*want.Rect.Dy()); far > 24 || mean > 1 {
			t.Errorf("scale %v: a point is %d off, %.2f of 255 in the mean", scale, far, mean)
		} else {
			t.Logf("scale %v: %d, %.3f", scale, far, mean)
		}
	}
}

func apart(a, b uint8) int { return max(int(a), int(b)) - min(int(a), int(b)) }
