package criterion

import (
	"math/big"
	"slices"

	"dondoc/internal/measure"
)

// line is a criterion on the line of numbers: where on it a result is not
// met, met or exceeded.
type line struct {
	how       Kind
	direction Direction
	kept      bool     // duy trì
	any       bool     // any change in the right way will do
	low, high *big.Rat // the value twice, the ends of a range, or of what "khoảng" allows
	o         Options
}

// lineOf puts a criterion on the line; false where it has no value.
func lineOf(c Criterion, o Options) (line, bool) {
	l := line{how: c.compare(), direction: c.Direction, kept: c.Kind == Maintain, o: o,
		any: c.Kind == Change && c.Value != nil && c.Value.IsZero()}
	switch {
	case l.how == Range && c.Low != nil && c.High != nil:
		l.low, l.high = c.Low.Rat(), c.High.Rat()
	case c.Value == nil:
		return l, false
	case l.how == About && c.Tolerance != nil:
		l.low, l.high = new(big.Rat).Sub(c.Value.Rat(), c.Tolerance.Rat()), new(big.Rat).Add(c.Value.Rat(), c.Tolerance.Rat())
	case l.how == About:
		around := measure.Around(c.Value.Rat(), o.about())
		l.low, l.high = around.Low, around.High
	default:
		l.low, l.high = c.Value.Rat(), c.Value.Rat()
	}
	return l, true
}

// At gives the class of a value that is known exactly; false where the
// criterion has no line to be judged on.
func (c Criterion) At(v *big.Rat, o Options) (Class, bool) {
	l, ok := lineOf(c, o)
	if !ok {
		return NotAssessed, false
	}
	return l.at(v), true
}

// Lowest gives the least value that a criterion speaks of: its value, or the
// lower end of a range or of what "khoảng" allows. Nil where it has none.
func (c Criterion) Lowest(o Options) *big.Rat {
	l, _ := lineOf(c, o)
	return l.low
}

// at gives the class of a value that is known exactly.
func (l line) at(v *big.Rat) Class {
	low, high := v.Cmp(l.low), v.Cmp(l.high)
	switch {
	case l.how == AtMost && low <= 0, l.how == LessThan && low < 0:
		return pick(low < 0, or(l.o.BelowCeiling, Met), Met)
	case l.how == AtMost, l.how == LessThan:
		return NotMet
	case l.how == MoreThan && low <= 0:
		return NotMet
	case l.any:
		return Met
	case low >= 0 && high <= 0 && l.how != MoreThan:
		return Met
	case l.kept:
		return pick(high > 0 && l.direction != Lower || low < 0 && l.direction == Lower, or(l.o.AboveKept, Met), NotMet)
	case l.direction == Lower:
		return pick(low < 0, Exceeded, NotMet)
	case l.direction == Stay:
		return pick(high > 0 && l.how != Range && l.how != About, Met, NotMet)
	case l.how == Range:
		return pick(high > 0, or(l.o.AboveRange, Exceeded), NotMet)
	}
	return pick(high > 0, Exceeded, NotMet)
}

func pick[T any](yes bool, then, otherwise T) T {
	if yes {
		return then
	}
	return otherwise
}

func or(class, usual Class) Class {
	if class == "" {
		return usual
	}
	return class
}

// classes gives every class a result may have by what is known of it. The
// class changes only at the ends of the line's middle, so those, the points
// between and beyond them, and the ends of what is known are all there is to try.
func (l line) classes(known measure.Interval) []Class {
	points := []*big.Rat{l.low, l.high}
	for _, end := range []*big.Rat{known.Low, known.High} {
		if end != nil {
			points = append(points, end)
		}
	}
	slices.SortFunc(points, (*big.Rat).Cmp)
	one := big.NewRat(1, 1)
	try := []*big.Rat{new(big.Rat).Sub(points[0], one), new(big.Rat).Add(points[len(points)-1], one)}
	for i, p := range points {
		try = append(try, p)
		if i > 0 {
			middle := new(big.Rat).Add(points[i-1], p)
			try = append(try, middle.Quo(middle, big.NewRat(2, 1)))
		}
	}
	var out []Class
	for _, v := range try {
		if known.Contains(v) {
			if class := l.at(v); !slices.Contains(out, class) {
				out = append(out, class)
			}
		}
	}
	return out
}
