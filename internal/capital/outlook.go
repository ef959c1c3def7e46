package capital

import (
	"math"
	"strconv"

	"dondoc/internal/forecast"
	"dondoc/internal/period"
)

// Course makes the years of several projects taken together, as far as they are
// known on a day: without what was carried over, by the plan that binds the
// investor. What is paid in January of the next year counts to the year's end,
// which is known once the year is closed.
func Course(name string, books []Book, today period.Date) forecast.Series {
	years := map[int]bool{}
	for _, b := range books {
		for _, p := range b.Plans {
			years[p.Year] = true
		}
	}
	s := forecast.Series{Name: name}
	for year := range years {
		if closing, ok := ClosingOf(year); ok {
			s.Years = append(s.Years, courseOf(books, year, closing, today))
		}
	}
	return s
}

func courseOf(books []Book, year int, closing Closing, today period.Date) forecast.Year {
	out, of := forecast.Empty(year), make([]Book, len(books))
	for i, b := range books {
		of[i] = b.of(year, Track.approved)
	}
	for i, m := range period.Cycle(strconv.Itoa(year)).Months() {
		end := m.End()
		if i == 11 {
			end = closing.Payments
		}
		if end > today {
			break
		}
		paid, plan := 0.0, 0.0
		for _, b := range of {
			p := b.position(year, end)
			paid += float64(p.Bound.Paid)
			plan += float64(p.Bound.Plan)
		}
		out.ToDate[i], out.Plan[i] = paid, math.NaN()
		if plan > 0 {
			out.Plan[i] = plan
		}
	}
	return out
}
