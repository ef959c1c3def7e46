package units_test

import (
	"testing"

	"dondoc/internal/app"
	"dondoc/internal/app/apptest"
	"dondoc/internal/app/desk"
	"dondoc/internal/app/plan"
	"dondoc/internal/app/standing"
	"dondoc/internal/app/units"
	"dondoc/internal/exchange"
	"dondoc/internal/id"
)

// The code of a unit that came with a list is put right: what is under it goes on,
// its old code leads to it and to its history, and the list sent again, with the
// old code or the new one, makes no second unit.
func TestCodeOfAnImportedUnitIsPutRight(t *testing.T) {
	apptest.EachEngine(t, func(t *testing.T, w *apptest.World) {
		list := func(code string) units.ImportedUnits {
			t.Helper()
			return apptest.Must(w.ImportUnits(apptest.Ctx, apptest.Operator, units.UnitsImport{Under: "ngan-son", From: "2023-01-01", Lines: []exchange.UnitRow{
				{Row: 2, Code: code, Name: "Xã Cốc Đán", Kind: "commune"}, {Row: 3, Code: "van-phong-coc-dan", Name: "Văn phòng", Kind: "department", Parent: code}}}))(t)
		}
		made := list("coc-dam").Rows[0].Unit
		document := apptest.Must(w.AddDocument(apptest.Ctx, apptest.Operator, plan.NewDocument{Unit: made, Cycle: "2023", Number: "1", Issuer: "x", IssuedOn: "2023-01-02", Title: "x"}))(t)
		of := apptest.Must(w.AddTarget(apptest.Ctx, apptest.Operator, plan.NewTarget{Document: document, Name: "Diện tích chè", Wording: "5 ha", UnitOfMeasure: "ha", Confirmed: true}))(t)
		w.On("2023-08-01")
		if err := w.Correct(apptest.Ctx, apptest.Operator, app.Correction{Subject: "unit", Object: made, Version: "2023-01-01", Set: map[string]string{"code": "coc-dan"}, Reason: "gõ nhầm"}); err != nil {
			t.Fatal(err)
		}
		for _, code := range []string{"coc-dam", "coc-dan"} {
			b := apptest.Must(w.Scoreboard(apptest.Ctx, apptest.Operator, standing.BoardQuery{Unit: code, Cycle: "2023"}))(t)
			if b.Unit.ID != made || b.Unit.Code != "coc-dan" || len(b.Rows) != 1 || b.Rows[0].Target.ID != of {
				t.Errorf("%s: %+v", code, b.Unit)
			}
			if p := apptest.Must(w.UnitPage(apptest.Ctx, apptest.Operator, code, ""))(t); p.ID != made {
				t.Errorf("%s leads to %s", code, p.ID)
			}
			for _, row := range list(code).Rows {
				if row.Change != desk.Unchanged {
					t.Errorf("the list with %s again: %+v", code, row)
				}
			}
		}
		d := apptest.Must(w.Directory(apptest.Ctx, apptest.Operator))(t)
		if n := len(d.Tree("2023-08-01").Children(made)); n != 1 {
			t.Errorf("%d units stand under it", n)
		}
		var same []id.ID
		for _, v := range d.Tree("2023-08-01").Children(w.District) {
			if v.Name == "Xã Cốc Đán" {
				same = append(same, v.ID)
			}
		}
		if len(same) != 1 {
			t.Errorf("%d units of the name", len(same))
		}
	})
}
