package target

import (
	"math/big"
	"sort"

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
	Actual     Actual
	Cumulative bool // year to date as reported, else within the month
	Final      bool
}

// Accumulate gives the year-to-date result at the end of a month, even where
// later months are known already. A year-to-date figure stands as reported;
// months reported after it are added by the rule, and months that disagree
// with it are flagged, not repaired. It gives an Actual without a value when
// nothing was reported.
func Accumulate(k Accumulation, figures []Reported, upTo period.Month) (Actual, []Flag) {
	var months []Reported
	for _, f := range figures {
		if f.Month <= upTo {
			months = append(months, f)
		}
	}
	sort.SliceStable(months, func(i, j int) bool { return months[i].Month < months[j].Month })
	if len(months) == 0 {
		return Actual{}, nil
	}
	last := months[len(months)-1]
	if k == Stock || k == MilestoneReached || k == "" {
		return last.Actual, nil
	}
	from := -1 // the newest year-to-date figure
	for i, m := range months {
		if m.Cumulative {
			from = i
		}
	}
	if from == len(months)-1 {
		return last.Actual, disagreement(k, months)
	}
	tail := months[from+1:]
	if from >= 0 && (k == Flow || k == EventCount) {
		tail = months[from:]
	}
	return combine(k, tail)
}

// combine puts figures together by the rule; one that is no plain number makes
// the whole the newest figure, with a flag.
func combine(k Accumulation, months []Reported) (Actual, []Flag) {
	last := months[len(months)-1].Actual
	out := last
	how := Point
	total := new(big.Rat)
	scale := 0
	var highest measure.Decimal
	for i, m := range months {
		if m.Actual.Value == nil || m.Actual.PercentOfPlan {
			return last, []Flag{{"cannot_add", phrase.New("target.flag_cannot_add", "month", m.Month, "text", m.Actual.Text)}}
		}
		if m.Actual.How != Point && m.Actual.How != "" {
			how = m.Actual.How
		}
		total.Add(total, m.Actual.Value.Rat())
		scale = max(scale, m.Actual.Value.Scale())
		if i == 0 || m.Actual.Value.Cmp(highest) > 0 {
			highest = *m.Actual.Value
		}
	}
	value := measure.FromRat(total, scale)
	switch k {
	case Average:
		value = measure.FromRat(total.Quo(total, big.NewRat(int64(len(months)), 1)), min(scale+2, 9))
	case Maximum:
		value = highest
	}
	out.Value, out.How, out.Text = &value, how, value.Say("vi")
	return out, nil
}

// disagreement flags a year-to-date figure that is not what the months make.
func disagreement(k Accumulation, months []Reported) []Flag {
	if k != Flow && k != EventCount {
		return nil
	}
	last := months[len(months)-1]
	var inMonth []Reported
	for _, m := range months[:len(months)-1] {
		if m.Cumulative {
			if v, w := m.Actual.Value, last.Actual.Value; v != nil && w != nil && v.Cmp(*w) > 0 && !last.Actual.PercentOfPlan && !m.Actual.PercentOfPlan {
				return []Flag{{"shrinks", phrase.New("target.flag_shrinks", "month", m.Month, "before", *v, "after", *w)}}
			}
			inMonth = nil
			continue
		}
		inMonth = append(inMonth, m)
	}
	if len(inMonth) == 0 || len(inMonth) != len(months)-1 || last.Actual.Value == nil {
		return nil
	}
	sum, flags := combine(k, inMonth)
	if flags == nil && sum.Value.Cmp(*last.Actual.Value) > 0 {
		return []Flag{{"months_disagree", phrase.New("target.flag_months", "sum", *sum.Value, "reported", *last.Actual.Value)}}
	}
	return nil
}

// Summable says whether plans of lower units add up to the whole: amounts that
// flow or stand, never percentages.
func Summable(k Accumulation, unitOfMeasure string) bool {
	return (k == Flow || k == Stock || k == EventCount) && !measure.LookupUnit(unitOfMeasure).Share()
}

// Jumps says whether a figure lies further from the one before it than three
// times the largest step so far: something to look at first.
func Jumps(earlier []Observation, o Observation) bool {
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
	return d.Abs(d).Cmp(step.Mul(step, big.NewRat(3, 1))) > 0
}
