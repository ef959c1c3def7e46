package criterion

import (
	"math/big"
	"slices"

	"dondoc/internal/measure"
	"dondoc/internal/phrase"
)

// Achievement is the result as an exact share of the plan. It is never clamped.
type Achievement struct {
	Actual *big.Rat
	Plan   *big.Rat // never zero
}

// Percent gives the achievement in percent, rounded half up to places decimals.
func (a *Achievement) Percent(places int) measure.Decimal {
	r := new(big.Rat).Quo(a.Actual, a.Plan)
	return measure.FromRat(r.Mul(r, big.NewRat(100, 1)), places)
}

// Shown gives the achievement in percent with as many decimals as it takes to
// tell it from a hundred: 94,999 of 95 is 99,999 %, not 100,00 %.
func (a *Achievement) Shown() measure.Decimal {
	hundred := measure.Int(100)
	exactly := a.Actual.Cmp(a.Plan) == 0
	for places := 2; ; places++ {
		if p := a.Percent(places); exactly || places == 9 || p.Cmp(hundred) != 0 {
			return p
		}
	}
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

// Assess judges a result by a criterion. No result is not assessed: missing is
// not zero. Over 100 % stays over 100 %. A result that is known only roughly
// is judged where all it may be comes to one class; else it is asked about.
func Assess(c Criterion, a *Actual, o Options) Assessment {
	switch {
	case a == nil || a.Nothing() && !a.Unsure:
		return Open("target.no_figure")
	case c.Unsure:
		return Open("target.plan_unsure", "text", c.Text)
	case a.Unsure:
		return Open("target.unsure", "text", a.Text)
	case len(c.Parts) > 0:
		return assessParts(c, *a, o)
	case c.Kind == ZeroEvent:
		return assessZero(c, *a, o)
	case c.Kind == Milestone:
		return assessMilestone(c, *a)
	case c.Kind == Ordinal:
		return assessOrdinal(c, *a)
	case c.Kind == Verbatim:
		return Open("target.cannot_judge", "text", c.Text)
	case a.PercentOfPlan:
		return assessPrinted(c, *a, o)
	case c.Kind == Unstated:
		return Open("target.no_plan")
	}
	return assessOnLine(c, *a, o)
}

// Open is an assessment that judges nothing, and says why.
func Open(key string, namesAndValues ...any) Assessment {
	return Assessment{Class: NotAssessed, Explanation: phrase.New(key, namesAndValues...)}
}

// undecided is an assessment that a person must settle.
func undecided(key string, namesAndValues ...any) Assessment {
	out := Open(key, namesAndValues...)
	out.Questions = []Question{{Field: "actual", Ask: out.Explanation}}
	return out
}

// assessPrinted judges a printed achievement where no figure is given.
func assessPrinted(c Criterion, a Actual, o Options) Assessment {
	if c.Direction == Lower {
		return undecided("target.percent_of_ceiling", "text", a.Text)
	}
	hundred := measure.Int(100)
	l, _ := lineOf(Criterion{Kind: Point, Direction: Higher, Value: &hundred}, o)
	known, ok := a.known()
	classes := l.classes(known)
	if !ok || len(classes) != 1 {
		return undecided("target.undecided", "actual", a.Text, "plan", "100%")
	}
	out := Assessment{Class: classes[0], Explanation: phrase.New("target.printed_percent", "text", a.Text)}
	if c.Kind == Maintain && out.Class == Exceeded {
		out.Class = or(o.AboveKept, Met)
	}
	if a.Value != nil && !(a.Words == "" && a.Value.Cmp(hundred) == 0 && (a.How == MoreThan || a.How == LessThan) && !a.Rounded) {
		out.Achievement = &Achievement{a.Value.Rat(), big.NewRat(100, 1)}
	}
	return out
}

// assessOnLine judges a value by a comparison.
func assessOnLine(c Criterion, a Actual, o Options) Assessment {
	c = inMeasureOf(c, a)
	known, ok := a.known()
	l, has := lineOf(c, o)
	switch {
	case !ok || !has:
		return undecided("target.undecided", "actual", a.Text, "plan", c.Text)
	}
	known, shown, note := onLine(c, a, known)
	classes := l.classes(known)
	if c.Direction == None { // only what both ways come to is said
		l.direction = Lower
		for _, class := range l.classes(known) {
			if !slices.Contains(classes, class) {
				return undecided("target.no_direction", "actual", a.Text, "plan", c.Text)
			}
		}
	}
	if len(classes) != 1 {
		return undecided("target.undecided", "actual", a.Text, "plan", c.Text)
	}
	out := Assessment{Class: classes[0]}
	if c.Kind == RatioCount && a.Total != nil && a.Total.Cmp(*c.Total) != 0 {
		out.Flags = append(out.Flags, Flag{"total_differs", phrase.New("target.flag_total", "actual", *a.Total, "plan", *c.Total)})
	}
	explain(&out, l, c, a, shown)
	if !note.IsZero() {
		out.Explanation = phrase.New("target.then", "first", note, "then", out.Explanation)
	}
	return out
}

// inMeasureOf takes the equivalent measure of a criterion that the result is given in.
func inMeasureOf(c Criterion, a Actual) Criterion {
	for _, e := range c.Equivalents {
		if e.Kind == RatioCount && a.Total != nil && e.Total.Cmp(*a.Total) == 0 && c.Compare == "" {
			c.Kind, c.Value, c.Total, c.Unit = countKind(c.Kind), e.Value, e.Total, e.Unit
			return c
		}
	}
	if a.Unit == "" || c.Unit == "" || a.Total != nil || measure.LookupUnit(a.Unit).Fits(measure.LookupUnit(c.Unit)) {
		return c
	}
	for _, e := range c.Equivalents {
		if measure.LookupUnit(a.Unit).Fits(measure.LookupUnit(e.Unit)) {
			c.Value, c.Low, c.High, c.Unit, c.Relative, c.Baseline = e.Value, e.Low, e.High, e.Unit, false, nil
			if c.Compare == "" && e.Kind == Range {
				c.Kind = Range
			} else if c.Compare != "" {
				c.Compare = e.Kind
			}
			return c
		}
	}
	return c
}

// onLine brings a result to the criterion's line: a count of a total to its
// percentage, a level to its change from the baseline. shown is the value to
// calculate with, note says what was done.
func onLine(c Criterion, a Actual, known measure.Interval) (on measure.Interval, shown *big.Rat, note phrase.Phrase) {
	if a.Value != nil {
		shown = a.Value.Rat()
	}
	share := measure.LookupUnit(c.Unit).Share()
	if a.Total != nil && a.Total.Sign() > 0 && share && c.Kind != RatioCount {
		shown = new(big.Rat).Quo(shown, a.Total.Rat())
		shown.Mul(shown, big.NewRat(100, 1))
		percent := measure.FromRat(shown, 2)
		return measure.Exact(shown), shown, phrase.New("target.count_is_share", "count", *a.Value, "total", *a.Total, "percent", percent)
	}
	if c.Kind != Change && c.Move == "" {
		return known, shown, note
	}
	turn := func(f func(*big.Rat) *big.Rat, swap bool) {
		apply := func(r *big.Rat) *big.Rat {
			if r == nil {
				return nil
			}
			return f(r)
		}
		known.Low, known.High, shown = apply(known.Low), apply(known.High), apply(shown)
		if swap {
			known.Low, known.High, known.LowOpen, known.HighOpen = known.High, known.Low, known.HighOpen, known.LowOpen
		}
	}
	if c.inCounts(a) { // "giảm 6 vụ" of 50, where 10 % is asked for
		base := new(big.Rat).Abs(c.Baseline.Rat())
		turn(func(r *big.Rat) *big.Rat { r = new(big.Rat).Quo(r, base); return r.Mul(r, big.NewRat(100, 1)) }, false)
		note = phrase.New("target.change_of", "change", a.Text, "from", *c.Baseline)
	}
	switch {
	case a.Moved != "" && a.Moved != c.Move && c.Move != "":
		turn(func(r *big.Rat) *big.Rat { return new(big.Rat).Neg(r) }, true)
		note = phrase.New("target.moved_"+string(a.Moved), "text", a.Text)
	case a.Moved == "" && c.Baseline != nil && (a.Level || c.Levels || !measure.LookupUnit(a.Unit).Fits(measure.LookupUnit(c.Unit))):
		turn(func(r *big.Rat) *big.Rat { return fromBaseline(c, r) }, c.Move == Down)
		note = phrase.New("target.change_from", "from", *c.Baseline, "to", plainOf(a))
	}
	return known, shown, note
}

// plainOf gives the figure of a result as it is said: its number, else its text.
func plainOf(a Actual) any {
	if a.Value != nil {
		return *a.Value
	}
	return a.Text
}

// inCounts says whether a result is a change in the unit of the baseline, where
// the criterion is a percentage of it.
func (c Criterion) inCounts(a Actual) bool {
	unit := measure.LookupUnit(a.Unit)
	return c.Kind == Change && c.Relative && a.Moved != "" && c.Baseline != nil && c.Baseline.Sign() != 0 && unit.Text != "" && !unit.Share() && unit.Family != "point"
}

// fromBaseline gives the change that a level is.
func fromBaseline(c Criterion, level *big.Rat) *big.Rat {
	change := new(big.Rat).Sub(level, c.Baseline.Rat())
	if c.Move == Down {
		change.Neg(change)
	}
	if c.Relative && c.Baseline.Sign() != 0 {
		base := c.Baseline.Rat()
		change.Quo(change, base.Abs(base)).Mul(change, big.NewRat(100, 1))
	}
	return change
}

// countKind is the kind of a criterion when it is judged by a count of a total:
// a point of a total is that count.
func countKind(k Kind) Kind {
	if k == Point {
		return RatioCount
	}
	return k
}
