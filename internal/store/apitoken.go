package store

import (
	"context"
	"time"

	"dondoc/internal/access/token"
	"dondoc/internal/id"
)

// InsertToken keeps a narrow token under the hash of its secret.
func (tx *Tx) InsertToken(ctx context.Context, t token.Token, hash string) error {
	return tx.exec(ctx, "apitoken.insert", t.ID, hash, t.Account, t.Name, t.Write, t.Unit, t.Made.UnixMilli(), t.Until)
}

func scanToken(s scanner) (t token.Token, err error) {
	var made int64
	err = s.Scan(&t.ID, &t.Account, &t.Name, &t.Write, &t.Unit, &made, &t.Until)
	t.Made = time.UnixMilli(made)
	return t, err
}

// Tokens gives the narrow tokens of an account, the newest first.
func (tx *Tx) Tokens(ctx context.Context, account id.ID) ([]token.Token, error) {
	return many(ctx, tx, "apitoken.of_account", scanToken, account)
}

// TokenByHash finds a narrow token by the hash of its secret. NotFound where there is none.
func (tx *Tx) TokenByHash(ctx context.Context, hash string) (token.Token, error) {
	return one(ctx, tx, "apitoken.by_hash", scanToken, hash)
}

// DropToken takes a token of an account back. NotFound where it has none such.
func (tx *Tx) DropToken(ctx context.Context, account, which id.ID) error {
	return tx.execOne(ctx, "apitoken.drop", which, account)
}

// DropTokens takes all tokens of an account back.
func (tx *Tx) DropTokens(ctx context.Context, account id.ID) error {
	return tx.exec(ctx, "apitoken.drop_all", account)
}
