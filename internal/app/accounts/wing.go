// Package accounts is who signs in: accounts, what they were granted, passwords,
// sessions, attempts, and what an account keeps for itself.
package accounts

import (
	"time"

	"dondoc/internal/app/desk"
	"dondoc/internal/app/units"
)

// Wing is these use-cases over one desk. It is safe for concurrent use.
type Wing struct {
	desk  *desk.Desk
	units *units.Wing

	attempts attempts
	signedIn signedIn
	After    func(time.Duration) <-chan time.Time // time.After but in tests
}

// New makes the wing.
func New(k *desk.Desk, u *units.Wing) *Wing {
	k.Undoes(peopleImport, undoer())
	return &Wing{desk: k, units: u, attempts: newAttempts(), After: time.After}
}

// wait gives the end of a delay, nil for none.
func (a *Wing) wait(delay time.Duration) <-chan time.Time {
	if delay <= 0 {
		return nil
	}
	return a.After(delay)
}
