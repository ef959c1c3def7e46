// Package record is the log as it is read, proved and verified.
package record

import (
	"sync"
	"sync/atomic"

	"dondoc/internal/app/desk"
)

// Wing is these use-cases over one desk. It is safe for concurrent use.
type Wing struct {
	desk *desk.Desk

	verifying sync.Mutex // one verification at a time
	right     atomic.Pointer[Checked]
}

// New makes the wing.
func New(k *desk.Desk) *Wing { return &Wing{desk: k} }
