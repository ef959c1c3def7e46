package accounts

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"

	"dondoc/internal/access"
	"dondoc/internal/app/desk"
	"dondoc/internal/errs"
)

// NewFeed makes the token of a feed of the actor's tasks. It opens nothing but
// that feed, for reading; one made later makes the earlier ones worthless.
func (a *Wing) NewFeed(ctx context.Context, actor access.Actor) (string, error) {
	if actor.Account == "" {
		return "", errs.New(errs.Unauthenticated, "access.sign_in").Try("access.sign_in_hint")
	}
	raw := make([]byte, 24)
	rand.Read(raw)
	token := base64.RawURLEncoding.EncodeToString(raw)
	err := a.desk.Write(ctx, actor, func(ctx context.Context, tx *desk.Tx) (desk.Entry, error) {
		if err := tx.DropFeeds(ctx, actor.Account); err != nil {
			return desk.Entry{}, err
		}
		return desk.Entry{Action: "account.feed_made", Object: actor.Account}, tx.InsertFeed(ctx, FeedHash(token), actor.Account, tx.Now)
	})
	return token, err
}

// DropFeeds makes every token of the actor's feeds worthless.
func (a *Wing) DropFeeds(ctx context.Context, actor access.Actor) error {
	return a.desk.Write(ctx, actor, func(ctx context.Context, tx *desk.Tx) (desk.Entry, error) {
		if actor.Account == "" {
			return desk.Entry{}, errs.New(errs.Unauthenticated, "access.sign_in")
		}
		return desk.Entry{Action: "account.feed_dropped", Object: actor.Account}, tx.DropFeeds(ctx, actor.Account)
	})
}

// FeedHash is what is kept of a feed's token.
func FeedHash(token string) string {
	sum := sha256.Sum256([]byte(token))
	return hex.EncodeToString(sum[:])
}
