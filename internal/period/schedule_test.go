package period

import (
	"strings"
	"testing"

	"dondoc/internal/errs"
)

func TestSchedule(t *testing.T) {
	c := NewCalendar(2025, 2027, "2026-02-16", "2026-02-17", "2026-02-18", "2026-02-19", "2026-02-20")
	for _, x := range []struct {
		s                 Schedule
		m                 Month
		due, late, closes Date
	}{
		{UsualSchedule(), "2026-10", "2026-11-05", "2026-11-05", ""},
		{UsualSchedule(), "2026-12", "2027-01-05", "2027-01-05", ""},
		{Schedule{Day: 20, Within: true, Every: 1, Grace: 3, Close: 10}, "2026-11", "2026-11-20", "2026-11-23", "2026-11-30"},
		{Schedule{Day: 15, Every: 1, Working: true, Close: 5}, "2026-01", "2026-02-23", "2026-02-23", "2026-02-28"}, // a Sunday before Tết
		{Schedule{Day: 1, Every: 1, Working: true}, "2026-12", "2027-01-04", "2027-01-04", ""},                      // New Year, then a weekend
	} {
		closes, ok := x.s.Closes(x.m, c)
		if !ok {
			closes = ""
		}
		if due, late := x.s.Due(x.m, c), x.s.Late(x.m, c); due != x.due || late != x.late || closes != x.closes {
			t.Errorf("%+v of %s: %s, %s, %s", x.s, x.m, due, late, closes)
		}
	}
	quarterly := Schedule{Day: 5, Every: 3}
	if quarterly.Asks("2026-02") || !quarterly.Asks("2026-03") || !quarterly.Asks("2026-12") || !UsualSchedule().Asks("2026-02") {
		t.Error("which months are asked")
	}
	list := []Schedule{{From: "2026-01", Day: 10, Every: 1}, {From: "2026-06", Day: 20, Every: 1}, {From: "2026-03", Day: 12, Every: 1}, {From: "2026-09"}}
	for m, day := range map[Month]int{"2025-12": 0, "2026-01": 10, "2026-02": 10, "2026-03": 12, "2026-08": 12, "2026-09": 0} {
		if s, ok := ScheduleOn(list, m); ok != (day > 0) || ok && s.Day != day {
			t.Errorf("%s: %+v, %v", m, s, ok)
		}
	}
}

func TestScheduleIsChecked(t *testing.T) {
	if err := (Schedule{From: "2026-01", Day: 5, Every: 3, Grace: 2, Close: 30}).Check(); err != nil {
		t.Error(err)
	}
	for field, s := range map[string]Schedule{
		"from": {Day: 5, Every: 1}, "day": {From: "2026-01", Day: 29, Every: 1}, "every": {From: "2026-01", Day: 5, Every: 2},
		"grace": {From: "2026-01", Day: 5, Every: 1, Grace: 32}, "close": {From: "2026-01", Day: 5, Every: 1, Grace: 9, Close: 5},
	} {
		if err := s.Check(); !errs.Is(err, errs.Invalid) || !strings.Contains(err.Error(), "field="+field) {
			t.Errorf("%s: %v", field, err)
		}
	}
}
