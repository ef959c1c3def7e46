package period

// tets are the first days of the lunar year as it is kept in Vietnam (new moons
// of UTC+7: Quyết định 121/CP, 8/8/1967), and hungKings the tenth of its third
// month. Both were worked out from the moon and the sun; the test does it again
// and compares with the days the State announced.
var tets = map[int]Date{
	2020: "2020-01-25", 2021: "2021-02-12", 2022: "2022-02-01", 2023: "2023-01-22", 2024: "2024-02-10", 2025: "2025-01-29", 2026: "2026-02-17", 2027: "2027-02-06",
	2028: "2028-01-26", 2029: "2029-02-13", 2030: "2030-02-02", 2031: "2031-01-23", 2032: "2032-02-11", 2033: "2033-01-31", 2034: "2034-02-19", 2035: "2035-02-08",
}

var hungKings = map[int]Date{
	2020: "2020-04-02", 2021: "2021-04-21", 2022: "2022-04-10", 2023: "2023-04-29", 2024: "2024-04-18", 2025: "2025-04-07", 2026: "2026-04-26", 2027: "2027-04-16",
	2028: "2028-04-04", 2029: "2029-04-23", 2030: "2030-04-12", 2031: "2031-04-01", 2032: "2032-04-19", 2033: "2033-04-09", 2034: "2034-04-28", 2035: "2035-04-17",
}

// Tet gives the first day of the lunar year, "" where the table does not reach.
func Tet(year int) Date { return tets[year] }

// HungKings gives the day of the Hùng kings of a year, "" where the table does not reach.
func HungKings(year int) Date { return hungKings[year] }

// Feasts are the days off by the moon of some years: Tết by the five days of Điều
// 112.1 of Bộ luật Lao động 2019, one before it and four from it on, and Giỗ Tổ. In
// which five days Tết is kept, and what is made up for, is announced year by year.
func Feasts(from, to int) (out []Date) {
	for y := from; y <= to; y++ {
		if hung := HungKings(y); hung != "" {
			out = append(out, hung)
		}
		if tet := Tet(y); tet != "" {
			for n := -1; n <= 3; n++ {
				out = append(out, tet.AddDays(n))
			}
		}
	}
	return out
}

// feastDay gives a holiday of a year: "tet", "hung", or a month and day.
func feastDay(name string, year int) (Date, bool) {
	d := tets[year]
	switch {
	case name == "hung":
		d = hungKings[year]
	case len(name) == 5:
		return Date(Cycle(yearText(year)).Start()[:5]) + Date(name), true
	case name != "tet":
		return "", false
	}
	return d, d != ""
}
