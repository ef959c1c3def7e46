package chase

import (
	"testing"
	"time"

	"dondoc/internal/period"
)

// TestReaches holds letters to working days outside the quiet hours.
func TestReaches(t *testing.T) {
	off := Rule{Off: []period.Date{"2023-07-11"}}.Calendar("2023-07-10")
	for _, c := range []struct {
		from, to  int
		now, want string
	}{
		{18, 7, "2023-07-10 09:30", "2023-07-10 09:30"},
		{18, 7, "2023-07-10 18:00", "2023-07-12 07:00"}, // the eleventh is off
		{18, 7, "2023-07-10 06:59", "2023-07-10 07:00"},
		{18, 7, "2023-07-08 09:00", "2023-07-10 07:00"}, // Saturday
		{12, 14, "2023-07-10 12:30", "2023-07-10 14:00"},
		{0, 0, "2023-07-10 23:30", "2023-07-10 23:30"},
		{18, 7, "2023-01-19 19:00", "2023-01-20 07:00"},
		{18, 7, "2023-01-20 19:00", "2023-01-26 07:00"}, // Tết, 21 to 25 January
	} {
		now, _ := time.ParseInLocation("2006-01-02 15:04", c.now, period.Zone)
		calendar := off
		if now.Month() == time.January {
			calendar = Rule{}.Calendar("2023-01-20")
		}
		got := Wish{QuietFrom: c.from, QuietTo: c.to}.Reaches(now, calendar).Format("2006-01-02 15:04")
		if got != c.want {
			t.Errorf("%d–%d at %s: %s, want %s", c.from, c.to, c.now, got, c.want)
		}
	}
}
