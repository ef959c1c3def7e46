package target

import (
	"math/big"

	"dondoc/internal/measure"
	"dondoc/internal/phrase"
)

// Options are interpretations where practice differs.
type Options struct {
	// AboutTolerance is how far from "khoảng X" still meets it, in percent of
	// X; 5 when zero. No rule gives one; the 2019 national table took 2,79 for
	// "khoảng 4" as passed.
	AboutTolerance int64
}

// Achievement is the result as an exact share of the plan. It is never clamped.
type Achievement struct {
	Actual *big.Rat
	Plan   *big.Rat
}

// Percent gives the achievement in percent, rounded half up to places decimals.
func (a *Achievement) Percent(places int) measure.Decimal {
	r := new(big.Rat).Quo(a.Actual, a.Plan)
	return measure.FromRat(r.Mul(r, big.NewRat(100, 1)), places)
}

// Exact gives the achievement as a fraction of whole numbers: "673/550".
func (a *Achievement) Exact() string { return new(big.Rat).Quo(a.Actual, a.Plan).RatString() }

// Assessment is the computed judgement of a result: a proposal.
type Assessment struct {
	Class       Class
	Achievement *Achievement     // nil where a percentage means nothing
	Difference  *measure.Decimal // actual − plan, where a percentage means nothing but a difference does
	Explanation phrase.Phrase    // what a person can check by hand
	Flags       []Flag
	Questions   []Question
}

// Flag is a doubt about the quality of data. It never blocks.
type Flag struct {
	Code string
	What phrase.Phrase
}

// Assess judges a result by a criterion. No result is not assessed: missing is
// not zero. Over 100 % stays over 100 %.
func Assess(c Criterion, a *Actual, o Options) Assessment {
	switch {
	case a == nil:
		return open("target.no_figure")
	case a.PercentOfPlan && c.Direction != Lower:
		return assessPrinted(*a)
	case len(c.Parts) > 0:
		return assessParts(c, *a, o)
	}
	switch c.Kind {
	case Point, AtLeast, MoreThan, AtMost, LessThan, About, RatioCount, Increment, PerYear, Maintain:
		return assessValue(c, *a, o)
	case Range:
		return assessRange(c, *a)
	case Change:
		return assessChange(c, *a, o)
	case ZeroEvent:
		return assessZero(*a)
	case Milestone:
		return assessMilestone(c, *a)
	case Ordinal:
		return assessOrdinal(c, *a)
	case Unstated:
		return open("target.no_plan")
	}
	return open("target.cannot_judge", "text", c.Text)
}

// open is an assessment that judges nothing, and says why.
func open(key string, namesAndValues ...any) Assessment {
	return Assessment{Class: NotAssessed, Explanation: phrase.New(key, namesAndValues...)}
}

// undecided is an assessment that a person must settle.
func undecided(a Actual, c Criterion) Assessment {
	out := open("target.undecided", "actual", a.Text, "plan", c.Text)
	out.Questions = []Question{{Field: "actual", Ask: out.Explanation}}
	return out
}

// compared says how a result stands to a value, as far as it is known: −1, 0
// or 1, and whether that is sure. "hơn 138" is above 138, and above 100 too;
// whether it is above 150 is not known.
func compared(a Actual, to measure.Decimal) (int, bool) {
	if a.How == Range && a.Low != nil && a.High != nil {
		low, high := a.Low.Cmp(to), a.High.Cmp(to)
		if low == high || low >= 0 && high > 0 && low > 0 || low < 0 && high < 0 {
			return low, true
		}
		return 0, false
	}
	if a.Value == nil {
		return 0, false
	}
	cmp := a.Value.Cmp(to)
	switch a.How {
	case MoreThan, LessThan:
		return comparedNearly(a, to)
	case About:
		return cmp, cmp != 0
	}
	return cmp, true
}

// comparedNearly compares "gần X" and "hơn X": they lie within one unit of the
// last digit of X that is not zero ("gần 108" is above 107, "hơn 106.830" is
// below 106.840), as the press rounds.
func comparedNearly(a Actual, to measure.Decimal) (int, bool) {
	unit := measure.Int(1)
	if v := a.Value.Trim(); v.Scale() > 0 {
		unit = measure.NewDecimal(1, v.Scale())
	} else {
		for n := v.Coef(); n != 0 && n%10 == 0; n /= 10 {
			unit = measure.NewDecimal(unit.Coef()*10, 0)
		}
	}
	low, high := *a.Value, a.Value.Add(unit)
	if a.How == LessThan {
		low, high = a.Value.Sub(unit), *a.Value
	}
	switch {
	case low.Cmp(to) >= 0:
		return 1, true
	case high.Cmp(to) <= 0:
		return -1, true
	}
	return 0, false
}

// assessPrinted judges a printed achievement where no figure is given.
func assessPrinted(a Actual) Assessment {
	cmp, sure := compared(a, measure.Int(100))
	if a.Value == nil || !sure {
		return undecided(a, Criterion{Text: "100%"})
	}
	class := []Class{NotMet, Met, Exceeded}[cmp+1]
	return Assessment{Class: class, Achievement: &Achievement{a.Value.Rat(), big.NewRat(100, 1)},
		Explanation: phrase.New("target.printed_percent", "text", a.Text)}
}

// assessValue judges a value by a simple comparison.
func assessValue(c Criterion, a Actual, o Options) Assessment {
	how := c.Kind
	if c.Strictly != "" {
		how = c.Strictly
	}
	if c.Value == nil {
		return open("target.cannot_judge", "text", c.Text)
	}
	cmp, sure := compared(a, *c.Value)
	if !sure && !(how == About && a.Value != nil) {
		return undecided(a, c)
	}
	out := Assessment{Class: classOf(how, c, cmp)}
	if how == About {
		out.Class = aboutClass(c, a, o)
	}
	if a.Value == nil {
		out.Explanation = phrase.New("target.compared_text", "actual", a.Text, "plan", c.Text)
		return out
	}
	if c.Kind == RatioCount && a.Total != nil && a.Total.Cmp(*c.Total) != 0 {
		out.Flags = append(out.Flags, Flag{"total_differs", phrase.New("target.flag_total", "actual", *a.Total, "plan", *c.Total)})
	}
	explain(&out, c, a, how)
	return out
}

// classOf turns a comparison into a class. Keeping below a ceiling is met: the
// 2019 national table took 3,1 under "dưới 4" as Đạt. What is kept up
// (duy trì) is met, not exceeded.
func classOf(how Kind, c Criterion, cmp int) Class {
	switch {
	case how == AtMost:
		return pick(cmp <= 0, Met)
	case how == LessThan:
		return pick(cmp < 0, Met)
	case how == MoreThan:
		return pick(cmp > 0, Exceeded)
	case c.Kind == Maintain:
		return pick(cmp >= 0, Met)
	case c.Direction == Lower:
		cmp = -cmp
	}
	return []Class{NotMet, Met, Exceeded}[cmp+1]
}

func pick(yes bool, class Class) Class {
	if yes {
		return class
	}
	return NotMet
}

// aboutClass judges by "khoảng X": within the tolerance it is met.
func aboutClass(c Criterion, a Actual, o Options) Class {
	tolerance := o.AboutTolerance
	if tolerance == 0 {
		tolerance = 5
	}
	plan := c.Value.Rat()
	off := new(big.Rat).Sub(a.Value.Rat(), plan)
	slack := new(big.Rat).Mul(plan, big.NewRat(tolerance, 100))
	switch {
	case new(big.Rat).Abs(off).Cmp(slack.Abs(slack)) <= 0:
		return Met
	case (off.Sign() > 0) == (c.Direction != Lower):
		return Exceeded
	}
	return NotMet
}

// explain adds the achievement, or the difference where lower is better or the
// plan is not above zero, with the arithmetic in words.
func explain(out *Assessment, c Criterion, a Actual, how Kind) {
	lower := c.Direction == Lower || how == AtMost || how == LessThan
	if !lower && c.Value.Sign() > 0 {
		out.Achievement = &Achievement{a.Value.Rat(), c.Value.Rat()}
		out.Explanation = phrase.New("target.ratio", "actual", *a.Value, "plan", *c.Value, "unit", suffix(c.Unit), "percent", out.Achievement.Percent(2))
		return
	}
	d := a.Value.Sub(*c.Value)
	out.Difference = &d
	key := "target.difference_equal"
	if d.Sign() > 0 {
		key = "target.difference_above"
	} else if d.Sign() < 0 {
		key, d = "target.difference_below", d.Neg()
	}
	out.Explanation = phrase.New(key, "actual", *a.Value, "plan", *c.Value, "unit", suffix(c.Unit), "difference", d)
}

// assessRange judges by a range: inside is met, past the better end exceeded.
func assessRange(c Criterion, a Actual) Assessment {
	low, sure1 := compared(a, *c.Low)
	high, sure2 := compared(a, *c.High)
	if a.How == Range && a.Low != nil && a.Low.Cmp(*c.Low) >= 0 && a.High.Cmp(*c.High) <= 0 {
		low, high, sure1, sure2 = 0, 0, true, true
	}
	out := Assessment{Class: Met, Explanation: phrase.New("target.in_range", "actual", a.Text, "low", *c.Low, "high", *c.High, "unit", suffix(c.Unit))}
	switch {
	case sure1 && low < 0:
		out.Class = NotMet
		if c.Direction == Lower {
			out.Class = Exceeded
		}
		out.Explanation.Key = "target.below_range"
	case sure2 && high > 0:
		out.Class = Exceeded
		if c.Direction == Lower {
			out.Class = NotMet
		}
		out.Explanation.Key = "target.above_range"
	case !sure1 || !sure2:
		return undecided(a, c)
	}
	return out
}

// assessChange judges a change: the text gives the change itself ("giảm 3,92"),
// or a level that is taken from the baseline.
func assessChange(c Criterion, a Actual, o Options) Assessment {
	if a.Value == nil {
		return undecided(a, c)
	}
	amount := *a.Value
	switch {
	case a.Moved == c.Direction:
	case a.Moved != "":
		amount = amount.Neg()
	case c.Baseline != nil && isLevel(c, amount):
		amount = amount.Sub(*c.Baseline)
		if c.Direction == Lower {
			amount = amount.Neg()
		}
		if !c.Points && c.Baseline.Sign() != 0 {
			r := new(big.Rat).Quo(amount.Rat(), c.Baseline.Rat())
			amount = measure.FromRat(r.Mul(r, big.NewRat(100, 1)), 6).Trim()
		}
	}
	moved := a
	moved.Value, moved.Moved = &amount, ""
	inner := c
	inner.Kind, inner.Direction = c.Strictly, Higher
	if c.Strictly == "" {
		inner.Kind = Point
	}
	inner.Strictly = ""
	out := assessValue(inner, moved, o)
	if c.Baseline != nil && a.Moved == "" && isLevel(c, *a.Value) {
		out.Explanation = phrase.New("target.change_from", "from", *c.Baseline, "to", *a.Value, "then", out.Explanation)
	}
	return out
}

// isLevel tells a level from a change where the text says neither: a level lies
// nearer to the baseline than to the change that is planned.
func isLevel(c Criterion, v measure.Decimal) bool {
	fromBase := new(big.Rat).Sub(v.Rat(), c.Baseline.Rat())
	fromPlan := new(big.Rat).Sub(v.Rat(), c.Value.Rat())
	return fromBase.Abs(fromBase).Cmp(fromPlan.Abs(fromPlan)) < 0
}

func assessZero(a Actual) Assessment {
	if a.Value == nil {
		if saysAny(a.Words, noneWords) {
			return Assessment{Class: Met, Explanation: phrase.New("target.no_event")}
		}
		return undecided(a, Criterion{Text: "0"})
	}
	if a.Value.Sign() > 0 {
		return Assessment{Class: NotMet, Difference: a.Value, Explanation: phrase.New("target.events", "count", *a.Value)}
	}
	return Assessment{Class: Met, Explanation: phrase.New("target.no_event")}
}

func assessMilestone(c Criterion, a Actual) Assessment {
	switch {
	case a.Date != "" && c.Due != "":
		key, class := "target.milestone_in_time", Met
		if a.Date > c.Due {
			key, class = "target.milestone_late", NotMet
		}
		return Assessment{Class: class, Explanation: phrase.New(key, "date", a.Date, "due", c.Due)}
	case saysAny(a.Words, notDoneWords):
		return Assessment{Class: NotMet, Explanation: phrase.New("target.milestone_not_done", "text", a.Text)}
	case a.Date != "" || saysAny(a.Words, doneWords):
		return Assessment{Class: Met, Explanation: phrase.New("target.milestone_done", "text", a.Text)}
	}
	return undecided(a, c)
}

func assessOrdinal(c Criterion, a Actual) Assessment {
	level, ok := levelOf(a.Words)
	if !ok {
		return undecided(a, c)
	}
	class := Met
	switch {
	case rank[level] < rank[c.Level]:
		class = NotMet
	case rank[level] > rank[c.Level]:
		class = Exceeded
	}
	return Assessment{Class: class, Explanation: phrase.New("target.ordinal", "actual", phrase.New("target.level_"+level), "plan", phrase.New("target.level_"+c.Level))}
}

// assessParts judges each part and then the whole: all parts must be met.
func assessParts(c Criterion, a Actual, o Options) Assessment {
	if len(a.Parts) != len(c.Parts) {
		return undecided(a, c)
	}
	out := Assessment{Class: Exceeded}
	var said []phrase.Phrase
	for i, part := range c.Parts {
		one := Assess(part, &a.Parts[i], o)
		said = append(said, phrase.New("target.part", "scope", part.Scope, "class", phrase.New("class."+string(one.Class)), "then", one.Explanation))
		out.Questions, out.Flags = append(out.Questions, one.Questions...), append(out.Flags, one.Flags...)
		switch {
		case one.Class == NotMet || out.Class == NotMet:
			out.Class = NotMet
		case one.Class == NotAssessed || out.Class == NotAssessed:
			out.Class = NotAssessed
		case one.Class == Met:
			out.Class = Met
		}
	}
	out.Explanation = phrase.New("target.parts", "parts", said)
	return out
}
