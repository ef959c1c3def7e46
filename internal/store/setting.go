package store

import (
	"context"

	"dondoc/internal/errs"
)

// Setting gives a setting's value, or "" when it was never set.
func (tx *Tx) Setting(ctx context.Context, key string) (string, error) {
	v, err := one(ctx, tx, "setting.get", func(s scanner) (v string, err error) { err = s.Scan(&v); return v, err }, key)
	if errs.Is(err, errs.NotFound) {
		return "", nil
	}
	return v, err
}

// SetSetting keeps a setting.
func (tx *Tx) SetSetting(ctx context.Context, key, value string) error {
	return tx.exec(ctx, "setting.put", key, value)
}

// Moment gives the size of the log and the value of a setting, both of the
// transaction's moment.
func (tx *Tx) Moment(ctx context.Context, key string) (int64, string, error) {
	type moment struct {
		size  int64
		value string
	}
	m, err := one(ctx, tx, "ledger.moment", func(s scanner) (m moment, err error) { err = s.Scan(&m.size, &m.value); return m, err }, key)
	if err == nil && tx.head != nil {
		m.size = tx.head.size
	}
	return m.size, m.value, err
}
