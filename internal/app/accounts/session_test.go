package accounts_test

import (
	"testing"
	"time"

	"dondoc/internal/access"
	"dondoc/internal/app/accounts"
	"dondoc/internal/app/apptest"
	"dondoc/internal/errs"
)

// A session is over when it was ended, when it was not used for long or is old,
// and when its account was closed, by whatever way that came about.
func TestSessionsEnd(t *testing.T) {
	apptest.EachEngine(t, func(t *testing.T, w *apptest.World) {
		actor, other := w.Actor("can-bo", access.Officer, w.District), w.Actor("khac", access.Officer, w.Other)
		open := func() string {
			return apptest.Must(w.SignIn(apptest.Ctx, "can-bo", "mat-khau-thu-nghiem", "1.1.1.1", ""))(t)
		}
		for name, end := range map[string]func(token string) error{
			"ended": func(token string) error {
				user := apptest.Must(w.Authenticate(apptest.Ctx, token))(t)
				if err := w.EndSession(apptest.Ctx, accounts.User{Actor: other}, user.Session); !errs.Is(err, errs.NotFound) {
					t.Errorf("somebody else ends it: %v", err)
				}
				return w.EndSession(apptest.Ctx, user, user.Session)
			},
			"signed out": func(token string) error {
				return w.SignOut(apptest.Ctx, apptest.Must(w.Authenticate(apptest.Ctx, token))(t))
			},
			"signed out everywhere": func(token string) error {
				return w.SignOutEverywhere(apptest.Ctx, apptest.Must(w.Authenticate(apptest.Ctx, token))(t))
			},
			"not used": func(string) error { *w.Clock = w.Clock.Add(30 * 24 * time.Hour); return nil },
			"old": func(token string) error {
				for range 400 { // its use is noted beside the request: some of them may be missed
					*w.Clock = w.Clock.Add(time.Hour)
					_, err := w.Authenticate(apptest.Ctx, token)
					if errs.Is(err, errs.Unauthenticated) { // for its age, not because a note of its use is late
						for tries := 0; errs.Is(err, errs.Unauthenticated) && tries < 30; tries++ {
							time.Sleep(50 * time.Millisecond)
							_, err = w.Authenticate(apptest.Ctx, token)
						}
						if errs.Is(err, errs.Unauthenticated) {
							return nil
						}
					}
					if err != nil {
						return err
					}
				}
				return errs.New(errs.Internal, "error.internal") // used for sixteen days, and still open
			},
			"account closed": func(string) error {
				if err := w.SetDisabled(apptest.Ctx, apptest.Operator, actor.Account, true); err != nil {
					return err
				}
				if _, err := w.SignIn(apptest.Ctx, "can-bo", "mat-khau-thu-nghiem", "1.1.1.1", ""); apptest.Key(err) != "app.sign_in_wrong" {
					t.Errorf("a closed account signs in: %v", err)
				}
				return nil
			},
		} {
			if err := w.SetDisabled(apptest.Ctx, apptest.Operator, actor.Account, false); err != nil && !errs.Is(err, errs.Conflict) {
				t.Fatal(err)
			}
			token := open()
			if _, err := w.Authenticate(apptest.Ctx, token); err != nil {
				t.Fatal(err)
			}
			if err := end(token); err != nil {
				t.Errorf("%s: %v", name, err)
			}
			if _, err := w.Authenticate(apptest.Ctx, token); !errs.Is(err, errs.Unauthenticated) {
				t.Errorf("%s: the session goes on: %v", name, err)
			}
		}
		if err := w.SetDisabled(apptest.Ctx, apptest.Operator, actor.Account, false); err != nil && !errs.Is(err, errs.Conflict) {
			t.Fatal(err)
		}
		token := open()
		apptest.RawExec(t, w, `UPDATE account SET disabled = `+map[bool]string{true: "TRUE", false: "1"}[w.DB.Engine == "postgresql"]) // by another node, its sessions left
		if _, err := w.Another().Authenticate(apptest.Ctx, token); !errs.Is(err, errs.Unauthenticated) {
			t.Errorf("a closed account's session goes on: %v", err)
		}
	})
}

// Who may manage accounts nowhere manages no account, not even one that was
// granted nothing; who may do so somewhere does.
func TestAccountsWithoutGrants(t *testing.T) {
	apptest.EachEngine(t, func(t *testing.T, w *apptest.World) {
		bare := w.Actor("khong-quyen", access.Officer, w.District)
		if err := w.Revoke(apptest.Ctx, apptest.Operator, bare.Account, access.Grant{Role: access.Officer, Unit: w.District}); err != nil {
			t.Fatal(err)
		}
		office, admin := w.Actor("van-phong", access.Office, w.District), w.Actor("quan-tri", access.Administrator, w.District)
		for name, do := range map[string]func(access.Actor) error{
			"password": func(a access.Actor) error { return apptest.Drop(w.ResetPassword(apptest.Ctx, a, bare.Account)) },
			"closing":  func(a access.Actor) error { return w.SetDisabled(apptest.Ctx, a, bare.Account, true) },
		} {
			if err := do(office); !errs.Is(err, errs.Forbidden) {
				t.Errorf("%s by who manages no account: %v", name, err)
			}
			if err := do(admin); err != nil {
				t.Errorf("%s by who manages accounts: %v", name, err)
			}
		}
	})
}

// That a session is in use is noted beside the request that used it: the
// snapshot of the request goes on.
func TestNotingASessionLeavesTheRequest(t *testing.T) {
	apptest.EachEngine(t, func(t *testing.T, w *apptest.World) {
		actor := w.Actor("can-bo", access.Officer, w.District)
		token := apptest.Must(w.SignIn(apptest.Ctx, "can-bo", "mat-khau-thu-nghiem", "1.1.1.1", ""))(t)
		user := apptest.Must(w.Authenticate(apptest.Ctx, token))(t)
		*w.Clock = w.Clock.Add(time.Hour)
		ctx, release := w.Request(apptest.Ctx)
		defer release()
		apptest.Must(w.Units(ctx, actor, ""))(t)
		apptest.Must(w.Authenticate(ctx, token))(t)
		for until := time.Now().Add(10 * time.Second); ; time.Sleep(5 * time.Millisecond) {
			if s := apptest.Must(w.Sessions(apptest.Ctx, user))(t); len(s) == 1 && s[0].Seen.Equal(*w.Clock) {
				break
			}
			if time.Now().After(until) {
				t.Fatal("the use of the session was not noted")
			}
		}
		apptest.Must(w.Units(ctx, actor, ""))(t)
		if _, one := w.Seen(ctx); !one {
			t.Error("the request reads at two moments")
		}
	})
}
