// Package errs holds the kinds of error that cross floors. An error here is a
// kind (what a face does about it), a phrase (what the reader is told) and,
// where there is one, the field, row or cell it is about.
package errs

import (
	"errors"
	"fmt"
	"strings"

	"dondoc/internal/phrase"
)

// Kind says what sort of failure it is; each face maps it once (HTTP status, exit code).
type Kind uint8

// The kinds of error.
const (
	Internal        Kind = iota // a defect or an unexpected failure of the machine
	Invalid                     // the input cannot be accepted as it is
	NotFound                    // no such thing, or nothing the actor may know of
	Forbidden                   // the actor may not do this
	Unauthenticated             // nobody is signed in
	Conflict                    // somebody else changed it first, or it already exists
	Locked                      // the period is closed
	TooLarge                    // over a stated limit
	TooMany                     // too many attempts; wait
	Busy                        // the database is in use; nothing was written, try again
	Unavailable                 // the database cannot be opened or reached
)

var kindNames = [...]string{"internal", "invalid", "not_found", "forbidden", "unauthenticated",
	"conflict", "locked", "too_large", "too_many", "busy", "unavailable"}

// String gives the kind's name as the API and the log write it.
func (k Kind) String() string { return kindNames[k] }

// Error is a failure somebody can be told about.
type Error struct {
	Kind  Kind
	What  phrase.Phrase // what went wrong
	Hint  phrase.Phrase // what to do about it; may be zero
	Field string        // the form field or JSON key, where there is one
	Row   int           // the row of a table, from 1, where there is one
	Cell  string        // the cell of a sheet ("C7"), where there is one
	Cause error         // for the log, never for the reader
}

// New makes an error of a kind; key and the alternating names and values are its phrase.
func New(kind Kind, key string, namesAndValues ...any) *Error {
	return &Error{Kind: kind, What: phrase.New(key, namesAndValues...)}
}

// In names the field the error is about.
func (e *Error) In(field string) *Error { e.Field = field; return e }

// AtRow names the row, counted from 1, and the cell (may be empty).
func (e *Error) AtRow(row int, cell string) *Error { e.Row, e.Cell = row, cell; return e }

// Because keeps the cause for the log.
func (e *Error) Because(err error) *Error { e.Cause = err; return e }

// Try adds what to do about it.
func (e *Error) Try(key string, namesAndValues ...any) *Error {
	e.Hint = phrase.New(key, namesAndValues...)
	return e
}

// Error is the form for logs: kind, key, arguments and cause, in no language.
func (e *Error) Error() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s: %s", e.Kind, e.What.Key)
	for _, a := range e.What.Args {
		fmt.Fprintf(&b, " %s=%v", a.Name, a.Value)
	}
	if e.Field != "" {
		fmt.Fprintf(&b, " field=%s", e.Field)
	}
	if e.Row > 0 {
		fmt.Fprintf(&b, " row=%d", e.Row)
	}
	if e.Cause != nil {
		fmt.Fprintf(&b, ": %v", e.Cause)
	}
	return b.String()
}

// Unwrap gives the cause.
func (e *Error) Unwrap() error { return e.Cause }

// List is several errors at once, such as those of a form or a sheet.
type List []*Error

// Error joins the errors for the log.
func (l List) Error() string {
	parts := make([]string, len(l))
	for i, e := range l {
		parts[i] = e.Error()
	}
	return strings.Join(parts, "; ")
}

// OrNil gives nil for an empty list, else the list as an error.
func (l List) OrNil() error {
	if len(l) == 0 {
		return nil
	}
	return l
}

// All gives the errors inside err: those of a List, or the one Error, or an
// Internal error that wraps anything else. It gives nil for nil.
func All(err error) List {
	if err == nil {
		return nil
	}
	var list List
	if errors.As(err, &list) {
		return list
	}
	var one *Error
	if errors.As(err, &one) {
		return List{one}
	}
	return List{New(Internal, "error.internal").Because(err)}
}

// KindOf gives the kind of err: that of the first error inside it.
func KindOf(err error) Kind {
	if l := All(err); len(l) > 0 {
		return l[0].Kind
	}
	return Internal
}

// Failed says whether err is a failure of the machine, so that what was asked
// is not answered: neither yes nor no.
func Failed(err error) bool {
	if err == nil {
		return false
	}
	switch KindOf(err) {
	case Internal, Busy, Unavailable:
		return true
	}
	return false
}

// Is says whether err is of the kind.
func Is(err error, kind Kind) bool { return err != nil && KindOf(err) == kind }
