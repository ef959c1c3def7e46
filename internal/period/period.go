// Package period holds civil dates, reporting months and yearly cycles as an
// office writes them. Dates have no time of day and no zone; the clock is read
// only on the upper floors.
package period

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"

	"dondoc/internal/errs"
)

// Zone is Vietnam's civil time (UTC+7, no summer time): the day of an instant is read in it.
var Zone = time.FixedZone("+07", 7*3600)

// Date is a civil date as "2026-02-05". The zero value means "not set": the
// beginning of time as a lower end, never as an upper end.
type Date string

// Month is a reporting month as "2026-02".
type Month string

// Cycle is a yearly cycle as "2026".
type Cycle string

// Forever is the upper end of what has no end yet.
const Forever Date = "9999-12-31"

var dmy = regexp.MustCompile(`^(?:ngày\s+)?(\d{1,2})\s*(?:[/.-]|tháng)\s*(\d{1,2})\s*(?:[/.-]|năm)\s*(\d{4})$`)

// ParseDate reads "2026-02-05", "05/02/2026", "5-2-2026", "5.2.2026" or
// "ngày 05 tháng 02 năm 2026". Day comes before month, as in Vietnam.
func ParseDate(text string) (Date, error) {
	s := strings.ToLower(strings.TrimSpace(text))
	if t, err := time.Parse("2006-01-02", s); err == nil {
		return dateOf(t), nil
	}
	if m := dmy.FindStringSubmatch(strings.ReplaceAll(s, " ", " ")); m != nil {
		day, _ := strconv.Atoi(m[1])
		month, _ := strconv.Atoi(m[2])
		year, _ := strconv.Atoi(m[3])
		t := time.Date(year, time.Month(month), day, 0, 0, 0, 0, time.UTC)
		if t.Day() == day && int(t.Month()) == month && year > 1900 {
			return dateOf(t), nil
		}
	}
	return "", errs.New(errs.Invalid, "period.date_unread", "text", text)
}

func dateOf(t time.Time) Date { return Date(t.Format("2006-01-02")) }

// DateOf gives the civil date, in Vietnam, of an instant.
func DateOf(t time.Time) Date { return dateOf(t.In(Zone)) }

// Time gives the first instant of the date in Vietnam.
func (d Date) Time() time.Time {
	t, err := time.ParseInLocation("2006-01-02", string(d), Zone)
	if err != nil {
		return time.Time{}
	}
	return t
}

// EndOfDay gives the first instant after the date in Vietnam.
func (d Date) EndOfDay() time.Time { return d.Time().AddDate(0, 0, 1) }

// EndOfDayOrNow is EndOfDay, or the zero instant, which means now, where the date is not set.
func (d Date) EndOfDayOrNow() time.Time {
	if d == "" {
		return time.Time{}
	}
	return d.EndOfDay()
}

// AddDays gives the date n days later.
func (d Date) AddDays(n int) Date { return dateOf(d.Time().AddDate(0, 0, n)) }

// Month gives the month the date lies in.
func (d Date) Month() Month {
	if len(d) < 7 {
		return ""
	}
	return Month(d[:7])
}

// Say writes the date as dd/mm/yyyy in every language, as Vietnamese offices do.
func (d Date) Say(string) string {
	if d == "" || d == Forever {
		return ""
	}
	t := d.Time()
	return fmt.Sprintf("%02d/%02d/%04d", t.Day(), t.Month(), t.Year())
}

var (
	monthISO  = regexp.MustCompile(`^(\d{4})-(\d{1,2})$`)
	monthText = regexp.MustCompile(`^(?:tháng\s*|t\s*)?(\d{1,2})\s*[/.-]\s*(\d{4})$`)
)

// ParseMonth reads "2026-02", "02/2026", "2/2026", "T2/2026" or "tháng 2/2026".
func ParseMonth(text string) (Month, error) {
	s := strings.ToLower(strings.TrimSpace(text))
	var year, month string
	if m := monthISO.FindStringSubmatch(s); m != nil {
		year, month = m[1], m[2]
	} else if m := monthText.FindStringSubmatch(s); m != nil {
		year, month = m[2], m[1]
	}
	if n, err := strconv.Atoi(month); err == nil && n >= 1 && n <= 12 {
		return Month(fmt.Sprintf("%s-%02d", year, n)), nil
	}
	return "", errs.New(errs.Invalid, "period.month_unread", "text", text)
}

// Number gives the month of the year, 1 to 12.
func (m Month) Number() int {
	if len(m) != 7 {
		return 0
	}
	n, _ := strconv.Atoi(string(m[5:]))
	return n
}

// Cycle gives the yearly cycle the month belongs to.
func (m Month) Cycle() Cycle {
	if len(m) != 7 {
		return ""
	}
	return Cycle(m[:4])
}

// Start is the first day of the month.
func (m Month) Start() Date { return Date(m + "-01") }

// End is the last day of the month.
func (m Month) End() Date { return dateOf(m.Start().Time().AddDate(0, 1, -1)) }

// Next is the month after.
func (m Month) Next() Month { return m.End().AddDays(1).Month() }

// YearBefore gives the same month of the year before.
func (m Month) YearBefore() Month {
	return Month(m.Start().Time().AddDate(-1, 0, 0).Format("2006-01"))
}

// dueDay is the day of the next month by which a month's figures are asked for where nobody agreed on another.
const dueDay = 5

// Say writes the month as "02/2026".
func (m Month) Say(string) string {
	if len(m) != 7 {
		return string(m)
	}
	return string(m[5:]) + "/" + string(m[:4])
}

// ParseCycle reads a year from 1945 to 2100.
func ParseCycle(text string) (Cycle, error) {
	n, err := strconv.Atoi(strings.TrimSpace(text))
	if err != nil || n < 1945 || n > 2100 {
		return "", errs.New(errs.Invalid, "period.cycle_unread", "text", text)
	}
	return Cycle(strconv.Itoa(n)), nil
}

// Year gives the cycle's year as a number.
func (c Cycle) Year() int { n, _ := strconv.Atoi(string(c)); return n }

// Start is 1 January of the cycle.
func (c Cycle) Start() Date { return Date(c + "-01-01") }

// End is 31 December of the cycle.
func (c Cycle) End() Date { return Date(c + "-12-31") }

// Months gives the cycle's twelve months in order.
func (c Cycle) Months() []Month {
	months := make([]Month, 12)
	for i := range months {
		months[i] = Month(fmt.Sprintf("%s-%02d", c, i+1))
	}
	return months
}

// LastMonth is December of the cycle.
func (c Cycle) LastMonth() Month { return Month(c + "-12") }

// Say writes the cycle's year.
func (c Cycle) Say(string) string { return string(c) }

// Range is a half-open stretch of dates [From, To): it holds on From and no
// longer on To. To = Forever means no end is known.
type Range struct {
	From, To Date
}

// Holds says whether the range holds on the date.
func (r Range) Holds(on Date) bool { return r.From <= on && on < r.To }

// Overlaps says whether two ranges share a day.
func (r Range) Overlaps(other Range) bool { return r.From < other.To && other.From < r.To }
