package accounts_test

import (
	"testing"
	"time"

	"dondoc/internal/access"
	"dondoc/internal/app/apptest"
	"dondoc/internal/errs"
)

// A link sets a password once, for a day, and the newest only; what was signed
// in by the old password is not any more.
func TestPasswordLink(t *testing.T) {
	apptest.EachEngine(t, func(t *testing.T, w *apptest.World) {
		owner := w.Actor("can-bo", access.Officer, w.District)
		admin := w.Actor("quan-tri", access.Administrator, w.District)
		session := apptest.Must(w.SignIn(apptest.Ctx, "can-bo", "mat-khau-thu-nghiem", "1.1.1.1", ""))(t)
		make := func() string {
			token, until, err := w.NewPasswordLink(apptest.Ctx, admin, owner.Account)
			if err != nil || !until.After(*w.Clock) {
				t.Fatal(until, err)
			}
			return token
		}
		use := func(token, password string) error { return w.UsePasswordLink(apptest.Ctx, token, password) }
		first, second := make(), make()
		for name, err := range map[string]error{"an earlier link": use(first, "mat-khau-moi-hon"), "no link": use("khong-co", "mat-khau-moi-hon")} {
			if !errs.Is(err, errs.NotFound) {
				t.Errorf("%s: %v", name, err)
			}
		}
		if err := use(second, "ngắn"); !errs.Is(err, errs.Invalid) {
			t.Errorf("a short password: %v", err)
		}
		if err := use(second, "mat-khau-moi-hon"); err != nil {
			t.Fatal(err)
		}
		if err := use(second, "mat-khau-lan-hai"); !errs.Is(err, errs.NotFound) {
			t.Errorf("used twice: %v", err)
		}
		if _, err := w.Authenticate(apptest.Ctx, session); !errs.Is(err, errs.Unauthenticated) {
			t.Errorf("the old sign-in goes on: %v", err)
		}
		user := apptest.Must(w.Authenticate(apptest.Ctx, apptest.Must(w.SignIn(apptest.Ctx, "can-bo", "mat-khau-moi-hon", "1.1.1.1", ""))(t)))(t)
		if user.MustChange {
			t.Error("one's own password must be changed")
		}
		late := make()
		*w.Clock = w.Clock.Add(25 * time.Hour)
		if err := use(late, "mat-khau-moi-hon"); !errs.Is(err, errs.NotFound) {
			t.Errorf("after a day: %v", err)
		}
		if err := w.SetDisabled(apptest.Ctx, admin, owner.Account, true); err != nil {
			t.Fatal(err)
		}
		if _, _, err := w.NewPasswordLink(apptest.Ctx, admin, owner.Account); !errs.Is(err, errs.Conflict) {
			t.Errorf("a closed account: %v", err)
		}
	})
}
