package book_test

import (
	"math/big"

	"dondoc/internal/book"

	"pgregory.net/rapid"
)

// world is a book beside everything it was told, in the order it was told.
type world struct {
	book       *book.Book
	units      int32
	indicators int32
	years      int32
	targets    []int32
	of         map[int32]book.Target
	rows       []book.Row
	plans      []book.Plan
	places     []book.Placement
	measures   []book.Measure
	now        int64
}

func newWorld(units, indicators, years int32) *world {
	levels := make([]uint8, units)
	for i := range levels {
		levels[i] = uint8(min(i, 2))
	}
	return &world{book: book.New(levels, int(indicators), int(years)), units: units, indicators: indicators, years: years, of: map[int32]book.Target{}}
}

func (w *world) tick() int64 { w.now++; return w.now }

func (w *world) target(t book.Target) (int32, error) {
	n, err := w.book.AddTarget(t)
	if err == nil {
		w.targets, w.of[n] = append(w.targets, n), t
	}
	return n, err
}

func (w *world) apply(r book.Row) error {
	err := w.book.Apply(r)
	if err == nil {
		w.rows = append(w.rows, r)
	}
	return err
}

func (w *world) plan(p book.Plan) error {
	err := w.book.Plans(p)
	if err == nil {
		w.plans = append(w.plans, p)
	}
	return err
}

func (w *world) place(p book.Placement) error {
	err := w.book.Place(p)
	if err == nil {
		w.places = append(w.places, p)
	}
	return err
}

func (w *world) measure(m book.Measure) error {
	err := w.book.Measures(m)
	if err == nil {
		w.measures = append(w.measures, m)
	}
	return err
}

// figure is what one month of one target counts, in the plainest way.
type figure struct{ value, per, known int64 }

// counting finds the figure that counts: of the figures whose newest row
// approves them, the one begun last.
func (w *world) counting(target, month int32, moment int64) *figure {
	newest := map[int64]book.Row{}
	for _, r := range w.rows {
		if r.Target != target || r.Month != month || r.Known > moment {
			continue
		}
		began := r.Figure
		if began == 0 {
			began = r.Known
		}
		newest[began] = r
	}
	var out *figure
	last := int64(0)
	for began, r := range newest {
		if r.Status == book.Approved && began > last {
			last, out = began, &figure{r.Value, r.Per, r.Known}
		}
	}
	return out
}

func (w *world) measureAt(year, indicator int32, moment int64) (out book.Measure) {
	for _, m := range w.measures {
		if m.Year == year && m.Indicator == indicator && m.Known <= moment {
			out = m
		}
	}
	return out
}

func (w *world) planAt(target int32, moment int64) (out *book.Plan) {
	for _, p := range w.plans {
		if p.Target == target && p.Known <= moment {
			out = &p
		}
	}
	if out != nil && out.Dropped {
		return nil
	}
	return out
}

func (w *world) underAt(year, unit int32, moment int64) int32 {
	out := int32(-1)
	for _, p := range w.places {
		if p.Year == year && p.Unit == unit && p.Known <= moment {
			out = p.Under
		}
	}
	return out
}

// toDate accumulates the months of a reported target.
func (w *world) toDate(target, month int32, moment int64) (value, per int64, known bool) {
	t := w.of[target]
	stock := w.measureAt(t.Year, t.Indicator, moment).Stock
	for m := int32(0); m <= month; m++ {
		f := w.counting(target, m, moment)
		if known = f != nil; !known {
			continue
		}
		if stock {
			value, per = 0, 0
		}
		value, per = value+f.value, per+f.per
	}
	return value, per, known
}

// below adds up the reported targets of an indicator at and below a unit.
func (w *world) below(year, unit, indicator, month int32, moment int64) (out book.Total) {
	m := w.measureAt(year, indicator, moment)
	for _, target := range w.targets {
		t := w.of[target]
		if t.Year != year || t.Indicator != indicator || t.Rolled || t.Aside || !w.isBelow(year, t.Unit, unit, moment) {
			continue
		}
		value, per, known := w.toDate(target, month, moment)
		if known {
			out.Known++
		}
		switch m.Kind {
		case book.Sum:
			out.Value += value
		case book.Ratio:
			out.Value, out.Per = out.Value+value, out.Per+per
		case book.CountMet:
			if c, on := w.class(target, month, moment); on {
				out.Per++
				if c == book.Met || c == book.Exceeded {
					out.Value++
				}
			}
		}
	}
	return out
}

func (w *world) isBelow(year, unit, top int32, moment int64) bool {
	for ; unit >= 0; unit = w.underAt(year, unit, moment) {
		if unit == top {
			return true
		}
	}
	return false
}

func (w *world) hasBelow(year, unit int32, moment int64) bool {
	for u := range w.units {
		if w.underAt(year, u, moment) == unit {
			return true
		}
	}
	return false
}

// class judges a target by fractions.
func (w *world) class(target, month int32, moment int64) (book.Class, bool) {
	t, p := w.of[target], w.planAt(target, moment)
	if p == nil {
		return book.NotAssessed, false
	}
	m := w.measureAt(t.Year, t.Indicator, moment)
	value, per, known := int64(0), int64(0), false
	if t.Rolled {
		if w.hasBelow(t.Year, t.Unit, moment) {
			total := w.below(t.Year, t.Unit, t.Indicator, month, moment)
			value, per, known = total.Value, total.Per, total.Known > 0
		}
	} else {
		value, per, known = w.toDate(target, month, moment)
	}
	ratio := m.Kind == book.Ratio || m.Kind == book.CountMet && t.Rolled
	if p.Unset || !known || ratio && (per == 0 || p.Per == 0) {
		return book.NotAssessed, true
	}
	have, want := new(big.Rat).SetInt64(value), new(big.Rat).SetInt64(p.Value)
	if ratio {
		have.SetFrac64(value, per)
		want.SetFrac64(p.Value, p.Per)
	} else if !m.Stock {
		want.Mul(want, big.NewRat(int64(month)+1, 12))
	}
	better := have.Cmp(want)
	if m.Lower {
		better = -better
	}
	return [...]book.Class{book.NotMet, book.Met, book.Exceeded}[better+1], true
}

// agrees compares a roll-up with the plain way, number by number.
func (w *world) agrees(t *rapid.T, r *book.Rollup, moment int64) {
	for year := range w.years {
		for month := range int32(book.Months) {
			scores := make([][4]int64, w.units)
			for _, target := range w.targets {
				of := w.of[target]
				if of.Year != year {
					continue
				}
				class, on := w.class(target, month, moment)
				if got, ok := r.Class(target, month); ok != on || on && got != class {
					t.Fatalf("at %d: class of %d in month %d is %d %v, not %d %v", moment, target, month, got, ok, class, on)
				}
				if on {
					scores[of.Unit][class]++
				}
			}
			for unit := range w.units {
				if got := r.Score(year, unit, month); got != scores[unit] {
					t.Fatalf("at %d: score of unit %d in month %d is %v, not %v", moment, unit, month, got, scores[unit])
				}
				w.totalsAgree(t, r, year, unit, month, moment)
			}
		}
	}
}

func (w *world) totalsAgree(t *rapid.T, r *book.Rollup, year, unit, month int32, moment int64) {
	for ind := range w.indicators {
		got, ok := r.Total(year, unit, ind, month)
		if ok != w.hasBelow(year, unit, moment) {
			t.Fatalf("at %d: unit %d has units below: %v", moment, unit, ok)
		}
		if want := w.below(year, unit, ind, month, moment); ok && got != want {
			t.Fatalf("at %d: total of indicator %d at unit %d in month %d is %v, not %v", moment, ind, unit, month, got, want)
		}
	}
}

// boardsAgree compares every board with a full roll-up of the same moment, cell by cell.
func (w *world) boardsAgree(t *rapid.T, r *book.Rollup, moment int64) {
	for year := range w.years {
		for unit := range w.units {
			seen := map[int32]bool{}
			for _, l := range w.book.Board(nil, year, unit, moment) {
				seen[l.Target] = true
				of := w.of[l.Target]
				have, ok := l.Share()
				if want, has := r.Share(l.Target); have != want || ok != has {
					t.Fatalf("at %d: share of %d is %d on the board, %d in the roll-up", moment, l.Target, have, want)
				}
				for m := range int32(book.Months) {
					if class, on := r.Class(l.Target, m); !on || l.Class(int(m)) != class {
						t.Fatalf("at %d: class of %d in month %d is %d on the board, %d %v in the roll-up", moment, l.Target, m, l.Class(int(m)), class, on)
					}
					if since := r.Since(l.Target, m); since != l.Since(int(m)) || !of.Rolled && (since != 0) != l.Reported(int(m)) {
						t.Fatalf("at %d: month %d of %d counts the row of %d on the board, of %d in the roll-up", moment, m, l.Target, l.Since(int(m)), since)
					}
					if value, per, _ := w.toDate(l.Target, m, moment); !of.Rolled {
						v, p := l.ToDate(int(m))
						if ratio := w.measureAt(year, of.Indicator, moment).Kind == book.Ratio; v != value || ratio && p != per {
							t.Fatalf("at %d: %d is %d/%d to month %d, not %d/%d", moment, l.Target, v, p, m, value, per)
						}
					}
				}
			}
			for target, of := range w.of {
				if _, on := r.Class(target, 0); of.Year == year && of.Unit == unit && on != seen[target] {
					t.Fatalf("at %d: target %d on the list %v, on the board %v", moment, target, on, seen[target])
				}
			}
		}
	}
}
