package report

import (
	"strings"
	"testing"

	"dondoc/internal/app/reports"
	"dondoc/internal/app/standing"
	"dondoc/internal/criterion"
	"dondoc/internal/i18n"
	"dondoc/internal/target"
)

// Parts stand under their target in the annex and are not counted.
func TestPartsStandUnderTheirTarget(t *testing.T) {
	row := func(name string, depth int, parts ...standing.BoardRow) standing.BoardRow {
		r := standing.BoardRow{Target: target.Target{Name: name, Revisions: []target.Revision{{Wording: "5 ha"}}}, Depth: depth, Parts: parts}
		r.Class = criterion.Met
		return r
	}
	whole := row("Trồng rừng", 0, row("Rừng sản xuất", 1, row("Keo", 2)))
	m := reports.Material{Board: standing.Board{Cycle: "2024", Rows: []standing.BoardRow{whole}}}
	w := newWriter(i18n.Vietnamese, m)
	a := w.targetAnnex()
	var names []string
	for _, r := range a.Table.Rows {
		names = append(names, r.Cells[1])
	}
	if len(names) != 3 || names[0] != "Trồng rừng" || names[1] != "– Rừng sản xuất" || names[2] != "– – Keo" || len(a.Notes) != 1 {
		t.Errorf("%q %q", names, a.Notes)
	}
	w.targets()
	if said := w.d.Blocks[0].Text(); !strings.Contains(said, "01/01 chỉ tiêu") {
		t.Errorf("parts are counted: %s", said)
	}
}
