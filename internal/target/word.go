package target

import (
	"slices"
	"time"

	"dondoc/internal/approval"
	"dondoc/internal/criterion"
)

// Words gives every word Word may give, in the order they are always shown:
// what is decided well, what is on its way, what is decided badly, what is not
// known.
func Words() []string {
	return []string{"exceeded", "met", "on_track", "running", "behind", "not_met", "violated", "not_assessed"}
}

// Word says in one word how a target stands, the same on every face. At the
// year's end, by a person's word and where an earlier month decides it for good
// it is the class. What is decided badly within the year is violated (đã vi
// phạm). Until then a target with figures is on track (đảm bảo tiến độ), behind
// (chậm tiến độ) or, where neither can be said, running (đang thực hiện); it is
// never "not met" before it is due. Without a figure it is not assessed.
func (s Standing) Word(p Prospect) string {
	within := s.Counted != nil && s.Counted.Month.Number() < 12
	switch {
	case s.Class == criterion.NotMet && within && s.Confirmation == nil:
		return "violated"
	case s.Class != criterion.NotAssessed || s.Confirmation != nil || !within:
		return string(s.Class)
	case p.Track != nil && p.Track.Class == criterion.Met:
		return "on_track"
	case p.Track != nil && p.Track.Class == criterion.NotMet:
		return "behind"
	}
	return "running"
}

// Would gives how a target would stand were a figure approved beside those
// there are: what a form and a verifier see is what the board will say.
func (t Target) Would(o Observation, all []Observation, words []Confirmation) (Standing, Prospect) {
	all = slices.DeleteFunc(slices.Clone(all), func(other Observation) bool { return o.ID != "" && other.ID == o.ID })
	for _, other := range all {
		o.Seq = max(o.Seq, other.Seq+1)
	}
	o.Steps = []StepTaken{{Step: approval.Approve, State: approval.Approved}}
	all = append(all, o)
	last := t.Cycle.LastMonth()
	s, p := StandingOf(t, all, words, time.Time{}, last), Prospect{}
	if !s.Due {
		p = ProspectOf(t, all, nil, time.Time{}, last)
	}
	return s, p
}
