package period_test

import (
	"testing"

	"dondoc/internal/period"
)

// What was once asked about or misread: an English day, "dứt điểm", a day that a
// holiday explains, what may not be before a day, what goes on through a year.
func TestDeadlinesOfTheTrial(t *testing.T) {
	for _, c := range []struct {
		text       string
		start, end period.Date
		said       string
		asks       int
	}{
		{"By 30 June 2025", "", "2025-06-30", "deadline.said_by", 0},
		{"Hoàn thành dứt điểm trong quý II/2025", "2025-04-01", "2025-06-30", "deadline.said_within", 0},
		{"Trước ngày 27/7/2025 (Ngày Thương binh - Liệt sĩ)", "", "2025-07-27", "deadline.said_before", 0},
		{"Không trước ngày 01/7/2025", "2025-07-01", "", "deadline.said_from", 1},
		{"Thường xuyên trong năm 2025", "2025-01-01", "2025-12-31", "deadline.said_always_within", 0},
		{"Thường xuyên", "", "", "deadline.said_always", 0},
	} {
		d, asked := period.ReadDeadline(c.text, period.DeadlineContext{Issued: "2025-03-10"})
		if d.Start != c.start || d.End != c.end || d.Explain().Key != c.said || len(asked) != c.asks {
			t.Errorf("%q: %s to %s, %s, %d questions %v", c.text, d.Start, d.End, d.Explain().Key, len(asked), asked)
		}
	}
}
