package api

import (
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"dondoc/internal/access"
	registers "dondoc/internal/answer/register"
	"dondoc/internal/app/figures"
	"dondoc/internal/app/shortcomings"
	"dondoc/internal/id"
	"dondoc/internal/period"
	"dondoc/internal/shortcoming"
)

// UnitYear names a unit's register of a year.
type UnitYear struct {
	Unit string `path:"unit"`
	Year string `path:"cycle" pattern:"^[0-9]{4}$"`
}

// PartAsked is which rows of a long list are asked for.
type PartAsked struct {
	After int `query:"after" minimum:"0" doc:"rows that are passed over: next of the part before"`
	Limit int `query:"limit" minimum:"1" maximum:"1000" default:"300"`
}

// shortcomings are the register of what was not done well.
func (a *api) shortcomings(h huma.API) {
	type list struct {
		UnitYear
		Below   bool   `query:"below" doc:"with the registers of all units below"`
		Field   string `query:"field"`
		Answers string `query:"answers" doc:"code of the unit that answers"`
		State   string `query:"state" enum:"remedying,awaiting,remedied,carried,withdrawn"`
		Late    bool   `query:"late" doc:"open and behind their day"`
		Earlier bool   `query:"earlier" doc:"found in a year before"`
		AsKnown string `query:"as_known"`
		PartAsked
	}
	operation(h, http.MethodGet, "/api/v1/units/{unit}/shortcomings/{cycle}", "shortcomings", func(ctx context.Context, c caller, in *list) (registers.Shortcomings, error) {
		known, err := day(in.AsKnown)
		if err != nil {
			return registers.Shortcomings{}, err
		}
		l, err := a.app.Shortcomings(ctx, c.user.Actor, shortcomings.Query{Unit: in.Unit, Year: period.Cycle(in.Year), Below: in.Below, Field: in.Field, Answers: in.Answers,
			State: shortcoming.State(in.State), Late: in.Late, Earlier: in.Earlier, AsKnown: known})
		return registers.OfShortcomings(c.lang, l, in.After, in.Limit), err
	})
	operation(h, http.MethodGet, "/api/v1/units/{unit}/shortcomings/{cycle}/proposals", "propose-shortcomings", func(ctx context.Context, c caller, in *UnitYear) (registers.ShortcomingProposals, error) {
		p, err := a.app.Proposals(ctx, c.user.Actor, in.Unit, period.Cycle(in.Year))
		return registers.OfProposals(c.lang, p), err
	})
	type review struct {
		UnitYear
		AsKnown string `query:"as_known"`
	}
	operation(h, http.MethodGet, "/api/v1/units/{unit}/shortcomings/{cycle}/review", "review-shortcomings", func(ctx context.Context, c caller, in *review) (registers.ShortcomingReview, error) {
		known, err := day(in.AsKnown)
		if err != nil {
			return registers.ShortcomingReview{}, err
		}
		r, err := a.app.ShortcomingReview(ctx, c.user.Actor, in.Unit, period.Cycle(in.Year), known)
		return registers.OfReview(c.lang, r), err
	})
	type one struct {
		ID string `path:"id"`
	}
	operation(h, http.MethodGet, "/api/v1/shortcomings/{id}", "shortcoming", func(ctx context.Context, c caller, in *one) (registers.Shortcoming, error) {
		return a.shortcomingPage(ctx, c, in.ID)
	})
	a.writeShortcomings(h)
}

func (a *api) shortcomingPage(ctx context.Context, c caller, text string) (registers.Shortcoming, error) {
	which, err := pathID(text)
	if err != nil {
		return registers.Shortcoming{}, err
	}
	p, err := a.app.Shortcoming(ctx, c.user.Actor, which)
	return registers.OfPage(c.lang, p), err
}

// shortcomingBody is what is said of an entry.
type shortcomingBody struct {
	Statement  string   `json:"statement"`
	Field      string   `json:"field"`
	Objective  string   `json:"objective_causes,omitempty"`
	Subjective string   `json:"subjective_causes,omitempty"`
	Answers    string   `json:"answers,omitempty" doc:"code of the unit that answers"`
	Product    string   `json:"product"`
	Due        string   `json:"due"`
	Source     string   `json:"source,omitempty"`
	Grounds    []string `json:"grounds,omitempty" doc:"keys of the rows that prove it, as the proposals name them"`
	Reason     string   `json:"reason,omitempty" doc:"of a correction"`
}

func (a *api) said(ctx context.Context, c caller, b shortcomingBody) (n shortcomings.NewShortcoming, err error) {
	n = shortcomings.NewShortcoming{Statement: b.Statement, Field: b.Field, Objective: b.Objective, Subjective: b.Subjective, Product: b.Product, Source: b.Source, Grounds: b.Grounds, Reason: b.Reason}
	if n.Due, err = day(b.Due); err != nil || b.Answers == "" {
		return n, err
	}
	n.AnswerUnit, err = a.unitID(ctx, c, b.Answers)
	return n, err
}

func (a *api) writeShortcomings(h huma.API) {
	type add struct {
		UnitYear
		Body shortcomingBody
	}
	operation(h, http.MethodPost, "/api/v1/units/{unit}/shortcomings/{cycle}", "raise-shortcoming", func(ctx context.Context, c caller, in *add) (Made, error) {
		n, err := a.said(ctx, c, in.Body)
		if err != nil {
			return Made{}, err
		}
		if n.Unit, err = a.unitID(ctx, c, in.Unit); err != nil {
			return Made{}, err
		}
		n.Year = period.Cycle(in.Year)
		made, err := a.app.RaiseShortcoming(ctx, c.user.Actor, n)
		return Made{ID: made}, err
	})
	type correct struct {
		ID   string `path:"id"`
		Body shortcomingBody
	}
	operation(h, http.MethodPut, "/api/v1/shortcomings/{id}", "correct-shortcoming", func(ctx context.Context, c caller, in *correct) (registers.Shortcoming, error) {
		which, err := pathID(in.ID)
		if err != nil {
			return registers.Shortcoming{}, err
		}
		n, err := a.said(ctx, c, in.Body)
		if err == nil {
			err = a.app.CorrectShortcoming(ctx, c.user.Actor, which, n)
		}
		if err != nil {
			return registers.Shortcoming{}, err
		}
		return a.shortcomingPage(ctx, c, in.ID)
	})
	a.stepShortcomings(h)
	a.carryShortcomings(h)
}

func (a *api) stepShortcomings(h huma.API) {
	type shortcomingProof struct {
		Name      string `json:"name"`
		MediaType string `json:"media_type,omitempty"`
		Content   []byte `json:"content" doc:"base64"`
	}
	type stepShortcoming struct {
		ID   string `path:"id"`
		Body struct {
			Step       shortcoming.Step   `json:"step" enum:"explain,progress,ask,confirm,return,withdraw"`
			Text       string             `json:"text,omitempty"`
			On         string             `json:"on,omitempty" doc:"the day it is about; today when empty"`
			Objective  string             `json:"objective_causes,omitempty" doc:"of explain"`
			Subjective string             `json:"subjective_causes,omitempty" doc:"of explain"`
			Evidence   []shortcomingProof `json:"evidence,omitempty" doc:"of ask at least one"`
		}
	}
	withFiles(h, access.Read, http.MethodPost, "/api/v1/shortcomings/{id}/steps", "step-shortcoming", func(ctx context.Context, c caller, in *stepShortcoming) (registers.Shortcoming, error) {
		which, err := pathID(in.ID)
		if err != nil {
			return registers.Shortcoming{}, err
		}
		if in.Body.Step == shortcoming.Explain {
			err = a.app.ExplainShortcoming(ctx, c.user.Actor, which, in.Body.Objective, in.Body.Subjective)
		} else {
			e := shortcoming.Event{Step: in.Body.Step, Text: in.Body.Text}
			if e.On, err = day(in.Body.On); err != nil {
				return registers.Shortcoming{}, err
			}
			var files []figures.File
			for _, f := range in.Body.Evidence {
				files = append(files, figures.File{Name: f.Name, MediaType: f.MediaType, Content: f.Content})
			}
			_, err = a.app.StepShortcoming(ctx, c.user.Actor, which, e, files...)
		}
		if err != nil {
			return registers.Shortcoming{}, err
		}
		return a.shortcomingPage(ctx, c, in.ID)
	})
}

func (a *api) carryShortcomings(h huma.API) {
	type carryOver struct {
		Due    string   `json:"due,omitempty" doc:"new day of the remedy; needed where the old one is over"`
		Reason string   `json:"reason,omitempty"`
		To     []string `json:"to,omitempty" doc:"of one entry: codes of the units that go on with it, where its unit was divided"`
	}
	type all struct {
		UnitYear
		Body carryOver
	}
	operation(h, http.MethodPost, "/api/v1/units/{unit}/shortcomings/{cycle}/carry", "carry-shortcomings", func(ctx context.Context, c caller, in *all) (registers.ShortcomingsCarried, error) {
		due, err := day(in.Body.Due)
		if err != nil {
			return registers.ShortcomingsCarried{}, err
		}
		done, err := a.app.CarryShortcomings(ctx, c.user.Actor, in.Unit, period.Cycle(in.Year), due, in.Body.Reason)
		return registers.OfCarried(c.lang, done), err
	})
	type one struct {
		ID   string `path:"id"`
		Body carryOver
	}
	operation(h, http.MethodPost, "/api/v1/shortcomings/{id}/carry", "carry-shortcoming", func(ctx context.Context, c caller, in *one) (registers.ShortcomingsCarried, error) {
		which, err := pathID(in.ID)
		if err != nil {
			return registers.ShortcomingsCarried{}, err
		}
		due, err := day(in.Body.Due)
		if err != nil {
			return registers.ShortcomingsCarried{}, err
		}
		var to []id.ID
		for _, code := range in.Body.To {
			unit, err := a.unitID(ctx, c, code)
			if err != nil {
				return registers.ShortcomingsCarried{}, err
			}
			to = append(to, unit)
		}
		made, err := a.app.CarryShortcoming(ctx, c.user.Actor, which, due, in.Body.Reason, to...)
		return registers.OfCarried(c.lang, shortcomings.CarriedOver{Made: made}), err
	})
}
