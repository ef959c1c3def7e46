package target_test

import (
	"testing"
	"time"

	"dondoc/internal/criterion"
	"dondoc/internal/period"
	"dondoc/internal/target"
)

// One word for every face: what a form, a verifier and the board say is the
// same, and a figure within the year is never "not met".
func TestWord(t *testing.T) {
	floor := func(k target.Accumulation) target.Target { return planned(t, "400", "ha", k, criterion.Higher) }
	for _, c := range []struct {
		name   string
		of     target.Target
		months map[period.Month]string
		want   string
	}{
		{"nothing reported", floor(target.Flow), nil, "not_assessed"},
		{"half by June", floor(target.Flow), map[period.Month]string{"2023-06": "200"}, "on_track"},
		{"a quarter by August", floor(target.Flow), map[period.Month]string{"2023-08": "100"}, "behind"},
		{"all by August", floor(target.Flow), map[period.Month]string{"2023-08": "400"}, "met"},
		{"too little in December", floor(target.Flow), map[period.Month]string{"2023-12": "399"}, "not_met"},
		{"an average below in May", floor(target.Average), map[period.Month]string{"2023-05": "300"}, "running"},
		{"a ceiling broken in May", planned(t, "dưới 35", "vụ", target.EventCount, criterion.Lower), map[period.Month]string{"2023-05": "36"}, "violated"},
		{"the first event", planned(t, "không để xảy ra vụ phá rừng nào", "vụ", target.EventCount, criterion.Lower), map[period.Month]string{"2023-05": "1"}, "violated"},
		{"the first event in December", planned(t, "không để xảy ra vụ phá rừng nào", "vụ", target.EventCount, criterion.Lower), map[period.Month]string{"2023-12": "1"}, "not_met"},
	} {
		var all []target.Observation
		var last target.Observation
		for m, text := range c.months {
			a, questions := criterion.ReadActual(text, c.of.Current().Criterion, criterion.Hints{Unit: c.of.UnitOfMeasure, Within: true})
			if len(questions) > 0 {
				t.Fatal(c.name, questions)
			}
			last = target.Observation{Month: m, Actual: a, Text: text, Cumulative: true, Final: true}
		}
		stands, ahead := target.StandingOf(c.of, all, nil, time.Time{}, c.of.Cycle.LastMonth()), target.Prospect{}
		if c.months != nil {
			stands, ahead = c.of.Would(last, all, nil)
		}
		if got := stands.Word(ahead); got != c.want {
			t.Errorf("%s is %q, want %q", c.name, got, c.want)
		}
	}
}
