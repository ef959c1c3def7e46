package store

import (
	"context"
	"time"

	"dondoc/internal/id"
	"dondoc/internal/reason"
)

// InsertReason keeps why something is behind.
func (tx *Tx) InsertReason(ctx context.Context, r reason.Reason) error {
	return tx.exec(ctx, "reason.insert", r.ID, r.Subject, r.Of, r.Month, r.Kind, r.Cause, r.Remedy, r.Promised, r.Who, r.By, r.ByName, r.At.UnixMilli())
}

func scanReason(s scanner) (r reason.Reason, err error) {
	var at int64
	err = s.Scan(&r.ID, &r.Subject, &r.Of, &r.Month, &r.Kind, &r.Cause, &r.Remedy, &r.Promised, &r.Who, &r.By, &r.ByName, &at)
	r.At = time.UnixMilli(at)
	return r, err
}

// Reasons gives what was said of some targets or tasks just before an instant
// (zero: until now), in the order it was said, by what it is of.
func (tx *Tx) Reasons(ctx context.Context, of []id.ID, before time.Time) (map[id.ID][]reason.Reason, error) {
	if len(of) == 0 {
		return nil, nil
	}
	all, err := manyOf(ctx, tx, "reason.of", scanReason, of)
	out := map[id.ID][]reason.Reason{}
	for _, r := range all {
		if before.IsZero() || r.At.Before(before) {
			out[r.Of] = append(out[r.Of], r)
		}
	}
	return out, err
}
