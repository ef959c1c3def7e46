package accounts

import (
	"context"

	"dondoc/internal/access"
	"dondoc/internal/app/desk"
	"dondoc/internal/errs"
	"dondoc/internal/id"
	"dondoc/internal/store"
)

// stepOf is the step with a figure that a role is for.
var stepOf = map[access.Role]string{access.Officer: "report", access.Verifier: "verify", access.Office: "verify", access.Head: "approve"}

// onePersonOneStep refuses a second account of one person with another step
// over the same unit: reporting, verifying and approving are three people's.
func onePersonOneStep(ctx context.Context, tx *desk.Tx, person, account id.ID, grants []access.Grant) error {
	if person == "" {
		return nil
	}
	all, err := tx.Accounts(ctx)
	if err != nil {
		return err
	}
	other, err := anotherStep(ctx, tx, all, person, account, grants)
	if err == nil && other != "" {
		err = errs.New(errs.Conflict, "app.person_two_steps", "username", other).In("grants").Try("app.person_two_steps_hint")
	}
	return err
}

// openedAgain asks the same of an account that was closed, with the roles it kept.
func openedAgain(ctx context.Context, tx *desk.Tx, account id.ID) error {
	known, err := tx.AccountByID(ctx, account)
	if err != nil {
		return desk.Missing(err)
	}
	grants, err := tx.Grants(ctx, account)
	if err != nil {
		return err
	}
	return onePersonOneStep(ctx, tx, known.Person, account, grants)
}

// anotherStep gives the user name by which a person has another step over a
// unit of these grants, "" for none. Closed accounts take no step.
func anotherStep(ctx context.Context, tx *desk.Tx, all []store.Account, person, account id.ID, grants []access.Grant) (string, error) {
	for _, other := range all {
		if person == "" || other.Person != person || other.ID == account || other.Disabled {
			continue
		}
		held, err := tx.Grants(ctx, other.ID)
		if err != nil {
			return "", err
		}
		for _, g := range grants {
			for _, h := range held {
				if stepOf[g.Role] == "" || stepOf[h.Role] == "" || stepOf[g.Role] == stepOf[h.Role] {
					continue
				}
				if tx.Dir.AtOrBelow(g.Unit, h.Unit) || tx.Dir.AtOrBelow(h.Unit, g.Unit) {
					return other.Username, nil
				}
			}
		}
	}
	return "", nil
}
