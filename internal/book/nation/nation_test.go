package nation_test

import (
	"reflect"
	"testing"

	"dondoc/internal/book"
	"dondoc/internal/book/nation"
)

// small is enough for several parts a year, so that workers share units and sums.
var small = nation.Size{Provinces: 3, Communes: 240, Departments: 60, Years: 2}

func made(t *testing.T, size nation.Size, seed uint64) *nation.Nation {
	t.Helper()
	n, err := nation.Make(size, seed)
	if err != nil {
		t.Fatal(err)
	}
	return n
}

func TestNational(t *testing.T) {
	s := nation.National(1)
	if s.Targets() != 135_620 || s.Cells() != 8_011_200 {
		t.Errorf("%d targets a year, %d cells", s.Targets(), s.Cells())
	}
	if rows := s.Rows(); rows < 9_200_000 || rows > 9_280_000 {
		t.Errorf("%d rows", rows)
	}
}

func TestMake(t *testing.T) {
	one, again, other := made(t, small, 7), made(t, small, 7), made(t, small, 8)
	if !reflect.DeepEqual(one.Book.Live().Levels(), again.Book.Live().Levels()) {
		t.Error("one seed made two nations")
	}
	if reflect.DeepEqual(one.Book.Live().Levels(), other.Book.Live().Levels()) {
		t.Error("two seeds made one nation")
	}
	if off := one.Rows - small.Rows(); off > small.Rows()/100 || off < -small.Rows()/100 {
		t.Errorf("%d rows, foretold %d", one.Rows, small.Rows())
	}
	for _, l := range one.Book.Live().Levels() {
		if l.Exceeded == 0 || l.NotMet == 0 || l.Shares == 0 {
			t.Errorf("level %s is all alike: %+v", nation.LevelNames[l.Level], l)
		}
	}
}

// TestLargeWorldStaysRight: with several parts and workers, what Apply keeps is
// what the log says, and boards of the past are those of a full roll-up.
func TestLargeWorldStaysRight(t *testing.T) {
	n := made(t, small, 3)
	for _, r := range n.More(5_000, book.Approved) {
		if err := n.Book.Apply(r); err != nil {
			t.Fatal(err)
		}
	}
	for y := range int32(small.Years) {
		if d, differ := n.Book.Check(y); differ {
			t.Fatalf("%+v", d)
		}
	}
	if d, differ := book.Compare(n.Book.Live(), n.Book.RollUp(book.Latest, nil)); differ {
		t.Fatalf("%+v", d)
	}
	moment := n.Moments[1][5]
	then := n.Book.RollUp(moment, nil)
	for year := range int32(small.Years) {
		for unit := range int32(1 + small.Provinces + small.Communes + small.Departments) {
			for _, l := range n.Book.Board(nil, year, unit, moment) {
				for m := range int32(book.Months) {
					if class, on := then.Class(l.Target, m); !on || class != l.Class(int(m)) || then.Since(l.Target, m) != l.Since(int(m)) {
						t.Fatalf("unit %d, target %d, month %d: the board says %d, the roll-up %d", unit, l.Target, m, l.Class(int(m)), class)
					}
				}
			}
		}
	}
}
