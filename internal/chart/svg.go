package chart

import (
	"encoding/xml"
	"fmt"
	"math"
	"strconv"
	"strings"
)

// inks are the fixed colours of the tones, for standing alone (a file, DOCX).
// On a page the style sheet's rules for the classes win over these attributes.
var inks = map[Tone]string{
	Ink: "#1b1f24", Muted: "#58606a", Rule: "#d5d9de", Ground: "#fff",
	Plan: "#6b4c9a", Actual: "#1d4f91", Forecast: "#e4e9f2",
	Exceeded: "#00594f", ExceededMark: "#fff", Met: "#cfe8e3", MetMark: "#00463e",
	NotMet: "#b3460e", NotMetMark: "#fff", NotAssessed: "#fff", NotAssessedMark: "#58606a",
	"on_track-mark": "#006a5e", "behind-mark": "#9c3a08",
}

// SVG writes the drawing as one svg element that can stand in a page or, being
// complete, in a file of its own. id must be unique on the page; it ties the
// title and the description to the picture.
func (d Drawing) SVG(id string) string {
	var b strings.Builder
	w, h := px(d.Width), px(d.Height)
	fmt.Fprintf(&b, `<svg xmlns="http://www.w3.org/2000/svg" class="chart %s" viewBox="0 0 %s %s" width="%s" height="%s"`,
		attr(d.Kind), w, h, w, h)
	// A picture with links in it is a group, whose links stay reachable; one without is an image.
	role := "img"
	if d.linked() {
		role = "group"
	}
	fmt.Fprintf(&b, ` role="%s" aria-labelledby="%s-t`, role, attr(id))
	if d.Desc != "" {
		fmt.Fprintf(&b, ` %s-d`, attr(id))
	}
	fmt.Fprintf(&b, `"><title id="%s-t">%s</title>`, attr(id), text(d.Title))
	if d.Desc != "" {
		fmt.Fprintf(&b, `<desc id="%s-d">%s</desc>`, attr(id), text(d.Desc))
	}
	open := 0
	for _, s := range d.Shapes {
		if s.Group != open {
			b.WriteString(d.close(open) + d.open(s.Group))
			open = s.Group
		}
		writeShape(&b, s)
	}
	b.WriteString(d.close(open) + `</svg>`)
	return b.String()
}

func (d Drawing) linked() bool {
	for _, g := range d.Groups {
		if safe(g.Href) {
			return true
		}
	}
	return false
}

// safe says whether an address may stand in a link: one that could run a script may not.
func safe(href string) bool {
	for _, start := range []string{"/", "#", "?", "http://", "https://"} {
		if strings.HasPrefix(href, start) {
			return true
		}
	}
	return false
}

func (d Drawing) open(group int) string {
	if group == 0 {
		return ""
	}
	g := d.Groups[group-1]
	start := "<g>"
	if safe(g.Href) {
		start = `<a href="` + attr(g.Href) + `">`
	}
	return start + "<title>" + text(g.Title) + "</title>"
}

func (d Drawing) close(group int) string {
	switch {
	case group == 0:
		return ""
	case safe(d.Groups[group-1].Href):
		return "</a>"
	}
	return "</g>"
}

func writeShape(b *strings.Builder, s Shape) {
	p := s.Points
	switch s.Form {
	case Rect:
		fmt.Fprintf(b, `<rect x="%s" y="%s" width="%s" height="%s"%s/>`,
			px(p[0].X), px(p[0].Y), px(p[1].X-p[0].X), px(p[1].Y-p[0].Y), paint(s))
	case Line:
		fmt.Fprintf(b, `<line x1="%s" y1="%s" x2="%s" y2="%s"%s/>`,
			px(p[0].X), px(p[0].Y), px(p[1].X), px(p[1].Y), paint(s))
	case Polyline:
		name := "polyline"
		if s.Fill != None {
			name = "polygon"
		}
		points := make([]string, len(p))
		for i, q := range p {
			points[i] = px(q.X) + "," + px(q.Y)
		}
		fmt.Fprintf(b, `<%s points="%s"%s/>`, name, strings.Join(points, " "), paint(s))
	case Circle:
		fmt.Fprintf(b, `<circle cx="%s" cy="%s" r="%s"%s/>`, px(p[0].X), px(p[0].Y), px(s.Radius), paint(s))
	case Text:
		writeText(b, s)
	}
}

func writeText(b *strings.Builder, s Shape) {
	anchor := [...]string{"", ` text-anchor="middle"`, ` text-anchor="end"`}[s.Anchor]
	weight := ""
	if s.Bold {
		weight = ` font-weight="bold"`
	}
	fmt.Fprintf(b, `<text x="%s" y="%s" font-size="%s" font-family="sans-serif"%s%s%s>%s</text>`,
		px(s.Points[0].X), px(s.Points[0].Y), px(s.Size), anchor, weight, paint(s), text(s.Words))
}

// paint writes the tones twice: as a class for the page's style sheet and as a
// colour for where there is none.
func paint(s Shape) string {
	var classes []string
	out := ` fill="none"`
	if s.Fill != None {
		classes = append(classes, "f-"+string(s.Fill))
		out = ` fill="` + inks[s.Fill] + `"`
	}
	if s.Stroke != None {
		classes = append(classes, "s-"+string(s.Stroke))
		out += ` stroke="` + inks[s.Stroke] + `"`
		if s.Width > 0 && s.Width != 1 {
			out += ` stroke-width="` + px(s.Width) + `"`
		}
	}
	switch {
	case s.Dots:
		out += ` stroke-dasharray="1.5 3.5"`
	case s.Dash:
		out += ` stroke-dasharray="4 3"`
	}
	return ` class="` + strings.Join(classes, " ") + `"` + out
}

// px writes a length with at most one decimal; what is not finite cannot be drawn and becomes 0.
func px(n float64) string {
	if math.IsNaN(n) || math.IsInf(n, 0) {
		n = 0
	}
	n = math.Round(n*10) / 10
	if n == 0 {
		n = 0 // never "-0"
	}
	return strconv.FormatFloat(n, 'f', -1, 64)
}

func text(s string) string {
	var b strings.Builder
	_ = xml.EscapeText(&b, []byte(s)) // a strings.Builder never fails
	return b.String()
}

func attr(s string) string { return text(s) }

// Hex is the fixed colour of a tone on paper: "#1b1f24"; "" for none.
func (t Tone) Hex() string { return inks[t] }
