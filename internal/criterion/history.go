package criterion

import (
	"math/big"

	"dondoc/internal/measure"
)

// confirmed says whether a person said that a figure is meant as it is read.
func (in Hints) confirmed(v measure.Decimal) bool {
	return in.Meant != nil && !in.Cell && in.Meant.Cmp(v) == 0
}

// offHistory says whether a figure is a hundredfold, or a hundredth, of every
// earlier one: then the unit of one of them is another, or a mark was read as
// another. It gives the last of them.
func (in Hints) offHistory(v measure.Decimal) (last measure.Decimal, off bool) {
	hundred := big.NewRat(100, 1)
	over, under := 0, 0
	for _, b := range in.Before {
		if b.Sign() <= 0 || v.Sign() <= 0 {
			return last, false
		}
		last = b
		switch q := new(big.Rat).Quo(v.Rat(), b.Rat()); {
		case q.Cmp(hundred) >= 0:
			over++
		case q.Inv(q).Cmp(hundred) >= 0:
			under++
		}
	}
	n := len(in.Before)
	return last, n > 0 && (over == n || under == n) && !in.confirmed(v)
}

// Hundredfold says whether a figure is a hundredfold, or a hundredth, of all
// that is known of before, and nobody has said that it is meant.
func (in Hints) Hundredfold(v measure.Decimal) bool {
	_, off := in.offHistory(v)
	return off
}

// askHistory asks about a figure that is a hundredfold off all that is known of
// earlier periods, with the readings that would fit.
func (in Hints) askHistory(field, text string, v measure.Decimal, unit string) []Question {
	last, off := in.offHistory(v)
	if !off {
		return nil
	}
	choices := []measure.Decimal{v}
	for _, by := range []*big.Rat{big.NewRat(1, 1000000), big.NewRat(1, 1000), big.NewRat(1, 100), big.NewRat(100, 1), big.NewRat(1000, 1), big.NewRat(1000000, 1)} {
		other := new(big.Rat).Mul(v.Rat(), by)
		if q := new(big.Rat).Quo(other, last.Rat()); q.Cmp(big.NewRat(1, 5)) < 0 || q.Cmp(big.NewRat(5, 1)) > 0 {
			continue
		}
		if d, exact := measure.Exactly(other); exact {
			choices = append(choices, d.Trim())
		}
	}
	return []Question{{Field: field, Ask: ask("", "target.hundredfold", "text", text, "last", last, "unit", Suffix(unit)).Ask, Choices: choices}}
}
