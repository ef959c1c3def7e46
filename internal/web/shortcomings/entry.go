package shortcomings

import (
	"net/http"

	"dondoc/internal/access"
	"dondoc/internal/app/desk"
	"dondoc/internal/app/shortcomings"
	"dondoc/internal/errs"
	"dondoc/internal/i18n"
	"dondoc/internal/id"
	"dondoc/internal/period"
	"dondoc/internal/shortcoming"
	"dondoc/internal/web/kit"
	"dondoc/internal/web/kit/href/registers"
	"dondoc/internal/web/kit/page"
)

// raise enters a shortcoming, by hand or from a row that is proposed.
func (s *server) raise(w http.ResponseWriter, r *kit.Ask) error {
	year, err := yearIn(r)
	if err != nil {
		return err
	}
	d, unit, err := s.UnitFor(r, access.RaiseShortcomings)
	if err != nil {
		return err
	}
	lang, code := words(r.Lang), r.PathValue("code")
	was := shortcoming.Shortcoming{Unit: unit, Year: year, AnswerUnit: unit}
	ground := r.FormValue("ground")
	v := page.Simple{Frame: s.Frame(r, d, unit, year, lang.t("web.shortcoming_new_title", "year", string(year)))}
	if ground != "" && r.Method != http.MethodPost {
		found, err := s.App.Proposals(r.Context(), r.User.Actor, code, year)
		if err != nil {
			return err
		}
		for _, p := range found.Rows {
			if p.Ground.Key() == ground {
				was.Statement, was.Field, was.AnswerUnit, was.Post = v.Say(p.Statement), p.Field, p.AnswerUnit, p.Post
			}
		}
	}
	back := registers.Shortcomings(code, year, "")
	v.Crumbs = []page.Link{{Text: lang.t("page.nav.shortcomings"), URL: back}}
	v.Form = page.Form{Action: r.URL.Path, Submit: lang.t("web.save"), Cancel: back, Fields: append(s.fields(r, d, was), page.Field{Kind: "hidden", Name: "ground", Value: ground})}
	if ground != "" {
		v.Form.Lead = lang.t("web.shortcoming_from_row")
	}
	if r.Method != http.MethodPost {
		return s.Show(w, r, http.StatusOK, v.Page())
	}
	made, err := s.make(r, d, unit, year, ground)
	if err == nil {
		return s.Redirect(w, r, registers.Shortcoming(made, ""), "shortcoming_raised")
	}
	status, ok := kit.IntoForm(&v.Form, err)
	if !ok {
		return err
	}
	return s.Show(w, r, status, v.Page())
}

func (s *server) make(r *kit.Ask, d *desk.Directory, unit id.ID, year period.Cycle, ground string) (id.ID, error) {
	in, err := said(r, d)
	if err != nil {
		return "", err
	}
	in.Unit, in.Year = unit, year
	if ground != "" {
		in.Grounds = []string{ground}
	}
	return s.App.RaiseShortcoming(r.Context(), r.User.Actor, in)
}

// said reads what the form of an entry says.
func said(r *kit.Ask, d *desk.Directory) (in shortcomings.NewShortcoming, err error) {
	in = shortcomings.NewShortcoming{Statement: r.PostFormValue("statement"), Field: r.PostFormValue("field"), Objective: r.PostFormValue("objective"), Subjective: r.PostFormValue("subjective"),
		Product: r.PostFormValue("product"), Source: r.PostFormValue("source"), Reason: r.PostFormValue("reason")}
	if code := r.PostFormValue("answer_unit"); code != "" {
		if in.AnswerUnit, err = d.UnitByCode(code); err != nil {
			return in, errs.All(err)[0].In("answer_unit")
		}
	}
	in.Due, err = kit.Day(r, "due")
	return in, err
}

// fields are the form of an entry, beginning with what it says.
func (s *server) fields(r *kit.Ask, d *desk.Directory, was shortcoming.Shortcoming) []page.Field {
	t := words(r.Lang).t
	answers, _ := d.Unit(was.AnswerUnit, s.Today())
	unit := page.Field{Kind: "select", Name: "answer_unit", Label: t("web.shortcoming_who"), Hint: t("web.shortcoming_who_hint")}
	chosen := r.Typed("answer_unit", answers.Code)
	list := append([]desk.Responsible{d.Answering(was.Unit, "", s.Today())}, kit.Answering(d, s.Today(), was.Unit)...)
	listed := false
	for _, a := range list {
		listed = listed || a.Unit.Code == answers.Code
	}
	if !listed {
		list = append(list, d.Answering(was.AnswerUnit, "", s.Today()))
	}
	for _, a := range list {
		text := a.Unit.Name
		if a.Person.Name != "" {
			text += " (" + a.Post.Title + ": " + a.Person.Name + ")"
		}
		unit.Options = append(unit.Options, page.Option{Value: a.Unit.Code, Text: text, Selected: chosen == a.Unit.Code})
	}
	return []page.Field{
		{Kind: "area", Name: "statement", Label: t("web.shortcoming_statement"), Required: true, Value: r.Typed("statement", was.Statement)},
		{Name: "field", Label: t("web.shortcoming_field"), Hint: t("web.shortcoming_field_hint"), Required: true, Value: r.Typed("field", was.Field)},
		unit,
		{Kind: "area", Name: "objective", Label: t("web.shortcoming_objective"), Value: r.Typed("objective", was.Objective)},
		{Kind: "area", Name: "subjective", Label: t("web.shortcoming_subjective"), Hint: t("web.shortcoming_causes_hint"), Value: r.Typed("subjective", was.Subjective)},
		{Kind: "area", Name: "product", Label: t("web.shortcoming_product"), Hint: t("web.shortcoming_product_hint"), Required: true, Value: r.Typed("product", was.Product)},
		{Kind: "date", Name: "due", Label: t("web.shortcoming_due"), Required: true, Value: r.Typed("due", was.Due.Say(string(r.Lang)))},
		{Name: "source", Label: t("web.shortcoming_source"), Hint: t("web.shortcoming_source_hint"), Value: r.Typed("source", was.Source)},
	}
}

// correct puts an entry right.
func (s *server) correct(w http.ResponseWriter, r *kit.Ask) error {
	p, v, err := s.entryFrame(r)
	if err != nil {
		return err
	}
	d, err := s.App.Directory(r.Context(), r.User.Actor)
	if err != nil {
		return err
	}
	if err := d.May(access.RaiseShortcomings, p.Unit); err != nil {
		return err
	}
	t, back := words(r.Lang).t, registers.Shortcoming(p.ID, "")
	simple := page.Simple{Frame: v.Frame}
	simple.Title = t("web.shortcoming_correct_title")
	simple.Crumbs = append(simple.Crumbs, page.Link{Text: kit.Short(p.Statement, 40), URL: back})
	simple.Form = page.Form{Action: r.URL.Path, Submit: t("web.save"), Cancel: back, Fields: append(s.fields(r, d, p.Record.Shortcoming), r.ReasonField())}
	return s.Form(w, r, simple, back, "shortcoming_kept", func() error {
		in, err := said(r, d)
		if err != nil {
			return err
		}
		return s.App.CorrectShortcoming(r.Context(), r.User.Actor, p.ID, in)
	})
}

// entryFrame finds an entry and makes what its pages have in common.
func (s *server) entryFrame(r *kit.Ask) (shortcomings.Page, Shortcoming, error) {
	which, err := kit.PathID(r, "id")
	if err != nil {
		return shortcomings.Page{}, Shortcoming{}, err
	}
	p, err := s.App.Shortcoming(r.Context(), r.User.Actor, which)
	if err != nil {
		return p, Shortcoming{}, err
	}
	d, err := s.App.Directory(r.Context(), r.User.Actor)
	if err != nil {
		return p, Shortcoming{}, err
	}
	lang := words(r.Lang)
	v := Shortcoming{Frame: s.Frame(r, d, p.Unit, p.Year, p.Statement), Row: rowOf(d, lang, p.Row, p.Register), Source: p.Source, Unclear: p.Unclear, Confirm: p.Confirmer.Name}
	list := registers.Shortcomings(p.Register.Code, p.Year, "")
	v.Unit = page.Link{Text: p.Register.Name + ", " + string(p.Year), URL: list}
	if !d.Can(access.Read, p.Unit) { // who answers, in a unit below: the register is out of reach, one's own is not
		list = registers.Shortcomings(p.Answers.Unit.Code, p.Year, "")
		v.Unit.URL = ""
	}
	v.Crumbs = []page.Link{{Text: lang.t("page.nav.shortcomings"), URL: list}}
	for _, g := range p.Grounds {
		v.Proof = append(v.Proof, groundOf(lang, g))
	}
	for _, b := range p.Before {
		v.Lineage = append(v.Lineage, page.Link{Text: lang.t("web.shortcoming_before", "year", string(b.Year), "unit", b.Register.Name), URL: registers.Shortcoming(b.ID, "")})
	}
	for _, a := range p.After {
		v.Lineage = append(v.Lineage, page.Link{Text: lang.t("web.shortcoming_after", "year", string(a.Year), "unit", a.Register.Name), URL: registers.Shortcoming(a.ID, "")})
	}
	v.Events = append(v.Events, Event{What: lang.t("web.shortcoming_was_raised"), On: period.DateOf(p.At).Say(string(r.Lang)), By: p.ByName, At: v.Moment(p.At)})
	for _, e := range p.Record.Events {
		one := Event{What: i18n.Title(lang.t("shortcoming.step_" + string(e.Step))), On: e.On.Say(string(r.Lang)), Text: e.Text, By: e.ByName, At: v.Moment(e.At)}
		if e.Amended != nil {
			shown := kit.Amended(v.Frame, d, *e.Amended, "")
			one.Amended = &shown
		}
		for _, f := range e.Files {
			one.Files = append(one.Files, page.Link{Text: f.Name, URL: registers.File(f.ID)})
		}
		v.Events = append(v.Events, one)
	}
	return p, v, nil
}

// shortcoming is one entry; a step is posted to it.
func (s *server) shortcoming(w http.ResponseWriter, r *kit.Ask) error {
	if r.Method == http.MethodPost {
		if err := kit.ParseForm(r); err != nil {
			return err
		}
	}
	p, v, err := s.entryFrame(r)
	if err != nil {
		return err
	}
	for _, step := range p.Steps {
		if step == shortcoming.Correct {
			v.Mend = append(v.Mend, page.Link{Text: words(r.Lang).t("web.shortcoming_correct"), URL: registers.Shortcoming(p.ID, "correct")})
			continue
		}
		v.Forms = append(v.Forms, stepForm(r, p, step))
	}
	if r.Method != http.MethodPost {
		return s.Show(w, r, http.StatusOK, v.Page())
	}
	err = s.step(r, p)
	if err == nil {
		return s.Redirect(w, r, registers.Shortcoming(p.ID, ""), "shortcoming_kept")
	}
	for i := range v.Forms {
		if v.Forms[i].Form.Fields[0].Value == r.PostFormValue("step") {
			if status, ok := kit.IntoForm(&v.Forms[i].Form, err); ok {
				return s.Show(w, r, status, v.Page())
			}
		}
	}
	return err
}

func (s *server) step(r *kit.Ask, p shortcomings.Page) error {
	ctx, actor := r.Context(), r.User.Actor
	due, err := kit.Day(r, "due")
	if err != nil {
		return err
	}
	switch step := shortcoming.Step(r.PostFormValue("step")); step {
	case shortcoming.Explain:
		return s.App.ExplainShortcoming(ctx, actor, p.ID, r.PostFormValue("objective"), r.PostFormValue("subjective"))
	case shortcoming.Carry:
		d, err := s.App.Directory(ctx, actor)
		if err != nil {
			return err
		}
		to, err := ids(r.PostForm["to"], d.UnitByCode)
		if err == nil {
			_, err = s.App.CarryShortcoming(ctx, actor, p.ID, due, r.PostFormValue("text"), to...)
		}
		return err
	default:
		e := shortcoming.Event{Step: step, Text: r.PostFormValue("text")}
		if e.On, err = kit.Day(r, "on"); err != nil {
			return err
		}
		files, err := kit.SentFiles(r, "files")
		if err == nil {
			_, err = s.App.StepShortcoming(ctx, actor, p.ID, e, files...)
		}
		return err
	}
}

// stepForm asks for what a step needs.
func stepForm(r *kit.Ask, p shortcomings.Page, step shortcoming.Step) StepForm {
	t := words(r.Lang).t
	value := func(name, otherwise string) string {
		if r.PostFormValue("step") != string(step) {
			return otherwise
		}
		return r.PostFormValue(name)
	}
	title := i18n.Title(t("shortcoming.step_" + string(step)))
	f := page.Form{Action: registers.Shortcoming(p.ID, ""), Submit: title, Fields: []page.Field{{Kind: "hidden", Name: "step", Value: string(step)}}}
	add := func(field page.Field) { f.Fields = append(f.Fields, field) }
	evidence := page.Field{Kind: "file", Name: "files", Label: t("web.evidence"), Hint: t("web.evidence_hint"), Many: true}
	text := page.Field{Kind: "area", Name: "text", Label: t("web.reason"), Value: value("text", "")}
	switch step {
	case shortcoming.Explain:
		add(page.Field{Kind: "area", Name: "objective", Label: t("web.shortcoming_objective"), Value: value("objective", p.Objective)})
		add(page.Field{Kind: "area", Name: "subjective", Label: t("web.shortcoming_subjective"), Value: value("subjective", p.Subjective)})
		return StepForm{title, f}
	case shortcoming.Progress:
		text.Label, text.Required = t("web.shortcoming_progress"), true
		add(text)
		add(evidence)
		return StepForm{title, f}
	case shortcoming.Ask:
		text.Label, text.Required, evidence.Required = t("web.shortcoming_result"), true, true
		add(page.Field{Kind: "date", Name: "on", Label: t("web.shortcoming_remedied_on"), Value: value("on", "")})
		add(text)
		add(evidence)
		return StepForm{title, f}
	case shortcoming.Carry:
		for _, unit := range p.Carry {
			if len(p.Carry) > 1 {
				add(page.Field{Kind: "check", Name: "to", Value: unit.Code, Label: t("web.shortcoming_carry_to", "unit", unit.Name)})
			}
		}
		add(page.Field{Kind: "date", Name: "due", Label: t("web.shortcoming_new_due"), Hint: t("web.shortcoming_new_due_hint"), Value: value("due", "")})
	case shortcoming.Confirm:
		text.Label = t("web.shortcoming_word")
	default:
		text.Required = true
	}
	add(text)
	f.Danger = step == shortcoming.Withdraw
	return StepForm{title, f}
}
