package commend

import (
	"net/http"
	"slices"
	"strings"

	"dondoc/internal/app/commendations"
	"dondoc/internal/commendation/nomination"
	"dondoc/internal/errs"
	"dondoc/internal/i18n"
	"dondoc/internal/id"
	"dondoc/internal/period"
	"dondoc/internal/web/kit"
	"dondoc/internal/web/kit/href/registers"
	"dondoc/internal/web/kit/page"
)

// one finds a nomination and makes what its pages have in common.
func (s *server) one(r *kit.Ask) (commendations.Nominated, page.Frame, error) {
	which, err := kit.PathID(r, "id")
	if err != nil {
		return commendations.Nominated{}, page.Frame{}, err
	}
	n, err := s.App.Commendation(r.Context(), r.User.Actor, which)
	if err != nil {
		return n, page.Frame{}, err
	}
	d, err := s.App.Directory(r.Context(), r.User.Actor)
	if err != nil {
		return n, page.Frame{}, err
	}
	l := words(r.Lang)
	unit := n.Unit
	if _, ok := d.Unit(unit, min(n.Cycle.End(), s.Today())); !ok {
		unit = n.Decider
	}
	name, _ := who(n)
	f := s.Frame(r, d, unit, n.Cycle, name+": "+l.in(n.Award.Name)+" "+string(n.Cycle))
	f.Crumbs = []page.Link{{Text: l.t("web.commend_view"), URL: registers.Commendations(n.By.Code, n.Cycle, "")}}
	return n, f, nil
}

// file shows one nomination with all its steps.
func (s *server) file(w http.ResponseWriter, r *kit.Ask) error {
	n, f, err := s.one(r)
	if err != nil {
		return err
	}
	l := words(r.Lang)
	v := File{Frame: f, Sentence: f.Title + ", " + l.t("commend_stage."+string(n.Stage())), Citation: n.Citation()}
	fact := func(key, text string) {
		if text != "" {
			v.Facts = append(v.Facts, [2]string{l.t("web.commend_" + key), text})
		}
	}
	_, post := who(n)
	fact("post", post)
	fact("occasion", l.t("web.commend_occasion_"+n.Occasion))
	fact("decider", n.By.Name)
	fact("received", l.day(n.Received))
	fact("by_rules", l.in(n.Set.Title))
	if said, ok := n.Said(nomination.Nominate); ok && said.Verdict != nil && said.Facts != nil {
		fact("level", l.level(said.Facts.Levels[n.Cycle]))
		fact("paper", said.Paper)
		v.Award = l.award(n.Set, n.Award, *said.Verdict, *said.Facts)
	}
	for _, t := range n.Steps {
		v.Steps = append(v.Steps, Step{i18n.Title(l.t("commend_step." + string(t.Step))), t.ByName, v.Moment(t.At), l.says(n, t)})
	}
	for _, next := range n.Next {
		url := registers.Commendation(n.ID, string(next))
		switch next {
		case nomination.Ballot:
			url = registers.Commendations(n.By.Code, n.Cycle, "vote")
		case nomination.Decide:
			url = registers.Commendations(n.By.Code, n.Cycle, "decide")
		}
		v.Actions = append(v.Actions, page.Link{Text: i18n.Title(l.t("commend_step." + string(next))), URL: url})
	}
	return s.Show(w, r, http.StatusOK, v.Page())
}

// says puts what a step says in words.
func (l words) says(n commendations.Nominated, t nomination.Taken) string {
	var out []string
	add := func(key string, args ...any) { out = append(out, l.t("web.commend_said_"+key, args...)) }
	if m := t.Meeting; m != nil {
		of := m.Members
		if n.Award.Vote != nil && n.Award.Vote.Of == "voters" {
			of = m.Present + m.Written
		}
		add("vote", "minutes", m.Minutes, "on", period.Date(m.On), "present", m.Present, "members", m.Members, "written", m.Written, "yes", t.Yes, "of", of)
	}
	if t.Number != "" {
		add("number", "number", t.Number, "on", period.Date(t.On))
	} else if t.On != "" {
		out = append(out, l.day(period.Date(t.On)))
	}
	for _, text := range []string{t.Signer, t.Citation, t.Paper, t.Reason} {
		if text != "" {
			out = append(out, text)
		}
	}
	if t.Step == nomination.Decide {
		out = append(out, l.dong(t.Dong))
	}
	return strings.Join(out, "; ")
}

// step writes the citation anew, publishes, revokes or withdraws.
func (s *server) step(w http.ResponseWriter, r *kit.Ask) error {
	n, f, err := s.one(r)
	if err != nil {
		return err
	}
	step := nomination.Step(r.PathValue("step"))
	if !slices.Contains(n.Next, step) || step == nomination.Ballot || step == nomination.Decide {
		return errs.New(errs.NotFound, "web.no_page")
	}
	l := words(r.Lang)
	v := page.Simple{Frame: f}
	v.Title = i18n.Title(l.t("commend_step."+string(step))) + ": " + f.Title
	v.Form = page.Form{Action: r.URL.Path, Submit: i18n.Title(l.t("commend_step." + string(step))), Cancel: registers.Commendation(n.ID, ""), Danger: step == nomination.Revoke || step == nomination.Withdraw}
	reason := page.Field{Kind: "area", Name: "reason", Label: l.t("web.commend_field_reason"), Required: true, Value: r.Typed("reason", "")}
	switch step {
	case nomination.Cite:
		v.Form.Fields = []page.Field{{Kind: "area", Name: "citation", Label: l.t("web.commend_citation"), Required: true, Value: r.Typed("citation", n.Citation())}}
	case nomination.Publish:
		v.Form.Fields = []page.Field{dayField(r, l, s.Today()), {Name: "paper", Label: l.t("web.commend_where"), Required: true, Value: r.Typed("paper", "")}}
	case nomination.Revoke:
		v.Form.Fields = []page.Field{text(r, l, "number", true), dayField(r, l, s.Today()), reason}
		if v.Form.More, err = s.also(r, n); err != nil {
			return err
		}
		v.Form.MoreTitle, v.Form.MoreOpen = l.t("web.commend_also"), r.Method == http.MethodPost
		if len(v.Form.More) == 0 {
			v.Form.MoreTitle = ""
		}
	default:
		v.Form.Fields = []page.Field{reason}
	}
	return s.Form(w, r, v, registers.Commendation(n.ID, ""), "commend_kept", func() error {
		on, err := kit.Day(r, "on")
		if err != nil {
			return err
		}
		var also []id.ID
		for _, which := range r.PostForm["also"] {
			also = append(also, id.ID(which))
		}
		return s.App.StepCommendation(r.Context(), r.User.Actor, n.ID, step, nomination.Said{Citation: r.PostFormValue("citation"), Paper: r.PostFormValue("paper"), Number: r.PostFormValue("number"), On: string(on), Reason: r.PostFormValue("reason")}, also...)
	})
}

// also offers the other awards of the body and year that the same decision may revoke.
func (s *server) also(r *kit.Ask, n commendations.Nominated) (out []page.Field, err error) {
	found, err := s.App.Commendations(r.Context(), r.User.Actor, commendations.Query{Unit: n.By.Code, Year: n.Cycle})
	for _, o := range found.Nominations {
		if o.ID != n.ID && o.Decider == n.Decider && o.Stands() {
			out = append(out, page.Field{Kind: "check", Name: "also", Value: string(o.ID), Label: words(r.Lang).named(o), Checked: slices.Contains(r.PostForm["also"], string(o.ID))})
		}
	}
	return out, err
}
