package chase

import (
	"maps"
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
	ask := r.URL.Query()
	q.By, q.Only, q.To, q.After = ask.Get("by"), chasing.Part(ask.Get("only")), ask.Get("to"), ask.Get("after")
	if q.Limit = mostLate; list.AsFile(r) {
		q.Limit, q.After = 0, ""
	}
	l, err := s.App.Late(r.Context(), r.User.Actor, q)
	if err != nil {
		return err
	}
	d, err := s.App.Directory(r.Context(), r.User.Actor)
	if err != nil {
		return err
	}
	v := s.lateView(r, d, l, cycle, q)
	if list.AsFile(r) {
		if ask.Get("list") == "people" {
			return list.Send(w, r, v.Title, v.People, peopleColumns(r.Lang))
		}
		return list.Send(w, r, v.Title, v.Rows, lateColumns(r.Lang))
	}
	v.bounded(r, l, q)
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

func (s *server) lateView(r *kit.Ask, d *desk.Directory, l chasing.List, cycle period.Cycle, q chasing.Query) Late {
	t := func(key string, args ...any) string { return i18n.T(r.Lang, key, args...) }
	known := q.AsKnown
	title := t("web.late_figures", "month", l.Month)
	if l.What == chase.Tasks {
		title = t("web.late_tasks")
	}
	v := Late{Frame: s.Frame(r, d, l.Unit.ID, cycle, title), Tasks: l.What == chase.Tasks}
	v.Sign()
	v.Others = append(v.Others, page.Link{Text: t("web.late_tasks"), URL: href.AsKnown(chases.Late(l.Unit.Code, chase.Tasks, "", cycle), known), Here: v.Tasks})
	for _, m := range cycle.Months() {
		if m <= l.Today.Month() {
			v.Others = append(v.Others, page.Link{Text: m.Say(string(r.Lang)), URL: href.AsKnown(chases.Late(l.Unit.Code, chase.Figures, m, cycle), known), Here: l.Month == m})
		}
	}
	at := &kit.Address{Path: r.URL.Path, Query: r.URL.Query()}
	at.Query.Del("after")
	names := map[id.ID]string{}
	for _, p := range l.People {
		names[p.Account] = p.Name
		v.People = append(v.People, Person{Name: p.Name, Login: p.Login, N: p.N, Mail: p.Mail, URL: at.With("to", string(p.Account))})
	}
	for _, row := range l.Rows {
		one := Row{Thing: page.Link{Text: row.Name, URL: href.Target(row.ID, known)}, Unit: page.Link{Text: row.Unit.Name}, Holder: kit.Holder(d, row.Answers), Due: row.Due, Days: row.Days, Returned: row.Returned}
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
	v.Heading, v.SheetURL = heading(t, l, q), list.FileURL(r)
	if len(v.Rows) == l.Count { // a part of them is in the order it is read on in
		cols := lateColumns(r.Lang)
		list.Sort(r, v.Rows, cols)
		v.Heads = list.HeadsOf(r, cols)
	}
	switch {
	case !l.May || known != "" || l.Count == 0:
	case len(l.People) == 0:
		v.Refused = t("chase.nobody_to_tell", "n", l.Count) + " " + t("chase.nobody_to_tell_hint")
	default:
		v.Send = &page.Form{Action: chases.Late(l.Unit.Code, l.What, l.Month, cycle), Submit: t("web.late_send", "people", len(l.People), "n", l.Count-l.Untold),
			Fields: []page.Field{{Name: "note", Label: t("web.late_note"), Hint: t("web.late_note_hint"), Value: r.PostFormValue("note"), Wide: true}}}
	}
	return v
}

// How much is shown at once; the rest follows page by page.
const (
	mostLate   = 300 // rows
	mostUnits  = 100
	mostPeople = 50
)

// bounded shows what fits a page: the parts of the list, and the list by unit, each
// number leading to its rows. A part goes to nobody: a chaser goes to all.
func (v *Late) bounded(r *kit.Ask, l chasing.List, q chasing.Query) {
	t := func(key string, args ...any) string { return i18n.T(r.Lang, key, args...) }
	at := &kit.Address{Path: r.URL.Path, Query: r.URL.Query()}
	from := at.Query.Get("from")
	at.Query.Del("after")
	at.Query.Del("from")
	v.Sentence, v.Filters = sentence(t, l, q), parts(t, at, l, q)
	if l.Shut > 0 && q.Only == "" {
		v.Shut = page.Link{Text: t("web.late_shut", "n", l.Shut), URL: at.With("only", string(chasing.Locked))}
	}
	all := l.ByUnit()
	for _, u := range all {
		in := kit.Address{Path: at.Path, Query: maps.Clone(at.Query)}
		in.Query.Set("by", u.Unit.Code)
		n := func(count int, only chasing.Part) Number {
			if only == "" {
				only = q.Only
			}
			return Number{N: count, URL: in.With("only", string(only))}
		}
		v.Units = append(v.Units, Unit{page.Link{Text: u.Unit.Name, URL: in.With("only", string(q.Only))}, u.Unit.Code, u.Days,
			n(u.Rows, ""), n(u.Late, chasing.Past), n(u.Returned, chasing.Returned), n(u.Untold, chasing.Untold)})
	}
	part := q.By != "" || q.Only != "" || q.To != ""
	if part {
		v.part(t, at, l, q)
	}
	switch {
	case q.By != "" || len(v.Units) < 2 || len(v.Units) == l.Count && l.Count <= mostLate: // it would be the list once more
		v.Units = nil
	case l.Count > mostLate && !part:
		v.Many, v.Rows = t("web.late_many", "n", l.Count), nil
	}
	if l.Next != "" && v.Many == "" {
		v.Next = page.Link{Text: t("web.late_next", "n", mostLate), URL: at.With("after", l.Next)}
	}
	if len(v.Rows) < l.Count && v.Many == "" {
		v.Many = t("web.late_page", "shown", len(v.Rows), "n", l.Count)
	}
	v.units(t, at, from)
	if v.PeopleN = len(v.People); v.PeopleN > mostPeople {
		file := at.With("format", "xlsx")
		v.MorePeople = page.Link{Text: t("web.late_more_people", "n", len(v.People)-mostPeople), URL: href.With(file, "list", "people")}
		v.People = v.People[:mostPeople]
	}
}

// units keeps a page of the list by unit, from the unit that is asked for on.
func (v *Late) units(t func(string, ...any) string, at *kit.Address, from string) {
	v.UnitsN = len(v.Units)
	i := max(0, slices.IndexFunc(v.Units, func(u Unit) bool { return u.Code == from }))
	v.Units = v.Units[i:]
	if len(v.Units) > mostUnits {
		v.NextUnits = page.Link{Text: t("web.late_more_units", "n", len(v.Units)-mostUnits), URL: at.With("from", v.Units[mostUnits].Code)}
		v.Units = v.Units[:mostUnits]
	}
}

// part says what part of the list is shown, and leads to the whole.
func (v *Late) part(t func(string, ...any) string, at *kit.Address, l chasing.List, q chasing.Query) {
	whole := &kit.Address{Path: at.Path, Query: maps.Clone(at.Query)}
	whole.Query.Del("only")
	whole.Query.Del("to")
	v.Whole = page.Link{Text: t("web.late_whole"), URL: whole.With("by", "")}
	switch {
	case l.Count == 0:
		v.Whole.Text = t("web.late_whole_none")
	case q.By != "" && len(v.Units) > 0:
		v.Whole.Text = t("web.late_whole_of", "unit", v.Units[0].Text)
	}
	v.People, v.Send, v.Refused = nil, nil, ""
}

// parts are the parts of a list that it has, each with its number.
func parts(t func(string, ...any) string, at *kit.Address, l chasing.List, q chasing.Query) []list.Filter {
	if q.Only != "" { // of another part nothing was counted
		return nil
	}
	returned := 0
	for _, u := range l.ByUnit() {
		returned += u.Returned
	}
	n := map[chasing.Part]int{chasing.Past: l.Past, chasing.Ahead: l.Count - l.Past, chasing.Returned: returned, chasing.Untold: l.Untold}
	menu := list.Filter{Label: t("web.late_parts"), Options: []page.Link{{Text: t("web.all"), URL: at.With("only", ""), Here: true, Count: l.Count, Counted: true}}}
	for _, p := range chasing.Parts() {
		if n[p] > 0 {
			menu.Options = append(menu.Options, page.Link{Text: t("web.late_part_" + string(p)), URL: at.With("only", string(p)), Count: n[p], Counted: true})
		}
	}
	if len(menu.Options) < 2 || len(menu.Options) == 2 && menu.Options[1].Count == l.Count {
		return nil
	}
	return []list.Filter{menu}
}

// heading names the list by what is on it: nothing is late before its day.
func heading(t func(string, ...any) string, l chasing.List, q chasing.Query) string {
	switch {
	case q.Only == chasing.Locked:
		return t("web.late_list_locked", "n", l.Count)
	case l.Past == l.Count:
		return t("web.late_list", "n", l.Count)
	case l.Past == 0:
		return t("web.late_list_ahead", "n", l.Count)
	}
	return t("web.late_list_mixed", "n", l.Count, "late", l.Past)
}

func sentence(t func(string, ...any) string, l chasing.List, q chasing.Query) string {
	switch {
	case q.Only == chasing.Locked:
		return t("web.late_locked", "unit", l.Unit.Name, "n", l.Count, "month", l.Month)
	case l.Count == 0 && (q.By != "" || q.Only != "" || q.To != ""):
		return t("web.late_part_none")
	case l.Count == 0 && l.What == chase.Tasks:
		return t("web.late_no_tasks", "unit", l.Unit.Name)
	case l.Count == 0:
		return t("web.late_none", "unit", l.Unit.Name, "month", l.Month)
	}
	said := ""
	switch {
	case l.What == chase.Tasks:
		said = t("web.late_n_tasks", "unit", l.Unit.Name, "n", l.Count)
	case l.Past > 0 && l.Past < l.Count: // some have days of their own
		said = t("web.late_mixed", "unit", l.Unit.Name, "n", l.Past, "month", l.Month, "rest", l.Count-l.Past)
	case l.Past > 0:
		said = t("web.late_n", "unit", l.Unit.Name, "n", l.Count, "month", l.Month, "due", l.Worst.Due, "days", l.Worst.Days)
	default:
		said = t("web.late_ahead", "unit", l.Unit.Name, "n", l.Count, "month", l.Month, "due", l.Due)
	}
	if l.Untold > 0 {
		said += " " + t("web.late_untold", "n", l.Untold)
	}
	return said
}

func peopleColumns(lang i18n.Lang) []list.Column[Person] {
	t := func(key string) string { return i18n.T(lang, key) }
	return []list.Column[Person]{
		{Label: t("web.late_person"), Cell: func(p Person) any { return p.Name }},
		{Label: t("web.late_login"), Cell: func(p Person) any { return p.Login }},
		{Label: t("web.late_count"), Cell: func(p Person) any { return p.N }},
	}
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
