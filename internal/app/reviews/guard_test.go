package reviews

import (
	"testing"

	"dondoc/internal/amend"
	"dondoc/internal/approval"
	"dondoc/internal/criterion"
	"dondoc/internal/i18n"
	"dondoc/internal/id"
	"dondoc/internal/measure"
	"dondoc/internal/period"
	"dondoc/internal/target"
)

// figureOn is a figure of December that was reported and approved on a day.
func figureOn(day period.Date, value int64, states ...approval.State) target.Observation {
	d := measure.Int(value)
	o := target.Observation{ID: id.ID(day), Seq: int64(len(day)) + value, Month: "2023-12", Text: d.String() + " ha", Cumulative: true, Final: true, At: day.Time(),
		Actual: criterion.Actual{How: criterion.Point, Value: &d}, Evidence: []target.Evidence{{}}}
	if len(states) == 0 {
		states = []approval.State{approval.Submitted, approval.Verified, approval.Approved}
	}
	for i, s := range states {
		o.Steps = append(o.Steps, target.StepTaken{No: i + 1, State: s, At: o.At})
	}
	return o
}

func planned(name string, setter target.Setter, plans map[period.Date]string, days []period.Date, figures ...target.Observation) target.Facts {
	t := target.Target{ID: id.ID(name), Name: name, Cycle: "2023", UnitOfMeasure: "ha", Accumulation: target.Flow, Direction: criterion.Higher, Setter: setter}
	for i, day := range days {
		c, _ := criterion.Read(plans[day], criterion.Hints{Unit: "ha", Direction: criterion.Higher})
		t.Revisions = append(t.Revisions, target.Revision{No: i + 1, Wording: plans[day], Criterion: c, Confirmed: true, At: day.Time()})
	}
	return target.Facts{Target: t, Observations: figures}
}

// TestGuards: each sign shows where it should, with what makes it one, and not one
// step beside.
func TestGuards(t *testing.T) {
	one := func(plan string, figures ...target.Observation) target.Facts {
		return planned("a", target.Superior, map[period.Date]string{"2023-01-10": plan}, []period.Date{"2023-01-10"}, figures...)
	}
	changed := func(to string, on period.Date) target.Facts {
		return planned("a", target.Superior, map[period.Date]string{"2023-01-10": "400 ha", on: to}, []period.Date{"2023-01-10", on}, figureOn("2023-12-10", 450))
	}
	dropped := changed("400 ha", "2023-11-20")
	dropped.Target.Revisions[1].Dropped = true
	corrected := changed("300 ha", "2023-11-20")
	estimate := figureOn("2023-12-10", 450)
	estimate.Final = false
	bare := figureOn("2023-12-10", 450)
	bare.Evidence = nil
	own := planned("own", target.OwnCouncil, map[period.Date]string{"2023-01-10": "400 ha"}, []period.Date{"2023-01-10"}, figureOn("2023-12-10", 450))
	missed := one("400 ha", figureOn("2023-12-10", 100))
	for _, tt := range []struct {
		name  string
		facts []target.Facts
		want  string // one guard, or none
		row   Sign
	}{
		{"lowered in November", []target.Facts{corrected}, "lowered_late", Sign{Before: "400 ha", After: "300 ha", On: "2023-11-20"}},
		{"lowered in July", []target.Facts{changed("300 ha", "2023-07-20")}, "", Sign{}},
		{"raised in November", []target.Facts{changed("420 ha", "2023-11-20")}, "", Sign{}},
		{"of another kind", []target.Facts{changed("từ 300 đến 350 ha", "2023-11-20")}, "changed_late", Sign{Before: "400 ha", After: "từ 300 đến 350 ha", On: "2023-11-20"}},
		{"dropped in November", []target.Facts{dropped}, "dropped_late", Sign{Before: "400 ha", On: "2023-11-20"}},
		{"a jump in the last week", []target.Facts{one("400 ha", figureOn("2023-12-10", 299), figureOn("2023-12-28", 400))}, "last_week", Sign{Before: "299 ha", After: "400 ha", On: "2023-12-28"}},
		{"a step in the last week", []target.Facts{one("400 ha", figureOn("2023-12-10", 330), figureOn("2023-12-28", 420))}, "", Sign{}},
		{"nothing before the last week", []target.Facts{one("400 ha", figureOn("2024-01-03", 430))}, "last_week", Sign{After: "430 ha", On: "2024-01-03"}},
		{"a jump that does not reach the plan", []target.Facts{one("400 ha", figureOn("2023-12-28", 300))}, "", Sign{}},
		{"three at exactly 100", []target.Facts{one("400 ha", figureOn("2023-12-10", 400)), one("20 ha", figureOn("2023-12-10", 20)), one("7 ha", figureOn("2023-12-10", 7))}, "exactly_100", Sign{After: "400 ha", On: "2023-12-10"}},
		{"two at exactly 100", []target.Facts{one("400 ha", figureOn("2023-12-10", 400)), one("20 ha", figureOn("2023-12-10", 20))}, "", Sign{}},
		{"a figure not yet approved", []target.Facts{one("400 ha", figureOn("2023-12-10", 450), figureOn("2023-12-20", 460, approval.Submitted))}, "unverified", Sign{After: "460 ha", On: "2023-12-20"}},
		{"three estimates", []target.Facts{one("400 ha", estimate), one("400 ha", estimate), one("400 ha", estimate)}, "estimate", Sign{After: "450 ha", On: "2023-12-10"}},
		{"three without evidence", []target.Facts{one("400 ha", bare), one("400 ha", bare), one("400 ha", bare)}, "no_evidence", Sign{After: "450 ha", On: "2023-12-10"}},
		{"self-set beside superior-set", []target.Facts{own, own, own, missed}, "self_set", Sign{Name: "own", After: "450 ha", On: "2023-12-10"}},
	} {
		got := guards(tt.facts, "2023-12-31", "2023-12")
		if tt.want == "" {
			if len(got) > 0 {
				t.Errorf("%s: %+v", tt.name, got)
			}
			continue
		}
		if len(got) != 1 || got[0].Kind != tt.want {
			t.Errorf("%s: %+v", tt.name, got)
			continue
		}
		row := got[0].Rows[0]
		if row.ID = ""; tt.row.Name == "" {
			row.Name = ""
		}
		if row != tt.row {
			t.Errorf("%s: %+v, want %+v", tt.name, row, tt.row)
		}
		if b := got[0].Beside; b != nil && (*b != Beside{N: 0, Of: 1} || got[0].Of != 3) {
			t.Errorf("%s: %+v beside %+v", tt.name, got[0], b)
		}
		for _, key := range []string{"web.review_guard_", "review.guard_"} {
			if key += got[0].Kind; i18n.T("vi", key, "n", 1, "of", 2, "met", 3, "given", 4) == key {
				t.Errorf("no words: %s", key)
			}
		}
	}
	corrected.Target.Revisions[1].Amended = &amend.Amendment{}
	if got := guards([]target.Facts{corrected}, "2023-12-31", "2023-12"); len(got) > 0 {
		t.Errorf("a correction: %+v", got)
	}
}

// TestWorkWithoutAPlan: within the year, what nothing says how far it was to be is
// none of the work, and is named; that nothing happened so far counts as done.
func TestWorkWithoutAPlan(t *testing.T) {
	june := func(wording, unit string, k target.Accumulation, figure int64) target.Facts {
		f := planned(wording, target.Superior, map[period.Date]string{"2023-01-10": wording}, []period.Date{"2023-01-10"}, figureOn("2023-07-02", figure))
		o := &f.Observations[0]
		o.Month, o.Text, o.Actual.Unit = "2023-06", o.Actual.Value.String()+" "+unit, unit
		way := criterion.Higher
		if unit == "vụ" {
			way = criterion.Lower
		}
		c, asked := criterion.Read(wording, criterion.Hints{Unit: unit, Direction: way})
		if len(asked) > 0 {
			t.Fatalf("%s: %v", wording, asked)
		}
		f.Target.Accumulation, f.Target.UnitOfMeasure, f.Target.Direction, f.Target.Revisions[0].Criterion = k, unit, way, c
		return f
	}
	interim := june("từ 95% trở lên", "%", target.Stock, 60)
	interim.Target.Revisions[0].Options.Interim = "6 tháng: 50%"
	for name, tt := range map[string]struct {
		f             target.Facts
		done, planned bool
	}{
		"a share under its plan":           {june("từ 95% trở lên", "%", target.Stock, 60), false, false},
		"a share with a plan of the month": {interim, true, true},
		"an amount on its way":             {june("400 ha", "ha", target.Flow, 210), true, true},
		"an amount behind":                 {june("400 ha", "ha", target.Flow, 150), false, true},
		"no fire so far":                   {june("không để xảy ra cháy rừng", "vụ", target.EventCount, 0), true, true},
		"a fire":                           {june("không để xảy ra cháy rừng", "vụ", target.EventCount, 1), false, true},
		"half a year of five":              {june("2021-2025: 100 doanh nghiệp", "doanh nghiệp", target.Flow, 10), false, false},
	} {
		item, is := targetItem(tt.f, "2023-06")
		if item.Done != tt.done || is != tt.planned {
			t.Errorf("%s: %+v, planned: %v", name, item, is)
		}
		got := guards([]target.Facts{tt.f}, "2023-06-30", "2023-06")
		if named := len(got) > 0 && got[0].Kind == "no_plan"; named == tt.planned {
			t.Errorf("%s: %+v", name, got)
		}
	}
	never := june("400 ha", "ha", target.Flow, 0)
	never.Observations = nil
	if item, is := targetItem(never, "2023-06"); item.Known || !is {
		t.Errorf("of what nothing was reported: %+v, planned: %v", item, is)
	}
}
