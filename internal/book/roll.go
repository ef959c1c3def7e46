package book

import (
	"runtime"
	"slices"
	"sync"
	"sync/atomic"
)

// Rollup is everything that follows from the log as known at a moment.
type Rollup struct {
	book  *Book
	years []rolledYear
	parts []rolledPart
	work  []workspace // one for each worker, kept for the next time
}

// rolledPart is what follows for the targets of a part.
type rolledPart struct {
	latest []int32 // by cell: the row that counts
	plan   []int32 // by target: the row of its plan
	marks  []marks // by target
	share  []int64 // by target
}

// rolledYear is what follows for the units of a year.
type rolledYear struct {
	under    []int32 // by unit
	slot     []int32 // by unit: its place among those with units below, or nobody
	inner    []int32 // by slot: the unit; those deeper in the tree first
	measures []Measure
	judged   []int32  // by slot and indicator: its first target judged from below + 1
	also     []int32  // by such target, in the order of year.rolled: the next + 1
	sums     []totals // by slot and indicator
	score    []uint64 // by unit and month: 4 × 16 bits, one for each class
}

// workspace is what one worker adds up in.
type workspace struct {
	sums       [][]totals // by year; the last of each is for what adds to nothing
	value, per []int64    // by cell of the part at work
	nowhere    totals     // what adds to nothing adds to this
}

// RollUp works all years out from the log alone, as known at a moment (or
// Latest), in into when one is given. It does not change the book.
func (b *Book) RollUp(moment int64, into *Rollup) *Rollup {
	if into == nil {
		into = &Rollup{book: b}
	}
	years := make([]int32, len(b.years))
	for i := range years {
		years[i] = int32(i)
	}
	into.roll(years, moment)
	return into
}

// Live gives what follows from all that is known. It is kept current by Apply;
// it is not to be looked at while something is taken in.
func (b *Book) Live() *Rollup {
	var stale []int32
	for i := range b.years {
		if b.years[i].stale {
			stale = append(stale, int32(i))
		}
	}
	if len(stale) > 0 {
		b.live.roll(stale, Latest)
		for _, y := range stale {
			b.years[y].stale = false
		}
	}
	return b.live
}

// roll works years out: the tree and the kinds first, then the parts side by
// side, then what comes together from them.
func (r *Rollup) roll(years []int32, moment int64) {
	b := r.book
	r.years = fit(r.years, len(b.years))
	r.parts = fit(r.parts, len(b.parts))
	r.work = fit(r.work, max(len(r.work), runtime.GOMAXPROCS(0)))
	for w := range r.work {
		r.work[w].sums = fit(r.work[w].sums, len(b.years))
	}
	var tasks []int32
	for _, y := range years {
		tasks = append(tasks, b.years[y].parts...)
	}
	r.sideBySide(len(years), func(_ *workspace, i int) {
		y := years[i]
		r.years[y].prepare(b, &b.years[y], moment)
		for w := range r.work {
			r.work[w].begin(y, len(r.years[y].sums))
		}
	})
	r.sideBySide(len(tasks), func(w *workspace, i int) { r.rollPart(w, tasks[i], moment) })
	r.sideBySide(len(years), func(_ *workspace, i int) {
		y := &r.years[years[i]]
		for w := range r.work {
			addUp(y.sums, r.work[w].sums[years[i]])
		}
		y.climb(b.measure)
		r.judgeRolled(years[i])
	})
}

// sideBySide does n things on all processors, each with the workspace of the one it runs on.
func (r *Rollup) sideBySide(n int, do func(w *workspace, i int)) {
	var taken atomic.Int32
	var wait sync.WaitGroup
	for w := range min(n, len(r.work)) {
		wait.Go(func() {
			for i := int(taken.Add(1)) - 1; i < n; i = int(taken.Add(1)) - 1 {
				do(&r.work[w], i)
			}
		})
	}
	wait.Wait()
}

// fit gives a slice of a length, keeping what it holds.
func fit[T any](s []T, n int) []T {
	if n <= cap(s) {
		return s[:n]
	}
	return append(s[:cap(s)], make([]T, n-cap(s))...)
}

func cleared[T any](s []T, n int) []T {
	s = fit(s, n)
	clear(s)
	return s
}

// begin makes room for what is added up of a year. Years must be begun by one
// goroutine each, with room for all of them made before.
func (w *workspace) begin(year int32, sums int) { w.sums[year] = cleared(w.sums[year], sums+1) }

func addUp(into, from []totals) {
	for i := range into {
		into[i].add(&from[i])
	}
}

// prepare reads the tree and the kinds as known at a moment, and clears the rest.
func (s *rolledYear) prepare(b *Book, y *year, moment int64) {
	s.under = fit(s.under, len(b.levels))
	for i := range s.under {
		s.under[i] = nobody
	}
	for _, p := range y.places {
		if p.Known > moment {
			break
		}
		s.under[p.Unit] = p.Under
	}
	s.measures = cleared(s.measures, b.measure)
	for _, m := range y.measures {
		if m.Known > moment {
			break
		}
		s.measures[m.Indicator] = m
	}
	s.order()
	s.sums = cleared(s.sums, len(s.inner)*b.measure)
	s.score = cleared(s.score, len(b.levels)*Months)
	s.judged = cleared(s.judged, len(s.inner)*b.measure)
	s.also = cleared(s.also, len(y.rolled))
	for i, target := range y.rolled {
		p := b.parts[target>>partBits]
		t := target & (partSize - 1)
		if slot := s.slot[p.unit[t]]; slot != nobody {
			at := &s.judged[int(slot)*b.measure+int(p.indicator[t])]
			s.also[i], *at = *at, int32(i)+1
		}
	}
}

// order finds the units with units below, those deeper in the tree first.
func (s *rolledYear) order() {
	s.slot = fit(s.slot, len(s.under))
	for i := range s.slot {
		s.slot[i] = nobody
	}
	s.inner = s.inner[:0]
	for _, u := range s.under {
		if u != nobody && s.slot[u] == nobody {
			s.slot[u] = 0
			s.inner = append(s.inner, u)
		}
	}
	depth := func(unit int32) (n int) {
		for u := s.under[unit]; u != nobody; u = s.under[u] {
			n++
		}
		return n
	}
	slices.SortFunc(s.inner, func(a, c int32) int {
		if d := depth(c) - depth(a); d != 0 {
			return d
		}
		return int(a - c)
	})
	for i, u := range s.inner {
		s.slot[u] = int32(i)
	}
}

// base gives the slot to which a unit's own figures are added, or nobody.
func (s *rolledYear) base(unit int32) int32 {
	if slot := s.slot[unit]; slot != nobody {
		return slot
	}
	if u := s.under[unit]; u != nobody {
		return s.slot[u]
	}
	return nobody
}

// above gives the slot above a slot, or nobody.
func (s *rolledYear) above(slot int32) int32 {
	if u := s.under[s.inner[slot]]; u != nobody {
		return s.slot[u]
	}
	return nobody
}

// climb adds the sums of every unit to those of the unit above it.
func (s *rolledYear) climb(indicators int) {
	wide := indicators
	for slot := range s.inner {
		if up := s.above(int32(slot)); up != nobody {
			addUp(s.sums[int(up)*wide:int(up+1)*wide], s.sums[slot*wide:(slot+1)*wide])
		}
	}
}

// rollPart works one part out: the rows that count, then target by target.
func (r *Rollup) rollPart(w *workspace, no int32, moment int64) {
	p, out := r.book.parts[no], &r.parts[no]
	n := len(p.unit)
	out.latest, out.plan = fit(out.latest, tilesFor(n)), fit(out.plan, n)
	out.marks, out.share = fit(out.marks, n), fit(out.share, n)
	w.value, w.per = fit(w.value, tilesFor(n)), fit(w.per, tilesFor(n))
	p.figures.resolve(out.latest, w.value, w.per, upTo(p.figures.known, moment))
	p.plans.resolve(out.plan, upTo(p.plans.known, moment))

	y := &r.years[p.year]
	w.pass(p, out, y, w.sums[p.year])
}

// judgeRolled judges the targets that take their figures from below.
func (r *Rollup) judgeRolled(no int32) {
	y := &r.years[no]
	for _, target := range r.book.years[no].rolled {
		unit := r.rejudge(y, target)
		y.rescore(unit, 0, r.parts[target>>partBits].marks[target&(partSize-1)])
	}
}

// rejudge judges one such target by the sums as they are, and gives its unit.
func (r *Rollup) rejudge(y *rolledYear, target int32) int32 {
	one := r.tallyRolled(y, target)
	out, t := &r.parts[target>>partBits], target&(partSize-1)
	out.marks[t], out.share[t] = one.marks, one.share
	return r.book.parts[target>>partBits].unit[t]
}

func (r *Rollup) tallyRolled(y *rolledYear, target int32) (one tally) {
	p, t := r.book.parts[target>>partBits], target&(partSize-1)
	ind := int(p.indicator[t])
	m := &y.measures[ind]
	if slot := y.slot[p.unit[t]]; slot != nobody {
		s := &y.sums[int(slot)*len(y.measures)+ind]
		one.value = s.value
		if m.Kind != Sum {
			one.per = s.per
		}
		for month := range Months {
			one.known = one.known<<1 | uint64(truth(s.at(month).Known > 0))
		}
	}
	one.judge(m, p.plans.read(r.parts[target>>partBits].plan[t]), m.Kind != Sum)
	return one
}
