package figures

import (
	"context"
	"slices"

	"dondoc/internal/access"
	"dondoc/internal/app/desk"
	"dondoc/internal/app/standing"
	"dondoc/internal/id"
	"dondoc/internal/ledger"
)

// History gives the log entries about one thing, the oldest first: who, when,
// before and after; others' unsent drafts are not among them. What may be read of the thing decides who may ask.
func (a *Wing) History(ctx context.Context, actor access.Actor, of id.ID) ([]ledger.Entry, error) {
	var out []ledger.Entry
	err := a.desk.Read(ctx, actor, func(ctx context.Context, tx *desk.Tx) error {
		if _, _, err := standing.TargetFor(ctx, tx, access.Read, of); err != nil {
			return err
		}
		var err error
		if out, err = tx.LedgerOf(ctx, string(of)); err != nil {
			return err
		}
		out = slices.DeleteFunc(out, func(e ledger.Entry) bool { return e.Sealed && e.Account != string(actor.Account) })
		return nil
	})
	return out, err
}
