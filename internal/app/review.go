package app

import (
	"context"

	"dondoc/internal/access"
	"dondoc/internal/approval"
	"dondoc/internal/errs"
	"dondoc/internal/id"
	"dondoc/internal/store"
)

// Review gives one reported figure with what stood before it, and the steps
// the actor may take with it now.
func (a *App) Review(ctx context.Context, actor access.Actor, observation id.ID) (Work, []approval.Step, error) {
	var w Work
	var steps []approval.Step
	err := a.db.Read(ctx, func(ctx context.Context, tx *store.Tx) error {
		if _, err := a.readDirectory(ctx, tx); err != nil {
			return err
		}
		o, err := tx.Observation(ctx, observation)
		if err != nil {
			return errs.New(errs.NotFound, "access.not_found")
		}
		t, d, err := a.targetFor(ctx, tx, actor, access.Read, o.Target)
		if err != nil {
			return err
		}
		if w, err = a.work(ctx, tx, d, t, o); err != nil {
			return err
		}
		for _, step := range approval.Steps(o.State()) {
			own := step == approval.Submit || step == approval.Withdraw
			if a.mayOn(d, actor, actionOf[step], t) != nil || own && o.By != actor.Account {
				continue
			}
			if _, err := approval.Next(o.State(), step, actor.Account, o.By, o.Past(), "?"); err == nil {
				steps = append(steps, step)
			}
		}
		return nil
	})
	return w, steps, err
}
