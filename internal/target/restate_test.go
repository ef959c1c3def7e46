package target_test

import (
	"strings"
	"testing"
	"time"

	"dondoc/internal/approval"
	"dondoc/internal/criterion"
	"dondoc/internal/id"
	"dondoc/internal/measure"
	"dondoc/internal/period"
	"dondoc/internal/target"
)

// planned is a target of 2023 with one revision.
func planned(t *testing.T, wording, unit string, k target.Accumulation, way criterion.Direction) target.Target {
	t.Helper()
	c, asked := criterion.Read(wording, criterion.Hints{Unit: unit, Direction: way})
	if len(asked) > 0 {
		t.Fatalf("%s: %v", wording, asked)
	}
	return target.Target{ID: "t", Unit: "u", Cycle: "2023", Indicator: "i", Name: "Trồng rừng", UnitOfMeasure: unit, Accumulation: k, Direction: way, Revisions: []target.Revision{{No: 1, Wording: wording, Criterion: c, Confirmed: true}}}
}

// TestRestatedPlan: what units were to reach is added up by the share that went
// along, or stays where it is the same; what is unlike is asked about.
func TestRestatedPlan(t *testing.T) {
	for _, tt := range []struct {
		unit, a, b string
		k          target.Accumulation
		share      string
		want       string // "" where it is asked
	}{
		{"ha", "100 ha", "60 ha", target.Flow, "", "160 ha"},
		{"ha", "100 ha", "60 ha", target.Flow, "50", "130 ha"},
		{"ha", "100 ha", "60,5 ha", target.Flow, "50", "130,25 ha"},
		{"ha", "100 ha", "dưới 60 ha", target.Flow, "", ""},
		{"ha", "100 ha", "60 - 70 ha", target.Flow, "", ""},
		{"%", "90%", "90%", target.Stock, "", "90%"},
		{"%", "90%", "95%", target.Stock, "", ""},
		{"trường", "3/3 trường", "2/4 trường", target.Stock, "", ""},
		{"ha", "100 ha", "3/3 ha", target.Flow, "", ""},
	} {
		a, b := planned(t, tt.a, tt.unit, tt.k, criterion.Higher), planned(t, tt.b, tt.unit, tt.k, criterion.Higher)
		parts := []target.Predecessor{{Target: a, Unit: "A"}, {Target: b, Unit: "B"}}
		if tt.share != "" {
			parts[1].Share = dec(tt.share)
		}
		if got, ask := target.RestatedPlan(parts); got != tt.want || (ask != nil) != (tt.want == "") {
			t.Errorf("%s and %s (%s%%): %q, asked: %v; want %q", tt.a, tt.b, tt.share, got, ask, tt.want)
		}
	}
}

// TestRestatedFigures: figures of the months before the units became one are
// those of all of them together, final where all are; later ones are no part of
// it; a percentage without its counts is not averaged.
func TestRestatedFigures(t *testing.T) {
	whole := planned(t, "160 ha", "ha", target.Flow, criterion.Higher)
	a, b := planned(t, "100 ha", "ha", target.Flow, criterion.Higher), planned(t, "60 ha", "ha", target.Flow, criterion.Higher)
	estimate := approvedIn(3, "2023-06", "20")
	estimate.Final = false
	from := func(share *measure.Decimal) target.Facts {
		return target.Facts{Target: whole, From: []target.Predecessor{{Target: a, Unit: "A", On: "2023-08-01", Observations: []target.Observation{approvedIn(1, "2023-05", "40"), approvedIn(4, "2023-09", "99")}},
			{Target: b, Unit: "B", On: "2023-08-01", Share: share, Observations: []target.Observation{approvedIn(2, "2023-05", "10"), estimate}}}}
	}
	say := func(f target.Facts, before time.Time) string {
		made, flags := f.Figures(before)
		var out []string
		for _, o := range made {
			end := ""
			if !o.Final {
				end = "?"
			}
			out = append(out, o.Month.Say("")+"="+o.Actual.Value.Say("vi")+end)
		}
		for _, flag := range flags {
			out = append(out, flag.Code)
		}
		return strings.Join(out, " ")
	}
	for name, pair := range map[string][2]string{
		"all":        {say(from(nil), time.Time{}), "05/2023=50 06/2023=60? restated"},
		"half of B":  {say(from(dec("50")), time.Time{}), "05/2023=45 06/2023=50? restated"},
		"known then": {say(from(nil), period.Date("2023-06-15").Time()), "05/2023=50 restated"},
		"nothing":    {say(target.Facts{Target: whole}, time.Time{}), ""},
	} {
		if pair[0] != pair[1] {
			t.Errorf("%s: %q, want %q", name, pair[0], pair[1])
		}
	}
	rate := planned(t, "90%", "%", target.Stock, criterion.Higher)
	f := target.Facts{Target: rate, From: []target.Predecessor{{Target: rate, Unit: "A", On: "2023-08-01", Observations: []target.Observation{approvedIn(1, "2023-05", "80")}}, {Target: rate, Unit: "B", On: "2023-08-01", Observations: []target.Observation{approvedIn(2, "2023-05", "90")}}}}
	if got := say(f, time.Time{}); got != "not_restated" {
		t.Errorf("percentages of two units: %s", got)
	}
}

// TestSharesResults: what is reported for one is reported for another of the
// same unit, year and indicator, where neither was allotted.
func TestSharesResults(t *testing.T) {
	a := target.Target{Unit: "u", Cycle: "2023", Indicator: "i"}
	for name, change := range map[string]func(*target.Target){"unit": func(b *target.Target) { b.Unit = "v" }, "cycle": func(b *target.Target) { b.Cycle = "2024" }, "indicator": func(b *target.Target) { b.Indicator = "j" }, "parent": func(b *target.Target) { b.Parent = "p" }} {
		b := a
		change(&b)
		if a.SharesResults(b) || b.SharesResults(a) {
			t.Errorf("another %s, and it shares results", name)
		}
	}
	if !a.SharesResults(a) {
		t.Error("it does not share its own")
	}
}

func TestDecides(t *testing.T) {
	for _, tt := range []struct {
		to, from approval.State
		want     bool
	}{{approval.Approved, approval.Verified, true}, {approval.Returned, approval.Approved, true}, {approval.Verified, approval.Submitted, false}, {approval.Approved, approval.Approved, false}} {
		if got := (target.StepTaken{State: tt.to}).Decides(tt.from); got != tt.want {
			t.Errorf("%s after %s decides: %v", tt.to, tt.from, got)
		}
	}
}

// TestAmountsThereAndBack: the months are read as they were written.
func TestAmountsThereAndBack(t *testing.T) {
	for _, tt := range []struct {
		text    string
		through int
		again   string
	}{{"", 0, ""}, {"1|2.5||?|7", 5, "1|2.5||?|7"}, {"|?", 2, "|?"}, {"3||", 1, "3"}, {"1|2|3|4|5|6|7|8|9|10|11|12", 12, "1|2|3|4|5|6|7|8|9|10|11|12"}} {
		var v target.Verdict
		if err := v.ReadAmounts(tt.text); err != nil || v.Through != tt.through || v.Amounts() != tt.again {
			t.Errorf("%q: through %d, %q, %v", tt.text, v.Through, v.Amounts(), err)
		}
	}
	var v target.Verdict
	if err := v.ReadAmounts("1|x"); err == nil {
		t.Error("what is no amount is read")
	}
}

// TestLeaning: which way is better, as it was entered, else as the wording has it.
func TestLeaning(t *testing.T) {
	for _, tt := range []struct {
		wording       string
		entered, want criterion.Direction
	}{{"100 ha", criterion.Lower, criterion.Lower}, {"100 ha", criterion.Higher, criterion.Higher}, {"không quá 100 ha", criterion.Higher, criterion.Higher}} {
		one := planned(t, tt.wording, "ha", target.Flow, tt.entered)
		if got := one.Leaning(); got != tt.want {
			t.Errorf("%s entered as %s leans %s, want %s", tt.wording, tt.entered, got, tt.want)
		}
	}
	leaning := planned(t, "100 ha", "ha", target.Flow, criterion.Higher)
	leaning.Direction = criterion.None
	if c := leaning.Current().Criterion; c.Leans() && leaning.Leaning() != c.Direction {
		t.Errorf("not entered: %s, read as %s", leaning.Leaning(), c.Direction)
	}
	if known, ok := leaning.AsKnown(time.Time{}); !ok || known.ID != id.ID("t") {
		t.Error("it is not known now")
	}
}
