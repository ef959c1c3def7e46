package charges

import (
	"context"

	"dondoc/internal/access"
	"dondoc/internal/app/desk"
	"dondoc/internal/app/plan"
	"dondoc/internal/app/standing"
	"dondoc/internal/app/tasks"
	"dondoc/internal/charge"
	"dondoc/internal/errs"
	"dondoc/internal/id"
	"dondoc/internal/org"
	"dondoc/internal/period"
)

// NewCharge is what is asked of a unit.
type NewCharge struct {
	Role   charge.Role
	Object id.ID // the target or the task
	Asked  id.ID
	Reason string
}

// AskCharge asks a unit to take something on. A unit that may be charged
// outright is not asked: it is charged.
func (a *Wing) AskCharge(ctx context.Context, actor access.Actor, in NewCharge) (id.ID, error) {
	var made id.ID
	err := a.desk.WriteSeveral(ctx, actor, func(ctx context.Context, tx *desk.Tx) error {
		r := charge.Request{Role: in.Role, Object: in.Object, Asked: in.Asked, Reason: in.Reason}
		err := about(ctx, tx, &r)
		if err == nil {
			made, err = tx.Ask(ctx, r)
		}
		return err
	})
	return made, err
}

// about sees whose target or task a request is about, that who asks may charge
// with it, and keeps what it says.
func about(ctx context.Context, tx *desk.Tx, r *charge.Request) error {
	if !r.Role.OfTask() {
		t, _, err := standing.TargetFor(ctx, tx, access.ManageTargets, r.Object)
		if err != nil {
			return err
		}
		r.Unit, r.Name = t.Unit, t.Name+": "+t.Current().Wording
		return nil
	}
	t, err := tasks.Given(ctx, tx, r.Object)
	r.Unit, r.Name, r.Due = t.Unit, t.Name, t.State.Due
	return err
}

// AnswerCharge says yes or no for the unit that was asked. With yes the unit is
// charged from this day on; nothing before it counts for it.
func (a *Wing) AnswerCharge(ctx context.Context, actor access.Actor, which id.ID, yes bool, say string) error {
	return a.close(ctx, actor, which, func(tx *desk.Tx, r charge.Request) (charge.State, error) {
		if yes {
			return charge.Accepted, tx.Dir.May(access.TakeOn, r.Asked)
		}
		return charge.Declined, tx.Dir.May(access.TakeOn, r.Asked)
	}, say)
}

// WithdrawCharge takes a request back that has no answer.
func (a *Wing) WithdrawCharge(ctx context.Context, actor access.Actor, which id.ID, say string) error {
	return a.close(ctx, actor, which, func(tx *desk.Tx, r charge.Request) (charge.State, error) {
		return charge.Withdrawn, tx.Dir.May(r.Role.Right(), r.Unit)
	}, say)
}

func (a *Wing) close(ctx context.Context, actor access.Actor, which id.ID, to func(*desk.Tx, charge.Request) (charge.State, error), say string) error {
	return a.desk.WriteSeveral(ctx, actor, func(ctx context.Context, tx *desk.Tx) error {
		r, err := tx.Charge(ctx, which)
		if err != nil {
			return desk.Missing(err)
		}
		state, err := to(tx, r)
		if err != nil {
			return err
		}
		if r, err = r.Close(state, say); err != nil {
			return err
		}
		r.AnsweredBy, r.AnswerName, r.AnsweredAt = actor.Account, tx.Name(), tx.Now
		if err := tx.AnswerCharge(ctx, r); err != nil {
			return err
		}
		of := r.Unit
		if state != charge.Withdrawn {
			of = r.Asked
		}
		if _, err := tx.Log(ctx, desk.Entry{Action: "charge." + string(state), Object: r.Object, Unit: of, Body: r}); err != nil || state != charge.Accepted {
			return err
		}
		return take(ctx, tx, r)
	})
}

// take charges the unit that said yes.
func take(ctx context.Context, tx *desk.Tx, r charge.Request) error {
	switch r.Role {
	case charge.Lead:
		return tasks.TakeLead(ctx, tx, r.Object, r.Asked, r.Reason)
	case charge.Partner:
		return tasks.TakePart(ctx, tx, r.Object, r.Asked, r.Reason)
	}
	return plan.TakeAnswering(ctx, tx, r.Object, r.Asked, r.Reason)
}

// Charge is a request with the names of its units.
type Charge struct {
	charge.Request
	Giver, Unit org.Version // whose matter it is, and who is asked
	Answerable  bool        // the reader may say yes or no
	Retractable bool        // the reader may take it back
	Readable    bool        // the reader may open what it is about
}

// Charges is what waits for an answer: of the units that the reader may answer
// for, and of others to what the reader's units asked.
type Charges struct {
	ToAnswer []Charge
	Asked    []Charge
}

// Charges gives the requests that wait, the oldest first.
func (a *Wing) Charges(ctx context.Context, actor access.Actor) (Charges, error) {
	var out Charges
	err := a.desk.Read(ctx, actor, func(ctx context.Context, tx *desk.Tx) error {
		if err := tx.Dir.Anywhere(access.Read); err != nil {
			return err
		}
		for _, list := range []struct {
			rights []access.Action
			made   bool
			to     *[]Charge
		}{{[]access.Action{access.TakeOn}, false, &out.ToAnswer}, {[]access.Action{access.ManageTargets, access.ManageTasks}, true, &out.Asked}} {
			var units []id.ID
			seen := map[id.ID]bool{}
			for _, right := range list.rights {
				for _, u := range tx.Dir.Reach(right) {
					if !seen[u] {
						seen[u], units = true, append(units, u)
					}
				}
			}
			found, err := tx.ChargesWaiting(ctx, units, list.made)
			if err != nil {
				return err
			}
			for _, r := range found {
				c := shown(tx.Dir, tx.Today, r)
				if list.made && c.Answerable { // of a unit below: it waits for the reader
					continue
				}
				*list.to = append(*list.to, c)
			}
		}
		return nil
	})
	return out, err
}

// ChargesOf gives the requests about a target or a task, to who may read it.
func (a *Wing) ChargesOf(ctx context.Context, actor access.Actor, role charge.Role, object id.ID) ([]Charge, error) {
	var out []Charge
	err := a.desk.Read(ctx, actor, func(ctx context.Context, tx *desk.Tx) error {
		if err := readable(ctx, tx, role, object); err != nil {
			return err
		}
		found, err := tx.ChargesOf(ctx, object)
		for _, r := range found {
			out = append(out, shown(tx.Dir, tx.Today, r))
		}
		return err
	})
	return out, err
}

// Charge gives one request to who may answer it, take it back, or read what it is about.
func (a *Wing) Charge(ctx context.Context, actor access.Actor, which id.ID) (Charge, error) {
	var out Charge
	err := a.desk.Read(ctx, actor, func(ctx context.Context, tx *desk.Tx) error {
		r, err := tx.Charge(ctx, which)
		if err != nil {
			return desk.Missing(err)
		}
		out = shown(tx.Dir, tx.Today, r)
		err = readable(ctx, tx, r.Role, r.Object)
		if errs.Failed(err) {
			return err
		}
		out.Readable = err == nil
		if out.Readable || tx.Dir.Can(access.Read, r.Asked) {
			return nil
		}
		return tx.Dir.May(access.Read, r.Unit)
	})
	return out, err
}

func readable(ctx context.Context, tx *desk.Tx, role charge.Role, object id.ID) error {
	if role.OfTask() {
		return tasks.Readable(ctx, tx, object)
	}
	_, _, err := standing.TargetFor(ctx, tx, access.Read, object)
	return err
}

func shown(d *desk.Directory, today period.Date, r charge.Request) Charge {
	c := Charge{Request: r}
	c.Giver, _ = d.Unit(r.Unit, today)
	c.Unit, _ = d.Unit(r.Asked, today)
	if r.State == charge.Waiting {
		c.Answerable = d.Can(access.TakeOn, r.Asked)
		c.Retractable = !c.Answerable && d.Can(r.Role.Right(), r.Unit)
	}
	return c
}
