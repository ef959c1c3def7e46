package plan_test

import (
	"testing"

	"dondoc/internal/app/apptest"
	"dondoc/internal/app/plan"
	"dondoc/internal/app/sheets"
	"dondoc/internal/criterion"
	"dondoc/internal/exchange"
)

// A sheet that names another unit for a target that is there is asked about, and
// changes who answers from today on where that is asked for; such an import says
// why it cannot be undone.
func TestImportChangesWhoAnswers(t *testing.T) {
	apptest.EachEngine(t, func(t *testing.T, w *apptest.World) {
		take := func(answer string, moves, dry bool) plan.ImportedTargets {
			return apptest.Must(w.ImportTargets(apptest.Ctx, apptest.Operator, plan.Import{Unit: "ngan-son", Cycle: "2023", Sheet: sheets.Sheet{Name: "a.csv"}, Moves: moves, DryRun: dry,
				Rows: []exchange.TargetRow{{Row: criterion.Row{No: 2, Name: "Diện tích chè", UnitOfMeasure: "ha", Plan: "5"}, Answer: answer}}}))(t)
		}
		chè := take("bang-van", false, false).Rows[0].Target
		kept := take("phong-nong-nghiep", false, false)
		if q := kept.Rows[0].Read.Questions; len(q) != 1 || q[0].Ask.Key != "app.import_answer_other" || kept.Import != "" {
			t.Errorf("asked %v, import %q", q, kept.Import)
		}
		answers := func() any { return apptest.Must(w.Target(apptest.Ctx, apptest.Operator, chè, ""))(t).AnswerUnit }
		if seen := take("phong-nong-nghiep", true, true).Rows[0]; seen.Led.ID != w.Commune || seen.Leads.ID != w.Department || answers() != w.Commune {
			t.Errorf("before: %+v → %+v, now %v", seen.Led, seen.Leads, answers())
		}
		moved := take("phong-nong-nghiep", true, false)
		if len(moved.Rows[0].Read.Questions) != 0 || answers() != w.Department || moved.Import == "" {
			t.Errorf("after: %+v, now %v", moved.Rows[0], answers())
		}
		if made, err := w.UndoImport(apptest.Ctx, apptest.Operator, moved.Import, "nhầm"); apptest.Key(err) != "app.undo_moved" || len(made.Hangs) != 1 {
			t.Errorf("undone: %+v, %v", made, err)
		}
		if again := take("phong-nong-nghiep", true, false); again.Import != "" || again.Rows[0].Led.ID != "" {
			t.Errorf("again: %+v", again.Rows[0])
		}
	})
}
