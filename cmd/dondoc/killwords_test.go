package main

import (
	"context"
	"fmt"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"dondoc/internal/app"
	"dondoc/internal/app/desk"
	"dondoc/internal/app/reports"
	"dondoc/internal/pgtest"
	"dondoc/internal/store"
)

// TestKillWords kills the server (kill -9) while officers write in a report, each over a
// paragraph of its own: what was said to be saved is there afterwards, each version.
func TestKillWords(t *testing.T) {
	t.Run("sqlite", func(t *testing.T) { testKillWords(t, filepath.Join(t.TempDir(), "kill.db")) })
	t.Run("postgresql", func(t *testing.T) { testKillWords(t, pgtest.DSN(t)) })
}

func testKillWords(t *testing.T, dsn string) {
	targets := prepare(t, dsn)
	server, address := served(t, dsn)
	var writers []*http.Client
	for i := range 4 {
		jar, _ := cookiejar.New(nil)
		c := &http.Client{Jar: jar}
		r, err := c.PostForm(address+"/sign-in", url.Values{"username": {fmt.Sprint("can-bo-", i)}, "password": {"mat-khau-thu-nghiem"}})
		if err != nil || r.StatusCode != http.StatusOK {
			t.Fatalf("signing in: %v, %v", r, err)
		}
		r.Body.Close()
		c.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
		writers = append(writers, c)
	}
	var mu sync.Mutex
	var saved []string
	var wg sync.WaitGroup
	for i, c := range writers {
		wg.Go(func() {
			edit := address + "/u/x/2023/report/edit?template=bao-cao-tong-ket&block=" + url.QueryEscape("target:"+string(targets[i]))
			for n := 0; ; n++ {
				words := fmt.Sprintf("Lời thứ %d của người %d.", n, i)
				r, err := c.PostForm(edit, url.Values{"words": {words}, "seen": {fmt.Sprint(n)}})
				if err != nil {
					return // the server is gone
				}
				r.Body.Close()
				if r.StatusCode != http.StatusSeeOther {
					t.Errorf("%s: %d", words, r.StatusCode)
					server.Process.Kill()
					return
				}
				mu.Lock()
				if saved = append(saved, words); len(saved) == 40 {
					server.Process.Kill()
				}
				mu.Unlock()
			}
		})
	}
	wg.Wait()
	server.Wait()
	if len(saved) < 40 {
		t.Fatalf("only %d were saved before the kill", len(saved))
	}
	kept := wordsOf(t, dsn)
	for _, words := range saved {
		if !kept[words] {
			t.Errorf("%q was said to be saved and is gone", words)
		}
	}
	if len(kept) > len(saved)+len(writers) {
		t.Errorf("%d are kept of %d", len(kept), len(saved))
	}
}

// wordsOf are all versions of what was written in the report of x.
func wordsOf(t *testing.T, dsn string) map[string]bool {
	t.Helper()
	ctx := context.Background()
	db, err := store.Open(ctx, dsn)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	a := app.New(db, time.Now)
	span, err := reports.SpanOf(reports.OfYear, "2023", 0)
	if err != nil {
		t.Fatal(err)
	}
	m, err := a.ReportMaterial(ctx, desk.Operator("test"), reports.Query{Unit: "x", Cycle: "2023", Span: span, Lang: "vi"})
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]bool{}
	for _, e := range m.Versions {
		out[e.Words] = true
	}
	if v, err := a.VerifyLedger(ctx, desk.Operator("test"), nil, nil); err != nil || !v.OK() {
		t.Errorf("the log after the kill: %+v, %v", v, err)
	}
	return out
}
