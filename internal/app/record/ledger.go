package record

import (
	"context"
	"time"

	"dondoc/internal/access"
	"dondoc/internal/app/desk"
	"dondoc/internal/errs"
	"dondoc/internal/id"
	"dondoc/internal/ledger"
	"dondoc/internal/period"
	"dondoc/internal/store"
)

// LedgerPage is a stretch of the log, the newest first, with its present state.
type LedgerPage struct {
	Size    int64
	Root    string // base64 of the tree's root hash
	Entries []ledger.Entry
	Older   int64 // ask for entries before this one; 0 when there are none
	Checked Checked
}

// ledgerPageSize is how many entries a page shows.
const ledgerPageSize = 50

// Ledger gives the entries before a place in the log; 0 for the newest. As known
// on a day ("" for now) it is the log as long as it was at its end, with the root
// it had.
func (a *Wing) Ledger(ctx context.Context, actor access.Actor, before int64, asKnown period.Date) (LedgerPage, error) {
	var p LedgerPage
	if right := a.right.Load(); right != nil {
		p.Checked = *right
	}
	err := a.desk.Read(ctx, actor, func(ctx context.Context, tx *desk.Tx) error {
		err := tx.Dir.Anywhere(access.ReadLog)
		if err != nil {
			return err
		}
		if asKnown == "" {
			p.Size, p.Root, err = tx.LedgerHead(ctx)
		} else {
			p.Size, p.Root, err = tx.LedgerAt(ctx, asKnown.EndOfDay())
		}
		if err != nil {
			return err
		}
		if before <= 0 || before > p.Size {
			before = p.Size
		}
		if p.Entries, err = tx.LedgerNewest(ctx, before, ledgerPageSize); err != nil {
			return err
		}
		hideOthers(tx, p.Entries)
		if n := len(p.Entries); n > 0 && p.Entries[n-1].Seq > 0 {
			p.Older = p.Entries[n-1].Seq
		}
		return err
	})
	return p, err
}

// hideOthers leaves only place, time and hash of the entries that the actor may
// not read: those of units whose log they may not read, those that concern all
// where they may not read the log of a topmost unit and did not do them, and
// others' unsent drafts.
func hideOthers(tx *desk.Tx, entries []ledger.Entry) {
	all := tx.Actor.Operator
	for _, v := range tx.Dir.Versions {
		all = all || v.Parent == "" && tx.Dir.Can(access.ReadLog, v.ID)
	}
	for i, e := range entries {
		switch {
		case tx.Actor.Operator:
		case e.Sealed && e.Account != string(tx.Actor.Account), e.Unit == "" && !all && e.Account != string(tx.Actor.Account), e.Unit != "" && !tx.Dir.Can(access.ReadLog, id.ID(e.Unit)):
			entries[i] = e.Hidden()
		}
	}
}

// Head gives the size and root of the log for the foot of every page.
func (a *Wing) Head(ctx context.Context) (size int64, root string, err error) {
	err = a.desk.Read(ctx, access.Actor{}, func(ctx context.Context, tx *desk.Tx) (err error) {
		size = tx.Size
		root, err = tx.Root(ctx)
		return err
	})
	return size, root, err
}

// LedgerVerdict is what a verification of the whole log and the tables found.
type LedgerVerdict = store.Verdict

// VerifyLedger checks the whole log, entry by entry and against checkpoints kept
// from before, and every table against what the log says of it, row by row and
// both ways. One verification runs at a time: Busy for another. progress may
// be nil.
func (a *Wing) VerifyLedger(ctx context.Context, actor access.Actor, checkpoints []ledger.Checkpoint, progress func(done, of int64)) (LedgerVerdict, error) {
	return a.verify(ctx, actor, func(ctx context.Context, tx *desk.Tx) (LedgerVerdict, error) {
		return tx.Verify(ctx, checkpoints, progress)
	})
}

// Checked is the log as this process last found it right. Size 0: not yet.
type Checked struct {
	ledger.Checkpoint
	At time.Time
}

// VerifyLedgerSince checks what was written since a checkpoint that is held for right,
// and what it changed, and says from which entry on (see store.Tx.VerifySince for what
// that leaves out). The zero one is the log as this process last found it right:
// NotFound where it has not looked yet.
func (a *Wing) VerifyLedgerSince(ctx context.Context, actor access.Actor, since ledger.Checkpoint, checkpoints []ledger.Checkpoint, progress func(done, of int64)) (LedgerVerdict, error) {
	return a.verify(ctx, actor, func(ctx context.Context, tx *desk.Tx) (LedgerVerdict, error) {
		if right := a.right.Load(); since.Size == 0 && right != nil {
			since = right.Checkpoint
		}
		if since.Size == 0 {
			return LedgerVerdict{}, errs.New(errs.NotFound, "ledger.since_what").Try("ledger.since_what_hint")
		}
		return tx.VerifySince(ctx, since, checkpoints, progress)
	})
}

// verify runs one verification at a time, and keeps where it found all right.
func (a *Wing) verify(ctx context.Context, actor access.Actor, look func(context.Context, *desk.Tx) (LedgerVerdict, error)) (v LedgerVerdict, err error) {
	if !a.verifying.TryLock() {
		return v, errs.New(errs.Busy, "ledger.verify_busy")
	}
	defer a.verifying.Unlock()
	err = a.desk.Read(ctx, actor, func(ctx context.Context, tx *desk.Tx) (err error) {
		if err := tx.Dir.Anywhere(access.ReadLog); err != nil {
			return err
		}
		v, err = look(ctx, tx)
		return err
	})
	if err != nil || !v.OK() {
		return v, err
	}
	if c, err := ledger.ReadCheckpoint(v.Size, v.Root); err == nil { // an empty log has none
		a.right.Store(&Checked{c, a.desk.Now()})
	}
	return v, nil
}
