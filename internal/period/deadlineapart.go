package period

import (
	"slices"
	"strings"
)

// apart says whether days, quarters … that a cell lists leave days between them: each is
// a deadline of its own, and the stretch from the first to the last is none of them.
// "Quý III và quý IV" follow one another and are one stretch.
func apart(spans [][2]Date) bool {
	slices.SortFunc(spans, func(a, b [2]Date) int { return strings.Compare(string(a[0]), string(b[0])) })
	for i := 1; i < len(spans); i++ {
		if spans[i][0] > spans[i-1][1].AddDays(1) {
			return true
		}
		spans[i][1] = max(spans[i][1], spans[i-1][1])
	}
	return false
}

// listsApart says whether the days of one group are a list with days between them.
// Months are listed by their rhythm ("tháng 3, 6, 9, 12").
func (g group) listsApart() bool {
	if g.stretch || g.kept || len(g.days) < 2 || !slices.ContainsFunc(g.days, func(w when) bool { return w.kind != InMonth }) {
		return false
	}
	var spans [][2]Date
	for _, w := range g.days {
		from, to, ok := w.bounds()
		if !ok {
			return false
		}
		spans = append(spans, [2]Date{from, to})
	}
	return apart(spans)
}

// partsApart says whether the parts of a cell are deadlines with days between them.
func partsApart(parts []Deadline) bool {
	var spans [][2]Date
	for _, p := range parts {
		if p.End == "" || p.Kind == Recurring || p.Kind == Conditional || p.Kind == Lasting {
			return false
		}
		if p.Start == "" || p.Before {
			p.Start = p.End
		}
		spans = append(spans, [2]Date{p.Start, p.End})
	}
	return apart(spans)
}
