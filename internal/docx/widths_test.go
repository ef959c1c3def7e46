package docx

import "testing"

// A number is not broken in two where other columns have room.
func TestNumbersAreNotBroken(t *testing.T) {
	d := Document{Landscape: true, Columns: []Column{{Title: "TT", Share: 5}, {Title: "Danh mục", Share: 60}}}
	cells := []string{"1", "Đường trục thôn Bản Duồm"}
	for range 16 {
		d.Columns = append(d.Columns, Column{Title: "Kế hoạch", Share: 8, Right: true})
		cells = append(cells, "145.064,9")
	}
	d.Rows = []Row{{Cells: cells}}
	sum := 0
	for i, w := range d.widths() {
		if need := longest(cells[i], d.small(), false) + 2*d.margin(); w < need && i != 1 {
			t.Errorf("column %d is %d broad and needs %d", i, w, need)
		}
		sum += w
	}
	if sum > d.width() {
		t.Errorf("%d broad altogether, not %d", sum, d.width())
	}
	if plain := (Document{Columns: []Column{{Title: "A", Share: 1}, {Title: "B", Share: 3}}}).widths(); plain[1]/plain[0] != 3 && plain[1]/plain[0] != 2 {
		t.Errorf("shares are not kept: %v", plain)
	}
}
