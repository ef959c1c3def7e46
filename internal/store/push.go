package store

import (
	"context"
	"time"

	"dondoc/internal/chase"
	"dondoc/internal/id"
)

func scanBrowser(s scanner) (b chase.Browser, err error) {
	var made int64
	err = s.Scan(&b.ID, &b.Account, &b.Endpoint, &b.P256dh, &b.Auth, &b.Name, &made)
	b.Made = time.UnixMilli(made)
	return b, err
}

// Browsers gives the browsers an account is told by.
func (tx *Tx) Browsers(ctx context.Context, account id.ID) ([]chase.Browser, error) {
	return many(ctx, tx, "chase.browsers", scanBrowser, account)
}

// Browser finds one. NotFound where it is gone.
func (tx *Tx) Browser(ctx context.Context, which id.ID) (chase.Browser, error) {
	return one(ctx, tx, "chase.browser", scanBrowser, which)
}

// PutBrowser keeps one: of whoever had it last.
func (tx *Tx) PutBrowser(ctx context.Context, b chase.Browser) error {
	return tx.exec(ctx, "chase.put_browser", b.ID, b.Account, b.Endpoint, b.P256dh, b.Auth, b.Name, millis(b.Made))
}

// DropBrowser takes one of an account away. NotFound where it has none such.
func (tx *Tx) DropBrowser(ctx context.Context, account, which id.ID) error {
	return tx.execOne(ctx, "chase.drop_browser", which, account)
}

// PushKey gives what push messages are signed with. NotFound before it was made.
func (tx *Tx) PushKey(ctx context.Context) (chase.PushKey, error) {
	return one(ctx, tx, "chase.push_key", func(s scanner) (k chase.PushKey, err error) {
		err = s.Scan(&k.Private, &k.Public)
		return k, err
	})
}

// PutPushKey keeps it, unless there is one.
func (tx *Tx) PutPushKey(ctx context.Context, k chase.PushKey) error {
	return tx.exec(ctx, "chase.put_push_key", k.Private, k.Public)
}
