package web_test

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"net/url"
	"path/filepath"
	"testing"
	"time"

	"dondoc/internal/app"
	"dondoc/internal/sample"
	"dondoc/internal/store"
	"dondoc/internal/web"
)

// BenchmarkPage measures the scoreboard of the sample district over HTTP beside
// a hello-world handler in the same run: whole, and when the reader has it
// already (304). "compressed-B" is the size on the wire.
func BenchmarkPage(b *testing.B) {
	db, err := store.Open(context.Background(), filepath.Join(b.TempDir(), "b.db"))
	if err != nil {
		b.Fatal(err)
	}
	defer db.Close()
	if err := sample.Load(context.Background(), db, "2025-01-31"); err != nil {
		b.Fatal(err)
	}
	server := httptest.NewServer(web.New(app.New(db, time.Now), web.Options{}))
	defer server.Close()
	hello := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { fmt.Fprintln(w, "hello") }))
	defer hello.Close()
	jar, _ := cookiejar.New(nil)
	client := &http.Client{Jar: jar, Transport: &http.Transport{MaxIdleConnsPerHost: 16, DisableCompression: true}}
	if _, err := client.PostForm(server.URL+"/sign-in", url.Values{"username": {"can-bo"}, "password": {"dondoc-demo-2023"}}); err != nil {
		b.Fatal(err)
	}
	ask := func(b *testing.B, address, etag string, want int) (size int, tag string) {
		req, _ := http.NewRequest(http.MethodGet, address, nil)
		req.Header.Set("Accept-Encoding", "gzip")
		if etag != "" {
			req.Header.Set("If-None-Match", etag)
		}
		resp, err := client.Do(req)
		if err != nil {
			b.Fatal(err)
		}
		defer resp.Body.Close()
		n, _ := io.Copy(io.Discard, resp.Body)
		if resp.StatusCode != want {
			b.Fatalf("%s: %d", address, resp.StatusCode)
		}
		return int(n), resp.Header.Get("ETag")
	}
	page := server.URL + "/u/ngan-son/2023"
	size, tag := ask(b, page, "", http.StatusOK)
	for _, one := range []struct {
		name, address, tag string
		want               int
	}{{"hello", hello.URL, "", 200}, {"scoreboard", page, "", 200}, {"scoreboard-304", page, tag, 304}} {
		b.Run(one.name, func(b *testing.B) {
			for b.Loop() {
				ask(b, one.address, one.tag, one.want)
			}
			b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "pages/s")
			if one.name == "scoreboard" {
				b.ReportMetric(float64(size), "compressed-B")
			}
		})
	}
}
