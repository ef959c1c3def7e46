package book

import (
	"math"
	"math/big"
	"math/bits"
)

// noShare stands for a share of the plan that means nothing: no figure, no
// plan, or a plan that is not above zero.
const noShare = math.MinInt64

// A set of months is a bit for each, January's the highest of twelve: so a pass
// from January on puts one behind the other.
const everyMonth = 1<<Months - 1

// has gives the bit of a month (0 to 11).
func has(months uint64, m int) uint64 { return months >> (Months - 1 - m) & 1 }

// lastOf gives the last month of a set that has one.
func lastOf(months uint64) int { return Months - 1 - bits.TrailingZeros64(months) }

// marks are a target's classes as two sets of months, and whether it is on the
// list: those that reached their plan, and those beyond it. Beyond and not
// reached cannot be, and stands for not assessed.
type marks uint32

const (
	allOpen marks = everyMonth << Months
	listed  marks = 1 << 31
)

func (k marks) reached() uint64 { return uint64(k) & everyMonth }
func (k marks) beyond() uint64  { return uint64(k) >> Months & everyMonth }

// class gives the class of a month.
func (k marks) class(m int) Class { return Class(has(k.reached(), m) | has(k.beyond(), m)<<1) }

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
	value, per [Months]int64 // to date, as the indicator's kind adds them up; per means nothing where it is a Sum
	known      uint64        // the months of which a figure counts
	marks      marks
	share      int64
}

// fetch reads the figures of the months from the rows that count, the
// denominators only where there are any: each may be far away in memory.
func (y *tally) fetch(l *log, latest *[Months]int32, kind Kind) {
	y.known = 0
	for m, r := range latest {
		y.value[m] = l.value[r]
		y.known = y.known<<1 | uint64(truth(r != 0))
	}
	if kind == Ratio {
		for m, r := range latest {
			y.per[m] = l.per[r]
		}
	}
}

// judgeReported works out the figures of the months; countMet then turns them
// into what they add upward, where the kind is CountMet.
func (y *tally) judgeReported(m *Measure, pl plan) {
	ratio := m.Kind == Ratio
	if m.Stock {
		carry(&y.value, y.known)
	} else {
		accumulate(&y.value)
	}
	if ratio && m.Stock {
		carry(&y.per, y.known)
	} else if ratio {
		accumulate(&y.per)
	}
	y.judge(m, pl, ratio)
}

// accumulate adds the months up; a month without a figure is 0 here.
func accumulate(months *[Months]int64) {
	sum := int64(0)
	for m := range months {
		sum += months[m]
		months[m] = sum
	}
}

// carry takes the newest figure on to the months that have none.
func carry(months *[Months]int64, known uint64) {
	now := int64(0)
	for m, v := range months {
		if has(known, m) != 0 {
			now = v
		}
		months[m] = now
	}
}

// countMet turns a judged target into one met or not, out of one.
func (y *tally) countMet(on bool) {
	one := truth(on)
	for m := range Months {
		y.value[m] = int64(has(y.marks.reached(), m)) & one
		y.per[m] = one
	}
}

// judge finds the classes and the share from what is to date. A month is
// judged when a figure of that month counts, and a flow by the plan's share of
// the year so far: a twelfth for each month.
func (y *tally) judge(m *Measure, pl plan, ratio bool) {
	y.marks, y.share = allOpen, noShare
	if pl.on {
		y.marks |= listed
	}
	if !pl.set || y.known == 0 {
		return
	}
	if ratio {
		y.judgeRatio(m.sign(), pl)
	} else {
		y.judgeAmount(m.sign(), pl.value, m.Stock)
	}
}

// sign turns comparisons about where less is better.
func (m *Measure) sign() int64 { return 1 - 2*truth(m.Lower) }

func (y *tally) judgeAmount(sign, whole int64, stock bool) {
	need, step := int64(0), sign*whole
	if stock {
		need, step = Months*step, 0
	}
	reached, beyond, times := uint64(0), uint64(0), sign*Months
	for _, v := range y.value {
		need += step
		have := times * v
		reached = reached<<1 | uint64(truth(have >= need))
		beyond = beyond<<1 | uint64(truth(have > need))
	}
	y.mark(reached, beyond, y.known)
	last := lastOf(y.known)
	due := whole * int64(last+1)
	if stock {
		due = whole * Months
	}
	y.share = share(Months*y.value[last], due)
}

// mark keeps what was reached in the months that are judged.
func (y *tally) mark(reached, beyond, judged uint64) {
	y.marks = y.marks&listed | marks(reached&judged) | marks(beyond&judged|everyMonth&^judged)<<Months
}

func (y *tally) judgeRatio(sign int64, pl plan) {
	judged, reached, beyond := uint64(0), uint64(0), uint64(0)
	for m, v := range y.value {
		more := sign * compareProducts(v, pl.per, pl.value, y.per[m])
		judged = judged<<1 | uint64(truth(y.per[m] > 0))
		reached = reached<<1 | uint64(truth(more >= 0))
		beyond = beyond<<1 | uint64(truth(more > 0))
	}
	if judged &= y.known; judged == 0 || pl.per <= 0 {
		return
	}
	y.mark(reached, beyond, judged)
	last := lastOf(judged)
	y.share = shareOfRatio(y.value[last], y.per[last], pl)
}

// truth is 1 for true. The compiler makes it without a jump, which matters:
// classes cannot be foretold.
func truth(b bool) int64 {
	if b {
		return 1
	}
	return 0
}

// compareProducts compares a·b with c·d, in 128 bits where it takes them: −1, 0 or 1.
func compareProducts(a, b, c, d int64) int64 {
	if uint64(a|b|c|d) < 1<<31 {
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
