package standing

import (
	"context"
	"slices"
	"strings"

	"dondoc/internal/access"
	"dondoc/internal/app/desk"
	"dondoc/internal/book"
	"dondoc/internal/criterion"
	"dondoc/internal/errs"
	"dondoc/internal/id"
	"dondoc/internal/measure"
	"dondoc/internal/org"
	"dondoc/internal/period"
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
		if err := a.withRollup(ctx, tx, func(r *rollup) error {
			out.read(r, d, unit, day)
			return nil
		}); err != nil || q.Indicator == "" {
			return err
		}
		return a.choose(ctx, tx, &out, q)
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

// read fills the rows from the book.
func (b *Below) read(r *rollup, d *desk.Directory, unit id.ID, day period.Date) {
	at := moment(b.AsKnown.EndOfDayOrNow())
	tree := d.Tree(day)
	shared := map[id.ID]*sharing{}
	for _, v := range tree.Children(unit) {
		row := BelowRow{Unit: v, Head: d.Answering(v.ID, "", day), Count: map[criterion.Class]int{}}
		lines := r.lines(v.ID, b.Cycle, at)
		row.Own = len(lines) > 0 && r.byNo[lines[0].Target].unit == v.ID
		for i := range lines {
			row.take(b, r, &lines[i], shared)
		}
		row.Reached, row.Listed, row.Inner = r.under(tree, v.ID, b.Cycle, at)
		b.Rows = append(b.Rows, row)
	}
	for _, s := range shared {
		if s.Units > 1 {
			b.Indicators = append(b.Indicators, s.done())
		}
	}
	slices.SortFunc(b.Indicators, func(x, y Shared) int {
		return strings.Compare(viet.SortKey(x.Name)+string(x.Indicator), viet.SortKey(y.Name)+string(y.Indicator))
	})
}

// sharing adds up an indicator over units.
type sharing struct {
	Shared
	sum    int64
	whole  bool // every figure could be added
	counts map[id.ID]bool
}

func (s *sharing) done() Shared {
	if s.whole && s.Reported > 0 {
		sum := measure.NewDecimal(s.sum, amountScale).Trim()
		s.Sum = &sum
	}
	return s.Shared
}

// take counts one line of a unit.
func (row *BelowRow) take(b *Below, r *rollup, l *book.Line, shared map[id.ID]*sharing) {
	tr := r.byNo[l.Target]
	if l.Target == tr.verdict {
		row.Count[classOf[l.Class(book.Months-1)]]++
		return
	}
	if l.Reported(b.Month.Number() - 1) {
		row.Reported++
	}
	newest := -1
	for m := range book.Months {
		if l.Reported(m) {
			newest = m
		}
	}
	if newest >= 0 {
		row.Newest = max(row.Newest, b.Cycle.Months()[newest])
	}
	if !row.Own {
		return // it is in the figures of the unit that was set it
	}
	s := shared[tr.indicator]
	if s == nil {
		s = &sharing{Shared: Shared{Indicator: tr.indicator, Name: tr.name, UnitOfMeasure: tr.measure}, whole: true, counts: map[id.ID]bool{}}
		shared[tr.indicator] = s
	}
	if s.counts[row.Unit.ID] {
		return // another setter's target for the same result
	}
	s.counts[row.Unit.ID] = true
	s.Units++
	if newest >= 0 {
		amount, _ := l.ToDate(book.Months - 1)
		s.Reported++
		s.sum += amount
		s.whole = s.whole && tr.adds
	}
}

var classOf = map[book.Class]criterion.Class{book.Exceeded: criterion.Exceeded, book.Met: criterion.Met, book.NotMet: criterion.NotMet, book.NotAssessed: criterion.NotAssessed}

// lines gives the lines of a unit's own targets or, for a unit that was set
// none, of those it answers for.
func (r *rollup) lines(unit id.ID, cycle period.Cycle, at int64) []book.Line {
	year := int32(slices.Index(r.cycles, cycle))
	if no, ok := r.units.Find(unit); ok && r.owners[answering{unit, year}] {
		return r.book.Board(nil, year, no, at)
	}
	var out []book.Line
	for _, owner := range r.answers[answering{unit, year}] {
		no, _ := r.units.Find(owner)
		for _, l := range r.book.Board(nil, year, no, at) {
			if r.byNo[l.Target].answer == unit {
				out = append(out, l)
			}
		}
	}
	return out
}

// under counts the targets at and below a unit, and those met or exceeded; and
// says whether there are units below. Now it is in the book; of a past date the
// units are looked at one by one.
func (r *rollup) under(tree *org.Tree, unit id.ID, cycle period.Cycle, at int64) (reached, listed int, inner bool) {
	year := int32(slices.Index(r.cycles, cycle))
	no, ok := r.units.Find(unit)
	if !ok || year < 0 {
		return 0, 0, false
	}
	inner = len(tree.Children(unit)) > 0
	if total, has := r.book.Live().Total(year, no, 0, book.Months-1); has && at == book.Latest {
		return int(total.Value), int(total.Per), inner
	}
	tree.Walk(unit, func(v org.Version, _ int) {
		no, ok := r.units.Find(v.ID)
		if !ok || !r.owners[answering{v.ID, year}] {
			return
		}
		for _, l := range r.book.Board(nil, year, no, at) {
			if l.Indicator != 0 {
				continue
			}
			listed++
			if c := l.Class(book.Months - 1); c == book.Met || c == book.Exceeded {
				reached++
			}
		}
	})
	return reached, listed, inner
}

// choose adds each unit's target for the chosen indicator.
func (a *Wing) choose(ctx context.Context, tx *desk.Tx, b *Below, q BelowQuery) error {
	i := slices.IndexFunc(b.Indicators, func(s Shared) bool { return s.Indicator == q.Indicator })
	if i < 0 {
		return errs.New(errs.NotFound, "app.indicator_not_shared", "unit", b.Unit.Name).In("indicator")
	}
	b.Chosen = &b.Indicators[i]
	for i := range b.Rows {
		whole, err := a.boardOf(ctx, tx, b.Rows[i].Unit.ID, BoardQuery{Cycle: b.Cycle, AsKnown: b.AsKnown})
		if err != nil {
			return err
		}
		for k := range whole.Rows {
			if b.Rows[i].Own && whole.Rows[k].Indicator == q.Indicator {
				b.Rows[i].Chosen = &whole.Rows[k]
				break
			}
		}
	}
	return nil
}
