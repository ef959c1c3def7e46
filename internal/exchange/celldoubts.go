package exchange

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"dondoc/internal/measure"
	"dondoc/internal/phrase"
	"dondoc/internal/viet"
)

var (
	powerOfTen = regexp.MustCompile(`^10\s*(?:\^\s*)?([³⁶⁹]|\^[369])\s*`)
	footMark   = regexp.MustCompile(`\d\s*%?\s*(\*+|\(\*+\)|\([a-z]\)|\(\d\)|[¹²³]\)?)$`)
	aboutMark  = regexp.MustCompile(`^\s*([~≈])`)
	fraction   = regexp.MustCompile(`^0([.,])\d+$`)
	smallRate  = regexp.MustCompile(`\b(?:tang|giam|sinh|tu vong|chet|suat|toc do|phat trien|that nghiep|bo hoc|trong tong)\b`)
	figureUnit = regexp.MustCompile(`^\d`)
)

// statesItself is a name that says what is to be reached: "Không để xảy ra …".
var statesItself = regexp.MustCompile(`^[-–—+•* ]*khong\b|\d|^hoan thanh\b|^khoi cong\b`)

// unitOf writes a unit of measure without the power of ten before it: "10³ người"
// are thousands of people.
func unitOf(cell string) string {
	unit := viet.CleanSpaces(cell)
	m := powerOfTen.FindStringSubmatch(unit)
	if m == nil {
		return unit
	}
	word := map[string]string{"³": "nghìn", "^3": "nghìn", "⁶": "triệu", "^6": "triệu", "⁹": "tỷ", "^9": "tỷ"}[m[1]]
	return strings.TrimSpace(word + " " + unit[len(m[0]):])
}

// unitInName gives the unit that ends a name in brackets, where it is one that is
// known: "Diện tích chè (ha)".
func unitInName(name string) string {
	open := strings.LastIndexByte(name, '(')
	if open < 0 || !strings.HasSuffix(name, ")") {
		return ""
	}
	inside := strings.TrimSpace(name[open+1 : len(name)-1])
	if m := unitLine.FindStringSubmatch(inside); m != nil {
		inside = viet.CleanSpaces(m[1])
	}
	if inside == "" || !measure.LookupUnit(inside).Known() {
		return ""
	}
	return inside
}

// unitBehind gives the unit that ends a heading after a comma: "Tỷ lệ, %".
func unitBehind(name string) string {
	i := strings.LastIndexByte(name, ',')
	if i < 0 {
		return ""
	}
	if unit := strings.TrimSpace(name[i+1:]); unit != "" && measure.LookupUnit(unit).Known() {
		return unit
	}
	return ""
}

// noteLine begins a line under a name that says something of the target.
var noteLine = regexp.MustCompile(`^(?i:lưu ý|ghi chú|nguyên nhân|giải pháp|biện pháp|cam kết xong trước ngày|note|cause|remedy|promised by)\s*:`)

// notesUnder parts the lines of a name's cell into the name and what is said under
// it, as boards print it.
func notesUnder(cell string) (name string, notes []string) {
	var own []string
	for line := range strings.Lines(cell) {
		if line = strings.TrimSpace(line); len(own) > 0 && (len(notes) > 0 || noteLine.MatchString(line)) {
			notes = append(notes, line)
			continue
		}
		own = append(own, strings.TrimSpace(line))
	}
	return strings.Join(own, "\n"), notes
}

// doubtCells tells what stands beside a figure and is not read with it, and what
// could be meant otherwise.
func (r *targetReader) doubtCells(out *TargetRow, row Row) {
	doubt := func(key string, f field, text string) {
		out.Doubts = append(out.Doubts, phrase.New(key, "cell", CellName(r.sheet.column[f], row.Number), "text", text))
	}
	for _, c := range []struct {
		field field
		text  string
	}{{fieldPlan, out.Plan}, {fieldActual, out.Actual}} {
		if m := footMark.FindStringSubmatch(c.text); m != nil {
			doubt("exchange.foot_mark", c.field, m[1])
		}
		if col := r.sheet.column[c.field]; c.text != "" && slices.Contains(row.joined, col) && !slices.Contains(row.joined, r.sheet.column[fieldName]) && out.PartOf == 0 {
			doubt("exchange.figure_joined", c.field, c.text)
		}
		if m := aboutMark.FindStringSubmatch(c.text); m != nil {
			doubt("exchange.about_mark", c.field, c.text)
		}
		m := fraction.FindStringSubmatch(c.text)
		if m == nil || out.UnitOfMeasure != "%" || smallRate.MatchString(viet.Fold(out.Name)) {
			continue
		}
		if v, err := strconv.ParseFloat(strings.Replace(c.text, ",", ".", 1), 64); err == nil && (m[1] == "." || v >= 0.5) {
			doubt("exchange.fraction", c.field, c.text)
		}
	}
	for _, m := range row.across {
		for _, f := range []field{fieldActual, fieldPlan, fieldBaseline, fieldPercent} {
			col, ok := r.sheet.column[f]
			if ok && col > m.left && col <= m.right && row.Kinds[m.left] != Empty && r.figureColumn(m.left) {
				out.Doubts = append(out.Doubts, phrase.New("exchange.merged_across", "cell", CellName(m.left, row.Number), "text", row.Cells[m.left], "header", r.sheet.table.Header[col]))
			}
		}
	}
	if _, ok := r.sheet.column[fieldUnit]; ok && figureUnit.MatchString(out.UnitOfMeasure) {
		doubt("exchange.unit_figure", fieldUnit, out.UnitOfMeasure)
	}
}

// figureColumn says whether a column is taken for figures.
func (r *targetReader) figureColumn(col int) bool {
	for _, f := range []field{fieldPlan, fieldActual, fieldBaseline, fieldPercent} {
		if at, ok := r.sheet.column[f]; ok && at == col {
			return true
		}
	}
	return false
}

// byGroup names targets that bear one name in several groups by the group too:
// "Diện tích" under "Lúa" and under "Ngô".
func (r *targetReader) byGroup() {
	groups := map[string]map[string]bool{}
	of := func(row TargetRow) string { return viet.Fold(row.Name) + "|" + viet.Fold(row.UnitOfMeasure) }
	for _, row := range r.rows {
		if row.PartOf == 0 {
			if groups[of(row)] == nil {
				groups[of(row)] = map[string]bool{}
			}
			groups[of(row)][row.Section] = true
		}
	}
	told := false
	for i := range r.rows {
		row := &r.rows[i]
		group := strings.TrimRight(row.Section, " .:")
		if row.PartOf != 0 || len(groups[of(*row)]) < 2 || group == "" || aYear.MatchString(viet.Fold(group)) {
			continue
		}
		row.Name = group + ": " + row.Name
		if !told {
			told = true
			r.sheet.table.note(phrase.New("exchange.by_group", "row", row.No, "name", row.Name))
		}
	}
}

// aYear is a heading that says by when: its targets are told apart by the year.
var aYear = regexp.MustCompile(`\bnam (?:19|20)\d\d\b`)
