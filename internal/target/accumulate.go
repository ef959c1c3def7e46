package target

import (
	"math/big"
	"slices"
	"strings"

	"dondoc/internal/criterion"
	"dondoc/internal/measure"
	"dondoc/internal/period"
	"dondoc/internal/phrase"
)

// Accumulation says how the figures of the months make that of the year.
type Accumulation string

// The accumulations.
const (
	Flow             Accumulation = "flow"        // the sum of the months: hectares planted
	Stock            Accumulation = "stock"       // the state at the end: a coverage
	Average          Accumulation = "average"     // the mean of the months
	Maximum          Accumulation = "maximum"     // the highest month
	MilestoneReached Accumulation = "milestone"   // reached, from some month on
	EventCount       Accumulation = "event_count" // events that should not happen, counted
)

// Reported is the figure of one month that counts.
type Reported struct {
	Month      period.Month
	Actual     criterion.Actual
	Cumulative bool // year to date as reported, else within the month
	Final      bool
}

// Accumulate gives the year-to-date result at the end of a month, even where
// later months are known already. A year-to-date figure stands as reported;
// months reported after it are added by the rule. What disagrees is flagged,
// not repaired. It gives an Actual that says nothing when nothing was reported.
func Accumulate(k Accumulation, figures []Reported, upTo period.Month) (criterion.Actual, []criterion.Flag) {
	if sum, ok := plainFlow(k, figures, upTo); ok {
		return sum, nil
	}
	var within, toDate []Reported
	for _, f := range figures {
		switch {
		case f.Month > upTo || f.Actual.Nothing():
		case f.Cumulative:
			toDate = append(toDate, f)
		default:
			within = append(within, f)
		}
	}
	byMonth := func(a, b Reported) int { return strings.Compare(string(a.Month), string(b.Month)) }
	slices.SortStableFunc(within, byMonth)
	slices.SortStableFunc(toDate, byMonth)
	if len(within)+len(toDate) == 0 {
		return criterion.Actual{}, nil
	}
	flags := disagreements(k, within, toDate)
	var base *Reported
	if len(toDate) > 0 {
		base = &toDate[len(toDate)-1]
	}
	later := after(within, base)
	switch {
	case len(later) == 0:
		return base.Actual, flags
	case k == Stock || k == MilestoneReached || k == "":
		return later[len(later)-1].Actual, flags
	case base != nil && (k == Flow || k == EventCount || k == Maximum):
		later = append([]Reported{*base}, later...)
	case base != nil: // a mean as reported: how many months it is of is its month's number
		return meanAfter(*base, later, flags)
	}
	out, more := combine(k, later)
	return out, append(flags, more...)
}

// plainFlow is Accumulate for what is most common: amounts of single months in
// one unit, that add up exactly. False for everything else.
func plainFlow(k Accumulation, figures []Reported, upTo period.Month) (criterion.Actual, bool) {
	if k != Flow && k != EventCount {
		return criterion.Actual{}, false
	}
	n, scale := 0, 0
	for i := range figures {
		f := &figures[i]
		if f.Month > upTo {
			break
		}
		a := &f.Actual
		if f.Cumulative || a.How != "" && a.How != criterion.Point || !a.Plain() || i > 0 && (a.Unit != figures[0].Actual.Unit || f.Month <= figures[i-1].Month) {
			return criterion.Actual{}, false
		}
		scale = max(scale, a.Value.Scale())
		n++
	}
	for i := n; i < len(figures); i++ {
		if figures[i].Month <= upTo { // not in order
			return criterion.Actual{}, false
		}
	}
	sum, ok := sumOf(k, figures[:n], scale)
	if !ok || n == 0 {
		return criterion.Actual{}, false
	}
	return criterion.Actual{How: criterion.Point, Value: &sum, Unit: figures[0].Actual.Unit, Text: sum.Say("vi")}, true
}

func after(months []Reported, base *Reported) []Reported {
	if base == nil {
		return months
	}
	i := slices.IndexFunc(months, func(m Reported) bool { return m.Month > base.Month })
	if i < 0 {
		return nil
	}
	return months[i:]
}

// meanAfter carries a mean over n months on by the months after it.
func meanAfter(base Reported, later []Reported, flags []criterion.Flag) (criterion.Actual, []criterion.Flag) {
	all := slices.Repeat([]Reported{base}, max(1, base.Month.Number()))
	out, more := combine(Average, append(all, later...))
	return out, append(flags, more...)
}

// combine puts figures together by the rule; one that is no plain number makes
// the whole the newest figure, with a flag.
func combine(k Accumulation, months []Reported) (criterion.Actual, []criterion.Flag) {
	last := months[len(months)-1].Actual
	total, highest := new(big.Rat), (*big.Rat)(nil)
	scale := 0
	var counts []criterion.Actual
	for _, m := range months {
		if m.Actual.Value == nil || m.Actual.PercentOfPlan || m.Actual.Total != nil || m.Actual.Unit != last.Unit {
			return last, []criterion.Flag{{Code: "cannot_add", What: phrase.New("target.flag_cannot_add", "month", m.Month, "text", m.Actual.Text)}}
		}
		scale = max(scale, m.Actual.Value.Scale())
		counts = append(counts, m.Actual)
	}
	if sum, ok := sumOf(k, months, scale); ok {
		return criterion.Actual{How: together(counts), Value: &sum, Unit: last.Unit, Text: sum.Say("vi")}, nil
	}
	for _, m := range months {
		v := m.Actual.Value.Rat()
		total.Add(total, v)
		if highest == nil || v.Cmp(highest) > 0 {
			highest = v
		}
	}
	switch k {
	case Average:
		total.Quo(total, big.NewRat(int64(len(months)), 1))
		scale += 2
	case Maximum:
		total = highest
	}
	value := measure.FromRat(total, scale)
	out := criterion.Actual{How: together(counts), Value: &value, Unit: last.Unit, Text: value.Say("vi")}
	if k != Average && value.Rat().Cmp(total) != 0 {
		return out, []criterion.Flag{{Code: "too_large", What: phrase.New("target.flag_too_large", "value", value)}}
	}
	return out, nil
}

// sumOf adds amounts as whole numbers of the scale, which is exact; false where
// they are not to be added or are so large that they might not fit.
func sumOf(k Accumulation, months []Reported, scale int) (measure.Decimal, bool) {
	const most = 1 << 40
	if k == Average || k == Maximum || scale > 6 {
		return measure.Decimal{}, false
	}
	total := int64(0)
	for i := range months {
		v := *months[i].Actual.Value
		if v.Coef() > most || v.Coef() < -most {
			return measure.Decimal{}, false
		}
		part := v.Coef()
		for range scale - v.Scale() {
			part *= 10
		}
		total += part
	}
	return measure.NewDecimal(total, scale), true
}

// together says how exactly a sum is known: as the one way its inexact parts
// are, or about where they are of several.
func together(parts []criterion.Actual) criterion.Kind {
	how := criterion.Point
	for _, p := range parts {
		switch {
		case p.How == "" || p.How == criterion.Point || p.How == how:
		case how == criterion.Point && p.How != criterion.Range:
			how = p.How
		default:
			return criterion.About
		}
	}
	return how
}

// disagreements flags a year to date that shrinks, and one that is not what
// the months make where all of them are known.
func disagreements(k Accumulation, within, toDate []Reported) []criterion.Flag {
	if k != Flow && k != EventCount && k != Maximum {
		return nil
	}
	var flags []criterion.Flag
	for i := 1; i < len(toDate); i++ {
		before, now := toDate[i-1].Actual, toDate[i].Actual
		if before.Plain() && now.Plain() && now.Value.Cmp(*before.Value) < 0 {
			flags = append(flags, criterion.Flag{Code: "shrinks", What: phrase.New("target.flag_shrinks", "month", toDate[i-1].Month, "before", *before.Value, "now", toDate[i].Month, "after", *now.Value)})
		}
	}
	if k == Maximum {
		return flags
	}
	for _, t := range toDate {
		if f, ok := sumDisagrees(k, within, t); ok {
			flags = append(flags, f)
		}
	}
	return flags
}

// sumDisagrees compares a year to date with the sum of the months up to it:
// they differ where every month is known, and where the known ones alone make
// more (of figures that are never negative).
func sumDisagrees(k Accumulation, within []Reported, t Reported) (criterion.Flag, bool) {
	var months []Reported
	for _, m := range within {
		if m.Month <= t.Month {
			months = append(months, m)
		}
	}
	if len(months) == 0 || !t.Actual.Plain() {
		return criterion.Flag{}, false
	}
	sum, broken := combine(k, months)
	if len(broken) > 0 || sum.How != criterion.Point {
		return criterion.Flag{}, false
	}
	cmp := sum.Value.Cmp(*t.Actual.Value)
	if cmp > 0 || cmp < 0 && len(months) == t.Month.Number() {
		return criterion.Flag{Code: "months_disagree", What: phrase.New("target.flag_months", "sum", *sum.Value, "month", t.Month, "reported", *t.Actual.Value)}, true
	}
	return criterion.Flag{}, false
}

// Summable says whether plans of lower units add up to the whole: amounts that
// flow or stand, never percentages, ranks or amounts per head.
func Summable(k Accumulation, unitOfMeasure string) bool {
	u := measure.LookupUnit(unitOfMeasure)
	return (k == Flow || k == Stock || k == EventCount) && !u.Share() && !strings.HasPrefix(u.Rest, "/")
}
