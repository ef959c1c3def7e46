package plan

import (
	"context"
	"time"

	"dondoc/internal/access"
	"dondoc/internal/app/desk"
	"dondoc/internal/app/standing"
	"dondoc/internal/errs"
	"dondoc/internal/id"
	"dondoc/internal/org"
	"dondoc/internal/period"
	"dondoc/internal/target"
)

// Allotment is a target with everything allotted from it, any number of levels
// down, each level put together from the results at its ends.
type Allotment struct {
	target.Node
	AsKnown period.Date
	Units   map[id.ID]org.Version      // of each target in the tree
	Answers map[id.ID]desk.Responsible // for each target in the tree
}

// AllotmentTree gives a target's allotment down to its ends, as known on a day.
func (a *Wing) AllotmentTree(ctx context.Context, actor access.Actor, which id.ID, asKnown period.Date) (Allotment, error) {
	out := Allotment{AsKnown: asKnown, Units: map[id.ID]org.Version{}, Answers: map[id.ID]desk.Responsible{}}
	err := a.desk.Read(ctx, actor, func(ctx context.Context, tx *desk.Tx) error {
		t, d, err := standing.TargetFor(ctx, tx, access.Read, which)
		if err != nil {
			return err
		}
		before := asKnown.EndOfDayOrNow()
		if whole, _ := t.AsKnown(before); len(whole.Revisions) == 0 {
			return errs.New(errs.NotFound, "app.not_known_then", "date", asKnown)
		}
		targets, err := tx.TargetTree(ctx, which)
		if err != nil {
			return err
		}
		observations, err := tx.ObservationsUnder(ctx, which)
		if err != nil {
			return err
		}
		words, err := tx.ConfirmationsUnder(ctx, which)
		if err != nil {
			return err
		}
		figuresOf, wordsOf := map[id.ID][]target.Observation{}, map[id.ID][]target.Confirmation{}
		for _, o := range observations {
			figuresOf[o.Target] = append(figuresOf[o.Target], o)
		}
		for _, w := range words {
			wordsOf[w.Target] = append(wordsOf[w.Target], w)
		}
		reserves, err := tx.ReservesUnder(ctx, which)
		if err != nil {
			return err
		}
		under := map[id.ID][]target.Node{}
		day := standing.AnswerDay(tx.Today, t.Cycle, asKnown)
		for _, whole := range targets {
			part, known := whole.AsKnown(before)
			if !known && whole.ID != which {
				continue
			}
			unit, _ := d.Unit(part.Unit, day)
			out.Units[part.ID], out.Answers[part.ID] = unit, d.AnsweringFor(part, day)
			n := target.Node{Target: part, Name: unit.Name, Reserve: lastReserve(reserves, part.ID, before),
				Standing: target.StandingOf(part, figuresOf[part.ID], wordsOf[part.ID], before, part.Cycle.LastMonth())}
			if part.ID == which {
				out.Node = n
			} else {
				under[part.Parent] = append(under[part.Parent], n)
			}
		}
		hang(&out.Node, under)
		out.RollUp()
		return nil
	})
	return out, err
}

// lastReserve gives what was last held back of a target before an instant.
func lastReserve(all []target.Reserve, of id.ID, before time.Time) (last *target.Reserve) {
	for i := range all {
		if all[i].Target == of && (before.IsZero() || all[i].At.Before(before)) {
			last = &all[i]
		}
	}
	return last
}

// hang puts the parts under their wholes.
func hang(n *target.Node, under map[id.ID][]target.Node) {
	n.Parts = under[n.Target.ID]
	for i := range n.Parts {
		hang(&n.Parts[i], under)
	}
}
