package desk

import (
	"dondoc/internal/access"
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
