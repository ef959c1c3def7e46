package plan_test

import (
	"testing"

	"dondoc/internal/access"
	"dondoc/internal/app/apptest"
	"dondoc/internal/app/plan"
	"dondoc/internal/criterion"
	"dondoc/internal/id"
	"dondoc/internal/org"
)

// A target goes from the district to communes, and on to villages; the results
// come back up from the villages, as known on any day.
func TestAllotmentTree(t *testing.T) {
	apptest.EachEngine(t, func(t *testing.T, w *apptest.World) {
		w.On("2023-07-06")
		second := w.MakeUnit("coc-dan", org.Commune, w.District)
		one, two := w.MakeUnit("khuoi-tuc", org.Agency, w.Commune), w.MakeUnit("khuoi-slao", org.Agency, w.Commune)
		office := w.Actor("van-phong-huyen", access.Office, w.District)
		part := func(of, unit id.ID) id.ID {
			for _, p := range apptest.Must(w.Target(apptest.Ctx, apptest.Operator, of, ""))(t).Allotted {
				if p.Target.Unit == unit {
					return p.Target.ID
				}
			}
			t.Fatalf("no part of %s", unit)
			return ""
		}
		if err := w.Allot(apptest.Ctx, office, plan.NewAllotment{Target: w.Forest, Parts: []plan.Part{{Unit: w.Commune, Wording: "250 ha"}, {Unit: second, Wording: "150 ha"}}}); err != nil {
			t.Fatal(err)
		}
		commune := part(w.Forest, w.Commune)
		if err := w.Allot(apptest.Ctx, office, plan.NewAllotment{Target: commune, Parts: []plan.Part{{Unit: one, Wording: "100 ha"}, {Unit: two, Wording: "120 ha"}}, Reason: "30 ha chờ đất"}); err != nil {
			t.Fatal(err)
		}
		officer, verifier, head := w.Actor("cb", access.Officer, w.Province), w.Actor("td", access.Verifier, w.Province), w.Actor("ld", access.Head, w.Province)
		w.On("2023-07-10")
		w.Approved(officer, verifier, head, part(commune, one), "2023-05", "90 ha")
		w.Approved(officer, verifier, head, part(w.Forest, second), "2023-05", "155 ha")
		w.Approved(officer, verifier, head, w.Forest, "2023-05", "300 ha")
		tree := apptest.Must(w.AllotmentTree(apptest.Ctx, office, w.Forest, ""))(t)
		if tree.Ends != 3 || tree.Reported != 2 || tree.FromBelow.Value.String() != "245" {
			t.Errorf("ends %d, reported %d, from below %v", tree.Ends, tree.Reported, tree.FromBelow)
		}
		w.On("2024-01-08")
		w.Approved(officer, verifier, head, part(commune, one), "2023-12", "110 ha")
		w.Approved(officer, verifier, head, part(commune, two), "2023-12", "130 ha")
		w.Approved(officer, verifier, head, part(w.Forest, second), "2023-12", "155 ha")
		tree = apptest.Must(w.AllotmentTree(apptest.Ctx, office, w.Forest, ""))(t)
		if tree.FromBelow.Value.String() != "395" || tree.Judged.Class != criterion.NotMet || tree.Doubts[0].Code != "sum_differs" {
			t.Errorf("now: %v %s %v", tree.FromBelow, tree.Judged.Class, tree.Doubts)
		}
		for _, n := range tree.Parts {
			if n.Target.ID == commune && (n.Balance.Rest.String() != "30" || n.Reserve.Reason == "" || n.FromBelow.Value.String() != "240") {
				t.Errorf("the commune: %+v, from below %v", n.Balance, n.FromBelow)
			}
		}
		tree = apptest.Must(w.AllotmentTree(apptest.Ctx, office, w.Forest, "2023-07-31"))(t)
		if tree.FromBelow == nil || tree.FromBelow.Value.String() != "245" || tree.Judged.Class != criterion.NotAssessed {
			t.Errorf("as known in July: %v %s", tree.FromBelow, tree.Judged.Class)
		}
		if _, err := w.AllotmentTree(apptest.Ctx, office, w.Forest, "2023-01-01"); apptest.Key(err) != "app.not_known_then" {
			t.Errorf("before it was set: %v", err)
		}
	})
}
