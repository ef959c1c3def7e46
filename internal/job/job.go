// Package job is a piece of work that runs by itself: when it may be taken, by
// whom it is held, what comes of a failure.
package job

import (
	"time"

	"dondoc/internal/id"
)

// The kinds that are asked for by name elsewhere.
const (
	CheckLedger = "check_ledger" // the whole log and the tables
	CheckSample = "check_sample" // standings of a few units, worked out again
	Recurring   = "recurring"    // tasks that recur are given out
	Importing   = "import"       // a file is taken in
)

// State is how a job stands.
type State string

// The states. One that is dead has failed for good: somebody must look at it.
const (
	Waiting   State = "waiting"
	Running   State = "running"
	Done      State = "done"
	Dead      State = "dead"
	Cancelled State = "cancelled"
)

// States lists the states as they are shown.
func States() []State { return []State{Dead, Running, Waiting, Done, Cancelled} }

// Valid says whether the state exists.
func (s State) Valid() bool {
	for _, known := range States() {
		if s == known {
			return true
		}
	}
	return false
}

// Job is one piece of work. A kind and Once never come twice.
type Job struct {
	ID      id.ID
	Kind    string
	Once    string
	Payload string
	Unit    id.ID // whose matter it is; none for what concerns all
	By      id.ID // the account that asked for it; none for what repeats by itself

	State    State
	RunAt    time.Time
	Holder   string    // the server that holds it
	Until    time.Time // … and until when, unless it says it goes on
	Attempts int
	Done     int
	Total    int // 0 where it is not known how much there is
	Error    string
	Cancel   bool // it is asked to stop
	Made     time.Time
	Ended    time.Time
}

// Lease is how long a server holds a job without saying that it goes on.
const Lease = 2 * time.Minute

// backOff is how long a failed job waits, by how often it was tried; tried that
// often, it is dead.
var backOff = []time.Duration{time.Minute, 5 * time.Minute, 20 * time.Minute, time.Hour, 4 * time.Hour}

// Failed gives a job after an attempt that failed: to be tried again later, or
// dead, where trying again does not help or was done often enough.
func (j Job) Failed(why string, forGood bool, now time.Time) Job {
	j.Error, j.Holder, j.Until = why, "", time.Time{}
	if forGood || j.Attempts > len(backOff) { // the first is no repetition
		j.State, j.Ended = Dead, now
		return j
	}
	j.State, j.RunAt = Waiting, now.Add(backOff[max(j.Attempts, 1)-1])
	return j
}

// Again gives a job that ended without being done, to be run now from the start.
func (j Job) Again(now time.Time) (Job, bool) {
	if j.State != Dead && j.State != Cancelled {
		return j, false
	}
	j.State, j.RunAt, j.Attempts, j.Cancel, j.Ended = Waiting, now, 0, false, time.Time{}
	return j, true
}

// Anew gives a job that was done, to be run now for more of the same.
func (j Job) Anew(now time.Time) Job {
	j.State, j.RunAt, j.Attempts, j.Error, j.Cancel, j.Ended, j.Done, j.Total = Waiting, now, 0, "", false, time.Time{}, 0, 0
	return j
}

// Stopped gives a job that is cancelled: at once where nobody runs it, else as
// soon as who runs it sees it.
func (j Job) Stopped(now time.Time) (Job, bool) {
	switch j.State {
	case Waiting:
		j.State, j.Ended = Cancelled, now
	case Running:
		j.Cancel = true
	default:
		return j, false
	}
	return j, true
}

// TooOften says whether a job was taken more often than it is tried: the servers
// that took it did not live to say what came of it.
func (j Job) TooOften() bool { return j.Attempts > len(backOff)+1 }

// Last says whether a failure of this attempt is the end.
func (j Job) Last() bool { return j.Attempts > len(backOff) }

// File is a file that a job takes in.
type File struct {
	Job     id.ID
	Account id.ID // who asked for it
	Name    string
	Asked   string // what is to be done with it
	Content []byte
	Result  string // what came of it; "" before
	At      time.Time
}
