package web_test

import (
	"database/sql"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"
)

// Pages are read while nothing can be written, by sessions that were idle too; what
// cannot be written says so, and the server tells it of itself.
func TestPagesOfALockedDatabase(t *testing.T) {
	s := newSite(t)
	r := s.as("van-phong", "vi")
	r.get("/u/ngan-son/2023").sees(200)
	other, err := sql.Open("sqlite", s.path)
	if err != nil {
		t.Fatal(err)
	}
	defer other.Close()
	other.SetMaxOpenConns(1)
	if _, err := other.Exec("BEGIN IMMEDIATE"); err != nil {
		t.Fatal(err)
	}
	s.now = s.now.Add(time.Hour) // idle for long enough to be noted
	for _, path := range []string{"/u/ngan-son/2023", "/work", "/u/ngan-son/2023/documents/new"} {
		r.get(path).sees(200)
	}
	r.post("/u/ngan-son/names", url.Values{"name": {"Phòng NN cũ"}, "unit": {"ngan-son-nong-nghiep"}}).sees(503, "Phòng NN cũ")
	if _, err := other.Exec("ROLLBACK"); err != nil {
		t.Fatal(err)
	}
	r.post("/u/ngan-son/names", url.Values{"name": {"Phòng NN cũ"}, "unit": {"ngan-son-nong-nghiep"}}).sees(200, "Đã ghi nhớ")
}

// Behind TLS the browser is told to stay there, and cookies go no other way.
func TestBehindTLS(t *testing.T) {
	s := newSite(t)
	for proto, want := range map[string]bool{"https": true, "http": false} {
		req, _ := http.NewRequest("GET", s.url+"/sign-in?lang=en", nil)
		req.Header.Set("X-Forwarded-Proto", proto)
		client := &http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
		resp, err := client.Do(req)
		if err != nil {
			t.Fatal(err)
		}
		resp.Body.Close()
		if got := resp.Header.Get("Strict-Transport-Security") != ""; got != want {
			t.Errorf("%s: told to stay: %v", proto, got)
		}
		if got := strings.Contains(resp.Header.Get("Set-Cookie"), "Secure"); got != want {
			t.Errorf("%s: the cookie of the language: %s", proto, resp.Header.Get("Set-Cookie"))
		}
	}
}
