package store

import (
	"bytes"
	"compress/flate"
	"crypto/rand"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"slices"
	"sort"
	"sync"

	"dondoc/internal/id"
	"dondoc/internal/ledger"
)

// The data of an entry: one byte for the form (plain or deflated), eight random
// bytes, one byte of flags, the version of the schema, then account, person and
// user as values, then the changes: the table's place among the tables of that
// version, the operation, for rowUpdate a mask of the columns it says, and the
// values. A text that was there before in the entry, or stands beside it in the
// entry's own columns, is a reference; an identifier is sixteen bytes; an
// instant is what it differs from the entry's.
const (
	formPlain    = 1
	formDeflated = 2

	flagSealed = 1

	nonceSize   = 8
	deflateFrom = 160 // bytes from which deflating is tried
)

// Tags of values; 0x40–0x7f are texts of up to 63 bytes, 0x80–0xff references.
const (
	tagNull = iota
	tagFalse
	tagTrue
	tagInt
	tagInstant
	tagID
	tagText
	tagRef
	tagOther

	tagShort = 0x40
	tagRefs  = 0x80
)

// opClear in place of a row's operation: the table is empty, and what follows
// says all its rows. It heads a base image.
const opClear rowOp = 4

// instantAbout is how near a number must be to the entry's instant to be kept
// as what it differs from it.
const instantAbout = 1 << 40

var errPacked = errors.New("store: the data of an entry cannot be read")

// codec packs or unpacks the values of one entry.
type codec struct {
	at   int64
	buf  []byte
	seen map[string]int // packing
	list []string       // unpacking
}

// newCodec knows the texts that stand in the entry's own columns.
func newCodec(e ledger.Entry, packing bool) *codec {
	c := &codec{at: e.At.UnixMilli()}
	if packing {
		c.seen = map[string]int{}
	}
	own := []string{e.Unit, e.Object, e.Actor}
	for i, s := range own {
		if !slices.Contains(own[:i], s) {
			c.learn(s)
		}
	}
	return c
}

func (c *codec) learn(s string) {
	if len(s) < 3 {
		return
	}
	if c.seen == nil {
		c.list = append(c.list, s)
		return
	}
	if _, known := c.seen[s]; !known {
		c.seen[s] = len(c.seen)
	}
}

func (c *codec) put(v any) {
	switch x := v.(type) {
	case nil:
		c.buf = append(c.buf, tagNull)
	case bool:
		c.buf = append(c.buf, tagFalse)
		if x {
			c.buf[len(c.buf)-1] = tagTrue
		}
	case int64:
		if d := x - c.at; d < instantAbout && d > -instantAbout && (x > instantAbout || x < -instantAbout) {
			c.buf = binary.AppendVarint(append(c.buf, tagInstant), d)
		} else {
			c.buf = binary.AppendVarint(append(c.buf, tagInt), x)
		}
	case string:
		c.putText(x)
	default:
		text := fmt.Sprintf("%T %v", v, v)
		c.buf = append(binary.AppendUvarint(append(c.buf, tagOther), uint64(len(text))), text...)
	}
}

func (c *codec) putText(s string) {
	if at, known := c.seen[s]; known {
		if at < 0x100-tagRefs {
			c.buf = append(c.buf, byte(tagRefs+at))
		} else {
			c.buf = binary.AppendUvarint(append(c.buf, tagRef), uint64(at))
		}
		return
	}
	c.learn(s)
	switch {
	case id.ID(s).Valid():
		c.buf = append(c.buf, tagID)
		c.buf = appendUUID(c.buf, s)
	case len(s) < tagRefs-tagShort:
		c.buf = append(append(c.buf, byte(tagShort+len(s))), s...)
	default:
		c.buf = append(binary.AppendUvarint(append(c.buf, tagText), uint64(len(s))), s...)
	}
}

func appendUUID(buf []byte, s string) []byte {
	var text [32]byte
	n := 0
	for i := range len(s) {
		if s[i] != '-' {
			text[n] = s[i]
			n++
		}
	}
	buf, _ = hex.AppendDecode(buf, text[:]) // a valid identifier is hexadecimal
	return buf
}

func uuidText(b []byte) string {
	h := hex.EncodeToString(b)
	return h[:8] + "-" + h[8:12] + "-" + h[12:16] + "-" + h[16:20] + "-" + h[20:]
}

func (c *codec) uvarint() (uint64, error) {
	n, size := binary.Uvarint(c.buf)
	if size <= 0 {
		return 0, errPacked
	}
	c.buf = c.buf[size:]
	return n, nil
}

func (c *codec) take(n uint64) ([]byte, error) {
	if n > uint64(len(c.buf)) {
		return nil, errPacked
	}
	out := c.buf[:n]
	c.buf = c.buf[n:]
	return out, nil
}

func (c *codec) get() (any, error) {
	b, err := c.take(1)
	if err != nil {
		return nil, err
	}
	switch tag := b[0]; tag {
	case tagNull:
		return nil, nil
	case tagFalse, tagTrue:
		return tag == tagTrue, nil
	case tagInt, tagInstant:
		n, size := binary.Varint(c.buf)
		if size <= 0 {
			return nil, errPacked
		}
		c.buf = c.buf[size:]
		if tag == tagInstant {
			n += c.at
		}
		return n, nil
	default:
		return c.getText(tag)
	}
}

func (c *codec) getText(tag byte) (string, error) {
	var s string
	switch {
	case tag >= tagRefs || tag == tagRef:
		at := uint64(tag) - tagRefs
		if tag == tagRef {
			var err error
			if at, err = c.uvarint(); err != nil {
				return "", err
			}
		}
		if at >= uint64(len(c.list)) {
			return "", errPacked
		}
		return c.list[at], nil
	case tag == tagID:
		b, err := c.take(16)
		if err != nil {
			return "", err
		}
		s = uuidText(b)
	default:
		n := uint64(tag) - tagShort
		if tag == tagText || tag == tagOther {
			var err error
			if n, err = c.uvarint(); err != nil {
				return "", err
			}
		} else if tag < tagShort {
			return "", errPacked
		}
		b, err := c.take(n)
		if err != nil {
			return "", err
		}
		s = string(b)
	}
	c.learn(s)
	return s, nil
}

// packEntry makes the data of an entry.
func packEntry(e ledger.Entry, changes []Change) []byte {
	c := newCodec(e, true)
	flags := byte(0)
	if e.Sealed {
		flags |= flagSealed
	}
	c.buf = binary.AppendUvarint(append(c.buf, flags), uint64(schemaVersion))
	c.put(e.Account)
	c.put(e.Person)
	c.put(e.User)
	for _, ch := range changes {
		c.buf = binary.AppendUvarint(c.buf, uint64(ch.of.number))
		c.buf = append(c.buf, byte(ch.Op))
		if ch.Op == rowUpdate {
			mask := uint64(0)
			for i, v := range ch.values {
				if v != (absent{}) {
					mask |= 1 << i
				}
			}
			c.buf = binary.AppendUvarint(c.buf, mask)
		}
		for _, v := range ch.values {
			if v != (absent{}) {
				c.put(v)
			}
		}
	}
	out := make([]byte, 1+nonceSize, 1+nonceSize+len(c.buf))
	out[0] = formPlain
	if _, err := rand.Read(out[1:]); err != nil {
		panic(err) // crypto/rand never fails on a supported system
	}
	if len(c.buf) >= deflateFrom {
		if small := deflated(c.buf); len(small) < len(c.buf) {
			out[0] = formDeflated
			return append(out, small...)
		}
	}
	return append(out, c.buf...)
}

// readWho reads who made an entry from its data.
func readWho(e *ledger.Entry) error {
	if e.Data == nil {
		return nil
	}
	_, _, err := openEntry(e)
	return err
}

// openEntry reads the head of an entry's data, and gives what reads the changes.
func openEntry(e *ledger.Entry) (*codec, *tables, error) {
	c := newCodec(*e, false)
	if len(e.Data) < 1+nonceSize {
		return nil, nil, errPacked
	}
	c.buf = e.Data[1+nonceSize:]
	switch e.Data[0] {
	case formPlain:
	case formDeflated:
		var err error
		if c.buf, err = inflated(c.buf); err != nil {
			return nil, nil, errPacked
		}
	default:
		return nil, nil, errPacked
	}
	flags, err := c.take(1)
	if err != nil {
		return nil, nil, err
	}
	version, err := c.uvarint()
	if err != nil {
		return nil, nil, err
	}
	e.Sealed = flags[0]&flagSealed != 0
	for _, to := range []*string{&e.Account, &e.Person, &e.User} {
		v, err := c.get()
		if err != nil {
			return nil, nil, err
		}
		*to, _ = v.(string)
	}
	return c, tablesAt(int64(version)), nil
}

// changesOf reads the rows an entry changed, in the columns of the schema the
// entry was made in.
func changesOf(e *ledger.Entry, each func(Change) error) error {
	if e.Data == nil {
		return nil
	}
	c, at, err := openEntry(e)
	if err != nil {
		return err
	}
	for len(c.buf) > 0 {
		n, err := c.uvarint()
		if err != nil || n >= uint64(len(at.list)) {
			return errPacked
		}
		op, err := c.take(1)
		if err != nil {
			return err
		}
		ch := Change{Op: rowOp(op[0]), of: at.list[n], Table: at.list[n].name}
		if err := c.values(&ch); err != nil {
			return err
		}
		if err := each(ch); err != nil {
			return err
		}
	}
	return nil
}

func (c *codec) values(ch *Change) error {
	said := ^uint64(0)
	switch ch.Op {
	case rowPut:
	case rowUpdate:
		var err error
		if said, err = c.uvarint(); err != nil {
			return err
		}
	case rowDelete:
		said = 0
		for _, k := range ch.of.key {
			said |= 1 << k
		}
	case opClear:
		return nil
	default:
		return errPacked
	}
	ch.values = make([]any, len(ch.of.columns))
	for i, col := range ch.of.columns {
		if said&(1<<i) == 0 || col.content() {
			ch.values[i] = absent{}
			continue
		}
		var err error
		if ch.values[i], err = c.get(); err != nil {
			return err
		}
	}
	return nil
}

// tables are the tables of one version of the schema, by name.
type tables struct {
	version int64
	list    []*table
}

// versionOf gives the version of the schema that an entry was made in.
func versionOf(e *ledger.Entry) (int64, error) {
	_, at, err := openEntry(e)
	if err != nil {
		return 0, err
	}
	return at.version, nil
}

var (
	versionsMu    sync.Mutex
	versions      = map[int64]*tables{}
	schemaVersion = newestVersion()
)

func newestVersion() int64 {
	all := migrationTexts()
	return all[len(all)-1].version
}

// tablesAt gives the tables as they were after the migrations up to a version.
func tablesAt(version int64) *tables {
	versionsMu.Lock()
	defer versionsMu.Unlock()
	if t := versions[version]; t != nil {
		return t
	}
	by := map[string]*table{}
	for _, m := range migrationTexts() {
		if m.version <= version {
			if err := applySchema(by, m.text); err != nil {
				panic(err) // read once before, see mustSchema
			}
		}
	}
	t := &tables{version, numbered(by)}
	versions[version] = t
	return t
}

// numbered gives tables by name and tells each its place.
func numbered(by map[string]*table) []*table {
	list := make([]*table, 0, len(by))
	for _, t := range by {
		list = append(list, t)
	}
	sort.Slice(list, func(i, k int) bool { return list[i].name < list[k].name })
	for i, t := range list {
		t.number = i
	}
	return list
}

var deflaters = sync.Pool{New: func() any {
	w, err := flate.NewWriterDict(io.Discard, 6, dictionary)
	if err != nil {
		panic(err) // the level is right
	}
	return w
}}

// dictionary is what texts of entries have in common; what was deflated with it
// is inflated with it, so it never changes.
var dictionary = []byte(`{"kind":"value","value":"","unit":"%","scale":,"text":"","words":"","components":null,"denominator":"numerator":"low":"high":` +
	`"month":"2023-12-31","direction":"higher_better","options":{"baseline":"","bound":"at_least","reported","submitted","verified","approved"`)

func deflated(plain []byte) []byte {
	var out bytes.Buffer
	w := deflaters.Get().(*flate.Writer)
	defer deflaters.Put(w)
	w.Reset(&out)
	w.Write(plain)
	w.Close() // into memory: it cannot fail
	return out.Bytes()
}

var inflaters = sync.Pool{New: func() any { return flate.NewReaderDict(bytes.NewReader(nil), dictionary) }}

// mostInflated bounds what an entry may unpack to.
const mostInflated = 256 << 20

func inflated(small []byte) ([]byte, error) {
	r := inflaters.Get().(io.ReadCloser)
	defer inflaters.Put(r)
	if err := r.(flate.Resetter).Reset(bytes.NewReader(small), dictionary); err != nil {
		return nil, err
	}
	return io.ReadAll(io.LimitReader(r, mostInflated))
}
