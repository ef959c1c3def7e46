package kit

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/klauspost/compress/gzip"
)

// pages keeps finished pages. A page is kept under everything it depends on:
// who reads it, in which language, at which address, on which day, and how far
// the ledger had come. Every write that shows is in the ledger, so a kept page
// is never out of date, and is never shown to another account.
type pages struct {
	mu    sync.Mutex
	known map[string]finished
	size  int
}

// finished is a page ready to be sent, whole and compressed.
type finished struct{ whole, zipped []byte }

// mostKept is how many bytes of finished pages are kept.
const mostKept = 32 << 20

func (p *pages) get(etag string) finished {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.known[etag]
}

func (p *pages) keep(etag string, whole []byte) {
	var zipped bytes.Buffer
	w := gzip.NewWriter(&zipped)
	if _, err := w.Write(whole); err != nil {
		return
	}
	if err := w.Close(); err != nil {
		return
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	size := len(whole) + zipped.Len()
	if p.known == nil || p.size+size > mostKept {
		p.known, p.size = map[string]finished{}, 0
	}
	p.known[etag] = finished{whole, zipped.Bytes()}
	p.size += size
}

// Kept answers from a finished page where nothing was written since, and lets
// do make it otherwise. Who asks was authenticated before; what they may read
// is part of what was written.
func (s *Server) Kept(do Handler) Handler {
	return func(w http.ResponseWriter, r *Ask) error {
		sum := sha256.Sum256(fmt.Appendf(nil, "%s|%s|%s|%s|%d", r.User.Account, r.Lang, r.URL.RequestURI(), s.Today(), r.User.Seen))
		r.etag = `W/"` + hex.EncodeToString(sum[:12]) + `"`
		page := s.pages.get(r.etag)
		if page.whole == nil {
			return do(w, r)
		}
		h := w.Header()
		h.Set("Content-Type", "text/html; charset=utf-8")
		h.Set("Cache-Control", "private, no-cache")
		h.Set("Vary", "Cookie, Accept-Language")
		h.Set("ETag", r.etag)
		if strings.Contains(r.Header.Get("If-None-Match"), r.etag) {
			w.WriteHeader(http.StatusNotModified)
			return nil
		}
		body := page.whole
		if takesGzip(r.Request) {
			h.Set("Content-Encoding", "gzip")
			h.Add("Vary", "Accept-Encoding")
			body = page.zipped
		}
		h.Set("Content-Length", strconv.Itoa(len(body)))
		if _, err := w.Write(body); err != nil {
			s.Opts.Log.Debug("reader gone", "err", err)
		}
		return nil
	}
}

// takesGzip says whether a reader takes gzip, as all browsers do.
func takesGzip(r *http.Request) bool {
	for part := range strings.SplitSeq(r.Header.Get("Accept-Encoding"), ",") {
		coding, weight, _ := strings.Cut(strings.TrimSpace(part), ";")
		if coding == "gzip" {
			return !slices.Contains([]string{"q=0", "q=0.0", "q=0.00", "q=0.000"}, strings.TrimSpace(weight))
		}
	}
	return false
}
