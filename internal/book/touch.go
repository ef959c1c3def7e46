package book

import (
	"math/bits"
	"sync/atomic"
	"unsafe"
)

// Touch is the least a roll-up must read and write on this machine: it finds
// the last row of every cell, adds up the figures those rows hold and writes a
// class and a share for every target, so that every column is touched. It
// judges nothing and rolls nothing up; its results mean nothing. It works in
// into (as RollUp made it) on all processors, up to a moment, and gives the sum.
func (b *Book) Touch(moment int64, into *Rollup) int64 {
	return into.bare(func(p *part, out *rolledPart, w *workspace) int64 {
		return p.touch(out, w, upTo(p.figures.known, moment))
	})
}

// Bare is a roll-up with everything left out that one can leave out when one
// knows the figures beforehand: the last approved row of every cell, added up
// to date and to the unit above, compared with the plan once, and counted. It
// knows no returned or withdrawn figure, no ratio, no stock, no share and no
// missing month, so its results are near the truth and no more. It works as
// Touch does and gives how many months of targets it found met.
func (b *Book) Bare(moment int64, into *Rollup) int64 {
	return into.bare(func(p *part, out *rolledPart, w *workspace) int64 {
		return p.bare(out, w, &into.years[p.year], upTo(p.figures.known, moment))
	})
}

// bare does something to every part.
func (r *Rollup) bare(do func(p *part, out *rolledPart, w *workspace) int64) int64 {
	var sum atomic.Int64
	r.sideBySide(len(r.parts), func(w *workspace, i int) { sum.Add(do(r.book.parts[i], &r.parts[i], w)) })
	return sum.Load()
}

func (p *part) touch(out *rolledPart, w *workspace, n int) int64 {
	w.value, w.per = fit(w.value, len(out.latest)), fit(w.per, len(out.latest))
	l, latest, value, per := &p.figures, out.latest, w.value, w.per
	clear(latest)
	sum := int64(0)
	status, values, pers := l.status[:n], l.value[:n], l.per[:n]
	for i, c := range l.cell[:n] {
		latest[c], value[c], per[c] = int32(i), values[i], pers[i]
		sum += int64(status[i])
	}
	for i, t := range p.plans.target {
		out.plan[t] = int32(i)
	}
	for t := range p.unit {
		to, from := int64(0), cellOf(int32(t), 0)
		for m := range Months {
			c := int(from) + m<<laneBits
			to += int64(latest[c]) + value[c] + per[c]
		}
		out.marks[t], out.share[t] = marks(to), p.plans.value[out.plan[t]]
		sum += to
	}
	return sum
}

func (p *part) bare(out *rolledPart, w *workspace, y *rolledYear, n int) int64 {
	w.value, w.per = fit(w.value, len(out.latest)), fit(w.per, len(out.latest))
	l, latest := &p.figures, out.latest
	clear(latest)
	clear(w.value)
	clear(w.per)
	status, values, pers := l.status[:n], l.value[:n], l.per[:n]
	for i, c := range l.cell[:n] {
		if status[i]&^continues == Approved {
			latest[c], w.value[c], w.per[c] = int32(i), values[i], pers[i]
		}
	}
	for i, t := range p.plans.target {
		out.plan[t] = int32(i)
	}
	sums, met := w.sums[p.year], 0
	for t := range p.unit {
		into := &sums[int(max(0, y.base(p.unit[t])))*len(y.measures)+int(p.indicator[t])]
		from, plan := cellOf(int32(t), 0), p.plans.value[out.plan[t]]
		value, per := (*[tile]int64)(w.value[from:]), (*[tile]int64)(w.per[from:])
		num, den, due, reached := int64(0), int64(0), int64(0), uint64(0)
		for m := range Months {
			c := m << laneBits
			num, den, due = num+value[c], den+per[c], due+plan
			into.value[m] += num
			into.per[m] += den
			reached = reached<<1 | uint64(due-Months*num)>>63
		}
		out.marks[t] = marks(reached)
		met += bits.OnesCount64(reached)
	}
	return int64(met)
}

// TouchBoard does for Board what Touch does for a roll-up: it goes back each
// chain to the moment and adds up what it finds.
func (b *Book) TouchBoard(year, unit int32, moment int64) (sum int64) {
	var at *part
	var last int32
	for next := b.years[year].first[unit]; next != 0; {
		p, t := b.parts[(next-1)>>partBits], (next-1)&(partSize-1)
		next = p.next[t]
		l := &p.figures
		if p != at {
			at, last = p, lastRow(l.known, moment)
		}
		for m := range int32(Months) {
			r := l.at(cellOf(t, m), last)
			sum += l.value[r] + l.per[r] + int64(l.status[r])
		}
	}
	return sum
}

// Bytes is the memory the columns take: of the log, and of what is kept that
// follows from it.
func (b *Book) Bytes() (log, live int64) {
	for i, p := range b.parts {
		f, l := &p.figures, &p.plans
		log += int64(cap(f.cell)+cap(f.prev)+cap(f.head))*4 + int64(cap(f.value)+cap(f.per)+cap(f.known))*8 + int64(cap(f.status)) + int64(cap(f.steps))*12
		log += int64(cap(l.target)+cap(l.prev)+cap(l.head))*4 + int64(cap(l.value)+cap(l.per)+cap(l.known))*8 + int64(cap(l.state))
		log += int64(cap(p.unit)+cap(p.indicator)+cap(p.next))*4 + int64(cap(p.mode))
		if i < len(b.live.parts) {
			r := &b.live.parts[i]
			live += int64(cap(r.latest)+cap(r.plan)+cap(r.marks))*4 + int64(cap(r.share))*8
		}
	}
	for i := range b.live.years {
		y := &b.live.years[i]
		live += int64(cap(y.sums))*int64(unsafe.Sizeof(totals{})) + int64(cap(y.score))*8
	}
	return log, live
}
