package exchange

import (
	"encoding/xml"
	"errors"
	"strconv"
	"strings"

	"dondoc/internal/errs"
)

// readSheet reads one worksheet.
func (w *workbook) readSheet(ref sheetRef) (grid, error) {
	g := grid{sheet: ref.name}
	if w.parts[ref.part] == nil {
		return g, errors.New("exchange: a sheet's part is missing")
	}
	last := 0 // number of the last row seen, empty ones too
	err := w.elements(ref.part, func(e xml.StartElement, x *xmlReader) error {
		switch e.Name.Local {
		case "row":
			number := last + 1
			if r := attr(e, "r"); r != "" {
				n, err := strconv.Atoi(r)
				if err != nil || n <= last || n > 1<<20 {
					return errors.New("exchange: rows out of order")
				}
				number = n
			}
			last = number
			return w.readRow(&g, number, x)
		case "mergeCell":
			if m, ok := area(attr(e, "ref")); ok && len(g.merges) < w.limits.Cells {
				g.merges = append(g.merges, m)
			}
		}
		return nil
	})
	return g, err
}

// readRow reads the cells of the row just begun and keeps those with a value.
func (w *workbook) readRow(g *grid, number int, x *xmlReader) error {
	row := gridRow{number: number}
	col := -1
	err := x.inside(func(tok xml.Token) error {
		e, ok := tok.(xml.StartElement)
		if !ok || e.Name.Local != "c" {
			return nil
		}
		at := col + 1
		if r := attr(e, "r"); r != "" {
			c, n, ok := cellAt(r)
			if !ok || n != number || c <= col {
				return errors.New("exchange: cells out of order")
			}
			at = c
		}
		col = at
		cell, err := w.readCell(e, x)
		if err != nil {
			return placed(err, number, CellName(col, number))
		}
		if cell.kind == Empty {
			return nil
		}
		if col >= w.limits.Cols {
			return tooMany("exchange.too_many_columns", w.limits.Cols).AtRow(number, CellName(col, number))
		}
		if w.cells++; w.cells > w.limits.Cells {
			return tooMany("exchange.too_many_cells", w.limits.Cells)
		}
		cell.col = col
		row.cells = append(row.cells, cell)
		return nil
	})
	if err != nil || len(row.cells) == 0 {
		return err
	}
	if g.rows = append(g.rows, row); len(g.rows) > w.limits.Rows {
		return tooMany("exchange.too_many_rows", w.limits.Rows)
	}
	return nil
}

// placed adds the cell to an error for people.
func placed(err error, row int, cell string) error {
	var known *errs.Error
	if errors.As(err, &known) {
		return known.AtRow(row, cell)
	}
	return err
}

// readCell reads the cell just begun: its cached value, never its formula.
func (w *workbook) readCell(e xml.StartElement, x *xmlReader) (gridCell, error) {
	var value, inline string
	err := x.inside(func(tok xml.Token) error {
		start, ok := tok.(xml.StartElement)
		if !ok {
			return nil
		}
		var err error
		switch start.Name.Local {
		case "v":
			value, err = x.text(w.limits.CellBytes)
		case "is":
			inline, err = x.richText(w.limits.CellBytes)
		}
		return err
	})
	if err != nil {
		return gridCell{}, err
	}
	kind := Text
	switch attr(e, "t") {
	case "s":
		i, err := strconv.Atoi(strings.TrimSpace(value))
		if err != nil || i < 0 || i >= len(w.strings) {
			return gridCell{}, errors.New("exchange: no such shared string")
		}
		value = w.strings[i]
	case "inlineStr":
		value = inline
	case "str":
		value = unescapeX(value)
	case "e":
		kind = Fault
	case "b":
		kind = Bool
		if value != "" {
			value = map[bool]string{true: "TRUE", false: "FALSE"}[truth(value)]
		}
	case "d":
		kind, value = isoDate(value)
	default:
		kind, value = w.number(value, attr(e, "s"))
	}
	if strings.TrimSpace(value) == "" {
		kind = Empty
	}
	return gridCell{kind: kind, text: value}, nil
}

// area reads "B3:D5".
func area(ref string) (rect, bool) {
	from, to, ok := strings.Cut(ref, ":")
	if !ok {
		return rect{}, false
	}
	left, top, ok1 := cellAt(from)
	right, bottom, ok2 := cellAt(to)
	return rect{left, top, right, bottom}, ok1 && ok2 && left <= right && top <= bottom
}
