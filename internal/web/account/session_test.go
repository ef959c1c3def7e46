package account

import "testing"

// Where a sign-in leads on stays on this site, however it is written.
func TestLocalPath(t *testing.T) {
	for next, want := range map[string]string{"/work": "/work", "/u/ngan-son/2023?q=a": "/u/ngan-son/2023?q=a", "": "/", "work": "/", "//example.org": "/", "/\\example.org": "/", "/\t/example.org": "/", "/\n/example.org": "/",
		"https://example.org": "/", "javascript:alert(1)": "/"} {
		if got := localPath(next); got != want {
			t.Errorf("%q leads to %q, want %q", next, got, want)
		}
	}
}
