package store

import (
	"bytes"
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"

	"dondoc/internal/errs"
	"dondoc/internal/ledger"
)

// VerifySince checks what was written since a checkpoint that was held for right: that
// the log has only grown from it, every entry after it, and that each row these changed
// is what the last of them says, with its file. It looks at nothing else: not at the
// entries before, whose hashes alone lead to the checkpoint, not at rows nobody changed
// since or that were slipped in without an entry, not at what is worked out from rows,
// not at the file and the schema. Where the tables were taken into the log anew since,
// by an upgrade, it is Conflict: that is for the whole check.
func (tx *Tx) VerifySince(ctx context.Context, from ledger.Checkpoint, checkpoints []ledger.Checkpoint, progress func(done, of int64)) (Verdict, error) {
	v := Verdict{From: from.Size}
	r := newReplay()
	defer r.close()
	r.since = true
	var err error
	if v.Size, err = tx.LedgerSize(ctx); errs.Is(err, errs.NotFound) || unreadable(ctx, err) {
		v.Wrong = &ledger.Mismatch{What: "size"}
		return v, nil
	} else if err != nil {
		return v, err
	}
	if v.Size < from.Size {
		v.Wrong = &ledger.Mismatch{Seq: from.Size, What: "size"}
		return v, nil
	}
	edge, err := ledger.ReadEdge(from.Size, tx.hashes(ctx))
	if err != nil {
		return v, err
	}
	later, grown, err := tx.grownTo(ctx, from, edge, checkpoints)
	if err != nil || grown != nil {
		v.Wrong = grown
		return v, err
	}
	if err := tx.hearLog(ctx, r, &v, edge, later, progress); err != nil {
		return v, err
	}
	if len(r.cleared) > 0 {
		return v, errs.New(errs.Conflict, "ledger.taken_anew").Try("ledger.taken_anew_hint")
	}
	if err := r.compareTouched(ctx, tx); err != nil {
		return v, err
	}
	slices.SortStableFunc(r.findings, func(a, b Finding) int {
		return strings.Compare(a.Table+" "+a.Key, b.Table+" "+b.Key)
	})
	v.Findings, v.More, v.Rows = r.findings, r.more, r.count
	return v, nil
}

// grownTo sees that what is kept of the tree leads to a checkpoint, and from those before
// it to that one; it gives those after it.
func (tx *Tx) grownTo(ctx context.Context, to ledger.Checkpoint, edge ledger.Edge, checkpoints []ledger.Checkpoint) (later []ledger.Checkpoint, wrong *ledger.Mismatch, err error) {
	if edge.Root() != to.Root {
		return nil, &ledger.Mismatch{Seq: to.Size, What: "root"}, nil
	}
	for _, c := range checkpoints {
		switch {
		case c.Size > to.Size:
			later = append(later, c)
			continue
		case c.Size == to.Size:
			if c.Root != to.Root {
				return nil, &ledger.Mismatch{Seq: c.Size, What: "root"}, nil
			}
			continue
		}
		proof, err := tx.ProveGrowth(ctx, c.Size, to.Size)
		if err != nil {
			return nil, nil, err
		}
		if !ledger.CheckGrowth(proof, c, to) {
			return nil, &ledger.Mismatch{Seq: c.Size, What: "root"}, nil
		}
	}
	return later, nil, nil
}

// compareTouched holds the rows that were changed against what the log says of them, some
// of a table at once.
func (r *replay) compareTouched(ctx context.Context, tx *Tx) error {
	list := byNumber(schema)
	waiting := map[*table][]touched{}
	asked := map[*table]*sql.Stmt{}
	defer func() {
		for _, s := range asked {
			s.Close()
		}
	}()
	for part := range spillParts {
		if err := ctx.Err(); err != nil {
			return err
		}
		said := map[string][]byte{} // nil where the row is gone
		if err := r.log.each(part, func(b []byte) error { return r.apply(list, said, b) }); err != nil {
			return err
		}
		for key, want := range said {
			number, _ := binary.Uvarint([]byte(key))
			t := list[number]
			if waiting[t] = append(waiting[t], touched{key, want}); len(waiting[t]) < touchedAtOnce {
				continue
			}
			if asked[t] == nil {
				var err error
				if asked[t], err = tx.sql.PrepareContext(ctx, t.rowsByKey(touchedAtOnce)); err != nil {
					return translate(err)
				}
			}
			if err := r.compareRows(ctx, tx, t, waiting[t], asked[t].QueryContext); err != nil {
				return err
			}
			waiting[t] = waiting[t][:0]
		}
	}
	for t, rows := range waiting {
		if len(rows) == 0 {
			continue
		}
		err := r.compareRows(ctx, tx, t, rows, func(ctx context.Context, keys ...any) (*sql.Rows, error) {
			return tx.sql.QueryContext(ctx, t.rowsByKey(len(rows)), keys...)
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// touched is a row that was changed, and what the log says of it: nil where it is gone.
type touched struct {
	key  string
	want []byte
}

// touchedAtOnce is how many rows are asked for in one statement.
const touchedAtOnce = 64

// rowsByKey asks for n rows of a table by their keys.
func (t *table) rowsByKey(n int) string {
	var names, which []string
	for _, c := range t.columns {
		names = append(names, c.name)
	}
	if len(t.key) == 1 {
		return "SELECT " + strings.Join(names, ", ") + " FROM " + t.name + " WHERE " + t.columns[t.key[0]].name + " IN (" + places(1, n) + ")"
	}
	for i := range n {
		var one []string
		for at, k := range t.key {
			one = append(one, fmt.Sprintf("%s = $%d", t.columns[k].name, i*len(t.key)+at+1))
		}
		which = append(which, "("+strings.Join(one, " AND ")+")")
	}
	return "SELECT " + strings.Join(names, ", ") + " FROM " + t.name + " WHERE " + strings.Join(which, " OR ")
}

// compareRows reads rows by their keys and compares each.
func (r *replay) compareRows(ctx context.Context, tx *Tx, t *table, rows []touched, ask func(context.Context, ...any) (*sql.Rows, error)) error {
	there, files, err := t.rowsOf(ctx, rows, ask)
	switch {
	case unreadable(ctx, err):
		r.breaks(t.name, err.Error())
		return nil
	case err != nil:
		return err
	}
	for _, row := range rows {
		have, is := there[row.key]
		switch {
		case row.want == nil && is:
			r.find(Finding{What: "unlogged", Table: t.name, Key: t.keyOf([]byte(row.key))})
		case row.want != nil && !is:
			r.find(Finding{What: "missing", Table: t.name, Key: t.keyOf([]byte(row.key))})
		case row.want != nil:
			if want := merge(have, row.want); !bytes.Equal(want, have) {
				r.find(t.differ([]byte(row.key), have, want))
			}
		}
	}
	return r.checkFiles(ctx, tx, t, files)
}

// rowsOf reads rows by their keys in canonical form, and names the files they carry.
func (t *table) rowsOf(ctx context.Context, of []touched, ask func(context.Context, ...any) (*sql.Rows, error)) (out map[string][]byte, files map[string]string, err error) {
	columns := make([]int, len(t.columns))
	for i := range columns {
		columns[i] = i
	}
	var args []any
	for _, row := range of {
		_, n := binary.Uvarint([]byte(row.key))
		b := []byte(row.key)[n:]
		for range t.key {
			args = append(args, readCanonical(b))
			b = b[canonicalSize(b):]
		}
	}
	rows, err := ask(ctx, args...)
	if err != nil {
		return nil, nil, translate(err)
	}
	defer rows.Close()
	out, files = map[string][]byte{}, map[string]string{}
	for rows.Next() {
		values, err := scanValues(rows, t, columns)
		if err != nil {
			return nil, nil, translate(err)
		}
		key := binary.AppendUvarint(nil, uint64(t.number)) // #nosec G115 -- a place in a list
		for _, k := range t.key {
			key = appendCanonical(key, values[k])
		}
		var row []byte
		for i, v := range values {
			if !t.columns[i].content() {
				row = appendCanonical(row, v)
			}
		}
		out[string(key)] = row
		if sum := t.place("sha256"); sum >= 0 {
			name, _ := values[sum].(string)
			files[t.sayKey(values)] = name
		}
	}
	return out, files, translate(rows.Err())
}

// checkFiles sees that the bytes which rows carry are there and hash to their names.
func (r *replay) checkFiles(ctx context.Context, tx *Tx, t *table, files map[string]string) error {
	for key, name := range files {
		bytes, err := one(ctx, tx, "content.get", func(s scanner) (b []byte, err error) { err = s.Scan(&b); return b, err }, name)
		if err != nil && !errs.Is(err, errs.NotFound) {
			return err
		}
		if sum := sha256.Sum256(bytes); err != nil || hex.EncodeToString(sum[:]) != name {
			r.find(Finding{What: "file", Table: t.name, Key: key})
		}
	}
	return nil
}

// readCanonical gives the value that a canonical one begins with.
func readCanonical(b []byte) any {
	switch b[0] {
	case canonFalse, canonTrue:
		return b[0] == canonTrue
	case canonInt:
		n, _ := binary.Varint(b[1:])
		return n
	case canonText:
		length, n := binary.Uvarint(b[1:])
		return string(b[1+n : 1+n+int(length)]) // #nosec G115 -- of a text in memory
	}
	return nil
}
