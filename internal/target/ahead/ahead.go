// Package ahead is who will answer for a target from a day that was still to
// come when it was decided.
package ahead

import (
	"time"

	"dondoc/internal/id"
	"dondoc/internal/period"
)

// State is how a change to come stands.
type State string

// The states of a change to come. All but Waits are for good.
const (
	Waits     State = "ahead"
	InForce   State = "in_force"
	TakenBack State = "withdrawn"
)

// Change is who will answer for a target from a day to come. Until that day it
// changes nothing.
type Change struct {
	ID     id.ID
	Target id.ID
	Unit   id.ID
	Post   id.ID
	From   period.Date
	Reason string // the decision
	By     id.ID
	ByName string
	At     time.Time

	State      State
	ClosedBy   id.ID
	ClosedName string
	ClosedAt   time.Time
}

// WaitsAt says whether the change was known and still to come just before an
// instant; a zero instant means now.
func (c Change) WaitsAt(before time.Time) bool {
	if before.IsZero() {
		return c.State == Waits
	}
	return c.At.Before(before) && (c.ClosedAt.IsZero() || !c.ClosedAt.Before(before))
}
