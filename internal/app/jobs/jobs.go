// Package jobs is what runs by itself: it is kept in one table, taken by one
// server at a time, tried again when it fails, and seen by administrators.
package jobs

import (
	"context"
	"errors"
	"fmt"
	"time"

	"dondoc/internal/access"
	"dondoc/internal/app/desk"
	"dondoc/internal/errs"
	"dondoc/internal/id"
	"dondoc/internal/job"
	"dondoc/internal/store"
)

// Wing is these use-cases over one desk. It is safe for concurrent use.
type Wing struct{ desk *desk.Desk }

// New makes the wing.
func New(k *desk.Desk) *Wing { return &Wing{k} }

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

// CancelJob stops a job: at once where nobody runs it.
func (a *Wing) CancelJob(ctx context.Context, actor access.Actor, which id.ID) error {
	return a.change(ctx, actor, which, "job.cancelled", "job.ended", job.Job.Stopped)
}

func (a *Wing) change(ctx context.Context, actor access.Actor, which id.ID, action, refused string, to func(job.Job, time.Time) (job.Job, bool)) error {
	return a.desk.Write(ctx, actor, func(ctx context.Context, tx *desk.Tx) (desk.Entry, error) {
		if err := tx.Dir.Anywhere(access.ManageAccounts); err != nil {
			return desk.Entry{}, err
		}
		j, err := tx.Job(ctx, which)
		if err != nil {
			return desk.Entry{}, desk.Missing(err)
		}
		if err := May(tx.Dir, j.Unit); err != nil {
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
	failed := guarded(ctx, j, do, say)
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
		case now.Cancel:
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
