package store

import (
	"context"
	"time"

	"dondoc/internal/errs"
)

// PutMemo keeps a text under a key for all nodes until a moment, and forgets
// those whose moment is past.
func (tx *Tx) PutMemo(ctx context.Context, key, text string, now, until time.Time) error {
	if err := tx.exec(ctx, "memo.forget", now.UnixMilli()); err != nil {
		return err
	}
	return tx.exec(ctx, "memo.put", key, text, until.UnixMilli())
}

// Memo gives what is kept under a key, and whether something is.
func (tx *Tx) Memo(ctx context.Context, key string, now time.Time) (text string, kept bool, err error) {
	text, err = one(ctx, tx, "memo.get", func(s scanner) (v string, err error) { err = s.Scan(&v); return v, err }, key, now.UnixMilli())
	if errs.Is(err, errs.NotFound) {
		return "", false, nil
	}
	return text, err == nil, err
}
