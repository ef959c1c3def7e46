package cli

import (
	"container/list"
	"net"
	"net/http"
	"runtime/debug"
	"sync"
	"syscall"
)

// conns bounds the connections of a server below what descriptors there are:
// beyond it, the one that has been idle longest is closed, so that who only holds
// connections open shuts nobody out.
type conns struct {
	mu   sync.Mutex
	most int
	open map[net.Conn]*list.Element // nil while a request is under way
	idle list.List                  // the longest first
}

// spareDescriptors are for the database, for files and for what Go needs.
const spareDescriptors = 128

func mostConns() int {
	var limit syscall.Rlimit
	if err := syscall.Getrlimit(syscall.RLIMIT_NOFILE, &limit); err != nil || limit.Cur > 1<<16 {
		return 1 << 14
	}
	return max(16, min(1<<14, int(limit.Cur)-spareDescriptors))
}

func boundConns(most int) *conns { return &conns{most: most, open: map[net.Conn]*list.Element{}} }

// state is told by the server whenever a connection changes.
func (c *conns) state(conn net.Conn, s http.ConnState) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if e := c.open[conn]; e != nil {
		c.idle.Remove(e)
	}
	switch s {
	case http.StateNew, http.StateIdle:
		c.open[conn] = c.idle.PushBack(conn)
	case http.StateActive:
		c.open[conn] = nil
	default:
		delete(c.open, conn)
	}
	for len(c.open) > c.most && c.idle.Len() > 0 {
		oldest := c.idle.Remove(c.idle.Front()).(net.Conn)
		delete(c.open, oldest)
		oldest.Close()
	}
}

// softMemory is how much memory the server holds to: what is not used is given
// back before it takes more. GOMEMLIMIT says otherwise.
const softMemory = 400 << 20

func boundMemory(getenv func(string) string) {
	if getenv("GOMEMLIMIT") == "" {
		debug.SetMemoryLimit(softMemory)
	}
}
