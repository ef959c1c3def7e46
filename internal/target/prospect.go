package target

import (
	"time"

	"dondoc/internal/criterion"
	"dondoc/internal/forecast"
	"dondoc/internal/period"
)

// Prospect is how a target looks within the year, by its newest counted figure:
// whether it is on track, and where it will end.
type Prospect struct {
	Track   *criterion.Assessment // Met: đảm bảo tiến độ; NotMet: chậm tiến độ; nil at the year's end or without a figure
	Outlook *Outlook              // nil where no forecast can be made
}

// ProspectOf looks ahead from what counts as known just before an instant (zero:
// now) up to a month. past are the years before of the same target; see Verdict.Course.
func ProspectOf(t Target, observations []Observation, past []forecast.Year, before time.Time, upTo period.Month) Prospect {
	var p Prospect
	counted := counting(observations, before, upTo)
	if len(counted) == 0 {
		return p
	}
	newest := counted[len(counted)-1].Month
	if newest >= t.Cycle.LastMonth() {
		return p
	}
	figures := reported(counted)
	plan := t.Current().Criterion
	if t.PartOfTerm() && t.interimAt(newest) == nil {
		return p // the pace of one year is not that of several
	}
	actual, _ := Accumulate(t.Accumulation, figures, newest)
	track := t.track(&actual, newest)
	p.Track = &track
	if out, ok := Forecast(t.Accumulation, plan, figures, newest, past); ok {
		p.Outlook = &out
	}
	return p
}
