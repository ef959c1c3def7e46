package hooks

import (
	"context"
	"errors"

	"dondoc/internal/access"
	"dondoc/internal/app/desk"
	"dondoc/internal/app/jobs"
	"dondoc/internal/errs"
	"dondoc/internal/hook"
	"dondoc/internal/id"
	"dondoc/internal/job"
	"dondoc/internal/ledger"
	"dondoc/internal/period"
	"dondoc/internal/store"
)

// Send brings a message to the address of a program. An error is of the moment,
// but one that is hook.ErrGone or hook.ErrForbidden.
type Send func(ctx context.Context, to string, m hook.Message) error

// Plan has every hook told that the log has grown past.
func (a *Wing) Plan(ctx context.Context) error {
	now := a.desk.Now()
	var behind []hook.Hook
	look := func(ctx context.Context, tx *store.Tx) (err error) {
		behind, _, err = tx.HooksBehind(ctx, telling, period.DateOf(now))
		return err
	}
	if err := a.desk.Look(ctx, look); err != nil || len(behind) == 0 {
		return err
	}
	return a.desk.Keep(ctx, func(ctx context.Context, tx *store.Tx) error {
		if err := look(ctx, tx); err != nil {
			return err
		}
		for _, h := range behind {
			j, err := tx.JobOnce(ctx, telling, string(h.ID))
			switch {
			case errs.Is(err, errs.NotFound):
				_, err = tx.InsertJob(ctx, job.Job{ID: a.desk.Mint(), Kind: telling, Once: string(h.ID), Payload: string(h.ID), Unit: h.Unit, RunAt: now, Made: now})
			case err == nil:
				err = tx.PutJob(ctx, j.Anew(now))
			}
			if err != nil {
				return err
			}
		}
		return nil
	})
}

// Runs is what the jobs of this wing do, by kind.
func (a *Wing) Runs(send Send) map[string]jobs.Run {
	if send == nil {
		return nil
	}
	return map[string]jobs.Run{
		telling: func(ctx context.Context, j job.Job, say func(int, int) error) error { return a.tell(ctx, j, send, say) },
		pinging: func(ctx context.Context, j job.Job, _ func(int, int) error) error { return a.ping(ctx, j, send) },
	}
}

const (
	entriesRead = 1000 // of the log at once
	eventsTold  = 200  // in a message, at most
)

// batch is what a hook is told next.
type batch struct {
	hook.Hook
	hook.State
	events []hook.Event
	next   int64 // where the log goes on after them
	size   int64
}

// tell tells a hook all that it has not heard. It goes on where it was heard
// last: what was heard is never told again but where the answer was lost.
func (a *Wing) tell(ctx context.Context, j job.Job, send Send, say func(done, total int) error) error {
	for told := 0; ; {
		b, err := a.next(ctx, id.ID(j.Payload))
		if errs.Is(err, errs.NotFound) { // dropped meanwhile
			return nil
		}
		if err != nil {
			if errors.Is(err, hook.ErrForbidden) {
				err = errors.Join(err, a.heard(ctx, hook.State{Hook: b.Hook.ID}, hook.ErrForbidden, true))
			}
			return err
		}
		if b.next == b.Next {
			return nil
		}
		if err := say(told, told+int(b.size-b.Next)); err != nil {
			return err
		}
		var failed error
		if len(b.events) > 0 {
			failed = a.send(ctx, b, send)
		}
		if failed == nil {
			told += int(b.next - b.Next)
			b.Next = b.next
		}
		if err := a.heard(ctx, b.State, failed, len(b.events) > 0); err != nil || failed != nil {
			return errors.Join(failed, err)
		}
	}
}

func (a *Wing) send(ctx context.Context, b batch, send Send) error {
	m, err := hook.Events(b.Hook, b.Secret, b.events, b.next, a.desk.Now())
	if err != nil {
		return jobs.ForGood{Err: err}
	}
	return forGood(send(ctx, b.URL, m))
}

// forGood marks an answer after which the same message need not be sent again by itself.
func forGood(err error) error {
	if errors.Is(err, hook.ErrGone) || errors.Is(err, hook.ErrForbidden) {
		return jobs.ForGood{Err: err}
	}
	return err
}

// heard keeps how far a hook was told, unless it was dropped meanwhile.
func (a *Wing) heard(ctx context.Context, s hook.State, failed error, asked bool) error {
	return a.desk.Keep(context.WithoutCancel(ctx), func(ctx context.Context, tx *store.Tx) error {
		was, err := tx.HookState(ctx, s.Hook)
		if errs.Is(err, errs.NotFound) {
			return nil
		}
		if err != nil {
			return err
		}
		was.Next = max(was.Next, s.Next)
		if asked {
			was.Tried, was.Error = a.desk.Now(), ""
			if failed != nil {
				was.Error = failed.Error()
			} else {
				was.Told = was.Tried
			}
		}
		return tx.PutHookState(ctx, was)
	})
}

// next reads what a hook is told next, by what its owner may read of the log today.
func (a *Wing) next(ctx context.Context, which id.ID) (batch, error) {
	var b batch
	err := a.desk.Read(ctx, access.Actor{}, func(ctx context.Context, tx *desk.Tx) (err error) {
		if b.Hook, err = tx.Hook(ctx, which); err != nil {
			return err
		}
		if b.State, err = tx.HookState(ctx, which); err != nil {
			return err
		}
		d, err := owners(ctx, tx, b.Hook)
		if err != nil {
			return err
		}
		b.next, b.size = b.Next, tx.Size
		if b.Over(tx.Today) {
			return nil
		}
		entries, err := tx.LedgerFrom(ctx, b.Next, entriesRead)
		for _, e := range entries {
			if len(b.events) == eventsTold {
				break
			}
			b.next = e.Seq + 1
			if !e.Sealed && b.Tells(e.Action) && e.Unit != "" && d.AtOrBelow(id.ID(e.Unit), b.Unit) && d.Can(access.ReadLog, id.ID(e.Unit)) {
				b.events = append(b.events, eventOf(d, e))
			}
		}
		return err
	})
	return b, err
}

func eventOf(d *desk.Directory, e ledger.Entry) hook.Event {
	out := hook.Event{Seq: e.Seq, At: e.At.UTC(), Action: e.Action, Object: e.Object}
	if v, ok := d.Unit(id.ID(e.Unit), d.Today()); ok {
		out.Unit = v.Code
	}
	return out
}

// owners is the directory as the owner of a hook has it; Forbidden, for good,
// where the account is closed or may not read the log of the unit any more.
func owners(ctx context.Context, tx *desk.Tx, h hook.Hook) (*desk.Directory, error) {
	owner, err := tx.AccountByID(ctx, h.Account)
	if err != nil {
		return nil, err
	}
	grants, err := tx.Grants(ctx, h.Account)
	if err != nil {
		return nil, err
	}
	d := tx.Dir.As(access.Actor{Account: owner.ID, Person: owner.Person, User: owner.Username, Name: owner.Name, Grants: grants})
	if owner.Disabled || !d.Can(access.ReadLog, h.Unit) {
		return nil, jobs.ForGood{Err: hook.ErrForbidden}
	}
	return d, nil
}

// ping sends a hook a message that tells nothing.
func (a *Wing) ping(ctx context.Context, j job.Job, send Send) error {
	var h hook.Hook
	var s hook.State
	err := a.desk.Read(ctx, access.Actor{}, func(ctx context.Context, tx *desk.Tx) (err error) {
		if h, err = tx.Hook(ctx, id.ID(j.Payload)); err != nil {
			return err
		}
		if s, err = tx.HookState(ctx, h.ID); err != nil {
			return err
		}
		_, err = owners(ctx, tx, h)
		return err
	})
	if errs.Is(err, errs.NotFound) {
		return nil
	}
	failed := err
	if err == nil {
		m, err := hook.Ping(h, s.Secret, j.ID, a.desk.Now())
		if err != nil {
			return jobs.ForGood{Err: err}
		}
		failed = send(ctx, h.URL, m)
	}
	if err := a.heard(ctx, hook.State{Hook: h.ID}, failed, true); err != nil {
		return errors.Join(failed, err)
	}
	if failed != nil {
		return jobs.ForGood{Err: failed} // who tries sees at once what came of it
	}
	return nil
}
