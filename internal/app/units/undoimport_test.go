package units_test

import (
	"strings"
	"testing"

	"dondoc/internal/access"
	"dondoc/internal/app/apptest"
	"dondoc/internal/app/units"
	"dondoc/internal/exchange"
)

// An import of units is undone as a whole while nothing hangs on them but one
// another: what hangs is named with its unit, before it is tried; the log fits
// afterwards, and the same list makes them again.
func TestUndoImportOfUnits(t *testing.T) {
	apptest.EachEngine(t, func(t *testing.T, w *apptest.World) {
		list := []exchange.UnitRow{{Row: 2, Code: "coc-dan", Name: "Xã Cốc Đán", Kind: "commune"},
			{Row: 3, Code: "vp-coc-dan", Name: "Văn phòng", Kind: "department", Parent: "coc-dan"}, {Row: 4, Code: "kt-coc-dan", Name: "Phòng Kinh tế", Kind: "department", Parent: "coc-dan"}}
		take := func() units.ImportedUnits {
			return apptest.Must(w.ImportUnits(apptest.Ctx, apptest.Operator, units.UnitsImport{Under: "ngan-son", From: "2023-01-01", Lines: list}))(t)
		}
		first := take()
		if again := take(); first.Import == "" || again.Import != "" {
			t.Fatalf("imports %q, %q", first.Import, again.Import)
		}
		office := w.Actor("vp", access.Officer, w.District)
		if _, err := w.ImportOf(apptest.Ctx, office, first.Import); !apptest.IsAccess(err) {
			t.Errorf("who may not: %v", err)
		}
		document, of := w.TargetOf(first.Rows[0].Unit, first.Rows[2].Unit)
		_, _ = document, of
		made := apptest.Must(w.ImportOf(apptest.Ctx, apptest.Operator, first.Import))(t)
		if len(made.Names) != 3 || len(made.Hangs) == 0 || made.Undone {
			t.Errorf("with a target: %+v", made)
		}
		if made, err := w.UndoImport(apptest.Ctx, apptest.Operator, first.Import, "nhầm"); apptest.Key(err) != "app.undo_hangs" || len(made.Hangs) == 0 {
			t.Errorf("undone with a target: %v", err)
		}
		second := apptest.Must(w.ImportUnits(apptest.Ctx, apptest.Operator, units.UnitsImport{Under: "coc-dan", From: "2023-01-01", Lines: []exchange.UnitRow{
			{Row: 2, Name: "Thôn Một", Kind: "department"}, {Row: 3, Name: "Tổ Một", Kind: "department", Parent: "Thôn Một"}}}))(t)
		if made := apptest.Must(w.ImportOf(apptest.Ctx, apptest.Operator, second.Import))(t); len(made.Hangs) != 0 {
			t.Fatalf("%+v", made.Hangs)
		}
		if _, err := w.UndoImport(apptest.Ctx, apptest.Operator, second.Import, " "); apptest.Key(err) != "approval.reason_needed" {
			t.Errorf("without a reason: %v", err)
		}
		if _, err := w.UndoImport(apptest.Ctx, apptest.Operator, second.Import, "nhầm tệp"); err != nil {
			t.Fatal(err)
		}
		d := apptest.Must(w.Directory(apptest.Ctx, apptest.Operator))(t)
		for _, v := range d.Versions {
			if strings.HasSuffix(v.Name, " Một") {
				t.Errorf("%s stands", v.Name)
			}
		}
		if _, err := w.UndoImport(apptest.Ctx, apptest.Operator, second.Import, "nữa"); apptest.Key(err) != "app.import_undone_already" {
			t.Errorf("twice: %v", err)
		}
		apptest.Must(w.ImportUnits(apptest.Ctx, apptest.Operator, units.UnitsImport{Under: "coc-dan", From: "2023-01-01", Lines: []exchange.UnitRow{{Row: 2, Name: "Thôn Một", Kind: "department"}}}))(t)
		w.Fits()
	})
}
