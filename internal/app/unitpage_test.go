package app_test

import (
	"testing"

	"dondoc/internal/access"
	"dondoc/internal/app/units"
	"dondoc/internal/org"
	"dondoc/internal/period"
)

func TestUnitsAreThoseOneMayRead(t *testing.T) {
	eachEngine(t, func(t *testing.T, w *world) {
		actor := w.account("xem", access.Inspector, w.district)
		tree := must(w.Units(ctx, actor, ""))(t)
		want := map[string]int{"ngan-son": 0, "phong-nong-nghiep": 1, "bang-van": 1}
		for _, r := range tree.Rows {
			if depth, ok := want[r.Code]; !ok || depth != r.Depth {
				t.Errorf("%s at depth %d", r.Code, r.Depth)
			}
			delete(want, r.Code)
		}
		if len(want) > 0 || tree.MayAdd {
			t.Errorf("left out: %v; an inspector may add units: %v", want, tree.MayAdd)
		}
		if len(must(w.Units(ctx, actor, "1990-01-01"))(t).Rows) != 0 {
			t.Error("units stand before they were made")
		}
	})
}

func TestUnitPageTellsThePast(t *testing.T) {
	eachEngine(t, func(t *testing.T, w *world) {
		successor := must(w.AddPerson(ctx, operator, "Trần Thị Mẫu", true))(t)
		must(w.Appoint(ctx, operator, units.NewAppointment{Person: successor, Post: w.post, Capacity: org.Acting, From: "2023-07-01", HandOver: true}))(t)
		if err := w.ReviseUnit(ctx, operator, w.department, units.NewUnit{Name: "Phòng Nông nghiệp và Môi trường", Kind: org.Department, Parent: w.district, From: "2023-03-01"}); err != nil {
			t.Fatal(err)
		}
		for day, want := range map[period.Date][2]string{"2023-02-01": {"phong-nong-nghiep", "Nguyễn Văn Mẫu"}, "2023-07-02": {"Phòng Nông nghiệp và Môi trường", "Trần Thị Mẫu"}} {
			p := must(w.UnitPage(ctx, operator, "phong-nong-nghiep", day))(t)
			if p.Name != want[0] || p.Head.Person.Name != want[1] || len(p.Posts) != 1 || len(p.Posts[0].Holders) != 1 || p.Posts[0].Holders[0].Person.Name != want[1] {
				t.Errorf("on %s: %s, headed by %s, %+v", day, p.Name, p.Head.Person.Name, p.Posts)
			}
			if len(p.Versions) != 2 || len(p.Tenures) != 2 || p.Tenures[0].Person.ID != successor || p.Parent.Code != "ngan-son" {
				t.Errorf("on %s: %+v", day, p)
			}
			if len(p.Cycles) != 1 || p.Cycles[0] != "2023" {
				t.Errorf("cycles with targets: %v", p.Cycles)
			}
		}
	})
}
