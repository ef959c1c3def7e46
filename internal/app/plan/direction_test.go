package plan_test

import (
	"testing"

	"dondoc/internal/access"
	"dondoc/internal/app/apptest"
	"dondoc/internal/app/plan"
	"dondoc/internal/criterion"
)

// Which way is better is asked once for an indicator whose name does not tell
// it, and known from then on, for its other years and units.
func TestDirectionIsAskedOnce(t *testing.T) {
	apptest.EachEngine(t, func(t *testing.T, w *apptest.World) {
		office := w.Actor("giao", access.Office, w.District)
		staff := plan.NewTarget{Document: w.Resolution, Name: "Biên chế", Wording: "1.200", UnitOfMeasure: "người"}
		read := apptest.Must(w.ReadWording(apptest.Ctx, office, staff))(t)
		if len(read.Questions) != 1 || read.Questions[0].Field != "direction" || read.Criterion.Direction != criterion.None {
			t.Fatalf("%v %s", read.Questions, read.Criterion.Direction)
		}
		made := apptest.Must(w.AddTarget(apptest.Ctx, office, staff))(t)
		if err := w.ReviseTarget(apptest.Ctx, office, plan.NewRevision{Target: made, Confirmed: true}); err == nil {
			t.Fatal("confirmed though nobody has said which way is better")
		}
		if err := w.ReviseTarget(apptest.Ctx, office, plan.NewRevision{Target: made, Confirmed: true, Direction: criterion.Lower}); err != nil {
			t.Fatal(err)
		}
		again := apptest.Must(w.ReadWording(apptest.Ctx, office, plan.NewTarget{Name: "biên chế", Wording: "1.150", UnitOfMeasure: "người"}))(t)
		if len(again.Questions) > 0 || again.Criterion.Direction != criterion.Lower {
			t.Errorf("asked again: %v, %s", again.Questions, again.Criterion.Direction)
		}
		other := apptest.Must(w.ReadWording(apptest.Ctx, office, plan.NewTarget{Name: "Chi thường xuyên", Wording: "850", UnitOfMeasure: "tỷ đồng"}))(t)
		if len(other.Questions) != 1 {
			t.Error("another indicator's direction is taken")
		}
	})
}
