package web_test

import (
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"

	"dondoc/internal/period"
)

// undated are the public addresses without a dated twin, each with its reason.
var undated = map[string]string{
	"GET /robots.txt":                              "what crawlers may ask for: no figure, no name",
	"GET /public/photos/{file}":                    "a photo's bytes never change: its address is of them alone",
	"GET /public/{code}/{cycle}/aloud/{file}":      "a sentence's sound: its address has the mark of its words",
	"GET /public/{code}/{cycle}/{id}/aloud/{file}": "the same",
	"GET /public/news/{id}/aloud/{file}":           "the same",
	"GET /offline":                                 "a sheet that tells of nobody",
}

// twinMark is what a twin that is not the newest says of itself; "Số liệu đã thay đổi"
// for a pattern that is not here.
var twinMark = map[string]string{
	"GET /public/{code}/{cycle}/data.csv":        ",false\r\n",
	"GET /public/{code}/{cycle}/data.json":       `"newest": false`,
	"GET /public/news.json":                      `"changed": true`,
	"GET /public/{code}/{cycle}/dictionary.json": `"part_of"`, // of the columns, not of a version
	"GET /public/{code}/{cycle}/card.png":        "PNG",       // drawn: TestStripNote
}

// marked is what tells a twin that was overtaken from the same twin before that.
var marked = regexp.MustCompile(`(?s)<p><b>Số liệu đã thay đổi\.</b>.*?</p>|Số liệu đã thay đổi\.?|false\r?\n|true\r?\n|"(newest|changed)": (true|false)|<div class="notice (info|warning)">.*?</div>|<b>.?</b>|<!--.*?-->| +|(<h2>Các lần công khai</h2>).*?</ul>`)

// Every public address has a dated twin that never changes, and says so where it is not
// the newest; a new address without one fails here.
func TestEveryPublicAddressHasATwin(t *testing.T) {
	s := newNewsSite(t)
	s.write("Tổng kết năm", "Có [26] trên [34] chỉ tiêu đạt và vượt.", "Lời thứ nhất.", nil).sees(200)
	s.photo("Chú thích", shot(t, 10))
	release := func(notice string) {
		mark := s.head.get("/news/"+s.item+"/release").between(`name="mark" value="`, `"`)
		s.head.post("/news/"+s.item+"/release", url.Values{"mark": {mark}, "notice": {notice}}).sees(200, "Đã công khai")
	}
	release("")
	addresses := map[string]string{}
	for _, r := range routes(t) {
		name := r.method + " " + r.pattern
		open := strings.HasPrefix(r.pattern, "/public") || leaves[name] == "TestPublicPages" || leaves[name] == "TestNewsPages"
		if r.method != "GET" || !open || undated[name] != "" {
			continue
		}
		id := string(s.row("9").Target.ID)
		if strings.HasPrefix(r.pattern, "/public/news/") {
			id = s.item
		}
		addresses[name] = strings.NewReplacer("{code}", "ngan-son", "{cycle}", "2023", "{id}", id).Replace(r.pattern)
		if strings.Contains(addresses[name], "{") {
			t.Fatalf("%s: say how its address is made", name)
		}
	}
	if len(addresses) < 16 {
		t.Fatalf("%d public addresses", len(addresses))
	}
	const twin = "?as-known=2025-02-06"
	s.now = period.Date("2025-02-07").Time().Add(9 * time.Hour)
	s.office, s.head = s.as("van-phong", "vi"), s.as("lanh-dao", "vi")
	was, went := map[string]string{}, map[string]string{}
	for name, path := range addresses {
		went[name] = s.anyone.get(path).sees(200, "!Số liệu đã thay đổi").page
		was[name] = s.anyone.get(path+twin).sees(200, "!Số liệu đã thay đổi").page
	}
	s.office.post("/u/ngan-son/2023/shortcomings/new", url.Values{"statement": {"Tình hình an ninh còn phức tạp"}, "field": {"An ninh"}, "objective": {"Mưa lũ"}, "product": {"Kế hoạch"}, "due": {"30/06/2025"}}).sees(200)
	page := s.head.get("/u/ngan-son/2023/release")
	s.head.post("/u/ngan-son/2023/release", url.Values{"mark": {page.between(`name="mark" value="`, `"`)}, "shortcoming": {page.between(`name="shortcoming" value="`, `"`)}, "notice": {"Thêm tồn tại"}}).sees(200, "Đã công khai")
	s.write("Tổng kết năm, bản sửa", "Có [26] trên [34] chỉ tiêu đạt và vượt.", "Lời thứ hai.", nil).sees(200)
	release("Sửa lời")
	same := func(text string) string { return marked.ReplaceAllString(text, "") }
	for name, path := range addresses {
		mark := twinMark[name]
		if mark == "" {
			mark = "Số liệu đã thay đổi"
			if name == "GET /public/news/{id}" {
				mark = "Đây không phải bản mới nhất của tin"
			}
		}
		now := s.anyone.get(path+twin).sees(200, mark).page
		if name != "GET /public/{code}/{cycle}/card.png" && same(now) != same(was[name]) {
			t.Errorf("%s changed:\n%s\nwas\n%s", path+twin, same(now), same(was[name]))
		}
		goes := s.anyone.get(path).sees(200, "!Số liệu đã thay đổi").page
		if still := name == "GET /public/{code}/{cycle}/dictionary.json" || name == "GET /public/{code}/{cycle}/data.csv"; (goes == went[name]) != still && name != "GET /public/{code}/{cycle}/card.png" {
			t.Errorf("%s: the page that goes on is as it was: %v", path, !still)
		}
	}
	s.head.post("/u/ngan-son/2023/release/down", url.Values{"reason": {"Sai đơn vị tính"}}).sees(200, "Đã gỡ")
	for _, path := range []string{"/public/feed.atom", "/public/feed.rss", "/sitemap.xml"} {
		s.anyone.get(path+twin).sees(200, "Số liệu đã thay đổi", "!26/34", "!/public/ngan-son/2023?")
	}
}
