package criterion

import (
	"math/big"
	"strings"

	"dondoc/internal/measure"
	"dondoc/internal/phrase"
)

// choose settles which of two readings is meant, the usual one standing first:
// the one a person chose; the whole one of things that are counted; of a
// percentage the one below a thousand; thousands where a dot groups them, as
// Vietnamese writing has it; the one that a figure of the same kind makes
// likely. What is left is asked, and so is a dot between thousands in a figure
// without its unit, though a plan speaks for the other reading: "25.600" beside
// 24,5 tỷ đồng may as well be millions.
func choose(values []measure.Decimal, written string, unit measure.Unit, bare bool, in Hints) (measure.Decimal, []Question) {
	if len(values) == 1 {
		return values[0], nil
	}
	usual, other := values[0], values[1]
	dotted := strings.Contains(written, ".")
	switch {
	case in.Meant != nil && usual.Cmp(*in.Meant) == 0:
		return usual, nil
	case in.Meant != nil && other.Cmp(*in.Meant) == 0:
		return other, nil
	case unit.Counted():
		if other.Cmp(usual) > 0 {
			return other, nil
		}
		return usual, nil
	case unit.Share():
		if other.Cmp(usual) < 0 {
			return other, nil
		}
		return usual, nil
	}
	if v, sure := byNear(usual, other, in.Near); sure && !(bare && dotted && v.Cmp(usual) != 0) {
		return v, nil
	}
	if dotted && in.Near == nil {
		return usual, nil
	}
	return usual, []Question{whichNumber(written, unit, values)}
}

func whichNumber(written string, unit measure.Unit, values []measure.Decimal) Question {
	readings := make([]phrase.Phrase, len(values))
	for i, v := range values {
		a := measure.Amount{Value: v, Unit: unit}
		readings[i] = phrase.New("target.reading", "amount", a, "words", measure.InWords(a))
	}
	return Question{Field: "value", Ask: phrase.New("target.which_number", "text", written, "first", readings[0], "second", readings[1]), Choices: values}
}

// byNear settles two readings, a thousandfold apart, by a figure of the same
// kind such as the plan. The usual reading is taken where the other would be
// out of all proportion; the other only where it comes within half and double
// of the figure and the usual one would be out of proportion. A small part of
// a plan is no wonder in January, so a small reading alone proves nothing.
func byNear(usual, other measure.Decimal, near *measure.Decimal) (measure.Decimal, bool) {
	if near == nil || near.Sign() == 0 {
		return usual, false
	}
	ratio := func(d measure.Decimal) *big.Rat {
		q := new(big.Rat).Quo(d.Rat(), near.Rat())
		return q.Abs(q)
	}
	within := func(q *big.Rat, low, high *big.Rat) bool { return q.Cmp(low) >= 0 && q.Cmp(high) <= 0 }
	u, o := ratio(usual), ratio(other)
	half, two, three, ten := big.NewRat(1, 2), big.NewRat(2, 1), big.NewRat(3, 1), big.NewRat(10, 1)
	switch {
	case usual.Cmp(other) < 0: // the usual reading is the small one: "24,472"
		return usual, o.Cmp(three) > 0 && u.Cmp(ten) <= 0
	case u.Cmp(ten) <= 0: // the usual reading is the large one: "19.540"
		return usual, true
	}
	return other, within(o, half, two)
}
