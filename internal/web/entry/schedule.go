package entry

import (
	"cmp"
	"net/http"
	"strconv"
	"strings"

	"dondoc/internal/app/months"
	"dondoc/internal/approval"
	"dondoc/internal/errs"
	"dondoc/internal/i18n"
	"dondoc/internal/period"
	"dondoc/internal/web/kit"
	"dondoc/internal/web/kit/href"
	"dondoc/internal/web/kit/href/chases"
	"dondoc/internal/web/kit/page"
)

// schedule shows when a unit's months are asked for, and agrees on other days.
func (s *server) schedule(w http.ResponseWriter, r *kit.Ask) error {
	cycle, err := period.ParseCycle(r.PathValue("cycle"))
	if err != nil {
		return err
	}
	code := r.PathValue("code")
	var failed error
	if r.Method == http.MethodPost {
		in, err := scheduleSent(r)
		if failed = err; err == nil {
			failed = s.App.SetSchedule(r.Context(), r.User.Actor, code, in)
		}
		if failed == nil {
			return s.Redirect(w, r, chases.Schedule(code, cycle), "scheduled")
		}
	}
	d, err := s.App.Directory(r.Context(), r.User.Actor)
	if err != nil {
		return err
	}
	found, err := s.App.Schedule(r.Context(), r.User.Actor, code, cycle)
	if err != nil {
		return err
	}
	v := Schedule{Frame: s.Frame(r, d, found.Unit.ID, cycle, i18n.T(r.Lang, "web.schedule_title")), Schedule: found}
	v.Crumbs = []page.Link{{Text: i18n.T(r.Lang, "web.periods_title"), URL: href.Months(code, cycle)}}
	v.Said = v.said()
	for _, m := range found.Months {
		v.Rows = append(v.Rows, periodRow(m, ""))
	}
	status := http.StatusOK
	if found.May {
		v.Form = v.form(r, s.Today())
		if failed != nil {
			ok := false
			if status, ok = kit.IntoForm(v.Form, failed); !ok {
				return failed
			}
		}
	} else if failed != nil {
		return failed
	}
	return s.Show(w, r, status, v.Page())
}

// scheduleSent reads the form. Every field that is no number is named.
func scheduleSent(r *kit.Ask) (in period.Schedule, err error) {
	var list errs.List
	in.Reason, in.Within, in.Working = r.PostFormValue("reason"), r.PostFormValue("when") == "within", r.PostFormValue("working") != ""
	if in.From, err = period.ParseMonth(r.PostFormValue("from")); err != nil {
		list = append(list, errs.All(err)[0].In("from"))
	}
	if r.PostFormValue("do") == "drop" {
		return period.Schedule{From: in.From, Reason: in.Reason}, list.OrNil()
	}
	for name, to := range map[string]*int{"day": &in.Day, "every": &in.Every, "grace": &in.Grace, "close": &in.Close, "looks": &in.Looks} {
		text := strings.TrimSpace(r.PostFormValue(name))
		if *to, err = strconv.Atoi(cmp.Or(text, "0")); err != nil {
			list = append(list, errs.New(errs.Invalid, "period.schedule_number", "text", text).In(name))
		}
	}
	if in.Every == 0 && len(list) == 0 {
		list = append(list, errs.New(errs.Invalid, "period.schedule_every").In("every"))
	}
	return in, list.OrNil()
}

// said says what holds this month, and whose it is.
func (v Schedule) said() (out []string) {
	h := v.Holds
	when := "web.schedule_after"
	if h.Within {
		when = "web.schedule_within"
	}
	out = append(out, v.T(when, "day", h.Day)+" "+v.T("web.schedule_every_"+strconv.Itoa(h.Every)))
	if h.Working {
		out = append(out, v.T("web.schedule_working_said"))
	}
	if h.Grace > 0 {
		out = append(out, v.T("web.schedule_grace_said", "n", h.Grace))
	}
	if h.Close > 0 {
		out = append(out, v.T("web.schedule_close_said", "n", h.Close))
	}
	if h.Chain() != approval.Usual {
		out = append(out, v.T("web.schedule_looks_"+strconv.Itoa(h.Looks)))
	}
	switch {
	case v.Of.ID == "":
		out = append(out, v.T("web.schedule_usual"))
	case v.Of.ID != v.Unit.ID:
		out = append(out, v.T("web.schedule_above", "unit", v.Of.Name, "reason", h.Reason))
	default:
		out = append(out, v.T("web.schedule_own", "by", h.ByName, "reason", h.Reason, "from", h.From))
	}
	return out
}

func (v Schedule) form(r *kit.Ask, today period.Date) *page.Form {
	t := v.T
	h := v.Holds
	kept := func(name, was string) string {
		if r.Method == http.MethodPost {
			return r.PostFormValue(name)
		}
		return was
	}
	number := func(name string, was int) string { return kept(name, strconv.Itoa(was)) }
	every := page.Field{Kind: "select", Name: "every", Label: t("web.schedule_every"), Required: true}
	for _, n := range []string{"1", "3", "6", "12"} {
		every.Options = append(every.Options, page.Option{Value: n, Text: t("web.schedule_every_" + n), Selected: n == number("every", h.Every)})
	}
	when := page.Field{Kind: "select", Name: "when", Label: t("web.schedule_when"), Required: true}
	within := kept("when", map[bool]string{true: "within"}[h.Within]) == "within"
	when.Options = []page.Option{{Value: "after", Text: t("web.schedule_when_after"), Selected: !within}, {Value: "within", Text: t("web.schedule_when_within"), Selected: within}}
	looks := page.Field{Kind: "select", Name: "looks", Label: t("web.schedule_looks"), Hint: t("web.schedule_looks_hint"), Required: true}
	for _, n := range []string{"1", "2", "3"} {
		looks.Options = append(looks.Options, page.Option{Value: n, Text: t("web.schedule_looks_" + n), Selected: n == number("looks", int(h.Chain()))})
	}
	f := &page.Form{Action: r.URL.Path, Submit: t("web.schedule_set"), Fields: []page.Field{
		{Kind: "month", Name: "from", Label: t("web.schedule_from"), Required: true, Value: kept("from", today.Month().Say(""))},
		every, when,
		{Kind: "number", Name: "day", Label: t("web.schedule_day"), Hint: t("web.schedule_day_hint"), Required: true, Value: number("day", h.Day)},
		{Kind: "check", Name: "working", Value: "1", Label: t("web.schedule_working"), Checked: kept("working", map[bool]string{true: "1"}[h.Working]) != ""},
		{Kind: "number", Name: "grace", Label: t("web.schedule_grace"), Value: number("grace", h.Grace)},
		{Kind: "number", Name: "close", Label: t("web.schedule_close"), Hint: t("web.schedule_close_hint"), Value: number("close", h.Close)},
		looks,
		{Kind: "area", Name: "reason", Label: t("web.reason"), Required: true, Value: kept("reason", "")},
	}}
	if v.Of.ID == v.Unit.ID {
		f.Extra = []page.Button{{Name: "do", Value: "drop", Text: t("web.schedule_drop"), Quiet: true}}
	}
	return f
}

// history says one of the unit's schedules.
func (v Schedule) history(s period.Schedule) string {
	what := v.T("web.schedule_dropped")
	if s.Every > 0 {
		what = strings.TrimSpace(strings.Join(Schedule{Frame: v.Frame, Schedule: months.Schedule{Holds: s, Unit: v.Unit}}.said()[:1], " "))
	}
	return v.T("web.schedule_line", "from", s.From, "what", what, "by", s.ByName, "at", period.DateOf(s.At), "reason", s.Reason)
}
