package entry

import (
	"net/http"
	"strings"

	"dondoc/internal/access"
	"dondoc/internal/app/desk"
	"dondoc/internal/app/figures"
	"dondoc/internal/app/standing"
	"dondoc/internal/approval"
	"dondoc/internal/errs"
	"dondoc/internal/i18n"
	"dondoc/internal/id"
	"dondoc/internal/period"
	"dondoc/internal/phrase"
	"dondoc/internal/report"
	"dondoc/internal/target"
	"dondoc/internal/web/kit"
	"dondoc/internal/web/kit/href"
	"dondoc/internal/web/kit/href/registers"
	"dondoc/internal/web/kit/page"
)

// sheet is one month of a unit as the entry grid works on it.
type sheet struct {
	unit  id.ID
	cycle period.Cycle
	month period.Month
	now   figures.Entry
}

func (s *server) sheet(r *kit.Ask, d *desk.Directory) (sheet, error) {
	var sh sheet
	var err error
	if sh.cycle, err = period.ParseCycle(r.PathValue("cycle")); err != nil {
		return sh, err
	}
	if sh.month, err = period.ParseMonth(r.PathValue("month")); err != nil || sh.month.Cycle() != sh.cycle {
		return sh, errs.New(errs.Invalid, "app.month_elsewhere", "month", sh.month, "cycle", sh.cycle)
	}
	if sh.unit, err = d.UnitByCode(r.PathValue("code")); err != nil {
		return sh, err
	}
	sh.now, err = s.App.Entry(r.Context(), r.User.Actor, r.PathValue("code"), sh.month)
	return sh, err
}

// grid is the sheet of a unit's month. Each row that was filled in is reported
// by itself: rows in error keep what was typed, the others are taken.
func (s *server) grid(w http.ResponseWriter, r *kit.Ask) error {
	d, err := s.App.Directory(r.Context(), r.User.Actor)
	if err != nil {
		return err
	}
	sh, err := s.sheet(r, d)
	if err != nil {
		return err
	}
	problems := map[id.ID]errs.List{}
	taken := 0
	if r.Method == http.MethodPost {
		if err := kit.ParseForm(r); err != nil {
			return err
		}
		for _, row := range sh.now.Rows {
			done, err := s.reportRow(r, sh, row)
			if err != nil {
				problems[row.Target.ID] = errs.All(err)
			}
			if done {
				taken++
			}
		}
		if len(problems) == 0 {
			return s.Redirect(w, r, r.URL.Path, "grid_sent")
		}
		if sh, err = s.sheet(r, d); err != nil { // with what was taken
			return err
		}
	}
	v := s.gridView(r, d, sh, problems)
	code := http.StatusOK
	if len(problems) > 0 {
		code = http.StatusUnprocessableEntity
		v.Problems = append(v.Problems, page.Problem{What: phrase.New("web.grid_some", "taken", taken, "wrong", len(problems))})
	}
	return s.Show(w, r, code, v.Page())
}

// typedCell reads a row of the form. What the form does not name is left as it stands.
func typedCell(r *kit.Ask, name string, stands figures.Cell) figures.Cell {
	c := stands
	if !r.PostForm.Has("value-" + name) {
		return c
	}
	c.Text, c.Seen = strings.TrimSpace(r.PostFormValue("value-"+name)), id.ID(r.PostFormValue("seen-"+name))
	c.Estimate = r.PostFormValue("estimate-"+name) == "1"
	if r.PostForm.Has("note-" + name) {
		c.Note = strings.TrimSpace(r.PostFormValue("note-" + name))
	}
	c.Within = r.PostFormValue("scope-"+name) == "month"
	return c
}

// reportRow reports what was typed in a row, where something was. The reader's
// own draft is sent as it is when nothing in its row was changed.
func (s *server) reportRow(r *kit.Ask, sh sheet, row standing.BoardRow) (bool, error) {
	name := string(row.Target.ID)
	stands := sh.now.Stands(row)
	typed := typedCell(r, name, stands)
	draft := r.PostFormValue("do") == "draft"
	send, report := stands.Asks(typed, draft)
	var err error
	switch {
	case send:
		_, err = s.App.Advance(r.Context(), r.User.Actor, stands.Own.ID, approval.Submit, "")
	case report:
		if typed.Meant, err = kit.MeantIn(r, "meant-"+name); err == nil {
			_, err = s.App.Report(r.Context(), r.User.Actor, stands.Report(row.Target.ID, sh.month, typed, draft))
		}
	}
	return err == nil && (send || report), err
}

func (s *server) gridView(r *kit.Ask, d *desk.Directory, sh sheet, problems map[id.ID]errs.List) Grid {
	v := Grid{Frame: s.Frame(r, d, sh.unit, sh.cycle, i18n.T(r.Lang, "web.grid_title", "month", sh.month)), Month: sh.month, Action: r.URL.Path,
		Due: kit.DueOf(sh.month)}
	v.Landscape = true
	v.Sign()
	for _, m := range sh.cycle.Months() {
		if m <= s.Today().Month() {
			v.Months = append(v.Months, page.Link{Text: m.Say(""), URL: href.Entry(r.PathValue("code"), m), Here: m == sh.month})
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
		v.FileURL, v.BackURL = registers.EntrySheet(r.PathValue("code"), sh.month, "xlsx"), registers.EntrySheet(r.PathValue("code"), sh.month, "")
	}
	for _, row := range sh.now.Rows {
		c := sh.now.Stands(row)
		list := problems[row.Target.ID]
		if len(list) > 0 {
			c = typedCell(r, string(row.Target.ID), c)
		}
		g := s.gridRow(r, sh, row, c)
		g.ReadOnly = !may || !v.Locked.IsZero() || g.State == string(approval.Verified)
		for _, e := range list {
			g.Errors = append(g.Errors, page.Problem{What: e.What, Hint: e.Hint})
		}
		if len(list) > 0 {
			g.Meanings = meanings(r, list, row.Target, c.Text, r.PostFormValue("meant-"+g.ID))
		}
		if g.State != "" {
			v.Filled++
		}
		v.Rows = append(v.Rows, g)
	}
	return v
}

func (s *server) gridRow(r *kit.Ask, sh sheet, row standing.BoardRow, c figures.Cell) GridRow {
	g := GridRow{ID: string(row.Target.ID), Ordinal: row.Label, Group: row.Field, Name: row.Name, URL: href.Target(row.Target.ID, ""),
		Unit: row.UnitOfMeasure, Plan: kit.PlanFigure(r.Lang, row.Current().Criterion).Text, Value: c.Text, State: string(c.State), Note: c.Note,
		Seen: string(c.Seen), Cumulative: !c.Within, Estimate: c.Estimate}
	g.LastYear = report.LastYear(r.Lang, row)
	g.LastMonth = report.LastMonth(r.Lang, row, sh.now)
	for _, m := range row.Months {
		if m.Month == sh.month && m.Value != nil && c.State == approval.Approved {
			g.Total = m.Value.Say(string(r.Lang))
		}
	}
	if c.Within || c.Text == "" {
		return g
	}
	actual, questions := readActual(row.Target, c.Text)
	if len(questions) > 0 {
		return g
	}
	g.Total = kit.Given(r.Lang, target.Observation{Text: c.Text, Actual: actual}, row.UnitOfMeasure)
	if got := row.Current().Assess(&actual); got.Achievement != nil {
		g.Percent = got.Achievement.Shown().Trim().Say(string(r.Lang))
	}
	return g
}
