// Package chains is who looks at a figure after who reported it: how far one is, who
// took which step, and who may take the next.
package chains

import (
	"context"

	"dondoc/internal/app/desk"
	"dondoc/internal/app/months"
	"dondoc/internal/approval"
	"dondoc/internal/id"
	"dondoc/internal/target"
)

// Chain is who took which step with a figure, and who would take the next: by
// person where the person behind an account is known, for three accounts of one
// person are one person.
type Chain struct {
	by, author id.ID
	past       []approval.Past
	Agreed     approval.Chain
}

// Of reads the chain of a figure for who asks, as who answers for the target
// agreed on it for the month.
func Of(ctx context.Context, tx *desk.Tx, t target.Target, o target.Observation) (Chain, error) {
	agreed, err := months.SchedulesOf(ctx, tx)
	if err != nil {
		return Chain{}, err
	}
	c := Chain{past: o.Past(), Agreed: agreed.Chain(tx.Dir, t.Document, t.AnswerUnit, o.Month)}
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

// Next gives the state the figure moves to when who asks takes a step; see approval.
func (c Chain) Next(now approval.State, step approval.Step, reason string) (approval.State, error) {
	return c.Agreed.Next(now, step, c.by, c.author, c.past, reason)
}
