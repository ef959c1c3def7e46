package figures

import (
	"context"
	"slices"
	"sort"
	"time"

	"dondoc/internal/access"
	"dondoc/internal/app/desk"
	"dondoc/internal/app/figures/chains"
	"dondoc/internal/app/months"
	"dondoc/internal/app/standing"
	"dondoc/internal/approval"
	"dondoc/internal/id"
	"dondoc/internal/org"
	"dondoc/internal/period"
	"dondoc/internal/store"
	"dondoc/internal/target"
)

// mostWaiting is how much of each sort an inbox shows: what came first.
const mostWaiting = 50

// Inbox is what waits for the actor: "việc của tôi".
type Inbox struct {
	Month     period.Month // the month reports are due for
	ToReport  []Work       // no figure of the month yet
	Drafts    []Work       // the actor's own, kept and not sent
	Returned  []Work       // the actor's own, sent back
	ToVerify  []Work
	ToApprove []Work
	Mine      []Work // the actor's own, on their way
	Coming    []Coming
	More      bool // a list has more than is shown: what came first is
}

// Empty says whether nothing at all waits.
func (b Inbox) Empty() bool {
	return len(b.ToReport)+len(b.Drafts)+len(b.Returned)+len(b.ToVerify)+len(b.ToApprove)+len(b.Mine)+len(b.Coming) == 0
}

// Work is a figure that waits, or a target that waits for one.
type Work struct {
	Target      target.Target
	Unit        org.Version
	Answers     desk.Responsible
	Observation target.Observation  // zero in ToReport
	Before      *target.Observation // the newest approved figure of the target before it
	Differs     bool                // something to look at first: a note, a revision of an approved figure, a jump

	Month period.Month // that a figure is asked of, in ToReport, with the agreed day and how many days ago it was
	Due   period.Date
	Days  int

	Stands string          // how the target stands now, as target.Words
	Would  target.Standing // how it would stand were the figure approved
	Ahead  target.Prospect

	Where chains.Where // in its chain; of one figure that is looked at by itself
}

// judge works out what the figure would do, from what decides its target.
func (w *Work) judge(f target.Facts) {
	figures, _ := f.Figures(time.Time{})
	last := w.Target.Cycle.LastMonth()
	now, prospect := target.StandingOf(w.Target, figures, f.Words, time.Time{}, last), target.Prospect{}
	if !now.Due {
		prospect = target.ProspectOf(w.Target, figures, nil, time.Time{}, last)
	}
	w.Stands = now.Word(prospect)
	w.Would, w.Ahead = w.Target.Would(w.Observation, figures, f.Words)
}

// Inbox gives what waits for the actor, differences first.
func (a *Wing) Inbox(ctx context.Context, actor access.Actor) (Inbox, error) {
	box := Inbox{Month: a.desk.Today().Month().Start().AddDays(-1).Month()}
	err := a.desk.Read(ctx, actor, func(ctx context.Context, tx *desk.Tx) error {
		own, err := tx.WaitingOf(ctx, actor.Account, 3*mostWaiting+1)
		if err != nil {
			return err
		}
		if actor.Token != "" { // no further than the token reaches
			own = slices.DeleteFunc(own, func(ref store.WaitingRef) bool {
				return standing.May(tx.Dir, access.Read, target.Target{Unit: ref.Unit, AnswerUnit: ref.AnswerUnit}) != nil
			})
		}
		verify, approve, err := waiting(ctx, tx)
		if err != nil {
			return err
		}
		if err := fillInbox(ctx, tx, &box, own, verify, approve); err != nil {
			return err
		}
		if box.Coming, err = comingTo(ctx, tx); err != nil {
			return err
		}
		if len(box.Coming) > mostWaiting {
			box.Coming, box.More = box.Coming[:mostWaiting], true
		}
		if box.ToReport, err = toReport(ctx, tx); err == nil && len(box.ToReport) > 0 {
			box.Month = box.ToReport[0].Month
		}
		return err
	})
	for _, list := range [][]Work{box.ToVerify, box.ToApprove} {
		sort.SliceStable(list, func(i, j int) bool { return list[i].Differs && !list[j].Differs })
	}
	return box, err
}

// waiting points at the figures that the actor may verify, and at those they may
// approve, by the chains that were agreed on.
func waiting(ctx context.Context, tx *desk.Tx) (verify, approve []store.WaitingRef, err error) {
	agreed, err := months.SchedulesOf(ctx, tx)
	if err != nil {
		return nil, nil, err
	}
	states := []approval.State{approval.Submitted, approval.Verified}
	if !agreed.Usual() {
		states = []approval.State{approval.Submitted, approval.Checked, approval.Verified}
	}
	asks := func(action access.Action, step approval.Step) (out []store.WaitingRef, err error) {
		for _, state := range states {
			usual := approval.Usual.Steps(state)
			if agreed.Usual() && !slices.Contains(usual, step) {
				continue
			}
			refs, err := waitingFor(ctx, tx, action, state, func(ref store.WaitingRef) bool {
				return slices.Contains(agreed.Chain(tx.Dir, ref.Document, ref.AnswerUnit, ref.Month).Steps(state), step)
			})
			if err != nil {
				return nil, err
			}
			out = append(out, refs...)
		}
		return out, nil
	}
	if verify, err = asks(access.Verify, approval.Verify); err != nil {
		return nil, nil, err
	}
	approve, err = asks(access.Approve, approval.Approve)
	return verify, approve, err
}

// waitingFor points at the figures in a state that the actor may take a step
// with, the oldest first: one more than is shown where there are more. fits
// leaves out those whose chain does not ask for the step.
func waitingFor(ctx context.Context, tx *desk.Tx, action access.Action, state approval.State, fits func(store.WaitingRef) bool) ([]store.WaitingRef, error) {
	d := tx.Dir
	actor := tx.Actor
	units := d.Reach(action)
	var out []store.WaitingRef
	mine, err := tx.AccountsBehind(ctx, actor.Person)
	if err != nil {
		return nil, err
	}
	take := func(refs []store.WaitingRef) {
		for _, ref := range refs {
			if mine[ref.By] || mine[ref.LastBy] || !fits(ref) {
				continue
			}
			if l, lent := d.LentBy(action, ref.Unit, ref.AnswerUnit); lent && (l.Account == ref.By || l.Account == ref.LastBy) {
				continue // no more than the one they act for
			}
			if len(out) <= mostWaiting && standing.May(d, action, target.Target{Unit: ref.Unit, AnswerUnit: ref.AnswerUnit}) == nil {
				out = append(out, ref)
			}
		}
	}
	const few, page = 512, 512
	switch {
	case len(units) == 0 && !actor.Operator:
		return nil, nil
	case len(units) <= few && !actor.Operator:
		for limit := mostWaiting + 1; ; limit *= 4 { // some may be passed over
			refs, err := tx.WaitingFor(ctx, state, units, actor.Account, limit)
			if err != nil {
				return nil, err
			}
			out = nil
			take(refs)
			if len(refs) < limit || len(out) > mostWaiting {
				return out, nil
			}
		}
	}
	for from := 0; len(out) <= mostWaiting; from += page { // most of the body: few are passed over
		refs, err := tx.WaitingAnywhere(ctx, state, actor.Account, page, from)
		if err != nil {
			return nil, err
		}
		take(refs)
		if len(refs) < page {
			break
		}
	}
	return out, nil
}

// fillInbox puts waiting figures where the actor can do something with them.
func fillInbox(ctx context.Context, tx *desk.Tx, box *Inbox, own, verify, approve []store.WaitingRef) error {
	d := tx.Dir
	var targets, figures []id.ID
	for _, ref := range slices.Concat(own, verify, approve) {
		targets, figures = append(targets, ref.Target), append(figures, ref.Observation)
	}
	if len(targets) == 0 {
		return nil
	}
	slices.Sort(targets)
	targets = slices.Compact(targets)
	known, err := tx.TargetsByID(ctx, targets)
	if err != nil {
		return err
	}
	byID := map[id.ID]target.Target{}
	for _, t := range known {
		byID[t.ID] = t
	}
	all, err := tx.ObservationsAt(ctx, targets, time.Time{})
	if err != nil {
		return err
	}
	files, err := tx.EvidenceOf(ctx, figures)
	if err != nil {
		return err
	}
	add := func(list *[]Work, ref store.WaitingRef) {
		at := slices.IndexFunc(all[ref.Target], func(o target.Observation) bool { return o.ID == ref.Observation })
		if len(*list) == mostWaiting || at < 0 {
			box.More = box.More || at >= 0
			return
		}
		o := all[ref.Target][at]
		o.Evidence = files[o.ID]
		*list = append(*list, work(d, byID[ref.Target], o, all[ref.Target]))
	}
	for _, ref := range own {
		switch ref.State {
		case approval.Draft:
			add(&box.Drafts, ref)
		case approval.Returned:
			add(&box.Returned, ref)
		default:
			add(&box.Mine, ref)
		}
	}
	for _, ref := range verify {
		add(&box.ToVerify, ref)
	}
	for _, ref := range approve {
		add(&box.ToApprove, ref)
	}
	return nil
}

// work is one waiting figure beside what was approved before it. all is what
// was reported for its target by month and order.
func work(d *desk.Directory, t target.Target, o target.Observation, all []target.Observation) Work {
	w := Work{Target: t, Observation: o, Answers: d.AnsweringFor(t, standing.AnswerDay(d.Today(), t.Cycle, ""))}
	w.Unit, _ = d.Unit(t.Unit, d.Today())
	for i := range all {
		if all[i].State() == approval.Approved && all[i].Month <= o.Month {
			w.Before = &all[i]
		}
	}
	w.judge(target.Facts{Target: t, Observations: all})
	w.Differs = o.Note != "" || w.Before != nil && w.Before.Month == o.Month || target.Jumps(before(all, o), o)
	return w
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
func toReport(ctx context.Context, tx *desk.Tx) ([]Work, error) {
	d := tx.Dir
	agreed, err := months.SchedulesOf(ctx, tx)
	if err != nil {
		return nil, err
	}
	asked := map[id.ID]period.Month{}
	var open []target.Target
	seen := map[id.ID]bool{}
	for _, g := range tx.Actor.Grants {
		if g.Role != access.Officer || seen[g.Unit] {
			continue
		}
		seen[g.Unit] = true
		month := agreed.Asked(d, g.Unit, tx.Today)
		targets, err := tx.TargetsOf(ctx, g.Unit, month.Cycle())
		if err != nil {
			return nil, err
		}
		reported, err := tx.ReportedIn(ctx, g.Unit, month)
		if err != nil {
			return nil, err
		}
		for _, t := range targets {
			if _, listed := t.AsKnown(time.Time{}); listed && !reported[t.ID] && !seen[t.ID] && agreed.For(d, t, month).Asks(month) {
				seen[t.ID], asked[t.ID] = true, month
				open = append(open, t)
			}
		}
	}
	var units []id.ID
	for _, t := range open {
		units = append(units, months.Lockers(d, t)...)
	}
	slices.Sort(units)
	acts, err := tx.LocksOf(ctx, slices.Compact(units))
	if err != nil {
		return nil, err
	}
	var out []Work
	tree := d.Tree(tx.Today)
	for _, t := range open {
		month := asked[t.ID]
		if months.StandingBy(tx.Today, months.Lockers(d, t), acts, month).Locked {
			continue
		}
		unit, _ := tree.Unit(t.Unit)
		day := agreed.AgreedFor(d, t, month)
		out = append(out, Work{Target: t, Unit: unit, Answers: d.AnsweringFor(t, standing.AnswerDay(tx.Today, t.Cycle, "")),
			Month: month, Due: day.Due, Days: int(tx.Today.Time().Sub(day.Late.Time()).Hours() / 24)})
	}
	return out, nil
}
