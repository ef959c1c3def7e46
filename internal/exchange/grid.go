package exchange

import (
	"cmp"
	"slices"

	"dondoc/internal/errs"
	"dondoc/internal/phrase"
)

// grid is a sheet as it stands in the file: only cells that hold something, in
// rows and columns that ascend.
type grid struct {
	sheet  string
	rows   []gridRow
	merges []rect
	hidden []bool // columns that do not show
	notes  []phrase.Phrase
}

type gridRow struct {
	number int // from 1
	hidden bool
	marks  []Mark
	fields int    // that a line of a text file has, empty ones among them
	made   []int  // columns of formulas
	joined []int  // columns that are merged with the row above
	across []rect // areas that reach over several columns
	cells  []gridCell
}

type gridCell struct {
	col  int // from 0
	kind Kind
	text string
	mark mark

	formula bool
	ownFont bool    // its runs name their fonts
	old     oldKind // a run of it was in
	font    string  // its own, of before Unicode
	shown   string  // a number with the zeros that its format shows behind it
}

// rect is a merged area, corners included; columns from 0, rows from 1.
type rect struct{ left, top, right, bottom int }

func (r gridRow) at(col int) gridCell {
	i, ok := slices.BinarySearchFunc(r.cells, col, func(c gridCell, col int) int { return cmp.Compare(c.col, col) })
	if !ok {
		return gridCell{col: col}
	}
	return r.cells[i]
}

// put sets a cell that holds nothing yet.
func (r *gridRow) put(c gridCell) {
	i, ok := slices.BinarySearchFunc(r.cells, c.col, func(x gridCell, col int) int { return cmp.Compare(x.col, col) })
	if !ok {
		r.cells = slices.Insert(r.cells, i, c)
	}
}

// find gives the index of the first row numbered n or later.
func (g *grid) find(n int) int {
	i, _ := slices.BinarySearchFunc(g.rows, n, func(r gridRow, n int) int { return cmp.Compare(r.number, n) })
	return i
}

// width is one more than the last column that holds something.
func (g *grid) width() int {
	w := 0
	for _, r := range g.rows {
		if n := len(r.cells); n > 0 {
			w = max(w, r.cells[n-1].col+1)
		}
	}
	return w
}

// fillMerges writes the value of every merged area into its other cells: in all
// of them in the rows of a header, elsewhere only downwards, because a heading
// drawn across the whole table is not the value of every column.
func (g *grid) fillMerges(inHeader func(row int) bool, limits Limits) error {
	budget := limits.Cells
	for _, m := range g.merges {
		i := g.find(m.top)
		if i == len(g.rows) || g.rows[i].number != m.top {
			continue
		}
		value := g.rows[i].at(m.left)
		if value.kind == Empty {
			continue
		}
		for ; i < len(g.rows) && g.rows[i].number <= m.bottom; i++ {
			right := m.left
			if inHeader(g.rows[i].number) {
				right = min(m.right, limits.Cols-1)
			} else if m.right > m.left && len(g.rows[i].across) < limits.Cols {
				g.rows[i].across = append(g.rows[i].across, m)
			}
			for col := m.left; col <= right; col++ {
				if budget--; budget < 0 {
					return tooMany("exchange.too_many_cells", limits.Cells)
				}
				value.col = col
				g.rows[i].put(value)
			}
			if g.rows[i].number > m.top {
				g.rows[i].joined = append(g.rows[i].joined, m.left)
			}
		}
	}
	return nil
}

func tooMany(key string, limit int) *errs.Error {
	return errs.New(errs.TooLarge, key, "limit", limit).Try("exchange.too_large_hint")
}
