package reviews

import (
	"time"

	"dondoc/internal/criterion"
	"dondoc/internal/period"
	"dondoc/internal/review"
	"dondoc/internal/target"
)

// Guard is a sign of the disease of achievement: shown beside the proposal with its
// rows, never worked into a score.
type Guard struct {
	Kind string       `json:"guard"` // changed_late, dropped_late, exactly_100, last_week, estimate, no_evidence, self_set
	Of   int          `json:"of"`
	Rows []review.Row `json:"rows"`
}

const (
	lateDays    = 92 // the last quarter
	lastWeek    = 7
	guardedFrom = 3 // fewer rows than this say nothing, but for what was changed
)

// guards looks over the targets of a review.
func guards(facts []target.Facts, to period.Date) []Guard {
	rows := map[string][]review.Row{}
	late, week := to.AddDays(-lateDays), to.AddDays(-lastWeek)
	for _, f := range facts {
		row := review.Row{ID: string(f.Target.ID), Name: f.Target.Name}
		for _, r := range f.Target.Revisions {
			day := period.DateOf(r.At)
			if r.No < 2 || r.Amended != nil || day <= late || day > to {
				continue
			}
			if r.Dropped {
				rows["dropped_late"] = append(rows["dropped_late"], row)
			} else {
				rows["changed_late"] = append(rows["changed_late"], row)
			}
		}
		if f.Target.Setter == target.OwnCouncil {
			rows["self_set"] = append(rows["self_set"], row)
		}
		figures, _ := f.Figures(time.Time{})
		s := target.StandingOf(f.Target, figures, f.Words, time.Time{}, f.Target.Cycle.LastMonth())
		counted := s.Counted
		if counted == nil {
			continue
		}
		if a := s.Assessment.Achievement; a != nil && a.Actual.Cmp(a.Plan) == 0 {
			rows["exactly_100"] = append(rows["exactly_100"], row)
		}
		if !counted.Final {
			rows["estimate"] = append(rows["estimate"], row)
		}
		if len(counted.Evidence) == 0 {
			rows["no_evidence"] = append(rows["no_evidence"], row)
		}
		if day := period.DateOf(counted.At); day > week && (s.Class == criterion.Met || s.Class == criterion.Exceeded) {
			rows["last_week"] = append(rows["last_week"], row)
		}
	}
	var out []Guard
	for _, kind := range []string{"changed_late", "dropped_late", "exactly_100", "last_week", "estimate", "no_evidence", "self_set"} {
		least := guardedFrom
		if kind == "changed_late" || kind == "dropped_late" {
			least = 1
		}
		if n := len(rows[kind]); n >= least {
			out = append(out, Guard{kind, len(facts), rows[kind]})
		}
	}
	return out
}
