// Package tasks is what was asked to be done: tasks, directives, the steps taken
// with them, and those that recur.
package tasks

import (
	"dondoc/internal/app/desk"
)

// Wing is these use-cases over one desk. It is safe for concurrent use.
type Wing struct {
	desk *desk.Desk
}

// New makes the wing.
func New(k *desk.Desk) *Wing { return &Wing{desk: k} }
