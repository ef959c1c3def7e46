package exchange

import (
	"cmp"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"dondoc/internal/criterion"
	"dondoc/internal/errs"
	"dondoc/internal/measure"
	"dondoc/internal/period"
	"dondoc/internal/phrase"
	"dondoc/internal/viet"
)

// TargetRow is one target as a sheet has it: what is read and judged of it, and
// what else its cells say. The wording of plan, actual and class is the sheet's
// own, only freed of space at its ends. No is the row as the spreadsheet program
// counts it.
type TargetRow struct {
	criterion.Row
	Label    string            // "1", "1a", "2.3"
	Year     int               // by whose end a document's text wants it, 0 where it does not say
	Section  string            // the heading above, or the field's own column
	Answer   string            // who answers
	Estimate bool              // the actual's column says "ước"
	Month    string            // by when the result is, where the sheet has a column of months
	Source   string            //
	Note     string            //
	Cells    map[string]string // name of the cell of each of the above: "plan": "D7"
	Doubts   []phrase.Phrase   // what a person should look at; nothing is refused for it
}

// Choice says what to take where a file leaves it open, or is to be read in
// another way than it would be. Its zero value lets the file decide.
type Choice struct {
	Cycle   period.Cycle      // the year whose plan and results are wanted
	Table   string            // name of the sheet, or of the table
	Plan    string            // header or letter of the plan's column
	Actual  string            // header or letter of the results' column
	Columns map[string]string // field → header or letter of its column, "-" for none
	Rows    map[int]As        // what single rows are to be taken for
}

// IsTargetSheet says whether the table has the columns of a targets sheet.
func (t *Table) IsTargetSheet() bool {
	s := sheetOf(t)
	return len(s.candidates[fieldName]) > 0 &&
		len(s.candidates[fieldPlan])+len(s.candidates[fieldActual])+len(s.candidates[fieldPercent])+len(s.candidates[fieldYear]) > 0
}

// TargetColumns gives the columns of a targets sheet with what each is taken for.
func (t *Table) TargetColumns(choice Choice) []Column {
	s := sheetOf(&Table{Header: t.Header, Hidden: t.Hidden})
	_ = s.choose(choice) // what could not be chosen stays open
	at := map[string]int{}
	for f, i := range s.column {
		at[string(f)] = i
	}
	return t.Taken(at)
}

// ReadTargetRows reads the targets of a sheet by its headers, however they are
// spelled; see fieldSpellings. Headings between the targets become their
// Section. What was decided is added to the table's Notes.
//
// The errors name row and cell: a figure without a target's name, an error
// value in a column that is used; or, without a row, that a needed column is
// missing or that several columns could be meant. Rows without errors are
// returned all the same, for showing; whoever writes them must not when there
// are errors.
func ReadTargetRows(t *Table, choice Choice) ([]TargetRow, errs.List) {
	return withMore(t, choice, readTargetRows)
}

func readTargetRows(t *Table, choice Choice) ([]TargetRow, errs.List) {
	s := sheetOf(t)
	if list := s.choose(choice); len(list) > 0 {
		return nil, list
	}
	r := targetReader{sheet: s, choice: choice, unit: cmp.Or(s.unitInHeader(), unitAbove(append(slices.Clone(t.Preamble), t.Above))), section: headingAbove(t.Preamble), labelled: map[inSection]int{}, whole: map[string]int{}, decides: map[int]bool{}}
	for _, f := range []field{fieldName, fieldUnit, fieldPlan, fieldActual} {
		if i, ok := s.column[f]; ok {
			r.decides[i] = true
		}
	}
	_, r.labels = s.column[fieldLabel]
	for _, row := range t.body(choice, r.figures) {
		r.read(row)
	}
	r.groups()
	r.byGroup()
	if r.heading != "" && r.headingRow > 0 {
		t.Notes = append(t.Notes, phrase.New("exchange.text_below", "row", r.headingRow, "text", r.heading))
	}
	r.doubtRepeats()
	if other := t.Heading().OtherYear(choice.Cycle.Year()); other != "" && len(r.rows) > 0 {
		r.rows[0].Doubts = append(r.rows[0].Doubts, phrase.New("exchange.title_year", "year", other, "cycle", choice.Cycle))
	}
	s.tellUnused()
	if len(r.rows) == 0 && len(r.errors) == 0 {
		r.errors = append(r.errors, errs.New(errs.Invalid, "exchange.no_targets").Try("exchange.no_table_hint"))
	}
	return r.rows, r.errors
}

// targetReader goes down the rows of a sheet.
type targetReader struct {
	sheet      *sheet
	choice     Choice
	decides    map[int]bool // columns an error in which is no doubt but an error
	unit       string       // of the whole sheet, from "ĐVT: …" above it
	groupUnit  string       // of the rows under a heading that says one
	roman      bool         // the last heading had a Roman number
	rows       []TargetRow
	errors     errs.List
	section    string
	heading    string // the last heading, until a target follows it
	headingRow int
	labelled   map[inSection]int // row of the last target with a label
	whole      map[string]int    // row of the last target of a section that is no part
	labels     bool              // the sheet numbers its rows
	above      []hung            // rows under which the next may hang
	joined     int               // the last row that went on with the name above it
	ofWhich    bool              // a row "Trong đó:" was the last without figures
	which      TargetRow         // the last row "Trong đó: Trâu", whose siblings follow it
}

// inSection is a label within a section.
type inSection struct{ section, label string }

// cells puts the cells of a row in their places; false where one that decides holds
// an error.
func (r *targetReader) cells(row Row) (TargetRow, bool) {
	out := TargetRow{Row: criterion.Row{No: row.Number}, Cells: map[string]string{}, Estimate: r.sheet.estimate}
	bad := false
	get := func(f field) string {
		col, ok := r.sheet.column[f]
		if !ok {
			return ""
		}
		if row.Kinds[col] == Fault && !r.decides[col] {
			return ""
		}
		if row.Kinds[col] == Fault {
			r.errors = append(r.errors, errs.New(errs.Invalid, "exchange.cell_fault", "value", row.Cells[col]).
				AtRow(row.Number, CellName(col, row.Number)).In(string(f)).Try("exchange.cell_fault_hint"))
			bad = true
		}
		out.Cells[string(f)] = CellName(col, row.Number)
		return strings.TrimSpace(row.Cells[col])
	}
	name, notes := notesUnder(get(fieldName))
	out.Label, out.Name = get(fieldLabel), viet.CleanSpaces(name)
	if len(notes) > 0 {
		out.Doubts = append(out.Doubts, phrase.New("exchange.notes_in_name", "cell", out.Cells[string(fieldName)], "text", strings.Join(notes, " ")))
	}
	if out.Label != "" {
		out.Label = row.labelOf(r.sheet.column[fieldLabel])
	}
	out.UnitOfMeasure, out.Section = unitOf(get(fieldUnit)), viet.CleanSpaces(get(fieldSection))
	out.Plan, out.Actual, out.LastYear = get(fieldPlan), get(fieldActual), get(fieldBaseline)
	out.Percent, out.Class, out.Answer = get(fieldPercent), get(fieldClass), get(fieldAnswer)
	out.Source, out.Note, out.Month = get(fieldSource), get(fieldNote), get(fieldMonth)
	if out.Month == "" && r.sheet.month > 0 && out.Actual+out.Percent != "" {
		out.Month = strconv.Itoa(r.sheet.month)
	}
	out.Until = untilMonth(out.Month)
	for _, i := range r.sheet.earlier {
		if row.Kinds[i] != Fault {
			out.Earlier = append(out.Earlier, criterion.FigureAsWritten{Period: r.sheet.table.Header[i], Text: strings.TrimSpace(row.Cells[i])})
		}
	}
	return out, !bad
}

func (r *targetReader) read(row Row) {
	out, ok := r.cells(row)
	if !ok {
		return
	}
	out.Doubts = append(out.Doubts, row.doubts(r.decides)...)
	said := out.UnitOfMeasure + out.Plan + out.Actual + out.LastYear + out.Percent + out.Class
	as := r.choice.Rows[row.Number]
	switch {
	case as == "" && said == "" && ofWhich.MatchString(out.Name):
		r.ofWhich = true
		r.sheet.table.leave(row.Number, asRemark, out.Name)
		return
	case as == "" && ((out.Label == "" || sectionLabel.MatchString(out.Label)) && isTotal(out.Name) || out.Name == "" && isTotal(out.Label)):
		r.sheet.table.leave(row.Number, asTotal, row.text())
		return
	case as == "" && said+out.Label+out.Answer == "" && r.goesOn(row.Number, out.Name):
		last := &r.rows[len(r.rows)-1]
		last.Name += " " + out.Name
		r.joined = row.Number
		r.sheet.table.note(phrase.New("exchange.row_joined", "row", row.Number, "to", last.No))
		return
	case as == "" && said == out.UnitOfMeasure && isHeading(out) && (said == "" || sectionLabel.MatchString(out.Label) && out.Label != "" && !statesItself.MatchString(viet.Fold(out.Name))):
		r.heading, r.headingRow, r.ofWhich = strings.TrimSpace(out.Label+" "+out.Name), row.Number, false
		r.groupUnit, r.roman = cmp.Or(out.UnitOfMeasure, unitAbove([]string{out.Name}), unitInName(out.Name), unitBehind(out.Name)), romanOrdinal.MatchString(out.Label)
		if r.groupUnit != "" {
			r.sheet.table.note(phrase.New("exchange.group_unit", "row", row.Number, "text", out.Name, "unit", r.groupUnit))
		}
		if sectionLabel.MatchString(out.Label) && out.Name != "" {
			r.heading = out.Name
		}
		r.sheet.table.leave(row.Number, asHeading, r.heading)
		return
	case said == "" && out.Name == "":
		return
	case out.Name == "":
		cell := out.Cells[string(fieldName)]
		if text := row.struck(r.sheet.column[fieldName]); text != "" {
			r.errors = append(r.errors, errs.New(errs.Invalid, "exchange.name_struck", "text", text).AtRow(row.Number, cell).In(string(fieldName)).Try("exchange.name_missing_hint"))
			return
		}
		r.errors = append(r.errors, errs.New(errs.Invalid, "exchange.name_missing").AtRow(row.Number, cell).
			In(string(fieldName)).Try("exchange.name_missing_hint"))
		return
	}
	r.keep(out, row)
}

func (r *targetReader) keep(out TargetRow, row Row) {
	if r.heading != "" {
		r.section, r.heading = r.heading, ""
	}
	if r.roman && romanOrdinal.MatchString(out.Label) {
		r.section, r.groupUnit = out.Name, "" // a heading with a figure of its own
	}
	if out.Section == "" {
		out.Section = r.section
	}
	r.dittos(&out)
	out.UnitOfMeasure = cmp.Or(out.UnitOfMeasure, unitInName(out.Name), r.groupUnit, r.unit)
	out.PlanMeant = meant(r.kind(row, fieldPlan), out.Plan)
	out.ActualMeant = meant(r.kind(row, fieldActual), out.Actual)
	var other bool
	if out.Plan, other = r.withUnit(fieldPlan, out.Plan, out.UnitOfMeasure, r.kind(row, fieldPlan)); other {
		out.PlanMeant = nil
	}
	if out.Actual, other = r.withUnit(fieldActual, out.Actual, out.UnitOfMeasure, r.kind(row, fieldActual)); other {
		out.ActualMeant = nil
	}
	if out.Estimate {
		out.Note = cmp.Or(out.Note, "ước thực hiện")
	}
	for _, f := range []field{fieldPlan, fieldActual} {
		if r.kind(row, f) == Date {
			col := r.sheet.column[f]
			out.Doubts = append(out.Doubts, phrase.New("exchange.date_for_figure",
				"cell", CellName(col, row.Number), "date", row.Cells[col]))
		}
	}
	switch r.choice.Rows[row.Number] {
	case AsRow:
	case AsPart:
		out.PartOf = r.whole[out.Section]
	default:
		out.PartOf = r.parentOf(out)
		if at, ok := r.labelled[inSection{out.Section, strings.TrimRight(out.Label, ".)")}]; ok && r.numberedAbove(row) {
			out.PartOf = at
		}
	}
	if !r.numberedAbove(row) {
		r.labelled[inSection{out.Section, strings.TrimRight(out.Label, ".)")}] = out.No
	}
	if out.PartOf == 0 {
		r.whole[out.Section], r.above = out.No, nil
	}
	level := levelOf(out.Label, out.Name)
	if out.PartOf != 0 && level == levelNumber {
		level = levelDash // "Trong đó:" or a person hangs it there
	}
	_, r.above = under(r.above, level, out.Section)
	r.above = append(r.above, hung{out.No, level, out.Section})
	r.doubtCells(&out, row)
	r.rows = append(r.rows, out)
}

// goesOn says whether a name without anything beside it goes on with the one of
// the row right above, as where it was wrapped into a row of its own.
func (r *targetReader) goesOn(row int, name string) bool {
	if len(r.rows) == 0 || max(r.rows[len(r.rows)-1].No, r.joined) != row-1 || r.heading != "" || dash.MatchString(name) || ofWhich.MatchString(name) {
		return false
	}
	return startsLow(name) || strings.HasPrefix(name, "(")
}

func (r *targetReader) kind(row Row, f field) Kind {
	if col, ok := r.sheet.column[f]; ok {
		return row.Kinds[col]
	}
	return Empty
}

var (
	sectionLabel = regexp.MustCompile(`^(?:[IVXLC]+|[A-Z]|[Đđ])?[.)]?$`)
	partLabel    = regexp.MustCompile(`^(.*?\d)(?:[.\-]?[a-zđ]|\.\d+)\)?\.?$`)
	letterLabel  = regexp.MustCompile(`^(?:[a-zđ][.)]?|[-–—+•*])$`)
	ofWhich      = regexp.MustCompile(`^(?i)[-–—+•*(]*\s*(?:trong đó|trđ|tr\.\s?đó|t\.\s?đó|tđ|gồm|gồm có|bao gồm|chia ra)\s*[:.)]*$`)
	whichOf      = regexp.MustCompile(`^[-–—+•*]?\s*(?i:trong đó|tr\.\s?đó|t\.\s?đó|tđ|trđ)\s*:\s*\S`)
	dash         = regexp.MustCompile(`^[-–—+•*]\s*\S|^(?i:trong đó|tr\.\s?đó|t\.\s?đó|tđ\s*:|trđ\s*:)`)
	unitLine     = regexp.MustCompile(`(?i)(?:đơn vị tính|đơn vị|đvt)\s*:\s*([^;()]+)`)
)

// isHeading says whether a row that gives only a label or a name heads the
// targets under it: it has no number of its own, or a Roman one or a letter.
func isHeading(row TargetRow) bool {
	if row.Name == "" {
		return row.Label != ""
	}
	return sectionLabel.MatchString(row.Label) && !dash.MatchString(row.Name)
}

// parentOf gives the row of the target that this one is a part of: "1a" and
// "1.1" are parts of "1", and "a)", "-", a name that begins with a dash or what
// follows "Trong đó:" are parts of the last one that is none. 0 when there is
// none.
func (r *targetReader) parentOf(row TargetRow) int {
	if whichOf.MatchString(row.Name) && !r.ofWhich {
		at, _ := under(r.above, levelPlus+1, row.Section)
		r.which = row
		r.which.PartOf = at
		return at
	}
	if r.which.PartOf != 0 && row.Label == "" && row.Section == r.which.Section && (dash.MatchString(row.Name) || r.labels && row.UnitOfMeasure == r.which.UnitOfMeasure) {
		return r.which.PartOf
	}
	r.which = TargetRow{}
	if m := partLabel.FindStringSubmatch(row.Label); m != nil {
		if parent, ok := r.labelled[inSection{row.Section, m[1]}]; ok {
			return parent
		}
	}
	if dash.MatchString(row.Name) || letterLabel.MatchString(row.Label) || row.Label == "" && letterName.MatchString(row.Name) {
		at, _ := under(r.above, levelOf(row.Label, row.Name), row.Section)
		return at
	}
	if row.Label != "" {
		r.ofWhich = false
	}
	if r.ofWhich {
		return r.whole[row.Section]
	}
	return 0
}

// numberedAbove says whether a row's number is that of the row above, in one cell
// merged over both, and its name is not: it stands under that row.
func (r *targetReader) numberedAbove(row Row) bool {
	number, ok := r.sheet.column[fieldLabel]
	return ok && slices.Contains(row.joined, number) && !slices.Contains(row.joined, r.sheet.column[fieldName])
}

// groups turns rows that state nothing themselves into headings of the rows
// under them, which then are targets in their own right.
func (r *targetReader) groups() {
	parts := map[int]int{}
	for _, row := range r.rows {
		parts[row.PartOf]++
	}
	heads, up := map[int]string{}, map[int]int{}
	kept := r.rows[:0]
	for _, row := range r.rows {
		stated := strings.TrimSpace(row.Plan + row.Actual + row.Percent + row.Class)
		if r.choice.Rows[row.No] == "" && parts[row.No] > 0 && stated == "" {
			heads[row.No], up[row.No] = row.Name, row.PartOf
			r.sheet.table.leave(row.No, asHeading, row.Name)
			continue
		}
		if stated == "" && row.UnitOfMeasure == "" && !statesItself.MatchString(viet.Fold(row.Name)) {
			row.Doubts = append(row.Doubts, phrase.New("exchange.only_named", "row", row.No, "name", row.Name))
		}
		kept = append(kept, row)
	}
	r.rows = kept
	for i := range r.rows {
		of := r.rows[i].PartOf
		for name, ok := heads[of]; ok; name, ok = heads[of] {
			if r.rows[i].PartOf == 0 || heads[r.rows[i].PartOf] != "" && of == r.rows[i].PartOf {
				r.rows[i].Section = name
			}
			of = up[of]
		}
		r.rows[i].PartOf = of
	}
}

// figures says whether a row holds a figure where plan, result or percentage
// stand, or a number of its own.
func (r *targetReader) figures(row Row) bool {
	for _, f := range []field{fieldPlan, fieldActual, fieldPercent} {
		if col, ok := r.sheet.column[f]; ok && strings.ContainsAny(row.Cells[col], "0123456789") {
			return true
		}
	}
	col, ok := r.sheet.column[fieldLabel]
	return ok && strings.ContainsAny(row.Cells[col], "0123456789")
}

// doubtRepeats points at targets that stand in the sheet twice.
func (r *targetReader) doubtRepeats() {
	type place struct {
		name, unit, section string
		parent              int
	}
	seen := map[place]int{}
	for i := range r.rows {
		row := &r.rows[i]
		at := place{viet.Fold(row.Name), viet.Fold(row.UnitOfMeasure), row.Section, row.PartOf}
		if first, ok := seen[at]; ok {
			row.Doubts = append(row.Doubts, phrase.New("exchange.repeated", "name", row.Name, "row", first, "cell", CellName(r.sheet.column[fieldName], row.No)))
			continue
		}
		seen[at] = row.No
	}
}

// headingAbove gives the last heading above a table: "II. XÃ HỘI".
func headingAbove(preamble []string) string {
	if n := len(preamble); n > 0 {
		if m := headingLine.FindStringSubmatch(preamble[n-1]); m != nil {
			return viet.CleanSpaces(m[1])
		}
	}
	return ""
}

var headingLine = regexp.MustCompile(`^[IVXLC]+[.)]?\s+(.+)$`)

// unitAbove finds "ĐVT: triệu đồng" above a sheet.
func unitAbove(preamble []string) string {
	for _, line := range preamble {
		if m := unitLine.FindStringSubmatch(viet.Canonical(line)); m != nil {
			return viet.CleanSpaces(m[1])
		}
	}
	return ""
}

// untilMonth gives the month of a cell that says one, "9", "09/2026"; 0 for none.
func untilMonth(cell string) int {
	number, _, _ := strings.Cut(cell, "/")
	n, err := strconv.Atoi(strings.TrimSpace(number))
	if err != nil || n < 1 || n > 12 {
		return 0
	}
	return n
}

// numberIn finds the number among the texts its format shows with it.
var numberIn = regexp.MustCompile(`-?\d+(?:,\d+)?`)

// meant gives the value of a cell that holds a number, nil for a text: 24,472
// in such a cell is no thousands.
func meant(kind Kind, cell string) *measure.Decimal {
	if kind != Number {
		return nil
	}
	d, err := measure.ParseDecimal(strings.Replace(numberIn.FindString(cell), ",", ".", 1))
	if err != nil {
		return nil
	}
	return &d
}
