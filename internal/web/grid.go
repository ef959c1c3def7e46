package web

import (
	"net/http"
	"strings"

	"dondoc/internal/access"
	"dondoc/internal/app"
	"dondoc/internal/approval"
	"dondoc/internal/errs"
	"dondoc/internal/i18n"
	"dondoc/internal/id"
	"dondoc/internal/period"
	"dondoc/internal/phrase"
	"dondoc/internal/web/page"
	"dondoc/internal/web/page/entry"
)

// sheet is one month of a unit as the entry grid works on it.
type sheet struct {
	unit  id.ID
	cycle period.Cycle
	month period.Month
	now   app.Board
	last  map[id.ID]app.BoardRow // by indicator: the cycle before
	mine  map[id.ID]app.Work     // by target: the reader's drafts and returned figures
}

func (s *server) sheet(r *ask, d *app.Directory) (sheet, error) {
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
	if sh.now, err = s.app.Scoreboard(r.Context(), r.user.Actor, app.BoardQuery{Unit: r.PathValue("code"), Cycle: sh.cycle}); err != nil {
		return sh, err
	}
	before := period.Cycle(string(sh.cycle.Start().AddDays(-1))[:4])
	last, err := s.app.Scoreboard(r.Context(), r.user.Actor, app.BoardQuery{Unit: r.PathValue("code"), Cycle: before})
	if err != nil {
		return sh, err
	}
	sh.last, sh.mine = map[id.ID]app.BoardRow{}, map[id.ID]app.Work{}
	for _, row := range last.Rows {
		sh.last[row.Indicator] = row
	}
	box, err := s.app.Inbox(r.Context(), r.user.Actor)
	for _, w := range box.Returned {
		if w.Observation.Month == sh.month {
			sh.mine[w.Target.ID] = w
		}
	}
	return sh, err
}

// grid is the sheet of a unit's month. Each row that was filled in is reported
// by itself: rows in error keep what was typed, the others are taken.
func (s *server) grid(w http.ResponseWriter, r *ask) error {
	d, err := s.app.Directory(r.Context(), r.user.Actor)
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
			return s.redirect(w, r, r.URL.Path, "grid_sent")
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
	return s.show(w, r, code, v.Page())
}

// reportRow reports what was typed in a row, where something was.
func (s *server) reportRow(r *ask, sh sheet, row app.BoardRow) (bool, error) {
	name := string(row.Target.ID)
	text := strings.TrimSpace(r.PostFormValue("value-" + name))
	if text == "" || text == s.standing(sh, row).text {
		return false, nil
	}
	_, err := s.app.Report(r.Context(), r.user.Actor, app.NewReport{Target: row.Target.ID, Month: sh.month, Text: text, Cumulative: true,
		Final: r.PostFormValue("estimate-"+name) == "", Note: r.PostFormValue("note-" + name), Draft: r.PostFormValue("do") == "draft"})
	return err == nil, err
}

// standing is what is reported for a row's month already.
type standing struct{ text, state, note string }

func (s *server) standing(sh sheet, row app.BoardRow) standing {
	if w, ok := sh.mine[row.Target.ID]; ok {
		return standing{w.Observation.Text, string(w.Observation.State()), w.Observation.Note}
	}
	for _, o := range row.Pending {
		if o.Month == sh.month {
			return standing{o.Text, string(o.State()), o.Note}
		}
	}
	for _, m := range row.Months {
		if m.Month == sh.month && m.Value != nil {
			return standing{m.Value.Say("vi"), string(approval.Approved), ""}
		}
	}
	return standing{}
}

func (s *server) gridView(r *ask, d *app.Directory, sh sheet, problems map[id.ID]errs.List) entry.Grid {
	v := entry.Grid{Frame: s.frame(r, d, sh.unit, sh.cycle, i18n.T(r.lang, "web.grid_title", "month", sh.month)), Month: sh.month, Action: r.URL.Path,
		Due: sh.month.Next().Start().AddDays(dueDay - 1)}
	for _, m := range sh.cycle.Months() {
		if m <= s.today().Month() {
			v.Months = append(v.Months, page.Link{Text: m.Say(""), URL: "/entry/" + r.PathValue("code") + "/" + string(sh.cycle) + "/" + string(m), Here: m == sh.month})
		}
	}
	if months, err := s.app.Months(r.Context(), r.user.Actor, sh.unit, sh.cycle); err == nil {
		switch m := months[sh.month.Number()-1]; {
		case m.Locked:
			v.Locked = phrase.New("app.month_closed", "month", sh.month, "by", m.Last.ByName)
		case m.Reopened:
			v.Reopened = phrase.New("web.reopened", "by", m.Last.ByName, "reason", m.Last.Reason, "until", m.Last.OpenUntil)
		}
	}
	may := access.Can(r.user.Actor, access.Report, d.Tree(min(s.today(), sh.cycle.End())).Path(sh.unit))
	for _, row := range sh.now.Rows {
		g := s.gridRow(r, sh, row)
		g.ReadOnly = !may || !v.Locked.IsZero() || g.State == string(approval.Verified)
		for _, e := range problems[row.Target.ID] {
			g.Errors = append(g.Errors, page.Problem{What: e.What, Hint: e.Hint})
			g.Value = r.PostFormValue("value-" + g.ID)
		}
		if g.State != "" {
			v.Filled++
		}
		v.Rows = append(v.Rows, g)
	}
	return v
}

func (s *server) gridRow(r *ask, sh sheet, row app.BoardRow) entry.GridRow {
	g := entry.GridRow{ID: string(row.Target.ID), Ordinal: row.Label, Group: row.Field, Name: row.Name, URL: "/targets/" + string(row.Target.ID),
		Unit: row.UnitOfMeasure, Plan: planFigure(r.lang, row.Current().Criterion).Text, Cumulative: true}
	if last, ok := sh.last[row.Indicator]; ok && last.Counted != nil {
		g.LastYear = bare(last.Counted.Text, row.UnitOfMeasure)
	}
	for _, m := range row.Months {
		if m.Month < sh.month && m.Value != nil {
			g.LastMonth = m.Value.Say(string(r.lang))
		}
	}
	st := s.standing(sh, row)
	g.Value, g.State, g.Note = st.text, st.state, st.note
	g.Total = bare(st.text, row.UnitOfMeasure)
	if row.Counted != nil && row.Counted.Month == sh.month && row.Assessment.Achievement != nil {
		g.Percent = row.Assessment.Achievement.Percent(2).Trim().Say(string(r.lang))
	}
	return g
}
