// Package charge is the request of a body that a unit which is not under it take
// something on: answer for a target, lead a task or coordinate in it. A request
// charges nobody; the unit asked says yes or no, and only its yes counts.
package charge

import (
	"strings"
	"time"

	"dondoc/internal/access"
	"dondoc/internal/errs"
	"dondoc/internal/id"
	"dondoc/internal/period"
)

// Role is what a unit is asked to be.
type Role string

// The roles: of a target, and of a task.
const (
	Answer  Role = "answer"
	Lead    Role = "lead"
	Partner Role = "partner"
)

// OfTask says whether the role is one in a task; else it is one of a target.
func (r Role) OfTask() bool { return r == Lead || r == Partner }

// Right is the right by which a role is given out.
func (r Role) Right() access.Action {
	if r.OfTask() {
		return access.ManageTasks
	}
	return access.ManageTargets
}

// State is how a request stands.
type State string

// The states. All but Waiting are for good.
const (
	Waiting   State = "waiting"
	Accepted  State = "accepted"
	Declined  State = "declined"
	Withdrawn State = "withdrawn" // by who asked
)

// Request is one request with its answer.
type Request struct {
	ID     id.ID
	Role   Role
	Object id.ID       // the target or the task
	Unit   id.ID       // the body whose target or task it is
	Asked  id.ID       // the unit that is asked
	Name   string      // what it is asked to take on, as written then
	Due    period.Date // by when, of a task
	Reason string
	By     id.ID
	ByName string
	At     time.Time

	State      State
	Answer     string // what was said with it
	AnsweredBy id.ID
	AnswerName string
	AnsweredAt time.Time
}

// MostWaiting is how many requests of one body may wait for one unit.
const MostWaiting = 50

// LongestReason is how long a reason may be, in bytes.
const LongestReason = 2000

// Check says whether a request can be made: what for, and why.
func (r Request) Check() error {
	var list errs.List
	if r.Role != Answer && !r.Role.OfTask() {
		list = append(list, errs.New(errs.Invalid, "charge.role_unknown").In("role"))
	}
	if strings.TrimSpace(r.Reason) == "" {
		list = append(list, errs.New(errs.Invalid, "charge.reason_needed").In("reason"))
	}
	return list.OrNil()
}

// Close gives the request as it is after an answer: Conflict where it has one
// already, Invalid for a no without a reason.
func (r Request) Close(to State, say string) (Request, error) {
	switch {
	case r.State != Waiting:
		return r, errs.New(errs.Conflict, "charge.closed", "state", string(r.State))
	case to == Declined && strings.TrimSpace(say) == "":
		return r, errs.New(errs.Invalid, "charge.reason_needed").In("answer")
	case to != Accepted && to != Declined && to != Withdrawn:
		return r, errs.New(errs.Invalid, "charge.state_unknown")
	}
	r.State, r.Answer = to, strings.TrimSpace(say)
	return r, nil
}
