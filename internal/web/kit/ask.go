package kit

import (
	"errors"
	"io"
	"net/http"
	"strings"

	"dondoc/internal/access"
	"dondoc/internal/app/desk"
	"dondoc/internal/app/figures"
	"dondoc/internal/errs"
	"dondoc/internal/id"
	"dondoc/internal/measure"
	"dondoc/internal/period"
)

// AsKnown reads the day of "as known on", "" for now, for a page that goes back
// to it, and says beside it what on the page still is of today; of one that does
// not ask, the frame says that it shows today.
func AsKnown(r *Ask, still ...string) (period.Date, error) {
	r.past, r.still = true, strings.Join(still, "")
	return r.known()
}

// known is the day of "as known on" in the address.
func (r *Ask) known() (period.Date, error) {
	text := strings.TrimSpace(r.URL.Query().Get("as-known"))
	if text == "" {
		return "", nil
	}
	return period.ParseDate(text)
}

// Past is the day a page goes back to, "" for today or where it does not.
func (r *Ask) Past() period.Date {
	if day, err := r.known(); r.past && err == nil {
		return day
	}
	return ""
}

// Day reads a date field; an empty one is "".
func Day(r *Ask, name string) (period.Date, error) {
	text := r.PostFormValue(name)
	if text == "" {
		return "", nil
	}
	d, err := period.ParseDate(text)
	if err != nil {
		return "", errs.All(err)[0].In(name)
	}
	return d, nil
}

// ParseForm reads a form that may carry files. What is too large and what is no
// form are told apart.
func ParseForm(r *Ask) error {
	err := r.ParseMultipartForm(8 << 20)
	var large *http.MaxBytesError
	if err == nil || err == http.ErrNotMultipart || errors.As(err, &large) {
		if large != nil {
			return large
		}
		return nil
	}
	return errs.New(errs.Invalid, "web.form_broken").Because(err)
}

// SentFiles reads the files that came in a field of a form.
func SentFiles(r *Ask, field string) (out []figures.File, err error) {
	if r.MultipartForm == nil {
		return nil, nil
	}
	for _, head := range r.MultipartForm.File[field] {
		if head.Filename == "" && head.Size == 0 {
			continue
		}
		f, err := head.Open()
		if err != nil {
			return out, errs.New(errs.Invalid, "app.file_empty", "name", head.Filename).In("files").Because(err)
		}
		content, err := io.ReadAll(io.LimitReader(f, figures.LargestFile+1))
		f.Close()
		if err != nil {
			return out, errs.New(errs.Invalid, "app.file_empty", "name", head.Filename).In("files").Because(err)
		}
		out = append(out, figures.File{Name: head.Filename, MediaType: head.Header.Get("Content-Type"), Content: content})
	}
	return out, nil
}

// MeantIn is the reading that was chosen where a figure can be read in several ways.
func MeantIn(r *Ask, field string) (*measure.Decimal, error) {
	text := r.FormValue(field)
	if text == "" {
		return nil, nil
	}
	meant, err := measure.ParseDecimal(text)
	if err != nil {
		return nil, errs.New(errs.Invalid, "measure.number_unread", "text", text).In("meant")
	}
	return &meant, nil
}

// SessionCookie carries the token of a sign-in.
const SessionCookie = "dondoc"

func token(r *http.Request) string {
	c, err := r.Cookie(SessionCookie)
	if err != nil {
		return ""
	}
	return c.Value
}

// PathID reads an identifier from the address.
func PathID(r *Ask, name string) (id.ID, error) {
	i := id.ID(r.PathValue(name))
	if !i.Valid() {
		return "", errs.New(errs.NotFound, "access.not_found")
	}
	return i, nil
}

func (s *Server) Today() period.Date { return period.DateOf(s.App.Now()) }

// UnitFor is the unit of the address, for who may do something there. Who may
// not even read it is told that it is not there.
func (s *Server) UnitFor(r *Ask, action access.Action) (*desk.Directory, id.ID, error) {
	d, err := s.App.Directory(r.Context(), r.User.Actor)
	if err != nil {
		return nil, "", err
	}
	unit, err := d.UnitByCode(r.PathValue("code"))
	if err != nil {
		return d, "", err
	}
	return d, unit, d.May(action, unit)
}
