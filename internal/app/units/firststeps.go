package units

import (
	"context"

	"dondoc/internal/access"
	"dondoc/internal/app/desk"
	"dondoc/internal/id"
	"dondoc/internal/org"
)

// FirstSteps is how far the setting up of a body has come.
type FirstSteps struct {
	Unit      org.Version // the topmost unit the actor manages
	Units     int         // below it
	Documents int
	Targets   bool // some unit has targets
	Tenures   int
	MayPlan   bool // the actor may enter resolutions there
}

// FirstSteps tells who manages units what has been set up under the first unit
// they manage.
func (a *Wing) FirstSteps(ctx context.Context, actor access.Actor) (FirstSteps, error) {
	var out FirstSteps
	err := a.desk.Read(ctx, actor, func(ctx context.Context, tx *desk.Tx) error {
		if err := tx.Dir.Anywhere(access.ManageUnits); err != nil {
			return err
		}
		d := tx.Dir
		tree, under := d.Tree(a.desk.Today()), map[id.ID]bool{}
		for _, g := range actor.Grants {
			v, stands := tree.Unit(g.Unit)
			if stands && out.Unit.ID == "" && d.May(access.ManageUnits, g.Unit) == nil {
				out.Unit = v
				tree.Walk(g.Unit, func(v org.Version, _ int) { under[v.ID] = true })
			}
		}
		out.MayPlan = d.May(access.ManageTargets, out.Unit.ID) == nil
		out.Units = max(0, len(under)-1)
		for _, ap := range d.Appointments {
			if post, _ := d.Of(ap); under[post.Unit] {
				out.Tenures++
			}
		}
		for unit := range under {
			documents, err := tx.Documents(ctx, unit, "")
			if err != nil {
				return err
			}
			cycles, err := tx.Cycles(ctx, unit)
			if err != nil {
				return err
			}
			out.Documents += len(documents)
			out.Targets = out.Targets || len(cycles) > 0
		}
		return nil
	})
	return out, err
}
