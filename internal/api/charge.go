package api

import (
	"context"
	"net/http"

	"dondoc/internal/answer/asked"
	"dondoc/internal/app/charges"
	"dondoc/internal/charge"
	"dondoc/internal/id"

	"github.com/danielgtaylor/huma/v2"
)

// charges are requests that a unit which is not under the asking body take
// something on.
func (a *api) charges(h huma.API) {
	operation(h, http.MethodGet, "/api/v1/charges", "charges", func(ctx context.Context, c caller, _ *struct{}) (asked.Requests, error) {
		found, err := a.app.Charges(ctx, c.user.Actor)
		return asked.Of(found), err
	})
	type ask struct {
		Body struct {
			Role   charge.Role `json:"role" enum:"answer,lead,partner" doc:"to answer for a target; to lead a task, or to coordinate in it"`
			Object id.ID       `json:"object" doc:"the target or the task"`
			Asked  string      `json:"asked" doc:"code of the unit that is asked"`
			Reason string      `json:"reason"`
		}
	}
	operation(h, http.MethodPost, "/api/v1/charges", "ask-charge", func(ctx context.Context, c caller, in *ask) (Made, error) {
		unit, err := a.unitID(ctx, c, in.Body.Asked)
		if err != nil {
			return Made{}, err
		}
		made, err := a.app.AskCharge(ctx, c.user.Actor, charges.NewCharge{Role: in.Body.Role, Object: in.Body.Object, Asked: unit, Reason: in.Body.Reason})
		return Made{made}, err
	})
	type reply struct {
		ID   string `path:"id"`
		Body struct {
			Accept bool   `json:"accept"`
			Answer string `json:"answer,omitempty" doc:"the reason, of a no"`
		}
	}
	operation(h, http.MethodPost, "/api/v1/charges/{id}/answer", "answer-charge", func(ctx context.Context, c caller, in *reply) (Made, error) {
		which, err := pathID(in.ID)
		if err != nil {
			return Made{}, err
		}
		return Made{which}, a.app.AnswerCharge(ctx, c.user.Actor, which, in.Body.Accept, in.Body.Answer)
	})
	type withdraw struct {
		ID   string `path:"id"`
		Body struct {
			Reason string `json:"reason,omitempty"`
		}
	}
	operation(h, http.MethodPost, "/api/v1/charges/{id}/withdraw", "withdraw-charge", func(ctx context.Context, c caller, in *withdraw) (Made, error) {
		which, err := pathID(in.ID)
		if err != nil {
			return Made{}, err
		}
		return Made{which}, a.app.WithdrawCharge(ctx, c.user.Actor, which, in.Body.Reason)
	})
}
