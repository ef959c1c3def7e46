package exchange

import (
	"bytes"
	"context"
	"errors"
	"io"
	"path/filepath"
	"strings"

	"dondoc/internal/errs"
	"dondoc/internal/phrase"
)

// ReadTable reads the first visible sheet that holds a table, or the text file.
// What the other sheets are called stands in the table's Notes. See ReadTables.
func ReadTable(ctx context.Context, name string, r io.Reader, limits Limits) (*Table, error) {
	tables, err := ReadTables(ctx, name, r, limits)
	if err != nil {
		return nil, err
	}
	t := tables[0]
	for _, other := range tables[1:] {
		t.Notes = append(t.Notes, phrase.New("exchange.sheet_not_read", "sheet", other.Sheet))
	}
	return t, nil
}

// ReadTables reads every visible sheet of a workbook that holds a table, in the
// order of the file, or the one table of a text file. name is the file's name,
// used for messages; what the file is, its content says. There is always at
// least one table; a file without any is an error.
//
// Errors: TooLarge for what is over a limit or takes longer than it may,
// Invalid for what cannot be read, each with a hint.
func ReadTables(ctx context.Context, name string, r io.Reader, limits Limits) ([]*Table, error) {
	limits = limits.orDefault()
	ctx, cancel := context.WithTimeout(ctx, limits.Time)
	defer cancel()
	raw, err := io.ReadAll(io.LimitReader(r, limits.Bytes+1))
	if err != nil {
		return nil, errs.New(errs.Invalid, "exchange.not_received").Because(err)
	}
	if int64(len(raw)) > limits.Bytes {
		return nil, errs.New(errs.TooLarge, "exchange.file_too_large", "megabytes", int(limits.Bytes>>20)).
			Try("exchange.too_large_hint")
	}
	grids, err := readGrids(ctx, filepath.Base(name), raw, limits)
	if err != nil {
		return nil, said(ctx, err)
	}
	var tables []*Table
	for i := range grids {
		t, err := layOut(&grids[i], limits)
		if err != nil {
			return nil, err
		}
		if t != nil {
			tables = append(tables, t)
		}
	}
	if len(tables) == 0 {
		return nil, errs.New(errs.Invalid, "exchange.no_table").Try("exchange.no_table_hint")
	}
	return tables, nil
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
	case bytes.HasPrefix(raw, oleMagic), ext == ".xls":
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
