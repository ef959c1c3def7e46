package store

import (
	"context"
	"encoding/base64"
	"errors"
	"fmt"
	"strings"
	"time"

	"dondoc/internal/errs"
	"dondoc/internal/id"
	"dondoc/internal/ledger"

	"golang.org/x/mod/sumdb/tlog"
)

// logHead is the end of the log as a transaction that writes leaves it.
type logHead struct {
	size  int64 // entries that are written
	open  int64 // entries that have a place and are not closed yet
	last  int64 // when the newest entry was made, in milliseconds
	edge  ledger.Edge
	grown bool  // and the database is not told yet
	turn  int64 // of the transaction
}

// lockLog makes writers follow one another, and reads the end of the log: its
// newest entry in a query of its own, which on PostgreSQL sees what was written
// while the lock was waited for.
func (tx *Tx) lockLog(ctx context.Context) error {
	head, err := one(ctx, tx, "ledger.lock", func(s scanner) (h logHead, err error) { err = s.Scan(&h.size, &h.turn); return h, err })
	if err != nil {
		return err
	}
	tx.head = &head
	if known := tx.db.head; known.turn > 0 && known.turn+1 == head.turn && known.size == head.size {
		head.last, head.edge = known.last, known.edge // nobody else has written since
		return nil
	}
	head.last, err = one(ctx, tx, "ledger.last_at", scanInt, head.size-1)
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

// Logged is what a use-case says of a write. What it changed need not be said:
// every row written since the entry before is part of the entry by itself, whole,
// so Body is only for what the rows do not tell (what was there before, a reason
// that is kept nowhere); it may be nil.
type Logged struct {
	At      time.Time
	Account id.ID  // who: the account, "" for the operator of the command line
	Person  id.ID  // the person behind the account, "" where none is known
	User    string // the name the account signs in with
	Actor   string // their name as it was at the time
	Unit    id.ID  // whose matter it is: who may read the log of this unit reads the entry; "" for what concerns all
	Sealed  bool   // only the account itself reads what it holds: an unsent draft
	Action  string
	Object  string
	Body    []byte // JSON
}

// logging is what one use-case has changed, and the entries it made.
type logging struct {
	followed int // of all: those that standings were marked for; see follow
	all      []Change
	entries  []pendingEntry
	closed   int // changes that closed entries hold
}

type pendingEntry struct {
	Logged
	seq, at int64
	until   int // the changes before this place are this entry's or an earlier one's
}

// NextEntry gives the place that the next entry of the log will have.
func (tx *Tx) NextEntry() int64 { return tx.head.next() }

func (h *logHead) next() int64 { return h.size + h.open }

// LogTime is when the newest entry was made, as a write sees it; zero where
// there is none.
func (tx *Tx) LogTime() time.Time {
	if tx.head == nil || tx.head.last == 0 {
		return time.Time{}
	}
	return time.UnixMilli(tx.head.last)
}

// AppendLedger adds an entry to the log and gives its place. The entry holds
// every row of a logged table that was written since the entry before it; the
// last entry of a use-case holds those written after it as well. A use-case
// that changed rows and made no entry is refused. Time in the log never goes
// back, even where a clock does.
func (tx *Tx) AppendLedger(_ context.Context, l Logged) (int64, error) {
	if tx.log == nil {
		return 0, errs.New(errs.Internal, "error.internal").Because(errors.New("store: an entry outside a write"))
	}
	seq, at := tx.head.next(), max(tx.head.last, l.At.UnixMilli())
	tx.log.entries = append(tx.log.entries, pendingEntry{l, seq, at, len(tx.log.all)})
	tx.head.open++
	tx.head.last = at
	return seq, nil
}

// closeEntries writes the entries of the use-case with the rows that belong to
// each. At its end, what was changed without one is refused.
func (tx *Tx) closeEntries(ctx context.Context, end bool) error {
	l := tx.log
	if end && len(l.entries) == 0 && len(l.all) > l.closed {
		c := l.all[l.closed]
		return errs.New(errs.Internal, "error.internal").Because(fmt.Errorf("store: rows of %s were changed and nothing was logged", c.Table))
	}
	var entries, hashes [][]any
	for i, p := range l.entries {
		until := p.until
		if end && i == len(l.entries)-1 {
			until = len(l.all)
		}
		entry, more, err := tx.makeEntry(ctx, p, l.all[l.closed:until])
		if err != nil {
			return err
		}
		entries, hashes = append(entries, entry), append(hashes, more...)
		l.closed = until
	}
	l.entries = nil
	if err := tx.insertRows(ctx, "ledger.append", entries); err != nil {
		return err
	}
	return tx.insertRows(ctx, "ledger.put_hash", hashes)
}

// makeEntry gives the rows of an entry and of the hashes that it completes.
func (tx *Tx) makeEntry(ctx context.Context, p pendingEntry, changes []Change) (entry []any, hashes [][]any, err error) {
	e := ledger.Entry{Seq: p.seq, At: time.UnixMilli(p.at), Actor: clean(p.Actor), Action: p.Action, Object: p.Object, Body: p.Body,
		Unit: string(p.Unit), Account: string(p.Account), Person: string(p.Person), User: p.User, Sealed: p.Sealed}
	e.Data = packEntry(e, changes)
	if tx.head.edge.Size() != e.Seq {
		if tx.head.edge, err = ledger.ReadEdge(e.Seq, tx.hashes(ctx)); err != nil {
			return nil, nil, err
		}
	}
	for i, h := range tx.head.edge.Add(e.Record()) {
		hashes = append(hashes, []any{ledger.StoredCount(e.Seq) + int64(i), h[:]})
	}
	tx.head.size, tx.head.grown = e.Seq+1, true
	tx.head.open--
	return []any{e.Seq, p.at, e.Actor, e.Action, e.Object, string(e.Body), e.Unit, e.Data}, hashes, nil
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

// LedgerAt gives the size and root the log had just before an instant. Time in the
// log never goes back, so the place is found by halving.
func (tx *Tx) LedgerAt(ctx context.Context, before time.Time) (int64, string, error) {
	size, err := tx.LedgerSize(ctx)
	if err != nil {
		return 0, "", err
	}
	from, to := int64(0), size // entries below from are before it, those from to on are not
	for from < to {
		middle := from + (to-from)/2
		at, err := one(ctx, tx, "ledger.last_at", scanInt, middle)
		if err != nil {
			return 0, "", err
		}
		if time.UnixMilli(at).Before(before) {
			from = middle + 1
		} else {
			to = middle
		}
	}
	if from == 0 {
		return 0, "", nil
	}
	root, err := ledger.Root(from, tx.hashes(ctx))
	return from, base64.StdEncoding.EncodeToString(root[:]), err
}

func scanEntry(s scanner) (ledger.Entry, error) {
	e, err := scanSealed(s)
	if err == nil {
		readWho(&e) // an entry whose data cannot be read says so when it is verified
	}
	return e, err
}

// scanSealed reads an entry without opening its data: who made it is not known.
func scanSealed(s scanner) (e ledger.Entry, err error) {
	var at int64
	var body string
	if err = s.Scan(&e.Seq, &at, &e.Actor, &e.Action, &e.Object, &body, &e.Unit, &e.Data); err != nil {
		return e, err
	}
	e.At, e.Body = time.UnixMilli(at), []byte(body)
	return e, nil
}

// LedgerNewest gives up to n entries before a place, the newest first.
func (tx *Tx) LedgerNewest(ctx context.Context, before int64, n int) ([]ledger.Entry, error) {
	return many(ctx, tx, "ledger.newest", scanEntry, before, n)
}

// LedgerFrom gives up to n entries from a place on, the oldest first.
func (tx *Tx) LedgerFrom(ctx context.Context, from int64, n int) ([]ledger.Entry, error) {
	return many(ctx, tx, "ledger.page", scanEntry, from, n)
}

// FirstLogged gives when the log first tells of objects, by object.
func (tx *Tx) FirstLogged(ctx context.Context, objects []id.ID) (map[id.ID]time.Time, error) {
	type first struct {
		object id.ID
		at     int64
	}
	rows, err := manyOf(ctx, tx, "ledger.first_of", func(s scanner) (f first, err error) {
		err = s.Scan(&f.object, &f.at)
		return f, err
	}, objects)
	out := make(map[id.ID]time.Time, len(rows))
	for _, r := range rows {
		out[r.object] = time.UnixMilli(r.at)
	}
	return out, err
}

// LedgerOf gives the entries about one object, the oldest first.
func (tx *Tx) LedgerOf(ctx context.Context, object string) ([]ledger.Entry, error) {
	return many(ctx, tx, "ledger.of_object", scanEntry, object)
}
