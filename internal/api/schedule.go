package api

import (
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"dondoc/internal/answer/chased"
	"dondoc/internal/app/months"
	"dondoc/internal/approval"
	"dondoc/internal/errs"
	"dondoc/internal/id"
	"dondoc/internal/period"
)

// schedules says when a unit's months are asked for, and agrees on other days.
func (a *api) schedules(h huma.API) {
	type read struct {
		Unit  string `path:"unit"`
		Cycle string `path:"cycle"`
	}
	operation(h, http.MethodGet, "/api/v1/units/{unit}/schedule/{cycle}", "schedule", func(ctx context.Context, c caller, in *read) (chased.Schedule, error) {
		cycle, err := period.ParseCycle(in.Cycle)
		if err != nil {
			return chased.Schedule{}, err
		}
		found, err := a.app.Schedule(ctx, c.user.Actor, in.Unit, cycle)
		return chased.OfSchedule(found), err
	})
	type agree struct {
		Unit string `path:"unit"`
		Body struct {
			From    string `json:"from" doc:"2026-01: the month from which it holds"`
			Every   int    `json:"every" enum:"0,1,3,6,12" doc:"months; 0 takes the unit's own schedule back"`
			Day     int    `json:"day,omitempty" doc:"1 to 28"`
			Within  bool   `json:"within,omitempty" doc:"of the month itself, else of the month after"`
			Working bool   `json:"working,omitempty" doc:"a day off moves to the next working day"`
			Grace   int    `json:"grace,omitempty" doc:"days after it that are not late yet"`
			Close   int    `json:"close,omitempty" doc:"days after it when the month closes by itself; 0 for never"`
			Looks   int    `json:"looks,omitempty" enum:"0,1,2,3" doc:"1: approved without verification; 2 (and 0): verified, approved; 3: verified twice"`
			Reason  string `json:"reason"`
		}
	}
	operation(h, http.MethodPost, "/api/v1/units/{unit}/schedule", "set-schedule", func(ctx context.Context, c caller, in *agree) (none, error) {
		b := in.Body
		from, err := period.ParseMonth(b.From)
		if err != nil {
			return none{}, err
		}
		return none{}, a.app.SetSchedule(ctx, c.user.Actor, in.Unit, period.Schedule{From: from, Every: b.Every, Day: b.Day, Within: b.Within, Working: b.Working, Grace: b.Grace, Close: b.Close, Looks: b.Looks, Reason: b.Reason})
	})
	type chain struct {
		ID   string `path:"id"`
		Body struct {
			From   string `json:"from" doc:"2026-01: the month from which it holds"`
			Looks  int    `json:"looks" enum:"0,1,2,3" doc:"1: approved without verification; 2: verified, approved; 3: verified twice; 0: as the unit that answers agreed"`
			Reason string `json:"reason"`
		}
	}
	operation(h, http.MethodPost, "/api/v1/documents/{id}/chain", "set-chain", func(ctx context.Context, c caller, in *chain) (none, error) {
		from, err := period.ParseMonth(in.Body.From)
		if err != nil {
			return none{}, errs.All(err)[0].In("from")
		}
		return none{}, a.app.SetChain(ctx, c.user.Actor, id.ID(in.ID), months.Looks{From: from, Looks: approval.Chain(in.Body.Looks), Reason: in.Body.Reason})
	})
	operation(h, http.MethodGet, "/api/v1/documents/{id}/chain", "chain", func(ctx context.Context, c caller, in *struct {
		ID string `path:"id"`
	}) (chased.Chain, error) {
		p, err := a.app.Document(ctx, c.user.Actor, id.ID(in.ID), "")
		return chased.OfChain(p.Chain, p.Chains), err
	})
}
