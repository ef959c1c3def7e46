package chasing

import (
	"cmp"
	"slices"

	"dondoc/internal/chase"
	"dondoc/internal/id"
	"dondoc/internal/org"
)

// UnitLate is what is late of one unit.
type UnitLate struct {
	Unit     org.Version
	Rows     int // of the list
	Late     int // those whose day has passed
	Days     int // the longest late; 0 where none is
	Returned int // those sent back
	Untold   int // those without anybody to tell
}

// By is the unit a row is chased at: the body below whose target it is; of tasks, and
// of the list's own targets, the unit that answers, where one does.
func (l List) By(r Row) org.Version {
	if (l.What == chase.Tasks || r.Unit.ID == l.Unit.ID) && r.Answers.Unit.ID != "" {
		return r.Answers.Unit
	}
	return r.Unit
}

// ByUnit sums the list up by the unit it is chased at, the one late the longest first,
// then the one with most.
func (l List) ByUnit() []UnitLate {
	at, out := map[id.ID]int{}, []UnitLate{}
	for _, r := range l.sums {
		unit := l.By(r)
		i, known := at[unit.ID]
		if !known {
			i = len(out)
			at[unit.ID], out = i, append(out, UnitLate{Unit: unit})
		}
		u := &out[i]
		u.Rows += r.n
		if r.Days > 0 {
			u.Late += r.n
			u.Days = max(u.Days, r.Days)
		}
		if r.Returned {
			u.Returned += r.n
		}
		if len(r.Told) == 0 {
			u.Untold += r.n
		}
	}
	slices.SortStableFunc(out, func(a, b UnitLate) int {
		return cmp.Or(cmp.Compare(b.Days, a.Days), cmp.Compare(b.Rows, a.Rows), cmp.Compare(a.Unit.Order, b.Unit.Order), cmp.Compare(a.Unit.Code, b.Unit.Code))
	})
	return out
}
