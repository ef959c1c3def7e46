package money

import (
	"testing"

	"dondoc/internal/capital"
	"dondoc/internal/period"
)

// A project settled before the year is in its forms only where it has money in it.
func TestSettledProjectsLeaveTheForms(t *testing.T) {
	old := capital.Settlement{PlannedBefore: 10, PaidBefore: 10}
	for _, c := range []struct {
		closed period.Date
		line   capital.Settlement
		want   bool
	}{{"2024-12-20", old, true}, {"2025-01-01", old, false}, {"", old, false}, {"2024-12-20", capital.Settlement{OldOpen: 1}, false}, {"2024-12-20", capital.Settlement{Year: capital.Portion{Plan: 1}}, false}, {"2024-12-20", capital.Settlement{Carried: capital.Portion{Plan: 1}}, false}} {
		p := capital.Project{Closed: c.closed}
		if got := over(p, []capital.Settlement{c.line}, 2025); got != c.want {
			t.Errorf("%+v: %v", c, got)
		}
	}
}
