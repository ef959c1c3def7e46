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
