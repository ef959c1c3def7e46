package criterion

import (
	"math/big"

	"dondoc/internal/measure"
	"dondoc/internal/phrase"
)

// Flag is a doubt about the quality of data. It never blocks.
type Flag struct {
	Code string
	What phrase.Phrase
}

// Figure is one figure of a series over periods; Value is nil where none is known.
type Figure struct {
	Period any // as it is said: "2014", "02/2026"
	Value  *measure.Decimal
}

// SeriesFlags looks along a series: a step of about a thousandfold is a unit
// of measure that was switched (a province printed its income per head in
// millions to 2014 and in thousands from 2015), a tenfold one a jump.
func SeriesFlags(series []Figure) []Flag {
	var flags []Flag
	var last *Figure
	for i := range series {
		now := &series[i]
		if now.Value == nil || now.Value.IsZero() {
			continue
		}
		if last != nil {
			if code := stepOf(last.Value.Rat(), now.Value.Rat()); code != "" {
				flags = append(flags, Flag{code, phrase.New("target.flag_"+code, "from", last.Period, "before", *last.Value, "to", now.Period, "after", *now.Value)})
			}
		}
		last = now
	}
	return flags
}

// stepOf names a step between two figures that are not zero.
func stepOf(before, after *big.Rat) string {
	q := new(big.Rat).Quo(after, before)
	if q.Abs(q); q.Cmp(big.NewRat(1, 1)) < 0 {
		q.Inv(q)
	}
	for _, size := range []int64{1e3, 1e6, 1e9} {
		if q.Cmp(big.NewRat(size, 3)) >= 0 && q.Cmp(big.NewRat(size*3, 1)) <= 0 {
			return "unit_switched"
		}
	}
	if q.Cmp(big.NewRat(10, 1)) >= 0 {
		return "jump"
	}
	return ""
}

// SumFlag says that a printed total is not the sum of its parts: structures
// that make 100,02 %, a national total that differs from its regions.
func SumFlag(total measure.Decimal, parts []measure.Decimal) (Flag, bool) {
	sum := measure.Decimal{}
	for _, p := range parts {
		sum = sum.Add(p)
	}
	rounded := total.Cmp(measure.Int(100)) != 0 // of a structure the hundred is exact
	if len(parts) == 0 || sum.Cmp(total) == 0 || rounded && sum.Scale() > total.Scale() && measure.FromRat(sum.Rat(), total.Scale()).Cmp(total) == 0 {
		return Flag{}, false // equal, or within the rounding of the total
	}
	return Flag{"sum_differs", phrase.New("target.flag_sum_differs", "sum", sum, "total", total, "difference", sum.Sub(total))}, true
}

// LastYearFlag says that a plan asks for less than was reached the year before.
// It is silent where more or less cannot be told.
func LastYearFlag(c Criterion, last Actual) (Flag, bool) {
	plan := c.PlanValue()
	if plan == nil || last.Value == nil || last.PercentOfPlan || last.Total != nil || c.Kind == Rank || c.Move != "" {
		return Flag{}, false
	}
	cmp := plan.Cmp(*last.Value)
	if c.Direction == Higher && cmp >= 0 || c.Direction == Lower && cmp <= 0 || c.Direction == None {
		return Flag{}, false
	}
	if c.Direction == Stay && cmp >= 0 {
		return Flag{}, false
	}
	return Flag{"below_last_year", phrase.New("target.flag_below_last_year", "plan", *plan, "last", *last.Value)}, true
}

// RunFlag says that so many results in a row are 100 % to the last digit, which
// figures that were measured are seldom. A run is five or more.
func RunFlag(list []Assessment) (Flag, bool) {
	run, longest := 0, 0
	for _, a := range list {
		if a.Achievement == nil {
			continue
		}
		if run++; a.Achievement.Actual.Cmp(a.Achievement.Plan) != 0 {
			run = 0
		}
		longest = max(longest, run)
	}
	if longest < 5 {
		return Flag{}, false
	}
	return Flag{"run_of_100", phrase.New("target.flag_run_of_100", "count", longest)}, true
}

// PeerResult is what a unit of the same kind reached.
type PeerResult struct {
	Unit   string
	Actual Actual
}

// PeersFlag says that a plan asks for more than the best of the peers reached.
// It is silent with fewer than three of them, and where more or less cannot be told.
func PeersFlag(c Criterion, peers []PeerResult) (Flag, bool) {
	plan := c.PlanValue()
	if plan == nil || c.Direction != Higher && c.Direction != Lower || c.Move != "" || c.Kind == Rank {
		return Flag{}, false
	}
	var best *PeerResult
	n := 0
	for i, p := range peers {
		if p.Actual.Value == nil || p.Actual.PercentOfPlan || p.Actual.Total != nil || p.Actual.Unit != c.Unit {
			continue
		}
		n++
		if best == nil || c.Direction == Higher && p.Actual.Value.Cmp(*best.Actual.Value) > 0 || c.Direction == Lower && p.Actual.Value.Cmp(*best.Actual.Value) < 0 {
			best = &peers[i]
		}
	}
	if n < 3 {
		return Flag{}, false
	}
	cmp := plan.Cmp(*best.Actual.Value)
	if c.Direction == Higher && cmp <= 0 || c.Direction == Lower && cmp >= 0 {
		return Flag{}, false
	}
	return Flag{"beyond_peers", phrase.New("target.flag_beyond_peers", "plan", *plan, "best", *best.Actual.Value, "unit", best.Unit)}, true
}
