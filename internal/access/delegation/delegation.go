// Package delegation is a right lent while its holder is away (ủy quyền khi vắng
// mặt): who, to whom, which role over which unit, from which day to which. What is
// lent cannot be lent on.
package delegation

import (
	"strings"
	"time"

	"dondoc/internal/access"
	"dondoc/internal/errs"
	"dondoc/internal/id"
	"dondoc/internal/period"
)

// Longest is how many days a right may be lent for at once.
const Longest = 60

// mostAhead is how many days ahead it may be said.
const mostAhead = 180

// Delegation is one role lent.
type Delegation struct {
	ID       id.ID
	From     id.ID // account
	FromName string
	Person   id.ID // behind it; none for a technical account
	To       id.ID // account
	ToName   string
	access.Grant
	Since, Until period.Date // both days belong to it
	Reason       string
	Made         time.Time
	Ended        time.Time // taken back early; zero where it was not
}

// Lendable says whether a role may be lent: what is done with figures, tasks and
// reviews, never the accounts themselves.
func Lendable(r access.Role) bool {
	return r == access.Officer || r == access.Verifier || r == access.Head || r == access.Office
}

// Holds says whether it is in force on a day.
func (d Delegation) Holds(on period.Date) bool {
	return d.Ended.IsZero() && d.Since <= on && on <= d.Until
}

// Check names what cannot be of one that is to be made. Invalid.
func (d Delegation) Check(today period.Date) error {
	var list errs.List
	bad := func(field, key string, args ...any) {
		list = append(list, errs.New(errs.Invalid, key, args...).In(field))
	}
	switch {
	case d.Since == "" || d.Since < today || d.Since > today.AddDays(mostAhead):
		bad("since", "access.lent_since", "most", mostAhead)
	case d.Until < d.Since || d.Until > d.Since.AddDays(Longest-1):
		bad("until", "access.lent_until", "most", Longest)
	}
	if !Lendable(d.Role) {
		bad("grant", "access.lent_role")
	}
	if strings.TrimSpace(d.Reason) == "" {
		bad("reason", "approval.reason_needed")
	}
	if d.From == d.To {
		bad("to", "access.lent_self")
	}
	return list.OrNil()
}

// Meets says whether two lend the same role over the same unit on some same day.
func (d Delegation) Meets(other Delegation) bool {
	return d.Ended.IsZero() && other.Ended.IsZero() && d.From == other.From && d.Grant == other.Grant && d.Since <= other.Until && other.Since <= d.Until
}

// Lent gives it as who it is lent to holds it.
func (d Delegation) Lent() access.Lent {
	return access.Lent{Grant: d.Grant, Since: d.Since, Until: d.Until, Account: d.From, Person: d.Person, Name: d.FromName}
}
