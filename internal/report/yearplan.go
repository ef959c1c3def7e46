package report

import (
	"fmt"
	"io"
	"regexp"
	"strconv"
	"strings"

	"dondoc/internal/app/plan"
	"dondoc/internal/criterion"
	"dondoc/internal/docx"
	"dondoc/internal/draft"
	"dondoc/internal/errs"
	"dondoc/internal/exchange"
	"dondoc/internal/i18n"
	"dondoc/internal/id"
	"dondoc/internal/measure"
	"dondoc/internal/period"
)

// YearPlan is the annex of a year's draft resolution: what is set beside what
// the year before came to.
type YearPlan struct {
	Ahead plan.YearAhead
	From  plan.AheadDocument
	Today period.Date
}

// columns of the annex (tờ trình, dự thảo nghị quyết: STT, chỉ tiêu, đơn vị tính,
// kế hoạch và thực hiện năm trước, tỷ lệ, đánh giá, kế hoạch năm), in the words a
// sheet of targets is read by, so that what comes back is read again; with their
// share of a page's width.
func (p YearPlan) columns(lang i18n.Lang) (heads []string, shares []int) {
	from, to := p.Ahead.From, p.Ahead.To
	for _, c := range []struct {
		head  string
		share int
	}{
		{i18n.T(lang, "exchange.year_no"), 6}, {i18n.T(lang, "exchange.year_name"), 27}, {i18n.T(lang, "exchange.year_unit"), 8},
		{i18n.T(lang, "exchange.year_plan", "year", from), 12}, {i18n.T(lang, "exchange.year_actual", "year", from), 12}, {i18n.T(lang, "exchange.year_percent", "year", from), 8},
		{i18n.T(lang, "exchange.year_class", "year", from), 10}, {i18n.T(lang, "exchange.year_plan", "year", to), 14}, {i18n.T(lang, "exchange.year_answer"), 14}, {i18n.T(lang, "exchange.year_note"), 12},
	} {
		heads, shares = append(heads, c.head), append(shares, c.share)
	}
	return heads, shares
}

// rows gives what goes into the annex: what is kept and what is new. What is
// dropped stands apart, with its reason.
func (p YearPlan) rows(lang i18n.Lang) (rows []docx.Row, dropped []string) {
	field, whole, before := "", "", ""
	for i, r := range p.From.InOrder() {
		if r.Choice == draft.Drop {
			dropped = append(dropped, i18n.T(lang, "exchange.year_dropped", "name", r.Name, "why", r.Note))
			continue
		}
		if r.Field != field && r.Field != "" {
			rows = append(rows, docx.Row{Heading: true, Cells: []string{r.Field}})
		}
		field = r.Field
		cells := []string{r.Label, r.Name, r.UnitOfMeasure, "", "", "", "", r.Wording, "", r.Note}
		switch depth := p.From.Depth(r); {
		case depth == 1 && !readAsPart(r.Label, whole) && goesAfter(before) != "":
			cells[0] = goesAfter(before) // a dash would hang under the part above
		case depth > 0 && !(depth == 1 && readAsPart(r.Label, whole)):
			cells[0] = dashes[min(depth, len(dashes))-1]
		case depth == 0 && cells[0] == "":
			cells[0] = i18n.T(lang, "exchange.year_ordinal", "n", i+1)
		}
		switch p.From.Depth(r) {
		case 0:
			whole, before = cells[0], ""
		case 1:
			before = cells[0]
		}
		if t, ok := p.was(r.Target); ok {
			ended(lang, cells, t)
		}
		rows = append(rows, docx.Row{Cells: cells})
	}
	return rows, dropped
}

// terms tells what the plans of several years leave, target by target.
func (p YearPlan) terms(lang i18n.Lang) (out []string) {
	for _, r := range p.From.InOrder() {
		t, ok := p.was(r.Target)
		if !ok || t.Around.Term == nil || r.Choice == draft.Drop {
			continue
		}
		var said []string
		for _, w := range t.Around.Term.Say() {
			said = append(said, i18n.Say(lang, w))
		}
		out = append(out, i18n.T(lang, "exchange.year_term", "name", r.Name, "said", strings.Join(said, " ")))
	}
	return out
}

// termSheet has the same in columns, to be reckoned with.
func (p YearPlan) termSheet(lang i18n.Lang) exchange.Sheet {
	out := exchange.Sheet{Name: i18n.T(lang, "exchange.year_term_sheet", "year", p.Ahead.From)}
	for _, key := range []string{"exchange.year_name", "exchange.year_unit", "exchange.year_term_years", "exchange.year_term_plan", "exchange.year_term_done", "exchange.year_term_left", "exchange.year_term_rest", "exchange.year_term_each", "exchange.year_note"} {
		out.Header = append(out.Header, i18n.T(lang, key))
	}
	for _, r := range p.From.InOrder() {
		t, ok := p.was(r.Target)
		if !ok || t.Around.Term == nil || r.Choice == draft.Drop {
			continue
		}
		g := t.Around.Term
		note := ""
		for _, w := range g.Said() {
			note = strings.TrimSpace(note + " " + i18n.Say(lang, w))
		}
		amount := func(d measure.Decimal) string { return d.Trim().Say(string(lang)) }
		out.Rows = append(out.Rows, []any{r.Name, r.UnitOfMeasure, fmt.Sprintf("%d–%d", g.From, g.To), amount(g.Plan), amount(g.Done), amount(g.Left), g.Years, amount(g.Each()), note})
	}
	return out
}

// dashes are the labels of parts, and of parts of these, by which they are read again.
var dashes = []string{"–", "+"}

// readAsPart says whether a label tells by itself that its row is a part of the
// target above it: "a)", "–", or "1.2" and "1a" under "1".
func readAsPart(label, whole string) bool {
	rest, under := strings.CutPrefix(label, strings.TrimRight(whole, ".)"))
	return partLetter.MatchString(label) || whole != "" && under && partNumber.MatchString(rest)
}

var (
	partLetter = regexp.MustCompile(`^(?:[a-zđ][.)]?|[-–—•*])$`)
	partNumber = regexp.MustCompile(`^(?:[.\-]?[a-zđ]|\.\d+)\)?\.?$`)
)

// goesAfter is the label of the part after one with a letter or a number: "b)"
// after "a)", "2.3" after "2.2"; "" after any other.
func goesAfter(label string) string {
	m := counting.FindStringSubmatch(label)
	switch {
	case m == nil:
		return ""
	case m[2] != "":
		n, _ := strconv.Atoi(m[2])
		return m[1] + strconv.Itoa(n+1) + m[4]
	case m[3] == "z":
		return ""
	}
	return m[1] + string(m[3][0]+1) + m[4]
}

var counting = regexp.MustCompile(`^(.*?)(?:(\d{1,3})|([a-z]))([.)]*)$`)

func (p YearPlan) was(which id.ID) (plan.AheadTarget, bool) {
	for _, t := range p.From.Rows {
		if t.ID == which {
			return t, true
		}
	}
	return plan.AheadTarget{}, false
}

// ended fills in how the year before ended, and who answers in the next.
func ended(lang i18n.Lang, cells []string, t plan.AheadTarget) {
	cells[3] = t.Current().Wording
	if a := t.Ended.Actual; a != nil {
		cells[4] = grouped(lang, a)
	}
	if a := t.Ended.Assessment.Achievement; a != nil {
		cells[5] = a.Shown().Trim().Say(string(lang))
	}
	cells[6] = i18n.T(lang, "class."+string(t.Ended.Class))
	cells[8] = t.Answers.Unit.Name
}

var leadingNumber = regexp.MustCompile(`^-?\d[\d.,]*`)

// grouped is a result as it was written, its number as numbers are written here.
func grouped(lang i18n.Lang, a *criterion.Actual) string {
	number := leadingNumber.FindString(a.Text)
	if number == "" || !a.Plain() {
		return a.Text
	}
	return a.Value.Say(string(lang)) + strings.TrimPrefix(a.Text, number)
}

// WriteYearPlan writes the annex as xlsx or docx. Invalid for another format;
// Conflict once the year is open: its plan stands in the document that opened it.
func WriteYearPlan(w io.Writer, format string, lang i18n.Lang, p YearPlan) error {
	if by := p.From.Opened; by.ID != "" {
		return errs.New(errs.Conflict, "draft.opened", "to", p.Ahead.To, "number", by.Number).Try("draft.opened_hint", "number", by.Number)
	}
	switch format {
	case "xlsx":
		return exchange.WriteXLSX(w, p.sheets(lang)...)
	case "docx":
		if err := docx.Write(w, p.document(lang)); err != nil {
			return errs.New(errs.Internal, "error.internal").Because(err)
		}
		return nil
	}
	return errs.New(errs.Invalid, "exchange.format_unknown", "format", format).In("format")
}

// sheets is the annex as a sheet that can be taken in again, and what was dropped
// on one of its own.
func (p YearPlan) sheets(lang i18n.Lang) []exchange.Sheet {
	heads, _ := p.columns(lang)
	s := exchange.Sheet{Name: i18n.T(lang, "exchange.year_sheet", "year", p.Ahead.To), Header: heads}
	rows, dropped := p.rows(lang)
	for _, r := range rows {
		cells := r.Cells
		if r.Heading {
			cells = []string{"", r.Cells[0]}
		}
		var row []any
		for _, c := range cells {
			row = append(row, c)
		}
		s.Rows = append(s.Rows, row)
	}
	out := []exchange.Sheet{s}
	if len(dropped) > 0 {
		gone := exchange.Sheet{Name: i18n.T(lang, "exchange.year_dropped_sheet"), Header: []string{i18n.T(lang, "exchange.year_dropped_head")}}
		for _, d := range dropped {
			gone.Rows = append(gone.Rows, []any{d})
		}
		out = append(out, gone)
	}
	if terms := p.termSheet(lang); len(terms.Rows) > 0 {
		out = append(out, terms)
	}
	return out
}

// document is the annex in the office's form.
func (p YearPlan) document(lang i18n.Lang) docx.Document {
	today := string(p.Today)
	d := docx.Document{Landscape: true, Issuer: strings.ToUpper(p.Ahead.Unit.Name), Motto: [2]string{i18n.T(i18n.Vietnamese, "exchange.state"), i18n.T(i18n.Vietnamese, "exchange.motto")},
		Place: i18n.T(i18n.Vietnamese, "exchange.place", "place", placeOf(p.Ahead.Unit.Name), "day", today[8:], "month", today[5:7], "year", today[:4]),
		Title: i18n.T(lang, "exchange.year_title", "year", p.Ahead.To), Subtitle: i18n.T(lang, "exchange.year_unsaved", "today", p.Today)}
	if v := p.From.Draft.Version; v > 0 {
		d.Subtitle = i18n.T(lang, "exchange.year_subtitle", "version", v, "today", p.Today)
	}
	heads, shares := p.columns(lang)
	for i, h := range heads {
		d.Columns = append(d.Columns, docx.Column{Title: h, Share: shares[i]})
	}
	var dropped []string
	d.Rows, dropped = p.rows(lang)
	if len(dropped) > 0 {
		d.Notes = append([]string{i18n.T(lang, "exchange.year_dropped_head") + ":"}, dropped...)
	}
	if terms := p.terms(lang); len(terms) > 0 {
		d.Notes = append(append(d.Notes, i18n.T(lang, "exchange.year_term_head")+":"), terms...)
	}
	return d
}
