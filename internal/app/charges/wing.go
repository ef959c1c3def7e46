// Package charges is what a body asks of units that are not under it: that they
// answer for a target, lead a task or coordinate in it. Until the unit asked
// says yes nothing of it counts, and afterwards it stands like any other.
package charges

import (
	"dondoc/internal/app/desk"
)

// Wing is these use-cases over one desk. It is safe for concurrent use.
type Wing struct {
	desk *desk.Desk
}

// New makes the wing.
func New(k *desk.Desk) *Wing { return &Wing{desk: k} }
