package web_test

import (
	"context"
	"io"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"dondoc/internal/app"
	"dondoc/internal/period"
	"dondoc/internal/sample"
	"dondoc/internal/store"
	"dondoc/internal/web"
)

// madeWorld is a sample world, made once and copied for each test.
type madeWorld struct {
	on   period.Date // the day it is made for
	once sync.Once
	err  error
	file []byte
}

// world ends with the results of 2024; livingWorld goes on to the day before 28/11/2026.
var world, livingWorld = madeWorld{on: "2025-01-31"}, madeWorld{on: "2026-11-28"}

// site is the pages over a copy of the sample world on 15/01/2024.
type site struct {
	*testing.T
	*app.App
	url  string
	now  time.Time
	db   *store.DB
	path string
}

func newSite(t *testing.T) *site {
	t.Helper()
	return newSiteOf(t, &world)
}

func newSiteOf(t *testing.T, world *madeWorld) *site {
	t.Helper()
	world.once.Do(func() {
		dir, err := os.MkdirTemp("", "dd-web-")
		if err != nil {
			world.err = err
			return
		}
		defer os.RemoveAll(dir)
		path := filepath.Join(dir, "world.db")
		db, err := store.Open(context.Background(), path)
		if err == nil {
			err = sample.Load(context.Background(), db, world.on)
			db.Close()
		}
		if err == nil {
			world.file, err = os.ReadFile(path)
		}
		world.err = err
	})
	if world.err != nil {
		t.Fatal(world.err)
	}
	path := filepath.Join(t.TempDir(), "world.db")
	if err := os.WriteFile(path, world.file, 0o600); err != nil {
		t.Fatal(err)
	}
	db, err := store.Open(context.Background(), path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	s := &site{T: t, db: db, path: path, now: period.Date("2024-01-15").Time().Add(9 * time.Hour)}
	s.App = app.New(db, func() time.Time { return s.now })
	server := httptest.NewServer(web.New(s.App, web.Options{}))
	t.Cleanup(server.Close)
	s.url = server.URL
	return s
}

// at is the same browser at another node, which remembers nothing.
func (r *reader) at(now func() time.Time) *reader {
	other := *r.site
	other.App = app.New(r.db, now)
	server := httptest.NewServer(web.New(other.App, web.Options{}))
	r.Cleanup(server.Close)
	other.url = server.URL
	return &reader{site: &other, client: r.client}
}

// reader is one browser without script.
type reader struct {
	*site
	client *http.Client
	page   string // the last page read
	code   int
}

// as signs in under a sample account and reads in a language.
func (s *site) as(username, lang string) *reader {
	s.Helper()
	jar, _ := cookiejar.New(nil)
	r := &reader{site: s, client: &http.Client{Jar: jar}}
	if username != "" {
		r.post("/sign-in", url.Values{"username": {username}, "password": {"dondoc-demo-2023"}})
		if r.code != http.StatusOK {
			s.Fatalf("signing in as %s: %d", username, r.code)
		}
	}
	if lang != "vi" {
		r.get("/account?lang=" + lang)
	}
	return r
}

func (r *reader) take(resp *http.Response, err error) *reader {
	r.Helper()
	if err != nil {
		r.Fatal(err)
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	if err != nil {
		r.Fatal(err)
	}
	r.page, r.code = string(body), resp.StatusCode
	if key := keyShown.FindString(r.page); key != "" {
		r.Errorf("%s shows a key without a text: %s", resp.Request.URL, key)
	}
	return r
}

// keyShown is how a text that is missing shows, also one whose key was put together.
var keyShown = regexp.MustCompile(`\[[a-z]+\.[a-z_.]*\]`)

func (r *reader) get(path string) *reader {
	r.Helper()
	return r.take(r.client.Get(r.url + path))
}

func (r *reader) post(path string, form url.Values) *reader {
	r.Helper()
	return r.take(r.client.PostForm(r.url+path, form))
}

// sees checks the status of the last page and what it says; a text with "!"
// before it must not be there.
func (r *reader) sees(code int, texts ...string) *reader {
	r.Helper()
	if r.code != code {
		r.Errorf("status %d, want %d\n%s", r.code, code, main(r.page))
	}
	for _, text := range texts {
		if not, ok := strings.CutPrefix(text, "!"); ok {
			if strings.Contains(r.page, not) {
				r.Errorf("the page must not say %q", not)
			}
		} else if !strings.Contains(r.page, text) {
			r.Errorf("the page does not say %q:\n%s", text, main(r.page))
		}
	}
	return r
}

// main is the text of the main part of a page, for failures.
func main(page string) string {
	_, page, _ = strings.Cut(page, "<main")
	var b strings.Builder
	depth := 0
	for _, c := range page {
		switch {
		case c == '<':
			depth++
		case c == '>':
			depth = max(0, depth-1)
			b.WriteByte(' ')
		case depth == 0:
			b.WriteRune(c)
		}
	}
	out := strings.Join(strings.Fields(b.String()), " ")
	if len(out) > 1500 {
		out = out[:1500]
	}
	return out
}
