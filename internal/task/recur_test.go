package task_test

import (
	"testing"

	"dondoc/internal/period"
	"dondoc/internal/task"

	"pgregory.net/rapid"
)

func TestOccurrenceOn(t *testing.T) {
	for _, tt := range []struct{ every, name, start, end string }{
		{"year", "năm 2026", "2026-01-01", "2026-12-31"}, {"half_year", "6 tháng cuối năm 2026", "2026-07-01", "2026-12-31"},
		{"quarter", "quý IV/2026", "2026-10-01", "2026-12-31"}, {"month", "tháng 11/2026", "2026-11-01", "2026-11-30"}, {"week", "tuần từ 23/11/2026", "2026-11-23", "2026-11-29"},
	} {
		o, ok := task.OccurrenceOn(period.Deadline{Every: tt.every}, "2026-01-05", "2026-11-23")
		if !ok || o.Name != tt.name || string(o.Start) != tt.start || string(o.End) != tt.end {
			t.Errorf("%s: %+v", tt.every, o)
		}
	}
	for _, every := range []string{"", "day", "x"} {
		if _, ok := task.OccurrenceOn(period.Deadline{Every: every}, "2026-01-05", "2026-11-23"); ok {
			t.Errorf("%q recurs", every)
		}
	}
}

// The day lies in its occurrence, and the day after its end in the next one.
func TestOccurrencesFollowOneAnother(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		every := rapid.SampledFrom([]string{"year", "half_year", "quarter", "month", "week"}).Draw(t, "every")
		day := period.Date("2020-01-01").AddDays(rapid.IntRange(0, 4000).Draw(t, "day"))
		o, _ := task.OccurrenceOn(period.Deadline{Every: every}, "2019-01-01", day)
		if day < o.Start || day > o.End {
			t.Fatalf("%s is not in %+v", day, o)
		}
		if next, _ := task.OccurrenceOn(period.Deadline{Every: every}, "2019-01-01", o.End.AddDays(1)); next.Start != o.End.AddDays(1) || next.Name == o.Name {
			t.Fatalf("%+v is followed by %+v", o, next)
		}
	})
}

// Given out on a day, seen on another: the day each recurring wording asks for.
func TestRecurringDays(t *testing.T) {
	for _, tt := range []struct {
		text             string
		given, on, wants period.Date
	}{
		{"ngày 25 hằng tháng", "2026-01-05", "2026-11-20", "2026-11-25"},
		{"ngày 25 hằng tháng", "2026-01-05", "2026-11-28", "2026-11-25"}, // missed, and owed
		{"ngày 25 hằng tháng", "2026-11-28", "2026-11-28", "2026-12-25"}, // given out after it
		{"trước ngày 25 hằng tháng", "2026-01-05", "2026-11-20", "2026-11-24"},
		{"ngày 31 hằng tháng", "2026-01-05", "2026-02-10", "2026-02-28"},
		{"ngày cuối tháng", "2026-01-05", "2026-02-10", "2026-02-28"},
		{"tháng 01 hằng năm", "2026-11-28", "2026-11-28", "2027-01-31"},
		{"tháng 01 hằng năm", "2026-01-05", "2026-01-10", "2026-01-31"},
		{"thứ Sáu hằng tuần", "2026-01-05", "2026-11-25", "2026-11-27"},
		{"thứ Sáu hằng tuần", "2026-11-28", "2026-11-28", "2026-12-04"},
		{"Trước 30/6 và 15/12 hằng năm", "2026-01-05", "2026-02-01", "2026-06-29"},
		{"Trước 30/6 và 15/12 hằng năm", "2026-01-05", "2026-07-01", "2026-12-14"},
		{"ngày 20 tháng cuối quý", "2026-01-05", "2026-11-28", "2026-12-20"},
		{"2 tháng một lần", "2026-11-28", "2026-11-28", "2026-12-31"},
		{"hai năm một lần, từ năm 2025", "2025-02-01", "2026-11-28", "2026-12-31"},
		{"hằng quý", "2026-11-28", "2026-11-28", "2026-12-31"},
		{"hằng quý, đến 15/11/2026", "2026-01-05", "2026-11-10", "2026-11-15"}, // no further than its bound
		{"hằng quý, đến 15/9/2026", "2026-01-05", "2026-11-10", ""},
		{"hằng quý, từ năm 2027", "2026-01-05", "2026-11-10", ""},
		{"ngày 25 hằng tháng, từ 01/12/2026", "2026-11-28", "2026-11-28", ""},
	} {
		d, _ := period.ReadDeadline(tt.text, period.DeadlineContext{})
		o, _ := task.OccurrenceOn(d, tt.given, tt.on)
		if o.Due != tt.wants {
			t.Errorf("%q given out on %s is due on %s, as seen on %s, want %s", tt.text, tt.given, o.Due, tt.on, tt.wants)
		}
	}
}
