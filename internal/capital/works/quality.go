package works

import (
	"math/big"

	"dondoc/internal/capital"
	"dondoc/internal/measure"
	"dondoc/internal/period"
)

// QualitySource is where the score of a plan comes from.
const QualitySource = "PEFA Framework (2016, 2019), PI-1.1, PI-2.1"

// Quality is how well a monthly plan foretold what was paid, up to a month, by
// two figures of the PEFA framework put on the months of one year:
//
//	Outturn  = Σ paid ÷ Σ planned
//	Variance = Σ |paid − planned · Outturn| ÷ Σ planned · Outturn
//
// The first says whether as much was paid as was planned, the second whether it
// was paid when it was planned, whatever the level. Both in percent.
type Quality struct {
	Outturn, Variance measure.Decimal
	Level, Timing     string // A, B, C or D by the framework's bounds for one year
}

// QualityOf holds the plan of the months against what was paid in them; false
// where nothing was planned or nothing was paid.
func QualityOf(planned, paid []int64) (Quality, bool) {
	sumPlan, sumPaid := int64(0), int64(0)
	for i, p := range planned {
		sumPlan += p
		sumPaid += paid[i]
	}
	if sumPlan <= 0 || sumPaid <= 0 {
		return Quality{}, false
	}
	outturn := big.NewRat(sumPaid, sumPlan)
	off := new(big.Rat)
	for i, p := range planned {
		d := new(big.Rat).Sub(new(big.Rat).SetInt64(paid[i]), new(big.Rat).Mul(new(big.Rat).SetInt64(p), outturn))
		off.Add(off, d.Abs(d))
	}
	off.Quo(off, new(big.Rat).SetInt64(sumPaid))
	hundred := big.NewRat(100, 1)
	away := new(big.Rat).Sub(outturn, big.NewRat(1, 1))
	return Quality{Outturn: measure.FromRat(new(big.Rat).Mul(outturn, hundred), 1), Variance: measure.FromRat(new(big.Rat).Mul(off, hundred), 1),
		Level: band(away.Abs(away)), Timing: band(off)}, true
}

// Scheduled is the plan of the months of one source of a year beside what was paid
// from it by the same days; or of all sources that have such a plan, together.
type Scheduled struct {
	Event         Event     // the plan; without a source: of all together
	Planned, Paid [13]int64 // by the ends of the months and of the payments
	Over          int       // how many of those are over
	Quality       *Quality  // nil where there is too little to say
}

// Schedules holds each plan of the months of a year against what was paid from its
// source until the end of a day, and, where there are several, all of them together.
func (b Book) Schedules(year int, money capital.Book, day period.Date) (out []Scheduled) {
	ends := capital.Ends(year)
	for _, e := range b.Standing(Schedule) {
		if e.Year != year {
			continue
		}
		s, from, sum := Scheduled{Event: e}, money.From(e.Source), int64(0)
		for i, n := range e.Months {
			sum += n
			if s.Planned[i] = sum; ends[i] <= day {
				s.Over, s.Paid[i] = i+1, from.Position(year, ends[i]).Bound.Paid
			}
		}
		out = append(out, s)
	}
	if len(out) > 1 {
		all := Scheduled{Event: Event{Kind: Schedule, Year: year}, Over: out[0].Over}
		for _, s := range out {
			for i := range s.Planned {
				all.Planned[i], all.Paid[i] = all.Planned[i]+s.Planned[i], all.Paid[i]+s.Paid[i]
			}
		}
		out = append(out, all)
	}
	for i := range out {
		out[i].Quality = out[i].quality()
	}
	return out
}

func (s Scheduled) quality() *Quality {
	inMonth := func(toDate [13]int64) (out []int64) {
		before := int64(0)
		for _, n := range toDate[:s.Over] {
			out, before = append(out, n-before), n
		}
		return out
	}
	q, ok := QualityOf(inMonth(s.Planned), inMonth(s.Paid))
	if !ok {
		return nil
	}
	return &q
}

// Off is how far what was paid by the end of a month is from its plan, in points
// of the plan of the year; false where nothing is planned.
func (s Scheduled) Off(month int) (measure.Decimal, bool) {
	if s.Planned[12] <= 0 {
		return measure.Decimal{}, false
	}
	return measure.FromRat(percentOf(s.Paid[month]-s.Planned[month], s.Planned[12]), 1), true
}

// band gives the letter of a deviation: within 5, 10, 15 of a hundred.
func band(off *big.Rat) string {
	for i, most := range []int64{5, 10, 15} {
		if off.Cmp(big.NewRat(most, 100)) <= 0 {
			return string(rune('A' + i))
		}
	}
	return "D"
}

// hundredths writes hundredths of a percent as a percentage.
func hundredths(n int64) measure.Decimal { return measure.NewDecimal(n, 2).Trim() }
