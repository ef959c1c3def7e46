package accounts

import (
	"context"

	"dondoc/internal/access"
	"dondoc/internal/app/desk"
	"dondoc/internal/errs"
	"dondoc/internal/id"
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
	for _, other := range all {
		if other.Person != person || other.ID == account || other.Disabled {
			continue
		}
		held, err := tx.Grants(ctx, other.ID)
		if err != nil {
			return err
		}
		for _, g := range grants {
			for _, h := range held {
				if stepOf[g.Role] == "" || stepOf[h.Role] == "" || stepOf[g.Role] == stepOf[h.Role] {
					continue
				}
				if tx.Dir.AtOrBelow(g.Unit, h.Unit) || tx.Dir.AtOrBelow(h.Unit, g.Unit) {
					return errs.New(errs.Conflict, "app.person_two_steps", "username", other.Username).In("grants").Try("app.person_two_steps_hint")
				}
			}
		}
	}
	return nil
}
