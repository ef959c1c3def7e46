package figures

import (
	"context"

	"dondoc/internal/app/desk"
	"dondoc/internal/errs"
	"dondoc/internal/id"
	"dondoc/internal/measure"
	"dondoc/internal/period"
	"dondoc/internal/target"
	"dondoc/internal/target/typed"
)

// sumsAsked refuses the rows of an own sheet whose year to date is not what the
// months before and the month's own figure come to, where both are written, the
// months before are known, and no word says why.
func sumsAsked(ctx context.Context, tx *desk.Tx, now Entry, in Filling, at map[int]typed.Written) error {
	adds := map[id.ID]target.Target{}
	for _, row := range now.Rows {
		if t := row.Target; t.Accumulation == target.Flow || t.Accumulation == target.EventCount {
			adds[t.ID] = t
		}
	}
	var ids []id.ID
	both := func(r FilledRow) bool {
		_, ok := adds[r.Target]
		return ok && at[r.Row].InMonth != "" && at[r.Row].ToDate != "" && r.Typed.Note == ""
	}
	for _, r := range in.Rows {
		if both(r) {
			ids = append(ids, r.Target)
		}
	}
	scale, err := scalesFor(ctx, tx, ids)
	if err != nil {
		return err
	}
	for i, r := range in.Rows {
		if both(r) {
			in.Rows[i].wrong = scale.apart(tx, adds[r.Target], in.Month, at[r.Row])
		}
	}
	return nil
}

// apart says that a row's year to date is not the sum of its months as they are known.
func (s scales) apart(tx *desk.Tx, t target.Target, month period.Month, r typed.Written) error {
	own, all := s.weigh(tx, t, month, Cell{Text: r.InMonth, Within: true}), s.weigh(tx, t, month, Cell{Text: r.ToDate})
	is, to, sum := own.Actual.Value, all.Actual.Value, own.Total
	if own.Unclear != nil || all.Unclear != nil || is == nil || to == nil || sum == nil || sum.Cmp(*to) == 0 {
		return nil
	}
	before, known := measure.Int(0), month.Number() == 1
	for _, m := range own.Would.Months {
		if m.Value != nil && m.Month.Number() == month.Number()-1 {
			before, known = *m.Value, true
		}
	}
	if !known {
		return nil
	}
	return errs.New(errs.Invalid, "app.own_sum", "to_date", *to, "in_month", *is, "before", before, "sum", *sum).Try("app.own_sum_hint")
}
