package store

import (
	"context"
	"encoding/base64"
	"strings"
	"time"

	"dondoc/internal/errs"
	"dondoc/internal/id"
	"dondoc/internal/ledger"

	"golang.org/x/mod/sumdb/tlog"
)

// logHead is the end of the log as a transaction that writes leaves it.
type logHead struct {
	size  int64
	last  int64 // when the newest entry was made, in milliseconds
	grown bool  // and the database is not told yet
}

// lockLog makes writers follow one another, and reads the end of the log: its
// newest entry in a query of its own, which on PostgreSQL sees what was written
// while the lock was waited for.
func (tx *Tx) lockLog(ctx context.Context) error {
	size, err := one(ctx, tx, "ledger.lock", scanInt)
	if err != nil {
		return err
	}
	last, err := one(ctx, tx, "ledger.last_at", scanInt, size-1)
	tx.head = &logHead{size: size, last: last}
	return err
}

// growLog tells the database the size the log has come to.
func (tx *Tx) growLog(ctx context.Context) error {
	if !tx.head.grown {
		return nil
	}
	tx.head.grown = false
	return tx.exec(ctx, "ledger.grow", tx.head.size)
}

// Logged is what a write adds to the log: what was done to what, concerning
// which unit, and who did it.
type Logged struct {
	At      time.Time
	Account id.ID  // none for the operator
	Person  id.ID  // behind the account; may be none
	User    string // the account's user name
	Actor   string // the name shown
	Unit    id.ID  // whose matter it is; none for what concerns all
	Action  string
	Object  string
	Body    []byte // JSON; may be nil
}

// AppendLedger adds an entry to the log in this transaction and gives its
// place. Time in the log never goes back, even where a clock does.
func (tx *Tx) AppendLedger(ctx context.Context, l Logged) (int64, error) {
	size := tx.head.size
	e := ledger.Entry{Seq: size, At: time.UnixMilli(max(tx.head.last, l.At.UnixMilli())), Actor: clean(l.Actor), Action: l.Action, Object: l.Object, Body: l.Body}
	hashes, err := ledger.Append(e, tx.hashes(ctx))
	if err != nil {
		return 0, err
	}
	if err := tx.exec(ctx, "ledger.append", e.Seq, e.At.UnixMilli(), e.Actor, e.Action, e.Object, string(e.Body)); err != nil {
		return 0, err
	}
	for i, h := range hashes {
		if err := tx.exec(ctx, "ledger.put_hash", ledger.StoredCount(size)+int64(i), h[:]); err != nil {
			return 0, err
		}
	}
	*tx.head = logHead{size + 1, e.At.UnixMilli(), true}
	return size, nil
}

// clean keeps what both engines can store as text.
func clean(text string) string {
	return strings.ToValidUTF8(strings.ReplaceAll(text, "\x00", ""), "�")
}

func scanInt(s scanner) (n int64, err error) { err = s.Scan(&n); return n, err }

// LedgerSize gives the number of entries of the log.
func (tx *Tx) LedgerSize(ctx context.Context) (int64, error) {
	if tx.head != nil {
		return tx.head.size, nil
	}
	return one(ctx, tx, "ledger.size", scanInt)
}

// hashes reads kept hashes for the tree.
func (tx *Tx) hashes(ctx context.Context) tlog.HashReader {
	return tlog.HashReaderFunc(func(indexes []int64) ([]tlog.Hash, error) {
		out := make([]tlog.Hash, len(indexes))
		for i, x := range indexes {
			b, err := one(ctx, tx, "ledger.hash", func(s scanner) (b []byte, err error) { err = s.Scan(&b); return b, err }, x)
			if err != nil && !errs.Is(err, errs.NotFound) {
				return nil, err
			}
			copy(out[i][:], b) // a missing hash is zero, and fits nothing
		}
		return out, nil
	})
}

// LedgerHead gives the size of the log and its root hash in base64.
func (tx *Tx) LedgerHead(ctx context.Context) (int64, string, error) {
	size, err := tx.LedgerSize(ctx)
	if err != nil || size == 0 {
		return size, "", err
	}
	root, err := ledger.Root(size, tx.hashes(ctx))
	return size, base64.StdEncoding.EncodeToString(root[:]), err
}

func scanEntry(s scanner) (e ledger.Entry, err error) {
	var at int64
	var body string
	err = s.Scan(&e.Seq, &at, &e.Actor, &e.Action, &e.Object, &body)
	e.At, e.Body = time.UnixMilli(at), []byte(body)
	return e, err
}

// LedgerNewest gives up to n entries before a place, the newest first.
func (tx *Tx) LedgerNewest(ctx context.Context, before int64, n int) ([]ledger.Entry, error) {
	return many(ctx, tx, "ledger.newest", scanEntry, before, n)
}

// LedgerFrom gives up to n entries from a place on, the oldest first.
func (tx *Tx) LedgerFrom(ctx context.Context, from int64, n int) ([]ledger.Entry, error) {
	return many(ctx, tx, "ledger.page", scanEntry, from, n)
}

// LedgerOf gives the entries about one object, the oldest first.
func (tx *Tx) LedgerOf(ctx context.Context, object string) ([]ledger.Entry, error) {
	return many(ctx, tx, "ledger.of_object", scanEntry, object)
}

// VerifyLedger reads the whole log in order and checks it against its kept
// hashes and, where there is one, a checkpoint. It gives the log's size, its
// root in base64, and the first mismatch, nil when everything fits. progress,
// where not nil, is told the entries read so far.
func (tx *Tx) VerifyLedger(ctx context.Context, checkpoint *ledger.Checkpoint, progress func(done, of int64)) (int64, string, *ledger.Mismatch, error) {
	size, err := tx.LedgerSize(ctx)
	if err != nil {
		return 0, "", nil, err
	}
	kept := &hashPages{ctx: ctx, tx: tx}
	v := ledger.NewVerifier(kept)
	const page = 2000
	for next, ok := int64(0), true; ok; {
		entries, err := many(ctx, tx, "ledger.page", scanEntry, next, page)
		if err != nil {
			return size, "", nil, err
		}
		for _, e := range entries {
			if ok, err = v.Add(e); err != nil || !ok {
				break
			}
			next = e.Seq + 1
		}
		if err != nil {
			return size, "", nil, err
		}
		if progress != nil {
			progress(next, size)
		}
		if len(entries) < page {
			break
		}
	}
	root, wrong, err := v.Finish(size, checkpoint)
	return size, base64.StdEncoding.EncodeToString(root[:]), wrong, err
}

// hashPages reads hashes in ascending order a page at a time.
type hashPages struct {
	ctx   context.Context
	tx    *Tx
	page  map[int64]tlog.Hash
	until int64 // the page holds what is kept below this index
}

// ReadHashes gives kept hashes; one that is missing is zero, and fits nothing.
func (p *hashPages) ReadHashes(indexes []int64) ([]tlog.Hash, error) {
	out := make([]tlog.Hash, len(indexes))
	for i, x := range indexes {
		if x >= p.until {
			if err := p.read(x); err != nil {
				return nil, err
			}
		}
		out[i] = p.page[x]
	}
	return out, nil
}

func (p *hashPages) read(from int64) error {
	const n = 4000
	type row struct {
		idx  int64
		hash []byte
	}
	rows, err := many(p.ctx, p.tx, "ledger.hashes", func(s scanner) (r row, err error) { err = s.Scan(&r.idx, &r.hash); return r, err }, from, n)
	p.page, p.until = make(map[int64]tlog.Hash, len(rows)), from+1
	for _, r := range rows {
		var h tlog.Hash
		copy(h[:], r.hash)
		p.page[r.idx], p.until = h, r.idx+1
	}
	return err
}
