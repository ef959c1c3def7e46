package book

import "math/bits"

// The full pass does in one loop what fetch, judgeReported and totals.take do
// in five: it reads each month once and keeps nothing of it but what it adds
// upward. What is out of the ordinary goes the long way. That the two ways come
// to the same is part of what Check checks.

// tile is the tile of a target from its January on, as far as its December.
const tile = tileCells - lanes + 1

// pass works out the reported targets of a part and adds them to sums, whose
// last is for what adds to nothing.
func (w *workspace) pass(p *part, out *rolledPart, y *rolledYear, sums []totals) {
	var one tally
	var count counter
	unit, base := int32(nobody), int32(nobody)
	for t, mode := range p.mode {
		if mode&rolled != 0 {
			continue
		}
		if p.unit[t] != unit {
			y.flush(unit, &count)
			unit = p.unit[t]
			base = y.base(unit)
		}
		into := &sums[len(sums)-1]
		if base != nobody && mode == 0 {
			into = &sums[int(base)*len(y.measures)+int(p.indicator[t])]
		}
		one.pass(w, out.latest, int32(t), &y.measures[p.indicator[t]], p.plans.read(out.plan[t]), into)
		out.marks[t], out.share[t] = one.marks, one.share
		if count.take(one.marks) {
			y.flush(unit, &count)
		}
	}
	y.flush(unit, &count)
}

// pass works out one target.
func (y *tally) pass(w *workspace, rows []int32, t int32, m *Measure, pl plan, into *totals) {
	from := cellOf(t, 0)
	latest, value, per := (*[tile]int32)(rows[from:]), (*[tile]int64)(w.value[from:]), (*[tile]int64)(w.per[from:])
	switch {
	case !pl.set || m.Kind == Ratio && (pl.per <= 0 || per[0] <= 0 || m.Stock):
		y.gather(latest, value, per)
		y.judgeReported(m, pl)
		if m.Kind == CountMet {
			y.countMet(pl.on)
		}
		into.take(y, m.Kind)
	case m.Kind == Ratio:
		if !y.passRatio(latest, value, per, m, pl, into) {
			y.gather(latest, value, per)
			y.judgeReported(m, pl)
		}
	case m.Kind == Sum:
		y.passAmount(latest, value, m, pl.value, into)
	default:
		y.passAmount(latest, value, m, pl.value, &w.nowhere)
		into.countMet(y.marks)
	}
	into.countKnown(y.known)
}

// gather reads the figures of the months.
func (y *tally) gather(latest *[tile]int32, value, per *[tile]int64) {
	y.known = 0
	for m := range Months {
		c := m << laneBits
		y.value[m], y.per[m] = value[c], per[c]
		y.known = onto(y.known, isNot0(latest[c]))
	}
}

// passAmount judges an amount that is listed with a plan. ahead is 12 times
// what is to date less what is due of 12 times the plan, turned about where less
// is better. The tally keeps no values.
func (y *tally) passAmount(latest *[tile]int32, value *[tile]int64, m *Measure, whole int64, into *totals) {
	sum, stock, sign := int64(0), m.Stock, m.sign()
	times, due, step := sign*Months, int64(0), sign*whole
	if stock {
		due, step = Months*step, 0
	}
	known, short, beyond := uint64(0), uint64(0), uint64(0)
	for m := range Months {
		c := m << laneBits
		row := latest[c]
		if !stock {
			sum += value[c]
		} else if row != 0 {
			sum = value[c]
		}
		into.value[m] += sum
		due += step
		ahead := sum*times - due
		known = onto(known, isNot0(row))
		short = short<<1 | uint64(ahead)>>63
		beyond = beyond<<1 | uint64(-ahead)>>63
	}
	y.known, y.marks, y.share = known, listed, noShare
	y.mark(^short, beyond, known)
	if known == 0 {
		return
	}
	months := int64(lastOf(known) + 1)
	if stock {
		months = Months
	}
	y.share = share(Months*sum, whole*months)
}

// passRatio judges a ratio of flows that is listed with a plan and has a denominator
// from January on, in the same way. It gives false, with everything added
// upward but nothing judged, when a product may not fit.
func (y *tally) passRatio(latest *[tile]int32, value, per *[tile]int64, m *Measure, pl plan, into *totals) bool {
	num, den, wide := int64(0), int64(0), int64(0)
	known, short, beyond := uint64(0), uint64(0), uint64(0)
	sign := m.sign()
	each, whole := sign*pl.per, sign*pl.value
	for m := range Months {
		c := m << laneBits
		num, den = num+value[c], den+per[c]
		into.value[m] += num
		into.per[m] += den
		wide |= num
		ahead := num*each - den*whole
		known = onto(known, isNot0(latest[c]))
		short = short<<1 | uint64(ahead)>>63
		beyond = beyond<<1 | uint64(-ahead)>>63
	}
	y.known, y.marks, y.share = known, listed, noShare
	if uint64(wide|den|pl.value|pl.per) >= 1<<31 {
		return false
	}
	y.mark(^short, beyond, known)
	if known != 0 {
		y.share = shareOfRatio(num, den, pl)
	}
	return true
}

// onto puts a bit behind others.
func onto(months, bit uint64) uint64 {
	out, _ := bits.Add64(months, months, bit)
	return out
}

func isNot0(row int32) uint64 {
	_, borrow := bits.Sub64(0, uint64(uint32(row)), 0)
	return borrow
}
