package money

import (
	"slices"
	"strings"

	"dondoc/internal/capital"
	"dondoc/internal/errs"
	"dondoc/internal/forecast"
	"dondoc/internal/org"
	"dondoc/internal/viet"
)

// Dimension is by what the projects of a year are taken together.
type Dimension string

// The dimensions.
const (
	ByUnit      Dimension = "unit"      // the units directly under the one looked at, by code; the rest is its own
	ByInvestor  Dimension = "investor"  // by the unit's code
	ByProgramme Dimension = "programme" // by its name; NoProgramme for none
	ByComponent Dimension = "component" // by its key; NoProgramme and the programme's name for those of none
	BySource    Dimension = "source"
	ByGroup     Dimension = "group"
	ByGrade     Dimension = "grade" // forecast.Warning, forecast.Watch
)

// dimensions lists them.
func dimensions() []Dimension {
	return []Dimension{ByUnit, ByInvestor, ByProgramme, ByComponent, BySource, ByGroup, ByGrade}
}

// NoProgramme is the key of projects of no programme.
const NoProgramme = "-"

// Part is some projects of a year taken together. Of a project of several
// sources each source has its own part of the money.
type Part struct {
	Key      string
	Unit     org.Version // by unit and investor
	Projects int
	Share    capital.Share     // on the day
	Points   [13]capital.Share // at the ends of the months and of the payments, see Over; not by source
	Rank     int               // by rate, the highest first; alike rates share a place
	Before   int               // the place at the end of the month before; 0: none

	// Of the units of a year that is taken together:
	Deep bool // units stand under it
	forecast.Graded
	Forecast *forecast.Value // nil where no year before is known
	Low      float64
	High     float64
}

// keys gives the parts of a dimension a row belongs to.
func (r Row) keys(by Dimension) []string {
	switch by {
	case ByUnit:
		return []string{r.Under.Code}
	case ByInvestor:
		return []string{r.Investor.Code}
	case ByProgramme:
		if r.Programme == "" {
			return []string{NoProgramme}
		}
		return []string{r.Programme}
	case ByComponent:
		if r.Component == "" {
			return []string{NoProgramme + r.Programme}
		}
		return []string{r.Component}
	case ByGroup:
		return []string{r.Group}
	case ByGrade:
		return []string{string(r.Grade)}
	case BySource:
		var out []string
		for _, s := range capital.Sources() {
			if _, ok := r.Sources[s]; ok {
				out = append(out, string(s))
			}
		}
		return out
	}
	return nil
}

// Only gives the projects of one part.
func (c Capital) Only(by Dimension, key string) ([]Row, error) {
	if !slices.Contains(dimensions(), by) {
		return nil, errs.New(errs.Invalid, "capital.dimension_unknown", "text", string(by)).In("by")
	}
	var out []Row
	for _, r := range c.Rows {
		if slices.Contains(r.keys(by), key) {
			out = append(out, r)
		}
	}
	return out, nil
}

// Parts takes the projects of a year together, those with the highest plan first.
func (c Capital) Parts(by Dimension) []Part {
	if c.Taken != nil {
		return c.Taken.parts[by]
	}
	at := map[string]int{}
	var out []Part
	for _, r := range c.Rows {
		unit := r.Investor
		if by == ByUnit {
			unit = r.Under
		}
		for _, key := range r.keys(by) {
			i, known := at[key]
			if !known {
				i, at[key] = len(out), len(out)
				out = append(out, Part{Key: key, Unit: unit})
			}
			share := r.Position.Bound
			if by == BySource {
				share = r.Sources[capital.Source(key)]
			}
			out[i].Projects++
			out[i].Share = plus(out[i].Share, share)
			for m := range r.Points {
				if by == BySource {
					break // they are of all sources together
				}
				out[i].Points[m] = plus(out[i].Points[m], r.Points[m])
			}
		}
	}
	slices.SortStableFunc(out, func(a, b Part) int {
		switch {
		case a.Share.Plan != b.Share.Plan && a.Share.Plan > b.Share.Plan:
			return -1
		case a.Share.Plan != b.Share.Plan:
			return 1
		}
		return strings.Compare(viet.SortKey(a.Key), viet.SortKey(b.Key))
	})
	c.rank(out)
	return out
}

func plus(a, b capital.Share) capital.Share {
	return capital.Share{Plan: a.Plan + b.Plan, Paid: a.Paid + b.Paid}
}

// rank gives each part its place by rate, now and at the end of the month before
// the newest that is over.
func (c Capital) rank(parts []Part) {
	place := func(of func(Part) capital.Share, put func(*Part, int)) {
		for i := range parts {
			share := of(parts[i])
			if share.Plan <= 0 {
				continue
			}
			n := 1
			for _, other := range parts {
				if o := of(other); o.Plan > 0 && higher(o, share) {
					n++
				}
			}
			put(&parts[i], n)
		}
	}
	place(func(p Part) capital.Share { return p.Share }, func(p *Part, n int) { p.Rank = n })
	if c.Over > 1 {
		place(func(p Part) capital.Share { return p.Points[c.Over-2] }, func(p *Part, n int) { p.Before = n })
	}
}

// higher compares two rates exactly.
func higher(a, b capital.Share) bool {
	x, _ := (capital.Rate{Paid: a.Paid, Plan: a.Plan}).Ratio()
	y, _ := (capital.Rate{Paid: b.Paid, Plan: b.Plan}).Ratio()
	return x.Cmp(y) > 0
}

// Graded counts the projects of each grade; of a year taken together, the units.
func (c Capital) Graded() map[forecast.Grade]int {
	out := map[forecast.Grade]int{}
	if c.Taken != nil {
		for _, p := range c.Taken.parts[ByUnit] {
			out[p.Grade]++
		}
	}
	for _, r := range c.Rows {
		out[r.Grade]++
	}
	return out
}
