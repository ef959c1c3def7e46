package target

import (
	"slices"
	"time"

	"dondoc/internal/approval"
	"dondoc/internal/criterion"
	"dondoc/internal/id"
	"dondoc/internal/measure"
	"dondoc/internal/period"
	"dondoc/internal/phrase"
)

// Standing is how a target stands: what counts of the reported figures, as
// known just before an instant, up to a month, and what follows from it.
type Standing struct {
	Actual       *criterion.Actual    // nil when no figure counts
	Counted      *Observation         // the newest figure that counts
	Assessment   criterion.Assessment // computed: a proposal
	Confirmation *Confirmation        // a person's word, where there is one
	Class        criterion.Class      // the confirmed class, or the proposed one
	Due          bool                 // the figure covers the whole cycle, or decides it already
	Pending      []Observation        // reported, not yet approved
	Months       []MonthFigure        // one per month of the cycle up to the month asked
	Flags        []criterion.Flag
}

// MonthFigure is a target's accumulated value at the end of a month; Value is
// nil when nothing was approved for that month.
type MonthFigure struct {
	Month        period.Month
	Value        *measure.Decimal
	Final        bool
	Illustrative bool
	Observation  id.ID  // none when nothing was approved
	Text         string // as written
	Cumulative   bool   // whether Text is year to date
}

// StandingOf works out how a target stands from its observations (in any
// order) and confirmations. before is the instant as known (zero: now); upTo
// is the last month looked at, even where later ones are approved already.
//
// A target is judged when its newest counted figure is that of the cycle's
// last month, or when an earlier one decides it for good: a flow, a count of
// events or a milestone that has reached its plan, or broken its ceiling.
// Until then it is not assessed, and its achievement so far is shown.
func StandingOf(t Target, observations []Observation, words []Confirmation, before time.Time, upTo period.Month) Standing {
	o := t.Current().Options
	s := Standing{Class: criterion.NotAssessed}
	counted := counting(observations, before, upTo)
	for i := range observations {
		ob := &observations[i]
		if st := ob.StateAt(before); ob.Month <= upTo && st.Pending() {
			s.Pending = append(s.Pending, *ob)
		}
	}
	s.Months = monthFigures(t, counted, upTo)
	plan := t.Current().Criterion
	if len(counted) == 0 {
		s.Assessment = criterion.Assess(plan, nil, o)
	} else {
		newest := counted[len(counted)-1]
		actual, flags := Accumulate(t.Accumulation, reported(counted), upTo)
		s.Actual, s.Counted, s.Flags = &actual, &newest, flags
		s.Assessment = criterion.Assess(plan, &actual, o)
		if event, happened := firstEvent(plan, o, counted); happened {
			s.Assessment, s.Due = event, true
		}
		s.Due = s.Due || newest.Month >= t.Cycle.LastMonth() || settled(t.Accumulation, plan, s.Assessment.Class)
		if !s.Due && s.Assessment.Class != criterion.NotAssessed {
			s.Assessment.Explanation = phrase.New("standing.not_due", "month", newest.Month, "so_far", s.Assessment.Explanation)
			s.Assessment.Class = criterion.NotAssessed
		}
		if s.Due && t.PartOfTerm() {
			s.Assessment = t.leftOpen(s.Assessment)
		}
	}
	s.Class = s.Assessment.Class
	for i := range words {
		if before.IsZero() || words[i].At.Before(before) {
			s.Confirmation = &words[i]
			s.Class = words[i].Confirmed
		}
	}
	return s
}

// WithinYear says whether a figure is of a part of the year only: of an earlier
// month than the last, or of that month alone where months add up.
func (t Target) WithinYear(m period.Month, cumulative bool) bool {
	return m < t.Cycle.LastMonth() || !cumulative && (t.Accumulation == Flow || t.Accumulation == EventCount)
}

// counting gives, for each month up to upTo, the newest approved figure, in order of months.
func counting(observations []Observation, before time.Time, upTo period.Month) []Observation {
	newest := make([]int, 0, 16) // places, in order of months
	for i := range observations {
		ob := &observations[i]
		if ob.Month > upTo || ob.StateAt(before) != approval.Approved {
			continue
		}
		at := len(newest)
		for at > 0 && observations[newest[at-1]].Month > ob.Month {
			at--
		}
		switch {
		case at > 0 && observations[newest[at-1]].Month == ob.Month:
			if ob.Seq > observations[newest[at-1]].Seq {
				newest[at-1] = i
			}
		default:
			newest = slices.Insert(newest, at, i)
		}
	}
	out := make([]Observation, len(newest))
	for i, at := range newest {
		out[i] = observations[at]
	}
	return out
}

func reported(counted []Observation) []Reported {
	out := make([]Reported, len(counted))
	for i, ob := range counted {
		out[i] = Reported{Month: ob.Month, Actual: ob.Actual, Cumulative: ob.Cumulative, Final: ob.Final}
	}
	return out
}

func monthFigures(t Target, counted []Observation, upTo period.Month) []MonthFigure {
	var out []MonthFigure
	all := reported(counted)
	next := 0
	for _, m := range t.Cycle.Months() {
		if m > upTo {
			break
		}
		f := MonthFigure{Month: m}
		if next < len(counted) && counted[next].Month == m {
			ob := &counted[next]
			next++
			actual, _ := Accumulate(t.Accumulation, all[:next], m)
			f.Value, f.Final, f.Illustrative, f.Observation, f.Text, f.Cumulative = actual.Value, ob.Final, ob.Illustrative, ob.ID, ob.Text, ob.Cumulative
		}
		out = append(out, f)
	}
	return out
}

// firstEvent gives how a target that nothing may happen ("không để xảy ra") is
// judged by the first month in which something did, however its months add up:
// what happened does not go away by the next month's report of nothing.
func firstEvent(plan criterion.Criterion, o criterion.Options, counted []Observation) (criterion.Assessment, bool) {
	if plan.Kind != criterion.ZeroEvent {
		return criterion.Assessment{}, false
	}
	for _, ob := range counted {
		actual := ob.Actual
		if a := criterion.Assess(plan, &actual, o); a.Class == criterion.NotMet {
			return a, true
		}
	}
	return criterion.Assessment{}, false
}

// Adds says whether years add up as months do.
func (k Accumulation) Adds() bool { return k == Flow || k == EventCount }

// settled says whether a class reached before the year's end can no longer
// change: what only grows stays above a floor it has reached, and stays above
// a ceiling it has broken.
func settled(k Accumulation, c criterion.Criterion, class criterion.Class) bool {
	growing := k == Flow || k == EventCount || k == Maximum || k == MilestoneReached
	if !growing {
		return false
	}
	if ceiling := c.Direction == criterion.Lower || c.Kind == criterion.ZeroEvent; ceiling {
		return class == criterion.NotMet
	}
	return class == criterion.Exceeded || class == criterion.Met
}
