package docx_test

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"path"
	"slices"
	"strings"
	"testing"

	"dondoc/internal/chart"
	"dondoc/internal/docx"
	"dondoc/internal/prose"
)

// orders are the elements that must come one after the other where they come at all:
// ECMA-376 part 1, §17.3.1.26, 17.3.2.28, 17.4.59, 17.4.66, 17.4.37, 17.6.17. LibreOffice
// forgives another order, Word does not.
var orders = map[string][]string{
	"pPr":    {"pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl", "numPr", "suppressLineNumbers", "pBdr", "shd", "tabs", "suppressAutoHyphens", "bidi", "spacing", "ind", "contextualSpacing", "jc", "textAlignment", "outlineLvl", "rPr", "sectPr"},
	"rPr":    {"rStyle", "rFonts", "b", "bCs", "i", "iCs", "caps", "smallCaps", "strike", "color", "spacing", "w", "kern", "position", "sz", "szCs", "highlight", "u", "vertAlign", "lang"},
	"tblPr":  {"tblStyle", "tblpPr", "tblW", "jc", "tblCellSpacing", "tblInd", "tblBorders", "shd", "tblLayout", "tblCellMar", "tblLook"},
	"tcPr":   {"tcW", "gridSpan", "vMerge", "tcBorders", "shd", "noWrap", "tcMar", "textDirection", "tcFitText", "vAlign"},
	"tbl":    {"tblPr", "tblGrid", "tr"},
	"sectPr": {"headerReference", "footerReference", "type", "pgSz", "pgMar", "pgBorders", "pgNumType", "cols", "titlePg", "docGrid"},
	"sdt":    {"sdtPr", "sdtEndPr", "sdtContent"},
	"inline": {"extent", "effectExtent", "docPr", "cNvGraphicFramePr", "graphic"},
}

// checkOOXML holds a .docx against what Word asks of one: parts that are named are
// there and have a kind, elements keep their order, a cell ends in a paragraph, two
// tables do not touch, numbers of pictures and controls are each once.
func checkOOXML(t *testing.T, content []byte) {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(content), int64(len(content)))
	if err != nil {
		t.Fatal(err)
	}
	parts, kinds := map[string][]byte{}, ""
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		text, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		if parts[f.Name] != nil {
			t.Errorf("the part %s is there twice", f.Name)
		}
		parts[f.Name] = text
	}
	kinds = string(parts["[Content_Types].xml"])
	for name, text := range parts {
		if ext := strings.TrimPrefix(path.Ext(name), "."); name != "[Content_Types].xml" && !strings.Contains(kinds, `PartName="/`+name+`"`) && !strings.Contains(kinds, `Extension="`+ext+`"`) {
			t.Errorf("%s has no kind", name)
		}
		if strings.HasSuffix(name, ".rels") {
			checkRelations(t, name, text, parts)
		}
		if strings.HasPrefix(name, "word/") && strings.HasSuffix(name, ".xml") {
			checkPart(t, name, text)
		}
	}
}

func checkRelations(t *testing.T, name string, text []byte, parts map[string][]byte) {
	t.Helper()
	var rels struct {
		List []struct {
			ID     string `xml:"Id,attr"`
			Target string `xml:"Target,attr"`
			Mode   string `xml:"TargetMode,attr"`
		} `xml:"Relationship"`
	}
	if err := xml.Unmarshal(text, &rels); err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	of, seen := path.Dir(path.Dir(name)), map[string]bool{}
	for _, r := range rels.List {
		if seen[r.ID] {
			t.Errorf("%s has %s twice", name, r.ID)
		}
		seen[r.ID] = true
		if r.Mode == "" && parts[strings.TrimPrefix(path.Join(of, r.Target), "/")] == nil {
			t.Errorf("%s names %s, which is not there", name, r.Target)
		}
	}
	part := path.Join(of, strings.TrimSuffix(path.Base(name), ".rels"))
	for _, id := range relationsUsed(parts[part]) {
		if !seen[id] {
			t.Errorf("%s uses %s, which no relation names", part, id)
		}
	}
}

func relationsUsed(text []byte) (list []string) {
	x := xml.NewDecoder(bytes.NewReader(text))
	for {
		token, err := x.Token()
		if err != nil {
			return list
		}
		if s, ok := token.(xml.StartElement); ok {
			for _, a := range s.Attr {
				if strings.HasSuffix(a.Name.Space, "/officeDocument/2006/relationships") {
					list = append(list, a.Value)
				}
			}
		}
	}
}

func checkPart(t *testing.T, name string, text []byte) {
	t.Helper()
	type open struct {
		name string
		kids []string
	}
	var stack []open
	numbers := map[string]bool{}
	x := xml.NewDecoder(bytes.NewReader(text))
	for {
		token, err := x.Token()
		if errors.Is(err, io.EOF) {
			return
		}
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		switch e := token.(type) {
		case xml.StartElement:
			if n := len(stack); n > 0 {
				stack[n-1].kids = append(stack[n-1].kids, e.Name.Local)
			}
			stack = append(stack, open{name: e.Name.Local})
			for _, a := range e.Attr {
				if e.Name.Local == "docPr" && a.Name.Local == "id" || e.Name.Local == "id" && a.Name.Local == "val" {
					if key := e.Name.Local + a.Value; numbers[key] {
						t.Errorf("%s has %s twice", name, key)
					} else {
						numbers[key] = true
					}
				}
			}
		case xml.EndElement:
			last := stack[len(stack)-1]
			stack = stack[:len(stack)-1]
			checkKids(t, name, last.name, last.kids)
		}
	}
}

func checkKids(t *testing.T, part, name string, kids []string) {
	t.Helper()
	at := 0
	if order := orders[name]; order != nil {
		for _, k := range kids {
			place := slices.Index(order, k)
			if place < 0 || place < at {
				t.Errorf("%s: %s in %s stands out of order (%v)", part, k, name, kids)
				return
			}
			at = place
		}
	}
	switch {
	case name == "tc" && (len(kids) == 0 || kids[len(kids)-1] != "p"):
		t.Errorf("%s: a cell does not end in a paragraph (%v)", part, kids)
	case (name == "p" || name == "r") && slices.Index(kids, name+"Pr") > 0:
		t.Errorf("%s: %sPr is not the first of its %s", part, name, name)
	case name == "body" && len(kids) > 0 && kids[len(kids)-1] != "sectPr":
		t.Errorf("%s: the body does not end in its page", part)
	}
	for i := 1; i < len(kids); i++ {
		if name == "body" && kids[i] == "tbl" && kids[i-1] == "tbl" {
			t.Errorf("%s: two tables touch", part)
		}
	}
}

// A paper with pictures, tables, figures and annexes, of the state and of the Party.
func TestPaperIsWhatWordAsksFor(t *testing.T) {
	for _, party := range []bool{false, true} {
		d := formPaper()
		d.Head.Party, d.Receivers, d.Sign.Post = party, []string{"- Như trên"}, "CHỦ TỊCH"
		d.Blocks = append(d.Blocks, prose.Block{Kind: prose.Picture, Drawing: &chart.Drawing{Width: 300, Height: 40, Title: "Phân loại"}}, prose.Block{Kind: prose.Grid, Table: &d.Annexes[0].Table}, prose.Block{Kind: prose.Grid, Table: &d.Annexes[0].Table})
		d.Annexes = append(d.Annexes, d.Annexes[0])
		var b bytes.Buffer
		if err := docx.WritePaper(&b, d); err != nil {
			t.Fatal(err)
		}
		checkOOXML(t, b.Bytes())
	}
}
