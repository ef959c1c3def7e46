package violation

import (
	"slices"
	"testing"

	"dondoc/internal/errs"
	"dondoc/internal/period"
	"dondoc/internal/viet"
)

func event() Violation {
	return Violation{ID: "v", Unit: "u", Kind: "forestry", On: "2023-05-10", Place: "Khuổi Luông", What: "Khai thác gỗ không phép", Cases: 1, People: 2,
		Handling: Sanctioned, HandledOn: "2023-05-20", Decision: "12/QĐ-XPHC", Fine: 5_000_000}
}

func TestCheckViolation(t *testing.T) {
	for _, c := range []struct {
		field, key string
		edit       func(*Violation)
	}{
		{"", "", func(*Violation) {}},
		{"kind", "violation.kind_unknown", func(v *Violation) { v.Kind = "moon" }},
		{"on", "violation.day_ahead", func(v *Violation) { v.On, v.HandledOn = "2024-01-01", "2024-01-01" }},
		{"place", "app.field_empty", func(v *Violation) { v.Place = "" }},
		{"what", "app.field_empty", func(v *Violation) { v.What = "" }},
		{"cases", "violation.cases_least", func(v *Violation) { v.Cases = 0 }},
		{"people", "violation.negative", func(v *Violation) { v.People = -1 }},
		{"area", "violation.negative", func(v *Violation) { v.Area = -1 }},
		{"handling", "violation.handling_unknown", func(v *Violation) { v.Handling = "x" }},
		{"handling", "violation.handled_pending", func(v *Violation) { v.Handling, v.Fine, v.Decision = Pending, 0, "" }},
		{"handled_on", "violation.handled_day", func(v *Violation) { v.HandledOn = "" }},
		{"handled_on", "violation.handled_before", func(v *Violation) { v.HandledOn = "2023-05-09" }},
		{"fine", "violation.fine_only", func(v *Violation) { v.Handling = Reminded }},
		{"decision", "violation.fine_decision", func(v *Violation) { v.Decision = "" }},
	} {
		v := event()
		c.edit(&v)
		err := v.Check("2023-12-31")
		if c.key == "" {
			if err != nil {
				t.Error(err)
			}
			continue
		}
		if !slices.ContainsFunc(errs.All(err), func(e *errs.Error) bool { return e.Field == c.field && e.What.Key == c.key }) {
			t.Errorf("%s %s: %v", c.field, c.key, err)
		}
	}
}

// Kinds are told by words of their own; a target's name finds its kind, and
// none where it speaks of something else.
func TestKinds(t *testing.T) {
	seen := map[string]string{}
	for _, k := range Kinds() {
		if k.VI == "" || k.EN == "" || k.Code == "" || k.Name("en") == k.Name("vi") {
			t.Errorf("%+v", k)
		}
		for _, s := range k.Said {
			if viet.Fold(s) != s || seen[s] != "" {
				t.Errorf("%s: %q is not folded, or %s says it too", k.Code, s, seen[s])
			}
			seen[s] = k.Code
		}
	}
	for text, want := range map[string]string{
		"Không để xảy ra cháy rừng lớn": "forest_fire", "Số vụ vi phạm lâm luật": "forestry", "Không để xảy ra điểm nóng về an ninh": "order",
		"Không để xảy ra khai thác khoáng sản trái phép": "minerals", "Trồng rừng tập trung": "", "không để xảy ra dịch bệnh lớn trên đàn gia súc": "epidemic",
		"Giảm tai nạn giao thông": "traffic",
	} {
		if got := append(Spoken(text), "")[0]; got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

// A year is compared with the same days of the year before; what was struck out
// counts nowhere.
func TestCompare(t *testing.T) {
	on := func(kind string, day period.Date, cases int) Violation {
		return Violation{Kind: kind, On: day, Cases: cases, Handling: Pending}
	}
	struck := on("forestry", "2024-02-01", 9)
	struck.Struck = "nhập hai lần"
	list := []Violation{on("forestry", "2023-02-28", 2), on("forestry", "2023-03-01", 4), on("forestry", "2024-02-29", 1), on("minerals", "2024-01-05", 3), struck}
	got, until, same := Compare(list, "2024", "2024-02-29")
	if until != "2024-02-29" || same != "2023-02-28" || len(got) != 2 {
		t.Fatalf("%+v until %s, %s", got, until, same)
	}
	if f := got[0]; f.Kind != "forestry" || f.Now.Cases != 1 || f.Before.Cases != 2 || f.Now.Pending != 1 {
		t.Errorf("%+v", f)
	}
	if whole, _, same := Compare(list, "2024", "2026-01-01"); whole[0].Before.Cases != 6 || same != "2023-12-31" {
		t.Errorf("%+v to %s", whole, same)
	}
	a, b := event(), event()
	b.ID, b.Place = "w", "KHUỔI LUÔNG"
	if !a.Alike(b) || a.Alike(a) {
		t.Error("one case entered twice")
	}
	b.Struck = "nhầm"
	if a.Alike(b) {
		t.Error("alike to what was struck out")
	}
}

func TestReadArea(t *testing.T) {
	for text, want := range map[string]int64{"": 0, "0,4 ha": 4000, "1200 m2": 1200, "1.200 m2": -1, "0,12345 ha": -1, "12": -1, "3 con": -1, "0,4 ha rừng": -1} {
		got, err := ReadArea(text)
		if (err != nil) != (want < 0) || err == nil && got != want {
			t.Errorf("%q: %d %v", text, got, err)
		}
	}
	if Hectares(4000).String() != "0.4" {
		t.Error(Hectares(4000))
	}
}
