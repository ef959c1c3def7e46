package forecast

import (
	"math"
	"slices"
)

// The interval is called "khoảng 8 trên 10". Its ends are the 7th and the 93rd
// hundredth of the errors made before: with the 10th and 90th it held in only
// 66 to 80 of 100 back-tested cases, for the years differ from one another more
// than the units within a year do; with these it holds in 78 to 85 in every month.
const (
	lowQuantile  = 0.07
	highQuantile = 0.93
	// shrink is how many errors the mean of all series counts for beside a
	// series' own when its usual error is worked out.
	shrink = 2.0
	// leastErrors is how many earlier errors the ends need: with fewer the 7th
	// hundredth would lie beyond the smallest of them, and no promise could be made.
	leastErrors = 14
)

// Errors are the relative errors that the rule made in earlier years at one
// month, over a pool of series: each the logarithm of total ÷ forecast, divided
// by the usual error of its series, so that calm and jumpy series lend one
// another their shapes and not their sizes.
type Errors struct {
	month  int
	scaled []float64            // ascending
	own    map[string][]float64 // by series, absolute
	pool   float64              // mean absolute error of all
}

// Calibrate forecasts every year before the given one from the same month, for
// every series of the pool, and keeps what the errors were. Nothing of the year
// itself or later is looked at.
func Calibrate(pool []Series, year, month int) Errors {
	e := Errors{month: month, own: map[string][]float64{}}
	type made struct {
		name  string
		at    int
		error float64
	}
	var all []made
	var usual mean
	for _, s := range pool {
		for _, y := range s.Years {
			total, ok := y.Total()
			if y.Number >= year || !ok || total <= 0 {
				continue
			}
			v, ok := AtYearEnd(s, y.Number, month)
			if !ok || v.Total <= 0 {
				continue
			}
			r := math.Log(total / v.Total)
			all = append(all, made{s.Name, len(e.own[s.Name]), r})
			e.own[s.Name] = append(e.own[s.Name], math.Abs(r))
			usual.add(math.Abs(r), 1)
		}
	}
	if len(all) == 0 {
		return e
	}
	e.pool = usual.value()
	for _, m := range all {
		if size := e.size(m.name, m.at); size > 0 {
			e.scaled = append(e.scaled, m.error/size)
		}
	}
	slices.Sort(e.scaled)
	return e
}

// Known is how many errors the interval rests on.
func (e Errors) Known() int { return len(e.scaled) }

// size is the usual error of a series, leaving out one of its own errors (−1: none).
func (e Errors) size(name string, without int) float64 {
	m := mean{sum: e.pool * shrink, weight: shrink}
	for i, r := range e.own[name] {
		if i != without {
			m.add(r, 1)
		}
	}
	return m.value()
}

// Interval gives the ends between which about eight of ten totals came to lie,
// never below what is already in. False where too few errors are known.
func (e Errors) Interval(name string, v Value) (low, high float64, ok bool) {
	if len(e.scaled) < leastErrors {
		return 0, 0, false
	}
	size := e.size(name, -1)
	low = v.Total * math.Exp(e.quantile(lowQuantile)*size)
	high = v.Total * math.Exp(e.quantile(highQuantile)*size)
	return max(low, v.ToDate), max(high, v.ToDate), true
}

// Chance is the part of the earlier errors after which the total would end below a line.
func (e Errors) Chance(name string, v Value, below float64) (float64, bool) {
	if len(e.scaled) < leastErrors {
		return 0, false
	}
	if v.ToDate >= below {
		return 0, true
	}
	size, under := e.size(name, -1), 0
	for _, z := range e.scaled {
		if v.Total*math.Exp(z*size) < below {
			under++
		}
	}
	return float64(under) / float64(len(e.scaled)), true
}

// quantile is the ceil((n+1)p)-th smallest, as conformal intervals take it.
func (e Errors) quantile(p float64) float64 {
	k := int(math.Ceil(float64(len(e.scaled)+1)*p)) - 1
	return e.scaled[min(max(k, 0), len(e.scaled)-1)]
}
