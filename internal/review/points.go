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
	Measures []MeasureResult  `json:"measures,omitempty"`

	exact *big.Rat
}

// MeasureResult is a measure with its arithmetic.
type MeasureResult struct {
	ID      string           `json:"measure"`
	Figure  *Figure          `json:"figure,omitempty"`
	Percent *measure.Decimal `json:"percent,omitempty"` // two decimals, for reading; the sum is exact
	Excess  *measure.Decimal `json:"excess,omitempty"`  // over 100, for commendation only
	Asks    []string         `json:"asks,omitempty"`    // what a step hangs on

	exact *big.Rat
}

var hundred = big.NewRat(100, 1)

// points works out the parts of a subject. The sum is nil where a part is not answered.
func (s *Set) points(who Subject, v Values) (*big.Rat, []PartResult) {
	if s.Points == nil {
		return nil, nil
	}
	var parts []PartResult
	sum, whole := new(big.Rat), true
	for _, p := range s.Points.Parts {
		if !forWhom(p.For, who) {
			continue
		}
		r := p.result(v)
		if r.exact == nil {
			whole = false
		} else {
			sum.Add(sum, r.exact)
			shown := measure.FromRat(r.exact, 2).Trim()
			r.Points = &shown
		}
		parts = append(parts, r)
	}
	if !whole {
		return nil, parts
	}
	return measure.FromRat(sum, s.Points.Decimals).Rat(), parts
}

func (p Part) result(v Values) PartResult {
	out := PartResult{ID: p.ID, Max: p.Max}
	if p.Given {
		if given, ok := v.Mark(p.ID); ok {
			out.exact = clamp(given, p.Max.Rat())
		}
		return out
	}
	sum, whole := new(big.Rat), true
	for _, m := range p.Mean {
		r := m.result(v)
		if r.exact == nil {
			whole = false
		} else {
			sum.Add(sum, r.exact)
		}
		out.Measures = append(out.Measures, r)
	}
	if whole && len(p.Mean) > 0 {
		out.exact = sum.Quo(sum, big.NewRat(int64(len(p.Mean))*100, 1))
		out.exact.Mul(out.exact, p.Max.Rat())
	}
	return out
}

func (m Measure) result(v Values) MeasureResult {
	out := MeasureResult{ID: m.ID}
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
		return out
	}
	if over := new(big.Rat).Sub(out.exact, hundred); over.Sign() > 0 {
		shown := measure.FromRat(over, 2).Trim()
		out.Excess = &shown
	}
	out.exact = clamp(out.exact, hundred)
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
