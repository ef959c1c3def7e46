// Package figures is what is reported: figures with their evidence, the steps of
// approval, and what waits for whom.
package figures

import (
	"dondoc/internal/app/desk"
	"dondoc/internal/store"
)

// Wing is these use-cases over one desk. It is safe for concurrent use.
type Wing struct {
	desk  *desk.Desk
	alike *store.Alike // reports; see reportAll
}

// New makes the wing.
func New(k *desk.Desk) *Wing {
	a := &Wing{desk: k}
	a.alike = k.Alike(a.reportAll)
	return a
}
