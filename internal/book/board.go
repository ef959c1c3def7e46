package book

// Line is one target on a unit's board, as known at a moment.
type Line struct {
	Target, Indicator int32
	Plan              Plan // as known then
	part              *part
	rows              [Months]int32 // that count; none where it is judged from below
	tally
}

// ToDate gives the figure at the end of a month (0 to 11) and, of a Ratio or a
// CountMet from below, its denominator.
func (l *Line) ToDate(month int) (value, per int64) { return l.value[month], l.per[month] }

// Reported says whether a figure of that very month counts.
func (l *Line) Reported(month int) bool { return has(l.known, month) != 0 }

// Since gives Known of the row that counts in a month; 0 when none does, or
// the target is judged from below.
func (l *Line) Since(month int) int64 { return l.part.figures.known[l.rows[month]] }

// Class gives the class at the end of a month.
func (l *Line) Class(month int) Class { return l.marks.class(month) }

// Share gives the figure at the newest month with one as a share of what is
// due by then, in basis points, rounded half away from zero; false where it
// means nothing: no figure, no plan, or a plan that is not above zero. It is
// reckoned the same way where less is better; there under 10,000 is good.
func (l *Line) Share() (int64, bool) { return l.share, l.share != noShare }

// Board gives the lines of a unit's board of a year as known at a moment, in
// the order their targets were added, appended to lines. Targets that were not
// on the list then are left out.
//
// Reported targets are read from their chains: what it costs does not depend on
// how large the book is. A unit with targets judged from below costs a roll-up
// of the year, unless what is asked is what is known now.
func (b *Book) Board(lines []Line, year, unit int32, moment int64) []Line {
	if year < 0 || int(year) >= len(b.years) || unit < 0 || int(unit) >= len(b.levels) {
		return lines
	}
	y := &b.years[year]
	kinds := y.kindsAt(moment)
	var below *Rollup
	var at *part
	var lastFigure, lastPlan int32
	for next := y.first[unit]; next != 0; {
		target := next - 1
		p, t := b.parts[target>>partBits], target&(partSize-1)
		next = p.next[t]
		if p != at {
			at, lastFigure, lastPlan = p, lastRow(p.figures.known, moment), lastRow(p.plans.known, moment)
		}
		row := p.plans.at(t, lastPlan)
		pl := p.plans.read(row)
		if !pl.on {
			continue
		}
		lines = append(lines, Line{})
		l := &lines[len(lines)-1]
		l.Target, l.Indicator, l.part = target, p.indicator[t], p
		l.Plan = Plan{Target: target, Value: pl.value, Per: pl.per, Unset: !pl.set, Known: p.plans.known[row]}
		if p.mode[t]&rolled == 0 {
			l.read(t, lastFigure, &kinds[l.Indicator], pl)
			continue
		}
		if below == nil {
			below = b.yearAt(year, moment)
		}
		l.tally = below.tallyRolled(&below.years[year], target)
	}
	return lines
}

// read fills a line of a reported target from its chains, up to the last row.
func (l *Line) read(t, last int32, m *Measure, pl plan) {
	f := &l.part.figures
	for month := range l.rows {
		l.rows[month] = f.counts(f.at(cellOf(t, int32(month)), last))
	}
	l.fetch(f, &l.rows, m.Kind)
	l.judgeReported(m, pl)
}

// kindsAt gives how each indicator was read at a moment.
func (y *year) kindsAt(moment int64) []Measure {
	if n := len(y.measures); n == 0 || y.measures[n-1].Known <= moment {
		return y.kinds
	}
	kinds := make([]Measure, len(y.kinds))
	for _, m := range y.measures {
		if m.Known > moment {
			break
		}
		kinds[m.Indicator] = m
	}
	return kinds
}

// yearAt gives a roll-up in which one year is as known at a moment.
func (b *Book) yearAt(year int32, moment int64) *Rollup {
	if y := &b.years[year]; !y.stale && y.known <= moment {
		return b.live
	}
	r := &Rollup{book: b}
	r.roll([]int32{year}, moment)
	return r
}
