package forecast

import "testing"

// years of two series of which every signal is known by hand.
func TestTrySignals(t *testing.T) {
	year := func(number int, byMonth func(m int) float64) Year {
		y := Empty(number)
		for m := range 12 {
			y.ToDate[m], y.Plan[m] = byMonth(m+1), 100
		}
		return y
	}
	even := func(end float64) func(int) float64 { return func(m int) float64 { return end * float64(m) / 12 } }
	pool := []Series{
		{Name: "good", Years: []Year{year(2020, even(96)), year(2021, even(96))}},
		{Name: "slow", Years: []Year{year(2020, even(96)), year(2021, even(48))}},
		{Name: "all", Years: []Year{year(2020, even(96)), year(2021, even(1))}},
	}
	single := func(name string) bool { return name != "all" }
	got := map[Signal]map[int]SignalMonth{}
	for _, r := range TrySignals(pool, Usual(), Bars{Mid: 30, Move: 60, Peers: 10, LastYear: 10, MoveMonth: 8}, single) {
		if got[r.Signal] == nil {
			got[r.Signal] = map[int]SignalMonth{}
		}
		got[r.Signal][r.Month] = r
	}
	for _, c := range []struct {
		signal                     Signal
		month, cases, short, given int
		right                      int
	}{
		{UnderMid, 6, 4, 1, 1, 1},      // 24 of 100 in June: the slow one
		{UnderMid, 8, 4, 1, 0, 0},      // 32 in August
		{ToMove, 8, 4, 1, 1, 1},        // 64 for the others
		{ToMove, 11, 4, 1, 1, 1},       // goes by August still
		{BelowPeers, 1, 4, 1, 0, 0},    // 8 against 4
		{BelowPeers, 3, 4, 1, 1, 1},    // 24 against 12
		{BelowLastYear, 2, 2, 1, 0, 0}, // 16 against 8
		{BelowLastYear, 6, 2, 1, 1, 1},
	} {
		r := got[c.signal][c.month]
		if r.Cases != c.cases || r.Short != c.short || r.Given != c.given || r.Right != c.right {
			t.Errorf("%s in month %d: %+v", c.signal, c.month, r)
		}
	}
	if _, early := got[UnderMid][5]; early {
		t.Error("the half-year is not over in May")
	}
	if _, early := got[ToMove][7]; early {
		t.Error("August is not over in July")
	}
	if r := got[BelowLastYear][6]; r.Precision != 100 || r.Recall != 100 {
		t.Errorf("%+v", r)
	}
}
