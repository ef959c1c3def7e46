package commendation

import (
	"cmp"
	"fmt"
	"math/big"
	"slices"

	"dondoc/internal/period"
	"dondoc/internal/review"
)

// Facts are what is known of a subject for a year.
type Facts struct {
	Year period.Cycle `json:"year"`
	// Levels are the decided ones, by year; a year that is missing is not decided.
	Levels map[period.Cycle]string `json:"levels,omitempty"`
	// Reviews are where those were decided, by year; "" where the level is stated.
	Reviews map[period.Cycle]string `json:"reviews,omitempty"`
	// Awards are the years in which each was had, as on record; what is for a single
	// occasion or campaign does not count.
	Awards map[string][]period.Cycle `json:"awards,omitempty"`
	// Stated are counts that the file states, and awards had before the record began.
	Stated  map[string]int  `json:"stated,omitempty"`
	Answers map[string]bool `json:"answers,omitempty"`
	// Holds are the kinds of matter that are open.
	Holds []string `json:"holds,omitempty"`
}

// Answer is what came of one condition.
type Answer struct {
	Line   string       `json:"line"`
	State  review.State `json:"state"`
	Figure string       `json:"figure,omitempty"` // "2024: good", "9/12 = 75 %", "2/3"
}

// Verdict is whether a subject is eligible for an award, with the reasons.
type Verdict struct {
	Award    string       `json:"award"`
	Eligible review.State `json:"eligible"`
	Lines    []Answer     `json:"lines"`
	Asks     []string     `json:"asks,omitempty"` // questions, counts and years ("level.2024") that it hangs on
	Holds    []string     `json:"holds,omitempty"`
}

// Judge puts the conditions of an award to the facts.
func (s *Set) Judge(a Award, f Facts) Verdict {
	v := Verdict{Award: a.ID, Eligible: review.Yes, Lines: []Answer{}}
	for _, h := range s.Holds {
		if slices.Contains(f.Holds, h.ID) {
			v.Holds, v.Eligible = append(v.Holds, h.ID), review.No
		}
	}
	for _, l := range a.Conditions {
		j := judging{facts: f}
		answer := Answer{Line: l.ID, State: j.test(l.When)}
		answer.Figure = j.figure
		v.Lines = append(v.Lines, answer)
		v.Eligible = min(v.Eligible, answer.State)
		if answer.State == review.Unknown {
			for _, ask := range j.asks {
				if !slices.Contains(v.Asks, ask) {
					v.Asks = append(v.Asks, ask)
				}
			}
		}
	}
	return v
}

// judging is one condition under way.
type judging struct {
	facts  Facts
	figure string
	asks   []string
}

func (j *judging) say(format string, args ...any) {
	if j.figure != "" {
		j.figure += "; "
	}
	j.figure += fmt.Sprintf(format, args...)
}

func (j *judging) test(t Test) review.State {
	switch {
	case len(t.All) > 0:
		out := review.Yes
		for _, part := range t.All {
			out = min(out, j.test(part))
		}
		return out
	case len(t.Any) > 0:
		out := review.No
		for _, part := range t.Any {
			out = max(out, j.test(part))
		}
		return out
	case t.Level != "":
		return j.level(t)
	case t.Award != "":
		return j.award(t)
	case t.Ask != "":
		yes, said := j.facts.Answers[t.Ask]
		if !said {
			j.asks = append(j.asks, t.Ask)
			return review.Unknown
		}
		return stateOf(yes == (t.Is == "yes"))
	}
	return j.number(t)
}

func stateOf(b bool) review.State {
	if b {
		return review.Yes
	}
	return review.No
}

// level holds that each of the last years was decided at a level or better.
func (j *judging) level(t Test) review.State {
	out := review.Yes
	for back := range max(t.Years, 1) {
		year := yearsBack(j.facts.Year, back)
		is, decided := j.facts.Levels[year]
		if !decided {
			j.asks = append(j.asks, "level."+string(year))
			out = min(out, review.Unknown)
			continue
		}
		j.say("%s: %s", year, is)
		at := slices.Index(levels, is)
		out = min(out, stateOf(at >= 0 && at <= slices.Index(levels, t.Level)))
	}
	return out
}

// award holds that an award was had so many times in the last years. What is on
// record counts for certain; that it was not had is only so when the file says it.
func (j *judging) award(t Test) review.State {
	n := 0
	for _, year := range j.facts.Awards[t.Award] {
		if year > yearsBack(j.facts.Year, max(t.Years, 1)) && year <= j.facts.Year {
			n++
		}
	}
	stated, said := j.facts.Stated[t.Before()]
	n = max(n, stated)
	j.say("%d/%d", n, max(t.Times, 1))
	switch {
	case n >= max(t.Times, 1):
		return review.Yes
	case said:
		return review.No
	}
	j.asks = append(j.asks, t.Before())
	return review.Unknown
}

func (j *judging) number(t Test) review.State {
	name := cmp.Or(t.Count, t.Share)
	n, said := j.facts.Stated[name]
	if !said {
		j.asks = append(j.asks, name)
	}
	of, saidToo := 0, true
	if t.Share != "" {
		if of, saidToo = j.facts.Stated[t.In]; !saidToo {
			j.asks = append(j.asks, t.In)
		}
	}
	if !said || !saidToo {
		return review.Unknown
	}
	value := big.NewRat(int64(n), 1)
	if t.Share != "" {
		if of == 0 {
			j.say("%d/0", n)
			return review.No // a share of nobody is no share
		}
		value = big.NewRat(int64(100*n), int64(of))
		j.say("%d/%d", n, of)
	} else {
		j.say("%d", n)
	}
	if t.AtLeast != nil {
		return stateOf(value.Cmp(t.AtLeast.Rat()) >= 0)
	}
	return stateOf(value.Cmp(t.AtMost.Rat()) <= 0)
}

func yearsBack(year period.Cycle, n int) period.Cycle {
	return period.Cycle(fmt.Sprintf("%04d", year.Year()-n))
}
