// Package chasing is following up: who is late and answers, the chaser that goes
// to all of them, what each account is told and how, and what is told by itself.
package chasing

import (
	"dondoc/internal/app/desk"
	"dondoc/internal/app/figures"
	"dondoc/internal/app/hooks"
	"dondoc/internal/app/jobs"
	"dondoc/internal/app/money"
)

// Wing is these use-cases over one desk. It is safe for concurrent use.
type Wing struct {
	desk    *desk.Desk
	figures *figures.Wing
	jobs    *jobs.Wing
	money   *money.Wing
	hooks   *hooks.Wing
}

// New makes the wing.
func New(k *desk.Desk, f *figures.Wing, j *jobs.Wing, m *money.Wing, h *hooks.Wing) *Wing {
	return &Wing{k, f, j, m, h}
}
