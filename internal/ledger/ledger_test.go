package ledger_test

import (
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"slices"
	"testing"
	"time"

	"dondoc/internal/ledger"

	"golang.org/x/mod/sumdb/tlog"
	"pgregory.net/rapid"
)

// log is a log in memory.
type log struct {
	entries []ledger.Entry
	hashes  []tlog.Hash
}

func (l *log) ReadHashes(indexes []int64) ([]tlog.Hash, error) {
	out := make([]tlog.Hash, len(indexes))
	for i, x := range indexes {
		if x >= int64(len(l.hashes)) {
			return nil, fmt.Errorf("no hash %d", x)
		}
		out[i] = l.hashes[x]
	}
	return out, nil
}

func newLog(t rapid.TB, n int) *log {
	l := &log{}
	var edge ledger.Edge
	for i := range n {
		e := ledger.Entry{Seq: int64(i), At: time.UnixMilli(int64(1700000000000 + i)), Actor: "Nguyễn Văn Mẫu",
			Action: "observation.approve", Object: fmt.Sprint(i), Body: []byte(`{"text":"24,472"}`)}
		want, err := tlog.StoredHashes(e.Seq, e.Record(), l)
		if err != nil {
			t.Fatal(err)
		}
		again, err := ledger.ReadEdge(e.Seq, l)
		if err != nil || again.Root() != edge.Root() {
			t.Fatalf("the edge of %d entries read again: %v", i, err)
		}
		fresh := edge.Add(e.Record())
		if !slices.Equal(fresh, want) {
			t.Fatalf("entry %d keeps other hashes than the tree asks for", i)
		}
		l.entries, l.hashes = append(l.entries, e), append(l.hashes, fresh...)
	}
	return l
}

func (l *log) verify(t rapid.TB, checkpoint *ledger.Checkpoint) (tlog.Hash, *ledger.Mismatch) {
	var kept []ledger.Checkpoint
	if checkpoint != nil {
		kept = append(kept, *checkpoint)
	}
	v := ledger.NewVerifier(l, kept...)
	for _, e := range l.entries {
		if ok, err := v.Add(e); err != nil {
			t.Fatal(err)
		} else if !ok {
			break
		}
	}
	return v.Finish(int64(len(l.entries)))
}

func TestHonestLog(t *testing.T) {
	for n := range 40 {
		l := newLog(t, n)
		if ledger.StoredCount(int64(n)) != int64(len(l.hashes)) {
			t.Fatalf("%d entries keep %d hashes", n, len(l.hashes))
		}
		want, err := ledger.Root(int64(n), l)
		if err != nil {
			t.Fatal(err)
		}
		if root, wrong := l.verify(t, nil); wrong != nil || root != want {
			t.Fatalf("%d entries: %+v, root %v, want %v", n, wrong, root, want)
		}
	}
}

// Whatever is changed in one entry, the verifier names that entry.
func TestChangedEntryIsNamed(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		l := newLog(t, rapid.IntRange(1, 60).Draw(t, "n"))
		i := rapid.IntRange(0, len(l.entries)-1).Draw(t, "i")
		e := &l.entries[i]
		switch rapid.IntRange(0, 4).Draw(t, "field") {
		case 0:
			e.At = e.At.Add(time.Millisecond)
		case 1:
			e.Actor += " "
		case 2:
			e.Action = "observation.return"
		case 3:
			e.Object += "0"
		case 4:
			e.Body = []byte(`{"text":"24.472"}`)
		}
		if _, wrong := l.verify(t, nil); wrong == nil || wrong.Seq != int64(i) || wrong.What != "entry" {
			t.Fatalf("entry %d was changed, the verifier says %+v", i, wrong)
		}
	})
}

func TestChangedHashIsFound(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		l := newLog(t, rapid.IntRange(1, 60).Draw(t, "n"))
		x := rapid.IntRange(0, len(l.hashes)-1).Draw(t, "hash")
		l.hashes[x][rapid.IntRange(0, 31).Draw(t, "byte")] ^= 1
		if _, wrong := l.verify(t, nil); wrong == nil {
			t.Fatalf("hash %d was changed and nothing was found", x)
		}
	})
}

// A log rewritten from the start, hashes and all, no longer fits a checkpoint kept before.
func TestCheckpoint(t *testing.T) {
	honest := newLog(t, 30)
	root, err := ledger.Root(20, honest)
	if err != nil {
		t.Fatal(err)
	}
	kept := &ledger.Checkpoint{Size: 20, Root: root}
	if _, wrong := honest.verify(t, kept); wrong != nil {
		t.Fatalf("the honest log: %+v", wrong)
	}
	forged := &log{}
	var edge ledger.Edge
	for _, e := range honest.entries {
		if e.Seq == 7 {
			e.Body = []byte(`{"text":"30"}`)
		}
		fresh := edge.Add(e.Record())
		forged.entries, forged.hashes = append(forged.entries, e), append(forged.hashes, fresh...)
	}
	if _, wrong := forged.verify(t, kept); wrong == nil || wrong.What != "root" {
		t.Fatalf("the rewritten log: %+v", wrong)
	}
	short := newLog(t, 10)
	if _, wrong := short.verify(t, kept); wrong == nil || wrong.What != "size" {
		t.Fatalf("the cut log: %+v", wrong)
	}
}

func TestMissingEntryIsNamed(t *testing.T) {
	l := newLog(t, 12)
	l.entries = append(l.entries[:5], l.entries[6:]...)
	if _, wrong := l.verify(t, nil); wrong == nil || wrong.Seq != 5 || wrong.What != "missing" {
		t.Fatalf("entry 5 is gone, the verifier says %+v", wrong)
	}
}

// The record is what encoding/json makes of it, whatever the texts hold: hashes that are
// kept were made of that.
func TestRecordIsJSON(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.OneOf(rapid.String(), rapid.SampledFrom([]string{"", "a\"b\\c", "<&>", "\u2028", "â 😀", "\xff\xe2\x80", "\x7f\x00\n", `{"text":"24,472"}`, "…"}), rapid.Map(rapid.SliceOf(rapid.Byte()), func(b []byte) string { return string(b) }))
		e := ledger.Entry{Seq: rapid.Int64().Draw(t, "seq"), At: time.UnixMilli(rapid.Int64Range(-1e15, 1e15).Draw(t, "at")), Actor: text.Draw(t, "actor"), Action: text.Draw(t, "action"), Object: text.Draw(t, "object"), Body: []byte(text.Draw(t, "body")), Unit: text.Draw(t, "unit")}
		parts := []any{e.Seq, e.At.UnixMilli(), e.Actor, e.Action, e.Object, string(e.Body)}
		if rapid.Bool().Draw(t, "with data") {
			e.Data = []byte(text.Draw(t, "data"))
			sum := sha256.Sum256(e.Data)
			parts = append(parts, e.Unit, base64.StdEncoding.EncodeToString(sum[:]))
		}
		want, err := json.Marshal(parts)
		if err != nil {
			t.Fatal(err)
		}
		if got := e.Record(); string(got) != string(want) {
			t.Errorf("%s, want %s", got, want)
		}
	})
}
