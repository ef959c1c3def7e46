package app

import (
	"context"

	"dondoc/internal/access"
	"dondoc/internal/id"
	"dondoc/internal/ledger"
	"dondoc/internal/store"
)

// LedgerPage is a stretch of the log, the newest first, with its present state.
type LedgerPage struct {
	Size    int64
	Root    string // base64 of the tree's root hash
	Entries []ledger.Entry
	Older   int64 // ask for entries before this one; 0 when there are none
}

// ledgerPageSize is how many entries a page shows.
const ledgerPageSize = 50

// Ledger gives the entries before a place in the log; 0 for the newest.
func (a *App) Ledger(ctx context.Context, actor access.Actor, before int64) (LedgerPage, error) {
	var p LedgerPage
	err := a.db.Read(ctx, func(ctx context.Context, tx *store.Tx) error {
		err := anywhere(actor, access.ReadLog)
		if err != nil {
			return err
		}
		if p.Size, p.Root, err = tx.LedgerHead(ctx); err != nil {
			return err
		}
		if before <= 0 || before > p.Size {
			before = p.Size
		}
		p.Entries, err = tx.LedgerNewest(ctx, before, ledgerPageSize)
		if n := len(p.Entries); n > 0 && p.Entries[n-1].Seq > 0 {
			p.Older = p.Entries[n-1].Seq
		}
		return err
	})
	return p, err
}

// Head gives the size and root of the log for the foot of every page.
func (a *App) Head(ctx context.Context) (size int64, root string, err error) {
	err = a.db.Read(ctx, func(ctx context.Context, tx *store.Tx) error {
		if size, err = tx.LedgerSize(ctx); err != nil {
			return err
		}
		a.headMu.Lock()
		known := a.head
		a.headMu.Unlock()
		if known.size == size && size > 0 {
			root = known.root
			return nil
		}
		if size, root, err = tx.LedgerHead(ctx); err != nil {
			return err
		}
		a.headMu.Lock()
		a.head = knownHead{size, root}
		a.headMu.Unlock()
		return nil
	})
	return size, root, err
}

// knownHead is the root of the log at a size; a size has one root for ever.
type knownHead struct {
	size int64
	root string
}

// History gives the log entries about one thing, the oldest first: who, when,
// before and after. What may be read of the thing decides who may ask.
func (a *App) History(ctx context.Context, actor access.Actor, of id.ID) ([]ledger.Entry, error) {
	var out []ledger.Entry
	err := a.db.Read(ctx, func(ctx context.Context, tx *store.Tx) error {
		if _, err := a.readDirectory(ctx, tx); err != nil {
			return err
		}
		if _, _, err := a.targetFor(ctx, tx, actor, access.Read, of); err != nil {
			return err
		}
		var err error
		out, err = tx.LedgerOf(ctx, string(of))
		return err
	})
	return out, err
}

// LedgerVerdict is what a verification of the whole log found.
type LedgerVerdict struct {
	Size  int64
	Root  string           // base64; empty when something is wrong
	Wrong *ledger.Mismatch // nil when everything fits
}

// VerifyLedger checks the whole log, entry by entry, and against a checkpoint
// kept from before where one is given. progress may be nil.
func (a *App) VerifyLedger(ctx context.Context, actor access.Actor, checkpoint *ledger.Checkpoint, progress func(done, of int64)) (LedgerVerdict, error) {
	var v LedgerVerdict
	err := a.db.Read(ctx, func(ctx context.Context, tx *store.Tx) (err error) {
		if err := anywhere(actor, access.ReadLog); err != nil {
			return err
		}
		if v.Size, v.Root, v.Wrong, err = tx.VerifyLedger(ctx, checkpoint, progress); err == nil && v.Wrong == nil {
			v.Wrong, err = a.compareFigures(ctx, tx, v.Size)
		}
		return err
	})
	return v, err
}
