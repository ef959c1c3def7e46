package parts

import (
	"slices"
	"testing"
)

// A list in parts is the list: every row once, in order, whatever the part's size.
func TestPartsAreTheWhole(t *testing.T) {
	for n := range 12 {
		var all []int
		for i := range n {
			all = append(all, i)
		}
		for most := -1; most < 14; most++ {
			var got []int
			for after, turns := 0, 0; ; turns++ {
				some, p := Cut(all, after, most)
				got = append(got, some...)
				if p.Total != n || p.After != after || len(some) > max(most, 1) || turns > n {
					t.Fatalf("%d rows after %d, at most %d: %+v", n, after, most, p)
				}
				if p.Next == 0 {
					break
				}
				after = p.Next
			}
			if !slices.Equal(got, all) {
				t.Errorf("%d rows, at most %d: %v", n, most, got)
			}
		}
	}
	if some, p := Cut([]int{1, 2}, 9, 5); len(some) != 0 || p.After != 2 || p.Next != 0 {
		t.Errorf("after the end: %v, %+v", some, p)
	}
}
