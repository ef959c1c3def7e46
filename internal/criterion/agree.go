package criterion

import (
	"math/big"
	"slices"

	"dondoc/internal/measure"
	"dondoc/internal/viet"
)

// near says whether a printed figure is what a computed one comes to: within
// one unit of its last digit, or a hundredth part where either is rough.
func near(printed measure.Decimal, computed *big.Rat, rough bool) bool {
	slack := digit(printed)
	if part := new(big.Rat).Mul(new(big.Rat).Abs(computed), big.NewRat(1, 200)); part.Cmp(slack) > 0 {
		slack = part
	}
	if rough {
		slack.Add(slack, new(big.Rat).Mul(new(big.Rat).Abs(computed), big.NewRat(1, 20)))
	}
	d := new(big.Rat).Sub(printed.Rat(), computed)
	return d.Abs(d).Cmp(slack) <= 0
}

// digit gives one unit of the last digit of a printed figure.
func digit(printed measure.Decimal) *big.Rat {
	return new(big.Rat).SetFrac(big.NewInt(1), new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(printed.Scale())), nil))
}

// sideOf gives the side of the plan that a percentage of it stands on.
func sideOf(percent *big.Rat) int { return percent.Cmp(big.NewRat(100, 1)) }

// ofBase says whether a growth is over the level that the criterion counts from
// ("tăng 12% so với năm 2024"), beside the level it came to.
func (m remark) ofBase(a Actual, c Criterion) bool {
	return c.Kind == Change && c.Baseline != nil && c.Baseline.Sign() > 0 && m.base == viet.Fold(c.Base) && a.Moved == "" && !measure.LookupUnit(a.Unit).Share()
}

// couldNotLeadTo says whether a growth or a fall denies the figure it came to: a
// fall by all there was, a share that fell from over the hundred, or one said to
// have grown by more than it is, which may be the share itself ("84%, tăng 90%").
func couldNotLeadTo(grown *big.Rat, v measure.Decimal, share bool) bool {
	by, hundred := new(big.Rat).Abs(grown), big.NewRat(100, 1)
	switch falls := grown.Sign() < 0; {
	case falls && by.Cmp(hundred) >= 0:
		return true
	case falls:
		before := new(big.Rat).Quo(v.Rat(), new(big.Rat).Sub(big.NewRat(1, 1), new(big.Rat).Quo(by, hundred)))
		return share && before.Cmp(hundred) > 0 && new(big.Rat).Add(v.Rat(), by).Cmp(hundred) > 0
	}
	return share && by.Cmp(v.Rat()) > 0 && by.Cmp(big.NewRat(25, 1)) > 0
}

// inProportion says whether a percentage of another body's plan may be that of a
// plan at all like the target's own: no more than five times off.
func inProportion(printed, got *big.Rat) bool {
	if got.Sign() <= 0 || printed.Sign() <= 0 {
		return true
	}
	q := new(big.Rat).Quo(printed, got)
	return q.Cmp(big.NewRat(1, 5)) >= 0 && q.Cmp(big.NewRat(5, 1)) <= 0
}

// within says whether a figure is less than so much from another.
func within(d measure.Decimal, of, slack *big.Rat) bool {
	off := new(big.Rat).Sub(d.Rat(), of)
	return off.Abs(off).Cmp(slack) < 0
}

// agree holds what is said of a figure against it. A percentage that fits
// neither the plan nor the total it is counted of is asked about, but where
// another body's plan is named.
func (r *reader) agree(a Actual, c Criterion, remarks []remark) {
	plan := c.PlanValue()
	if a.Value == nil || a.PercentOfPlan || plan == nil || c.Kind == Rank {
		return
	}
	if plan.Sign() <= 0 {
		if slices.ContainsFunc(remarks, func(m remark) bool { return m.loose }) {
			r.ask(ask("actual", "target.several_figures", "text", a.Text))
		}
		return
	}
	rough := a.How != "" && a.How != Point
	ratio := func(of measure.Decimal) *big.Rat {
		q := new(big.Rat).Quo(a.Value.Rat(), of.Rat())
		return q.Mul(q, big.NewRat(100, 1))
	}
	value := a.Value.Rat()
	if share := measure.LookupUnit(c.Unit).Share(); share && a.Total != nil && a.Total.Sign() > 0 {
		value = ratio(*a.Total)
	}
	got := new(big.Rat).Quo(value, plan.Rat())
	got.Mul(got, big.NewRat(100, 1))
	if ach := Assess(c, &a, Options{}).Achievement; ach != nil && c.Kind == Change {
		got.Quo(ach.Actual, ach.Plan).Mul(got, big.NewRat(100, 1))
	}
	for _, m := range remarks {
		switch {
		case m.grown != nil && m.ofBase(a, c):
			grown := new(big.Rat).Sub(a.Value.Rat(), c.Baseline.Rat())
			grown.Quo(grown, c.Baseline.Rat()).Mul(grown, big.NewRat(100, 1))
			if near(measure.FromRat(m.grown, m.places), grown, rough) {
				continue
			}
		case m.off != nil:
			if d := new(big.Rat).Sub(value, plan.Rat()); d.Cmp(m.off) == 0 || m.named || rough {
				continue
			}
		case m.grown != nil && couldNotLeadTo(m.grown, *a.Value, measure.LookupUnit(c.Unit).Share()):
		case m.class == NotMet && (got.Cmp(big.NewRat(100, 1)) < 0) == (c.Direction == Higher) && c.Direction != None:
			continue
		case m.class == Exceeded && got.Cmp(big.NewRat(100, 1)) == 0 && c.Direction == Higher && !rough && isLevelKind(c.Kind), m.class == NotMet:
		case m.class != "" && got.Cmp(big.NewRat(100, 1)) < 0 && c.Direction == Higher && !rough && (isLevelKind(c.Kind) || c.Kind == Change || c.Kind == Increment):
		case m.share == nil:
			continue
		default:
			printed := measure.FromRat(m.share, m.places)
			over := new(big.Rat).Sub(value, plan.Rat())
			if near(printed, got, rough) && (within(printed, got, digit(printed)) || sideOf(printed.Rat()) == sideOf(got)) {
				r.vouched = true
				continue
			}
			if m.named && !m.loose && inProportion(printed.Rat(), got) || m.points && near(measure.FromRat(new(big.Rat).Sub(m.share, big.NewRat(100, 1)), m.places), over, rough) ||
				(m.loose || disbursed.MatchString(viet.Fold(r.in.Name+" "+c.Scope+" "+c.Rest))) && a.Total != nil && a.Total.Sign() > 0 && near(printed, ratio(*a.Total), rough) {
				continue
			}
		}
		r.ask(ask("actual", "target.figures_disagree", "text", m.text, "actual", *a.Value, "plan", *plan, "percent", measure.FromRat(got, 2)))
	}
}

// changeAndLevel takes the one of a change and the level it led to that the
// criterion asks for: "giảm 2,1 điểm %, còn 8,9%". Where the baseline is known
// and the two do not fit, neither is taken.
func (r *reader) changeAndLevel(figures []text, c Criterion) ([]text, bool) {
	for i, s := range figures {
		change, level := s, figures[1-i]
		down := change.cut(reduceWords)
		if !down && !change.cut(raiseWords) || change.begins(comesToWords) || change.begins(fromWords) {
			continue
		}
		change.cut(gotWords)
		level.cut(presentWords)
		said := level.cut(remainsWords) || level.cut(comesToWords)
		by, rest, err := measure.ReadQuantity(change.s, r.own)
		to, after, second := measure.ReadQuantity(level.s, r.own)
		if err != nil || second != nil || len(by.Readings) != 1 || len(to.Readings) != 1 || rest != "" || after != "" {
			continue
		}
		if to.Unit.Text == "" && said { // "giảm 38 hộ, hiện còn 122"
			to.Unit = by.Unit
		}
		changes := c.Kind == Change || c.Move != ""
		checked := false
		if base := c.Baseline; changes && base != nil {
			amount := new(big.Rat).Set(by.Readings[0].Rat())
			switch {
			case by.Unit.Family == "point", by.Unit.Fits(to.Unit) && !to.Unit.Share():
				checked = true
			case by.Unit.Share() && !to.Unit.Share() && to.Unit.Text != "": // "18 vụ, giảm 10%"
				amount.Mul(amount, base.Rat()).Quo(amount, big.NewRat(100, 1))
				checked = true
			}
			if down {
				amount.Neg(amount)
			}
			amount.Add(amount, base.Rat())
			if checked && (!near(to.Readings[0], amount, false) || to.Readings[0].Whole() && !to.Unit.Share() && !within(to.Readings[0], amount, big.NewRat(1, 2))) {
				continue
			}
		}
		switch {
		case !said && !checked:
			continue
		case !said:
			return []text{{"còn " + figures[1-i].s, false}}, true
		case changes:
			return []text{s}, true
		}
		r.levelled = isLevelKind(c.Kind)
		return figures[1-i : 2-i], r.levelled
	}
	return nil, false
}
