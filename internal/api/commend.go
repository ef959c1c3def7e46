package api

import (
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"dondoc/internal/answer/awarded"
	"dondoc/internal/app/commendations"
	"dondoc/internal/commendation"
	"dondoc/internal/commendation/nomination"
	"dondoc/internal/errs"
	"dondoc/internal/id"
	"dondoc/internal/period"
)

// CommendationOf names who may be commended for what year.
type CommendationOf struct {
	Unit     string `path:"unit"`
	Year     string `path:"cycle"`
	Tenure   string `query:"tenure" doc:"of a person; the collective where it is empty"`
	Received string `query:"received" doc:"the day the file came in, which decides the rules; today where it is empty"`
}

func (in CommendationOf) subject() (s commendations.Subject, err error) {
	s = commendations.Subject{Unit: in.Unit, Tenure: id.ID(in.Tenure)}
	if s.Year, err = period.ParseCycle(in.Year); err != nil {
		return s, err
	}
	if in.Tenure != "" {
		if _, err = pathID(in.Tenure); err != nil {
			return s, err
		}
	}
	s.Received, err = dayOf("received", in.Received)
	return s, err
}

// dayOf reads a day; none where it is empty.
func dayOf(field, text string) (period.Date, error) {
	if text == "" {
		return "", nil
	}
	d, err := period.ParseDate(text)
	if err != nil {
		return d, errs.All(err)[0].In(field)
	}
	return d, nil
}

// nominationBody is what a nomination says.
type nominationBody struct {
	Award    string          `json:"award" doc:"as the rules name it"`
	Occasion string          `json:"occasion,omitempty" enum:"yearly,occasion,campaign" default:"yearly"`
	Level    string          `json:"level,omitempty" doc:"where no review decided one; with the paper"`
	Paper    string          `json:"paper,omitempty"`
	Answers  map[string]bool `json:"answers,omitempty"`
	Counts   map[string]int  `json:"counts,omitempty"`
	Citation string          `json:"citation"`
}

// commendationsAsked is a list with who else is a candidate.
type commendationsAsked struct {
	CommendationOf
	Staff bool `query:"staff" doc:"those who held other posts than the head's are candidates too"`
	After int  `query:"after" minimum:"0" doc:"candidates that are passed over; 200 are given at a time"`
	Files int  `query:"nominations_after" minimum:"0" doc:"nominations that are passed over; 200 are given at a time"`
}

// commendations are who may be commended, the files, the council's votes and decisions.
func (a *api) commendations(h huma.API) {
	operation(h, http.MethodGet, "/api/v1/units/{unit}/commendations/{cycle}", "commendations", func(ctx context.Context, c caller, in *commendationsAsked) (out awarded.List, err error) {
		s, err := in.subject()
		if err != nil {
			return out, err
		}
		l, err := a.app.Commendations(ctx, c.user.Actor, commendations.Query{Unit: s.Unit, Year: s.Year, Received: s.Received, Staff: in.Staff, After: in.After})
		if err != nil {
			return out, err
		}
		return awarded.OfList(c.lang, l, in.Files), nil
	})
	operation(h, http.MethodGet, "/api/v1/units/{unit}/commendations/{cycle}/candidate", "commendation-candidate", func(ctx context.Context, c caller, in *CommendationOf) (out awarded.Candidate, err error) {
		s, err := in.subject()
		if err != nil {
			return out, err
		}
		p, err := a.app.CommendationCandidate(ctx, c.user.Actor, s)
		if err != nil {
			return out, err
		}
		return awarded.OfProposed(c.lang, p), nil
	})
	type nominate struct {
		CommendationOf
		Body nominationBody
	}
	operation(h, http.MethodPost, "/api/v1/units/{unit}/commendations/{cycle}", "nominate", func(ctx context.Context, c caller, in *nominate) (Made, error) {
		s, err := in.subject()
		if err != nil {
			return Made{}, err
		}
		b := in.Body
		made, err := a.app.NominateCommendation(ctx, c.user.Actor, commendations.NewNomination{Subject: s, Award: b.Award, Occasion: b.Occasion, Level: b.Level, Paper: b.Paper, Answers: b.Answers, Counts: b.Counts, Citation: b.Citation})
		return Made{ID: made}, err
	})
	a.council(h)
	a.commendationSteps(h)
	a.commendationHolds(h)
}

// commendationBallot is what a council said of one file.
type commendationBallot struct {
	Nomination id.ID `json:"nomination"`
	Yes        int   `json:"yes"`
}

// commendationGrant is one who is commended by a decision.
type commendationGrant struct {
	Nomination id.ID  `json:"nomination"`
	Dong       *int64 `json:"dong,omitempty" doc:"that of the rules where it is not said; another needs a reason"`
	Reason     string `json:"reason,omitempty"`
}

func (a *api) council(h huma.API) {
	type commendationVote struct {
		Unit string `path:"unit"`
		Body struct {
			On      string               `json:"on"`
			Minutes string               `json:"minutes"`
			Chair   string               `json:"chair,omitempty"`
			Members int                  `json:"members"`
			Present int                  `json:"present"`
			Written int                  `json:"written,omitempty" doc:"away, in writing"`
			Votes   []commendationBallot `json:"votes"`
		}
	}
	operation(h, http.MethodPost, "/api/v1/units/{unit}/commendation-votes", "vote-commendations", func(ctx context.Context, c caller, in *commendationVote) (none, error) {
		b := in.Body
		on, err := dayOf("on", b.On)
		if err != nil {
			return none{}, err
		}
		m := commendation.Meeting{On: string(on), Minutes: b.Minutes, Chair: b.Chair, Members: b.Members, Present: b.Present, Written: b.Written}
		var votes []commendations.Vote
		for _, v := range b.Votes {
			votes = append(votes, commendations.Vote{Nomination: v.Nomination, Yes: v.Yes})
		}
		return none{}, a.app.VoteCommendations(ctx, c.user.Actor, in.Unit, m, votes)
	})
	type commendationDecision struct {
		Unit string `path:"unit"`
		Body struct {
			Number string              `json:"number"`
			On     string              `json:"on"`
			Signer string              `json:"signer,omitempty"`
			Grants []commendationGrant `json:"grants"`
		}
	}
	operation(h, http.MethodPost, "/api/v1/units/{unit}/commendation-decisions", "decide-commendations", func(ctx context.Context, c caller, in *commendationDecision) (none, error) {
		on, err := dayOf("on", in.Body.On)
		if err != nil {
			return none{}, err
		}
		d := commendations.Decision{Number: in.Body.Number, On: on, Signer: in.Body.Signer}
		for _, g := range in.Body.Grants {
			d.Grants = append(d.Grants, commendations.Grant{Nomination: g.Nomination, Dong: g.Dong, Reason: g.Reason})
		}
		return none{}, a.app.DecideCommendations(ctx, c.user.Actor, in.Unit, d)
	})
}

func (a *api) commendationSteps(h huma.API) {
	type one struct {
		ID string `path:"id"`
	}
	page := func(ctx context.Context, c caller, text string) (out awarded.Nomination, err error) {
		which, err := pathID(text)
		if err != nil {
			return out, err
		}
		n, err := a.app.Commendation(ctx, c.user.Actor, which)
		if err != nil {
			return out, err
		}
		return awarded.OfNomination(c.lang, n), nil
	}
	operation(h, http.MethodGet, "/api/v1/commendations/{id}", "commendation", func(ctx context.Context, c caller, in *one) (awarded.Nomination, error) {
		return page(ctx, c, in.ID)
	})
	type commendationStep struct {
		ID   string `path:"id"`
		Step string `path:"step" enum:"cite,publish,revoke,withdraw"`
		Body struct {
			Citation string  `json:"citation,omitempty"`
			Where    string  `json:"where,omitempty" doc:"it was published"`
			Number   string  `json:"number,omitempty" doc:"of the decision that revokes"`
			On       string  `json:"on,omitempty"`
			Reason   string  `json:"reason,omitempty"`
			Also     []id.ID `json:"also,omitempty" doc:"other files that the same decision revokes"`
		}
	}
	operation(h, http.MethodPost, "/api/v1/commendations/{id}/{step}", "step-commendation", func(ctx context.Context, c caller, in *commendationStep) (out awarded.Nomination, err error) {
		which, err := pathID(in.ID)
		if err != nil {
			return out, err
		}
		on, err := dayOf("on", in.Body.On)
		if err != nil {
			return out, err
		}
		b := in.Body
		if err := a.app.StepCommendation(ctx, c.user.Actor, which, nomination.Step(in.Step), nomination.Said{Citation: b.Citation, Paper: b.Where, Number: b.Number, On: string(on), Reason: b.Reason}, b.Also...); err != nil {
			return out, err
		}
		return page(ctx, c, in.ID)
	})
}

// commendationHolds are the matters during which nobody is commended.
func (a *api) commendationHolds(h huma.API) {
	type commendationHold struct {
		Unit string `path:"unit"`
		Body struct {
			Tenure string `json:"tenure,omitempty" doc:"of a person; the collective where it is empty"`
			Kind   string `json:"kind" doc:"a hold of the rules: discipline, inspection, press"`
			From   string `json:"from"`
			Text   string `json:"text"`
		}
	}
	operation(h, http.MethodPost, "/api/v1/units/{unit}/commendation-holds", "hold-commendations", func(ctx context.Context, c caller, in *commendationHold) (Made, error) {
		from, err := dayOf("from", in.Body.From)
		if err != nil {
			return Made{}, err
		}
		made, err := a.app.HoldCommendations(ctx, c.user.Actor, in.Unit, id.ID(in.Body.Tenure), nomination.Held{Kind: in.Body.Kind, From: from, Text: in.Body.Text})
		return Made{ID: made}, err
	})
	type commendationRelease struct {
		ID   string `path:"id"`
		Body struct {
			On      string `json:"on"`
			Outcome string `json:"outcome"`
		}
	}
	operation(h, http.MethodPost, "/api/v1/commendation-holds/{id}/release", "release-commendations", func(ctx context.Context, c caller, in *commendationRelease) (none, error) {
		which, err := pathID(in.ID)
		if err != nil {
			return none{}, err
		}
		on, err := dayOf("on", in.Body.On)
		if err != nil {
			return none{}, err
		}
		return none{}, a.app.ReleaseCommendations(ctx, c.user.Actor, which, on, in.Body.Outcome)
	})
}
