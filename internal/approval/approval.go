// Package approval is the one state machine a reported figure goes through:
// draft → submitted → verified → approved, returned with a reason at any step
// before approval, reopened after it by who may. Every step is a new row; no
// state is ever overwritten.
package approval

import (
	"dondoc/internal/errs"
	"dondoc/internal/id"
)

// State is where a report stands.
type State string

// The states of a report.
const (
	Draft     State = "draft"
	Submitted State = "submitted"
	Verified  State = "verified"
	Approved  State = "approved"
	Returned  State = "returned"
	Withdrawn State = "withdrawn"
)

// Step is what somebody does to a report.
type Step string

// The steps of a report. Save keeps a draft; it is how a report begins when it is not submitted at once.
const (
	Save     Step = "save"
	Submit   Step = "submit"
	Verify   Step = "verify"
	Approve  Step = "approve"
	Return   Step = "return"
	Withdraw Step = "withdraw"
	Reopen   Step = "reopen"
)

// moves is the whole machine: from state by step to state.
var moves = map[State]map[Step]State{
	Draft:     {Submit: Submitted, Withdraw: Withdrawn},
	Submitted: {Verify: Verified, Return: Returned, Withdraw: Withdrawn},
	Verified:  {Approve: Approved, Return: Returned},
	Approved:  {Reopen: Returned},
	Returned:  {Submit: Submitted, Withdraw: Withdrawn},
}

// Past is one step already taken.
type Past struct {
	Step Step
	By   id.ID // the account that took it
}

// Next gives the state a report moves to when by takes the step, or an error:
// Conflict when the state does not allow it (somebody was quicker), Forbidden
// when by reported the figure or, for approval, verified it; Invalid when a
// return or reopening has no reason.
func Next(now State, step Step, by id.ID, author id.ID, past []Past, reason string) (State, error) {
	to, ok := moves[now][step]
	if !ok {
		return now, errs.New(errs.Conflict, "approval.not_now", "state", string(now), "step", string(step)).
			Try("approval.not_now_hint")
	}
	if (step == Verify || step == Approve) && by == author {
		return now, errs.New(errs.Forbidden, "approval.own_figure")
	}
	if step == Approve {
		for _, p := range past {
			if p.Step == Submit && p.By == by {
				return now, errs.New(errs.Forbidden, "approval.own_figure")
			}
		}
		if by == lastBy(past, Verify) {
			return now, errs.New(errs.Forbidden, "approval.own_verification")
		}
	}
	if (step == Return || step == Reopen) && reason == "" {
		return now, errs.New(errs.Invalid, "approval.reason_needed").In("reason")
	}
	return to, nil
}

func lastBy(past []Past, step Step) id.ID {
	for i := len(past) - 1; i >= 0; i-- {
		if past[i].Step == step {
			return past[i].By
		}
	}
	return ""
}

// Steps gives the steps the state allows, in the order they are offered.
func Steps(now State) []Step {
	var out []Step
	for _, s := range []Step{Submit, Verify, Approve, Return, Reopen, Withdraw} {
		if _, ok := moves[now][s]; ok {
			out = append(out, s)
		}
	}
	return out
}

// States lists all states in the order of the work.
func States() []State {
	return []State{Draft, Submitted, Verified, Approved, Returned, Withdrawn}
}
