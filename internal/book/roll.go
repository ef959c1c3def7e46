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
	latest []int32  // by cell: the row that counts
	plan   []int32  // by target: the row of its plan
	class  []uint32 // by target: 12 classes, and whether it is listed
	share  []int64  // by target
}

// rolledYear is what follows for the units of a year.
type rolledYear struct {
	under    []int32 // by unit
	slot     []int32 // by unit: its place among those with units below, or nobody
	inner    []int32 // by slot: the unit; those deeper in the tree first
	measures []Measure
	judged   []int32  // by slot and indicator: its first target judged from below + 1
	also     []int32  // by such target, in the order of year.rolled: the next + 1
	sums     []Total  // by slot, indicator and month
	score    []uint64 // by unit and month: 4 × 16 bits, one for each class
}

// Total is an indicator's figures of all targets at and below a unit, to date.
type Total struct {
	Value, Per int64 // as Row; of CountMet the targets met and all targets
	Known      int64 // targets with a figure of this very month
}

// workspace is what one worker adds up in.
type workspace struct {
	sums  [][]Total
	block [block]tally
}

// block is how many targets are gathered before they are judged.
const block = 32

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
	var tasks []int32
	for _, y := range years {
		r.years[y].prepare(b, &b.years[y], moment)
		tasks = append(tasks, b.years[y].parts...)
	}
	workers := max(1, min(runtime.GOMAXPROCS(0), len(tasks)))
	for len(r.work) < workers {
		r.work = append(r.work, workspace{})
	}
	var taken atomic.Int32
	var wait sync.WaitGroup
	for w := range workers {
		wait.Add(1)
		go func() {
			defer wait.Done()
			r.work[w].clear(r, years)
			for {
				i := int(taken.Add(1)) - 1
				if i >= len(tasks) {
					return
				}
				r.rollPart(&r.work[w], tasks[i], moment)
			}
		}()
	}
	wait.Wait()
	for _, y := range years {
		for w := range workers {
			addUp(r.years[y].sums, r.work[w].sums[y])
		}
		r.years[y].climb(b.measure)
		r.judgeRolled(y)
	}
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

func (w *workspace) clear(r *Rollup, years []int32) {
	w.sums = fit(w.sums, len(r.years))
	for _, y := range years {
		w.sums[y] = cleared(w.sums[y], len(r.years[y].sums))
	}
}

func addUp(into, from []Total) {
	for i := range from {
		into[i].add(&from[i])
	}
}

func (t *Total) add(o *Total) {
	t.Value += o.Value
	t.Per += o.Per
	t.Known += o.Known
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
	s.sums = cleared(s.sums, len(s.inner)*b.measure*Months)
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
	wide := indicators * Months
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
	out.latest, out.plan = fit(out.latest, n*Months), fit(out.plan, n)
	out.class, out.share = fit(out.class, n), fit(out.share, n)
	p.figures.resolve(out.latest, upTo(p.figures.known, moment))
	p.plans.resolve(out.plan, upTo(p.plans.known, moment))

	y := &r.years[p.year]
	at := tallying{y: y, sums: w.sums[p.year], unit: nobody, base: nobody}
	for from := 0; from < n; from += block {
		some := w.block[:min(block, n-from)]
		for i := range some {
			t := from + i
			some[i].gather(&p.figures, (*[Months]int32)(out.latest[t*Months:]), &y.measures[p.indicator[t]])
		}
		for i := range some {
			t := from + i
			if p.mode[t]&rolled == 0 {
				at.take(&some[i], p, t, p.plans.read(out.plan[t]))
				out.class[t], out.share[t] = some[i].class, some[i].share
			}
		}
	}
	y.flush(at.unit, &at.score)
}

// tallying is where a pass over targets stands.
type tallying struct {
	y          *rolledYear
	sums       []Total
	unit, base int32
	score      [Months]uint64 // of unit, not yet added to the year's
}

// take judges a gathered target and adds it to its unit's score and to the sums.
func (a *tallying) take(one *tally, p *part, t int, pl plan) {
	if p.unit[t] != a.unit {
		a.y.flush(a.unit, &a.score)
		a.unit = p.unit[t]
		a.base = a.y.base(a.unit)
	}
	m := &a.y.measures[p.indicator[t]]
	one.judgeReported(m, pl)
	markClasses(one.class, &a.score)
	if a.base == nobody || p.mode[t] != 0 {
		return
	}
	if m.Kind == CountMet {
		one.countMet(pl.on)
	}
	at := (int(a.base)*len(a.y.measures) + int(p.indicator[t])) * Months
	one.addTo((*[Months]Total)(a.sums[at:]))
}

// addTo adds what a target adds upward.
func (y *tally) addTo(sums *[Months]Total) {
	for m := range sums {
		sums[m].Value += y.value[m]
		sums[m].Per += y.per[m]
		sums[m].Known += truth(y.known[m])
	}
}

// markClasses adds a listed target to a score.
func markClasses(class uint32, score *[Months]uint64) {
	one := uint64(class >> 31)
	for m := range score {
		score[m] += one << (class >> (2 * m) & classBits * 16)
	}
}

// flush adds a score to that of a unit; parts that share a unit may do so at once.
func (s *rolledYear) flush(unit int32, score *[Months]uint64) {
	if unit == nobody {
		return
	}
	own := s.score[int(unit)*Months:][:Months]
	for m, v := range score {
		if v != 0 {
			atomic.AddUint64(&own[m], v)
			score[m] = 0
		}
	}
}

// judgeRolled judges the targets that take their figures from below.
func (r *Rollup) judgeRolled(no int32) {
	b, y := r.book, &r.years[no]
	var score [Months]uint64
	for _, target := range b.years[no].rolled {
		unit := r.rejudge(y, target)
		p := &r.parts[target>>partBits]
		markClasses(p.class[target&(partSize-1)], &score)
		y.flush(unit, &score)
	}
}

// rejudge judges one such target by the sums as they are, and gives its unit.
func (r *Rollup) rejudge(y *rolledYear, target int32) int32 {
	one := r.tallyRolled(y, target)
	out, t := &r.parts[target>>partBits], target&(partSize-1)
	out.class[t], out.share[t] = one.class, one.share
	return r.book.parts[target>>partBits].unit[t]
}

func (r *Rollup) tallyRolled(y *rolledYear, target int32) (one tally) {
	p, t := r.book.parts[target>>partBits], target&(partSize-1)
	ind := int(p.indicator[t])
	if slot := y.slot[p.unit[t]]; slot != nobody {
		at := (int(slot)*len(y.measures) + ind) * Months
		for m := range Months {
			s := &y.sums[at+m]
			one.value[m], one.per[m], one.known[m] = s.Value, s.Per, s.Known > 0
		}
	}
	m := &y.measures[ind]
	one.judge(m, p.plans.read(r.parts[target>>partBits].plan[t]), m.Kind != Sum)
	return one
}
