package api

import (
	"context"
	"net/http"
	"strconv"

	"github.com/danielgtaylor/huma/v2"

	"dondoc/internal/answer/spending"
	"dondoc/internal/app/money"
	"dondoc/internal/approval"
	"dondoc/internal/capital"
	"dondoc/internal/capital/works"
	"dondoc/internal/id"
	"dondoc/internal/period"
)

// money is public-investment capital: a unit's year, projects, plans, payments.
func (a *api) money(h huma.API) {
	type of struct {
		Unit  string `path:"unit"`
		Year  int    `path:"year" minimum:"2015" maximum:"2100"`
		Day   string `query:"as_of" doc:"what is dated until the end of this day"`
		Known string `query:"as_known" doc:"and was known by the end of this day"`
	}
	operation(h, http.MethodGet, "/api/v1/units/{unit}/capital/{year}", "capital", func(ctx context.Context, c caller, in *of) (spending.Year, error) {
		on, err := day(in.Day)
		if err != nil {
			return spending.Year{}, err
		}
		known, err := day(in.Known)
		if err != nil {
			return spending.Year{}, err
		}
		found, err := a.app.Capital(ctx, c.user.Actor, in.Unit, in.Year, money.At{Day: on, Known: known})
		return spending.OfYear(found), err
	})
	type add struct {
		Unit string `path:"unit"`
		Body struct {
			Code      string      `json:"code"`
			Name      string      `json:"name"`
			Group     string      `json:"group" enum:"important,A,B,C"`
			Programme string      `json:"programme,omitempty"`
			Component string      `json:"component,omitempty" doc:"key of the component project of a national target programme"`
			Serves    string      `json:"serves,omitempty" doc:"codes of the units it serves, parted by blanks"`
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
		made, err := a.app.CreateProject(ctx, c.user.Actor, capital.Project{Unit: unit, Code: b.Code, Name: b.Name, Group: b.Group, Programme: b.Programme, Component: b.Component, Serves: b.Serves,
			Decision: b.Decision, Total: b.Total, Post: id.ID(b.Post), Start: b.Start, Due: b.Due})
		return Made{ID: made}, err
	})
	a.moneyViews(h)
	a.moneyMoves(h)
	a.moneySheets(h)
	a.moneyTies(h)
	a.moneyCorrections(h)
	a.moneyLines(h)
}

func (a *api) moneyLines(h huma.API) {
	type plan struct {
		ID   string `path:"id"`
		Body capitalPlanLine
	}
	operation(h, http.MethodPost, "/api/v1/capital-projects/{id}/plans", "add-capital-plan", func(ctx context.Context, c caller, in *plan) (Made, error) {
		line, err := in.Body.line()
		if err != nil {
			return Made{}, err
		}
		line.Project = id.ID(in.ID)
		made, err := a.app.AddCapitalPlan(ctx, c.user.Actor, line)
		return Made{ID: made}, err
	})
	type pay struct {
		ID   string `path:"id"`
		Body capitalVoucher
	}
	operation(h, http.MethodPost, "/api/v1/capital-projects/{id}/payments", "pay-capital", func(ctx context.Context, c caller, in *pay) (Made, error) {
		line, err := in.Body.line()
		if err != nil {
			return Made{}, err
		}
		line.Project = id.ID(in.ID)
		made, _, err := a.app.Pay(ctx, c.user.Actor, line)
		return Made{ID: made}, err
	})
	type projectClosing struct {
		ID   string `path:"id"`
		Body struct {
			On period.Date `json:"on" doc:"the day it was settled"`
		}
	}
	operation(h, http.MethodPost, "/api/v1/capital-projects/{id}/closing", "close-capital-project", func(ctx context.Context, c caller, in *projectClosing) (Made, error) {
		return Made{ID: id.ID(in.ID)}, a.app.CloseProject(ctx, c.user.Actor, id.ID(in.ID), in.Body.On)
	})
	a.moneySteps(h)
}

// moneySteps is what is done with a line once it is entered.
func (a *api) moneySteps(h huma.API) {
	type projectAt struct {
		ID    string `path:"id"`
		Known string `query:"as_known" doc:"as it was known by the end of this day"`
	}
	operation(h, http.MethodGet, "/api/v1/capital-projects/{id}", "capital-project", func(ctx context.Context, c caller, in *projectAt) (spending.Project, error) {
		known, err := day(in.Known)
		if err != nil {
			return spending.Project{}, err
		}
		found, err := a.app.Project(ctx, c.user.Actor, id.ID(in.ID), known)
		return spending.OfProject(found), err
	})
	type voucherStep struct {
		ID   string `path:"id"`
		Body struct {
			Step   string `json:"step" enum:"verify,approve,return,reopen,withdraw"`
			Reason string `json:"reason,omitempty"`
		}
	}
	operation(h, http.MethodPost, "/api/v1/capital-payments/{id}/steps", "step-capital-payment", func(ctx context.Context, c caller, in *voucherStep) (Made, error) {
		return Made{ID: id.ID(in.ID)}, a.app.StepPayments(ctx, c.user.Actor, []id.ID{id.ID(in.ID)}, approval.Step(in.Body.Step), in.Body.Reason)
	})
	type planWithdrawal struct {
		ID   string `path:"id"`
		Body struct {
			Reason string `json:"reason"`
		}
	}
	operation(h, http.MethodPost, "/api/v1/capital-plans/{id}/withdrawal", "withdraw-capital-plan", func(ctx context.Context, c caller, in *planWithdrawal) (Made, error) {
		return Made{ID: id.ID(in.ID)}, a.app.CorrectCapitalPlan(ctx, c.user.Actor, id.ID(in.ID), nil, in.Body.Reason)
	})
	type told struct {
		ID   string `path:"id"`
		Body struct {
			Kind     string      `json:"kind" enum:"progress,contract,gate,schedule,explained,settles,result"`
			Year     int         `json:"year,omitempty" doc:"of schedule, explained and settles"`
			On       period.Date `json:"on,omitempty"`
			Corrects string      `json:"corrects,omitempty" doc:"what it takes the place of"`
			Void     bool        `json:"void,omitempty" doc:"only withdraws what it corrects"`
			Reason   string      `json:"reason,omitempty"`
			works.Event
		}
	}
	operation(h, http.MethodPost, "/api/v1/capital-projects/{id}/events", "record-capital-works", func(ctx context.Context, c caller, in *told) (Made, error) {
		b := in.Body
		e := b.Event
		e.Project, e.Kind, e.Year, e.On, e.Corrects, e.Void, e.Reason = id.ID(in.ID), works.Kind(b.Kind), b.Year, b.On, id.ID(b.Corrects), b.Void, b.Reason
		if e.Year != 0 && e.On == "" {
			e.On = period.Cycle(strconv.Itoa(e.Year)).Start()
		}
		made, err := a.app.RecordWorks(ctx, c.user.Actor, e)
		return Made{ID: made}, err
	})
}

// Foreseen asks for a unit's capital year as it stood on a day.
type Foreseen struct {
	Unit  string `path:"unit"`
	Year  int    `path:"year" minimum:"2015" maximum:"2100"`
	Day   string `query:"as_of" doc:"what is dated until the end of this day"`
	Known string `query:"as_known" doc:"and was known by the end of this day"`
}

func (in *Foreseen) at() (at money.At, err error) {
	if at.Day, err = day(in.Day); err != nil {
		return at, err
	}
	at.Known, err = day(in.Known)
	return at, err
}

// moneyViews are the forecast of a year, and our money held against a statement.
func (a *api) moneyViews(h huma.API) {
	operation(h, http.MethodGet, "/api/v1/units/{unit}/capital/{year}/forecast", "capital-forecast", func(ctx context.Context, c caller, in *Foreseen) (spending.Forecasts, error) {
		at, err := in.at()
		if err != nil {
			return spending.Forecasts{}, err
		}
		found, err := a.app.Capital(ctx, c.user.Actor, in.Unit, in.Year, at)
		return spending.OfForecast(found), err
	})
	type summed struct {
		Foreseen
		By   string `query:"by" enum:"unit,programme,source,group,investor" default:"unit"`
		From int    `query:"from" minimum:"0" doc:"of investors: leave out so many of the first"`
	}
	operation(h, http.MethodGet, "/api/v1/units/{unit}/capital/{year}/sums", "capital-sums", func(ctx context.Context, c caller, in *summed) (spending.Sums, error) {
		at, err := in.at()
		if err != nil {
			return spending.Sums{}, err
		}
		found, err := a.app.CapitalSums(ctx, c.user.Actor, in.Unit, in.Year, at, money.Dimension(in.By), in.From)
		return spending.OfSums(found), err
	})
	operation(h, http.MethodGet, "/api/v1/units/{unit}/capital/{year}/programmes", "capital-programmes", func(ctx context.Context, c caller, in *Foreseen) (spending.Programmes, error) {
		at, err := in.at()
		if err != nil {
			return spending.Programmes{}, err
		}
		found, err := a.app.CapitalProgrammes(ctx, c.user.Actor, in.Unit, in.Year, at)
		return spending.OfProgrammes(found), err
	})
	operation(h, http.MethodGet, "/api/v1/units/{unit}/capital/{year}/results", "capital-results", func(ctx context.Context, c caller, in *Foreseen) (spending.Results, error) {
		at, err := in.at()
		if err != nil {
			return spending.Results{}, err
		}
		found, err := a.app.Capital(ctx, c.user.Actor, in.Unit, in.Year, at)
		if err == nil {
			err = found.Listed()
		}
		return spending.OfResults(found), err
	})
	type held struct {
		Unit string `path:"unit"`
		Year int    `path:"year" minimum:"2015" maximum:"2100"`
		Day  string `query:"day" doc:"of the statement; the newest when empty"`
		No   int    `query:"no" doc:"of those of the day, which; the newest when empty"`
	}
	operation(h, http.MethodGet, "/api/v1/units/{unit}/capital/{year}/reconciliation", "capital-reconciliation", func(ctx context.Context, c caller, in *held) (spending.Reconciliation, error) {
		on, err := day(in.Day)
		if err != nil {
			return spending.Reconciliation{}, err
		}
		found, err := a.app.Reconcile(ctx, c.user.Actor, in.Unit, in.Year, on, in.No)
		return spending.OfReconciliation(found), err
	})
}
