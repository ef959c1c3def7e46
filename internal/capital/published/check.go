package published

import (
	"math"

	"dondoc/internal/period"
)

// Flaw is a kind of disagreement within a published table. It is reported with
// both figures and never repaired: official totals often do not add up.
type Flaw string

// The kinds of flaw.
const (
	OnYearDiffers  Flaw = "on_year"       // change to date on last year is another than its revised months give
	MonthDiffers   Flaw = "month_on_year" // likewise of the single month
	OnMonthDiffers Flaw = "on_month"      // change on the month before
	PartsDiffer    Flaw = "parts"         // the whole is not the sum of its parts
	CourseDiffers  Flaw = "course"        // to date is not the month before, as revised, and this month
	Falls          Flaw = "falls"         // to date is less than the month before
	Twice          Flaw = "twice"         // a unit stands twice in a month
)

// Found is one flaw with the figure that is printed and the one worked out.
type Found struct {
	Flaw    Flaw         `json:"flaw"`
	Row     int          `json:"row"`
	Unit    string       `json:"unit"`
	Month   period.Month `json:"month"`
	Printed float64      `json:"printed"`
	Worked  float64      `json:"worked_out"`
}

// Tally says of one kind of check how many lines could be held to it, and how many held.
type Tally struct {
	Flaw    Flaw `json:"flaw"`
	Checked int  `json:"checked"`
	Held    int  `json:"held"`
}

// Whole names a line that is to be the sum of others.
type Whole struct {
	Unit  string
	Parts []string
}

// pointsApart and partApart are how far a printed percentage may be from the one
// worked out (half of its last printed tenth), and an amount from its sum.
const (
	pointsApart = 0.05
	partApart   = 0.001
)

// Check holds every published percentage and sum against the figures it is made
// of, as far as they stand in the list.
func Check(list []Line, wholes []Whole) ([]Tally, []Found) {
	c := &checker{at: map[place]Line{}, tally: map[Flaw]*Tally{}}
	for _, p := range list {
		if _, twice := c.at[place{p.Unit, p.Month}]; twice {
			c.hold(Twice, p, 1, 2, false)
			continue
		}
		c.at[place{p.Unit, p.Month}] = p
	}
	for _, p := range list {
		c.percentages(p)
		c.courses(p)
		for _, w := range wholes {
			if w.Unit == p.Unit {
				c.parts(p, w.Parts)
			}
		}
	}
	var out []Tally
	for _, f := range []Flaw{OnMonthDiffers, MonthDiffers, OnYearDiffers, PartsDiffer, CourseDiffers, Falls, Twice} {
		if t := c.tally[f]; t != nil {
			out = append(out, *t)
		}
	}
	return out, c.found
}

type place struct {
	unit  string
	month period.Month
}

type checker struct {
	at    map[place]Line
	tally map[Flaw]*Tally
	found []Found
}

func (c *checker) hold(f Flaw, p Line, printed, worked float64, held bool) {
	if math.IsNaN(printed) || math.IsNaN(worked) || math.IsInf(worked, 0) {
		return
	}
	t := c.tally[f]
	if t == nil {
		t = &Tally{Flaw: f}
		c.tally[f] = t
	}
	t.Checked++
	if held {
		t.Held++
		return
	}
	c.found = append(c.found, Found{f, p.Row, p.Unit, p.Month, printed, worked})
}

func change(now, then float64) float64 { return 100 * (now/then - 1) }

func (c *checker) percentages(p Line) {
	near := func(f Flaw, printed, worked float64) {
		c.hold(f, p, printed, worked, math.Abs(printed-worked) <= pointsApart)
	}
	near(OnMonthDiffers, p.OnMonth, change(p.Estimate, p.Before))
	near(OnMonthDiffers, p.RevisedOnMonth, change(p.InMonth, p.Before))
	if then, ok := c.at[place{p.Unit, p.Month.YearBefore()}]; ok {
		near(MonthDiffers, p.MonthOnYear, change(p.InMonth, then.InMonth))
	}
	if then, ok := c.revised(p.Unit, p.Month.YearBefore()); ok {
		near(OnYearDiffers, p.OnYear, change(p.ToDate, then))
	}
}

// revised adds up a unit's months of a year as they stand after revision: a
// change on last year is printed against last year as it is known now.
func (c *checker) revised(unit string, upTo period.Month) (float64, bool) {
	sum := 0.0
	for _, m := range upTo.Cycle().Months()[:upTo.Number()] {
		p, ok := c.at[place{unit, m}]
		if !ok {
			return 0, false
		}
		sum += p.InMonth
	}
	return sum, true
}

func (c *checker) courses(p Line) {
	before, ok := c.at[place{p.Unit, p.Month.Start().AddDays(-1).Month()}]
	if !ok || p.Month.Number() == 1 {
		return
	}
	worked := before.ToDate - before.Estimate + p.Before + p.Estimate
	c.hold(CourseDiffers, p, p.ToDate, worked, math.Abs(p.ToDate-worked) <= max(1, partApart*worked))
	c.hold(Falls, p, p.ToDate, before.ToDate, p.ToDate >= before.ToDate)
}

func (c *checker) parts(p Line, names []string) {
	sum := 0.0
	for _, n := range names {
		part, ok := c.at[place{n, p.Month}]
		if !ok {
			return
		}
		sum += part.ToDate
	}
	c.hold(PartsDiffer, p, p.ToDate, sum, math.Abs(p.ToDate-sum) <= max(1, partApart*sum))
}
