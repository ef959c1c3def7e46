package web

import (
	"net/http"
	"slices"
	"strings"

	"dondoc/internal/app"
	"dondoc/internal/approval"
	"dondoc/internal/errs"
	"dondoc/internal/i18n"
	"dondoc/internal/id"
	"dondoc/internal/period"
	"dondoc/internal/phrase"
	"dondoc/internal/target"
	"dondoc/internal/web/page"
	"dondoc/internal/web/page/entry"
)

// dueDay is the day of the next month by which a figure is asked for.
const dueDay = 5

func (s *server) inbox(w http.ResponseWriter, r *ask) error {
	v, err := s.inboxView(r)
	if err != nil {
		return err
	}
	return s.show(w, r, http.StatusOK, v.Page())
}

func (s *server) inboxView(r *ask) (entry.Inbox, error) {
	box, err := s.app.Inbox(r.Context(), r.user.Actor)
	if err != nil {
		return entry.Inbox{}, err
	}
	v := entry.Inbox{Frame: s.plainFrame(r), ActURL: "/work"}
	v.Title = i18n.T(r.lang, "web.work_title")
	due := box.Month.Next().Start().AddDays(dueDay - 1)
	days := int(due.Time().Sub(s.today().Time()).Hours() / 24)
	for _, w := range box.ToReport {
		v.ToReport = append(v.ToReport, entry.Todo{Target: page.Link{Text: w.Target.Name, URL: "/targets/" + string(w.Target.ID)}, Unit: w.Unit.Name,
			Month: box.Month, Due: due, Days: days, URL: "/targets/" + string(w.Target.ID) + "/report?month=" + string(box.Month)})
		if v.GridURL == "" {
			v.GridURL = "/entry/" + w.Unit.Code + "/" + string(box.Month.Cycle()) + "/" + string(box.Month)
		}
	}
	for _, list := range []struct {
		from []app.Work
		to   *[]entry.Waiting
	}{{box.Returned, &v.Returned}, {box.ToVerify, &v.ToVerify}, {box.ToApprove, &v.ToApprove}} {
		for _, w := range list.from {
			*list.to = append(*list.to, waiting(r.lang, w))
		}
	}
	for i := range v.Returned {
		w := box.Returned[i]
		v.Returned[i].URL = "/targets/" + string(w.Target.ID) + "/report?month=" + string(w.Observation.Month)
	}
	return v, nil
}

// waiting maps one figure that waits.
func waiting(lang i18n.Lang, w app.Work) entry.Waiting {
	o := w.Observation
	out := entry.Waiting{ID: string(o.ID), Target: page.Link{Text: w.Target.Name, URL: "/targets/" + string(w.Target.ID)}, Unit: w.Unit.Name, Measure: w.Target.UnitOfMeasure,
		Month: o.Month, After: page.Figure{Text: bare(o.Text, w.Target.UnitOfMeasure)}, Kind: page.Estimate, By: o.ByName, At: o.At, Note: o.Note, URL: "/observations/" + string(o.ID) + "/step"}
	if o.Final {
		out.Kind = page.Final
	}
	criterion := w.Target.Current().Criterion
	got := target.Assess(criterion, &o.Actual, target.Options{})
	if got.Achievement != nil {
		out.Percent = got.Achievement.Percent(2).Trim().Say(string(lang))
	}
	if o.Month == w.Target.Cycle.LastMonth() {
		out.Class = string(got.Class)
	}
	if w.Before != nil {
		out.Before = bare(w.Before.Text, w.Target.UnitOfMeasure)
		if w.Before.Month == o.Month {
			out.ClassBefore = string(target.Assess(criterion, &w.Before.Actual, target.Options{}).Class)
			out.Differences = append(out.Differences, phrase.New("web.differs_revision", "before", w.Before.Text))
		}
	}
	if w.Differs && (w.Before == nil || w.Before.Month != o.Month) && o.Note == "" {
		out.Differences = append(out.Differences, phrase.New("web.differs_jump"))
	}
	if last := o.Steps; len(last) > 0 {
		out.Reason = last[len(last)-1].Reason
	}
	for _, e := range o.Evidence {
		out.Evidence = append(out.Evidence, page.Link{Text: e.Name, URL: "/evidence/" + string(e.ID)})
	}
	return out
}

// actOnMany takes one step with several figures. Each is taken or refused by
// itself; what is refused is said, the others are done.
func (s *server) actOnMany(w http.ResponseWriter, r *ask) error {
	if err := r.ParseForm(); err != nil {
		return errs.New(errs.Invalid, "error.invalid").Because(err)
	}
	step := approval.Step(r.PostFormValue("step"))
	if step != approval.Verify && step != approval.Approve {
		return errs.New(errs.Invalid, "approval.step_unknown", "step", string(step))
	}
	done := 0
	var refused []page.Notice
	for _, one := range r.PostForm["id"] {
		if _, err := s.app.Advance(r.Context(), r.user.Actor, id.ID(one), step, ""); err != nil {
			e := errs.All(err)[0]
			refused = append(refused, page.Notice{Kind: "error", Text: e.What, Hint: e.Hint, URL: "/observations/" + one + "/step"})
			continue
		}
		done++
	}
	if len(refused) == 0 && done > 0 {
		return s.redirect(w, r, "/work", "stepped")
	}
	v, err := s.inboxView(r)
	if err != nil {
		return err
	}
	v.Notices = append(v.Notices, page.Notice{Kind: "info", Text: phrase.New("web.many_done", "done", done, "refused", len(refused))})
	v.Notices = append(v.Notices, refused...)
	return s.show(w, r, http.StatusConflict, v.Page())
}

// review shows one figure before a step is taken with it.
func (s *server) review(w http.ResponseWriter, r *ask) error {
	v, err := s.reviewView(r)
	if err != nil {
		return err
	}
	return s.show(w, r, http.StatusOK, v.Page())
}

func (s *server) reviewView(r *ask) (entry.Review, error) {
	which, err := pathID(r, "id")
	if err != nil {
		return entry.Review{}, err
	}
	work, steps, err := s.app.Review(r.Context(), r.user.Actor, which)
	if err != nil {
		return entry.Review{}, err
	}
	v := entry.Review{Frame: s.plainFrame(r), Item: waiting(r.lang, work)}
	v.Title = i18n.T(r.lang, "web.review_title")
	v.Crumbs = []page.Link{{Text: i18n.T(r.lang, "web.work_title"), URL: "/work"}, v.Item.Target}
	v.Explain = target.Assess(work.Target.Current().Criterion, &work.Observation.Actual, target.Options{}).Explanation
	for _, st := range work.Observation.Steps {
		v.Steps = append(v.Steps, page.Step{What: string(st.Step), By: st.ByName, At: st.At, Reason: st.Reason})
	}
	reason := page.Field{Kind: "area", Name: "reason", Label: i18n.T(r.lang, "web.reason"), Required: true, Value: r.FormValue("reason")}
	for _, step := range steps {
		hidden := page.Field{Kind: "hidden", Name: "step", Value: string(step)}
		form := &page.Form{Action: "/observations/" + string(which) + "/step", Submit: i18n.Title(i18n.T(r.lang, "step."+string(step))), Fields: []page.Field{hidden}}
		switch step {
		case approval.Return, approval.Reopen:
			form.Fields, form.Danger = append(form.Fields, reason), true
			v.Return = form
		default:
			if v.Act == nil {
				v.Act = form
			}
		}
	}
	return v, nil
}

// step takes one step with one figure.
func (s *server) step(w http.ResponseWriter, r *ask) error {
	which, err := pathID(r, "id")
	if err != nil {
		return err
	}
	_, err = s.app.Advance(r.Context(), r.user.Actor, which, approval.Step(r.PostFormValue("step")), r.PostFormValue("reason"))
	if err == nil {
		return s.redirect(w, r, "/work", "stepped")
	}
	v, viewErr := s.reviewView(r)
	if viewErr != nil {
		return err
	}
	form := &page.Form{}
	for _, f := range []*page.Form{v.Return, v.Act} {
		if f != nil && f.Fields[0].Value == r.PostFormValue("step") {
			form = f
		}
	}
	code, ok := intoForm(form, err)
	if !ok {
		return err
	}
	for _, p := range form.Problems {
		v.Notices = append(v.Notices, page.Notice{Kind: "error", Text: p.What, Hint: p.Hint})
	}
	form.Problems = nil
	return s.show(w, r, code, v.Page())
}

// periods lists a cycle's months with locking and reopening.
func (s *server) periods(w http.ResponseWriter, r *ask) error {
	cycle, err := period.ParseCycle(r.PathValue("cycle"))
	if err != nil {
		return err
	}
	d, err := s.app.Directory(r.Context(), r.user.Actor)
	if err != nil {
		return err
	}
	unit, err := d.UnitByCode(r.PathValue("code"))
	if err != nil {
		return err
	}
	address := boardURL(r.PathValue("code"), cycle) + "/months"
	month, _ := period.ParseMonth(r.FormValue("month"))
	var failed error
	if r.Method == http.MethodPost {
		done := "locked"
		if r.PostFormValue("do") == "reopen" {
			until, err := period.ParseDate(r.PostFormValue("until"))
			if failed = err; err != nil {
				errs.All(err)[0].In("until")
			} else {
				failed = s.app.ReopenPeriod(r.Context(), r.user.Actor, unit, month, until, r.PostFormValue("reason"))
			}
			done = "reopened"
		} else {
			failed = s.app.LockPeriod(r.Context(), r.user.Actor, unit, month)
		}
		if failed == nil {
			return s.redirect(w, r, address, done)
		}
	}
	months, err := s.app.Months(r.Context(), r.user.Actor, unit, cycle)
	if err != nil {
		return err
	}
	v := entry.Periods{Frame: s.frame(r, d, unit, cycle, i18n.T(r.lang, "web.periods_title"))}
	for _, m := range months {
		v.Rows = append(v.Rows, periodRow(m, address))
	}
	code := s.periodForms(r, &v, address, month, failed)
	if code == 0 {
		return failed
	}
	return s.show(w, r, code, v.Page())
}

func periodRow(m app.MonthStanding, address string) entry.PeriodRow {
	row := entry.PeriodRow{Month: m.Month, State: "open", LockURL: address + "?do=lock&month=" + string(m.Month)}
	if m.Locked {
		row.State, row.LockURL, row.ReopenURL = "locked", "", address+"?do=reopen&month="+string(m.Month)
	} else if m.Reopened {
		row.State = "reopened"
	}
	row.By, row.At, row.Reason, row.Until = m.Last.ByName, m.Last.At, m.Last.Reason, m.Last.OpenUntil
	return row
}

// periodForms adds the confirmation of what was asked for, with its errors; 0
// when the error is no matter of the form.
func (s *server) periodForms(r *ask, v *entry.Periods, address string, month period.Month, failed error) int {
	do := r.FormValue("do")
	if month == "" || !slices.Contains([]string{"lock", "reopen"}, do) {
		if failed != nil {
			return 0
		}
		return http.StatusOK
	}
	f := &page.Form{Action: address, Cancel: address, Danger: true, Fields: []page.Field{{Kind: "hidden", Name: "month", Value: string(month)}, {Kind: "hidden", Name: "do", Value: do}}}
	f.Lead, f.Submit = i18n.T(r.lang, "web.lock_lead", "month", month), i18n.T(r.lang, "web.lock_month", "month", month)
	v.Lock = f
	if do == "reopen" {
		f.Lead, f.Submit = i18n.T(r.lang, "web.reopen_lead", "month", month), i18n.T(r.lang, "web.reopen_month", "month", month)
		f.Fields = append(f.Fields, page.Field{Kind: "date", Name: "until", Label: i18n.T(r.lang, "web.open_until"), Required: true, Value: strings.TrimSpace(r.FormValue("until"))},
			page.Field{Kind: "area", Name: "reason", Label: i18n.T(r.lang, "web.reason"), Required: true, Value: r.FormValue("reason")})
		v.Lock, v.Reopen = nil, f
	}
	if failed == nil {
		return http.StatusOK
	}
	code, ok := intoForm(f, failed)
	if !ok {
		return 0
	}
	return code
}
