// Package months closes and reopens the months of a unit, and says how one stands.
package months

import (
	"dondoc/internal/app/desk"
)

// Wing is these use-cases over one desk. It is safe for concurrent use.
type Wing struct {
	desk *desk.Desk
}

// New makes the wing.
func New(k *desk.Desk) *Wing { return &Wing{desk: k} }
