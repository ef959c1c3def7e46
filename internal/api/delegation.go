package api

import (
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"dondoc/internal/access"
	"dondoc/internal/app/accounts"
	"dondoc/internal/id"
	"dondoc/internal/period"
)

// lentRole is a role lent while its holder is away.
type lentRole struct {
	ID     id.ID       `json:"id"`
	From   string      `json:"from"`
	To     string      `json:"to"`
	Role   access.Role `json:"role"`
	Unit   string      `json:"unit" doc:"code"`
	Since  period.Date `json:"since"`
	Until  period.Date `json:"until" doc:"its last day"`
	Reason string      `json:"reason"`
	Ended  bool        `json:"ended" doc:"taken back early"`
}

// delegations lends the caller's own roles and takes them back.
func (a *api) delegations(h huma.API) {
	type lentRows struct {
		Rows []lentRole `json:"rows"`
	}
	operation(h, http.MethodGet, "/api/v1/account/delegations", "delegations", func(ctx context.Context, c caller, _ *none) (lentRows, error) {
		out := lentRows{[]lentRole{}}
		list, err := a.app.Delegations(ctx, c.user.Actor)
		if err != nil {
			return out, err
		}
		d, err := a.app.Directory(ctx, c.user.Actor)
		if err != nil {
			return out, err
		}
		for _, one := range list {
			unit, _ := d.Unit(one.Unit, d.Today())
			out.Rows = append(out.Rows, lentRole{one.ID, one.FromName, one.ToName, one.Role, unit.Code, one.Since, one.Until, one.Reason, !one.Ended.IsZero()})
		}
		return out, nil
	})
	type lending struct {
		Body struct {
			To     string      `json:"to" doc:"user name of who stands in"`
			Role   access.Role `json:"role" enum:"officer,verifier,head,office"`
			Unit   string      `json:"unit" doc:"code"`
			Since  string      `json:"since"`
			Until  string      `json:"until" doc:"its last day"`
			Reason string      `json:"reason"`
		}
	}
	operation(h, http.MethodPost, "/api/v1/account/delegations", "delegate", func(ctx context.Context, c caller, in *lending) (Made, error) {
		b := in.Body
		unit, err := a.unitID(ctx, c, b.Unit)
		if err != nil {
			return Made{}, err
		}
		since, err := period.ParseDate(b.Since)
		if err != nil {
			return Made{}, err
		}
		until, err := period.ParseDate(b.Until)
		if err != nil {
			return Made{}, err
		}
		d, err := a.app.Delegate(ctx, c.user.Actor, accounts.NewDelegation{To: b.To, Grant: access.Grant{Role: b.Role, Unit: unit}, Since: since, Until: until, Reason: b.Reason})
		return Made{d.ID}, err
	})
	type lentOne struct {
		ID string `path:"id"`
	}
	operation(h, http.MethodDelete, "/api/v1/account/delegations/{id}", "end-delegation", func(ctx context.Context, c caller, in *lentOne) (none, error) {
		which, err := pathID(in.ID)
		if err != nil {
			return none{}, err
		}
		return none{}, a.app.EndDelegation(ctx, c.user.Actor, which)
	})
}
