package standing

import (
	"context"
	"slices"
	"sync"
	"time"

	"dondoc/internal/app/desk"
	"dondoc/internal/book"
	"dondoc/internal/id"
	"dondoc/internal/period"
	"dondoc/internal/target"
)

// rollup is the book of this database: how every target stands and stood, as
// columns in memory, so that one may look over all units below another without
// working out the board of each. Each target is two in the book. Its verdict
// takes 2, 1 or 0 for exceeded, met or not met against a plan of 1, in the
// year's last month, and counts up the tree; its figures take, by month, the
// amount to date. Both are what package target makes of the records: the book
// adds up and remembers, and judges nothing by itself.
//
// The database is the truth. The book is brought up to date from the ledger
// before it is read, so that it holds what any node has written.
type rollup struct {
	mu    sync.RWMutex
	book  *book.Book
	size  int64       // entries of the ledger it holds
	epoch string      // of the directory whose tree it has
	day   period.Date // the tree of a year under way is that of today

	units   book.Index
	kinds   book.Index // indicators; number 0 is the verdict
	room    int        // for kinds
	cycles  []period.Cycle
	known   []int64           // by cycle: the newest moment taken in
	stands  []map[int32]int32 // by cycle: under which unit each unit stands
	tracks  map[id.ID]*track
	byNo    map[int32]*track // by either number
	owners  map[answering]bool
	alarm   *Alarm
	answers map[answering][]id.ID // units whose targets a unit answers for
	twins   map[twin][]id.ID      // targets that stand on the same figures
}

type answering struct {
	unit id.ID
	year int32
}

type twin struct {
	unit, indicator id.ID
	year            int32
}

// track is one target in the book, and what was last taken in of it.
type track struct {
	target, unit, answer, indicator id.ID
	year                            int32
	verdict, figures                int32 // numbers in the book
	seen                            int64 // the newest moment taken in
	listed                          bool
	name, measure                   string
	adds                            bool // its figures can be added to those of other units
	class                           cell
	months                          [book.Months]cell
}

// cell is one figure of the book, changed by rows that continue its first.
type cell struct {
	began, last int64 // when the first and the newest row became known; 0 for none
	value       int64
	on          bool
}

// Amounts are kept in thousandths; what does not fit is kept as reported with 0.
const (
	amountScale = 3
	mostAmount  = 1 << 38
	mostBehind  = 2000 // entries beyond which making the book anew is cheaper
	mostRoom    = 64   // kinds and years beyond those there are
)

// moment gives the book's moment for what was known before an instant, the zero instant meaning now.
func moment(before time.Time) int64 {
	if before.IsZero() {
		return book.Latest
	}
	return before.UnixMilli() - 1
}

// withRollup brings the book up to date with what the transaction sees and lets
// read look at it.
func (a *Wing) withRollup(ctx context.Context, tx *desk.Tx, read func(r *rollup) error) error {
	d := tx.Dir
	r := &a.rollup
	size, err := tx.LedgerSize(ctx)
	if err != nil {
		return err
	}
	for {
		r.mu.RLock()
		if r.current(size, d.Epoch(), a.desk.Today()) {
			err := read(r)
			r.mu.RUnlock()
			return err
		}
		r.mu.RUnlock()
		if err := a.bring(ctx, tx, size); err != nil {
			return err
		}
	}
}

func (r *rollup) current(size int64, epoch string, day period.Date) bool {
	return r.book != nil && r.size >= size && (r.epoch == epoch || r.size > size) && r.day == day
}

// bring takes in what the ledger holds beyond the book, or makes it anew.
func (a *Wing) bring(ctx context.Context, tx *desk.Tx, size int64) error {
	d := tx.Dir
	r := &a.rollup
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.current(size, d.Epoch(), a.desk.Today()) {
		return nil
	}
	if r.book == nil || size-r.size > mostBehind || size < r.size {
		return a.makeRollup(ctx, tx, size)
	}
	ok, err := a.follow(ctx, tx, size)
	if err != nil {
		r.book = nil // half taken in: made anew next time
		return err
	}
	if !ok {
		return a.makeRollup(ctx, tx, size)
	}
	r.book.Live()
	return nil
}

// makeRollup makes the book from the database.
func (a *Wing) makeRollup(ctx context.Context, tx *desk.Tx, size int64) error {
	d := tx.Dir
	r := &a.rollup
	r.book = nil
	with, err := tx.UnitsWithTargets(ctx, "")
	if err != nil {
		return err
	}
	r.units, r.kinds, r.cycles = book.Index{}, book.Index{}, nil
	r.tracks, r.byNo, r.owners = map[id.ID]*track{}, map[int32]*track{}, map[answering]bool{}
	r.answers, r.twins = map[answering][]id.ID{}, map[twin][]id.ID{}
	r.kinds.Number("") // the verdict
	for _, uc := range with {
		if !slices.Contains(r.cycles, uc.Cycle) {
			r.cycles = append(r.cycles, uc.Cycle)
		}
	}
	if now := period.Cycle(a.desk.Today()[:4]); !slices.Contains(r.cycles, now) {
		r.cycles = append(r.cycles, now)
	}
	var lists [][]target.Target
	var facts []boardFacts
	for _, uc := range with {
		f, err := readFacts(ctx, tx, uc.Unit, uc.Cycle)
		if err != nil {
			return err
		}
		f.shareResults()
		own := slices.DeleteFunc(f.targets, func(t target.Target) bool { return t.Unit != uc.Unit })
		for _, t := range own {
			r.kinds.Number(t.Indicator)
		}
		lists, facts = append(lists, own), append(facts, f)
	}
	r.begin(d)
	var all []change
	for i, own := range lists {
		for _, t := range own {
			tr, err := r.add(t)
			if err != nil {
				return err
			}
			if all, err = changes(ctx, tx, tr, t, facts[i], all); err != nil {
				return err
			}
		}
	}
	if err := r.load(append(r.placements(d, a.desk.Today()), all...), r.book.Load); err != nil {
		return err
	}
	r.size, r.epoch, r.day = size, d.Epoch(), a.desk.Today()
	r.book.Live()
	return nil
}

// begin makes an empty book with room for what may come.
func (r *rollup) begin(d *desk.Directory) {
	for _, v := range d.Versions {
		r.units.Number(v.ID)
	}
	r.room = r.kinds.Len() + mostRoom
	r.book = book.New(make([]uint8, r.units.Len()), r.room, len(r.cycles))
	r.known, r.stands = make([]int64, len(r.cycles)), make([]map[int32]int32, len(r.cycles))
	for y := range r.cycles {
		r.known[y], r.stands[y] = 1, map[int32]int32{}
		measures := []book.Measure{{Year: int32(y), Kind: book.CountMet, Stock: true, Known: 1}}
		for k := 1; k < r.room; k++ {
			measures = append(measures, book.Measure{Year: int32(y), Indicator: int32(k), Stock: true, Known: 1})
		}
		if err := r.book.Measures(measures...); err != nil {
			panic(err) // numbers made here
		}
	}
}

// add gives a target its two places in the book.
func (r *rollup) add(t target.Target) (*track, error) {
	unit, _ := r.units.Find(t.Unit)
	kind, _ := r.kinds.Find(t.Indicator)
	tr := &track{target: t.ID, unit: t.Unit, answer: t.AnswerUnit, indicator: t.Indicator, year: int32(slices.Index(r.cycles, t.Cycle)),
		name: t.Name, measure: t.UnitOfMeasure, adds: target.Summable(t.Accumulation, t.UnitOfMeasure)}
	var err error
	if tr.verdict, err = r.book.AddTarget(book.Target{Year: tr.year, Unit: unit}); err != nil {
		return nil, err
	}
	if tr.figures, err = r.book.AddTarget(book.Target{Year: tr.year, Unit: unit, Indicator: kind, Aside: true}); err != nil {
		return nil, err
	}
	r.tracks[t.ID], r.byNo[tr.verdict], r.byNo[tr.figures] = tr, tr, tr
	r.owners[answering{t.Unit, tr.year}] = true
	if key := (answering{t.AnswerUnit, tr.year}); t.AnswerUnit != t.Unit && !slices.Contains(r.answers[key], t.Unit) {
		r.answers[key] = append(r.answers[key], t.Unit)
	}
	if t.Parent == "" {
		key := twin{t.Unit, t.Indicator, tr.year}
		r.twins[key] = append(r.twins[key], t.ID)
	}
	return tr, nil
}

// reaches says whether numbers for the target are there already.
func (r *rollup) reaches(t target.Target) bool {
	_, unit := r.units.Find(t.Unit)
	if _, kind := r.kinds.Find(t.Indicator); !kind && r.kinds.Len() < r.room {
		r.kinds.Number(t.Indicator)
	} else if !kind {
		return false
	}
	return unit && slices.Contains(r.cycles, t.Cycle)
}
