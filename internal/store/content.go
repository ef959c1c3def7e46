package store

import (
	"context"
	"time"

	"dondoc/internal/id"
)

// PutContent keeps the bytes of a file under their hash; bytes that are kept
// already are kept once.
func (tx *Tx) PutContent(ctx context.Context, sha256 string, bytes []byte, at time.Time) error {
	return tx.exec(ctx, "content.put", sha256, len(bytes), at.UnixMilli(), bytes)
}

// Content gives the bytes under a hash.
func (tx *Tx) Content(ctx context.Context, sha256 string) ([]byte, error) {
	return one(ctx, tx, "content.get", func(s scanner) (b []byte, err error) { err = s.Scan(&b); return b, err }, sha256)
}

// SweepContents drops bytes that were kept before a moment and that nothing
// carries: what was sent with a report that was refused.
func (tx *Tx) SweepContents(ctx context.Context, before time.Time) error {
	return tx.exec(ctx, "content.sweep", before.UnixMilli())
}

// ContentSize gives how many bytes the files of a unit have: with its figures,
// tasks, shortcomings, documents, vouchers and news.
func (tx *Tx) ContentSize(ctx context.Context, unit id.ID) (int64, error) {
	return one(ctx, tx, "content.size_of_unit", scanInt, unit)
}

// CountContents says how many contents are kept.
func (tx *Tx) CountContents(ctx context.Context) (int64, error) {
	return one(ctx, tx, "content.count", scanInt)
}
