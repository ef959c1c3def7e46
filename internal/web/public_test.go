package web_test

import (
	"encoding/csv"
	"encoding/json"
	"encoding/xml"
	"io"
	"net/url"
	"path"
	"regexp"
	"strings"
	"testing"
	"time"

	"dondoc/internal/app/desk"
	"dondoc/internal/period"
	"dondoc/internal/web"
	"dondoc/internal/web/public"
)

// faces are all addresses on which something of a released year may be read.
func faces(s *site) []string {
	const year = "/public/ngan-son/2023"
	return []string{"/public", year, year + "/" + string(s.row("9").Target.ID), year + "/" + string(s.row("20").Target.ID), year + "/data.csv", year + "/data.json", year + "/dictionary.json", year + "/card", year + "/card.png", "/public/feed.atom", "/public/feed.rss", "/sitemap.xml", "/robots.txt"}
}

// Nothing but what a head released is public, on no face: not what waits, no
// person, no cause, no evidence; a correction says so, an embargo holds, and what
// was taken down is gone with its dated twins.
func TestPublicPages(t *testing.T) {
	s := newSite(t)
	const year, release = "/public/ngan-son/2023", "/u/ngan-son/2023/release"
	on := func(day period.Date) { s.now = day.Time().Add(9 * time.Hour) }
	anyone := s.as("", "vi")
	anyone.get("/sign-in").sees(200, `href="/public"`)
	anyone.get("/public").sees(200, "Chưa có kết quả nào", "!Ngân Sơn")
	anyone.get(year).sees(404, "!26/34")
	for _, path := range faces(s) {
		if anyone.get(path); strings.Contains(anyone.page, "Ngân Sơn") || strings.Contains(anyone.page, "ngan-son") && anyone.code == 200 {
			t.Errorf("%s tells of what is not released yet", path)
		}
	}
	s.as("can-bo", "vi").post("/targets/"+string(s.row("9").Target.ID)+"/report", url.Values{"month": {"2023-12"}, "text": {"82,57%"}, "scope": {"year"}, "final": {"1"}, "note": {"ghi chú nội bộ"}})
	on("2025-02-06")
	s.as("van-phong", "vi").post("/u/ngan-son/2023/shortcomings/new", url.Values{"statement": {"Tình hình an ninh tôn giáo còn phức tạp"}, "field": {"An ninh"}, "objective": {"Mưa lũ kéo dài"}, "subjective": {"Xuất phát điểm thấp"}, "product": {"Kế hoạch nắm tình hình"}, "due": {"30/06/2025"}}).sees(200)
	head := s.as("lanh-dao", "vi")
	first := head.get(release).sees(200, "26/34", "Chưa công khai").between(`name="shortcoming" value="`, `"`)
	head.post(release, url.Values{"mark": {head.between(`name="mark" value="`, `"`)}, "shortcoming": {first}}).sees(200, "Đã công khai")
	head.get(release).sees(200, `value="`+first+`" checked`) // what was public stays so unless it is unticked
	anyone.get(year).sees(200, "Năm 2023, huyện Ngân Sơn có 26/34 chỉ tiêu đạt và vượt.", "71,3%", "Tồn tại, hạn chế", "an ninh tôn giáo", "đang khắc phục", "mốc nhật ký", "Lời đọc", "có hai mươi sáu trên ba mươi tư chỉ tiêu đạt và vượt", "bảy mươi mốt phẩy ba phần trăm", "!Số liệu đã thay đổi")
	anyone.get("/public").sees(200, "!<script")
	card := must(anyone.client.Get(s.url + year + "/card"))(t)
	card.Body.Close()
	if h := card.Header; !strings.Contains(h.Get("Content-Security-Policy"), "frame-ancestors *") || h.Get("X-Frame-Options") != "" || !strings.Contains(h.Get("Content-Security-Policy"), "default-src 'none'") {
		t.Errorf("a card that others cannot frame, or that may do more than show: %v", h)
	}
	anyone.get(year+"/card").sees(200, "26/34", `target="_top"`, "!<script")
	anyone.get(year)
	if n := len(anyone.page); n > 60<<10 {
		t.Errorf("%d bytes", n)
	}
	anyone.get(year+"/"+string(s.row("7").Target.ID)).sees(200, "Diện tích trồng rừng", "120%", "12-NQ/HU", "Cộng dồn các tháng", "Tháng")
	unreleased := []string{"Nguyên nhân", "82,57", "ghi chú nội bộ", "Mưa lũ kéo dài", "Xuất phát điểm thấp"}
	for _, a := range must(s.Accounts(t.Context(), desk.Operator("test")))(t) {
		unreleased = append(unreleased, a.Name)
	}
	for _, path := range faces(s) {
		anyone.get(path)
		for _, text := range unreleased {
			if strings.Contains(anyone.page, text) {
				t.Errorf("%s says %q, which was not released", path, text)
			}
		}
		if anyone.code != 200 {
			t.Errorf("%s: %d", path, anyone.code)
		}
	}
	rows := must(csv.NewReader(strings.NewReader(strings.TrimPrefix(anyone.get(year+"/data.csv").page, "\uFEFF"))).ReadAll())(t)
	var data struct {
		Reached, Total int
		Rows           []struct{ ID, Name string }
	}
	if err := json.Unmarshal([]byte(anyone.get(year+"/data.json").page), &data); err != nil || len(rows) != 35 || data.Reached != 26 || data.Total != 34 || len(data.Rows) != 34 || data.Rows[8].ID != rows[9][0] {
		t.Errorf("%v: %d rows of CSV, JSON %+v", err, len(rows), data)
	}
	for _, path := range []string{"/public/feed.atom", "/public/feed.rss", "/sitemap.xml"} {
		x := xml.NewDecoder(strings.NewReader(anyone.get(path).sees(200, "/public/ngan-son/2023").page))
		for {
			if _, err := x.Token(); err == io.EOF {
				break
			} else if err != nil {
				t.Fatalf("%s: %v", path, err)
			}
		}
	}
	s.as("", "en").get(year+"?lang=en").sees(200, "huyện Ngân Sơn met or exceeded 26 of 34")

	const paper = "/u/ngan-son/2023/report?template="
	head.get(paper+"bao-cao-6-thang&no=1").sees(200, "6 tháng đầu năm 2023", "Tính đến hết tháng 06/2023", "file=pdf", "!Phần thứ hai")
	head.get(paper+"bao-cao-quy&no=2&field="+url.QueryEscape("Văn hóa - xã hội")).sees(200, "quý III năm 2023", "(lĩnh vực Văn hóa - xã hội)", "Báo cáo riêng lĩnh vực", "!Diện tích trồng rừng")
	head.get(paper+"bao-cao-quy&no=9").sees(422, "từ 1 đến 4")
	head.get(paper+"x").sees(422, "bao-cao-9-thang")
	s.as("van-phong", "vi").get(release).sees(200, "1 chỉ tiêu có số liệu chờ duyệt", "Người đứng đầu đơn vị là người công khai", "!82,57")
	s.as("van-phong", "vi").post(release, url.Values{}).sees(403)
	mark := head.get(release).sees(200, "26/34", "Xem trang công khai").between(`name="mark" value="`, `"`)
	head.post(release, url.Values{"mark": {"xx"}}).sees(409, "khác với bản đã xem trước")
	head.post(release, url.Values{"mark": {mark}, "shortcoming": {"018f0000-0000-7000-8000-000000000000"}, "notice": {"x"}}).sees(404, "không thuộc sổ của đơn vị")
	on("2025-02-08")
	head = s.as("lanh-dao", "vi")
	head.post(release, url.Values{"mark": {mark}, "notice": {"Bỏ phần <b>tồn tại</b>"}}).sees(200, "Đã công khai")
	anyone.get(year).sees(200, "26/34", "!an ninh tôn giáo", "Đính chính ngày 08/02/2025", "Bỏ phần &lt;b&gt;tồn tại")
	anyone.get(year+"?as-known=2025-02-07").sees(200, "Số liệu đã thay đổi", "an ninh tôn giáo", "!Đính chính")
	anyone.get(year + "?as-known=2025-02-01").sees(404)
	anyone.get(year+"?version=1").sees(200, "Đây là lần công khai 1, ngày 06/02/2025", "an ninh tôn giáo", "!Đính chính", `data.csv?version=1`)
	anyone.get(year + "?version=9").sees(404)
	anyone.get(year + "?version=x").sees(404)
	head.post(release, url.Values{"mark": {mark}}).sees(409, "Không có gì thay đổi")
	shortcoming := head.get(release).between(`name="shortcoming" value="`, `"`)
	head.post(release, url.Values{"mark": {mark}, "shortcoming": {shortcoming}, "notice": {"bản chờ ngày"}, "on": {"10/03/2025"}, "at": {"25h"}}).sees(422, "không phải giờ trong ngày")
	head.post(release, url.Values{"mark": {mark}, "shortcoming": {shortcoming}, "notice": {"bản chờ ngày"}, "on": {"10/03/2025"}, "at": {"8:30"}}).sees(200, "Đã công khai")
	written := func(base string) (string, map[string]string) {
		all, text := map[string]string{}, strings.Builder{}
		_, err := public.Write(t.Context(), web.New(s.App, web.Options{}), base, nil, func(f public.File) error {
			all[f.Name] = string(f.Text)
			text.Write(f.Text)
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
		return text.String(), all
	}
	if text, _ := written("https://ngan-son.example.vn/kq"); strings.Contains(text, "bản chờ ngày") || !strings.Contains(text, "Bỏ phần") {
		t.Error("what waits for its day is written out, or what is public is not")
	}
	anyone.get(year + "?version=3").sees(404)
	for _, path := range faces(s) {
		anyone.get(path).sees(200, "!bản chờ ngày")
	}
	anyone.get(year+"?as-known=2025-12-31").sees(200, "!bản chờ ngày")
	s.now = period.Date("2025-03-10").Time().Add(8*time.Hour + 29*time.Minute)
	anyone.get(year).sees(200, "!bản chờ ngày")
	s.now = s.now.Add(time.Minute)
	anyone.get(year).sees(200, "bản chờ ngày", "Đính chính ngày 10/03/2025")

	text, all := written("https://ngan-son.example.vn/kq")
	for _, secret := range unreleased {
		if strings.Contains(text, secret) {
			t.Errorf("%q is written out, and was not released", secret)
		}
	}
	wholeSite(t, all, 3)
	_, bare := written("")
	wholeSite(t, bare, 3)
	if bare["feed.atom"] != "" || all["feed.atom"] == "" || !strings.Contains(all["sitemap.xml"], "<loc>https://ngan-son.example.vn/kq/ngan-son/2023/index.html</loc>") || !strings.Contains(all["en/ngan-son/2023/index.html"], "met or exceeded 26 of 34") {
		t.Error("feeds, sitemap or the other language")
	}

	head = s.as("lanh-dao", "vi")
	head.get(release+"/down").sees(200, "Lý do")
	head.post(release+"/down", url.Values{"reason": {" "}}).sees(422, "Ghi lý do gỡ")
	head.post(release+"/down", url.Values{"reason": {"Sai đơn vị tính"}}).sees(200, "Đã gỡ")
	for _, path := range []string{year, year + "?as-known=2025-02-07", year + "/" + string(s.row("9").Target.ID)} {
		anyone.get(path).sees(410, "Sai đơn vị tính", "!26/34", "!71,3")
	}
	anyone.get(year+"/data.csv").sees(404, "!71,3")
	if text, _ := written("https://ngan-son.example.vn/kq"); strings.Contains(text, "71,3") || !strings.Contains(text, "Sai đơn vị tính") {
		t.Error("what was taken down is written out")
	}
	anyone.get("/sitemap.xml").sees(200, "!ngan-son")
	anyone.get("/public").sees(200, "!26/34")
	s.as("quan-tri", "vi").get("/ledger").sees(200, "gỡ kết quả đã công khai", "công khai kết quả năm")
}

var linked = regexp.MustCompile(`(?:href|src|action)="([^"]*)"`)

// wholeSite holds that every link of a site that was written out leads to a file of it.
func wholeSite(t *testing.T, all map[string]string, versions int) {
	t.Helper()
	for name, text := range all {
		if path.Ext(name) != ".html" {
			continue
		}
		for _, m := range linked.FindAllStringSubmatch(text, -1) {
			to, _, _ := strings.Cut(m[1], "#")
			to = strings.TrimPrefix(to, "https://ngan-son.example.vn/kq/")
			if to == m[1] && to != "" {
				to = path.Join(path.Dir(name), to)
			}
			if _, ok := all[to]; to != "" && !ok {
				t.Errorf("%s leads to %q, which is not there", name, m[1])
			}
		}
		if strings.Contains(text, "/sign-in") || strings.Contains(text, `="/`) {
			t.Errorf("%s needs a server", name)
		}
	}
	for no := 1; no <= versions; no++ {
		if file := "ngan-son/2023/v" + string(rune('0'+no)) + "/index.html"; all[file] == "" {
			t.Errorf("no %s", file)
		}
	}
}
