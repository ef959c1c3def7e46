package target_test

import (
	"testing"
	"time"

	"dondoc/internal/approval"
	"dondoc/internal/criterion"
	"dondoc/internal/id"
	"dondoc/internal/period"
	"dondoc/internal/target"
)

// approvedIn is a figure of a month that was approved the day after its end.
func approvedIn(seq int64, m period.Month, value string) target.Observation {
	at := m.End().AddDays(1).Time()
	return target.Observation{ID: id.ID(m), Seq: seq, Month: m, Text: value, Cumulative: true, Final: true, Actual: criterion.Actual{How: criterion.Point, Value: dec(value), Text: value}, At: at,
		Steps: []target.StepTaken{{No: 1, Step: approval.Submit, State: approval.Submitted, At: at}, {No: 2, Step: approval.Verify, State: approval.Verified, At: at}, {No: 3, Step: approval.Approve, State: approval.Approved, At: at}}}
}

// TestStandingWithinTheYear: before the year's last month a target is judged
// only where what was reported can no longer change its class.
func TestStandingWithinTheYear(t *testing.T) {
	for _, tt := range []struct {
		wording, unit string
		k             target.Accumulation
		month         period.Month
		value         string
		want          criterion.Class
		due           bool
	}{
		{"400 ha", "ha", target.Flow, "2023-06", "300", criterion.NotAssessed, false},
		{"400 ha", "ha", target.Flow, "2023-06", "400", criterion.Met, true},
		{"400 ha", "ha", target.Flow, "2023-06", "401", criterion.Exceeded, true},
		{"400 ha", "ha", target.Flow, "2023-12", "300", criterion.NotMet, true},
		{"400 ha", "ha", target.Flow, "2023-11", "300", criterion.NotAssessed, false},
		{"không quá 10 vụ", "vụ", target.EventCount, "2023-06", "11", criterion.NotMet, true}, // a broken ceiling stays broken
		{"không quá 10 vụ", "vụ", target.EventCount, "2023-06", "10", criterion.NotAssessed, false},
		{"không quá 10 vụ", "vụ", target.EventCount, "2023-12", "10", criterion.Met, true},
		{"không để xảy ra cháy rừng", "vụ", target.EventCount, "2023-03", "1", criterion.NotMet, true},
		{"không để xảy ra cháy rừng", "vụ", target.EventCount, "2023-03", "0", criterion.NotAssessed, false},
		{"dưới 5%", "%", target.Stock, "2023-06", "7", criterion.NotAssessed, false}, // may fall again
		{"90%", "%", target.Stock, "2023-06", "95", criterion.NotAssessed, false},    // may fall again
		{"90%", "%", target.Maximum, "2023-06", "95", criterion.Exceeded, true},
		{"90%", "%", target.Average, "2023-06", "95", criterion.NotAssessed, false},
		{"2021-2025: 100 doanh nghiệp", "doanh nghiệp", target.Flow, "2023-12", "30", criterion.NotAssessed, true}, // a year of five
		{"2021-2025: 100 doanh nghiệp", "doanh nghiệp", target.Flow, "2023-06", "30", criterion.NotAssessed, false},
		{"2021-2025: 100 doanh nghiệp", "doanh nghiệp", target.Flow, "2023-12", "100", criterion.Met, true},          // all in one year
		{"2021-2025: 100 doanh nghiệp", "doanh nghiệp", target.Stock, "2023-12", "120", criterion.NotAssessed, true}, // may fall again
		{"2021-2023: 100 doanh nghiệp", "doanh nghiệp", target.Stock, "2023-12", "64", criterion.NotMet, true},
		{"2021-2023: 100 doanh nghiệp", "doanh nghiệp", target.Flow, "2023-12", "64", criterion.NotAssessed, true}, // the years before are to be added
	} {
		c, asked := criterion.Read(tt.wording, criterion.Hints{Unit: tt.unit, Direction: map[bool]criterion.Direction{true: criterion.Lower, false: criterion.Higher}[tt.wording[0] == 'd' || tt.unit == "vụ"]})
		if len(asked) > 0 {
			t.Fatalf("%s: %v", tt.wording, asked)
		}
		one := target.Target{Cycle: "2023", UnitOfMeasure: tt.unit, Accumulation: tt.k, Direction: c.Direction, Revisions: []target.Revision{{No: 1, Wording: tt.wording, Criterion: c, Confirmed: true}}}
		s := target.StandingOf(one, []target.Observation{approvedIn(1, tt.month, tt.value)}, nil, time.Time{}, "2023-12")
		if s.Class != tt.want || s.Due != tt.due {
			t.Errorf("%s, %s: %s by %s is %s (due: %v), want %s (%v)", tt.wording, tt.k, tt.value, tt.month, s.Class, s.Due, tt.want, tt.due)
		}
	}
}

// TestStandingAsKnown: what counts is the newest approved figure of each month
// as known at a moment and up to a month; what is under way is shown beside it.
func TestStandingAsKnown(t *testing.T) {
	c, _ := criterion.Read("400 ha", criterion.Hints{Unit: "ha"})
	one := target.Target{Cycle: "2023", UnitOfMeasure: "ha", Accumulation: target.Flow, Revisions: []target.Revision{{No: 1, Wording: "400 ha", Criterion: c, Confirmed: true}}}
	may, june, again := approvedIn(1, "2023-05", "100"), approvedIn(2, "2023-06", "410"), approvedIn(3, "2023-06", "200")
	again.ID = "again"
	for i := range again.Steps {
		again.Steps[i].At = period.Date("2023-08-01").Time()
	}
	pending := approvedIn(4, "2023-07", "500")
	pending.Steps = pending.Steps[:1]
	figures := []target.Observation{pending, again, june, may}
	day := func(d period.Date) time.Time { return d.Time() }
	for _, tt := range []struct {
		before time.Time
		upTo   period.Month
		want   string
		class  criterion.Class
		n      int // months with a figure
		under  int // under way
	}{
		{time.Time{}, "2023-12", "200", criterion.NotAssessed, 2, 1},
		{day("2023-07-15"), "2023-12", "410", criterion.Exceeded, 2, 0},
		{day("2023-06-15"), "2023-12", "100", criterion.NotAssessed, 1, 0},
		{day("2023-05-15"), "2023-12", "", criterion.NotAssessed, 0, 0},
		{time.Time{}, "2023-05", "100", criterion.NotAssessed, 1, 0},
	} {
		s := target.StandingOf(one, figures, nil, tt.before, tt.upTo)
		got, n := "", 0
		if s.Counted != nil {
			got = s.Counted.Text
		}
		for _, m := range s.Months {
			if m.Value != nil {
				n++
			}
		}
		if got != tt.want || s.Class != tt.class || n != tt.n || len(s.Pending) != tt.under {
			t.Errorf("before %s up to %s: %q %s, %d months, %d under way; want %q %s, %d, %d", tt.before, tt.upTo, got, s.Class, n, len(s.Pending), tt.want, tt.class, tt.n, tt.under)
		}
	}
	said := []target.Confirmation{{Confirmed: criterion.Met, At: day("2023-09-01")}}
	if s := target.StandingOf(one, figures, said, time.Time{}, "2023-12"); s.Class != criterion.Met || s.Confirmation == nil {
		t.Errorf("confirmed as met: %s", s.Class)
	}
	if s := target.StandingOf(one, figures, said, day("2023-08-15"), "2023-12"); s.Class != criterion.NotAssessed || s.Confirmation != nil {
		t.Errorf("before that: %s", s.Class)
	}
}

// TestZeroEventFailsAtItsFirstEvent: what happened in a month does not go away
// by a later report of nothing, however the months add up.
func TestZeroEventFailsAtItsFirstEvent(t *testing.T) {
	plan, questions := criterion.Read("không để xảy ra cháy rừng", criterion.Hints{Name: "Cháy rừng", Unit: "vụ"})
	if plan.Kind != criterion.ZeroEvent || len(questions) > 0 {
		t.Fatalf("read as %s, %v", plan.Kind, questions)
	}
	for _, k := range []target.Accumulation{target.Flow, target.Stock, target.EventCount} {
		one := target.Target{Cycle: "2023", Accumulation: k, Revisions: []target.Revision{{No: 1, Criterion: plan}}}
		figures := []target.Observation{approvedIn(1, "2023-02", "0"), approvedIn(2, "2023-03", "1"), approvedIn(3, "2023-04", "0")}
		for n, want := range []criterion.Class{criterion.NotAssessed, criterion.NotAssessed, criterion.NotMet, criterion.NotMet} {
			s := target.StandingOf(one, figures[:n], nil, time.Time{}, "2023-12")
			if s.Class != want || s.Due != (want == criterion.NotMet) {
				t.Errorf("%s after %d months: %s, due %v", k, n, s.Class, s.Due)
			}
		}
	}
}
