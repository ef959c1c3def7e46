package units_test

import (
	"testing"

	"dondoc/internal/access"
	"dondoc/internal/app/apptest"
	"dondoc/internal/app/units"
	"dondoc/internal/org"
	"dondoc/internal/period"
)

func TestUnitsAreThoseOneMayRead(t *testing.T) {
	apptest.EachEngine(t, func(t *testing.T, w *apptest.World) {
		actor := w.Actor("xem", access.Inspector, w.District)
		tree := apptest.Must(w.Units(apptest.Ctx, actor, ""))(t)
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
		if len(apptest.Must(w.Units(apptest.Ctx, actor, "1990-01-01"))(t).Rows) != 0 {
			t.Error("units stand before they were made")
		}
	})
}

func TestUnitPageTellsThePast(t *testing.T) {
	apptest.EachEngine(t, func(t *testing.T, w *apptest.World) {
		successor := apptest.Must(w.AddPerson(apptest.Ctx, apptest.Operator, "Trần Thị Mẫu", true))(t)
		apptest.Must(w.Appoint(apptest.Ctx, apptest.Operator, units.NewAppointment{Person: successor, Post: w.HeadPost, Capacity: org.Acting, From: "2023-07-01", HandOver: true}))(t)
		if err := w.ReviseUnit(apptest.Ctx, apptest.Operator, w.Department, units.NewUnit{Name: "Phòng Nông nghiệp và Môi trường", Kind: org.Department, Parent: w.District, From: "2023-03-01"}); err != nil {
			t.Fatal(err)
		}
		for day, want := range map[period.Date][2]string{"2023-02-01": {"phong-nong-nghiep", "Nguyễn Văn Mẫu"}, "2023-07-02": {"Phòng Nông nghiệp và Môi trường", "Trần Thị Mẫu"}} {
			p := apptest.Must(w.UnitPage(apptest.Ctx, apptest.Operator, "phong-nong-nghiep", day))(t)
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
