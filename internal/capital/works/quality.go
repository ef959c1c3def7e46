package works

import (
	"math/big"

	"dondoc/internal/measure"
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
