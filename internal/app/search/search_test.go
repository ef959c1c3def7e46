package search_test

import (
	"context"
	"reflect"
	"testing"

	"dondoc/internal/access"
	"dondoc/internal/app/apptest"
	"dondoc/internal/app/reform"
	"dondoc/internal/app/search"
	"dondoc/internal/app/units"
	"dondoc/internal/exchange"
	"dondoc/internal/id"
	"dondoc/internal/org"
	"dondoc/internal/store"
	"dondoc/internal/target"
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

// Over the nation targets are found by their different names, or in order where many have
// the words: the same, in the same order, as by holding each against the words.
func TestNamesFindTheSame(t *testing.T) {
	apptest.EachEngine(t, func(t *testing.T, w *apptest.World) {
		apptest.RawExec(t, w, `INSERT INTO target (id, unit_id, cycle, document_id, indicator_id, parent_id, setter, place, label, field, name, name_fold, unit_of_measure, direction, accumulation, answer_unit_id, post_id, illustrative, source, part_of)
			WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2800)
			SELECT 'x' || n.i, t.unit_id, CASE WHEN n.i % 3 = 0 THEN '2022' ELSE '2023' END, t.document_id, t.indicator_id, '', t.setter, n.i % 7, '', '', f.name, f.name, t.unit_of_measure, t.direction, t.accumulation, t.answer_unit_id, t.post_id, t.illustrative, t.source, ''
			FROM n JOIN (SELECT i, CASE WHEN i <= 2100 THEN 'viec chung cua moi xa' WHEN i <= 2760 THEN 'viec rieng so ' || i ELSE 'viec hiem (so ' || i % 4 || ')' END AS name FROM n) f ON f.i = n.i
			JOIN target t ON t.id = '`+string(w.Forest)+`'`)
		var units []id.ID
		for _, v := range apptest.Must(w.Directory(apptest.Ctx, apptest.Operator))(t).Versions {
			units = append(units, v.ID)
		}
		for _, words := range []string{"viec", "chung", "rieng", "hiem", "hiem (so 3", "so 27", "trong rung", "ung", "khong co", "%", "_", "a"} {
			for _, page := range [][2]int{{5, 0}, {5, 5}, {200, 0}, {200, 2000}, {3000, 0}} {
				var all, of []target.Target
				err := w.DB.Read(apptest.Ctx, func(ctx context.Context, tx *store.Tx) (err error) {
					if all, err = tx.SearchTargets(ctx, words, nil, page[0], page[1]); err != nil {
						return err
					}
					of, err = tx.SearchTargets(ctx, words, units, page[0], page[1])
					return err
				})
				if err != nil {
					t.Fatal(err)
				}
				if !reflect.DeepEqual(all, of) {
					t.Errorf("%s, %v: %d found, and %d by each name", words, page, len(all), len(of))
				}
			}
		}
	})
}
