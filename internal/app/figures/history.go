package figures

import (
	"context"

	"dondoc/internal/access"
	"dondoc/internal/app/desk"
	"dondoc/internal/app/standing"
	"dondoc/internal/id"
	"dondoc/internal/ledger"
)

// History gives the log entries about one thing, the oldest first: who, when,
// before and after. What may be read of the thing decides who may ask.
func (a *Wing) History(ctx context.Context, actor access.Actor, of id.ID) ([]ledger.Entry, error) {
	var out []ledger.Entry
	err := a.desk.Read(ctx, actor, func(ctx context.Context, tx *desk.Tx) error {
		if _, _, err := standing.TargetFor(ctx, tx, access.Read, of); err != nil {
			return err
		}
		var err error
		out, err = tx.LedgerOf(ctx, string(of))
		return err
	})
	return out, err
}
