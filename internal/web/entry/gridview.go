package entry

import (
	"strconv"

	"dondoc/internal/access"
	"dondoc/internal/app/desk"
	"dondoc/internal/app/figures"
	"dondoc/internal/app/standing"
	"dondoc/internal/approval"
	"dondoc/internal/errs"
	"dondoc/internal/i18n"
	"dondoc/internal/id"
	"dondoc/internal/phrase"
	"dondoc/internal/report"
	"dondoc/internal/target"
	"dondoc/internal/target/typed"
	"dondoc/internal/web/kit"
	"dondoc/internal/web/kit/href"
	"dondoc/internal/web/kit/href/registers"
	"dondoc/internal/web/kit/page"
	"dondoc/internal/web/kit/static"
)

func (s *server) gridView(r *kit.Ask, d *desk.Directory, sh sheet, done answered) Grid {
	code := r.PathValue("code")
	v := Grid{Frame: s.Frame(r, d, sh.unit, sh.cycle, i18n.T(r.Lang, "web.grid_title", "month", sh.month)), Month: sh.month, Action: r.URL.Path,
		Due: sh.now.Month.Due, Saved: sh.now.Saved, Day: s.Today(), Once: string(id.New(s.App.Now())), Script: static.Asset("grid.js"), Account: r.AccountPrint()}
	v.Landscape = true
	v.Sign()
	for _, m := range sh.cycle.Months() {
		if m <= s.Today().Month() {
			v.Months = append(v.Months, page.Link{Text: m.Say(""), URL: href.Entry(code, m), Here: m == sh.month})
		}
	}
	switch m := sh.now.Month; {
	case m.Locked:
		v.Locked = phrase.New("app.month_closed", "month", sh.month, "by", m.Last.ByName)
	case m.Reopened:
		v.Reopened = phrase.New("web.reopened", "by", m.Last.ByName, "reason", m.Last.Reason, "until", m.Last.OpenUntil)
	}
	may := d.Can(access.Report, sh.unit)
	if may && v.Locked.IsZero() {
		v.FileURL, v.BackURL, v.DraftURL = registers.EntrySheet(code, sh.month, "xlsx"), registers.EntrySheet(code, sh.month, ""), registers.EntryDraft(code, sh.month)
	}
	for _, gone := range sh.now.Gone {
		v.Gone = append(v.Gone, phrase.New("web.grid_gone", "text", gone.Text, "note", gone.Note))
	}
	first := map[[2]id.ID]int{}
	for i, row := range sh.now.Rows {
		g := s.gridRow(r, sh, row, done.refused[row.Target.ID])
		g.ReadOnly = !may || !v.Locked.IsZero() || g.State == string(approval.Verified) || g.State == string(approval.Checked)
		key := [2]id.ID{row.Target.Indicator, row.Target.AnswerUnit}
		if at, ok := first[key]; ok && row.Target.Indicator != "" && sh.now.Rows[at].Document.ID != row.Document.ID {
			g.Same, g.SameAs = string(sh.now.Rows[at].Target.ID), at+1
		} else if !ok {
			first[key] = i
		}
		if g.State != "" || g.Typed {
			v.Filled++
		}
		if g.Typed {
			v.Typed++
		}
		v.Rows = append(v.Rows, g)
	}
	return v
}

// gridRow is a row with what stands in it: what was just sent and refused, else
// what is typed and kept, else what is reported.
func (s *server) gridRow(r *kit.Ask, sh sheet, row standing.BoardRow, refused error) GridRow {
	stands, beside := sh.now.Stands(row), sh.now.Beside[row.Target.ID]
	g := GridRow{ID: string(row.Target.ID), Ordinal: row.Label, Group: row.Field, Name: row.Name, URL: href.Target(row.Target.ID, ""),
		Unit: row.UnitOfMeasure, Plan: kit.PlanFigure(r.Lang, row.Current().Criterion).Text, State: string(stands.State),
		Seen: string(stands.Seen), Before: beside.Note, BeforeOf: beside.NoteOf}
	g.LastYear = report.LastYear(r.Lang, row)
	g.LastMonth = report.LastMonth(r.Lang, row, sh.now)
	for _, m := range row.Months {
		if m.Month == sh.month && m.Value != nil && stands.State == approval.Approved {
			g.Total = m.Value.Say(string(r.Lang))
		}
	}
	c := stands
	if stands.State == "" {
		c.Within = beside.Within
	}
	if !beside.Kept.IsZero() {
		g.Kept = strconv.FormatInt(beside.Kept.UnixMilli(), 10)
	}
	if beside.Typed != nil {
		g.Typed = true
		c = figures.Cell{Text: beside.Typed.Text, Note: beside.Typed.Note, Within: beside.Typed.Within, Estimate: beside.Typed.Estimate}
		if beside.Weighed != nil {
			g.weighed(r, *beside.Weighed, beside.Typed.Text, beside.Typed.Meant)
		}
		g.beside(r, stands, beside)
	}
	g.Was = rowPrint(c.Text, c.Note, c.Within, c.Estimate)
	if posted, ok := typedRow(r, g.ID); ok && refused != nil {
		c = figures.Cell{Text: posted.Text, Note: posted.Note, Within: posted.Within, Estimate: posted.Estimate}
		g.refuse(refused)
	}
	if stands.Own != nil {
		for _, e := range stands.Own.Evidence {
			g.Files = append(g.Files, page.Link{Text: e.Name, URL: href.Evidence(e.ID)})
		}
	}
	g.Refused, g.PlainURL = refused != nil, href.Report(row.Target.ID, sh.month)
	g.Ticked = r.PostFormValue("tick-"+g.ID) == "1"
	g.Value, g.Note, g.Cumulative, g.Estimate = c.Text, c.Note, !c.Within, c.Estimate
	if beside.Typed == nil && !c.Within && c.Text != "" && refused == nil {
		g.judged(r, row, c.Text)
	}
	return g
}

// refuse says what is wrong with a row, but what is said there already.
func (g *GridRow) refuse(refused error) {
	for _, e := range errs.All(refused) {
		if len(g.Errors) == 0 || g.Errors[0].What.Key != e.What.Key {
			g.Errors = append(g.Errors, page.Problem{What: e.What, Hint: e.Hint})
		}
	}
}

// judged says what a figure that is reported comes to.
func (g *GridRow) judged(r *kit.Ask, row standing.BoardRow, text string) {
	actual, questions := readActual(row.Target, 0, text)
	if len(questions) > 0 {
		return
	}
	g.Total = kit.Given(r.Lang, target.Observation{Text: text, Actual: actual}, row.UnitOfMeasure)
	if got := row.Current().Assess(&actual); got.Achievement != nil {
		g.Percent = got.Achievement.Shown().Trim().Say(string(r.Lang))
	}
}

// weighed says what a typed cell would come to.
func (g *GridRow) weighed(r *kit.Ask, w figures.Weighed, text, meant string) {
	if w.Unclear != nil {
		g.Meanings = meanings(r, w.Unclear, w.Of, text, meant)
		g.refuse(w.Unclear)
		return
	}
	lang := string(r.Lang)
	if w.Actual.Value != nil {
		g.Read = phrase.New("web.grid_read", "value", *w.Actual.Value, "unit", w.Of.UnitOfMeasure)
	}
	if meant != "" {
		g.Meanings = meanings(r, nil, w.Of, text, meant)
	}
	if w.Total != nil {
		g.Total = w.Total.Say(lang)
	}
	if got := w.Would.Assessment.Achievement; got != nil {
		g.Percent = got.Shown().Trim().Say(lang)
	}
	g.Warnings = w.Doubts
}

// beside shows the figure that came after a row was typed next to what is typed.
func (g *GridRow) beside(r *kit.Ask, stands figures.Cell, b figures.Beside) {
	if b.Typed.Seen == stands.Seen || stands.State == "" || b.Typed.Seen == "" || stands.Text == b.Typed.Text {
		return
	}
	g.OtherText = stands.Text
	g.Other = phrase.New("web.grid_other", "text", stands.Text, "by", b.By, "at", page.Frame{Lang: r.Lang}.Moment(b.Reported), "state", string(stands.State))
}

// keptRow is a row that was just kept, as its fragment says it.
func (s *server) keptRow(r *kit.Ask, t figures.TypedRow, kept figures.TypedKept) GridRow {
	g := GridRow{ID: string(t.Target), Note: t.Note, Kept: strconv.FormatInt(kept.At.UnixMilli(), 10)}
	other, elsewhere := kept.Elsewhere[t.Target]
	if w, ok := kept.Weighed[t.Target]; ok {
		g.weighed(r, w, t.Text, t.Meant)
	}
	switch {
	case elsewhere:
		g.elsewhere(r, other)
	case kept.Refused[t.Target] != nil:
		g.refuse(kept.Refused[t.Target])
		g.Kept = ""
	}
	return g
}

// elsewhere shows what was typed on another screen next to what is typed here.
func (g *GridRow) elsewhere(r *kit.Ask, other typed.Row) {
	g.Kept = strconv.FormatInt(other.At.UnixMilli(), 10) // having seen it, one may type over it
	g.OtherText = other.Text
	g.Other = phrase.New("web.grid_elsewhere", "text", other.Text, "at", page.Frame{Lang: r.Lang}.Moment(other.At))
}
