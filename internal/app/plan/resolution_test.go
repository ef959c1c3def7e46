package plan_test

import (
	"testing"

	"dondoc/internal/access"
	"dondoc/internal/app/apptest"
	"dondoc/internal/app/plan"
	"dondoc/internal/errs"
	"dondoc/internal/id"
)

func TestResolutionsCountTheirTargets(t *testing.T) {
	apptest.EachEngine(t, func(t *testing.T, w *apptest.World) {
		office := w.Actor("van-phong", access.Office, w.District)
		later := apptest.Must(w.AddDocument(apptest.Ctx, office, plan.NewDocument{Unit: w.District, Cycle: "2024", Number: "17-NQ/HU", Issuer: "Huyện ủy", IssuedOn: "2023-12-22", Title: "Nhiệm vụ năm 2024"}))(t)
		sure := apptest.Must(w.AddTarget(apptest.Ctx, office, plan.NewTarget{Document: later, Name: "Trồng rừng", Wording: "500 ha", UnitOfMeasure: "ha"}))(t)
		open := apptest.Must(w.AddTarget(apptest.Ctx, office, plan.NewTarget{Document: later, Name: "Doanh thu", Wording: "24,472 tỷ đồng", UnitOfMeasure: "tỷ đồng"}))(t)
		counts := func(cycle string) (out [][2]int) {
			for _, row := range apptest.Must(w.Resolutions(apptest.Ctx, office, "ngan-son", "", ""))(t).Rows {
				if cycle == "" || string(row.Cycle) == cycle {
					out = append(out, [2]int{row.Targets, row.Asked})
				}
			}
			return out
		}
		if got := counts(""); len(got) != 2 || got[0] != [2]int{2, 2} || got[1] != [2]int{1, 0} {
			t.Fatalf("targets and open criteria, the newest resolution first: %v", got)
		}
		if n := len(apptest.Must(w.Resolutions(apptest.Ctx, office, "ngan-son", "2023", ""))(t).Rows); n != 1 {
			t.Errorf("%d resolutions of 2023", n)
		}

		// All of those named, or none.
		if err := w.ConfirmCriteria(apptest.Ctx, office, later, []id.ID{sure, open}); !errs.Is(err, errs.Invalid) {
			t.Errorf("an open question is confirmed: %v", err)
		}
		if got := counts("2024"); got[0] != [2]int{2, 2} {
			t.Errorf("half of it was kept: %v", got)
		}
		for range 2 { // the second time changes nothing
			if err := w.ConfirmCriteria(apptest.Ctx, office, later, []id.ID{sure}); err != nil {
				t.Fatal(err)
			}
		}
		if got := counts("2024"); got[0] != [2]int{2, 1} {
			t.Errorf("after confirming one: %v", got)
		}
		if n := len(apptest.Must(w.Target(apptest.Ctx, office, sure, ""))(t).Revisions); n != 2 {
			t.Errorf("%d revisions, want the first and the confirmed one", n)
		}
		if err := w.ConfirmCriteria(apptest.Ctx, office, later, []id.ID{w.OtherForest}); !errs.Is(err, errs.NotFound) {
			t.Errorf("a target of another resolution: %v", err)
		}
	})
}

func TestAllotmentRows(t *testing.T) {
	apptest.EachEngine(t, func(t *testing.T, w *apptest.World) {
		office := w.Actor("van-phong", access.Office, w.District)
		if err := w.Allot(apptest.Ctx, office, plan.NewAllotment{Target: w.Forest, Parts: []plan.Part{{Unit: w.Commune, Wording: "100 ha"}}, Reason: "còn lại do huyện trồng"}); err != nil {
			t.Fatal(err)
		}
		rows := apptest.Must(w.AllotmentRows(apptest.Ctx, office, w.Forest))(t)
		if len(rows) != 2 {
			t.Fatalf("%d rows, want the department and the commune", len(rows))
		}
		part := id.ID("")
		for _, r := range rows {
			if given := r.Part != nil; given != (r.Answers.Unit.ID == w.Commune) {
				t.Errorf("%s has a part: %v", r.Answers.Unit.Code, given)
			}
			if r.Part != nil {
				part = r.Part.ID
			}
		}

		// The year after, the commune's result stands beside its name.
		officer, verifier, head := w.Actor("o", access.Officer, w.District), w.Actor("v", access.Verifier, w.District), w.Actor("h", access.Head, w.District)
		w.On("2024-01-05")
		w.Approved(officer, verifier, head, part, "2023-12", "96 ha")
		next := apptest.Must(w.AddDocument(apptest.Ctx, office, plan.NewDocument{Unit: w.District, Cycle: "2024", Number: "17-NQ/HU", Issuer: "Huyện ủy", IssuedOn: "2023-12-22", Title: "x"}))(t)
		forest := apptest.Must(w.AddTarget(apptest.Ctx, office, plan.NewTarget{Document: next, Name: "Trồng rừng", Wording: "500 ha", UnitOfMeasure: "ha"}))(t)
		for _, r := range apptest.Must(w.AllotmentRows(apptest.Ctx, office, forest))(t) {
			if has := r.LastYear != nil && r.LastYear.Text == "96 ha"; has != (r.Answers.Unit.ID == w.Commune) || r.Part != nil {
				t.Errorf("%s: last year %v, part %v", r.Answers.Unit.Code, r.LastYear, r.Part)
			}
		}
	})
}

// Two units may keep the same directive; one keeps it once.
func TestTwoUnitsKeepOnePaper(t *testing.T) {
	apptest.EachEngine(t, func(t *testing.T, w *apptest.World) {
		office := w.Actor("van-phong", access.Office, w.District)
		in := plan.NewDocument{Unit: w.District, Cycle: "2023", Number: "05-CT/TU", Issuer: "Tỉnh ủy", IssuedOn: "2023-02-01", Title: "Trồng rừng"}
		first := apptest.Must(w.AddDocument(apptest.Ctx, office, in))(t)
		if _, err := w.AddDocument(apptest.Ctx, office, in); !errs.Is(err, errs.Conflict) {
			t.Errorf("the same unit a second time: %v", err)
		}
		in.Unit = w.Commune
		second, err := w.AddDocument(apptest.Ctx, office, in)
		if err != nil || second == first {
			t.Errorf("another unit: %s, %v", second, err)
		}
	})
}
