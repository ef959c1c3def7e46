package target

import (
	"dondoc/internal/criterion"
	"dondoc/internal/period"
	"dondoc/internal/phrase"
)

// Interims are the interim plans of the present revision, as far as they can be read.
func (t Target) Interims() []criterion.Interim {
	r := t.Current()
	if r.Options.Interim == "" {
		return nil
	}
	list, err := criterion.ReadInterims(r.Options.Interim, criterion.Hints{Name: t.Name, Unit: t.UnitOfMeasure, Direction: t.Direction, Baseline: r.Baseline})
	if err != nil {
		return nil
	}
	return list
}

// interimAt gives the interim plan that holds at the end of a month: its own,
// else the last one before it, which must still be kept.
func (t Target) interimAt(m period.Month) *criterion.Interim {
	var last *criterion.Interim
	for _, i := range t.Interims() {
		if i.Month <= m.Number() && (last == nil || i.Month > last.Month) {
			last = &i
		}
	}
	return last
}

// track judges a result within the year by the interim plan where there is one.
func (t Target) track(a *criterion.Actual, m period.Month) criterion.Assessment {
	c := t.Current().Criterion
	i := t.interimAt(m)
	if i == nil {
		return onTrack(t.Accumulation, c, a, m, nil)
	}
	out := onTrack(t.Accumulation, c, a, m, &i.Criterion)
	out.Explanation = phrase.New("target.track_interim", "month", i.Month, "plan", i.Wording, "then", out.Explanation)
	return out
}
