package exchange

import (
	"slices"

	"dondoc/internal/viet"
)

// apart parts a table whose header begins again further right into the tables
// that stand side by side there, each to be chosen by the cell its header
// begins in. A table that does not is given back as it is.
func (t *Table) apart() []*Table {
	begins := t.blocks()
	if len(begins) < 2 {
		return []*Table{t}
	}
	var out []*Table
	for i, from := range begins {
		to := len(t.Header)
		if i+1 < len(begins) {
			to = begins[i+1]
		}
		block := *t
		block.Header, block.Rows, block.from = inColumns(t.Header, from, to), nil, from
		if i > 0 {
			block.Notes, block.Left, block.Issues = nil, nil, nil
		}
		for _, row := range t.Rows {
			row.Cells, row.Kinds = inColumns(row.Cells, from, to), inColumns(row.Kinds, from, to)
			if slices.ContainsFunc(row.Kinds, func(k Kind) bool { return k != Empty }) {
				block.Rows = append(block.Rows, row)
			}
		}
		out = append(out, &block)
	}
	return out
}

// blocks gives the columns in which the header begins, and begins again: the
// same headers in the same order, what rows are named by among them.
func (t *Table) blocks() []int {
	first := slices.IndexFunc(t.Header, func(h string) bool { return h != "" })
	if first < 0 {
		return nil
	}
	begins := []int{first}
	for col := first + 2; col < len(t.Header); col++ {
		if t.Header[col] == "" || viet.Fold(t.Header[col]) != viet.Fold(t.Header[first]) {
			continue
		}
		named, same := false, 0
		for i := first; i < col && i-first+col < len(t.Header); i++ {
			a, b := t.Header[i], t.Header[i-first+col]
			if a == "" || viet.Fold(a) != viet.Fold(b) {
				break
			}
			same++
			named = named || columnOf(a).field == fieldName || taskTable.fieldOf(a) == "name"
		}
		if named && same >= 2 {
			begins = append(begins, col)
		}
	}
	return begins
}

// inColumns keeps what stands from one column up to another, in its place.
func inColumns[T any](list []T, from, to int) []T {
	out := make([]T, len(list))
	copy(out[from:to], list[from:to])
	return out
}
