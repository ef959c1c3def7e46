package capital

import (
	"strconv"

	"dondoc/internal/period"
)

// Shares gives by source the plan of a year that binds the investor and what was
// paid of it, as approved by the end of a day, without what was carried over.
func (b Book) Shares(year int, day period.Date) map[Source]Share {
	approved, out := b.of(year, Track.approved), map[Source]Share{}
	for _, source := range Sources() {
		line := approved.lineTo(year, source, false, day)
		if plan, _, ok := line.nearest(false); ok {
			out[source] = Share{plan, line.position(year, day).Disbursed()}
		}
	}
	return out
}

// Kept is the plan carried over into a year that binds the investor, and what was
// paid of it, as approved by the end of a day.
func (b Book) Kept(year int, day period.Date) (out Share) {
	approved := b.of(year, Track.approved)
	for _, source := range Sources() {
		line := approved.lineTo(year, source, true, day)
		if plan, _, ok := line.nearest(true); ok {
			out = out.plus(Share{plan, line.position(year, day).Disbursed()})
		}
	}
	return out
}

// PaidSince is what was paid from the beginning of the project to the end of a
// day, as approved.
func (b Book) PaidSince(day period.Date) int64 { return b.only(Track.approved).PaidBy(day) }

// Ends are the days a capital year is looked at: the ends of its months and the
// last day of its payments.
func Ends(year int) (out [13]period.Date) {
	for i, m := range period.Cycle(strconv.Itoa(year)).Months() {
		out[i] = m.End()
	}
	out[12] = endOf(year)
	return out
}

// Points is the plan that binds the investor and what was paid of it at each of
// Ends that is over; n says how many are.
func (b Book) Points(year int, today period.Date) (out [13]Share, n int) {
	b = b.of(year, Track.approved)
	for i, end := range Ends(year) {
		if end > today {
			break
		}
		out[i], n = b.position(year, end).Bound, i+1
	}
	return out, n
}
