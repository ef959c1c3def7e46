package raster

import (
	"image"
	"sync"

	"dondoc/internal/chart"

	"github.com/go-fonts/liberation/liberationsansbold"
	"github.com/go-fonts/liberation/liberationsansregular"
	"golang.org/x/image/font"
	"golang.org/x/image/font/opentype"
	"golang.org/x/image/math/fixed"
)

// faces are the letters, plain and bold, parsed once.
var faces = sync.OnceValues(func() (out [2]*letters, err error) {
	for i, ttf := range [][]byte{liberationsansregular.TTF, liberationsansbold.TTF} {
		f, err := opentype.Parse(ttf)
		if err != nil {
			return out, err
		}
		out[i] = &letters{font: f, sizes: map[float64]font.Face{}, painted: map[letter]glyph{}, wide: map[pair]fixed.Int26_6{}}
	}
	return out, nil
})

// most letters that are kept, of some hundred bytes each, and pairs of them.
const most = 8192

// letters are those of a font, kept as they were painted.
type letters struct {
	sync.Mutex
	font    *opentype.Font
	sizes   map[float64]font.Face
	painted map[letter]glyph
	wide    map[pair]fixed.Int26_6
}

// letter is a letter of a size whose point of origin lies so far from a whole point.
type letter struct {
	size float64
	of   rune
	off  fixed.Point26_6
}

// pair is two letters of a size; the first is -1 for how far the second alone leads on,
// else it is what they come nearer to one another.
type pair struct {
	size         float64
	first, after rune
}

// glyph is a painted letter: where it stands from its point of origin, and covers.
type glyph struct {
	box    image.Rectangle
	covers []byte
}

// face is the letters of a size; the lock is held.
func (l *letters) face(size float64) (font.Face, error) {
	if had := l.sizes[size]; had != nil {
		return had, nil
	}
	if len(l.sizes) >= most {
		clear(l.sizes)
	}
	made, err := opentype.NewFace(l.font, &opentype.FaceOptions{Size: size, DPI: 72, Hinting: font.HintingNone})
	if err == nil {
		l.sizes[size] = made
	}
	return made, err
}

// advance is how far a letter leads on after another; the lock is held.
func (l *letters) advance(face font.Face, of pair) fixed.Int26_6 {
	had, known := l.wide[of]
	if known {
		return had
	}
	if len(l.wide) >= most {
		clear(l.wide)
	}
	if of.first < 0 {
		had, _ = face.GlyphAdvance(of.after)
	} else {
		had = face.Kern(of.first, of.after)
	}
	l.wide[of] = had
	return had
}

// paintedLetter is a letter whose origin lies off a whole point; the lock is held.
func (l *letters) paintedLetter(face font.Face, of letter) glyph {
	had, known := l.painted[of]
	if known {
		return had
	}
	if len(l.painted) >= most {
		clear(l.painted)
	}
	if len(l.painted) >= most {
		clear(l.painted)
	}
	box, mask, _, _, _ := face.Glyph(of.off, of.of)
	if alpha, is := mask.(*image.Alpha); is && !box.Empty() {
		had = glyph{box, append([]byte(nil), alpha.Pix...)}
		steps(had.covers)
	}
	l.painted[of] = had
	return had
}

// set is where each letter of a text stands from its first, and how wide it is; the lock is held.
func (l *letters) set(face font.Face, size float64, words string) (at []fixed.Int26_6, wide fixed.Int26_6) {
	before := rune(-1)
	for _, r := range words {
		if before >= 0 {
			wide += l.advance(face, pair{size, before, r})
		}
		at = append(at, wide)
		wide += l.advance(face, pair{size, -1, r})
		before = r
	}
	return at, wide
}

func (p painter) text(s chart.Shape) error {
	l := p.fonts[0]
	if s.Bold {
		l = p.fonts[1]
	}
	l.Lock()
	defer l.Unlock()
	size := s.Size * p.scale
	face, err := l.face(size)
	if err != nil {
		return err
	}
	places, wide := l.set(face, size, s.Words)
	x, y := fixed.Int26_6(s.Points[0].X*p.scale*64), fixed.Int26_6(s.Points[0].Y*p.scale*64)
	switch s.Anchor {
	case chart.Middle:
		x -= wide / 2
	case chart.End:
		x -= wide
	}
	i := 0
	for _, r := range s.Words {
		dot := fixed.Point26_6{X: x + places[i], Y: y}
		g := l.paintedLetter(face, letter{size, r, fixed.Point26_6{X: dot.X & 63, Y: dot.Y & 63}})
		p.stamp(g, image.Pt(dot.X.Floor(), dot.Y.Floor()), p.colour(s.Fill))
		i++
	}
	return nil
}

// stamp paints a letter, as far as it lies on the canvas.
func (p painter) stamp(g glyph, at image.Point, ink uint8) {
	box := g.box.Add(at)
	seen := box.Intersect(p.bounds())
	for y := seen.Min.Y; y < seen.Max.Y; y++ {
		row := g.covers[(y-box.Min.Y)*box.Dx():]
		p.cover(seen.Min.X, y, row[seen.Min.X-box.Min.X:seen.Max.X-box.Min.X], ink)
	}
}
