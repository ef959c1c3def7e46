package store

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"hash/maphash"
	"slices"
	"strings"

	"dondoc/internal/ledger"
)

// Finding is one place where the database is not what its log says.
type Finding struct {
	What   string // "unlogged", "missing", "differs", "derived", "file", "schema", "page"
	Table  string
	Key    string // the columns of the key, parted by spaces
	Column string // that differs, the first; "" where it is the row as a whole
	Have   string // what the database has of it, shortened
	Want   string // what the log says
	Detail string // an engine's own words
}

// mostFindings is how many findings are told one by one.
const mostFindings = 200

// replay works the tables out again from the log, and compares them with what
// the database has, both ways. Memory is bounded by the parts of its spills.
type replay struct {
	log, rows spill
	seed      maphash.Seed
	cleared   map[string]uint64 // by table: the change that emptied it
	count     uint64            // changes so far
	files     map[string]bool   // by hash: whether the bytes kept under it have it
	findings  []Finding
	more      int               // findings beyond
	broken    map[string]bool   // tables that cannot be read as the schema has them
	sessions  map[string]string // open sessions that no entry was heard of yet: accounts, by mark
	buf, key  []byte
	since     bool // only what was written since a checkpoint: of rows before nothing is known
}

func newReplay() *replay {
	return &replay{seed: maphash.MakeSeed(), cleared: map[string]uint64{}, broken: map[string]bool{}, sessions: map[string]string{}}
}

func (r *replay) close() { r.log.close(); r.rows.close() }

func (r *replay) find(f Finding) {
	if len(r.findings) >= mostFindings {
		r.more++
		return
	}
	r.findings = append(r.findings, f)
}

// hear takes in what an entry changed.
func (r *replay) hear(e *ledger.Entry) error {
	err := changesOf(e, func(c Change) error {
		r.count++
		t := schema[c.Table]
		if t == nil || !t.logged() { // it is gone, or not logged any more
			return nil
		}
		if c.Op == opClear {
			r.cleared[t.name] = r.count
			return nil
		}
		if c.of != t {
			c = c.inSchema(t)
		}
		r.buf = binary.AppendUvarint(r.buf[:0], uint64(t.number))
		r.buf = binary.AppendUvarint(r.buf, r.count)
		r.buf = append(r.buf, byte(c.Op))
		return r.addRow(&r.log, t, c.values)
	})
	r.hearSignIn(e) // its data has been opened: who made it is known
	return err
}

// inSchema gives a change of an older schema in the columns of this one: a
// column that was added later has its default.
func (c Change) inSchema(t *table) Change {
	values := make([]any, len(t.columns))
	for i, col := range t.columns {
		at := c.of.place(col.name)
		switch {
		case at >= 0:
			values[i] = c.values[at]
		case c.Op == rowPut && !col.content():
			values[i] = col.fallback
		default:
			values[i] = absent{}
		}
	}
	c.of, c.values = t, values
	return c
}

// addRow adds what stands in buf, then the key and the values, to the part of the key.
func (r *replay) addRow(to *spill, t *table, values []any) error {
	r.key = r.key[:0]
	for _, k := range t.key {
		r.key = appendCanonical(r.key, values[k])
	}
	r.buf = binary.AppendUvarint(r.buf, uint64(len(r.key)))
	r.buf = append(r.buf, r.key...)
	for i, v := range values {
		if !t.columns[i].content() {
			r.buf = appendCanonical(r.buf, v)
		}
	}
	return to.add(int((maphash.Bytes(r.seed, r.key)+uint64(t.number))%spillParts), r.buf)
}

// Canonical values are one tag and the value; they compare byte by byte.
const (
	canonAbsent = iota
	canonNull
	canonFalse
	canonTrue
	canonInt
	canonText
)

func appendCanonical(buf []byte, v any) []byte {
	switch x := v.(type) {
	case absent:
		return append(buf, canonAbsent)
	case nil:
		return append(buf, canonNull)
	case bool:
		if x {
			return append(buf, canonTrue)
		}
		return append(buf, canonFalse)
	case int64:
		return binary.AppendVarint(append(buf, canonInt), x)
	case string:
		return append(binary.AppendUvarint(append(buf, canonText), uint64(len(x))), x...)
	}
	text := fmt.Sprintf("%T %v", v, v)
	return append(binary.AppendUvarint(append(buf, canonText), uint64(len(text))), text...)
}

// canonical gives the size of the canonical value that begins here.
func canonicalSize(b []byte) int {
	switch b[0] {
	case canonInt:
		_, n := binary.Varint(b[1:])
		return 1 + n
	case canonText:
		length, n := binary.Uvarint(b[1:])
		return 1 + n + int(length)
	}
	return 1
}

func sayCanonical(b []byte) string {
	switch b[0] {
	case canonNull:
		return "NULL"
	case canonFalse, canonTrue:
		return fmt.Sprint(b[0] == canonTrue)
	case canonInt:
		n, _ := binary.Varint(b[1:])
		return fmt.Sprint(n)
	case canonText:
		_, n := binary.Uvarint(b[1:])
		text := string(b[1+n:])
		if r := []rune(text); len(r) > 80 {
			return string(r[:80]) + "…"
		}
		return text
	}
	return ""
}

// readTables takes in every row of every logged table, and hashes the files
// that they carry.
func (r *replay) readTables(ctx context.Context, tx *Tx, progress func()) error {
	if !r.broken["content"] {
		if err := r.readContents(ctx, tx, progress); err != nil {
			return err
		}
	}
	for _, t := range byNumber(schema) {
		if !t.logged() || r.broken[t.name] {
			continue
		}
		if err := r.readTable(ctx, tx, t, progress); err != nil {
			return err
		}
	}
	return nil
}

// readContents notes under which hashes the bytes are there that they name.
func (r *replay) readContents(ctx context.Context, tx *Tx, progress func()) error {
	rows, err := tx.sql.QueryContext(ctx, query("content.all"))
	if err != nil {
		return translate(err)
	}
	defer rows.Close()
	r.files = map[string]bool{}
	for rows.Next() {
		var name string
		var size int64
		var file []byte
		if err := rows.Scan(&name, &size, &file); err != nil {
			return translate(err)
		}
		have := sha256.Sum256(file)
		r.files[name] = hex.EncodeToString(have[:]) == name && size == int64(len(file))
		if !r.files[name] { // whatever carries it, or nothing does
			r.find(Finding{What: "file", Table: "content", Key: name})
		}
		if progress != nil {
			progress()
		}
	}
	return translate(rows.Err())
}

func byNumber(all map[string]*table) []*table {
	out := make([]*table, 0, len(all))
	for _, t := range all {
		out = append(out, t)
	}
	slices.SortFunc(out, func(a, b *table) int { return a.number - b.number })
	return out
}

func (r *replay) readTable(ctx context.Context, tx *Tx, t *table, progress func()) error {
	names, columns := make([]string, len(t.columns)), make([]int, len(t.columns))
	for i, c := range t.columns {
		names[i], columns[i] = c.name, i
	}
	rows, err := tx.sql.QueryContext(ctx, "SELECT "+strings.Join(names, ", ")+" FROM "+t.name)
	if err != nil {
		return translate(err)
	}
	defer rows.Close()
	sum := t.place("sha256")
	for n := 0; rows.Next(); n++ {
		values, err := scanValues(rows, t, columns)
		if err != nil {
			return translate(err)
		}
		if sum >= 0 {
			if name, _ := values[sum].(string); !r.files[name] {
				r.find(Finding{What: "file", Table: t.name, Key: t.sayKey(values)})
			}
		}
		r.buf = binary.AppendUvarint(r.buf[:0], uint64(t.number))
		if err := r.addRow(&r.rows, t, values); err != nil {
			return err
		}
		if n%1000 == 0 && progress != nil {
			progress()
		}
	}
	return translate(rows.Err())
}

func (t *table) sayKey(values []any) string {
	var parts []string
	for _, k := range t.key {
		parts = append(parts, fmt.Sprint(values[k]))
	}
	return strings.Join(parts, " ")
}

// compare holds the rows of the database against those of the log, part by part.
func (r *replay) compare(ctx context.Context) error {
	list := byNumber(schema)
	for part := range spillParts {
		if err := ctx.Err(); err != nil {
			return err
		}
		said := map[string][]byte{} // table and key → columns
		if err := r.log.each(part, func(b []byte) error { return r.apply(list, said, b) }); err != nil {
			return err
		}
		err := r.rows.each(part, func(b []byte) error {
			t, key, row := splitRow(list, b)
			want, ok := said[string(key)]
			switch {
			case !ok:
				r.find(Finding{What: "unlogged", Table: t.name, Key: t.keyOf(key)})
			case !bytes.Equal(want, row):
				r.find(t.differ(key, row, want))
			}
			delete(said, string(key))
			return nil
		})
		if err != nil {
			return err
		}
		for key := range said {
			number, _ := binary.Uvarint([]byte(key))
			t := list[number]
			r.find(Finding{What: "missing", Table: t.name, Key: t.keyOf([]byte(key))})
		}
	}
	return nil
}

// splitRow parts a record into its table, table and key, and columns.
func splitRow(list []*table, b []byte) (*table, []byte, []byte) {
	number, n := binary.Uvarint(b)
	length, m := binary.Uvarint(b[n:])
	key := append(binary.AppendUvarint(nil, number), b[n+m:n+m+int(length)]...)
	return list[number], key, b[n+m+int(length):]
}

// apply does a change of the log to the rows it says.
func (r *replay) apply(list []*table, said map[string][]byte, b []byte) error {
	number, n := binary.Uvarint(b)
	at, m := binary.Uvarint(b[n:])
	op := rowOp(b[n+m])
	rest := b[n+m+1:]
	length, k := binary.Uvarint(rest)
	key := string(binary.AppendUvarint(nil, number)) + string(rest[k:k+int(length)])
	row := rest[k+int(length):]
	t := list[number]
	if at < r.cleared[t.name] {
		return nil
	}
	switch op {
	case rowPut:
		said[key] = bytes.Clone(row)
	case rowDelete:
		delete(said, key)
		if r.since {
			said[key] = nil
		}
	case rowUpdate:
		if was, ok := said[key]; was != nil {
			said[key] = merge(was, row)
		} else if r.since && !ok {
			said[key] = bytes.Clone(row)
		}
	}
	return nil
}

// merge puts the columns that an update says over those that were.
func merge(was, now []byte) []byte {
	out := make([]byte, 0, len(was)+len(now))
	for len(now) > 0 && len(was) > 0 {
		n, w := canonicalSize(now), canonicalSize(was)
		if now[0] == canonAbsent {
			out = append(out, was[:w]...)
		} else {
			out = append(out, now[:n]...)
		}
		now, was = now[n:], was[w:]
	}
	return out
}

func (t *table) keyOf(key []byte) string {
	_, n := binary.Uvarint(key)
	var parts []string
	for b := key[n:]; len(b) > 0; {
		size := canonicalSize(b)
		parts = append(parts, sayCanonical(b[:size]))
		b = b[size:]
	}
	return strings.Join(parts, " ")
}

// differ names the first column that is not what the log says.
func (t *table) differ(key, have, want []byte) Finding {
	f := Finding{What: "differs", Table: t.name, Key: t.keyOf(key)}
	for _, at := range t.kept() {
		h, w := canonicalSize(have), canonicalSize(want)
		if !bytes.Equal(have[:h], want[:w]) {
			f.Column, f.Have, f.Want = t.columns[at].name, sayCanonical(have[:h]), sayCanonical(want[:w])
			break
		}
		have, want = have[h:], want[w:]
	}
	return f
}
