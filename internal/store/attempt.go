package store

import (
	"context"
	"time"
)

// Attempt is how often something failed of late: a sign-in under a name, from
// a network, or of one from the other. Score is in thousandths of a failure and
// decays; the key is a hash, so that nobody's typing is kept.
type Attempt struct {
	Key   string
	Score int64
	Last  time.Time
}

// Attempts gives what is known of three keys; a key without failures has none.
func (tx *Tx) Attempts(ctx context.Context, keys [3]string) (map[string]Attempt, error) {
	rows, err := many(ctx, tx, "attempt.of", func(s scanner) (a Attempt, err error) {
		var last int64
		err = s.Scan(&a.Key, &a.Score, &last)
		a.Last = time.UnixMilli(last)
		return a, err
	}, keys[0], keys[1], keys[2])
	out := make(map[string]Attempt, len(rows))
	for _, a := range rows {
		out[a.Key] = a
	}
	return out, err
}

// PutAttempt keeps what is known of a key.
func (tx *Tx) PutAttempt(ctx context.Context, a Attempt) error {
	return tx.exec(ctx, "attempt.put", a.Key, a.Score, a.Last.UnixMilli())
}

// ClearAttempt forgets the failures of a key.
func (tx *Tx) ClearAttempt(ctx context.Context, key string) error {
	return tx.exec(ctx, "attempt.clear", key)
}

// ForgetAttempts forgets the failures last seen before a moment.
func (tx *Tx) ForgetAttempts(ctx context.Context, before time.Time) error {
	return tx.exec(ctx, "attempt.forget", before.UnixMilli())
}

// CountAttempts says how many keys are kept.
func (tx *Tx) CountAttempts(ctx context.Context) (int64, error) {
	return one(ctx, tx, "attempt.count", scanInt)
}
