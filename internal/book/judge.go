package book

import (
	"math"
	"math/big"
	"math/bits"
)

// noShare stands for a share of the plan that means nothing: no figure, no
// plan, or a plan that is not above zero.
const noShare = math.MinInt64

// A target's classes are kept as 12 × 2 bits, and whether it is on the list.
const (
	listed    uint32 = 1 << 31
	allOpen   uint32 = 1<<(2*Months) - 1
	classBits        = 3
)

// plan is a plan as it is judged by.
type plan struct {
	value, per int64
	set, on    bool
}

// read gives the plan of a row; row 0 is on no list.
func (l *plans) read(r int32) plan {
	s := l.state[r]
	return plan{l.value[r], l.per[r], s&(unset|dropped) == 0, s&dropped == 0}
}

// tally is a target worked out: what it adds upward by the end of each month,
// its classes and its share of the plan.
type tally struct {
	value, per [Months]int64 // to date, as the indicator's kind adds them up
	known      [Months]bool  // a figure of this very month counts
	class      uint32
	share      int64
}

// gather fetches the figures of a reported target's months from the rows that
// count. It does nothing else, so that the processor can wait for many at once.
func (y *tally) gather(l *log, latest *[Months]int32, m *Measure) {
	for month, r := range latest {
		y.value[month] = l.value[r]
		y.known[month] = r != 0
	}
	if m.Kind == Ratio {
		for month, r := range latest {
			y.per[month] = l.per[r]
		}
		return
	}
	y.per = [Months]int64{}
}

// judgeReported works out what was gathered; countMet then turns it into what
// it adds upward, where the kind is CountMet.
func (y *tally) judgeReported(m *Measure, pl plan) {
	ratio := m.Kind == Ratio
	if m.Stock {
		carry(&y.value, &y.known)
	} else {
		accumulate(&y.value)
	}
	if ratio && m.Stock {
		carry(&y.per, &y.known)
	} else if ratio {
		accumulate(&y.per)
	}
	y.judge(m, pl, ratio)
}

// accumulate adds the months up; a month without a figure is 0 here.
func accumulate(months *[Months]int64) {
	sum := int64(0)
	for m, v := range months {
		sum += v
		months[m] = sum
	}
}

// carry takes the newest figure on to the months that have none.
func carry(months *[Months]int64, known *[Months]bool) {
	now := int64(0)
	for m, v := range months {
		if known[m] {
			now = v
		}
		months[m] = now
	}
}

// countMet turns a judged target into one met or not, out of one.
func (y *tally) countMet(on bool) {
	one := truth(on)
	for m := range Months {
		k := Class(y.class >> (2 * m) & classBits)
		y.value[m] = truth(k == Met || k == Exceeded) & one
		y.per[m] = one
	}
}

// judge finds the classes and the share from what is to date. A month is
// judged when a figure of that month counts, and a flow by the plan's share of
// the year so far: a twelfth for each month.
func (y *tally) judge(m *Measure, pl plan, ratio bool) {
	y.class, y.share = allOpen, noShare
	if pl.on {
		y.class |= listed
	}
	if !pl.set {
		return
	}
	if ratio {
		y.judgeRatio(m.Lower, pl)
	} else {
		y.judgeAmount(m, pl)
	}
}

func (y *tally) judgeAmount(m *Measure, pl plan) {
	need, step := int64(0), pl.value
	if m.Stock {
		need, step = Months*pl.value, 0
	}
	sign := int64(1)
	if m.Lower {
		sign = -1
	}
	class, last, due := uint32(0), -1, int64(0)
	for month := range Months {
		need += step
		k := uint32(NotAssessed)
		if y.known[month] {
			have, want := sign*Months*y.value[month], sign*need
			k = uint32(truth(have >= want) + truth(have > want))
			last, due = month, need
		}
		class |= k << (2 * month)
	}
	y.class = y.class&listed | class
	if last >= 0 {
		y.share = share(Months*y.value[last], due)
	}
}

func (y *tally) judgeRatio(lower bool, pl plan) {
	class, last := uint32(0), -1
	if pl.per == 0 {
		return
	}
	for month := range Months {
		k := uint32(NotAssessed)
		if y.known[month] && y.per[month] > 0 {
			more := compareProducts(y.value[month], pl.per, pl.value, y.per[month])
			if lower {
				more = -more
			}
			k = uint32(more + 1)
			last = month
		}
		class |= k << (2 * month)
	}
	y.class = y.class&listed | class
	if last >= 0 {
		y.share = shareOfRatio(y.value[last], y.per[last], pl)
	}
}

// truth is 1 for true. The compiler makes it without a jump, which matters:
// classes cannot be foretold.
func truth(b bool) int64 {
	if b {
		return 1
	}
	return 0
}

// compareProducts compares a·b with c·d: −1, 0 or 1.
func compareProducts(a, b, c, d int64) int64 {
	const half = 1<<31 - 1
	if uint64(a+half) <= 2*half && uint64(b) <= half && uint64(c+half) <= 2*half && uint64(d) <= half {
		x, y := a*b, c*d
		return truth(x > y) - truth(x < y)
	}
	xh, xl := product(a, b)
	yh, yl := product(c, d)
	switch {
	case xh != yh:
		return 2*truth(xh > yh) - 1
	case xl != yl:
		return 2*truth(xl > yl) - 1
	}
	return 0
}

// product gives a·b in 128 bits.
func product(a, b int64) (int64, uint64) {
	hi, lo := bits.Mul64(uint64(a), uint64(b))
	return int64(hi) - a>>63&b - b>>63&a, lo
}

// share gives have out of due in basis points (10,000 is the whole plan),
// rounded half away from zero as measure rounds; noShare when due is not above
// zero, and the largest number when it is beyond it.
func share(have, due int64) int64 {
	if due <= 0 {
		return noShare
	}
	const whole, simple = 10_000, 1 << 48
	size := have
	if have < 0 {
		size = -have
	}
	if size < simple && due < simple {
		return signed((size*whole+due/2)/due, have)
	}
	hi, lo := bits.Mul64(uint64(size), whole)
	return signed(rounded(hi, lo, uint64(due)), have)
}

// rounded divides 128 bits, half up, saturated.
func rounded(hi, lo, by uint64) int64 {
	if hi >= by {
		return math.MaxInt64
	}
	q, r := bits.Div64(hi, lo, by)
	if r >= by-r {
		q++
	}
	if q > math.MaxInt64 {
		return math.MaxInt64
	}
	return int64(q)
}

func signed(size, like int64) int64 {
	if like < 0 {
		return -size
	}
	return size
}

// shareOfRatio is share for value/per of a plan that is a ratio too.
func shareOfRatio(value, per int64, pl plan) int64 {
	const half = 1 << 31
	if pl.value <= 0 {
		return noShare
	}
	if value < half && value > -half && per < half && pl.value < half && pl.per < half {
		return share(value*pl.per, pl.value*per)
	}
	size := new(big.Int).Abs(big.NewInt(value))
	size.Mul(size, big.NewInt(pl.per)).Mul(size, big.NewInt(10_000))
	by := new(big.Int).Mul(big.NewInt(pl.value), big.NewInt(per))
	size.Lsh(size, 1).Add(size, by).Quo(size, by.Lsh(by, 1))
	if !size.IsInt64() {
		return signed(math.MaxInt64, value)
	}
	return signed(size.Int64(), value)
}
