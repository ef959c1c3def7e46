package review

import (
	"net/http"

	"dondoc/internal/app/reviews"
	"dondoc/internal/period"
	"dondoc/internal/review/dossier"
	"dondoc/internal/web/kit"
	"dondoc/internal/web/kit/href/registers"
	"dondoc/internal/web/kit/page"
)

// until says by when a decision may be petitioned against, or a petition is answered.
func (l words) until(p reviews.Page) []string {
	notice, told := p.Notice()
	switch {
	case !told:
		return nil
	case p.Stage() == dossier.Petitioned && p.Until != "":
		return []string{l.t("web.review_until_answer", "until", p.Until)}
	case p.Stage() == dossier.Petitioned:
		return nil
	case p.Until == "":
		return []string{l.t("web.review_until_none", "notice", notice)}
	}
	return []string{l.t("web.review_until_petition", "notice", notice, "until", p.Until)}
}

// comments puts each comment beside its field, and what was said of the level, or of
// a field that is gone, under the steps.
func (l words) comments(v *Proposal, p reviews.Page) {
	at := map[string]*[]Comment{}
	for i := range v.Parts {
		at[v.Parts[i].ID] = &v.Parts[i].Said
	}
	for i := range v.Lines {
		if at[v.Lines[i].ID] == nil { // a line that stands under several levels
			at[v.Lines[i].ID] = &v.Lines[i].Said
		}
	}
	for i := range v.Work {
		at[v.Work[i].ID] = &v.Work[i].Said
	}
	for _, c := range p.Comments {
		said := Comment{By: c.ByName, On: period.DateOf(c.At).Say(string(l)), Text: c.Text}
		if list := at[c.Field]; list != nil {
			*list = append(*list, said)
		} else {
			v.Said = append(v.Said, said)
		}
	}
	v.Comments = len(p.Comments)
	if p.Comment {
		v.Actions = append(v.Actions, page.Link{Text: l.t("web.review_do_comment"), URL: registers.Review(p.ID, "comment")})
	}
	if last, ok := p.Last(); ok && p.Undo {
		v.Actions = append(v.Actions, page.Link{Text: l.t("web.review_do_undo", "step", l.t("review_step."+string(last.Step))), URL: registers.Review(p.ID, "undo")})
	}
}

// fields are what may be commented on, in the words of the page.
func (l words) fields(p reviews.Proposal, v Proposal, chosen string) (out []page.Option) {
	named := map[string]string{"level": l.t("web.review_level")}
	for _, part := range v.Parts {
		named[part.ID] = part.Name
	}
	for _, line := range v.Lines {
		named[line.ID] = line.Level + ": " + line.Says
	}
	for _, w := range v.Work {
		named[w.ID] = w.Name.Text
	}
	for _, f := range p.Fields() {
		if name := named[f]; name != "" {
			out = append(out, page.Option{Value: f, Text: name, Selected: f == chosen})
			named[f] = ""
		}
	}
	return out
}

// comment takes a comment on one field of a review.
func (s *server) comment(w http.ResponseWriter, r *kit.Ask) error {
	which, err := kit.PathID(r, "id")
	if err != nil {
		return err
	}
	found, err := s.App.ReviewPage(r.Context(), r.User.Actor, which, "")
	if err != nil {
		return err
	}
	v, l, err := s.show(r, found.Frozen)
	if err != nil {
		return err
	}
	field := r.PostFormValue("field")
	if field == "" {
		field = r.URL.Query().Get("field")
	}
	simple := page.Simple{Frame: v.Frame}
	simple.Title = l.t("web.review_do_comment") + ": " + l.who(found.Frozen) + ", " + l.period(found.Period)
	simple.Form = page.Form{Action: registers.Review(which, "comment"), Submit: l.t("web.review_do_comment"), Cancel: registers.Review(which, ""), Lead: l.t("web.review_lead_comment"), Fields: []page.Field{
		{Kind: "select", Name: "field", Label: l.t("web.review_comment_on"), Required: true, Options: l.fields(found.Frozen, v, field)},
		{Kind: "area", Name: "text", Label: l.t("web.review_comment"), Required: true, Value: r.PostFormValue("text")}}}
	return s.Form(w, r, simple, registers.Review(which, ""), "review_kept", func() error {
		_, err := s.App.CommentReview(r.Context(), r.User.Actor, which, r.PostFormValue("field"), r.PostFormValue("text"))
		return err
	})
}

// undo takes the newest step back; before it is asked for, what hangs on it is said.
func (s *server) undo(w http.ResponseWriter, r *kit.Ask) error {
	which, err := kit.PathID(r, "id")
	if err != nil {
		return err
	}
	found, err := s.App.ReviewPage(r.Context(), r.User.Actor, which, "")
	if err != nil {
		return err
	}
	v, l, err := s.show(r, found.Frozen)
	if err != nil {
		return err
	}
	last, _ := found.Last()
	next := registers.Review(which, "")
	if len(found.Steps) == 1 {
		next = registers.Reviews(found.Of.Code, found.Period.Cycle, found.Period.String())
	}
	simple := page.Simple{Frame: v.Frame}
	simple.Title = l.t("web.review_do_undo", "step", l.t("review_step."+string(last.Step))) + ": " + l.who(found.Frozen) + ", " + l.period(found.Period)
	simple.Form = page.Form{Action: registers.Review(which, "undo"), Submit: l.t("web.review_do_undo", "step", l.t("review_step."+string(last.Step))), Cancel: registers.Review(which, ""), Lead: l.t("web.review_lead_undo"), Danger: true}
	if r.Method != http.MethodPost {
		if err := s.App.UndoReviewStep(r.Context(), r.User.Actor, which, true); err != nil {
			if _, ok := kit.IntoForm(&simple.Form, err); !ok {
				return err
			}
		}
	}
	return s.Form(w, r, simple, next, "review_kept", func() error {
		return s.App.UndoReviewStep(r.Context(), r.User.Actor, which, false)
	})
}
