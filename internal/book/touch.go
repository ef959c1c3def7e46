package book

import (
	"runtime"
	"sync"
	"sync/atomic"
)

// Touch is what a roll-up cannot go below on this machine: it finds the last
// row of every cell, adds up the figures those rows hold and writes a class and
// a share for every target, so that every column is touched as a roll-up must,
// but it judges nothing, knows no status, kind or tree, and its results mean
// nothing. It works in into (as RollUp made it) on all processors and gives the sum.
func (b *Book) Touch(into *Rollup) int64 {
	var taken atomic.Int32
	var sum atomic.Int64
	var wait sync.WaitGroup
	for range max(1, runtime.GOMAXPROCS(0)) {
		wait.Add(1)
		go func() {
			defer wait.Done()
			for {
				i := int(taken.Add(1)) - 1
				if i >= len(b.parts) {
					return
				}
				sum.Add(b.parts[i].touch(&into.parts[i]))
			}
		}()
	}
	wait.Wait()
	return sum.Load()
}

func (p *part) touch(out *rolledPart) int64 {
	latest := out.latest
	clear(latest)
	sum := int64(0)
	l := &p.figures
	status := l.status
	for i, c := range l.cell {
		latest[c] = int32(i)
		sum += int64(status[i])
	}
	for i, t := range p.plans.target {
		out.plan[t] = int32(i)
	}
	for t := range p.unit {
		to := int64(0)
		for _, r := range (*[Months]int32)(latest[t*Months:]) {
			to += l.value[r] + l.per[r]
		}
		out.class[t], out.share[t] = uint32(to), p.plans.value[out.plan[t]]
		sum += to
	}
	return sum
}

// TouchBoard does for Board what Touch does for a roll-up: it goes back each
// chain to the moment and adds up what it finds.
func (b *Book) TouchBoard(year, unit int32, moment int64) (sum int64) {
	for next := b.years[year].first[unit]; next != 0; {
		p, t := b.parts[(next-1)>>partBits], (next-1)&(partSize-1)
		next = p.next[t]
		l := &p.figures
		for _, r := range l.head[t*Months:][:Months] {
			for l.known[r] > moment {
				r = l.before(r)
			}
			sum += l.value[r] + l.per[r] + int64(l.status[r])
		}
	}
	return sum
}
