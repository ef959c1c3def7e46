package desk

import (
	"context"

	"dondoc/internal/access"
	"dondoc/internal/store"
)

// ActorOf is who an account is today: with its roles, and those lent to it.
func ActorOf(ctx context.Context, tx *store.Tx, account store.Account) (access.Actor, error) {
	actor := access.Actor{Account: account.ID, Person: account.Person, User: account.Username, Name: account.Name}
	var err error
	if actor.Grants, err = tx.Grants(ctx, account.ID); err != nil {
		return actor, err
	}
	lent, err := tx.LentTo(ctx, account.ID)
	for _, d := range lent {
		actor.Lent = append(actor.Lent, d.Lent())
	}
	return actor, err
}
