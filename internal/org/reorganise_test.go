package org_test

import (
	"fmt"
	"testing"

	"dondoc/internal/errs"
	"dondoc/internal/id"
	"dondoc/internal/measure"
	"dondoc/internal/org"
	"dondoc/internal/period"

	"pgregory.net/rapid"
)

// minter gives "n1", "n2", …
func minter() func() id.ID {
	n := 0
	return func() id.ID { n++; return id.ID(fmt.Sprint("n", n)) }
}

func unitOf(unit, code, name, kind, parent string) org.Version {
	return org.Version{Unit: org.Unit{ID: id.ID(unit), Code: org.CodeOf(name, code)}, Range: period.Range{From: "2000-01-01", To: period.Forever},
		Name: name, Kind: kind, Parent: id.ID(parent), Official: code}
}

// bacKan is Ngân Sơn's tree of June 2025 with one commune of Thái Nguyên, and
// the map of 1/7/2025 for it (Nghị quyết 1683/NQ-UBTVQH15; thanglequoc/vietnamese-provinces-database).
func bacKan() ([]org.Version, []org.Move) {
	tree := []org.Version{unitOf("vn", "", "Việt Nam", org.Nation, ""),
		unitOf("p06", "06", "Tỉnh Bắc Kạn", org.Province, "vn"), unitOf("p19", "19", "Tỉnh Thái Nguyên", org.Province, "vn"),
		unitOf("d62", "062", "Huyện Ngân Sơn", org.District, "p06"), unitOf("nn", "", "Phòng Nông nghiệp", org.Department, "d62"),
		unitOf("d164", "164", "Thành phố Thái Nguyên", org.District, "p19"), unitOf("05488", "05488", "Xã Phúc Xuân", org.Commune, "d164")}
	tree[5].Kind = org.District
	var moves []org.Move
	add := func(code, name, kind, to, toName, parent string) {
		unit := "d62"
		if code == "05488" {
			unit = "d164"
		} else {
			tree = append(tree, unitOf(code, code, name, kind, unit))
		}
		moves = append(moves, org.Move{Row: len(moves) + 2, Old: code, New: org.Destination{Official: to, Name: toName, Parent: "19", ParentName: "Tỉnh Thái Nguyên"}})
	}
	add("01936", "Thị trấn Nà Phặc", org.Township, "01936", "Xã Nà Phặc", "d62")
	add("01939", "Xã Thượng Ân", org.Commune, "01942", "Xã Bằng Vân", "d62")
	add("01942", "Xã Bằng Vân", org.Commune, "01942", "Xã Bằng Vân", "d62")
	add("01945", "Xã Cốc Đán", org.Commune, "01954", "Xã Ngân Sơn", "d62")
	add("01948", "Xã Trung Hòa", org.Commune, "01936", "Xã Nà Phặc", "d62")
	add("01951", "Xã Đức Vân", org.Commune, "01954", "Xã Ngân Sơn", "d62")
	add("01954", "Thị trấn Vân Tùng", org.Township, "01954", "Xã Ngân Sơn", "d62")
	add("01957", "Xã Thượng Quan", org.Commune, "01957", "Xã Thượng Quan", "d62")
	add("01960", "Xã Hiệp Lực", org.Commune, "01960", "Xã Hiệp Lực", "d62")
	add("01963", "Xã Thuần Mang", org.Commune, "01960", "Xã Hiệp Lực", "d62")
	add("05488", "Xã Phúc Xuân", org.Commune, "05488", "Xã Phúc Xuân", "d164")
	return tree, moves
}

// apply gives the versions as they are after a reorganisation.
func apply(versions []org.Version, r org.Reorganisation) []org.Version {
	ended := map[id.ID]bool{}
	for _, list := range [][]org.Version{r.Ended, r.Changed} {
		for _, v := range list {
			ended[v.ID] = true
		}
	}
	var out []org.Version
	for _, v := range versions {
		if ended[v.ID] && v.To == period.Forever {
			v.To = r.On
		}
		out = append(out, v)
	}
	return append(append(out, r.Changed...), r.Formed...)
}

func TestNganSonsTenCommunesBecomeFive(t *testing.T) {
	tree, moves := bacKan()
	r, err := org.Reorganise(tree, moves, "2025-07-01", "1683/NQ-UBTVQH15", minter())
	if err != nil {
		t.Fatal(err)
	}
	after := org.TreeOn(apply(tree, r), "2025-07-01")
	roots := after.Roots()
	if len(roots) != 1 || len(after.Children("vn")) != 1 {
		t.Fatalf("the country has %d roots and %d provinces", len(roots), len(after.Children("vn")))
	}
	province := after.Children("vn")[0]
	if province.Name != "Tỉnh Thái Nguyên" || province.ID == "p19" || province.Official != "19" {
		t.Errorf("the new province is %+v", province)
	}
	names := map[string]org.Version{}
	for _, c := range after.Children(province.ID) {
		names[c.Name] = c
	}
	for _, name := range []string{"Xã Nà Phặc", "Xã Bằng Vân", "Xã Ngân Sơn", "Xã Thượng Quan", "Xã Hiệp Lực", "Xã Phúc Xuân"} {
		if c, ok := names[name]; !ok || c.Kind != org.Commune {
			t.Errorf("%s: %+v", name, c)
		}
	}
	if len(names) != 6 || after.Len() != 8 {
		t.Errorf("%d communes, %d units in all", len(names), after.Len())
	}
	if names["Xã Thượng Quan"].ID != "01957" || names["Xã Bằng Vân"].ID == "01942" {
		t.Error("the commune that was left whole goes on as itself, the merged one is new")
	}
	before := org.TreeOn(apply(tree, r), "2025-06-30")
	if before.Len() != len(tree) || len(before.Path("01942")) != 4 {
		t.Error("the eve is no longer as it was")
	}
	if len(r.Emptied) != 3 { // two districts and a department
		t.Errorf("emptied: %v", r.Emptied)
	}
}

func TestWhatAMapLeavesOpenIsAsked(t *testing.T) {
	tree, _ := bacKan()
	to := func(name string) org.Destination {
		return org.Destination{Official: name, Name: "Xã " + name, Parent: "06"}
	}
	half := measure.Int(60)
	r, err := org.Reorganise(tree, []org.Move{{Row: 2, Old: "01936", Part: true, New: to("A")}, {Row: 3, Old: "01936", Part: true, Share: &half, New: to("B")},
		{Row: 4, Old: "99999", New: to("B")}, {Row: 5, Old: "01939", New: org.Destination{}}}, "2025-07-01", "x", minter())
	if err != nil {
		t.Fatal(err)
	}
	acts := []org.Act{org.Divided, org.Divided, org.Unknown, org.Abolished}
	asks := []int{1, 0, 1, 0}
	for i, l := range r.Lines {
		if l.Act != acts[i] || len(l.Questions) != asks[i] {
			t.Errorf("row %d: %s with %d questions", l.Row, l.Act, len(l.Questions))
		}
	}
	for _, moves := range [][]org.Move{
		{{Row: 2, Old: "01936", New: to("A")}, {Row: 3, Old: "01936", New: to("B")}},
		{{Row: 2, Old: "01936", Part: true, New: to("A")}, {Row: 3, Old: "01936", New: to("B")}},
		{{Row: 2, Old: "01936", Part: true, Share: &half, New: to("A")}, {Row: 3, Old: "01936", Part: true, Share: &half, New: to("B")}},
		{{Row: 3, Old: "01936", New: org.Destination{Official: "A"}}},
	} {
		if _, err := org.Reorganise(tree, moves, "2025-07-01", "x", minter()); err == nil {
			t.Errorf("%v is no contradiction", moves)
		}
	}
}

func TestKindOf(t *testing.T) {
	for name, want := range map[string]string{"Xã Bằng Vân": org.Commune, "Phường Sông Cầu": org.Ward, "Thị trấn Nà Phặc": org.Township, "Đặc khu Lý Sơn": org.Zone,
		"Thị xã Nghi Sơn": org.District, "Tỉnh Bắc Kạn": org.Province, "Thành phố Huế": org.Province, "Sở Tài chính": org.Agency, "Xãhội": org.Agency} {
		if got := org.KindOf(name); got != want {
			t.Errorf("%s is a %s", name, got)
		}
	}
}

// Whatever the map: every unit of the eve stands after, or ended with a line
// that names it or because it was emptied; nothing new stands under what ended;
// what went somewhere whole went there once.
func TestReorganisationLosesNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		tree := []org.Version{unitOf("vn", "", "Việt Nam", org.Nation, "")}
		var communes []string
		for p := range rapid.IntRange(1, 4).Draw(t, "provinces") {
			province := fmt.Sprintf("%02d", p)
			tree = append(tree, unitOf(province, province, "Tỉnh "+province, org.Province, "vn"))
			for d := range rapid.IntRange(1, 3).Draw(t, "districts") {
				district := fmt.Sprintf("%s%d", province, d)
				tree = append(tree, unitOf(district, district, "Huyện "+district, org.District, province))
				for c := range rapid.IntRange(1, 4).Draw(t, "communes") {
					code := fmt.Sprintf("%s%02d", district, c)
					tree = append(tree, unitOf(code, code, "Xã "+code, org.Commune, district))
					communes = append(communes, code)
				}
			}
		}
		var moves []org.Move
		whole := map[string]int{}
		for _, c := range communes {
			n := rapid.IntRange(0, 2).Draw(t, "lines")
			for range n {
				to := rapid.SampledFrom(communes).Draw(t, "to")
				moves = append(moves, org.Move{Row: len(moves) + 2, Old: c, Part: n > 1, New: org.Destination{Official: to + "x", Name: "Xã " + to, Parent: to[:2]}})
			}
			whole[c] = n
		}
		r, err := org.Reorganise(tree, moves, "2025-07-01", "x", minter())
		if err != nil {
			t.Fatal(err)
		}
		all := apply(tree, r)
		before, after := org.TreeOn(all, "2025-06-30"), org.TreeOn(all, "2025-07-01")
		if before.Len() != len(tree) {
			t.Fatalf("%d units stood, %d stand on the eve", len(tree), before.Len())
		}
		if len(after.Roots()) != 1 {
			t.Fatalf("roots: %v", after.Roots())
		}
		for _, c := range communes {
			_, stands := after.Unit(id.ID(c))
			into := 0
			for _, s := range r.Successions {
				if s.Old == id.ID(c) {
					into++
				}
			}
			if whole[c] == 0 && !stands {
				t.Fatalf("%s, which no line names, is gone", c)
			}
			if whole[c] > 0 && !stands && into != whole[c] {
				t.Fatalf("%s went to %d units by %d lines", c, into, whole[c])
			}
		}
	})
}

// Merging into a unit that stands makes one unit; one whose lines name no unit
// above stays where its predecessors were; lines that contradict are named.
func TestMergingWhereUnitsStand(t *testing.T) {
	tree, _ := bacKan()
	line := func(row int, old, code, name, parent string) org.Move {
		return org.Move{Row: row, Old: old, New: org.Destination{Official: code, Name: name, Parent: parent}}
	}
	r, err := org.Reorganise(tree, []org.Move{line(2, "01951", "01942", "Xã Bằng Vân", "")}, "2025-07-01", "", minter())
	if err != nil || len(r.Formed) != 0 || len(r.Ended) != 1 || len(r.Successions) != 1 || r.Successions[0].New != "01942" {
		t.Errorf("into a standing unit: %v %+v", err, r)
	}
	r, err = org.Reorganise(tree, []org.Move{line(2, "01951", "x", "Xã Mới", ""), line(3, "01942", "x", "Xã Mới", "")}, "2025-07-01", "", minter())
	if err != nil || len(r.Formed) != 1 || r.Formed[0].Parent != "d62" {
		t.Errorf("without a unit above: %v %+v", err, r.Formed)
	}
	for name, moves := range map[string][]org.Move{
		"org.two_names":     {line(2, "01951", "x", "Xã Mới", ""), line(3, "01942", "x", "Xã Khác", "")},
		"org.two_places":    {line(2, "01951", "x", "Xã Mới", "062"), line(3, "01942", "x", "Xã Mới", "164")},
		"org.parent_needed": {line(2, "01951", "x", "Xã Mới", ""), line(3, "05488", "x", "Xã Mới", "")},
	} {
		_, err := org.Reorganise(tree, moves, "2025-07-01", "", minter())
		if list := errs.All(err); len(list) != 1 || list[0].What.Key != name {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// A line into a unit that itself goes elsewhere, and one under a unit that ends,
// are asked about; where a part of it stays, or its code goes to another unit,
// they are clear.
func TestLinesIntoWhatEnds(t *testing.T) {
	tree, _ := bacKan()
	line := func(row int, old, code, name, parent string) org.Move {
		return org.Move{Row: row, Old: old, New: org.Destination{Official: code, Name: name, Parent: parent}}
	}
	half := measure.Int(50)
	part := func(row int, old, code, name string) org.Move {
		m := line(row, old, code, name, "")
		m.Part, m.Share = true, &half
		return m
	}
	kind := func(m org.Move, kind string) org.Move { m.New.Kind = kind; return m }
	for name, c := range map[string]struct {
		key   string
		row   int
		moves []org.Move
	}{
		"into what goes elsewhere": {"org.into_ended", 2, []org.Move{line(2, "01951", "01942", "Xã Bằng Vân", ""), line(3, "01942", "01957", "Xã Thượng Quan", "")}},
		"into what is abolished":   {"org.into_ended", 2, []org.Move{line(2, "01951", "01942", "Xã Bằng Vân", ""), {Row: 3, Old: "01942"}}},
		"two kinds":                {"org.two_places", 3, []org.Move{kind(line(2, "01951", "x", "Xã Mới", ""), org.Commune), kind(line(3, "01942", "x", "Xã Mới", ""), org.Ward)}},
		"under what is abolished":  {"org.parent_ends", 2, []org.Move{line(2, "01951", "x", "Xã Mới", "062"), {Row: 3, Old: "062"}}},
		"one unit to two":          {"org.moved_twice", 3, []org.Move{line(2, "01951", "01942", "Xã Bằng Vân", ""), line(3, "01951", "01957", "Xã Thượng Quan", "")}},
	} {
		_, err := org.Reorganise(tree, c.moves, "2025-07-01", "", minter())
		if list := errs.All(err); len(list) != 1 || list[0].What.Key != c.key || list[0].Row != c.row {
			t.Errorf("%s: %v", name, err)
		}
	}
	for name, moves := range map[string][]org.Move{
		"a part stays":     {line(2, "01951", "01942", "Xã Bằng Vân", ""), part(3, "01942", "01942", "Xã Bằng Vân"), part(4, "01942", "01957", "Xã Thượng Quan")},
		"the code goes on": {line(2, "01951", "01942", "Xã Mới", ""), line(3, "01942", "01957", "Xã Thượng Quan", "")},
	} {
		if _, err := org.Reorganise(tree, moves, "2025-07-01", "", minter()); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
	r, err := org.Reorganise(tree, []org.Move{line(2, "062", "y", "Huyện Mới", "06"), line(3, "164", "y", "Huyện Mới", "06"), line(4, "01951", "01951", "Xã Đức Vân", "062")}, "2025-07-01", "", minter())
	if err != nil || len(r.Formed) != 1 || len(r.Changed) != 1 || r.Changed[0].Parent != r.Formed[0].ID {
		t.Errorf("under what took its place: %v, %+v", err, r.Changed)
	}
	r, err = org.Reorganise(tree, []org.Move{line(2, "062", "01942", "Xã Bằng Vân", "")}, "2025-07-01", "", minter())
	if err != nil || len(r.Changed) != 1 || r.Changed[0].Parent != "p06" {
		t.Errorf("what stood above went into it: %v, %+v", err, r.Changed)
	}
}
