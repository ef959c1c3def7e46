package money

import (
	"testing"

	"dondoc/internal/capital"
	"dondoc/internal/errs"
	"dondoc/internal/org"
)

// The parts of a year by unit, programme and group add up to it, each part's
// count is its list, and alike rates share a place; of a project of two sources
// each source has its own part.
func TestParts(t *testing.T) {
	a, b := org.Version{Unit: org.Unit{ID: "a", Code: "a"}, Name: "A"}, org.Version{Unit: org.Unit{ID: "b", Code: "b"}, Name: "B"}
	row := func(of org.Version, programme string, plan, paid, before int64, sources map[capital.Source]capital.Share) Row {
		r := Row{Project: capital.Project{Programme: programme, Group: "C"}, Investor: of, Under: of, Sources: sources,
			Position: capital.Position{Bound: capital.Share{Plan: plan, Paid: paid}}}
		r.Points[0], r.Points[1] = capital.Share{Plan: plan, Paid: before}, capital.Share{Plan: plan, Paid: paid}
		return r
	}
	c := Capital{Over: 2, Rows: []Row{
		row(a, "", 10, 5, 1, map[capital.Source]capital.Share{"central": {Plan: 6, Paid: 5}, "land_use": {Plan: 4}}),
		row(a, "NTM", 10, 5, 9, map[capital.Source]capital.Share{"central": {Plan: 10, Paid: 5}}),
		row(b, "NTM", 8, 4, 1, nil),
	}}
	for _, by := range []Dimension{ByUnit, ByInvestor, ByProgramme, ByGroup} {
		sum := capital.Share{}
		for _, p := range c.Parts(by) {
			sum = plus(sum, p.Share)
			if rows, err := c.Only(by, p.Key); err != nil || len(rows) != p.Projects {
				t.Errorf("%s %s: %d rows of %d, %v", by, p.Key, len(rows), p.Projects, err)
			}
		}
		if (sum != capital.Share{Plan: 28, Paid: 14}) {
			t.Errorf("%s: %v", by, sum)
		}
	}
	units := c.Parts(ByUnit)
	if units[0].Key != "a" || units[0].Rank != 1 || units[1].Rank != 1 || units[0].Before != 1 || units[1].Before != 2 {
		t.Errorf("%+v", units)
	}
	sources := c.Parts(BySource)
	if len(sources) != 2 || sources[0].Key != "central" || (sources[0].Share != capital.Share{Plan: 16, Paid: 10}) || sources[0].Projects != 2 {
		t.Errorf("%+v", sources)
	}
	if _, err := c.Only("weather", "rain"); !errs.Is(err, errs.Invalid) {
		t.Errorf("%v", err)
	}
}
