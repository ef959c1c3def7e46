package web

import (
	"net/http"
	"slices"
	"strconv"
	"strings"

	"dondoc/internal/app"
	"dondoc/internal/errs"
	"dondoc/internal/i18n"
	"dondoc/internal/id"
	"dondoc/internal/measure"
	"dondoc/internal/org"
	"dondoc/internal/target"
	"dondoc/internal/viet"
	"dondoc/internal/web/page"
	"dondoc/internal/web/page/plan"
)

// typedNumber reads a number that was typed into a field in any of the ways
// offices write it; nothing typed is none. One that can be read in two ways is
// asked back.
func typedNumber(r *ask, field string) (*measure.Decimal, error) {
	text := strings.TrimSpace(r.FormValue(field))
	if text == "" {
		return nil, nil
	}
	readings, err := viet.ReadNumber(text)
	if err != nil {
		return nil, errs.All(err)[0].In(field)
	}
	if len(readings) > 1 {
		return nil, errs.New(errs.Invalid, "web.number_unsure", "text", text, "one", measure.Of(readings[0]), "other", measure.Of(readings[1])).
			In(field).Try("web.number_unsure_hint")
	}
	d := measure.Of(readings[0])
	return &d, nil
}

// newTargetForm is what the form of a target was sent with.
func newTargetForm(r *ask, document id.ID) (app.NewTarget, error) {
	in := app.NewTarget{Document: document, Setter: target.Setter(r.FormValue("setter")), Label: strings.TrimSpace(r.FormValue("label")),
		Field: strings.TrimSpace(r.FormValue("field_name")), Name: strings.TrimSpace(r.FormValue("name")), Wording: strings.TrimSpace(r.FormValue("wording")),
		UnitOfMeasure: strings.TrimSpace(r.FormValue("unit_of_measure")), Direction: target.Direction(r.FormValue("direction")),
		Accumulation: target.Accumulation(r.FormValue("accumulation")), AnswerUnit: id.ID(r.FormValue("answer_unit")), Post: id.ID(r.FormValue("post")),
		Confirmed: r.FormValue("confirmed") != ""}
	var err error
	if in.Baseline, err = typedNumber(r, "baseline"); err != nil {
		return in, err
	}
	if text := r.FormValue("meant"); text != "" {
		meant, err := measure.ParseDecimal(text)
		if err != nil {
			return in, errs.New(errs.Invalid, "measure.number_unread", "text", text).In("meant")
		}
		in.Meant = &meant
	}
	return in, nil
}

// newTarget enters one target of a resolution. What is understood of its
// wording is shown back; a confirmation counts only for what was shown.
func (s *server) newTarget(w http.ResponseWriter, r *ask) error {
	which, err := pathID(r, "id")
	if err != nil {
		return err
	}
	p, err := s.app.Document(r.Context(), r.user.Actor, which)
	if err != nil {
		return err
	}
	d, err := s.app.Directory(r.Context(), r.user.Actor)
	if err != nil {
		return err
	}
	in, err := newTargetForm(r, which)
	in.Place = len(p.Targets) + 1
	read := s.app.ReadWording(in)
	explained := ""
	if in.Wording != "" {
		explained = i18n.Say(r.lang, read.Criterion.Explain())
	}
	v := plan.Target{Frame: s.frame(r, d, p.Unit, p.Cycle, i18n.T(r.lang, "web.target_new")),
		Resolution: page.Link{Text: documentTitle(r.lang, p.Document), URL: documentURL(which)}}
	v.Crumbs = []page.Link{{Text: p.Number, URL: documentURL(which)}}
	v.Form = targetForm(r, p, lowerUnits(d, p), d)
	s.showReading(r, &v.Form, in, read, explained)
	code := http.StatusOK
	if r.Method == http.MethodPost {
		if err == nil && in.Confirmed && len(read.Questions) == 0 && !slices.Contains(r.PostForm["shown"], explained) {
			v.Form.Lead = i18n.T(r.lang, "web.target_look")
			return s.show(w, r, http.StatusOK, v.Page())
		}
		if err == nil {
			_, err = s.app.AddTarget(r.Context(), r.user.Actor, in)
		}
		if err == nil && r.PostFormValue("next") != "" {
			return s.redirect(w, r, documentURL(which)+"/targets/new", "target_added")
		}
		if err == nil {
			return s.redirect(w, r, documentURL(which), "target_added")
		}
		ok := false
		if code, ok = intoForm(&v.Form, err); !ok {
			return err
		}
	}
	return s.show(w, r, code, v.Page())
}

// showReading puts what was understood under the wording, a choice where its
// number has several readings, and what was shown where it can be confirmed.
func (s *server) showReading(r *ask, form *page.Form, in app.NewTarget, read app.Understanding, explained string) {
	i := slices.IndexFunc(form.Fields, func(f page.Field) bool { return f.Name == "wording" })
	if explained != "" {
		form.Fields[i].Read = read.Criterion.Explain()
		form.Fields = append(form.Fields, page.Field{Kind: "hidden", Name: "shown", Value: explained})
	}
	var choices []page.Option
	for _, q := range s.app.ReadWording(withoutMeant(in)).Questions {
		for _, c := range q.Choices {
			choices = append(choices, page.Option{Value: c.String(), Text: c.Say(string(r.lang)), Selected: in.Meant != nil && in.Meant.Cmp(c) == 0})
		}
	}
	if len(choices) > 0 && explained != "" {
		meant := page.Field{Kind: "radio", Name: "meant", Label: i18n.T(r.lang, "web.target_meant"), Options: choices}
		form.Fields = slices.Insert(form.Fields, i+1, meant)
	}
	if r.Method == http.MethodPost && in.Wording != "" {
		for _, q := range read.Questions {
			form.Fields[i].Errors = append(form.Fields[i].Errors, page.Problem{What: q.Ask})
		}
	}
}

func withoutMeant(in app.NewTarget) app.NewTarget { in.Meant = nil; return in }

// lowerUnits are the units that may answer for a resolution's targets: the unit and all below it.
func lowerUnits(d *app.Directory, p app.DocumentPage) (out []org.Version) {
	tree := d.Tree(p.Cycle.Start())
	tree.Walk(p.Unit, func(v org.Version, depth int) { out = append(out, v) })
	return out
}

// targetForm is the form with what was typed.
func targetForm(r *ask, p app.DocumentPage, units []org.Version, d *app.Directory) page.Form {
	t := func(key string) string { return i18n.T(r.lang, key) }
	value := r.PostFormValue
	label := value("label")
	if r.Method != http.MethodPost {
		label = strconv.Itoa(len(p.Targets) + 1)
	}
	field := page.Field{Name: "field_name", Label: t("web.target_field"), Hint: t("web.target_field_hint"), Value: value("field_name")}
	if n := len(p.Targets); n > 0 && r.Method != http.MethodPost {
		field.Value = p.Targets[n-1].Field
	}
	answer := page.Field{Kind: "select", Name: "answer_unit", Label: t("web.target_answer_unit")}
	post := page.Field{Kind: "select", Name: "post", Label: t("web.target_post"), Hint: t("web.target_post_hint"), Options: []page.Option{{Text: t("web.target_post_head")}}}
	for _, u := range units {
		answer.Options = append(answer.Options, option(string(u.ID), u.Name, value("answer_unit")))
		for _, one := range d.PostsOf(u.ID) {
			post.Options = append(post.Options, option(string(one.ID), one.Title+", "+u.Name, value("post")))
		}
	}
	return page.Form{Action: r.URL.Path, Submit: t("web.save"), Cancel: documentURL(p.ID), Extra: []page.Button{{Name: "next", Value: "1", Text: t("web.target_next"), Quiet: true}},
		Fields: []page.Field{
			{Name: "label", Label: t("web.target_label"), Value: label},
			field,
			{Name: "name", Label: t("web.target_name"), Value: value("name"), Required: true},
			{Name: "unit_of_measure", Label: t("web.target_unit"), Hint: t("web.target_unit_hint"), Value: value("unit_of_measure")},
			{Name: "wording", Label: t("web.wording"), Hint: t("web.target_wording_hint"), Value: value("wording"), Required: true, Preview: documentURL(p.ID) + "/targets/read"},
			{Kind: "number", Name: "baseline", Label: t("web.target_baseline"), Hint: t("web.target_baseline_hint"), Value: value("baseline")},
			choice("direction", t("web.target_direction"), t("web.target_direction_hint"), value("direction"), append([]page.Option{{Text: t("web.target_direction_read")}},
				words(r.lang, "web.direction_", target.Higher, target.Lower, target.Stay, target.None)...)),
			choice("accumulation", t("web.target_accumulation"), t("web.target_accumulation_hint"), value("accumulation"),
				words(r.lang, "web.accumulation_", target.Flow, target.Stock, target.Average, target.Maximum, target.Milestones, target.EventCount)),
			choice("setter", t("web.target_setter"), "", value("setter"), words(r.lang, "setter.", target.OwnCouncil, target.Superior)),
			answer,
			post,
			{Kind: "check", Name: "confirmed", Label: t("web.revise_confirm"), Hint: t("web.target_confirm_hint"), Checked: value("confirmed") != ""},
		}}
}

func option(value, text, chosen string) page.Option {
	return page.Option{Value: value, Text: text, Selected: value == chosen && chosen != ""}
}

// words are the codes of an enumeration as options, said by their keys.
func words[C ~string](lang i18n.Lang, prefix string, codes ...C) (out []page.Option) {
	for _, c := range codes {
		out = append(out, page.Option{Value: string(c), Text: i18n.Title(i18n.T(lang, prefix+string(c)))})
	}
	return out
}

// choice is a select with the option chosen before.
func choice(name, label, hint, chosen string, options []page.Option) page.Field {
	for i := range options {
		options[i].Selected = options[i].Value == chosen && chosen != ""
	}
	return page.Field{Kind: "select", Name: name, Label: label, Hint: hint, Options: options}
}

// readCriterion answers while a wording is typed: what is understood of it.
func (s *server) readCriterion(w http.ResponseWriter, r *ask) error {
	which, err := pathID(r, "id")
	if err != nil {
		return err
	}
	v := plan.CriterionRead{Lang: r.lang}
	in, err := newTargetForm(r, which)
	if list := errs.All(err); len(list) > 0 {
		v.Problem = &page.Problem{What: list[0].What, Hint: list[0].Hint}
	} else if in.Wording != "" {
		read := s.app.ReadWording(in)
		v.Wording, v.Explain, v.Questions = in.Wording, read.Criterion.Explain(), questions(read.Questions)
	}
	return s.show(w, r, http.StatusOK, v.Fragment())
}
