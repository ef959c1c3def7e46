package web_test

import (
	"context"
	"html"
	"regexp"
	"strings"
	"testing"

	"dondoc/internal/access"
	"dondoc/internal/app/accounts"
	"dondoc/internal/app/desk"
	"dondoc/internal/id"
)

// officerOf signs in as a reporting officer of one unit alone.
func (s *site) officerOf(code string) *reader {
	s.Helper()
	ctx, operator := context.Background(), desk.Operator("test")
	d, err := s.Directory(ctx, operator)
	if err != nil {
		s.Fatal(err)
	}
	unit, err := d.UnitByCode(code)
	if err != nil {
		s.Fatal(err)
	}
	var account id.ID
	if account, _, err = s.CreateAccount(ctx, operator, accounts.NewAccount{Username: "mot-minh", Name: "Một mình", Password: "dondoc-demo-2023", Grants: []access.Grant{{Role: access.Officer, Unit: unit}}}); err != nil || account == "" {
		s.Fatal(err)
	}
	r := s.as("mot-minh", "vi")
	r.post("/account/password", map[string][]string{"old": {"dondoc-demo-2023"}, "current": {"dondoc-demo-2023"}, "new": {"dondoc-demo-2024x"}, "again": {"dondoc-demo-2024x"}, "repeat": {"dondoc-demo-2024x"}})
	return r
}

// TestDepartmentsSheet: an officer of a department is led to the sheet of what
// the department answers for, not to one they may not see.
func TestDepartmentsSheet(t *testing.T) {
	r := newSite(t).officerOf("ngan-son-nong-nghiep")
	r.get("/u/ngan-son-nong-nghiep/2023").sees(200, `href="/entry/ngan-son-nong-nghiep/2023/2023-12"`)
	r.get("/entry/ngan-son-nong-nghiep/2023/2023-12").sees(200, "value-")
	r.get("/work").sees(200, "!/entry/ngan-son/")
}

// TestPastDay: a page of a past day says so, leads back, and its links to other
// years and units keep the day.
func TestPastDay(t *testing.T) {
	r := newSite(t).as("van-phong", "vi")
	r.get("/u/ngan-son/2023?as-known=2023-08-15&class=not_met").sees(200, "Số liệu như đã biết đến ngày 15/08/2023", `href="/u/ngan-son/2023?class=not_met">Về hiện tại`, "/u/ngan-son/2022?as-known=2023-08-15", "/u/na-phac/2023?as-known=2023-08-15")
	r.get("/u/ngan-son/2023").sees(200, "!Về hiện tại", "!as-known=2023")
	for _, path := range []string{"/u/ngan-son/tasks", "/u/ngan-son/2023/months", "/u/ngan-son/coverage", "/units"} { // go back
		r.get(path+"?as-known=2023-08-15").sees(200, "!Trang này hiện như hôm nay", "Số liệu như đã biết đến ngày 15/08/2023", `href="`+path+`">Về hiện tại`)
	}
	for _, path := range []string{"/work", "/search"} { // of today alone, and they say so
		r.get(path+"?as-known=2023-08-15").sees(200, "Trang này hiện như hôm nay", "!Số liệu như đã biết", `href="`+path+`">Về hiện tại`)
		r.get(path).sees(200, "!Trang này hiện như hôm nay")
	}
}

var personInCycle = regexp.MustCompile(`href="(/people/[^"]*cycle=2023[^"]*)"`)

// TestPersonAsKnown: the page of who answers is reached with the year and the
// day of the board, and is as it was known on that day.
func TestPersonAsKnown(t *testing.T) {
	r := newSite(t).as("van-phong", "vi")
	sentence := regexp.MustCompile(`\d+/\d+`)
	at := func(query string) (string, string) {
		r.get("/u/ngan-son/2023" + query).sees(200)
		m := personInCycle.FindStringSubmatch(r.page)
		if m == nil {
			t.Fatal("the board leads to nobody who answers in its year")
		}
		return html.UnescapeString(m[1]), sentence.FindString(main(r.get(html.UnescapeString(m[1])).sees(200).page))
	}
	_, now := at("")
	past, then := at("?as-known=2023-08-15")
	if !strings.Contains(past, "as-known=2023-08-15") || now == then {
		t.Errorf("the person's page %s says %s; now it says %s", past, then, now)
	}
	r.get(past).sees(200, "Số liệu như đã biết đến ngày 15/08/2023", "?as-known=2023-08-15")
	r.get(past[:strings.Index(past, "?")] + "?as-known=hôm+qua").sees(422)
}

// TestFromTheBoard: the sheet, the months, the import and the resolutions of a
// cycle are reached from its board by who may use them, and by nobody else.
func TestFromTheBoard(t *testing.T) {
	s := newSite(t)
	s.as("can-bo", "vi").get("/u/ngan-son/2023").sees(200, `href="/entry/ngan-son/2023/2023-12"`, "/u/ngan-son/2023/documents", "!/u/ngan-son/2023/months", "!/u/ngan-son/2023/import")
	s.as("van-phong", "vi").get("/u/ngan-son/2023").sees(200, "/u/ngan-son/2023/months", "/u/ngan-son/2023/import", "!Giải ngân</span>", "g rồi v, c, n, d, t, k, q để")
}
