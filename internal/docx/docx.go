// Package docx writes office documents as OOXML (.docx): a heading in the form
// of Decree 30/2020/NĐ-CP, annex I (quốc hiệu and tiêu ngữ on the right, the
// body on the left, title, page numbers in the middle above from the second
// page on), one table whose head is repeated on every page, and a signature.
package docx

import (
	"encoding/xml"
	"fmt"
	"io"
	"slices"
	"strings"

	"dondoc/internal/id"
)

// Document is what is written. Empty parts are left out.
type Document struct {
	Landscape bool
	Superior  string // above the issuer
	Issuer    string
	Motto     [2]string // "CỘNG HÒA XÃ HỘI …", "Độc lập - Tự do - Hạnh phúc"
	Number    string
	Place     string // "Ngân Sơn, ngày 10 tháng 01 năm 2024"
	Title     string
	Subtitle  string
	Lead      []string // above the table; one that ends in ":" and is all capitals stands in the middle
	Columns   []Column
	Rows      []Row
	Notes     []string  // under the table
	Signature [2]string // post, name
	Second    [2]string // of who signs beside, on the left

	marks *marks // where the rows of tables are kept; nil in what keeps nothing
	wide  int    // of the text, where it is not that of the margins here
}

// Column is one column; Share is its part of the width, out of the sum of all.
type Column struct {
	Title string
	Share int
	Right bool // figures
}

// signed are the lines of who signs: for whom and in what post, room, the name.
func signed(by [2]string) (out []line) {
	for i, part := range strings.Split(by[0], "\n") {
		l := line{part, look{bold: true, center: true}}
		if i == 0 {
			l.look.before = 240
		}
		out = append(out, l)
	}
	return append(out, line{}, line{}, line{}, line{by[1], look{bold: true, center: true}})
}

// keptRows are so many of the last rows that stand on the page of the signature.
const keptRows = 2

// kept are the rows; where the paper is signed the last stand with the signature.
func (d Document) kept() []Row {
	rows := slices.Clone(d.Rows)
	if d.isSigned() {
		for i := max(0, len(rows)-keptRows); i < len(rows); i++ {
			rows[i].keep = true
		}
	}
	return rows
}

func (d Document) isSigned() bool { return d.Signature != [2]string{} }

// Row is one row of the table; a heading is one cell over all columns.
type Row struct {
	Heading bool
	Cells   []string
	Of      id.ID // what it shows; "" for nothing that is kept
	keep    bool  // on the page of what follows
}

// Widths in twentieths of a point: A4 with margins of 30 mm left, 20 mm elsewhere.
const (
	a4Short, a4Long = 11906, 16838
	left, other     = 1701, 1134
)

const contentTypes = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/><Override PartName="/word/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/><Override PartName="/word/header1.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml"/></Types>`

const packageRels = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>`

const documentRels = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/header" Target="header1.xml"/></Relationships>`

const namespace = `xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"`

const styles = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<w:styles ` + namespace + `><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:eastAsia="Times New Roman" w:cs="Times New Roman"/><w:sz w:val="26"/><w:szCs w:val="26"/><w:lang w:val="vi-VN"/></w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults><w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style></w:styles>`

const header = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<w:hdr ` + namespace + `><w:p><w:pPr><w:jc w:val="center"/></w:pPr><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> PAGE </w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p></w:hdr>`

// Write writes the document.
func Write(w io.Writer, d Document) error {
	z := newZip(w)
	for _, part := range []struct{ name, text string }{
		{"[Content_Types].xml", contentTypes}, {"_rels/.rels", packageRels}, {"word/_rels/document.xml.rels", documentRels},
		{"word/styles.xml", styles}, {"word/header1.xml", header}, {"word/document.xml", d.body()},
	} {
		f, err := z.Create(part.name)
		if err != nil {
			return err
		}
		if _, err := io.WriteString(f, part.text); err != nil {
			return err
		}
	}
	return z.Close()
}

// width is that of the text between the margins.
func (d Document) width() int {
	if d.wide > 0 {
		return d.wide
	}
	if d.Landscape {
		return a4Long - left - other
	}
	return a4Short - left - other
}

func (d Document) body() string {
	var b strings.Builder
	b.WriteString(`<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n<w:document " + namespace + "><w:body>")
	d.head(&b)
	if d.Title != "" {
		paragraph(&b, d.Title, look{bold: true, center: true, before: 240, size: 28})
	}
	if d.Subtitle != "" {
		paragraph(&b, d.Subtitle, look{italic: true, center: true, after: 160})
	}
	for _, l := range d.Lead {
		middle := strings.HasSuffix(l, ":") && l == strings.ToUpper(l)
		paragraph(&b, l, look{before: 60, after: 60, bold: middle, center: middle})
	}
	if len(d.Columns) > 0 {
		d.table(&b)
	}
	for _, n := range d.Notes {
		paragraph(&b, n, look{before: 120, keep: d.isSigned()})
	}
	if d.isSigned() {
		var beside []line
		if d.Second != [2]string{} {
			beside = []line{{d.Second[0], look{bold: true, center: true, before: 240}}, {"", look{}}, {"", look{}}, {"", look{}}, {d.Second[1], look{bold: true, center: true}}}
		}
		apart(&b, true)
		sides(&b, d.width(), beside, signed(d.Signature))
	}
	wide, high, orient := a4Short, a4Long, ""
	if d.Landscape {
		wide, high, orient = a4Long, a4Short, ` w:orient="landscape"`
	}
	fmt.Fprintf(&b, `<w:sectPr><w:headerReference w:type="default" r:id="rId2"/><w:pgSz w:w="%d" w:h="%d"%s/><w:pgMar w:top="%d" w:right="%d" w:bottom="%d" w:left="%d" w:header="567" w:footer="567" w:gutter="0"/><w:titlePg/></w:sectPr>`,
		wide, high, orient, other, other, other, left)
	b.WriteString("</w:body></w:document>")
	return b.String()
}

// head is the two columns at the top.
func (d Document) head(b *strings.Builder) {
	if d.Issuer == "" && d.Motto[0] == "" {
		return
	}
	var own, state []line
	if d.Superior != "" {
		own = append(own, line{d.Superior, look{center: true}})
	}
	own = append(own, line{d.Issuer, look{bold: true, center: true, under: true}})
	if d.Number != "" {
		own = append(own, line{d.Number, look{center: true, before: 60}})
	}
	if d.Motto[0] != "" {
		state = append(state, line{d.Motto[0], look{bold: true, center: true, size: 24}}, line{d.Motto[1], look{bold: true, center: true, under: true}})
	}
	if d.Place != "" {
		state = append(state, line{d.Place, look{italic: true, center: true, before: 60}})
	}
	sides(b, d.width(), own, state)
}

// line is a paragraph of a side.
type line struct {
	text string
	look look
}

// sides sets two columns beside one another, in a table without rules.
func sides(b *strings.Builder, width int, one, two []line) {
	first := width * 2 / 5
	apart(b, false)
	fmt.Fprintf(b, `<w:tbl><w:tblPr><w:tblW w:w="%d" w:type="dxa"/><w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid><w:gridCol w:w="%d"/><w:gridCol w:w="%d"/></w:tblGrid><w:tr><w:trPr><w:cantSplit/></w:trPr>`, width, first, width-first)
	for i, side := range [][]line{one, two} {
		fmt.Fprintf(b, `<w:tc><w:tcPr><w:tcW w:w="%d" w:type="dxa"/></w:tcPr>`, []int{first, width - first}[i])
		if len(side) == 0 {
			paragraph(b, "", look{})
		}
		for _, l := range side {
			paragraph(b, l.text, l.look)
		}
		b.WriteString("</w:tc>")
	}
	b.WriteString("</w:tr></w:tbl>")
}

// table is the rows under a head that is repeated on every page.
func (d Document) table(b *strings.Builder) {
	width, widths := d.width(), d.widths()
	apart(b, false)
	fmt.Fprintf(b, `<w:tbl><w:tblPr><w:tblW w:w="%d" w:type="dxa"/><w:tblBorders>`, width)
	for _, side := range []string{"top", "left", "bottom", "right", "insideH", "insideV"} {
		fmt.Fprintf(b, `<w:%s w:val="single" w:sz="4" w:space="0" w:color="auto"/>`, side)
	}
	fmt.Fprintf(b, `</w:tblBorders><w:tblLayout w:type="fixed"/><w:tblCellMar><w:left w:w="%d" w:type="dxa"/><w:right w:w="%[1]d" w:type="dxa"/></w:tblCellMar></w:tblPr><w:tblGrid>`, d.margin())
	for _, w := range widths {
		fmt.Fprintf(b, `<w:gridCol w:w="%d"/>`, w)
	}
	b.WriteString(`</w:tblGrid><w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>`)
	for i, c := range d.Columns {
		cell(b, widths[i], 1, c.Title, look{bold: true, center: true, size: d.small()})
	}
	b.WriteString("</w:tr>")
	for _, r := range d.kept() {
		var row strings.Builder
		d.row(&row, r, width, widths)
		b.WriteString(d.marks.row(row.String(), r.Of))
	}
	b.WriteString("</w:tbl>")
}

// row writes one row of the table.
func (d Document) row(b *strings.Builder, r Row, width int, widths []int) {
	b.WriteString(`<w:tr><w:trPr><w:cantSplit/></w:trPr>`)
	if r.Heading {
		text := ""
		if len(r.Cells) > 0 {
			text = r.Cells[0]
		}
		cell(b, width, len(widths), text, look{bold: true, size: d.small(), keep: true})
	} else {
		for i := range widths {
			text := ""
			if i < len(r.Cells) {
				text = r.Cells[i]
			}
			cell(b, widths[i], 1, text, look{size: d.small(), right: d.Columns[i].Right, keep: r.keep})
		}
	}
	b.WriteString("</w:tr>")
}

// apart sets a line between two tables, which are one to a reader without it.
func apart(b *strings.Builder, keep bool) {
	if strings.HasSuffix(b.String(), "</w:tbl>") {
		paragraph(b, "", look{keep: keep})
	}
}

// small is the size of a table's letters, in half points: many columns get small ones.
func (d Document) small() int {
	switch n := len(d.Columns); {
	case n > 14:
		return 15
	case n > 11:
		return 20
	}
	return 24
}

func cell(b *strings.Builder, width, span int, text string, l look) {
	fmt.Fprintf(b, `<w:tc><w:tcPr><w:tcW w:w="%d" w:type="dxa"/>`, width)
	if span > 1 {
		fmt.Fprintf(b, `<w:gridSpan w:val="%d"/>`, span)
	}
	b.WriteString(`</w:tcPr>`)
	for _, part := range strings.Split(text, "\n") {
		paragraph(b, part, l)
	}
	b.WriteString("</w:tc>")
}

// look is how a paragraph is set; size is in half points, spaces in twentieths.
type look struct {
	bold, italic, center, right, under bool
	keep                               bool // on the page of what follows
	size, before, after                int
}

func paragraph(b *strings.Builder, text string, l look) {
	b.WriteString("<w:p><w:pPr>")
	if l.keep {
		b.WriteString("<w:keepNext/>")
	}
	if l.before+l.after > 0 {
		fmt.Fprintf(b, `<w:spacing w:before="%d" w:after="%d"/>`, l.before, l.after)
	}
	switch {
	case l.center:
		b.WriteString(`<w:jc w:val="center"/>`)
	case l.right:
		b.WriteString(`<w:jc w:val="right"/>`)
	}
	b.WriteString("</w:pPr>")
	if text != "" {
		b.WriteString("<w:r><w:rPr>")
		if l.bold {
			b.WriteString("<w:b/>")
		}
		if l.italic {
			b.WriteString("<w:i/>")
		}
		if l.size > 0 {
			fmt.Fprintf(b, `<w:sz w:val="%d"/><w:szCs w:val="%d"/>`, l.size, l.size)
		}
		if l.under {
			b.WriteString(`<w:u w:val="single"/>`)
		}
		b.WriteString(`</w:rPr><w:t xml:space="preserve">`)
		_ = xml.EscapeText(b, []byte(text)) // a builder takes everything
		b.WriteString("</w:t></w:r>")
	}
	b.WriteString("</w:p>")
}
