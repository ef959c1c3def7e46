// Package plan is what a unit set itself: resolutions, targets and their wordings,
// allotment to the units below, and the word on how a target stands.
package plan

import (
	"dondoc/internal/app/desk"
)

// Wing is these use-cases over one desk. It is safe for concurrent use.
type Wing struct {
	desk *desk.Desk
}

// New makes the wing.
func New(k *desk.Desk) *Wing { return &Wing{desk: k} }
