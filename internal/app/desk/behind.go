package desk

import (
	"context"

	"dondoc/internal/errs"
	"dondoc/internal/id"
)

// Behind gives who is behind an account: the person where one is known, else the
// account itself. Two steps that must be two people's are compared by it, for
// three accounts of one person are one person.
func (tx *Tx) Behind(ctx context.Context, account id.ID) (id.ID, error) {
	if account == tx.Actor.Account {
		if tx.Actor.Person != "" {
			return tx.Actor.Person, nil
		}
		return account, nil
	}
	if who, ok := tx.behind[account]; ok {
		return who, nil
	}
	who := account
	switch a, err := tx.AccountByID(ctx, account); {
	case err != nil && !errs.Is(err, errs.NotFound):
		return "", err
	case err == nil && a.Person != "":
		who = a.Person
	}
	if tx.behind == nil {
		tx.behind = map[id.ID]id.ID{}
	}
	tx.behind[account] = who
	return who, nil
}

// Same says whether who asks is behind an account.
func (tx *Tx) Same(ctx context.Context, account id.ID) (bool, error) {
	if account == "" {
		return false, nil
	}
	who, err := tx.Behind(ctx, account)
	if err != nil {
		return false, err
	}
	me, err := tx.Behind(ctx, tx.Actor.Account)
	return who == me, err
}
