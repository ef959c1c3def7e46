package entry

import (
	"net/http"
	"slices"
	"strings"

	"dondoc/internal/access"
	"dondoc/internal/app/desk"
	"dondoc/internal/app/months"
	"dondoc/internal/app/standing"
	"dondoc/internal/chase"
	"dondoc/internal/errs"
	"dondoc/internal/i18n"
	"dondoc/internal/id"
	"dondoc/internal/period"
	"dondoc/internal/target"
	"dondoc/internal/web/kit"
	"dondoc/internal/web/kit/href"
	"dondoc/internal/web/kit/href/chases"
	"dondoc/internal/web/kit/page"
)

// periods lists a cycle's months with locking and reopening.
func (s *server) periods(w http.ResponseWriter, r *kit.Ask) error {
	cycle, err := period.ParseCycle(r.PathValue("cycle"))
	if err != nil {
		return err
	}
	d, err := s.App.Directory(r.Context(), r.User.Actor)
	if err != nil {
		return err
	}
	unit, err := d.UnitByCode(r.PathValue("code"))
	if err != nil {
		return err
	}
	known := period.Date("")
	if r.Method == http.MethodGet { // what is done is done now
		if known, err = kit.AsKnown(r, "web.past_days_off"); err != nil {
			return err
		}
	}
	address := href.Months(r.PathValue("code"), cycle)
	month, do, err := monthAndAct(r, cycle)
	if err != nil {
		return err
	}
	var failed error
	if r.Method == http.MethodPost {
		done := "locked"
		if do == "reopen" {
			until, err := period.ParseDate(r.PostFormValue("until"))
			if failed = err; err != nil {
				errs.All(err)[0].In("until")
			} else {
				failed = s.App.ReopenPeriod(r.Context(), r.User.Actor, unit, month, until, r.PostFormValue("reason"))
			}
			done = "reopened"
		} else {
			failed = s.App.LockPeriod(r.Context(), r.User.Actor, unit, month)
		}
		if failed == nil {
			return s.Redirect(w, r, address, done)
		}
	}
	v, err := s.periodsView(r, d, unit, cycle, known)
	if err != nil {
		return err
	}
	if known != "" || !d.Can(access.LockPeriod, unit) {
		do = ""
	}
	code := s.periodForms(r, &v, address, month, do, failed)
	if code == 0 {
		return failed
	}
	return s.Show(w, r, code, v.Page())
}

func (s *server) periodsView(r *kit.Ask, d *desk.Directory, unit id.ID, cycle period.Cycle, known period.Date) (Periods, error) {
	v := Periods{Frame: s.Frame(r, d, unit, cycle, i18n.T(r.Lang, "web.periods_title"))}
	v.Sign()
	list, err := s.App.Months(r.Context(), r.User.Actor, unit, cycle, known)
	if err != nil {
		return v, err
	}
	board, err := s.App.Scoreboard(r.Context(), r.User.Actor, standing.BoardQuery{Unit: r.PathValue("code"), Cycle: cycle, AsKnown: known})
	if err != nil {
		return v, err
	}
	v.Schedule = page.Link{Text: i18n.T(r.Lang, "web.schedule_title"), URL: chases.Schedule(r.PathValue("code"), cycle)}
	may, today := known == "" && d.Can(access.LockPeriod, unit), s.Today()
	if known != "" {
		today = min(known, today)
	}
	for _, m := range list {
		row := periodRow(m, href.Months(r.PathValue("code"), cycle))
		row.Expected, row.Reported = board.Total(), reportedFor(board, m.Month)
		if m.Month <= today.Month() && known == "" {
			row.ListURL = href.Entry(r.PathValue("code"), m.Month)
			row.LateURL = chases.Late(r.PathValue("code"), chase.Figures, m.Month, cycle)
		}
		if !may {
			row.LockURL, row.ReopenURL = "", ""
		}
		v.Rows = append(v.Rows, row)
	}
	return v, nil
}

// monthAndAct reads which month is to be locked or reopened. Nothing asked is
// only for reading the list; what cannot be read is never taken for another.
func monthAndAct(r *kit.Ask, cycle period.Cycle) (period.Month, string, error) {
	do, text := r.FormValue("do"), r.FormValue("month")
	if do == "" && r.Method == http.MethodGet {
		return "", "", nil
	}
	if do != "lock" && do != "reopen" {
		return "", "", errs.New(errs.Invalid, "web.act_unknown", "act", do)
	}
	month, err := period.ParseMonth(text)
	if err == nil && month.Cycle() != cycle {
		err = errs.New(errs.Invalid, "app.month_elsewhere", "month", month, "cycle", cycle)
	}
	return month, do, err
}

// reportedFor counts the targets of a board that have a figure of a month, approved or on its way.
func reportedFor(b standing.Board, month period.Month) int {
	n := 0
	for _, row := range b.Rows {
		has := slices.ContainsFunc(row.Months, func(m target.MonthFigure) bool { return m.Month == month && m.Observation != "" }) ||
			slices.ContainsFunc(row.Pending, func(o target.Observation) bool { return o.Month == month })
		if has {
			n++
		}
	}
	return n
}

func periodRow(m months.MonthStanding, address string) PeriodRow {
	row := PeriodRow{Month: m.Month, State: "open", LockURL: href.With(address, "do", "lock", "month", string(m.Month))}
	if m.Locked {
		row.State, row.LockURL, row.ReopenURL = "locked", "", href.With(address, "do", "reopen", "month", string(m.Month))
	} else if m.Reopened {
		row.State = "reopened"
	}
	row.Asked, row.Due, row.Closes = m.Asked, m.Due, m.Closes
	row.By, row.At, row.Reason, row.Until = m.Last.ByName, m.Last.At, m.Last.Reason, m.Last.OpenUntil
	return row
}

// periodForms adds the confirmation of what was asked for, with its errors; 0
// when the error is no matter of the form.
func (s *server) periodForms(r *kit.Ask, v *Periods, address string, month period.Month, do string, failed error) int {
	if do == "" {
		if failed != nil {
			return 0
		}
		return http.StatusOK
	}
	f := &page.Form{Action: address, Cancel: address, Danger: true, Fields: []page.Field{{Kind: "hidden", Name: "month", Value: string(month)}, {Kind: "hidden", Name: "do", Value: do}}}
	f.Lead, f.Submit = i18n.T(r.Lang, "web.lock_lead", "month", month), i18n.T(r.Lang, "web.lock_month", "month", month)
	v.Lock = f
	if do == "reopen" {
		f.Lead, f.Submit = i18n.T(r.Lang, "web.reopen_lead", "month", month), i18n.T(r.Lang, "web.reopen_month", "month", month)
		f.Fields = append(f.Fields, page.Field{Kind: "date", Name: "until", Label: i18n.T(r.Lang, "web.open_until"), Required: true, Value: strings.TrimSpace(r.FormValue("until"))},
			page.Field{Kind: "area", Name: "reason", Label: i18n.T(r.Lang, "web.reason"), Required: true, Value: r.FormValue("reason")})
		v.Lock, v.Reopen = nil, f
	}
	if failed == nil {
		return http.StatusOK
	}
	code, ok := kit.IntoForm(f, failed)
	if !ok {
		return 0
	}
	return code
}
