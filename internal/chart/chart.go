// Package chart draws the pictures of Dondoc on a small canvas: a Drawing is a
// list of rectangles, lines, polylines, circles and texts in semantic tones,
// without paths, gradients or fonts, so that every back end (SVG for the web
// and DOCX, PDF, PNG) can draw the same picture by walking the list.
//
// Each kind of picture is a struct that says what to show (Strip, Spark,
// Months, Tenures, StackBar) with a Draw method. A picture never stands alone:
// the page or document that shows it also has its data as a table or a list.
package chart

import "math"

// Tone is the meaning of a colour. A back end chooses the ink: the web through
// CSS custom properties (light, dark, print), paper through fixed colours.
type Tone string

// The tones. A class has a ground tone and a tone for marks upon it.
const (
	None            Tone = ""
	Ink             Tone = "ink"      // text
	Muted           Tone = "muted"    // lesser text
	Rule            Tone = "rule"     // axes and grid
	Ground          Tone = "ground"   // the page's own colour
	Plan            Tone = "plan"     // what was planned
	Actual          Tone = "actual"   // what was reported
	Forecast        Tone = "forecast" // what is expected
	Exceeded        Tone = "exceeded"
	ExceededMark    Tone = "exceeded-mark"
	Met             Tone = "met"
	MetMark         Tone = "met-mark"
	NotMet          Tone = "not_met"
	NotMetMark      Tone = "not_met-mark"
	NotAssessed     Tone = "not_assessed"
	NotAssessedMark Tone = "not_assessed-mark"
)

// Point is a place on the canvas in px, from the top left.
type Point struct{ X, Y float64 }

// Form says which of the shapes it is.
type Form uint8

// The shapes a back end must know.
const (
	Rect     Form = iota // Points[0] is the top left corner, Points[1] the bottom right
	Line                 // from Points[0] to Points[1]
	Polyline             // through all points; filled and closed when Fill is set
	Circle               // around Points[0] with Radius
	Text                 // Words at Points[0], which lies on the base line
)

// Anchor says which end of a text its point is.
type Anchor uint8

// The anchors.
const (
	Start Anchor = iota
	Middle
	End
)

// Shape is one thing drawn. Sizes are in px.
type Shape struct {
	Form   Form
	Points []Point
	Radius float64
	Words  string
	Size   float64 // of the letters
	Bold   bool
	Anchor Anchor
	Fill   Tone
	Stroke Tone
	Width  float64 // of the stroke; 0 stands for 1
	Dash   bool
	Dots   bool // a finer dash, apart from the other in black and white
	Group  int  // 1-based place in Drawing.Groups; 0 for none
}

// Group is a part of a drawing that has a name and may lead somewhere.
type Group struct {
	Title string
	Href  string // may be empty
}

// Drawing is a finished picture of Width × Height px. Title and Desc are what a
// reader who cannot see it is told.
type Drawing struct {
	Kind          string // "strip", "spark", …: the web's class name
	Width, Height float64
	Title, Desc   string
	Shapes        []Shape
	Groups        []Group
}

// Value is a number that may be missing; missing is not zero.
type Value struct {
	Number float64
	Known  bool
}

// Known makes a value that is there. Numbers that are not finite are taken as missing.
func Known(n float64) Value { return Value{n, !math.IsNaN(n) && !math.IsInf(n, 0)} }

func (d *Drawing) rect(x, y, w, h float64, fill, stroke Tone) *Shape {
	return d.add(Shape{Form: Rect, Points: []Point{{x, y}, {x + w, y + h}}, Fill: fill, Stroke: stroke})
}

func (d *Drawing) line(x1, y1, x2, y2 float64, stroke Tone) *Shape {
	return d.add(Shape{Form: Line, Points: []Point{{x1, y1}, {x2, y2}}, Stroke: stroke})
}

func (d *Drawing) polyline(points []Point, stroke Tone, width float64) *Shape {
	return d.add(Shape{Form: Polyline, Points: points, Stroke: stroke, Width: width})
}

func (d *Drawing) area(points []Point, fill Tone) *Shape {
	return d.add(Shape{Form: Polyline, Points: points, Fill: fill})
}

// outline is a closed shape of its edge alone.
func (d *Drawing) outline(points []Point, stroke Tone) {
	d.polyline(append(points, points[0]), stroke, 1.5)
}

func (d *Drawing) circle(x, y, r float64, fill, stroke Tone) *Shape {
	return d.add(Shape{Form: Circle, Points: []Point{{x, y}}, Radius: r, Fill: fill, Stroke: stroke})
}

func (d *Drawing) text(x, y float64, words string, size float64, anchor Anchor, fill Tone) *Shape {
	return d.add(Shape{Form: Text, Points: []Point{{x, y}}, Words: words, Size: size, Anchor: anchor, Fill: fill})
}

func (d *Drawing) add(s Shape) *Shape {
	d.Shapes = append(d.Shapes, s)
	return &d.Shapes[len(d.Shapes)-1]
}

// group opens a group for the shapes that draw adds.
func (d *Drawing) group(title, href string, draw func()) {
	d.Groups = append(d.Groups, Group{Title: title, Href: href})
	from := len(d.Shapes)
	draw()
	for i := from; i < len(d.Shapes); i++ {
		d.Shapes[i].Group = len(d.Groups)
	}
}

// letters is the width of a text in px, near enough to keep labels apart: the
// average width of a letter in the usual sans-serif faces is 0.55 of its size.
func letters(words string, size float64) float64 {
	n := 0
	for range words {
		n++
	}
	return float64(n) * size * 0.55
}
