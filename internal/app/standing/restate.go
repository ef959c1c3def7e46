package standing

import (
	"context"
	"slices"
	"strings"
	"time"

	"dondoc/internal/app/desk"
	"dondoc/internal/criterion"
	"dondoc/internal/errs"
	"dondoc/internal/period"
	"dondoc/internal/phrase"
	"dondoc/internal/store"
	"dondoc/internal/target"
)

// restated gives the figures of the months before a target's unit was formed,
// worked out from those of the units that went into it; what cannot be put
// together is said in the flag instead.
func restated(ctx context.Context, tx *desk.Tx, t target.Target, from []store.TargetSuccession, before time.Time) ([]target.Observation, []criterion.Flag, error) {
	d := tx.Dir
	var parts []target.Predecessor
	var names []string
	for _, s := range from {
		old, err := tx.Target(ctx, s.Old)
		if err != nil {
			return nil, nil, err
		}
		v, _ := d.Unit(old.Unit, s.On.AddDays(-1))
		p := target.Predecessor{Target: old, Unit: v.Name, On: s.On, Share: s.Share}
		if p.Observations, err = tx.ObservationsOfTarget(ctx, s.Old); err != nil {
			return nil, nil, err
		}
		names = append(names, v.Name)
		parts = append(parts, p)
	}
	if len(parts) == 0 {
		return nil, nil, nil
	}
	made, err := target.Restate(t, parts, before)
	if err != nil {
		e := errs.All(err)[0]
		return nil, []criterion.Flag{{Code: "not_restated", What: e.What}}, nil
	}
	slices.Sort(names)
	return made, []criterion.Flag{{Code: "restated", What: phrase.New("target.flag_restated", "on", parts[0].On, "units", strings.Join(names, ", "))}}, nil
}

// successions adds to a target's figures and flags what follows from its unit
// having gone into another, or having been formed of others.
func successions(ctx context.Context, tx *desk.Tx, t target.Target, all []store.TargetSuccession, observations []target.Observation, before time.Time) ([]target.Observation, []criterion.Flag, error) {
	var from []store.TargetSuccession
	var flags []criterion.Flag
	for _, s := range all {
		switch t.ID {
		case s.New:
			from = append(from, s)
		case s.Old:
			f, err := movedFlag(ctx, tx, s)
			if err != nil {
				return nil, nil, err
			}
			flags = append(flags, f)
		}
	}
	made, more, err := restated(ctx, tx, t, from, before)
	return slices.Concat(made, observations), append(flags, more...), err
}

// SuccessionsOf is successions for one target.
func SuccessionsOf(ctx context.Context, tx *desk.Tx, t target.Target, observations []target.Observation, before time.Time) ([]target.Observation, []criterion.Flag, error) {
	from, err := tx.Predecessors(ctx, t.ID)
	if err != nil {
		return nil, nil, err
	}
	into, err := tx.Successors(ctx, t.ID)
	if err != nil {
		return nil, nil, err
	}
	return successions(ctx, tx, t, slices.Concat(from, into), observations, before)
}

// PassedOn sees that a month is reported where it belongs: before a unit went
// into another by the old one, from that day on by the new one.
func PassedOn(ctx context.Context, tx *desk.Tx, t target.Target, month period.Month) error {
	around, err := tx.SuccessionsAround(ctx, t.ID)
	if err != nil {
		return err
	}
	for _, s := range around {
		switch {
		case s.New == t.ID && month < s.On.Month():
			return errs.New(errs.Conflict, "app.month_of_old_unit", "month", month, "on", s.On).In("month")
		case s.Old == t.ID && month >= s.On.Month():
			f, err := movedFlag(ctx, tx, s)
			if err != nil {
				return err
			}
			return errs.New(errs.Conflict, f.What.Key, "on", s.On, "unit", f.What.Args[1].Value).In("month")
		}
	}
	return nil
}

// movedFlag says with whom a target goes on.
func movedFlag(ctx context.Context, tx *desk.Tx, s store.TargetSuccession) (criterion.Flag, error) {
	d := tx.Dir
	to, err := tx.Target(ctx, s.New)
	v, _ := d.Unit(to.Unit, s.On)
	return criterion.Flag{Code: "moved", What: phrase.New("target.flag_moved", "on", s.On, "unit", v.Name)}, err
}
