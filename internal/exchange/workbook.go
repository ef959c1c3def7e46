package exchange

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/xml"
	"io"
	"path"
	"strings"

	"dondoc/internal/errs"
	"dondoc/internal/phrase"
)

// workbook is an .xlsx file while it is read.
type workbook struct {
	ctx      context.Context
	limits   Limits
	parts    map[string]*zip.File // by name in lower case, without leading slash
	unpacked int64                // read so far, of all parts
	cells    int                  // kept so far, of all sheets
	strings  []shownText          // shared strings
	styles   []cellStyle          // by style number
	date1904 bool
}

// readWorkbook reads the visible sheets of a workbook.
func readWorkbook(ctx context.Context, raw []byte, limits Limits) ([]grid, error) {
	z, err := zip.NewReader(bytes.NewReader(raw), int64(len(raw)))
	if err != nil {
		return nil, err
	}
	w := &workbook{ctx: ctx, limits: limits, parts: map[string]*zip.File{}}
	for _, f := range z.File {
		name := strings.ToLower(strings.TrimPrefix(strings.ReplaceAll(f.Name, `\`, "/"), "/"))
		w.parts[name] = f
	}
	if w.parts["content.xml"] != nil && w.parts["[content_types].xml"] == nil {
		return w.readODS()
	}
	main, err := w.mainPart()
	if err != nil {
		return nil, err
	}
	sheets, err := w.sheets(main)
	if err != nil {
		return nil, err
	}
	if err := w.readSharedStrings(w.partOf(main, "sharedStrings")); err != nil {
		return nil, err
	}
	if err := w.readStyles(w.partOf(main, "styles")); err != nil {
		return nil, err
	}
	var grids []grid
	var hidden []phrase.Phrase
	for _, s := range sheets {
		if s.hidden {
			hidden = append(hidden, phrase.New("exchange.sheet_hidden", "sheet", s.name))
			continue
		}
		g, err := w.readSheet(s)
		if err != nil {
			return nil, err
		}
		grids = append(grids, g)
	}
	return append(grids, grid{notes: hidden}), nil
}

// mainPart finds the workbook part through the package's relations.
func (w *workbook) mainPart() (string, error) {
	rels, err := w.relations("")
	if err != nil {
		return "", err
	}
	for _, r := range rels {
		if strings.HasSuffix(r.kind, "/officeDocument") && strings.Contains(r.part, "workbook") {
			return r.part, nil
		}
	}
	return "", errs.New(errs.Invalid, "exchange.not_a_table_file").Try("exchange.old_excel_hint")
}

// partOf gives the part that the workbook says holds its texts or styles, and
// where it says nothing the one that mostly does.
func (w *workbook) partOf(main, kind string) string {
	rels, err := w.relations(main)
	if err == nil {
		for _, r := range rels {
			if strings.HasSuffix(r.kind, "/"+kind) && w.parts[r.part] != nil {
				return r.part
			}
		}
	}
	return path.Join(path.Dir(main), kind+".xml")
}

type relation struct{ id, kind, part string }

// relations reads the relations of a part; "" is the package itself. A part
// without any has none.
func (w *workbook) relations(of string) ([]relation, error) {
	dir, base := path.Split(of)
	var out []relation
	err := w.elements(path.Join(dir, "_rels", base+".rels"), func(e xml.StartElement, _ *xmlReader) error {
		if e.Name.Local != "Relationship" || attr(e, "TargetMode") == "External" {
			return nil
		}
		part := attr(e, "Target")
		if !strings.HasPrefix(part, "/") {
			part = path.Join("/", dir, part)
		}
		out = append(out, relation{attr(e, "Id"), attr(e, "Type"), strings.ToLower(strings.TrimPrefix(part, "/"))})
		return nil
	})
	return out, err
}

type sheetRef struct {
	name   string
	part   string
	hidden bool
}

// sheets lists the worksheets in their order; charts and macros are no sheets.
func (w *workbook) sheets(main string) ([]sheetRef, error) {
	rels, err := w.relations(main)
	if err != nil {
		return nil, err
	}
	parts := map[string]string{}
	for _, r := range rels {
		if strings.HasSuffix(r.kind, "/worksheet") {
			parts[r.id] = r.part
		}
	}
	var out []sheetRef
	err = w.elements(main, func(e xml.StartElement, _ *xmlReader) error {
		switch e.Name.Local {
		case "workbookPr":
			w.date1904 = truth(attr(e, "date1904"))
		case "sheet":
			if part, ok := parts[attr(e, "id")]; ok {
				state := attr(e, "state")
				out = append(out, sheetRef{attr(e, "name"), part, state == "hidden" || state == "veryHidden"})
			}
		}
		return nil
	})
	if err == nil && w.parts[main] == nil {
		err = errs.New(errs.Invalid, "exchange.broken").Try("exchange.broken_hint")
	}
	return out, err
}

// readSharedStrings reads the table of texts that cells refer to.
func (w *workbook) readSharedStrings(part string) error {
	return w.elements(part, func(e xml.StartElement, x *xmlReader) error {
		if e.Name.Local != "si" {
			return nil
		}
		text, err := x.shownText(w.limits.CellBytes)
		if err != nil {
			return err
		}
		if w.strings = append(w.strings, text); len(w.strings) > w.limits.Cells {
			return tooMany("exchange.too_many_cells", w.limits.Cells)
		}
		return nil
	})
}

// elements calls see for every element of a part that begins. A part that is
// not there has none.
func (w *workbook) elements(part string, see func(xml.StartElement, *xmlReader) error) error {
	f := w.parts[strings.ToLower(part)]
	if f == nil {
		return nil
	}
	body, err := f.Open()
	if err != nil {
		return err
	}
	defer body.Close()
	x := newXML(w.ctx, &bounded{from: body, w: w, packed: int64(f.CompressedSize64)})
	for {
		tok, err := x.next()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
		if start, ok := tok.(xml.StartElement); ok {
			if err := see(start, x); err != nil {
				return err
			}
		}
	}
}

// bounded reads a part and holds it to the limits: what is really unpacked
// counts, whatever the file's directory says of it.
type bounded struct {
	from   io.Reader
	w      *workbook
	packed int64
	read   int64
	inTag  int // bytes since a tag was opened
}

// longestTag bounds one tag with its attributes; honest ones are far shorter.
const longestTag = 64 << 10

func (b *bounded) Read(p []byte) (int, error) {
	n, err := b.from.Read(p)
	b.read += int64(n)
	b.w.unpacked += int64(n)
	limits := b.w.limits
	if b.w.unpacked > limits.Unpacked || b.read > limits.RatioFrom && b.read > b.packed*limits.Ratio {
		return 0, errs.New(errs.TooLarge, "exchange.unpacks_too_large", "megabytes", int(limits.Unpacked>>20)).
			Try("exchange.too_large_hint")
	}
	for chunk := p[:n]; len(chunk) > 0; {
		if b.inTag == 0 {
			open := bytes.IndexByte(chunk, '<')
			if open < 0 {
				break
			}
			chunk = chunk[open:]
		}
		end := bytes.IndexByte(chunk, '>')
		if end >= 0 {
			b.inTag, chunk = 0, chunk[end+1:]
			continue
		}
		if b.inTag += len(chunk); b.inTag > longestTag {
			return 0, errs.New(errs.Invalid, "exchange.broken").Try("exchange.broken_hint")
		}
		break
	}
	return n, err
}

func truth(text string) bool { return text == "1" || text == "true" || text == "on" }
