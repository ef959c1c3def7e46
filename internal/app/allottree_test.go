package app_test

import (
	"testing"

	"dondoc/internal/access"
	"dondoc/internal/app/plan"
	"dondoc/internal/criterion"
	"dondoc/internal/id"
	"dondoc/internal/org"
)

// A target goes from the district to communes, and on to villages; the results
// come back up from the villages, as known on any day.
func TestAllotmentTree(t *testing.T) {
	eachEngine(t, func(t *testing.T, w *world) {
		w.on("2023-07-06")
		second := w.unit("coc-dan", org.Commune, w.district)
		one, two := w.unit("khuoi-tuc", org.Agency, w.commune), w.unit("khuoi-slao", org.Agency, w.commune)
		office := w.account("van-phong-huyen", access.Office, w.district)
		part := func(of, unit id.ID) id.ID {
			for _, p := range must(w.Target(ctx, operator, of, ""))(t).Allotted {
				if p.Target.Unit == unit {
					return p.Target.ID
				}
			}
			t.Fatalf("no part of %s", unit)
			return ""
		}
		if err := w.Allot(ctx, office, plan.NewAllotment{Target: w.forest, Parts: []plan.Part{{Unit: w.commune, Wording: "250 ha"}, {Unit: second, Wording: "150 ha"}}}); err != nil {
			t.Fatal(err)
		}
		commune := part(w.forest, w.commune)
		if err := w.Allot(ctx, office, plan.NewAllotment{Target: commune, Parts: []plan.Part{{Unit: one, Wording: "100 ha"}, {Unit: two, Wording: "120 ha"}}, Reason: "30 ha chờ đất"}); err != nil {
			t.Fatal(err)
		}
		officer, verifier, head := w.account("cb", access.Officer, w.province), w.account("td", access.Verifier, w.province), w.account("ld", access.Head, w.province)
		w.on("2023-07-10")
		w.approved(officer, verifier, head, part(commune, one), "2023-05", "90 ha")
		w.approved(officer, verifier, head, part(w.forest, second), "2023-05", "155 ha")
		w.approved(officer, verifier, head, w.forest, "2023-05", "300 ha")
		tree := must(w.AllotmentTree(ctx, office, w.forest, ""))(t)
		if tree.Ends != 3 || tree.Reported != 2 || tree.FromBelow.Value.String() != "245" {
			t.Errorf("ends %d, reported %d, from below %v", tree.Ends, tree.Reported, tree.FromBelow)
		}
		w.on("2024-01-08")
		w.approved(officer, verifier, head, part(commune, one), "2023-12", "110 ha")
		w.approved(officer, verifier, head, part(commune, two), "2023-12", "130 ha")
		w.approved(officer, verifier, head, part(w.forest, second), "2023-12", "155 ha")
		tree = must(w.AllotmentTree(ctx, office, w.forest, ""))(t)
		if tree.FromBelow.Value.String() != "395" || tree.Judged.Class != criterion.NotMet || tree.Doubts[0].Code != "sum_differs" {
			t.Errorf("now: %v %s %v", tree.FromBelow, tree.Judged.Class, tree.Doubts)
		}
		for _, n := range tree.Parts {
			if n.Target.ID == commune && (n.Balance.Rest.String() != "30" || n.Reserve.Reason == "" || n.FromBelow.Value.String() != "240") {
				t.Errorf("the commune: %+v, from below %v", n.Balance, n.FromBelow)
			}
		}
		tree = must(w.AllotmentTree(ctx, office, w.forest, "2023-07-31"))(t)
		if tree.FromBelow == nil || tree.FromBelow.Value.String() != "245" || tree.Judged.Class != criterion.NotAssessed {
			t.Errorf("as known in July: %v %s", tree.FromBelow, tree.Judged.Class)
		}
		if _, err := w.AllotmentTree(ctx, office, w.forest, "2023-01-01"); key(err) != "app.not_known_then" {
			t.Errorf("before it was set: %v", err)
		}
	})
}
