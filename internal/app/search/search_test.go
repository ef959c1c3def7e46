package search_test

import (
	"testing"

	"dondoc/internal/access"
	"dondoc/internal/app/apptest"
	"dondoc/internal/app/reform"
	"dondoc/internal/app/search"
	"dondoc/internal/app/units"
	"dondoc/internal/exchange"
	"dondoc/internal/org"
)

// Words are looked for from the start of a word; a unit that has ended is found
// with what it went into, by who may read that; each sort has its share.
func TestSearch(t *testing.T) {
	apptest.EachEngine(t, func(t *testing.T, w *apptest.World) {
		apptest.Must(w.ImportUnits(apptest.Ctx, apptest.Operator, units.UnitsImport{Under: "ngan-son", From: "2022-01-01", Lines: []exchange.UnitRow{
			{Row: 2, Code: "duc-van", Name: "Xã Đức Vân", Kind: org.Commune}, {Row: 3, Name: "Trung tâm Y tế", Kind: org.Agency}, {Row: 4, Name: "Hạt Kiểm lâm, bảo vệ rừng", Kind: org.Agency}}}))(t)
		officer := w.Actor("tim", access.Officer, w.District)
		find := func(words string, limit int) []search.Found {
			return apptest.Must(w.Search(apptest.Ctx, officer, words, limit))(t)
		}
		found := find("rừng", 20)
		var sorts []string
		for _, f := range found {
			sorts = append(sorts, f.Sort+":"+f.Text)
		}
		if len(found) != 2 || found[0].Text != "Hạt Kiểm lâm, bảo vệ rừng" || found[1].Sort != "target" {
			t.Errorf("rừng: %v", sorts)
		}
		if one := find("rừng", 1); len(one) != 1 {
			t.Errorf("a limit of one: %+v", one)
		}
		into := org.Destination{Official: "moi", Name: "Xã Bằng Vân", Kind: org.Commune, Parent: "ngan-son"}
		apptest.Must(w.Reorganise(apptest.Ctx, apptest.Operator, reform.Reorganisation{On: "2023-07-01", Decision: "1/NQ", Moves: []org.Move{{Row: 2, Old: "duc-van", New: into}, {Row: 3, Old: "bang-van", New: into}}}))(t)
		w.On("2023-07-05")
		ended := find("Đức Vân", 20)
		if len(ended) != 1 || ended[0].Ended != "2023-07-01" || len(ended[0].Into) != 1 || ended[0].Into[0].Name != "Xã Bằng Vân" {
			t.Errorf("a unit that has ended: %+v", ended)
		}
		if seen := apptest.Must(w.Search(apptest.Ctx, w.Actor("xa", access.Officer, ended[0].Into[0].ID), "đức vân", 20))(t); len(seen) != 1 {
			t.Errorf("whose unit it went into: %+v", seen)
		}
		if seen := apptest.Must(w.Search(apptest.Ctx, w.Actor("khac", access.Officer, w.Department), "đức vân", 20))(t); len(seen) != 0 {
			t.Errorf("who may not read it: %+v", seen)
		}
	})
}
