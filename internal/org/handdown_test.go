package org_test

import (
	"testing"

	"dondoc/internal/measure"
	"dondoc/internal/org"
	"dondoc/internal/period"
)

// A district that ends hands down what it had to its communes, by share; the one
// that stays as it was goes on as itself, and is not a new unit for that.
func TestADistrictHandsDownToItsCommunes(t *testing.T) {
	tree, moves := bacKan()
	for _, part := range []struct {
		code, name string
		percent    int64
	}{{"01942", "Xã Bằng Vân", 60}, {"01957", "Xã Thượng Quan", 40}} {
		share := measure.Int(part.percent)
		moves = append(moves, org.Move{Row: 100 + len(moves), Old: "062", Part: true, Share: &share, New: org.Destination{Official: part.code, Name: part.name, Parent: "19", ParentName: "Tỉnh Thái Nguyên"}})
	}
	r, err := org.Reorganise(tree, moves, "2025-07-01", "1683/NQ-UBTVQH15", minter())
	if err != nil {
		t.Fatal(err)
	}
	after := org.TreeOn(apply(tree, r), "2025-07-01")
	stays, stands := after.Unit("01957")
	if !stands || stays.Name != "Xã Thượng Quan" {
		t.Errorf("the commune that stays: %+v", stays)
	}
	var district period.Date
	parts := 0
	for _, v := range r.Ended {
		if v.Official == "062" {
			district = v.From
			for _, s := range r.Successions {
				if s.Old == v.ID && s.Part && s.Share != nil {
					parts++
				}
			}
		}
	}
	if district == "" || parts != 2 {
		t.Errorf("the district ended: %q, with %d parts handed down", district, parts)
	}
}
