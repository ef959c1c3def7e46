package cli

import (
	"context"
	"errors"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"dondoc/internal/hook"
)

// TestHookPost tells a real server: what it answers is what is known of it, a
// redirection is not followed, the house's own network is not asked.
func TestHookPost(t *testing.T) {
	var got *http.Request
	mux := http.NewServeMux()
	mux.HandleFunc("/ok", func(_ http.ResponseWriter, r *http.Request) { got = r })
	mux.HandleFunc("/gone", func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusGone) })
	mux.HandleFunc("/down", func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusServiceUnavailable) })
	mux.HandleFunc("/away", func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, "/ok", http.StatusTemporaryRedirect) })
	stuck := make(chan struct{})
	mux.HandleFunc("/never", func(http.ResponseWriter, *http.Request) { <-stuck })
	server := httptest.NewServer(mux)
	t.Cleanup(func() { close(stuck); server.Close() })

	with := func(inside string) *ask {
		return &ask{Env: Env{Getenv: func(name string) string { return map[string]string{"DONDOC_HOOKS_INSIDE": inside}[name] }}}
	}
	m := hook.Message{ID: "H-1-2", At: time.Unix(1614265330, 0), Body: []byte(`{}`), Sign: "v1,x"}
	send := with("1").hookPost()
	for path, want := range map[string]string{"/ok": "", "/gone": hook.ErrGone.Error(), "/down": "HTTP 503", "/away": "HTTP 307"} {
		if err := send(t.Context(), server.URL+path, m); want == "" && err != nil || want != "" && (err == nil || err.Error() != want) {
			t.Errorf("%s: %v", path, err)
		}
	}
	if got == nil || got.Method != http.MethodPost || got.Header.Get("webhook-id") != "H-1-2" || got.Header.Get("webhook-timestamp") != "1614265330" || got.Header.Get("webhook-signature") != "v1,x" || got.Header.Get("Content-Type") != "application/json" {
		t.Errorf("%+v", got)
	}
	within, cancel := context.WithTimeout(t.Context(), 200*time.Millisecond)
	defer cancel()
	if err := send(within, server.URL+"/never", m); err == nil || !strings.Contains(err.Error(), "no answer") {
		t.Errorf("one that never answers: %v", err)
	}
	secure := httptest.NewTLSServer(mux)
	t.Cleanup(secure.Close)
	for _, to := range []string{server.URL + "/ok", secure.URL + "/ok", "https://[::1]:1/", "https://169.254.169.254/"} {
		if err := with("").hookPost()(t.Context(), to, m); !errors.Is(err, errInside) {
			t.Errorf("%s: %v", to, err)
		}
	}
}

func TestOutside(t *testing.T) {
	for address, open := range map[string]bool{"8.8.8.8:443": true, "[2606:4700::1111]:443": true, "10.0.0.1:443": false, "192.168.1.1:80": false, "127.0.0.1:80": false, "169.254.169.254:80": false,
		"100.64.0.1:443": false, "[::1]:443": false, "[fd00::1]:443": false, "[fe80::1]:443": false, "[::ffff:10.0.0.1]:443": false, "[64:ff9b::a00:1]:443": false, "0.0.0.0:80": false, "224.0.0.1:80": false, "x": false} {
		if got := outside(address) == nil; got != open {
			t.Errorf("%s: %v", address, got)
		}
	}
}
