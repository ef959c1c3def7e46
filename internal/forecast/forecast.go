// Package forecast looks from a month within the year at what the year will
// come to, for money and for any flow that has a yearly plan: a value, an
// interval that keeps its promise and the chance of ending below a line. Values
// only; amounts are in the caller's unit.
package forecast

import "math"

// History is how many earlier years are looked at; the newest counts three
// times, the one before twice.
const History = 3

// Bounds of what an earlier year's completion (total ÷ plan) may count as: a
// plan that was rewritten in December says nothing about this year's.
const (
	leastCompletion = 0.6
	mostCompletion  = 1.1
	leastWeight     = 0.2
)

// Year is the course of one series through one year. Index 0 is January; an
// unknown amount is NaN.
type Year struct {
	Number int
	ToDate [12]float64 // from 1 January to the end of the month
	Plan   [12]float64 // the year's plan as it stood in the month
}

// Empty makes a year of which nothing is known.
func Empty(number int) Year {
	y := Year{Number: number}
	for i := range 12 {
		y.ToDate[i], y.Plan[i] = math.NaN(), math.NaN()
	}
	return y
}

// Total is what the year came to; false while it is not over.
func (y Year) Total() (float64, bool) { return known(y.ToDate[11]) }

// At gives the amount to date and the plan as both stood in a month (1 to 12).
func (y Year) At(month int) (toDate, plan float64, ok bool) {
	toDate, ok = known(y.ToDate[month-1])
	plan, okPlan := known(y.Plan[month-1])
	return toDate, plan, ok && okPlan
}

// Series is one unit's, project's or target's years, in any order.
type Series struct {
	Name  string
	Years []Year
}

// Of gives one year of the series.
func (s Series) Of(number int) (Year, bool) {
	for _, y := range s.Years {
		if y.Number == number {
			return y, true
		}
	}
	return Year{}, false
}

// Value is a forecast of a year's total with its whole arithmetic:
//
//	Total = max(ToDate, Weight · ToDate ÷ Share + (1 − Weight) · Plan · Completion)
type Value struct {
	Total      float64
	ToDate     float64
	Plan       float64
	Share      float64 // part of the year's total that was in by this month, mean of the earlier years
	Completion float64 // total ÷ plan of the earlier years, each held between 0.6 and 1.1, mean
	Weight     float64 // of the course against the plan: month ÷ 12, at least 0.2
	Years      int     // earlier years that were known
}

// AtYearEnd forecasts a year's total from the end of a month (1 to 11). False
// where the month, its plan or every earlier year is unknown.
//
// The rule blends the course (to date by the share that earlier years had by
// then) with the plan (by the completion of earlier years), the nearer the
// year's end the more by the course. Earlier years count 3 : 2 : 1, the newest
// most. On public investment by month of 27 ministries and provinces 2012–2021
// (General Statistics Office) it is nearer in every month than pace, than last
// year's course and than the plan: docs/forecast.md has the table, `dondoc
// capital backtest` makes it again.
func AtYearEnd(s Series, year, month int) (Value, bool) {
	now, ok := s.Of(year)
	if !ok || month < 1 || month > 11 {
		return Value{}, false
	}
	v := Value{Weight: max(float64(month)/12, leastWeight)}
	if v.ToDate, v.Plan, ok = now.At(month); !ok || v.Plan <= 0 {
		return Value{}, false
	}
	share, completion := s.earlier(year, month)
	if share.weight == 0 || completion.weight == 0 {
		return Value{}, false
	}
	v.Share, v.Completion, v.Years = share.value(), completion.value(), share.n
	v.Total = max(v.ToDate, v.Weight*v.ToDate/v.Share+(1-v.Weight)*v.Plan*v.Completion)
	return v, true
}

// ByCourse is AtYearEnd for what has no plan to be carried out, such as a ceiling
// that is not to be reached: the course of the earlier years alone, Weight 1.
func ByCourse(s Series, year, month int) (Value, bool) {
	now, ok := s.Of(year)
	if !ok || month < 1 || month > 11 {
		return Value{}, false
	}
	v := Value{Weight: 1}
	if v.ToDate, ok = known(now.ToDate[month-1]); !ok {
		return Value{}, false
	}
	share, _ := s.earlier(year, month)
	if share.weight == 0 {
		return Value{}, false
	}
	v.Share, v.Years = share.value(), share.n
	v.Total = v.ToDate / v.Share
	return v, true
}

// earlier gives the mean share and completion of the years before one.
func (s Series) earlier(year, month int) (share, completion mean) {
	for back := 1; back <= History; back++ {
		past, ok := s.Of(year - back)
		if !ok {
			continue
		}
		weight := float64(History + 1 - back)
		total, ok := past.Total()
		if !ok || total <= 0 {
			continue
		}
		if toDate, ok := known(past.ToDate[month-1]); ok && toDate > 0 {
			share.add(toDate/total, weight)
		}
		if plan, ok := known(past.Plan[11]); ok && plan > 0 {
			completion.add(min(max(total/plan, leastCompletion), mostCompletion), weight)
		}
	}
	return share, completion
}

// Pace is the part of the evenly spread plan that is in: under 1 is behind.
func Pace(toDate, plan float64, month int) float64 {
	return toDate / (plan * float64(month) / 12)
}

func known(v float64) (float64, bool) { return v, !math.IsNaN(v) && !math.IsInf(v, 0) }

// mean is a weighted mean in the making.
type mean struct {
	sum, weight float64
	n           int
}

func (m *mean) add(v, weight float64) { m.sum += v * weight; m.weight += weight; m.n++ }

func (m mean) value() float64 { return m.sum / m.weight }

// Together is the course of all whose courses are given, each known to the same day.
func Together(name string, pool []Series) Series {
	out, place := Series{Name: name}, map[int]int{}
	for _, s := range pool {
		for _, y := range s.Years {
			at, there := place[y.Number]
			if !there {
				place[y.Number] = len(out.Years)
				out.Years = append(out.Years, y)
				continue
			}
			sum := &out.Years[at]
			for i, paid := range y.ToDate {
				sum.ToDate[i] += paid // NaN in all where the day is not over
				if !math.IsNaN(y.Plan[i]) {
					if sum.Plan[i] += y.Plan[i]; math.IsNaN(sum.Plan[i]) {
						sum.Plan[i] = y.Plan[i]
					}
				}
			}
		}
	}
	return out
}
