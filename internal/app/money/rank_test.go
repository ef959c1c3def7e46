package money

import (
	"testing"

	"dondoc/internal/capital/rollup"
)

// A place is one among all: where more investors are on other pages there is none.
func TestPlacesAreAmongAll(t *testing.T) {
	part := func(paid int64) SumPart { return SumPart{Amounts: rollup.Amounts{Plan: 10, Paid: paid}} }
	for _, c := range []struct {
		by   Dimension
		more bool
		from int
		want [2]int
	}{
		{ByInvestor, false, 0, [2]int{2, 1}}, {ByInvestor, true, 0, [2]int{}}, {ByInvestor, false, 50, [2]int{}}, {ByUnit, false, 0, [2]int{2, 1}},
	} {
		s := Summed{By: c.by, More: c.more, From: c.from, Parts: []SumPart{part(3), part(7)}}
		s.rank()
		if got := [2]int{s.Parts[0].Rank, s.Parts[1].Rank}; got != c.want {
			t.Errorf("by %s, more %v, from %d: places %v, want %v", c.by, c.more, c.from, got, c.want)
		}
	}
}
