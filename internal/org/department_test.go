package org_test

import (
	"testing"

	"dondoc/internal/errs"
	"dondoc/internal/id"
	"dondoc/internal/measure"
	"dondoc/internal/org"
)

// communeToday is a commune with three bodies of its own, and its neighbour.
func communeToday() []org.Version {
	return []org.Version{unitOf("p", "19", "Tỉnh Mẫu", org.Province, ""), unitOf("a", "101", "Xã A", org.Commune, "p"), unitOf("b", "102", "Xã B", org.Commune, "p"),
		unitOf("kt", "", "Phòng Kinh tế", org.Department, "a"), unitOf("vh", "", "Phòng Văn hóa", org.Department, "a"), unitOf("du", "", "Đảng ủy A", org.Party, "a")}
}

// A department that ends or joins its sister takes nothing else with it.
func TestDepartmentEndsAlone(t *testing.T) {
	for name, m := range map[string]org.Move{
		"abolished": {Row: 2, Old: "phong-kinh-te"},
		"merged":    {Row: 2, Old: "phong-kinh-te", New: org.Destination{Official: "phong-van-hoa", Name: "Phòng Văn hóa"}},
	} {
		r, err := org.Reorganise(communeToday(), []org.Move{m}, "2025-07-01", "1/QĐ", minter())
		if err != nil || len(r.Ended) != 1 || r.Ended[0].ID != "kt" || len(r.Emptied) != 0 || len(r.Formed) != 0 {
			t.Errorf("%s: ended %v, emptied %v, formed %v: %v", name, r.Ended, r.Emptied, r.Formed, err)
		}
	}
	whole := org.Move{Row: 2, Old: "101", New: org.Destination{Official: "102", Name: "Xã B"}}
	r, err := org.Reorganise(communeToday(), []org.Move{whole}, "2025-07-01", "1/QĐ", minter())
	emptied := map[id.ID]bool{}
	for _, v := range r.Emptied {
		emptied[v.ID] = true
	}
	if err != nil || len(emptied) != 3 || !emptied["du"] {
		t.Errorf("what stands under a commune that ends is not named: %v %v", r.Emptied, err)
	}
}

func TestMapsThatDoNotFit(t *testing.T) {
	share := func(n int64) *measure.Decimal { d := measure.Int(n); return &d }
	to := func(code, name string) org.Destination {
		return org.Destination{Official: code, Name: name, Parent: "19"}
	}
	for want, moves := range map[string][]org.Move{
		"org.share_under":    {{Row: 2, Old: "101", New: to("xa-x", "Xã X"), Part: true, Share: share(60)}, {Row: 3, Old: "101", New: to("xa-y", "Xã Y"), Part: true, Share: share(30)}},
		"org.two_codes":      {{Row: 2, Old: "101", New: to("xa-x", "Xã X")}, {Row: 3, Old: "102", New: to("xa-z", "Xã X")}},
		"org.two_places":     {{Row: 2, Old: "101", New: to("xa-x", "Xã X")}, {Row: 3, Old: "102", New: org.Destination{Official: "xa-x", Name: "Xã X", Parent: "101"}}},
		"org.parent_unknown": {{Row: 3, Old: "101", New: org.Destination{Official: "xa-x", Name: "Xã X", Parent: "202"}}},
		"org.parent_low":     {{Row: 3, Old: "101", New: org.Destination{Official: "xa-x", Name: "Xã X", Parent: "102"}}},
	} {
		_, err := org.Reorganise(communeToday(), moves, "2025-07-01", "1/QĐ", minter())
		if list := errs.All(err); len(list) != 1 || list[0].What.Key != want || list[0].Row != 3 {
			t.Errorf("%s: %v", want, err)
		}
	}
	r, err := org.Reorganise(communeToday(), []org.Move{{Row: 2, Old: "101", New: to("xa-x", "Xã X")}, {Row: 3, Old: "102", New: to("XA-X", "Xã X")}}, "2025-07-01", "1/QĐ", minter())
	if err != nil || len(r.Formed) != 1 {
		t.Errorf("a code in capitals is another unit: %v %v", r.Formed, err)
	}
}
