package desk

import (
	"context"
	"strings"

	"dondoc/internal/access"
	"dondoc/internal/charge"
	"dondoc/internal/errs"
	"dondoc/internal/id"
)

// Charge gives nil where who asks may make a unit answer for something that a
// giver hands out: a unit at or below the giver, or one over which they may do
// the action themselves. Nobody's own object puts a burden on a unit above or
// beside its own; whoever wants that asks the unit above both.
func (d *Directory) Charge(action access.Action, giver, charged id.ID) error {
	if charged == "" || d.AtOrBelow(charged, giver) || d.Can(action, charged) {
		return nil
	}
	v, _ := d.Unit(charged, d.today)
	return errs.New(errs.Invalid, "app.charge_outside", "unit", v.Name).Try("app.charge_outside_hint")
}

// Ask keeps a request that a unit take on what who asks may not charge it with,
// with its entry in the log: what it is about and why is said by r. A unit that
// may be charged outright is not asked.
func (tx *Tx) Ask(ctx context.Context, r charge.Request) (id.ID, error) {
	r.ID, r.By, r.ByName, r.At, r.State = tx.Mint(), tx.Actor.Account, tx.Actor.Name, tx.Now, charge.Waiting
	r.Reason = strings.TrimSpace(r.Reason)
	if err := r.Check(); err != nil {
		return "", err
	}
	if Bad(r.Reason) || len(r.Reason) > charge.LongestReason {
		return "", errs.New(errs.Invalid, "app.text_bad").In("reason")
	}
	if err := tx.mayAsk(ctx, r); err != nil {
		return "", err
	}
	if err := tx.InsertCharge(ctx, r); err != nil {
		return "", err
	}
	_, err := tx.Log(ctx, Entry{Action: "charge.asked", Object: r.Object, Unit: r.Unit, Body: r})
	return r.ID, err
}

// mayAsk says whether a unit can be asked: it stands, is not under the giver,
// and is not asked the same or too much already.
func (tx *Tx) mayAsk(ctx context.Context, r charge.Request) error {
	v, stands := tx.Dir.Tree(tx.Today).Unit(r.Asked)
	if !stands {
		return errs.New(errs.Invalid, "charge.unit_gone").In("asked")
	}
	if tx.Dir.Charge(r.Role.Right(), r.Unit, r.Asked) == nil {
		return errs.New(errs.Invalid, "charge.outright", "unit", v.Name).In("asked")
	}
	known, err := tx.ChargesOf(ctx, r.Object)
	if err != nil {
		return err
	}
	for _, k := range known {
		if k.State == charge.Waiting && k.Asked == r.Asked && k.Role == r.Role {
			return errs.New(errs.Conflict, "charge.asked_already", "unit", v.Name).In("asked")
		}
	}
	n, err := tx.CountCharges(ctx, r.Unit, r.Asked)
	if err == nil && n >= charge.MostWaiting {
		err = errs.New(errs.Conflict, "charge.too_many", "unit", v.Name, "n", n).In("asked")
	}
	return err
}

// AtOrBelow says whether a unit is another or stands under it today; a unit that
// went into another stands where that one does, and so does the other.
func (d *Directory) AtOrBelow(unit, above id.ID) bool {
	if to, ok := d.WholeSuccessor(above, d.today); ok {
		above = to
	}
	for _, u := range d.Path(unit, d.today) {
		if u == above {
			return true
		}
	}
	return false
}

// ChargePerson gives nil where who asks may give a person a post or an account
// by an action: a person who has a post in a unit where they may do it, or
// nowhere yet.
func (d *Directory) ChargePerson(action access.Action, person id.ID) error {
	placed := false
	for _, ap := range d.Appointments {
		if ap.Person != person {
			continue
		}
		post, _ := d.Of(ap)
		if d.Can(action, post.Unit) {
			return nil
		}
		placed = true
	}
	if !placed {
		return nil
	}
	return errs.New(errs.Invalid, "app.person_elsewhere").In("person").Try("app.person_elsewhere_hint")
}
