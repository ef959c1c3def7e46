package docx

import (
	"encoding/xml"
	"fmt"
	"strings"

	"dondoc/internal/chart/raster"
	"dondoc/internal/prose"
)

// head is the two columns above, and the title.
func (p *paper) head() {
	h := p.d.Head
	var own, state []line
	if h.Superior != "" {
		own = append(own, line{h.Superior, look{center: true, size: 26}})
	}
	own = append(own, line{h.Issuer, look{bold: true, center: true, size: 26}})
	if h.Party {
		own = append(own, line{"*", look{center: true}})
	} else {
		own = append(own, line{"________", look{center: true, size: 12}})
	}
	own = append(own, line{h.Number, look{center: true, before: 60, size: 26}})
	if h.Party {
		state = append(state, line{h.Motto[0], look{bold: true, center: true, under: true}})
	} else {
		state = append(state, line{h.Motto[0], look{bold: true, center: true, size: 24}}, line{h.Motto[1], look{bold: true, center: true, size: 26, under: true}})
	}
	if h.Place != "" {
		state = append(state, line{h.Place, look{italic: true, center: true, before: 120, size: 26}})
	}
	sides(&p.b, p.width(false), own, state)
	paragraph(&p.b, p.d.Kind, look{bold: true, center: true, before: 360, size: 28})
	paragraph(&p.b, p.d.Title, look{bold: true, center: true, size: 28})
	rule := "__________"
	if h.Party {
		rule = "-----"
	}
	paragraph(&p.b, rule, look{center: true, size: 16, after: 160})
}

// block writes one block.
func (p *paper) block(block prose.Block) error {
	switch block.Kind {
	case prose.Picture:
		return p.picture(block)
	case prose.Grid:
		p.grid(*block.Table, false)
	case prose.Heading:
		p.runs(fmt.Sprint("Heading", block.Level), "", block.Runs)
	case prose.Item:
		p.runs("Body", "- ", block.Runs)
	default:
		p.runs("Body", "", block.Runs)
	}
	return nil
}

// runs writes a paragraph of a style; figures are content controls.
func (p *paper) runs(style, before string, runs []prose.Run) {
	b := &p.b
	fmt.Fprintf(b, `<w:p><w:pPr>%s</w:pPr>`, p.style(style))
	if before != "" {
		p.run(prose.Run{Text: before})
	}
	for _, r := range runs {
		if p.bare {
			r.Bold, r.Italic = r.Bold || plain[style].bold, r.Italic || plain[style].italic
		}
		if r.Figure == 0 {
			p.run(r)
			continue
		}
		p.controls++
		fmt.Fprintf(b, `<w:sdt><w:sdtPr><w:alias w:val="%s"/><w:tag w:val="dondoc:%d"/><w:id w:val="%d"/><w:text/></w:sdtPr><w:sdtContent>`, escaped(short(p.d.Figures[r.Figure-1].Name)), r.Figure, p.number(1000+p.controls))
		p.run(r)
		b.WriteString(`</w:sdtContent></w:sdt>`)
	}
	b.WriteString("</w:p>")
}

// plain are the paper's styles said outright, for a form that has none of them.
var plain = map[string]struct {
	set          string
	bold, italic bool
}{
	"Heading1": {`<w:keepNext/><w:spacing w:before="240" w:after="60"/><w:jc w:val="center"/><w:outlineLvl w:val="0"/>`, true, false},
	"Heading2": {`<w:keepNext/><w:spacing w:before="180" w:after="60"/><w:ind w:firstLine="567"/><w:jc w:val="both"/><w:outlineLvl w:val="1"/>`, true, false},
	"Heading3": {`<w:keepNext/><w:spacing w:before="120" w:after="60"/><w:ind w:firstLine="567"/><w:jc w:val="both"/><w:outlineLvl w:val="2"/>`, true, false},
	"Heading4": {`<w:keepNext/><w:spacing w:before="120" w:after="60"/><w:ind w:firstLine="567"/><w:jc w:val="both"/><w:outlineLvl w:val="3"/>`, false, true},
	"Body":     {`<w:spacing w:before="120" w:after="60" w:line="300" w:lineRule="auto"/><w:ind w:firstLine="567"/><w:jc w:val="both"/>`, false, false},
}

func (p *paper) style(name string) string {
	if p.bare {
		return plain[name].set
	}
	return `<w:pStyle w:val="` + name + `"/>`
}

// short keeps the name of a control within the 64 letters Word takes.
func short(name string) string {
	if r := []rune(name); len(r) > 64 {
		return string(r[:64])
	}
	return name
}

func (p *paper) run(r prose.Run) {
	b := &p.b
	b.WriteString("<w:r>")
	if r.Bold || r.Italic {
		b.WriteString("<w:rPr>")
		if r.Bold {
			b.WriteString("<w:b/>")
		}
		if r.Italic {
			b.WriteString("<w:i/>")
		}
		b.WriteString("</w:rPr>")
	}
	for i, part := range strings.Split(r.Text, "\n") {
		if i > 0 {
			b.WriteString("<w:br/>")
		}
		b.WriteString(`<w:t xml:space="preserve">` + escaped(part) + "</w:t>")
	}
	b.WriteString("</w:r>")
}

func escaped(text string) string {
	var b strings.Builder
	_ = xml.EscapeText(&b, []byte(text)) // a builder takes everything
	return b.String()
}

// number keeps the numbers of what is made apart from those a form has.
func (p *paper) number(n int) int {
	if p.bare {
		return n + 710_000_000
	}
	return n
}

// picture sets a drawing across the page, with what it says for who cannot see it.
func (p *paper) picture(block prose.Block) error {
	png, err := raster.PNG(*block.Drawing, 3)
	if err != nil {
		return err
	}
	p.pictures = append(p.pictures, png)
	const perPx, perTwip = 9525, 635 // EMU
	n, wide, high := len(p.pictures), block.Drawing.Width*perPx, block.Drawing.Height*perPx
	if most := float64(p.width(false) * perTwip); wide > most {
		wide, high = most, high*most/wide
	}
	fmt.Fprintf(&p.b, `<w:p><w:pPr><w:spacing w:before="120" w:after="60"/><w:jc w:val="center"/></w:pPr><w:r><w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" distT="0" distB="0" distL="0" distR="0"><wp:extent cx="%d" cy="%d"/><wp:docPr id="%d" name="%s" descr="%s"/><a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:nvPicPr><pic:cNvPr id="%d" name="image%d.png"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" r:embed="rIdP%d"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="%d" cy="%d"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>`,
		int(wide), int(high), p.number(n), escaped(block.Drawing.Title), escaped(block.Drawing.Title+". "+block.Drawing.Desc), p.number(n), n, n, int(wide), int(high))
	paragraph(&p.b, block.Drawing.Title+": "+block.Drawing.Desc, look{italic: true, center: true, size: 24, after: 60})
	return nil
}

// grid writes a table through the writer of lists.
func (p *paper) grid(t prose.Table, landscape bool) {
	d := Document{Landscape: landscape, wide: p.width(landscape), marks: &p.marks}
	for _, c := range t.Columns {
		d.Columns = append(d.Columns, Column{c.Title, c.Share, c.Right})
	}
	for _, r := range t.Rows {
		d.Rows = append(d.Rows, Row{Heading: r.Heading, Cells: r.Cells, Of: r.Of})
	}
	d.table(&p.b)
}

func (p *paper) annex(a prose.Annex) {
	paragraph(&p.b, a.Number, look{bold: true, center: true, size: 28})
	paragraph(&p.b, a.Title, look{bold: true, center: true, size: 28})
	paragraph(&p.b, a.Of, look{italic: true, center: true, size: 26, after: 160})
	p.grid(a.Table, a.Landscape)
	for _, n := range a.Notes {
		paragraph(&p.b, n, look{italic: true, size: 24, before: 120})
	}
}

// sign is the signature, with nơi nhận beside it.
func (p *paper) sign() {
	s := p.d.Sign
	if s.Post == "" && len(p.d.Receivers) == 0 {
		return
	}
	var to, by []line
	if len(p.d.Receivers) > 0 {
		to = append(to, line{"Nơi nhận:", look{bold: !p.d.Head.Party, italic: !p.d.Head.Party, under: p.d.Head.Party, size: 24, before: 240}})
		for _, r := range p.d.Receivers {
			to = append(to, line{r, look{size: 22}})
		}
	}
	if s.OnBehalf != "" {
		by = append(by, line{s.OnBehalf, look{bold: true, center: true, before: 240}})
	}
	by = append(by, line{s.Post, look{bold: !p.d.Head.Party, center: true}})
	for range 4 {
		by = append(by, line{"", look{}})
	}
	by = append(by, line{s.Name, look{bold: true, center: true}})
	sides(&p.b, p.width(false), to, by)
}
