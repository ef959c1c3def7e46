package web

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"net/http"
	"strings"
	"sync"
)

// pages keeps finished pages. A page is kept under everything it depends on:
// who reads it, in which language, at which address, on which day, and how far
// the ledger had come. Every write that shows is in the ledger, so a kept page
// is never out of date, and is never shown to another account.
type pages struct {
	mu    sync.Mutex
	known map[string][]byte
	size  int
}

// mostKept is how many bytes of finished pages are kept.
const mostKept = 32 << 20

func (p *pages) get(etag string) []byte {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.known[etag]
}

func (p *pages) keep(etag string, page []byte) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.known == nil || p.size+len(page) > mostKept {
		p.known, p.size = map[string][]byte{}, 0
	}
	p.known[etag] = page
	p.size += len(page)
}

// kept answers from a finished page where nothing was written since, and lets
// do make it otherwise. Who asks was authenticated before; what they may read
// is part of what was written.
func (s *server) kept(do handler) handler {
	return func(w http.ResponseWriter, r *ask) error {
		size, _, err := s.app.Head(r.Context())
		if err != nil {
			return err
		}
		sum := sha256.Sum256(fmt.Appendf(nil, "%s|%s|%s|%s|%d", r.user.Account, r.lang, r.URL.RequestURI(), s.today(), size))
		r.etag = `W/"` + hex.EncodeToString(sum[:12]) + `"`
		page := s.pages.get(r.etag)
		if page == nil {
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
		if _, err := w.Write(page); err != nil {
			s.opts.Log.Debug("reader gone", "err", err)
		}
		return nil
	}
}
