// Package chases makes the addresses of who is late, of chasers and of what one
// is told; see package href.
package chases

import (
	"net/url"

	"dondoc/internal/chase"
	"dondoc/internal/id"
	"dondoc/internal/period"
)

// The addresses that are about nothing in particular.
const (
	Notices  = "/notices"
	Wish     = "/account/notices"
	Browsers = "/account/notices/browsers" // those that are told
	Jobs     = "/admin/jobs"
)

// Notice is one thing the reader was told.
func Notice(which id.ID) string { return Notices + "/" + url.PathEscape(string(which)) }

// Late is what is late of a unit: figures of a month, or tasks.
func Late(code string, what chase.What, month period.Month, cycle period.Cycle) string {
	q := url.Values{}
	if what == chase.Tasks {
		q.Set("what", string(what))
	} else if month != "" {
		cycle = month.Cycle()
		q.Set("month", string(month))
	}
	at := "/u/" + url.PathEscape(code) + "/" + url.PathEscape(string(cycle)) + "/late"
	if len(q) == 0 {
		return at
	}
	return at + "?" + q.Encode()
}

// Burden is what reporting a year costs a unit.
func Burden(code string, cycle period.Cycle) string {
	return "/u/" + url.PathEscape(code) + "/" + url.PathEscape(string(cycle)) + "/burden"
}

// Chaser is one that was sent, with whom it reached.
func Chaser(which id.ID) string { return "/chasers/" + url.PathEscape(string(which)) }

// Job is where one is run again or stopped.
func Job(which id.ID) string { return Jobs + "/" + url.PathEscape(string(which)) }

// Schedule is when the months of a unit's cycle are asked for.
func Schedule(code string, cycle period.Cycle) string {
	return "/u/" + url.PathEscape(code) + "/" + url.PathEscape(string(cycle)) + "/schedule"
}

// Later is a file that is taken in by a job.
func Later(which id.ID) string { return "/imports/later/" + url.PathEscape(string(which)) }

// Confirm is the link by which an address is confirmed.
func Confirm(key string) string { return Wish + "/confirm?key=" + url.QueryEscape(key) }
