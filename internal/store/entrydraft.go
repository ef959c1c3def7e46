package store

import (
	"context"
	"encoding/json"
	"errors"
	"time"

	"dondoc/internal/errs"
	"dondoc/internal/id"
	"dondoc/internal/period"
	"dondoc/internal/target/typed"
)

// KeepTyped keeps what an account typed for a target of a month on a unit's
// sheet, in the place of what it had typed there before.
func (tx *Tx) KeepTyped(ctx context.Context, account, unit id.ID, month period.Month, r typed.Row) error {
	return tx.exec(ctx, "entrydraft.keep", account, month, r.Target, unit, r.Text, r.Note, r.Meant, r.Within, r.Estimate, r.Seen, r.At.UnixMilli())
}

// TypedIn gives what an account has typed for a month and not sent, by target.
func (tx *Tx) TypedIn(ctx context.Context, account id.ID, month period.Month) (map[id.ID]typed.Row, error) {
	all, err := many(ctx, tx, "entrydraft.of_month", func(s scanner) (r typed.Row, err error) {
		var at int64
		err = s.Scan(&r.Target, &r.Unit, &r.Text, &r.Note, &r.Meant, &r.Within, &r.Estimate, &r.Seen, &at)
		r.At = time.UnixMilli(at)
		return r, err
	}, account, month)
	out := make(map[id.ID]typed.Row, len(all))
	for _, r := range all {
		out[r.Target] = r
	}
	return out, err
}

// TypedSheets gives the months in which an account has typed something that is not sent.
func (tx *Tx) TypedSheets(ctx context.Context, account id.ID) ([]typed.Sheet, error) {
	return many(ctx, tx, "entrydraft.sheets", func(s scanner) (t typed.Sheet, err error) {
		var at int64
		err = s.Scan(&t.Unit, &t.Month, &t.Rows, &at)
		t.At = time.UnixMilli(at)
		return t, err
	}, account)
}

// DropTyped throws away what an account typed for targets of a month.
func (tx *Tx) DropTyped(ctx context.Context, account id.ID, month period.Month, targets []id.ID) error {
	return execOf(ctx, tx, "entrydraft.drop", targets, account, month)
}

// ForgetTyped throws away what an account typed before a moment.
func (tx *Tx) ForgetTyped(ctx context.Context, account id.ID, before time.Time) error {
	return tx.exec(ctx, "entrydraft.forget", account, before.UnixMilli())
}

// FigureSheet gives what a unit said of the columns and of the names of its own sheets
// with some headers, a digest of them; nothing where nothing was said.
func (tx *Tx) FigureSheet(ctx context.Context, unit id.ID, headers string) (columns, means map[string]string, err error) {
	said, err := one(ctx, tx, "entrydraft.sheet", func(s scanner) (t [2]string, err error) { return t, s.Scan(&t[0], &t[1]) }, unit, headers)
	columns, means = map[string]string{}, map[string]string{}
	if errs.Is(err, errs.NotFound) {
		return columns, means, nil
	}
	if err == nil {
		err = errors.Join(json.Unmarshal([]byte(said[0]), &columns), json.Unmarshal([]byte(said[1]), &means))
	}
	return columns, means, err
}

// KeepFigureSheet remembers it.
func (tx *Tx) KeepFigureSheet(ctx context.Context, unit id.ID, headers string, columns, means map[string]string, by string, at time.Time) error {
	c, err := json.Marshal(columns)
	if err != nil {
		return err
	}
	m, err := json.Marshal(means)
	if err != nil {
		return err
	}
	return tx.exec(ctx, "entrydraft.put_sheet", unit, headers, string(c), string(m), by, at.UnixMilli())
}
