package task

import (
	"strconv"

	"dondoc/internal/period"
)

// Occurrence is one time of a recurring task: what it is called in the
// documents of offices, the days of its year, month … and the last day.
type Occurrence struct {
	Name       string // "quý IV/2026"
	Start, End period.Date
	Due        period.Date // its last day: End, or the day that is said
}

// OccurrenceOn gives the occurrence of a recurring deadline that a day asks for:
// the next day of its year, month … that is to come, the last one where all have
// passed, and the first of the next where all had passed on the day the task was
// given out. False where a task is done again each day, or always (it is
// followed up as a whole), and outside the days it lies between.
func OccurrenceOn(d period.Deadline, given, day period.Date) (Occurrence, bool) {
	around, ok := stretchOn(d, day)
	if !ok {
		return Occurrence{}, false
	}
	all := dues(d, around)
	from := max(given, d.Start)
	if last := all[len(all)-1]; len(d.On) > 0 && last.Due < given && last.Due >= d.Start {
		next, _ := stretchOn(d, around.End.AddDays(1))
		all = dues(d, next)[:1]
	}
	var missed *Occurrence
	for _, o := range all {
		switch {
		case o.Due < from, d.End != "" && (o.Start > d.Last() || len(d.On) > 0 && o.Due > d.Last()):
			continue
		case d.End != "":
			o.Due = min(o.Due, d.Last())
		}
		if o.Due >= day {
			return o, true
		}
		missed = &o
	}
	if missed != nil {
		return *missed, true
	}
	return Occurrence{}, false
}

// dues gives what an occurrence comes to: one, or one for each day that is said.
func dues(d period.Deadline, o Occurrence) []Occurrence {
	if len(d.On) == 0 {
		return []Occurrence{o}
	}
	var out []Occurrence
	for _, m := range d.On {
		one := o
		one.Due = dayOf(m, d.Every, o)
		if d.Strict && m.Day > 0 {
			one.Due = one.Due.AddDays(-1)
		}
		if len(d.On) > 1 {
			one.Name += ", hạn " + one.Due.Say("")
		}
		out = append(out, one)
	}
	return out
}

// dayOf gives the day a mark means in an occurrence; a month that is shorter ends sooner.
func dayOf(m period.Mark, every string, o Occurrence) period.Date {
	if m.Weekday > 0 {
		return o.Start.AddDays(m.Weekday - 1)
	}
	month := o.End.Month()
	if m.Month > 0 {
		month = period.Month(string(o.Start[:5]) + twoDigits(o.Start.Month().Number()+m.Month-1))
	}
	if m.Day == 0 {
		return month.End()
	}
	return min(month.End(), month.Start().AddDays(m.Day-1))
}

// stretchOn gives the year, half year, quarter, month or week a day lies in, or
// as many of them as the deadline says, counted from the year's beginning.
func stretchOn(d period.Deadline, day period.Date) (Occurrence, bool) {
	year, month := day.Time().Year(), int(day.Time().Month())
	n := max(1, d.Times)
	y := strconv.Itoa(year)
	months := func(name string, first, last int) (Occurrence, bool) {
		from, to := period.Month(y+"-"+twoDigits(first)), period.Month(y+"-"+twoDigits(last))
		return Occurrence{name, from.Start(), to.End(), to.End()}, true
	}
	switch d.Every {
	case "year":
		first := year - (year-anchor(d))%n
		o := Occurrence{Name: "năm " + y, Start: period.Cycle(strconv.Itoa(first)).Start(), End: period.Cycle(strconv.Itoa(first + n - 1)).End()}
		if n > 1 {
			o.Name = "năm " + strconv.Itoa(first) + "–" + strconv.Itoa(first+n-1)
		}
		o.Due = o.End
		return o, first > 0
	case "half_year":
		if month <= 6 {
			return months("6 tháng đầu năm "+y, 1, 6)
		}
		return months("6 tháng cuối năm "+y, 7, 12)
	case "quarter":
		q := (month - 1) / 3
		return months("quý "+[]string{"I", "II", "III", "IV"}[q]+"/"+y, 3*q+1, 3*q+3)
	case "month":
		first := (month-1)/n*n + 1
		last := min(12, first+n-1)
		if first == last {
			return months("tháng "+strconv.Itoa(month)+"/"+y, month, month)
		}
		return months("tháng "+strconv.Itoa(first)+"–"+strconv.Itoa(last)+"/"+y, first, last)
	case "week":
		monday := day.AddDays(-(int(day.Time().Weekday()+6) % 7))
		if n > 1 {
			weeks := int(monday.Time().Sub(period.Date("2024-01-01").Time()).Hours()/24) / 7
			monday = monday.AddDays(-7 * (weeks % n))
		}
		return Occurrence{"tuần từ " + monday.Say(""), monday, monday.AddDays(7*n - 1), monday.AddDays(7*n - 1)}, true
	}
	return Occurrence{}, false
}

// anchor is a year that years of several are counted from.
func anchor(d period.Deadline) int {
	if d.Start != "" {
		return d.Start.Time().Year() - 100*max(1, d.Times)
	}
	return 0
}

func twoDigits(n int) string {
	if n < 10 {
		return "0" + strconv.Itoa(n)
	}
	return strconv.Itoa(n)
}
