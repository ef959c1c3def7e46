// Package maps draws pictures in which place and ground say something: heat maps,
// treemaps and maps of tiles. Each is a struct with a Draw method, as in package
// chart, whose canvas they are drawn on.
package maps

import "dondoc/internal/chart"

// sheet is a drawing in the making.
type sheet struct{ chart.Drawing }

func (s *sheet) add(shape chart.Shape) *chart.Shape {
	s.Shapes = append(s.Shapes, shape)
	return &s.Shapes[len(s.Shapes)-1]
}

func (s *sheet) text(x, y float64, words string, size float64, anchor chart.Anchor, fill chart.Tone) *chart.Shape {
	return s.add(chart.Shape{Form: chart.Text, Points: []chart.Point{{X: x, Y: y}}, Words: words, Size: size, Anchor: anchor, Fill: fill})
}

// group opens a group for the shapes that draw adds.
func (s *sheet) group(title, href string, draw func()) {
	s.Groups = append(s.Groups, chart.Group{Title: title, Href: href})
	from := len(s.Shapes)
	draw()
	for i := from; i < len(s.Shapes); i++ {
		s.Shapes[i].Group = len(s.Groups)
	}
}

// shaded draws a part of a map: its ground and edge.
func (s *sheet) shaded(x, y, w, h float64, shade Shade) chart.Tone {
	ground, mark, dash := shade.tones()
	s.add(chart.Shape{Form: chart.Rect, Points: []chart.Point{{X: x, Y: y}, {X: x + w, Y: y + h}}, Fill: ground, Stroke: shade.edge(), Dash: dash})
	return mark
}

// letters is the width of a text in px, near enough to keep labels apart.
func letters(words string, size float64) float64 { return float64(len([]rune(words))) * size * 0.55 }

// fit shortens a text so that it is no wider than so many px.
func fit(words string, size, width float64) string {
	if letters(words, size) <= width {
		return words
	}
	r := []rune(words)
	for len(r) > 1 && letters(string(r)+"…", size) > width {
		r = r[:len(r)-1]
	}
	if letters(string(r)+"…", size) > width {
		return ""
	}
	return string(r) + "…"
}
