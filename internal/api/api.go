// Package api is the JSON face over the use-cases of app: OpenAPI 3.1 from the
// types, errors as RFC 9457 problem documents. It decides nothing.
package api

import (
	"context"
	"encoding/json"
	"errors"
	"net"
	"net/http"
	"strings"

	"dondoc/internal/answer"
	"dondoc/internal/app"
	"dondoc/internal/errs"
	"dondoc/internal/i18n"
	"dondoc/internal/id"
	"dondoc/internal/period"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humago"
)

// largestBody is what a request may send.
const largestBody = 80 << 20

// api serves the JSON face of one App.
type api struct {
	app *app.App
}

// caller is who asks, put in the context by the middleware.
type caller struct {
	user    app.User
	lang    i18n.Lang
	address string // where the request came from, for limits
	err     error  // why nobody is signed in
}

type callerKey struct{}

// New makes the API over an App; mount it at /api/.
func New(p *app.App) http.Handler {
	mux := http.NewServeMux()
	config := huma.DefaultConfig("Dondoc", "1")
	config.DocsPath, config.SchemasPath, config.CreateHooks = "", "", nil
	config.OpenAPIPath = "/api/openapi"
	config.Info.Description = "Targets and tasks of public bodies, tied to the head who answers. Sign in with POST /api/v1/sessions and send the token as Bearer."
	h := humago.New(mux, config)
	a := &api{app: p}
	h.UseMiddleware(a.identify)
	a.sessions(h)
	a.units(h)
	a.boards(h)
	a.reports(h)
	a.plans(h)
	a.periods(h)
	a.imports(h)
	a.checks(h)
	a.tasks(h)
	a.documents(h)
	a.people(h)
	a.accounts(h)
	a.ledger(h)
	mux.HandleFunc("/", nothing)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		r.Body = http.MaxBytesReader(w, r.Body, largestBody)
		mux.ServeHTTP(w, r)
	})
}

// nothing answers for addresses where there is nothing.
func nothing(w http.ResponseWriter, r *http.Request) {
	lang := i18n.Match(r.Header.Get("Accept-Language"))
	p := problem(lang, errs.New(errs.NotFound, "api.no_operation", "method", r.Method, "path", r.URL.Path).Try("api.no_operation_hint"))
	w.Header().Set("Content-Type", "application/problem+json")
	w.WriteHeader(http.StatusNotFound)
	_ = json.NewEncoder(w).Encode(p) // the caller is gone when this fails
}

// identify finds who asks: a bearer token, or the pages' cookie.
func (a *api) identify(ctx huma.Context, next func(huma.Context)) {
	token, _ := strings.CutPrefix(ctx.Header("Authorization"), "Bearer ")
	if token == "" {
		if c, err := huma.ReadCookie(ctx, "dondoc"); err == nil {
			token = c.Value
		}
	}
	c := caller{lang: i18n.Match(ctx.Header("Accept-Language")), address: ctx.RemoteAddr()}
	if host, _, err := net.SplitHostPort(c.address); err == nil {
		c.address = host
	}
	c.user, c.err = a.app.Authenticate(ctx.Context(), token)
	next(huma.WithValue(ctx, callerKey{}, c))
}

func from(ctx context.Context) caller {
	c, _ := ctx.Value(callerKey{}).(caller)
	return c
}

// signedIn gives who asks, or the problem that nobody is signed in.
func signedIn(ctx context.Context) (caller, error) {
	c := from(ctx)
	if c.user.Account == "" {
		return c, problem(c.lang, c.err)
	}
	return c, nil
}

// mustChange refuses who was given their password by somebody else.
func mustChange(c caller) error {
	if !c.user.MustChange {
		return nil
	}
	return problem(c.lang, errs.New(errs.Forbidden, "api.change_password").Try("api.change_password_hint"))
}

// Problem is an error as RFC 9457 has it, with the key of the message and,
// where there are several, each with its field or row.
type Problem struct {
	Type   string         `json:"type"`
	Title  string         `json:"title"`
	Code   int            `json:"status"`
	Detail string         `json:"detail,omitempty"`
	Key    string         `json:"key"`
	Issues []answer.Issue `json:"issues"`
}

// Error is the title.
func (p *Problem) Error() string { return p.Title }

// GetStatus is the HTTP status.
func (p *Problem) GetStatus() int { return p.Code }

// ContentType names problem documents.
func (p *Problem) ContentType(string) string { return "application/problem+json" }

var statusOf = map[errs.Kind]int{
	errs.Internal: 500, errs.Invalid: 422, errs.NotFound: 404, errs.Forbidden: 403, errs.Unauthenticated: 401,
	errs.Conflict: 409, errs.Locked: 423, errs.TooLarge: 413, errs.TooMany: 429, errs.Busy: 503, errs.Unavailable: 503,
}

// problem turns an error into its document, in one place.
func problem(lang i18n.Lang, err error) error {
	if err == nil {
		return nil
	}
	var done *Problem
	if errors.As(err, &done) {
		return done
	}
	list := errs.All(err)
	text, hint := i18n.Error(lang, list[0])
	return &Problem{Type: "about:blank", Title: text, Detail: hint, Code: statusOf[list[0].Kind], Key: list[0].What.Key, Issues: answer.Issues(lang, list)}
}

// body is an answer with a JSON body.
type body[T any] struct {
	Body T
}

// refused turns what huma refuses before an operation is asked (a body that is
// no JSON, a field of the wrong type) into a problem document.
func refused(lang i18n.Lang, status int, causes []error) huma.StatusError {
	kind := errs.Invalid
	switch status {
	case http.StatusRequestEntityTooLarge:
		kind = errs.TooLarge
	case http.StatusInternalServerError:
		kind = errs.Internal
	}
	list := errs.List{}
	for _, cause := range causes {
		var detail *huma.ErrorDetail
		if errors.As(cause, &detail) {
			field := strings.TrimPrefix(strings.TrimPrefix(detail.Location, "body"), ".")
			list = append(list, errs.New(kind, "api.field_wrong", "field", detail.Location, "what", detail.Message).In(field))
		}
	}
	if len(list) == 0 {
		list = append(list, errs.New(kind, "error."+kind.String()))
	}
	text, hint := i18n.Error(lang, list[0])
	return &Problem{Type: "about:blank", Title: text, Detail: hint, Code: status, Key: list[0].What.Key, Issues: answer.Issues(lang, list)}
}

func init() {
	huma.NewError = func(status int, _ string, causes ...error) huma.StatusError {
		return refused(i18n.English, status, causes)
	}
	huma.NewErrorWithContext = func(ctx huma.Context, status int, _ string, causes ...error) huma.StatusError {
		return refused(i18n.Match(ctx.Header("Accept-Language")), status, causes)
	}
}

// operation registers one operation whose errors become problem documents.
func operation[I, O any](h huma.API, method, path, name string, do func(context.Context, caller, *I) (O, error)) {
	huma.Register(h, huma.Operation{OperationID: name, Method: method, Path: path, MaxBodyBytes: largestBody}, func(ctx context.Context, in *I) (*body[O], error) {
		c, err := signedIn(ctx)
		if err == nil {
			err = mustChange(c)
		}
		if err != nil {
			return nil, err
		}
		out, err := do(ctx, c, in)
		if err != nil {
			return nil, problem(c.lang, err)
		}
		return &body[O]{out}, nil
	})
}

// pathID reads an identifier from the address.
func pathID(text string) (id.ID, error) {
	if i := id.ID(text); i.Valid() {
		return i, nil
	}
	return "", errs.New(errs.NotFound, "access.not_found")
}

// day reads a date that may be left out.
func day(text string) (period.Date, error) {
	if text == "" {
		return "", nil
	}
	return period.ParseDate(text)
}

// unitID finds a unit by its code.
func (a *api) unitID(ctx context.Context, c caller, code string) (id.ID, error) {
	d, err := a.app.Directory(ctx, c.user.Actor)
	if err != nil {
		return "", err
	}
	return d.UnitByCode(code)
}

// Made is the answer to what makes a thing.
type Made struct {
	ID id.ID `json:"id"`
}

// none is an empty body.
type none struct{}
