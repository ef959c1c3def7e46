// Package guard is what every face does before it knows who asks: where a
// request comes from, and how many bytes of bodies it lets be read at once. A
// stranger must not be able to make the process hold much.
package guard

import (
	"errors"
	"io"
	"net"
	"net/http"
	"strings"
	"sync"

	"dondoc/internal/access"
)

// Bounds on bodies, in bytes. docs/operating.md states them.
const (
	SmallBody = 64 << 10  // JSON, and forms without files
	SignIn    = 8 << 10   // a name and a password
	FormBody  = 2 << 20   // a grid of a unit's month, a pasted document
	FileBody  = 55 << 20  // five evidence files and their form
	JSONFiles = 72 << 20  // the same five files in base64
	inAll     = 256 << 20 // read and not yet answered, over all requests
	inNetwork = 128 << 20 // the same from one network
)

// Address is where a request came from: the peer, or behind a proxy on the same
// machine what the proxy says, which put it last.
func Address(r *http.Request) string {
	host, _, err := net.SplitHostPort(r.RemoteAddr)
	if err != nil {
		host = r.RemoteAddr
	}
	ip := net.ParseIP(host)
	if ip == nil || !ip.IsLoopback() {
		return host
	}
	hops := strings.Split(strings.Join(r.Header.Values("X-Forwarded-For"), ","), ",")
	if last := strings.TrimSpace(hops[len(hops)-1]); net.ParseIP(last) != nil {
		return last
	}
	return host
}

// Secure says whether the reader came over TLS, directly or through a proxy on
// the same machine.
func Secure(r *http.Request) bool {
	if r.TLS != nil {
		return true
	}
	host, _, err := net.SplitHostPort(r.RemoteAddr)
	if ip := net.ParseIP(host); err == nil && ip != nil && !ip.IsLoopback() && !ip.IsPrivate() {
		return false
	}
	return strings.EqualFold(r.Header.Get("X-Forwarded-Proto"), "https")
}

// ErrFull is what reading a body gives while too much of others is held.
var ErrFull = errors.New("guard: too many bytes in flight")

// Flight counts the bytes of bodies that were read and not yet answered.
type Flight struct {
	mu  sync.Mutex
	all int64
	by  map[string]int64
}

// Hold makes every body count against the bounds while next runs. Reading past
// them gives ErrFull; nothing of the request is answered by Hold itself.
func (f *Flight) Hold(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Body == nil || r.Body == http.NoBody {
			next.ServeHTTP(w, r)
			return
		}
		b := &counted{ReadCloser: r.Body, flight: f, network: access.Network(Address(r))}
		defer b.release()
		r.Body = b
		next.ServeHTTP(w, r)
	})
}

type counted struct {
	io.ReadCloser
	flight  *Flight
	network string
	held    int64
}

func (c *counted) Read(p []byte) (int, error) {
	if !c.flight.take(c.network, 0) {
		return 0, ErrFull
	}
	n, err := c.ReadCloser.Read(p)
	c.held += int64(n)
	if !c.flight.take(c.network, int64(n)) && err == nil {
		err = ErrFull
	}
	return n, err
}

// take counts n more bytes and says whether the bounds hold.
func (f *Flight) take(network string, n int64) bool {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.by == nil {
		f.by = map[string]int64{}
	}
	if n > 0 {
		f.all += n
		f.by[network] += n
	}
	return f.all <= inAll && f.by[network] <= inNetwork
}

func (c *counted) release() {
	if c.held == 0 { // nothing of the body was read, of the first requests nothing of any
		return
	}
	f := c.flight
	f.mu.Lock()
	defer f.mu.Unlock()
	f.all -= c.held
	if f.by[c.network] -= c.held; f.by[c.network] <= 0 {
		delete(f.by, c.network)
	}
	c.held = 0
}

// Full says whether a reading failed because too much was in flight.
func Full(err error) bool { return errors.Is(err, ErrFull) }

// Leaving makes an answer that calls release before its first byte goes out: a
// slow reader holds no connection of the database.
func Leaving(w http.ResponseWriter, release func()) http.ResponseWriter {
	return &leaving{w, release}
}

type leaving struct {
	http.ResponseWriter
	release func()
}

func (l *leaving) WriteHeader(code int) { l.release(); l.ResponseWriter.WriteHeader(code) }

func (l *leaving) Write(b []byte) (int, error) { l.release(); return l.ResponseWriter.Write(b) }

// Unwrap lets http.ResponseController reach the connection.
func (l *leaving) Unwrap() http.ResponseWriter { return l.ResponseWriter }
