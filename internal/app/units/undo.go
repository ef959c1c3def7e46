package units

import (
	"context"
	"maps"
	"slices"

	"dondoc/internal/access"
	"dondoc/internal/app/desk"
	"dondoc/internal/errs"
	"dondoc/internal/id"
	"dondoc/internal/org"
	"dondoc/internal/period"
)

// What was made by mistake is taken back as long as nothing hangs on it. With
// dry nothing is done and the answer says whether it could be: what cannot be
// undone is said before it is tried.

func (a *Wing) undo(ctx context.Context, actor access.Actor, dry bool, do func(context.Context, *desk.Tx) (desk.Entry, error)) error {
	if !dry {
		return a.desk.Write(ctx, actor, do)
	}
	return a.desk.Rehearse(ctx, actor, func(ctx context.Context, tx *desk.Tx) error {
		e, err := do(ctx, tx)
		if err == nil {
			_, err = tx.Log(ctx, e)
		}
		return err
	})
}

// hanging gives an error that names what hangs on something.
func hanging(count map[string]int) error {
	var out errs.List
	for _, kind := range slices.Sorted(maps.Keys(count)) {
		out = append(out, errs.New(errs.Conflict, "app.hangs_"+kind, "n", count[kind]).Try("app.hangs_hint"))
	}
	return out.OrNil()
}

// UndoUnit takes a unit back that was made by mistake. Conflict where something
// hangs on it, each kind of thing named.
func (a *Wing) UndoUnit(ctx context.Context, actor access.Actor, unit id.ID, dry bool) error {
	return a.undo(ctx, actor, dry, func(ctx context.Context, tx *desk.Tx) (desk.Entry, error) {
		d := tx.Dir
		var versions []org.Version
		for _, v := range d.Versions {
			if v.ID == unit {
				versions = append(versions, v)
			}
		}
		if len(versions) == 0 {
			return desk.Entry{}, errs.New(errs.NotFound, "access.not_found")
		}
		if err := d.May(access.ManageUnits, unit); err != nil {
			return desk.Entry{}, err
		}
		hangs, err := tx.HangsOnUnit(ctx, unit)
		if err != nil {
			return desk.Entry{}, err
		}
		if len(versions) > 1 {
			hangs["version"] = len(versions)
		}
		if err := hanging(hangs); err != nil {
			return desk.Entry{}, err
		}
		if err := tx.DropUnit(ctx, versions[0]); err != nil {
			return desk.Entry{}, err
		}
		return desk.Entry{Action: "unit.undone", Object: unit, Unit: versions[0].Parent, Body: versions[0]}, tx.ChangedDirectory(ctx)
	})
}

// UndoPost takes a post back that was made by mistake.
func (a *Wing) UndoPost(ctx context.Context, actor access.Actor, post id.ID, dry bool) error {
	return a.undo(ctx, actor, dry, func(ctx context.Context, tx *desk.Tx) (desk.Entry, error) {
		p, err := postFor(tx.Dir, post)
		if err != nil {
			return desk.Entry{}, err
		}
		hangs, err := tx.HangsOnPost(ctx, post)
		if err != nil {
			return desk.Entry{}, err
		}
		if err := hanging(hangs); err != nil {
			return desk.Entry{}, err
		}
		if err := tx.DropPost(ctx, post); err != nil {
			return desk.Entry{}, err
		}
		return desk.Entry{Action: "post.undone", Object: post, Unit: p.Unit, Body: p}, tx.ChangedDirectory(ctx)
	})
}

// UndoAppointment takes an appointment back that was made by mistake, and has
// the tenure that ended for it go on to its end; which one that was it gives.
func (a *Wing) UndoAppointment(ctx context.Context, actor access.Actor, appointment id.ID, dry bool) (goesOn *Tenure, err error) {
	err = a.undo(ctx, actor, dry, func(ctx context.Context, tx *desk.Tx) (desk.Entry, error) {
		d := tx.Dir
		ap, post, err := tenureFor(d, appointment)
		if err != nil {
			return desk.Entry{}, err
		}
		if ap.To < period.Forever && ap.To <= tx.Today {
			return desk.Entry{}, errs.New(errs.Conflict, "app.tenure_over", "to", ap.To).Try("app.hangs_hint")
		}
		if err := tx.DropAppointment(ctx, appointment); err != nil {
			return desk.Entry{}, err
		}
		for _, other := range d.Tenures(ap.Post) {
			if other.To != ap.From || goesOn != nil {
				continue
			}
			if err := tx.EndAppointment(ctx, other.ID, ap.To); err != nil {
				return desk.Entry{}, err
			}
			other.To = ap.To
			t := TenureOf(d, other)
			goesOn = &t
		}
		return desk.Entry{Action: "appointment.undone", Object: appointment, Unit: post.Unit, Body: map[string]any{"appointment": ap, "goes_on": goesOn}}, tx.ChangedDirectory(ctx)
	})
	return goesOn, err
}
