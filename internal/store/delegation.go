package store

import (
	"context"
	"time"

	"dondoc/internal/access/delegation"
	"dondoc/internal/id"
)

// InsertDelegation keeps a role that is lent.
func (tx *Tx) InsertDelegation(ctx context.Context, d delegation.Delegation) error {
	return tx.exec(ctx, "delegation.insert", d.ID, d.From, d.To, d.Role, d.Unit, d.Since, d.Until, d.Reason, d.Made.UnixMilli())
}

// EndDelegation takes back what an account lent. NotFound where it lent none such, or
// took it back before.
func (tx *Tx) EndDelegation(ctx context.Context, d delegation.Delegation, at time.Time) error {
	tx.raise(Account{ID: d.To}.Subject()) // who holds it is asked about anew; the row that is changed does not tell whose it is
	return tx.execOne(ctx, "delegation.end", d.ID, d.From, at.UnixMilli())
}

func scanDelegation(s scanner) (d delegation.Delegation, err error) {
	var made, ended int64
	err = s.Scan(&d.ID, &d.From, &d.FromName, &d.Person, &d.To, &d.ToName, &d.Role, &d.Unit, &d.Since, &d.Until, &d.Reason, &made, &ended)
	d.Made = time.UnixMilli(made)
	if ended > 0 {
		d.Ended = time.UnixMilli(ended)
	}
	return d, err
}

// Delegations gives what an account lent and what was lent to it, the newest first.
func (tx *Tx) Delegations(ctx context.Context, account id.ID) ([]delegation.Delegation, error) {
	return many(ctx, tx, "delegation.of", scanDelegation, account)
}

// LentTo gives what is lent to an account, whatever the day: not what was taken back,
// nor what its lender has no more.
func (tx *Tx) LentTo(ctx context.Context, account id.ID) ([]delegation.Delegation, error) {
	return many(ctx, tx, "delegation.lent_to", scanDelegation, account)
}
