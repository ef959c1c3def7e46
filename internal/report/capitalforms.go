package report

import (
	"fmt"
	"io"
	"slices"
	"strings"

	spending "dondoc/internal/app/money"
	"dondoc/internal/capital"
	"dondoc/internal/docx"
	"dondoc/internal/errs"
	"dondoc/internal/exchange"
	"dondoc/internal/i18n"
	"dondoc/internal/measure"
)

// formLine is one line of a form: a project, or one of its sources.
type formLine struct {
	row  spending.SettledRow
	line capital.Settlement // added up over the sources where the form has a line a project
	oda  capital.Settlement // of these, foreign money
}

// formColumn is a column: a text, or an amount in đồng that is added up below.
type formColumn struct {
	key    string
	share  int
	text   func(i18n.Lang, formLine) string
	amount func(formLine) int64
}

// CapitalFormKinds lists the forms there are of a capital year: the list of
// projects, the settlement of capital carried over, and that of the year. Their
// columns are those of software that reproduces the official forms; the tables of
// TT 15/2021/TT-BTC and CV 10836/BTC-PTHT themselves were not to be read.
func CapitalFormKinds() []string { return []string{"projects", "carried", "settlement"} }

func columnsOfForm(kind string) []formColumn {
	code := formColumn{"code", 12, func(_ i18n.Lang, l formLine) string { return l.row.Code }, nil}
	name := formColumn{"name", 22, func(_ i18n.Lang, l formLine) string { return l.row.Name }, nil}
	investor := formColumn{"investor", 14, func(_ i18n.Lang, l formLine) string { return l.row.Investor.Name }, nil}
	source := formColumn{"source", 14, func(lang i18n.Lang, l formLine) string { return i18n.T(lang, "capital.source_"+string(l.line.Source)) }, nil}
	total := formColumn{"total", 12, nil, func(l formLine) int64 { return l.row.Total }}
	sum := func(key string, of func(capital.Settlement) int64) formColumn {
		return formColumn{key, 11, nil, func(l formLine) int64 { return of(l.line) }}
	}
	switch kind {
	case "projects":
		return []formColumn{code, name, investor,
			{"decision", 12, func(_ i18n.Lang, l formLine) string { return l.row.Decision }, nil}, total,
			sum("planned_before", func(s capital.Settlement) int64 { return s.PlannedBefore }),
			sum("paid_before", func(s capital.Settlement) int64 { return s.PaidBefore }),
			sum("carried_plan", func(s capital.Settlement) int64 { return s.Carried.Plan }),
			sum("year_plan", func(s capital.Settlement) int64 { return s.Year.Plan }),
			{"year_plan_oda", 10, nil, func(l formLine) int64 { return l.oda.Carried.Plan + l.oda.Year.Plan }},
			{"works", 9, func(lang i18n.Lang, l formLine) string {
				if l.row.Percent == nil {
					return ""
				}
				return measure.NewDecimal(*l.row.Percent, 2).Trim().Say(string(lang)) + "%"
			}, nil},
			sum("paid", func(s capital.Settlement) int64 { return s.Carried.Paid() + s.Year.Paid() }),
			{"paid_oda", 10, nil, func(l formLine) int64 { return l.oda.Carried.Paid() + l.oda.Year.Paid() }},
			{"needed", 11, nil, func(l formLine) int64 {
				return max(0, l.row.Total-l.line.PlannedBefore-l.line.Year.Plan)
			}}}
	case "carried":
		return []formColumn{code, name, source,
			sum("carried_plan", func(s capital.Settlement) int64 { return s.Carried.Plan }),
			sum("completed", func(s capital.Settlement) int64 { return s.Carried.Completed }),
			sum("advance", func(s capital.Settlement) int64 { return s.Carried.Advance }),
			sum("paid_all", func(s capital.Settlement) int64 { return s.Carried.Paid() }),
			sum("carried_next", func(s capital.Settlement) int64 { return s.Carried.Next }),
			sum("left", func(s capital.Settlement) int64 { return s.Carried.Left() })}
	}
	return []formColumn{code, name, source, total,
		sum("paid_before", func(s capital.Settlement) int64 { return s.PaidBefore }),
		sum("old_returned", func(s capital.Settlement) int64 { return s.OldReturned }),
		sum("old_recovered", func(s capital.Settlement) int64 { return s.OldRecovered }),
		sum("carried_plan", func(s capital.Settlement) int64 { return s.Carried.Plan }),
		sum("carried_completed", func(s capital.Settlement) int64 { return s.Carried.Completed }),
		sum("carried_advance", func(s capital.Settlement) int64 { return s.Carried.Advance }),
		sum("carried_next", func(s capital.Settlement) int64 { return s.Carried.Next }),
		sum("carried_left", func(s capital.Settlement) int64 { return s.Carried.Left() }),
		sum("year_plan", func(s capital.Settlement) int64 { return s.Year.Plan }),
		sum("year_completed", func(s capital.Settlement) int64 { return s.Year.Completed }),
		sum("year_advance", func(s capital.Settlement) int64 { return s.Year.Advance }),
		sum("year_next", func(s capital.Settlement) int64 { return s.Year.Next }),
		sum("year_left", func(s capital.Settlement) int64 { return s.Year.Left() }),
		sum("settled", capital.Settlement.Settled), sum("advances_on", capital.Settlement.Advances), sum("paid_since", capital.Settlement.PaidSince)}
}

// formLines gives the lines of a form: a project each, or each source of one. Of
// the capital carried over only what there is.
func formLines(kind string, s spending.Settled) (out []formLine) {
	for _, row := range s.Rows {
		all := formLine{row: row}
		for i, line := range row.Lines {
			all.line.Add(line)
			if line.Source == "oda" {
				all.oda = line
			}
			switch {
			case kind == "settlement":
				one := formLine{row: row, line: line}
				if i > 0 {
					one.row.Total = 0 // of the project, not of each source
				}
				out = append(out, one)
			case kind == "carried" && line.Carried != (capital.Portion{}):
				out = append(out, formLine{row: row, line: line})
			}
		}
		if kind == "projects" {
			out = append(out, all)
		}
	}
	return out
}

// WriteCapitalForm writes a form of a capital year as xlsx or docx, amounts in
// triệu đồng with every đồng kept. Invalid for another form or format; NotFound
// where the form would be empty.
func WriteCapitalForm(w io.Writer, format, kind string, lang i18n.Lang, s spending.Settled) error {
	if !slices.Contains(CapitalFormKinds(), kind) {
		return errs.New(errs.Invalid, "exchange.capital_form_unknown", "text", kind, "forms", strings.Join(CapitalFormKinds(), ", ")).In("form")
	}
	lines := formLines(kind, s)
	if len(lines) == 0 {
		return errs.New(errs.NotFound, "exchange.capital_form_empty", "year", fmt.Sprint(s.Year), "unit", s.Unit.Name)
	}
	switch format {
	case "xlsx":
		return exchange.WriteXLSX(w, capitalSheet(kind, lang, s, lines))
	case "docx":
		if err := docx.Write(w, capitalDocument(kind, lang, s, lines)); err != nil {
			return errs.New(errs.Internal, "error.internal").Because(err)
		}
		return nil
	}
	return errs.New(errs.Invalid, "exchange.format_unknown", "format", format).In("format")
}

// formHead is the head of a column, with the year where it names one.
func formHead(lang i18n.Lang, key string, year int) string {
	return i18n.T(lang, "exchange.capital_"+key, "year", fmt.Sprint(year), "before", fmt.Sprint(year-1), "next", fmt.Sprint(year+1))
}

// millions are đồng in triệu đồng, to the đồng.
func millions(dong int64) exchange.Figure {
	d := measure.NewDecimal(dong, 6).Trim()
	return exchange.Figure{Coef: d.Coef(), Scale: d.Scale()}
}

func capitalSheet(kind string, lang i18n.Lang, s spending.Settled, lines []formLine) exchange.Sheet {
	columns := columnsOfForm(kind)
	out := exchange.Sheet{Name: i18n.T(lang, "exchange.capital_sheet_"+kind, "year", fmt.Sprint(s.Year)), Header: []string{i18n.T(lang, "exchange.capital_no")}}
	sums := make([]int64, len(columns))
	for _, c := range columns {
		out.Header = append(out.Header, formHead(lang, c.key, s.Year))
	}
	for i, l := range lines {
		row := []any{i + 1}
		for j, c := range columns {
			if c.amount == nil {
				row = append(row, c.text(lang, l))
				continue
			}
			sums[j] += c.amount(l)
			row = append(row, millions(c.amount(l)))
		}
		out.Rows = append(out.Rows, row)
	}
	total := []any{nil}
	for j, c := range columns {
		switch {
		case c.amount != nil:
			total = append(total, millions(sums[j]))
		case j == 0:
			total = append(total, i18n.T(lang, "exchange.capital_sum"))
		default:
			total = append(total, nil)
		}
	}
	out.Rows = append(out.Rows, total)
	out.Above = []string{i18n.T(lang, "exchange.capital_title_"+kind, "year", fmt.Sprint(s.Year)), s.Unit.Name, i18n.T(lang, "exchange.capital_subtitle", "day", s.Day)}
	out.Below = formNotes(kind, lang, s)
	return out
}

// formNotes are what stands below a form.
func formNotes(kind string, lang i18n.Lang, s spending.Settled) (out []string) {
	if s.Known != "" {
		out = append(out, i18n.T(lang, "exchange.capital_known", "day", s.Known))
	}
	return append(out, i18n.T(lang, "exchange.capital_note_"+kind))
}

func capitalDocument(kind string, lang i18n.Lang, s spending.Settled, lines []formLine) docx.Document {
	today := s.Today
	d := docx.Document{Landscape: true, Issuer: strings.ToUpper(s.Unit.Name), Motto: [2]string{i18n.T(i18n.Vietnamese, "exchange.state"), i18n.T(i18n.Vietnamese, "exchange.motto")},
		Place: i18n.T(i18n.Vietnamese, "exchange.place", "place", placeOf(s.Unit.Name), "day", string(today[8:]), "month", string(today[5:7]), "year", string(today[:4])),
		Title: i18n.T(lang, "exchange.capital_title_"+kind, "year", fmt.Sprint(s.Year)), Subtitle: i18n.T(lang, "exchange.capital_subtitle", "day", s.Day)}
	d.Notes = formNotes(kind, lang, s)
	d.Second[0], d.Signature[0] = i18n.T(i18n.Vietnamese, "exchange.capital_made_by"), i18n.T(i18n.Vietnamese, "exchange.capital_head")
	sheet := capitalSheet(kind, lang, s, lines)
	d.Columns = append(d.Columns, docx.Column{Title: sheet.Header[0], Share: 5})
	for i, c := range columnsOfForm(kind) {
		d.Columns = append(d.Columns, docx.Column{Title: sheet.Header[i+1], Share: c.share, Right: c.amount != nil})
	}
	for _, row := range sheet.Rows {
		var cells []string
		for _, cell := range row {
			switch cell := cell.(type) {
			case exchange.Figure:
				cells = append(cells, measure.NewDecimal(cell.Coef, cell.Scale).Say(string(lang)))
			case nil:
				cells = append(cells, "")
			default:
				cells = append(cells, fmt.Sprint(cell))
			}
		}
		d.Rows = append(d.Rows, docx.Row{Cells: cells})
	}
	return d
}
