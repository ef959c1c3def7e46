// Package units is the units of a body, their posts and who holds them: adding,
// changing, taking in a list of them, and the pages about them.
package units

import (
	"dondoc/internal/app/desk"
)

// Wing is these use-cases over one desk. It is safe for concurrent use.
type Wing struct {
	desk *desk.Desk
}

// New makes the wing.
func New(k *desk.Desk) *Wing {
	k.Undoes(unitImport, undoer())
	return &Wing{desk: k}
}
