package reports_test

import (
	"testing"

	"dondoc/internal/app/apptest"
	"dondoc/internal/app/reports"
	"dondoc/internal/app/units"
	"dondoc/internal/id"
	"dondoc/internal/org"
)

// A paper is headed by the body right above, and its recipients name that body as a
// sentence does: the People's Committee of the place; for a committee of the Party the
// Party one step up, for another of its bodies the committee of the place.
func TestWhoStandsAboveOnAPaper(t *testing.T) {
	w := apptest.New(t, t.TempDir()+"/w.db")
	add := func(code, name, kind string, parent id.ID) id.ID {
		return apptest.Must(w.AddUnit(apptest.Ctx, apptest.Operator, units.NewUnit{Code: code, Name: name, Kind: kind, Parent: parent, From: "2000-01-01"}))(t)
	}
	nation := add("vn", "Cả nước", org.Nation, "")
	province := add("tinh", "Tỉnh Thái Nguyên", org.Province, nation)
	commune := add("xa", "Xã Ngân Sơn", org.Commune, province)
	committee := add("du", "Đảng ủy xã Ngân Sơn", org.Party, commune)
	for _, c := range []struct {
		unit            id.ID
		superior, above string
	}{
		{province, "", ""},
		{commune, "UBND TỈNH THÁI NGUYÊN", "UBND tỉnh Thái Nguyên"},
		{add("pkt", "Phòng Kinh tế", org.Department, commune), "UBND XÃ NGÂN SƠN", "UBND xã Ngân Sơn"},
		{committee, "ĐẢNG BỘ TỈNH THÁI NGUYÊN", "Tỉnh ủy Thái Nguyên"},
		{add("tu", "Tỉnh ủy Thái Nguyên", org.Party, province), "", ""},
		{add("bxd", "Ban Xây dựng Đảng", org.Party, commune), "ĐẢNG ỦY XÃ NGÂN SƠN", "Đảng ủy xã Ngân Sơn"},
		{add("ubkt", "Ủy ban Kiểm tra Đảng ủy", org.Party, committee), "ĐẢNG ỦY XÃ NGÂN SƠN", "Đảng ủy xã Ngân Sơn"},
	} {
		d := apptest.Must(w.Directory(apptest.Ctx, apptest.Operator))(t)
		if h := reports.LetterheadOf(d, c.unit, "2023-07-05"); h.Superior != c.superior || h.Above != c.above {
			t.Errorf("%s: under %q, to %q", h.Issuer, h.Superior, h.Above)
		}
	}
}
