// Package approval is the one state machine a reported figure goes through:
// draft → submitted → verified → approved, returned with a reason at any step
// before approval, reopened after it by who may. A body may agree on a shorter
// chain (approved without verification) or a longer one (verified twice). Every
// step is a new row; no state is ever overwritten.
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
	Checked   State = "checked" // verified once of twice
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

// Pending says whether a figure was sent and waits for somebody else.
func (s State) Pending() bool { return s == Submitted || s == Checked || s == Verified }

// Chain is how many look at a figure after who reported it: 1 only approves, 2
// verify and approve, 3 verify, verify again and approve, each another person.
type Chain int

// The chains there are. The zero chain is the usual one.
const (
	Short Chain = 1
	Usual Chain = 2
	Long  Chain = 3
)

// Valid says whether there is such a chain.
func (c Chain) Valid() bool { return c >= Short && c <= Long }

// move is where a step leads from a state; false where it leads nowhere. What was
// verified before the chain changed is not verified anew.
func (c Chain) move(now State, step Step) (State, bool) {
	switch {
	case c == Short && step == Verify:
		return now, false
	case c == Short && step == Approve && (now == Submitted || now == Checked):
		return Approved, true
	case c == Long && step == Verify && now == Submitted:
		return Checked, true
	}
	to, ok := moves[now][step]
	return to, ok
}

// moves is the usual machine: from state by step to state.
var moves = map[State]map[Step]State{
	Draft:     {Submit: Submitted, Withdraw: Withdrawn},
	Submitted: {Verify: Verified, Return: Returned, Withdraw: Withdrawn},
	Checked:   {Verify: Verified, Return: Returned},
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
// when by reported the figure or verified it already; Invalid when a return or
// reopening has no reason.
func (c Chain) Next(now State, step Step, by id.ID, author id.ID, past []Past, reason string) (State, error) {
	to, ok := c.move(now, step)
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
	}
	if (step == Verify || step == Approve) && now != Submitted && verified(past, by) {
		return now, errs.New(errs.Forbidden, "approval.own_verification")
	}
	if (step == Return || step == Reopen) && reason == "" {
		return now, errs.New(errs.Invalid, "approval.reason_needed").In("reason")
	}
	return to, nil
}

// verified says whether by verified the figure since it was last sent.
func verified(past []Past, by id.ID) bool {
	for i := len(past) - 1; i >= 0 && past[i].Step != Submit; i-- {
		if past[i].Step == Verify && past[i].By == by {
			return true
		}
	}
	return false
}

// Steps gives the steps the state allows, in the order they are offered.
func (c Chain) Steps(now State) []Step {
	var out []Step
	for _, s := range []Step{Submit, Verify, Approve, Return, Reopen, Withdraw} {
		if _, ok := c.move(now, s); ok {
			out = append(out, s)
		}
	}
	return out
}

// Left gives the steps still ahead of a figure before it is approved, in order:
// none where it is approved or was withdrawn.
func (c Chain) Left(now State) (out []Step) {
	for now != Approved && len(out) < len(States()) {
		next := Approve
		for _, step := range []Step{Submit, Approve, Verify} {
			if _, ok := c.move(now, step); ok {
				next = step
				break
			}
		}
		to, ok := c.move(now, next)
		if !ok {
			return nil
		}
		now, out = to, append(out, next)
	}
	return out
}

// States lists all states in the order of the work.
func States() []State {
	return []State{Draft, Submitted, Checked, Verified, Approved, Returned, Withdrawn}
}
