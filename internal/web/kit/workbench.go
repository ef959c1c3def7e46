package kit

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"dondoc/internal/app/desk"
	"dondoc/internal/app/sheets"
	"dondoc/internal/exchange"
	"dondoc/internal/i18n"
	"dondoc/internal/id"
	"dondoc/internal/org"
	"dondoc/internal/web/kit/page"
)

// chosenIn reads what was chosen in a file on the page that showed it.
func (f SentFile) chosenIn(r *Ask) (SentFile, error) {
	columns, rows, match := map[string]string{}, map[string]string{}, map[string]string{}
	shown, taken := strings.Fields(r.PostFormValue("shown")), map[string]bool{}
	for name, values := range r.PostForm {
		value := values[0]
		if field, ok := strings.CutPrefix(name, "column-"); ok && value != "" {
			columns[field] = value
		}
		if text, ok := strings.CutPrefix(name, "match-"); ok && value != "" {
			match[text] = value
		}
		if number, ok := strings.CutPrefix(name, "take-"); ok {
			taken[number] = true
			if !slices.Contains(shown, number) {
				rows[number] = string(exchange.AsRow)
			}
		}
	}
	for _, number := range shown { // ticked when it was shown
		if !taken[number] {
			rows[number] = string(exchange.AsSkipped)
		}
	}
	for _, number := range linesIn(r.PostFormValue("skip")) {
		rows[strconv.Itoa(number)] = string(exchange.AsSkipped)
	}
	for pair := range strings.FieldsSeq(r.PostFormValue("kept")) { // chosen at an earlier look
		number, as, _ := strings.Cut(pair, "=")
		if rows[number] == "" && (as == string(exchange.AsRow) || !taken[number]) {
			rows[number] = as
		}
	}
	var err error
	f.sheet, err = sheets.Sheet{Name: f.Name, Content: f.Content}.With(r.PostFormValue("table"), columns, rows, match)
	return f, err
}

// linesIn reads the numbers of rows: "201-230, 245".
func linesIn(text string) (out []int) {
	for _, piece := range strings.FieldsFunc(text, func(r rune) bool { return r == ',' || r == ';' || r == ' ' }) {
		from, to, span := strings.Cut(piece, "-")
		first, err := strconv.Atoi(from)
		last := first
		if span && err == nil {
			last, err = strconv.Atoi(to)
		}
		for n := first; err == nil && n <= last && len(out) < 100_000; n++ {
			out = append(out, n)
		}
	}
	return out
}

// mostTicked is how many rows a page lets one tick.
const mostTicked = 200

// ReadRow is a row of a file as a page lets one tick it.
type ReadRow struct {
	Number int
	Text   string
	Part   bool
}

// Workbench is what can be chosen in a file that was shown: its table, the
// columns of fields, the units that names mean, the rows.
type Workbench struct {
	Table   *exchange.Table
	Columns []exchange.Column
	Fields  []string          // that can be assigned
	Called  map[string]string // fields that the page calls otherwise than others do
	Names   []string          // that match no unit, or several
	Units   []page.Option
	Others  map[string][]page.Option // what names mean that are none of units
	Rows    []ReadRow
	Means   string // how it is asked what a name means; units where it is not said
}

// Name adds a name that is to be matched to a unit.
func (b *Workbench) Name(name string) {
	if !slices.Contains(b.Names, name) {
		b.Names = append(b.Names, name)
	}
}

// UnitOptions lists the units at and under one that stand today.
func UnitOptions(d *desk.Directory, unit id.ID) (out []page.Option) {
	d.Tree(d.Today()).Walk(unit, func(v org.Version, depth int) {
		out = append(out, page.Option{Value: v.Code, Text: strings.Repeat("– ", depth) + v.Name})
	})
	return out
}

// Form asks for a choice; hidden is what goes with the file. Chosen is what was
// chosen already, to go with the file when it is brought in.
func (b Workbench) Form(r *Ask, f SentFile, address string, hidden []page.Field) (form *page.Form, chosen []page.Field) {
	if b.Table == nil {
		return nil, nil
	}
	choice := f.sheet.Choice
	form = &page.Form{Action: address, Submit: i18n.T(r.Lang, "web.bench_look"), Fields: slices.Concat(hidden, []page.Field{{Kind: "hidden", Name: "look", Value: "1"}})}
	keep := func(name, value string) {
		if value != "" {
			chosen = append(chosen, page.Field{Kind: "hidden", Name: name, Value: value})
		}
	}
	keep("table", choice.Table)
	for _, field := range b.Fields {
		keep("column-"+field, choice.Columns[field])
	}
	for name, code := range f.sheet.Means {
		keep("match-"+name, code)
	}
	var rows []string
	for number, as := range choice.Rows {
		rows = append(rows, strconv.Itoa(number)+"="+string(as))
	}
	keep("kept", strings.Join(rows, " "))
	b.columns(r.Lang, form, choice.Columns)
	b.matches(r.Lang, form, f.sheet.Means)
	b.ticks(r.Lang, form)
	return form, chosen
}

// columns asks for the table and for the columns of the fields.
func (b Workbench) columns(lang i18n.Lang, form *page.Form, said map[string]string) {
	if len(b.Table.Others) > 0 {
		one := page.Field{Kind: "select", Name: "table", Label: i18n.T(lang, "web.bench_table"), Options: []page.Option{{Value: b.Table.Name(), Text: b.Table.Name(), Selected: true}}}
		for _, o := range b.Table.Others {
			one.Options = append(one.Options, page.Option{Value: o.Name, Text: i18n.T(lang, "web.bench_rows", "table", o.Name, "n", o.Rows)})
		}
		form.Fields = append(form.Fields, one)
	}
	for _, field := range b.Fields {
		one := page.Field{Kind: "select", Name: "column-" + field, Label: i18n.T(lang, "web.bench_column_"+cmp.Or(b.Called[field], field))}
		if said[field] != "-" && !slices.ContainsFunc(b.Columns, func(c exchange.Column) bool { return c.Field == field }) {
			one.Options = append(one.Options, page.Option{Text: i18n.T(lang, "web.bench_unsaid")}) // none is found: that says nothing of whether there is one
		}
		one.Options = append(one.Options, page.Option{Value: "-", Text: i18n.T(lang, "web.bench_none"), Selected: said[field] == "-"})
		for _, c := range b.Columns {
			one.Options = append(one.Options, page.Option{Value: c.Letter, Text: c.Letter + " · " + c.Header, Selected: c.Field == field})
		}
		form.Fields = append(form.Fields, one)
	}
}

// matches asks which units the names mean.
func (b Workbench) matches(lang i18n.Lang, form *page.Form, means map[string]string) {
	names := slices.Clone(b.Names)
	for name := range means {
		if !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	for _, name := range names {
		one := page.Field{Kind: "select", Name: "match-" + name, Label: i18n.T(lang, cmp.Or(b.Means, "web.bench_match"), "name", name), Options: []page.Option{{Text: i18n.T(lang, "web.bench_unknown")}}}
		options, other := b.Others[name]
		if !other {
			options = b.Units
		} else {
			one.Label = i18n.T(lang, "web.bench_person", "name", name)
		}
		for _, u := range options {
			u.Selected = u.Value == means[name]
			one.Options = append(one.Options, u)
		}
		form.Fields = append(form.Fields, one)
	}
}

// ticks lists the rows that are taken, ticked, and those that are not.
func (b Workbench) ticks(lang i18n.Lang, form *page.Form) {
	var shown []string
	tick := func(row int, text string, taken bool) {
		number := strconv.Itoa(row)
		if taken {
			shown = append(shown, number)
		}
		form.Fields = append(form.Fields, page.Field{Kind: "check", Name: "take-" + number, Value: "1", Label: number + ". " + text, Checked: taken})
	}
	for _, row := range b.Rows[:min(len(b.Rows), mostTicked)] {
		tick(row.Number, row.Text, !row.Part)
	}
	for _, row := range b.Table.Left[:min(len(b.Table.Left), mostTicked)] {
		tick(row.Row, row.Text, false)
	}
	if n := len(b.Rows); n > mostTicked {
		form.Fields = append(form.Fields, page.Field{Name: "skip", Label: i18n.T(lang, "web.bench_skip"), Hint: i18n.T(lang, "web.bench_skip_hint", "shown", mostTicked, "n", n)})
	}
	form.Fields = append(form.Fields, page.Field{Kind: "hidden", Name: "shown", Value: strings.Join(shown, " ")})
}
