package store

import (
	"context"
	"time"

	"dondoc/internal/chase/burden"
	"dondoc/internal/id"
	"dondoc/internal/period"
)

// AddBurden adds what a sending cost to what its unit's month cost so far.
func (tx *Tx) AddBurden(ctx context.Context, f burden.Filed) error {
	return tx.exec(ctx, "burden.add", f.Unit, f.Month, f.Sent, f.Measured, f.Figures, f.Open.Milliseconds())
}

// Burden gives what the months from one to another cost some units.
func (tx *Tx) Burden(ctx context.Context, units []id.ID, from, to period.Month) ([]burden.Filed, error) {
	return manyOf(ctx, tx, "burden.of", func(s scanner) (f burden.Filed, err error) {
		var open int64
		err = s.Scan(&f.Unit, &f.Month, &f.Sent, &f.Measured, &f.Figures, &open)
		f.Open = time.Duration(open) * time.Millisecond
		return f, err
	}, units, from, to)
}
