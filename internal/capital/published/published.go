// Package published reads what is printed of public investment by month: the
// courses a forecast is tried on, and where a table disagrees with itself.
package published

import (
	"math"
	"slices"

	"dondoc/internal/forecast"
	"dondoc/internal/period"
)

// Line is one unit's line of one month in a published table of monthly
// public investment. Amounts are in the table's unit (usually tỷ đồng); NaN is
// blank. Line percentages are kept as printed and never used to repair.
type Line struct {
	Row      int // in the file, from 1
	Unit     string
	Month    period.Month
	InMonth  float64 // the month, as revised later where it was
	Estimate float64 // the month, as first estimated
	Before   float64 // the month before, as this table revises it
	ToDate   float64 // from January, as printed
	OfPlan   float64 // ToDate as % of the year's plan
	// What is printed beside: change in %, against the same time last year
	// (to date and of the month) and against the month before (estimated and revised).
	OnYear, MonthOnYear, OnMonth, RevisedOnMonth float64
}

// Units gives the units of a list in the order they first stand in it.
func Units(list []Line) []string {
	var out []string
	seen := map[string]bool{}
	for _, p := range list {
		if !seen[p.Unit] {
			seen[p.Unit] = true
			out = append(out, p.Unit)
		}
	}
	return out
}

// Courses makes each unit's years of the published months, for units with at
// least so many months. What is in to the end of a month is the sum of the
// months as revised; the plan is what the printed percentage says it was: to
// date ÷ percentage. A month that is missing ends the year's course there.
func Courses(list []Line, months int) []forecast.Series {
	by := map[string]map[int]map[int]Line{}
	count := map[string]int{}
	for _, p := range list {
		if by[p.Unit] == nil {
			by[p.Unit] = map[int]map[int]Line{}
		}
		year := p.Month.Cycle().Year()
		if by[p.Unit][year] == nil {
			by[p.Unit][year] = map[int]Line{}
		}
		by[p.Unit][year][p.Month.Number()] = p
		count[p.Unit]++
	}
	var out []forecast.Series
	for _, unit := range Units(list) {
		if count[unit] < months {
			continue
		}
		s := forecast.Series{Name: unit}
		for year, lines := range by[unit] {
			s.Years = append(s.Years, course(year, lines))
		}
		slices.SortFunc(s.Years, func(a, b forecast.Year) int { return a.Number - b.Number })
		out = append(out, s)
	}
	return out
}

func course(year int, lines map[int]Line) forecast.Year {
	y := forecast.Empty(year)
	sum, whole := 0.0, true
	for m := 1; m <= 12; m++ {
		p, ok := lines[m]
		if !ok {
			whole = false
			continue
		}
		if p.OfPlan > 0 && p.ToDate > 0 {
			y.Plan[m-1] = p.ToDate / p.OfPlan * 100
		}
		if whole = whole && !math.IsNaN(p.InMonth); whole {
			sum += p.InMonth
			y.ToDate[m-1] = sum
		}
	}
	return y
}
