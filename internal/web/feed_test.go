package web_test

import (
	"net/url"
	"regexp"
	"strings"
	"testing"
)

// A feed opens the owner's tasks and nothing else, until it is dropped.
func TestFeeds(t *testing.T) {
	s := newSite(t)
	s.as("van-phong", "vi").post("/u/ngan-son/tasks/new", url.Values{"name": {"Xây dựng kế hoạch trồng rừng; lần 2, gửi tỉnh"}, "lead": {"ngan-son-nong-nghiep"}, "deadline": {"31/01/2024"}}).sees(200)
	head := s.as("nong-nghiep", "vi")
	head.get("/account/feed").sees(200, "Tạo địa chỉ", "!/feeds/")
	head.post("/account/feed", nil).sees(200, ".ics", "chỉ hiện một lần")
	path := regexp.MustCompile(`/feeds/[A-Za-z0-9_-]{32}/tasks`).FindString(head.page)
	nobody := s.as("", "vi")
	nobody.get(path + ".ics")
	if nobody.code != 200 || !strings.Contains(nobody.page, "DTSTART;VALUE=DATE:20240131") || !strings.Contains(nobody.page, `lần 2\, gửi tỉnh`) || !strings.Contains(nobody.page, "\r\nEND:VCALENDAR") {
		t.Errorf("%d\n%s", nobody.code, nobody.page)
	}
	for _, line := range strings.Split(nobody.page, "\r\n") {
		if len(line) > 75 {
			t.Errorf("a line of %d bytes", len(line))
		}
	}
	nobody.get(path+".json").sees(200, `"first_due":"2024-01-31"`)
	for _, p := range []string{"/feeds/x/tasks.ics", strings.TrimSuffix(path, "/tasks") + "/targets.ics"} {
		nobody.get(p).sees(404)
	}
	if nobody.get("/u/ngan-son/tasks"); strings.Contains(nobody.page, "trồng rừng") {
		t.Error("a feed opens pages")
	}
	head.post("/account/feed", url.Values{"do": {"drop"}}).sees(200, "Đã hủy")
	nobody.get(path + ".ics").sees(404)
	s.as("can-bo-na-phac", "vi").post("/account/feed", nil)
}

// A token is made, shown once and taken back on the page of one's account.
func TestTokenPage(t *testing.T) {
	s := newSite(t)
	officer := s.as("can-bo", "vi")
	officer.get("/account").sees(200, "/account/tokens")
	officer.get("/account/tokens").sees(200, "Chưa có khóa nào", `value="14/04/2024"`)
	officer.post("/account/tokens", url.Values{"name": {""}, "until": {"01/01/2030"}}).sees(422, "Ghi tên chương trình", "Ghi ngày hết hạn")
	officer.post("/account/tokens", url.Values{"name": {"Excel"}, "unit": {"ngan-son"}, "until": {"31/03/2024"}}).sees(200, "ddt_", "chỉ hiện một lần", "chỉ xem · Huyện Ngân Sơn")
	drop := url.Values{"drop": {officer.between(`name="drop" value="`, `"`)}}
	officer.get("/account/tokens").sees(200, "!ddt_", "Excel", "dùng đến 31/03/2024")
	s.as("van-phong", "vi").post("/account/tokens", drop).sees(404)
	officer.post("/account/tokens", drop).sees(200, "Đã thu hồi khóa", "Chưa có khóa nào")
}
