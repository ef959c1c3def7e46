package org_test

import (
	"fmt"
	"testing"

	"dondoc/internal/errs"
	"dondoc/internal/id"
	"dondoc/internal/org"
	"dondoc/internal/period"

	"pgregory.net/rapid"
)

func version(unit, parent, kind string, from, to period.Date) org.Version {
	return org.Version{Unit: org.Unit{ID: id.ID(unit), Code: unit}, Range: period.Range{From: from, To: to}, Name: unit, Kind: kind, Parent: id.ID(parent)}
}

// On 01/07/2025 the district ends and its communes stand under the province.
var reform = []org.Version{
	version("bac-kan", "", org.Province, "1997-01-01", "2025-07-01"),
	version("thai-nguyen", "", org.Province, "1997-01-01", period.Forever),
	version("ngan-son", "bac-kan", org.District, "1997-01-01", "2025-07-01"),
	version("bang-van", "ngan-son", org.Commune, "1997-01-01", "2025-07-01"),
	version("bang-van", "thai-nguyen", org.Commune, "2025-07-01", period.Forever),
}

func TestTreeByDate(t *testing.T) {
	before, after := org.TreeOn(reform, "2025-06-30"), org.TreeOn(reform, "2025-07-01")
	if got := before.Path("bang-van"); len(got) != 3 || got[1] != "ngan-son" || got[2] != "bac-kan" {
		t.Errorf("path on 30/06/2025: %v", got)
	}
	if got := after.Path("bang-van"); len(got) != 2 || got[1] != "thai-nguyen" {
		t.Errorf("path on 01/07/2025: %v", got)
	}
	if _, stands := after.Unit("ngan-son"); stands {
		t.Error("the district still stands on 01/07/2025")
	}
	if roots := before.Roots(); len(roots) != 2 {
		t.Errorf("roots: %v", roots)
	}
	var walked []string
	before.Walk("bac-kan", func(v org.Version, depth int) { walked = append(walked, v.Code) })
	if len(walked) != 3 || walked[2] != "bang-van" {
		t.Errorf("walked %v", walked)
	}
}

func TestPathStopsInACircle(t *testing.T) {
	circle := []org.Version{version("a", "b", org.Agency, "2000-01-01", period.Forever), version("b", "a", org.Agency, "2000-01-01", period.Forever)}
	if got := org.TreeOn(circle, "2020-01-01").Path("a"); len(got) > 3 {
		t.Errorf("path of a circle: %v", got)
	}
	org.TreeOn(circle, "2020-01-01").Walk("a", func(org.Version, int) {})
}

func TestCheckVersion(t *testing.T) {
	tests := []struct {
		name  string
		v     org.Version
		field string
	}{
		{"fits", version("nha-tro", "ngan-son", org.Commune, "2010-01-01", period.Forever), ""},
		{"code with capitals", version("Nha", "ngan-son", org.Commune, "2010-01-01", period.Forever), "code"},
		{"unknown kind", version("nha", "ngan-son", "village", "2010-01-01", period.Forever), "kind"},
		{"no days", version("nha", "ngan-son", org.Commune, "2010-01-01", "2010-01-01"), "from"},
		{"parent gone", version("nha", "ngan-son", org.Commune, "2025-07-01", period.Forever), "parent"},
		{"under itself", version("ngan-son", "bang-van", org.District, "2010-01-01", period.Forever), "parent"},
	}
	for _, tt := range tests {
		err := org.CheckVersion(tt.v, reform)
		if tt.field == "" && err != nil {
			t.Errorf("%s: %v", tt.name, err)
		}
		if tt.field != "" && (err == nil || errs.All(err)[0].Field != tt.field) {
			t.Errorf("%s: %v, want an error in %s", tt.name, err, tt.field)
		}
	}
	taken := version("bang-van", "bac-kan", org.Commune, "2010-01-01", period.Forever)
	taken.ID = "another"
	if err := org.CheckVersion(taken, reform); !errs.Is(err, errs.Conflict) {
		t.Errorf("a code in use: %v", err)
	}
}

func appointment(who string, c org.Capacity, from, to period.Date) org.Appointment {
	return org.Appointment{ID: id.ID(who), Person: id.ID(who), Post: "head", Capacity: c, Range: period.Range{From: from, To: to}}
}

func TestHolderOn(t *testing.T) {
	tenures := []org.Appointment{
		appointment("first", org.Substantive, "2020-01-01", "2023-06-15"),
		appointment("acting", org.Acting, "2023-06-01", "2023-09-01"),
		appointment("second", org.Substantive, "2023-09-01", period.Forever),
	}
	for day, want := range map[period.Date]id.ID{"2019-12-31": "", "2023-05-31": "first", "2023-06-10": "acting", "2023-06-15": "acting", "2023-09-01": "second"} {
		got, _ := org.HolderOn(tenures, "head", day)
		if got.Person != want {
			t.Errorf("%s: %q, want %q", day, got.Person, want)
		}
	}
}

func TestCheckAppointment(t *testing.T) {
	held := []org.Appointment{appointment("first", org.Substantive, "2020-01-01", period.Forever)}
	if err := org.CheckAppointment(appointment("second", org.Substantive, "2023-01-01", period.Forever), held); !errs.Is(err, errs.Conflict) {
		t.Errorf("two substantive holders: %v", err)
	}
	if err := org.CheckAppointment(appointment("second", org.Acting, "2023-01-01", "2023-03-01"), held); err != nil {
		t.Errorf("an acting holder beside: %v", err)
	}
	if err := org.CheckAppointment(appointment("second", "honorary", "2023-01-01", "2023-03-01"), nil); !errs.Is(err, errs.Invalid) {
		t.Errorf("unknown capacity: %v", err)
	}
	held[0].Range = org.Until(held[0].Range, "2023-01-01")
	if err := org.CheckAppointment(appointment("second", org.Substantive, "2023-01-01", period.Forever), held); err != nil {
		t.Errorf("after the hand-over: %v", err)
	}
}

// Every day of a post's history has at most one holder, and it is one whose tenure holds that day.
func TestOneHolderADay(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var tenures []org.Appointment
		for i := range rapid.IntRange(0, 12).Draw(t, "tries") {
			from := period.Date("2020-01-01").AddDays(rapid.IntRange(0, 900).Draw(t, "from"))
			a := appointment(fmt.Sprint(i), org.Substantive, from, from.AddDays(rapid.IntRange(1, 300).Draw(t, "days")))
			if org.CheckAppointment(a, tenures) == nil {
				tenures = append(tenures, a)
			}
		}
		day := period.Date("2020-01-01").AddDays(rapid.IntRange(0, 1300).Draw(t, "day"))
		holders := 0
		for _, a := range tenures {
			if a.Holds(day) {
				holders++
			}
		}
		_, held := org.HolderOn(tenures, "head", day)
		if holders > 1 || held != (holders == 1) {
			t.Fatalf("%s: %d holders, held %v", day, holders, held)
		}
	})
}
