package jobs_test

import (
	"context"
	"errors"
	"testing"

	"dondoc/internal/access"
	"dondoc/internal/app/apptest"
	"dondoc/internal/app/jobs"
	"dondoc/internal/chase"
	"dondoc/internal/errs"
	"dondoc/internal/id"
	"dondoc/internal/job"
	"dondoc/internal/store"
)

var ctx = apptest.Ctx

func add(w *apptest.World, all ...job.Job) {
	w.T.Helper()
	err := w.DB.Write(ctx, func(ctx context.Context, tx *store.Tx) error {
		for _, j := range all {
			j.Once, j.RunAt, j.Made = string(j.ID), *w.Clock, *w.Clock
			if _, err := tx.InsertJob(ctx, j); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		w.T.Fatal(err)
	}
}

// TestJobRights: an administrator sees and touches the jobs of the units under
// theirs; what concerns all is for those over the top.
func TestJobRights(t *testing.T) {
	w := apptest.New(t, t.TempDir()+"/w.db")
	add(w, job.Job{ID: "all", Kind: "digest"}, job.Job{ID: "here", Kind: "mail", Unit: w.District}, job.Job{ID: "there", Kind: "mail", Unit: w.Other})
	top, own := w.Actor("top", access.Administrator, w.Province), w.Actor("own", access.Administrator, w.District)
	for _, c := range []struct {
		actor access.Actor
		sees  int
		may   map[id.ID]bool
	}{
		{top, 3, map[id.ID]bool{"all": true, "here": true, "there": true}},
		{own, 1, map[id.ID]bool{"here": true}},
		{apptest.Operator, 3, map[id.ID]bool{"all": true, "here": true, "there": true}},
	} {
		if all, err := w.Jobs(ctx, c.actor, ""); err != nil || len(all) != c.sees {
			t.Errorf("%s sees %d jobs, %v", c.actor.Name, len(all), err)
		}
		for _, which := range []id.ID{"all", "here", "there"} {
			for name, do := range map[string]func(context.Context, access.Actor, id.ID) error{"cancel": w.CancelJob, "retry": w.RetryJob} {
				if err := do(ctx, c.actor, which); (err != nil && apptest.IsAccess(err)) == c.may[which] {
					t.Errorf("%s of %s by %s: %v", name, which, c.actor.Name, err)
				}
			}
		}
		if err := w.SetChaseRule(ctx, c.actor, chase.UsualRule()); (err != nil) == c.may["all"] {
			t.Errorf("the rule by %s: %v", c.actor.Name, err)
		}
	}
	for _, c := range []struct {
		actor access.Actor
		may   bool
	}{{top, true}, {own, false}, {apptest.Operator, true}} {
		if which, err := w.CheckNow(ctx, c.actor); (err == nil) != c.may || err == nil && w.CancelJob(ctx, c.actor, which) != nil {
			t.Errorf("a check of the log by %s: %v", c.actor.Name, err)
		}
	}
	for _, role := range []access.Role{access.Head, access.Office, access.Officer} {
		if _, err := w.Jobs(ctx, w.Actor("x-"+string(role), role, w.Province), ""); !errs.Is(err, errs.Forbidden) {
			t.Errorf("%s sees jobs: %v", role, err)
		}
	}
	if _, err := w.ChaseRule(ctx, access.Actor{}); !errs.Is(err, errs.Unauthenticated) {
		t.Errorf("nobody reads the rule: %v", err)
	}
}

// TestRunDue: what fails is tried again later and dies at last, what panics or
// cannot succeed dies at once, what is asked to stop stops, what the server's
// end cut off is begun again.
func TestRunDue(t *testing.T) {
	w := apptest.New(t, t.TempDir()+"/w.db")
	add(w, job.Job{ID: "fails", Kind: "fails"}, job.Job{ID: "panics", Kind: "panics"}, job.Job{ID: "stops", Kind: "stops"}, job.Job{ID: "cut", Kind: "cut"}, job.Job{ID: "good", Kind: "good"}, job.Job{ID: "unknown", Kind: "unknown"})
	tries := 0
	runs := map[string]jobs.Run{
		"fails":  func(context.Context, job.Job, func(int, int) error) error { tries++; return errors.New("not today") },
		"panics": func(context.Context, job.Job, func(int, int) error) error { panic("x") },
		"cut":    func(context.Context, job.Job, func(int, int) error) error { return context.Canceled },
		"good":   func(_ context.Context, _ job.Job, say func(int, int) error) error { return say(3, 7) },
		"stops": func(ctx context.Context, j job.Job, say func(int, int) error) error {
			if err := w.CancelJob(ctx, apptest.Operator, j.ID); err != nil {
				return err
			}
			return say(1, 2)
		},
	}
	delete(runs, "cut")
	if n, err := w.RunDue(ctx, "server", runs); n != 4 || err != nil {
		t.Fatalf("%d run, %v", n, err)
	}
	for range 10 {
		*w.Clock = w.Clock.Add(5 * 3600e9)
		if _, err := w.RunDue(ctx, "server", runs); err != nil {
			t.Fatal(err)
		}
	}
	if tries != 6 {
		t.Errorf("tried %d times", tries)
	}
	add(w, job.Job{ID: "cut2", Kind: "cut"})
	stopping, stop := context.WithCancel(ctx)
	cut := map[string]jobs.Run{"cut": func(ctx context.Context, _ job.Job, _ func(int, int) error) error { stop(); return ctx.Err() }}
	if n, err := w.RunDue(stopping, "server", cut); n != 1 || !errors.Is(err, context.Canceled) {
		t.Errorf("%d run while the server stops, %v", n, err)
	}
	want := map[id.ID]job.State{"fails": job.Dead, "panics": job.Dead, "stops": job.Cancelled, "good": job.Done, "unknown": job.Waiting, "cut": job.Waiting, "cut2": job.Waiting}
	all, err := w.Jobs(ctx, apptest.Operator, "")
	if err != nil || len(all) != len(want) {
		t.Errorf("%d jobs, %v", len(all), err)
	}
	for _, j := range all {
		if j.State != want[j.ID] || j.State == job.Dead && j.Error == "" || j.ID == "good" && (j.Done != 7 || j.Total != 7) || j.State == job.Waiting && j.Attempts != 0 {
			t.Errorf("%+v", j)
		}
	}
}
