// Package jobs is what runs by itself: it is kept in one table, taken by one
// server at a time, tried again when it fails, and seen by administrators.
package jobs

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"

	"dondoc/internal/access"
	"dondoc/internal/app/desk"
	"dondoc/internal/errs"
	"dondoc/internal/id"
	"dondoc/internal/job"
	"dondoc/internal/store"
)

// Wing is these use-cases over one desk. It is safe for concurrent use.
type Wing struct {
	desk *desk.Desk
	live sync.Map // jobs that this process runs: id → what stops one
}

// New makes the wing.
func New(k *desk.Desk) *Wing { return &Wing{desk: k} }

// mostShown is how many jobs of each state are shown.
const mostShown = 200

// May asks for the administrator over the unit a job is of; what concerns all is
// for those over a unit that has none above it, and for who holds the database.
func May(d *desk.Directory, unit id.ID) error {
	if unit != "" {
		return d.May(access.ManageAccounts, unit)
	}
	for _, v := range d.Versions {
		if v.Parent == "" && d.Can(access.ManageAccounts, v.ID) {
			return nil
		}
	}
	return d.May(access.ManageAccounts, "")
}

// Jobs gives the jobs in a state, or in any, that the actor may see.
func (a *Wing) Jobs(ctx context.Context, actor access.Actor, state job.State) ([]job.Job, error) {
	if state != "" && !state.Valid() {
		return nil, errs.New(errs.Invalid, "job.state_unknown", "state", string(state)).In("state")
	}
	var out []job.Job
	err := a.desk.Read(ctx, actor, func(ctx context.Context, tx *desk.Tx) error {
		if err := tx.Dir.Anywhere(access.ManageAccounts); err != nil {
			return err
		}
		for _, s := range job.States() {
			if state != "" && s != state {
				continue
			}
			all, err := tx.JobsIn(ctx, s, mostShown)
			if err != nil {
				return err
			}
			for _, j := range all {
				if May(tx.Dir, j.Unit) == nil {
					out = append(out, j)
				}
			}
		}
		return nil
	})
	return out, err
}

// RetryJob has a job that died or was cancelled run again now.
func (a *Wing) RetryJob(ctx context.Context, actor access.Actor, which id.ID) error {
	return a.change(ctx, actor, which, "job.retried", "job.not_dead", job.Job.Again)
}

// CancelJob stops a job: at once where nobody runs it, or this process does.
func (a *Wing) CancelJob(ctx context.Context, actor access.Actor, which id.ID) error {
	told := false
	if stop, live := a.live.Load(which); live { // what it writes may hold up the note that it is to stop
		err := a.desk.Read(ctx, actor, func(ctx context.Context, tx *desk.Tx) error {
			_, err := mine(ctx, tx, which)
			return err
		})
		if err != nil {
			return err
		}
		stop.(context.CancelCauseFunc)(errStopped)
		told = true
	}
	return a.change(ctx, actor, which, "job.cancelled", "job.ended", func(j job.Job, now time.Time) (job.Job, bool) {
		if told && j.State == job.Cancelled { // it stopped meanwhile
			return j, true
		}
		return j.Stopped(now)
	})
}

// mine gives a job that the actor may stop and have run again: who asked for it, and
// the administrators of its unit.
func mine(ctx context.Context, tx *desk.Tx, which id.ID) (job.Job, error) {
	j, err := tx.Job(ctx, which)
	if err != nil {
		return j, desk.Missing(err)
	}
	if j.By != "" && j.By == tx.Actor.Account {
		return j, nil
	}
	if err := tx.Dir.Anywhere(access.ManageAccounts); err != nil {
		return j, err
	}
	return j, May(tx.Dir, j.Unit)
}

// CheckNow has the whole log and the tables checked by a job, as it is once a day, and
// gives the job.
func (a *Wing) CheckNow(ctx context.Context, actor access.Actor) (id.ID, error) {
	var which id.ID
	err := a.desk.Write(ctx, actor, func(ctx context.Context, tx *desk.Tx) (desk.Entry, error) {
		if err := May(tx.Dir, ""); err != nil {
			return desk.Entry{}, err
		}
		which = tx.Mint()
		_, err := tx.InsertJob(ctx, job.Job{ID: which, Kind: job.CheckLedger, Once: string(which), By: tx.Actor.Account, RunAt: tx.Now, Made: tx.Now})
		return desk.Entry{Action: "job.asked", Object: which, Body: map[string]any{"kind": job.CheckLedger}}, err
	})
	return which, err
}

func (a *Wing) change(ctx context.Context, actor access.Actor, which id.ID, action, refused string, to func(job.Job, time.Time) (job.Job, bool)) error {
	return a.desk.Write(ctx, actor, func(ctx context.Context, tx *desk.Tx) (desk.Entry, error) {
		j, err := mine(ctx, tx, which)
		if err != nil {
			return desk.Entry{}, err
		}
		next, ok := to(j, tx.Now)
		if !ok {
			return desk.Entry{}, errs.New(errs.Conflict, refused)
		}
		return desk.Entry{Action: action, Object: j.ID, Unit: j.Unit, Body: map[string]any{"kind": j.Kind, "error": j.Error}}, tx.PutJob(ctx, next)
	})
}

// Run is what a kind of job does. It tells with say how far it is; an error of
// say ends it: somebody asked it to stop, or another server has it.
type Run func(ctx context.Context, j job.Job, say func(done, total int) error) error

// ForGood is an error after which trying again does not help.
type ForGood struct{ Err error }

func (e ForGood) Error() string { return e.Err.Error() }
func (e ForGood) Unwrap() error { return e.Err }

var errStopped = errors.New("the job was stopped")

var errTaken = errors.New("the job was stopped or taken over")

// RunDue runs what is due, one after another, and says how many it ran.
func (a *Wing) RunDue(ctx context.Context, holder string, runs map[string]Run) (int, error) {
	var kinds []string
	for kind := range runs {
		kinds = append(kinds, kind)
	}
	for n := 0; ; n++ {
		if ctx.Err() != nil || len(kinds) == 0 {
			return n, ctx.Err()
		}
		j, ok, err := a.claim(ctx, holder, kinds)
		if err != nil || !ok {
			return n, err
		}
		if err := a.run(ctx, j, runs[j.Kind]); err != nil {
			return n, err
		}
	}
}

// claim takes the job that is due first; nothing is written where there is none.
func (a *Wing) claim(ctx context.Context, holder string, kinds []string) (j job.Job, ok bool, err error) {
	err = a.desk.Look(ctx, func(ctx context.Context, tx *store.Tx) error {
		_, err := tx.DueJob(ctx, a.desk.Now(), kinds)
		return err
	})
	if errs.Is(err, errs.NotFound) {
		return j, false, nil
	}
	if err != nil {
		return j, false, err
	}
	err = a.desk.Keep(ctx, func(ctx context.Context, tx *store.Tx) error {
		j, err = tx.DueJob(ctx, a.desk.Now(), kinds)
		if errs.Is(err, errs.NotFound) { // another was quicker
			return nil
		}
		if err != nil {
			return err
		}
		if ok, err = tx.ClaimJob(ctx, j.ID, holder, a.desk.Now()); err != nil || !ok {
			return err
		}
		j, err = tx.Job(ctx, j.ID)
		return err
	})
	return j, ok, err
}

// run runs a claimed job and writes what came of it, unless it is no longer held.
func (a *Wing) run(ctx context.Context, j job.Job, do Run) error {
	say := func(done, total int) error {
		j.Done, j.Total = done, total
		goes := false
		err := a.desk.Keep(ctx, func(ctx context.Context, tx *store.Tx) (err error) {
			goes, err = tx.JobGoesOn(ctx, j, a.desk.Now())
			return err
		})
		if err == nil && !goes {
			err = errTaken
		}
		return err
	}
	within, stop := context.WithCancelCause(ctx)
	a.live.Store(j.ID, stop)
	failed := guarded(within, j, do, say)
	a.live.Delete(j.ID)
	stopped := failed != nil && errors.Is(context.Cause(within), errStopped)
	stop(nil)
	return a.desk.Keep(context.WithoutCancel(ctx), func(ctx context.Context, tx *store.Tx) error {
		now, err := tx.Job(ctx, j.ID)
		if err != nil || now.State != job.Running || now.Holder != j.Holder || now.Attempts != j.Attempts {
			return err
		}
		var forGood ForGood
		switch {
		case failed == nil:
			now.State, now.Error, now.Ended, now.Holder = job.Done, "", a.desk.Now(), ""
			now.Done = max(now.Done, now.Total)
		case now.Cancel || stopped:
			now.State, now.Ended, now.Holder = job.Cancelled, a.desk.Now(), ""
		case errors.Is(failed, context.Canceled): // the server stops: it was no attempt
			now.State, now.Holder, now.Attempts, now.RunAt = job.Waiting, "", now.Attempts-1, a.desk.Now()
		default:
			now = now.Failed(failed.Error(), errors.As(failed, &forGood), a.desk.Now())
		}
		now.Until = time.Time{}
		return tx.PutJob(ctx, now)
	})
}

// guarded keeps a panic in one job from taking the server with it, and does not
// begin one again that servers died of.
func guarded(ctx context.Context, j job.Job, do Run, say func(done, total int) error) (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = ForGood{fmt.Errorf("panic: %v", r)}
		}
	}()
	if j.TooOften() {
		return ForGood{errors.New("tried too often")}
	}
	return do(ctx, j, say)
}
