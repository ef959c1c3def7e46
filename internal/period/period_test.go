package period_test

import (
	"testing"
	"time"

	"dondoc/internal/period"

	"pgregory.net/rapid"
)

func TestParseDate(t *testing.T) {
	for text, want := range map[string]period.Date{
		"2026-02-05": "2026-02-05", "05/02/2026": "2026-02-05", "5/2/2026": "2026-02-05", "6-7-2020": "2020-07-06", "6.7.2020": "2020-07-06",
		"ngày 05 tháng 02 năm 2026": "2026-02-05", " 10/01/2024 ": "2024-01-10",
	} {
		if got, err := period.ParseDate(text); err != nil || got != want {
			t.Errorf("%q: %s, %v", text, got, err)
		}
	}
	for _, text := range []string{"", "31/02/2024", "2024", "13/13/2024", "quý II", "00/01/2024", "1/1/24"} {
		if got, err := period.ParseDate(text); err == nil {
			t.Errorf("%q was read as %s", text, got)
		}
	}
}

func TestParseMonth(t *testing.T) {
	for text, want := range map[string]period.Month{"2026-02": "2026-02", "02/2026": "2026-02", "2/2026": "2026-02", "T2/2026": "2026-02", "tháng 12/2025": "2025-12"} {
		if got, err := period.ParseMonth(text); err != nil || got != want {
			t.Errorf("%q: %s, %v", text, got, err)
		}
	}
	for _, text := range []string{"", "13/2026", "0/2026", "2026"} {
		if got, err := period.ParseMonth(text); err == nil {
			t.Errorf("%q was read as %s", text, got)
		}
	}
}

func TestMonthsAndDays(t *testing.T) {
	if got := period.Month("2024-02").End(); got != "2024-02-29" {
		t.Errorf("end of 02/2024: %s", got)
	}
	if got := period.Month("2023-12").Next(); got != "2024-01" {
		t.Errorf("after 12/2023: %s", got)
	}
	// 17:00 UTC is midnight in Vietnam: the next day has begun.
	if got := period.DateOf(time.Date(2023, 12, 31, 17, 0, 0, 0, time.UTC)); got != "2024-01-01" {
		t.Errorf("date in Vietnam: %s", got)
	}
	if got := period.Date("2023-12-31").EndOfDay().UTC(); !got.Equal(time.Date(2023, 12, 31, 17, 0, 0, 0, time.UTC)) {
		t.Errorf("end of day: %s", got)
	}
}

func TestSayThenParse(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := period.Date("1950-01-01").AddDays(rapid.IntRange(0, 50000).Draw(t, "days"))
		if got, err := period.ParseDate(d.Say("vi")); err != nil || got != d {
			t.Fatalf("%s said as %s reads as %s, %v", d, d.Say("vi"), got, err)
		}
	})
}

func TestStandingOn(t *testing.T) {
	acts := []period.Lock{
		{Month: "2023-11", No: 1, Locked: true},
		{Month: "2023-11", No: 2, Locked: false, OpenUntil: "2024-01-05", Reason: "thiếu số liệu một xã"},
		{Month: "2023-12", No: 1, Locked: true},
	}
	for _, tt := range []struct {
		month            period.Month
		day              period.Date
		locked, reopened bool
	}{
		{"2023-10", "2024-01-01", false, false},
		{"2023-11", "2024-01-05", false, true},
		{"2023-11", "2024-01-06", true, false},
		{"2023-12", "2024-01-01", true, false},
	} {
		s := period.StandingOn(acts, tt.month, tt.day)
		if s.Locked != tt.locked || s.Reopened != tt.reopened {
			t.Errorf("%s on %s: %+v", tt.month, tt.day, s)
		}
	}
}

func FuzzParseDate(f *testing.F) {
	f.Add("05/02/2026")
	f.Add("ngày 5 tháng 2 năm 2026")
	f.Fuzz(func(t *testing.T, text string) {
		if d, err := period.ParseDate(text); err == nil && d.Say("vi") == "" {
			t.Fatalf("%q reads as %q, which cannot be said", text, d)
		}
	})
}
