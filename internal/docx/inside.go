package docx

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"strconv"
	"strings"

	"dondoc/internal/id"
	"dondoc/internal/prose"
)

// Inside is what a paper keeps within itself of the data it was made of.
type Inside struct {
	XMLName xml.Name       `xml:"urn:dondoc:paper:1 paper"`
	Unit    string         `xml:"unit,attr"`
	Cycle   string         `xml:"cycle,attr"`
	Day     string         `xml:"day,attr"`
	Made    string         `xml:"made,attr"`
	Entries int64          `xml:"entries,attr"`
	Root    string         `xml:"root,attr"`
	Rows    []InsideRow    `xml:"row"`
	Figures []InsideFigure `xml:"figure"`
	Lines   []InsideLine   `xml:"line"`

	Reads map[string]string `xml:"-"` // the rows of tables as they stand, by InsideLine.Mark
}

// InsideRow is a row as it stood; see prose.Row.
type InsideRow struct {
	ID          id.ID  `xml:"id,attr"`
	Kind        string `xml:"kind,attr"`
	Name        string `xml:"name,attr"`
	Plan        string `xml:"plan,attr,omitempty"`
	Actual      string `xml:"actual,attr,omitempty"`
	Percent     string `xml:"percent,attr,omitempty"`
	Class       string `xml:"class,attr,omitempty"`
	Observation id.ID  `xml:"observation,attr,omitempty"`
}

// InsideFigure is a figure of the text; see prose.Figure.
type InsideFigure struct {
	No   int        `xml:"no,attr"`
	Name string     `xml:"name,attr"`
	Text string     `xml:"text,attr"`
	Is   prose.Sort `xml:"is,attr"`
	Rows []id.ID    `xml:"of"`
}

func insideOf(d prose.Document, tables marks) Inside {
	m := d.Mark
	out := Inside{Unit: m.Unit, Cycle: string(m.Cycle), Day: string(m.Day), Made: m.Made, Entries: m.Entries, Root: m.Root}
	out.Lines = tables.list
	for _, r := range d.Rows {
		out.Rows = append(out.Rows, InsideRow(r))
	}
	for i, f := range d.Figures {
		out.Figures = append(out.Figures, InsideFigure{i + 1, f.Name, f.Text, f.Is, f.Rows})
	}
	return out
}

// Shown is a figure as the text of a paper has it now.
type Shown struct {
	No   int
	Text string
}

// mostPart is how long a part of a paper that is read may be.
const mostPart = 64 << 20

// ErrNoPaper says that a file is no paper of Dondoc.
var ErrNoPaper = errors.New("docx: no paper of Dondoc")

// ReadPaper gives what a paper keeps of its data, and its figures as they stand in
// the text, in order. It needs nothing but the file. ErrNoPaper for another file.
func ReadPaper(content []byte) (Inside, []Shown, error) {
	var in Inside
	z, err := zip.NewReader(bytes.NewReader(content), int64(len(content)))
	if err != nil {
		return in, nil, ErrNoPaper
	}
	for i := 1; i < 100 && in.Root == ""; i++ { // a form may have parts of its own
		text, err := part(z, "customXml/item"+strconv.Itoa(i)+".xml")
		if err != nil {
			continue
		}
		if xml.Unmarshal(text, &in) != nil {
			in = Inside{}
		}
	}
	if in.Root == "" {
		return in, nil, ErrNoPaper
	}
	text, err := part(z, "word/document.xml")
	if err != nil {
		return in, nil, ErrNoPaper
	}
	if in.Reads, err = linesIn(text); err != nil {
		return in, nil, err
	}
	shown, err := shownIn(text)
	return in, shown, err
}

func part(z *zip.Reader, name string) ([]byte, error) {
	f, err := z.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return io.ReadAll(io.LimitReader(f, mostPart))
}

// shownIn reads the content controls of figures, nested ones too.
func shownIn(document []byte) (out []Shown, err error) {
	x := xml.NewDecoder(bytes.NewReader(document))
	var open []int // places in out of the controls that are open; -1 of others
	inText := false
	for {
		token, err := x.Token()
		if errors.Is(err, io.EOF) {
			return out, nil
		}
		if err != nil {
			return out, err
		}
		switch t := token.(type) {
		case xml.StartElement:
			switch t.Name.Local {
			case "sdt":
				open = append(open, -1)
			case "tag":
				if no, ok := figureNo(t); ok && len(open) > 0 {
					out = append(out, Shown{No: no})
					open[len(open)-1] = len(out) - 1
				}
			case "t":
				inText = true
			}
		case xml.EndElement:
			switch t.Name.Local {
			case "sdt":
				open = open[:max(0, len(open)-1)]
			case "t":
				inText = false
			}
		case xml.CharData:
			for _, at := range open {
				if inText && at >= 0 {
					out[at].Text += string(t)
				}
			}
		}
	}
}

func figureNo(t xml.StartElement) (int, bool) {
	for _, a := range t.Attr {
		if n, ok := strings.CutPrefix(a.Value, "dondoc:"); ok && a.Name.Local == "val" {
			no, err := strconv.Atoi(n)
			return no, err == nil
		}
	}
	return 0, false
}
