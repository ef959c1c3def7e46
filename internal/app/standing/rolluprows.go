package standing

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"time"

	"dondoc/internal/app/desk"
	"dondoc/internal/approval"
	"dondoc/internal/book"
	"dondoc/internal/criterion"
	"dondoc/internal/id"
	"dondoc/internal/org"
	"dondoc/internal/period"
	"dondoc/internal/target"
)

// change is one thing that became known: of a target that it is on the list or
// not, its verdict, or its figure of a month; or of a unit where it stands.
type change struct {
	known       int64
	of          *track
	what        changed
	month       int32
	value       int64
	on          bool
	year        int32 // of a placement
	unit, under int32
}

type changed uint8

const (
	placed changed = iota
	listed
	judged
	figured
)

// verdictOf is the amount that stands for a class.
var verdictOf = map[criterion.Class]int64{criterion.Exceeded: 2, criterion.Met: 1, criterion.NotMet: 0}

// changes appends what became known of a target since it was last looked at:
// its standing is worked out at each moment something was decided.
func changes(ctx context.Context, tx *desk.Tx, tr *track, whole target.Target, facts boardFacts, out []change) ([]change, error) {
	moments, err := momentsOf(ctx, tx, whole, facts)
	if err != nil {
		return nil, err
	}
	last := tr.seen
	if n := len(moments); n > 0 {
		last = max(last, moments[n-1])
	}
	w := watch{tr.listed, tr.class, tr.months}
	for _, at := range append(slices.DeleteFunc(moments, func(at int64) bool { return at <= tr.seen || at == last }), last) {
		before := time.UnixMilli(at + 1)
		if at == last {
			before = time.Time{} // whatever the clocks of other nodes say
		}
		t, on := whole.AsKnown(before)
		var s target.Standing
		if on {
			figures, _, err := successions(ctx, tx, t, facts.successions, facts.observations[t.ID], before)
			if err != nil {
				return nil, err
			}
			s = target.StandingOf(t, figures, facts.words[t.ID], before, t.Cycle.LastMonth())
		}
		out = w.see(tr, at, on, s, out)
	}
	return out, nil
}

// watch is what was last seen of a target.
type watch struct {
	listed bool
	class  cell
	months [book.Months]cell
}

// see appends what differs at a moment from what was last seen.
func (w *watch) see(tr *track, at int64, on bool, s target.Standing, out []change) []change {
	if on != w.listed {
		w.listed = on
		out = append(out, change{known: at, of: tr, what: listed, on: on})
	}
	if !on {
		return out
	}
	verdict, has := verdictOf[s.Class]
	if w.class.differs(verdict, has) {
		w.class.value, w.class.on = verdict, has
		out = append(out, change{known: at, of: tr, what: judged, month: book.Months - 1, value: verdict, on: has})
	}
	for m, f := range s.Months {
		amount, has, fits := amountOf(f)
		tr.adds = tr.adds && fits
		if w.months[m].differs(amount, has) {
			w.months[m].value, w.months[m].on = amount, has
			out = append(out, change{known: at, of: tr, what: figured, month: int32(m), value: amount, on: has})
		}
	}
	return out
}

func (c cell) differs(value int64, on bool) bool { return c.on != on || on && c.value != value }

// amountOf gives a month's figure to date in thousandths, whether there is a
// figure, and whether it is such a number; 0 stands for one that is not.
func amountOf(f target.MonthFigure) (amount int64, has, fits bool) {
	if f.Observation == "" {
		return 0, false, true
	}
	if f.Value == nil || f.Value.Trim().Scale() > amountScale {
		return 0, true, false
	}
	v := f.Value.Trim()
	amount = v.Coef()
	for range amountScale - v.Scale() {
		if amount >= mostAmount || amount <= -mostAmount {
			return 0, true, false
		}
		amount *= 10
	}
	if amount >= mostAmount || amount <= -mostAmount {
		return 0, true, false
	}
	return amount, true, true
}

// momentsOf gives when something was decided about a target, in order: that it
// was set or revised, that a figure of it, its twin or its predecessor came to
// count or ceased to, that a person said its class.
func momentsOf(ctx context.Context, tx *desk.Tx, t target.Target, facts boardFacts) ([]int64, error) {
	var out []int64
	for _, rev := range t.Revisions {
		out = append(out, rev.At.UnixMilli())
	}
	for _, w := range facts.words[t.ID] {
		out = append(out, w.At.UnixMilli())
	}
	decided := func(observations []target.Observation) {
		for _, o := range observations {
			counted := false
			for _, s := range o.Steps {
				if now := s.State == approval.Approved; now != counted {
					counted = now
					out = append(out, s.At.UnixMilli())
				}
			}
		}
	}
	decided(facts.observations[t.ID])
	for _, s := range facts.successions {
		if s.New != t.ID {
			continue
		}
		old, err := tx.Target(ctx, s.Old)
		if err != nil {
			return nil, err
		}
		for _, rev := range old.Revisions {
			out = append(out, rev.At.UnixMilli())
		}
		observations, err := tx.ObservationsOfTarget(ctx, s.Old)
		if err != nil {
			return nil, err
		}
		decided(observations)
	}
	slices.Sort(out)
	return slices.Compact(out), nil
}

// placements gives where units came to stand in each year's tree: at its start,
// and on each day until its end or today that a unit changed its place.
func (r *rollup) placements(d *desk.Directory, today period.Date) []change {
	var out []change
	for y, cycle := range r.cycles {
		last := min(max(today, cycle.Start()), cycle.End())
		days := []period.Date{cycle.Start()}
		for _, v := range d.Versions {
			for _, day := range []period.Date{v.From, v.To} {
				if day > cycle.Start() && day <= last {
					days = append(days, day)
				}
			}
		}
		slices.Sort(days)
		for _, day := range slices.Compact(days) {
			known := int64(1)
			if day > cycle.Start() {
				known = day.Time().UnixMilli()
			}
			out = append(out, r.place(d, int32(y), day, known, r.stands[y])...)
		}
	}
	return out
}

// place gives what differs of the tree of a day from where units stood, and
// makes it so. Units that come to stand under none are placed first, then the
// others from the top, so that none lies under itself on the way.
func (r *rollup) place(d *desk.Directory, year int32, day period.Date, known int64, now map[int32]int32) []change {
	var out []change
	tree := d.Tree(day)
	to := map[int32]int32{}
	for _, root := range tree.Roots() {
		tree.Walk(root.ID, func(v org.Version, _ int) {
			unit, _ := r.units.Find(v.ID)
			if under, ok := r.units.Find(v.Parent); ok && v.Parent != "" {
				to[unit] = under
			}
		})
	}
	var moved []int32
	for unit, under := range now {
		if to[unit] != under || !has(to, unit) {
			moved = append(moved, unit)
		}
	}
	slices.Sort(moved)
	for _, unit := range moved {
		out = append(out, change{known: known, what: placed, year: year, unit: unit, under: -1})
		delete(now, unit)
	}
	var fresh []int32
	for unit := range to {
		if !has(now, unit) {
			fresh = append(fresh, unit)
		}
	}
	slices.Sort(fresh)
	for _, unit := range fresh {
		out = append(out, change{known: known, what: placed, year: year, unit: unit, under: to[unit]})
		now[unit] = to[unit]
	}
	return out
}

func has(m map[int32]int32, k int32) bool { _, ok := m[k]; return ok }

// load takes changes in, in the order they became known, their rows by row.
func (r *rollup) load(all []change, row func(book.Row) error) error {
	slices.SortStableFunc(all, func(x, y change) int { return cmp.Compare(x.known, y.known) })
	for _, c := range all {
		if err := r.take(c, row); err != nil {
			return err
		}
	}
	return nil
}

// take takes in one change. Moments never go back within a year: two nodes'
// clocks may differ by a little.
func (r *rollup) take(c change, row func(book.Row) error) error {
	year := c.year
	if c.of != nil {
		year = c.of.year
		c.of.seen = max(c.of.seen, c.known)
	}
	known := max(c.known, r.known[year])
	var err error
	switch c.what {
	case placed:
		err = r.book.Place(book.Placement{Year: year, Unit: c.unit, Under: c.under, Known: known})
	case listed:
		c.of.listed = c.on
		err = r.book.Plans(book.Plan{Target: c.of.verdict, Value: 1, Dropped: !c.on, Known: known},
			book.Plan{Target: c.of.figures, Unset: true, Dropped: !c.on, Known: known})
	case judged:
		known, err = c.of.class.take(c.of.verdict, c, known, row)
	case figured:
		known, err = c.of.months[c.month].take(c.of.figures, c, known, row)
	}
	r.known[year] = known
	return err
}

// take appends a row to a cell and gives when it became known.
func (c *cell) take(number int32, ch change, known int64, row func(book.Row) error) (int64, error) {
	if c.last != 0 && known <= c.last {
		known = c.last + 1
	}
	status := book.Approved
	if !ch.on {
		status = book.Withdrawn
	}
	if err := row(book.Row{Target: number, Month: ch.month, Value: ch.value, Status: status, Known: known, Figure: c.began}); err != nil {
		return known, err
	}
	if c.began == 0 {
		c.began = known
	}
	c.last, c.value, c.on = known, ch.value, ch.on
	return known, nil
}

// follow takes in the entries of the ledger beyond the book; false when what
// they are about has no place in it.
func (a *Wing) follow(ctx context.Context, tx *desk.Tx, size int64) (bool, error) {
	d := tx.Dir
	r := &a.rollup
	var touched []id.ID
	if size > r.size {
		entries, err := tx.LedgerFrom(ctx, r.size, int(size-r.size))
		if err != nil {
			return false, err
		}
		for _, e := range entries {
			if strings.HasPrefix(e.Action, "observation.") || strings.HasPrefix(e.Action, "target.") {
				touched = append(touched, id.ID(e.Object))
			}
		}
	}
	var all []change
	if r.epoch != d.Epoch() || r.day != a.desk.Today() {
		moved, ok := r.moved(d, a.desk.Today(), a.desk.Now())
		if !ok {
			return false, nil
		}
		all = moved
	}
	done := map[id.ID]bool{}
	for len(touched) > 0 {
		which := touched[0]
		touched = touched[1:]
		if done[which] || which == "" {
			continue
		}
		done[which] = true
		found, more, err := a.refresh(ctx, tx, which)
		if err != nil || more == nil {
			return false, err
		}
		all, touched = append(all, found...), append(touched, more...)
	}
	if r.load(all, r.book.Apply) != nil {
		return false, nil // out of step: made anew
	}
	r.size, r.epoch, r.day = size, d.Epoch(), a.desk.Today()
	return true, nil
}

// moved gives which units the tree of today has elsewhere; false when there is
// a unit the book has no number for, or a year.
func (r *rollup) moved(d *desk.Directory, today period.Date, now time.Time) ([]change, bool) {
	for _, v := range d.Versions {
		if _, ok := r.units.Find(v.ID); !ok {
			return nil, false
		}
	}
	if !slices.Contains(r.cycles, period.Cycle(today[:4])) {
		return nil, false
	}
	var out []change
	for y, cycle := range r.cycles {
		day := min(max(today, cycle.Start()), cycle.End())
		out = append(out, r.place(d, int32(y), day, now.UnixMilli(), r.stands[y])...)
	}
	return out, true
}

// refresh gives what became known of one target, and the targets to look at
// with it: itself at least, none when it has no place in the book.
func (a *Wing) refresh(ctx context.Context, tx *desk.Tx, which id.ID) (found []change, with []id.ID, err error) {
	r := &a.rollup
	t, err := tx.Target(ctx, which)
	if err != nil {
		return nil, nil, err
	}
	tr := r.tracks[which]
	if tr == nil {
		if !r.reaches(t) {
			return nil, nil, nil
		}
		if tr, err = r.add(t); err != nil {
			return nil, nil, err
		}
	}
	with = []id.ID{which}
	if t.Parent == "" {
		with = slices.Clone(r.twins[twin{t.Unit, t.Indicator, tr.year}])
	}
	facts := boardFacts{observations: map[id.ID][]target.Observation{}, words: map[id.ID][]target.Confirmation{}}
	for _, same := range with {
		observations, err := tx.ObservationsOfTarget(ctx, same)
		if err != nil {
			return nil, nil, err
		}
		facts.observations[which] = append(facts.observations[which], observations...)
	}
	if facts.words[which], err = tx.Confirmations(ctx, which); err != nil {
		return nil, nil, err
	}
	if facts.successions, err = tx.Predecessors(ctx, which); err != nil {
		return nil, nil, err
	}
	into, err := tx.Successors(ctx, which)
	if err != nil {
		return nil, nil, err
	}
	for _, s := range into {
		with = append(with, s.New)
	}
	found, err = changes(ctx, tx, tr, t, facts, nil)
	return found, with, err
}
