package measure

import "math/big"

// Interval is what is known of a number: it lies between Low and High. A nil
// end is not known; an open end is not reached itself. The zero value knows
// nothing.
type Interval struct {
	Low, High         *big.Rat
	LowOpen, HighOpen bool
}

// Exact is the interval of one number.
func Exact(r *big.Rat) Interval { return Interval{Low: r, High: r} }

// Contains says whether a number lies in the interval.
func (i Interval) Contains(r *big.Rat) bool {
	if i.Low != nil {
		if c := r.Cmp(i.Low); c < 0 || c == 0 && i.LowOpen {
			return false
		}
	}
	if i.High != nil {
		if c := r.Cmp(i.High); c > 0 || c == 0 && i.HighOpen {
			return false
		}
	}
	return true
}

// Around gives the numbers no further from r than percent of it.
func Around(r *big.Rat, percent int64) Interval {
	slack := new(big.Rat).Mul(r, big.NewRat(percent, 100))
	slack.Abs(slack)
	return Interval{Low: new(big.Rat).Sub(r, slack), High: new(big.Rat).Add(r, slack)}
}
