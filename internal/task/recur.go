package task

import (
	"strconv"

	"dondoc/internal/period"
)

// Occurrence is one time of a recurring task: what it is called in the
// documents of offices, and the days it lies between.
type Occurrence struct {
	Name       string // "Quý IV/2026"
	Start, End period.Date
}

// OccurrenceOn gives the occurrence that a day lies in; false where a task is
// done again each day, or always: it is followed up as a whole.
func OccurrenceOn(every string, day period.Date) (Occurrence, bool) {
	year, month := day.Time().Year(), int(day.Time().Month())
	y := strconv.Itoa(year)
	months := func(name string, first, last int) (Occurrence, bool) {
		from := period.Month(y + "-" + twoDigits(first))
		to := period.Month(y + "-" + twoDigits(last))
		return Occurrence{name, from.Start(), to.End()}, true
	}
	switch every {
	case "year":
		return months("năm "+y, 1, 12)
	case "half_year":
		if month <= 6 {
			return months("6 tháng đầu năm "+y, 1, 6)
		}
		return months("6 tháng cuối năm "+y, 7, 12)
	case "quarter":
		q := (month - 1) / 3
		return months("quý "+[]string{"I", "II", "III", "IV"}[q]+"/"+y, 3*q+1, 3*q+3)
	case "month":
		return months("tháng "+strconv.Itoa(month)+"/"+y, month, month)
	case "week":
		monday := day.AddDays(-(int(day.Time().Weekday()+6) % 7))
		return Occurrence{"tuần từ " + monday.Say(""), monday, monday.AddDays(6)}, true
	}
	return Occurrence{}, false
}

func twoDigits(n int) string {
	if n < 10 {
		return "0" + strconv.Itoa(n)
	}
	return strconv.Itoa(n)
}
