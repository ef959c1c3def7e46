package store

import (
	"context"
	"time"

	"dondoc/internal/charge"
	"dondoc/internal/id"
)

// InsertCharge keeps a request that waits.
func (tx *Tx) InsertCharge(ctx context.Context, r charge.Request) error {
	return tx.exec(ctx, "charge.insert", r.ID, r.Role, r.Object, r.Unit, r.Asked, r.Name, r.Due, r.Reason, r.By, r.ByName, r.At.UnixMilli(), r.State)
}

// AnswerCharge keeps what was said to a request.
func (tx *Tx) AnswerCharge(ctx context.Context, r charge.Request) error {
	return tx.execOne(ctx, "charge.answer", r.ID, r.State, r.Answer, r.AnsweredBy, r.AnswerName, r.AnsweredAt.UnixMilli())
}

func scanCharge(s scanner) (r charge.Request, err error) {
	var at, answered int64
	err = s.Scan(&r.ID, &r.Role, &r.Object, &r.Unit, &r.Asked, &r.Name, &r.Due, &r.Reason, &r.By, &r.ByName, &at, &r.State, &r.Answer, &r.AnsweredBy, &r.AnswerName, &answered)
	r.At = time.UnixMilli(at)
	if answered > 0 {
		r.AnsweredAt = time.UnixMilli(answered)
	}
	return r, err
}

// Charge gives one request. NotFound where there is none.
func (tx *Tx) Charge(ctx context.Context, which id.ID) (charge.Request, error) {
	return one(ctx, tx, "charge.one", scanCharge, which)
}

// ChargesOf gives the requests about a target or a task, in the order they were made.
func (tx *Tx) ChargesOf(ctx context.Context, object id.ID) ([]charge.Request, error) {
	return many(ctx, tx, "charge.of_object", scanCharge, object)
}

// ChargesWaiting gives the requests that wait for an answer of some units, or,
// made by them, for another's.
func (tx *Tx) ChargesWaiting(ctx context.Context, units []id.ID, made bool) ([]charge.Request, error) {
	if made {
		return manyOf(ctx, tx, "charge.waiting_of", scanCharge, units)
	}
	return manyOf(ctx, tx, "charge.waiting_for", scanCharge, units)
}

// CountCharges counts the requests of one body that wait for one unit.
func (tx *Tx) CountCharges(ctx context.Context, of, asked id.ID) (int, error) {
	return one(ctx, tx, "charge.count_waiting", func(s scanner) (n int, err error) { err = s.Scan(&n); return n, err }, of, asked)
}
