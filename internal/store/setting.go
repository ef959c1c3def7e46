package store

import (
	"context"

	"dondoc/internal/errs"
)

// Setting gives a setting's value, or "" when it was never set.
func (tx *Tx) Setting(ctx context.Context, key string) (string, error) {
	return again(tx, "setting", key, func() (string, error) {
		v, err := one(ctx, tx, "setting.get", func(s scanner) (v string, err error) { err = s.Scan(&v); return v, err }, key)
		if errs.Is(err, errs.NotFound) {
			return "", nil
		}
		return v, err
	})
}

// SetSetting keeps a setting.
func (tx *Tx) SetSetting(ctx context.Context, key, value string) error {
	return tx.exec(ctx, "setting.put", key, value)
}

// Moment is a transaction's moment of the database.
type Moment struct {
	Size  int64  // entries of the log
	Turn  int64  // of the newest transaction; see DB.Turn
	Value string // of the setting asked for
}

// Moment gives the transaction's moment, with the value of a setting at it.
func (tx *Tx) Moment(ctx context.Context, key string) (Moment, error) {
	if tx.head != nil { // it has the log to itself
		value, err := tx.Setting(ctx, key)
		return Moment{tx.head.size, tx.head.turn, value}, err
	}
	m, err := one(ctx, tx, "ledger.moment", func(s scanner) (m Moment, err error) { err = s.Scan(&m.Size, &m.Turn, &m.Value); return m, err }, key)
	return m, err
}
