package exchange

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"io"
	"path/filepath"
	"slices"
	"strings"

	"dondoc/internal/errs"
	"dondoc/internal/phrase"
	"dondoc/internal/viet"
)

// readTable reads the first table of a file. See Pick and ReadTables.
func readTable(ctx context.Context, name string, r io.Reader, limits Limits) (*Table, error) {
	tables, err := ReadTables(ctx, name, r, limits)
	if err != nil {
		return nil, err
	}
	return Pick(tables, "", nil)
}

// Pick gives the table that was chosen, by the name of its sheet or its own
// name; where none was, the first that is of the kind asked for, or the first.
// Tables of the kind that stand under it in its sheet are read with it.
// The others stand in its Others and Notes.
func Pick(tables []*Table, chosen string, is func(*Table) bool) (*Table, error) {
	at := -1
	for i, t := range tables {
		switch {
		case at >= 0:
		case chosen != "" && (viet.Fold(t.Sheet) == viet.Fold(chosen) || viet.Fold(t.Name()) == viet.Fold(chosen)):
			at = i
		case chosen == "" && (is == nil || is(t)):
			at = i
		}
	}
	if at < 0 && chosen != "" {
		var names []string
		for _, t := range tables {
			names = append(names, t.Name())
		}
		return nil, errs.New(errs.Invalid, "exchange.no_such_table", "tables", strings.Join(names, "; ")).In("table")
	}
	t := tables[max(at, 0)]
	for _, other := range tables {
		if other == t {
			continue
		}
		same := is != nil && is(other)
		if same && other.Sheet == t.Sheet && other.At != t.At && (chosen == "" || viet.Fold(chosen) == viet.Fold(t.Sheet)) {
			t.more = append(t.more, other) // one under the other: one list
			continue
		}
		t.Others = append(t.Others, Other{other.Name(), len(other.Rows), same})
		if same && chosen == "" && other.Sheet == t.Sheet {
			t.beside = append(t.beside, other.Name())
		}
		switch {
		case same || other.Sheet == t.Sheet:
			t.note(phrase.New("exchange.table_not_read", "table", other.Name(), "rows", len(other.Rows)))
		default:
			t.note(phrase.New("exchange.sheet_not_read", "sheet", other.Sheet))
		}
	}
	return t, nil
}

// ReadTables reads every table of the visible sheets of a workbook, in the order
// of the file, or those of a text file. name is the file's name,
// used for messages; what the file is, its content says. There is always at
// least one table; a file without any is an error.
//
// Errors: TooLarge for what is over a limit or takes longer than it may,
// Invalid for what cannot be read, each with a hint.
func ReadTables(ctx context.Context, name string, r io.Reader, limits Limits) ([]*Table, error) {
	limits = limits.orDefault()
	raw, err := received(r, limits)
	if err != nil {
		return nil, err
	}
	if isWordFile(raw) || bytes.HasPrefix(raw, []byte("%PDF")) {
		return wordTables(ctx, name, raw, limits)
	}
	ctx, grids, leave, err := opened(ctx, name, raw, limits)
	if err != nil {
		return nil, err
	}
	defer leave()
	var tables []*Table
	var notes []phrase.Phrase
	for i := range grids {
		if err := ctx.Err(); err != nil {
			return nil, said(ctx, err)
		}
		more, err := layOut(ctx, &grids[i], limits)
		if err != nil {
			return nil, said(ctx, err)
		}
		if len(more) == 0 {
			if len(grids[i].rows) > 0 && !grids[i].own() {
				notes = append(notes, phrase.New("exchange.sheet_not_read", "sheet", grids[i].sheet))
			}
			notes = append(notes, grids[i].notes...)
		}
		tables = append(tables, more...)
	}
	for _, t := range tables {
		t.Notes = append(slices.Clip(notes), t.Notes...)
	}
	if len(tables) == 0 {
		return nil, errs.New(errs.Invalid, "exchange.no_table").Try("exchange.no_table_hint")
	}
	return tables, nil
}

// ReadPlain reads the visible sheets of a file as they stand, without looking
// for tables in them: no header, and one row for each that holds something.
func ReadPlain(ctx context.Context, name string, r io.Reader, limits Limits) ([]*Table, error) {
	limits = limits.orDefault()
	raw, err := received(r, limits)
	if err != nil {
		return nil, err
	}
	_, grids, leave, err := opened(ctx, name, raw, limits)
	if err != nil {
		return nil, err
	}
	defer leave()
	var out []*Table
	for _, g := range grids {
		t := &Table{Sheet: g.sheet, Notes: g.notes, Hidden: g.hidden}
		for _, row := range g.rows {
			plain := Row{Number: row.number, Hidden: row.hidden, Marks: row.marks, Formulas: row.made}
			for _, c := range row.cells {
				for len(plain.Cells) <= c.col {
					plain.Cells, plain.Kinds = append(plain.Cells, ""), append(plain.Kinds, Empty)
				}
				plain.Cells[c.col], plain.Kinds[c.col] = c.text, c.kind
			}
			t.Rows = append(t.Rows, plain)
		}
		out = append(out, t)
	}
	return out, nil
}

// received takes a file within the limits.
func received(r io.Reader, limits Limits) ([]byte, error) {
	raw, err := io.ReadAll(io.LimitReader(r, limits.Bytes+1))
	if err != nil {
		return nil, errs.New(errs.Invalid, "exchange.not_received").Because(err)
	}
	if int64(len(raw)) > limits.Bytes {
		return nil, errs.New(errs.TooLarge, "exchange.file_too_large", "megabytes", int(limits.Bytes>>20)).Try("exchange.too_large_hint")
	}
	return raw, nil
}

// isWordFile says whether a file is a document of Word.
func isWordFile(raw []byte) bool {
	if !bytes.HasPrefix(raw, []byte("PK")) {
		return false
	}
	z, err := zip.NewReader(bytes.NewReader(raw), int64(len(raw)))
	return err == nil && slices.ContainsFunc(z.File, func(f *zip.File) bool { return f.Name == "word/document.xml" }) &&
		!slices.ContainsFunc(z.File, func(f *zip.File) bool { return f.Name == "xl/workbook.xml" })
}

// wordTables gives the tables of a document of Word, or of a PDF. Of its text only what was
// left out in reading is told.
func wordTables(ctx context.Context, name string, raw []byte, limits Limits) ([]*Table, error) {
	w, err := ReadDocument(ctx, name, bytes.NewReader(raw), limits)
	if err != nil {
		return nil, err
	}
	if len(w.Tables) == 0 {
		return nil, errs.New(errs.Invalid, "exchange.no_table").Try("exchange.no_table_hint")
	}
	var left errs.List
	var taken []*Table
	for _, t := range w.Tables {
		if why := t.leftPDF(); why != nil {
			left = append(left, why)
			w.Notes = append(w.Notes, phrase.New("document.table_left_whole", "table", t.named(), "why", why.What))
			continue
		}
		taken = append(taken, t)
	}
	if len(taken) == 0 {
		return nil, left
	}
	for _, t := range taken {
		t.Notes = append(slices.Clip(w.Notes), t.Notes...)
	}
	return taken, nil
}

// opened reads the sheets of a file within the limits. What is read
// further is read under the context it gives, until leave.
func opened(ctx context.Context, name string, raw []byte, limits Limits) (within context.Context, grids []grid, leave func(), err error) {
	done, err := enterReading(ctx)
	if err != nil {
		return ctx, nil, nil, said(ctx, err)
	}
	within, cancel := context.WithTimeout(ctx, limits.Time)
	leave = func() { cancel(); done() }
	if grids, err = readGrids(within, filepath.Base(name), raw, limits); err != nil {
		defer leave()
		return ctx, nil, nil, said(within, err)
	}
	return within, grids, leave, nil
}

// said turns a failure of the readers into an error for people.
func said(ctx context.Context, err error) error {
	var known *errs.Error
	switch {
	case errors.As(err, &known):
		return known
	case errors.Is(ctx.Err(), context.DeadlineExceeded):
		return errs.New(errs.TooLarge, "exchange.too_slow").Because(err).Try("exchange.too_large_hint")
	case ctx.Err() != nil:
		return errs.New(errs.Unavailable, "exchange.stopped").Because(err)
	default:
		return errs.New(errs.Invalid, "exchange.broken").Because(err).Try("exchange.broken_hint")
	}
}

// oleMagic begins the old binary formats, .xls among them, and every Office
// file locked with a password.
var oleMagic = []byte{0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1}

func readGrids(ctx context.Context, name string, raw []byte, limits Limits) ([]grid, error) {
	ext := strings.ToLower(filepath.Ext(name))
	start := bytes.ToLower(bytes.TrimLeft(raw[:min(len(raw), 512)], "\xef\xbb\xbf \t\r\n"))
	switch {
	case len(bytes.TrimSpace(raw)) == 0:
		return nil, errs.New(errs.Invalid, "exchange.empty").Try("exchange.no_table_hint")
	case bytes.HasPrefix(raw, []byte("PK")):
		return readWorkbook(ctx, raw, limits)
	case bytes.HasPrefix(raw, oleMagic) && bytes.Contains(raw, []byte("E\x00n\x00c\x00r\x00y\x00p\x00t\x00e\x00d\x00P\x00")):
		return nil, errs.New(errs.Invalid, "exchange.locked").Try("exchange.locked_hint")
	case bytes.HasPrefix(raw, oleMagic):
		return readOldWorkbook(ctx, raw, limits)
	case ext == ".xls":
		return nil, errs.New(errs.Invalid, "exchange.old_excel").Try("exchange.old_excel_hint")
	case bytes.HasPrefix(start, []byte("%pdf")), bytes.HasPrefix(start, []byte("<html")),
		bytes.HasPrefix(start, []byte("<!doctype")), bytes.HasPrefix(start, []byte("<?xml")), bytes.HasPrefix(start, []byte("{\\rtf")):
		return nil, errs.New(errs.Invalid, "exchange.not_a_table_file").Try("exchange.old_excel_hint")
	case ext == ".xlsx" || ext == ".xlsm":
		return nil, errs.New(errs.Invalid, "exchange.broken").Try("exchange.broken_hint")
	}
	g, err := readText(ctx, name, raw, limits)
	return []grid{g}, err
}
