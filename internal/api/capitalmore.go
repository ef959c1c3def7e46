package api

import (
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"dondoc/internal/answer/spending"
	"dondoc/internal/app/money"
	"dondoc/internal/capital"
	"dondoc/internal/capital/works"
	"dondoc/internal/id"
	"dondoc/internal/period"
)

// moneyMoves are transfers between projects, and the bounds of the warnings.
func (a *api) moneyMoves(h huma.API) {
	type capitalMove struct {
		Unit string `path:"unit"`
		Year int    `path:"year" minimum:"2015" maximum:"2100"`
		Body struct {
			From     string      `json:"from" doc:"id of the project that gives"`
			To       string      `json:"to" doc:"id of the project that takes"`
			Source   string      `json:"source"`
			Setter   string      `json:"setter,omitempty" doc:"whose plan is adjusted; the one that binds the giver where empty"`
			Amount   int64       `json:"amount" doc:"đồng"`
			Decision string      `json:"decision,omitempty" doc:"it is written by the decision; without one it is only tried"`
			On       period.Date `json:"on,omitempty"`
		}
	}
	operation(h, http.MethodPost, "/api/v1/units/{unit}/capital/{year}/transfers", "transfer-capital", func(ctx context.Context, c caller, in *capitalMove) (spending.Transfer, error) {
		b := in.Body
		m := money.Move{From: id.ID(b.From), To: id.ID(b.To), Transfer: capital.Transfer{Year: in.Year, Source: capital.Source(b.Source), Setter: capital.Setter(b.Setter), Amount: b.Amount, Decision: b.Decision, On: b.On}}
		tried, err := a.app.SimulateTransfer(ctx, c.user.Actor, in.Unit, m)
		if err != nil {
			return spending.Transfer{}, err
		}
		out := spending.OfTransfer(tried)
		if b.Decision == "" {
			return out, nil
		}
		out.Written = true
		return out, a.app.TransferCapital(ctx, c.user.Actor, m)
	})
	type of struct {
		Unit string `path:"unit"`
		Year int    `path:"year" minimum:"2015" maximum:"2100"`
	}
	operation(h, http.MethodGet, "/api/v1/units/{unit}/capital/{year}/bounds", "capital-bounds", func(ctx context.Context, c caller, in *of) (spending.Bounds, error) {
		found, err := a.app.CapitalBounds(ctx, c.user.Actor, in.Unit, in.Year)
		return spending.OfBounds(found), err
	})
	type capitalBounds struct {
		Unit string `path:"unit"`
		Year int    `path:"year" minimum:"2015" maximum:"2100"`
		Body struct {
			Bounds map[string]string `json:"bounds" doc:"by name; those left out are the usual ones; none: back to those of the unit above"`
			Reason string            `json:"reason"`
		}
	}
	operation(h, http.MethodPut, "/api/v1/units/{unit}/capital/{year}/bounds", "set-capital-bounds", func(ctx context.Context, c caller, in *capitalBounds) (spending.Bounds, error) {
		if err := a.app.SetCapitalBounds(ctx, c.user.Actor, in.Unit, works.Own{From: in.Year, Bounds: in.Body.Bounds, Reason: in.Body.Reason}); err != nil {
			return spending.Bounds{}, err
		}
		found, err := a.app.CapitalBounds(ctx, c.user.Actor, in.Unit, in.Year)
		return spending.OfBounds(found), err
	})
}
