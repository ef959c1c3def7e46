package figures

import (
	"context"

	"dondoc/internal/app/desk"
	"dondoc/internal/app/months"
	"dondoc/internal/approval"
	"dondoc/internal/id"
	"dondoc/internal/target"
)

// chain is who took which step with a figure, and who would take the next: by
// person where the person behind an account is known, for three accounts of one
// person are one person.
type chain struct {
	by, author id.ID
	past       []approval.Past
	agreed     approval.Chain
}

// chainOf reads the chain of a figure for who asks, as who answers for the target
// agreed on it for the month.
func chainOf(ctx context.Context, tx *desk.Tx, t target.Target, o target.Observation) (chain, error) {
	agreed, err := months.SchedulesOf(ctx, tx)
	if err != nil {
		return chain{}, err
	}
	c := chain{past: o.Past(), agreed: agreed.For(tx.Dir, t, o.Month).Chain()}
	if c.by, err = tx.Behind(ctx, tx.Actor.Account); err != nil {
		return c, err
	}
	who := func(account id.ID) (id.ID, error) { return tx.Behind(ctx, account) }
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
	return c.agreed.Next(now, step, c.by, c.author, c.past, reason)
}
