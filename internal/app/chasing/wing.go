// Package chasing is following up: who is late and answers, the chaser that goes
// to all of them, what each account is told and how, and what is told by itself.
package chasing

import (
	"dondoc/internal/app/desk"
	"dondoc/internal/app/figures"
	"dondoc/internal/app/hooks"
	"dondoc/internal/app/jobs"
	"dondoc/internal/app/later"
	"dondoc/internal/app/money"
	"dondoc/internal/app/record"
	"dondoc/internal/app/standing"
	"dondoc/internal/app/tasks"
)

// Wing is these use-cases over one desk. It is safe for concurrent use.
type Wing struct {
	desk    *desk.Desk
	figures *figures.Wing
	jobs    *jobs.Wing
	money   *money.Wing
	hooks   *hooks.Wing

	tasks    *tasks.Wing
	record   *record.Wing
	standing *standing.Wing
	later    *later.Wing
}

// Others are the wings of which jobs are run.
type Others struct {
	Tasks    *tasks.Wing
	Record   *record.Wing
	Standing *standing.Wing
	Later    *later.Wing
}

// New makes the wing.
func New(k *desk.Desk, f *figures.Wing, j *jobs.Wing, m *money.Wing, h *hooks.Wing, o Others) *Wing {
	return &Wing{k, f, j, m, h, o.Tasks, o.Record, o.Standing, o.Later}
}
