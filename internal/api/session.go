package api

import (
	"context"
	"net/http"

	"dondoc/internal/access"
	"dondoc/internal/answer"
	"dondoc/internal/app/accounts"
	"dondoc/internal/guard"
	"dondoc/internal/id"
	"dondoc/internal/period"

	"github.com/danielgtaylor/huma/v2"
)

// sessions signs in and out, and keeps one's own password.
func (a *api) sessions(h huma.API) {
	type signIn struct {
		UserAgent string `header:"User-Agent"`
		Body      struct {
			Username string `json:"username"`
			Password string `json:"password"`
		}
	}
	type token struct {
		Token      string `json:"token" doc:"send it as: Authorization: Bearer …"`
		MustChange bool   `json:"must_change" doc:"the password must be changed before anything else"`
	}
	huma.Register(h, huma.Operation{Errors: failures, OperationID: "sign-in", Method: http.MethodPost, Path: "/api/v1/sessions",
		MaxBodyBytes: guard.SignIn, Metadata: map[string]any{toAnyone: true}}, func(ctx context.Context, in *signIn) (*body[token], error) {
		c := from(ctx)
		t, err := a.app.SignIn(ctx, in.Body.Username, in.Body.Password, c.address, in.UserAgent)
		if err != nil {
			return nil, problem(c.lang, err)
		}
		user, err := a.app.Authenticate(ctx, t)
		return &body[token]{token{t, user.MustChange}}, problem(c.lang, err)
	})
	type password struct {
		Body struct {
			Old string `json:"old"`
			New string `json:"new"`
		}
	}
	own(h, http.MethodPut, "/api/v1/account/password", "change-password", func(ctx context.Context, c caller, in *password) (none, error) {
		return none{}, a.app.ChangePassword(ctx, c.user, in.Body.Old, in.Body.New)
	})
	own(h, http.MethodDelete, "/api/v1/sessions/current", "sign-out", func(ctx context.Context, c caller, _ *none) (none, error) {
		return none{}, a.app.SignOut(ctx, c.user)
	})
	own(h, http.MethodDelete, "/api/v1/sessions", "sign-out-everywhere", func(ctx context.Context, c caller, _ *none) (none, error) {
		return none{}, a.app.SignOutEverywhere(ctx, c.user)
	})
	a.account(h)
}

// account says who is signed in.
func (a *api) account(h huma.API) {
	type account struct {
		Username string   `json:"username"`
		Name     string   `json:"name"`
		Lang     string   `json:"lang"`
		Grants   []string `json:"grants"`
	}
	operation(h, http.MethodGet, "/api/v1/account", "account", func(ctx context.Context, c caller, _ *none) (account, error) {
		d, err := a.app.Directory(ctx, c.user.Actor)
		if err != nil {
			return account{}, err
		}
		return account{c.user.Username, c.user.Name, c.user.Lang, answer.Grants(c.user.Grants, d, period.DateOf(a.app.Now()))}, nil
	})
	operation(h, http.MethodGet, "/api/v1/work", "work", func(ctx context.Context, c caller, _ *none) (answer.Work, error) {
		box, err := a.app.Inbox(ctx, c.user.Actor)
		if err != nil {
			return answer.Work{}, err
		}
		vouchers, more, err := a.app.MyVouchers(ctx, c.user.Actor)
		if err != nil {
			return answer.Work{}, err
		}
		closings, err := a.app.MyClosings(ctx, c.user.Actor)
		return answer.OfWork(box, vouchers, closings, more), err
	})
}

// own registers an operation that is open to who must change their password first.
func own[I, O any](h huma.API, method, path, name string, do func(context.Context, caller, *I) (O, error)) {
	register(h, huma.Operation{Errors: failures, OperationID: name, Method: method, Path: path, Metadata: map[string]any{toNewest: true}}, do)
}

// accounts manages other people's accounts.
func (a *api) accounts(h huma.API) {
	operation(h, http.MethodGet, "/api/v1/accounts", "accounts", func(ctx context.Context, c caller, _ *none) (answer.Accounts, error) {
		all, err := a.app.Accounts(ctx, c.user.Actor)
		if err != nil {
			return answer.Accounts{}, err
		}
		d, err := a.app.Directory(ctx, c.user.Actor)
		if err != nil {
			return answer.Accounts{}, err
		}
		return answer.OfAccounts(all, d, period.DateOf(a.app.Now())), nil
	})
	type newAccount struct {
		Body struct {
			Username string   `json:"username"`
			Name     string   `json:"name"`
			Lang     string   `json:"lang,omitempty"`
			Grants   []string `json:"grants" doc:"role@unit: officer@ngan-son"`
		}
	}
	type password struct {
		Made
		Password string `json:"password" doc:"shown once, to be changed at the first sign-in"`
	}
	operation(h, http.MethodPost, "/api/v1/accounts", "create-account", func(ctx context.Context, c caller, in *newAccount) (password, error) {
		d, err := a.app.Directory(ctx, c.user.Actor)
		if err != nil {
			return password{}, err
		}
		n := accounts.NewAccount{Username: in.Body.Username, Name: in.Body.Name, Lang: in.Body.Lang}
		for _, text := range in.Body.Grants {
			g, err := answer.ReadGrant(text, d)
			if err != nil {
				return password{}, err
			}
			n.Grants = append(n.Grants, g)
		}
		account, secret, err := a.app.CreateAccount(ctx, c.user.Actor, n)
		return password{Made{account}, secret}, err
	})
	type one struct {
		ID string `path:"id"`
	}
	operation(h, http.MethodPost, "/api/v1/accounts/{id}/password", "reset-password", func(ctx context.Context, c caller, in *one) (password, error) {
		account, err := pathID(in.ID)
		if err != nil {
			return password{}, err
		}
		secret, err := a.app.ResetPassword(ctx, c.user.Actor, account)
		return password{Made{account}, secret}, err
	})
	a.grants(h)
}

// grants gives roles, takes them back, and closes accounts.
func (a *api) grants(h huma.API) {
	type grant struct {
		ID    string `path:"id"`
		Grant string `path:"grant" doc:"role@unit"`
	}
	change := func(method, name string, do func(context.Context, access.Actor, id.ID, access.Grant) error) {
		operation(h, method, "/api/v1/accounts/{id}/grants/{grant}", name, func(ctx context.Context, c caller, in *grant) (none, error) {
			account, err := pathID(in.ID)
			if err != nil {
				return none{}, err
			}
			d, err := a.app.Directory(ctx, c.user.Actor)
			if err != nil {
				return none{}, err
			}
			g, err := answer.ReadGrant(in.Grant, d)
			if err != nil {
				return none{}, err
			}
			return none{}, do(ctx, c.user.Actor, account, g)
		})
	}
	change(http.MethodPut, "grant", a.app.Grant)
	change(http.MethodDelete, "revoke", a.app.Revoke)
	type disabled struct {
		ID   string `path:"id"`
		Body struct {
			Disabled bool `json:"disabled"`
		}
	}
	operation(h, http.MethodPut, "/api/v1/accounts/{id}/disabled", "disable-account", func(ctx context.Context, c caller, in *disabled) (none, error) {
		account, err := pathID(in.ID)
		if err != nil {
			return none{}, err
		}
		return none{}, a.app.SetDisabled(ctx, c.user.Actor, account, in.Body.Disabled)
	})
}
