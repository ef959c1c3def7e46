package store

import (
	"context"
	"encoding/base64"
	"math"
	"strings"

	"dondoc/internal/ledger"

	"golang.org/x/mod/sumdb/tlog"
)

// hearing reads the log from an entry on, checks it, and has a replay hear each.
type hearing struct {
	r        *replay
	v        *Verdict
	check    *ledger.Verifier
	kept     *keptHashes
	fits     bool // so far
	last     int64
	progress func(done, of int64)
}

// logPage is a stretch of the log with the hashes that are kept of it. It is read while
// the one before it is being heard.
type logPage struct {
	entries []ledger.Entry
	next    int64 // the place after the last
	kept    keptHashes
	err     error
}

// logPageSize is how many entries a page has.
const logPageSize = 2000

// hearLog reads the log after an edge, checks it, and has the replay hear every entry.
func (tx *Tx) hearLog(ctx context.Context, r *replay, v *Verdict, edge ledger.Edge, checkpoints []ledger.Checkpoint, progress func(done, of int64)) error {
	h := &hearing{r: r, v: v, kept: &keptHashes{}, fits: true, last: math.MinInt64, progress: progress}
	h.check = ledger.NewVerifier(h.kept, checkpoints...).After(edge)
	pages := make(chan logPage, 1)
	within, stop := context.WithCancel(ctx)
	go tx.readLog(within, edge.Size(), pages)
	defer func() {
		stop()
		for range pages { // nothing else may ask of the transaction while it is read
		}
	}()
	for p := range pages {
		if unreadable(ctx, p.err) {
			v.Wrong = &ledger.Mismatch{Seq: max(p.next, 0), What: "entry"}
			return nil
		}
		if p.err != nil {
			return p.err
		}
		*h.kept = p.kept
		for i := range p.entries {
			if err := h.hear(&p.entries[i]); err != nil {
				return err
			}
		}
		if progress != nil {
			progress(max(p.next, 0), v.Size)
		}
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	root, wrong := h.check.Finish(v.Size)
	if wrong != nil && v.Wrong == nil {
		v.Wrong = wrong
	}
	if v.Wrong == nil && v.Size > 0 {
		v.Root = base64.StdEncoding.EncodeToString(root[:])
	}
	return nil
}

// hear takes in the next entry.
func (h *hearing) hear(e *ledger.Entry) (err error) {
	if h.fits {
		if h.fits, err = h.check.Add(*e); err != nil {
			return err
		}
	}
	if e.Data == nil {
		h.v.Before++
	}
	if strings.HasPrefix(e.Action, "clock.") && len(h.v.Clock) < 100 {
		h.v.Clock = append(h.v.Clock, e.Seq)
	}
	at := e.At.UnixMilli()
	if h.v.Wrong == nil && (h.r.hear(e) != nil || e.Data == nil && e.Unit != "") {
		h.v.Wrong = &ledger.Mismatch{Seq: e.Seq, What: "entry"}
	}
	if h.v.Wrong == nil && at < h.last {
		h.v.Wrong = &ledger.Mismatch{Seq: e.Seq, What: "time"}
	}
	h.last = at
	return nil
}

// readLog reads the log after so many entries, page by page, and closes the channel.
func (tx *Tx) readLog(ctx context.Context, size int64, to chan<- logPage) {
	defer close(to)
	p := logPage{next: math.MinInt64} // a place below 0 is none, and is found
	if size > 0 {
		p.next = size
	}
	for {
		var next logPage
		if next.entries, next.err = many(ctx, tx, "ledger.page", scanSealed, p.next, logPageSize); next.err == nil {
			next.kept, next.err = tx.readHashes(ctx, size, int64(len(next.entries)))
		}
		next.next = p.next
		if n := len(next.entries); n > 0 {
			next.next = next.entries[n-1].Seq + 1
			size += int64(n)
		}
		p = next
		select {
		case to <- p:
		case <-ctx.Done():
			return
		}
		if p.err != nil || len(p.entries) < logPageSize {
			return
		}
	}
}

// keptHashes are the hashes that are kept from a place on.
type keptHashes struct {
	from   int64
	hashes []tlog.Hash
}

// ReadHashes gives kept hashes; one that is missing is zero, and fits nothing.
func (k *keptHashes) ReadHashes(indexes []int64) ([]tlog.Hash, error) {
	out := make([]tlog.Hash, len(indexes))
	for i, x := range indexes {
		if at := x - k.from; at >= 0 && at < int64(len(k.hashes)) {
			out[i] = k.hashes[at]
		}
	}
	return out, nil
}

// readHashes reads those of n entries after the first size.
func (tx *Tx) readHashes(ctx context.Context, size, n int64) (k keptHashes, err error) {
	k.from = ledger.StoredCount(size)
	k.hashes = make([]tlog.Hash, ledger.StoredCount(size+n)-k.from)
	type row struct {
		idx  int64
		hash []byte
	}
	rows, err := many(ctx, tx, "ledger.hashes", func(s scanner) (r row, err error) { err = s.Scan(&r.idx, &r.hash); return r, err }, k.from, len(k.hashes))
	for _, r := range rows {
		if at := r.idx - k.from; at < int64(len(k.hashes)) && len(r.hash) == tlog.HashSize {
			copy(k.hashes[at][:], r.hash)
		}
	}
	return k, err
}
