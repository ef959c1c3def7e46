package units_test

import (
	"testing"

	"dondoc/internal/app/apptest"
	"dondoc/internal/app/desk"
	"dondoc/internal/app/reform"
	"dondoc/internal/app/units"
	"dondoc/internal/exchange"
	"dondoc/internal/org"
)

// A unit above is found as offices write its name; a line at fault is not counted
// among what stands.
func TestImportFindsTheUnitAbove(t *testing.T) {
	apptest.EachEngine(t, func(t *testing.T, w *apptest.World) {
		apptest.Must(w.ImportUnits(apptest.Ctx, apptest.Operator, units.UnitsImport{Under: "ngan-son", Lines: []exchange.UnitRow{{Row: 2, Code: "xa-mau", Name: "Xã Mẫu", Kind: org.Commune}}}))(t)
		rows, err := w.ImportUnits(apptest.Ctx, apptest.Operator, units.UnitsImport{Under: "xa-mau", DryRun: true, Lines: []exchange.UnitRow{
			{Row: 2, Name: "Phòng Tư pháp", Kind: org.Department, Parent: "UBND xã"}, {Row: 3, Name: "Đội Thi hành", Kind: org.Agency, Parent: "Phòng Tư pháp"}, {Row: 4, Name: "Tổ Một", Kind: org.Agency, Parent: "Phòng Nào đó"}}})
		if r := rows.Rows; apptest.Key(err) != "app.unit_no_parent" || r[0].Change != desk.Added || r[1].Change != desk.Added || r[2].Change != desk.Refused {
			t.Errorf("%+v %v", r, err)
		}
	})
}

// A list that names a unit above by the code it had before it went whole into
// another comes to stand under that one, whatever the order of the lines.
func TestImportUnderAUnitThatWasMerged(t *testing.T) {
	apptest.EachEngine(t, func(t *testing.T, w *apptest.World) {
		into := org.Destination{Official: "moi", Name: "Huyện Mới", Kind: org.District}
		apptest.Must(w.Reorganise(apptest.Ctx, apptest.Operator, reform.Reorganisation{On: "2023-07-01", Decision: "1/NQ", Moves: []org.Move{{Row: 2, Old: "ngan-son", New: into}, {Row: 3, Old: "cho-don", New: into},
			{Row: 4, Old: "phong-nong-nghiep", New: into}, {Row: 5, Old: "bang-van", New: into}}}))(t)
		w.On("2023-07-05")
		lines := []exchange.UnitRow{{Row: 2, Code: "thon", Name: "Thôn Một", Kind: org.Commune, Parent: "xa"}, {Row: 3, Code: "xa", Name: "Xã Một", Kind: org.Commune, Parent: "ngan-son"}}
		rows := apptest.Must(w.ImportUnits(apptest.Ctx, apptest.Operator, units.UnitsImport{From: "2023-07-02", Lines: lines}))(t).Rows
		d := apptest.Must(w.Directory(apptest.Ctx, apptest.Operator))(t)
		above, _ := d.UnitByCode("xa")
		v, ok := d.Unit(above, "2023-07-05")
		parent, _ := d.Unit(v.Parent, "2023-07-05")
		if !ok || parent.Name != "Huyện Mới" || len(rows) != 2 {
			t.Errorf("stands under %q; %d rows", parent.Name, len(rows))
		}
	})
}
