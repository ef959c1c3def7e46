package standing

import (
	"context"
	"slices"
	"time"

	"dondoc/internal/app/desk"
	"dondoc/internal/criterion"
	"dondoc/internal/id"
	"dondoc/internal/period"
	"dondoc/internal/target"
)

// earlier is a target of the cycle before with what was reported for it.
type earlier struct {
	target       target.Target
	observations []target.Observation
	standing     target.Standing
}

// LastYear gives a unit's targets of the cycle before, by indicator.
func LastYear(ctx context.Context, tx *desk.Tx, unit id.ID, cycle period.Cycle, before time.Time) (map[id.ID]earlier, error) {
	then := period.Cycle(string(cycle.Start().AddDays(-1))[:4])
	targets, err := tx.TargetsOf(ctx, unit, then)
	if err != nil || len(targets) == 0 {
		return nil, err
	}
	observations, err := tx.ObservationsOfUnit(ctx, unit, then)
	if err != nil {
		return nil, err
	}
	byTarget := map[id.ID][]target.Observation{}
	for _, o := range observations {
		byTarget[o.Target] = append(byTarget[o.Target], o)
	}
	out := map[id.ID]earlier{}
	for _, whole := range targets {
		if t, known := whole.AsKnown(before); known {
			out[t.Indicator] = earlier{t, byTarget[t.ID], target.StandingOf(t, byTarget[t.ID], nil, before, then.LastMonth())}
		}
	}
	return out, nil
}

// Look adds to a row what the year before says about it: whether it asks for
// less than was reached, and within the year where it will end.
func (r *BoardRow) Look(last earlier, figures []target.Observation, before time.Time) {
	if last.standing.Actual != nil && last.standing.Due {
		if f, doubtful := criterion.LastYearFlag(r.Current().Criterion, *last.standing.Actual); doubtful {
			r.Flags = append(r.Flags, f)
		}
	}
	doubts := r.series(last)
	if leap, far := target.LeapFlag(figures, before, r.Cycle.LastMonth()); far && len(doubts) == 0 {
		doubts = append(doubts, leap)
	}
	r.Flags = append(r.Flags, doubts...)
	if !r.Due {
		r.Prospect = target.ProspectOf(r.Target, figures, last.observations, before, r.Cycle.LastMonth())
	}
}

// series looks along the figures of the year for a unit of measure that was
// switched, and from the year before to this one for that or a jump.
func (r *BoardRow) series(last earlier) []criterion.Flag {
	var months []criterion.Figure
	for _, m := range r.Months {
		months = append(months, criterion.Figure{Period: m.Month.Say(""), Value: m.Value})
	}
	flags := slices.DeleteFunc(criterion.SeriesFlags(months), func(f criterion.Flag) bool { return f.Code != "unit_switched" })
	if before := last.standing; before.Due && before.Actual != nil && r.Due && r.Actual != nil && r.Actual.Unit == before.Actual.Unit && r.Actual.Total == nil && before.Actual.Total == nil {
		flags = append(flags, criterion.SeriesFlags([]criterion.Figure{{Period: string(last.target.Cycle), Value: before.Actual.Value}, {Period: string(r.Cycle), Value: r.Actual.Value}})...)
	}
	return flags
}

// shareResults lets targets that two setters set for one result stand on the
// same figures: what is reported for either is reported for both.
func (f *boardFacts) shareResults() {
	type result struct{ unit, indicator id.ID }
	same := map[result][]id.ID{}
	for _, t := range f.targets {
		if t.Parent == "" {
			k := result{t.Unit, t.Indicator}
			same[k] = append(same[k], t.ID)
		}
	}
	for _, twins := range same {
		if len(twins) < 2 {
			continue
		}
		var all []target.Observation
		for _, t := range twins {
			all = append(all, f.observations[t]...)
		}
		for _, t := range twins {
			f.observations[t] = all
		}
	}
}

// compare looks at the rows together: twins beside one another, the pace, a run
// of exactly 100 %.
func (b *Board) compare() {
	var assessed []criterion.Assessment
	for i := range b.Rows {
		row := &b.Rows[i]
		assessed = append(assessed, row.Assessment)
		switch row.Paced() {
		case "reach":
			b.Pace.Reach++
		case "miss":
			b.Pace.Miss++
		default:
			b.Pace.Open++
		}
		for k, other := range b.Rows {
			if k != i && other.Indicator == row.Indicator && other.Target.Unit == row.Target.Unit && other.Setter != row.Setter {
				row.Beside = append(row.Beside, Beside{other.Target, other.Current().Assess(row.Actual)})
			}
		}
	}
	if f, doubtful := criterion.RunFlag(assessed); doubtful {
		b.Flags = append(b.Flags, f)
	}
}
