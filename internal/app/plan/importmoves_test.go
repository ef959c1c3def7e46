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

// A year with several documents asks for one only where a row is new or reworded:
// its board taken in again needs none.
func TestImportAsksForTheDocumentOnlyWhereOneIsNeeded(t *testing.T) {
	apptest.EachEngine(t, func(t *testing.T, w *apptest.World) {
		row := func(no int, name, wording string) exchange.TargetRow {
			return exchange.TargetRow{Row: criterion.Row{No: no, Name: name, UnitOfMeasure: "ha", Plan: wording}}
		}
		take := func(number string, dry bool, rows ...exchange.TargetRow) (plan.ImportedTargets, error) {
			in := plan.Import{Unit: "ngan-son", Cycle: "2023", Sheet: sheets.Sheet{Name: "a.csv"}, DryRun: dry, Rows: rows}
			if number != "" {
				in.Document = &plan.NewDocument{Number: number, Issuer: "HĐND", IssuedOn: "2022-12-20", Title: "Giao chỉ tiêu"}
			}
			return w.ImportTargets(apptest.Ctx, apptest.Operator, in)
		}
		apptest.Must(take("1/NQ-HĐND", false, row(2, "Diện tích chè", "5")))(t)
		apptest.Must(take("2/NQ-HĐND", false, row(2, "Diện tích quế", "7")))(t)
		for _, dry := range []bool{true, false} {
			same := apptest.Must(take("", dry, row(2, "Diện tích chè", "5"), row(3, "Diện tích quế", "7")))(t)
			if same.Rows[0].Change != "unchanged" || same.Rows[1].Change != "unchanged" || same.Entered || same.Import != "" {
				t.Errorf("the same: %+v", same)
			}
			for _, other := range []exchange.TargetRow{row(3, "Diện tích quế", "8"), row(3, "Diện tích hồi", "8")} {
				if _, err := take("", dry, row(2, "Diện tích chè", "5"), other); apptest.Key(err) != "app.import_which_document" {
					t.Errorf("%s %s: %v", other.Name, other.Plan, err)
				}
			}
		}
	})
}
