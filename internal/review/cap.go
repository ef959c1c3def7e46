package review

import (
	"math/big"

	"dondoc/internal/measure"
)

// Cap holds a level to a share of those rated at another level (default), in one
// group: a body, or those of like duties in it.
type Cap struct {
	ID      string           `yaml:"cap" json:"cap"`
	Says    Words            `yaml:"says" json:"says"`
	Source  Citation         `yaml:"source" json:"source"`
	For     []Subject        `yaml:"for" json:"for,omitempty"`
	Valid   *Validity        `yaml:"valid" json:"valid,omitempty"`
	Level   string           `yaml:"level" json:"level"`
	Percent measure.Decimal  `yaml:"percent" json:"percent"`
	Raised  *measure.Decimal `yaml:"raised" json:"raised,omitempty"` // where the authority finds outstanding results
	Of      Base             `yaml:"of" json:"of"`
	Rival   Base             `yaml:"rival" json:"rival,omitempty"` // the other reading in use, shown beside
	Round   string           `yaml:"round" json:"round"`           // down, up, nearest
	Few     *Few             `yaml:"few" json:"few,omitempty"`
}

// Base is what a cap's percentage is taken of: those rated just at a level, or at
// it or better.
type Base struct {
	Level    string `yaml:"level" json:"level,omitempty"`
	OrBetter bool   `yaml:"or_better" json:"or_better,omitempty"`
}

// Few is the rule for small bodies: under so many sub-units at most so many.
type Few struct {
	Under  int      `yaml:"under" json:"under"`
	AtMost int      `yaml:"at_most" json:"at_most"`
	Source Citation `yaml:"source" json:"source"`
}

// CapResult is a cap's arithmetic over a group.
type CapResult struct {
	ID      string          `json:"cap"`
	Rated   int             `json:"rated"` // proposed or decided at the level
	Percent measure.Decimal `json:"percent"`
	Of      int             `json:"of"`
	Allowed int             `json:"allowed"`
	// RivalOf and RivalAllowed are the arithmetic of the other reading; -1 without one.
	RivalOf      int  `json:"rival_of"`
	RivalAllowed int  `json:"rival_allowed"`
	Few          bool `json:"few,omitempty"` // the rule for small bodies held
	Over         int  `json:"over"`          // so many too many; 0: held
}

// Capped works out the caps that hold for a group of levels, of which subunits are
// in the body (people are not counted as sub-units: -1 leaves the small rule out).
func (s *Set) Capped(who Subject, levels []string, subunits int, raised bool) []CapResult {
	var out []CapResult
	for _, c := range s.Caps {
		if !forWhom(c.For, who) {
			continue
		}
		r := CapResult{ID: c.ID, Percent: c.Percent, RivalOf: -1, RivalAllowed: -1}
		if raised && c.Raised != nil {
			r.Percent = *c.Raised
		}
		r.Rated, r.Of = s.rated(levels, Base{Level: c.Level}), s.rated(levels, c.Of)
		r.Allowed = c.allowed(r.Percent, r.Of)
		if c.Rival.Level != "" {
			r.RivalOf = s.rated(levels, c.Rival)
			r.RivalAllowed = c.allowed(r.Percent, r.RivalOf)
		}
		if c.Few != nil && subunits >= 0 && subunits < c.Few.Under {
			r.Few, r.Allowed = true, c.Few.AtMost
			if r.RivalAllowed >= 0 {
				r.RivalAllowed = c.Few.AtMost
			}
		}
		r.Over = max(r.Rated-r.Allowed, 0)
		out = append(out, r)
	}
	return out
}

func (s *Set) rated(levels []string, b Base) (n int) {
	for _, l := range levels {
		if l == b.Level || b.OrBetter && l != "" && s.Above(l, b.Level) {
			n++
		}
	}
	return n
}

// allowed is the percentage of so many, rounded as the set says.
func (c Cap) allowed(percent measure.Decimal, of int) int {
	exact := new(big.Rat).Mul(percent.Rat(), big.NewRat(int64(of), 100))
	whole := new(big.Int).Quo(exact.Num(), exact.Denom())
	rest := new(big.Rat).Sub(exact, new(big.Rat).SetInt(whole))
	n := int(whole.Int64())
	if c.Round == "up" && rest.Sign() > 0 || c.Round == "nearest" && rest.Cmp(big.NewRat(1, 2)) >= 0 {
		n++
	}
	return n
}
