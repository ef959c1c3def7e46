package accounts_test

import (
	"testing"

	"dondoc/internal/access"
	"dondoc/internal/app/accounts"
	"dondoc/internal/app/apptest"
	"dondoc/internal/errs"
	"dondoc/internal/id"
)

// Whatever opens anything in an account's name ends with the password, its
// reset, the closing of the account and the sign-out everywhere: sign-ins, by
// which pages and the API are used, and feeds.
func TestTokensEndTogether(t *testing.T) {
	apptest.EachEngine(t, func(t *testing.T, w *apptest.World) {
		const password = "mat-khau-thu-nghiem"
		for name, end := range map[string]func(accounts.User) error{
			"everywhere": func(u accounts.User) error { return w.SignOutEverywhere(apptest.Ctx, u) },
			"changed":    func(u accounts.User) error { return w.ChangePassword(apptest.Ctx, u, password, "mat-khau-moi-khac") },
			"reset": func(u accounts.User) error {
				_, err := w.ResetPassword(apptest.Ctx, apptest.Operator, u.Account)
				return err
			},
			"closed": func(u accounts.User) error { return w.SetDisabled(apptest.Ctx, apptest.Operator, u.Account, true) },
		} {
			actor := w.Actor(name, access.Officer, w.District)
			token := apptest.Must(w.SignIn(apptest.Ctx, name, password, "192.0.2.1", "test"))(t)
			feed := apptest.Must(w.NewFeed(apptest.Ctx, actor))(t)
			user := apptest.Must(w.Authenticate(apptest.Ctx, token))(t)
			if _, err := w.FeedTasks(apptest.Ctx, feed); err != nil {
				t.Fatalf("%s: the feed before: %v", name, err)
			}
			if err := end(user); err != nil {
				t.Fatalf("%s: %v", name, err)
			}
			if _, err := w.Authenticate(apptest.Ctx, token); !errs.Is(err, errs.Unauthenticated) {
				t.Errorf("%s: the sign-in lives: %v", name, err)
			}
			if _, err := w.FeedTasks(apptest.Ctx, feed); err == nil {
				t.Errorf("%s: the feed lives", name)
			}
		}
	})
}

// An account that lost its roles is its home unit's administrator's, not
// everybody's.
func TestAnAccountWithoutRoles(t *testing.T) {
	apptest.EachEngine(t, func(t *testing.T, w *apptest.World) {
		lost := w.Actor("mat-quyen", access.Officer, w.District)
		if err := w.Revoke(apptest.Ctx, apptest.Operator, lost.Account, access.Grant{Role: access.Officer, Unit: w.District}); err != nil {
			t.Fatal(err)
		}
		for name, may := range map[id.ID]bool{w.District: true, w.Province: true, w.Other: false, w.Commune: false} {
			admin := w.Actor("qt-"+string(name[len(name)-8:]), access.Administrator, name)
			_, err := w.ResetPassword(apptest.Ctx, admin, lost.Account)
			if (err == nil) != may {
				t.Errorf("administrator of %s: %v", name, err)
			}
		}
	})
}
