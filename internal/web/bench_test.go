package web_test

import (
	"bufio"
	"bytes"
	"cmp"
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"net/url"
	"path/filepath"
	"strconv"
	"sync"
	"sync/atomic"
	"syscall"
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
	front := server.URL + "/public"
	_, frontTag := ask(b, front, "", http.StatusOK)
	cookies := ""
	home, _ := url.Parse(server.URL)
	for _, c := range jar.Cookies(home) {
		cookies += c.Name + "=" + c.Value
	}
	for _, one := range []struct {
		name, address, tag string
		want               int
	}{{"hello", hello.URL, "", 200}, {"scoreboard", page, "", 200}, {"scoreboard-304", page, tag, 304}, {"public", front, "", 200}, {"public-304", front, frontTag, 304}} {
		for _, readers := range []int{1, 16} {
			b.Run(fmt.Sprintf("%s/readers=%d", one.name, readers), func(b *testing.B) {
				benchRaw(b, one.address, cookies, one.tag, one.want, readers)
				if one.name == "scoreboard" {
					b.ReportMetric(float64(size), "compressed-B")
				}
			})
		}
	}
}

// benchRaw asks over connections of its own, with so little done on the
// reader's side that what is measured is the server.
func benchRaw(b *testing.B, address, cookies, etag string, want, readers int) {
	u, err := url.Parse(address)
	if err != nil {
		b.Fatal(err)
	}
	ask := fmt.Sprintf("GET %s HTTP/1.1\r\nHost: %s\r\nAccept-Encoding: gzip\r\nCookie: %s\r\n", cmp.Or(u.Path, "/"), u.Host, cookies)
	if etag != "" {
		ask += "If-None-Match: " + etag + "\r\n"
	}
	request := []byte(ask + "\r\n")
	left := atomic.Int64{}
	left.Store(int64(b.N))
	var all sync.WaitGroup
	b.ResetTimer()
	before := processor()
	for range readers {
		all.Go(func() {
			conn, err := net.Dial("tcp", u.Host)
			if err != nil {
				b.Error(err)
				return
			}
			defer conn.Close()
			in := bufio.NewReaderSize(conn, 64<<10)
			for left.Add(-1) >= 0 {
				if _, err := conn.Write(request); err != nil {
					b.Error(err)
					return
				}
				if code, err := readAnswer(in); err != nil || code != want {
					b.Errorf("%d, %v", code, err)
					return
				}
			}
		})
	}
	all.Wait()
	b.ReportMetric((processor()-before)/float64(b.N), "cpu-µs")
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "pages/s")
}

// readAnswer reads one answer and gives its status.
func readAnswer(in *bufio.Reader) (code int, err error) {
	length := 0
	for first := true; ; first = false {
		line, err := in.ReadSlice('\n')
		if err != nil {
			return 0, err
		}
		switch {
		case first:
			code, _ = strconv.Atoi(string(line[9:12]))
		case len(line) <= 2:
			_, err = in.Discard(length)
			return code, err
		case len(line) > 16 && bytes.EqualFold(line[:15], []byte("Content-Length:")):
			length, _ = strconv.Atoi(string(bytes.TrimSpace(line[15:])))
		}
	}
}

// processor is the processor time of this process in µs.
func processor() float64 {
	var u syscall.Rusage
	if syscall.Getrusage(syscall.RUSAGE_SELF, &u) != nil {
		return 0
	}
	return float64(u.Utime.Nano()+u.Stime.Nano()) / 1e3
}
