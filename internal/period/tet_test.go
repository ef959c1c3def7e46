package period_test

import (
	"fmt"
	"math"
	"testing"

	"dondoc/internal/period"
)

// The first days of lunar years are those of the new moons of UTC+7, worked out
// here from the mean moon and sun with their largest terms (Meeus, Astronomical
// Algorithms): the eleventh month holds the winter solstice, the first is the
// second after it, or the third where one before it has no principal term.
func TestTetIsTheNewMoonOfVietnam(t *testing.T) {
	for year := 2020; year <= 2035; year++ {
		tet := lunarDay(year, 1, 1)
		if got := period.Tet(year); got != tet {
			t.Errorf("Tết of %d is %s, the moon says %s", year, got, tet)
		}
		d, _ := period.ReadDeadline(fmt.Sprintf("Giỗ Tổ Hùng Vương năm %d", year), period.DeadlineContext{})
		if want := lunarDay(year, 3, 10); d.End != want {
			t.Errorf("the tenth of the third month of %d is %s, the moon says %s", year, d.End, want)
		}
	}
	for year, announced := range map[int]period.Date{2023: "2023-01-22", 2024: "2024-02-10", 2025: "2025-01-29", 2026: "2026-02-17"} {
		if period.Tet(year) != announced {
			t.Errorf("Tết of %d was announced for %s", year, announced)
		}
	}
}

const zone = 7.0 / 24

// newMoon gives the Julian day, in UTC+7, of the k-th new moon after 1900.
func newMoon(k float64) int {
	t := k / 1236.85
	rad := math.Pi / 180
	mean := 2415020.75933 + 29.53058868*k + 0.0001178*t*t - 0.000000155*t*t*t + 0.00033*math.Sin((166.56+132.87*t-0.009173*t*t)*rad)
	sun := (359.2242 + 29.10535608*k - 0.0000333*t*t) * rad
	moon := (306.0253 + 385.81691806*k + 0.0107306*t*t) * rad
	node := (21.2964 + 390.67050646*k - 0.0016528*t*t) * rad
	c := (0.1734-0.000393*t)*math.Sin(sun) + 0.0021*math.Sin(2*sun) - 0.4068*math.Sin(moon) + 0.0161*math.Sin(2*moon) - 0.0004*math.Sin(3*moon) +
		0.0104*math.Sin(2*node) - 0.0051*math.Sin(sun+moon) - 0.0074*math.Sin(sun-moon) + 0.0004*math.Sin(2*node+sun) - 0.0004*math.Sin(2*node-sun) -
		0.0006*math.Sin(2*node+moon) + 0.0010*math.Sin(2*node-moon) + 0.0005*math.Sin(sun+2*moon)
	return int(math.Floor(mean + c - 0.0008 + 0.5 + zone)) // 70 seconds between the clocks
}

// term gives which twelfth of its way the sun is in at the end of a day of UTC+7.
func term(day int) int {
	t := (float64(day) - 0.5 - zone - 2451545) / 36525
	rad := math.Pi / 180
	m := (357.5291 + 35999.0503*t - 0.0001559*t*t) * rad
	l := 280.46645 + 36000.76983*t + 0.0003032*t*t + (1.9146-0.004817*t)*math.Sin(m) + (0.019993-0.000101*t)*math.Sin(2*m) + 0.00029*math.Sin(3*m)
	return int((l - 360*math.Floor(l/360)) / 30)
}

// lunarDay gives the civil date of a day of a lunar month that is no leap month.
func lunarDay(year, month, day int) period.Date {
	eleventh, next := monthOfSolstice(year-1), monthOfSolstice(year)
	k := eleventh + month + 1
	if next-eleventh > 12 { // thirteen months: the first without a principal term is the leap
		for i := 1; i <= month+1; i++ {
			if term(newMoon(float64(eleventh+i))) == term(newMoon(float64(eleventh+i+1))) {
				k++
				break
			}
		}
	}
	return period.Date("2000-01-01").AddDays(newMoon(float64(k)) + day - 1 - 2451545)
}

// monthOfSolstice gives which new moon begins the month that holds the winter
// solstice of a year.
func monthOfSolstice(year int) int {
	last := 2451545 + int(period.Date(fmt.Sprintf("%d-12-31", year)).Time().Sub(period.Date("2000-01-01").Time()).Hours()/24)
	k := int(float64(last-2415021) / 29.530588853)
	for newMoon(float64(k)) > last {
		k--
	}
	for newMoon(float64(k+1)) <= last {
		k++
	}
	if term(newMoon(float64(k))) >= 9 {
		k--
	}
	return k
}
