package figures

import (
	"context"

	"dondoc/internal/access"
	"dondoc/internal/app/desk"
	"dondoc/internal/app/standing"
	"dondoc/internal/reason"
)

// ExplainTarget keeps why a target is behind: the cause, the remedy, the day
// promised and who promised. What was said before stays.
func (a *Wing) ExplainTarget(ctx context.Context, actor access.Actor, in reason.Reason) error {
	return a.desk.Write(ctx, actor, func(ctx context.Context, tx *desk.Tx) (desk.Entry, error) {
		t, _, err := standing.TargetFor(ctx, tx, access.Report, in.Of)
		if err != nil {
			return desk.Entry{}, err
		}
		if err := in.Check(tx.Today); err != nil {
			return desk.Entry{}, err
		}
		in.Subject = reason.Target
		return desk.Entry{Action: "target.explained", Object: t.ID, Unit: t.Unit}, tx.KeepReason(ctx, in)
	})
}
