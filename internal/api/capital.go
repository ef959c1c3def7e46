package api

import (
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"dondoc/internal/answer"
	"dondoc/internal/capital"
	"dondoc/internal/id"
	"dondoc/internal/period"
)

// money is public-investment capital: a unit's year, projects, plans, payments.
func (a *api) money(h huma.API) {
	type of struct {
		Unit string `path:"unit"`
		Year int    `path:"year" minimum:"2015" maximum:"2100"`
		Day  string `query:"as_of" doc:"as it stood at the end of this day"`
	}
	operation(h, http.MethodGet, "/api/v1/units/{unit}/capital/{year}", "capital", func(ctx context.Context, c caller, in *of) (answer.Capital, error) {
		on, err := day(in.Day)
		if err != nil {
			return answer.Capital{}, err
		}
		found, err := a.app.Capital(ctx, c.user.Actor, in.Unit, in.Year, on)
		return answer.OfCapital(found), err
	})
	type add struct {
		Unit string `path:"unit"`
		Body struct {
			Code      string      `json:"code"`
			Name      string      `json:"name"`
			Group     string      `json:"group" enum:"important,A,B,C"`
			Programme string      `json:"programme,omitempty"`
			Decision  string      `json:"decision,omitempty"`
			Total     int64       `json:"total,omitempty" doc:"total investment, đồng"`
			Post      string      `json:"post,omitempty" doc:"who answers; the investor's head where empty"`
			Start     period.Date `json:"start,omitempty"`
			Due       period.Date `json:"due,omitempty"`
		}
	}
	operation(h, http.MethodPost, "/api/v1/units/{unit}/capital-projects", "create-capital-project", func(ctx context.Context, c caller, in *add) (Made, error) {
		unit, err := a.unitID(ctx, c, in.Unit)
		if err != nil {
			return Made{}, err
		}
		b := in.Body
		made, err := a.app.CreateProject(ctx, c.user.Actor, capital.Project{Unit: unit, Code: b.Code, Name: b.Name, Group: b.Group, Programme: b.Programme,
			Decision: b.Decision, Total: b.Total, Post: id.ID(b.Post), Start: b.Start, Due: b.Due})
		return Made{ID: made}, err
	})
	a.moneyLines(h)
}

func (a *api) moneyLines(h huma.API) {
	type plan struct {
		ID   string `path:"id"`
		Body struct {
			Year     int    `json:"year"`
			Source   string `json:"source"`
			Setter   string `json:"setter" enum:"prime_minister,province,commune"`
			Kind     string `json:"kind" enum:"assigned,adjusted,carried_over"`
			Amount   int64  `json:"amount" doc:"đồng; negative only where it adjusts"`
			Decision string `json:"decision"`
			On       string `json:"on"`
		}
	}
	operation(h, http.MethodPost, "/api/v1/capital-projects/{id}/plans", "add-capital-plan", func(ctx context.Context, c caller, in *plan) (Made, error) {
		b := in.Body
		on, err := period.ParseDate(b.On)
		if err != nil {
			return Made{}, err
		}
		made, err := a.app.AddCapitalPlan(ctx, c.user.Actor, capital.Plan{Project: id.ID(in.ID), Year: b.Year, Source: capital.Source(b.Source), Setter: capital.Setter(b.Setter),
			Kind: capital.PlanKind(b.Kind), Amount: b.Amount, Decision: b.Decision, On: on})
		return Made{ID: made}, err
	})
	type pay struct {
		ID   string `path:"id"`
		Body struct {
			Year    int    `json:"year" doc:"capital year: payments are made until 31 January of the next"`
			Source  string `json:"source"`
			Carried bool   `json:"carried_over,omitempty"`
			Kind    string `json:"kind" enum:"completed,advance,recovery,returned"`
			Amount  int64  `json:"amount" doc:"đồng"`
			Voucher string `json:"voucher"`
			On      string `json:"on"`
			Reason  string `json:"reason,omitempty" doc:"where it is above the plan"`
		}
	}
	operation(h, http.MethodPost, "/api/v1/capital-projects/{id}/payments", "pay-capital", func(ctx context.Context, c caller, in *pay) (Made, error) {
		b := in.Body
		on, err := period.ParseDate(b.On)
		if err != nil {
			return Made{}, err
		}
		made, _, err := a.app.Pay(ctx, c.user.Actor, capital.Payment{Project: id.ID(in.ID), Year: b.Year, Source: capital.Source(b.Source), Carried: b.Carried,
			Kind: capital.PaymentKind(b.Kind), Amount: b.Amount, Voucher: b.Voucher, On: on, Reason: b.Reason})
		return Made{ID: made}, err
	})
}
