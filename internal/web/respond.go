package web

import (
	"errors"
	"fmt"
	"net/http"

	"dondoc/internal/errs"
	"dondoc/internal/id"
	"dondoc/internal/phrase"
	"dondoc/internal/web/page"

	"time"
)

// statusOf maps each kind of error to its status, once.
var statusOf = map[errs.Kind]int{
	errs.Internal: 500, errs.Invalid: 422, errs.NotFound: 404, errs.Forbidden: 403, errs.Unauthenticated: 401,
	errs.Conflict: 409, errs.Locked: 423, errs.TooLarge: 413, errs.TooMany: 429, errs.Busy: 503, errs.Unavailable: 503,
}

// fail shows the page for an error: what happened and the way out. It is the
// one place where an error becomes a page.
func (s *server) fail(w http.ResponseWriter, r *ask, err error) {
	var large *http.MaxBytesError
	if errors.As(err, &large) {
		err = errs.New(errs.TooLarge, "web.body_large", "most", largestBody>>20)
	}
	e := errs.All(err)[0]
	v := page.Failure{Frame: s.plainFrame(r), Status: statusOf[e.Kind], What: e.What, Hint: e.Hint}
	v.Title = v.Say(e.What)
	v.Back = page.Link{Text: v.T("web.back_home"), URL: "/"}
	if e.Kind == errs.Internal {
		v.Ref = string(id.New(time.Now()))[:13]
		s.opts.Log.Error("internal error", "ref", v.Ref, "path", r.URL.Path, "err", err)
	}
	if showErr := s.show(w, r, v.Status, v.Page()); showErr != nil {
		s.opts.Log.Error("error page", "err", showErr)
		http.Error(w, fmt.Sprint(v.Status), v.Status)
	}
}

// intoForm puts an error's problems beside the form's fields and gives the
// status to answer with; false when the error is no matter of the form.
func intoForm(form *page.Form, err error) (int, bool) {
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
		if !placed {
			form.Problems = append(form.Problems, p)
		}
	}
	return statusOf[list[0].Kind], true
}

// notice says what was just done, from the address.
func notice(r *ask) []page.Notice {
	done := r.URL.Query().Get("done")
	key := "web.done_" + done
	if done == "" || !known(key) {
		return nil
	}
	return []page.Notice{{Kind: "done", Text: phrase.New(key)}}
}
