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
	"dondoc/internal/target"
	"dondoc/internal/web/kit"
	"dondoc/internal/web/kit/href"
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

// cell is what a row of the sheet says: what was typed, or what stands.
type cell struct {
	text, note, seen string
	state            string // "" when there is no figure of the month
	within, estimate bool
	own              *target.Observation
}

// typedCell reads a row of the form. What the form does not name is left as it stands.
func typedCell(r *kit.Ask, name string, stands cell) cell {
	c := stands
	if !r.PostForm.Has("value-" + name) {
		return c
	}
	c.text, c.seen = strings.TrimSpace(r.PostFormValue("value-"+name)), r.PostFormValue("seen-"+name)
	c.estimate = r.PostFormValue("estimate-"+name) == "1"
	if r.PostForm.Has("note-" + name) {
		c.note = strings.TrimSpace(r.PostFormValue("note-" + name))
	}
	c.within = r.PostFormValue("scope-"+name) == "month"
	return c
}

// reportRow reports what was typed in a row, where something was. The reader's
// own draft is sent as it is when nothing in its row was changed.
func (s *server) reportRow(r *kit.Ask, sh sheet, row standing.BoardRow) (bool, error) {
	name := string(row.Target.ID)
	stands := s.standing(sh, row)
	typed := typedCell(r, name, stands)
	draft := r.PostFormValue("do") == "draft"
	same := typed.text == stands.text && typed.note == stands.note && typed.within == stands.within && typed.estimate == stands.estimate
	switch {
	case typed.text == "" && stands.text == "" && typed.note == "":
		return false, nil
	case same && (draft || stands.own == nil || stands.state != string(approval.Draft)):
		return false, nil
	case same:
		_, err := s.App.Advance(r.Context(), r.User.Actor, stands.own.ID, approval.Submit, "")
		return err == nil, err
	}
	in := figures.NewReport{Target: row.Target.ID, Month: sh.month, Text: typed.text, Cumulative: !typed.within,
		Final: !typed.estimate, Note: typed.note, Draft: draft, SeenLast: id.ID(typed.seen)}
	if stands.own != nil {
		for _, e := range stands.own.Evidence {
			in.Keep = append(in.Keep, e.ID)
		}
	}
	var err error
	if in.Meant, err = kit.MeantIn(r, "meant-"+name); err == nil {
		_, err = s.App.Report(r.Context(), r.User.Actor, in)
	}
	return err == nil, err
}

// standing is what is reported for a row's month already: the reader's own
// figure, another's on its way, or the one that counts.
func (s *server) standing(sh sheet, row standing.BoardRow) cell {
	of := func(o target.Observation) cell {
		return cell{text: kit.Bare(o.Text, row.UnitOfMeasure), note: o.Note, seen: string(o.ID), state: string(o.State()), within: !o.Cumulative, estimate: !o.Final}
	}
	if o, ok := sh.now.Mine[row.Target.ID]; ok {
		c := of(o)
		c.own = &o
		return c
	}
	for _, o := range row.Pending {
		if o.Month == sh.month {
			return of(o)
		}
	}
	for _, m := range row.Months {
		if m.Month == sh.month && m.Observation != "" {
			return cell{text: kit.Bare(m.Text, row.UnitOfMeasure), seen: string(m.Observation), state: string(approval.Approved), within: !m.Cumulative, estimate: !m.Final}
		}
	}
	return cell{seen: string(figures.SeenNothing)}
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
	for _, row := range sh.now.Rows {
		c := s.standing(sh, row)
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
			g.Meanings = meanings(r, list, row.Target, c.text, r.PostFormValue("meant-"+g.ID))
		}
		if g.State != "" {
			v.Filled++
		}
		v.Rows = append(v.Rows, g)
	}
	return v
}

func (s *server) gridRow(r *kit.Ask, sh sheet, row standing.BoardRow, c cell) GridRow {
	g := GridRow{ID: string(row.Target.ID), Ordinal: row.Label, Group: row.Field, Name: row.Name, URL: href.Target(row.Target.ID, ""),
		Unit: row.UnitOfMeasure, Plan: kit.PlanFigure(r.Lang, row.Current().Criterion).Text, Value: c.text, State: c.state, Note: c.note,
		Seen: c.seen, Cumulative: !c.within, Estimate: c.estimate}
	g.LastYear = lastYear(r.Lang, row)
	for _, m := range row.Months {
		if m.Month < sh.month && m.Value != nil {
			g.LastMonth = m.Value.Say(string(r.Lang))
		}
		if m.Month == sh.month && m.Value != nil && c.state == string(approval.Approved) {
			g.Total = m.Value.Say(string(r.Lang))
		}
	}
	if c.within || c.text == "" {
		return g
	}
	actual, questions := readActual(row.Target, c.text)
	if len(questions) > 0 {
		return g
	}
	g.Total = kit.Given(r.Lang, target.Observation{Text: c.text, Actual: actual}, row.UnitOfMeasure)
	if got := row.Current().Assess(&actual); got.Achievement != nil {
		g.Percent = got.Achievement.Shown().Trim().Say(string(r.Lang))
	}
	return g
}
