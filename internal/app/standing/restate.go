package standing

import (
	"context"

	"dondoc/internal/app/desk"
	"dondoc/internal/criterion"
	"dondoc/internal/errs"
	"dondoc/internal/period"
	"dondoc/internal/phrase"
	"dondoc/internal/store"
	"dondoc/internal/target"
)

// PassedOn sees that a month is reported where it belongs: before a unit went
// into another by the old one, from that day on by the new one. around are the
// successions from and to the target.
func PassedOn(ctx context.Context, tx *desk.Tx, t target.Target, month period.Month, around []store.TargetSuccession) error {
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
