// Package exchange takes tables in from files that offices send (.xlsx, .xls,
// .ods, .csv) and writes tables out. Files are not trusted: size, unpacked size, rows,
// columns, cells and time are bounded, and what cannot be read is refused with
// an error that says where and what to do.
//
// Workbooks are read by the package's own reader, part by part and row by row:
// a reader that builds the whole sheet in memory could neither be stopped at
// its deadline nor held to a memory bound. They are written with excelize.
package exchange

import (
	"slices"
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
	Hidden bool   // it does not show in the file
	Marks  []Mark // what a person should know of its cells

	Formulas []int // columns that hold a formula, of what ReadPlain reads

	across []rect         // merged areas that reach over several columns
	joined []int          // columns that are merged with the row above
	shown  map[int]string // numbers whose format shows zeros behind them
}

// Table is one sheet: a header, however many rows it took in the file, and the
// rows under it that hold something.
type Table struct {
	Sheet    string          // name of the sheet; the file's name for text files
	At       int             // row its header begins in
	Preamble []string        // what stands above the header, row by row
	Header   []string        // one per column; the levels of a header of several rows joined by " / "
	Rows     []Row           //
	Hidden   []bool          // columns that do not show in the file, as far as there are any
	Issues   errs.List       // faults of single cells; the rest is read
	Notes    []phrase.Phrase // what was decided in reading: sheets left out, rows skipped, encoding
	Above    string          // the line above a table of a document
	Left     []Left          // rows that were not taken
	Others   []Other         // tables of the file that were not read

	fields  int      // that the header of a text file has, 0 of another
	unnoted int      // what could not be told for its number
	from    int      // column it begins in, of tables side by side
	beside  []string // names of those of its kind beside it, where none was chosen
	more    []*Table // tables of the same kind under this one, read with it
}

// As says what a row was taken for.
type As string

// What a row can be taken for: the exported ones are said by a person, who
// overrules what was read.
const (
	asHeading   As = "heading"
	asHeader    As = "header"    // the table's header once more
	asNumbers   As = "numbers"   // it numbers the columns
	asTotal     As = "total"     // it sums others up
	asSignature As = "signature" // place, date and signatures under the table
	asRemark    As = "remark"    // a note among the rows
	asHidden    As = "hidden"    // it does not show in the file
	asVacant    As = "vacant"    // a post that nobody holds
	AsSkipped   As = "skip"      // a person left it out
	AsRow       As = "row"       // it is a row in its own right
	AsPart      As = "part"      // it is a part of the row above it
)

// Left is a row that was not taken, and what it was taken for.
type Left struct {
	Row  int
	As   As
	Text string
}

// Other is a table of the file that was not read.
type Other struct {
	Name string // as Choice.Table names it
	Rows int
	Same bool // it is of the same kind
}

// Name tells the table from the others of its file.
func (t *Table) Name() string {
	if t.from > 0 {
		return t.Sheet + "!" + CellName(t.from, t.At)
	}
	return t.Sheet + "!" + strconv.Itoa(t.At)
}

// note tells something of the reading, as long as there is not too much to tell.
func (t *Table) note(p phrase.Phrase) {
	if len(t.Notes) < mostNotes {
		t.Notes = append(t.Notes, p)
		return
	}
	t.unnoted++
}

// Told is what was decided in reading, and how much more there was.
func (t *Table) Told() []phrase.Phrase {
	if t == nil {
		return nil
	}
	if t.unnoted == 0 {
		return t.Notes
	}
	return append(slices.Clip(t.Notes), phrase.New("exchange.more_notes", "n", t.unnoted))
}

// leave keeps a row that is not taken, and tells it unless it is a heading,
// which shows at the rows under it.
func (t *Table) leave(row int, as As, text string) {
	text = viet.CleanSpaces(text)
	t.Left = append(t.Left, Left{row, as, text})
	switch as {
	case asNumbers:
		t.note(phrase.New("exchange.numbers_skipped", "row", row))
	case asHeading, AsSkipped:
	default:
		t.note(phrase.New("exchange.left_"+string(as), "row", row, "text", text))
	}
}

// text joins what a row says.
func (r Row) text() string {
	var out []string
	for _, c := range r.Cells {
		if c = viet.CleanSpaces(c); c != "" && !slices.Contains(out, c) {
			out = append(out, c)
		}
	}
	return strings.Join(out, " · ")
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

// withMore reads a table and those of its kind under it, each by its own header
// unless its columns are assigned by hand, which holds for the first alone.
func withMore[T any](t *Table, choice Choice, read func(*Table, Choice) ([]T, errs.List)) ([]T, errs.List) {
	rows, list := read(t, choice)
	if len(t.beside) > 0 {
		list = append(list, errs.New(errs.Invalid, "exchange.side_by_side", "tables", strings.Join(append([]string{t.Name()}, t.beside...), "; ")).In("table").Try("exchange.side_by_side_hint"))
	}
	for _, more := range t.more {
		c := choice
		c.Columns, c.Plan, c.Actual = nil, "", ""
		further, faults := read(more, c)
		for i, f := range faults {
			if f.Row == 0 { // of that table as a whole
				faults[i] = f.AtRow(more.At, "")
			}
		}
		rows, list = append(rows, further...), append(list, faults...)
		t.note(phrase.New("exchange.table_read_too", "row", more.At, "rows", len(further)))
		for _, line := range more.Preamble {
			t.note(phrase.New("exchange.table_above", "row", more.At, "text", line))
		}
		for _, n := range more.Notes {
			t.note(n)
		}
		t.Left = append(t.Left, more.Left...)
	}
	t.more = nil
	t.tellLeftMarks()
	return rows, list
}
