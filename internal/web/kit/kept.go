package kit

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"sync"

	"dondoc/internal/app/accounts"
	"dondoc/internal/app/desk"
	"dondoc/internal/i18n"
	"dondoc/internal/period"

	"github.com/klauspost/compress/gzip"
)

// pages keeps finished pages, each for one account as it is, its language, the
// address and the day. A kept page is shown again as long as nothing that it was
// made of was touched, which is asked of the database every time: it is never
// out of date, on any node, and is never shown to another account.
type pages struct {
	mu    sync.Mutex
	known map[pageKey]*finished
	size  int
}

// pageKey is what a page depends on but what was read for it.
type pageKey struct {
	reader string // accounts.User.Print
	lang   i18n.Lang
	uri    string
	day    period.Date
}

// everyone is the reader of a page that is the same for all.
const everyone = "*"

// finished is a page ready to be sent, whole and compressed. Its tag is of what
// it says, so that a page made anew with the same words is the same page.
type finished struct {
	kind                  []string // content type
	whole, zipped         []byte
	tag                   string
	etag, length, zLength []string // as headers

	mu   sync.Mutex
	seen desk.Seen // what it was made of, and the turn up to which that is known to stand
}

func finish(kind []string, whole []byte) *finished {
	sum := sha256.Sum256(whole)
	f := &finished{kind: kind, whole: whole, tag: `W/"` + base64.RawURLEncoding.EncodeToString(sum[:12]) + `"`}
	f.etag = []string{f.tag}
	return f
}

// zip compresses a page, once.
func (f *finished) zip() {
	var zipped bytes.Buffer
	w := zippers.Get().(*gzip.Writer)
	defer zippers.Put(w)
	w.Reset(&zipped)
	w.Write(f.whole) // into memory: it cannot fail
	w.Close()
	f.zipped = zipped.Bytes()
	f.length, f.zLength = []string{strconv.Itoa(len(f.whole))}, []string{strconv.Itoa(len(f.zipped))}
}

var zippers = sync.Pool{New: func() any { return gzip.NewWriter(nil) }}

// mostKept is how many bytes of finished pages are kept.
const mostKept = 64 << 20

func (p *pages) get(key pageKey) *finished {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.known[key]
}

// keep keeps a page, and lets others go at random where there are too many.
func (p *pages) keep(key pageKey, f *finished, seen desk.Seen) *finished {
	f.zip()
	f.seen = seen
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.known == nil {
		p.known = map[pageKey]*finished{}
	}
	p.drop(key)
	for old := range p.known {
		if p.size+len(f.whole)+len(f.zipped) <= mostKept {
			break
		}
		p.drop(old)
	}
	p.known[key] = f
	p.size += len(f.whole) + len(f.zipped)
	return f
}

func (p *pages) drop(key pageKey) {
	if f := p.known[key]; f != nil {
		p.size -= len(f.whole) + len(f.zipped)
		delete(p.known, key)
	}
}

func (p *pages) forget(key pageKey) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.drop(key)
}

// Kept lets a page be kept: its handler reads under the request alone, and what
// it shows depends on nothing but that, who asks, the address and the day.
func (s *Server) Kept(do Handler) Handler {
	return func(w http.ResponseWriter, r *Ask) error {
		r.keep = s.keyOf(r.User, r.Lang, r.Request)
		return do(w, r)
	}
}

func (s *Server) keyOf(user accounts.User, lang i18n.Lang, r *http.Request) *pageKey {
	return &pageKey{user.Print, lang, r.RequestURI, s.Today()}
}

// quick answers from a kept page that still stands, before anything else is
// done for the request; false where the page must be made.
func (s *Server) quick(w http.ResponseWriter, r *http.Request) bool {
	if r.Method != http.MethodGet || strings.Contains(r.URL.RawQuery, "lang=") {
		return false
	}
	user, turn, ok := s.App.Known(r.Context(), token(r))
	if !ok {
		return false
	}
	key := s.keyOf(user, language(r, user.Lang), r)
	page := s.standing(r, *key, turn)
	if page == nil {
		return false
	}
	if !page.has(r) { // who has the page has these as well
		guarded(w, r)
	}
	s.send(w, r, page)
	s.Opts.Log.Debug("kept page", "path", r.URL.Path)
	return true
}

// standing gives a kept page that still stands; nil where there is none. turn is one
// up to which the database is known, or 0.
func (s *Server) standing(r *http.Request, key pageKey, turn int64) *finished {
	page := s.pages.get(key)
	if page == nil {
		return nil
	}
	page.mu.Lock()
	seen := page.seen
	page.mu.Unlock()
	if turn == 0 || seen.Turn < turn {
		now, holds, err := s.App.Holds(r.Context(), seen)
		if err != nil {
			return nil
		}
		if !holds {
			s.pages.forget(key)
			return nil
		}
		page.mu.Lock()
		page.seen.Turn = max(page.seen.Turn, now)
		page.mu.Unlock()
	}
	return page
}

// KeptForAll is Kept for what is the same whoever asks: a page that stands is sent
// without being made again.
func (s *Server) KeptForAll(do Handler) Handler {
	return func(w http.ResponseWriter, r *Ask) error {
		key := pageKey{everyone, r.Lang, r.RequestURI, s.Today()}
		if page := s.standing(r.Request, key, 0); page != nil && r.Method == http.MethodGet {
			s.send(w, r.Request, page)
			return nil
		}
		r.keep = &key
		return do(w, r)
	}
}

// Unkept says that a page is not to be kept after all: it will change by itself.
func (r *Ask) Unkept() { r.keep = nil }

// Headers that all pages have alike; they are never changed.
var (
	htmlType   = []string{"text/html; charset=utf-8"}
	privately  = []string{"private, no-cache"}
	varies     = []string{"Cookie, Accept-Language, Accept-Encoding"}
	zippedWith = []string{"gzip"}
)

// has says whether the reader has this very page.
func (f *finished) has(r *http.Request) bool {
	tag := r.Header["If-None-Match"]
	return len(tag) > 0 && strings.Contains(tag[0], f.tag)
}

// send answers with a finished page, or says that the reader has it.
func (s *Server) send(w http.ResponseWriter, r *http.Request, page *finished) {
	h := w.Header()
	h["Cache-Control"], h["Vary"], h["Etag"] = privately, varies, page.etag
	if page.has(r) {
		w.WriteHeader(http.StatusNotModified)
		return
	}
	h["Content-Type"] = page.kind
	body := page.whole
	switch {
	case page.zipped == nil: // compressed on its way, as any page
	case takesGzip(r):
		h["Content-Encoding"], h["Content-Length"] = zippedWith, page.zLength
		body = page.zipped
	default:
		h["Content-Length"] = page.length
	}
	if _, err := w.Write(body); err != nil {
		s.Opts.Log.Debug("reader gone", "err", err)
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
