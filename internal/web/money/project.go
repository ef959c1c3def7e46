package money

import (
	"net/http"
	"strconv"
	"strings"

	"dondoc/internal/answer/spending"
	"dondoc/internal/app/figures"
	"dondoc/internal/app/money"
	"dondoc/internal/capital"
	"dondoc/internal/capital/programme"
	"dondoc/internal/errs"
	"dondoc/internal/i18n"
	"dondoc/internal/id"
	"dondoc/internal/period"
	"dondoc/internal/web/kit"
	"dondoc/internal/web/kit/href"
	"dondoc/internal/web/kit/page"
)

// project shows one project with its plans and payments.
func (s *server) project(w http.ResponseWriter, r *kit.Ask) error {
	p, v, err := s.projectFrame(r)
	if err != nil {
		return err
	}
	t := func(key string, args ...any) string { return i18n.T(r.Lang, key, args...) }
	fact := func(key, text string) {
		if text != "" {
			v.Facts = append(v.Facts, Fact{Name: t(key), Text: text})
		}
	}
	project := p.Book.Project
	fact("web.capital_investor", p.Investor.Name)
	fact("web.capital_answers", answering(p))
	fact("web.capital_group", t("capital.group_"+project.Group))
	s.programmeFacts(r, p, &v)
	fact("web.capital_decision_invest", project.Decision)
	if project.Total > 0 {
		fact("web.capital_total", capital.Dong(project.Total).Say(string(r.Lang)))
	}
	fact("web.capital_start", project.Start.Say(string(r.Lang)))
	fact("web.capital_due", project.Due.Say(string(r.Lang)))
	fact("web.capital_closed", project.Closed.Say(string(r.Lang)))
	if p.May.Pay {
		v.Actions = append(v.Actions, page.Link{Text: t("web.capital_pay"), URL: href.Project(project.ID, "pay")})
	}
	if p.May.Manage {
		v.Actions = append(v.Actions, page.Link{Text: t("web.capital_add_plan"), URL: href.Project(project.ID, "plan")}, page.Link{Text: t("web.capital_close"), URL: href.Project(project.ID, "close")})
	}
	if p.May.Manage {
		v.Actions = append(v.Actions, page.Link{Text: t("web.capital_correct"), URL: href.Project(project.ID, "correct")})
	}
	for _, a := range p.Amended {
		v.Amended = append([]page.Amended{amended(r.Lang, v.Frame, a)}, v.Amended...)
	}
	for _, warned := range p.Warnings {
		v.Warned = append(v.Warned, i18n.Say(r.Lang, warned.Say)+" "+spending.HitWords(r.Lang, warned.Rule, p.Today))
	}
	v.Works, v.WorkActs = worksOf(r.Lang, p), workActs(r.Lang, p)
	for _, year := range p.Years {
		v.Years = append(v.Years, yearOf(r.Lang, p, year))
	}
	return s.Show(w, r, http.StatusOK, v.Page())
}

// programmeFacts say the programme and component project, when its money closes,
// and whom the project serves.
func (s *server) programmeFacts(r *kit.Ask, p money.Project, v *Project) {
	t := func(key string, args ...any) string { return i18n.T(r.Lang, key, args...) }
	project := p.Book.Project
	fact := func(key, text string) { v.Facts = append(v.Facts, Fact{Name: t(key), Text: text}) }
	if project.Programme != "" {
		fact("web.capital_programme", project.Programme)
	}
	if _, c, ok := programme.Of(project.Component); ok {
		fact("web.capital_component", c.Label+" · "+c.Name+" ("+t("capital.certainty_"+c.Certainty)+")")
	}
	if of, ok := programme.Named(project.Programme); ok && of.Closes != "" {
		fact("web.capital_kept_closes", t("web.capital_programme_closes", "on", of.Closes, "source", of.ClosingSource, "certainty", t("capital.certainty_"+of.ClosingCertainty)))
	}
	if len(p.Serves) > 0 {
		one := Fact{Name: t("web.capital_serves")}
		for _, unit := range p.Serves {
			one.Links = append(one.Links, page.Link{Text: unit.Name, URL: href.Unit(unit.Code)})
		}
		v.Facts = append(v.Facts, one)
	}
}

func answering(p money.Project) string {
	who := []string{}
	for _, text := range []string{p.Answers.Person.Name, p.Answers.Post.Title, p.Answers.Unit.Name} {
		if text != "" {
			who = append(who, text)
		}
	}
	return strings.Join(who, ", ")
}

func (s *server) projectFrame(r *kit.Ask) (money.Project, Project, error) {
	which, err := kit.PathID(r, "id")
	if err != nil {
		return money.Project{}, Project{}, err
	}
	known, err := kit.AsKnown(r)
	if err != nil {
		return money.Project{}, Project{}, err
	}
	p, err := s.App.Project(r.Context(), r.User.Actor, which, known)
	if err != nil {
		return p, Project{}, err
	}
	d, err := s.App.Directory(r.Context(), r.User.Actor)
	if err != nil {
		return p, Project{}, err
	}
	cycle := period.Cycle(p.Today[:4])
	v := Project{Frame: s.Frame(r, d, p.Book.Project.Unit, cycle, p.Book.Project.Code+" · "+p.Book.Project.Name)}
	v.Crumbs = []page.Link{{Text: i18n.T(r.Lang, "page.nav.capital"), URL: href.AsKnown(href.Capital(p.Investor.Code, cycle, ""), known)}}
	if known != "" {
		v.Place.Known = known
	}
	return p, v, nil
}

func yearOf(lang i18n.Lang, p money.Project, year int) Year {
	t := func(key string, args ...any) string { return i18n.T(lang, key, args...) }
	y := Year{Title: t("web.capital_year", "year", strconv.Itoa(year)), Rates: rateRows(lang, p.Positions[year])}
	if n := p.Positions[year].Waiting; n.Vouchers > 0 {
		y.Waiting = t("web.capital_waiting", "n", n.Vouchers, "amount", capital.Dong(n.Amount).Billions())
	}
	y.Lock = lockWords(lang, p.Locks[year], year)
	for _, line := range p.Plans {
		if line.Year == year {
			y.Plans = append(y.Plans, planOf(lang, p, line))
		}
	}
	for _, line := range p.Payments {
		if line.Year == year {
			y.Payments = append(y.Payments, paymentOf(lang, line, p.Steps[line.ID]))
		}
	}
	y.Schedules = schedulesOf(lang, p, year)
	y.Said = saidOf(lang, p, year)
	return y
}

// act adds a line to the plans, a payment, or closes the project.
func (s *server) act(w http.ResponseWriter, r *kit.Ask) error {
	if r.PathValue("act") == "file" {
		return s.file(w, r)
	}
	p, v, err := s.projectFrame(r)
	if err != nil {
		return err
	}
	project := p.Book.Project
	t := func(key string, args ...any) string { return i18n.T(r.Lang, key, args...) }
	form, may, do := page.Form{}, p.May.Manage, func() error { return nil }
	title := ""
	switch r.PathValue("act") {
	case "plan":
		title, form.Fields = t("web.capital_add_plan"), planFields(r, p)
		do = func() error { return s.plan(r, project.ID) }
	case "pay":
		title, form.Fields, may = t("web.capital_pay"), payFields(r, p), p.May.Pay
		do = func() error { return s.pay(r, project.ID) }
	case "close":
		title, form.Danger = t("web.capital_close"), true
		form.Lead = t("web.capital_close_lead")
		form.Fields = []page.Field{dayField(r, p.Today)}
		do = func() error {
			on, err := dayIn(r)
			if err != nil {
				return err
			}
			return s.App.CloseProject(r.Context(), r.User.Actor, project.ID, on)
		}
	default:
		return s.lineAct(w, r, p, v)
	}
	if !may {
		return errs.New(errs.NotFound, "access.not_found")
	}
	form.Action, form.Submit, form.Cancel = r.URL.Path, t("web.save"), href.Project(project.ID, "")
	simple := page.Simple{Frame: v.Frame, Form: form}
	simple.Crumbs = append(simple.Crumbs, page.Link{Text: simple.Title, URL: form.Cancel})
	simple.Title = title
	return s.Form(w, r, simple, form.Cancel, "capital_kept", do)
}

func choice[T ~string](r *kit.Ask, name, label, words string, list []T) page.Field {
	f := page.Field{Kind: "select", Name: name, Label: i18n.T(r.Lang, label)}
	for _, o := range list {
		f.Options = append(f.Options, page.Option{Value: string(o), Text: i18n.T(r.Lang, words+string(o)), Selected: r.PostFormValue(name) == string(o)})
	}
	return f
}

func typed(r *kit.Ask, name, otherwise string) string {
	if r.Method == http.MethodPost {
		return r.PostFormValue(name)
	}
	return otherwise
}

func dayField(r *kit.Ask, today period.Date) page.Field {
	return page.Field{Kind: "date", Name: "on", Label: i18n.T(r.Lang, "web.capital_on"), Required: true, Value: typed(r, "on", today.Say(string(r.Lang)))}
}

// sourceField offers the sources; before anything is typed the newest plan's is chosen.
func sourceField(r *kit.Ask, p money.Project) page.Field {
	f := choice(r, "source", "web.capital_source", "capital.source_", capital.Sources())
	if n := len(p.Plans); n > 0 && r.Method != http.MethodPost {
		for i := range f.Options {
			f.Options[i].Selected = f.Options[i].Value == string(p.Plans[n-1].Source)
		}
	}
	return f
}

func planFields(r *kit.Ask, p money.Project) []page.Field {
	today := p.Today
	t := func(key string) string { return i18n.T(r.Lang, key) }
	return []page.Field{
		{Kind: "number", Name: "year", Label: t("web.capital_for_year"), Required: true, Value: typed(r, "year", string(today[:4]))},
		choice(r, "kind", "web.capital_kind", "capital.plan_", capital.PlanKinds()),
		choice(r, "setter", "web.capital_setter", "capital.setter_", capital.Setters()),
		sourceField(r, p),
		{Name: "amount", Label: t("web.capital_amount"), Hint: t("capital.amount_hint"), Required: true, Value: r.PostFormValue("amount")},
		{Name: "decision", Label: t("web.capital_decision"), Required: true, Value: r.PostFormValue("decision")},
		dayField(r, today)}
}

func payFields(r *kit.Ask, p money.Project) []page.Field {
	today := p.Today
	t := func(key string, args ...any) string { return i18n.T(r.Lang, key, args...) }
	return []page.Field{
		{Kind: "number", Name: "year", Label: t("web.capital_for_year"), Hint: t("web.capital_for_year_hint"), Required: true, Value: typed(r, "year", string(today[:4]))},
		choice(r, "kind", "web.capital_kind", "capital.payment_", []capital.PaymentKind{capital.Completed, capital.Advance, capital.Recovery, capital.Returned}),
		sourceField(r, p),
		{Kind: "check", Name: "carried", Label: t("web.capital_carried"), Checked: r.PostFormValue("carried") != ""},
		{Name: "amount", Label: t("web.capital_amount"), Hint: t("capital.amount_hint"), Required: true, Value: r.PostFormValue("amount")},
		{Name: "voucher", Label: t("web.capital_voucher"), Required: true, Value: r.PostFormValue("voucher")},
		dayField(r, today),
		{Name: "above", Label: t("web.capital_reason"), Hint: t("web.capital_reason_hint"), Wide: true, Value: r.PostFormValue("above")},
		{Kind: "file", Name: "files", Label: t("web.capital_files"), Hint: t("web.capital_files_hint", "n", figures.MostFiles), Many: true}}
}

// faults gathers what is wrong with the fields, so that all are told at once.
type faults struct{ list errs.List }

func (f *faults) money(r *kit.Ask, name string, optional bool) int64 {
	if optional && strings.TrimSpace(r.PostFormValue(name)) == "" {
		return 0
	}
	v, err := capital.ReadDong(r.PostFormValue(name))
	f.add(name, err)
	return v
}

func (f *faults) day(r *kit.Ask, name string) period.Date {
	if strings.TrimSpace(r.PostFormValue(name)) == "" {
		return ""
	}
	d, err := period.ParseDate(r.PostFormValue(name))
	f.add(name, err)
	return d
}

func (f *faults) year(r *kit.Ask) int {
	n, err := strconv.Atoi(strings.TrimSpace(r.PostFormValue("year")))
	if err != nil {
		f.add("year", errs.New(errs.Invalid, "web.capital_year_unread"))
	}
	return n
}

func (f *faults) add(name string, err error) {
	for _, e := range errs.All(err) {
		f.list = append(f.list, e.In(name))
	}
}

func (f *faults) err() error {
	if len(f.list) == 0 {
		return nil
	}
	return f.list
}

func dayIn(r *kit.Ask) (period.Date, error) {
	var f faults
	on := f.day(r, "on")
	return on, f.err()
}

func (s *server) addProject(r *kit.Ask, unit id.ID) (id.ID, error) {
	p, err := projectIn(r)
	if err != nil {
		return "", err
	}
	p.Unit = unit
	return s.App.CreateProject(r.Context(), r.User.Actor, p)
}

func projectIn(r *kit.Ask) (capital.Project, error) {
	var f faults
	p := capital.Project{Code: r.PostFormValue("code"), Name: r.PostFormValue("name"), Group: r.PostFormValue("group"), Programme: r.PostFormValue("programme"), Component: r.PostFormValue("component"), Serves: strings.Join(append(r.PostForm["near"], r.PostFormValue("serves")), "\n"),
		Decision: r.PostFormValue("decision"), Total: f.money(r, "total", true), Post: id.ID(r.PostFormValue("post")), Start: f.day(r, "start"), Due: f.day(r, "due")}
	return p, f.err()
}

func planIn(r *kit.Ask, project id.ID) (capital.Plan, error) {
	var f faults
	p := capital.Plan{Project: project, Year: f.year(r), Source: capital.Source(r.PostFormValue("source")), Setter: capital.Setter(r.PostFormValue("setter")),
		Kind: capital.PlanKind(r.PostFormValue("kind")), Amount: f.money(r, "amount", false), Decision: r.PostFormValue("decision"), On: f.day(r, "on")}
	return p, f.err()
}

func (s *server) plan(r *kit.Ask, project id.ID) error {
	p, err := planIn(r, project)
	if err == nil {
		_, err = s.App.AddCapitalPlan(r.Context(), r.User.Actor, p)
	}
	return err
}

func paymentIn(r *kit.Ask, project id.ID) (capital.Payment, []figures.File, error) {
	if err := kit.ParseForm(r); err != nil {
		return capital.Payment{}, nil, err
	}
	files, err := kit.SentFiles(r, "files")
	if err != nil {
		return capital.Payment{}, nil, err
	}
	var f faults
	p := capital.Payment{Project: project, Year: f.year(r), Source: capital.Source(r.PostFormValue("source")), Carried: r.PostFormValue("carried") != "",
		Kind: capital.PaymentKind(r.PostFormValue("kind")), Amount: f.money(r, "amount", false), Voucher: r.PostFormValue("voucher"), On: f.day(r, "on"), Reason: r.PostFormValue("above")}
	return p, files, f.err()
}

func (s *server) pay(r *kit.Ask, project id.ID) error {
	p, files, err := paymentIn(r, project)
	if err == nil {
		_, _, err = s.App.Pay(r.Context(), r.User.Actor, p, files...)
	}
	return err
}
