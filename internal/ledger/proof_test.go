package ledger_test

import (
	"encoding/base64"
	"testing"

	"dondoc/internal/ledger"

	"golang.org/x/mod/sumdb/tlog"
	"pgregory.net/rapid"
)

func (l *log) checkpoint(t rapid.TB, size int64) ledger.Checkpoint {
	root, err := ledger.Root(size, l)
	if err != nil {
		t.Fatal(err)
	}
	return ledger.Checkpoint{Size: size, Root: root}
}

// A proof convinces for the entry and checkpoint it was made for, and for no
// entry with another body and no other root.
func TestProofOfAnEntry(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		l := newLog(t, rapid.IntRange(1, 70).Draw(t, "n"))
		size := rapid.Int64Range(1, int64(len(l.entries))).Draw(t, "size")
		e := l.entries[rapid.Int64Range(0, size-1).Draw(t, "seq")]
		proof, err := ledger.ProveEntry(e.Seq, size, l)
		if err != nil {
			t.Fatal(err)
		}
		at := l.checkpoint(t, size)
		if !ledger.CheckEntry(proof, e, at) {
			t.Fatal("an honest proof does not convince")
		}
		at.Root[rapid.IntRange(0, tlog.HashSize-1).Draw(t, "byte")] ^= 1
		if ledger.CheckEntry(proof, e, at) {
			t.Error("it convinces for another root")
		}
		e.Body = []byte(`{"text":"24.472"}`)
		if ledger.CheckEntry(proof, e, l.checkpoint(t, size)) {
			t.Error("it convinces for another entry")
		}
	})
}

// A log that was rewritten before the old checkpoint cannot be shown to have grown from it.
func TestProofOfGrowth(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		l := newLog(t, rapid.IntRange(1, 70).Draw(t, "n"))
		size := int64(len(l.entries))
		old := l.checkpoint(t, rapid.Int64Range(1, size).Draw(t, "old"))
		proof, err := ledger.ProveGrowth(old.Size, size, l)
		if err != nil {
			t.Fatal(err)
		}
		if !ledger.CheckGrowth(proof, old, l.checkpoint(t, size)) {
			t.Fatal("an honest proof does not convince")
		}
		old.Root[0] ^= 1
		if ledger.CheckGrowth(proof, old, l.checkpoint(t, size)) {
			t.Error("it convinces for another past")
		}
	})
}

func TestReadCheckpoint(t *testing.T) {
	want := newLog(t, 5)
	c := want.checkpoint(t, 5)
	got, err := ledger.ReadCheckpoint(5, base64.StdEncoding.EncodeToString(c.Root[:]))
	if err != nil || got != c {
		t.Errorf("read back: %+v, %v", got, err)
	}
	for size, root := range map[int64]string{0: c.Root.String(), 5: "AAAA", 6: "not base64", -1: c.Root.String()} {
		if _, err := ledger.ReadCheckpoint(size, root); err == nil {
			t.Errorf("(%d, %q) was read", size, root)
		}
	}
}
