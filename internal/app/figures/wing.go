// Package figures is what is reported: figures with their evidence, the steps of
// approval, and what waits for whom.
package figures

import (
	"dondoc/internal/app/desk"
)

// Wing is these use-cases over one desk. It is safe for concurrent use.
type Wing struct {
	desk *desk.Desk
}

// New makes the wing.
func New(k *desk.Desk) *Wing { return &Wing{desk: k} }
