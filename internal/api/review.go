package api

import (
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"dondoc/internal/answer/ahead"
	"dondoc/internal/answer/rated"
	"dondoc/internal/app/plan"
	"dondoc/internal/app/reviews"
	"dondoc/internal/draft"
	"dondoc/internal/errs"
	"dondoc/internal/id"
	"dondoc/internal/measure"
	"dondoc/internal/period"
	"dondoc/internal/review"
	"dondoc/internal/review/dossier"
)

// ReviewOf names whose review of what period.
type ReviewOf struct {
	Unit    string `path:"unit"`
	Period  string `path:"period" doc:"2023, 2026-H1, 2026-Q3"`
	Subject string `query:"subject" enum:"collective,head" default:"collective"`
	Tenure  string `query:"tenure" doc:"of a head, where several held the post"`
	Rules   string `query:"rules" doc:"a shipped set; the one in force at the end of the period where none is named"`
}

func (in ReviewOf) query() (reviews.Query, error) {
	p, err := dossier.ParsePeriod(in.Period)
	if err == nil && in.Tenure != "" {
		_, err = pathID(in.Tenure)
	}
	return reviews.Query{Unit: in.Unit, Subject: review.Subject(in.Subject), Tenure: id.ID(in.Tenure), Period: p, Rules: in.Rules}, err
}

// reviewBody is what people answer in a step.
type reviewBody struct {
	Marks   map[string]string `json:"marks,omitempty" doc:"points of the parts that are marked by hand"`
	Answers map[string]bool   `json:"answers,omitempty" doc:"to the set's questions"`
	Counts  map[string]int    `json:"counts,omitempty" doc:"of what the program has no rows of"`
	Above   map[string]bool   `json:"above,omitempty" doc:"by task that is done: whether above what was asked"`
	Level   string            `json:"level,omitempty" doc:"proposed by who takes the step; of a decision: decided"`
	Reason  string            `json:"reason,omitempty"`
	Raised  bool              `json:"raised,omitempty" doc:"the authority finds outstanding results: the raised cap holds"`
	On      string            `json:"on,omitempty" doc:"of notify and petition: the day; today where none is given"`
}

func (b reviewBody) move(step dossier.Step) (reviews.Move, error) {
	m := reviews.Move{Step: step, Level: b.Level, Reason: b.Reason, Raised: b.Raised, Given: reviews.Given{Answers: b.Answers, Counts: b.Counts, Above: b.Above, Marks: map[string]measure.Decimal{}}}
	if b.On != "" {
		on, err := day(b.On)
		if err != nil {
			return m, errs.All(err)[0].In("on")
		}
		m.On = on
	}
	for name, text := range b.Marks {
		d, err := measure.ReadTyped(text)
		if err != nil {
			return m, errs.All(err)[0].In("marks." + name)
		}
		m.Given.Marks[name] = d
	}
	return m, nil
}

// reviews are what the rules say of a unit and its head, and how that is decided.
func (a *api) reviews(h huma.API) {
	type list struct {
		Unit    string `path:"unit"`
		Period  string `path:"period"`
		AsKnown string `query:"as_known" doc:"as was known at the end of this day"`
	}
	operation(h, http.MethodGet, "/api/v1/units/{unit}/reviews/{period}", "reviews", func(ctx context.Context, c caller, in *list) (rated.List, error) {
		p, err := dossier.ParsePeriod(in.Period)
		if err != nil {
			return rated.List{}, err
		}
		known, err := day(in.AsKnown)
		if err != nil {
			return rated.List{}, err
		}
		l, err := a.app.Reviews(ctx, c.user.Actor, in.Unit, p, known)
		return rated.OfList(c.lang, l), err
	})
	operation(h, http.MethodGet, "/api/v1/units/{unit}/reviews/{period}/proposal", "propose-review", func(ctx context.Context, c caller, in *ReviewOf) (out rated.Proposal, err error) {
		q, err := in.query()
		if err != nil {
			return out, err
		}
		p, err := a.app.ProposeReview(ctx, c.user.Actor, q)
		if err != nil {
			return out, err
		}
		return rated.OfProposal(p), nil
	})
	type assess struct {
		ReviewOf
		Body reviewBody
	}
	operation(h, http.MethodPost, "/api/v1/units/{unit}/reviews/{period}", "assess-review", func(ctx context.Context, c caller, in *assess) (Made, error) {
		q, err := in.query()
		if err != nil {
			return Made{}, err
		}
		m, err := in.Body.move(dossier.Assess)
		if err != nil {
			return Made{}, err
		}
		made, err := a.app.AssessReview(ctx, c.user.Actor, q, m)
		return Made{ID: made}, err
	})
	a.reviewSteps(h)
	a.ownRules(h)
	a.drafts(h)
}

func (a *api) reviewSteps(h huma.API) {
	type one struct {
		ID      string `path:"id"`
		AsKnown string `query:"as_known" doc:"as was known at the end of this day"`
	}
	operation(h, http.MethodGet, "/api/v1/reviews/{id}", "review", func(ctx context.Context, c caller, in *one) (rated.Review, error) {
		known, err := day(in.AsKnown)
		if err != nil {
			return rated.Review{}, err
		}
		return a.reviewPage(ctx, c, in.ID, known)
	})
	type step struct {
		ID   string `path:"id"`
		Step string `path:"step" enum:"verify,return,decide,reopen,notify,petition,answer"`
		Body reviewBody
	}
	operation(h, http.MethodPost, "/api/v1/reviews/{id}/{step}", "step-review", func(ctx context.Context, c caller, in *step) (rated.Review, error) {
		which, err := pathID(in.ID)
		if err != nil {
			return rated.Review{}, err
		}
		m, err := in.Body.move(dossier.Step(in.Step))
		if err != nil {
			return rated.Review{}, err
		}
		if err := a.app.StepReview(ctx, c.user.Actor, which, m); err != nil {
			return rated.Review{}, err
		}
		return a.reviewPage(ctx, c, in.ID, "")
	})
	type comment struct {
		ID   string `path:"id"`
		Body struct {
			Field string `json:"field" doc:"level, part.NAME, line.NAME, work.ID"`
			Text  string `json:"text"`
		}
	}
	operation(h, http.MethodPost, "/api/v1/reviews/{id}/comments", "comment-review", func(ctx context.Context, c caller, in *comment) (Made, error) {
		which, err := pathID(in.ID)
		if err != nil {
			return Made{}, err
		}
		made, err := a.app.CommentReview(ctx, c.user.Actor, which, in.Body.Field, in.Body.Text)
		return Made{ID: made}, err
	})
	type undo struct {
		ID     string `path:"id"`
		DryRun bool   `query:"dry-run" doc:"only say what hangs on the step"`
	}
	operation(h, http.MethodDelete, "/api/v1/reviews/{id}/steps/newest", "undo-review", func(ctx context.Context, c caller, in *undo) (Made, error) {
		which, err := pathID(in.ID)
		if err != nil {
			return Made{}, err
		}
		return Made{ID: which}, a.app.UndoReviewStep(ctx, c.user.Actor, which, in.DryRun)
	})
}

func (a *api) reviewPage(ctx context.Context, c caller, text string, known period.Date) (rated.Review, error) {
	which, err := pathID(text)
	if err != nil {
		return rated.Review{}, err
	}
	p, err := a.app.ReviewPage(ctx, c.user.Actor, which, known)
	if err != nil {
		return rated.Review{}, err
	}
	return rated.OfReview(p), nil
}

// drafts are the plans of a year under preparation.
func (a *api) drafts(h huma.API) {
	type plans struct {
		Plans []ahead.Plan `json:"plans" doc:"one for each document that set targets the year before"`
	}
	operation(h, http.MethodGet, "/api/v1/units/{unit}/cycles/{cycle}/plan", "prepare-year", func(ctx context.Context, c caller, in *UnitYear) (plans, error) {
		year, err := a.app.YearAhead(ctx, c.user.Actor, in.Unit, period.Cycle(in.Year))
		out := plans{Plans: []ahead.Plan{}}
		for _, d := range year.Documents {
			out.Plans = append(out.Plans, ahead.Of(c.lang, year, d))
		}
		return out, err
	})
	type save struct {
		UnitYear
		Body struct {
			Document string      `json:"document" doc:"of the year before"`
			Version  int         `json:"version" doc:"of the draft this was made from; 0 for none"`
			Rows     []draft.Row `json:"rows"`
		}
	}
	type saved struct {
		Version int `json:"version"`
	}
	operation(h, http.MethodPut, "/api/v1/units/{unit}/cycles/{cycle}/plan", "save-draft", func(ctx context.Context, c caller, in *save) (saved, error) {
		from, err := pathID(in.Body.Document)
		if err != nil {
			return saved{}, err
		}
		version, err := a.app.SaveDraft(ctx, c.user.Actor, draft.Draft{Cycle: period.Cycle(in.Year), From: from, Version: in.Body.Version, Rows: in.Body.Rows})
		return saved{version}, err
	})
	a.openYear(h)
}

func (a *api) openYear(h huma.API) {
	type open struct {
		UnitYear
		Body struct {
			From     string      `json:"from" doc:"the document of the year before"`
			Version  int         `json:"version" doc:"of the draft the rows were made from; 0 for none"`
			Number   string      `json:"number"`
			Issuer   string      `json:"issuer"`
			IssuedOn string      `json:"issued_on"`
			Title    string      `json:"title"`
			Why      string      `json:"why,omitempty" doc:"told to a unit that is asked again"`
			Rows     []draft.Row `json:"rows"`
		}
	}
	operation(h, http.MethodPost, "/api/v1/units/{unit}/cycles/{cycle}/plan", "open-year", func(ctx context.Context, c caller, in *open) (Made, error) {
		b := in.Body
		from, err := pathID(b.From)
		if err != nil {
			return Made{}, err
		}
		on, err := day(b.IssuedOn)
		if err != nil {
			return Made{}, err
		}
		unit, err := a.unitID(ctx, c, in.Unit)
		if err != nil {
			return Made{}, err
		}
		made, err := a.app.OpenYear(ctx, c.user.Actor, plan.NewYear{From: from, Version: b.Version, Why: b.Why, Rows: b.Rows,
			Document: plan.NewDocument{Unit: unit, Cycle: period.Cycle(in.Year), Number: b.Number, Issuer: b.Issuer, IssuedOn: on, Title: b.Title}})
		return Made{ID: made}, err
	})
}
