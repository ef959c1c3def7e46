package store

import (
	"context"
	"fmt"
	"slices"
	"time"

	"dondoc/internal/id"
	"dondoc/internal/period"
)

// InsertLock adds an act of closing or reopening. Conflict when its number is taken.
func (tx *Tx) InsertLock(ctx context.Context, l period.Lock) error {
	return tx.exec(ctx, "lock.insert", l.Unit, l.Month, l.No, l.Locked, l.Reason, l.OpenUntil, l.ByName, l.At.UnixMilli(), l.By)
}

// Locks gives a unit's acts of closing and reopening, by month and order.
func (tx *Tx) Locks(ctx context.Context, unit id.ID) ([]period.Lock, error) {
	return many(ctx, tx, "lock.of_unit", scanLock, unit)
}

func scanLock(s scanner) (l period.Lock, err error) {
	var at int64
	err = s.Scan(&l.Unit, &l.Month, &l.No, &l.Locked, &l.Reason, &l.OpenUntil, &l.ByName, &at, &l.By)
	l.At = time.UnixMilli(at)
	return l, err
}

// LocksOf gives several units' acts of closing and reopening, by unit, month and order.
func (tx *Tx) LocksOf(ctx context.Context, units []id.ID) ([]period.Lock, error) {
	all, err := again(tx, "period_lock", fmt.Sprint(units), func() ([]period.Lock, error) { return manyOf(ctx, tx, "lock.of_units", scanLock, units) })
	return slices.Clone(all), err
}
