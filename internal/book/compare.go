package book

import "slices"

// Difference is the first place where two roll-ups differ. What does not
// apply to it is −1.
type Difference struct {
	Where                         string // tree, kind, plan, row, class, share, sum, known, score or chain
	Year, Unit, Indicator, Target int32
	Month                         int32
	Have, Want                    int64
}

// Compare gives the first difference between two roll-ups of one book, have
// and want, and false when there is none. Values that are packed (classes,
// scores) are given as they are kept.
func Compare(have, want *Rollup) (Difference, bool) {
	for y := range want.years {
		if d, differ := compareYear(have, want, int32(y)); differ {
			return d, true
		}
	}
	return Difference{}, false
}

// Check works a year out again from the log alone and compares it, and the
// chains, with what Apply has kept: the first difference, and whether there is
// one. It needs the writer to stand still meanwhile (a few hundredths of a
// second for a nation's year).
func (b *Book) Check(year int32) (Difference, bool) {
	live := b.Live()
	b.spare.roll([]int32{year}, Latest)
	parts := b.years[year].parts
	broken := make([]*Difference, len(parts))
	b.spare.sideBySide(len(parts), func(_ *workspace, i int) { broken[i] = b.parts[parts[i]].checkChains(parts[i]) })
	for _, d := range broken {
		if d != nil {
			return *d, true
		}
	}
	return compareYear(live, b.spare, year)
}

func compareYear(have, want *Rollup, year int32) (Difference, bool) {
	at := func(where string, unit, indicator, target, month int, h, w int64) (Difference, bool) {
		return Difference{where, year, int32(unit), int32(indicator), int32(target), int32(month), h, w}, true
	}
	h, w := &have.years[year], &want.years[year]
	if i, differ := first(h.under, w.under); differ {
		return at("tree", i, -1, -1, -1, value(h.under, i), value(w.under, i))
	}
	if i, differ := first(h.measures, w.measures); differ {
		return at("kind", -1, i, -1, -1, 0, 0)
	}
	for _, no := range want.book.years[year].parts {
		hp, wp, from := &have.parts[no], &want.parts[no], int(no)<<partBits
		if i, differ := first(hp.plan, wp.plan); differ {
			return at("plan", -1, -1, from+i, -1, value(hp.plan, i), value(wp.plan, i))
		}
		if i, differ := first(hp.latest, wp.latest); differ {
			t, m := ofCell(int32(i))
			return at("row", -1, -1, from+int(t), int(m), value(hp.latest, i), value(wp.latest, i))
		}
		if i, differ := first(hp.marks, wp.marks); differ {
			return at("class", -1, -1, from+i, -1, value(hp.marks, i), value(wp.marks, i))
		}
		if i, differ := first(hp.share, wp.share); differ {
			return at("share", -1, -1, from+i, -1, value(hp.share, i), value(wp.share, i))
		}
	}
	if i, differ := first(h.sums, w.sums); differ {
		for m := range Months {
			if have, want := h.sums[i].at(m), w.sums[i].at(m); have != want {
				return at("sum", int(w.inner[i/len(w.measures)]), i%len(w.measures), -1, m, have.Value, want.Value)
			}
		}
	}
	if i, differ := first(h.score, w.score); differ {
		return at("score", i/Months, -1, -1, i%Months, value(h.score, i), value(w.score, i))
	}
	return Difference{}, false
}

// first gives the first place where two slices differ.
func first[T comparable](a, b []T) (int, bool) {
	if slices.Equal(a, b) {
		return 0, false
	}
	for i := range min(len(a), len(b)) {
		if a[i] != b[i] {
			return i, true
		}
	}
	return min(len(a), len(b)), true
}

// value gives an element, −1 beyond the end.
func value[T ~int32 | ~uint32 | ~int64 | ~uint64](s []T, i int) int64 {
	if i >= len(s) {
		return -1
	}
	return int64(s[i])
}

// checkChains follows the log and says where a row does not point to the one before it.
func (p *part) checkChains(no int32) *Difference {
	l := &p.figures
	head := make([]int32, len(l.head))
	differ := func(cell int32, have, want int32) *Difference {
		t, m := ofCell(cell)
		return &Difference{"chain", p.year, -1, -1, no<<partBits + t, m, int64(have), int64(want)}
	}
	for i, c := range l.cell[1:] {
		row := int32(i) + 1
		if l.before(row) != head[c] {
			return differ(c, l.before(row), head[c])
		}
		head[c] = row
	}
	if i, d := first(l.head, head); d {
		return differ(int32(i), l.head[i], head[i])
	}
	return nil
}

// Level sums up all units of one level, over all years: by it two engines that
// worked from the same log can be told to agree.
type Level struct {
	Level                              uint8
	Units                              int
	Exceeded, Met, NotMet, NotAssessed int64  // listed targets × months
	Shares, Share                      int64  // how many targets have a share of their plan, and its sum
	Checksum                           uint64 // of every score, in order of year, unit and month
}

// Levels gives the sums of every level there is, lowest number first.
func (r *Rollup) Levels() []Level {
	var out []Level
	for i, l := range r.book.levels {
		for int(l) >= len(out) {
			out = append(out, Level{Level: uint8(len(out)), Checksum: 14695981039346656037})
		}
		out[l].Units++
		for y := range r.years {
			own := r.years[y].score
			for m := range Months {
				if at := i*Months + m; at < len(own) {
					out[l].take(own[at])
				}
			}
		}
	}
	for no, p := range r.book.parts {
		for t, share := range r.parts[no].share {
			if share != noShare && r.parts[no].marks[t]&listed != 0 {
				l := &out[r.book.levels[p.unit[t]]]
				l.Shares++
				l.Share += share
			}
		}
	}
	return slices.DeleteFunc(out, func(l Level) bool { return l.Units == 0 })
}

func (l *Level) take(score uint64) {
	count := readScore(score)
	l.NotMet += count[NotMet]
	l.Met += count[Met]
	l.Exceeded += count[Exceeded]
	l.NotAssessed += count[NotAssessed]
	l.Checksum = (l.Checksum ^ score) * 1099511628211
}

// Score gives how many of a unit's listed targets are in each class at the
// end of a month (0 to 11), indexed by Class.
func (r *Rollup) Score(year, unit, month int32) [4]int64 {
	own := r.years[year].score
	at := int(unit)*Months + int(month)
	if at >= len(own) {
		return [4]int64{}
	}
	return readScore(own[at])
}

// Total gives an indicator's figures of all reported targets at and below a
// unit at the end of a month, and false when no unit is below it.
func (r *Rollup) Total(year, unit, indicator, month int32) (Total, bool) {
	y := &r.years[year]
	if int(unit) >= len(y.slot) || y.slot[unit] == nobody {
		return Total{}, false
	}
	return y.sums[int(y.slot[unit])*len(y.measures)+int(indicator)].at(int(month)), true
}

// Class gives a target's class at the end of a month, and whether it is on the list.
func (r *Rollup) Class(target, month int32) (Class, bool) {
	no, t := int(target>>partBits), int(target&(partSize-1))
	if target < 0 || no >= len(r.parts) || t >= len(r.parts[no].marks) {
		return NotAssessed, false
	}
	k := r.parts[no].marks[t]
	return k.class(int(month)), k&listed != 0
}

// Share gives a target's share of its plan, as Line.Share.
func (r *Rollup) Share(target int32) (int64, bool) {
	no, t := int(target>>partBits), int(target&(partSize-1))
	if target < 0 || no >= len(r.parts) || t >= len(r.parts[no].share) {
		return noShare, false
	}
	share := r.parts[no].share[t]
	return share, share != noShare
}

// Since gives Known of the row that counts in a month of a target; 0 when none does.
func (r *Rollup) Since(target, month int32) int64 {
	no, cell := int(target>>partBits), int(cellOf(target&(partSize-1), month))
	if target < 0 || no >= len(r.parts) || cell >= len(r.parts[no].latest) {
		return 0
	}
	return r.book.parts[no].figures.known[r.parts[no].latest[cell]]
}
