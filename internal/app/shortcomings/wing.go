// Package shortcomings keeps the register of what units did not do well, from
// the row that proves it to another person's word that it is remedied, or on
// into the next year; and the register of violations and incidents, from which
// targets that nothing may happen take their counts.
package shortcomings

import (
	"context"

	"dondoc/internal/access"
	"dondoc/internal/app/desk"
	"dondoc/internal/app/figures"
	"dondoc/internal/errs"
	"dondoc/internal/id"
	"dondoc/internal/org"
	"dondoc/internal/shortcoming"
)

// Wing is these use-cases over one desk. It is safe for concurrent use.
type Wing struct {
	desk    *desk.Desk
	figures *figures.Wing
}

// New makes the wing; what the register of violations comes to is reported
// through figures.
func New(k *desk.Desk, f *figures.Wing) *Wing { return &Wing{k, f} }

// forbidden is the answer to who may read something but not do that with it.
func forbidden(action access.Action) error {
	return errs.New(errs.Forbidden, "access.forbidden", "action", string(action)).Try("access.forbidden_hint")
}

// mayOn says whether who asks may do something with an entry: over the unit in
// whose register it stands, or over the one that answers for it.
func mayOn(d *desk.Directory, action access.Action, s shortcoming.Shortcoming) error {
	err := d.May(action, s.Unit)
	if err == nil || d.Can(action, s.AnswerUnit) {
		return nil
	}
	if action != access.Read && d.Can(access.Read, s.AnswerUnit) {
		return forbidden(action)
	}
	return err
}

// Confirmer gives the unit whose verifier or head says that an entry is
// remedied: the one that keeps the register, or the one above it where that
// itself answers, for nobody closes their own. The top unit has none above.
func Confirmer(d *desk.Directory, s shortcoming.Shortcoming) id.ID {
	keeps, answers := heirOf(d, s.Unit), heirOf(d, s.AnswerUnit)
	if answers != keeps && d.AtOrBelow(answers, keeps) {
		return keeps
	}
	if v, ok := d.Unit(keeps, d.Today()); ok && v.Parent != "" {
		return heirOf(d, v.Parent)
	}
	return keeps
}

// heirOf gives the unit that stands today in the place of one.
func heirOf(d *desk.Directory, unit id.ID) id.ID {
	if to, ok := d.WholeSuccessor(unit, d.Today()); ok {
		return to
	}
	return unit
}

// mayStep says whether who asks may take a step with an entry they may read.
func mayStep(d *desk.Directory, step shortcoming.Step, s shortcoming.Shortcoming) error {
	switch step {
	case shortcoming.Explain, shortcoming.Progress, shortcoming.Ask:
		return mayOn(d, access.RemedyShortcomings, s)
	case shortcoming.Carry, shortcoming.Correct:
		if !d.Can(access.RaiseShortcomings, s.Unit) {
			return forbidden(access.RaiseShortcomings)
		}
		return nil
	}
	unit := Confirmer(d, s)
	if d.Can(access.ConfirmShortcomings, unit) {
		return nil
	}
	if d.Can(access.ConfirmShortcomings, s.Unit) {
		v, _ := d.Unit(unit, d.Today())
		return errs.New(errs.Forbidden, "shortcoming.superior_confirms", "unit", v.Name)
	}
	return forbidden(access.ConfirmShortcomings)
}

// find finds an entry that who asks may read.
func find(ctx context.Context, tx *desk.Tx, which id.ID) (shortcoming.Record, error) {
	r, err := tx.Shortcoming(ctx, which)
	if err != nil {
		return r, desk.Missing(err)
	}
	return r, mayOn(tx.Dir, access.Read, r.Shortcoming)
}

// anotherPerson refuses the word of who asked for it, or answers for the entry,
// whatever account it comes from; and of who raised it that it never was.
func anotherPerson(ctx context.Context, tx *desk.Tx, r shortcoming.Record, step shortcoming.Step) error {
	by := id.ID("")
	switch step {
	case shortcoming.Confirm, shortcoming.Return:
		asked, _ := r.Asked()
		by = asked.By
	case shortcoming.Withdraw:
		by = r.By
	default:
		return nil
	}
	own, err := tx.Same(ctx, by)
	if err != nil {
		return err
	}
	answers := tx.Dir.Answering(r.AnswerUnit, r.Post, tx.Today).Person.ID
	if own || answers != "" && answers == tx.Actor.Person {
		return errs.New(errs.Forbidden, "shortcoming.own_"+string(step)).In("step").Try("shortcoming.own_hint")
	}
	return nil
}

// Row is an entry as it stands, with who answers for it.
type Row struct {
	shortcoming.Record
	Register org.Version
	Answers  desk.Responsible
	Behind   int // days, see Record.Late
}

func rowsOf(d *desk.Directory, list []shortcoming.Record) []Row {
	out := make([]Row, len(list))
	for i, r := range list {
		out[i] = Row{Record: r, Answers: d.Answering(r.AnswerUnit, r.Post, min(d.Today(), max(r.Year.End(), r.Due))), Behind: r.Late(d.Today())}
		out[i].Register, _ = d.Unit(r.Unit, min(d.Today(), r.Year.End()))
	}
	return out
}
