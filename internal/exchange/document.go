package exchange

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/xml"
	"io"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"dondoc/internal/errs"
	"dondoc/internal/phrase"
)

// Written is a document as it was sent: its lines in order, and its tables.
type Written struct {
	Lines  []string
	Tables []*Table
	Notes  []phrase.Phrase // what was decided in reading the text, and what was left out

	count      int   // tables so far
	last       *grid // the table before, which the next may go on with
	lastAt     int   // lines when it ended
	lastTables int   // it made
}

// Bounds on a document's text, beside the Limits of every file.
const (
	mostText     = 16 << 20
	mostLines    = 50_000
	mostUnpacked = 100 << 20
)

// ReadDocument reads the text of a .docx or of a plain text, as it is shown:
// what a numbered list shows before a paragraph stands at the head of its line;
// what a tracked change deleted, what is struck or hidden is left out and told
// in Notes. A table's cells stand in Tables and not in Lines, but for tables that
// only set text side by side, such as the head of a document.
//
// The text of a PDF is read with the pdftotext of poppler where the machine has it,
// a table of it where its columns and rows are unmistakable.
//
// Errors: Invalid for what is no document or has no text (a scan, a PDF on a
// machine without pdftotext), TooLarge for what unpacks beyond the limits.
func ReadDocument(ctx context.Context, name string, r io.Reader, limits Limits) (Written, error) {
	limits = limits.orDefault()
	limits.Time, limits.Unpacked = min(limits.Time, readingTime), min(limits.Unpacked, mostUnpacked)
	raw, err := io.ReadAll(io.LimitReader(r, limits.Bytes+1))
	if err != nil {
		return Written{}, errs.New(errs.Invalid, "exchange.not_received").Because(err)
	}
	if int64(len(raw)) > limits.Bytes {
		return Written{}, errs.New(errs.TooLarge, "exchange.file_too_large", "megabytes", int(limits.Bytes>>20)).Try("exchange.too_large_hint")
	}
	leave, err := enterReading(ctx)
	if err != nil {
		return Written{}, said(ctx, err)
	}
	defer leave()
	ctx, cancel := context.WithTimeout(ctx, limits.Time)
	defer cancel()
	out, err := readWritten(ctx, name, raw, limits)
	if err == nil && !bytes.HasPrefix(raw, []byte("PK")) {
		out.Notes = append(out.Notes, fromOldFonts(func(do func(*string)) {
			for i := range out.Lines {
				do(&out.Lines[i])
			}
		})...)
	}
	if err != nil {
		if err = said(ctx, err); errs.All(err)[0].What.Key == "exchange.broken" {
			err = errs.New(errs.Invalid, "document.broken").Try("document.broken_hint").Because(err)
		}
		return Written{}, err
	}
	if len(out.Tables) == 0 && !slices.ContainsFunc(out.Lines, func(line string) bool { return strings.TrimSpace(line) != "" }) {
		return out, errs.New(errs.Invalid, "exchange.no_text").Try("exchange.pdf_hint")
	}
	return out, nil
}

func readWritten(ctx context.Context, name string, raw []byte, limits Limits) (Written, error) {
	switch ext := strings.ToLower(filepath.Ext(name)); {
	case bytes.HasPrefix(raw, []byte("%PDF")):
		return readPDF(ctx, raw, limits)
	case bytes.HasPrefix(raw, oleMagic), ext == ".doc":
		return Written{}, errs.New(errs.Invalid, "exchange.old_word").Try("exchange.pdf_hint")
	case bytes.HasPrefix(raw, []byte("PK")):
		return readDocx(ctx, raw, limits)
	case ext == ".docx":
		return Written{}, errs.New(errs.Invalid, "document.broken").Try("document.broken_hint")
	case !utf8.Valid(raw) || bytes.IndexByte(raw, 0) >= 0:
		return Written{}, errs.New(errs.Invalid, "exchange.no_document").Try("exchange.pdf_hint")
	}
	return readPlain(ctx, raw, limits)
}

// readPlain reads a plain text; a table drawn with strokes is a table.
func readPlain(ctx context.Context, raw []byte, limits Limits) (out Written, err error) {
	if len(raw) > mostText {
		return out, errs.New(errs.TooLarge, "document.too_long", "megabytes", mostText>>20).Try("exchange.too_large_hint")
	}
	lines := strings.Split(strings.TrimPrefix(string(raw), "\ufeff"), "\n")
	if len(lines) > mostLines {
		return out, errs.New(errs.TooLarge, "document.too_many_lines", "limit", mostLines).Try("exchange.too_large_hint")
	}
	d := wordReader{workbook: &workbook{ctx: ctx, limits: limits}}
	var t *wordTable
	flush := func() error {
		if t == nil {
			return nil
		}
		blocks := []wordBlock{{table: t}}
		t = nil
		return d.emit(&out, blocks)
	}
	for i, line := range lines {
		if len(line) > limits.CellBytes {
			return out, errs.New(errs.TooLarge, "exchange.cell_too_long", "limit", limits.CellBytes).AtRow(i+1, "").Try("exchange.too_large_hint")
		}
		if i%checkEvery == 0 && ctx.Err() != nil {
			return out, ctx.Err()
		}
		cells, drawn := strokes(line)
		if !drawn {
			if err := flush(); err != nil {
				return out, err
			}
			out.Lines = append(out.Lines, plainText(strings.TrimRight(line, "\r")))
			continue
		}
		if t == nil {
			t = &wordTable{}
		}
		if len(cells) > 0 {
			t.rows = append(t.rows, rowOf(cells))
		}
	}
	return out, flush()
}

// rule is a line of a drawn table that only parts its rows.
var rule = regexp.MustCompile(`^[\s|:+-]+$`)

// strokes gives the cells of a line of a table drawn with strokes.
func strokes(line string) (cells []string, drawn bool) {
	line = strings.TrimSpace(line)
	if len(line) < 3 || line[0] != '|' || line[len(line)-1] != '|' {
		return nil, false
	}
	if rule.MatchString(line) {
		return nil, true
	}
	return strings.Split(line[1:len(line)-1], "|"), true
}

func rowOf(cells []string) (row wordRow) {
	for _, c := range cells {
		text := plainText(strings.TrimSpace(strings.NewReplacer("<br>", "\n", "**", "").Replace(c)))
		row.cells = append(row.cells, wordCell{span: 1, blocks: []wordBlock{{lines: strings.Split(text, "\n")}}})
	}
	return row
}

func readDocx(ctx context.Context, raw []byte, limits Limits) (out Written, err error) {
	z, err := zip.NewReader(bytes.NewReader(raw), int64(len(raw)))
	if err != nil {
		return out, errs.New(errs.Invalid, "document.broken").Try("document.broken_hint").Because(err)
	}
	w := &workbook{ctx: ctx, limits: limits, parts: map[string]*zip.File{}}
	for _, f := range z.File {
		w.parts[strings.ToLower(strings.TrimPrefix(strings.ReplaceAll(f.Name, `\`, "/"), "/"))] = f
	}
	d, err := w.readBody(false)
	if err == nil && d.left.fontsWrong {
		d, err = w.readBody(true)
	}
	if err != nil {
		return out, err
	}
	out.Notes = fromOldFonts(func(do func(*string)) {
		for i := range d.left.boxes {
			do(&d.left.boxes[i])
		}
		eachLine(d.into[0].blocks, do)
	})
	out.Lines = append(out.Lines, d.left.boxes...)
	if err := d.emit(&out, d.into[0].blocks); err != nil {
		return out, err
	}
	if rest := strings.TrimSpace(d.into[0].begun); rest != "" {
		out.Lines = append(out.Lines, rest)
	}
	out.Notes = append(append(out.Notes, d.left.notesOf()...), d.aside.notes()...)
	return out, nil
}

// readBody reads the text; unnamed where the names of its fonts are not to be gone by.
func (w *workbook) readBody(unnamed bool) (*wordReader, error) {
	d := &wordReader{workbook: w, into: []*wordPlace{{}}, unnamed: unnamed}
	main := d.mainDocument()
	if main == "" {
		return d, errs.New(errs.Invalid, "exchange.no_document").Try("exchange.pdf_hint")
	}
	w.cells, w.unpacked = 0, 0
	for _, read := range []func() error{d.readWordStyles, d.readNumbering, func() error { return d.readAside(main) }} {
		if err := read(); err != nil {
			return d, err
		}
	}
	return d, w.elements(main, func(e xml.StartElement, x *xmlReader) error {
		if e.Name.Local != "body" {
			return nil
		}
		return x.inside(d.see)
	})
}

// mainDocument finds the part that holds the text.
func (d *wordReader) mainDocument() string {
	rels, err := d.relations("")
	for _, r := range rels {
		if err == nil && strings.HasSuffix(r.kind, "/officeDocument") && d.parts[r.part] != nil && strings.HasPrefix(r.part, "word/") {
			return r.part
		}
	}
	if d.parts["word/document.xml"] != nil {
		return "word/document.xml"
	}
	return ""
}

// notesOf tells what was left out.
func (l wordLeft) notesOf() (out []phrase.Phrase) {
	if l.tracked {
		out = append(out, phrase.New("document.tracked"))
	}
	for key, texts := range map[string][]string{"document.struck": l.struck, "document.hidden": l.hidden} {
		if len(texts) > mostQuoted {
			texts[mostQuoted] = "…"
		}
		if len(texts) > 0 {
			out = append(out, phrase.New(key, "text", strings.Join(texts, "; ")))
		}
	}
	if l.notes > 0 {
		out = append(out, phrase.New("document.footnotes", "n", l.notes))
	}
	if l.parts > 0 {
		out = append(out, phrase.New("document.parts", "n", l.parts))
	}
	if l.oldFont != "" {
		out = append(out, phrase.New("document.old_font", "font", ".VnTime, VNI-Times", "text", l.oldFont))
		if n := len(l.oldDoubts); n > 0 {
			out = append(out, phrase.New("document.old_font_unsure", "text", l.oldDoubts[0], "n", n))
		}
	}
	if len(l.boxes) > 0 {
		out = append(out, phrase.New("document.boxes", "text", strings.Join(l.boxes, "; ")))
	}
	slices.SortStableFunc(out, func(a, b phrase.Phrase) int { return strings.Compare(a.Key, b.Key) })
	return out
}

// plainText writes letters in one way: composed, with plain spaces and hyphens,
// without marks that are not seen.
func plainText(text string) string {
	old := softHyphens(text)
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\u00ad' && old:
			return r
		case r == '\u2010' || r == '\u2011':
			return '-'
		case r == '\u00ad' || r == '\ufeff' || r >= '\u200b' && r <= '\u200f':
			return -1
		case r == '\t' || unicode.Is(unicode.Zs, r):
			return ' '
		}
		return r
	}, norm.NFC.String(text))
}
