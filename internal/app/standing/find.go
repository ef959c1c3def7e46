package standing

import (
	"context"

	"dondoc/internal/access"
	"dondoc/internal/app/desk"
	"dondoc/internal/id"
	"dondoc/internal/target"
)

// TargetFor finds a target and checks that the actor may do something to it.
// Reporting and what follows are checked on the unit that answers, which lies
// under the unit whose target it is or is that unit; setting is checked on the
// unit whose target it is.
func TargetFor(ctx context.Context, tx *desk.Tx, action access.Action, which id.ID) (target.Target, *desk.Directory, error) {
	d := tx.Dir
	t, err := tx.Target(ctx, which)
	if err != nil {
		return t, d, desk.Missing(err)
	}
	return t, d, May(d, action, t)
}

// May checks an action on a target.
func May(d *desk.Directory, action access.Action, t target.Target) error {
	return d.MayOn(action, t.Unit, t.AnswerUnit)
}
