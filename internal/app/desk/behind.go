package desk

import (
	"cmp"
	"context"

	"dondoc/internal/errs"
	"dondoc/internal/id"
)

// Behind gives who is behind an account: the person where one is known, else the
// account itself. Two steps that must be two people's are compared by it, for
// three accounts of one person are one person.
//
// Who acts by a lent right stands for whose it is too: they pass on nothing that
// the one away did.
func (tx *Tx) Behind(ctx context.Context, account id.ID) (id.ID, error) {
	me := cmp.Or(tx.Actor.Person, tx.Actor.Account)
	if account == tx.Actor.Account {
		return me, nil
	}
	who, err := tx.behindOf(ctx, account)
	if by := tx.Dir.by; err == nil && by.Account != "" && who == cmp.Or(by.Person, by.Account) {
		return me, nil
	}
	return who, err
}

func (tx *Tx) behindOf(ctx context.Context, account id.ID) (id.ID, error) {
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
