// Package book is the roll-up engine: every figure of every year in memory, as
// columns without pointers, so that the scoreboard of any unit is live the
// moment a figure is approved, and any past date can be worked out again.
//
// The log is append-only and in the order things became known. A change of
// status, of a plan, of the tree or of an indicator's kind is a new row; "as
// known at k" is what follows from the rows up to k. Each row of figures
// points back to the row before it of the same target and month, so one
// unit's board of a past date is read by walking a few short chains.
//
// From the log follow, for each year (a Rollup): the row that counts in each
// month of each target, the class of each target at the end of each month, its
// share of the plan, the sums of each indicator at each unit that has units
// below, and the score of each unit. One new row changes only what lies on its
// path; a change of plan, tree or kind works its year out again. Everything is
// integers, so both ways give the same bits; Check compares them.
//
// Units, indicators and targets are numbers here (Index makes them from
// identifiers), amounts are integers at a scale fixed for the indicator. A Book
// is for one writer, or many readers, at a time.
package book

import (
	"math"

	"dondoc/internal/errs"
)

// Months is how many months a year has.
const Months = 12

// Limits that keep every sum, product and difference within 64 bits: 65,535
// targets of an indicator × 12 months × 2^38 is under 2^58, and 12 times that
// less 12 times as much is within 2^63.
const (
	largestFigure = 1 << 38
	largestPlan   = 1 << 58
	mostAlike     = 1<<16 - 1
	mostOfUnit    = 1<<16 - 1
)

// Latest, as a moment, is everything known.
const Latest = math.MaxInt64

// nobody is the unit above a root, and of a unit that is not in the tree.
const nobody = -1

// Status is what a row says of a figure.
type Status uint8

// The statuses. Only an approved figure counts; one that was sent back or
// withdrawn after approval counts no more, and the one before it does again.
const (
	Submitted Status = iota
	Approved
	Returned
	Withdrawn
)

// Class is how a target stands at the end of a month.
type Class uint8

// The classes. NotAssessed is a month without a figure, or a target without a plan.
const (
	NotMet Class = iota
	Met
	NotAssessed
	Exceeded
)

// Kind says how an indicator's figures go up the tree.
type Kind uint8

// The kinds. CountMet counts the targets below that are met or exceeded, out
// of all of them; the targets themselves are judged as amounts.
const (
	Sum Kind = iota
	Ratio
	CountMet
)

// Target is one indicator asked of one unit for one year.
type Target struct {
	Year, Unit, Indicator int32
	Rolled                bool // judged by what comes from below; takes no figures of its own
	Aside                 bool // adds nothing upward: a second setter's target for the same result
}

// Plan is what is asked of a target, from a moment on.
type Plan struct {
	Target  int32
	Value   int64 // at the indicator's scale; of Ratio and CountMet the numerator
	Per     int64 // the denominator of Ratio and of a rolled CountMet target, positive; else not looked at
	Unset   bool  // on the list without a number that can be judged
	Dropped bool  // no longer on the list
	Known   int64
}

// Placement puts a unit under another (−1: a root, or out of the tree) in a year, from a moment on.
type Placement struct {
	Year, Unit, Under int32
	Known             int64
}

// Measure says how an indicator is read in a year, from a moment on.
type Measure struct {
	Year, Indicator int32
	Kind            Kind
	Lower           bool // the less the better
	Stock           bool // the newest month stands for the year; else the months add up
	Known           int64
}

// Row is one row of the log of figures.
type Row struct {
	Target     int32
	Month      int32 // 0 to 11
	Value, Per int64 // the amount; of a Ratio the numerator and its denominator
	Status     Status
	Known      int64 // the place in the order of what became known
	Figure     int64 // Known of the row that began the figure this row is about; 0: it begins one
}

// Book holds all years. Make one with New.
type Book struct {
	levels  []uint8 // by unit
	measure int     // number of indicators
	years   []year
	parts   []*part
	live    *Rollup
	spare   *Rollup // what Check works in
}

// year is what holds for one year beside the figures.
type year struct {
	parts    []int32
	rolled   []int32 // targets judged from below
	alike    []int32 // reported targets by indicator
	first    []int32 // by unit: its first target + 1, the rest by part.next
	last     []int32 // by unit: its last target + 1
	count    []int32 // targets of each unit
	places   []Placement
	measures []Measure
	under    []int32   // the tree as known now
	kinds    []Measure // by indicator, as known now
	known    int64     // the newest moment
	stale    bool      // the live roll-up is behind
}

// New gives a book of units (each with its level, any small number by which
// checksums are grouped), indicators and years, with nothing in it. Every
// indicator begins as a Sum, every unit as a root.
func New(levels []uint8, indicators, years int) *Book {
	b := &Book{measure: indicators, years: make([]year, years)}
	b.AddUnits(levels...)
	for i := range b.years {
		b.years[i].alike, b.years[i].kinds = make([]int32, indicators), make([]Measure, indicators)
		b.years[i].stale = true
	}
	b.live, b.spare = &Rollup{book: b}, &Rollup{book: b}
	return b
}

// AddUnits adds units, numbered on from those there are, and gives the first number.
func (b *Book) AddUnits(levels ...uint8) int32 {
	first := int32(len(b.levels))
	b.levels = append(b.levels, levels...)
	for i := range b.years {
		y := &b.years[i]
		for len(y.first) < len(b.levels) {
			y.first, y.last, y.count = append(y.first, 0), append(y.last, 0), append(y.count, 0)
			y.under = append(y.under, nobody)
		}
		y.stale = true
	}
	return first
}

// AddTarget adds a target and gives its number. It is on no list until Plans
// puts it there. Invalid when there is no such year, unit or indicator, or
// there are too many to add up safely.
func (b *Book) AddTarget(t Target) (int32, error) {
	if t.Year < 0 || int(t.Year) >= len(b.years) || t.Unit < 0 || int(t.Unit) >= len(b.levels) || t.Indicator < 0 || int(t.Indicator) >= b.measure {
		return 0, errs.New(errs.Invalid, "book.no_such", "year", int(t.Year), "unit", int(t.Unit), "indicator", int(t.Indicator))
	}
	y := &b.years[t.Year]
	if y.count[t.Unit] == mostOfUnit || !t.Rolled && y.alike[t.Indicator] == mostAlike {
		return 0, errs.New(errs.TooLarge, "book.too_many", "most", mostOfUnit)
	}
	if n := len(y.parts); n == 0 || b.parts[y.parts[n-1]].full() {
		y.parts = append(y.parts, int32(len(b.parts)))
		b.parts = append(b.parts, newPart(t.Year))
	}
	no := y.parts[len(y.parts)-1]
	p := b.parts[no]
	target := no<<partBits | int32(len(p.unit))
	p.add(t)
	if last := y.last[t.Unit]; last == 0 {
		y.first[t.Unit] = target + 1
	} else {
		b.parts[(last-1)>>partBits].next[(last-1)&(partSize-1)] = target + 1
	}
	y.last[t.Unit] = target + 1
	y.count[t.Unit]++
	if t.Rolled {
		y.rolled = append(y.rolled, target)
	} else {
		y.alike[t.Indicator]++
	}
	y.stale = true
	return target, nil
}

// Target gives what was added under a number.
func (b *Book) Target(target int32) (Target, bool) {
	p, t, ok := b.find(target)
	if !ok {
		return Target{}, false
	}
	return Target{p.year, p.unit[t], p.indicator[t], p.mode[t]&rolled != 0, p.mode[t]&aside != 0}, true
}

// find gives the part of a target and its place there.
func (b *Book) find(target int32) (*part, int32, bool) {
	no := target >> partBits
	if target < 0 || int(no) >= len(b.parts) {
		return nil, 0, false
	}
	p, t := b.parts[no], target&(partSize-1)
	return p, t, int(t) < len(p.unit)
}

// Plans takes in plans, in the order they became known; the years they are of
// are worked out again when next looked at. Nothing is taken in when one of
// them is refused (Invalid, with its row).
func (b *Book) Plans(plans ...Plan) error {
	last := map[int32]int64{}
	for i, pl := range plans {
		p, _, ok := b.find(pl.Target)
		if !ok {
			return errs.New(errs.Invalid, "book.no_target", "target", int(pl.Target)).AtRow(i+1, "")
		}
		if pl.Value > largestPlan || pl.Value < -largestPlan || pl.Per < 0 || pl.Per > largestPlan {
			return errs.New(errs.Invalid, "book.value_large", "value", pl.Value, "most", int64(largestPlan)).AtRow(i+1, "")
		}
		if err := b.inOrder(p.year, pl.Known, last); err != nil {
			return err.AtRow(i+1, "")
		}
	}
	for _, pl := range plans {
		p, t, _ := b.find(pl.Target)
		p.plans.add(t, pl)
		b.years[p.year].known, b.years[p.year].stale = pl.Known, true
	}
	return nil
}

// inOrder says whether a moment is not before the newest of the year, counting those of the batch in last.
func (b *Book) inOrder(year int32, known int64, last map[int32]int64) *errs.Error {
	newest := max(b.years[year].known, last[year])
	if known <= 0 || known == Latest || known < newest {
		return errs.New(errs.Invalid, "book.out_of_order", "known", known, "newest", newest)
	}
	last[year] = known
	return nil
}

// Place takes in changes of the tree, as Plans does plans. Conflict when a
// unit would come to lie under itself.
func (b *Book) Place(placements ...Placement) error {
	last, under := map[int32]int64{}, map[[2]int32]int32{}
	above := func(year, unit int32) int32 {
		if u, ok := under[[2]int32{year, unit}]; ok {
			return u
		}
		return b.years[year].under[unit]
	}
	for i, pl := range placements {
		if pl.Year < 0 || int(pl.Year) >= len(b.years) || pl.Unit < 0 || int(pl.Unit) >= len(b.levels) || pl.Under < nobody || int(pl.Under) >= len(b.levels) {
			return errs.New(errs.Invalid, "book.no_such", "year", int(pl.Year), "unit", int(pl.Unit), "indicator", 0).AtRow(i+1, "")
		}
		if err := b.inOrder(pl.Year, pl.Known, last); err != nil {
			return err.AtRow(i+1, "")
		}
		for u := pl.Under; u != nobody; u = above(pl.Year, u) {
			if u == pl.Unit {
				return errs.New(errs.Conflict, "book.under_itself", "unit", int(pl.Unit)).AtRow(i+1, "")
			}
		}
		under[[2]int32{pl.Year, pl.Unit}] = pl.Under
	}
	for _, pl := range placements {
		y := &b.years[pl.Year]
		y.places, y.under[pl.Unit] = append(y.places, pl), pl.Under
		y.known, y.stale = pl.Known, true
	}
	return nil
}

// Measures takes in changes of how indicators are read, as Plans does plans.
func (b *Book) Measures(measures ...Measure) error {
	last := map[int32]int64{}
	for i, m := range measures {
		if m.Year < 0 || int(m.Year) >= len(b.years) || m.Indicator < 0 || int(m.Indicator) >= b.measure || m.Kind > CountMet {
			return errs.New(errs.Invalid, "book.no_such", "year", int(m.Year), "unit", 0, "indicator", int(m.Indicator)).AtRow(i+1, "")
		}
		if err := b.inOrder(m.Year, m.Known, last); err != nil {
			return err.AtRow(i+1, "")
		}
	}
	for _, m := range measures {
		y := &b.years[m.Year]
		y.measures, y.kinds[m.Indicator] = append(y.measures, m), m
		y.known, y.stale = m.Known, true
	}
	return nil
}
