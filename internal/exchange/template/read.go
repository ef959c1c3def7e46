package template

import (
	"bytes"
	"context"
	"slices"
	"strconv"
	"strings"

	"dondoc/internal/errs"
	"dondoc/internal/exchange"
	"dondoc/internal/id"
	"dondoc/internal/period"
	"dondoc/internal/viet"
)

// mostFaults bounds how many faults of one sheet are told.
const mostFaults = 300

// Read reads a sheet that came back. Every fault is told with its cell; none is
// guessed away. What was filled in is whole only where there is no fault.
func Read(ctx context.Context, name string, content []byte) (Filled, error) {
	sheets, err := exchange.ReadPlain(ctx, name, bytes.NewReader(content), exchange.DefaultLimits())
	if err != nil {
		return Filled{}, err
	}
	var found *exchange.Table
	for _, s := range sheets {
		if len(s.Rows) == 0 || !strings.HasPrefix(at(s.Rows[0], colKey), mark+" ") {
			continue
		}
		if found != nil {
			return Filled{}, errs.New(errs.Invalid, "exchange.template_two", "sheet", s.Sheet).In("file").Try("exchange.template_again")
		}
		found = s
	}
	if found == nil {
		return Filled{}, errs.New(errs.Invalid, "exchange.template_unknown").In("file").Try("exchange.template_again")
	}
	r := reader{sheet: found, seen: map[int]int{}}
	if err := r.head(); err != nil {
		return Filled{}, err
	}
	for _, row := range found.Rows[1:] {
		r.row(row)
	}
	r.gone()
	return r.out, r.list.OrNil()
}

type reader struct {
	sheet  *exchange.Table
	out    Filled
	scope  [2]string
	firm   [2]string
	total  int
	heads  string
	begun  bool
	last   int         // number of the last row read
	seen   map[int]int // number of a row → where it stands
	sorted bool        // told already
	list   errs.List
}

func at(row exchange.Row, col int) string {
	if col < len(row.Cells) {
		return row.Cells[col]
	}
	return ""
}

// head reads what the hidden cells above the rows say.
func (r *reader) head() error {
	broken := errs.New(errs.Invalid, "exchange.template_broken").In("file").Try("exchange.template_again")
	rows := r.sheet.Rows
	parts := strings.Fields(at(rows[0], colKey))
	if len(rows) < 3 || len(parts) != 5 {
		return broken
	}
	var err error
	if r.out.Month, err = period.ParseMonth(parts[2]); err != nil {
		return broken
	}
	if r.total, err = strconv.Atoi(parts[3]); err != nil {
		return broken
	}
	r.out.Unit, r.heads = parts[1], parts[4]
	for i, words := range []*[2]string{&r.scope, &r.firm} {
		a, b, ok := strings.Cut(at(rows[i+1], colKey), "|")
		if !ok {
			return broken
		}
		*words = [2]string{a, b}
	}
	return nil
}

func (r *reader) fault(row int, col int, key string, args ...any) *errs.Error {
	e := errs.New(errs.Invalid, key, args...).AtRow(row, exchange.CellName(col, row))
	if len(r.list) < mostFaults {
		r.list = append(r.list, e)
	}
	return e
}

// row reads one row under the hidden head.
func (r *reader) row(row exchange.Row) {
	key := at(row, colKey)
	if !r.begun { // how it is filled in, then the headings
		if key == "heads" {
			r.begun = true
			texts := make([]string, columns-1)
			for i := range texts {
				texts[i] = at(row, i+1)
			}
			if digest(texts...) != r.heads {
				r.fault(row.Number, colOrdinal, "exchange.template_heads").Try("exchange.template_again")
			}
		}
		return
	}
	parts := strings.Fields(key)
	if len(parts) != 5 {
		r.stranger(row)
		return
	}
	no, _, _ := strings.Cut(parts[0], "/")
	number, err := strconv.Atoi(no)
	if err != nil || number < 1 || number > r.total {
		r.stranger(row)
		return
	}
	if before, twice := r.seen[number]; twice {
		r.fault(row.Number, colName, "exchange.template_twice", "other", before).Try("exchange.template_again")
		return
	}
	if r.seen[number] = row.Number; number < r.last && !r.sorted {
		r.sorted = true
		r.fault(row.Number, colName, "exchange.template_sorted").Try("exchange.template_again")
	}
	r.last = max(r.last, number)
	locked := Row{Ordinal: at(row, colOrdinal), Name: at(row, colName), Measure: at(row, colMeasure), LastYear: at(row, colLastYear), Plan: at(row, colPlan), Before: at(row, colBefore)}
	if locked.locked() != parts[3] {
		r.fault(row.Number, colName, "exchange.template_changed").Try("exchange.template_again")
		return
	}
	r.typed(row, FilledRow{Row: row.Number, ID: id.ID(parts[1]), Seen: id.ID(parts[2]), Name: viet.CleanSpaces(at(row, colName))}, parts[4])
}

// stranger is a row that the sheet did not have; one that only heads a group has
// nothing typed in it.
func (r *reader) stranger(row exchange.Row) {
	for col := colValue; col < columns; col++ {
		if strings.TrimSpace(at(row, col)) != "" {
			r.fault(row.Number, col, "exchange.template_added").Try("exchange.template_again")
			return
		}
	}
	if at(row, colKey) != "group" && slices.ContainsFunc(row.Cells, func(c string) bool { return strings.TrimSpace(c) != "" }) {
		r.fault(row.Number, colName, "exchange.template_added").Try("exchange.template_again")
	}
}

// typed reads what was typed in a row.
func (r *reader) typed(row exchange.Row, out FilledRow, before string) {
	faults := len(r.list)
	for _, col := range []int{colValue, colScope, colFirm, colNote, colMeant} {
		if slices.Contains(row.Formulas, col) {
			r.fault(row.Number, col, "exchange.template_formula").Try("exchange.template_formula_hint")
			continue
		}
		for _, m := range row.Marks {
			if m.Col == col && !m.OfComment() {
				r.list = append(r.list, &errs.Error{Kind: errs.Invalid, What: m.What, Row: row.Number, Cell: exchange.CellName(col, row.Number)})
			}
		}
		if col >= len(row.Kinds) {
			continue
		}
		switch kind := row.Kinds[col]; {
		case kind == exchange.Fault:
			r.fault(row.Number, col, "exchange.template_fault", "text", at(row, col))
		case (kind == exchange.Date || kind == exchange.Bool) && col != colNote:
			r.fault(row.Number, col, "exchange.template_kind", "text", at(row, col)).Try("exchange.template_kind_hint")
		}
	}
	for col := columns; col < len(row.Cells); col++ {
		if text := strings.TrimSpace(row.Cells[col]); text != "" {
			r.fault(row.Number, col, "exchange.template_beyond", "text", text)
		}
	}
	cell := func(col int) string { return strings.TrimSpace(at(row, col)) }
	out.Text, out.Note, out.Meant = cell(colValue), cell(colNote), cell(colMeant)
	out.Within = r.word(row, colScope, r.scope)
	out.Estimate = r.word(row, colFirm, r.firm)
	if len(r.list) > faults {
		return
	}
	if out.Touched = out.Given.digest() != before; out.Touched && row.Hidden {
		r.fault(row.Number, colValue, "exchange.template_hidden", "text", out.Text).Try("exchange.template_hidden_hint")
		return
	}
	r.out.Rows = append(r.out.Rows, out)
}

// word says whether a cell has the second of two words.
func (r *reader) word(row exchange.Row, col int, words [2]string) bool {
	switch text := viet.Fold(viet.CleanSpaces(at(row, col))); text {
	case viet.Fold(words[0]):
	case viet.Fold(words[1]):
		return true
	default:
		if !slices.Contains(row.Formulas, col) {
			r.fault(row.Number, col, "exchange.template_word", "text", at(row, col), "one", words[0], "other", words[1])
		}
	}
	return false
}

// gone tells which rows the sheet had and has no more.
func (r *reader) gone() {
	if !r.begun {
		r.list = append(r.list, errs.New(errs.Invalid, "exchange.template_heads").In("file").Try("exchange.template_again"))
		return
	}
	var missing []string
	for n := 1; n <= r.total; n++ {
		if _, here := r.seen[n]; !here {
			missing = append(missing, strconv.Itoa(n))
		}
	}
	if len(missing) > 0 {
		r.list = append(r.list, errs.New(errs.Invalid, "exchange.template_removed", "n", len(missing), "rows", strings.Join(missing[:min(len(missing), 20)], ", ")).In("file").Try("exchange.template_again"))
	}
}

// Placed gives errors of rows the cells of the fields they are about.
func Placed(err error) errs.List {
	list := errs.All(err)
	for _, e := range list {
		if e.Row > 0 && e.Cell == "" {
			col, ok := fieldOf[e.Field]
			if !ok {
				col = colValue
			}
			e.Cell = exchange.CellName(col, e.Row)
		}
	}
	return list
}
