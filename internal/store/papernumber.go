package store

import (
	"context"
	"time"

	"dondoc/internal/edit"
	"dondoc/internal/errs"
	"dondoc/internal/id"
)

// InsertNumber keeps a number that a paper was given. Conflict where another paper
// took it meanwhile.
func (tx *Tx) InsertNumber(ctx context.Context, n edit.Numbered, by id.ID) error {
	err := tx.exec(ctx, "papernumber.insert", n.Unit, n.Series, n.Kind, n.No, n.Sign, n.Title, n.On, n.Paper.Cycle, n.Paper.Template, n.Paper.No, n.Paper.Field, n.Paper.Lang, n.Version, by, n.ByName, n.At.UnixMilli())
	if errs.Is(err, errs.Conflict) {
		return errs.New(errs.Conflict, "report.number_taken", "no", n.No).Try("report.edit_meanwhile_hint")
	}
	return err
}

// Numbers gives every number of a body, the newest series first, in it the newest number.
func (tx *Tx) Numbers(ctx context.Context, unit id.ID) ([]edit.Numbered, error) {
	return many(ctx, tx, "papernumber.of", func(s scanner) (edit.Numbered, error) {
		n := edit.Numbered{Unit: unit, Paper: edit.Paper{Unit: unit}}
		var at int64
		err := s.Scan(&n.Series, &n.Kind, &n.No, &n.Sign, &n.Title, &n.On, &n.Paper.Cycle, &n.Paper.Template, &n.Paper.No, &n.Paper.Field, &n.Paper.Lang, &n.Version, &n.Cancelled, &n.CancelledBy, &n.ByName, &at)
		n.At = time.UnixMilli(at)
		return n, err
	}, unit)
}

// CancelNumber writes why a number is of no paper.
func (tx *Tx) CancelNumber(ctx context.Context, n edit.Numbered, why, by string) error {
	return tx.exec(ctx, "papernumber.cancel", n.Unit, n.Series, n.Kind, n.No, why, by)
}
