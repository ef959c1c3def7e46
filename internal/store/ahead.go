package store

import (
	"context"
	"time"

	"dondoc/internal/id"
	"dondoc/internal/period"
	"dondoc/internal/target/ahead"
)

// InsertAhead keeps who will answer for a target from a day to come.
func (tx *Tx) InsertAhead(ctx context.Context, a ahead.Change) error {
	return tx.exec(ctx, "ahead.insert", a.ID, a.Target, a.Unit, a.Post, a.From, a.Reason, a.By, a.ByName, a.At.UnixMilli(), a.State)
}

// CloseAhead keeps that it came into force, or was taken back.
func (tx *Tx) CloseAhead(ctx context.Context, a ahead.Change) error {
	return tx.execOne(ctx, "ahead.close", a.ID, a.State, a.ClosedBy, a.ClosedName, a.ClosedAt.UnixMilli())
}

func scanAhead(s scanner) (a ahead.Change, err error) {
	var at, closed int64
	err = s.Scan(&a.ID, &a.Target, &a.Unit, &a.Post, &a.From, &a.Reason, &a.By, &a.ByName, &at, &a.State, &a.ClosedBy, &a.ClosedName, &closed)
	a.At = time.UnixMilli(at)
	if closed > 0 {
		a.ClosedAt = time.UnixMilli(closed)
	}
	return a, err
}

// Ahead gives one change to come. NotFound where there is none.
func (tx *Tx) Ahead(ctx context.Context, which id.ID) (ahead.Change, error) {
	return one(ctx, tx, "ahead.one", scanAhead, which)
}

// AheadOf gives the changes to come of targets, those that came into force and
// were taken back too, in the order they were decided.
func (tx *Tx) AheadOf(ctx context.Context, targets []id.ID) ([]ahead.Change, error) {
	return manyOf(ctx, tx, "ahead.of_targets", scanAhead, targets)
}

// AheadOfPost gives the changes by which a post will answer, the nearest first.
func (tx *Tx) AheadOfPost(ctx context.Context, post id.ID) ([]ahead.Change, error) {
	return many(ctx, tx, "ahead.of_post", scanAhead, post)
}

// AheadOfUnits gives the changes by which units will answer, the nearest first.
func (tx *Tx) AheadOfUnits(ctx context.Context, units []id.ID) ([]ahead.Change, error) {
	return manyOf(ctx, tx, "ahead.of_units", scanAhead, units)
}

// AheadDue gives the changes whose day has come by one and that are not in force.
func (tx *Tx) AheadDue(ctx context.Context, day period.Date) ([]ahead.Change, error) {
	return many(ctx, tx, "ahead.due", scanAhead, day)
}
