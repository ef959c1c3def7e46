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
		o, ok := task.OccurrenceOn(tt.every, "2026-11-23")
		if !ok || o.Name != tt.name || string(o.Start) != tt.start || string(o.End) != tt.end {
			t.Errorf("%s: %+v", tt.every, o)
		}
	}
	for _, every := range []string{"", "day", "x"} {
		if _, ok := task.OccurrenceOn(every, "2026-11-23"); ok {
			t.Errorf("%q recurs", every)
		}
	}
}

// The day lies in its occurrence, and the day after its end in the next one.
func TestOccurrencesFollowOneAnother(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		every := rapid.SampledFrom([]string{"year", "half_year", "quarter", "month", "week"}).Draw(t, "every")
		day := period.Date("2020-01-01").AddDays(rapid.IntRange(0, 4000).Draw(t, "day"))
		o, _ := task.OccurrenceOn(every, day)
		if day < o.Start || day > o.End {
			t.Fatalf("%s is not in %+v", day, o)
		}
		if next, _ := task.OccurrenceOn(every, o.End.AddDays(1)); next.Start != o.End.AddDays(1) || next.Name == o.Name {
			t.Fatalf("%+v is followed by %+v", o, next)
		}
	})
}
