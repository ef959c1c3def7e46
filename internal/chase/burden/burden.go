// Package burden is what reporting costs a unit: how long its sheets were open
// until they were sent, and what it is asked for twice.
package burden

import (
	"slices"
	"time"

	"dondoc/internal/id"
	"dondoc/internal/period"
)

// Longest is how long a sheet may have been open to be measured: beyond it, it
// was left open.
const Longest = 4 * time.Hour

// Filed is what a unit sent of a month by the sheet on the screen. It says of
// nobody who sent it.
type Filed struct {
	Unit     id.ID
	Month    period.Month
	Sent     int           // sendings
	Measured int           // those of which it is known how long the sheet was open
	Figures  int           // in all sendings
	Open     time.Duration // of those that are measured, together
}

// Minutes gives how long the sheets were open, rounded to the minute; false where
// nothing was measured.
func (f Filed) Minutes() (int, bool) {
	return int((f.Open + 30*time.Second) / time.Minute), f.Measured > 0
}

// And adds what another sending cost.
func (f Filed) And(other Filed) Filed {
	f.Sent, f.Measured, f.Figures, f.Open = f.Sent+other.Sent, f.Measured+other.Measured, f.Figures+other.Figures, f.Open+other.Open
	return f
}

// Of gives what one sending cost: the sheet got its name when it was opened. A
// name that was made elsewhere (a copy opened without a line, a program) tells
// nothing of it.
func Of(unit id.ID, month period.Month, name string, figures int, sent time.Time) Filed {
	f := Filed{Unit: unit, Month: month, Sent: 1, Figures: figures}
	opened, ok := id.ID(name).Minted()
	if open := sent.Sub(opened); ok && open >= 0 && open <= Longest {
		f.Measured, f.Open = 1, open
	}
	return f
}

// Asked is one target that a unit reports.
type Asked struct {
	Target    id.ID
	Unit      id.ID // that answers for it
	Indicator id.ID
	Document  id.ID
}

// Twice gives the targets by which one unit is asked for one indicator under
// several documents, each group in the order they came in.
func Twice(all []Asked) [][]Asked {
	groups := map[[2]id.ID][]Asked{}
	var order [][2]id.ID
	for _, a := range all {
		if a.Indicator == "" {
			continue
		}
		key := [2]id.ID{a.Unit, a.Indicator}
		if groups[key] == nil {
			order = append(order, key)
		}
		groups[key] = append(groups[key], a)
	}
	var out [][]Asked
	for _, key := range order {
		g := groups[key]
		if slices.ContainsFunc(g, func(a Asked) bool { return a.Document != g[0].Document }) {
			out = append(out, g)
		}
	}
	return out
}
