// Package api is the JSON face over the use-cases of app: OpenAPI 3.1 from the
// types, errors as RFC 9457 problem documents. It decides nothing.
package api

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"path"
	"reflect"
	"strings"

	"dondoc/internal/access"
	"dondoc/internal/answer"
	"dondoc/internal/app"
	"dondoc/internal/app/accounts"
	"dondoc/internal/errs"
	"dondoc/internal/guard"
	"dondoc/internal/i18n"
	"dondoc/internal/id"
	"dondoc/internal/period"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humago"
)

// mostIssues is how many faults an answer names; a body with more is refused for these.
const mostIssues = 20

// api serves the JSON face of one App.
type api struct {
	app *app.App
}

// caller is who asks, put in the context by the middleware.
type caller struct {
	user    accounts.User
	lang    i18n.Lang
	address string // where the request came from, for limits
	err     error  // why nobody is signed in
}

type callerKey struct{}

// apartRooms are packages whose types go by words that others use too.
var apartRooms = map[string]bool{"release": true, "review": true, "reviews": true, "dossier": true, "rated": true, "ahead": true, "draft": true, "awarded": true, "commendation": true, "nomination": true, "chased": true, "chase": true}

// named names the schema of a type: by its name, with its package before it where
// that is one of its own.
func named(t reflect.Type, hint string) string {
	name, of := huma.DefaultSchemaNamer(t, hint), t
	for of.Kind() == reflect.Pointer || of.Kind() == reflect.Slice {
		of = of.Elem()
	}
	if room := path.Base(of.PkgPath()); apartRooms[room] && of.Name() != "" {
		return strings.ToUpper(room[:1]) + room[1:] + name
	}
	return name
}

// New makes the API over an App; mount it at /api/.
func New(p *app.App) http.Handler {
	mux := http.NewServeMux()
	config := huma.DefaultConfig("Dondoc", "1")
	config.DocsPath, config.SchemasPath, config.CreateHooks = "", "", nil
	config.OpenAPIPath = "/api/openapi"
	config.Components.Schemas = huma.NewMapRegistry("#/components/schemas/", named)
	h := humago.New(mux, config)
	a := &api{app: p}
	h.UseMiddleware(a.identify, a.once)
	rooms := a.rooms()
	head(h.OpenAPI(), rooms)
	for _, r := range rooms {
		g := huma.NewGroup(h)
		g.UseSimpleModifier(describe(r.tag))
		r.register(g)
	}
	exemplify(h.OpenAPI())
	delete(h.OpenAPI().Components.Schemas.Map(), "FormFile") // files are described where they are sent
	mux.HandleFunc("/", nothing(mux))
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Cache-Control", "no-store")
		if r.Method == http.MethodGet || r.Method == http.MethodHead { // all an answer holds is of one moment
			ctx, release := p.Request(r.Context())
			defer release()
			w, r = guard.Leaving(w, release), r.WithContext(ctx)
		}
		mux.ServeHTTP(w, r)
	})
}

// nothing answers for addresses where there is nothing, and with the methods that
// there are where only the method is another.
func nothing(mux *http.ServeMux) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		lang := i18n.Match(r.Header.Get("Accept-Language"))
		err := errs.New(errs.NotFound, "api.no_operation", "method", r.Method, "path", r.URL.Path).Try("api.no_operation_hint")
		var allowed []string
		for _, method := range []string{http.MethodGet, http.MethodPost, http.MethodPut, http.MethodPatch, http.MethodDelete} {
			other := r.Clone(r.Context())
			other.Method = method
			if _, pattern := mux.Handler(other); pattern != "/" {
				allowed = append(allowed, method)
			}
		}
		if len(allowed) == 0 {
			refuse(w, lang, err)
			return
		}
		w.Header().Set("Allow", strings.Join(allowed, ", "))
		p := *problem(lang, err).(*Problem)
		p.Code = http.StatusMethodNotAllowed
		refuse(w, lang, &p)
	}
}

// refuse answers with a problem document outside an operation.
func refuse(w http.ResponseWriter, lang i18n.Lang, err error) {
	code := http.StatusInternalServerError
	p := problem(lang, err)
	var known *Problem
	if errors.As(p, &known) {
		code = known.Code
	}
	w.Header().Set("Content-Type", "application/problem+json")
	w.WriteHeader(code)
	_ = json.NewEncoder(w).Encode(p) // the caller is gone when this fails
}

// identify finds who asks (a bearer token, or the pages' cookie) and what they
// may do at all before a byte of the body is read: a stranger's body never is,
// but a sign-in's small one.
func (a *api) identify(ctx huma.Context, next func(huma.Context)) {
	token, _ := strings.CutPrefix(ctx.Header("Authorization"), "Bearer ")
	if token == "" {
		if c, err := huma.ReadCookie(ctx, "dondoc"); err == nil {
			token = c.Value
		}
	}
	r, w := humago.Unwrap(ctx)
	c := caller{lang: i18n.Match(ctx.Header("Accept-Language")), address: guard.Address(r)}
	if accounts.Narrow(token) {
		c.user, c.err = a.app.ByToken(ctx.Context(), token)
	} else {
		c.user, c.err = a.app.Authenticate(ctx.Context(), token)
	}
	op := ctx.Operation()
	err := a.admit(c, op)
	if err == nil {
		err = knownQuery(op, r.URL.RawQuery)
	}
	if err != nil {
		refuse(w, c.lang, err)
		return
	}
	r.Body = http.MaxBytesReader(w, r.Body, bodyLimit(op))
	next(huma.WithValue(ctx, callerKey{}, c))
}

// What an operation says of itself beside what huma asks, in its Metadata.
const (
	toAnyone = "to_anyone" // true where nobody needs to be signed in
	toNewest = "to_newest" // true where who must change their password may come too
	needs    = "needs"     // the access.Action that is needed somewhere, asked before a file is read
)

// admit says why a caller may not even begin with an operation; nil when they may.
func (a *api) admit(c caller, op *huma.Operation) error {
	if op.Metadata[toAnyone] == true {
		return nil
	}
	if c.user.Account == "" {
		return c.err
	}
	if c.user.Token != "" {
		if err := byToken(c.user, op); err != nil {
			return err
		}
	}
	if c.user.MustChange && op.Metadata[toNewest] != true {
		return errs.New(errs.Forbidden, "api.change_password").Try("api.change_password_hint")
	}
	if action, ok := op.Metadata[needs].(access.Action); ok {
		return a.app.MayAnywhere(c.user.Actor, action)
	}
	return nil
}

// byToken says why a narrow token does not open an operation: nothing of
// sign-ins, accounts and tokens, and where it only reads nothing that changes.
func byToken(user accounts.User, op *huma.Operation) error {
	for _, person := range []string{"/api/v1/sessions", "/api/v1/accounts", "/api/v1/account/"} {
		if strings.HasPrefix(op.Path, person) {
			return errs.New(errs.Forbidden, "access.token_person")
		}
	}
	if user.ReadOnly && op.Method != http.MethodGet && op.Method != http.MethodHead {
		return errs.New(errs.Forbidden, "access.token_reads")
	}
	return nil
}

func bodyLimit(op *huma.Operation) int64 {
	if op.MaxBodyBytes > 0 {
		return op.MaxBodyBytes
	}
	return guard.SmallBody
}

func from(ctx context.Context) caller {
	c, _ := ctx.Value(callerKey{}).(caller)
	return c
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
	More   int            `json:"more,omitempty" doc:"issues beyond those named"`
	Read   any            `json:"read,omitempty" doc:"of a file with rows at fault: what was read of it, as the operation answers; nothing was kept"`
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
	return problemOf(lang, err, mostIssues)
}

func problemOf(lang i18n.Lang, err error, most int) *Problem {
	all := errs.All(err)
	list := all[:min(len(all), most)]
	text, hint := i18n.Error(lang, list[0])
	return &Problem{Type: "about:blank", Title: text, Detail: hint, Code: statusOf[list[0].Kind], Key: list[0].What.Key, Issues: answer.Issues(lang, list), More: len(all) - len(list)}
}

// mostRowIssues is how many faults of a file an answer names.
const mostRowIssues = 5000

// taken is the answer about a file. Where rows of it are at fault nothing is
// kept: the problem names every fault and has what was read of the others.
func taken[T any](lang i18n.Lang, read bool, out T, err error) (T, error) {
	if err == nil || !read || errs.Failed(err) {
		return out, problem(lang, err)
	}
	p := problemOf(lang, err, mostRowIssues)
	p.Read = out
	return out, p
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
	for _, cause := range causes[:min(len(causes), mostIssues)] {
		if guard.Full(cause) {
			status, kind, list = http.StatusServiceUnavailable, errs.Busy, nil
			break
		}
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
	register(h, huma.Operation{OperationID: name, Method: method, Path: path}, do)
}

// withFiles registers an operation that takes files: only who has the right
// somewhere may send them, before they are read.
func withFiles[I, O any](h huma.API, action access.Action, method, path, name string, do func(context.Context, caller, *I) (O, error)) {
	register(h, huma.Operation{OperationID: name, Method: method, Path: path, MaxBodyBytes: guard.JSONFiles,
		Metadata: map[string]any{needs: action}}, do)
}

func register[I, O any](h huma.API, op huma.Operation, do func(context.Context, caller, *I) (O, error)) {
	op.MaxBodyBytes, op.Errors = bodyLimit(&op), failures
	huma.Register(h, op, func(ctx context.Context, in *I) (*body[O], error) {
		c := from(ctx)
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

// may asks a right at a unit by its code.
func (a *api) may(ctx context.Context, c caller, action access.Action, code string) error {
	d, err := a.app.Directory(ctx, c.user.Actor)
	if err != nil {
		return err
	}
	unit, err := d.UnitByCode(code)
	if err != nil {
		return err
	}
	return d.May(action, unit)
}

// Made is the answer to what makes a thing.
type Made struct {
	ID id.ID `json:"id"`
}

// none is an empty body.
type none struct{}
