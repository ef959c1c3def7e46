package units_test

import (
	"testing"

	"dondoc/internal/app/apptest"
	"dondoc/internal/app/reform"
	"dondoc/internal/app/units"
	"dondoc/internal/exchange"
	"dondoc/internal/org"
)

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
