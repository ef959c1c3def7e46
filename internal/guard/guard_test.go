package guard

import (
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"dondoc/internal/access"
)

func TestAddress(t *testing.T) {
	for _, c := range []struct{ remote, forwarded, want, network string }{
		{"203.0.113.9:4711", "", "203.0.113.9", "203.0.113.9"},
		{"203.0.113.9:4711", "198.51.100.1", "203.0.113.9", "203.0.113.9"}, // anybody can write the header
		{"127.0.0.1:1", "", "127.0.0.1", "127.0.0.1"},
		{"127.0.0.1:1", "10.0.0.1, 198.51.100.1", "198.51.100.1", "198.51.100.1"},
		{"[::1]:1", "2001:db8:1:2:3::4", "2001:db8:1:2:3::4", "2001:db8:1:2::/64"},
		{"127.0.0.1:1", "nobody", "127.0.0.1", "127.0.0.1"},
		{"[2001:db8:1:2:ffff::9]:1", "", "2001:db8:1:2:ffff::9", "2001:db8:1:2::/64"},
		{"[::ffff:203.0.113.9]:1", "", "::ffff:203.0.113.9", "203.0.113.9"},
	} {
		r := httptest.NewRequest("GET", "/", nil)
		r.RemoteAddr = c.remote
		if c.forwarded != "" {
			r.Header.Set("X-Forwarded-For", c.forwarded)
		}
		if got := Address(r); got != c.want || access.Network(got) != c.network {
			t.Errorf("%+v: address %q, network %q", c, got, access.Network(got))
		}
	}
}

// Bytes are counted while a request is under way, refused over the bound of one
// network, and given back when it is answered.
func TestFlight(t *testing.T) {
	f := &Flight{}
	f.take("203.0.113.9", inNetwork-10)
	read := func(remote string) error {
		var err error
		r := httptest.NewRequest("POST", "/", strings.NewReader(strings.Repeat("x", 100)))
		r.RemoteAddr = remote
		f.Hold(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) { _, err = io.ReadAll(r.Body) })).ServeHTTP(httptest.NewRecorder(), r)
		return err
	}
	if err := read("203.0.113.9:1"); !Full(err) {
		t.Errorf("over the bound of a network: %v", err)
	}
	if err := read("203.0.113.10:1"); err != nil {
		t.Errorf("another network: %v", err)
	}
	if f.all != inNetwork-10 || len(f.by) != 1 {
		t.Errorf("not given back: %d %v", f.all, f.by)
	}
	f.take("198.51.100.1", inAll-f.all)
	if err := read("203.0.113.10:1"); !Full(err) {
		t.Errorf("over the bound of all: %v", err)
	}
}

// A body that nobody reads counts for nothing, of the first request as well.
func TestUnread(t *testing.T) {
	var f Flight
	h := f.Hold(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { w.WriteHeader(http.StatusMethodNotAllowed) }))
	for range 2 {
		w := httptest.NewRecorder()
		h.ServeHTTP(w, httptest.NewRequest(http.MethodPut, "/", strings.NewReader("x")))
		if w.Code != http.StatusMethodNotAllowed || f.all != 0 || len(f.by) != 0 {
			t.Errorf("%d, %d held by %v", w.Code, f.all, f.by)
		}
	}
}
