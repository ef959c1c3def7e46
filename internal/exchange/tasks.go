package exchange

import (
	"cmp"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"dondoc/internal/errs"
	"dondoc/internal/phrase"
	"dondoc/internal/viet"
)

// TaskRow is one row of a task annex, its words as written.
type TaskRow struct {
	Row       int
	Label     string
	Field     string
	Name      string
	Lead      string
	Partners  string
	Product   string
	Authority string
	Programme string // national target programme it serves
	Deadline  string
	Extended  string          // the day it was extended to since
	PartOf    int             // row of the task this one is a part of; what it leaves blank is the whole's
	Doubts    []phrase.Phrase // what a person should look at; nothing is refused for it
}

// ReadTaskRows reads the tasks of an annex by its headers. Headings between
// them become their Field; what is no task is left out and said in the table's
// Left and Notes. The errors name row and cell.
func ReadTaskRows(t *Table, choice Choice) ([]TaskRow, errs.List) {
	return withMore(t, choice, readTaskRows)
}

func readTaskRows(t *Table, choice Choice) ([]TaskRow, errs.List) {
	at, err := taskTable.columnsOf(t, choice)
	if err != nil {
		return nil, errs.List{err}
	}
	if !taskTable.enough(func(f string) bool { _, ok := at[f]; return ok }) {
		return nil, errs.List{errs.New(errs.Invalid, "exchange.tasks_columns").Try("exchange.tasks_hint")}
	}
	r := taskReader{table: t, at: at, choice: choice, decides: map[int]bool{}}
	for _, f := range []string{"name", "lead", "deadline"} {
		if i, ok := at[f]; ok {
			r.decides[i] = true
		}
	}
	r.resultsAreNoProducts()
	body := t.body(choice, r.figures)
	for i, row := range body {
		r.next = ""
		if i+1 < len(body) {
			r.next = r.labelOf(body[i+1])
		}
		r.read(row)
	}
	r.doubtRepeats()
	r.doubtMonthFirst()
	if r.heading != "" && (len(r.rows) == 0 || r.rows[len(r.rows)-1].Row < r.headingRow) { // nothing stands under it
		t.Notes = append(t.Notes, phrase.New("exchange.heading_empty", "row", r.headingRow, "text", r.heading))
	}
	if len(r.rows) == 0 && len(r.errors) == 0 {
		r.errors = append(r.errors, errs.New(errs.Invalid, "exchange.no_tasks").Try("exchange.tasks_hint"))
	}
	t.tellUnused(usedIn(r.at))
	t.tellStart(r.at)
	return r.rows, r.errors
}

// tellStart says that the days tasks begin on are not their deadlines.
func (t *Table) tellStart(at map[string]int) {
	col, ok := at[startField]
	if !ok {
		return
	}
	n := 0
	for _, row := range t.Rows {
		if row.Kinds[col] != Empty {
			n++
		}
	}
	if n > 0 {
		t.note(phrase.New("exchange.start_column", "column", columnName(col), "header", t.Header[col], "n", n))
	}
}

// TaskColumns gives the columns of a task annex with what each is taken for.
func (t *Table) TaskColumns(choice Choice) []Column { return taskTable.taken(t, choice) }

// taskReader goes down the rows of an annex.
type taskReader struct {
	table   *Table
	at      map[string]int
	choice  Choice
	decides map[int]bool
	rows    []TaskRow
	errors  errs.List
	heading string

	headingRow int
	headingNo  string
	outer      string // the heading above that one, of rows that are numbered on
	counted    bool   // rows numbered in figures stand under the heading
	next       string // number of the row below
}

// figures says whether a row has a number or a deadline of its own.
func (r *taskReader) figures(row Row) bool {
	for _, f := range []string{"label", "deadline"} {
		if i, ok := r.at[f]; ok && strings.ContainsAny(row.Cells[i], "0123456789") {
			return true
		}
	}
	return false
}

func (r *taskReader) read(row Row) {
	t := r.table
	for f, i := range r.at {
		if r.decides[i] && row.Kinds[i] == Fault {
			r.errors = append(r.errors, errs.New(errs.Invalid, "exchange.cell_fault", "value", row.Cells[i]).AtRow(row.Number, CellName(i, row.Number)).In(f).Try("exchange.cell_fault_hint"))
			return
		}
	}
	get := cellReader(row, r.at)
	l := TaskRow{Row: row.Number, Field: get("part"), Name: get("name"), Lead: lines(row, r.at, "lead"), Partners: lines(row, r.at, "partners"),
		Product: get("product"), Deadline: get("deadline"), Extended: get("extended"), Authority: get("authority"), Programme: get("programme"), Doubts: row.doubts(r.decides)}
	if i, ok := r.at["label"]; ok {
		l.Label = row.labelOf(i)
	}
	rest := l.Lead + l.Partners + l.Product + l.Deadline
	byHand := r.choice.Rows[row.Number] != ""
	switch {
	case l.Name == "" && rest == "" && l.Label == "":
	case !byHand && sumsUp(l):
		t.leave(row.Number, asTotal, row.text())
	case !byHand && goesOn(l, r.rows):
		joinLine(&r.rows[len(r.rows)-1], l)
		t.note(phrase.New("exchange.row_joined", "row", row.Number, "to", r.rows[len(r.rows)-1].Row))
	case !byHand && romanLabel.MatchString(l.Label) && l.Lead+l.Partners+l.Product == "":
		r.heads(row, l.Label, l.Name)
		if l.Deadline != "" {
			t.note(phrase.New("exchange.heading_cell", "row", row.Number, "text", l.Deadline))
		}
	case !byHand && rest == "" && (l.Name == "" || r.wholeOf(l) == nil) && !(l.Name != "" && r.countedOn(l.Label)):
		r.heads(row, l.Label, cmp.Or(strings.TrimSpace(l.Name), l.Label))
	case l.Name == "" && row.struck(r.at["name"]) != "":
		r.errors = append(r.errors, errs.New(errs.Invalid, "exchange.name_struck", "text", row.struck(r.at["name"])).AtRow(row.Number, CellName(r.at["name"], row.Number)).In("name"))
	case l.Name == "":
		r.errors = append(r.errors, errs.New(errs.Invalid, "exchange.task_unnamed").AtRow(row.Number, CellName(r.at["name"], row.Number)).In("name"))
	default:
		r.endHeading(l.Label)
		l.Field = cmp.Or(l.Field, r.heading)
		r.dittos(&l)
		r.under(&l)
		r.rows = append(r.rows, l)
	}
}

// wholeOf gives the task that a row is a part of, nil where it is none: "1.2" is
// one of "1", "a)" and "-", as number or before the name of a row that has cells of
// its own, of the nearest task above that stands less deep.
func (r *taskReader) wholeOf(l TaskRow) *TaskRow {
	marked := l.Label == "" && l.Lead+l.Deadline+l.Product != "" && (dash.MatchString(l.Name) || letterName.MatchString(l.Name))
	letter := marked || letterLabel.MatchString(l.Label)
	m := partLabel.FindStringSubmatch(l.Label)
	if !letter && m == nil {
		return nil
	}
	level, section := levelOf(l.Label, markOf(l)), cmp.Or(l.Field, r.heading)
	for i := len(r.rows) - 1; i >= 0; i-- {
		before := &r.rows[i]
		switch {
		case section != "" && section != before.Field:
			return nil
		case m != nil && strings.TrimRight(before.Label, ".)") == m[1]:
			return before
		case letter && levelOf(before.Label, markOf(*before)) < level:
			if level == levelLetter && !marked && before.PartOf == 0 && !strings.ContainsAny(before.Label, "0123456789") {
				return nil
			}
			return before
		}
	}
	return nil
}

// markOf gives the name of a row without a number, which may begin with the mark
// that says how deep it stands.
func markOf(l TaskRow) string {
	if l.Label != "" {
		return ""
	}
	return l.Name
}

// under hangs a row under its whole.
func (r *taskReader) under(l *TaskRow) {
	var whole *TaskRow
	switch r.choice.Rows[l.Row] {
	case AsRow:
	case AsPart:
		for i := len(r.rows) - 1; i >= 0 && whole == nil; i-- {
			if r.rows[i].PartOf == 0 {
				whole = &r.rows[i]
			}
		}
	default:
		whole = r.wholeOf(*l)
	}
	if whole == nil {
		return
	}
	l.PartOf = whole.Row
	l.Lead, l.Deadline = cmp.Or(l.Lead, whole.Lead), cmp.Or(l.Deadline, whole.Deadline)
	l.Partners = cmp.Or(l.Partners, partnersBut(l.Lead, whole.Partners))
}

// partnersBut gives the partners of a whole that a part with a lead of its own has:
// nobody coordinates with itself.
func partnersBut(lead, partners string) string {
	own := func(name string) bool {
		return viet.Fold(strings.Trim(name, " .,;-+")) == viet.Fold(strings.Trim(lead, " .,;-+"))
	}
	names := strings.FieldsFunc(partners, func(r rune) bool { return r == ';' || r == '\n' || r == ',' })
	if lead == "" || !slices.ContainsFunc(names, own) {
		return partners
	}
	var out []string
	for _, n := range names {
		if !own(n) {
			out = append(out, strings.TrimSpace(n))
		}
	}
	return strings.Join(out, "; ")
}

// dittos puts what stands in the row above where a cell says so: "nt", "như
// trên", a mark. Where nothing stands above, it is told.
func (r *taskReader) dittos(l *TaskRow) {
	var above TaskRow
	if n := len(r.rows); n > 0 {
		above = r.rows[n-1]
	}
	for _, c := range []struct {
		field string
		cell  *string
		above string
	}{{"lead", &l.Lead, above.Lead}, {"partners", &l.Partners, above.Partners}, {"product", &l.Product, above.Product}, {"deadline", &l.Deadline, above.Deadline}, {"authority", &l.Authority, above.Authority}, {"programme", &l.Programme, above.Programme}} {
		switch {
		case !sameAsAbove.MatchString(strings.ToLower(*c.cell)):
		case c.above != "":
			*c.cell = c.above
		default:
			l.Doubts = append(l.Doubts, phrase.New("exchange.nothing_above", "cell", CellName(r.at[c.field], l.Row), "text", *c.cell))
		}
	}
}

func (r *taskReader) heads(row Row, no, text string) {
	if n := len(r.rows); r.heading != "" && r.headingRow > 0 && romanLabel.MatchString(r.headingNo) == romanLabel.MatchString(no) && (n == 0 || r.rows[n-1].Row < r.headingRow) {
		r.table.note(phrase.New("exchange.heading_empty", "row", r.headingRow, "text", r.heading))
	}
	r.outer = ""
	if arabicOrdinal.MatchString(no) && !arabicOrdinal.MatchString(r.headingNo) {
		r.outer = r.heading
	}
	r.heading, r.headingRow, r.headingNo, r.counted = text, row.Number, no, false
	r.table.leave(row.Number, asHeading, text)
}

// romanLabel is the number of a heading.
var romanLabel = regexp.MustCompile(`^[IVXL]+\.?$`)

// goesOn says whether a row goes on with the one before, as where a table was
// cut at the end of a page: it has no number, no lead and no deadline, and its
// words begin in the middle of a sentence or a list.
func goesOn(l TaskRow, before []TaskRow) bool {
	if len(before) == 0 || l.Label != "" || l.Lead != "" || l.Deadline != "" || l.Name == "" || before[len(before)-1].Label == "" {
		return false
	}
	first, _ := utf8.DecodeRuneInString(l.Name)
	return unicode.IsLower(first) || first == '(' || l.Partners != "" && startsLow(l.Partners) || strings.HasSuffix(strings.TrimSpace(before[len(before)-1].Name), ",") ||
		!strings.HasSuffix(strings.TrimSpace(before[len(before)-1].Name), ".")
}

func startsLow(text string) bool {
	first, _ := utf8.DecodeRuneInString(text)
	return unicode.IsLower(first)
}

func joinLine(to *TaskRow, l TaskRow) {
	join := func(a *string, b string) { *a = strings.TrimSpace(*a + " " + b) }
	join(&to.Name, l.Name)
	join(&to.Partners, l.Partners)
	join(&to.Product, l.Product)
	join(&to.Programme, l.Programme)
}

func sumsUp(l TaskRow) bool {
	name := cmp.Or(l.Name, l.Label)
	return isTotal(name) && (l.Lead+l.Deadline == "" || !strings.HasPrefix(viet.Fold(name), totalWords[0]+" "))
}

// lines is a cell with its line ends, which part names.
func lines(row Row, at map[string]int, key string) string {
	i, ok := at[key]
	if !ok || i >= len(row.Cells) {
		return ""
	}
	return strings.TrimSpace(row.Cells[i])
}
