package book

import "sort"

// continues marks the status of a row that is about a figure begun by an earlier one.
const continues Status = 0x80

// log is the figures of a part as columns by row, in the order they became
// known. Row 0 is none: before everything, worth nothing, and there to be read,
// so that what reads many rows need not ask.
type log struct {
	cell       []int32
	value, per []int64
	status     []Status
	known      []int64
	prev       []int32 // the row before, of the same cell; of a row that continues a figure, its place in steps
	steps      []step

	head []int32 // by cell: its newest row
}

// step is what is kept of a row that continues a figure beside its columns.
// Steps lie close together, so that a pass over the log reads them in order.
type step struct {
	prev   int32 // the row before, of the same cell
	figure int32 // the row that began the figure
	below  int32 // the row before that one
}

// begin lays down row 0.
func (l *log) begin() {
	l.cell, l.value, l.per = append(l.cell, 0), append(l.value, 0), append(l.per, 0)
	l.status, l.known, l.prev = append(l.status, Submitted), append(l.known, 0), append(l.prev, 0)
}

// append takes in a row that was checked; figure is the row that began its figure, 0 for itself.
func (l *log) append(cell int32, r Row, figure int32) {
	no, status, prev := int32(len(l.cell)), r.Status, l.head[cell]
	if figure != 0 {
		l.steps = append(l.steps, step{prev, figure, l.prev[figure]})
		status |= continues
		prev = int32(len(l.steps)) - 1
	}
	l.cell, l.value, l.per = append(l.cell, cell), append(l.value, r.Value), append(l.per, r.Per)
	l.status, l.known, l.prev = append(l.status, status), append(l.known, r.Known), append(l.prev, prev)
	l.head[cell] = no
}

func (l *log) reserve(n int) {
	l.cell, l.value, l.per = room(l.cell, n), room(l.value, n), room(l.per, n)
	l.status, l.known, l.prev = room(l.status, n), room(l.known, n), room(l.prev, n)
}

func room[T any](s []T, n int) []T {
	if cap(s)-len(s) >= n {
		return s
	}
	return append(make([]T, 0, len(s)+n), s...)
}

// before gives the row before one of the same cell.
func (l *log) before(r int32) int32 {
	if l.status[r] < continues {
		return l.prev[r]
	}
	return l.steps[l.prev[r]].prev
}

// figure gives the row that began the figure a row is about.
func (l *log) figure(r int32) int32 {
	if l.status[r] < continues {
		return r
	}
	return l.steps[l.prev[r]].figure
}

// upTo gives how many of ascending moments are not after one.
func upTo(known []int64, moment int64) int {
	if moment == Latest {
		return len(known)
	}
	return sort.Search(len(known), func(i int) bool { return known[i] > moment })
}

// lastRow gives the last row known at a moment. Chains are walked by numbers of
// rows: looking up when each became known would cost as much as the walk.
func lastRow(known []int64, moment int64) int32 { return int32(upTo(known, moment)) - 1 }

// begun gives the row that began a figure of a cell; 0 when there is none.
func (l *log) begun(cell int32, known int64) int32 {
	r := l.at(cell, lastRow(l.known, known))
	if l.known[r] != known || l.status[r] >= continues {
		return 0
	}
	return r
}

// at gives the newest row of a cell that is not after a row.
func (l *log) at(cell, last int32) int32 {
	r := l.head[cell]
	for r > last {
		r = l.before(r)
	}
	return r
}

// counts gives the row that counts of those of a cell from r back: the newest
// row of the latest figure whose newest row approves it. 0 is none.
func (l *log) counts(r int32) int32 {
	if l.status[r] == Approved {
		return r // the usual case: a figure in one row, and nothing later
	}
	best, began := int32(0), int32(0)
	var few [8]int32
	seen := few[:0]
	for r > began {
		figure := l.figure(r)
		if !contains(seen, figure) {
			if l.status[r]&^continues == Approved && figure > began {
				best, began = r, figure
			}
			seen = append(seen, figure)
		}
		r = l.before(r)
	}
	return best
}

func contains(list []int32, x int32) bool {
	for _, v := range list {
		if v == x {
			return true
		}
	}
	return false
}

// resolve finds the row that counts in every cell, and its figure, from the
// first n rows of the log alone, in one pass forward. Where no row counts,
// all are 0.
func (l *log) resolve(latest []int32, value, per []int64, n int) {
	clear(latest)
	clear(value)
	clear(per)
	cell, status, values, pers := l.cell[:n], l.status[:n], l.value[:n], l.per[:n]
	steps := l.steps
	for i, s := range status {
		c := cell[i]
		if s == Approved { // begins a figure, so it is the newest of the cell
			latest[c], value[c], per[c] = int32(i), values[i], pers[i]
		} else if s >= continues {
			l.follow(&latest[c], int32(i), &steps[0], s == Approved|continues)
			steps = steps[1:]
			value[c], per[c] = l.value[latest[c]], l.per[latest[c]]
		}
	}
}

// follow takes in a row about an earlier figure: approved, it counts unless a
// later figure does; else, if its figure counted, the one before may again.
func (l *log) follow(counted *int32, row int32, s *step, approved bool) {
	began := int32(0)
	if *counted != 0 {
		began = l.figure(*counted)
	}
	switch {
	case approved && s.figure >= began:
		*counted = row
	case approved || s.figure != began:
	case s.below == 0: // there is no earlier figure
		*counted = 0
	default:
		*counted = l.counts(row)
	}
}
