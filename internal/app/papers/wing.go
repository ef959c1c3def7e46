// Package papers is documents with their text: taking them in, correcting how they
// were cut, and what a superior's asks for that an own one takes up.
package papers

import (
	"dondoc/internal/access"
	"dondoc/internal/app/desk"
)

// Wing is these use-cases over one desk. It is safe for concurrent use.
type Wing struct {
	desk *desk.Desk
}

// New makes the wing.
func New(k *desk.Desk) *Wing {
	k.Undoes(coverageAccepted, desk.Undoer{Needs: access.ManageTargets, Hold: holdAccepted})
	return &Wing{desk: k}
}
