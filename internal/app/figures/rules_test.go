package figures_test

import (
	"slices"
	"testing"

	"dondoc/internal/access"
	"dondoc/internal/app/accounts"
	"dondoc/internal/app/apptest"
	"dondoc/internal/app/figures"
	"dondoc/internal/approval"
	"dondoc/internal/errs"
	"dondoc/internal/id"
	"dondoc/internal/period"
	"dondoc/internal/target"
)

// Files go along into a new report only from the figures it replaces: no
// other's, no other month's, no other target's.
func TestOnlyOnesOwnFilesAreKept(t *testing.T) {
	apptest.EachEngine(t, func(t *testing.T, w *apptest.World) {
		one, other := w.Actor("mot", access.Officer, w.District), w.Actor("hai", access.Officer, w.Other)
		report := func(by access.Actor, of id.ID, month period.Month, keep ...id.ID) (target.Observation, error) {
			in := figures.NewReport{Target: of, Month: month, Text: "10 ha", Cumulative: true, Keep: keep}
			if len(keep) == 0 {
				in.Files = []figures.File{{Name: "a.txt", MediaType: "text/plain", Content: []byte(by.User)}}
			}
			return w.Report(apptest.Ctx, by, in)
		}
		theirs := apptest.Must(report(other, w.OtherForest, "2023-05"))(t).Evidence[0].ID
		april := apptest.Must(report(one, w.Forest, "2023-04"))(t).Evidence[0].ID
		may := apptest.Must(report(one, w.Forest, "2023-05"))(t).Evidence[0].ID
		for name, file := range map[string]id.ID{"another's": theirs, "another month's": april, "none": id.New(w.Now())} {
			if _, err := report(one, w.Forest, "2023-05", file); apptest.Key(err) != "app.file_gone" {
				t.Errorf("%s file is kept: %v", name, err)
			}
		}
		if o, err := report(one, w.Forest, "2023-05", may); err != nil || len(o.Evidence) != 1 {
			t.Errorf("one's own: %v", err)
		}
	})
}

// A figure that was verified is not taken back by reporting over it.
func TestAVerifiedFigureIsNotSuperseded(t *testing.T) {
	apptest.EachEngine(t, func(t *testing.T, w *apptest.World) {
		p := w.Team()
		o := w.Submit(p.Officer, w.Forest, "2023-06", "100 ha")
		apptest.Must(w.Advance(apptest.Ctx, p.Verifier, o.ID, approval.Verify, ""))(t)
		if _, err := w.Report(apptest.Ctx, p.Officer, figures.NewReport{Target: w.Forest, Month: "2023-06", Text: "300 ha", Cumulative: true, Final: true}); apptest.Key(err) != "app.verified_pending" {
			t.Errorf("its author supersedes a verified figure: %v", err)
		}
		if work, _, err := w.Review(apptest.Ctx, p.Head, o.ID); err != nil || work.Observation.State() != approval.Verified {
			t.Errorf("it is %s: %v", work.Observation.State(), err)
		}
	})
}

// A month closed by the unit that answers is closed for the target, and a
// closed month is opened for sixty days at the most.
func TestMonthsOfTheAnsweringUnit(t *testing.T) {
	apptest.EachEngine(t, func(t *testing.T, w *apptest.World) {
		officer := w.Actor("can-bo", access.Officer, w.District)
		if err := w.LockPeriod(apptest.Ctx, apptest.Operator, w.Department, "2023-05"); err != nil {
			t.Fatal(err)
		}
		report := func(of id.ID, month period.Month) error {
			return apptest.Drop(w.Report(apptest.Ctx, officer, figures.NewReport{Target: of, Month: month, Text: "5 ha", Cumulative: true}))
		}
		if err := report(w.Forest, "2023-05"); !errs.Is(err, errs.Locked) {
			t.Errorf("the unit that answers closed the month: %v", err)
		}
		if err := report(w.Forest, "2023-06"); err != nil {
			t.Errorf("an open month: %v", err)
		}
		today := period.DateOf(w.Now())
		for days, want := range map[int]string{-1: "app.reopen_until", 61: "app.reopen_until", 60: ""} {
			if err := w.ReopenPeriod(apptest.Ctx, apptest.Operator, w.Department, "2023-05", today.AddDays(days), "bổ sung"); apptest.Key(err) != want {
				t.Errorf("reopened for %d days: %v", days, err)
			}
		}
		if err := report(w.Forest, "2023-05"); err != nil {
			t.Errorf("the reopened month: %v", err)
		}
	})
}

// Who verified a figure is not offered to approve it, and cannot.
func TestOwnVerificationIsNotOffered(t *testing.T) {
	apptest.EachEngine(t, func(t *testing.T, w *apptest.World) {
		p := w.Team()
		_, _, err := w.CreateAccount(apptest.Ctx, apptest.Operator, accounts.NewAccount{Username: "hai-vai", Name: "x", Password: "mat-khau-thu-nghiem",
			Grants: []access.Grant{{Role: access.Verifier, Unit: w.District}, {Role: access.Head, Unit: w.District}}})
		if err != nil {
			t.Fatal(err)
		}
		both := apptest.Must(w.ActAs(apptest.Ctx, apptest.Operator, "hai-vai"))(t)
		o := w.Submit(p.Officer, w.Forest, "2023-06", "100 ha")
		apptest.Must(w.Advance(apptest.Ctx, both, o.ID, approval.Verify, ""))(t)
		_, steps, err := w.Review(apptest.Ctx, both, o.ID)
		if err != nil || slices.Contains(steps, approval.Approve) || !slices.Contains(steps, approval.Return) {
			t.Errorf("offered: %v, %v", steps, err)
		}
		if _, err := w.Advance(apptest.Ctx, both, o.ID, approval.Approve, ""); apptest.Key(err) != "approval.own_verification" {
			t.Errorf("approved: %v", err)
		}
		if _, steps, err = w.Review(apptest.Ctx, p.Head, o.ID); err != nil || !slices.Contains(steps, approval.Approve) {
			t.Errorf("the head is offered: %v, %v", steps, err)
		}
	})
}
