package chasing

import (
	"context"
	"fmt"
	"time"

	"dondoc/internal/app/jobs"
	"dondoc/internal/errs"
	"dondoc/internal/job"
	"dondoc/internal/period"
	"dondoc/internal/store"
)

// again is how often what comes back within a day is done: it has one row a day.
var again = map[string]time.Duration{job.Recurring: time.Hour, job.CheckSample: 10 * time.Minute}

// sampled is how many units a look at the standings takes, picked at random.
const sampled = 20

// ledgerHour is when the whole log is checked: after office hours.
const ledgerHour = 21

// comeBack adds the jobs that come back within the day, and those of the night.
func (a *Wing) comeBack(ctx context.Context) error {
	now := a.desk.Now().In(period.Zone)
	today := string(period.DateOf(now))
	var due []job.Job
	err := a.desk.Look(ctx, func(ctx context.Context, tx *store.Tx) error {
		for kind, every := range again {
			j, err := tx.JobOnce(ctx, kind, today)
			switch {
			case errs.Is(err, errs.NotFound):
				due = append(due, job.Job{Kind: kind})
			case err != nil:
				return err
			case j.State == job.Done && now.Sub(j.Ended) >= every:
				due = append(due, j)
			}
		}
		if now.Hour() < ledgerHour {
			return nil
		}
		_, err := tx.JobOnce(ctx, job.CheckLedger, today)
		if errs.Is(err, errs.NotFound) {
			due, err = append(due, job.Job{Kind: job.CheckLedger}), nil
		}
		return err
	})
	if err != nil || len(due) == 0 {
		return err
	}
	return a.desk.Keep(ctx, func(ctx context.Context, tx *store.Tx) error {
		for _, j := range due {
			if j.ID == "" {
				if _, err := tx.InsertJob(ctx, job.Job{ID: a.desk.Mint(), Kind: j.Kind, Once: today, RunAt: now, Made: now}); err != nil {
					return err
				}
				continue
			}
			was, err := tx.Job(ctx, j.ID)
			if err == nil && was.State == job.Done && now.Sub(was.Ended) >= again[j.Kind] { // another server was not quicker
				err = tx.PutJob(ctx, was.Anew(now))
			}
			if err != nil {
				return err
			}
		}
		return nil
	})
}

// recurring gives out what recurring tasks ask for.
func (a *Wing) recurring(ctx context.Context, _ job.Job, say func(done, total int) error) error {
	given, err := a.tasks.GiveRecurring(ctx, byItself, false)
	if err == nil && len(given) > 0 {
		err = say(len(given), len(given))
	}
	return err
}

// checkSample works out a few standings again; what differs is made anew, and the job
// is dead, so that somebody looks at it.
func (a *Wing) checkSample(ctx context.Context, _ job.Job, _ func(done, total int) error) error {
	v, err := a.standing.CheckRollup(ctx, byItself, sampled)
	if err == nil && v.Alarm != nil {
		err = jobs.ForGood{Err: fmt.Errorf("unit %s, %s: target %s stood as %q, is %q; made anew", v.Alarm.Unit, v.Alarm.Cycle, v.Alarm.Target, v.Alarm.Have, v.Alarm.Want)}
	}
	return err
}

// checkLedger checks the whole log and the tables.
func (a *Wing) checkLedger(ctx context.Context, _ job.Job, say func(done, total int) error) error {
	within, stop := context.WithCancelCause(ctx)
	defer stop(nil)
	var said time.Time
	v, err := a.record.VerifyLedger(within, byItself, nil, func(done, of int64) {
		if now := time.Now(); now.Sub(said) >= 3*time.Second {
			said = now
			if err := say(int(done), int(of)); err != nil && !errs.Is(err, errs.Busy) {
				stop(err)
			}
		}
	})
	if cause := context.Cause(within); cause != nil && err != nil {
		return cause
	}
	if err != nil {
		return err
	}
	if wrong := wrongOf(v); wrong != nil {
		return jobs.ForGood{Err: wrong}
	}
	return say(int(v.Size), int(v.Size))
}

// wrongOf is what a check of the log found, as a dead job says it.
func wrongOf(v store.Verdict) error {
	if v.OK() {
		return nil
	}
	if v.Wrong != nil {
		return fmt.Errorf("the log: %s at %d", v.Wrong.What, v.Wrong.Seq)
	}
	f := v.Findings[0]
	return fmt.Errorf("%d findings; the first: %s %s %s", len(v.Findings)+v.More, f.Table, f.Key, f.What)
}
