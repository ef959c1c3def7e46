package accounts

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"time"

	"dondoc/internal/access"
	"dondoc/internal/app/desk"
	"dondoc/internal/errs"
	"dondoc/internal/store"
)

// shownFor is how long a dry run can be confirmed.
const shownFor = 24 * time.Hour

// shownKey binds what was shown to the account it was shown to.
func shownKey(actor access.Actor, what []byte) string {
	sum := sha256.Sum256(append([]byte(string(actor.Account)+"\x00"), what...))
	return "shown " + hex.EncodeToString(sum[:])
}

// Shown remembers, for every node of the database, that the actor was shown
// something that they may confirm within a day: by its hash alone.
func (a *Wing) Shown(ctx context.Context, actor access.Actor, what []byte) error {
	if err := desk.Anywhere(actor, access.Read); err != nil {
		return err
	}
	return a.desk.Keep(ctx, func(ctx context.Context, tx *store.Tx) error {
		now := a.desk.Now()
		return tx.PutMemo(ctx, shownKey(actor, what), "", now, now.Add(shownFor))
	})
}

// WasShown gives nil for what the actor was shown, byte for byte, of late.
func (a *Wing) WasShown(ctx context.Context, actor access.Actor, what []byte) error {
	if err := desk.Anywhere(actor, access.Read); err != nil {
		return err
	}
	return a.desk.Read(ctx, actor, func(ctx context.Context, tx *desk.Tx) error {
		_, kept, err := tx.Memo(ctx, shownKey(actor, what), tx.Now)
		if err == nil && !kept {
			return errs.New(errs.Conflict, "app.import_again").In("file")
		}
		return err
	})
}
