package docx

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strings"

	"dondoc/internal/id"
	"dondoc/internal/prose"
)

// Set is what goes into the places of a form.
type Set struct {
	Paper prose.Document
	Texts map[string]string              // by the place's name; a line break stays one
	Lists map[string][]map[string]string // by the list's name: the items, each by the name after the point
	Body  string                         // name of the place of the paper's blocks
	Annex string                         // name of the place of its annexes
	Draw  map[string]prose.Block         // pictures by the place's name
	Empty string                         // said in the one row that an empty list leaves
}

// Fill writes the form with a paper set in it. Every place must be known; see
// report.CheckForm.
func (f *Form) Fill(w io.Writer, set Set) error {
	s := &setting{Form: f, Set: set, edits: map[int][]change{}}
	s.paper = paper{d: set.Paper, bare: true}
	s.measure()
	for _, p := range f.found {
		if err := s.structure(p); err != nil {
			return err
		}
	}
	s.rows()
	for i, root := range f.tree {
		for _, p := range root.all("p") {
			s.words(i, p)
		}
	}
	return s.write(w)
}

// change is what stands in the place of some bytes of a part.
type change struct {
	from, to int
	text     string
}

// setting is one filling of a form.
type setting struct {
	*Form
	Set
	paper paper
	edits map[int][]change
	sect  string // the raw end of the form's text: its page
}

// done says whether bytes of a part have been set otherwise already.
func (s *setting) done(part, from, to int) bool {
	return slices.ContainsFunc(s.edits[part], func(c change) bool { return c.from < to && from < c.to })
}

var (
	pageSize   = regexp.MustCompile(`<w:pgSz\b[^>]*/>`)
	attribute  = regexp.MustCompile(`w:(w|h|left|right|orient)="([^"]*)"`)
	pageMargin = regexp.MustCompile(`<w:pgMar\b[^>]*/>`)
	sectKind   = regexp.MustCompile(`<w:type\b[^>]*/>`)
	rowMarks   = regexp.MustCompile(`\s+w14:(paraId|textId)="[^"]*"|<w:bookmark(Start|End)\b[^>]*/>`)
)

// measure finds how wide the form's text is.
func (s *setting) measure() {
	s.paper.wide[0], s.paper.wide[1] = a4Short-left-other, a4Long-left-other
	root := s.tree[s.main]
	for _, body := range root.all("body") {
		for _, k := range body.kids {
			if k.name == "sectPr" {
				s.sect = string(s.parts[s.main].text[k.from:k.to])
			}
		}
	}
	size, margin := numbers(pageSize.FindString(s.sect)), numbers(pageMargin.FindString(s.sect))
	if size["w"] > 0 && size["h"] > 0 && size["w"] > margin["left"]+margin["right"] {
		s.paper.wide[0] = size["w"] - margin["left"] - margin["right"]
		s.paper.wide[1] = max(size["w"], size["h"]) - margin["left"] - margin["right"]
	}
}

func numbers(tag string) map[string]int {
	out := map[string]int{}
	for _, m := range attribute.FindAllStringSubmatch(tag, -1) {
		n := 0
		if _, err := fmt.Sscan(m[2], &n); err == nil {
			out[m[1]] = n
		}
	}
	return out
}

// structure sets what takes the place of a whole paragraph.
func (s *setting) structure(p Place) error {
	var err error
	at := len(s.paper.b.String())
	switch picture, isPicture := s.Draw[p.Name]; {
	case p.Name == s.Body:
		for _, b := range s.Paper.Blocks {
			if err = s.paper.block(b); err != nil {
				return err
			}
		}
		paragraph(&s.paper.b, "", look{}) // a table may stand before it, or after
	case p.Name == s.Annex:
		s.annexes()
	case isPicture:
		err = s.paper.picture(picture)
	default:
		return nil
	}
	made := s.paper.b.String()[at:]
	for _, sect := range p.paragraph.all("sectPr") { // a stretch of pages ends here: it still does
		made += "<w:p><w:pPr>" + string(s.parts[p.part].text[sect.from:sect.to]) + "</w:pPr></w:p>"
	}
	s.edits[p.part] = append(s.edits[p.part], change{p.paragraph.from, p.paragraph.to, made})
	return err
}

// annexes ends the form's own pages and sets each annex on pages of its own, in
// the form's size of paper.
func (s *setting) annexes() {
	list := s.Paper.Annexes
	if len(list) == 0 {
		return
	}
	b := &s.paper.b
	own := s.page(false)
	b.WriteString("<w:p><w:pPr>" + own + "</w:pPr></w:p>")
	for i, a := range list {
		s.paper.annex(a)
		if i < len(list)-1 {
			b.WriteString("<w:p><w:pPr>" + s.page(a.Landscape) + "</w:pPr></w:p>")
		}
	}
	last := s.page(list[len(list)-1].Landscape)
	for _, body := range s.tree[s.main].all("body") {
		end := body.out
		for _, k := range body.kids {
			if k.name == "sectPr" {
				s.edits[s.main] = append(s.edits[s.main], change{k.from, k.to, last})
				return
			}
		}
		s.edits[s.main] = append(s.edits[s.main], change{end, end, last})
	}
}

// page is the end of a stretch of pages like the form's, lying where landscape.
func (s *setting) page(landscape bool) string {
	sect := s.sect
	if sect == "" {
		sect = fmt.Sprintf(`<w:sectPr><w:pgSz w:w="%d" w:h="%d"/><w:pgMar w:top="%d" w:right="%d" w:bottom="%d" w:left="%d" w:header="567" w:footer="454" w:gutter="0"/></w:sectPr>`, a4Short, a4Long, other, other, other, left)
	}
	sect = sectKind.ReplaceAllString(sect, `<w:type w:val="nextPage"/>`)
	if size := numbers(pageSize.FindString(sect)); landscape && size["w"] < size["h"] {
		sect = pageSize.ReplaceAllString(sect, fmt.Sprintf(`<w:pgSz w:w="%d" w:h="%d" w:orient="landscape"/>`, size["h"], size["w"]))
	}
	return sect
}

// rows sets each row of a list once for each of its items.
func (s *setting) rows() {
	for i, root := range s.tree {
		for _, tr := range root.all("tr") {
			list := s.listOf(i, tr)
			if list == "" || s.done(i, tr.from, tr.to) {
				continue
			}
			var b strings.Builder
			items := s.Lists[list]
			if len(items) == 0 {
				items = []map[string]string{nil}
			}
			for n, item := range items {
				row := s.row(i, tr, list, item)
				if n > 0 {
					row = rowMarks.ReplaceAllString(row, "")
				}
				if i == s.main {
					row = s.paper.marks.row(row, id.ID(item[RowOf]))
				}
				b.WriteString(row)
			}
			s.edits[i] = append(s.edits[i], change{tr.from, tr.to, b.String()})
		}
	}
}

// listOf is the list whose places a row has itself; "" for none.
func (s *setting) listOf(part int, tr *element) string {
	for _, p := range s.found {
		if p.part != part || p.paragraph.within("tr") != tr {
			continue
		}
		if _, known := s.Lists[p.List()]; known {
			return p.List()
		}
	}
	return ""
}

// row is a row with an item in it; nil for the row that says there is none.
func (s *setting) row(part int, tr *element, list string, item map[string]string) string {
	said := false
	var edits []change
	for _, p := range tr.all("p") {
		edits = append(edits, s.paragraph(p, func(name string) string {
			of, field, found := strings.Cut(name, ".")
			switch {
			case !found || of != list:
				return s.Texts[name]
			case item != nil:
				return item[field]
			case said:
				return ""
			}
			said = true
			return s.Empty
		})...)
	}
	return applied(s.parts[part].text, tr.from, tr.to, edits)
}

// words sets the words of a paragraph's places, where nothing stands there yet.
func (s *setting) words(part int, p *element) {
	if !s.done(part, p.from, p.to) {
		s.edits[part] = append(s.edits[part], s.paragraph(p, func(name string) string { return s.Texts[name] })...)
	}
}

// paragraph gives the changes that set values in a paragraph's places: each takes
// the look of the run that the place begins in.
func (s *setting) paragraph(p *element, value func(string) string) (list []change) {
	text, pieces := p.own()
	matches, _ := s.places(string(text))
	if len(matches) == 0 {
		return nil
	}
	values := make([]string, len(matches))
	for i, m := range matches {
		values[i] = value(m.name)
	}
	for _, piece := range pieces {
		var b strings.Builder
		at, touched := piece.start, false
		for i, m := range matches {
			if m.to <= piece.start || m.from >= piece.end {
				continue
			}
			touched = true
			if m.from >= piece.start {
				b.Write(text[at:m.from])
				b.WriteString(values[i])
			}
			at = min(m.to, piece.end)
		}
		if touched {
			b.Write(text[at:piece.end])
			list = append(list, change{piece.from, piece.to, lines(b.String())})
		}
	}
	return list
}

// lines is text in a run, with its line breaks.
func lines(text string) string {
	parts := strings.Split(text, "\n")
	for i, p := range parts {
		parts[i] = `<w:t xml:space="preserve">` + escaped(p) + "</w:t>"
	}
	return strings.Join(parts, "<w:br/>")
}

// applied gives some bytes of a part with changes made in them.
func applied(text []byte, from, to int, list []change) string {
	slices.SortStableFunc(list, func(a, b change) int { return a.from - b.from })
	var b strings.Builder
	at := from
	for _, c := range list {
		b.Write(text[at:c.from])
		b.WriteString(c.text)
		at = c.to
	}
	b.Write(text[at:to])
	return b.String()
}

// write writes the package: the form's parts, the pictures, and what the paper
// keeps of its data.
func (s *setting) write(w io.Writer) error {
	inside, err := xml.MarshalIndent(insideOf(s.Paper, s.paper.marks), "", " ")
	if err != nil {
		return err
	}
	whole := append([]byte(xml.Header), inside...)
	var more []formPart
	rels, props := "", ""
	if s.kept < 0 {
		item := s.free("customXml/item%d.xml")
		props = strings.Replace(item, "item", "itemProps", 1)
		more = append(more, formPart{zip.FileHeader{Name: item, Method: zip.Deflate}, whole}, formPart{zip.FileHeader{Name: props, Method: zip.Deflate}, []byte(itemProps)},
			formPart{zip.FileHeader{Name: "customXml/_rels/" + strings.TrimPrefix(item, "customXml/") + ".rels", Method: zip.Deflate}, []byte(strings.Replace(itemRels, "itemProps1.xml", strings.TrimPrefix(props, "customXml/"), 1))})
		rels = `<Relationship Id="rIdDondoc" Type="` + officeRel + `customXml" Target="../` + item + `"/>`
	}
	for i, png := range s.paper.pictures {
		name := fmt.Sprintf("media/dondoc%d.png", i+1)
		more = append(more, formPart{zip.FileHeader{Name: "word/" + name, Method: zip.Store}, png})
		rels += fmt.Sprintf(`<Relationship Id="rIdP%d" Type="%simage" Target="%s"/>`, i+1, officeRel, name)
	}
	z := newZip(w)
	for i, p := range s.parts {
		text := p.text
		switch {
		case i == s.kept:
			text = whole
		case p.header.Name == "[Content_Types].xml":
			text = typed(text, props)
		case p.header.Name == "word/_rels/document.xml.rels":
			text = within(text, "Relationships", rels)
		default:
			if list := s.edits[i]; len(list) > 0 {
				text = []byte(applied(p.text, 0, len(p.text), list))
			}
		}
		if err := put(z, formPart{p.header, text}); err != nil {
			return err
		}
	}
	if !s.holds("word/_rels/document.xml.rels") {
		more = append(more, formPart{zip.FileHeader{Name: "word/_rels/document.xml.rels", Method: zip.Deflate}, []byte(xml.Header + `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">` + rels + "</Relationships>")})
	}
	for _, p := range more {
		if err := put(z, p); err != nil {
			return err
		}
	}
	return z.Close()
}

const officeRel = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"

func put(z *zip.Writer, p formPart) error {
	f, err := z.CreateHeader(&p.header)
	if err == nil {
		_, err = f.Write(p.text)
	}
	return err
}

func (s *setting) holds(name string) bool {
	return slices.ContainsFunc(s.parts, func(p formPart) bool { return p.header.Name == name })
}

// free is the first number whose part the form has not.
func (s *setting) free(pattern string) string {
	for n := 1; ; n++ {
		if name := fmt.Sprintf(pattern, n); !s.holds(name) {
			return name
		}
	}
}

// typed adds what kinds of part came in to the list of kinds.
func typed(text []byte, props string) []byte {
	add := ""
	if props != "" {
		add = `<Override PartName="/` + props + `" ContentType="application/vnd.openxmlformats-officedocument.customXmlProperties+xml"/>`
	}
	if !regexp.MustCompile(`(?i)Extension="png"`).Match(text) {
		add = `<Default Extension="png" ContentType="image/png"/>` + add
	}
	if !regexp.MustCompile(`(?i)Extension="xml"`).Match(text) {
		add = `<Default Extension="xml" ContentType="application/xml"/>` + add
	}
	return within(text, "Types", add)
}

// within puts something before the end of a part's outermost element.
func within(text []byte, name, add string) []byte {
	if end := []byte("</" + name + ">"); bytes.Contains(text, end) {
		return bytes.Replace(text, end, []byte(add+string(end)), 1)
	}
	empty := regexp.MustCompile(`<` + name + `\b([^>]*)/>`)
	return empty.ReplaceAll(text, []byte("<"+name+"$1>"+add+"</"+name+">"))
}
