package figures

import (
	"context"
	"time"

	"dondoc/internal/access"
	"dondoc/internal/app/desk"
	"dondoc/internal/app/figures/chains"
	"dondoc/internal/app/standing"
	"dondoc/internal/approval"
	"dondoc/internal/id"
	"dondoc/internal/target"
)

// Review gives one reported figure with what stood before it, and the steps
// the actor may take with it now.
func (a *Wing) Review(ctx context.Context, actor access.Actor, observation id.ID) (Work, []approval.Step, error) {
	var w Work
	var steps []approval.Step
	err := a.desk.Read(ctx, actor, func(ctx context.Context, tx *desk.Tx) error {
		o, err := tx.Observation(ctx, observation)
		if err != nil {
			return desk.Missing(err)
		}
		t, d, err := standing.TargetFor(ctx, tx, access.Read, o.Target)
		if err != nil {
			return err
		}
		all, err := tx.ObservationsOfTargets(ctx, []id.ID{t.ID})
		if err != nil {
			return err
		}
		w = work(d, t, o, all[t.ID])
		facts, err := standing.Facts(ctx, tx, []target.Target{t}, time.Time{})
		if err != nil {
			return err
		}
		w.judge(facts[0])
		chain, err := chains.Of(ctx, tx, t, o)
		if err != nil {
			return err
		}
		if w.Where, err = chain.Where(ctx, tx, t, o); err != nil {
			return err
		}
		for _, step := range chain.Agreed.Steps(o.State()) {
			own := step == approval.Submit || step == approval.Withdraw
			if standing.May(d, actionOf[step], t) != nil || own && o.By != actor.Account {
				continue
			}
			if _, err := chain.Next(o.State(), step, "?"); err == nil {
				steps = append(steps, step)
			}
		}
		return nil
	})
	return w, steps, err
}
