package raster

import (
	"image"
	"image/draw"
	"math"
	"sync"

	"dondoc/internal/chart"

	"golang.org/x/image/vector"
)

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
	scaled := make([]chart.Point, len(points))
	for i, q := range points {
		scaled[i] = chart.Point{X: q.X * p.scale, Y: q.Y * p.scale}
	}
	if upright(scaled) {
		p.rect(scaled[0], scaled[2], p.colour(tone))
		return
	}
	box := image.Rectangle{}
	for i, q := range scaled {
		x, y := int(math.Floor(q.X)), int(math.Floor(q.Y))
		one := image.Rect(x, y, x+2, y+2)
		if i == 0 {
			box = one
		}
		box = box.Union(one)
	}
	if box = box.Intersect(p.bounds()); box.Empty() {
		return
	}
	r := rasterizers.Get().(*vector.Rasterizer)
	defer rasterizers.Put(r)
	r.Reset(box.Dx(), box.Dy())
	for i, q := range scaled {
		x, y := float32(q.X-float64(box.Min.X)), float32(q.Y-float64(box.Min.Y))
		if i == 0 {
			r.MoveTo(x, y)
		} else {
			r.LineTo(x, y)
		}
	}
	r.ClosePath()
	mask := p.mask(box.Dx(), box.Dy())
	r.DrawOp = draw.Src
	r.Draw(mask, mask.Rect, image.Opaque, image.Point{})
	steps(mask.Pix)
	for y := range box.Dy() {
		p.cover(box.Min.X, box.Min.Y+y, mask.Pix[y*mask.Stride:(y+1)*mask.Stride], p.colour(tone))
	}
}

var rasterizers = sync.Pool{New: func() any { return &vector.Rasterizer{} }}

// mask is where a shape is worked out before it is painted.
func (p painter) mask(wide, high int) *image.Alpha {
	if cap(p.space.mask) < wide*high {
		p.space.mask = make([]byte, wide*high)
	}
	return &image.Alpha{Pix: p.space.mask[:wide*high], Stride: wide, Rect: image.Rect(0, 0, wide, high)}
}

// steps turns covers out of 255 into those out of full.
func steps(covers []byte) {
	for i, by := range covers {
		covers[i] = step[by]
	}
}

var step = func() (out [256]byte) {
	for i := range out {
		out[i] = byte((i*full + 127) / 255) // #nosec G115 -- at most full
	}
	return out
}()

// upright says that points are a box whose sides run along rows and columns.
func upright(q []chart.Point) bool {
	return len(q) == 4 && (q[0].Y == q[1].Y && q[1].X == q[2].X && q[2].Y == q[3].Y && q[3].X == q[0].X || q[0].X == q[1].X && q[1].Y == q[2].Y && q[2].X == q[3].X && q[3].Y == q[0].Y)
}

// rect paints a box between two corners: but for its edges each row is like the next.
func (p painter) rect(a, b chart.Point, ink uint8) {
	left, right := math.Max(math.Min(a.X, b.X), 0), math.Min(math.Max(a.X, b.X), float64(p.wide))
	top, bottom := math.Max(math.Min(a.Y, b.Y), 0), math.Min(math.Max(a.Y, b.Y), float64(p.high))
	if left >= right || top >= bottom {
		return
	}
	from, to := int(left), int(math.Ceil(right))
	for y := int(top); y < int(math.Ceil(bottom)); y++ {
		high := within(top, bottom, y)
		for x := from; x < to; x++ {
			by := uint8(math.Round(high * within(left, right, x) * full)) // #nosec G115 -- at most full
			run := 1
			if last := int(right); x > from && x < last { // all alike up to the last
				run = last - x
			}
			p.paint(x, y, run, by, ink)
			x += run - 1
		}
	}
}

// within is how much of the stretch of a point lies between two places.
func within(from, to float64, at int) float64 {
	return math.Min(to, float64(at+1)) - math.Max(from, float64(at))
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
