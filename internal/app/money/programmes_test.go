package money

import (
	"testing"

	"dondoc/internal/capital"
	"dondoc/internal/id"
)

// The year's plan of a programme that has ended counts under the one that goes on
// with it, what was carried over stays its own, a programme nobody knows stands
// by itself, and a project of none has no part in any.
func TestProgrammesOfAYear(t *testing.T) {
	row := func(of, programme, component string, plan, kept int64) Row {
		return Row{Project: capital.Project{ID: id.ID(of), Programme: programme, Component: component}, Position: capital.Position{Bound: capital.Share{Plan: plan, Paid: plan / 2}}, Kept: capital.Share{Plan: kept}}
	}
	rows := []Row{row("1", "Giảm nghèo bền vững", "gn-2021/3", 100, 30), row("2", "Giảm nghèo bền vững", "", 10, 0), row("3", "Đề án huyện", "", 7, 0), row("4", "", "", 50, 50)}
	find := func(year int, name string) (out ProgrammeRow) {
		for _, p := range programmesOf(rows, year) {
			if p.Of.Name == name {
				out = p
			}
		}
		return out
	}
	merged := "Xây dựng nông thôn mới, giảm nghèo bền vững và phát triển kinh tế - xã hội vùng đồng bào dân tộc thiểu số và miền núi"
	if p := find(2025, "Giảm nghèo bền vững"); p.Projects != 2 || p.Year.Plan != 110 || p.Kept.Plan != 30 || len(p.Components) != 2 || p.Components[1].Of.Label != "DA3" {
		t.Errorf("2025: %+v", p)
	}
	if p := find(2026, merged); p.Projects != 2 || p.Year.Plan != 110 || p.Year.Paid != 55 || p.Kept.Plan != 0 || !p.Components[0].Ended {
		t.Errorf("2026, the one that goes on: %+v", p)
	}
	if p := find(2026, "Giảm nghèo bền vững"); p.Projects != 1 || p.Year.Plan != 0 || p.Kept.Plan != 30 {
		t.Errorf("2026, its own: %+v", p)
	}
	if p := find(2026, "Đề án huyện"); p.Known || p.Year.Plan != 7 {
		t.Errorf("of no programme there is: %+v", p)
	}
	if n := len(programmesOf(rows, 2026)); n != 9 {
		t.Errorf("%d programmes of 2026", n)
	}
}
