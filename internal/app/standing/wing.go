// Package standing says how targets stand: the scoreboard of a unit as known on
// any day, and the units below one.
package standing

import "dondoc/internal/app/desk"

// Wing is these use-cases over one desk. It is safe for concurrent use.
type Wing struct {
	desk *desk.Desk
}

// New makes the wing.
func New(k *desk.Desk) *Wing { return &Wing{desk: k} }
