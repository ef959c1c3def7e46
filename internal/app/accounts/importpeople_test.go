package accounts_test

import (
	"testing"

	"dondoc/internal/access"
	"dondoc/internal/app/accounts"
	"dondoc/internal/app/apptest"
	"dondoc/internal/app/desk"
	"dondoc/internal/app/sheets"
	"dondoc/internal/app/units"
	"dondoc/internal/errs"
	"dondoc/internal/exchange"
)

// A list of people makes posts, people, appointments and accounts in one act;
// the same list again changes nothing; a name that is known is asked about.
func TestImportPeople(t *testing.T) {
	apptest.EachEngine(t, func(t *testing.T, w *apptest.World) {
		admin := w.Actor("quan-tri-2", access.Administrator, w.District)
		code := "ngan-son"
		take := func(dry bool, means map[string]string, lines ...exchange.PersonRow) (accounts.ImportedPeople, error) {
			return w.ImportPeople(apptest.Ctx, admin, accounts.PeopleImport{Under: code, From: "2023-01-01", Sheet: sheets.Sheet{Means: means}, Lines: lines, DryRun: dry})
		}
		list := []exchange.PersonRow{
			{Row: 2, Name: "Hoàng Văn Thử", Post: "Phó Trưởng ban", Account: "hoang-thu", Role: "Cán bộ tổng hợp"},
			{Row: 3, Name: "Nông Thị Kiểm", Post: "Chuyên viên", Capacity: "kiêm nhiệm"},
		}
		done, err := take(true, nil, list...)
		if err != nil || len(done.Rows) != 2 || len(done.Rows[0].Made) != 4 || done.Rows[0].Password != "" {
			t.Fatalf("rehearsed: %+v %v", done.Rows, err)
		}
		done, err = take(false, nil, list...)
		if err != nil || done.Rows[0].Password == "" || done.Rows[1].Change != desk.Added {
			t.Fatalf("taken in: %+v %v", done.Rows, err)
		}
		if _, err := w.SignIn(apptest.Ctx, "hoang-thu", done.Rows[0].Password, "", ""); err != nil {
			t.Errorf("the first password: %v", err)
		}
		if done, err = take(false, nil, list...); err != nil || done.Rows[0].Change != desk.Unchanged || done.Rows[1].Change != desk.Unchanged {
			t.Errorf("again: %+v %v", done.Rows, err)
		}
		another := exchange.PersonRow{Row: 2, Name: "Hoàng Văn Thử", Post: "Văn thư"}
		if _, err := take(false, nil, another); apptest.Key(err) != "app.people_which" {
			t.Errorf("a known name: %v", err)
		}
		if done, err = take(false, map[string]string{another.Name: accounts.SamePerson}, another); err != nil || len(done.Rows[0].Made) != 2 {
			t.Errorf("the same person: %+v %v", done.Rows, err)
		}
		over := exchange.PersonRow{Row: 2, Name: "Lý Thế Chân", Post: "Văn thư", From: "2023-06-01"}
		if done, err = take(false, nil, over); err != nil || done.Rows[0].Before != "Hoàng Văn Thử" {
			t.Errorf("taken over: %+v %v", done.Rows, err)
		}
		// Several hold a post of one title that heads nobody; the office works for all.
		room := apptest.Must(w.ImportUnits(apptest.Ctx, apptest.Operator, units.UnitsImport{Under: code, Lines: []exchange.UnitRow{{Row: 2, Name: "Văn phòng HĐND và UBND", Kind: "department"}}}))(t).Rows[0].Unit
		office := []exchange.PersonRow{
			{Row: 2, Name: "Vi Văn Chín", Unit: "VP HĐND&UBND", Post: "Công chức", Account: "vi-chin", Role: "Văn phòng"},
			{Row: 3, Name: "Hà Thị Mười", Unit: "VP HĐND&UBND", Post: "Công chức", From: "2023-03-01", Account: "ha-muoi", Role: "Thẩm định", Scope: "VP HĐND&UBND"},
			{Row: 4, Name: "Chu Văn Sáu", Unit: "VP HĐND&UBND", Post: "Chánh Văn phòng", Head: true, Account: "chu-sau", Role: "Lãnh đạo"},
		}
		if done, err = take(false, nil, office...); err != nil || done.Rows[1].Before != "" || len(done.Rows[1].Made) != 4 {
			t.Fatalf("two of one title: %+v %v", done.Rows, err)
		}
		if r := done.Rows; r[0].For.ID != w.District || !r[0].Wider || r[1].For.ID != room || r[1].Wider || r[2].For.ID != room || r[2].Wider {
			t.Errorf("what the roles are for: %+v", r)
		}
		if done, err = take(false, nil, office...); err != nil || done.Rows[0].Change != desk.Unchanged || done.Rows[1].Change != desk.Unchanged {
			t.Errorf("two of one title, again: %+v %v", done.Rows, err)
		}
		d := apptest.Must(w.Directory(apptest.Ctx, apptest.Operator))(t)
		if posts := d.PostsOf(room); len(posts) != 3 {
			t.Errorf("posts: %+v", posts)
		}
		if done, err = take(true, nil, exchange.PersonRow{Row: 2, Name: "Ai Đó", Account: "ai-do"}); apptest.Key(err) != "app.people_no_role" || done.Rows[0].Change != desk.Refused {
			t.Errorf("no role: %+v %v", done.Rows, err)
		}
		for key, row := range map[string]exchange.PersonRow{
			"app.people_unit":     {Row: 2, Name: "Ai Đó", Unit: "Phòng Không Có"},
			"app.people_role":     {Row: 2, Name: "Ai Đó", Account: "ai-do", Role: "vua"},
			"app.people_capacity": {Row: 2, Name: "Ai Đó", Post: "Thư ký", Capacity: "lâu dài"},
			"app.username_taken":  {Row: 2, Name: "Ai Đó", Account: "hoang-thu", Role: "officer"},
		} {
			if _, err := take(false, nil, row); apptest.Key(err) != key {
				t.Errorf("%s: %v", key, err)
			}
		}
	})
}

// A row that cannot be read keeps nothing out of the preview: the others are
// matched to their units all the same, and nothing is written.
func TestPeopleBesideARowAtFaultAreMatched(t *testing.T) {
	apptest.EachEngine(t, func(t *testing.T, w *apptest.World) {
		admin := w.Actor("quan-tri-2", access.Administrator, w.District)
		file := sheets.Sheet{Name: "a.csv", Content: []byte("Họ và tên,Chức vụ,Đơn vị,Từ ngày\nVi Văn Tám,Chuyên viên,bang-van,01/02/2023\nHà Thị Sai,Chuyên viên,bang-van,31/31/2023\n")}
		for _, dry := range []bool{true, false} {
			done, err := w.ImportPeople(apptest.Ctx, admin, accounts.PeopleImport{Under: "ngan-son", Sheet: file, DryRun: dry})
			if len(errs.All(err)) != 1 || errs.All(err)[0].Row != 3 || len(done.Rows) != 1 || done.Rows[0].In.ID != w.Commune || done.Import != "" {
				t.Errorf("dry %v: %+v %v", dry, done.Rows, err)
			}
		}
	})
}
