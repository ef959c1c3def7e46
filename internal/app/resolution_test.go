package app_test

import (
	"testing"

	"dondoc/internal/access"
	"dondoc/internal/app/plan"
	"dondoc/internal/errs"
	"dondoc/internal/id"
)

func TestResolutionsCountTheirTargets(t *testing.T) {
	eachEngine(t, func(t *testing.T, w *world) {
		office := w.account("van-phong", access.Office, w.district)
		later := must(w.AddDocument(ctx, office, plan.NewDocument{Unit: w.district, Cycle: "2024", Number: "17-NQ/HU", Issuer: "Huyện ủy", IssuedOn: "2023-12-22", Title: "Nhiệm vụ năm 2024"}))(t)
		sure := must(w.AddTarget(ctx, office, plan.NewTarget{Document: later, Name: "Trồng rừng", Wording: "500 ha", UnitOfMeasure: "ha"}))(t)
		open := must(w.AddTarget(ctx, office, plan.NewTarget{Document: later, Name: "Doanh thu", Wording: "24,472 tỷ đồng", UnitOfMeasure: "tỷ đồng"}))(t)
		counts := func(cycle string) (out [][2]int) {
			for _, row := range must(w.Resolutions(ctx, office, "ngan-son", ""))(t).Rows {
				if cycle == "" || string(row.Cycle) == cycle {
					out = append(out, [2]int{row.Targets, row.Asked})
				}
			}
			return out
		}
		if got := counts(""); len(got) != 2 || got[0] != [2]int{2, 2} || got[1] != [2]int{1, 0} {
			t.Fatalf("targets and open criteria, the newest resolution first: %v", got)
		}
		if n := len(must(w.Resolutions(ctx, office, "ngan-son", "2023"))(t).Rows); n != 1 {
			t.Errorf("%d resolutions of 2023", n)
		}

		// All of those named, or none.
		if err := w.ConfirmCriteria(ctx, office, later, []id.ID{sure, open}); !errs.Is(err, errs.Invalid) {
			t.Errorf("an open question is confirmed: %v", err)
		}
		if got := counts("2024"); got[0] != [2]int{2, 2} {
			t.Errorf("half of it was kept: %v", got)
		}
		for range 2 { // the second time changes nothing
			if err := w.ConfirmCriteria(ctx, office, later, []id.ID{sure}); err != nil {
				t.Fatal(err)
			}
		}
		if got := counts("2024"); got[0] != [2]int{2, 1} {
			t.Errorf("after confirming one: %v", got)
		}
		if n := len(must(w.Target(ctx, office, sure, ""))(t).Revisions); n != 2 {
			t.Errorf("%d revisions, want the first and the confirmed one", n)
		}
		if err := w.ConfirmCriteria(ctx, office, later, []id.ID{w.otherTarget}); !errs.Is(err, errs.NotFound) {
			t.Errorf("a target of another resolution: %v", err)
		}
	})
}

func TestAllotmentRows(t *testing.T) {
	eachEngine(t, func(t *testing.T, w *world) {
		office := w.account("van-phong", access.Office, w.district)
		if err := w.Allot(ctx, office, plan.NewAllotment{Target: w.forest, Parts: []plan.Part{{Unit: w.commune, Wording: "100 ha"}}, Reason: "còn lại do huyện trồng"}); err != nil {
			t.Fatal(err)
		}
		rows := must(w.AllotmentRows(ctx, office, w.forest))(t)
		if len(rows) != 2 {
			t.Fatalf("%d rows, want the department and the commune", len(rows))
		}
		part := id.ID("")
		for _, r := range rows {
			if given := r.Part != nil; given != (r.Answers.Unit.ID == w.commune) {
				t.Errorf("%s has a part: %v", r.Answers.Unit.Code, given)
			}
			if r.Part != nil {
				part = r.Part.ID
			}
		}

		// The year after, the commune's result stands beside its name.
		officer, verifier, head := w.account("o", access.Officer, w.district), w.account("v", access.Verifier, w.district), w.account("h", access.Head, w.district)
		w.on("2024-01-05")
		w.approved(officer, verifier, head, part, "2023-12", "96 ha")
		next := must(w.AddDocument(ctx, office, plan.NewDocument{Unit: w.district, Cycle: "2024", Number: "17-NQ/HU", Issuer: "Huyện ủy", IssuedOn: "2023-12-22", Title: "x"}))(t)
		forest := must(w.AddTarget(ctx, office, plan.NewTarget{Document: next, Name: "Trồng rừng", Wording: "500 ha", UnitOfMeasure: "ha"}))(t)
		for _, r := range must(w.AllotmentRows(ctx, office, forest))(t) {
			if has := r.LastYear != nil && r.LastYear.Text == "96 ha"; has != (r.Answers.Unit.ID == w.commune) || r.Part != nil {
				t.Errorf("%s: last year %v, part %v", r.Answers.Unit.Code, r.LastYear, r.Part)
			}
		}
	})
}
