package cli

import (
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"testing"
	"time"
)

// Who holds connections open and idle shuts nobody out.
func TestIdleConnectionsAreBounded(t *testing.T) {
	server := httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { io.WriteString(w, "ok") }))
	bound := boundConns(8)
	server.Config.ConnState = bound.state
	server.Start()
	defer server.Close()
	var held []net.Conn
	for range 40 {
		c, err := net.Dial("tcp", server.Listener.Addr().String())
		if err != nil {
			t.Fatal(err)
		}
		defer c.Close()
		held = append(held, c)
	}
	for range 3 {
		resp, err := http.Get(server.URL)
		if err != nil {
			t.Fatal(err)
		}
		resp.Body.Close()
	}
	held[0].SetReadDeadline(time.Now().Add(10 * time.Second))
	if _, err := held[0].Read(make([]byte, 1)); err != io.EOF {
		t.Errorf("the oldest idle connection is still open: %v", err)
	}
	bound.mu.Lock()
	defer bound.mu.Unlock()
	if len(bound.open) > 8 {
		t.Errorf("%d are open, of 8", len(bound.open))
	}
}
