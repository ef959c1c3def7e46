// Package kit is what every page of the web stands on: the server with its
// limits and headers, who asks and in which language, rights for what is shown,
// forms and their errors, pages kept while nothing was written, and the frame
// around a page. It knows no subject; the subjects beside it do not know each
// other.
package kit

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"net/url"
	"runtime/debug"
	"strings"
	"time"

	"dondoc/internal/app"
	"dondoc/internal/app/accounts"
	"dondoc/internal/errs"
	"dondoc/internal/guard"
	"dondoc/internal/i18n"
	"dondoc/internal/voice"
	"dondoc/internal/web/kit/href"
	"dondoc/internal/web/kit/href/registers"
	"dondoc/internal/web/kit/page"
	"dondoc/internal/web/kit/static"

	"github.com/a-h/templ"
	"github.com/klauspost/compress/gzhttp"
	"golang.org/x/time/rate"
)

// largestBody is what a request may send: five evidence files and the form.
const largestBody = guard.FileBody

// Options is how the pages are served.
type Options struct {
	Sample []page.Sample // sample accounts shown at sign-in; empty in earnest
	API    http.Handler  // served under /api/; nil for none
	Log    *slog.Logger  // nil for slog's default
	Public string        // address of the pages as readers have it: "https://dondoc.example.vn"
	Mails  bool          // a mail server is set: letters go out
	Voice  *voice.Voice  // reads public pages out; nil for none
}

// Server serves the pages over one App.
type Server struct {
	App    *app.App
	Opts   Options
	mux    *http.ServeMux
	flight guard.Flight
	slow   *rate.Limiter

	pages pages
}

// Ask is one request: who asks, and in which language they read.
type Ask struct {
	*http.Request
	User  accounts.User
	Lang  i18n.Lang
	keep  *pageKey // of a page that may be kept; see Kept
	lost  error    // what could not be asked for a part of the page; see Lost
	still string   // what on it still is of today, a key
	past  bool     // the page goes back to the day of "as known on"; see AsKnown
}

// Lost keeps a failure of the machine that came while a part of a page was
// made: the page is not shown without that part, what failed is said instead. A
// refusal is none, the part is not for this reader. It says whether there is
// nothing to show.
func (r *Ask) Lost(err error) bool {
	if errs.Failed(err) && r.lost == nil {
		r.lost = err
	}
	return err != nil
}

// Handler answers one request, or gives an error that is shown in one place.
type Handler func(w http.ResponseWriter, r *Ask) error

// New makes a server over an App; it answers only what is asked of it by On and Open.
func New(a *app.App, opts Options) *Server {
	if opts.Log == nil {
		opts.Log = slog.Default()
	}
	s := &Server{App: a, Opts: opts, mux: http.NewServeMux(), slow: rate.NewLimiter(20000, 40000)}
	s.mux.Handle("GET "+static.Prefix, static.Handler())
	s.mux.Handle("GET "+registers.Worker, static.Offline())
	s.mux.HandleFunc("GET /healthz", s.health)
	if opts.API != nil {
		s.mux.Handle("/api/", opts.API)
	}
	s.Open("/", func(w http.ResponseWriter, r *Ask) error {
		return s.nowhere(w, r)
	})
	return s
}

// nowhere answers what no pattern is for: with the methods that there are where
// only the method is another.
func (s *Server) nowhere(w http.ResponseWriter, r *Ask) error {
	var allowed []string
	for _, method := range []string{http.MethodGet, http.MethodPost} {
		other := r.Request.Clone(r.Context())
		other.Method = method
		if _, pattern := s.mux.Handler(other); pattern != "/" && pattern != "" {
			allowed = append(allowed, method)
		}
	}
	if len(allowed) == 0 {
		return errs.New(errs.NotFound, "web.no_page")
	}
	w.Header().Set("Allow", strings.Join(allowed, ", "))
	http.Error(w, http.StatusText(http.StatusMethodNotAllowed), http.StatusMethodNotAllowed)
	return nil
}

// Handler gives the server with what holds for every request around it.
func (s *Server) Handler() http.Handler {
	return s.around(s.flight.Hold(gzhttp.GzipHandler(http.NewCrossOriginProtection().Handler(s.mux))))
}

// around is what holds for every request: limits, headers, the log, recovery.
func (s *Server) around(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if s.quick(w, r) {
			return
		}
		start := time.Now()
		guarded(w, r)
		seen := &status{ResponseWriter: w, code: 200}
		defer func() {
			if v := recover(); v != nil && v != http.ErrAbortHandler {
				s.Opts.Log.Error("panic", "path", r.URL.Path, "panic", v, "stack", string(debug.Stack()))
				http.Error(seen, "500", http.StatusInternalServerError)
			}
			s.Opts.Log.Debug("request", "method", r.Method, "path", r.URL.Path, "status", seen.code, "took", time.Since(start))
		}()
		if !s.slow.Allow() {
			http.Error(seen, "429", http.StatusTooManyRequests)
			return
		}
		next.ServeHTTP(seen, r)
	})
}

// Headers of every answer; they are never changed.
var (
	policy   = []string{"default-src 'self'; style-src 'self'; img-src 'self' data:; frame-ancestors 'none'; base-uri 'none'; form-action 'self'"}
	nosniff  = []string{"nosniff"}
	sameOnly = []string{"same-origin"}
	deny     = []string{"DENY"}
	tlsOnly  = []string{"max-age=31536000"}
)

// guarded sets what a browser must not do with an answer.
func guarded(w http.ResponseWriter, r *http.Request) {
	h := w.Header()
	h["Content-Security-Policy"], h["X-Content-Type-Options"], h["Referrer-Policy"], h["X-Frame-Options"] = policy, nosniff, sameOnly, deny
	if guard.Secure(r) {
		h["Strict-Transport-Security"] = tlsOnly
	}
}

// status remembers the status a handler answered with.
type status struct {
	http.ResponseWriter
	code int
}

func (s *status) WriteHeader(code int) { s.code = code; s.ResponseWriter.WriteHeader(code) }

// Unwrap lets http.ResponseController reach the connection.
func (s *status) Unwrap() http.ResponseWriter { return s.ResponseWriter }

// health says in its first line whether pages can be read: "ok", or 503 with
// what is broken. Lines after it tell what a server goes on with all the same.
func (s *Server) health(w http.ResponseWriter, r *http.Request) {
	broken, writing := s.App.Health(r.Context())
	if broken != "" {
		http.Error(w, broken, http.StatusServiceUnavailable)
		return
	}
	alarm, err := s.App.RollupAlarm(r.Context())
	if err != nil {
		http.Error(w, "database", http.StatusServiceUnavailable)
		return
	}
	w.Write([]byte("ok\n"))
	if writing != "" {
		fmt.Fprintf(w, "not writing: %s\n", writing)
	}
	if trouble := s.App.ClockTrouble(); trouble != "" {
		fmt.Fprintf(w, "clock %s\n", trouble)
	}
	if alarm != nil {
		fmt.Fprintf(w, "rollup differed at %s, made anew\n", alarm.At.UTC().Format(time.RFC3339))
	}
}

// Open serves a pattern to anyone.
func (s *Server) Open(pattern string, do Handler) {
	s.mux.HandleFunc(pattern, func(w http.ResponseWriter, r *http.Request) {
		if r.Method == http.MethodGet || r.Method == http.MethodHead {
			ctx, release := s.App.Request(r.Context())
			defer release()
			w, r = guard.Leaving(w, release), r.WithContext(ctx)
		}
		user, err := s.App.Authenticate(r.Context(), token(r))
		if err != nil && !errs.Is(err, errs.Unauthenticated) {
			s.fail(w, &Ask{Request: r, Lang: language(r, "")}, err)
			return
		}
		a := &Ask{Request: r, User: user, Lang: language(r, user.Lang)}
		if err := readForm(w, r, user.Account != ""); err != nil {
			s.fail(w, a, err)
			return
		}
		if r.MultipartForm != nil {
			defer r.MultipartForm.RemoveAll() // its files on disk; nothing to do where that fails
		}
		if l, ok := i18n.Parse(r.URL.Query().Get("lang")); ok && r.URL.Query().Has("lang") {
			s.switchLanguage(w, a, l)
			return
		}
		if err := do(w, a); err != nil {
			s.fail(w, a, err)
		}
	})
}

// On serves a pattern to who is signed in; others are asked to sign in first
// and then come back. Who must change their password does that first.
func (s *Server) On(pattern string, do Handler) {
	s.Open(pattern, func(w http.ResponseWriter, r *Ask) error {
		if r.User.Account == "" {
			http.Redirect(w, r.Request, href.SignIn(r.URL.RequestURI()), http.StatusSeeOther)
			return nil
		}
		if r.User.MustChange && r.URL.Path != href.Password && r.URL.Path != href.SignOut {
			http.Redirect(w, r.Request, href.Password, http.StatusSeeOther)
			return nil
		}
		return do(w, r)
	})
}

// language is that of the cookie, else of the account, else what the browser asks for.
func language(r *http.Request, own string) i18n.Lang {
	if l, ok := ChosenLanguage(r); ok {
		return l
	}
	if l, ok := i18n.Parse(own); ok && own != "" {
		return l
	}
	return i18n.Match(r.Header.Get("Accept-Language"))
}

// ChosenLanguage is what the reader switched to in this browser.
func ChosenLanguage(r *http.Request) (i18n.Lang, bool) {
	c, err := r.Cookie("lang")
	if err != nil || c.Value == "" {
		return "", false
	}
	return i18n.Parse(c.Value)
}

// switchLanguage keeps the language in the browser and shows the same page
// again. The account keeps it at the next sign-in: nothing is written for a link.
func (s *Server) switchLanguage(w http.ResponseWriter, r *Ask, l i18n.Lang) {
	http.SetCookie(w, &http.Cookie{Name: "lang", Value: string(l), Path: "/", MaxAge: 365 * 24 * 3600, HttpOnly: true,
		SameSite: http.SameSiteLaxMode, Secure: Secure(r.Request)})
	q := r.URL.Query()
	q.Del("lang")
	u := url.URL{Path: r.URL.Path, RawPath: r.URL.RawPath, RawQuery: q.Encode()} // "/%2fevil.vn" stays what it is
	http.Redirect(w, r.Request, u.RequestURI(), http.StatusSeeOther)
}

// Secure says whether the reader came over TLS, directly or through a proxy.
func Secure(r *http.Request) bool { return guard.Secure(r) }

// ClientAddress is where a request came from, for limits.
func ClientAddress(r *http.Request) string { return guard.Address(r) }

// readForm reads what was sent, once it is known who sent it: a stranger sends
// a name and a password and nothing more, a form without files is small.
func readForm(w http.ResponseWriter, r *http.Request, known bool) error {
	if r.Method != http.MethodPost {
		return nil
	}
	files := strings.HasPrefix(r.Header.Get("Content-Type"), "multipart/")
	most := int64(guard.FormBody)
	switch {
	case !known:
		most = guard.SignIn
	case files:
		most = largestBody
	}
	r.Body = http.MaxBytesReader(w, r.Body, most)
	var err error
	if files {
		err = r.ParseMultipartForm(1 << 20) // the rest of a file waits on disk
	} else {
		err = r.ParseForm()
	}
	var large *http.MaxBytesError
	switch {
	case guard.Full(err):
		return errs.New(errs.Busy, "web.busy_bodies").Try("web.busy_bodies_hint")
	case errors.As(err, &large):
		return errs.New(errs.TooLarge, "web.body_large", "most", max(1, most>>20))
	case err != nil:
		return errs.New(errs.Invalid, "web.form_broken")
	}
	return nil
}

// Show renders a page whole and then sends it, so that an error midway shows
// the error page and not half of one. A reader who has this very page gets 304.
func (s *Server) Show(w http.ResponseWriter, r *Ask, code int, c templ.Component) error {
	if r.lost != nil {
		return r.lost
	}
	var body bytes.Buffer
	if err := c.Render(context.WithoutCancel(r.Context()), &body); err != nil {
		return errs.New(errs.Internal, "error.internal").Because(err)
	}
	if code == http.StatusOK && r.Method == http.MethodGet {
		s.done(w, r, finish(htmlType, body.Bytes()))
		return nil
	}
	h := w.Header()
	h["Content-Type"], h["Cache-Control"], h["Vary"] = htmlType, privately, varies
	w.WriteHeader(code)
	if _, err := w.Write(body.Bytes()); err != nil {
		s.Opts.Log.Debug("reader gone", "err", err)
	}
	return nil
}

// Send answers with a file that is made, as Show does with a page.
func (s *Server) Send(w http.ResponseWriter, r *Ask, kind string, text []byte) error {
	s.done(w, r, finish([]string{kind}, text))
	return nil
}

// done sends what was made, and keeps it where it may be.
func (s *Server) done(w http.ResponseWriter, r *Ask, made *finished) {
	if r.keep != nil {
		if seen, ok := s.App.Seen(r.Context()); ok {
			made = s.pages.keep(*r.keep, made, seen)
		}
	}
	s.send(w, r.Request, made)
}

// Redirect sends the reader on after something was done; done is a key under
// "web.done_" that the next page says.
func (s *Server) Redirect(w http.ResponseWriter, r *Ask, to, done string) error {
	if done != "" {
		to = href.With(to, "done", done)
	}
	http.Redirect(w, r.Request, to, http.StatusSeeOther)
	return nil
}
