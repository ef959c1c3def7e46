package maps

import (
	"slices"

	"dondoc/internal/chart"
)

// Leaf is one part of a treemap, or one tile of a map.
type Leaf struct {
	Name  string
	Under string // a second line
	Title string // what it says when pointed at
	Href  string
	Size  float64 // its area; of a tile nothing
	Shade Shade
}

// Branch is leaves under one head.
type Branch struct {
	Name   string
	Leaves []Leaf
}

// Treemap shows amounts as areas, branch by branch (sơ đồ cây theo diện tích).
type Treemap struct {
	Title, Desc string
	Branches    []Branch
}

const (
	treeWide, treeHigh, treeHead = 720.0, 360.0, 18.0
	treeLetter                   = 12.0
	boldWider                    = 1.15
)

// area is a rectangle that is being filled.
type area struct{ x, y, w, h float64 }

// Draw makes a picture of 720 × 360 px.
func (t Treemap) Draw() chart.Drawing {
	d := sheet{chart.Drawing{Kind: "treemap", Width: treeWide, Height: treeHigh, Title: t.Title, Desc: t.Desc}}
	var sizes []float64
	var branches []Branch
	for _, b := range t.Branches {
		b.Leaves = slices.DeleteFunc(slices.Clone(b.Leaves), func(l Leaf) bool { return !(l.Size > 0) })
		sum := 0.0
		for _, l := range b.Leaves {
			sum += l.Size
		}
		if sum > 0 {
			branches, sizes = append(branches, b), append(sizes, sum)
		}
	}
	for i, a := range squarify(sizes, area{1, 1, treeWide - 2, treeHigh - 2}) {
		d.branch(branches[i], a)
	}
	return d.Drawing
}

func (d *sheet) branch(b Branch, a area) {
	inner := area{a.x + 2, a.y + 2, max(a.w-4, 0), max(a.h-4, 0)}
	if a.h > 2*treeHead && a.w > 40 {
		d.text(a.x+4, a.y+14, fit(b.Name, treeLetter*boldWider, a.w-8), treeLetter, chart.Start, chart.Ink).Bold = true
		inner = area{inner.x, inner.y + treeHead, inner.w, inner.h - treeHead}
	}
	sizes := make([]float64, len(b.Leaves))
	for i, l := range b.Leaves {
		sizes[i] = l.Size
	}
	for i, r := range squarify(sizes, inner) {
		l := b.Leaves[i]
		d.group(l.Title, l.Href, func() {
			mark := d.shaded(r.x+1, r.y+1, max(r.w-2, 0), max(r.h-2, 0), l.Shade)
			if r.h > 20 {
				d.text(r.x+6, r.y+16, fit(l.Name, treeLetter, r.w-12), treeLetter, chart.Start, mark)
			}
			if r.h > 36 {
				d.text(r.x+6, r.y+32, fit(l.Under, treeLetter, r.w-12), treeLetter, chart.Start, mark)
			}
		})
	}
}

// squarify parts an area by sizes, in their order of size, each part as near to
// a square as may be (Bruls, Huizing, van Wijk 2000). The parts come in the order
// of the sizes given.
func squarify(sizes []float64, in area) []area {
	order := make([]int, len(sizes))
	sum := 0.0
	for i, s := range sizes {
		order[i] = i
		sum += s
	}
	slices.SortStableFunc(order, func(a, b int) int {
		switch {
		case sizes[a] > sizes[b]:
			return -1
		case sizes[a] < sizes[b]:
			return 1
		}
		return 0
	})
	out := make([]area, len(sizes))
	if sum <= 0 {
		return out
	}
	scale := in.w * in.h / sum
	for len(order) > 0 {
		side := min(in.w, in.h)
		n := 1
		for n < len(order) && worst(sizes, order[:n+1], scale, side) <= worst(sizes, order[:n], scale, side) {
			n++
		}
		in = in.row(sizes, order[:n], scale, out)
		order = order[n:]
	}
	return out
}

// worst is the longest side against the shortest of a row's parts.
func worst(sizes []float64, row []int, scale, side float64) float64 {
	sum, least, most := 0.0, sizes[row[0]]*scale, 0.0
	for _, i := range row {
		s := sizes[i] * scale
		sum, least, most = sum+s, min(least, s), max(most, s)
	}
	if sum == 0 || least == 0 {
		return 0
	}
	return max(side*side*most/(sum*sum), sum*sum/(side*side*least))
}

// row lays parts along the shorter side and gives what is left.
func (a area) row(sizes []float64, row []int, scale float64, out []area) area {
	sum := 0.0
	for _, i := range row {
		sum += sizes[i] * scale
	}
	if a.w >= a.h {
		w, y := sum/max(a.h, 1e-9), a.y
		for _, i := range row {
			h := sizes[i] * scale / max(w, 1e-9)
			out[i], y = area{a.x, y, w, h}, y+h
		}
		return area{a.x + w, a.y, max(a.w-w, 0), a.h}
	}
	h, x := sum/max(a.w, 1e-9), a.x
	for _, i := range row {
		w := sizes[i] * scale / max(h, 1e-9)
		out[i], x = area{x, a.y, w, h}, x+w
	}
	return area{a.x, a.y + h, a.w, max(a.h-h, 0)}
}

// Tiles is a map of tiles, one a unit, in the places given or row by row; it
// borrows no geometry.
type Tiles struct {
	Title, Desc string
	Columns     int // of units without a place
	Tiles       []Leaf
	Places      [][2]int // column and row of each tile; nil: row by row
}

const tileWide, tileHigh = 92.0, 48.0

// Draw makes a picture as large as its places.
func (t Tiles) Draw() chart.Drawing {
	d := sheet{chart.Drawing{Kind: "tiles", Title: t.Title, Desc: t.Desc}}
	columns := max(t.Columns, 1)
	for i, l := range t.Tiles {
		at := [2]int{i % columns, i / columns}
		if t.Places != nil {
			at = t.Places[i]
		}
		x, y := 1+float64(at[0])*tileWide, 1+float64(at[1])*tileHigh
		d.Width, d.Height = max(d.Width, x+tileWide+1), max(d.Height, y+tileHigh+1)
		d.group(l.Title, l.Href, func() {
			mark := d.shaded(x+1, y+1, tileWide-3, tileHigh-3, l.Shade)
			d.text(x+tileWide/2-1, y+19, fit(l.Name, 11.5, tileWide-8), 11.5, chart.Middle, mark)
			d.text(x+tileWide/2-1, y+36, fit(l.Under, 12, tileWide-8), 12, chart.Middle, mark).Bold = true
		})
	}
	return d.Drawing
}
