package desk_test

import (
	"context"
	"testing"
	"time"

	"dondoc/internal/access"
	"dondoc/internal/app"
	"dondoc/internal/app/accounts"
	"dondoc/internal/app/apptest"
	"dondoc/internal/errs"
	"dondoc/internal/period"
	"dondoc/internal/store"
)

// What is known on a day hangs on the order of the log: a figure written while
// the clock is behind is known after what was written before it.
func TestAClockThatGoesBack(t *testing.T) {
	apptest.EachEngine(t, func(t *testing.T, w *apptest.World) {
		officer, verifier, head := w.Actor("can-bo", access.Officer, w.District), w.Actor("tham-dinh", access.Verifier, w.District), w.Actor("lanh-dao", access.Head, w.District)
		w.On("2023-11-20")
		w.Approved(officer, verifier, head, w.Forest, "2023-06", "300")
		w.On("2023-08-01")
		w.Approved(officer, verifier, head, w.Forest, "2023-06", "450")
		second := w.Submit(officer, w.Forest, "2023-07", "460")
		if second.At.Before(period.Date("2023-11-20").Time()) {
			t.Errorf("a figure is known at %v, before what was written earlier", second.At)
		}
		v := apptest.Must(w.VerifyLedger(apptest.Ctx, apptest.Operator, nil, nil))(t)
		if !v.OK() {
			t.Errorf("verification: %+v %+v", v.Wrong, v.Findings)
		}
	})
}

// A clock that is put forward while the program runs writes nothing; one that
// is behind the log, or far ahead of it at a start, is told in the log.
func TestAClockThatJumps(t *testing.T) {
	w := apptest.New(t, t.TempDir()+"/t.db")
	officer := w.Actor("can-bo", access.Officer, w.District)
	ran := time.Duration(0)
	watched := func() *app.App {
		a := app.New(w.DB, func() time.Time { return *w.Clock })
		a.WatchClock(func() time.Duration { return ran })
		return a
	}
	write := func(a *app.App) error { return a.SetLang(apptest.Ctx, accounts.User{Actor: officer}, "en") }

	a := watched()
	*w.Clock, ran = w.Clock.Add(30*time.Minute), 30*time.Minute
	if err := write(a); err != nil || a.ClockTrouble() != "" {
		t.Fatalf("time goes on: %v %q", err, a.ClockTrouble())
	}
	right := *w.Clock
	*w.Clock = right.AddDate(1, 0, 0)
	if err := write(a); !errs.Is(err, errs.Unavailable) || a.ClockTrouble() != "ahead" {
		t.Fatalf("a clock put a year forward writes: %v %q", err, a.ClockTrouble())
	}
	*w.Clock = right.Add(-2 * time.Hour)
	for range 2 {
		if err := write(a); err != nil || a.ClockTrouble() != "behind" {
			t.Fatalf("a clock that is behind: %v %q", err, a.ClockTrouble())
		}
	}
	*w.Clock = right.Add(time.Minute)
	if err := write(a); err != nil || a.ClockTrouble() != "" {
		t.Fatalf("a clock put right: %v %q", err, a.ClockTrouble())
	}
	*w.Clock = right.AddDate(0, 3, 0)
	if err := write(watched()); err != nil {
		t.Fatal(err)
	}
	var v store.Verdict
	if err := w.DB.Read(context.Background(), func(ctx context.Context, tx *store.Tx) (err error) { v, err = tx.Verify(ctx, nil, nil); return err }); err != nil {
		t.Fatal(err)
	}
	if !v.OK() || len(v.Clock) != 2 {
		t.Errorf("verification tells of %d jumps, of 2: %+v %+v", len(v.Clock), v.Wrong, v.Findings)
	}
}
