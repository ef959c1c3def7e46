package api

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"

	"dondoc/internal/app/desk"
	"dondoc/internal/errs"
	"dondoc/internal/guard"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humago"
)

const (
	// onceHeader is what a program sends with a request that it may have to send again.
	onceHeader = "Idempotency-Key"
	// againHeader is on an answer that was given before.
	againHeader = "Idempotency-Replayed"
	// longestKey is how long the key of a request may be, in bytes.
	longestKey = 128
	// mostKept is how long an answer may be to be kept for a second sending, in bytes.
	mostKept = 256 << 10
)

// onceAt says whether an operation may be sent with a key: it changes something,
// and its answer holds no secret that must not be kept.
func onceAt(op *huma.Operation) bool {
	if op.Method == http.MethodGet || op.Method == http.MethodHead || op.Metadata[toAnyone] == true {
		return false
	}
	for _, secret := range []string{"/api/v1/sessions", "/api/v1/accounts", "/api/v1/account/"} {
		if strings.HasPrefix(op.Path, secret) {
			return false
		}
	}
	return true
}

// once has a request with a key carried out once: sent again, it is answered as it
// was the first time, whatever happened to that answer on the way.
func (a *api) once(ctx huma.Context, next func(huma.Context)) {
	key := ctx.Header(onceHeader)
	if key == "" {
		next(ctx)
		return
	}
	c := from(ctx.Context())
	r, w := humago.Unwrap(ctx)
	if err := goodKey(key, ctx.Operation()); err != nil {
		refuse(w, c.lang, err)
		return
	}
	sent, err := io.ReadAll(r.Body)
	if err != nil {
		refuse(w, c.lang, unread(err))
		return
	}
	r.Body = io.NopCloser(bytes.NewReader(sent))
	sum := sha256.Sum256(sent)
	o := desk.NewOnce(c.user.Account, key, r.Method+" "+r.URL.RequestURI()+" "+hex.EncodeToString(sum[:]))
	before, err := a.app.AnsweredBefore(ctx.Context(), o)
	switch {
	case err != nil:
		refuse(w, c.lang, err)
		return
	case before != nil:
		again(w, c, before)
		return
	}
	kept := &keeping{inner: huma.WithContext(ctx, o.In(ctx.Context()))}
	next(kept)
	if status := kept.Status(); status < http.StatusInternalServerError && kept.body.Len() <= mostKept {
		// What was done is done and its key is taken; an answer that cannot be kept is told as such.
		_ = a.app.KeepAnswer(ctx.Context(), o, desk.Answered{Status: status, Body: kept.body.Bytes()})
	}
}

func goodKey(key string, op *huma.Operation) error {
	if !onceAt(op) {
		return errs.New(errs.Invalid, "api.once_not_here").In(onceHeader)
	}
	for _, b := range []byte(key) {
		if b < '!' || b > '~' {
			return errs.New(errs.Invalid, "api.once_key", "most", longestKey).In(onceHeader)
		}
	}
	if len(key) > longestKey {
		return errs.New(errs.Invalid, "api.once_key", "most", longestKey).In(onceHeader)
	}
	return nil
}

// unread says why a body could not be read.
func unread(err error) error {
	var long *http.MaxBytesError
	switch {
	case guard.Full(err):
		return errs.New(errs.Busy, "error.busy").Because(err)
	case errors.As(err, &long):
		return errs.New(errs.TooLarge, "error.too_large").Because(err)
	}
	return errs.New(errs.Invalid, "error.invalid").Because(err)
}

// again answers as the first time.
func again(w http.ResponseWriter, c caller, before *desk.Answered) {
	w.Header().Set(againHeader, "true")
	if before.Status == 0 {
		refuse(w, c.lang, errs.New(errs.Conflict, "app.once_done").Try("app.once_done_hint"))
		return
	}
	kind := "application/json"
	if before.Status >= http.StatusBadRequest {
		kind = "application/problem+json"
	}
	w.Header().Set("Content-Type", kind)
	w.Header().Set("Content-Length", fmt.Sprint(len(before.Body)))
	w.WriteHeader(before.Status)
	_, _ = w.Write(before.Body) // the caller is gone when this fails
}

type inner = huma.Context // under a name that is not the one of its method

// keeping is a request whose answer is kept as it goes out.
type keeping struct {
	inner
	body bytes.Buffer
}

// Unwrap gives the request as it came.
func (k *keeping) Unwrap() huma.Context { return k.inner }

// BodyWriter writes to the caller and to what is kept.
func (k *keeping) BodyWriter() io.Writer { return io.MultiWriter(&k.body, k.inner.BodyWriter()) }
