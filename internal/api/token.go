package api

import (
	"context"
	"net/http"

	"dondoc/internal/access/token"
	"dondoc/internal/app/accounts"
	"dondoc/internal/app/desk"
	"dondoc/internal/period"

	"github.com/danielgtaylor/huma/v2"
)

// narrowToken is a token a person made for a program.
type narrowToken struct {
	ID    string `json:"id"`
	Name  string `json:"name"`
	Scope string `json:"scope" enum:"read,write"`
	Unit  string `json:"unit" doc:"code; empty for all units of its owner"`
	Made  string `json:"made"`
	Until string `json:"until"`
	Over  bool   `json:"over"`
}

func (a *api) narrowOf(d *desk.Directory, t token.Token) narrowToken {
	today := period.DateOf(a.app.Now())
	out := narrowToken{ID: string(t.ID), Name: t.Name, Scope: "read", Made: string(period.DateOf(t.Made)), Until: string(t.Until), Over: t.Over(today)}
	if t.Write {
		out.Scope = "write"
	}
	if of, ok := d.Unit(t.Unit, today); ok {
		out.Unit = of.Code
	}
	return out
}

// tokens makes and takes back the caller's own narrow tokens.
func (a *api) tokens(h huma.API) {
	type rows struct {
		Rows []narrowToken `json:"rows"`
	}
	operation(h, http.MethodGet, "/api/v1/account/tokens", "tokens", func(ctx context.Context, c caller, _ *none) (rows, error) {
		out := rows{[]narrowToken{}}
		list, err := a.app.Tokens(ctx, c.user.Actor)
		if err != nil {
			return out, err
		}
		d, err := a.app.Directory(ctx, c.user.Actor)
		if err != nil {
			return out, err
		}
		for _, t := range list {
			out.Rows = append(out.Rows, a.narrowOf(d, t))
		}
		return out, nil
	})
	type wanted struct {
		Body struct {
			Name  string `json:"name" doc:"which program has it"`
			Scope string `json:"scope,omitempty" enum:"read,write" default:"read"`
			Unit  string `json:"unit,omitempty" doc:"code of the unit it is bound to, with what stands under it"`
			Until string `json:"until" doc:"its last day"`
		}
	}
	type madeToken struct {
		Token  string      `json:"token" doc:"shown once; send it as: Authorization: Bearer …"`
		Narrow narrowToken `json:"narrow"`
	}
	operation(h, http.MethodPost, "/api/v1/account/tokens", "make-token", func(ctx context.Context, c caller, in *wanted) (madeToken, error) {
		until, err := day(in.Body.Until)
		if err != nil {
			return madeToken{}, err
		}
		d, err := a.app.Directory(ctx, c.user.Actor)
		if err != nil {
			return madeToken{}, err
		}
		secret, t, err := a.app.MakeToken(ctx, c.user.Actor, accounts.NewToken{Name: in.Body.Name, Write: in.Body.Scope == "write", Unit: in.Body.Unit, Until: until})
		return madeToken{secret, a.narrowOf(d, t)}, err
	})
	type one struct {
		ID string `path:"id"`
	}
	operation(h, http.MethodDelete, "/api/v1/account/tokens/{id}", "drop-token", func(ctx context.Context, c caller, in *one) (none, error) {
		which, err := pathID(in.ID)
		if err != nil {
			return none{}, err
		}
		return none{}, a.app.DropToken(ctx, c.user.Actor, which)
	})
}
