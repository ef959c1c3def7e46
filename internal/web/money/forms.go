package money

import (
	"net/http"
	"slices"
	"strconv"
	"strings"

	"dondoc/internal/access"
	"dondoc/internal/app/desk"
	"dondoc/internal/app/money"
	"dondoc/internal/approval"
	"dondoc/internal/capital"
	"dondoc/internal/capital/programme"
	"dondoc/internal/errs"
	"dondoc/internal/i18n"
	"dondoc/internal/id"
	"dondoc/internal/org"
	"dondoc/internal/period"
	"dondoc/internal/phrase"
	"dondoc/internal/web/kit"
	"dondoc/internal/web/kit/href"
	"dondoc/internal/web/kit/page"
)

// newProject adds a project.
func (s *server) newProject(w http.ResponseWriter, r *kit.Ask) error {
	cycle, _, err := yearIn(r)
	if err != nil {
		return err
	}
	d, unit, err := s.UnitFor(r, access.ManageCapital)
	if err != nil {
		return err
	}
	t := func(key string, args ...any) string { return i18n.T(r.Lang, key, args...) }
	back := href.Capital(r.PathValue("code"), cycle, "")
	v := page.Simple{Frame: s.Frame(r, d, unit, cycle, t("web.capital_new"))}
	v.Crumbs = []page.Link{{Text: t("page.nav.capital"), URL: back}}
	v.Form = page.Form{Action: r.URL.Path, Submit: t("web.save"), Cancel: back, Fields: append([]page.Field{{Name: "code", Label: t("web.capital_code"), Required: true, Value: r.PostFormValue("code")}}, s.fieldsOf(r, d, unit, capital.Project{})...)}
	if r.Method != http.MethodPost {
		return s.Show(w, r, http.StatusOK, v.Page())
	}
	made, err := s.addProject(r, unit)
	if err == nil {
		return s.Redirect(w, r, href.Project(made, ""), "project_added")
	}
	status, ok := kit.IntoForm(&v.Form, err)
	if !ok {
		return err
	}
	return s.Show(w, r, status, v.Page())
}

// fieldsOf are the fields of a project beside its code, as it stands.
func (s *server) fieldsOf(r *kit.Ask, d *desk.Directory, unit id.ID, p capital.Project) []page.Field {
	t := func(key string, args ...any) string { return i18n.T(r.Lang, key, args...) }
	group := page.Field{Kind: "select", Name: "group", Label: t("web.capital_group")}
	for _, g := range []string{"C", "B", "A", "important"} {
		group.Options = append(group.Options, page.Option{Value: g, Text: t("capital.group_" + g), Selected: r.Typed("group", p.Group) == g})
	}
	post := page.Field{Kind: "select", Name: "post", Label: t("web.capital_answers"), Hint: t("web.capital_answers_hint"), Options: []page.Option{{Text: t("web.capital_head")}}}
	for _, o := range d.PostsOf(unit) {
		post.Options = append(post.Options, page.Option{Value: string(o.ID), Text: o.Title, Selected: r.Typed("post", string(p.Post)) == string(o.ID)})
	}
	total := ""
	if p.Total > 0 {
		total = dongText(p.Total)
	}
	near := nearField(r, d, unit, p)
	return []page.Field{
		{Name: "name", Label: t("web.capital_name"), Required: true, Wide: true, Value: r.Typed("name", p.Name)}, group,
		{Name: "programme", Label: t("web.capital_programme"), Hint: t("web.capital_programme_hint"), Value: r.Typed("programme", p.Programme)},
		componentField(r, p), near, servesField(r, d, p, near),
		{Name: "decision", Label: t("web.capital_decision_invest"), Value: r.Typed("decision", p.Decision)},
		{Name: "total", Label: t("web.capital_total"), Hint: t("capital.amount_hint"), Value: r.Typed("total", total)}, post,
		{Kind: "date", Name: "start", Label: t("web.capital_start"), Value: r.Typed("start", p.Start.Say(string(r.Lang)))},
		{Kind: "date", Name: "due", Label: t("web.capital_due"), Value: r.Typed("due", p.Due.Say(string(r.Lang)))}}
}

// componentField offers the component projects of every programme.
func componentField(r *kit.Ask, p capital.Project) page.Field {
	f := page.Field{Kind: "select", Name: "component", Label: i18n.T(r.Lang, "web.capital_component"), Hint: i18n.T(r.Lang, "web.capital_component_hint"), Options: []page.Option{{Text: "–"}}}
	for _, of := range programme.All() {
		for _, c := range of.Components {
			f.Options = append(f.Options, page.Option{Value: c.Key, Text: of.Name + " · " + c.Label + " " + c.Name, Selected: r.Typed("component", p.Component) == c.Key})
		}
	}
	return f
}

// mostNear is how many units are offered to choose from.
const mostNear = 400

// nearField offers the units a project is likeliest to serve: the investor's own,
// those beside it, and those below it.
func nearField(r *kit.Ask, d *desk.Directory, unit id.ID, p capital.Project) page.Field {
	f := page.Field{Kind: "select", Many: true, Name: "near", Label: i18n.T(r.Lang, "web.capital_serves"), Hint: i18n.T(r.Lang, "web.capital_near_hint")}
	chosen := p.Served()
	if r.Method == http.MethodPost {
		chosen = nil
		for _, one := range r.PostForm["near"] {
			chosen = append(chosen, id.ID(one))
		}
	}
	tree := d.Tree(d.Today())
	units := tree.Children(unit)
	if own, ok := tree.Unit(unit); ok {
		units = append([]org.Version{own}, units...)
		if own.Parent != "" {
			units = append(units, tree.Children(own.Parent)...)
		}
	}
	seen := map[id.ID]bool{}
	for _, v := range units {
		if !seen[v.ID] && len(f.Options) < mostNear {
			seen[v.ID] = true
			f.Options = append(f.Options, page.Option{Value: string(v.ID), Text: v.Name, Selected: slices.Contains(chosen, v.ID)})
		}
	}
	return f
}

// servesField takes the codes of other units, a line each.
func servesField(r *kit.Ask, d *desk.Directory, p capital.Project, near page.Field) page.Field {
	var codes []string
	for _, of := range p.Served() {
		if !slices.ContainsFunc(near.Options, func(o page.Option) bool { return o.Value == string(of) }) {
			v, _ := d.Unit(of, d.Today())
			codes = append(codes, v.Code)
		}
	}
	return page.Field{Kind: "area", Name: "serves", Label: i18n.T(r.Lang, "web.capital_serves_other"), Hint: i18n.T(r.Lang, "web.capital_serves_hint"), Value: r.Typed("serves", strings.Join(codes, "\n"))}
}

// projectFields are the fields of a project that is put right.
func (s *server) projectFields(r *kit.Ask, p money.Project) []page.Field {
	d, err := s.App.Directory(r.Context(), r.User.Actor)
	if r.Lost(err) {
		return nil
	}
	return s.fieldsOf(r, d, p.Book.Project.Unit, p.Book.Project)
}

func (s *server) correctProject(r *kit.Ask, was capital.Project) error {
	p, err := projectIn(r)
	if err != nil {
		return err
	}
	p.ID = was.ID
	return s.App.CorrectProject(r.Context(), r.User.Actor, p, r.PostFormValue("reason"))
}

// waiting lists the vouchers that wait, and does a step with those ticked.
func (s *server) waiting(w http.ResponseWriter, r *kit.Ask) error {
	cycle, year, err := yearIn(r)
	if err != nil {
		return err
	}
	t := func(key string, args ...any) string { return i18n.T(r.Lang, key, args...) }
	only := r.FormValue("for")
	day, from, err := waitsIn(r, only)
	if err != nil {
		return err
	}
	v := WaitingList{Action: href.With(r.URL.Path, "for", only, "as-of", string(day)), Reason: r.PostFormValue("reason")}
	code := http.StatusOK
	if r.Method == http.MethodPost {
		var ids []id.ID
		for _, one := range r.PostForm["payment"] {
			ids = append(ids, id.ID(one))
		}
		err := s.App.StepPayments(r.Context(), r.User.Actor, ids, approval.Step(r.PostFormValue("step")), r.PostFormValue("reason"))
		if err == nil {
			return s.Redirect(w, r, v.Action, "capital_kept")
		}
		form, ok := page.Form{}, false
		if code, ok = kit.IntoForm(&form, err); !ok {
			return err
		}
		v.Problems = form.Problems
	}
	list, err := s.App.WaitingVouchers(r.Context(), r.User.Actor, r.PathValue("code"), year, money.At{Day: day}, only, from)
	if err != nil {
		return err
	}
	d, err := s.App.Directory(r.Context(), r.User.Actor)
	if err != nil {
		return err
	}
	v.Frame = s.Frame(r, d, list.Unit.ID, cycle, t("web.capital_waiting_title", "year", string(cycle)))
	v.Crumbs = []page.Link{{Text: t("page.nav.capital"), URL: href.Capital(list.Unit.Code, cycle, "")}}
	can := map[approval.Step]bool{}
	if only != "" {
		v.Only, v.All = t("web.capital_waiting_"+only), page.Link{Text: t("web.capital_waiting_whole", "n", list.All), URL: r.URL.Path}
	}
	if day != "" {
		v.Notices = append(v.Notices, page.Notice{Kind: "info", Text: phrase.New("web.capital_by_voucher", "day", day), Act: t("web.past_day_back"), URL: href.With(r.URL.Path, "for", only)})
	}
	if list.Next > 0 {
		v.More = page.Link{Text: t("web.capital_waiting_more", "n", len(list.Rows)), URL: href.With(v.Action, "from", strconv.Itoa(list.Next))}
	}
	v.list(r.Lang, list.Rows, can)
	for _, step := range []approval.Step{approval.Verify, approval.Approve, approval.Return} {
		if can[step] {
			v.Steps = append(v.Steps, page.Button{Name: "step", Value: string(step), Text: i18n.Title(t("step." + string(step))), Quiet: step == approval.Return})
		}
	}
	return s.Show(w, r, code, v.Page())
}

// list fills the rows, and what can be done with any of them.
func (v *WaitingList) list(lang i18n.Lang, vouchers []money.Voucher, can map[approval.Step]bool) {
	for _, one := range vouchers {
		row := WaitingRow{ID: string(one.ID), Project: page.Link{Text: one.Project.Code + " · " + one.Project.Name, URL: href.Project(one.Project.ID, "")}, Payment: paymentOf(lang, one.Payment, nil)}
		for _, step := range one.Steps {
			if step != approval.Withdraw {
				row.Ticks, can[step] = true, true
			}
		}
		v.Rows = append(v.Rows, row)
	}
}

// waitsIn reads until which day and from which on they are asked for.
func waitsIn(r *kit.Ask, only string) (day period.Date, from int, err error) {
	if only != "" && only != money.OpenVouchers && !slices.Contains(money.VoucherSteps(), approval.Step(only)) {
		return "", 0, errs.New(errs.NotFound, "web.no_page")
	}
	if text := r.URL.Query().Get("from"); text != "" {
		if from, err = strconv.Atoi(text); err != nil || from < 0 {
			return "", 0, errs.New(errs.NotFound, "web.no_page")
		}
	}
	day, err = asOf(r)
	return day, from, err
}

// lock closes a capital year of a unit, or opens it again for a time.
func (s *server) lock(w http.ResponseWriter, r *kit.Ask) error {
	cycle, year, err := yearIn(r)
	if err != nil {
		return err
	}
	d, unit, err := s.UnitFor(r, access.LockPeriod)
	if err != nil {
		return err
	}
	c, err := s.App.Capital(r.Context(), r.User.Actor, r.PathValue("code"), year, money.At{Most: mostListed})
	if err != nil {
		return err
	}
	t := func(key string, args ...any) string { return i18n.T(r.Lang, key, args...) }
	back := href.Capital(r.PathValue("code"), cycle, "")
	v := page.Simple{Frame: s.Frame(r, d, unit, cycle, t("web.capital_lock"))}
	v.Crumbs = []page.Link{{Text: t("page.nav.capital"), URL: back}}
	v.Form = page.Form{Action: r.URL.Path, Submit: t("web.save"), Cancel: back, Danger: true, Lead: t("web.capital_lock_lead", "year", strconv.Itoa(year), "closing", c.Closing.Payments)}
	do := func() error { return s.App.LockCapitalYear(r.Context(), r.User.Actor, unit, year) }
	if c.Lock.Locked {
		v.Title, v.Form.Lead = t("web.capital_reopen"), lockWords(r.Lang, c.Lock, year)
		v.Form.Fields = []page.Field{{Kind: "date", Name: "until", Label: t("web.capital_until"), Required: true, Value: r.PostFormValue("until")}, r.ReasonField()}
		do = func() error {
			until, err := kit.Day(r, "until")
			if err != nil {
				return err
			}
			return s.App.ReopenCapitalYear(r.Context(), r.User.Actor, unit, year, until, r.PostFormValue("reason"))
		}
	}
	return s.Form(w, r, v, back, "capital_kept", do)
}

// file sends a file of a voucher.
func (s *server) file(w http.ResponseWriter, r *kit.Ask) error {
	f, content, err := s.App.CapitalFile(r.Context(), r.User.Actor, id.ID(r.FormValue("line")))
	if err != nil {
		return err
	}
	return s.SendKept(w, f.Name, f.MediaType, content)
}
