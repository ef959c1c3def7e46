package figures

import (
	"context"

	"dondoc/internal/app/desk"
	"dondoc/internal/approval"
	"dondoc/internal/errs"
	"dondoc/internal/id"
	"dondoc/internal/target"
)

// chain is who took which step with a figure, and who would take the next: by
// person where the person behind an account is known, for three accounts of one
// person are one person.
type chain struct {
	by, author id.ID
	past       []approval.Past
}

// chainOf reads the chain of a figure for who asks.
func chainOf(ctx context.Context, tx *desk.Tx, o target.Observation) (chain, error) {
	known := map[id.ID]id.ID{tx.Actor.Account: tx.Actor.Account}
	if tx.Actor.Person != "" {
		known[tx.Actor.Account] = tx.Actor.Person
	}
	who := func(account id.ID) (id.ID, error) {
		if w, ok := known[account]; ok {
			return w, nil
		}
		a, err := tx.AccountByID(ctx, account)
		switch {
		case errs.Is(err, errs.NotFound) || err == nil && a.Person == "":
			known[account] = account
		case err != nil:
			return "", err
		default:
			known[account] = a.Person
		}
		return known[account], nil
	}
	c := chain{by: known[tx.Actor.Account], past: o.Past()}
	var err error
	if c.author, err = who(o.By); err != nil {
		return c, err
	}
	for i := range c.past {
		if c.past[i].By, err = who(c.past[i].By); err != nil {
			return c, err
		}
	}
	return c, nil
}

func (c chain) next(now approval.State, step approval.Step, reason string) (approval.State, error) {
	return approval.Next(now, step, c.by, c.author, c.past, reason)
}
