package criterion

import (
	"math/big"
	"strconv"

	"dondoc/internal/measure"
	"dondoc/internal/phrase"
)

// explain adds the achievement, or the difference where lower is better or the
// plan is not above zero, with the arithmetic in words.
func explain(out *Assessment, l line, c Criterion, a Actual, shown *big.Rat) {
	unit := Suffix(c.Unit)
	if c.Kind == Rank {
		unit = ""
	}
	switch {
	case l.any:
		out.Explanation = phrase.New("target.as_reported", "text", a.Text)
		return
	case a.Words != "":
		out.Explanation = phrase.New("target.compared_text", "actual", a.Text, "plan", c.Text)
		return
	case l.how == Range || shown == nil:
		explainRange(out, l, c, a, shown)
		return
	}
	plan := *c.Value
	actual, exact := measure.Exactly(shown)
	for places := 2; !exact && places < 9; places++ { // told from the plan it is not
		if actual = measure.FromRat(shown, places); actual.Cmp(plan) != 0 {
			break
		}
	}
	lower := c.Direction == Lower
	if c.Kind != Rank && plan.Sign() > 0 && (!lower || l.o.Ceiling != NoPercent && shown.Sign() > 0) {
		out.Achievement = achieved(shown, plan.Rat(), lower, l.o.Ceiling)
		percent := out.Achievement.Shown()
		switch {
		case lower:
			out.Explanation = phrase.New("target.ceiling_"+string(l.o.Ceiling), "actual", actual, "plan", plan, "unit", unit, "percent", percent)
		case a.How != "" && a.How != Point:
			out.Explanation = phrase.New("target.ratio_rough", "text", a.Text, "actual", actual, "plan", plan, "unit", unit, "percent", percent)
		default:
			out.Explanation = phrase.New("target.ratio", "actual", actual, "plan", plan, "unit", unit, "percent", percent)
		}
		return
	}
	if a.How != "" && a.How != Point && shown.Cmp(plan.Rat()) == 0 {
		// "gần 5%" of "dưới 5%" is not "5 of 5: equal"
		out.Explanation = phrase.New("target.compared_text", "actual", a.Text, "plan", c.Text)
		return
	}
	if c.Kind != Change || plan.Sign() != 0 {
		d := measure.FromRat(new(big.Rat).Sub(shown, plan.Rat()), max(actual.Scale(), plan.Scale()))
		out.Difference = &d
	}
	out.Explanation = difference(shown, plan, actual, unit)
	if c.Kind == Rank && out.Difference != nil {
		out.Explanation = rankDifference(actual, plan, *out.Difference)
	}
	if plan.IsZero() && !lower {
		out.Flags = append(out.Flags, Flag{"zero_plan", phrase.New("target.flag_zero_plan")})
	}
}

// achieved gives the achievement by the formula of the options.
func achieved(actual, plan *big.Rat, lower bool, formula CeilingFormula) *Achievement {
	switch {
	case lower && formula == Inverse:
		return &Achievement{plan, actual}
	case lower && formula == TwoMinus:
		twice := new(big.Rat).Mul(plan, big.NewRat(2, 1))
		return &Achievement{twice.Sub(twice, actual), plan}
	}
	return &Achievement{actual, plan}
}

// rankDifference says by how many places a rank is better than was asked for: a smaller
// number is no "lower" rank.
func rankDifference(actual, plan, off measure.Decimal) phrase.Phrase {
	switch off.Sign() {
	case 1:
		return phrase.New("target.rank_worse", "actual", actual, "plan", plan, "places", off)
	case -1:
		return phrase.New("target.rank_better", "actual", actual, "plan", plan, "places", off.Neg())
	}
	return phrase.New("target.rank_equal", "plan", plan)
}

func difference(shown *big.Rat, plan, actual measure.Decimal, unit string) phrase.Phrase {
	d := measure.FromRat(new(big.Rat).Sub(shown, plan.Rat()), max(actual.Scale(), plan.Scale()))
	switch d.Sign() {
	case 1:
		return phrase.New("target.difference_above", "actual", actual, "plan", plan, "unit", unit, "difference", d)
	case -1:
		return phrase.New("target.difference_below", "actual", actual, "plan", plan, "unit", unit, "difference", d.Neg())
	}
	return phrase.New("target.difference_equal", "actual", actual, "plan", plan, "unit", unit)
}

// explainRange measures a result against the end of the range it has passed or
// not reached; inside the range it is 100 %.
func explainRange(out *Assessment, l line, c Criterion, a Actual, shown *big.Rat) {
	low, high := measure.FromRat(l.low, 18).Trim(), measure.FromRat(l.high, 18).Trim()
	unit := Suffix(c.Unit)
	if rough := a.How != "" && a.How != Point; l.how != Range || shown == nil || rough { // "gần 70" is not inside 70-80
		out.Explanation = phrase.New("target.compared_text", "actual", a.Text, "plan", c.Text)
		return
	}
	actual, exact := measure.Exactly(shown)
	if !exact {
		actual = measure.FromRat(shown, 2)
	}
	end := shown
	switch {
	case shown.Cmp(l.low) < 0:
		end = l.low
		out.Explanation = phrase.New("target.below_range", "actual", actual, "low", low, "high", high, "unit", unit)
	case shown.Cmp(l.high) > 0:
		end = l.high
		out.Explanation = phrase.New("target.above_range", "actual", actual, "low", low, "high", high, "unit", unit)
	default:
		out.Explanation = phrase.New("target.in_range", "actual", actual, "low", low, "high", high, "unit", unit)
	}
	if c.Direction != Higher {
		return
	}
	if end.Sign() > 0 {
		out.Achievement = &Achievement{shown, end}
	}
}

// Explain says what was understood, for a person to confirm.
func (c Criterion) Explain() phrase.Phrase {
	p := c.explain()
	for _, more := range c.more() {
		p = phrase.New("target.understood_with", "first", p, "then", more)
	}
	return p
}

// more gives what is to be said besides the comparison.
func (c Criterion) more() []phrase.Phrase {
	var out []phrase.Phrase
	if c.Baseline != nil {
		out = append(out, phrase.New("target.understood_baseline", "value", *c.Baseline))
	}
	if c.Due != "" && c.Kind != Milestone {
		out = append(out, phrase.New("target.understood_milestone_due", "date", c.Due))
	}
	if c.Base != "" {
		out = append(out, phrase.New("target.understood_base", "text", c.Base))
	}
	if len(c.Equivalents) > 0 {
		var same []phrase.Phrase
		for _, e := range c.Equivalents {
			same = append(same, e.explain())
		}
		out = append(out, phrase.New("target.understood_same", "list", same))
	}
	return out
}

func (c Criterion) explain() phrase.Phrase {
	switch c.Kind {
	case Point, AtLeast, MoreThan, AtMost, LessThan, About, Range:
		return c.comparison(c.Kind)
	case RatioCount:
		return phrase.New("target.understood_ratio_count", "value", said(c.Value), "total", said(c.Total), "unit", Suffix(c.Unit))
	case Change:
		return c.explainChange()
	case PerYear:
		return phrase.New("target.understood_average_per_year"+moveKey(c.Move), "value", c.comparison(c.Compare))
	case Rank:
		c.Unit = ""
		return phrase.New("target.understood_rank", "value", c.comparison(c.Compare))
	case Maintain, Increment:
		return phrase.New("target.understood_"+string(c.Kind), "value", c.comparison(c.Compare))
	case Cumulative:
		return phrase.New("target.understood_cumulative", "from", strconv.Itoa(c.FromYear), "to", strconv.Itoa(c.ToYear), "value", c.comparison(c.Compare))
	case Composite, AllOf, Scopes:
		parts := make([]phrase.Phrase, len(c.Parts))
		for i, p := range c.Parts {
			parts[i] = p.Explain()
			if p.Scope != "" {
				parts[i] = phrase.New("target.understood_part", "scope", p.Scope, "part", p.Explain())
			}
		}
		return phrase.New("target.understood_parts", "parts", parts)
	case Ordinal:
		return phrase.New("target.understood_ordinal", "level", phrase.New("target.level_"+c.Level))
	case Milestone:
		switch {
		case c.Due != "" && c.Compare == LessThan:
			return phrase.New("target.understood_milestone_before", "date", c.Due)
		case c.Due != "":
			return phrase.New("target.understood_milestone_due", "date", c.Due)
		}
		return phrase.New("target.understood_milestone")
	case ZeroEvent:
		return phrase.New("target.understood_zero_event")
	case Unstated:
		return phrase.New("target.understood_unstated")
	}
	return phrase.New("target.understood_verbatim", "text", c.Text)
}

func moveKey(m Move) string {
	if m == "" {
		return ""
	}
	return "_" + string(m)
}

func (c Criterion) explainChange() phrase.Phrase {
	how := phrase.New("target.in_amount")
	switch unit := measure.LookupUnit(c.Unit); {
	case c.Relative:
		how = phrase.New("target.in_relative")
	case unit.Share():
		how = phrase.New("target.in_points")
	}
	if c.Value != nil && c.Value.IsZero() && c.Compare == MoreThan {
		return phrase.New("target.understood_change_any_" + string(c.Move))
	}
	return phrase.New("target.understood_change_"+string(c.Move), "value", c.comparison(c.Compare), "how", how)
}

// comparison says a value with how it is meant.
func (c Criterion) comparison(how Kind) phrase.Phrase {
	switch how {
	case Range:
		return phrase.New("target.understood_range", "low", said(c.Low), "high", said(c.High), "unit", Suffix(c.Unit))
	case Point:
		if c.Kind == Point && c.Direction == Lower {
			return phrase.New("target.understood_point_lower", "value", c.amount(c.Value))
		}
		if c.Kind != Point {
			return phrase.New("target.understood_value", "value", c.amount(c.Value))
		}
	case About:
		if c.Tolerance != nil {
			return phrase.New("target.understood_about_stated", "value", c.amount(c.Value), "tolerance", *c.Tolerance)
		}
		return phrase.New("target.understood_about", "value", c.amount(c.Value), "percent", int64(Options{}.about()))
	}
	return phrase.New("target.understood_"+string(how), "value", c.amount(c.Value))
}

// amount says a value with its unit, and money in words besides, so that a
// number misread a thousandfold is seen.
func (c Criterion) amount(d *measure.Decimal) any {
	if d == nil {
		return ""
	}
	a := measure.Amount{Value: *d, Unit: measure.LookupUnit(c.Unit)}
	if a.Unit.Family == "money" && a.Say("vi") != measure.InWords(a).Say("vi") {
		return phrase.New("target.reading", "amount", a, "words", measure.InWords(a))
	}
	return a
}

// said makes a value sayable; a missing one says nothing.
func said(d *measure.Decimal) any {
	if d == nil {
		return ""
	}
	return *d
}

// Suffix is a unit of measure as it follows a number: "%" at once, others after a space.
func Suffix(unit string) string {
	if unit == "" || unit[0] == '%' || unit == "‰" {
		return unit
	}
	return " " + unit
}
