package exchange

import (
	"cmp"
	"regexp"
	"slices"
	"strings"

	"dondoc/internal/measure"
	"dondoc/internal/phrase"
	"dondoc/internal/viet"
)

// tellUnused names the columns that have a header and content and were not
// used: nothing of a sheet is left out without a word. Those that do not show
// are told already.
func (t *Table) tellUnused(used func(col int) bool) {
	own := t.ownColumns()
	for col, h := range t.Header {
		if h == "" || t.hides(col) || used(col) || own[headerWords(h)] {
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

// ownLists are the lists that the program itself writes: the headers that tell
// one, and those of its columns that say how things stand and are not taken in
// again. Under another table the same headers are told as any.
var ownLists = []struct{ by, says []string }{
	{spellings("nhiệm vụ;đã gia hạn đến;tình trạng;hoàn thành ngày"), spellings("tình trạng;hoàn thành ngày")},
	{spellings("task;extended to;status;done on"), spellings("status;done on")},
	{spellings("tháng;% kế hoạch;người chịu trách nhiệm;đơn vị chịu trách nhiệm;số liệu;cam kết xong trước ngày"),
		spellings("người chịu trách nhiệm;số liệu;nguyên nhân;giải pháp;cam kết xong trước ngày")},
	{spellings("month;% of plan;who answers;unit that answers;figure;promised by"), spellings("who answers;figure;cause;remedy;promised by")},
}

// ownRemarks head the sheets of the program's own files that hold no table and are
// not taken in again: what a year's plan drops, with its reasons.
var ownRemarks = spellings("chỉ tiêu năm trước không giao tiếp;targets of the year before that are not set again")

// own says whether a sheet without a table is one that the program wrote.
func (g *grid) own() bool {
	cells := g.rows[0].cells
	return len(cells) == 1 && slices.Contains(ownRemarks, headerWords(cells[0].text))
}

// ownColumns gives the headers of a list of the program's own that need no word.
func (t *Table) ownColumns() map[string]bool {
	have, out := map[string]bool{}, map[string]bool{}
	for _, h := range t.Header {
		have[headerWords(h)] = true
	}
	for _, l := range ownLists {
		if slices.ContainsFunc(l.by, func(h string) bool { return !have[h] }) {
			continue
		}
		for _, h := range l.says {
			out[h] = true
		}
	}
	return out
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
	if len(s.earlier) > 0 {
		s.table.note(phrase.New("exchange.years_earlier", "headers", s.table.headed(s.earlier)))
	}
	s.table.tellUnused(func(col int) bool {
		f := s.columns[col].field
		return used[col] || f == fieldCompare || f == fieldLabel
	})
}

var (
	inHeader = regexp.MustCompile(`\(([^()\d]{1,30})\)\s*$`)

	// unitNamed is a unit of measure behind a header of its own words: "Chỉ tiêu (ĐVT: ha)".
	unitNamed = regexp.MustCompile(`(?i)(\S)\s*\(\s*(?:ĐVT|đơn vị tính|đơn vị)\s*:\s*([^()]{1,30})\)\s*$`)
)

// unitInHeader gives the unit of measure that the plan's or the results' header
// states, "Kế hoạch 2025 (ha)", where the sheet has no column of units.
func (s *sheet) unitInHeader() string {
	if _, ok := s.column[fieldUnit]; ok {
		return ""
	}
	return cmp.Or(s.unitHeads(fieldPlan), s.unitHeads(fieldActual), s.unitHeads(fieldName))
}

// unitHeads gives the unit that the header of a field states.
func (s *sheet) unitHeads(f field) string {
	i, ok := s.column[f]
	if !ok {
		return ""
	}
	for level := range strings.SplitSeq(s.table.Header[i], " / ") {
		if m := unitNamed.FindStringSubmatch(level); m != nil {
			return strings.TrimSpace(m[2])
		}
		if m := inHeader.FindStringSubmatch(level); m != nil {
			if unit := strings.TrimSpace(m[1]); measure.LookupUnit(unit).Known() {
				return unit
			}
		}
	}
	return ""
}

var bareFigure = regexp.MustCompile(`^-?[\d.,\s]+$`)

// withUnit writes the unit of its column behind a figure, where that is another
// than the row's own: "Thực hiện (tấn)" beside "Kế hoạch (ha)".
func (r *targetReader) withUnit(f field, cell string, own string, kind Kind) (string, bool) {
	unit := r.sheet.unitHeads(f)
	if unit == "" || viet.Fold(unit) == viet.Fold(own) || !bareFigure.MatchString(cell) {
		return cell, false
	}
	if _, part, ok := strings.Cut(cell, ","); ok && kind == Number && len(part) == 3 {
		cell += "0" // a number of a workbook has no thousands
	}
	return cell + " " + unit, true
}

// sameAsAbove is a mark for what stands in the row above.
var sameAsAbove = regexp.MustCompile(`^(?:[-–(]?\s*(?:nt|n/t|như trên)\s*[-–.)]?|[-–]?\s*(?:"|”|“|″|〃|//|\x27\x27)\s*[-–]?)$`)

// dittos puts the unit of the row above where a cell says so; of a figure it is
// told, since nobody says that one is the same.
func (r *targetReader) dittos(out *TargetRow) {
	if sameAsAbove.MatchString(strings.ToLower(out.UnitOfMeasure)) {
		out.UnitOfMeasure = ""
		if n := len(r.rows); n > 0 {
			out.UnitOfMeasure = r.rows[n-1].UnitOfMeasure
		}
	}
	if n := len(r.rows); n > 0 && sameAsAbove.MatchString(strings.ToLower(strings.TrimSpace(out.Answer))) {
		out.Answer = r.rows[n-1].Answer
	}
	for f, cell := range map[field]string{fieldPlan: out.Plan, fieldActual: out.Actual} {
		if sameAsAbove.MatchString(strings.ToLower(cell)) {
			out.Doubts = append(out.Doubts, phrase.New("exchange.same_as_above", "cell", out.Cells[string(f)], "text", cell))
		}
	}
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
