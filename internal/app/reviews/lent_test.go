package reviews_test

import (
	"testing"

	"dondoc/internal/access"
	"dondoc/internal/app/accounts"
	"dondoc/internal/app/apptest"
	"dondoc/internal/app/reviews"
	"dondoc/internal/review/dossier"
)

// Who stands in for somebody takes no step of a review that the one away may not:
// who assessed it does not have it verified by the hand of another.
func TestALentRightIsNoThirdPerson(t *testing.T) {
	w := apptest.New(t, t.TempDir()+"/w.db")
	team(w)
	w.On("2026-10-05")
	both := w.Actor("hai-vai", access.Office, w.District)
	above := access.Grant{Role: access.Office, Unit: w.Province}
	if err := w.Grant(apptest.Ctx, apptest.Operator, both.Account, above); err != nil {
		t.Fatal(err)
	}
	w.Actor("nguoi-thay", access.Inspector, w.Province)
	as := func(name string) access.Actor {
		return apptest.Must(w.ActAs(apptest.Ctx, apptest.Operator, name))(t)
	}
	both = as("hai-vai")
	which := apptest.Must(w.AssessReview(apptest.Ctx, both, collective("ngan-son", "2026-Q3"), reviews.Move{}))(t)
	apptest.Must(w.Delegate(apptest.Ctx, both, accounts.NewDelegation{To: "nguoi-thay", Grant: above, Since: "2026-10-05", Until: "2026-10-06", Reason: "nghỉ phép"}))(t)
	if err := w.StepReview(apptest.Ctx, as("nguoi-thay"), which, reviews.Move{Step: dossier.Verify}); apptest.Key(err) != "review.same_person" {
		t.Errorf("verified for who assessed it: %v", err)
	}
}
