package works

import (
	"fmt"
	"math/big"
	"slices"

	"dondoc/internal/capital"
	"dondoc/internal/errs"
	"dondoc/internal/measure"
	"dondoc/internal/period"
	"dondoc/internal/phrase"
)

// Warning is one thing about a project that somebody should look at: what it is
// with its figures. It does not say why.
type Warning struct {
	Rule string
	Say  phrase.Phrase
}

// Seen is what is known of a project on a day.
type Seen struct {
	Day      period.Date
	Year     int
	Money    capital.Book
	Position capital.Position
	Works    Book
	Peers    *capital.Rate // of the others together; nil where there are none
	LastYear *capital.Rate // of the project on the same day of the year before
	Rules    Rules         // the bounds that hold
}

// Warnings gives what should be looked at, the most pressing first.
func (s Seen) Warnings() []Warning {
	r := s.Rules
	var out []Warning
	add := func(rule string, args ...any) {
		out = append(out, Warning{rule, phrase.New("capital.warn_"+rule, args...)})
	}
	s.contracts(r, add)
	s.gap(r, add)
	s.behind(r, add)
	s.compare(r, add)
	s.allotted(r, add)
	s.closing(r, add)
	s.settled(add)
	return out
}

type adder func(rule string, args ...any)

func (s Seen) contracts(r Rules, add adder) {
	done, _ := s.Works.Percent(s.Day)
	for _, c := range s.Works.Standing(Contract) {
		switch {
		case c.On > s.Day || done >= 10000:
		case c.Expires < s.Day:
			add("contract_expired", "number", c.Number, "expires", c.Expires, "percent", hundredths(done))
		case c.Expires <= s.Day.AddDays(int(r.ExpiringDays)):
			add("contract_expiring", "number", c.Number, "expires", c.Expires, "days", r.ExpiringDays)
		}
	}
	paid := s.Money.PaidBy(s.Day)
	if value, n := s.Works.Contracted(s.Day); n > 0 && paid > value {
		add("above_contracts", "paid", capital.Dong(paid), "value", capital.Dong(value))
	}
}

// gap holds the money paid since the start, as a part of the contracts or else of
// the total investment, against the works done.
func (s Seen) gap(r Rules, add adder) {
	done, known := s.Works.Percent(s.Day)
	whole, n := s.Works.Contracted(s.Day)
	if n == 0 {
		whole = s.Money.Project.Total
	}
	if !known || whole <= 0 {
		return
	}
	paid := percentOf(s.Money.PaidBy(s.Day), whole)
	off := new(big.Rat).Sub(paid, big.NewRat(done, 100))
	bound := big.NewRat(r.GapPoints, 1)
	switch {
	case off.Cmp(bound) > 0:
		add("money_ahead", "money", measure.FromRat(paid, 1), "works", hundredths(done), "points", r.GapPoints)
	case off.Neg(off).Cmp(bound) > 0:
		add("work_ahead", "money", measure.FromRat(paid, 1), "works", hundredths(done), "points", r.GapPoints)
	}
}

// Behind gives how far the money of a year is behind its monthly plan at the end
// of the last whole month, in points of the plan; false where there is no plan. Of
// a source without such a plan nothing counts.
func (s Seen) Behind() (points *big.Rat, month int, ok bool) {
	planned, ok := s.Works.Plan(s.Year)
	if !ok || planned[12] <= 0 {
		return nil, 0, false
	}
	for i, m := range period.Cycle(fmt.Sprintf("%04d", s.Year)).Months() {
		if m.End() <= s.Day {
			month = i + 1
		}
	}
	if month == 0 {
		return nil, 0, false
	}
	end := period.Cycle(fmt.Sprintf("%04d", s.Year)).Months()[month-1].End()
	if month == 12 && s.Day >= endOfPayments(s.Year) {
		month, end = 13, endOfPayments(s.Year)
	}
	off := planned[month-1]
	for _, e := range s.Works.Standing(Schedule) {
		if e.Year == s.Year {
			off -= s.Money.From(e.Source).Position(s.Year, end).Bound.Paid
		}
	}
	return percentOf(off, planned[12]), month, true
}

// endOf says a month's end, of the thirteenth the last day of payments.
func endOf(year, month int) phrase.Phrase {
	if month > 12 {
		return phrase.New("capital.end_payments", "on", endOfPayments(year))
	}
	return phrase.New("capital.end_month", "n", month)
}

func endOfPayments(year int) period.Date {
	c, _ := capital.ClosingOf(year)
	return c.Payments
}

// Unexplained says whether the money is so far behind its plan that a reason is
// asked for, and none was given for that month.
func (s Seen) Unexplained() (month int, asked bool) {
	off, month, ok := s.Behind()
	if !ok || off.Cmp(big.NewRat(s.Rules.BehindPoints, 1)) <= 0 {
		return 0, false
	}
	for _, e := range s.Works.Said(s.Year) {
		if e.Month == month {
			return month, false
		}
	}
	return month, true
}

func (s Seen) behind(r Rules, add adder) {
	if off, month, ok := s.Behind(); ok && off.Cmp(big.NewRat(r.BehindPoints, 1)) > 0 {
		add("behind_schedule", "points", measure.FromRat(off, 1), "month", month, "end", endOf(s.Year, month))
		if _, asked := s.Unexplained(); asked {
			add("unexplained", "month", month, "end", endOf(s.Year, month))
		}
	}
	for _, e := range s.Works.Said(s.Year) {
		if e.Promised < s.Day && s.Position.Bound.Paid < s.Position.Bound.Plan {
			add("promise_passed", "promised", e.Promised, "who", e.Who)
		}
	}
	plan := s.Position.Bound
	if s.Day >= dayOf(s.Year, r.ScheduleBy) {
		s.unscheduled(r, add)
	}
	if plan.Plan > 0 && s.Day > dayOf(s.Year, "06-30") && percentOf(plan.Paid, plan.Plan).Cmp(big.NewRat(r.LeastMid, 1)) < 0 {
		add("under_mid", "percent", measure.FromRat(percentOf(plan.Paid, plan.Plan), 1), "least", r.LeastMid)
	}
	if p, ok := s.MayMove(); ok {
		add(Move, "percent", measure.FromRat(p, 1), "least", r.MoveLeast, "by", dayOf(s.Year, r.MoveBy))
	}
}

// unscheduled names the sources that have a plan and none of the months.
func (s Seen) unscheduled(r Rules, add adder) {
	by := dayOf(s.Year, r.ScheduleBy)
	if _, ok := s.Works.Plan(s.Year); !ok {
		if s.Position.Bound.Plan > 0 {
			add("no_schedule", "by", by)
		}
		return
	}
	for _, source := range capital.Sources() {
		plan, ok := s.Money.PlanOf(s.Year, source)
		if ok && plan > 0 && !slices.ContainsFunc(s.Works.Standing(Schedule), func(e Event) bool { return e.Year == s.Year && e.Source == source }) {
			add("no_schedule_of", "source", phrase.New("capital.source_"+string(source)), "by", by)
		}
	}
}

// Move is the rule that asks whether a project's capital is moved to another.
const Move = "move"

// MayMove says whether so little was paid by the day the bounds name that the
// capital is to be looked at for moving to another project: what was paid in
// hundredths of the plan on that day.
func (s Seen) MayMove() (percent *big.Rat, ok bool) {
	by := dayOf(s.Year, s.Rules.MoveBy)
	if s.Day < by {
		return nil, false
	}
	then := s.Money.Position(s.Year, by).Bound
	if now := s.Position.Bound; then.Plan <= 0 || now.Plan <= now.Paid {
		return nil, false // nothing planned by then, or nothing left to move
	}
	percent = percentOf(then.Paid, then.Plan)
	return percent, percent.Cmp(big.NewRat(s.Rules.MoveLeast, 1)) < 0
}

func (s Seen) compare(r Rules, add adder) {
	plan := s.Position.Bound
	if plan.Plan <= 0 {
		return
	}
	own := percentOf(plan.Paid, plan.Plan)
	for _, with := range []struct {
		rule  string
		other *capital.Rate
		bound int64
	}{{"below_peers", s.Peers, r.PeerPoints}, {"below_last_year", s.LastYear, r.LastYearPoints}} {
		rule, other, bound := with.rule, with.other, with.bound
		if other == nil || other.Plan <= 0 {
			continue
		}
		theirs := percentOf(other.Paid, other.Plan)
		if new(big.Rat).Sub(theirs, own).Cmp(big.NewRat(bound, 1)) > 0 {
			add(rule, "percent", measure.FromRat(own, 1), "other", measure.FromRat(theirs, 1), "points", bound)
		}
	}
}

// allotted holds what a higher setter gave against what the next one allotted on.
func (s Seen) allotted(r Rules, add adder) {
	if s.Day < dayOf(s.Year, r.AllottedBy) {
		return
	}
	if s.Money.Project.Unallotted() {
		if plan := s.Position.Bound.Plan; plan > 0 {
			add("not_allotted", "left", capital.Dong(plan), "by", dayOf(s.Year, r.AllottedBy))
		}
		return
	}
	left := int64(0)
	for _, gap := range s.Money.LeftToAllot(s.Year, s.Day) {
		left += gap
	}
	if left > 0 {
		add("not_allotted", "left", capital.Dong(left), "by", dayOf(s.Year, r.AllottedBy))
	}
}

// closing reminds of the days on which a year closes.
func (s Seen) closing(r Rules, add adder) {
	c, ok := capital.ClosingOf(s.Year)
	if !ok || s.Day < dayOf(s.Year, "12-01") {
		return
	}
	if open := s.Position.Advance; open > 0 && c.AdvancesBack != "" {
		if s.Day > c.AdvancesBack {
			add("advance_not_back", "open", capital.Dong(open), "on", c.AdvancesBack, "source", c.Source)
		} else if s.Day >= c.AdvancesBack.AddDays(-int(r.CloseDays)) {
			add("advance_open", "open", capital.Dong(open), "on", c.AdvancesBack, "source", c.Source)
		}
	}
	if left := s.Position.Bound.Plan - s.Position.Bound.Paid; left > 0 && s.Day <= c.Payments && s.Day >= c.Payments.AddDays(-int(r.CloseDays)) {
		add("still_unpaid", "left", capital.Dong(left), "on", c.Payments, "source", c.Source)
	}
}

// settled says that money paid in full is neither accepted nor settled.
func (s Seen) settled(add adder) {
	plan := s.Position.Bound
	if plan.Plan <= 0 || plan.Paid < plan.Plan || s.Money.Project.Closed != "" {
		return
	}
	_, accepted := s.Works.Passed("accepted")
	_, settled := s.Works.Passed("settled")
	switch {
	case !accepted:
		add("paid_not_accepted")
	case !settled:
		add("paid_not_settled")
	}
}

func dayOf(year int, monthDay string) period.Date {
	return period.Date(fmt.Sprintf("%04d-%s", year, monthDay))
}

func percentOf(part, whole int64) *big.Rat {
	return new(big.Rat).Mul(big.NewRat(part, whole), big.NewRat(100, 1))
}

// CheckPaid says whether a payment takes the money paid since the start above
// what is contracted: refused without a reason, like one above the plan.
func (b Book) CheckPaid(money capital.Book, p capital.Payment) error {
	value, n := b.Contracted(p.On)
	if n == 0 || p.Kind == capital.Recovery || p.Kind == capital.Returned || p.Reason != "" {
		return nil
	}
	if paid := money.PaidBy(period.Forever) + p.Amount; paid > value {
		return errs.New(errs.Conflict, "capital.above_contracts", "paid", capital.Dong(paid), "value", capital.Dong(value)).In("amount").Try("capital.above_contracts_hint")
	}
	return nil
}
