package plan

import (
	"net/http"
	"slices"
	"strconv"
	"strings"

	"dondoc/internal/access"
	"dondoc/internal/app/desk"
	"dondoc/internal/app/plan"
	"dondoc/internal/criterion"
	"dondoc/internal/errs"
	"dondoc/internal/i18n"
	"dondoc/internal/id"
	"dondoc/internal/measure"
	"dondoc/internal/period"
	"dondoc/internal/target"
	"dondoc/internal/web/kit"
	"dondoc/internal/web/kit/href"
	register "dondoc/internal/web/kit/list"
	"dondoc/internal/web/kit/page"
)

// unitAndCycle reads the unit and cycle of an address.
func (s *server) unitAndCycle(r *kit.Ask) (*desk.Directory, id.ID, period.Cycle, error) {
	cycle, err := period.ParseCycle(r.PathValue("cycle"))
	if err != nil {
		return nil, "", "", err
	}
	d, err := s.App.Directory(r.Context(), r.User.Actor)
	if err != nil {
		return nil, "", "", err
	}
	unit, err := d.UnitByCode(r.PathValue("code"))
	return d, unit, cycle, err
}

// documents lists a unit's resolutions over all cycles.
func (s *server) documents(w http.ResponseWriter, r *kit.Ask) error {
	cycle, err := period.ParseCycle(r.PathValue("cycle"))
	if err != nil {
		return err
	}
	known, err := kit.AsKnown(r)
	if err != nil {
		return err
	}
	list, err := s.App.Resolutions(r.Context(), r.User.Actor, r.PathValue("code"), "", known)
	if err != nil {
		return err
	}
	d, err := s.App.Directory(r.Context(), r.User.Actor)
	if err != nil {
		return err
	}
	v := Resolutions{Frame: s.Frame(r, d, list.Unit.ID, cycle, i18n.T(r.Lang, "web.documents_title"))}
	v.Sign()
	if list.MayManage && known == "" {
		v.NewURL = href.NewDocument(list.Unit.Code, cycle)
	}
	for _, doc := range list.Rows {
		v.Rows = append(v.Rows, DocumentRow{Number: doc.Number, Title: doc.Title, URL: href.AsKnown(href.Document(doc.ID), known), Issuer: doc.Issuer, Date: doc.IssuedOn,
			Cycle: doc.Cycle, Targets: doc.Targets, Asked: doc.Asked})
	}
	cols, facets := documentColumns(r.Lang), documentFacets(r.Lang)
	v.Filters = register.Filters(r, v.Rows, facets)
	v.Rows = register.Narrow(r, v.Rows, facets)
	register.Sort(r, v.Rows, cols)
	if register.AsFile(r) {
		return register.Send(w, r, v.Title, v.Rows, cols)
	}
	v.Heads, v.SheetURL = register.HeadsOf(r, cols), register.FileURL(r)
	return s.Show(w, r, http.StatusOK, v.Page())
}

func (s *server) newDocument(w http.ResponseWriter, r *kit.Ask) error {
	d, unit, cycle, err := s.unitAndCycle(r)
	if err != nil {
		return err
	}
	if !d.Can(access.ManageTargets, unit) {
		return d.May(access.ManageTargets, unit)
	}
	unitVersion, _ := d.Unit(unit, cycle.Start())
	value := func(name, otherwise string) string {
		if r.Method == http.MethodPost {
			return r.PostFormValue(name)
		}
		return otherwise
	}
	t := func(key string) string { return i18n.T(r.Lang, key) }
	v := page.Simple{Frame: s.Frame(r, d, unit, cycle, t("web.new_document"))}
	v.Form = page.Form{Action: r.URL.Path, Submit: t("web.save"), Cancel: href.Documents(r.PathValue("code"), cycle), Fields: []page.Field{
		{Name: "number", Label: t("web.doc_number"), Hint: t("web.doc_number_hint"), Required: true, Value: value("number", "")},
		{Name: "issuer", Label: t("web.doc_issuer"), Required: true, Value: value("issuer", unitVersion.Name)},
		{Kind: "date", Name: "issued_on", Label: t("web.doc_date"), Required: true, Value: value("issued_on", "")},
		{Kind: "area", Name: "title", Label: t("web.doc_title"), Required: true, Value: value("title", "")},
	}}
	code := http.StatusOK
	if r.Method == http.MethodPost {
		in := plan.NewDocument{Unit: unit, Cycle: cycle, Number: r.PostFormValue("number"), Issuer: r.PostFormValue("issuer"), Title: r.PostFormValue("title")}
		var failed error
		if text := r.PostFormValue("issued_on"); text != "" {
			if in.IssuedOn, failed = period.ParseDate(text); failed != nil {
				errs.All(failed)[0].In("issued_on")
			}
		}
		var made id.ID
		if failed == nil {
			made, failed = s.App.AddDocument(r.Context(), r.User.Actor, in)
		}
		if failed == nil {
			return s.Redirect(w, r, href.Document(made), "document_added")
		}
		ok := false
		if code, ok = kit.IntoForm(&v.Form, failed); !ok {
			return failed
		}
	}
	return s.Show(w, r, code, v.Page())
}

// newTarget enters one target; what is understood of its wording is shown back
// and must be confirmed.
func (s *server) newTarget(w http.ResponseWriter, r *kit.Ask) error {
	which, err := kit.PathID(r, "id")
	if err != nil {
		return err
	}
	p, err := s.App.Document(r.Context(), r.User.Actor, which, "")
	if err != nil {
		return err
	}
	d, err := s.App.Directory(r.Context(), r.User.Actor)
	if err != nil {
		return err
	}
	if !p.MayManage {
		return errs.New(errs.Forbidden, "access.forbidden", "action", string(access.ManageTargets)).Try("access.forbidden_hint")
	}
	in, parseErr := targetOf(r, d, which)
	if in.Place == 0 {
		in.Place = len(p.Targets) + 1
	}
	v := Target{Frame: s.Frame(r, d, p.Unit, p.Cycle, i18n.T(r.Lang, "web.new_target")), Resolution: page.Link{Text: kit.DocumentTitle(r.Lang, p.Document), URL: href.Document(which)}}
	v.Crumbs = []page.Link{v.Resolution}
	v.Form = s.targetForm(r, d, p)
	s.askMeant(r, &v.Form, in)
	v.Criterion = s.criterionRead(r, in)
	code := http.StatusOK
	if r.Method == http.MethodPost {
		failed := parseErr
		if failed == nil && !in.Confirmed {
			failed = errs.New(errs.Invalid, "web.confirm_criterion").In("confirmed")
		}
		if failed == nil {
			_, failed = s.App.AddTarget(r.Context(), r.User.Actor, in)
		}
		if failed == nil {
			return s.Redirect(w, r, href.Document(which), "target_added")
		}
		ok := false
		if code, ok = kit.IntoForm(&v.Form, failed); !ok {
			return failed
		}
	}
	return s.Show(w, r, code, v.Page())
}

// targetOf reads the form of a target.
func targetOf(r *kit.Ask, d *desk.Directory, document id.ID) (plan.NewTarget, error) {
	in := plan.NewTarget{Document: document, Setter: target.Setter(r.FormValue("setter")), Label: r.FormValue("label"), Field: r.FormValue("field"),
		Name: r.FormValue("name"), Wording: r.FormValue("wording"), Understood: understoodIn(r), UnitOfMeasure: r.FormValue("uom"), Direction: criterion.Direction(r.FormValue("direction")),
		Accumulation: target.Accumulation(r.FormValue("accumulation")), Confirmed: r.FormValue("confirmed") != "", Source: r.FormValue("source"), Why: r.FormValue("why")}
	in.Place, _ = strconv.Atoi(strings.TrimSpace(in.Label))
	if text := strings.TrimSpace(r.FormValue("baseline")); text != "" {
		base, err := measure.ReadTyped(text)
		if err != nil {
			return in, errs.All(err)[0].In("baseline")
		}
		in.Baseline = &base
	}
	var err error
	if in.Meant, err = kit.MeantIn(r, "meant"); err != nil {
		return in, err
	}
	if code := r.FormValue("answers"); code != "" {
		unit, err := d.UnitByCode(code)
		if err != nil {
			return in, errs.All(err)[0].In("answers")
		}
		in.AnswerUnit = unit
	}
	return in, nil
}

func (s *server) targetForm(r *kit.Ask, d *desk.Directory, p plan.DocumentPage) page.Form {
	t := func(key string) string { return i18n.T(r.Lang, key) }
	choose := func(name, key string, values []string) page.Field {
		f := page.Field{Kind: "select", Name: name, Label: t("web.target_" + name)}
		for _, value := range values {
			text := t(key + value)
			if value == "" {
				text = t("web.from_wording")
			}
			f.Options = append(f.Options, page.Option{Value: value, Text: text, Selected: r.FormValue(name) == value})
		}
		return f
	}
	answers := page.Field{Kind: "select", Name: "answers", Label: t("web.target_answers"), Hint: t("web.target_answers_hint")}
	tree := d.Tree(min(s.Today(), p.Cycle.End()))
	chosen := r.FormValue("answers")
	for i, v := range append([]desk.Responsible{d.Answering(p.Unit, "", tree.On())}, kit.Answering(d, tree.On(), p.Unit)...) {
		text := v.Unit.Name
		if v.Person.Name != "" {
			text += " (" + v.Post.Title + ": " + v.Person.Name + ")"
		}
		answers.Options = append(answers.Options, page.Option{Value: v.Unit.Code, Text: text, Selected: chosen == v.Unit.Code || chosen == "" && i == 0})
	}
	why := s.MayBeAsked(r, d, access.ManageTargets, p.Unit, &answers, chosen)
	label, group := r.FormValue("label"), r.FormValue("field")
	if n := len(p.Targets); r.Method != http.MethodPost && n > 0 {
		label, group = strconv.Itoa(n+1), p.Targets[n-1].Field
	}
	preview := href.ReadTarget(p.Document.ID)
	return page.Form{Action: r.URL.Path, Submit: t("web.save"), Cancel: href.Document(p.Document.ID), Fields: []page.Field{
		{Name: "label", Label: t("web.target_label"), Value: label},
		{Name: "field", Label: t("web.filter_field"), Value: group},
		{Name: "name", Label: t("web.target_name"), Required: true, Wide: true, Value: r.FormValue("name"), Preview: preview},
		{Name: "uom", Label: t("web.target_uom"), Value: r.FormValue("uom"), Preview: preview},
		{Name: "wording", Label: t("web.wording"), Hint: t("web.wording_hint"), Required: true, Wide: true, Value: r.FormValue("wording"), Preview: preview},
		{Name: "baseline", Label: t("web.target_baseline"), Hint: t("web.target_baseline_hint"), Value: r.FormValue("baseline")},
		choose("setter", "setter.", []string{"own", "superior"}),
		choose("direction", "web.direction_", []string{"", "higher", "lower", "stay"}),
		choose("accumulation", "web.accumulation_", []string{"flow", "stock", "average", "maximum", "milestone", "event_count"}),
		answers, why,
		{Name: "source", Label: t("web.target_source"), Value: r.FormValue("source")},
		{Kind: "check", Name: "confirmed", Label: t("web.revise_confirm"), Checked: r.FormValue("confirmed") != ""},
	}}
}

// askMeant lets a person choose where the wording's number has several
// readings; the wording itself stays as the resolution has it.
func (s *server) askMeant(r *kit.Ask, form *page.Form, in plan.NewTarget) {
	meant := page.Field{Kind: "radio", Name: "meant", Label: i18n.T(r.Lang, "web.target_meant")}
	chosen, understood := in.Meant, in.Understood
	in.Meant, in.Understood = nil, ""
	read, err := s.App.ReadWording(r.Context(), r.User.Actor, in)
	r.Lost(err) // what is no target yet is read as far as it goes
	for _, q := range read.Questions {
		for _, c := range q.Choices {
			meant.Options = append(meant.Options, page.Option{Value: c.String(), Text: strings.TrimSpace(c.Say(string(r.Lang)) + " " + in.UnitOfMeasure),
				Selected: chosen != nil && chosen.Cmp(c) == 0})
		}
	}
	i := slices.IndexFunc(form.Fields, func(f page.Field) bool { return f.Name == "wording" })
	if len(meant.Options) > 0 {
		form.Fields = slices.Insert(form.Fields, i+1, meant)
	} else if len(read.Questions) > 0 || understood != "" {
		form.Fields = slices.Insert(form.Fields, i+1, understoodFields(r, in)...)
	}
}

// understoodIn is how a person says a wording is understood: what was typed, or
// the reading that was chosen.
func understoodIn(r *kit.Ask) string {
	if typed := strings.TrimSpace(r.FormValue("understood_typed")); typed != "" {
		return typed
	}
	return r.FormValue("understood")
}

// understoodFields offer what the wording may mean, and a place to say it
// otherwise; the wording itself stays as the resolution prints it.
func understoodFields(r *kit.Ask, in plan.NewTarget) []page.Field {
	offered := page.Field{Kind: "radio", Name: "understood", Label: i18n.T(r.Lang, "web.understood")}
	hints := criterion.Hints{Name: in.Name, Unit: in.UnitOfMeasure, Direction: in.Direction, Baseline: in.Baseline}
	for _, one := range criterion.Readings(in.Wording, hints) {
		c, _ := criterion.Read(one, hints)
		offered.Options = append(offered.Options, page.Option{Value: one, Text: one + " (" + i18n.Say(r.Lang, c.Explain()) + ")", Selected: r.FormValue("understood") == one})
	}
	typed := page.Field{Name: "understood_typed", Label: i18n.T(r.Lang, "web.understood_typed"), Hint: i18n.T(r.Lang, "web.understood_hint"), Wide: true, Value: r.FormValue("understood_typed")}
	if len(offered.Options) == 0 {
		return []page.Field{typed}
	}
	return []page.Field{offered, typed}
}

func (s *server) criterionRead(r *kit.Ask, in plan.NewTarget) CriterionRead {
	out := CriterionRead{Lang: r.Lang, Wording: in.Wording}
	if strings.TrimSpace(in.Wording) == "" {
		return out
	}
	read, err := s.App.ReadWording(r.Context(), r.User.Actor, in)
	r.Lost(err)
	out.Explain = read.Criterion.Explain()
	for _, q := range read.Questions {
		one := page.Question{Text: q.Ask, Name: "meant"}
		for _, c := range q.Choices {
			one.Choices = append(one.Choices, page.Option{Value: c.String(), Text: c.Say(string(r.Lang)) + " " + in.UnitOfMeasure})
		}
		out.Questions = append(out.Questions, one)
	}
	return out
}

// readWording answers swap.js with what is understood while a wording is typed.
func (s *server) readWording(w http.ResponseWriter, r *kit.Ask) error {
	d, err := s.App.Directory(r.Context(), r.User.Actor)
	if err != nil {
		return err
	}
	in, _ := targetOf(r, d, "") // an unfinished form is read as far as it goes
	return s.Show(w, r, http.StatusOK, s.criterionRead(r, in).Fragment())
}
