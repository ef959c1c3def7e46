package desk

import (
	"context"
	"strings"

	"dondoc/internal/errs"
	"dondoc/internal/reason"
)

// KeepReason writes why something is behind, as said by who acts now.
func (tx *Tx) KeepReason(ctx context.Context, r reason.Reason) error {
	if Bad(r.Cause + r.Remedy + r.Who) {
		return errs.New(errs.Invalid, "app.text_bad").In("cause")
	}
	r.ID, r.By, r.ByName, r.At = tx.Mint(), tx.Actor.Account, tx.Actor.Name, tx.Now
	r.Cause, r.Remedy, r.Who = strings.TrimSpace(r.Cause), strings.TrimSpace(r.Remedy), strings.TrimSpace(r.Who)
	return tx.InsertReason(ctx, r)
}
