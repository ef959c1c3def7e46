package account

import "testing"

// Signing in leads on within these pages, never elsewhere.
func TestLocalPath(t *testing.T) {
	for next, want := range map[string]string{"/u/ngan-son/2023?class=not_met": "/u/ngan-son/2023?class=not_met", "": "/", "//evil.example": "/",
		"/\\evil.example": "/", "/\t/evil.example": "/", "/\r\nX: 1": "/", "https://evil.example": "/", "/\x00": "/"} {
		if got := localPath(next); got != want {
			t.Errorf("%q leads to %q", next, got)
		}
	}
}
