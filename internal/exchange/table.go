// Package exchange takes tables in from files that offices send (.xlsx, .csv)
// and writes tables out. Files are not trusted: size, unpacked size, rows,
// columns, cells and time are bounded, and what cannot be read is refused with
// an error that says where and what to do.
//
// Workbooks are read by the package's own reader, part by part and row by row:
// a reader that builds the whole sheet in memory could neither be stopped at
// its deadline nor held to a memory bound. They are written with excelize.
package exchange

import (
	"strconv"
	"strings"

	"dondoc/internal/errs"
	"dondoc/internal/phrase"
	"dondoc/internal/viet"
)

// Kind says what sort of value a cell held in the file. Cells of text files are
// Text or Empty.
type Kind uint8

// The kinds of cell.
const (
	Empty  Kind = iota
	Text        // as typed
	Number      // a number of a workbook, written "1234,5" without grouping, "101,08%" where shown as percent
	Date        // a date of a workbook, written "05/02/2026", "02/2026" where shown without its day
	Bool        // TRUE or FALSE
	Fault       // an error value: #REF!, #DIV/0!
)

// Row is one row of a table. Cells has one entry per column of the header, Kinds
// goes with it.
type Row struct {
	Number int // as the spreadsheet program counts it, from 1
	Cells  []string
	Kinds  []Kind
}

// Table is one sheet: a header, however many rows it took in the file, and the
// rows under it that hold something.
type Table struct {
	Sheet    string          // name of the sheet; the file's name for text files
	Preamble []string        // what stands above the header, row by row
	Header   []string        // one per column; the levels of a header of several rows joined by " / "
	Rows     []Row           //
	Issues   errs.List       // faults of single cells; the rest is read
	Notes    []phrase.Phrase // what was decided in reading: sheets left out, rows skipped, encoding
	Above    string          // the line above a table of a document
}

// Column gives the place of a header, compared without case, diacritics and
// spacing, or -1.
func (t *Table) Column(header string) int {
	want := viet.Fold(header)
	for i, h := range t.Header {
		if viet.Fold(h) == want {
			return i
		}
	}
	return -1
}

// Cell gives what the row holds under a header; "" when the table has no such
// header.
func (t *Table) Cell(row Row, header string) string {
	if i := t.Column(header); i >= 0 && i < len(row.Cells) {
		return row.Cells[i]
	}
	return ""
}

// CellName gives the name of a cell: column 2 (from 0) of row 7 is "C7".
func CellName(col, row int) string { return columnName(col) + strconv.Itoa(row) }

func columnName(col int) string {
	name := ""
	for col++; col > 0; col = (col - 1) / 26 {
		name = string(rune('A'+(col-1)%26)) + name
	}
	return name
}

// cellAt reads a cell's name ("$C$7" too); ok is false when it is none.
func cellAt(name string) (col, row int, ok bool) {
	name = strings.ReplaceAll(name, "$", "")
	i := 0
	for i < len(name) && i < 4 && (name[i]|0x20) >= 'a' && (name[i]|0x20) <= 'z' {
		col = col*26 + int(name[i]|0x20-'a') + 1
		i++
	}
	row, err := strconv.Atoi(name[i:])
	return col - 1, row, err == nil && i > 0 && row > 0 && row < 1<<24
}
