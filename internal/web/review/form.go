package review

import (
	"cmp"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"dondoc/internal/app/reviews"
	"dondoc/internal/errs"
	"dondoc/internal/measure"
	"dondoc/internal/review"
	"dondoc/internal/review/dossier"
	"dondoc/internal/viet"
	"dondoc/internal/web/kit"
	"dondoc/internal/web/kit/href/registers"
	"dondoc/internal/web/kit/page"
)

// assess is the unit's own word: marks, answers, and the facts frozen.
func (s *server) assess(w http.ResponseWriter, r *kit.Ask) error {
	q, err := queryIn(r)
	if err != nil {
		return err
	}
	p, err := s.App.ProposeReview(r.Context(), r.User.Actor, q)
	if err != nil {
		return err
	}
	v, l, err := s.show(r, p)
	if err != nil {
		return err
	}
	cancel := registers.Proposal(p.Unit.Code, q.Period.Cycle, q.Period.String(), string(q.Subject), p.Who.Appointment.ID, "")
	simple := s.form(r, l, p, v.Frame, dossier.Assess, cancel)
	simple.Form.Action = registers.Proposal(p.Unit.Code, q.Period.Cycle, q.Period.String(), string(q.Subject), p.Who.Appointment.ID, "assess")
	next := cancel
	return s.Form(w, r, simple, next, "review_kept", func() error {
		m, err := moveIn(r, dossier.Assess)
		if err != nil {
			return err
		}
		_, err = s.App.AssessReview(r.Context(), r.User.Actor, q, m)
		return err
	})
}

// step verifies, returns, decides or reopens.
func (s *server) step(w http.ResponseWriter, r *kit.Ask) error {
	which, err := kit.PathID(r, "id")
	if err != nil {
		return err
	}
	found, err := s.App.ReviewPage(r.Context(), r.User.Actor, which, "")
	if err != nil {
		return err
	}
	step, may := dossier.Step(r.PathValue("step")), false
	for _, next := range found.Next {
		may = may || next == step && step != dossier.Assess
	}
	late := !may && r.Method == http.MethodPost && len(found.Next) > 0 && step == dossier.Decide // decided already, or not yet verified
	if !may && !late {
		return errs.New(errs.NotFound, "web.no_page")
	}
	v, l, err := s.show(r, found.Frozen)
	if err != nil {
		return err
	}
	simple := s.form(r, l, found.Frozen, v.Frame, step, registers.Review(which, ""))
	simple.Form.Action = registers.Review(which, string(step))
	return s.Form(w, r, simple, registers.Review(which, ""), "review_kept", func() error {
		if late {
			return errs.New(errs.Conflict, "review.step_out_of_turn", "step", string(step), "stage", string(found.Dossier.Stage()))
		}
		m, err := moveIn(r, step)
		if err != nil {
			return err
		}
		return s.App.StepReview(r.Context(), r.User.Actor, which, m)
	})
}

// form asks what a step is given: marks and answers to assess and verify, the level
// to decide, the reason to return and reopen.
func (s *server) form(r *kit.Ask, l words, p reviews.Proposal, frame page.Frame, step dossier.Step, cancel string) page.Simple {
	simple := page.Simple{Frame: frame}
	simple.Title = l.t("web.review_do_"+string(step)) + ": " + l.who(p) + ", " + l.period(p.Period)
	f := page.Form{Submit: l.t("web.review_do_" + string(step)), Cancel: cancel, Danger: step == dossier.Decide}
	shown := l.level(p.Set, p.Result)
	if step == dossier.Notify || step == dossier.Petition || step == dossier.Answer {
		level, _ := p.Set.Level(p.Dossier.Level())
		shown = l.in(level.Name)
	}
	f.Lead = l.t("web.review_lead_"+string(step), "level", shown)
	if step == dossier.Assess || step == dossier.Verify {
		f.Fields = append(f.Fields, l.answers(r, p)...)
	}
	if step == dossier.Notify || step == dossier.Petition {
		f.Fields = append(f.Fields, page.Field{Kind: "date", Name: "on", Label: l.t("web.review_on_" + string(step)), Required: true, Value: cmp.Or(r.PostFormValue("on"), s.Today().Say(string(l)))})
	}
	if step == dossier.Assess || step == dossier.Decide || step == dossier.Answer {
		levels := page.Field{Kind: "select", Name: "level", Label: l.t("web.review_level"), Required: step != dossier.Assess, Options: []page.Option{{Text: l.t("web.review_choose")}}}
		before := p.Result.Level
		if step == dossier.Answer {
			before = p.Dossier.Level()
		} else if p.Result.Authority {
			before = ""
		}
		for _, level := range p.Set.Levels {
			levels.Options = append(levels.Options, page.Option{Value: level.ID, Text: l.in(level.Name), Selected: r.PostFormValue("level") == level.ID || r.Method != http.MethodPost && level.ID == before})
		}
		f.Fields = append(f.Fields, levels)
	}
	if step == dossier.Decide || step == dossier.Answer {
		f.Fields = append(f.Fields, page.Field{Kind: "check", Name: "raised", Label: l.t("web.review_raised"), Checked: r.PostFormValue("raised") != ""})
	}
	f.Fields = append(f.Fields, page.Field{Kind: "area", Name: "reason", Label: l.t("web.review_reason"), Value: r.PostFormValue("reason"), Required: step == dossier.Return || step == dossier.Reopen || step == dossier.Petition || step == dossier.Answer})
	simple.Form = f
	return simple
}

// answers are the fields of the set's marks, questions and counts, with what was
// given before.
func (l words) answers(r *kit.Ask, p reviews.Proposal) (out []page.Field) {
	typed := func(name, before string) string {
		if r.Method == http.MethodPost {
			return r.PostFormValue(name)
		}
		return before
	}
	mark := func(name, label string, max measure.Decimal) {
		before := ""
		if m, ok := p.Facts.Marks[name]; ok {
			before = m.Say(string(l))
		}
		out = append(out, page.Field{Name: "marks." + name, Label: label, Hint: l.t("web.review_mark_hint", "max", max), Value: typed("marks."+name, before)})
	}
	if p.Set.Points != nil {
		most := p.Set.Marks()
		for _, part := range p.Set.Points.Parts {
			if part.Given {
				mark(part.ID, l.in(part.Name), part.Max)
			}
			for _, m := range part.Mean {
				if m.Given || slices.Contains(p.Result.Asks, m.ID) {
					mark(m.ID, l.in(m.Name), most[m.ID])
				}
			}
		}
	}
	for _, q := range p.Set.Asked {
		f := page.Field{Kind: "select", Name: "answers." + q.ID, Label: l.in(q.Says), Options: []page.Option{{Text: l.t("web.review_not_answered")}}}
		before := ""
		if yes, ok := p.Facts.Answers[q.ID]; ok {
			before = map[bool]string{true: "yes", false: "no"}[yes]
		}
		for _, value := range []string{"yes", "no"} {
			f.Options = append(f.Options, page.Option{Value: value, Text: l.t("answer." + value), Selected: typed("answers."+q.ID, before) == value})
		}
		out = append(out, f)
	}
	for _, name := range review.Quantities() {
		n, stated := p.Facts.Stated[name]
		if !stated && !slices.Contains(p.Result.Asks, name) {
			continue
		}
		before := ""
		if stated {
			before = strconv.Itoa(n)
		}
		out = append(out, page.Field{Kind: "number", Name: "counts." + name, Label: l.asked(p.Set, name), Value: typed("counts."+name, before)})
	}
	return append(out, l.graded(r, p)...)
}

// graded asks which of the tasks that are done were done above what was asked.
func (l words) graded(r *kit.Ask, p reviews.Proposal) (out []page.Field) {
	var all []string
	for _, i := range p.Gradable() {
		checked := i.Above
		if r.Method == http.MethodPost {
			checked = r.PostFormValue("above."+i.ID) != ""
		}
		out = append(out, page.Field{Kind: "check", Name: "above." + i.ID, Label: l.t("web.review_above", "name", i.Name), Checked: checked})
		all = append(all, i.ID)
	}
	if len(all) > 0 {
		out = append(out, page.Field{Kind: "hidden", Name: "graded", Value: strings.Join(all, " ")})
	}
	return out
}

// moveIn reads what a step is given. What was left empty is not answered.
func moveIn(r *kit.Ask, step dossier.Step) (reviews.Move, error) {
	m := reviews.Move{Step: step, Level: r.PostFormValue("level"), Reason: strings.TrimSpace(r.PostFormValue("reason")), Raised: r.PostFormValue("raised") != "",
		Given: reviews.Given{Marks: map[string]measure.Decimal{}, Answers: map[string]bool{}, Counts: map[string]int{}, Above: map[string]bool{}}}
	for _, which := range strings.Fields(r.PostFormValue("graded")) {
		m.Given.Above[which] = r.PostFormValue("above."+which) != ""
	}
	var faults errs.List
	on, err := kit.Day(r, "on")
	if m.On = on; err != nil {
		faults = append(faults, errs.All(err)...)
	}
	for field := range r.PostForm {
		kind, name, _ := strings.Cut(field, ".")
		value := strings.TrimSpace(r.PostFormValue(field))
		if value == "" || name == "" {
			continue
		}
		switch kind {
		case "marks", "counts":
			read, err := viet.ReadNumber(value)
			if err != nil || len(read) != 1 {
				faults = append(faults, errs.New(errs.Invalid, "review.answer_unread", "text", value).In(field))
				continue
			}
			d := measure.Of(read[0])
			if kind == "counts" && (!d.Whole() || d.Sign() < 0) {
				faults = append(faults, errs.New(errs.Invalid, "review.answer_unread", "text", value).In(field))
				continue
			}
			if kind == "marks" {
				m.Given.Marks[name] = d
			} else {
				m.Given.Counts[name] = int(d.Trim().Coef())
			}
		case "answers":
			m.Given.Answers[name] = value == "yes"
		}
	}
	return m, faults.OrNil()
}
