package exchange

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/xml"
	"io"
	"path/filepath"
	"strconv"
	"strings"
	"unicode/utf8"

	"dondoc/internal/errs"
)

// Written is a document as it was sent: its lines in order, and its tables.
type Written struct {
	Lines  []string
	Tables []*Table
}

// ReadDocument reads the text of a .docx or of a plain text. What a numbered
// list shows before a paragraph stands at the head of its line. A table's cells
// stand in Tables and not in Lines.
//
// The text of a PDF is read with the pdftotext of poppler where the machine has it.
//
// Errors: Invalid for what is no document or has no text (a scan, a PDF on a
// machine without pdftotext), TooLarge for what unpacks beyond the limits.
func ReadDocument(ctx context.Context, name string, r io.Reader, limits Limits) (Written, error) {
	limits = limits.orDefault()
	ctx, cancel := context.WithTimeout(ctx, limits.Time)
	defer cancel()
	raw, err := io.ReadAll(io.LimitReader(r, limits.Bytes+1))
	if err != nil {
		return Written{}, errs.New(errs.Invalid, "exchange.not_received").Because(err)
	}
	if int64(len(raw)) > limits.Bytes {
		return Written{}, errs.New(errs.TooLarge, "exchange.file_too_large", "megabytes", int(limits.Bytes>>20)).Try("exchange.too_large_hint")
	}
	var out Written
	switch ext := strings.ToLower(filepath.Ext(name)); {
	case bytes.HasPrefix(raw, []byte("%PDF")):
		if out.Lines, err = pdfLines(ctx, raw); err != nil {
			return out, said(ctx, err)
		}
	case bytes.HasPrefix(raw, oleMagic), ext == ".doc":
		return out, errs.New(errs.Invalid, "exchange.old_word").Try("exchange.pdf_hint")
	case bytes.HasPrefix(raw, []byte("PK")):
		out, err = readDocx(ctx, raw, limits)
		if err != nil {
			return out, said(ctx, err)
		}
	case ext == ".docx":
		return out, errs.New(errs.Invalid, "exchange.broken").Try("exchange.broken_hint")
	case !utf8.Valid(raw) || bytes.IndexByte(raw, 0) >= 0:
		return out, errs.New(errs.Invalid, "exchange.no_document").Try("exchange.pdf_hint")
	default:
		out.Lines = strings.Split(strings.TrimPrefix(string(raw), "\ufeff"), "\n")
	}
	for _, line := range out.Lines {
		if strings.TrimSpace(line) != "" {
			return out, nil
		}
	}
	if len(out.Tables) > 0 {
		return out, nil
	}
	return out, errs.New(errs.Invalid, "exchange.no_text").Try("exchange.pdf_hint")
}

func readDocx(ctx context.Context, raw []byte, limits Limits) (Written, error) {
	var out Written
	z, err := zip.NewReader(bytes.NewReader(raw), int64(len(raw)))
	if err != nil {
		return out, err
	}
	w := &workbook{ctx: ctx, limits: limits, parts: map[string]*zip.File{}}
	for _, f := range z.File {
		w.parts[strings.ToLower(strings.TrimPrefix(strings.ReplaceAll(f.Name, `\`, "/"), "/"))] = f
	}
	if w.parts["word/document.xml"] == nil {
		return out, errs.New(errs.Invalid, "exchange.no_document").Try("exchange.pdf_hint")
	}
	d := wordFile{workbook: w, lists: map[string]*numbering{}}
	if w.parts["word/numbering.xml"] != nil {
		if err := d.readNumbering(); err != nil {
			return out, err
		}
	}
	if err := w.elements("word/document.xml", func(e xml.StartElement, x *xmlReader) error {
		if e.Name.Local != "body" {
			return nil
		}
		return x.inside(d.see)
	}); err != nil {
		return out, err
	}
	out.Lines = d.lines
	for i := range d.grids {
		t, err := layOut(&d.grids[i], limits)
		if err != nil {
			return out, err
		}
		if t != nil {
			out.Tables = append(out.Tables, t)
		}
	}
	return out, nil
}

// wordFile is a document while it is read: the paragraph, and the tables it stands in.
type wordFile struct {
	*workbook
	lines     []string
	grids     []grid
	text      strings.Builder
	inText    bool
	numID     string
	level     int
	tables    []*grid // open ones, the innermost last
	cell      strings.Builder
	col, span int
	lists     map[string]*numbering
}

// see takes one token of the body.
func (d *wordFile) see(tok xml.Token) error {
	switch tok := tok.(type) {
	case xml.StartElement:
		d.begin(tok)
	case xml.CharData:
		if d.inText {
			d.text.Write(tok)
			if d.text.Len() > d.limits.CellBytes {
				return errs.New(errs.TooLarge, "exchange.cell_too_long", "limit", d.limits.CellBytes).Try("exchange.too_large_hint")
			}
		}
	case xml.EndElement:
		return d.end(tok.Name.Local)
	}
	return nil
}

func (d *wordFile) begin(e xml.StartElement) {
	switch e.Name.Local {
	case "p":
		d.text.Reset()
		d.numID, d.level = "", 0
	case "t":
		d.inText = true
	case "tab":
		d.text.WriteByte(' ')
	case "br", "cr":
		d.text.WriteByte('\n')
	case "numId":
		d.numID = attr(e, "val")
	case "ilvl":
		d.level, _ = strconv.Atoi(attr(e, "val"))
	case "tbl":
		d.tables = append(d.tables, &grid{sheet: "bảng " + strconv.Itoa(len(d.grids)+len(d.tables)+1)})
	case "tr":
		if g := d.table(); g != nil {
			g.rows = append(g.rows, gridRow{number: len(g.rows) + 1})
			d.col = 0
		}
	case "tc":
		d.cell.Reset()
		d.span = 1
	case "gridSpan":
		if n, err := strconv.Atoi(attr(e, "val")); err == nil && n > 0 && n < 100 {
			d.span = n
		}
	}
}

func (d *wordFile) table() *grid {
	if len(d.tables) == 0 {
		return nil
	}
	return d.tables[len(d.tables)-1]
}

func (d *wordFile) end(name string) error {
	switch name {
	case "t":
		d.inText = false
	case "p":
		line := strings.TrimSpace(d.label() + d.text.String())
		if d.table() != nil {
			if d.cell.Len() > 0 && line != "" {
				d.cell.WriteByte('\n')
			}
			d.cell.WriteString(line)
			return nil
		}
		d.lines = append(d.lines, strings.Split(line, "\n")...)
		if d.cells++; d.cells > d.limits.Cells {
			return errs.New(errs.TooLarge, "exchange.file_too_large", "megabytes", int(d.limits.Bytes>>20)).Try("exchange.too_large_hint")
		}
	case "tc":
		if g := d.table(); g != nil && len(g.rows) > 0 {
			row := &g.rows[len(g.rows)-1]
			if text := strings.TrimSpace(d.cell.String()); text != "" {
				row.cells = append(row.cells, gridCell{col: d.col, kind: Text, text: text})
			}
			d.col += d.span
			if d.cells++; d.cells > d.limits.Cells || d.col > d.limits.Cols || len(g.rows) > d.limits.Rows {
				return errs.New(errs.TooLarge, "exchange.file_too_large", "megabytes", int(d.limits.Bytes>>20)).Try("exchange.too_large_hint")
			}
		}
	case "tbl":
		d.grids = append(d.grids, *d.table())
		d.tables = d.tables[:len(d.tables)-1]
	}
	return nil
}

// numbering is a numbered list: the form of its levels, and how far each has come.
type numbering struct {
	levels map[int]numberLevel
	count  [10]int
}

type numberLevel struct {
	format, text string
	start        int
}

// readNumbering reads what lists look like.
func (d *wordFile) readNumbering() error {
	abstract := map[string]map[int]numberLevel{}
	of, level, num := "", 0, ""
	return d.elements("word/numbering.xml", func(e xml.StartElement, _ *xmlReader) error {
		val := attr(e, "val")
		switch e.Name.Local {
		case "abstractNum":
			of = attr(e, "abstractNumId")
			abstract[of] = map[int]numberLevel{}
		case "lvl":
			level, _ = strconv.Atoi(attr(e, "ilvl"))
			if abstract[of] != nil {
				abstract[of][level] = numberLevel{start: 1}
			}
		case "start", "numFmt", "lvlText":
			if l, ok := abstract[of][level]; ok {
				switch e.Name.Local {
				case "start":
					l.start, _ = strconv.Atoi(val)
				case "numFmt":
					l.format = val
				default:
					l.text = val
				}
				abstract[of][level] = l
			}
		case "num":
			num = attr(e, "numId")
		case "abstractNumId":
			if num != "" {
				d.lists[num] = &numbering{levels: abstract[val]}
			}
		}
		return nil
	})
}

// label is what a list shows before the paragraph.
func (d *wordFile) label() string {
	list := d.lists[d.numID]
	if list == nil || d.level < 0 || d.level > 8 || strings.TrimSpace(d.text.String()) == "" {
		return ""
	}
	l, ok := list.levels[d.level]
	if !ok {
		return ""
	}
	if list.count[d.level] == 0 {
		list.count[d.level] = max(l.start, 1) - 1
	}
	list.count[d.level]++
	for deeper := d.level + 1; deeper < len(list.count); deeper++ {
		list.count[deeper] = 0
	}
	if l.format == "bullet" {
		return "- "
	}
	out := l.text
	for i := 0; i <= d.level; i++ {
		out = strings.ReplaceAll(out, "%"+strconv.Itoa(i+1), numeral(list.count[i], list.levels[i].format))
	}
	if out == "" {
		return ""
	}
	return out + " "
}

// numeral writes a list's number in its form.
func numeral(n int, format string) string {
	switch format {
	case "lowerLetter", "upperLetter":
		letters := "abcdefghijklmnopqrstuvwxyz"
		c := string(letters[(max(n, 1)-1)%26])
		if format == "upperLetter" {
			c = strings.ToUpper(c)
		}
		return c
	case "upperRoman", "lowerRoman":
		out := ""
		for _, r := range []struct {
			n int
			s string
		}{{50, "L"}, {40, "XL"}, {10, "X"}, {9, "IX"}, {5, "V"}, {4, "IV"}, {1, "I"}} {
			for n >= r.n {
				out += r.s
				n -= r.n
			}
		}
		if format == "lowerRoman" {
			out = strings.ToLower(out)
		}
		return out
	}
	return strconv.Itoa(n)
}
