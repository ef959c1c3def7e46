//go:build unix

package store

import (
	"os"
	"sync/atomic"
	"syscall"
	"unsafe"
)

// walIndex is the head of SQLite's index of its write-ahead log, which every
// process that has the file open shares. It is what SQLite itself looks at to
// know whether a reader's snapshot is still the newest: two copies of 48 bytes,
// which change with every commit ("WAL-mode File Format", section 2.1).
type walIndex struct{ mapped []byte }

const walHeader = 48

// openWalIndex maps the head; nil where there is none, and then it is asked by
// SQL. It stays mapped as long as the process lives: who asks late must not fall.
func openWalIndex(path string) *walIndex {
	f, err := os.Open(path + "-shm")
	if err != nil {
		return nil
	}
	defer f.Close()
	if info, err := f.Stat(); err != nil || info.Size() < 2*walHeader {
		return nil
	}
	mapped, err := syscall.Mmap(int(f.Fd()), 0, 2*walHeader, syscall.PROT_READ, syscall.MAP_SHARED)
	if err != nil {
		return nil
	}
	return &walIndex{mapped}
}

// head gives the state of the log; false while a commit is being written.
func (w *walIndex) head() (state [walHeader / 8]uint64, ok bool) {
	if w == nil {
		return state, false
	}
	words := unsafe.Slice((*uint64)(unsafe.Pointer(&w.mapped[0])), 2*walHeader/8)
	for i := range state {
		state[i] = atomic.LoadUint64(&words[i])
	}
	for i := range state {
		if atomic.LoadUint64(&words[len(state)+i]) != state[i] {
			return state, false
		}
	}
	return state, true
}
