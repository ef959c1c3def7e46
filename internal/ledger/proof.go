package ledger

import (
	"encoding/base64"

	"dondoc/internal/errs"

	"golang.org/x/mod/sumdb/tlog"
)

// ReadCheckpoint reads a checkpoint as it is printed: the number of entries
// and the root hash in base64.
func ReadCheckpoint(size int64, root string) (Checkpoint, error) {
	c := Checkpoint{Size: size}
	hash, err := base64.StdEncoding.DecodeString(root)
	if err != nil || len(hash) != tlog.HashSize || size <= 0 {
		return c, errs.New(errs.Invalid, "ledger.checkpoint_unread").In("root")
	}
	copy(c.Root[:], hash)
	return c, nil
}

// ProveEntry gives the hashes that lead from the entry at place seq to the root
// of the first size entries (RFC 9162, section 2.1.3).
func ProveEntry(seq, size int64, kept tlog.HashReader) ([]tlog.Hash, error) {
	return tlog.ProveRecord(size, seq, kept)
}

// CheckEntry says whether a proof leads from the entry to the checkpoint.
func CheckEntry(proof []tlog.Hash, e Entry, c Checkpoint) bool {
	return tlog.CheckRecord(proof, c.Size, c.Root, e.Seq, tlog.RecordHash(e.Record())) == nil
}

// ProveGrowth gives the hashes that show that a log of old entries is the
// beginning of the log of size entries (RFC 9162, section 2.1.4).
func ProveGrowth(old, size int64, kept tlog.HashReader) ([]tlog.Hash, error) {
	return tlog.ProveTree(size, old, kept)
}

// CheckGrowth says whether a proof shows that the log at the old checkpoint is
// the beginning of the log at the new one.
func CheckGrowth(proof []tlog.Hash, old, fresh Checkpoint) bool {
	return tlog.CheckTree(proof, fresh.Size, fresh.Root, old.Size, old.Root) == nil
}

// Newest gives the largest of some checkpoints; the zero one of none.
func Newest(of []Checkpoint) (out Checkpoint) {
	for _, c := range of {
		if c.Size > out.Size {
			out = c
		}
	}
	return out
}
