package plan_test

import (
	"testing"

	"dondoc/internal/app/apptest"
	"dondoc/internal/app/desk"
	"dondoc/internal/app/plan"
	"dondoc/internal/app/sheets"
	"dondoc/internal/criterion"
	"dondoc/internal/exchange"
)

// Who a sheet says answers does answer; whom it cannot mean is asked about. A part
// of a target hangs under it and does not count.
func TestImportSaysWhoAnswers(t *testing.T) {
	apptest.EachEngine(t, func(t *testing.T, w *apptest.World) {
		rows := []exchange.TargetRow{
			{Row: criterion.Row{No: 2, Name: "Diện tích chè", UnitOfMeasure: "ha", Plan: "5"}, Answer: "bang-van"},
			{Row: criterion.Row{No: 3, Name: "Trong đó: chè mới", UnitOfMeasure: "ha", Plan: "2", PartOf: 2}},
			{Row: criterion.Row{No: 4, Name: "Diện tích quế", UnitOfMeasure: "ha", Plan: "6"}, Answer: "Bộ Nội vụ"},
			{Row: criterion.Row{No: 5, Name: "Diện tích hồi", UnitOfMeasure: "ha", Plan: "7"}, Answer: "PNN; Xã khác"},
		}
		in := plan.Import{Unit: "ngan-son", Cycle: "2023", Sheet: sheets.Sheet{Name: "a.csv", Means: map[string]string{"PNN": "phong-nong-nghiep"}}, Rows: rows}
		for _, dry := range []bool{true, false} {
			in.DryRun = dry
			done := apptest.Must(w.ImportTargets(apptest.Ctx, apptest.Operator, in))(t).Rows
			if done[0].Leads.ID != w.Commune || done[1].Change != desk.Added || done[1].Name != "chè mới" || done[1].Leads.ID != w.Commune || done[2].Leads.ID != "" || done[3].Leads.ID != w.Department {
				t.Errorf("%+v", done)
			}
			if len(done[2].Read.Questions) != 1 || len(done[3].Others) != 1 {
				t.Errorf("%v, %v", done[2].Read.Questions, done[3].Others)
			}
			if n := w.Board("").Total(); dry && n != 1 || !dry && n != 4 {
				t.Errorf("dry %v: %d targets", dry, n)
			}
		}
		b := w.Board("")
		if parts := b.Rows[1].Parts; len(parts) != 1 || parts[0].Name != "chè mới" || parts[0].PartOf != b.Rows[1].Target.ID || len(b.Lines()) != 5 {
			t.Errorf("%+v", parts)
		}
		if b.Rows[1].AnswerUnit != w.Commune || b.Rows[2].AnswerUnit != w.District || b.Rows[3].AnswerUnit != w.Department {
			t.Errorf("%+v", b.Rows)
		}
		for _, row := range apptest.Must(w.ImportTargets(apptest.Ctx, apptest.Operator, in))(t).Rows {
			if row.Change != desk.Unchanged {
				t.Errorf("again: %+v", row)
			}
		}
		for _, drop := range []bool{true, false} { // a part leaves the list and comes back with its whole
			if err := w.ReviseTarget(apptest.Ctx, apptest.Operator, plan.NewRevision{Target: b.Rows[1].Target.ID, Reason: "thử", Drop: drop}); err != nil {
				t.Fatal(err)
			}
			if now := w.Board(""); drop && len(now.Lines()) != 3 || !drop && len(now.Rows[1].Parts) != 1 {
				t.Errorf("dropped %v: %+v", drop, now.Lines())
			}
		}
		if v := apptest.Must(w.CheckRollup(apptest.Ctx, apptest.Operator, 100))(t); v.Alarm != nil {
			t.Errorf("%+v", v.Alarm)
		}
	})
}
