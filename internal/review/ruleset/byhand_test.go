package ruleset_test

import (
	"testing"

	"dondoc/internal/measure"
	"dondoc/internal/review"
	"dondoc/internal/review/ruleset"
)

// TestByHand holds three units and five heads of a quarter against what a reader
// worked out from the rule files alone; the working stands in docs/rules.md.
func TestByHand(t *testing.T) {
	marks := func(named ...any) map[string]measure.Decimal {
		out := map[string]measure.Decimal{}
		for i := 0; i < len(named); i += 2 {
			d, err := measure.ParseDecimal(named[i+1].(string))
			if err != nil {
				t.Fatal(err)
			}
			out[named[i].(string)] = d
		}
		return out
	}
	work := func(assigned, done, onTime, above, faults, delays int) *review.WorkCount {
		return &review.WorkCount{Assigned: assigned, Done: done, OnTime: onTime, Above: above, Faults: faults, Delays: delays}
	}
	clean := func(initiative, disciplined string) map[string]string {
		return map[string]string{"degraded": "no", "disciplined": disciplined, "unit-corrupt": "no", "force-majeure": "no", "initiative": initiative}
	}
	whole := work(20, 20, 20, 6, 0, 0)
	for _, c := range []struct {
		name, set string
		facts     review.ExampleFacts
		points    string
		level     string
	}{
		{"xã A", "nd-233-2026", review.ExampleFacts{Led: whole, Counts: map[string]int{"subunits.failed": 0, "shortcomings.unremedied": 0}, Marks: marks("general", "28", "results", "63.75"), Answers: map[string]string{"force-majeure": "no"}}, "91.75", "excellent"},
		{"xã B", "nd-233-2026", review.ExampleFacts{Led: work(20, 14, 13, 2, 0, 0), Counts: map[string]int{"subunits.failed": 0, "shortcomings.unremedied": 0}, Marks: marks("general", "25", "results", "52.5"), Answers: map[string]string{"force-majeure": "no"}}, "77.5", "good"},
		{"xã C", "nd-233-2026", review.ExampleFacts{Led: work(10, 6, 6, 0, 0, 0), Counts: map[string]int{"subunits.failed": 0, "shortcomings.unremedied": 0}, Marks: marks("general", "27", "results", "50"), Answers: map[string]string{"force-majeure": "no"}}, "77", "failed"},
		{"chủ tịch xã A", "nd-335-2025", review.ExampleFacts{Led: whole, Own: work(8, 8, 8, 0, 0, 0), Counts: map[string]int{"staff.failed": 0}, Marks: marks("general", "29", "e", "96"), Answers: clean("yes", "no"), Unit: "excellent"}, "98.53", "excellent"},
		{"chủ tịch xã B", "nd-335-2025", review.ExampleFacts{Led: work(20, 14, 13, 2, 0, 0), Own: work(10, 9, 9, 0, 1, 2), Counts: map[string]int{"staff.failed": 0}, Marks: marks("general", "27", "e", "88"), Answers: clean("no", "no"), Unit: "good"}, "85.39", "good"},
		{"chủ tịch xã C", "nd-335-2025", review.ExampleFacts{Led: work(10, 6, 6, 0, 0, 0), Own: work(5, 5, 5, 0, 0, 0), Counts: map[string]int{"staff.failed": 1}, Marks: marks("general", "28", "e", "100"), Answers: clean("no", "no"), Unit: "failed"}, "86.33", "failed"},
		{"giám đốc sở D", "nd-335-2025", review.ExampleFacts{Led: whole, Own: work(10, 10, 10, 0, 0, 0), Counts: map[string]int{"staff.failed": 0}, Marks: marks("general", "30", "e", "100"), Answers: clean("yes", "no"), Unit: "good"}, "100", "good"},
		{"giám đốc sở Đ", "nd-335-2025", review.ExampleFacts{Led: whole, Own: work(10, 10, 10, 0, 0, 0), Counts: map[string]int{"staff.failed": 0}, Marks: marks("general", "30", "e", "100"), Answers: clean("no", "yes"), Unit: "excellent"}, "94.17", "failed"},
	} {
		set, ok := ruleset.Find(c.set)
		if !ok {
			t.Fatal(c.set)
		}
		points := marks("", c.points)[""]
		subject := review.Collective
		if c.set == "nd-335-2025" {
			subject = review.Head
		}
		e := review.Example{ID: c.name, Subject: subject, Span: "quarter", On: "2026-09-30", Facts: c.facts, Gives: review.Gives{Points: &points, Level: c.level}}
		if off := e.Gives.Differs(set.Judge(e.Case(), e.Spelled())); off != "" {
			t.Errorf("%s: %s", c.name, off)
		}
	}
}
