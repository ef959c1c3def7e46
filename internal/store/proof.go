package store

import (
	"context"

	"dondoc/internal/ledger"

	"golang.org/x/mod/sumdb/tlog"
)

// ProveEntry gives the proof that the entry at place seq is in the log of size
// entries.
func (tx *Tx) ProveEntry(ctx context.Context, seq, size int64) ([]tlog.Hash, error) {
	return ledger.ProveEntry(seq, size, tx.hashes(ctx))
}

// ProveGrowth gives the proof that a log of old entries is the beginning of
// the log of size entries.
func (tx *Tx) ProveGrowth(ctx context.Context, old, size int64) ([]tlog.Hash, error) {
	return ledger.ProveGrowth(old, size, tx.hashes(ctx))
}
