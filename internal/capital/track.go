package capital

import (
	"slices"
	"time"

	"dondoc/internal/approval"
	"dondoc/internal/errs"
	"dondoc/internal/id"
	"dondoc/internal/period"
	"dondoc/internal/target"
)

// Track is how a line of a book came to stand: the steps taken with it, the
// first of which entered it, and the line it corrects. A line without steps was
// entered before they were kept and stands as approved.
type Track struct {
	Steps    []target.StepTaken
	Corrects id.ID
}

// State is where the line stands: submitted, verified, approved, returned, withdrawn.
func (t Track) State() approval.State {
	if len(t.Steps) == 0 {
		return approval.Approved
	}
	return t.Steps[len(t.Steps)-1].State
}

// Alive says whether the line binds: it was neither returned nor withdrawn.
func (t Track) Alive() bool {
	s := t.State()
	return s != approval.Returned && s != approval.Withdrawn
}

// Past gives the steps as approval has them.
func (t Track) Past() []approval.Past {
	out := make([]approval.Past, len(t.Steps))
	for i, s := range t.Steps {
		out[i] = approval.Past{Step: s.Step, By: s.By}
	}
	return out
}

func (t Track) approved() bool { return t.State() == approval.Approved }

// asKnown cuts off what was done from an instant on; false where the line was
// not entered before it.
func (t Track) asKnown(before time.Time) (Track, bool) {
	n := 0
	for n < len(t.Steps) && t.Steps[n].At.Before(before) {
		n++
	}
	known := n > 0 || len(t.Steps) == 0
	t.Steps = t.Steps[:n:n]
	return t, known
}

// AsKnown gives the book as it was known just before an instant, whatever the
// days on its vouchers; a zero instant means now.
func (b Book) AsKnown(before time.Time) Book {
	if before.IsZero() {
		return b
	}
	out := Book{Project: b.Project}
	for _, p := range b.Plans {
		if t, known := p.asKnown(before); known {
			p.Track = t
			out.Plans = append(out.Plans, p)
		}
	}
	for _, p := range b.Payments {
		if t, known := p.asKnown(before); known {
			p.Track = t
			out.Payments = append(out.Payments, p)
		}
	}
	return out
}

// only keeps the lines that stand as asked.
func (b Book) only(keep func(Track) bool) Book {
	out := Book{Project: b.Project}
	for _, p := range b.Plans {
		if keep(p.Track) {
			out.Plans = append(out.Plans, p)
		}
	}
	for _, p := range b.Payments {
		if keep(p.Track) {
			out.Payments = append(out.Payments, p)
		}
	}
	return out
}

// alive keeps the lines that bind, approved or not: what is checked goes by them.
func (b Book) alive() Book { return b.only(Track.Alive) }

// without leaves a line out.
func (b Book) without(line id.ID) Book {
	return Book{Project: b.Project,
		Plans:    slices.DeleteFunc(slices.Clone(b.Plans), func(p Plan) bool { return p.ID == line }),
		Payments: slices.DeleteFunc(slices.Clone(b.Payments), func(p Payment) bool { return p.ID == line })}
}

// Payment finds a voucher by its identifier.
func (b Book) Payment(which id.ID) (Payment, bool) {
	for _, p := range b.Payments {
		if p.ID == which {
			return p, true
		}
	}
	return Payment{}, false
}

// Stepped carries the book on by a step that was taken with a voucher.
func (b *Book) Stepped(voucher id.ID, s target.StepTaken) {
	for i := range b.Payments {
		if p := &b.Payments[i]; p.ID == voucher {
			p.Steps = append(p.Steps[:len(p.Steps):len(p.Steps)], s)
		}
	}
}

// Plan finds a line of the plans by its identifier.
func (b Book) Plan(which id.ID) (Plan, bool) {
	for _, p := range b.Plans {
		if p.ID == which {
			return p, true
		}
	}
	return Plan{}, false
}

// CheckTaken says whether a voucher may stop to count, as it does when it is
// returned or withdrawn, or be replaced by another: not where an advance that it
// gave was recovered since. What replaces it may need a reason, as CheckPayment has it.
func (b Book) CheckTaken(old id.ID, by *Payment) (*Exception, error) {
	was, ok := b.Payment(old)
	if !ok {
		return nil, errs.New(errs.NotFound, "access.not_found")
	}
	if b.Project.Closed != "" {
		return nil, errs.New(errs.Conflict, "capital.closed_already", "on", b.Project.Closed)
	}
	rest := b.without(old)
	var above *Exception
	if by != nil {
		var err error
		if above, err = rest.CheckPayment(*by); err != nil {
			return nil, err
		}
		rest.Payments = append(rest.Payments, *by)
	}
	line := rest.alive().line(was.Year, was.Source, was.Carried)
	if open := line.position(was.Year, endOf(was.Year)).Advance; open < 0 {
		return nil, errs.New(errs.Conflict, "capital.recovered_since", "voucher", was.Voucher, "amount", Dong(-open)).Try("capital.recovered_since_hint")
	}
	return above, nil
}

// CheckPlanTaken says whether a line of the plans may be withdrawn, or replaced
// by another: not where what is left is less than nothing or than what was paid.
func (b Book) CheckPlanTaken(old id.ID, by *Plan) error {
	was, ok := b.Plan(old)
	if !ok {
		return errs.New(errs.NotFound, "access.not_found")
	}
	if !was.Alive() {
		return errs.New(errs.Conflict, "capital.withdrawn_already")
	}
	if b.Project.Closed != "" {
		return errs.New(errs.Conflict, "capital.closed_already", "on", b.Project.Closed)
	}
	rest := b.without(old)
	if by != nil {
		if err := rest.CheckPlan(*by); err != nil {
			return err
		}
		rest.Plans = append(rest.Plans, *by)
	}
	carried := was.Kind.ofCarried()
	before, after := b.alive().line(was.Year, was.Source, carried), rest.alive().line(was.Year, was.Source, carried)
	sums := map[Setter]int64{} // what was cancelled after the year's end, too
	for _, p := range after.Plans {
		sums[p.Setter] += p.Amount
	}
	for _, sum := range sums {
		if sum < 0 {
			return errs.New(errs.Conflict, "capital.plan_negative", "left", Dong(sum+was.Amount)).In("amount")
		}
	}
	had, _, _ := before.left(carried)
	has, _, _ := after.left(carried)
	paid := after.position(was.Year, endOf(was.Year)).Disbursed()
	if has < paid && has < had {
		return errs.New(errs.Conflict, "capital.plan_below_paid", "plan", Dong(has), "paid", Dong(paid)).In("amount").Try("capital.plan_below_paid_hint")
	}
	return nil
}

// endOf is the last day on which money of a year is paid.
func endOf(year int) period.Date {
	closing, _ := ClosingOf(year)
	return closing.Payments
}
