package target

import (
	"math/big"
	"time"

	"dondoc/internal/criterion"
	"dondoc/internal/measure"
	"dondoc/internal/period"
	"dondoc/internal/phrase"
)

// Jumps says whether a figure lies further from the one before it than three
// times the largest step so far: something to look at first.
func Jumps(earlier []Observation, o Observation) bool {
	if o.Actual.Value != nil && (criterion.Hints{Before: o.Alike(earlier)}).Hundredfold(*o.Actual.Value) {
		return true
	}
	var last, step *big.Rat
	for _, e := range earlier {
		if e.Actual.Value == nil || e.Cumulative != o.Cumulative {
			continue
		}
		now := e.Actual.Value.Rat()
		if last != nil {
			d := new(big.Rat).Sub(now, last)
			if d.Abs(d); step == nil || d.Cmp(step) > 0 {
				step = d
			}
		}
		last = now
	}
	if last == nil || step == nil || step.Sign() == 0 || o.Actual.Value == nil {
		return false
	}
	d := new(big.Rat).Sub(o.Actual.Value.Rat(), last)
	return d.Abs(d).Cmp(new(big.Rat).Mul(step, big.NewRat(3, 1))) > 0
}

// Alike gives the values of earlier figures that this one may be held against: of earlier months of its year and of the same month of other years,
// counted and measured alike.
func (o Observation) Alike(earlier []Observation) []measure.Decimal {
	var out []measure.Decimal
	for _, e := range earlier {
		sameYear, sameMonth := e.Month.Cycle() == o.Month.Cycle(), e.Month.Number() == o.Month.Number()
		if e.Month >= o.Month || !sameYear && !sameMonth || e.Cumulative != o.Cumulative || !e.Actual.Plain() || e.Actual.Moved != "" || e.Actual.Unit != o.Actual.Unit {
			continue
		}
		out = append(out, *e.Actual.Value)
	}
	return out
}

// LeapFlag says that the newest figure that counts of a target's months has
// leapt; see Jumps.
func LeapFlag(observations []Observation, before time.Time, upTo period.Month) (criterion.Flag, bool) {
	counted := counting(observations, before, upTo)
	if len(counted) < 2 {
		return criterion.Flag{}, false
	}
	newest := counted[len(counted)-1]
	if !Jumps(counted[:len(counted)-1], newest) {
		return criterion.Flag{}, false
	}
	return criterion.Flag{Code: "jump", What: phrase.New("target.flag_leap", "month", newest.Month, "value", *newest.Actual.Value)}, true
}
