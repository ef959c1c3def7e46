package standing_test

import (
	"testing"

	"dondoc/internal/app/apptest"
	"dondoc/internal/app/plan"
	"dondoc/internal/app/standing"
)

// A part that another unit answers for than its whole: on that unit's board it
// stands apart and is not counted, on the body's it hangs under its whole.
func TestAPartOnAnotherUnitsBoard(t *testing.T) {
	apptest.EachEngine(t, func(t *testing.T, w *apptest.World) {
		whole := apptest.Must(w.AddTarget(apptest.Ctx, apptest.Operator, plan.NewTarget{Document: w.Resolution, Place: 2, Name: "Diện tích gieo trồng", Wording: "100 ha", UnitOfMeasure: "ha", AnswerUnit: w.District, Confirmed: true}))(t)
		part := apptest.Must(w.AddTarget(apptest.Ctx, apptest.Operator, plan.NewTarget{Document: w.Resolution, Place: 3, Name: "lúa", Wording: "60 ha", UnitOfMeasure: "ha", AnswerUnit: w.Department, PartOf: whole, Confirmed: true}))(t)
		own := w.Board("")
		if own.Total() != 2 || len(own.Parts) != 0 || len(own.Rows[1].Parts) != 1 || own.Rows[1].Parts[0].Target.ID != part {
			t.Errorf("the body's: %d counted, %+v", own.Total(), own.Rows)
		}
		theirs := apptest.Must(w.Scoreboard(apptest.Ctx, apptest.Operator, standing.BoardQuery{Unit: "phong-nong-nghiep", Cycle: "2023"}))(t)
		if theirs.Total() != 1 || len(theirs.Rows) != 1 || theirs.Rows[0].Target.ID != w.Forest || len(theirs.Parts) != 1 || theirs.Parts[0].Target.ID != part || len(theirs.Lines()) != 2 {
			t.Errorf("the department's: %d counted, %+v, parts %+v", theirs.Total(), theirs.Rows, theirs.Parts)
		}
	})
}
