package accounts_test

import (
	"testing"

	"dondoc/internal/access"
	"dondoc/internal/app/accounts"
	"dondoc/internal/app/apptest"
	"dondoc/internal/app/desk"
	"dondoc/internal/exchange"
)

// An import of people is undone as a whole while nobody used its accounts and
// nothing else hangs on its people and posts; who held a post before goes on.
func TestUndoImportOfPeople(t *testing.T) {
	apptest.EachEngine(t, func(t *testing.T, w *apptest.World) {
		admin := w.Actor("quan-tri-2", access.Administrator, w.District)
		take := func(lines ...exchange.PersonRow) accounts.ImportedPeople {
			return apptest.Must(w.ImportPeople(apptest.Ctx, admin, accounts.PeopleImport{Under: "ngan-son", From: "2023-01-01", Lines: lines}))(t)
		}
		before := take(exchange.PersonRow{Row: 2, Name: "Lý Thế Chân", Post: "Văn thư", From: "2023-01-01"})
		list := []exchange.PersonRow{
			{Row: 2, Name: "Hoàng Văn Thử", Post: "Phó Trưởng ban", Account: "hoang-thu", Role: "Cán bộ tổng hợp"},
			{Row: 3, Name: "Nông Thị Kiểm", Post: "Văn thư", From: "2023-06-01"},
		}
		done := take(list...)
		if again := take(list...); done.Import == "" || again.Import != "" {
			t.Fatalf("imports %q, %q", done.Import, again.Import)
		}
		if made := apptest.Must(w.ImportOf(apptest.Ctx, admin, done.Import))(t); len(made.Names) != 4 || len(made.Hangs) != 0 {
			t.Fatalf("%+v", made)
		}
		if made, err := w.UndoImport(apptest.Ctx, admin, before.Import, "nhầm"); apptest.Key(err) == "" || len(made.Hangs) == 0 {
			t.Errorf("an appointment that was followed: %+v %v", made.Hangs, err)
		}
		if _, err := w.UndoImport(apptest.Ctx, admin, done.Import, "nhầm danh sách"); err != nil {
			t.Fatal(err)
		}
		d := apptest.Must(w.Directory(apptest.Ctx, admin))(t)
		for _, p := range d.People {
			if p.Name == "Hoàng Văn Thử" || p.Name == "Nông Thị Kiểm" {
				t.Errorf("%s is known still", p.Name)
			}
		}
		for _, p := range d.PostsOf(w.District) {
			if p.Title != "Văn thư" {
				continue
			}
			if holds := d.Tenures(p.ID); len(holds) != 1 || holds[0].To < "9999" {
				t.Errorf("who held it goes on: %+v", holds)
			}
		}
		if back := take(list...); back.Rows[0].Change != desk.Added || back.Rows[0].Password == "" {
			t.Errorf("brought back: %+v", back.Rows[0])
		} else if _, err := w.SignIn(apptest.Ctx, "hoang-thu", back.Rows[0].Password, "", ""); err != nil {
			t.Error(err)
		} else if made, err := w.UndoImport(apptest.Ctx, admin, back.Import, "nhầm"); apptest.Key(err) != "app.undo_account" || len(made.Hangs) != 1 {
			t.Errorf("an account that was used: %+v %v", made.Hangs, err)
		}
		w.Fits()
	})
}
