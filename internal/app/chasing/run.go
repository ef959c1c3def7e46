package chasing

import (
	"context"
	"errors"
	"maps"
	"time"

	"dondoc/internal/app/hooks"
	"dondoc/internal/app/jobs"
	"dondoc/internal/app/months"
	"dondoc/internal/chase"
	"dondoc/internal/errs"
	"dondoc/internal/id"
	"dondoc/internal/job"
	"dondoc/internal/period"
	"dondoc/internal/store"
)

// Letter is a notice on its way to somebody's mailbox.
type Letter struct {
	chase.Notice
	To   string // mail address
	Lang string
	Unit string // its name

	Confirm string // the key by which the address is confirmed; of a letter that asks for it
}

// Post is a way of sending letters. An error is of the moment, but one that is
// chase.ErrRefused or chase.ErrUnsure.
type Post func(ctx context.Context, l Letter) error

// Out is the ways out of the house. Without one of them what would go by it waits.
type Out struct {
	Letter Post
	Hook   hooks.Send
	Push   Push
}

// RunJobs runs what is due once, and says how many jobs it ran.
func (a *Wing) RunJobs(ctx context.Context, holder string, out Out) (int, error) {
	if err := a.plan(ctx); err != nil {
		return 0, err
	}
	if err := a.comeBack(ctx); err != nil {
		return 0, err
	}
	if err := a.hooks.Plan(ctx); err != nil {
		return 0, err
	}
	runs := map[string]jobs.Run{chase.OfTheDay: a.digest, chase.Escalation: a.escalate, chase.Closing: a.close,
		job.Recurring: a.recurring, job.CheckSample: a.checkSample, job.CheckLedger: a.checkLedger, job.Importing: a.later.Run}
	if out.Letter != nil {
		runs[confirming] = func(ctx context.Context, j job.Job, _ func(int, int) error) error {
			return a.confirm(ctx, j, out.Letter)
		}
		runs[letter] = func(ctx context.Context, j job.Job, _ func(int, int) error) error { return a.post(ctx, j, out.Letter) }
	}
	if out.Push != nil {
		runs[pushing] = func(ctx context.Context, j job.Job, _ func(int, int) error) error { return a.push(ctx, j, out.Push) }
	}
	maps.Copy(runs, a.hooks.Runs(out.Hook))
	return a.jobs.RunDue(ctx, holder, runs)
}

// plan adds the jobs of the day, from the hour of the rule on, on working days.
func (a *Wing) plan(ctx context.Context) error {
	now := a.desk.Now().In(period.Zone)
	today := period.DateOf(now)
	due := false
	err := a.desk.Look(ctx, func(ctx context.Context, tx *store.Tx) error {
		rule, err := months.RuleOf(ctx, tx)
		if err != nil || now.Hour() < rule.Hour || !rule.Calendar(today).Works(today) {
			return err
		}
		_, err = tx.JobOnce(ctx, chase.OfTheDay, string(today))
		if due = errs.Is(err, errs.NotFound); due {
			return nil
		}
		return err
	})
	if err != nil || !due {
		return err
	}
	return a.desk.Keep(ctx, func(ctx context.Context, tx *store.Tx) error {
		for _, kind := range []string{chase.Closing, chase.OfTheDay, chase.Escalation} {
			if _, err := tx.InsertJob(ctx, job.Job{ID: a.desk.Mint(), Kind: kind, Once: string(today), Payload: string(today), RunAt: now, Made: now}); err != nil {
				return err
			}
		}
		if err := tx.ForgetPutOff(ctx, now.Add(-jobsKept)); err != nil {
			return err
		}
		return tx.ForgetJobs(ctx, now.Add(-jobsKept))
	})
}

// jobsKept is how long what was done is remembered.
const jobsKept = 30 * 24 * time.Hour

// post sends the letter of a notice. What the mail server took is never sent
// again: where its answer was lost, somebody has to decide.
func (a *Wing) post(ctx context.Context, j job.Job, send Post) error {
	var l Letter
	skip := false
	err := a.desk.Look(ctx, func(ctx context.Context, tx *store.Tx) (err error) {
		if l.Notice, err = tx.Notice(ctx, id.ID(j.Payload)); err != nil {
			return err
		}
		account, err := tx.AccountByID(ctx, l.Account)
		if err != nil {
			return err
		}
		w, err := tx.Wish(ctx, l.Account)
		l.To, l.Lang = w.Address, account.Lang
		skip = account.Disabled || !w.Reachable() || l.Mail == chase.MailSent || !l.Opened.IsZero()
		return err
	})
	if errs.Is(err, errs.NotFound) { // forgotten meanwhile
		return nil
	}
	if err != nil {
		return err
	}
	if skip {
		if l.Mail == chase.MailSent {
			return nil
		}
		return a.mailed(ctx, l.Notice, "")
	}
	if l.Mail == chase.MailSends {
		return errors.Join(jobs.ForGood{Err: chase.ErrUnsure}, a.mailed(ctx, l.Notice, chase.MailUnsure))
	}
	d, err := a.desk.Directory(ctx, byItself)
	if err != nil {
		return err
	}
	v, _ := d.Unit(l.Notice.Unit, d.Today())
	l.Unit = v.Name
	if err := a.mailed(ctx, l.Notice, chase.MailSends); err != nil {
		return err
	}
	failed := send(ctx, l)
	stands := chase.MailWaits
	switch {
	case failed == nil:
		stands = chase.MailSent
	case errors.Is(failed, chase.ErrUnsure):
		stands, failed = chase.MailUnsure, jobs.ForGood{Err: failed}
	case errors.Is(failed, chase.ErrRefused):
		stands, failed = chase.MailFailed, jobs.ForGood{Err: failed}
	case j.Last():
		stands = chase.MailFailed
	}
	if err := a.mailed(context.WithoutCancel(ctx), l.Notice, stands); err != nil {
		return errors.Join(failed, err)
	}
	return failed
}

func (a *Wing) mailed(ctx context.Context, n chase.Notice, stands string) error {
	return a.desk.Keep(ctx, func(ctx context.Context, tx *store.Tx) error { return tx.NoticeMailed(ctx, n, stands, a.desk.Now()) })
}
