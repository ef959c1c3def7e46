package book

import "sync/atomic"

// Counts are kept in lanes of one word, so that one addition counts several
// months, or several classes, at once.

// bytesOf spreads six months over six lanes of 8 bits, wordsOf four over four of 16.
var (
	bytesOf [1 << 6]uint64
	wordsOf [1 << 4]uint64
)

func init() {
	for i := range bytesOf {
		for bit := range 6 {
			bytesOf[i] |= uint64(i>>(5-bit)&1) << (8 * bit)
		}
	}
	for i := range wordsOf {
		for bit := range 4 {
			wordsOf[i] |= uint64(i>>(3-bit)&1) << (16 * bit)
		}
	}
}

// lanesOfMonths counts months up to 255 each.
type lanesOfMonths [2]uint64

func (c *lanesOfMonths) add(months uint64) {
	c[0] += bytesOf[months>>6&63]
	c[1] += bytesOf[months&63]
}

func (c *lanesOfMonths) of(m int) uint64 { return c[m/6] >> (8 * (m % 6)) & 255 }

// counter counts the classes of a unit's targets.
type counter struct {
	reached, beyond, both lanesOfMonths
	listed                uint64
}

// take counts a target; when it gives true, the counter is full.
func (c *counter) take(k marks) bool {
	if k&listed == 0 {
		return false
	}
	reached, beyond := k.reached(), k.beyond()
	c.reached.add(reached)
	c.beyond.add(beyond)
	c.both.add(reached & beyond)
	c.listed++
	return c.listed == 255
}

// A score is a word of four lanes of 16 bits, by Class, for each unit and month.

// inScore is what a listed target counts in the score of a month.
func inScore(k marks, m int) uint64 {
	if k&listed == 0 {
		return 0
	}
	return 1 << (16 * k.class(m))
}

func readScore(s uint64) [4]int64 {
	return [4]int64{int64(s & 0xffff), int64(s >> 16 & 0xffff), int64(s >> 32 & 0xffff), int64(s >> 48)}
}

// flush adds what was counted to a unit's score and begins again. Parts that
// share a unit may do so at once.
func (s *rolledYear) flush(unit int32, c *counter) {
	if c.listed == 0 {
		return
	}
	score := (*[Months]uint64)(s.score[int(unit)*Months:])
	for m := range score {
		reached, beyond, both := c.reached.of(m), c.beyond.of(m), c.both.of(m)
		word := both<<(16*Exceeded) + (reached-both)<<(16*Met) + (beyond-both)<<(16*NotAssessed) + (c.listed-reached-beyond+both)<<(16*NotMet)
		atomic.AddUint64(&score[m], word)
	}
	*c = counter{}
}

// Total is an indicator's figures of all targets at and below a unit, to date.
type Total struct {
	Value, Per int64 // as Row; of CountMet the targets met and all targets
	Known      int64 // targets with a figure of this very month
}

// totals are the Totals of twelve months. Per is left alone where the kind is Sum.
type totals struct {
	value, per [Months]int64
	known      [3]uint64 // four lanes of 16 bits each
}

func (s *totals) at(m int) Total {
	return Total{s.value[m], s.per[m], int64(s.known[m/4] >> (16 * (m % 4)) & 0xffff)}
}

func (s *totals) add(o *totals) {
	for m := range s.value {
		s.value[m] += o.value[m]
		s.per[m] += o.per[m]
	}
	for i := range s.known {
		s.known[i] += o.known[i]
	}
}

// take adds what a target adds; its months with a figure are for countKnown.
func (s *totals) take(y *tally, kind Kind) {
	for m := range s.value {
		s.value[m] += y.value[m]
	}
	if kind != Sum {
		for m := range s.per {
			s.per[m] += y.per[m]
		}
	}
}

// countKnown adds one to the months of a target that have a figure.
func (s *totals) countKnown(known uint64) {
	for i := range s.known {
		s.known[i] += wordsOf[known>>(8-4*i)&15]
	}
}

// countMet adds a listed target to those of its kind, and to those met.
func (s *totals) countMet(k marks) {
	for m := range s.value {
		s.value[m] += int64(has(k.reached(), m))
		s.per[m]++
	}
}

// give takes away what take added.
func (s *totals) give(y *tally, kind Kind) {
	for m := range s.value {
		s.value[m] -= y.value[m]
	}
	if kind != Sum {
		for m := range s.per {
			s.per[m] -= y.per[m]
		}
	}
}

// uncountKnown takes away what countKnown added.
func (s *totals) uncountKnown(known uint64) {
	for i := range s.known {
		s.known[i] -= wordsOf[known>>(8-4*i)&15]
	}
}
