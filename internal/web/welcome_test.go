package web_test

import (
	"net/http/httptest"
	"net/url"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"dondoc/internal/app"
	"dondoc/internal/app/desk"
	"dondoc/internal/period"
	"dondoc/internal/store"
	"dondoc/internal/web"
)

// emptySite is the pages over a database that was only just prepared; its
// administrator is quan-tri with the password given.
func emptySite(t *testing.T) (s *site, password string) {
	t.Helper()
	db, err := store.Open(t.Context(), filepath.Join(t.TempDir(), "empty.db"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	now := period.Date("2024-01-15").Time().Add(9 * time.Hour)
	a := app.New(db, func() time.Time { return now })
	password, err = a.Init(t.Context(), desk.Operator("test"), "bang-van", "Xã Bằng Vân", "commune", "quan-tri")
	if err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(web.New(a, web.Options{}))
	t.Cleanup(server.Close)
	return &site{T: t, App: a, url: server.URL}, password
}

func TestFirstRun(t *testing.T) {
	s, given := emptySite(t)
	in := func(r *reader, password string) {
		r.post("/sign-in", url.Values{"username": {"quan-tri"}, "password": {password}})
	}
	admin := s.as("", "vi")
	in(admin, given)
	admin.sees(200, "Cần đổi trước khi làm việc tiếp")
	const own = "mật khẩu của tôi"
	admin.post("/account/password", url.Values{"old": {given}, "password": {own}, "again": {own}}).sees(200, "Đã đổi mật khẩu")
	in(admin, own)
	admin.sees(200, "Bắt đầu với Dondoc", "1. Đơn vị", "/admin/units/new?parent=bang-van", "role=office", "!Đã có")
	admin.get("/admin/units/new?parent=bang-van").sees(200, `value="bang-van" selected`)
	admin.post("/admin/units/new", url.Values{"code": {"bang-van-vp"}, "name": {"Văn phòng"}, "kind": {"department"}, "parent": {"bang-van"}}).sees(200, "Văn phòng")
	admin.get("/welcome").sees(200, "✓", "Đã có 1.")
	admin.get("/?lang=en").sees(200, "Start with Dondoc", "1 so far.", "!Đã có")
}

func TestWelcomeIsForAdministratorsOfNewBodies(t *testing.T) {
	s := newSite(t)
	s.as("can-bo", "vi").get("/welcome").sees(403)
	admin := s.as("quan-tri", "vi")
	admin.get("/").sees(200, "!Bắt đầu với Dondoc")
	admin.get("/welcome").sees(200, "!Bắt đầu với Dondoc")
}

func TestCriteriaAreConfirmedTogether(t *testing.T) {
	s := newSite(t)
	office := s.as("van-phong", "vi")
	path := "/u/ngan-son/2025/import"
	office.upload(path, nil, "file", "2025.csv", []byte(sheet+"3,Doanh thu du lịch,tỷ đồng,\"24,472 tỷ đồng\"\n"))
	office.post(path, url.Values{"name": {"2025.csv"}, "sheet": {office.between(`name="sheet" value="`, `"`)}})
	document := regexp.MustCompile(`/documents/[0-9a-f-]{36}`).FindString(office.get("/u/ngan-son/2025/documents").sees(200).page)
	office.get(document).sees(200, "3 chỉ tiêu chờ xác nhận", `name="id"`, "“24,472” là")
	ticked := url.Values{}
	for _, m := range regexp.MustCompile(`name="id" value="([^"]+)"`).FindAllStringSubmatch(office.page, -1) {
		ticked.Add("id", m[1])
	}
	if len(ticked["id"]) != 2 {
		t.Fatalf("%d readings can be ticked, not the 2 without a question", len(ticked["id"]))
	}
	s.as("lanh-dao", "vi").post(document+"/confirm", ticked).sees(403)
	s.as("can-bo-na-phac", "vi").post(document+"/confirm", ticked).sees(404)
	office.post(document+"/confirm", nil).sees(422, "Chưa chọn chỉ tiêu nào", "3 chỉ tiêu chờ xác nhận")
	open := url.Values{"id": append([]string{strings.TrimPrefix(regexp.MustCompile(`id="t[0-9a-f-]{36}`).FindAllString(office.page, -1)[2], `id="t`)}, ticked["id"]...)}
	office.post(document+"/confirm", open).sees(422, "24,472", "3 chỉ tiêu chờ xác nhận")
	elsewhere := url.Values{"id": append([]string{string(s.row("1").Target.ID)}, ticked["id"]...)}
	office.post(document+"/confirm", elsewhere).sees(404)
	office.get(document).sees(200, "3 chỉ tiêu chờ xác nhận")
	office.post(document+"/confirm", ticked).sees(200, "Đã xác nhận cách hiểu", "1 chỉ tiêu chờ xác nhận")
}
