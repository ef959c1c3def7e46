package review

import (
	"cmp"
	"fmt"
	"net/http"
	"strings"

	"dondoc/internal/app/commendations"
	"dondoc/internal/app/desk"
	"dondoc/internal/app/reviews"
	"dondoc/internal/i18n"
	"dondoc/internal/id"
	"dondoc/internal/measure"
	"dondoc/internal/period"
	"dondoc/internal/report"
	"dondoc/internal/review"
	"dondoc/internal/review/dossier"
	"dondoc/internal/web/kit"
	"dondoc/internal/web/kit/href"
	"dondoc/internal/web/kit/href/registers"
	"dondoc/internal/web/kit/page"
)

func number(l words, plain string) string {
	d, err := measure.ParseDecimal(plain)
	if err != nil {
		return ""
	}
	return d.Say(string(l))
}

func queryIn(r *kit.Ask) (reviews.Query, error) {
	p, err := periodIn(r)
	ask := r.URL.Query()
	q := reviews.Query{Unit: r.PathValue("code"), Subject: review.Collective, Tenure: id.ID(ask.Get("tenure")), Period: p}
	if ask.Get("subject") == string(review.Head) {
		q.Subject = review.Head
	}
	return q, err
}

// propose shows what the rules say of the facts as they are.
func (s *server) propose(w http.ResponseWriter, r *kit.Ask) error {
	q, err := queryIn(r)
	if err != nil {
		return err
	}
	p, err := s.App.ProposeReview(r.Context(), r.User.Actor, q)
	if err != nil {
		return err
	}
	if p.Dossier != nil {
		return s.Redirect(w, r, registers.Review(p.Dossier.ID, ""), "")
	}
	v, l, err := s.show(r, p)
	if err != nil {
		return err
	}
	if p.Over {
		v.Actions = append(v.Actions, page.Link{Text: l.t("web.review_assess"), URL: registers.Proposal(p.Unit.Code, q.Period.Cycle, q.Period.String(), string(q.Subject), p.Who.Appointment.ID, "assess")})
	} else {
		v.Lead = append(v.Lead, l.t("web.review_not_over", "to", p.To))
	}
	return s.Show(w, r, http.StatusOK, v.Page())
}

// review shows a review with its steps.
func (s *server) review(w http.ResponseWriter, r *kit.Ask) error {
	which, err := kit.PathID(r, "id")
	if err != nil {
		return err
	}
	known, err := kit.AsKnown(r)
	if err != nil {
		return err
	}
	found, err := s.App.ReviewPage(r.Context(), r.User.Actor, which, known)
	if err != nil {
		return err
	}
	v, l, err := s.show(r, found.Frozen)
	if err != nil {
		return err
	}
	v.Lead = append(v.Lead, l.t("web.review_stage_is", "stage", l.t("review_stage."+string(found.Stage()))))
	for _, next := range found.Next {
		link := page.Link{Text: l.t("web.review_do_" + string(next)), URL: registers.Review(which, string(next))}
		if next == dossier.Assess {
			link.URL = registers.Proposal(found.Of.Code, found.Period.Cycle, found.Period.String(), string(found.Subject), found.Tenure, "assess")
		}
		v.Actions = append(v.Actions, link)
	}
	v.Lead = append(v.Lead, l.until(found)...)
	l.comments(&v, found)
	for _, t := range found.Steps {
		step := Step{On: period.DateOf(t.At).Say(string(l)), Step: l.t("review_step." + string(t.Step)), By: t.ByName, Result: l.level(found.Set, t.Result), Reason: t.Reason}
		if t.On != "" {
			step.Step = l.t("web.review_step_dated", "step", step.Step, "on", t.On)
		}
		if level, ok := found.Set.Level(t.Level); ok {
			step.Level = l.in(level.Name)
		}
		if t.Result.Points != nil {
			step.Result += " (" + l.t("web.review_so_many", "points", *t.Result.Points) + ")"
		}
		v.Steps = append(v.Steps, step)
	}
	if level, ok := found.Set.Level(found.Level()); ok {
		v.Sentence = l.t("web.review_decided", "who", l.who(found.Frozen), "level", l.in(level.Name))
	}
	return s.Show(w, r, http.StatusOK, v.Page())
}

func (l words) who(p reviews.Proposal) string {
	if p.Who.Person.Name != "" {
		return p.Who.Person.Name + ", " + commendations.PostIn(desk.Responsible{Post: p.Who.Post, Unit: p.Unit})
	}
	return p.Unit.Name
}

// level says the level of a result: one, one suggested, or two it lies between.
func (l words) level(set *review.Set, r review.Result) string {
	name := func(level string) string {
		found, _ := set.Level(level)
		return l.in(found.Name)
	}
	switch {
	case r.Level == "":
		return l.t("review.between", "worst", name(r.Worst), "best", name(r.Best))
	case r.Authority:
		return l.t("review.authority", "level", name(r.Level))
	}
	return name(r.Level)
}

// show fills in the page of a proposal.
func (s *server) show(r *kit.Ask, p reviews.Proposal) (Proposal, words, error) {
	l := words(r.Lang)
	d, err := s.App.Directory(r.Context(), r.User.Actor)
	if err != nil {
		return Proposal{}, l, err
	}
	v := Proposal{Frame: s.Frame(r, d, p.Unit.ID, p.Period.Cycle, l.t("web.review_one", "who", l.who(p), "period", l.period(p.Period)))}
	v.Crumbs = []page.Link{{Text: l.t("web.review_heading", "period", l.period(p.Period), "unit", p.Unit.Name), URL: registers.Reviews(p.Unit.Code, p.Period.Cycle, p.Period.String())}}
	v.Sign()
	v.Sentence = l.t("web.review_proposed", "who", l.who(p), "level", l.level(p.Set, p.Result))
	v.Lead = []string{l.t("web.review_by", "rules", l.in(p.Set.Title), "from", p.From, "to", p.To)}
	for _, t := range p.Tenures {
		v.Tenures = append(v.Tenures, page.Link{Text: t.Person.Name, Here: t.Appointment.ID == p.Who.Appointment.ID,
			URL: registers.Proposal(p.Unit.Code, p.Period.Cycle, p.Period.String(), string(review.Head), t.Appointment.ID, "")})
	}
	v.Parts, v.Lines = l.parts(p), l.lines(p)
	for _, ask := range p.Result.Asks {
		v.Asks = append(v.Asks, page.Link{Text: l.asked(p.Set, ask)})
	}
	for _, c := range p.Changes {
		says := l.t("web.review_change_near", "name", c.Name, "to", l.t("review.to_"+c.To))
		if level, ok := p.Set.Level(c.Level); ok && c.Alone {
			says = l.t("web.review_change", "name", c.Name, "to", l.t("review.to_"+c.To), "level", l.in(level.Name))
		}
		v.Changes = append(v.Changes, page.Link{Text: says, URL: addressOf(p.Facts.Work, c.ID)})
	}
	for _, g := range p.Guards {
		v.Guards = append(v.Guards, l.guard(p.Set, d, p.Period, g))
	}
	for _, c := range p.Since {
		v.Since = append(v.Since, page.Link{Text: l.changed(c), URL: address(*cmp.Or(c.After, c.Before))})
	}
	v.Work = l.work(p.Facts.Work)
	v.Note = l.t("web.review_note")
	return v, l, nil
}

// address is the page of a piece of work.
func address(i review.Item) string {
	if i.Kind == "task" {
		return href.Task(id.ID(i.ID))
	}
	return href.Target(id.ID(i.ID), "")
}

// addressOf is that of the piece of work that a row names; none where it is no work.
func addressOf(list []review.Item, row string) string {
	for _, i := range list {
		if i.ID == row || i.Key() == row {
			return address(i)
		}
	}
	return ""
}

func (l words) changed(c dossier.Changed) string {
	word := func(i *review.Item) string {
		if i == nil {
			return l.t("web.review_absent")
		}
		return l.itemWord(*i)
	}
	return l.t("web.review_was", "name", c.Name, "before", word(c.Before), "after", word(c.After))
}

func (l words) itemWord(i review.Item) string {
	word := i18n.T(i18n.Lang(l), map[string]string{"task": "task.status_", "target": "class."}[i.Kind]+i.Word)
	if i.Percent != nil {
		word += " (" + i.Percent.Say(string(l)) + "%)"
	}
	return word
}

func (l words) work(list []review.Item) (out []Work) {
	for _, i := range list {
		if i.Own {
			continue // stands among the unit's too
		}
		w := Work{ID: "work." + i.ID, Word: i18n.T(i18n.Lang(l), map[string]string{"task": "task.status_", "target": "class."}[i.Kind]+i.Word), Name: page.Link{Text: i.Name, URL: address(i)}}
		if i.Percent != nil {
			w.Percent = i.Percent.Say(string(l))
		}
		var counts []string
		for _, c := range []struct {
			holds bool
			key   string
		}{{i.Done, "done"}, {i.Done && i.OnTime, "on_time"}, {i.Above, "above"}, {!i.Done && i.Known, "undone"}, {!i.Known, "unknown"}, {i.Figure == "estimate", "estimate"}, {i.Figure == "final", "final"}} {
			if c.holds {
				counts = append(counts, l.t("web.review_counts_"+c.key))
			}
		}
		w.Counts = strings.Join(counts, ", ")
		out = append(out, w)
	}
	return out
}

func (l words) parts(p reviews.Proposal) (out []Part) {
	for _, r := range p.Result.Parts {
		part := Part{ID: "part." + r.ID, Max: r.Max.Say(string(l)), Points: "–"}
		if r.Points != nil {
			part.Points = r.Points.Say(string(l))
		}
		for _, of := range p.Set.Points.Parts {
			if of.ID != r.ID {
				continue
			}
			part.Name = l.in(of.Name)
			var how []string
			for k, m := range r.Measures {
				percent := "–"
				if m.Percent != nil {
					percent = m.Percent.Say(string(l)) + "%"
				}
				how = append(how, l.in(of.Mean[k].Name)+": "+percent)
			}
			part.How = strings.Join(how, "; ")
		}
		out = append(out, part)
	}
	return out
}

func (l words) lines(p reviews.Proposal) (out []Line) {
	add := func(level string, list []review.Line, results []review.LineResult, fall bool) {
		for _, res := range results {
			for _, line := range list {
				if line.ID == res.ID {
					out = append(out, l.line(p.Set, level, line, res, fall))
				}
			}
		}
	}
	for i, level := range p.Set.Levels {
		add(l.in(level.Name), level.Conditions, p.Result.Levels[i].Conditions, false)
	}
	add(l.t("review.falls"), p.Set.Falls, p.Result.Falls, true)
	add(l.t("review.ceilings"), p.Set.Ceilings, p.Result.Ceiling, true)
	return out
}

func (l words) line(set *review.Set, level string, line review.Line, res review.LineResult, fall bool) Line {
	out := Line{ID: "line." + line.ID, Level: level, Says: l.in(line.Says), State: l.t("web.review_state_" + res.State.String()), Source: line.Source.Cite}
	if fall {
		out.State = l.t("web.review_fall_" + res.State.String())
	}
	if bad := res.State == review.No; bad != fall && res.State != review.Unknown {
		out.Mark = "err"
	}
	for _, d := range set.Documents {
		if d.ID == line.Source.Of {
			out.Source = d.Name + ", " + line.Source.Cite
		}
	}
	out.Source += " (" + l.t("review.certainty_"+string(line.Source.Certainty)) + ")"
	var figures []string
	for _, f := range res.Parts {
		switch {
		case f.Shown != nil:
			figures = append(figures, fmt.Sprintf("%d/%d = %s%%", *f.N, *f.Of, f.Shown.Say(string(l))))
		case f.N != nil && f.Of == nil:
			figures = append(figures, fmt.Sprint(*f.N))
		}
		if name := f.Share + f.Count; strings.Contains(name, "subunits") || strings.Contains(name, "shortcomings") || strings.Contains(name, "quarters") {
			out.Rows = append(out.Rows, counted(name, f.Rows)...)
		} else {
			out.OfWork = true
		}
	}
	out.Figure = strings.Join(figures, "; ")
	return out
}

// counted gives the rows of a count, each with its page where it has one.
func counted(name string, rows []review.Row) (out []page.Link) {
	for _, r := range rows {
		link := page.Link{Text: r.Name}
		switch {
		case strings.HasPrefix(name, "shortcomings"):
			link.URL = registers.Shortcoming(id.ID(r.ID), "")
		case strings.HasPrefix(name, "quarters"):
			link.URL = registers.Review(id.ID(r.ID), "")
		}
		out = append(out, link)
	}
	return out
}

// asked says a question, mark or count that is not answered.
func (l words) asked(set *review.Set, name string) string {
	for _, q := range set.Asked {
		if q.ID == name {
			return l.in(q.Says)
		}
	}
	if set.Points != nil {
		for _, p := range set.Points.Parts {
			if p.ID == name {
				return l.t("web.review_mark", "name", l.in(p.Name))
			}
			for _, m := range p.Mean {
				if m.ID == name {
					return l.t("web.review_mark", "name", l.in(m.Name))
				}
			}
		}
	}
	if name == "unit" {
		return l.t("web.review_unit_first")
	}
	if review.IsQuantity(name) {
		return l.t("web.review_number", "name", report.Quantity(i18n.Lang(l), name))
	}
	return name
}
