package capital

import (
	"math/big"

	"dondoc/internal/measure"
	"dondoc/internal/period"
)

// Position is how the money of a capital year stands on a day: of one project,
// or of many added up. Amounts in đồng.
type Position struct {
	Year      int
	Planned   map[Setter]Share // without what was carried over
	Carried   map[Setter]Share // carried over into the year
	Bound     Share            // by the plan nearest to each investor, without what was carried over
	Completed int64            // paid for completed work, recovered advances included
	Advance   int64            // advanced and not yet recovered
	Waiting   Waiting          // entered and not approved yet: in none of the others
	Projects  int
}

// Waiting is what was entered and waits for verification or approval.
type Waiting struct {
	Vouchers int
	Amount   int64 // what it would add to the money paid
}

// From narrows a book to the plans and payments of one source.
func (b Book) From(source Source) Book {
	out := Book{Project: b.Project}
	for _, p := range b.Plans {
		if p.Source == source {
			out.Plans = append(out.Plans, p)
		}
	}
	for _, p := range b.Payments {
		if p.Source == source {
			out.Payments = append(out.Payments, p)
		}
	}
	return out
}

// Add adds so many vouchers of a kind, which come to the amount of p together.
func (w *Waiting) Add(p Payment, vouchers int) {
	done, advance := p.moves()
	w.Vouchers += vouchers
	w.Amount += done + advance
}

// Share is a plan and what was paid of the very money it is about: what another
// setter alone planned is not in it.
type Share struct{ Plan, Paid int64 }

func (s Share) plus(other Share) Share { return Share{s.Plan + other.Plan, s.Paid + other.Paid} }

// Disbursed is what was paid (giải ngân): for completed work and in advance.
func (p Position) Disbursed() int64 { return p.Completed + p.Advance }

// Rate is money paid by one of its denominators, which always goes with it.
type Rate struct {
	Setter      Setter
	WithCarried bool // both sides with the capital carried over
	Paid, Plan  int64
}

// Ratio is the rate itself; false where there is no plan.
func (r Rate) Ratio() (*big.Rat, bool) {
	if r.Plan <= 0 {
		return new(big.Rat), false
	}
	return big.NewRat(r.Paid, r.Plan), true
}

// Percent is the rate in hundredths, to so many decimals; false where there is no plan.
func (r Rate) Percent(decimals int) (measure.Decimal, bool) {
	ratio, ok := r.Ratio()
	if !ok {
		return measure.Decimal{}, false
	}
	return measure.FromRat(ratio.Mul(ratio, big.NewRat(100, 1)), decimals), true
}

// Rates gives the rate by every plan there is, the highest setter first, without
// and, where there is any, with the capital carried over.
func (p Position) Rates() []Rate {
	var out []Rate
	for _, s := range Setters() {
		if plan := p.Planned[s]; plan.Plan > 0 {
			out = append(out, Rate{s, false, plan.Paid, plan.Plan})
		}
		if carried := p.Carried[s]; carried.Plan > 0 {
			both := p.Planned[s].plus(carried)
			out = append(out, Rate{s, true, both.Paid, both.Plan})
		}
	}
	return out
}

// Add adds another position of the same year.
func (p *Position) Add(other Position) {
	if p.Planned == nil {
		p.Planned, p.Carried = map[Setter]Share{}, map[Setter]Share{}
	}
	p.Year = other.Year
	for s, v := range other.Planned {
		p.Planned[s] = p.Planned[s].plus(v)
	}
	for s, v := range other.Carried {
		p.Carried[s] = p.Carried[s].plus(v)
	}
	p.Bound = p.Bound.plus(other.Bound)
	p.Completed += other.Completed
	p.Advance += other.Advance
	p.Waiting.Vouchers += other.Waiting.Vouchers
	p.Waiting.Amount += other.Waiting.Amount
	p.Projects += other.Projects
}

// Position adds up a capital year of the project as it stood at the end of a
// day, source by source: what was paid from one is held against its plans alone.
// What is approved counts; what waits for it is told apart.
func (b Book) Position(year int, day period.Date) Position {
	out := b.of(year, Track.approved).position(year, day)
	for _, p := range b.Payments {
		if p.Year == year && p.On <= day && p.Alive() && !p.approved() {
			out.Waiting.Add(p, 1)
		}
	}
	return out
}

// position adds up every line there is.
func (b Book) position(year int, day period.Date) Position {
	out := Position{Year: year, Planned: map[Setter]Share{}, Carried: map[Setter]Share{}, Projects: 1}
	for _, source := range Sources() {
		for _, carried := range []bool{false, true} {
			line := b.lineTo(year, source, carried, day)
			if len(line.Plans)+len(line.Payments) == 0 {
				continue
			}
			paid := int64(0)
			for _, p := range line.Payments {
				done, advance := p.moves()
				out.Completed += done
				out.Advance += advance
				paid += done + advance
			}
			to := out.Planned
			if carried {
				to = out.Carried
			}
			for setter, plan := range line.planned() {
				to[setter] = to[setter].plus(Share{plan, paid})
			}
			if plan, _, ok := line.nearest(carried); ok && !carried {
				out.Bound = out.Bound.plus(Share{plan, paid})
			}
		}
	}
	return out
}

// planned adds the plans of a line up by setter.
func (b Book) planned() map[Setter]int64 {
	out := map[Setter]int64{}
	for _, p := range b.Plans {
		if !p.lapsed() {
			out[p.Setter] += p.Amount
		}
	}
	return out
}

// upTo leaves out what came after a day.
func (b Book) upTo(day period.Date) Book {
	out := Book{Project: b.Project}
	for _, p := range b.Plans {
		if p.On <= day {
			out.Plans = append(out.Plans, p)
		}
	}
	for _, p := range b.Payments {
		if p.On <= day {
			out.Payments = append(out.Payments, p)
		}
	}
	return out
}

// of narrows a book to the lines of a year that stand as asked.
func (b Book) of(year int, keep func(Track) bool) Book {
	out := Book{Project: b.Project}
	for i := range b.Plans {
		if p := &b.Plans[i]; p.Year == year && keep(p.Track) {
			out.Plans = append(out.Plans, *p)
		}
	}
	for i := range b.Payments {
		if p := &b.Payments[i]; p.Year == year && keep(p.Track) {
			out.Payments = append(out.Payments, *p)
		}
	}
	return out
}

// lineTo is line without what came after a day.
func (b Book) lineTo(year int, source Source, carried bool, day period.Date) Book {
	out := Book{Project: b.Project}
	for i := range b.Plans {
		if p := &b.Plans[i]; p.Year == year && p.Source == source && p.On <= day && p.Kind.ofCarried() == carried {
			out.Plans = append(out.Plans, *p)
		}
	}
	for i := range b.Payments {
		if p := &b.Payments[i]; p.Year == year && p.Source == source && p.On <= day && p.Carried == carried {
			out.Payments = append(out.Payments, *p)
		}
	}
	return out
}

// moves is what a payment does to the money paid for completed work and to the advances.
func (p Payment) moves() (completed, advance int64) {
	switch p.Kind {
	case Completed:
		return p.Amount, 0
	case Advance:
		return 0, p.Amount
	case Recovery:
		return p.Amount, -p.Amount
	case Returned:
		return 0, -p.Amount
	}
	return 0, 0
}

// line narrows a book to what one plan pays: a source, of the year or carried over.
func (b Book) line(year int, source Source, carried bool) Book {
	out := Book{Project: b.Project}
	for _, p := range b.Plans {
		if p.Year == year && p.Source == source && p.Kind.ofCarried() == carried {
			out.Plans = append(out.Plans, p)
		}
	}
	for _, p := range b.Payments {
		if p.Year == year && p.Source == source && p.Carried == carried {
			out.Payments = append(out.Payments, p)
		}
	}
	return out
}

// nearest is the plan that binds the investor: the lowest setter's that there is.
func (b Book) nearest(carried bool) (plan int64, setter Setter, ok bool) {
	return b.binding(carried, func(p Plan) bool { return !p.lapsed() })
}

// left is the same without what was cancelled after the year had ended.
func (b Book) left(carried bool) (plan int64, setter Setter, ok bool) {
	return b.binding(carried, func(Plan) bool { return true })
}

func (b Book) binding(carried bool, counts func(Plan) bool) (plan int64, setter Setter, ok bool) {
	for _, s := range Setters() {
		for _, p := range b.Plans {
			if p.Setter != s || p.Kind.ofCarried() != carried || !counts(p) {
				continue
			}
			if s != setter {
				plan, setter, ok = 0, s, true
			}
			plan += p.Amount
		}
	}
	return plan, setter, ok
}

// AbovePlan gives the payments of a year that were entered above the plan, each with its reason.
func (b Book) AbovePlan(year int, day period.Date) (out []Payment) {
	for _, p := range b.Payments {
		if p.Year == year && p.On <= day && p.Reason != "" && p.Alive() {
			out = append(out, p)
		}
	}
	return out
}

// PlanOf is the plan of a year that binds the investor for a source, without what
// was carried over.
func (b Book) PlanOf(year int, source Source) (int64, bool) {
	plan, _, ok := b.alive().line(year, source, false).nearest(false)
	return plan, ok
}

// PaidBy is what was paid of all years by a day, whatever waits included.
func (b Book) PaidBy(day period.Date) (paid int64) {
	for _, p := range b.Payments {
		if p.On <= day && p.Alive() {
			done, advance := p.moves()
			paid += done + advance
		}
	}
	return paid
}

// LeftToAllot gives by source what a setter had given by a day and the next one
// below it, where there is one, had not allotted on.
func (b Book) LeftToAllot(year int, day period.Date) map[Source]int64 {
	out := map[Source]int64{}
	for _, source := range Sources() {
		plans := b.alive().line(year, source, false).upTo(day).planned()
		above, given := int64(0), false
		for _, s := range Setters() {
			plan, ok := plans[s]
			if !ok {
				continue
			}
			if given && plan < above {
				out[source] += above - plan
			}
			above, given = plan, true
		}
	}
	return out
}

// PaidFrom is what was paid of a year by a day from a source ("": from all), what
// was carried over included: approved, and entered but not approved.
func (b Book) PaidFrom(year int, source Source, day period.Date) (approved, waiting int64) {
	for _, p := range b.Payments {
		if p.Year != year || p.On > day || source != "" && p.Source != source || !p.Alive() {
			continue
		}
		done, advance := p.moves()
		if p.approved() {
			approved += done + advance
		} else {
			waiting += done + advance
		}
	}
	return approved, waiting
}
