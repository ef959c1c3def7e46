package standing

import (
	"slices"
	"time"

	"dondoc/internal/criterion"
	"dondoc/internal/forecast"
	"dondoc/internal/period"
	"dondoc/internal/phrase"
	"dondoc/internal/store"
	"dondoc/internal/target"
)

// Earlier gives the cycle before one.
func Earlier(cycle period.Cycle) period.Cycle {
	return period.Cycle(string(cycle.Start().AddDays(-1))[:4])
}

// Later gives the cycle after one.
func Later(cycle period.Cycle) period.Cycle {
	return period.Cycle(string(cycle.End().AddDays(1))[:4])
}

// LastOf gives how a unit's target for the same indicator stood, of those of a
// year; the last where there are several, and an empty one where there is none.
func LastOf(year []store.Standing, t target.Target) (last store.Standing) {
	for _, s := range year {
		if s.Unit == t.Unit && s.Indicator == t.Indicator && (last.ID == "" || !s.OfTerm() || last.OfTerm()) {
			last = s
		}
	}
	return last
}

// Years are how the targets of a unit ended in the years before one.
type Years []store.Standing

// last are those of the year right before a cycle.
func (y Years) last(cycle period.Cycle) (out []store.Standing) {
	for _, e := range y {
		if e.Cycle == Earlier(cycle) {
			out = append(out, e)
		}
	}
	return out
}

// courses gives the years of a unit's target for the same indicator, as a
// forecast takes them; where it was measured otherwise only how it came in.
func (y Years) courses(t target.Target) (out []forecast.Year) {
	for _, e := range y {
		if e.Unit != t.Unit || e.Indicator != t.Indicator || e.Accumulation != t.Accumulation {
			continue
		}
		if e.UnitOfMeasure != t.UnitOfMeasure || e.Asked.Kind == criterion.Cumulative {
			e.Asked = criterion.Criterion{}
		}
		out = append(out, e.Course(e.Cycle, e.Asked))
	}
	return out
}

// Look adds to a row what the years before say about it: whether it asks for
// less than was reached, and within the year where it will end.
func (r *BoardRow) Look(years Years, figures []target.Observation, before time.Time) {
	last := LastOf(years.last(r.Cycle), r.Target)
	r.LastYear = last
	if last.Actual != nil && last.Due {
		if f, doubtful := criterion.LastYearFlag(r.Current().Criterion, *last.Actual); doubtful {
			r.Flags = append(r.Flags, f)
		}
	}
	if !r.Current().Confirmed {
		r.Flags = append(r.Flags, criterion.Flag{Code: "unconfirmed", What: phrase.New("target.flag_unconfirmed")})
	}
	doubts := r.series(last)
	if leap, far := target.LeapFlag(figures, before, r.Cycle.LastMonth()); far && len(doubts) == 0 {
		doubts = append(doubts, leap)
	}
	r.Flags = append(r.Flags, doubts...)
	if !r.Due {
		r.Prospect = target.ProspectOf(r.Target, figures, years.courses(r.Target), before, r.Cycle.LastMonth())
	}
}

// series looks along the figures of the year for a unit of measure that was
// switched, and from the year before to this one for that or a jump.
func (r *BoardRow) series(before store.Standing) []criterion.Flag {
	var months []criterion.Figure
	for _, m := range r.Months {
		months = append(months, criterion.Figure{Period: m.Month.Say(""), Value: m.Value})
	}
	flags := slices.DeleteFunc(criterion.SeriesFlags(months), func(f criterion.Flag) bool { return f.Code != "unit_switched" })
	if before.Due && before.Actual != nil && r.Due && r.Actual != nil && r.Actual.Unit == before.Actual.Unit && r.Actual.Total == nil && before.Actual.Total == nil {
		flags = append(flags, criterion.SeriesFlags([]criterion.Figure{{Period: string(before.Cycle), Value: before.Actual.Value}, {Period: string(r.Cycle), Value: r.Actual.Value}})...)
	}
	return flags
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
