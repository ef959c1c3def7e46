package kit

import (
	"errors"
	"fmt"
	"mime"
	"net/http"
	"strings"
	"time"

	"dondoc/internal/errs"
	"dondoc/internal/i18n"
	"dondoc/internal/id"
	"dondoc/internal/phrase"
	"dondoc/internal/web/kit/href"
	"dondoc/internal/web/kit/page"
)

// Form shows a form, or does what it asks for on POST and goes on to next.
func (s *Server) Form(w http.ResponseWriter, r *Ask, v page.Simple, next, done string, do func() error) error {
	code := http.StatusOK
	if r.Method == http.MethodPost {
		err := do()
		if err == nil {
			return s.Redirect(w, r, next, done)
		}
		ok := false
		if code, ok = IntoForm(&v.Form, err); !ok {
			return err
		}
	}
	return s.Show(w, r, code, v.Page())
}

// SendKept sends a file that somebody sent, to be kept and not shown.
func (s *Server) SendKept(w http.ResponseWriter, name, kind string, content []byte) error {
	h := w.Header()
	if _, _, err := mime.ParseMediaType(kind); err != nil || kind == "" {
		kind = "application/octet-stream"
	}
	h.Set("Content-Type", kind)
	h.Set("Content-Disposition", mime.FormatMediaType("attachment", map[string]string{"filename": name}))
	h.Set("Content-Security-Policy", "sandbox; default-src 'none'")
	h.Set("Cache-Control", "private, no-store")
	if _, err := w.Write(content); err != nil {
		s.Opts.Log.Debug("reader gone", "err", err)
	}
	return nil
}

// StatusOf maps each kind of error to its status, once.
var StatusOf = map[errs.Kind]int{
	errs.Internal: 500, errs.Invalid: 422, errs.NotFound: 404, errs.Forbidden: 403, errs.Unauthenticated: 401,
	errs.Conflict: 409, errs.Locked: 423, errs.TooLarge: 413, errs.TooMany: 429, errs.Busy: 503, errs.Unavailable: 503,
}

// fail shows the page for an error: what happened and the way out. It is the
// one place where an error becomes a page.
func (s *Server) fail(w http.ResponseWriter, r *Ask, err error) {
	var large *http.MaxBytesError
	if errors.As(err, &large) {
		err = errs.New(errs.TooLarge, "web.body_large", "most", largestBody>>20)
	}
	e := errs.All(err)[0]
	v := page.Failure{Frame: s.PlainFrame(r), Status: StatusOf[e.Kind], What: e.What, Hint: e.Hint}
	r.lost = nil // the page of an error makes do with the frame it has
	v.Title = v.Say(e.What)
	v.Back = page.Link{Text: v.T("web.back_home"), URL: "/"}
	if e.Kind == errs.Internal {
		v.Ref = string(id.New(time.Now()))[:13]
		s.Opts.Log.Error("internal error", "ref", v.Ref, "path", r.URL.Path, "err", err)
	}
	if showErr := s.Show(w, r, v.Status, v.Page()); showErr != nil {
		s.Opts.Log.Error("error page", "err", showErr)
		http.Error(w, fmt.Sprint(v.Status), v.Status)
	}
}

// IntoForm puts an error's problems beside the form's fields and gives the
// status to answer with; false when the error is no matter of the form.
func IntoForm(form *page.Form, err error) (int, bool) {
	list := errs.All(err)
	if len(list) == 0 {
		return http.StatusOK, true
	}
	switch list[0].Kind {
	case errs.Invalid, errs.Conflict, errs.Locked, errs.TooLarge, errs.TooMany, errs.Busy:
	case errs.Forbidden:
		if list[0].What.Key != "approval.own_figure" && list[0].What.Key != "approval.own_verification" {
			return 0, false
		}
	case errs.NotFound, errs.Unauthenticated:
		if list[0].Field == "" {
			return 0, false
		}
	default:
		return 0, false
	}
	for _, e := range list {
		p := page.Problem{What: e.What, Hint: e.Hint}
		placed := false
		for i := range form.Fields {
			if e.Field != "" && form.Fields[i].Name == e.Field && form.Fields[i].Kind != "hidden" {
				form.Fields[i].Errors = append(form.Fields[i].Errors, p)
				placed = true
			}
		}
		for i := range form.More {
			if f := &form.More[i]; e.Field != "" && f.Name == e.Field {
				f.Errors, form.MoreOpen, placed = append(f.Errors, p), true, true
			}
		}
		if !placed {
			form.Problems = append(form.Problems, p)
		}
	}
	return StatusOf[list[0].Kind], true
}

// notice says what was just done, from the address.
func notice(r *Ask) []page.Notice {
	done := r.URL.Query().Get("done")
	key := "web.done_" + done
	if done == "" || !known(key) {
		return nil
	}
	n := page.Notice{Kind: "done", Text: phrase.New(key)}
	if strings.HasSuffix(done, "_undo") { // a step that can be taken back, here as well
		n.URL, n.Act = href.Undo(href.Work), i18n.T(r.Lang, "web.undo_last_step")
	}
	return []page.Notice{n}
}
