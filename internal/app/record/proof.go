package record

import (
	"context"

	"dondoc/internal/access"
	"dondoc/internal/app/desk"
	"dondoc/internal/errs"
	"dondoc/internal/ledger"

	"golang.org/x/mod/sumdb/tlog"
)

// LedgerProof is what an outsider needs to check, with any RFC 9162 program and
// without this database, that an entry is in the log, or that the log has only
// grown since a checkpoint.
type LedgerProof struct {
	Entry *ledger.Entry // nil in a proof of growth
	From  int64         // entries of the earlier log, in a proof of growth
	Size  int64
	Root  string // base64
	Path  []tlog.Hash
}

// ProveEntry proves that the entry at a place is in the log as it is now.
func (a *Wing) ProveEntry(ctx context.Context, actor access.Actor, seq int64) (LedgerProof, error) {
	var p LedgerProof
	err := a.proof(ctx, actor, &p, func(ctx context.Context, tx *desk.Tx) error {
		if seq < 0 || seq >= p.Size {
			return errs.New(errs.NotFound, "ledger.no_entry", "seq", int(seq), "size", int(p.Size)).In("seq")
		}
		found, err := tx.LedgerFrom(ctx, seq, 1)
		if err != nil {
			return err
		}
		if len(found) == 0 || found[0].Seq != seq {
			return errs.New(errs.NotFound, "ledger.no_entry", "seq", int(seq), "size", int(p.Size)).In("seq")
		}
		hideOthers(tx, found)
		p.Entry = &found[0]
		p.Path, err = tx.ProveEntry(ctx, seq, p.Size)
		return err
	})
	return p, err
}

// ProveGrowth proves that the log of the first so many entries is the beginning
// of the log as it is now.
func (a *Wing) ProveGrowth(ctx context.Context, actor access.Actor, from int64) (LedgerProof, error) {
	p := LedgerProof{From: from}
	err := a.proof(ctx, actor, &p, func(ctx context.Context, tx *desk.Tx) (err error) {
		if from < 1 || from > p.Size {
			return errs.New(errs.NotFound, "ledger.no_past", "size", int(from), "now", int(p.Size)).In("from")
		}
		p.Path, err = tx.ProveGrowth(ctx, from, p.Size)
		return err
	})
	return p, err
}

func (a *Wing) proof(ctx context.Context, actor access.Actor, p *LedgerProof, prove func(context.Context, *desk.Tx) error) error {
	return a.desk.Read(ctx, actor, func(ctx context.Context, tx *desk.Tx) (err error) {
		if err := tx.Dir.Anywhere(access.ReadLog); err != nil {
			return err
		}
		if p.Size, p.Root, err = tx.LedgerHead(ctx); err != nil {
			return err
		}
		return prove(ctx, tx)
	})
}
