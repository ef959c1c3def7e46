package plan

import (
	"context"
	"time"

	"dondoc/internal/access"
	"dondoc/internal/app/desk"
	"dondoc/internal/app/standing"
	"dondoc/internal/errs"
	"dondoc/internal/id"
	"dondoc/internal/target"
	"dondoc/internal/target/ahead"
)

// furthest is how many days after a target's year a change to come may lie.
const furthest = 366

// decideAhead keeps who will answer for a target from a day to come.
func decideAhead(ctx context.Context, tx *desk.Tx, was, is target.Target, in NewAnswering) error {
	if in.From > was.Cycle.End().AddDays(furthest) {
		return errs.New(errs.Invalid, "app.ahead_far", "from", in.From, "year", was.Cycle).In("from")
	}
	a, err := tx.Amendment("", was.ID, was.Entries(), is.Entries(), in.Reason)
	if err != nil {
		return err
	}
	change := ahead.Change{ID: tx.Mint(), Target: was.ID, Unit: is.AnswerUnit, Post: is.Post, From: in.From, Reason: a.Reason,
		By: a.By, ByName: a.ByName, At: a.At, State: ahead.Waits}
	if err := tx.InsertAhead(ctx, change); err != nil {
		return err
	}
	_, err = tx.Log(ctx, desk.Entry{Action: "target.answering_ahead", Object: was.ID, Unit: was.Unit, Body: map[string]any{"from": in.From, "before": a.Before, "after": a.After, "reason": a.Reason}})
	return err
}

// waits refuses a change from a day on which, or after which, another is to come
// into force already: one after the other has to be said in order.
func waits(ctx context.Context, tx *desk.Tx, which id.ID, in NewAnswering) error {
	known, err := tx.AheadOf(ctx, []id.ID{which})
	if err != nil {
		return err
	}
	for _, a := range known {
		if a.State == ahead.Waits && (a.From <= in.From || in.From > tx.Today) {
			return errs.New(errs.Conflict, "app.answering_waits", "from", a.From).In("from").Try("app.answering_waits_hint")
		}
	}
	return nil
}

// WithdrawAnswering takes a change of who answers back before its day.
func (a *Wing) WithdrawAnswering(ctx context.Context, actor access.Actor, which id.ID) error {
	return a.desk.Write(ctx, actor, func(ctx context.Context, tx *desk.Tx) (desk.Entry, error) {
		change, err := tx.Ahead(ctx, which)
		if err != nil {
			return desk.Entry{}, desk.Missing(err)
		}
		t, _, err := standing.TargetFor(ctx, tx, access.ManageTargets, change.Target)
		if err != nil {
			return desk.Entry{}, err
		}
		if change.State != ahead.Waits {
			return desk.Entry{}, errs.New(errs.Conflict, "app.ahead_closed", "state", string(change.State))
		}
		change.State, change.ClosedBy, change.ClosedName, change.ClosedAt = ahead.TakenBack, actor.Account, tx.Name(), tx.Now
		return desk.Entry{Action: "target.answering_withdrawn", Object: t.ID, Unit: t.Unit, Body: map[string]any{"from": change.From, "reason": change.Reason}}, tx.CloseAhead(ctx, change)
	})
}

// ComeIntoForce has every change whose day has come be in force, from its day.
// One that cannot be any more stays, and is told; the others are done.
func (a *Wing) ComeIntoForce(ctx context.Context, actor access.Actor) (done int, err error) {
	var due []ahead.Change
	err = a.desk.Read(ctx, actor, func(ctx context.Context, tx *desk.Tx) error {
		due = nil
		all, err := tx.AheadDue(ctx, tx.Today)
		for _, a := range all {
			_, _, denied := standing.TargetFor(ctx, tx, access.ManageTargets, a.Target)
			if errs.Failed(denied) {
				return denied
			}
			if denied == nil {
				due = append(due, a)
			}
		}
		return err
	})
	var list errs.List
	for _, change := range due {
		did, failed := a.enforce(ctx, actor, change.ID)
		if failed != nil && errs.KindOf(failed) == errs.Internal {
			return done, failed
		}
		list = append(list, errs.All(failed)...)
		if did {
			done++
		}
	}
	if err == nil {
		err = list.OrNil()
	}
	return done, err
}

func (a *Wing) enforce(ctx context.Context, actor access.Actor, which id.ID) (did bool, err error) {
	err = a.desk.WriteSeveral(ctx, actor, func(ctx context.Context, tx *desk.Tx) error {
		change, err := tx.Ahead(ctx, which)
		if err != nil || change.State != ahead.Waits || change.From > tx.Today {
			return err
		}
		t, d, err := standing.TargetFor(ctx, tx, access.ManageTargets, change.Target)
		if err != nil {
			return err
		}
		if why := hinders(d, t, change); why != nil {
			return why
		}
		change.State, change.ClosedBy, change.ClosedName, change.ClosedAt = ahead.InForce, actor.Account, tx.Name(), tx.Now
		if err := tx.CloseAhead(ctx, change); err != nil {
			return err
		}
		did = true
		is := t
		is.AnswerUnit, is.Post = change.Unit, change.Post
		if is.AnswerUnit == t.AnswerUnit && is.Post == t.Post { // answers for it already
			_, err = tx.Log(ctx, desk.Entry{Action: "target.answering_changed", Object: t.ID, Unit: t.Unit, Body: map[string]any{"from": change.From, "reason": change.Reason}})
			return err
		}
		return amendTarget(ctx, tx, t, is, change.Reason, change.From, &change)
	})
	return did && err == nil, err
}

// hinders says why a change cannot come into force: nil where it can.
func hinders(d *desk.Directory, t target.Target, a ahead.Change) error {
	unit, stands := d.Tree(d.Today()).Unit(a.Unit)
	if !stands {
		v, _ := d.Unit(a.Unit, d.Today())
		return errs.New(errs.Conflict, "app.ahead_unit_gone", "unit", v.Name, "name", t.Name)
	}
	if _, stands := d.Tree(d.Today()).Unit(t.Unit); !stands && t.Unit != a.Unit {
		return errs.New(errs.Conflict, "app.ahead_target_gone", "unit", unit.Name, "name", t.Name)
	}
	if len(t.Revisions) == 0 || t.Current().Dropped {
		return errs.New(errs.Conflict, "app.ahead_dropped", "name", t.Name)
	}
	return nil
}

// Coming is a change of who answers that is still to come, as it is shown.
type Coming struct {
	ahead.Change
	Answers desk.Responsible // on its day
	Hinders error            // why it did not come into force, its day being past
}

// fillComing adds who will answer from a day to come.
func (p *TargetPage) fillComing(ctx context.Context, tx *desk.Tx, before time.Time) error {
	known, err := tx.AheadOf(ctx, []id.ID{p.ID})
	p.Coming = coming(tx, known, before, p.Target)
	return err
}

func coming(tx *desk.Tx, known []ahead.Change, before time.Time, t target.Target) (out []Coming) {
	for _, a := range known {
		if !a.WaitsAt(before) || a.Target != t.ID {
			continue
		}
		c := Coming{Change: a, Answers: tx.Dir.Answering(a.Unit, a.Post, max(a.From, tx.Today))}
		if a.From <= tx.Today && before.IsZero() {
			c.Hinders = hinders(tx.Dir, t, a)
		}
		out = append(out, c)
	}
	return out
}

// comingOf gives who will answer for targets from a day to come, by target.
func comingOf(ctx context.Context, tx *desk.Tx, targets []target.Target) (map[id.ID][]Coming, error) {
	ids := make([]id.ID, len(targets))
	for i, t := range targets {
		ids[i] = t.ID
	}
	known, err := tx.AheadOf(ctx, ids)
	out := map[id.ID][]Coming{}
	for _, t := range targets {
		if c := coming(tx, known, time.Time{}, t); c != nil {
			out[t.ID] = c
		}
	}
	return out, err
}

// WatchAnswering has changes come into force on their day, at once and then time
// and again until the context ends. Errors go to tell, and so does how many did.
func (a *Wing) WatchAnswering(ctx context.Context, every time.Duration, tell func(done int, err error)) {
	tick := time.NewTicker(every)
	defer tick.Stop()
	for {
		done, err := a.ComeIntoForce(ctx, desk.Operator("calendar"))
		if (err != nil || done > 0) && ctx.Err() == nil {
			tell(done, err)
		}
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
	}
}
