package edit

import (
	"time"

	"dondoc/internal/id"
)

// Form is an office's own document (mẫu văn bản) in which its reports are set. Once
// put in it is not changed: a new one takes its place, and it goes out of use.
type Form struct {
	ID      id.ID
	Unit    id.ID
	Name    string
	Places  []string // that it has, each once
	Bytes   int64
	SHA256  string
	ByName  string
	At      time.Time
	Ended   time.Time // zero while it is in use
	EndedBy string
}

// InUse says whether reports can be set in it.
func (f Form) InUse() bool { return f.Ended.IsZero() }
