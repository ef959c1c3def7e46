package works

import (
	"time"

	"dondoc/internal/approval"
	"dondoc/internal/capital"
	"dondoc/internal/id"
	"dondoc/internal/period"
)

// Waiting points at a voucher that waits for a step or was returned.
type Waiting struct {
	Payment, Project id.ID
	Year             int
	State            approval.State
	By               id.ID // who entered it
	On               period.Date
}

// Tied is how a target takes its rate from the money, since when and by whom.
type Tied struct {
	capital.Tie
	ByName  string
	At      time.Time
	EndedBy string    // of one that was replaced or ended
	Until   time.Time // and when; zero: it holds
}
