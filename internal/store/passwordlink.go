package store

import (
	"context"
	"time"

	"dondoc/internal/id"
)

// passwordLink is a link by which a person sets their password once.
type passwordLink struct {
	Account id.ID
	Until   time.Time
	Used    bool
}

// InsertPasswordLink keeps the hash of a link's token.
func (tx *Tx) InsertPasswordLink(ctx context.Context, hash string, account id.ID, until time.Time) error {
	return tx.exec(ctx, "account.insert_link", hash, account, until.UnixMilli())
}

// PasswordLink finds a link by the hash of its token. NotFound where there is none.
func (tx *Tx) PasswordLink(ctx context.Context, hash string) (passwordLink, error) {
	return one(ctx, tx, "account.link", func(s scanner) (l passwordLink, err error) {
		var until, used int64
		err = s.Scan(&l.Account, &until, &used)
		l.Until, l.Used = time.UnixMilli(until), used > 0
		return l, err
	}, hash)
}

// SpendPasswordLinks makes every unused link of an account worthless.
func (tx *Tx) SpendPasswordLinks(ctx context.Context, account id.ID, at time.Time) error {
	return tx.exec(ctx, "account.spend_links", account, at.UnixMilli())
}
