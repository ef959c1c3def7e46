package figures

import (
	"cmp"
	"context"
	"slices"

	"dondoc/internal/access"
	"dondoc/internal/app/desk"
	"dondoc/internal/app/standing"
	"dondoc/internal/id"
	"dondoc/internal/org"
	"dondoc/internal/target"
	"dondoc/internal/target/ahead"
)

// Coming is a target that a unit of the actor, or a post the actor holds, will
// answer for from a day to come.
type Coming struct {
	ahead.Change
	Target target.Target
	Unit   org.Version // that will answer
	Open   bool        // the actor may read the target today
}

// comingTo gives what the actor's units and posts will answer for, the nearest
// day first.
func comingTo(ctx context.Context, tx *desk.Tx) ([]Coming, error) {
	d := tx.Dir
	var units []id.ID
	for _, g := range tx.Actor.Grants {
		if (d.Can(access.Report, g.Unit) || d.Can(access.Approve, g.Unit)) && !slices.Contains(units, g.Unit) {
			units = append(units, g.Unit)
		}
	}
	changes, err := tx.AheadOfUnits(ctx, units)
	if err != nil {
		return nil, err
	}
	for _, ap := range d.Appointments {
		if tx.Actor.Person == "" || ap.Person != tx.Actor.Person || ap.To <= tx.Today {
			continue
		}
		held, err := tx.AheadOfPost(ctx, ap.Post)
		if err != nil {
			return nil, err
		}
		for _, c := range held {
			if ap.Holds(max(c.From, tx.Today)) && d.Can(access.Read, c.Unit) && !slices.ContainsFunc(changes, func(k ahead.Change) bool { return k.ID == c.ID }) {
				changes = append(changes, c)
			}
		}
	}
	changes = slices.DeleteFunc(changes, func(c ahead.Change) bool { return c.From < tx.Today }) // what could not come into force is its office's matter
	slices.SortStableFunc(changes, func(a, b ahead.Change) int { return cmp.Compare(a.From, b.From) })
	return comingRows(ctx, tx, changes)
}

func comingRows(ctx context.Context, tx *desk.Tx, changes []ahead.Change) (out []Coming, err error) {
	ids := make([]id.ID, len(changes))
	for i, c := range changes {
		ids[i] = c.Target
	}
	slices.Sort(ids)
	targets, err := tx.TargetsByID(ctx, slices.Compact(ids))
	for _, c := range changes {
		at := slices.IndexFunc(targets, func(t target.Target) bool { return t.ID == c.Target })
		if at < 0 || targets[at].Current().Dropped {
			continue
		}
		one := Coming{Change: c, Target: targets[at], Open: standing.May(tx.Dir, access.Read, targets[at]) == nil}
		one.Unit, _ = tx.Dir.Unit(c.Unit, c.From)
		out = append(out, one)
	}
	return out, err
}
