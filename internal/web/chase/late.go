package chase

import (
	"net/http"
	"slices"
	"strings"

	"dondoc/internal/app/chasing"
	"dondoc/internal/app/desk"
	"dondoc/internal/chase"
	"dondoc/internal/errs"
	"dondoc/internal/i18n"
	"dondoc/internal/id"
	"dondoc/internal/period"
	"dondoc/internal/web/kit"
	"dondoc/internal/web/kit/href"
	"dondoc/internal/web/kit/href/chases"
	"dondoc/internal/web/kit/list"
	"dondoc/internal/web/kit/page"
)

// late shows who is late, and chases all of them.
func (s *server) late(w http.ResponseWriter, r *kit.Ask) error {
	cycle, err := period.ParseCycle(r.PathValue("cycle"))
	if err != nil {
		return err
	}
	q := chasing.Query{Unit: r.PathValue("code"), What: chase.What(r.FormValue("what"))}
	if q.AsKnown, err = kit.AsKnown(r, "web.past_late"); err != nil {
		return err
	}
	if text := r.FormValue("month"); text != "" {
		if q.Month, err = period.ParseMonth(text); err != nil {
			return err
		}
	} else if q.What != chase.Tasks {
		q.Cycle = cycle
	}
	if r.Method == http.MethodPost {
		q.AsKnown = ""
		return s.send(w, r, q, cycle)
	}
	return s.list(w, r, q, cycle, nil)
}

// send chases all who are late; what cannot be is said on the list.
func (s *server) send(w http.ResponseWriter, r *kit.Ask, q chasing.Query, cycle period.Cycle) error {
	if _, err := s.App.Remind(r.Context(), r.User.Actor, chasing.Order{Query: q, Note: r.PostFormValue("note")}); err != nil {
		return s.list(w, r, q, cycle, err)
	}
	return s.Redirect(w, r, chases.Late(q.Unit, q.What, q.Month, cycle), "chased")
}

// list shows who is late, and why nothing was sent where it was tried.
func (s *server) list(w http.ResponseWriter, r *kit.Ask, q chasing.Query, cycle period.Cycle, failed error) error {
	l, err := s.App.Late(r.Context(), r.User.Actor, q)
	if err != nil {
		return err
	}
	d, err := s.App.Directory(r.Context(), r.User.Actor)
	if err != nil {
		return err
	}
	v := s.lateView(r, d, l, cycle, q.AsKnown)
	if list.AsFile(r) {
		rows, cols := v.Rows, lateColumns(r.Lang)
		return list.Send(w, r, v.Title, rows, cols)
	}
	v.byUnit(r, l)
	if l.May {
		if err := s.sent(r, &v, l); err != nil {
			return err
		}
	}
	code := http.StatusOK
	if errs.Is(failed, errs.Conflict) { // somebody was quicker, or nothing is late any more: the list says it
		e := errs.All(failed)[0]
		v.Notices = append(v.Notices, page.Notice{Kind: "error", Text: e.What, Hint: e.Hint})
		code = kit.StatusOf[e.Kind]
	} else if failed != nil {
		ok := v.Send != nil
		if ok {
			code, ok = kit.IntoForm(v.Send, failed)
		}
		if !ok {
			return failed
		}
	}
	return s.Show(w, r, code, v.Page())
}

func (s *server) lateView(r *kit.Ask, d *desk.Directory, l chasing.List, cycle period.Cycle, known period.Date) Late {
	t := func(key string, args ...any) string { return i18n.T(r.Lang, key, args...) }
	title := t("web.late_figures", "month", l.Month)
	if l.What == chase.Tasks {
		title = t("web.late_tasks")
	}
	v := Late{Frame: s.Frame(r, d, l.Unit.ID, cycle, title), Tasks: l.What == chase.Tasks}
	v.Sign()
	v.Sentence = sentence(t, l)
	if l.Shut > 0 {
		v.Shut = t("web.late_shut", "n", l.Shut)
	}
	v.Others = append(v.Others, page.Link{Text: t("web.late_tasks"), URL: href.AsKnown(chases.Late(l.Unit.Code, chase.Tasks, "", cycle), known), Here: v.Tasks})
	for _, m := range cycle.Months() {
		if m <= l.Today.Month() {
			v.Others = append(v.Others, page.Link{Text: m.Say(string(r.Lang)), URL: href.AsKnown(chases.Late(l.Unit.Code, chase.Figures, m, cycle), known), Here: l.Month == m})
		}
	}
	names := map[id.ID]string{}
	for _, p := range l.People {
		names[p.Account] = p.Name
		v.People = append(v.People, Person{Name: p.Name, Login: p.Login, N: len(p.Rows), Mail: p.Mail})
	}
	for _, row := range l.Rows {
		one := Row{By: l.By(row).Code, Thing: page.Link{Text: row.Name, URL: href.Target(row.ID, known)}, Unit: page.Link{Text: row.Unit.Name}, Holder: kit.Holder(d, row.Answers), Due: row.Due, Days: row.Days, Returned: row.Returned}
		if v.Tasks {
			one.Thing.URL = href.AsKnown(href.Task(row.ID), known)
		}
		var told []string
		for _, a := range row.Told {
			told = append(told, names[a])
		}
		one.Told = strings.Join(told, ", ")
		v.Rows = append(v.Rows, one)
	}
	cols := lateColumns(r.Lang)
	v.Rows = list.Narrow(r, v.Rows, []list.Facet[Row]{{Name: "by", Of: func(r Row) (string, string) { return r.By, "" }}})
	list.Sort(r, v.Rows, cols)
	v.Heads, v.SheetURL = list.HeadsOf(r, cols), list.FileURL(r)
	switch {
	case !l.May || known != "" || len(l.Rows) == 0:
	case len(l.People) == 0:
		v.Refused = t("chase.nobody_to_tell", "n", len(l.Rows)) + " " + t("chase.nobody_to_tell_hint")
	default:
		v.Send = &page.Form{Action: chases.Late(l.Unit.Code, l.What, l.Month, cycle), Submit: t("web.late_send", "people", len(l.People), "n", len(l.Rows)-l.Untold),
			Fields: []page.Field{{Name: "note", Label: t("web.late_note"), Hint: t("web.late_note_hint"), Value: r.PostFormValue("note"), Wide: true}}}
	}
	return v
}

// mostLate is how many rows are shown at once; more are read unit by unit.
const mostLate = 300

// byUnit sums the list up by unit, each leading to its rows. Of one unit alone nobody
// is chased: that goes to all.
func (v *Late) byUnit(r *kit.Ask, l chasing.List) {
	at := &kit.Address{Path: r.URL.Path, Query: r.URL.Query()}
	asked := at.Query.Get("by")
	for _, u := range l.ByUnit() {
		one := Unit{page.Link{Text: u.Unit.Name, URL: at.With("by", u.Unit.Code), Here: u.Unit.Code == asked}, u.Rows, u.Late, u.Days, u.Returned, u.Untold}
		if one.Here {
			v.Whole = page.Link{Text: i18n.T(r.Lang, "web.late_whole", "unit", one.Text), URL: at.With("by", "")}
		}
		v.Units = append(v.Units, one)
	}
	switch {
	case asked != "":
		v.Units, v.People, v.Send, v.Refused = nil, nil, nil, ""
		if v.Whole.URL == "" {
			v.Whole = page.Link{Text: i18n.T(r.Lang, "web.late_whole_none"), URL: at.With("by", "")}
		}
	case len(v.Units) < 2 || len(v.Units) == len(v.Rows): // it would be the list once more
		v.Units = nil
	case len(v.Rows) > mostLate:
		v.Many, v.Rows = i18n.T(r.Lang, "web.late_many", "n", len(v.Rows)), nil
	}
}

func sentence(t func(string, ...any) string, l chasing.List) string {
	said := ""
	switch {
	case len(l.Rows) == 0 && l.What == chase.Tasks:
		return t("web.late_no_tasks", "unit", l.Unit.Name)
	case len(l.Rows) == 0:
		return t("web.late_none", "unit", l.Unit.Name, "month", l.Month)
	case l.What == chase.Tasks:
		said = t("web.late_n_tasks", "unit", l.Unit.Name, "n", len(l.Rows))
	case l.Late() && l.Rows[len(l.Rows)-1].Days <= 0: // some have days of their own
		n := slices.IndexFunc(l.Rows, func(r chasing.Row) bool { return r.Days <= 0 })
		said = t("web.late_mixed", "unit", l.Unit.Name, "n", n, "month", l.Month, "rest", len(l.Rows)-n)
	case l.Late():
		said = t("web.late_n", "unit", l.Unit.Name, "n", len(l.Rows), "month", l.Month, "due", l.Rows[0].Due, "days", l.Rows[0].Days)
	default:
		said = t("web.late_ahead", "unit", l.Unit.Name, "n", len(l.Rows), "month", l.Month, "due", l.Due)
	}
	if l.Untold > 0 {
		said += " " + t("web.late_untold", "n", l.Untold)
	}
	return said
}

func lateColumns(lang i18n.Lang) []list.Column[Row] {
	t := func(key string) string { return i18n.T(lang, key) }
	return []list.Column[Row]{
		{Key: "thing", Label: t("web.late_thing"), Cell: func(r Row) any { return r.Thing.Text }},
		{Key: "unit", Label: t("web.late_unit"), Cell: func(r Row) any { return r.Unit.Text }},
		{Key: "who", Label: t("web.late_who"), Cell: func(r Row) any { return r.Holder.Name }},
		{Key: "due", Label: t("web.late_due"), Cell: func(r Row) any { return r.Due }},
		{Key: "days", Label: t("web.late_days"), Cell: func(r Row) any { return max(r.Days, 0) }},
		{Key: "told", Label: t("web.late_told"), Cell: func(r Row) any { return r.Told }},
	}
}

// sent adds what was sent of a unit's lists: one that went out today is not sent again.
func (s *server) sent(r *kit.Ask, v *Late, l chasing.List) error {
	all, err := s.App.Chasers(r.Context(), r.User.Actor, l.Unit.Code)
	v.Only = onlyNewest(v.Frame, len(all), "web.chasers_newest")
	for _, g := range all {
		if g.Day == l.Today && g.What == l.What && g.Month == l.Month && g.Rule == "" && v.Send != nil {
			v.Send, v.Refused = nil, i18n.T(r.Lang, "web.late_sent_today", "at", v.Moment(g.At), "by", g.ByName, "people", len(g.People), "opened", g.Opened)
		}
		v.Sent = append(v.Sent, Sent{Link: page.Link{Text: about(r.Lang, g.Chaser), URL: chases.Chaser(g.ID)}, At: g.At, By: sentBy(r.Lang, g.Chaser), N: g.Chaser.Rows, People: len(g.People), Opened: g.Opened, Unknown: g.Untold})
	}
	return err
}

func sentBy(lang i18n.Lang, c chase.Chaser) string {
	if c.Rule == chase.Escalation {
		return i18n.T(lang, "web.chaser_by_rule")
	}
	return c.ByName
}

// about says what a chaser was about.
func about(lang i18n.Lang, c chase.Chaser) string {
	if c.What == chase.Tasks {
		return i18n.T(lang, "web.late_tasks")
	}
	return i18n.T(lang, "web.late_figures", "month", c.Month)
}

// chaser shows one that was sent.
func (s *server) chaser(w http.ResponseWriter, r *kit.Ask) error {
	which, err := kit.PathID(r, "id")
	if err != nil {
		return err
	}
	g, err := s.App.Chaser(r.Context(), r.User.Actor, which)
	if err != nil {
		return err
	}
	d, err := s.App.Directory(r.Context(), r.User.Actor)
	if err != nil {
		return err
	}
	cycle := g.Day.Month().Cycle()
	if g.Month != "" {
		cycle = g.Month.Cycle()
	}
	v := Chaser{Frame: s.Frame(r, d, g.Unit, cycle, i18n.T(r.Lang, "web.chaser_title", "about", about(r.Lang, g.Chaser))), Note: g.Note}
	v.Crumbs = []page.Link{{Text: about(r.Lang, g.Chaser), URL: chases.Late(g.UnitIs.Code, g.What, g.Month, cycle)}}
	v.Sentence = i18n.T(r.Lang, "web.chaser_sentence", "by", sentBy(r.Lang, g.Chaser), "at", v.Moment(g.At), "n", g.Chaser.Rows, "people", len(g.People), "opened", g.Opened)
	if g.Untold > 0 {
		v.Sentence += " " + i18n.T(r.Lang, "web.late_untold", "n", g.Untold)
	}
	for _, p := range g.People {
		v.Rows = append(v.Rows, Reached{Name: p.Name, Login: p.Login, N: p.Rows, Mail: p.Mail, MailAt: p.MailAt, Opened: p.Opened})
	}
	return s.Show(w, r, http.StatusOK, v.Page())
}
