package standing

import (
	"context"
	"dondoc/internal/criterion"
	"maps"
	"slices"
	"strings"

	"dondoc/internal/access"
	"dondoc/internal/app/desk"
	"dondoc/internal/errs"
	"dondoc/internal/id"
	"dondoc/internal/measure"
	"dondoc/internal/org"
	"dondoc/internal/period"
	"dondoc/internal/store"
	"dondoc/internal/target"
	"dondoc/internal/viet"
)

// BelowQuery asks how the units under one stand.
type BelowQuery struct {
	BoardQuery
	Month     period.Month // whose figures are counted; "" for the newest month that has ended
	Indicator id.ID        // shown unit by unit as well; "" for none
}

// Below is how the units directly under one stand, each by its own scoreboard.
type Below struct {
	Unit       org.Version
	Cycle      period.Cycle
	AsKnown    period.Date
	Month      period.Month
	Rows       []BelowRow // in the order of the tree
	Indicators []Shared   // what two of the units or more are asked for, by name
	Chosen     *Shared
}

// BelowRow is one unit: how the targets on its scoreboard stand, and all of those
// at and below it.
type BelowRow struct {
	Unit     org.Version
	Head     desk.Responsible
	Own      bool                    // it was set targets; else they are those of other units it answers for
	Count    map[criterion.Class]int // its scoreboard's
	Reported int                     // of its targets: those with an approved figure of the month
	Newest   period.Month            // with an approved figure; "" for none
	Inner    bool                    // there are units below it
	Reached  int                     // of Listed: met or exceeded
	Listed   int                     // targets at and below it
	Chosen   *BoardRow               // its target for the chosen indicator
	Closed   *Closing                // what its count was when its year was closed; nil where it was not
}

// Total is the number of the unit's own targets.
func (r BelowRow) Total() (n int) {
	for _, c := range r.Count {
		n += c
	}
	return n
}

// Shared is an indicator that several units are asked for.
type Shared struct {
	Indicator     id.ID
	Name          string
	UnitOfMeasure string
	Units         int
	Reported      int              // units with a figure
	Sum           *measure.Decimal // of the figures; nil where they cannot be added
}

// Set counts the units that were set targets, those targets, and the ones met or
// exceeded. Targets that a unit answers for in another's name are left out: they
// are on that one's scoreboard.
func (b Below) Set() (units, total, reached int) {
	for _, r := range b.Rows {
		if r.Own {
			units, total, reached = units+1, total+r.Total(), reached+r.Count[criterion.Exceeded]+r.Count[criterion.Met]
		}
	}
	return units, total, reached
}

// UnitsBelow gives how the units directly under one stand in a cycle, as known on a day.
func (a *Wing) UnitsBelow(ctx context.Context, actor access.Actor, q BelowQuery) (Below, error) {
	var out Below
	err := a.desk.Read(ctx, actor, func(ctx context.Context, tx *desk.Tx) error {
		d, unit, err := tx.Readable(q.Unit)
		if err != nil {
			return err
		}
		day := AnswerDay(tx.Today, q.Cycle, q.AsKnown)
		out = Below{Cycle: q.Cycle, AsKnown: q.AsKnown, Month: q.Month}
		out.Unit, _ = d.Unit(unit, day)
		if out.Month == "" {
			out.Month = endedBy(q.Cycle, day)
		}
		if err := out.read(ctx, tx, unit, day); err != nil || q.Indicator == "" {
			return err
		}
		return choose(ctx, tx, &out, q)
	})
	return out, err
}

// endedBy gives the newest month of a cycle that has ended on a day, its first where none has.
func endedBy(cycle period.Cycle, day period.Date) period.Month {
	if day >= cycle.End() {
		return cycle.LastMonth()
	}
	before := (day[:8] + "01").AddDays(-1)
	return max(before.Month(), cycle.Months()[0])
}

// read fills the rows from the standings.
func (b *Below) read(ctx context.Context, tx *desk.Tx, unit id.ID, day period.Date) error {
	d := tx.Dir
	tree := d.Tree(day)
	counts, err := tx.CountsBelow(ctx, unit, day, b.Cycle, b.AsKnown)
	if err != nil {
		return err
	}
	under, err := tx.CountsUnder(ctx, unit, day, b.Cycle, b.AsKnown)
	if err != nil {
		return err
	}
	for _, v := range tree.Children(unit) {
		c, all := counts[v.ID], under[v.ID]
		row := BelowRow{Unit: v, Head: d.Answering(v.ID, "", day), Own: c.Own && c.Total() > 0, Count: map[criterion.Class]int{},
			Reported: c.Reported[b.Month.Number()-1], Inner: len(tree.Children(v.ID)) > 0, Reached: all.Reached, Listed: all.Listed}
		maps.Copy(row.Count, c.By)
		if m := c.Newest(); m > 0 {
			row.Newest = b.Cycle.Months()[m-1]
		}
		b.Rows = append(b.Rows, row)
	}
	targets, err := tx.StandingsBelow(ctx, unit, day, b.Cycle, b.AsKnown.EndOfDayOrNow())
	if err != nil {
		return err
	}
	b.Indicators = shared(targets)
	return b.noteClosings(ctx, tx, day, targets)
}

// shared gives what two units or more are asked for, with the sum of their
// figures. Of a result that two setters ask of a unit, the first target counts.
func shared(targets []store.Standing) []Shared {
	type of struct{ indicator, unit id.ID }
	seen, at := map[of]bool{}, map[id.ID]int{}
	var all []Shared
	var adds []bool
	var sums []measure.Decimal
	for _, t := range targets {
		if seen[of{t.Indicator, t.Unit}] {
			continue
		}
		seen[of{t.Indicator, t.Unit}] = true
		i, known := at[t.Indicator]
		if !known {
			i, at[t.Indicator] = len(all), len(all)
			all = append(all, Shared{Indicator: t.Indicator, Name: t.Name, UnitOfMeasure: t.UnitOfMeasure})
			adds, sums = append(adds, true), append(sums, measure.Decimal{})
		}
		all[i].Units++
		newest := t.Newest()
		if !newest.Has {
			continue
		}
		all[i].Reported++
		adds[i] = adds[i] && newest.Value != nil && target.Summable(t.Accumulation, t.UnitOfMeasure)
		if adds[i] {
			sums[i] = sums[i].Add(*newest.Value)
		}
	}
	for i := range all {
		if adds[i] && all[i].Reported > 0 {
			sum := sums[i].Trim()
			all[i].Sum = &sum
		}
	}
	all = slices.DeleteFunc(all, func(s Shared) bool { return s.Units < 2 })
	slices.SortFunc(all, func(x, y Shared) int {
		return strings.Compare(viet.SortKey(x.Name)+string(x.Indicator), viet.SortKey(y.Name)+string(y.Indicator))
	})
	return all
}

// choose adds each unit's target for the chosen indicator.
func choose(ctx context.Context, tx *desk.Tx, b *Below, q BelowQuery) error {
	i := slices.IndexFunc(b.Indicators, func(s Shared) bool { return s.Indicator == q.Indicator })
	if i < 0 {
		return errs.New(errs.NotFound, "app.indicator_not_shared", "unit", b.Unit.Name).In("indicator")
	}
	b.Chosen = &b.Indicators[i]
	day := AnswerDay(tx.Today, b.Cycle, b.AsKnown)
	standings, err := tx.StandingsOfPeers(ctx, b.Unit.ID, day, b.Cycle, b.AsKnown.EndOfDayOrNow(), q.Indicator)
	if err != nil {
		return err
	}
	var ids []id.ID
	at := map[id.ID]int{}
	for i, row := range b.Rows {
		first := slices.IndexFunc(standings, func(s store.Standing) bool { return s.Unit == row.Unit.ID })
		if row.Own && first >= 0 {
			ids = append(ids, standings[first].ID)
			at[standings[first].ID] = i
		}
	}
	targets, err := tx.TargetsByID(ctx, ids)
	if err != nil {
		return err
	}
	years, err := tx.EndedPeers(ctx, b.Unit.ID, day, b.Cycle, b.AsKnown.EndOfDayOrNow(), q.Indicator)
	if err != nil {
		return err
	}
	rows, err := rows(ctx, tx, targets, BoardQuery{Cycle: b.Cycle, AsKnown: b.AsKnown}, years, nil)
	for i := range rows {
		b.Rows[at[rows[i].Target.ID]].Chosen = &rows[i]
	}
	return err
}
