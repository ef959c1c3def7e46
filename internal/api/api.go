// Package api is the JSON face over the use-cases of app: OpenAPI 3.1 from the
// types, errors as RFC 9457 problem documents. It decides nothing.
package api

import (
	"context"
	"errors"
	"net/http"
	"strings"

	"dondoc/internal/answer"
	"dondoc/internal/app"
	"dondoc/internal/errs"
	"dondoc/internal/i18n"

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
	user app.User
	lang i18n.Lang
	err  error // why nobody is signed in
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
	a.boards(h)
	a.reports(h)
	a.imports(h)
	a.ledger(h)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		r.Body = http.MaxBytesReader(w, r.Body, largestBody)
		mux.ServeHTTP(w, r)
	})
}

// identify finds who asks: a bearer token, or the pages' cookie.
func (a *api) identify(ctx huma.Context, next func(huma.Context)) {
	token, _ := strings.CutPrefix(ctx.Header("Authorization"), "Bearer ")
	if token == "" {
		if c, err := huma.ReadCookie(ctx, "dondoc"); err == nil {
			token = c.Value
		}
	}
	c := caller{lang: i18n.Match(ctx.Header("Accept-Language"))}
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

// operation registers one operation whose errors become problem documents.
func operation[I, O any](h huma.API, method, path, name string, do func(context.Context, caller, *I) (O, error)) {
	huma.Register(h, huma.Operation{OperationID: name, Method: method, Path: path, MaxBodyBytes: largestBody}, func(ctx context.Context, in *I) (*body[O], error) {
		c, err := signedIn(ctx)
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
