package docx

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"fmt"
	"io"
	"strings"

	"dondoc/internal/prose"
)

// paper writes one document of prose.
type paper struct {
	d        prose.Document
	b        strings.Builder
	pictures [][]byte
	controls int
	marks    marks
	sections int

	last string // a paragraph after the signature
	bare bool   // in a form: nothing of the paper's own styles is there
	wide [2]int // of a form: the width of its text upright and lying; 0 for the paper's own
}

// Measures of the two families of paper, in twentieths of a point: NĐ 30/2020,
// Phụ lục I (state) and HD 05-HD/VPTW (Party).
func (p *paper) margins() (top, right, bottom, left int) {
	if p.d.Head.Party {
		return 1134, 850, 1134, 1701
	}
	return 1134, 1134, 1134, 1701
}

// WritePaper writes a document of prose. Each figure is a content control whose
// tag is its number; the figures, the rows they stand for and the mark of the data
// lie in a part of the file (ReadPaper), so that the file alone says what each
// number is made of.
func WritePaper(w io.Writer, d prose.Document) error {
	return (&paper{d: d}).write(w)
}

// WriteStarter writes a paper whose texts are the places of a form, with one more
// after the signature: what an office begins its own form from.
func WriteStarter(w io.Writer, d prose.Document, last string) error {
	return (&paper{d: d, last: last}).write(w)
}

func (p *paper) write(w io.Writer) error {
	if err := p.body(); err != nil {
		return err
	}
	inside, err := xml.MarshalIndent(insideOf(p.d, p.marks), "", " ")
	if err != nil {
		return err
	}
	parts := []struct {
		name string
		text []byte
	}{
		{"[Content_Types].xml", []byte(paperTypes)}, {"_rels/.rels", []byte(packageRels)}, {"word/document.xml", []byte(p.b.String())},
		{"word/_rels/document.xml.rels", []byte(p.rels())}, {"word/styles.xml", []byte(paperStyles)}, {"word/header1.xml", []byte(paperHeader)},
		{"word/header2.xml", []byte(emptyHeader)}, {"word/footer1.xml", []byte(p.footer())},
		{"customXml/item1.xml", append([]byte(xml.Header), inside...)}, {"customXml/itemProps1.xml", []byte(itemProps)}, {"customXml/_rels/item1.xml.rels", []byte(itemRels)},
	}
	for i, png := range p.pictures {
		parts = append(parts, struct {
			name string
			text []byte
		}{fmt.Sprintf("word/media/image%d.png", i+1), png})
	}
	z := newZip(w)
	for _, part := range parts {
		head := &zip.FileHeader{Name: part.name, Method: zip.Deflate}
		if strings.HasSuffix(part.name, ".png") { // is packed already
			head.Method = zip.Store
		}
		f, err := z.CreateHeader(head)
		if err != nil {
			return err
		}
		if _, err := io.Copy(f, bytes.NewReader(part.text)); err != nil {
			return err
		}
	}
	return z.Close()
}

const paperTypes = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/><Override PartName="/word/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/><Override PartName="/word/header1.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml"/><Override PartName="/word/header2.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml"/><Override PartName="/word/footer1.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml"/><Override PartName="/customXml/itemProps1.xml" ContentType="application/vnd.openxmlformats-officedocument.customXmlProperties+xml"/></Types>`

const itemProps = `<?xml version="1.0" encoding="UTF-8" standalone="no"?>
<ds:datastoreItem ds:itemID="{6F2D1C1E-5B7A-4E0B-9E0C-D0D0D0000001}" xmlns:ds="http://schemas.openxmlformats.org/officeDocument/2006/customXml"><ds:schemaRefs/></ds:datastoreItem>`

const itemRels = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/customXmlProps" Target="itemProps1.xml"/></Relationships>`

const paperStyles = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<w:styles ` + namespace + `><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:eastAsia="Times New Roman" w:cs="Times New Roman"/><w:sz w:val="28"/><w:szCs w:val="28"/><w:lang w:val="vi-VN"/></w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults><w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>` +
	`<w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/><w:basedOn w:val="Normal"/><w:next w:val="Normal"/><w:pPr><w:keepNext/><w:spacing w:before="240" w:after="60"/><w:jc w:val="center"/><w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:b/></w:rPr></w:style>` +
	`<w:style w:type="paragraph" w:styleId="Heading2"><w:name w:val="heading 2"/><w:basedOn w:val="Normal"/><w:next w:val="Normal"/><w:pPr><w:keepNext/><w:spacing w:before="180" w:after="60"/><w:ind w:firstLine="567"/><w:jc w:val="both"/><w:outlineLvl w:val="1"/></w:pPr><w:rPr><w:b/></w:rPr></w:style>` +
	`<w:style w:type="paragraph" w:styleId="Heading3"><w:name w:val="heading 3"/><w:basedOn w:val="Normal"/><w:next w:val="Normal"/><w:pPr><w:keepNext/><w:spacing w:before="120" w:after="60"/><w:ind w:firstLine="567"/><w:jc w:val="both"/><w:outlineLvl w:val="2"/></w:pPr><w:rPr><w:b/></w:rPr></w:style>` +
	`<w:style w:type="paragraph" w:styleId="Heading4"><w:name w:val="heading 4"/><w:basedOn w:val="Normal"/><w:next w:val="Normal"/><w:pPr><w:keepNext/><w:spacing w:before="120" w:after="60"/><w:ind w:firstLine="567"/><w:jc w:val="both"/><w:outlineLvl w:val="3"/></w:pPr><w:rPr><w:i/></w:rPr></w:style>` +
	`<w:style w:type="paragraph" w:styleId="Body"><w:name w:val="Body Text"/><w:basedOn w:val="Normal"/><w:pPr><w:spacing w:before="120" w:after="60" w:line="300" w:lineRule="auto"/><w:ind w:firstLine="567"/><w:jc w:val="both"/></w:pPr></w:style></w:styles>`

// The number of the page stands in the middle above, from the second page on.
const paperHeader = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<w:hdr ` + namespace + `><w:p><w:pPr><w:jc w:val="center"/></w:pPr><w:r><w:rPr><w:sz w:val="26"/></w:rPr><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:rPr><w:sz w:val="26"/></w:rPr><w:instrText xml:space="preserve"> PAGE </w:instrText></w:r><w:r><w:rPr><w:sz w:val="26"/></w:rPr><w:fldChar w:fldCharType="end"/></w:r></w:p></w:hdr>`

const emptyHeader = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<w:hdr ` + namespace + `><w:p/></w:hdr>`

// footer is the mark of the data, small, on every page.
func (p *paper) footer() string {
	var b strings.Builder
	b.WriteString(`<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n<w:ftr " + namespace + ">")
	paragraph(&b, p.d.Mark.Text, look{italic: true, size: 15})
	b.WriteString("</w:ftr>")
	return b.String()
}

func (p *paper) rels() string {
	const kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
	var b strings.Builder
	b.WriteString(`<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n" + `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">`)
	for _, r := range [][3]string{{"rId1", "styles", "styles.xml"}, {"rId2", "header", "header1.xml"}, {"rId3", "header", "header2.xml"}, {"rId4", "footer", "footer1.xml"}, {"rId5", "customXml", "../customXml/item1.xml"}} {
		fmt.Fprintf(&b, `<Relationship Id="%s" Type="%s%s" Target="%s"/>`, r[0], kind, r[1], r[2])
	}
	for i := range p.pictures {
		fmt.Fprintf(&b, `<Relationship Id="rIdP%d" Type="%simage" Target="media/image%d.png"/>`, i+1, kind, i+1)
	}
	b.WriteString("</Relationships>")
	return b.String()
}

func (p *paper) body() error {
	b := &p.b
	b.WriteString(`<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n<w:document " + namespace + ` xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"><w:body>`)
	p.head()
	for _, block := range p.d.Blocks {
		if err := p.block(block); err != nil {
			return err
		}
	}
	p.sign()
	if p.last != "" {
		paragraph(b, p.last, look{})
	}
	if len(p.d.Annexes) == 0 {
		b.WriteString(p.section(false))
	}
	for i, a := range p.d.Annexes {
		if i == 0 {
			b.WriteString("<w:p><w:pPr>" + p.section(false) + "</w:pPr></w:p>")
		}
		p.annex(a)
		if last := i == len(p.d.Annexes)-1; last {
			b.WriteString(p.section(a.Landscape))
		} else {
			b.WriteString("<w:p><w:pPr>" + p.section(a.Landscape) + "</w:pPr></w:p>")
		}
	}
	b.WriteString("</w:body></w:document>")
	return nil
}

// section ends a stretch of pages; each begins to count its pages anew.
func (p *paper) section(landscape bool) string {
	top, right, bottom, left := p.margins()
	wide, high, orient := a4Short, a4Long, ""
	if landscape {
		wide, high, orient = a4Long, a4Short, ` w:orient="landscape"`
	}
	p.sections++
	return fmt.Sprintf(`<w:sectPr><w:headerReference w:type="default" r:id="rId2"/><w:headerReference w:type="first" r:id="rId3"/><w:footerReference w:type="default" r:id="rId4"/><w:footerReference w:type="first" r:id="rId4"/><w:type w:val="nextPage"/><w:pgSz w:w="%d" w:h="%d"%s/><w:pgMar w:top="%d" w:right="%d" w:bottom="%d" w:left="%d" w:header="567" w:footer="454" w:gutter="0"/><w:pgNumType w:start="1"/><w:titlePg/></w:sectPr>`,
		wide, high, orient, top, right, bottom, left)
}

func (p *paper) width(landscape bool) int {
	if w := p.wide[map[bool]int{true: 1}[landscape]]; w > 0 {
		return w
	}
	_, right, _, left := p.margins()
	if landscape {
		return a4Long - left - right
	}
	return a4Short - left - right
}
