package target

import (
	"math/big"

	"dondoc/internal/criterion"
	"dondoc/internal/measure"
	"dondoc/internal/period"
	"dondoc/internal/phrase"
)

// Outlook is what the year's end looks like from a month within it.
type Outlook struct {
	Value, Low, High measure.Decimal // the forecast and the interval it lies in
	Made             phrase.Phrase   // how it was made, to be checked by hand
	Class            criterion.Class // of Value
	Sure             bool            // Low and High come to the same class
}

// Forecast looks at the year's end from month upTo (January to November).
//
// With last year's figures of the same months a flow is taken to come in as it
// did then: year = to date / (last year's to date / last year's total). Without
// them it is taken to go on at the mean of the months so far. A stock goes on
// by the mean of its steps. The interval goes on at the weakest and at the
// strongest month (step) of those known, so both ends can be worked out by
// hand; the forecast of last year's course widens it where it lies outside.
// False where fewer than three months are known, where the criterion has no
// line to be judged on, and for averages, maxima and milestones.
func Forecast(k Accumulation, c criterion.Criterion, figures []Reported, upTo period.Month, lastYear []Reported) (Outlook, bool) {
	month := upTo.Number()
	toDate, ok := monthlyToDate(k, figures, upTo)
	if !ok || month < 3 || month > 11 || k != Flow && k != EventCount && k != Stock {
		return Outlook{}, false
	}
	if c.Lowest(criterion.Options{}) == nil || len(c.Parts) > 0 {
		return Outlook{}, false
	}
	first := 1
	if k == Stock {
		first = 2 // the step into January is not known
	}
	low, high, mean := stepsOf(toDate, first)
	now, left := toDate[month], big.NewRat(int64(12-month), 1)
	on := func(step *big.Rat) *big.Rat { return new(big.Rat).Add(now, new(big.Rat).Mul(step, left)) }
	value, lowest, highest := on(mean), on(low), on(high)
	scale := scaleOf(figures)
	made := phrase.New("target.forecast_pace", "to_date", measure.FromRat(now, scale), "left", 12-month, "mean", measure.FromRat(mean, scale+2))
	if share, ok := shareLastYear(k, lastYear, month); ok {
		value = new(big.Rat).Quo(now, share)
		made = phrase.New("target.forecast_season", "to_date", measure.FromRat(now, scale), "share", measure.FromRat(new(big.Rat).Mul(share, big.NewRat(100, 1)), 2))
		lowest, highest = least(lowest, value), most(highest, value)
	}
	out := Outlook{Value: measure.FromRat(value, scale), Low: measure.FromRat(lowest, scale), High: measure.FromRat(highest, scale), Made: made}
	out.Class = classAt(c, value)
	out.Sure = classAt(c, lowest) == out.Class && classAt(c, highest) == out.Class
	return out, true
}

func classAt(c criterion.Criterion, v *big.Rat) criterion.Class {
	class, _ := c.At(v, criterion.Options{})
	return class
}

func least(a, b *big.Rat) *big.Rat {
	if a.Cmp(b) < 0 {
		return a
	}
	return b
}

func most(a, b *big.Rat) *big.Rat {
	if a.Cmp(b) > 0 {
		return a
	}
	return b
}

func scaleOf(figures []Reported) int {
	scale := 0
	for _, f := range figures {
		if f.Actual.Value != nil {
			scale = max(scale, f.Actual.Value.Scale())
		}
	}
	return scale
}

// monthlyToDate gives the year to date at the end of every month from January
// to upTo (index 1 to 12); false where a month is missing or is no plain number.
func monthlyToDate(k Accumulation, figures []Reported, upTo period.Month) (map[int]*big.Rat, bool) {
	has := map[period.Month]bool{}
	for _, f := range figures {
		has[f.Month] = has[f.Month] || f.Actual.Plain()
	}
	out := map[int]*big.Rat{0: new(big.Rat)}
	for _, m := range upTo.Cycle().Months() {
		if m > upTo {
			break
		}
		a, _ := Accumulate(k, figures, m)
		if !has[m] || !a.Plain() {
			return nil, false
		}
		out[m.Number()] = a.Value.Rat()
	}
	return out, len(out) > 1
}

// stepsOf gives the smallest, the largest and the mean step of the months from first on.
func stepsOf(toDate map[int]*big.Rat, first int) (low, high, mean *big.Rat) {
	last := len(toDate) - 1
	for m := first; m <= last; m++ {
		step := new(big.Rat).Sub(toDate[m], toDate[m-1])
		if low == nil {
			low, high = step, step
		}
		low, high = least(low, step), most(high, step)
	}
	mean = new(big.Rat).Sub(toDate[last], toDate[first-1])
	return low, high, mean.Quo(mean, big.NewRat(int64(last-first+1), 1))
}

// shareLastYear gives what part of last year's total was in by the month.
func shareLastYear(k Accumulation, figures []Reported, month int) (*big.Rat, bool) {
	if k == Stock || len(figures) == 0 {
		return nil, false
	}
	cycle := figures[0].Month.Cycle()
	then, _ := Accumulate(k, figures, cycle.Months()[month-1])
	whole, _ := Accumulate(k, figures, cycle.LastMonth())
	if !then.Plain() || !whole.Plain() || then.Value.Sign() <= 0 || whole.Value.Sign() <= 0 {
		return nil, false
	}
	return new(big.Rat).Quo(then.Value.Rat(), whole.Value.Rat()), true
}

// onTrack judges a result within the year: Met is "đảm bảo tiến độ", NotMet
// "chậm tiến độ", never by the whole year's plan by mistake. Where there is an
// interim plan of the month, by it. Else a flow is to have come in evenly,
// month by month; a ceiling on events is to be used up no faster than that and
// is broken for good when it is broken; a stock that has reached its plan is on
// track, and one that has not is only judged against a baseline to rise from.
// Everything else is not assessed before its time.
func onTrack(k Accumulation, c criterion.Criterion, a *criterion.Actual, upTo period.Month, interim *criterion.Criterion) criterion.Assessment {
	if interim != nil {
		held, ok := ofYear(c, a)
		if !ok {
			return criterion.Open("target.track_open")
		}
		out := criterion.Assess(*interim, held, criterion.Options{})
		if out.Class == criterion.Exceeded {
			out.Class = criterion.Met
		}
		return out
	}
	plan := c.Lowest(criterion.Options{})
	if a == nil || a.Nothing() || plan == nil || !a.Plain() || len(c.Parts) > 0 {
		return criterion.Open("target.track_open")
	}
	start := new(big.Rat)
	switch k {
	case Flow, EventCount:
	case Stock:
		if class := classAt(c, a.Value.Rat()); class == criterion.Met || class == criterion.Exceeded {
			return criterion.Assessment{Class: criterion.Met, Explanation: phrase.New("target.track_reached", "text", a.Text)}
		}
		if c.Baseline == nil || c.Move != "" {
			return criterion.Open("target.track_open")
		}
		start = c.Baseline.Rat()
	default:
		return criterion.Open("target.track_open")
	}
	due := new(big.Rat).Sub(plan, start)
	due.Mul(due, big.NewRat(int64(upTo.Number()), 12)).Add(due, start)
	cmp := a.Value.Rat().Cmp(due)
	lower := c.Direction == criterion.Lower
	class := criterion.NotMet
	if cmp >= 0 && !lower || cmp <= 0 && lower {
		class = criterion.Met
	}
	scale := max(a.Value.Scale(), 2)
	return criterion.Assessment{Class: class, Explanation: phrase.New("target.track_even", "actual", *a.Value, "month", upTo.Number(),
		"due", measure.FromRat(due, scale), "plan", measure.FromRat(plan, scale).Trim(), "unit", criterion.Suffix(c.Unit))}
}

// ofYear makes an amount of a result that is a percentage of the year's plan
// ("đạt 45% kế hoạch"), so that it can be held against the plan within the year;
// false where the year's plan is no amount.
func ofYear(c criterion.Criterion, a *criterion.Actual) (*criterion.Actual, bool) {
	if a == nil || !a.PercentOfPlan || a.Value == nil {
		return a, true
	}
	plan := c.PlanValue()
	if plan == nil {
		return a, false
	}
	v, exact := measure.Exactly(new(big.Rat).Mul(a.Value.Rat(), new(big.Rat).Quo(plan.Rat(), big.NewRat(100, 1))))
	out := *a
	out.Value, out.Unit, out.PercentOfPlan = &v, c.Unit, false
	return &out, exact
}
