package figures

import (
	"context"
	"sort"

	"dondoc/internal/access"
	"dondoc/internal/app/desk"
	"dondoc/internal/app/months"
	"dondoc/internal/app/standing"
	"dondoc/internal/approval"
	"dondoc/internal/org"
	"dondoc/internal/period"
	"dondoc/internal/store"
	"dondoc/internal/target"
)

// Inbox is what waits for the actor: "việc của tôi".
type Inbox struct {
	Month     period.Month // the month reports are due for
	ToReport  []Work       // no figure of the month yet
	Drafts    []Work       // the actor's own, kept and not sent
	Returned  []Work       // the actor's own, sent back
	ToVerify  []Work
	ToApprove []Work
	Mine      []Work // the actor's own, on their way
}

// Empty says whether nothing at all waits.
func (b Inbox) Empty() bool {
	return len(b.ToReport)+len(b.Drafts)+len(b.Returned)+len(b.ToVerify)+len(b.ToApprove)+len(b.Mine) == 0
}

// Work is a figure that waits, or a target that waits for one.
type Work struct {
	Target      target.Target
	Unit        org.Version
	Answers     desk.Responsible
	Observation target.Observation  // zero in ToReport
	Before      *target.Observation // the newest approved figure of the target before it
	Differs     bool                // something to look at first: a note, a revision of an approved figure, a jump
}

// Inbox gives what waits for the actor, differences first.
func (a *Wing) Inbox(ctx context.Context, actor access.Actor) (Inbox, error) {
	box := Inbox{Month: a.desk.Today().Month().Start().AddDays(-1).Month()}
	err := a.desk.Read(ctx, actor, func(ctx context.Context, tx *desk.Tx) error {
		waiting, err := tx.Waiting(ctx)
		if err != nil {
			return err
		}
		for _, ref := range waiting {
			if err := sortInto(ctx, tx, &box, ref); err != nil {
				return err
			}
		}
		box.ToReport, err = toReport(ctx, tx, box.Month)
		return err
	})
	for _, list := range [][]Work{box.ToVerify, box.ToApprove} {
		sort.SliceStable(list, func(i, j int) bool { return list[i].Differs && !list[j].Differs })
	}
	return box, err
}

// sortInto puts a waiting figure where the actor can do something with it.
func sortInto(ctx context.Context, tx *desk.Tx, box *Inbox, ref store.WaitingRef) error {
	d, actor := tx.Dir, tx.Actor
	of := target.Target{Unit: ref.Unit, AnswerUnit: ref.AnswerUnit}
	own := ref.By == actor.Account
	var list *[]Work
	switch {
	case own && ref.State == approval.Draft:
		list = &box.Drafts
	case own && ref.State == approval.Returned:
		list = &box.Returned
	case own:
		list = &box.Mine
	case ref.State == approval.Submitted && standing.May(d, access.Verify, of) == nil:
		list = &box.ToVerify
	case ref.State == approval.Verified && standing.May(d, access.Approve, of) == nil:
		list = &box.ToApprove
	default:
		return nil
	}
	o, err := tx.Observation(ctx, ref.Observation)
	if err != nil {
		return err
	}
	if ref.State == approval.Verified && !own && lastStep(o).By == actor.Account {
		return nil
	}
	t, err := tx.Target(ctx, ref.Target)
	if err != nil {
		return err
	}
	w, err := work(ctx, tx, t, o)
	if err == nil {
		*list = append(*list, w)
	}
	return err
}

func lastStep(o target.Observation) target.StepTaken {
	if len(o.Steps) == 0 {
		return target.StepTaken{}
	}
	return o.Steps[len(o.Steps)-1]
}

func work(ctx context.Context, tx *desk.Tx, t target.Target, o target.Observation) (Work, error) {
	d := tx.Dir
	w := Work{Target: t, Observation: o, Answers: d.Answering(t.AnswerUnit, t.Post, standing.AnswerDay(tx.Today, t.Cycle, ""))}
	w.Unit, _ = d.Unit(t.Unit, tx.Today)
	all, err := tx.ObservationsOfTarget(ctx, t.ID)
	for i := range all {
		if all[i].State() == approval.Approved && all[i].Month <= o.Month {
			w.Before = &all[i]
		}
	}
	w.Differs = o.Note != "" || w.Before != nil && w.Before.Month == o.Month || target.Jumps(before(all, o), o)
	return w, err
}

// before gives the approved figures of earlier months.
func before(all []target.Observation, o target.Observation) []target.Observation {
	var out []target.Observation
	for _, other := range all {
		if other.Month < o.Month && other.State() == approval.Approved {
			out = append(out, other)
		}
	}
	return out
}

// toReport gives the targets the actor reports for that have no figure for the month.
func toReport(ctx context.Context, tx *desk.Tx, month period.Month) ([]Work, error) {
	d, actor := tx.Dir, tx.Actor
	var out []Work
	seen := map[string]bool{}
	tree := d.Tree(tx.Today)
	for _, g := range actor.Grants {
		if g.Role != access.Officer || seen[string(g.Unit)] {
			continue
		}
		seen[string(g.Unit)] = true
		targets, err := tx.TargetsOf(ctx, g.Unit, month.Cycle())
		if err != nil {
			return nil, err
		}
		observations, err := tx.ObservationsOfUnit(ctx, g.Unit, month.Cycle())
		if err != nil {
			return nil, err
		}
		reported := map[string]bool{}
		for _, o := range observations {
			if o.Month == month && o.State() != approval.Withdrawn {
				reported[string(o.Target)] = true
			}
		}
		for _, t := range targets {
			if reported[string(t.ID)] || seen[string(t.ID)] {
				continue
			}
			seen[string(t.ID)] = true
			if lock, err := months.Standing(ctx, tx, t, month); err != nil || lock.Locked {
				if err != nil {
					return nil, err
				}
				continue
			}
			unit, _ := tree.Unit(t.Unit)
			out = append(out, Work{Target: t, Unit: unit, Answers: d.Answering(t.AnswerUnit, t.Post, standing.AnswerDay(tx.Today, t.Cycle, ""))})
		}
	}
	return out, nil
}
