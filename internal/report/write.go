package report

import (
	"context"
	"io"

	"dondoc/internal/docx"
	"dondoc/internal/errs"
	"dondoc/internal/exchange"
	"dondoc/internal/prose"
)

// Write writes a paper as docx or pdf, or its annexes as xlsx. Invalid for another format.
func Write(ctx context.Context, w io.Writer, format string, d prose.Document) error {
	var err error
	switch format {
	case "docx":
		err = docx.WritePaper(w, d)
	case "pdf":
		return WritePDF(ctx, w, d)
	case "xlsx":
		return exchange.WriteXLSX(w, annexSheets(d)...)
	default:
		return errs.New(errs.Invalid, "exchange.format_unknown", "format", format).In("format")
	}
	if err != nil {
		return errs.New(errs.Internal, "error.internal").Because(err)
	}
	return nil
}

// annexSheets gives each annex as a sheet, with its notes and the mark of the data
// in rows below.
func annexSheets(d prose.Document) (out []exchange.Sheet) {
	for _, a := range d.Annexes {
		s := exchange.Sheet{Name: a.Number}
		for _, c := range a.Table.Columns {
			s.Header = append(s.Header, c.Title)
		}
		for _, r := range a.Table.Rows {
			var row []any
			if r.Heading {
				row = []any{"", r.Cells[0]}
			} else {
				for _, c := range r.Cells {
					row = append(row, c)
				}
			}
			s.Rows = append(s.Rows, row)
		}
		for _, n := range append(append([]string{a.Title}, a.Notes...), d.Mark.Text) {
			s.Rows = append(s.Rows, []any{"", n})
		}
		out = append(out, s)
	}
	return out
}
