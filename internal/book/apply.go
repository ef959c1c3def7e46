package book

// Apply takes in one row and keeps the live roll-up current: the target, the
// sums of the units on its path, and the scores that change. Errors are those
// of Load; a row that is refused changes nothing.
func (b *Book) Apply(r Row) error {
	p, cell, figure, err := b.check(r)
	if err != nil {
		return err
	}
	y := &b.years[p.year]
	if y.stale {
		b.Live()
	}
	p.figures.append(cell, r, figure)
	y.known = r.Known
	b.live.apply(p, r.Target, r.Month)
	return nil
}

// apply follows a new row of a cell up the tree.
func (r *Rollup) apply(p *part, target, month int32) {
	out, t := &r.parts[target>>partBits], target&(partSize-1)
	cell := cellOf(t, month)
	row := p.figures.counts(p.figures.head[cell])
	if row == out.latest[cell] {
		return // nothing that counts has changed
	}
	y := &r.years[p.year]
	ind := p.indicator[t]
	measure, pl := &y.measures[ind], p.plans.read(out.plan[t])
	latest := months(out.latest, t)

	var before, after tally
	before.fetch(&p.figures, &latest, measure.Kind)
	out.latest[cell], latest[month] = row, row
	after.fetch(&p.figures, &latest, measure.Kind)
	before.judgeReported(measure, pl)
	after.judgeReported(measure, pl)
	y.rescore(p.unit[t], before.marks, after.marks)
	out.marks[t], out.share[t] = after.marks, after.share
	if p.mode[t]&aside != 0 {
		return
	}
	if measure.Kind == CountMet {
		before.countMet(pl.on)
		after.countMet(pl.on)
	}
	for slot := y.base(p.unit[t]); slot != nobody; slot = y.above(slot) {
		at := int(slot)*len(y.measures) + int(ind)
		y.sums[at].take(&after, measure.Kind)
		y.sums[at].give(&before, measure.Kind)
		y.sums[at].countKnown(after.known)
		y.sums[at].uncountKnown(before.known)
		for i := y.judged[at]; i != 0; i = y.also[i-1] {
			r.rescoreRolled(y, r.book.years[p.year].rolled[i-1])
		}
	}
}

// rescoreRolled judges a target again whose figures from below have changed.
func (r *Rollup) rescoreRolled(y *rolledYear, target int32) {
	class := &r.parts[target>>partBits].marks[target&(partSize-1)]
	before := *class
	unit := r.rejudge(y, target)
	y.rescore(unit, before, *class)
}

// rescore puts a target's new classes in the place of its old ones in the score of its unit.
func (s *rolledYear) rescore(unit int32, before, after marks) {
	if before == after {
		return
	}
	score := (*[Months]uint64)(s.score[int(unit)*Months:])
	for m := range score {
		score[m] += inScore(after, m) - inScore(before, m)
	}
}
