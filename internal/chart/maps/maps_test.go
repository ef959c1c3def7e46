package maps

import (
	"math"
	"strings"
	"testing"

	"dondoc/internal/chart"
)

// The parts of a treemap fill it, do not lap over one another and are as large as
// what they stand for.
func TestSquarify(t *testing.T) {
	for _, sizes := range [][]float64{{1}, {6, 4, 1.5, 2}, {5, 5, 5, 5, 5}, {100, 1, 1, 1}, {0.1, 7, 3, 3, 2, 1, 1}} {
		in := area{1, 1, 720, 360}
		parts, sum := squarify(sizes, in), 0.0
		for _, s := range sizes {
			sum += s
		}
		for i, p := range parts {
			if want := in.w * in.h * sizes[i] / sum; math.Abs(p.w*p.h-want) > 1e-6*in.w*in.h {
				t.Errorf("%v: part %d has %.2f, want %.2f", sizes, i, p.w*p.h, want)
			}
			for j, q := range parts[:i] {
				if over := min(p.x+p.w, q.x+q.w) - max(p.x, q.x); over > 1e-6 && min(p.y+p.h, q.y+q.h)-max(p.y, q.y) > 1e-6 {
					t.Errorf("%v: parts %d and %d lap over", sizes, i, j)
				}
			}
		}
	}
}

// Each of the 34 provinces has a place of its own, and the islands go with theirs.
func TestProvinces(t *testing.T) {
	if len(provinces) != 34 {
		t.Errorf("%d provinces", len(provinces))
	}
	at := map[[2]int]string{}
	for name, place := range provinces {
		if other, taken := at[place]; taken {
			t.Errorf("%s and %s stand on %v", name, other, place)
		}
		at[place] = name
	}
	for of, island := range islands {
		if _, known := provinces[of]; !known || at[island.At] != "" {
			t.Errorf("%s: %v", of, island)
		}
	}
	names := []string{"Tỉnh Thái Nguyên", "Cao Bằng", "UBND tỉnh Lạng Sơn", "Thành phố Đà Nẵng", "TP. Huế", "Gia Lai", "Đắk Lắk", "Khánh Hòa", "Cà Mau", "Thành phố Hồ Chí Minh"}
	places, with, ok := Provinces(names)
	if !ok || len(places) != len(names) || len(with) != 2 || with[0].Of != 3 || with[1].Of != 7 {
		t.Errorf("%v %v %v", places, with, ok)
	}
	if _, _, ok := Provinces(append(names, "Xã Ngân Sơn")); ok {
		t.Error("a commune has a place among the provinces")
	}
}

// A heat map without figures and names with signs of markup draw as well.
func TestDraw(t *testing.T) {
	h := Heat{Title: "<b>", Columns: []string{"1", "2"}, Rows: []HeatRow{{Name: "Xã \"A\" & B", Href: "/u/a", Cells: []HeatCell{{Label: "3", Shade: Low}, {}}}}}
	for _, d := range []chart.Drawing{h.Draw(), Treemap{Branches: []Branch{{Name: "x", Leaves: []Leaf{{Name: "a"}}}}}.Draw(), Tiles{Tiles: []Leaf{{Name: "<i>"}}}.Draw(),
		Trends{Title: "<b>", Columns: []string{"1", "2", "3"}, Rows: []Trend{{Name: "<i>", Spark: chart.Spark{Values: []chart.Value{chart.Known(1), {}, chart.Known(2)}, Plan: chart.Known(9)}, Figure: "2 <b>"}, {}}}.Draw()} {
		if svg := d.SVG("a"); strings.Contains(svg, "<b>") || strings.Contains(svg, "<i>") {
			t.Error(svg)
		}
		for _, s := range d.Shapes {
			for _, p := range s.Points {
				if p.X < 0 || p.Y < 0 || p.X > d.Width || p.Y > d.Height {
					t.Errorf("%s: %+v lies outside of %g × %g", d.Kind, s, d.Width, d.Height)
				}
			}
		}
	}
}
