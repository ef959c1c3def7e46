package book

import "dondoc/internal/errs"

// A part is up to partSize targets of one year with their log. Parts are
// worked on side by side, and the months of one fit a processor's own memory.
const (
	partBits = 11
	partSize = 1 << partBits
)

// mode says what sort of target it is.
const (
	rolled uint8 = 1 << iota
	aside
)

// part holds columns.
type part struct {
	year int32

	unit, indicator []int32 // by target
	next            []int32 // the unit's next target + 1
	mode            []uint8

	figures log
	plans   plans
}

// plans is the log of plans of a part. Row 0 is none, and is there to be read.
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

func newPart(year int32) *part {
	p := &part{year: year}
	p.figures.begin()
	p.plans.append(0, Plan{Unset: true, Dropped: true}, 0)
	return p
}

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
	p.figures.head = fit(p.figures.head, tilesFor(len(p.unit)))
	p.plans.head = append(p.plans.head, 0)
}

func (l *plans) add(t int32, pl Plan) {
	no := int32(len(l.target))
	l.append(t, pl, l.head[t])
	l.head[t] = no
}

func (l *plans) append(t int32, pl Plan, prev int32) {
	var state uint8
	if pl.Unset {
		state |= unset
	}
	if pl.Dropped {
		state |= dropped
	}
	l.target, l.value, l.per = append(l.target, t), append(l.value, pl.Value), append(l.per, pl.Per)
	l.state, l.known, l.prev = append(l.state, state), append(l.known, pl.Known), append(l.prev, prev)
}

// at gives the row of the plan of a target that is not after a row, 0 for none.
func (l *plans) at(t, last int32) int32 {
	r := l.head[t]
	for r > last {
		r = l.prev[r]
	}
	return r
}

// resolve finds the plan of every target from the first n rows alone.
func (l *plans) resolve(at []int32, n int) {
	clear(at)
	for i, t := range l.target[1:n] {
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
	cell := cellOf(t, r.Month)
	newest := y.known
	if p.figures.known[p.figures.head[cell]] == newest {
		newest++ // rows of one cell are told apart by when they became known
	}
	if r.Known <= 0 || r.Known == Latest || r.Known < newest {
		return nil, 0, 0, errs.New(errs.Invalid, "book.out_of_order", "known", r.Known, "newest", newest)
	}
	figure := int32(0)
	if r.Figure != 0 {
		if figure = p.figures.begun(cell, r.Figure); figure == 0 {
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
	p.figures.append(cell, r, figure)
	b.years[p.year].known, b.years[p.year].stale = r.Known, true
	return nil
}

// Reserve makes room for rows, spread evenly over the reported targets there
// are, so that loading a known number of them neither copies nor wastes memory.
func (b *Book) Reserve(rows int) {
	all := 0
	for _, p := range b.parts {
		all += p.reported()
	}
	for _, p := range b.parts {
		p.figures.reserve(rows * p.reported() / max(1, all))
	}
}

// reported counts the targets that take figures of their own.
func (p *part) reported() (n int) {
	for _, mode := range p.mode {
		n += int(truth(mode&rolled == 0))
	}
	return n
}
