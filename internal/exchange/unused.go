package exchange

import (
	"regexp"
	"strings"

	"dondoc/internal/measure"
	"dondoc/internal/phrase"
)

// tellUnused names the columns that have a header and content and were not
// used: nothing of a sheet is left out without a word. Those that do not show
// are told already.
func (t *Table) tellUnused(used func(col int) bool) {
	for col, h := range t.Header {
		if h == "" || t.hides(col) || used(col) {
			continue
		}
		n := 0
		for _, row := range t.Rows {
			if col < len(row.Kinds) && row.Kinds[col] != Empty {
				n++
			}
		}
		if n > 0 {
			t.note(phrase.New("exchange.column_unused", "column", columnName(col), "header", h, "n", n))
		}
	}
}

// tellUnused names the columns of a targets sheet that were not used. Ordinal
// numbers and comparisons with another year need no word.
func (s *sheet) tellUnused() {
	used := map[int]bool{}
	for _, i := range s.column {
		used[i] = true
	}
	for _, i := range s.earlier {
		used[i] = true
	}
	s.table.tellUnused(func(col int) bool {
		f := s.columns[col].field
		return used[col] || f == fieldCompare || f == fieldLabel
	})
}

var inHeader = regexp.MustCompile(`\(([^()\d]{1,30})\)\s*$`)

// unitInHeader gives the unit of measure that the plan's or the results' header
// states, "Kế hoạch 2025 (ha)", where the sheet has no column of units.
func (s *sheet) unitInHeader() string {
	if _, ok := s.column[fieldUnit]; ok {
		return ""
	}
	for _, f := range []field{fieldPlan, fieldActual} {
		i, ok := s.column[f]
		if !ok {
			continue
		}
		for level := range strings.SplitSeq(s.table.Header[i], " / ") {
			if m := inHeader.FindStringSubmatch(level); m != nil {
				if unit := strings.TrimSpace(m[1]); measure.LookupUnit(unit).Known() {
					return unit
				}
			}
		}
	}
	return ""
}

// usedIn says which columns of a table were taken for a field.
func usedIn(at map[string]int) func(int) bool {
	return func(col int) bool {
		for _, i := range at {
			if i == col {
				return true
			}
		}
		return false
	}
}
