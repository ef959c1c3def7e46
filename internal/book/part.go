package book

import (
	"sort"

	"dondoc/internal/errs"
)

// A part is up to partSize targets of one year with their log. Parts are
// worked on side by side, and the months of one fit a processor's own memory.
const (
	partBits = 13
	partSize = 1 << partBits
)

// mode says what sort of target it is.
const (
	rolled uint8 = 1 << iota
	aside
)

// continues marks the status of a row that is about a figure begun by an earlier one.
const continues Status = 0x80

// part holds columns. Rows are numbered from 1 in the columns that point to
// rows, so that 0 is none. A cell is a target and a month: place × 12 + month.
type part struct {
	year int32

	unit, indicator []int32 // by target
	next            []int32 // the unit's next target + 1
	mode            []uint8

	cell       []int32 // by row
	value, per []int64
	status     []Status
	known      []int64
	prev       []int32 // the row before, of the same cell
	figure     []int32 // the row that began the figure

	head  []int32 // by cell: its newest row
	plans plans
}

// plans is the log of plans of a part.
type plans struct {
	target     []int32 // by row
	value, per []int64
	state      []uint8
	known      []int64
	prev       []int32
	head       []int32 // by target
}

// state of a plan.
const (
	unset uint8 = 1 << iota
	dropped
)

func (p *part) full() bool { return len(p.unit) == partSize }

func (p *part) add(t Target) {
	var mode uint8
	if t.Rolled {
		mode |= rolled
	}
	if t.Aside {
		mode |= aside
	}
	p.unit, p.indicator = append(p.unit, t.Unit), append(p.indicator, t.Indicator)
	p.next, p.mode = append(p.next, 0), append(p.mode, mode)
	p.head = append(p.head, make([]int32, Months)...)
	p.plans.head = append(p.plans.head, 0)
}

func (l *plans) add(t int32, pl Plan) {
	var state uint8
	if pl.Unset {
		state |= unset
	}
	if pl.Dropped {
		state |= dropped
	}
	l.target, l.value, l.per = append(l.target, t), append(l.value, pl.Value), append(l.per, pl.Per)
	l.state, l.known, l.prev = append(l.state, state), append(l.known, pl.Known), append(l.prev, l.head[t])
	l.head[t] = int32(len(l.target))
}

// at gives the row of the plan of a target as known at a moment, 0 for none.
func (l *plans) at(t int32, moment int64) int32 {
	r := l.head[t]
	for r != 0 && l.known[r-1] > moment {
		r = l.prev[r-1]
	}
	return r
}

// upTo gives how many of ascending moments are not after one.
func upTo(known []int64, moment int64) int {
	if moment == Latest {
		return len(known)
	}
	return sort.Search(len(known), func(i int) bool { return known[i] > moment })
}

// begun gives the row that began a figure of a cell; 0 when there is none.
func (p *part) begun(cell int32, known int64) int32 {
	r := p.head[cell]
	for r != 0 && p.known[r-1] > known {
		r = p.prev[r-1]
	}
	if r == 0 || p.known[r-1] != known || p.status[r-1]&continues != 0 {
		return 0
	}
	return r
}

// append takes in a row that was checked.
func (p *part) append(cell int32, r Row, figure int32) {
	no, status := int32(len(p.cell))+1, r.Status
	if figure == 0 {
		figure = no
	} else {
		status |= continues
	}
	p.cell, p.value, p.per = append(p.cell, cell), append(p.value, r.Value), append(p.per, r.Per)
	p.status, p.known = append(p.status, status), append(p.known, r.Known)
	p.prev, p.figure = append(p.prev, p.head[cell]), append(p.figure, figure)
	p.head[cell] = no
}

// counts gives the row that counts of those of a cell from r back: the newest
// figure whose newest row approves it. 0 is none.
func (p *part) counts(r int32) int32 {
	best, began := int32(0), int32(0)
	var few [8]int32
	seen := few[:0]
	for r > began {
		figure := p.figure[r-1]
		if figure == r && p.status[r-1] == Approved && len(seen) == 0 {
			return r // the usual case: one row, approved, and nothing later
		}
		if !contains(seen, figure) {
			if p.status[r-1]&^continues == Approved && figure > began {
				best, began = r, figure
			}
			seen = append(seen, figure)
		}
		r = p.prev[r-1]
	}
	return best
}

func contains(list []int32, x int32) bool {
	for _, v := range list {
		if v == x {
			return true
		}
	}
	return false
}

// countsAt gives the row that counts of a cell as known at a moment, 0 for none.
func (p *part) countsAt(cell int32, moment int64) int32 {
	r := p.head[cell]
	for r != 0 && p.known[r-1] > moment {
		r = p.prev[r-1]
	}
	if r == 0 {
		return 0
	}
	return p.counts(r)
}

// resolve finds the row that counts in every cell from the first n rows of the
// log alone, in one pass forward.
func (p *part) resolve(latest []int32, n int) {
	clear(latest)
	cell, status := p.cell[:n], p.status[:n]
	for i, s := range status {
		c := cell[i]
		switch {
		case s == Approved: // begins a figure, so it is the newest of the cell
			latest[c] = int32(i) + 1
		case s < continues: // begins a figure that does not count
		case latest[c] != 0:
			latest[c] = p.counts(int32(i) + 1)
		case s == Approved|continues:
			latest[c] = int32(i) + 1
		}
	}
}

// resolve finds the plan of every target from the first n rows alone.
func (l *plans) resolve(at []int32, n int) {
	clear(at)
	for i, t := range l.target[:n] {
		at[t] = int32(i) + 1
	}
}

// check says whether a row may be taken in, and gives its part, cell and the
// row that began its figure (0: itself).
func (b *Book) check(r Row) (*part, int32, int32, error) {
	p, t, ok := b.find(r.Target)
	if !ok || p.mode[t]&rolled != 0 {
		return nil, 0, 0, errs.New(errs.Invalid, "book.no_target", "target", int(r.Target))
	}
	if r.Month < 0 || r.Month >= Months || r.Status > Withdrawn {
		return nil, 0, 0, errs.New(errs.Invalid, "book.no_month", "month", int(r.Month))
	}
	if r.Value > largestFigure || r.Value < -largestFigure || r.Per < 0 || r.Per > largestFigure {
		return nil, 0, 0, errs.New(errs.Invalid, "book.value_large", "value", r.Value, "most", int64(largestFigure))
	}
	y := &b.years[p.year]
	cell := t*Months + r.Month
	newest := y.known
	if h := p.head[cell]; h != 0 && p.known[h-1] == newest {
		newest++ // rows of one cell are told apart by when they became known
	}
	if r.Known <= 0 || r.Known == Latest || r.Known < newest {
		return nil, 0, 0, errs.New(errs.Invalid, "book.out_of_order", "known", r.Known, "newest", newest)
	}
	figure := int32(0)
	if r.Figure != 0 {
		if figure = p.begun(cell, r.Figure); figure == 0 {
			return nil, 0, 0, errs.New(errs.Invalid, "book.no_figure", "figure", r.Figure)
		}
	}
	return p, cell, figure, nil
}

// Load takes in a row without working anything out: for reading a whole log.
// The year is worked out when next looked at. Invalid when the row names
// nothing that is there, is too large, or comes before what is known.
func (b *Book) Load(r Row) error {
	p, cell, figure, err := b.check(r)
	if err != nil {
		return err
	}
	p.append(cell, r, figure)
	b.years[p.year].known, b.years[p.year].stale = r.Known, true
	return nil
}

// Reserve makes room for rows, on average per target, of all targets there
// are, so that loading a known number of them neither copies nor wastes memory.
func (b *Book) Reserve(rows int) {
	all := max(1, b.targets())
	for _, p := range b.parts {
		n := rows * len(p.unit) / all
		p.cell, p.value, p.per = room(p.cell, n), room(p.value, n), room(p.per, n)
		p.status, p.known = room(p.status, n), room(p.known, n)
		p.prev, p.figure = room(p.prev, n), room(p.figure, n)
	}
}

func room[T any](s []T, n int) []T {
	if cap(s)-len(s) >= n {
		return s
	}
	return append(make([]T, 0, len(s)+n), s...)
}

func (b *Book) targets() int {
	n := 0
	for _, p := range b.parts {
		n += len(p.unit)
	}
	return n
}
