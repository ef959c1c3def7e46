package period

import (
	"time"

	"dondoc/internal/id"
)

// Lock is one act of closing or reopening a reporting month of a unit and of
// everything under it. Acts are only added; the last one holds.
type Lock struct {
	Unit      id.ID
	Month     Month
	No        int
	Locked    bool
	Reason    string
	OpenUntil Date  // the last day a reopened month stays open
	By        id.ID // the account; "" of acts before it was kept
	ByName    string
	At        time.Time
}

// Standing is how a month stands on a day.
type Standing struct {
	Locked   bool
	Reopened bool // it was closed once and is open again
	Last     Lock // the act that decides it; zero when the month was never closed
}

// StandingOn says how a month stands on a day by the acts of one unit, in
// order. A reopened month closes by itself after OpenUntil.
func StandingOn(acts []Lock, month Month, on Date) Standing {
	var s Standing
	for _, a := range acts {
		if a.Month != month {
			continue
		}
		s = Standing{Locked: a.Locked, Reopened: !a.Locked, Last: a}
		if !a.Locked && a.OpenUntil < on {
			s.Locked, s.Reopened = true, false
		}
	}
	return s
}
