package plan

import (
	"cmp"
	"dondoc/internal/target"
	"slices"
	"strconv"
	"strings"

	"dondoc/internal/app/plan"
	"dondoc/internal/app/shortcomings"
	"dondoc/internal/app/tasks"
	"dondoc/internal/criterion"
	"dondoc/internal/draft"
	"dondoc/internal/i18n"
	"dondoc/internal/phrase"
	"dondoc/internal/shortcoming"
	"dondoc/internal/task"
	"dondoc/internal/web/kit"
	"dondoc/internal/web/kit/href"
	"dondoc/internal/web/kit/href/registers"
	"dondoc/internal/web/kit/page"
)

// fill puts a plan on the page.
func (s *server) fill(v *OpenYear, y yearSheet) {
	t := func(key string, more ...any) string { return i18n.T(y.Lang, key, more...) }
	doc, at := y.doc, registers.Year(y.ahead.Unit.Code, y.ahead.To, "")
	version := y.Typed("version", "")
	if version == "" {
		version = strconv.Itoa(doc.Draft.Version)
	}
	title := strings.ReplaceAll(doc.Title, string(y.ahead.From), string(y.ahead.To))
	v.Form = page.Form{Action: at, Cancel: href.Documents(y.ahead.Unit.Code, y.ahead.To), Fields: []page.Field{
		{Kind: "hidden", Name: "document", Value: string(doc.ID)}, {Kind: "hidden", Name: "version", Value: version},
		{Name: "number", Label: t("web.doc_number"), Hint: t("web.doc_number_hint"), Value: y.Typed("number", ""), Required: true},
		{Name: "issuer", Label: t("web.doc_issuer"), Value: cmp.Or(y.Typed("issuer", ""), doc.Issuer), Required: true},
		{Kind: "date", Name: "issued_on", Label: t("web.doc_date"), Value: y.Typed("issued_on", ""), Required: true},
		{Kind: "area", Name: "title", Label: t("web.doc_title"), Value: cmp.Or(y.Typed("title", ""), title), Required: true},
	}}
	v.Sheet = page.Form{Action: registers.Year(y.ahead.Unit.Code, y.ahead.To, "sheet"), Submit: t("web.year_take_sheet"), Fields: []page.Field{
		{Kind: "hidden", Name: "document", Value: string(doc.ID)},
		{Kind: "file", Name: "file", Label: t("web.year_sheet"), Hint: t("web.year_sheet_hint"), Accept: ".xlsx,.xls,.ods,.docx,.csv,.pdf", Required: true}}}
	if d := doc.Draft; d.Version > 0 {
		v.Saved = t("web.year_saved", "version", d.Version, "by", d.ByName, "at", v.Moment(d.At))
		for _, format := range []string{"docx", "xlsx"} {
			if doc.Opened.ID != "" {
				break // the plan stands in the document that opened the year
			}
			v.Files = append(v.Files, page.Link{Text: t("web.year_file_" + format), URL: href.With(href.With(at, "document", string(doc.ID)), "format", format)})
		}
	}
	n, spare := 0, spareRows
	if by := doc.Opened; by.ID != "" {
		v.Opened, v.OpenedBy, spare = t("draft.opened", "to", y.ahead.To, "number", by.Number), page.Link{Text: kit.DocumentTitle(y.Lang, by), URL: href.Document(by.ID)}, 0
	}
	for _, row := range append(slices.Clone(y.rows), make([]draft.Row, spare)...) {
		n++
		if row.Target != "" {
			v.Rows = append(v.Rows, y.row(n, row))
			continue
		}
		row.Choice = draft.Add
		v.New = append(v.New, y.newRow(n, row))
	}
	for _, one := range doc.Rows {
		if one.Taken {
			v.Rows = append(v.Rows, YearRow{Ordinal: one.Label, Group: one.Field, Unit: one.UnitOfMeasure, Name: page.Link{Text: one.Name, URL: href.Target(one.ID, "")}, Taken: true, Holder: kit.Holder(y.dir, one.Answers)})
		}
	}
	if slices.ContainsFunc(doc.Rows, func(t plan.AheadTarget) bool { return t.Asked.ID != "" && !t.Taken }) {
		v.Form.Fields = append(v.Form.Fields, page.Field{Name: "why", Label: t("web.request_why"), Hint: t("web.year_why_hint"), Value: y.Typed("why", "")})
	}
	v.Sum = y.sum()
}

// sum says in one line what the plan comes to.
func (y yearSheet) sum() string {
	n, turns := map[draft.Choice]int{}, map[draft.Turn]int{}
	for _, r := range y.rows {
		n[r.Choice]++
		if r.Choice == draft.Keep {
			turns[y.doc.Turn(r)]++
		}
	}
	return i18n.T(y.Lang, "web.year_sum", "n", n[draft.Keep]+n[draft.Add], "keep", n[draft.Keep], "raised", turns[draft.Raised], "lowered", turns[draft.Lowered], "drop", n[draft.Drop], "add", n[draft.Add])
}

func hidden(n int, field, value string) page.Field {
	return page.Field{Kind: "hidden", Name: rowField(n, field), Value: value}
}

// asked are the wording and the note of a row.
func (y yearSheet) asked(n int, r draft.Row) []page.Field {
	wording := page.Field{Name: rowField(n, "wording"), Label: i18n.T(y.Lang, "web.year_wording", "to", y.ahead.To), Value: r.Wording, Required: r.Choice == draft.Keep}
	if turn := y.doc.Turn(r); r.Choice == draft.Keep {
		wording.Read = phrase.New("draft.turn." + string(turn))
	}
	return []page.Field{wording, {Name: rowField(n, "note"), Label: i18n.T(y.Lang, "web.year_note"), Value: r.Note}}
}

// newRow shows a row of what is new.
func (y yearSheet) newRow(n int, r draft.Row) YearRow {
	row := YearRow{Name: page.Link{Text: cmp.Or(r.Name, i18n.T(y.Lang, "web.year_new_row"))}}
	row.Fields = append([]page.Field{hidden(n, "choice", string(draft.Add)), hidden(n, "of", string(r.Of)), hidden(n, "label", r.Label), {Name: rowField(n, "name"), Label: i18n.T(y.Lang, "web.year_new_name"), Value: r.Name},
		{Name: rowField(n, "unit_of_measure"), Label: i18n.T(y.Lang, "page.col.unit_long"), Value: r.UnitOfMeasure}, {Name: rowField(n, "field"), Label: i18n.T(y.Lang, "web.year_field"), Value: r.Field}}, y.asked(n, r)...)
	return row
}

// row shows what becomes of a target of the year before.
func (y yearSheet) row(n int, r draft.Row) YearRow {
	t := func(key string, more ...any) string { return i18n.T(y.Lang, key, more...) }
	row := YearRow{Ordinal: r.Label, Group: r.Field, Unit: r.UnitOfMeasure, Name: page.Link{Text: r.Name, URL: href.Target(r.Target, "")}}
	choice := page.Field{Kind: "select", Name: rowField(n, "choice"), Label: t("web.year_choice"), Options: []page.Option{
		{Value: string(draft.Keep), Text: t("draft.choice_keep"), Selected: r.Choice == draft.Keep}, {Value: string(draft.Drop), Text: t("draft.choice_drop"), Selected: r.Choice == draft.Drop}}}
	row.Fields = append([]page.Field{hidden(n, "target", string(r.Target)), hidden(n, "name", r.Name), hidden(n, "label", r.Label), hidden(n, "field", r.Field), hidden(n, "unit_of_measure", r.UnitOfMeasure), choice}, y.asked(n, r)...)
	if y.doc.Opened.ID != "" {
		row.Fields, row.Said = nil, [3]string{t("draft.choice_" + string(r.Choice)), r.Wording, r.Note}
	}
	if i := slices.IndexFunc(y.doc.Rows, func(a plan.AheadTarget) bool { return a.ID == r.Target }); i >= 0 {
		y.ended(&row, y.doc.Rows[i])
	}
	return row
}

// figure is a result with its unit of measure as it was written, a plain number
// in the form of the reader's language.
func figure(lang i18n.Lang, got *criterion.Actual, unit string) string {
	bare := kit.Given(lang, target.Observation{Text: got.Text, Actual: *got}, unit)
	return bare + strings.TrimPrefix(got.Text, kit.Bare(got.Text, unit))
}

// ended adds how a target of the year before ended, and what that suggests.
func (y yearSheet) ended(row *YearRow, a plan.AheadTarget) {
	t := func(key string, more ...any) string { return i18n.T(y.Lang, key, more...) }
	row.Class, row.Holder = a.Ended.Word(), kit.Holder(y.dir, a.Answers)
	row.Ended = append(row.Ended, t("web.year_plan_was", "wording", a.Current().Wording))
	if got := a.Ended.Actual; got != nil {
		text := figure(y.Lang, got, a.UnitOfMeasure)
		line := t("web.year_result_was", "text", text)
		if reached := a.Ended.Assessment.Achievement; reached != nil {
			line = t("web.year_result_share", "text", text, "percent", reached.Shown().Trim())
		}
		row.Ended = append(row.Ended, line)
	}
	for _, b := range a.Around.Before {
		text := "–"
		if b.Actual != nil {
			text = figure(y.Lang, b.Actual, a.UnitOfMeasure)
		}
		row.Before = append(row.Before, t("web.year_before", "year", b.Cycle, "text", text, "class", t("class."+string(b.Class))))
	}
	if len(a.Around.Peers) > 0 {
		reached := 0
		for _, p := range a.Around.Peers {
			if p.Class == criterion.Met || p.Class == criterion.Exceeded {
				reached++
			}
		}
		row.Peers = t("web.year_peers", "n", len(a.Around.Peers), "reached", reached)
	}
	advice := string(a.Advice.Turn)
	if a.Advice.Drop {
		advice = "drop"
	}
	if advice != "" {
		row.Advice, row.Why = t("draft.advice."+advice), a.Advice.Why
	}
	if a.Was != "" {
		row.Moved = phrase.New("web.year_moved", "unit", a.Was)
	}
	if a.Asked.ID != "" {
		row.Moved = phrase.New("web.year_asked", "unit", a.Asked.Name, "own", y.ahead.Unit.Name)
	}
}

// carried leads to what goes on beside the targets: shortcomings and tasks that
// are open.
func (s *server) carried(y yearSheet) (out []page.Link, err error) {
	code := y.ahead.Unit.Code
	list, err := s.App.Shortcomings(y.Context(), y.User.Actor, shortcomings.Query{Unit: code, Year: y.ahead.From})
	if err != nil {
		return nil, err
	}
	open := 0
	for _, r := range list.Rows {
		if r.State == shortcoming.Remedying || r.State == shortcoming.Awaiting {
			open++
		}
	}
	out = append(out, page.Link{Text: i18n.T(y.Lang, "web.year_shortcomings", "n", open, "from", y.ahead.From), URL: registers.Shortcomings(code, y.ahead.From, "")})
	work, err := s.App.TaskList(y.Context(), y.User.Actor, tasks.Tasks{Unit: code})
	if err != nil {
		return nil, err
	}
	n := work.Tally.Total
	for _, over := range []task.Status{task.DoneOnTime, task.DoneLate, task.Withdrawn} {
		n -= work.Tally.By[over]
	}
	return append(out, page.Link{Text: i18n.T(y.Lang, "web.year_tasks", "n", n), URL: href.Tasks(code)}), nil
}

// chosen is what is chosen of a select, for paper; "" of other fields.
func chosen(f page.Field) string {
	for _, o := range f.Options {
		if f.Kind == "select" && o.Selected {
			return o.Text
		}
	}
	return ""
}
