//go:build unix

package store

import (
	"os"
	"path/filepath"
	"sync"
	"sync/atomic"
	"syscall"
	"unsafe"
)

// walIndex is the head of SQLite's index of its write-ahead log, which every
// process that has the file open shares. It is what SQLite itself looks at to
// know whether a reader's snapshot is still the newest: two copies of 48 bytes,
// which change with every commit ("WAL-mode File Format", section 2.1).
type walIndex struct {
	mapped []byte
	file   *os.File
	path   string
	used   int // by how many open databases of this process
}

// walIndexes are those in use, by path. The file of one stays open as long as any
// database of its path is open in this process: when a process closes a file, it
// loses every lock it has on it, SQLite's too, and the next process to come takes
// the index for left behind and cuts it off under those who write.
var walIndexes struct {
	sync.Mutex
	open map[string]*walIndex
}

const walHeader = 48

// openWalIndex maps the head; nil where there is none, and then it is asked by
// SQL. It stays mapped as long as the process lives: who asks late must not fall.
func openWalIndex(path string) *walIndex {
	if whole, err := filepath.Abs(path); err == nil {
		path = whole
	}
	all := &walIndexes
	all.Lock()
	defer all.Unlock()
	if w := all.open[path]; w != nil {
		w.used++
		return w
	}
	f, err := os.Open(path + "-shm")
	if err != nil {
		return nil
	}
	w := &walIndex{file: f, path: path, used: 1}
	if info, err := f.Stat(); err == nil && info.Size() >= 2*walHeader {
		w.mapped, _ = syscall.Mmap(int(f.Fd()), 0, 2*walHeader, syscall.PROT_READ, syscall.MAP_SHARED)
	}
	if all.open == nil {
		all.open = map[string]*walIndex{}
	}
	all.open[path] = w
	return w
}

// close lets go of the file, once SQLite has closed it.
func (w *walIndex) close() {
	if w == nil {
		return
	}
	walIndexes.Lock()
	defer walIndexes.Unlock()
	if w.used--; w.used == 0 {
		delete(walIndexes.open, w.path)
		w.file.Close()
	}
}

// head gives the state of the log; false while a commit is being written.
func (w *walIndex) head() (state [walHeader / 8]uint64, ok bool) {
	if w == nil || w.mapped == nil {
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
