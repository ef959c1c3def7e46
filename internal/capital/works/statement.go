package works

import (
	"time"

	"dondoc/internal/id"
	"dondoc/internal/period"
)

// Statement is what the Treasury or a finance office says was paid of a unit's
// projects of a capital year by a day, as it was sent.
type Statement struct {
	ID, Unit id.ID
	Year     int
	Day      period.Date
	No       int    // of those of one day; the last holds
	Name     string // of the file
	Body     string // the rows, in JSON
	Reason   string // why it says otherwise than the one before
	By       id.ID
	ByName   string
	At       time.Time
}
