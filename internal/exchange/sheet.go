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
			return w.readRow(&g, gridRow{number: number, hidden: truth(attr(e, "hidden")) || attr(e, "ht") == "0"}, x)
		case "col":
			g.hide(attr(e, "min"), attr(e, "max"), truth(attr(e, "hidden")) || attr(e, "width") == "0", w.limits.Cols)
		case "mergeCell":
			if m, ok := area(attr(e, "ref")); ok && len(g.merges) < w.limits.Cells {
				g.merges = append(g.merges, m)
			}
		}
		return nil
	})
	if err == nil {
		err = w.readBeside(&g, ref.part)
	}
	return g, err
}

// readRow reads the cells of the row just begun and keeps those with a value.
func (w *workbook) readRow(g *grid, row gridRow, x *xmlReader) error {
	number, col := row.number, -1
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
		if cell.mark.key != "" {
			row.marks = append(row.marks, cell.mark.at(col, number))
		}
		if cell.formula {
			row.made = append(row.made, col)
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
		g.tell(row.marks...)
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

// mostNotes bounds what is told of one sheet.
const mostNotes = 50

// hide keeps in mind that columns do not show; the numbers are from 1.
func (g *grid) hide(from, to string, hidden bool, most int) {
	first, err1 := strconv.Atoi(from)
	last, err2 := strconv.Atoi(to)
	if !hidden || err1 != nil || err2 != nil || first < 1 {
		return
	}
	for col := first - 1; col < last && col < most; col++ {
		for len(g.hidden) <= col {
			g.hidden = append(g.hidden, false)
		}
		g.hidden[col] = true
	}
}

// readCell reads the cell just begun: its stored value, never its formula.
func (w *workbook) readCell(e xml.StartElement, x *xmlReader) (gridCell, error) {
	var value string
	var inline shownText
	formula := false
	err := x.inside(func(tok xml.Token) error {
		start, ok := tok.(xml.StartElement)
		if !ok {
			return nil
		}
		var err error
		switch start.Name.Local {
		case "v":
			value, err = x.text(w.limits.CellBytes)
		case "f":
			formula = true
		case "is":
			inline, err = x.shownText(w.limits.CellBytes)
		}
		return err
	})
	if err != nil {
		return gridCell{}, err
	}
	style := w.styleOf(attr(e, "s"))
	cell, err := w.valueOf(attr(e, "t"), value, inline, style)
	if err != nil {
		return cell, err
	}
	cell.text, cell.formula = clean(cell.text), formula
	if !inline.own && !cell.ownFont {
		cell.font = style.font
	}
	switch {
	case formula && strings.TrimSpace(value) == "" && inline.text == "" && attr(e, "t") != "str":
		return gridCell{formula: true, mark: mark{key: "exchange.mark_formula"}}, nil
	case style.struck && strings.TrimSpace(cell.text) != "":
		return gridCell{mark: mark{"exchange.mark_struck", strings.TrimSpace(cell.text)}}, nil
	case strings.TrimSpace(cell.text) == "":
		cell.kind = Empty
	}
	return cell, nil
}

// valueOf reads a value by the type the cell says it has.
func (w *workbook) valueOf(kind, value string, inline shownText, style cellStyle) (gridCell, error) {
	switch kind {
	case "s":
		i, err := strconv.Atoi(strings.TrimSpace(value))
		if err != nil || i < 0 || i >= len(w.strings) {
			return gridCell{}, errors.New("exchange: no such shared string")
		}
		return gridCell{kind: Text, text: w.strings[i].text, mark: w.strings[i].mark, ownFont: w.strings[i].own, old: w.strings[i].old}, nil
	case "inlineStr":
		return gridCell{kind: Text, text: inline.text, mark: inline.mark, old: inline.old}, nil
	case "str":
		return gridCell{kind: Text, text: unescapeX(value)}, nil
	case "e":
		return gridCell{kind: Fault, text: value}, nil
	case "b":
		if value != "" {
			value = map[bool]string{true: "TRUE", false: "FALSE"}[truth(value)]
		}
		return gridCell{kind: Bool, text: value}, nil
	case "d":
		k, text := isoDate(value)
		return gridCell{kind: k, text: text}, nil
	}
	return w.number(value, style), nil
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
