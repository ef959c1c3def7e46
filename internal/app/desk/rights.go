package desk

import (
	"context"

	"dondoc/internal/access"
	"dondoc/internal/errs"
	"dondoc/internal/id"
	"dondoc/internal/period"
)

// Operator is the actor of the local command line: whoever holds the database.
func Operator(name string) access.Actor { return access.Actor{Name: name, Operator: true} }

// May gives nil where who asks may do something with a unit as the tree stands
// today, else why not: NotFound where they may not even read it.
func (d *Directory) May(action access.Action, unit id.ID) error {
	err := d.may(action, unit)
	if err == nil {
		d.note(action, unit)
	}
	return err
}

func (d *Directory) may(action access.Action, unit id.ID) error {
	return access.Check(d.asker, action, d.Path(unit, d.today))
}

// note remembers in a write whose lent right was used, where who asks has none of
// their own over any of the units: it goes on the log entry, and nobody passes on
// for another what that one did.
func (d *Directory) note(action access.Action, units ...id.ID) {
	if !d.noting || len(d.asker.Lent) == 0 {
		return
	}
	by := access.Lent{}
	for _, u := range units {
		path := d.Path(u, d.today)
		if access.Can(d.asker.Own(), action, path) {
			return
		}
		if l, lent := d.asker.By(action, path); lent && by.Account == "" {
			by = l
		}
	}
	if by.Account != "" {
		d.by = by
	}
}

// LentBy gives whose lent right lets who asks act on a target of one unit that
// another answers for, where they have none of their own.
func (d *Directory) LentBy(action access.Action, of, answers id.ID) (access.Lent, bool) {
	if len(d.asker.Lent) == 0 {
		return access.Lent{}, false
	}
	own := d.asker.Own()
	for _, u := range []id.ID{of, answers} {
		if access.Can(own, action, d.Path(u, d.today)) {
			return access.Lent{}, false
		}
	}
	for _, u := range []id.ID{of, answers} {
		if l, lent := d.asker.By(action, d.Path(u, d.today)); lent {
			return l, true
		}
	}
	return access.Lent{}, false
}

// Can says whether who asks may do something with a unit.
func (d *Directory) Can(action access.Action, unit id.ID) bool { return d.may(action, unit) == nil }

// answered are the actions that the unit which answers for a target may do
// as well as the one whose target it is.
var answered = map[access.Action]bool{access.Read: true, access.Report: true, access.Verify: true, access.Approve: true, access.Return: true}

// MayOn gives nil where who asks may do something with a target of one unit
// that another answers for: reporting and what follows is asked of both,
// setting of the unit whose target it is.
func (d *Directory) MayOn(action access.Action, of, answers id.ID) error {
	err := d.may(action, of)
	if !answered[action] {
		if err == nil {
			d.note(action, of)
		}
		return err
	}
	if err == nil || d.Can(action, answers) {
		d.note(action, of, answers)
		return nil
	}
	if d.Can(access.Read, answers) {
		return errs.New(errs.Forbidden, "access.forbidden", "action", string(action)).Try("access.forbidden_hint")
	}
	return err
}

// MayAt asks a right at a unit by its code, before a file is read for it; no
// code is the place above all units.
func (k *Desk) MayAt(ctx context.Context, actor access.Actor, action access.Action, code string) error {
	return k.Read(ctx, actor, func(_ context.Context, tx *Tx) (err error) {
		unit := id.ID("")
		if code != "" {
			if unit, err = tx.Dir.UnitByCode(code); err != nil {
				return err
			}
		}
		return tx.Dir.May(action, unit)
	})
}

// Readable finds a unit by its code, for who may read it.
func (tx *Tx) Readable(code string) (*Directory, id.ID, error) {
	unit, err := tx.Dir.UnitByCode(code)
	if err != nil {
		return tx.Dir, "", err
	}
	return tx.Dir, unit, tx.Dir.May(access.Read, unit)
}

// Anywhere gives nil where who asks may do something with some unit, else why
// not: it is asked about what is no single unit's matter.
func (d *Directory) Anywhere(action access.Action) error { return Anywhere(d.asker, action) }

// Anywhere is asked of an actor where there is no transaction yet: before
// anything of a request is read.
func Anywhere(actor access.Actor, action access.Action) error {
	if access.Can(actor, action, nil) {
		return nil
	}
	for _, g := range actor.Grants {
		if access.Can(actor, action, []id.ID{g.Unit}) {
			return nil
		}
	}
	if actor.Account == "" && !actor.Operator {
		return access.Check(actor, action, nil)
	}
	return errs.New(errs.Forbidden, "access.forbidden", "action", string(action)).Try("access.forbidden_hint")
}

// CanAnywhere says whether who asks may do something with some unit.
func (d *Directory) CanAnywhere(action access.Action) bool { return d.Anywhere(action) == nil }

// Refused is the error for who may not do something, whatever the unit.
func (d *Directory) Refused(action access.Action) error { return access.Check(d.asker, action, nil) }

// Today is the day on which rights are asked.
func (d *Directory) Today() period.Date { return d.today }

// Missing is what is answered where something was looked up and is not there;
// any other error stays what it is.
func Missing(err error) error {
	if errs.Is(err, errs.NotFound) {
		return errs.New(errs.NotFound, "access.not_found")
	}
	return err
}

// As is the directory with another asking.
func (d *Directory) As(actor access.Actor) *Directory {
	return &Directory{register: d.register, asker: actor.On(d.today), today: d.today, noting: d.noting}
}

// Below gives a unit and all that stands under it today, with those that went into one of them.
func (d *Directory) Below(unit id.ID) []id.ID { return d.under(unit, d.today) }

// Reach gives the units over which who asks may do something, however far down.
// Who holds the database may do it everywhere, and has none listed.
func (d *Directory) Reach(action access.Action) []id.ID {
	var out []id.ID
	seen := map[id.ID]bool{}
	for _, g := range d.asker.Grants {
		one := access.Actor{Account: d.asker.Account, Grants: []access.Grant{g}, ReadOnly: d.asker.ReadOnly}
		if !access.Can(one, action, []id.ID{g.Unit}) {
			continue
		}
		for _, u := range d.under(g.Unit, d.today) {
			if !seen[u] {
				seen[u] = true
				out = append(out, u)
			}
		}
	}
	return out
}

// InPerson asks for somebody signed in by name: no narrow token makes tokens, lends
// roles or says where the log is told.
func InPerson(actor access.Actor) error {
	switch {
	case actor.Account == "":
		return errs.New(errs.Unauthenticated, "access.sign_in").Try("access.sign_in_hint")
	case actor.Token != "":
		return errs.New(errs.Forbidden, "access.token_person")
	}
	return nil
}
