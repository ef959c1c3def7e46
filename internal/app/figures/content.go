package figures

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"time"

	"dondoc/internal/app/desk"
	"dondoc/internal/errs"
	"dondoc/internal/id"
	"dondoc/internal/store"
)

// MostOfUnit is how many bytes the files of one unit may have: with its figures,
// tasks, shortcomings, documents and vouchers.
const MostOfUnit = 2 << 30

// unreferenced is how long bytes are kept that nothing carries.
const unreferenced = 24 * time.Hour

// HashOf is the name under which the bytes of a file are kept: SHA-256 in hex.
func HashOf(content []byte) string {
	sum := sha256.Sum256(content)
	return hex.EncodeToString(sum[:])
}

// KeepContents keeps the bytes of files of a unit under their hashes in writes of
// their own, so that those who report meanwhile do not wait for them. What is
// refused afterwards leaves bytes behind that SweepContents drops. TooLarge where
// the unit's files would be over their bound.
func KeepContents(ctx context.Context, k *desk.Desk, unit id.ID, files ...File) error {
	if len(files) == 0 {
		return nil
	}
	if err := k.Look(ctx, func(ctx context.Context, tx *store.Tx) error { return roomFor(ctx, tx, unit, files) }); err != nil {
		return err
	}
	for _, f := range files {
		err := k.Keep(ctx, func(ctx context.Context, tx *store.Tx) error {
			return tx.PutContent(ctx, HashOf(f.Content), f.Content, k.Now())
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// SweepContents drops bytes that nothing carries for a day. The server does it
// by itself.
func (a *Wing) SweepContents(ctx context.Context) error {
	return a.desk.Keep(ctx, func(ctx context.Context, tx *store.Tx) error {
		return tx.SweepContents(ctx, a.desk.Now().Add(-unreferenced))
	})
}

// roomFor sees that a unit's files stay within their bound. TooLarge otherwise.
func roomFor(ctx context.Context, tx *store.Tx, unit id.ID, files []File) error {
	size, err := tx.ContentSize(ctx, unit)
	if err != nil {
		return err
	}
	return fits(size, files)
}

// fits sees that files have room beside those of a size.
func fits(size int64, files []File) error {
	for _, f := range files {
		size += int64(len(f.Content))
	}
	if size > MostOfUnit {
		return errs.New(errs.TooLarge, "app.files_quota", "most", MostOfUnit>>20).In("files").Try("app.files_quota_hint")
	}
	return nil
}
