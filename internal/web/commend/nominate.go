package commend

import (
	"net/http"
	"strconv"
	"strings"

	"dondoc/internal/access"
	"dondoc/internal/answer/awarded"
	"dondoc/internal/app/commendations"
	"dondoc/internal/app/desk"
	"dondoc/internal/commendation"
	"dondoc/internal/commendation/nomination"
	"dondoc/internal/errs"
	"dondoc/internal/i18n"
	"dondoc/internal/id"
	"dondoc/internal/period"
	"dondoc/internal/review"
	"dondoc/internal/web/kit"
	"dondoc/internal/web/kit/href"
	"dondoc/internal/web/kit/href/registers"
	"dondoc/internal/web/kit/page"
)

// nominate shows a candidate with every condition, and takes a nomination.
func (s *server) nominate(w http.ResponseWriter, r *kit.Ask) error {
	q, err := queryIn(r)
	if err != nil {
		return err
	}
	of := commendations.Subject{Unit: q.Unit, Tenure: id.ID(r.FormValue("tenure")), Year: q.Year, Received: q.Received}
	p, err := s.App.CommendationCandidate(r.Context(), r.User.Actor, of)
	if err != nil {
		return err
	}
	d, err := s.App.Directory(r.Context(), r.User.Actor)
	if err != nil {
		return err
	}
	v, l := s.candidate(r, d, p, q), words(r.Lang)
	award, chosen := p.Set.Award(r.FormValue("award"))
	if r.Method == http.MethodPost && !chosen {
		return errs.New(errs.NotFound, "web.no_page")
	}
	for _, verdict := range p.Verdicts {
		a, _ := p.Set.Award(verdict.Award)
		if chosen && a.ID != award.ID {
			continue
		}
		shown := l.award(p.Set, a, verdict, p.Facts)
		if !chosen && len(verdict.Holds) == 0 {
			shown.Act = page.Link{Text: l.t("web.commend_do_nominate"), URL: s.at(p, q, a.ID)}
		}
		v.Awards = append(v.Awards, shown)
	}
	if !chosen {
		return s.Show(w, r, http.StatusOK, v.Page())
	}
	v.Others, v.Form = nil, l.form(r, p, award, s.at(p, q, ""))
	code := http.StatusOK
	if r.Method == http.MethodPost {
		made, err := s.put(r, of, award)
		if err == nil {
			return s.Redirect(w, r, registers.Commendation(made, ""), "commend_kept")
		}
		ok := false
		if code, ok = kit.IntoForm(v.Form, err); !ok {
			return err
		}
	}
	return s.Show(w, r, code, v.Page())
}

// at is the address of a candidate, or of the form of an award.
func (s *server) at(p commendations.Proposed, q commendations.Query, award string) string {
	return href.With(registers.Commendations(p.Unit.Code, q.Year, "nominate"), "tenure", string(p.Who.Appointment.ID), "received", string(p.Received), "award", award)
}

func (s *server) candidate(r *kit.Ask, d *desk.Directory, p commendations.Proposed, q commendations.Query) Nominate {
	l := words(r.Lang)
	name, post := p.Unit.Name, ""
	if p.Candidate.Subject == commendation.Individual {
		name, post = p.Who.Person.Name, commendations.PostIn(p.Who)
	}
	title := l.t("web.commend_candidate", "who", name, "year", string(q.Year))
	v := Nominate{Post: post, Frame: s.Frame(r, d, p.Unit.ID, q.Year, title), Sentence: title, Rules: l.rules(p.Set, p.Received), Level: page.Link{Text: l.level(p.Level)}}
	v.Crumbs = []page.Link{{Text: l.t("web.commend_view"), URL: registers.Commendations(p.Unit.Code, q.Year, "")}}
	if p.Set.Note != nil {
		v.Note = l.in(*p.Set.Note)
	}
	if of := p.Facts.Reviews[q.Year]; of != "" {
		v.Level.URL = registers.Review(id.ID(of), "")
	}
	if len(p.Facts.Holds) > 0 {
		v.Open = awarded.Reasons(r.Lang, p.Set, commendation.Verdict{Holds: p.Facts.Holds})
	}
	if d.Can(access.KeepCouncil, p.Unit.ID) {
		v.Actions = append(v.Actions, page.Link{Text: l.t("web.commend_do_hold"), URL: href.With(registers.Commendations(p.Unit.Code, q.Year, "hold"), "tenure", string(p.Who.Appointment.ID))})
	}
	if p.Who.Appointment.ID != "" {
		v.Others = append(v.Others, page.Link{Text: p.Unit.Name, URL: href.With(registers.Commendations(p.Unit.Code, q.Year, "nominate"), "received", string(p.Received))})
	}
	for _, o := range p.Others {
		if o.Appointment.ID != p.Who.Appointment.ID {
			v.Others = append(v.Others, page.Link{Text: o.Person.Name + ", " + o.Post.Title, URL: href.With(registers.Commendations(p.Unit.Code, q.Year, "nominate"), "tenure", string(o.Appointment.ID), "received", string(p.Received))})
		}
	}
	return v
}

// award says an award's terms, and each condition with what came of it.
func (l words) award(set *commendation.Set, a commendation.Award, v commendation.Verdict, f commendation.Facts) Award {
	out := Award{Name: l.in(a.Name), State: l.t("commend.eligible_" + stateWord(v.Eligible)), Mark: states[v.Eligible], Terms: []string{l.terms(set, a)}}
	for _, answer := range v.Lines {
		for _, line := range a.Conditions {
			if line.ID != answer.Line {
				continue
			}
			row := Line{Says: l.in(line.Says), State: l.t("web.review_state_" + stateWord(answer.State)), Mark: states[answer.State], Figure: awarded.Figure(i18n.Lang(l), answer.Figure), Source: line.Source.Cite + " (" + l.t("review.certainty_"+string(line.Source.Certainty)) + ")"}
			for _, t := range line.When.Atoms() {
				row.Rows = append(row.Rows, l.levelRows(t, f)...)
			}
			out.Lines = append(out.Lines, row)
		}
	}
	return out
}

// levelRows lead to the reviews that decided the levels of a condition.
func (l words) levelRows(t commendation.Test, f commendation.Facts) (out []page.Link) {
	if t.Level == "" {
		return nil
	}
	for back := range max(t.Years, 1) {
		year := period.Cycle(strconv.Itoa(f.Year.Year() - back))
		if of := f.Reviews[year]; of != "" {
			out = append(out, page.Link{Text: l.t("web.commend_review_of", "year", string(year)), URL: registers.Review(id.ID(of), "")})
		}
	}
	return out
}

func (l words) terms(set *commendation.Set, a commendation.Award) string {
	out := []string{l.t("commend.decided_by_" + a.DecidedBy)}
	if a.Vote != nil {
		out = append(out, l.t("commend.rules_vote_"+a.Vote.Of, "percent", a.Vote.AtLeast))
	}
	if a.Cap != nil {
		of, _ := set.Award(a.Cap.Of)
		out = append(out, l.t("commend.rules_cap", "percent", a.Cap.Percent, "of", of.Name))
	}
	return i18n.Title(strings.Join(out, "; ")) + " (" + a.Source.Cite + ")"
}

func stateWord(s review.State) string {
	return map[review.State]string{review.Yes: "yes", review.No: "no", review.Unknown: "unknown"}[s]
}

// form asks what a nomination says.
func (l words) form(r *kit.Ask, p commendations.Proposed, a commendation.Award, cancel string) *page.Form {
	f := &page.Form{Action: r.URL.Path, Submit: l.t("web.commend_do_nominate"), Cancel: cancel}
	f.Fields = []page.Field{{Kind: "hidden", Name: "tenure", Value: string(p.Who.Appointment.ID)}, {Kind: "hidden", Name: "received", Value: string(p.Received)}, {Kind: "hidden", Name: "award", Value: a.ID}}
	choice := func(name, label string, required bool, options ...page.Option) {
		for i := range options {
			options[i].Selected = options[i].Value == r.Typed(name, "")
		}
		f.Fields = append(f.Fields, page.Field{Kind: "select", Name: name, Label: label, Required: required, Options: options})
	}
	if a.Kind == "form" {
		var options []page.Option
		for _, o := range nomination.Occasions() {
			options = append(options, page.Option{Value: o, Text: l.t("web.commend_occasion_" + o)})
		}
		choice("occasion", l.t("web.commend_occasion"), true, options...)
	}
	if p.Level == "" {
		options := []page.Option{{Text: l.t("web.commend_choose")}}
		for _, level := range []string{"excellent", "good", "completed", "failed"} {
			options = append(options, page.Option{Value: level, Text: l.level(level)})
		}
		choice("level", l.t("web.commend_level_stated", "year", string(p.Facts.Year)), false, options...)
	}
	if p.Level == "" || a.Kind == "form" {
		f.Fields = append(f.Fields, page.Field{Name: "paper", Label: l.t("web.commend_paper"), Hint: l.t("web.commend_paper_hint"), Value: r.Typed("paper", "")})
	}
	questions, counts := a.Asks()
	for _, q := range questions {
		choice("answers."+q, awarded.Asked(i18n.Lang(l), p.Set, q), false, page.Option{Text: l.t("web.commend_not_answered")}, page.Option{Value: "yes", Text: l.t("answer.yes")}, page.Option{Value: "no", Text: l.t("answer.no")})
	}
	for _, c := range counts {
		f.Fields = append(f.Fields, page.Field{Kind: "number", Name: "counts." + c, Label: i18n.Title(awarded.Asked(i18n.Lang(l), p.Set, c)), Value: r.Typed("counts."+c, "")})
	}
	f.Fields = append(f.Fields, page.Field{Kind: "area", Name: "citation", Label: l.t("web.commend_citation"), Hint: l.t("web.commend_citation_hint"), Required: true, Value: r.Typed("citation", awarded.Citation(i18n.Lang(l), p)), Wide: true})
	return f
}

// put reads the form and puts the candidate forward. What was left empty is not answered.
func (s *server) put(r *kit.Ask, of commendations.Subject, a commendation.Award) (id.ID, error) {
	in := commendations.NewNomination{Subject: of, Award: a.ID, Occasion: r.PostFormValue("occasion"), Level: r.PostFormValue("level"), Paper: r.PostFormValue("paper"), Citation: r.PostFormValue("citation"), Answers: map[string]bool{}, Counts: map[string]int{}}
	var faults errs.List
	for field := range r.PostForm {
		kind, name, _ := strings.Cut(field, ".")
		value := strings.TrimSpace(r.PostFormValue(field))
		switch {
		case value == "" || name == "":
		case kind == "answers":
			in.Answers[name] = value == "yes"
		case kind == "counts":
			n, err := wholeIn(r, field)
			if err != nil {
				faults = append(faults, errs.All(err)...)
			}
			in.Counts[name] = n
		}
	}
	if err := faults.OrNil(); err != nil {
		return "", err
	}
	return s.App.NominateCommendation(r.Context(), r.User.Actor, in)
}
