package accounts_test

import (
	"testing"

	"dondoc/internal/access"
	"dondoc/internal/app/accounts"
	"dondoc/internal/app/apptest"
)

// TestAHashIsOfItsPassword: a hash that was made before is taken only for the
// password it was made of.
func TestAHashIsOfItsPassword(t *testing.T) {
	apptest.EachEngine(t, func(t *testing.T, w *apptest.World) {
		other := apptest.Must(accounts.Hash("mot-mat-khau-khac"))(t)
		for name, ready := range map[string]accounts.Hashed{"khong": {}, "khac": other, "cua-no": apptest.Must(accounts.Hash("mat-khau-thu-nghiem"))(t)} {
			_, _, err := w.CreateAccount(apptest.Ctx, apptest.Operator, accounts.NewAccount{Username: name, Name: "x", Password: "mat-khau-thu-nghiem", Ready: ready, Grants: []access.Grant{{Role: access.Officer, Unit: w.District}}})
			if err != nil {
				t.Fatal(err)
			}
			if _, err := w.SignIn(apptest.Ctx, name, "mat-khau-thu-nghiem", "1.1.1.1", ""); err != nil {
				t.Errorf("%s: its own password: %v", name, err)
			}
			if _, err := w.SignIn(apptest.Ctx, name, "mot-mat-khau-khac", "1.1.1.2", ""); err == nil {
				t.Errorf("%s: another password signs in", name)
			}
		}
	})
}
