package figures_test

import (
	"testing"

	"dondoc/internal/access"
	"dondoc/internal/app/accounts"
	"dondoc/internal/app/apptest"
	"dondoc/internal/app/figures"
	"dondoc/internal/approval"
	"dondoc/internal/id"
)

// second gives one person another account, as a grant made before the person
// was known, or over another unit, leaves it.
func second(t *testing.T, w *apptest.World, username string, person id.ID, role access.Role, unit id.ID) access.Actor {
	t.Helper()
	_, _, err := w.CreateAccount(apptest.Ctx, apptest.Operator, accounts.NewAccount{Username: username, Name: username, Password: "mat-khau-thu-nghiem", Person: person,
		Grants: []access.Grant{{Role: role, Unit: unit}}})
	if err != nil {
		t.Fatal(err)
	}
	return apptest.Must(w.ActAs(apptest.Ctx, apptest.Operator, username))(t)
}

// A month is not opened by the one who then reports or approves in it, whichever
// of their accounts they take.
func TestWhoReopensDoesNotWrite(t *testing.T) {
	apptest.EachEngine(t, func(t *testing.T, w *apptest.World) {
		p := w.Team()
		w.On("2023-09-10")
		if err := w.LockPeriod(apptest.Ctx, p.Office, w.District, "2023-07"); err != nil {
			t.Fatal(err)
		}
		mine := second(t, w, "van-phong-2", w.Holder, access.Office, w.District)
		too := second(t, w, "van-phong-3", w.Holder, access.Office, w.District)
		if err := w.ReopenPeriod(apptest.Ctx, mine, w.District, "2023-07", "2023-09-20", "sửa"); err != nil {
			t.Fatal(err)
		}
		report := func(by access.Actor) error {
			_, err := w.Report(apptest.Ctx, by, figures.NewReport{Target: w.Forest, Month: "2023-07", Text: "300 ha", Cumulative: true, Final: true})
			return err
		}
		for _, by := range []access.Actor{mine, too} {
			if err := report(by); apptest.Key(err) != "app.reopened_by_you" {
				t.Errorf("%s: %v", by.User, err)
			}
		}
		if err := report(p.Officer); err != nil {
			t.Errorf("another: %v", err)
		}
	})
}

// What waits does not wait for another account of who reported it.
func TestNothingWaitsForOneself(t *testing.T) {
	apptest.EachEngine(t, func(t *testing.T, w *apptest.World) {
		reports := second(t, w, "bao-cao", w.Holder, access.Office, w.District)
		other := second(t, w, "tham-dinh-2", w.Holder, access.Verifier, w.District)
		p := w.Team()
		o := w.Submit(reports, w.Forest, "2023-06", "300 ha")
		for _, c := range []struct {
			who  access.Actor
			want int
		}{{other, 0}, {p.Verifier, 1}} {
			box := apptest.Must(w.Inbox(apptest.Ctx, c.who))(t)
			if len(box.ToVerify) != c.want {
				t.Errorf("%s: %d wait, not %d", c.who.User, len(box.ToVerify), c.want)
			}
		}
		if _, err := w.Advance(apptest.Ctx, other, o.ID, approval.Verify, ""); err == nil {
			t.Error("one person verified what they reported")
		}
	})
}
