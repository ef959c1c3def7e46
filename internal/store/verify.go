package store

import (
	"context"
	"slices"
	"strings"

	"dondoc/internal/errs"
	"dondoc/internal/ledger"
)

// Verdict is what a verification of the log and the tables found.
type Verdict struct {
	Size     int64
	Root     string           // base64
	Wrong    *ledger.Mismatch // the first place where the log does not fit itself or a checkpoint; nil when all does
	Findings []Finding        // where the tables are not what the log says
	More     int              // findings beyond those
	Rows     uint64           // that the log has changed
	Clock    []int64          // the entries that tell of a clock that jumped, the first hundred
	Before   int64            // entries made before the log held rows: what they changed is in the base image after them
	From     int64            // the first entry that was looked at: 0 for the whole log, see VerifySince
}

// OK says whether everything fits.
func (v Verdict) OK() bool { return v.Wrong == nil && len(v.Findings) == 0 }

// Verify checks the database file, reads the whole log in order, checks it
// against its hashes and every checkpoint, works every logged table out again
// from it, and compares row by row both ways. progress, where not nil, is told
// the entries read so far.
func (tx *Tx) Verify(ctx context.Context, checkpoints []ledger.Checkpoint, progress func(done, of int64)) (Verdict, error) {
	var v Verdict
	r := newReplay()
	defer r.close()
	if err := tx.checkFile(ctx, r); err != nil {
		return v, err
	}
	if err := tx.readSessions(ctx, r); err != nil {
		return v, err
	}
	var err error
	if v.Size, err = tx.LedgerSize(ctx); errs.Is(err, errs.NotFound) || unreadable(ctx, err) { // its only row is gone, or no number
		v.Wrong = &ledger.Mismatch{What: "size"}
	} else if err != nil {
		return v, err
	}
	if err := tx.hearLog(ctx, r, &v, ledger.Edge{}, checkpoints, progress); err != nil {
		return v, err
	}
	if v.Wrong == nil {
		if v.Wrong, err = tx.strayHashes(ctx, v.Size); err != nil {
			return v, err
		}
	}
	more := func() {
		if progress != nil {
			progress(v.Size, v.Size)
		}
	}
	if err := r.readTables(ctx, tx, more); err != nil {
		return v, err
	}
	if err := r.compare(ctx); err != nil {
		return v, err
	}
	r.checkSessions()
	if len(r.broken) == 0 {
		if err := tx.checkDerived(ctx, r, more); err != nil {
			return v, err
		}
	}
	slices.SortStableFunc(r.findings, func(a, b Finding) int {
		return strings.Compare(a.Table+" "+a.Key, b.Table+" "+b.Key)
	})
	v.Findings, v.More, v.Rows = r.findings, r.more, r.count
	return v, nil
}

// unreadable says whether an error is of what was read, and not of the reading:
// a value of another kind than its column's, put there by hand.
func unreadable(ctx context.Context, err error) bool {
	return err != nil && ctx.Err() == nil && !errs.Is(err, errs.Unavailable) && !errs.Is(err, errs.Busy)
}

// strayHashes finds what is kept with the log and belongs to no entry.
func (tx *Tx) strayHashes(ctx context.Context, size int64) (*ledger.Mismatch, error) {
	n, err := one(ctx, tx, "ledger.hash_count", scanInt)
	if err != nil {
		return nil, err
	}
	heads, err := one(ctx, tx, "ledger.head_count", scanInt)
	if err != nil {
		return nil, err
	}
	if n != ledger.StoredCount(size) || heads != 1 {
		return &ledger.Mismatch{Seq: size, What: "tree"}, nil
	}
	return nil, nil
}

// strings reads rows of texts of a statement that is one engine's own.
func (tx *Tx) strings(ctx context.Context, ask string, columns int) ([][]string, error) {
	rows, err := tx.sql.QueryContext(ctx, ask)
	if err != nil {
		return nil, translate(err)
	}
	defer rows.Close()
	var out [][]string
	for rows.Next() {
		row, dest := make([]string, columns), make([]any, columns)
		for i := range row {
			dest[i] = &row[i]
		}
		if err := rows.Scan(dest...); err != nil {
			return nil, translate(err)
		}
		out = append(out, row)
	}
	return out, translate(rows.Err())
}
