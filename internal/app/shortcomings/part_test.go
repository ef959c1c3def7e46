package shortcomings

import (
	"testing"

	"dondoc/internal/app/desk"
	"dondoc/internal/app/standing"
	"dondoc/internal/criterion"
	"dondoc/internal/id"
	"dondoc/internal/period"
	"dondoc/internal/target"
)

// A part ("trong đó") that was missed is proposed under its target's name, whether the
// target itself was met or not; only targets are counted as not yet judged.
func TestMissedParts(t *testing.T) {
	row := func(name string, class criterion.Class, parts ...standing.BoardRow) standing.BoardRow {
		return standing.BoardRow{Target: target.Target{ID: id.ID(name), Name: name, Revisions: []target.Revision{{No: 1, Wording: "400 ha"}}}, Standing: target.Standing{Class: class}, Parts: parts}
	}
	out := Proposals{Year: "2023"}
	out.missed(&desk.Tx{Today: period.Date("2024-01-05")}, []standing.BoardRow{
		row("Trồng rừng", criterion.Met, row("trồng mới", criterion.NotMet), row("trồng lại", criterion.NotAssessed)), row("Thu ngân sách", criterion.NotMet), row("Giảm nghèo", criterion.NotAssessed)}, "")
	var names []string
	for _, r := range out.Rows {
		names = append(names, r.Ground.Name+"/"+string(r.Ground.Ref))
	}
	if len(names) != 2 || names[0] != "Trồng rừng: trồng mới/trồng mới" || names[1] != "Thu ngân sách/Thu ngân sách" || out.Open != 1 {
		t.Errorf("%v, open %d", names, out.Open)
	}
}
