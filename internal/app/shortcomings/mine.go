package shortcomings

import (
	"context"

	"dondoc/internal/access"
	"dondoc/internal/app/desk"
	"dondoc/internal/errs"
	"dondoc/internal/id"
	"dondoc/internal/shortcoming"
)

// mostMine is how many entries of each kind are listed for a reader.
const mostMine = 20

// Mine is what waits for a reader in the registers.
type Mine struct {
	Remedying []Row // what units of the reader answer for, by day
	Awaiting  []Row // remedies that units of the reader have to confirm
	More      bool  // there are more than are listed
}

// MyShortcomings gives what the reader's units answer for and have to confirm.
func (a *Wing) MyShortcomings(ctx context.Context, actor access.Actor) (Mine, error) {
	var out Mine
	if actor.Account == "" {
		return out, errs.New(errs.Unauthenticated, "access.sign_in").Try("access.sign_in_hint")
	}
	err := a.desk.Read(ctx, actor, func(ctx context.Context, tx *desk.Tx) error {
		var answer, confirm []id.ID
		for _, g := range actor.Grants {
			if tx.Dir.Can(access.RemedyShortcomings, g.Unit) {
				answer = append(answer, g.Unit)
			}
			if tx.Dir.Can(access.ConfirmShortcomings, g.Unit) {
				confirm = append(confirm, g.Unit)
			}
		}
		for _, q := range []struct {
			state shortcoming.State
			units []id.ID
			to    *[]Row
		}{{shortcoming.Remedying, answer, &out.Remedying}, {shortcoming.Awaiting, confirm, &out.Awaiting}} {
			list, err := tx.ShortcomingsWaiting(ctx, q.state, q.units, mostMine+1)
			if err != nil {
				return err
			}
			if len(list) > mostMine {
				list, out.More = list[:mostMine], true
			}
			*q.to = rowsOf(tx.Dir, list)
		}
		return nil
	})
	return out, err
}
