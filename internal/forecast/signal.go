package forecast

import "math"

// Signal names a rule that points at a year by its money and plan alone; package
// capital/works gives them by name.
type Signal string

// The signals that a table of months can try.
const (
	UnderMid      Signal = "under_mid"       // under so much of the plan after the first half-year
	ToMove        Signal = "move"            // under so much of the plan by the end of August
	BelowPeers    Signal = "below_peers"     // so many points below the others taken together
	BelowLastYear Signal = "below_last_year" // so many points below the same month of last year
)

// Signals lists them.
func Signals() []Signal { return []Signal{UnderMid, ToMove, BelowPeers, BelowLastYear} }

// Bars are the bounds of the signals, in hundredths of the plan.
type Bars struct {
	Mid       float64 `json:"least_mid"`
	Move      float64 `json:"move_least"`
	Peers     float64 `json:"peer_points"`
	LastYear  float64 `json:"last_year_points"`
	MoveMonth int     `json:"move_month"`
}

// SignalMonth is how often a signal was right that was given at the end of a month.
type SignalMonth struct {
	Signal Signal `json:"signal"`
	Month  int    `json:"month"`
	Cases  int    `json:"cases"`
	Short  int    `json:"short"`
	Hit
}

// TrySignals repeats each signal at the end of every month it speaks of, over
// every complete year of the pool with the year before: right where the year
// came to less than the part of the plan that Thresholds calls short. others says
// which series are single ones, to be compared with each other; sums are not.
func TrySignals(pool []Series, t Thresholds, bars Bars, single func(name string) bool) (out []SignalMonth) {
	for _, signal := range Signals() {
		for month := 1; month <= 11; month++ {
			if signal == UnderMid && month < 6 || signal == ToMove && month < bars.MoveMonth {
				continue
			}
			row := SignalMonth{Signal: signal, Month: month}
			for _, s := range pool {
				if single(s.Name) {
					row.try(pool, s, t, bars, single)
				}
			}
			row.close(row.Short)
			out = append(out, row)
		}
	}
	return out
}

func (row *SignalMonth) try(pool []Series, s Series, t Thresholds, bars Bars, single func(string) bool) {
	for _, y := range s.Years {
		total, over := y.Total()
		plan, planned := known(y.Plan[11])
		own, ok := percentAt(y, row.Month)
		if !over || !planned || plan <= 0 || !ok {
			continue
		}
		given, known := false, true
		switch row.Signal {
		case UnderMid:
			given = own < bars.Mid
		case ToMove:
			then, ok := percentAt(y, bars.MoveMonth)
			given, known = then < bars.Move, ok
		case BelowLastYear:
			before, has := s.Of(y.Number - 1)
			then, ok := percentAt(before, row.Month)
			given, known = then-own > bars.LastYear, has && ok
		case BelowPeers:
			others, ok := peersAt(pool, s.Name, y.Number, row.Month, single)
			given, known = others-own > bars.Peers, ok
		}
		if !known {
			continue
		}
		row.Cases++
		short := total < t.Short*plan
		if short {
			row.Short++
		}
		if given {
			row.Given++
			if short {
				row.Right++
			}
		}
	}
}

// percentAt is what was in by a month, in hundredths of the plan as it stood.
func percentAt(y Year, month int) (float64, bool) {
	if y.Number == 0 {
		return math.NaN(), false
	}
	toDate, plan, ok := y.At(month)
	return 100 * toDate / plan, ok && plan > 0
}

// peersAt is the same of all the other single series of a year together.
func peersAt(pool []Series, name string, year, month int, single func(string) bool) (float64, bool) {
	paid, planned := 0.0, 0.0
	for _, s := range pool {
		if s.Name == name || !single(s.Name) {
			continue
		}
		if y, ok := s.Of(year); ok {
			if toDate, plan, ok := y.At(month); ok && plan > 0 {
				paid, planned = paid+toDate, planned+plan
			}
		}
	}
	return 100 * paid / planned, planned > 0
}
