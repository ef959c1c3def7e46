package report

import (
	"math/big"

	"dondoc/internal/app/standing"
	"dondoc/internal/measure"
	"dondoc/internal/prose"
	"dondoc/internal/viet"
)

// yearBefore is the row of the year before for the same target, where it has a figure
// until the same month: one of an earlier month is not of the same period.
func (w *writer) yearBefore(r standing.BoardRow) (standing.BoardRow, bool) {
	for _, b := range w.m.Before.Rows {
		same := b.Indicator == r.Indicator || viet.Fold(b.Name) == viet.Fold(r.Name)
		if same && b.Target.Unit == r.Target.Unit && b.Setter == r.Setter && b.UnitOfMeasure == r.UnitOfMeasure {
			return b, b.Actual != nil && b.Counted != nil && b.Counted.Month == w.m.Span.To.YearBefore()
		}
	}
	return standing.BoardRow{}, false
}

// samePeriod says what there was in the same period of the year before, and how much
// of that there is now where both are plain amounts; "" where nothing is known of it.
func (w *writer) samePeriod(name string, r standing.BoardRow) string {
	b, known := w.yearBefore(r)
	if !known {
		return ""
	}
	was := w.rowOf(b)
	was.Kind = "target_before"
	w.know(was)
	args := []any{"year", w.m.Before.Cycle, "was", w.said(name+":"+string(b.Target.ID)+":actual", b.Target.ID, was.Actual)}
	if share := ratioOf(string(w.lang), r, b); share != "" {
		f := prose.Figure{Name: name + ":" + string(r.Target.ID) + ":same", Text: share, Is: prose.Said}
		f.Rows = append(f.Rows, r.Target.ID, b.Target.ID)
		return w.say("report.same_period_share", append(args, "share", figure(w.d.Add(f)))...)
	}
	return w.say("report.same_period", args...)
}

// ratioOf is one amount in percent of another; "" where that says nothing.
func ratioOf(lang string, r, b standing.BoardRow) string {
	if r.Actual == nil || r.Actual.Value == nil || b.Actual.Value == nil || r.Actual.Moved != "" || b.Actual.Moved != "" || b.Actual.Value.Sign() <= 0 || r.Actual.Value.Sign() < 0 || percentUnit(r.UnitOfMeasure) {
		return ""
	}
	share := new(big.Rat).Quo(r.Actual.Value.Rat(), b.Actual.Value.Rat())
	return measure.FromRat(share.Mul(share, big.NewRat(100, 1)), 2).Trim().Say(lang) + "%"
}

// percentUnit says whether amounts are shares themselves: those are compared in points.
func percentUnit(unit string) bool {
	return len(unit) > 0 && (unit[0] == '%' || []rune(unit)[0] == '‰')
}

// withoutSame names the targets that have no figure of the same period to stand beside.
func (w *writer) withoutSame() {
	var names []string
	for _, r := range w.m.Board.Rows {
		if _, known := w.yearBefore(r); !known && r.Counted != nil {
			names = append(names, viet.LowerFirst(r.Name))
		}
	}
	if len(names) > 0 {
		w.left("report.left_same", "n", len(names), "month", w.m.Span.To.YearBefore(), "names", listed(names))
	}
}
