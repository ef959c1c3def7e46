// Package ledger is the tamper-evident log: entries in a Merkle tree (RFC 9162,
// as golang.org/x/mod/sumdb/tlog keeps it), so that whoever kept a checkpoint
// (size and root) can prove later that nothing before it was changed. It does
// no I/O: where entries and hashes are kept is the caller's matter.
package ledger

import (
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"strconv"
	"time"
	"unicode/utf8"

	"golang.org/x/mod/sumdb/tlog"
)

// Entry is one write, as the log keeps it.
type Entry struct {
	Seq    int64 // place in the log, from 0
	At     time.Time
	Actor  string // who, as written at the time
	Action string // "observation.approve"
	Object string // identifier of what it was done to
	Body   []byte // JSON: what the changed rows do not tell

	Unit string // whose matter it is; "" for what concerns all
	Data []byte // the rows it changed and who did it, packed; nil in entries made before the log held rows

	// From Data: the account, the person behind it, the name it signs in with,
	// and whether only that account reads what the entry holds.
	Account, Person, User string
	Sealed                bool

	Leaf string // instead of everything but place and time, for who may not read the entry: its hash in base64
}

// Hidden gives the entry as it is shown to who may not read it: place, time, and
// the hash by which a proof that it is in the log still holds.
func (e Entry) Hidden() Entry {
	leaf := tlog.RecordHash(e.Record())
	return Entry{Seq: e.Seq, At: e.At, Leaf: base64.StdEncoding.EncodeToString(leaf[:])}
}

// Record is the entry in the one form that is hashed: a JSON array of seq, Unix
// milliseconds, actor, action, object, the body as text, the unit, and the
// SHA-256 of the data in base64; of entries without data the first six alone.
// The form never changes. Data begins with random bytes, so that who has only
// an entry's hash cannot guess what it holds.
func (e Entry) Record() []byte {
	out := make([]byte, 0, 160+len(e.Body)+len(e.Actor)+len(e.Object))
	out = strconv.AppendInt(append(out, '['), e.Seq, 10)
	out = strconv.AppendInt(append(out, ','), e.At.UnixMilli(), 10)
	for _, text := range []string{e.Actor, e.Action, e.Object, string(e.Body)} {
		out = appendText(append(out, ','), text)
	}
	if e.Data != nil {
		sum := sha256.Sum256(e.Data)
		out = appendText(append(out, ','), e.Unit)
		out = append(base64.StdEncoding.AppendEncode(append(out, `,"`...), sum[:]), '"')
	}
	return append(out, ']')
}

// appendText writes a text as encoding/json does, which made the records that are hashed.
func appendText(out []byte, text string) []byte {
	from := len(out)
	out = append(out, '"')
	for i := range len(text) {
		switch c := text[i]; {
		case c == '"' || c == '\\':
			out = append(out, '\\', c)
		case c < ' ' || c == '<' || c == '>' || c == '&' || c == 0x7f || c == 0xe2: // 0xe2 begins U+2028
			return appendByLibrary(out[:from], text)
		default:
			out = append(out, c)
		}
	}
	if !utf8.ValidString(text) {
		return appendByLibrary(out[:from], text)
	}
	return append(out, '"')
}

func appendByLibrary(out []byte, text string) []byte {
	made, err := json.Marshal(text)
	if err != nil {
		panic(err) // a text always encodes
	}
	return append(out, made...)
}

// StoredCount gives how many hashes a log of size entries keeps.
func StoredCount(size int64) int64 { return tlog.StoredHashCount(size) }

// Root gives the root hash of the first size entries.
func Root(size int64, kept tlog.HashReader) (tlog.Hash, error) {
	return tlog.TreeHash(size, kept)
}

// Mismatch is the first place where a log does not fit itself or a checkpoint.
type Mismatch struct {
	Seq  int64  // the entry, or the size of the checkpoint
	What string // "entry", "missing", "tree", "size", "root", "time"
}

// Checkpoint is what somebody kept of a log at some time.
type Checkpoint struct {
	Size int64
	Root tlog.Hash
}

// Verifier checks a log entry by entry, in order, remembering only the tree's
// right edge, so that a log of any length fits in memory.
type Verifier struct {
	edge        Edge
	kept        tlog.HashReader
	checkpoints []Checkpoint
	wrong       *Mismatch
}

// NewVerifier makes a verifier of the log whose hashes are kept, which must
// have the roots of the checkpoints at their sizes.
func NewVerifier(kept tlog.HashReader, checkpoints ...Checkpoint) *Verifier {
	return &Verifier{kept: kept, checkpoints: checkpoints}
}

// After has the verifier go on from a log whose right edge is known.
func (v *Verifier) After(edge Edge) *Verifier {
	v.edge = edge
	return v
}

// Add checks the next entry: its place, and that its record and the inner
// nodes it completes hash to what is kept. It gives false once something is wrong.
func (v *Verifier) Add(e Entry) (bool, error) {
	if v.wrong != nil {
		return false, nil
	}
	size := v.edge.Size()
	if e.Seq != size {
		v.wrong = &Mismatch{Seq: size, What: "missing"}
		return false, nil
	}
	fresh := v.edge.Add(e.Record())
	indexes := make([]int64, len(fresh))
	for i := range fresh {
		indexes[i] = StoredCount(size) + int64(i)
	}
	kept, err := v.kept.ReadHashes(indexes)
	if err != nil {
		return false, err
	}
	for i := range fresh {
		if kept[i] != fresh[i] {
			what := "tree"
			if i == 0 {
				what = "entry"
			}
			v.wrong = &Mismatch{Seq: e.Seq, What: what}
			return false, nil
		}
	}
	for _, c := range v.checkpoints {
		if c.Size == v.edge.Size() && c.Root != v.edge.Root() {
			v.wrong = &Mismatch{Seq: c.Size, What: "root"}
			return false, nil
		}
	}
	return true, nil
}

// Finish says whether the log is whole: it has size entries, none is wrong, and
// it has grown from the checkpoints. It gives nil when everything fits, with
// the root of the whole log.
func (v *Verifier) Finish(size int64) (tlog.Hash, *Mismatch) {
	if v.wrong != nil {
		return tlog.Hash{}, v.wrong
	}
	if v.edge.Size() != size {
		return tlog.Hash{}, &Mismatch{Seq: v.edge.Size(), What: "size"}
	}
	for _, c := range v.checkpoints {
		if c.Size > size {
			return tlog.Hash{}, &Mismatch{Seq: size, What: "size"}
		}
	}
	return v.edge.Root(), nil
}
