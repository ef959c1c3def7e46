package target

import (
	"dondoc/internal/criterion"
	"dondoc/internal/measure"
)

// Balance is an allotment's arithmetic: Plan − Sum − Reserve = Rest. Summable
// is false where the plans are not amounts that add up (shares, ranks, words).
type Balance struct {
	Summable bool
	Plan     measure.Decimal
	Sum      measure.Decimal
	Reserve  measure.Decimal
	Rest     measure.Decimal
}

// BalanceOf sums the parts of a target; see Balance.
func BalanceOf(t Target, parts []criterion.Criterion, reserve measure.Decimal) Balance {
	b := Balance{Reserve: reserve}
	plan := t.Current().Criterion.PlanValue()
	if plan == nil || !Summable(t.Accumulation, t.UnitOfMeasure) {
		return b
	}
	for _, p := range parts {
		v := p.PlanValue()
		if v == nil {
			return b
		}
		b.Sum = b.Sum.Add(*v)
	}
	b.Summable, b.Plan = true, *plan
	b.Rest = b.Plan.Sub(b.Sum).Sub(b.Reserve)
	return b
}

// Node is a target with the parts it was allotted in, any number of levels down.
type Node struct {
	Target
	Standing        // by what was reported for it
	Name     string // of the unit, as it is said
	Reserve  *Reserve
	Balance  Balance // of plan, parts and reserve; zero at the ends of the tree
	Parts    []Node

	Ends, Reported int                  // units at the ends of the tree below it, and those with a result
	Rule           Rule                 // by which FromBelow was made; "" at the ends
	FromBelow      *criterion.Actual    // the results at the ends put together; nil where none has any or they cannot be
	Judged         criterion.Assessment // of FromBelow against the plan; not assessed until every end is due
	Doubts         []criterion.Flag     // units without a result, an own figure that differs from its parts
	due            int                  // ends whose figure covers the cycle
	Cannot         error                // why the parts cannot be put together: Invalid, naming the unit at fault
}

// RollUp puts the results at the ends of the tree together, level by level, by
// the rule of each target. What was reported for an inner unit is not used but
// compared, unless its parts cannot be put together.
func (n *Node) RollUp() {
	if len(n.Parts) == 0 {
		n.Ends = 1
		if n.Standing.Actual != nil {
			n.Reported = 1
		}
		if n.Due {
			n.due = 1
		}
		return
	}
	var plans []criterion.Criterion
	var parts []Part
	for i := range n.Parts {
		child := &n.Parts[i]
		child.RollUp()
		n.Ends, n.Reported, n.due = n.Ends+child.Ends, n.Reported+child.Reported, n.due+child.due
		plans = append(plans, child.Current().Criterion)
		part := Part{Name: child.Name, Actual: child.FromBelow, Class: child.Class}
		if part.Actual == nil && (len(child.Parts) == 0 || child.Cannot != nil) {
			part.Actual = child.Standing.Actual
		}
		parts = append(parts, part)
	}
	reserve := measure.Decimal{}
	if n.Reserve != nil {
		reserve = n.Reserve.Reserve
	}
	n.Balance = BalanceOf(n.Target, plans, reserve)
	n.Rule = ruleOf(n.Target, plans)
	actual, flags, err := Rollup(n.Rule, n.Direction, parts)
	n.Doubts, n.Cannot = flags, err
	if err != nil || actual.Nothing() {
		return
	}
	n.FromBelow = &actual
	r := n.Current()
	if n.Judged = criterion.Assess(r.Criterion, &actual, r.Options); n.due < n.Ends {
		n.Judged.Class = criterion.NotAssessed
	}
	if own := n.Standing.Actual; n.Reported == n.Ends && own != nil && own.Value != nil && own.Total == nil && actual.Total == nil {
		if f, differs := criterion.SumFlag(*own.Value, []measure.Decimal{*actual.Value}); differs {
			n.Doubts = append(n.Doubts, f)
		}
	}
}

// ruleOf gives the rule by which the results of lower units make a target's:
// amounts are summed, counts out of totals summed on both sides ("52/60 thôn"),
// and for a count of units ("9/10 xã") whose own plans are not counts, those
// that met theirs are counted. Percentages without their counts are neither
// summed nor averaged; Rollup refuses them.
func ruleOf(t Target, parts []criterion.Criterion) Rule {
	if t.Current().Criterion.Kind == criterion.RatioCount {
		for _, p := range parts {
			if p.Kind != criterion.RatioCount {
				return CountMet
			}
		}
		return RatioOfSums
	}
	if Summable(t.Accumulation, t.UnitOfMeasure) {
		return SumOf
	}
	return RatioOfSums
}
