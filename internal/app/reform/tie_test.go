package reform_test

import (
	"testing"

	"dondoc/internal/access"
	"dondoc/internal/app/apptest"
	"dondoc/internal/app/plan"
	"dondoc/internal/app/reform"
	"dondoc/internal/app/standing"
	"dondoc/internal/capital"
	"dondoc/internal/org"
	"dondoc/internal/target"
)

// A target that takes its rate from the money goes on doing so in the unit that
// its own went into, over the projects that went there with it.
func TestTieGoesOnWithTheTarget(t *testing.T) {
	apptest.EachEngine(t, func(t *testing.T, w *apptest.World) {
		office := w.Actor("van-phong", access.Office, w.District)
		w.MakeUnit("thuong-an", org.Commune, w.District)
		document, _ := w.TargetOf(w.Commune, w.Commune)
		rate := apptest.Must(w.AddTarget(apptest.Ctx, office, plan.NewTarget{Document: document, Place: 2, Label: "2", Field: "Kinh tế", Name: "Tỷ lệ giải ngân vốn đầu tư công", Wording: "từ 95% trở lên", UnitOfMeasure: "%", Accumulation: target.Stock, Confirmed: true}))(t)
		project := apptest.Must(w.CreateProject(apptest.Ctx, office, capital.Project{Unit: w.Commune, Code: "A", Name: "Đường", Group: "C"}))(t)
		apptest.Must(w.AddCapitalPlan(apptest.Ctx, office, capital.Plan{Project: project, Year: 2023, Source: "central", Setter: capital.Commune, Kind: capital.Assigned, Amount: 100, Decision: "1/QĐ", On: "2023-01-05"}))(t)
		if err := w.TieTarget(apptest.Ctx, office, rate, &capital.Tie{Setter: capital.Commune}); err != nil {
			t.Fatal(err)
		}
		w.On("2023-10-02")
		done := apptest.Must(w.Reorganise(apptest.Ctx, apptest.Operator, reform.Reorganisation{On: "2023-10-01", Decision: "01/NQ", Moves: []org.Move{
			{Row: 2, Old: "bang-van", New: org.Destination{Official: "x1", Name: "Xã Bằng Vân", Parent: "ngan-son"}},
			{Row: 3, Old: "thuong-an", New: org.Destination{Official: "x1", Name: "Xã Bằng Vân", Parent: "ngan-son"}}}}))(t)
		found := 0
		for _, row := range apptest.Must(w.Scoreboard(apptest.Ctx, apptest.Operator, standing.BoardQuery{Unit: done.Formed[0].Code, Cycle: "2023"}))(t).Rows {
			m := apptest.Must(w.TargetMoney(apptest.Ctx, apptest.Operator, row.Target.ID, ""))(t)
			switch {
			case row.Target.Name != "Tỷ lệ giải ngân vốn đầu tư công":
				if m != nil {
					t.Errorf("%s was never tied", row.Target.Name)
				}
			case m == nil || m.Rate.Plan != 100 || len(m.Rows) != 1:
				t.Errorf("the tie did not go on with the target: %+v", m)
			default:
				found++
			}
		}
		if found != 1 {
			t.Errorf("%d targets go on tied", found)
		}
	})
}
