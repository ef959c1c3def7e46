package review

import (
	"math/big"

	"dondoc/internal/measure"
)

// Points is how the points of a review are made up: parts that add up to Max.
type Points struct {
	Max      measure.Decimal `yaml:"max" json:"max"`
	Decimals int             `yaml:"decimals" json:"decimals"` // the sum is rounded half up to so many
	Says     Words           `yaml:"says" json:"says"`
	Source   Citation        `yaml:"source" json:"source"`
	Parts    []Part          `yaml:"parts" json:"parts"`
}

// Part is one part of the points: given by the reviewers, or the mean of measures
// in percent, times its maximum.
type Part struct {
	ID     string          `yaml:"part" json:"part"`
	Name   Words           `yaml:"name" json:"name"`
	Max    measure.Decimal `yaml:"max" json:"max"`
	For    []Subject       `yaml:"for" json:"for,omitempty"`
	Source Citation        `yaml:"source" json:"source"`
	Given  bool            `yaml:"given" json:"given,omitempty"`
	Mean   []Measure       `yaml:"mean" json:"mean,omitempty"`
}

// Measure is a percentage from 0 to 100: a share (over 100 is capped), a mark
// given by the reviewers, or the percentage of the first step that holds.
type Measure struct {
	ID     string    `yaml:"measure" json:"measure"`
	Name   Words     `yaml:"name" json:"name"`
	Source *Citation `yaml:"source" json:"source,omitempty"`
	Share  string    `yaml:"share" json:"share,omitempty"`
	In     string    `yaml:"in" json:"in,omitempty"`
	// Each takes so many percent from a piece of work for each of its faults.
	Each   *measure.Decimal `yaml:"less_each" json:"less_each,omitempty"`
	Faults string           `yaml:"faults" json:"faults,omitempty"` // quality, delays
	Given  bool             `yaml:"given" json:"given,omitempty"`
	Steps  []Step           `yaml:"steps" json:"steps,omitempty"`
}

// Step is a percentage that holds when its test does; the last step has none.
type Step struct {
	When    *Test           `yaml:"when" json:"when,omitempty"`
	Percent measure.Decimal `yaml:"percent" json:"percent"`
}

// PartResult is a part with its arithmetic.
type PartResult struct {
	ID       string           `json:"part"`
	Max      measure.Decimal  `json:"max"`
	Points   *measure.Decimal `json:"points,omitempty"` // nil: not answered
	Measures []measureResult  `json:"measures,omitempty"`

	exact     *big.Rat
	low, high *big.Rat // what the part may come to; both exact where it is answered
}

// measureResult is a measure with its arithmetic.
type measureResult struct {
	ID      string           `json:"measure"`
	Figure  *Figure          `json:"figure,omitempty"`
	Percent *measure.Decimal `json:"percent,omitempty"` // two decimals, for reading; the sum is exact
	Excess  *measure.Decimal `json:"excess,omitempty"`  // over 100, for commendation only
	Asks    []string         `json:"asks,omitempty"`    // what a step hangs on

	exact     *big.Rat
	low, high *big.Rat // what the percentage may come to
}

var hundred = big.NewRat(100, 1)

// sum is what the parts of a subject add up to: exact, or nil where a part is not
// answered; then it lies from low to high.
type sum struct{ exact, low, high *big.Rat }

// fit says whether the points lie between a level's bounds; not known where what
// is not answered decides it.
func (s sum) fit(b *Bounds) State {
	switch {
	case s.exact != nil:
		return of(b.Contain(s.exact))
	case s.low == nil:
		return Unknown
	case b.Contain(s.low) && b.Contain(s.high):
		return Yes
	case b.From != nil && s.high.Cmp(b.From.Rat()) < 0, b.Below != nil && s.low.Cmp(b.Below.Rat()) >= 0:
		return No
	}
	return Unknown
}

// points works out the parts of a subject and what they add up to.
func (s *Set) points(who Subject, v Values) (sum, []PartResult) {
	if s.Points == nil {
		return sum{}, nil
	}
	var parts []PartResult
	all, whole := sum{new(big.Rat), new(big.Rat), new(big.Rat)}, true
	for _, p := range s.Points.Parts {
		if !forWhom(p.For, who) {
			continue
		}
		r := p.result(v)
		if r.exact == nil {
			whole = false
		} else {
			all.exact.Add(all.exact, r.exact)
			shown := measure.FromRat(r.exact, 2).Trim()
			r.Points = &shown
		}
		all.low.Add(all.low, r.low)
		all.high.Add(all.high, r.high)
		parts = append(parts, r)
	}
	for _, r := range []**big.Rat{&all.exact, &all.low, &all.high} {
		*r = measure.FromRat(*r, s.Points.Decimals).Rat()
	}
	if !whole {
		all.exact = nil
	}
	return all, parts
}

func (p Part) result(v Values) PartResult {
	out := PartResult{ID: p.ID, Max: p.Max, low: new(big.Rat), high: p.Max.Rat()}
	if p.Given {
		if given, ok := v.Mark(p.ID); ok {
			out.exact = clamp(given, p.Max.Rat())
			out.low, out.high = out.exact, out.exact
		}
		return out
	}
	if len(p.Mean) == 0 {
		return out
	}
	exact, low, high, whole := new(big.Rat), new(big.Rat), new(big.Rat), true
	for _, m := range p.Mean {
		r := m.result(v)
		if r.exact == nil {
			whole = false
		} else {
			exact.Add(exact, r.exact)
		}
		low.Add(low, r.low)
		high.Add(high, r.high)
		out.Measures = append(out.Measures, r)
	}
	mean := func(r *big.Rat) *big.Rat {
		r.Quo(r, big.NewRat(int64(len(p.Mean))*100, 1))
		return r.Mul(r, p.Max.Rat())
	}
	if out.low, out.high = mean(low), mean(high); whole {
		out.exact = mean(exact)
	}
	return out
}

// may gives the least and the most of the steps that can still hold: from the one
// that hangs on something to the first that surely holds.
func (m Measure) may(v Values) (low, high *big.Rat) {
	low, high = new(big.Rat), hundred
	some := false
	for _, step := range m.Steps {
		state := Yes
		if step.When != nil {
			state = step.When.ask(v).State
		}
		if state == No {
			continue
		}
		p := clamp(step.Percent.Rat(), hundred)
		if !some {
			low, high, some = p, p, true
		}
		if p.Cmp(low) < 0 {
			low = p
		}
		if p.Cmp(high) > 0 {
			high = p
		}
		if state == Yes {
			break
		}
	}
	return low, high
}

func (m Measure) result(v Values) measureResult {
	out := measureResult{ID: m.ID, low: new(big.Rat), high: hundred}
	switch {
	case m.Given:
	case len(m.Steps) > 0:
		for _, step := range m.Steps {
			asked := LineResult{State: Yes}
			if step.When != nil {
				asked = step.When.ask(v)
			}
			if asked.State == Unknown {
				out.Asks = asked.Asks
				break
			}
			if asked.State == Yes {
				out.exact = step.Percent.Rat()
				break
			}
		}
	case m.Each != nil:
		out.exact = v.Less(m.Share, m.In, m.Faults, m.Each.Rat())
	default:
		f := v.Of(m.Share, m.In)
		out.Figure, out.exact = &f, f.exact
	}
	if out.exact == nil { // a share of nothing: the reviewers may give the percentage
		if given, ok := v.Mark(m.ID); ok {
			out.exact = given
		}
	}
	if out.exact == nil {
		if len(m.Steps) > 0 {
			out.low, out.high = m.may(v)
		}
		return out
	}
	if over := new(big.Rat).Sub(out.exact, hundred); over.Sign() > 0 {
		shown := measure.FromRat(over, 2).Trim()
		out.Excess = &shown
	}
	out.exact = clamp(out.exact, hundred)
	out.low, out.high = out.exact, out.exact
	shown := measure.FromRat(out.exact, 2).Trim()
	out.Percent = &shown
	return out
}

func clamp(r, most *big.Rat) *big.Rat {
	if r.Sign() < 0 {
		return new(big.Rat)
	}
	if r.Cmp(most) > 0 {
		return new(big.Rat).Set(most)
	}
	return new(big.Rat).Set(r)
}

// Sum gives what the parts of a subject add up to.
func (p *Points) Sum(who Subject) *big.Rat {
	sum := new(big.Rat)
	for _, part := range p.Parts {
		if forWhom(part.For, who) {
			sum.Add(sum, part.Max.Rat())
		}
	}
	return sum
}

// Marks gives every mark the reviewers may give, with its maximum: a part in
// points, a measure in percent.
func (s *Set) Marks() map[string]measure.Decimal {
	out := map[string]measure.Decimal{}
	if s.Points == nil {
		return out
	}
	for _, p := range s.Points.Parts {
		if p.Given {
			out[p.ID] = p.Max
		}
		for _, m := range p.Mean {
			if m.Given || m.Share != "" { // a share of nothing is marked by the reviewers
				out[m.ID] = measure.Int(100)
			}
		}
	}
	return out
}
