package period

import (
	"slices"
	"time"
)

// Calendar is the days off besides Saturdays and Sundays.
type Calendar map[Date]bool

// fixedHolidays are the public holidays that fall on the same day every year
// (Bộ luật Lao động 2019, Điều 112.1: 1/1, 30/4, 1/5, 2/9; the day next to 2/9,
// Tết and Giỗ Tổ are announced year by year and are given with NewCalendar).
var fixedHolidays = []string{"01-01", "04-30", "05-01", "09-02"}

// NewCalendar makes the calendar of the years from–to with the days announced besides.
func NewCalendar(from, to int, announced ...Date) Calendar {
	c := Calendar{}
	for y := from; y <= to; y++ {
		for _, day := range fixedHolidays {
			c[Date(time.Date(y, 1, 1, 0, 0, 0, 0, Zone).Format("2006"))+"-"+Date(day)] = true
		}
	}
	for _, d := range announced {
		c[d] = true
	}
	return c
}

// Works says whether a day is a working day.
func (c Calendar) Works(d Date) bool {
	weekend := []time.Weekday{time.Saturday, time.Sunday}
	return !slices.Contains(weekend, d.Time().Weekday()) && !c[d]
}

// NextWorkingDay gives the day itself, or the first working day after it.
func (c Calendar) NextWorkingDay(d Date) Date {
	for !c.Works(d) {
		d = d.AddDays(1)
	}
	return d
}

// AddWorkingDays gives the n-th working day after a day, which is not counted.
func (c Calendar) AddWorkingDays(d Date, n int) Date {
	for ; n > 0; n-- {
		d = c.NextWorkingDay(d.AddDays(1))
	}
	return d
}
