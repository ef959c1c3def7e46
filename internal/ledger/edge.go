package ledger

import (
	"crypto/sha256"
	"math/bits"

	"golang.org/x/mod/sumdb/tlog"
)

// Edge is the right edge of the tree: the roots of the largest whole subtrees,
// from which the log goes on without reading anything else of it. The zero
// value is an empty log.
type Edge struct {
	size  int64
	peaks []tlog.Hash // of the bits of size, the highest first
}

// Size gives how many entries the log has.
func (g Edge) Size() int64 { return g.size }

// ReadEdge reads the edge of a log of size entries.
func ReadEdge(size int64, kept tlog.HashReader) (Edge, error) {
	var indexes []int64
	begin := int64(0)
	for level := 62; level >= 0; level-- {
		if size&(1<<level) != 0 {
			indexes = append(indexes, tlog.StoredHashIndex(level, begin>>level))
			begin += 1 << level
		}
	}
	if len(indexes) == 0 {
		return Edge{}, nil
	}
	peaks, err := kept.ReadHashes(indexes)
	return Edge{size, peaks}, err
}

// Add appends an entry's record and gives the hashes to keep, in order from
// index StoredCount of the size before.
func (g *Edge) Add(record []byte) []tlog.Hash {
	h := tlog.RecordHash(record)
	out := []tlog.Hash{h}
	peaks := g.peaks[:len(g.peaks):len(g.peaks)]
	for range bits.TrailingZeros64(^uint64(g.size)) { // whole subtrees that this entry joins
		h = tlog.NodeHash(peaks[len(peaks)-1], h)
		peaks = peaks[:len(peaks)-1]
		out = append(out, h)
	}
	g.peaks, g.size = append(peaks[:len(peaks):len(peaks)], h), g.size+1
	return out
}

// Root gives the root of the tree.
func (g Edge) Root() tlog.Hash {
	if len(g.peaks) == 0 {
		return sha256.Sum256(nil) // of an empty log, as RFC 9162 has it
	}
	h := g.peaks[len(g.peaks)-1]
	for i := len(g.peaks) - 2; i >= 0; i-- {
		h = tlog.NodeHash(g.peaks[i], h)
	}
	return h
}
