package burden_test

import (
	"testing"
	"time"

	"dondoc/internal/chase/burden"
	"dondoc/internal/id"
)

// TestOf: a sending is measured by the name its sheet got when it was opened.
func TestOf(t *testing.T) {
	opened := time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC)
	name := string(id.New(opened))
	for what, c := range map[string]struct {
		name     string
		after    time.Duration
		minutes  int
		measured bool
	}{
		"twelve minutes": {name, 12*time.Minute + 20*time.Second, 12, true},
		"rounded up":     {name, 12*time.Minute + 31*time.Second, 13, true},
		"left open":      {name, 5 * time.Hour, 0, false},
		"before":         {name, -time.Hour, 0, false},
		"no name":        {"", time.Minute, 0, false},
		"a random name":  {"6f9619ff-8b86-4d01-b42d-00cf4fc964ff", time.Minute, 0, false},
	} {
		f := burden.Of("u", "2026-02", c.name, 5, opened.Add(c.after))
		if n, ok := f.Minutes(); n != c.minutes || ok != c.measured || f.Sent != 1 || f.Figures != 5 {
			t.Errorf("%s: %+v", what, f)
		}
	}
	if got := burden.Of("u", "2026-02", name, 5, opened.Add(time.Minute)).And(burden.Of("u", "2026-02", "", 2, opened)); got.Sent != 2 || got.Measured != 1 || got.Figures != 7 || got.Open < 59*time.Second {
		t.Errorf("%+v", got)
	}
}

// TestTwice: one indicator, one unit, several documents; two rows of one document are none.
func TestTwice(t *testing.T) {
	got := burden.Twice([]burden.Asked{{"1", "u", "forest", "own"}, {"2", "u", "rice", "own"}, {"3", "u", "forest", "province"}, {"4", "v", "rice", "own"},
		{"5", "u", "road", "own"}, {"6", "u", "road", "own"}, {"7", "u", "", "own"}, {"8", "u", "", "province"}, {"9", "u", "forest", "party"}})
	if len(got) != 1 || len(got[0]) != 3 || got[0][0].Target != "1" || got[0][2].Target != "9" {
		t.Errorf("%+v", got)
	}
}
