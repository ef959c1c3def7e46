package capital

import "dondoc/internal/period"

// Settlement is how the capital of one source of a project settles in a year
// (quyết toán theo niên độ), in đồng: the columns of the forms that finance
// offices and the Treasury report by. Only what is approved counts; plans are
// those that bind the investor.
type Settlement struct {
	Source        Source
	PlannedBefore int64 // allotted from the beginning to the end of the year before
	PaidBefore    int64 // paid from the beginning to the closing of the year before
	OldReturned   int64 // of advances of earlier years, returned since
	OldRecovered  int64 // of advances of earlier years, become payment for completed work since
	OldOpen       int64 // of advances of earlier years, open still
	Carried, Year Portion
}

// Portion is a plan, what was paid of it, and what becomes of the rest.
type Portion struct {
	Plan, Completed, Advance int64
	Next                     int64 // carried over into the next year
}

// Paid is what was disbursed of the plan.
func (p Portion) Paid() int64 { return p.Completed + p.Advance }

// Left is the plan that is neither paid nor carried over: cancelled, by a decision
// or because the year is closed.
func (p Portion) Left() int64 { return p.Plan - p.Paid() - p.Next }

// Settled is the amount settled in the year: completed work, that of earlier
// years' advances included.
func (s Settlement) Settled() int64 { return s.OldRecovered + s.Carried.Completed + s.Year.Completed }

// Advances are those that pass into the next year.
func (s Settlement) Advances() int64 { return s.OldOpen + s.Carried.Advance + s.Year.Advance }

// PaidSince is what was paid from the beginning of the project.
func (s Settlement) PaidSince() int64 {
	return s.PaidBefore - s.OldReturned + s.Carried.Paid() + s.Year.Paid()
}

// Add adds another source of the same project and year.
func (s *Settlement) Add(other Settlement) {
	s.PlannedBefore += other.PlannedBefore
	s.PaidBefore += other.PaidBefore
	s.OldReturned += other.OldReturned
	s.OldRecovered += other.OldRecovered
	s.OldOpen += other.OldOpen
	s.Carried.add(other.Carried)
	s.Year.add(other.Year)
}

func (p *Portion) add(other Portion) {
	p.Plan += other.Plan
	p.Completed += other.Completed
	p.Advance += other.Advance
	p.Next += other.Next
}

// Settle settles each source of a year by the end of a day; sources without any
// money are left out. What is carried over into the next year is taken from the
// year's own plan first, then from what had been carried over already: a plan
// that is carried over does not say from which.
func (b Book) Settle(year int, day period.Date) (out []Settlement) {
	b = b.only(Track.approved).upTo(day)
	before, _ := ClosingOf(year - 1)
	for _, source := range Sources() {
		s := Settlement{Source: source}
		for y := range b.years() {
			if plan, _, ok := b.line(y, source, false).nearest(false); ok && y < year {
				s.PlannedBefore += plan
			}
		}
		for _, p := range b.Payments {
			if p.Year < year && p.Source == source {
				s.earlier(p, before.Payments)
			}
		}
		s.Carried, s.Year = b.portion(year, source, true), b.portion(year, source, false)
		next, _, _ := b.line(year+1, source, true).nearest(true)
		s.Year.Next = max(0, min(next, s.Year.Left()))
		s.Carried.Next = max(0, min(next-s.Year.Next, s.Carried.Left()))
		if s != (Settlement{Source: source}) {
			out = append(out, s)
		}
	}
	return out
}

// earlier adds a payment of an earlier year, made until its closing or since.
func (s *Settlement) earlier(p Payment, closed period.Date) {
	done, advance := p.moves()
	s.OldOpen += advance
	switch {
	case p.On <= closed:
		s.PaidBefore += done + advance
	case p.Kind == Recovery:
		s.OldRecovered += p.Amount
	case p.Kind == Returned:
		s.OldReturned += p.Amount
	default:
		s.PaidBefore += done + advance
	}
}

func (b Book) portion(year int, source Source, carried bool) (out Portion) {
	line := b.line(year, source, carried)
	out.Plan, _, _ = line.binding(carried, func(p Plan) bool { return !p.Kind.cancels() }) // what is cancelled is left
	for _, p := range line.Payments {
		done, advance := p.moves()
		out.Completed += done
		out.Advance += advance
	}
	return out
}

// years are those a book has plans or payments of.
func (b Book) years() map[int]bool {
	out := map[int]bool{}
	for _, p := range b.Plans {
		out[p.Year] = true
	}
	for _, p := range b.Payments {
		out[p.Year] = true
	}
	return out
}
