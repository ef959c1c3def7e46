package amend

import (
	"maps"
	"testing"
	"time"

	"dondoc/internal/period"
)

func at(day int) time.Time { return time.Date(2026, 3, day, 9, 0, 0, 0, period.Zone) }

// TestReadings holds that each reading of a record is found again: as known on
// a day, and as it held on a day.
func TestReadings(t *testing.T) {
	now := Fields{"name": "Phòng Kinh tế", "post": "C"}
	list := []Amendment{
		{No: 1, At: at(3), Before: Fields{"name": "Phòng Kinh"}, After: Fields{"name": "Phòng Kinh tế"}},
		{No: 2, At: at(10), From: "2026-02-01", Before: Fields{"post": "A"}, After: Fields{"post": "B"}},
		{No: 3, At: at(20), Before: Fields{"post": "B"}, After: Fields{"post": "C"}},
	}
	for _, c := range []struct {
		before time.Time
		want   Fields
	}{
		{time.Time{}, now},
		{at(21), now},
		{at(20), Fields{"name": "Phòng Kinh tế", "post": "B"}}, // known just before the instant
		{at(11), Fields{"name": "Phòng Kinh tế", "post": "B"}},
		{at(10), Fields{"name": "Phòng Kinh tế", "post": "A"}},
		{at(1), Fields{"name": "Phòng Kinh", "post": "A"}},
	} {
		if got := Rewind(now, list, c.before); !maps.Equal(got, c.want) {
			t.Errorf("known before %v: %v, want %v", c.before, got, c.want)
		}
	}
	for day, want := range map[period.Date]string{"2026-01-31": "A", "2026-02-01": "C", "2026-12-31": "C"} {
		if got := OnDay(now, list, day)["post"]; got != want {
			t.Errorf("on %s the post is %s, want %s", day, got, want)
		}
	}
	if now["name"] != "Phòng Kinh tế" {
		t.Error("reading changed the record")
	}
}

func TestBetween(t *testing.T) {
	was, is := Between(Fields{"a": "1", "b": "2"}, Fields{"a": "1", "b": "3", "c": "4"})
	if !maps.Equal(was, Fields{"b": "2", "c": ""}) || !maps.Equal(is, Fields{"b": "3", "c": "4"}) {
		t.Errorf("%v %v", was, is)
	}
	if got := (Amendment{After: is}).Names(); len(got) != 2 || got[0] != "b" {
		t.Errorf("names %v", got)
	}
}
