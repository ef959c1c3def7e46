package store

import (
	"cmp"
	"context"
	"slices"

	"dondoc/internal/approval"
	"dondoc/internal/capital"
	"dondoc/internal/capital/works"
	"dondoc/internal/id"
	"dondoc/internal/period"
	"dondoc/internal/target"
)

func scanWaitingVoucher(s scanner) (w works.Waiting, err error) {
	err = s.Scan(&w.Payment, &w.Project, &w.Year, &w.State, &w.By, &w.On)
	return w, err
}

// keepVoucher keeps a voucher among those that wait, by its newest step, or takes
// it out. A line of a plan is no voucher and is never among them.
func (tx *Tx) keepVoucher(ctx context.Context, line id.ID, last target.StepTaken) error {
	if last.State == approval.Approved || last.State == approval.Withdrawn {
		return tx.exec(ctx, "capital.waiting_drop", line)
	}
	return tx.exec(ctx, "capital.waiting_put", line, last.State, last.By)
}

// VouchersWaiting points at the vouchers of a capital year of some units that
// wait or were returned, the oldest first.
func (tx *Tx) VouchersWaiting(ctx context.Context, units []id.ID, year int) ([]works.Waiting, error) {
	rows, err := manyOf(ctx, tx, "capital.waiting_of", scanWaitingVoucher, units, year)
	slices.SortStableFunc(rows, oldestVoucher)
	return rows, err
}

// WaitingSum adds up the vouchers of a capital year of some units that are dated
// until the end of a day and neither approved nor returned.
func (tx *Tx) WaitingSum(ctx context.Context, units []id.ID, year int, day period.Date) (out capital.Waiting, err error) {
	_, err = manyOf(ctx, tx, "capital.waiting_sum", func(s scanner) (p capital.Payment, err error) {
		n := 0
		if err = s.Scan(&p.Kind, &n, &p.Amount); err == nil {
			out.Add(p, n)
		}
		return p, err
	}, units, year, day)
	return out, err
}

// VouchersFor points at the vouchers of some units, of every year, that wait for
// a step, the oldest first and no more than limit.
func (tx *Tx) VouchersFor(ctx context.Context, units []id.ID, limit int) ([]works.Waiting, error) {
	rows, err := manyOf(ctx, tx, "capital.waiting_for", scanWaitingVoucher, units, limit)
	slices.SortStableFunc(rows, oldestVoucher)
	return rows[:min(len(rows), limit)], err
}

// VouchersReturned points at the vouchers some accounts entered that were returned.
func (tx *Tx) VouchersReturned(ctx context.Context, accounts []id.ID) ([]works.Waiting, error) {
	rows, err := manyOf(ctx, tx, "capital.waiting_by", scanWaitingVoucher, accounts)
	slices.SortStableFunc(rows, oldestVoucher)
	return rows, err
}

func oldestVoucher(x, y works.Waiting) int {
	return cmp.Or(cmp.Compare(x.On, y.On), cmp.Compare(x.Payment, y.Payment))
}
