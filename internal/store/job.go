package store

import (
	"context"
	"time"

	"dondoc/internal/id"
	"dondoc/internal/job"
)

func millis(t time.Time) int64 {
	if t.IsZero() {
		return 0
	}
	return t.UnixMilli()
}

func moment(ms int64) time.Time {
	if ms == 0 {
		return time.Time{}
	}
	return time.UnixMilli(ms)
}

// InsertJob adds a job to be run; false where the same was added before.
func (tx *Tx) InsertJob(ctx context.Context, j job.Job) (bool, error) {
	n, err := tx.run(ctx, "job.insert", j.ID, j.Kind, j.Once, j.Payload, j.Unit, j.By, millis(j.RunAt), j.Total, millis(j.Made))
	return n == 1, err
}

func scanJob(s scanner) (j job.Job, err error) {
	var run, until, made, ended int64
	err = s.Scan(&j.ID, &j.Kind, &j.Once, &j.Payload, &j.Unit, &j.By, &j.State, &run, &j.Holder, &until, &j.Attempts, &j.Done, &j.Total, &j.Error, &j.Cancel, &made, &ended)
	j.RunAt, j.Until, j.Made, j.Ended = moment(run), moment(until), moment(made), moment(ended)
	return j, err
}

// DueJob gives the job of some kinds that is to be run first: one that waits, or
// one whose server has not said for a lease that it goes on. NotFound for none.
func (tx *Tx) DueJob(ctx context.Context, now time.Time, kinds []string) (job.Job, error) {
	name, args := listQuery("job.due", kinds, []any{millis(now)})
	return one(ctx, tx, name, scanJob, args...)
}

// ClaimJob takes a due job for a server; false where another was quicker.
func (tx *Tx) ClaimJob(ctx context.Context, which id.ID, holder string, now time.Time) (bool, error) {
	n, err := tx.run(ctx, "job.claim", which, millis(now), holder, millis(now.Add(job.Lease)))
	return n == 1, err
}

// JobGoesOn notes how far a job is and holds it on; false where it is no longer
// held, or asked to stop.
func (tx *Tx) JobGoesOn(ctx context.Context, j job.Job, now time.Time) (bool, error) {
	n, err := tx.run(ctx, "job.go_on", j.ID, j.Holder, j.Attempts, millis(now.Add(job.Lease)), j.Done, j.Total)
	return n == 1, err
}

// PutJob writes how a job stands.
func (tx *Tx) PutJob(ctx context.Context, j job.Job) error {
	return tx.execOne(ctx, "job.put", j.ID, j.State, millis(j.RunAt), j.Holder, millis(j.Until), j.Attempts, j.Done, j.Total, j.Error, j.Cancel, millis(j.Ended))
}

// Job finds a job.
func (tx *Tx) Job(ctx context.Context, which id.ID) (job.Job, error) {
	return one(ctx, tx, "job.by_id", scanJob, which)
}

// JobOnce finds a job by its kind and what it is done once for.
func (tx *Tx) JobOnce(ctx context.Context, kind, once string) (job.Job, error) {
	return one(ctx, tx, "job.once", scanJob, kind, once)
}

// JobsIn gives the newest jobs in a state.
func (tx *Tx) JobsIn(ctx context.Context, state job.State, limit int) ([]job.Job, error) {
	return many(ctx, tx, "job.in_state", scanJob, state, limit)
}

// ForgetJobs drops the jobs that were done or cancelled before a moment.
func (tx *Tx) ForgetJobs(ctx context.Context, before time.Time) error {
	return tx.exec(ctx, "job.forget", millis(before))
}
