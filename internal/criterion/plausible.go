package criterion

import (
	"math/big"
	"strings"

	"dondoc/internal/measure"
	"dondoc/internal/viet"
)

// plausible asks about a figure that is out of all proportion to the plan: over
// 300 %, or under 5 % of what the year is to bring. It is silent where the text
// gives the percentage itself, where a person chose the reading, of small
// counts (9 cooperatives of 3), of zero, and of a part of the year where a
// small figure is no wonder.
func (r *reader) plausible(a *Actual, c Criterion) {
	plan := c.PlanValue()
	if plan == nil || plan.Sign() <= 0 || a.Value == nil || a.Value.Sign() <= 0 || len(r.asks) > 0 || r.vouched ||
		r.in.confirmed(*a.Value) || a.Total != nil && measure.LookupUnit(c.Unit).Share() {
		return
	}
	value := a.Value.Rat()
	switch {
	case a.PercentOfPlan, c.Kind == Rank, c.Direction == Lower && c.Kind != Change:
		return
	case c.Kind == Change && a.Moved != "" && a.Moved != c.Move:
		return
	case c.Kind == Change && c.Baseline != nil && (a.Level || !measure.LookupUnit(a.Unit).Fits(measure.LookupUnit(c.Unit))):
		value = fromBaseline(inMeasureOf(c, *a), value)
	}
	if e := inMeasureOf(c, *a); e.PlanValue() != nil && e.PlanValue().Sign() > 0 {
		plan = e.PlanValue()
	}
	if c.inCounts(*a) {
		value = new(big.Rat).Mul(new(big.Rat).Quo(a.Value.Rat(), c.Baseline.Rat()), big.NewRat(100, 1))
	}
	small := ofThings(c.Unit) && !c.Relative && (c.Kind != Increment || r.in.Baseline != nil || a.Value.Cmp(measure.Int(5)) < 0) && plan.Whole() && a.Value.Whole() && plan.Cmp(measure.Int(20)) <= 0 && a.Value.Cmp(measure.Int(100)) <= 0
	if b := r.in.Baseline; b != nil && b.Cmp(*plan) > 0 && a.Value.Cmp(*b) >= 0 && newOnes.MatchString(viet.Fold(r.in.Name+" "+c.Text)) {
		small = false // 17 of "3 HTX thành lập mới" where there were 14: all there are
	}
	share := new(big.Rat).Quo(value, plan.Rat())
	share.Mul(share, big.NewRat(100, 1))
	over := share.Cmp(big.NewRat(300, 1)) > 0
	under := share.Cmp(big.NewRat(5, 1)) < 0 && share.Sign() > 0 && !r.in.Within && !measure.LookupUnit(a.Unit).Share() && !plainCount(*a)
	if small && !measure.LookupUnit(a.Unit).Share() || !over && !under {
		return
	}
	choices := []measure.Decimal{*a.Value}
	for _, by := range []*big.Rat{big.NewRat(1, 1000), big.NewRat(1, 100), big.NewRat(1, 10), big.NewRat(10, 1), big.NewRat(100, 1), big.NewRat(1000, 1)} {
		other := new(big.Rat).Mul(value, by)
		if q := new(big.Rat).Quo(other, plan.Rat()); q.Cmp(big.NewRat(1, 2)) < 0 || q.Cmp(big.NewRat(2, 1)) > 0 {
			continue
		}
		if v, exact := measure.Exactly(new(big.Rat).Mul(a.Value.Rat(), by)); exact {
			choices = append(choices, v.Trim())
		}
	}
	r.ask(Question{Field: "actual", Ask: ask("", "target.out_of_proportion", "text", a.Text, "percent", measure.FromRat(share, 2).Trim(), "plan", *plan, "unit", Suffix(c.Unit)).Ask, Choices: choices})
}

// ofThings says whether a unit counts things: people, households, cases. Money
// and measures come in any size, and are no small counts.
func ofThings(unit string) bool {
	u := measure.LookupUnit(unit)
	return u.Family != "money" && (u.Counted() || !u.Known() && !strings.Contains(unit, "/"))
}

// plainCount says whether a result counts whole things in plain digits, which
// nobody misreads: "24 nhà".
func plainCount(a Actual) bool {
	return a.Value.Whole() && measure.LookupUnit(a.Unit).Counted() && a.Value.Cmp(measure.Int(1000)) < 0
}
