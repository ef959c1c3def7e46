package capital

import (
	"slices"
	"strconv"
	"strings"

	"dondoc/internal/errs"
	"dondoc/internal/period"
)

// CheckPlan says whether a line may be added to the project's plans: by a
// decision, of a known source and setter, never below what was already paid.
func (b Book) CheckPlan(p Plan) error {
	b = b.alive()
	switch {
	case b.Project.Closed != "":
		return errs.New(errs.Conflict, "capital.closed_already", "on", b.Project.Closed)
	case !slices.Contains(Sources(), p.Source):
		return errs.New(errs.Invalid, "capital.source_unknown", "text", string(p.Source)).In("source")
	case !slices.Contains(Setters(), p.Setter):
		return errs.New(errs.Invalid, "capital.setter_unknown", "text", string(p.Setter)).In("setter")
	case !slices.Contains(PlanKinds(), p.Kind):
		return errs.New(errs.Invalid, "capital.plan_kind_unknown", "text", string(p.Kind)).In("kind")
	case p.Amount == 0, p.Amount < 0 && p.Kind != adjusted && !p.Kind.cancels(), p.Amount > 0 && p.Kind.cancels():
		return errs.New(errs.Invalid, "capital.amount_negative").In("amount")
	case strings.TrimSpace(p.Decision) == "":
		return errs.New(errs.Invalid, "capital.decision_needed").In("decision")
	case p.On == "":
		return errs.New(errs.Invalid, "capital.day_needed").In("on")
	}
	closing, ok := ClosingOf(p.Year)
	if !ok || p.Year > 2100 {
		return errs.New(errs.Invalid, "capital.year_unknown", "year", strconv.Itoa(p.Year)).In("year")
	}
	if p.On > closing.Payments && !p.Kind.cancels() {
		return errs.New(errs.Invalid, "capital.plan_after_closing", "year", strconv.Itoa(p.Year), "closing", closing.Payments, "source", closing.Source).In("on")
	}
	line := b.line(p.Year, p.Source, p.Kind.ofCarried())
	sum := p.Amount
	for _, q := range line.Plans {
		if q.Setter == p.Setter {
			sum += q.Amount
		}
	}
	if sum < 0 {
		return errs.New(errs.Invalid, "capital.plan_negative", "left", Dong(sum-p.Amount)).In("amount")
	}
	paid := line.position(p.Year, closing.Payments).Disbursed()
	line.Plans = append(line.Plans, p)
	if plan, _, _ := line.left(p.Kind.ofCarried()); p.Amount < 0 && plan < paid {
		return errs.New(errs.Conflict, "capital.plan_below_paid", "plan", Dong(plan), "paid", Dong(paid)).In("amount").Try("capital.plan_below_paid_hint")
	}
	return nil
}

// Exception is what a payment needs a reason for.
type Exception struct {
	Plan, Paid int64 // the plan that binds, and what would be paid of it
}

// CheckPayment says whether a payment may be entered. Above the plan it is an
// exception: refused without a reason, kept with one and pointed at for good.
func (b Book) CheckPayment(p Payment) (*Exception, error) {
	b = b.alive()
	if err := b.checkVoucher(p); err != nil {
		return nil, err
	}
	closing, ok := ClosingOf(p.Year)
	if !ok || p.Year > 2100 {
		return nil, errs.New(errs.Invalid, "capital.year_unknown", "year", strconv.Itoa(p.Year)).In("year")
	}
	if first := period.Cycle(strconv.Itoa(p.Year)).Start(); p.On < first || p.On > closing.Payments && !p.settles() {
		return nil, errs.New(errs.Invalid, "capital.day_outside_year", "year", strconv.Itoa(p.Year), "from", first, "to", closing.Payments, "source", closing.Source).In("on")
	}
	if p.Kind == Advance && closing.Advances != "" && p.On > closing.Advances {
		return nil, errs.New(errs.Invalid, "capital.advance_too_late", "year", strconv.Itoa(p.Year), "closing", closing.Advances, "source", closing.Source).In("on")
	}
	line := b.line(p.Year, p.Source, p.Carried)
	plan, _, planned := line.nearest(p.Carried)
	if !planned || !slices.ContainsFunc(line.Plans, func(q Plan) bool { return q.On <= p.On }) {
		return nil, errs.New(errs.Invalid, "capital.no_plan_yet", "year", strconv.Itoa(p.Year)).In("source").Try("capital.no_plan_yet_hint")
	}
	now := line.position(p.Year, max(p.On, closing.Payments))
	_, advance := p.moves()
	if now.Advance+advance < 0 {
		return nil, errs.New(errs.Invalid, "capital.more_than_advanced", "open", Dong(now.Advance)).In("amount")
	}
	line.Payments = append(line.Payments, p)
	paid := line.position(p.Year, max(p.On, closing.Payments)).Disbursed()
	if paid <= plan || p.settles() {
		return nil, nil
	}
	if strings.TrimSpace(p.Reason) == "" {
		return nil, errs.New(errs.Conflict, "capital.above_plan", "plan", Dong(plan), "paid", Dong(paid)).In("amount").Try("capital.above_plan_hint")
	}
	return &Exception{plan, paid}, nil
}

// settles says whether a payment settles an advance that is open: that goes on
// after the year is closed, against the plan it was given from.
func (p Payment) settles() bool { return p.Kind == Recovery || p.Kind == Returned }

func (b Book) checkVoucher(p Payment) error {
	switch {
	case b.Project.Closed != "":
		return errs.New(errs.Conflict, "capital.closed_already", "on", b.Project.Closed)
	case b.Project.Unallotted():
		return errs.New(errs.Conflict, "capital.unallotted_pays_nothing").Try("capital.unallotted_hint")
	case p.Amount <= 0:
		return errs.New(errs.Invalid, "capital.amount_negative").In("amount")
	case !slices.Contains(Sources(), p.Source):
		return errs.New(errs.Invalid, "capital.source_unknown", "text", string(p.Source)).In("source")
	case !slices.Contains([]PaymentKind{Completed, Advance, Recovery, Returned}, p.Kind):
		return errs.New(errs.Invalid, "capital.payment_kind_unknown", "text", string(p.Kind)).In("kind")
	case strings.TrimSpace(p.Voucher) == "":
		return errs.New(errs.Invalid, "capital.voucher_needed").In("voucher")
	case p.On == "":
		return errs.New(errs.Invalid, "capital.day_needed").In("on")
	}
	for _, q := range b.Payments {
		if strings.EqualFold(q.Voucher, p.Voucher) && q.Year == p.Year && q.Kind == p.Kind && q.Source == p.Source {
			return errs.New(errs.Conflict, "capital.voucher_twice", "voucher", p.Voucher, "on", q.On, "amount", Dong(q.Amount)).In("voucher")
		}
	}
	return nil
}
