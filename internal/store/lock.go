package store

import (
	"context"
	"slices"
	"time"

	"dondoc/internal/id"
	"dondoc/internal/period"
)

// InsertLock adds an act of closing or reopening. Conflict when its number is taken.
func (tx *Tx) InsertLock(ctx context.Context, l period.Lock) error {
	return tx.exec(ctx, "lock.insert", l.Unit, l.Month, l.No, l.Locked, l.Reason, l.OpenUntil, l.ByName, l.At.UnixMilli())
}

// Locks gives a unit's acts of closing and reopening, by month and order.
func (tx *Tx) Locks(ctx context.Context, unit id.ID) ([]period.Lock, error) {
	return many(ctx, tx, "lock.of_unit", scanLock, unit)
}

func scanLock(s scanner) (l period.Lock, err error) {
	var at int64
	err = s.Scan(&l.Unit, &l.Month, &l.No, &l.Locked, &l.Reason, &l.OpenUntil, &l.ByName, &at)
	l.At = time.UnixMilli(at)
	return l, err
}

// LocksOfMonth gives several units' acts of closing and reopening one month, in order.
func (tx *Tx) LocksOfMonth(ctx context.Context, month period.Month, units []id.ID) ([]period.Lock, error) {
	var out []period.Lock
	for chunk := range slices.Chunk(units, 8) {
		args := []any{month}
		for i := range 8 {
			args = append(args, chunk[min(i, len(chunk)-1)])
		}
		acts, err := many(ctx, tx, "lock.of_month", scanLock, args...)
		if err != nil {
			return nil, err
		}
		out = append(out, acts...)
	}
	return out, nil
}
