package target

import (
	"math/big"
	"strconv"

	"dondoc/internal/criterion"
	"dondoc/internal/forecast"
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

// Forecast looks at the year's end from month upTo (January to November), for
// flows and stocks that have a line to be judged on.
//
// A flow that has earlier years (past; see Verdict.Course) is forecast as money is, by package forecast: the course of
// up to three years blended with the plan by what came in of their plans. What
// has no plan to be carried out, a ceiling, goes by the course alone. Without
// earlier years, and where their month or their end is not known, a flow is
// taken to go on at the mean of the months so far, a stock by the mean of its
// steps; that needs three months. Monthly plans say who is on track and are no
// part of the outlook.
//
// The interval goes on at the weakest and at the strongest month (step) of those
// known and takes in what the course alone and the plan alone say, so every end
// can be worked out by hand.
func Forecast(k Accumulation, c criterion.Criterion, figures []Reported, upTo period.Month, past []forecast.Year) (Outlook, bool) {
	month := upTo.Number()
	toDate, ok := monthlyToDate(k, figures, upTo)
	if !ok || month < 1 || month > 11 || k != Flow && k != EventCount && k != Stock {
		return Outlook{}, false
	}
	if c.Lowest(criterion.Options{}) == nil || len(c.Parts) > 0 {
		return Outlook{}, false
	}
	scale := scaleOf(figures)
	var look look
	ok = false
	if k != Stock {
		look, ok = byYears(k, c, toDate, upTo, past, scale)
	}
	switch {
	case month >= 3:
		look = look.atPace(k, toDate, scale)
	case !ok:
		return Outlook{}, false
	}
	out := Outlook{Value: measure.FromRat(look.value, scale), Low: measure.FromRat(look.low, scale), High: measure.FromRat(look.high, scale), Made: look.made}
	out.Class = classAt(c, look.value)
	out.Sure = classAt(c, look.low) == out.Class && classAt(c, look.high) == out.Class
	return out, true
}

// look is an outlook in the making.
type look struct {
	value, low, high *big.Rat
	made             phrase.Phrase
}

// takeIn widens the interval to some amounts.
func (l *look) takeIn(amounts ...*big.Rat) {
	for _, v := range amounts {
		if l.low == nil {
			l.low, l.high = v, v
		}
		l.low, l.high = least(l.low, v), most(l.high, v)
	}
}

// atPace takes in going on at the weakest and the strongest month; where nothing
// better is known the mean is the value.
func (l look) atPace(k Accumulation, toDate map[int]*big.Rat, scale int) look {
	month, first := len(toDate)-1, 1
	if k == Stock {
		first = 2 // the step into January is not known
	}
	low, high, mean := stepsOf(toDate, first)
	now, left := toDate[month], big.NewRat(int64(12-month), 1)
	on := func(step *big.Rat) *big.Rat { return new(big.Rat).Add(now, new(big.Rat).Mul(step, left)) }
	if l.value == nil {
		l.value = on(mean)
		l.made = phrase.New("target.forecast_pace", "to_date", measure.FromRat(now, scale), "left", 12-month, "mean", measure.FromRat(mean, scale+2))
	}
	l.takeIn(on(low), on(high))
	return l
}

// byYears forecasts a flow by its earlier years; false where too little is known.
func byYears(k Accumulation, c criterion.Criterion, toDate map[int]*big.Rat, upTo period.Month, past []forecast.Year, scale int) (look, bool) {
	year, month := upTo.Cycle().Year(), upTo.Number()
	now := forecast.Empty(year)
	now.ToDate[month-1], _ = toDate[month].Float64()
	plan := c.Lowest(criterion.Options{})
	if carried := c.Direction != criterion.Lower && plan.Sign() > 0; carried {
		now.Plan[month-1], _ = plan.Float64()
	}
	series := forecast.Series{Years: append([]forecast.Year{now}, past...)}
	percent := func(part float64) measure.Decimal { return measure.FromRat(ratOf(100*part), 1).Trim() }
	so := measure.FromRat(toDate[month], scale)
	var out look
	v, ok := forecast.AtYearEnd(series, year, month)
	if ok {
		out.made = phrase.New("target.forecast_blend", "to_date", so, "share", percent(v.Share), "plan", measure.FromRat(plan, scale).Trim(), "completion", percent(v.Completion),
			"weight", percent(v.Weight), "rest", percent(1-v.Weight), "n", v.Years)
		out.takeIn(ratOf(max(v.ToDate, v.Plan*v.Completion)))
	} else if v, ok = forecast.ByCourse(series, year, month); ok {
		out.made = phrase.New("target.forecast_course", "to_date", so, "share", percent(v.Share), "n", v.Years)
	} else {
		return look{}, false
	}
	out.value = ratOf(v.Total)
	out.takeIn(out.value, ratOf(v.ToDate/v.Share))
	return out, true
}

// ratOf is an amount worked out by package forecast.
func ratOf(v float64) *big.Rat {
	r, _ := new(big.Rat).SetString(strconv.FormatFloat(v, 'f', 9, 64))
	return r
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
