package sample

import (
	"math/big"
	"testing"

	"pgregory.net/rapid"

	"dondoc/internal/period"
)

func TestFiguresRunToTheYearsResult(t *testing.T) {
	d := world(t)
	for _, tg := range d.Targets {
		figures, err := d.Figures(tg)
		if err != nil {
			t.Fatal(err)
		}
		last := figures[len(figures)-1]
		if !last.Final || last.Text != tg.Actual.Text || last.Month != tg.Cycle.LastMonth() || last.Illustrative != tg.Actual.Illustrative {
			t.Errorf("%s %s ends with %+v", tg.Cycle, tg.Indicator, last)
		}
		i, _ := d.Indicator(tg.Indicator)
		var before *big.Rat
		for k, f := range figures {
			if !f.Final == (k != len(figures)-2) {
				t.Errorf("%s %s: only the last but one is an estimate: %+v", tg.Cycle, tg.Indicator, f)
			}
			if !(f.Month.Start() < f.Reported && f.Reported < f.Verified && f.Verified <= f.Approved) || k > 0 && f.Reported <= figures[k-1].Reported {
				t.Errorf("%s %s: %+v out of order", tg.Cycle, tg.Indicator, f)
			}
			if i.Accumulation != "flow" && i.Accumulation != "event_count" {
				continue
			}
			if value := numbersIn(f.Text)[0]; before != nil && value.Cmp(before) < 0 {
				t.Errorf("%s %s falls to %q in %s", tg.Cycle, tg.Indicator, f.Text, f.Month)
			} else {
				before = value
			}
		}
	}
}

// The article's meeting was on 10/01/2024: the final figures were approved
// before it, the estimates before the year's end.
func TestWhatWasKnownWhen(t *testing.T) {
	d := world(t)
	for _, tg := range d.Targets {
		figures, _ := d.Figures(tg)
		n := len(figures)
		if tg.Cycle == "2023" && (figures[n-2].Approved > "2023-12-31" || figures[n-1].Reported <= "2023-12-31" || figures[n-1].Approved >= "2024-01-10") {
			t.Errorf("%s: %+v", tg.Indicator, figures[n-2:])
		}
	}
}

func TestReturnsAreUsed(t *testing.T) {
	d := world(t)
	used := 0
	for _, tg := range d.Targets {
		figures, _ := d.Figures(tg)
		for _, f := range figures {
			if f.Returned != nil {
				used++
				if f.Returned.Text == f.Text || f.Returned.Reason == "" {
					t.Errorf("%+v", f.Returned)
				}
			}
		}
	}
	if used != len(d.Monthly.Returns) {
		t.Errorf("%d of %d returns used", used, len(d.Monthly.Returns))
	}
}

func TestAllotments(t *testing.T) {
	d := world(t)
	for _, a := range d.Allotments {
		var whole Target
		for _, tg := range d.Targets {
			if tg.Cycle == a.Cycle && tg.Indicator == a.Indicator {
				whole = tg
			}
		}
		plan, actual := new(big.Rat), new(big.Rat)
		plan.SetString(a.Reserve)
		months := map[period.Month]*big.Rat{}
		for _, p := range a.Parts {
			plan.Add(plan, numbersIn(p.Wording)[0])
			v, _ := new(big.Rat).SetString(p.Actual.Value)
			actual.Add(actual, v)
			figures, err := d.PartFigures(a, p)
			if err != nil {
				t.Fatal(err)
			}
			for _, f := range figures {
				if months[f.Month] == nil {
					months[f.Month] = new(big.Rat)
				}
				months[f.Month].Add(months[f.Month], numbersIn(f.Text)[0])
			}
		}
		if same := plan.Cmp(numbersIn(whole.Wording)[0]) == 0; same == (a.Reason != "") {
			t.Errorf("%s: allotted %s of %q, reason %q", a.Indicator, plan.FloatString(0), whole.Wording, a.Reason)
		}
		if v, _ := new(big.Rat).SetString(whole.Actual.Value); v.Cmp(actual) != 0 {
			t.Errorf("%s: the communes make %s of %s", a.Indicator, actual.FloatString(1), whole.Actual.Text)
		}
		figures, _ := d.Figures(whole)
		for _, f := range figures {
			if sum := months[f.Month]; f.Final && sum != nil && sum.Cmp(numbersIn(f.Text)[0]) != 0 {
				t.Errorf("%s %s: the communes make %s, the district %q", a.Indicator, f.Month, sum.FloatString(1), f.Text)
			}
		}
	}
}

func TestWrittenIsReadBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		places := rapid.IntRange(0, 3).Draw(t, "places")
		n := rapid.Int64Range(0, 1e9).Draw(t, "n")
		scale := new(big.Rat).SetInt64(int64([]int{1, 10, 100, 1000}[places]))
		want := new(big.Rat).Quo(new(big.Rat).SetInt64(n), scale)
		if got := numbersIn(written(n, places)); len(got) != 1 || got[0].Cmp(want) != 0 {
			t.Fatalf("%d with %d places is written %q", n, places, written(n, places))
		}
		if back, err := scaled(want.FloatString(places), places); err != nil || back != n {
			t.Fatalf("%s is read as %d, %v", want.FloatString(places), back, err)
		}
	})
}
