// Package access decides who may do what to which unit. One table says it; the
// use-cases in app ask it once each, and a test walks the whole table as a
// matrix of role × unit × action.
package access

import (
	"slices"

	"dondoc/internal/errs"
	"dondoc/internal/id"
	"dondoc/internal/period"
)

// Role is what an account may be within a subtree of units.
type Role string

// The roles.
const (
	Officer       Role = "officer"       // cán bộ tổng hợp: reports
	Verifier      Role = "verifier"      // người thẩm định: verifies
	Head          Role = "head"          // người đứng đầu: approves
	Office        Role = "office"        // văn phòng: resolutions, targets, allotment, locks
	Administrator Role = "administrator" // quản trị: units, posts, people, accounts
	Inspector     Role = "inspector"     // thanh tra, cấp trên: reads everything, changes nothing
)

// Roles lists the roles in the order they are offered.
func Roles() []Role {
	return []Role{Officer, Verifier, Head, Office, Administrator, Inspector}
}

// Valid says whether the role exists.
func (r Role) Valid() bool { _, ok := table[r]; return ok }

// Allows says whether a role allows an action, over the unit it is held for.
func Allows(r Role, a Action) bool { return table[r][a] }

// Action is something an officer may do; each use-case asks for one.
type Action string

// The actions. Read is the board, targets, units and people of a unit; ReadLog
// is the ledger and the history of who did what.
const (
	Read           Action = "read"
	ReadLog        Action = "read_log"
	Report         Action = "report"
	Verify         Action = "verify"
	Approve        Action = "approve"
	Return         Action = "return"
	Reopen         Action = "reopen"
	ManageTargets  Action = "manage_targets"
	Allot          Action = "allot"
	Assess         Action = "assess"
	LockPeriod     Action = "lock_period"
	ManageUnits    Action = "manage_units"
	ManagePeople   Action = "manage_people"
	ManageAccounts Action = "manage_accounts"
	ManageTasks    Action = "manage_tasks"   // give tasks out, accept them, decide on extensions
	ManageCapital  Action = "manage_capital" // projects, capital plans
	WorkTasks      Action = "work_tasks"     // say how a task of one's unit stands
	TakeOn         Action = "take_on"        // say yes or no to what another body asks one's unit to take on

	RaiseShortcomings   Action = "raise_shortcomings"   // enter, put right, carry over
	RemedyShortcomings  Action = "remedy_shortcomings"  // give causes, say how the remedy stands, ask for it to be closed
	ConfirmShortcomings Action = "confirm_shortcomings" // see that it is remedied, or send it back
	ReadViolations      Action = "read_violations"
	RecordViolations    Action = "record_violations"

	ReadReviews  Action = "read_reviews"  // scores, answers and comments of reviews
	AssessReview Action = "assess_review" // a unit's own word in its review
	VerifyReview Action = "verify_review" // of the units directly under one
	DecideReview Action = "decide_review" // the level, as the competent authority

	Nominate    Action = "nominate"     // put a unit or one of its people forward for commendation
	KeepCouncil Action = "keep_council" // write down what a council voted, and what holds a commendation up
	Commend     Action = "commend"      // decide on a commendation, publish and revoke it

	WriteReports Action = "write_reports" // edit the report for the meeting, and freeze it; write news for the public

	Publish Action = "publish" // make a year's approved figures and news public, and take them down: the spokesperson's act
)

// Actions lists every action, for the matrix.
func Actions() []Action {
	return []Action{Read, ReadLog, Report, Verify, Approve, Return, Reopen, ManageTargets, Allot, Assess,
		LockPeriod, ManageUnits, ManagePeople, ManageAccounts, ManageTasks, WorkTasks, TakeOn, ManageCapital,
		RaiseShortcomings, RemedyShortcomings, ConfirmShortcomings, ReadViolations, RecordViolations,
		ReadReviews, AssessReview, VerifyReview, DecideReview, Nominate, KeepCouncil, Commend, WriteReports, Publish}
}

// table is the whole of what roles allow.
var table = map[Role]map[Action]bool{
	Officer:       set(Read, Report, WorkTasks, RemedyShortcomings, ReadViolations, RecordViolations, WriteReports),
	Verifier:      set(Read, ReadLog, Verify, Return, ConfirmShortcomings, ReadViolations, ReadReviews, VerifyReview),
	Head:          set(Read, ReadLog, Approve, Return, Allot, Assess, ManageTasks, WorkTasks, TakeOn, RaiseShortcomings, RemedyShortcomings, ConfirmShortcomings, ReadViolations, ReadReviews, AssessReview, DecideReview, Nominate, Commend, WriteReports, Publish),
	Office:        set(Read, ReadLog, Report, Verify, Return, Reopen, ManageTargets, Allot, Assess, LockPeriod, ManageTasks, WorkTasks, TakeOn, ManageCapital, RaiseShortcomings, RemedyShortcomings, ReadViolations, RecordViolations, ReadReviews, AssessReview, VerifyReview, Nominate, KeepCouncil, WriteReports),
	Administrator: set(Read, ReadLog, ManageUnits, ManagePeople, ManageAccounts),
	Inspector:     set(Read, ReadLog, ReadViolations, ReadReviews),
}

func set(actions ...Action) map[Action]bool {
	m := map[Action]bool{}
	for _, a := range actions {
		m[a] = true
	}
	return m
}

// Grant is a role over a unit and everything under it.
type Grant struct {
	Role Role
	Unit id.ID
}

// Actor is who asks: an account, the person behind it and what it was granted.
// Operator is the local command line of whoever holds the database: it may set
// up and read everything, but never reports, verifies or approves a figure,
// because those need a name.
type Actor struct {
	Account  id.ID
	Person   id.ID
	User     string // the account's user name
	Name     string // as the log shows it
	Grants   []Grant
	Operator bool
	Token    id.ID // the narrow token it came in by; none for a person who signed in
	ReadOnly bool  // by a token that changes nothing

	Lent  []Lent // rights of others, lent to the account while those are away
	held  bool   // Grants have what is lent on a day
	owned int    // how many of Grants are the account's own; of held
}

// Lent is a right somebody lends while away; see package delegation.
type Lent struct {
	Grant
	Since, Until period.Date // both days belong to it
	Account      id.ID       // whose it is
	Person       id.ID       // behind that account
	Name         string
}

// On gives the actor with what is lent on a day among the grants.
func (a Actor) On(day period.Date) Actor {
	if a.held || len(a.Lent) == 0 {
		return a
	}
	a.held, a.owned = true, len(a.Grants)
	all := a.Lent
	a.Lent, a.Grants = nil, slices.Clone(a.Grants)
	for _, l := range all {
		if l.Since <= day && day <= l.Until {
			a.Lent, a.Grants = append(a.Lent, l), append(a.Grants, l.Grant)
		}
	}
	return a
}

// Own gives the actor without what is lent to them.
func (a Actor) Own() Actor {
	if a.held {
		a.Grants = a.Grants[:a.owned:a.owned]
	}
	a.Lent = nil
	return a
}

// By gives whose lent right allows an action, where the actor's own do not.
func (a Actor) By(action Action, path []id.ID) (Lent, bool) {
	if len(a.Lent) == 0 || Can(a.Own(), action, path) {
		return Lent{}, false
	}
	for _, l := range a.Lent {
		if Can(Actor{Grants: []Grant{l.Grant}, ReadOnly: a.ReadOnly}, action, path) {
			return l, true
		}
	}
	return Lent{}, false
}

// reads are the actions that change nothing.
var reads = set(Read, ReadLog, ReadViolations, ReadReviews)

// Can says whether the actor may act on a unit. path is the unit and all that
// stands above it (org.Tree.Path), the unit first.
func Can(actor Actor, action Action, path []id.ID) bool {
	if actor.Operator {
		switch action {
		case Report, Verify, Approve, Return, Assess, WorkTasks, TakeOn, RemedyShortcomings, ConfirmShortcomings,
			AssessReview, VerifyReview, DecideReview, Nominate, KeepCouncil, Commend, WriteReports, Publish:
			return false
		}
		return true
	}
	if actor.ReadOnly && !reads[action] {
		return false
	}
	for _, g := range actor.Grants {
		if !table[g.Role][action] {
			continue
		}
		for _, unit := range path {
			if unit == g.Unit {
				return true
			}
		}
	}
	return false
}

// Check gives nil when Can, else an error: Unauthenticated for nobody,
// NotFound when the actor may not even read the unit (so that existence is not
// told), Forbidden otherwise.
func Check(actor Actor, action Action, path []id.ID) error {
	switch {
	case Can(actor, action, path):
		return nil
	case actor.Account == "" && !actor.Operator:
		return errs.New(errs.Unauthenticated, "access.sign_in").Try("access.sign_in_hint")
	case !Can(actor, Read, path):
		return errs.New(errs.NotFound, "access.not_found")
	default:
		return errs.New(errs.Forbidden, "access.forbidden", "action", string(action)).Try("access.forbidden_hint")
	}
}
