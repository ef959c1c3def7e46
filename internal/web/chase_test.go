package web_test

import (
	"html"
	"net/url"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// TestChasePages follows a chaser: the office sends it from the list, the
// officer finds it at the bell and opens it, the office sees that.
func TestChasePages(t *testing.T) {
	s := newSiteOf(t, &livingWorld)
	s.now = livingWorld.on.Time()
	office, officer := s.as("van-phong", "vi"), s.as("can-bo", "vi")
	const late = "2026/late?month=2026-10"
	office.get("/work").sees(200, late)
	office.get("/u/xa-ngan-son-01954/"+late).sees(200, "Chưa báo cáo tháng", "Đôn đốc tất cả (", "người nhận đôn đốc", "format=xlsx")
	n := regexp.MustCompile(`<h2>(\d+) việc chậm`).FindStringSubmatch(office.page)
	told := regexp.MustCompile(`data-l="Số việc"><a href="[^"]*">(\d+)<`).FindStringSubmatch(office.page)
	if n == nil || told == nil {
		t.Fatalf("no numbers on the page: %v %v", n, told)
	}
	early := s.as("van-phong", "vi")
	early.get("/u/xa-ngan-son-01954/2026/late?month=2026-11").sees(200, "việc chưa đến hạn", "!việc chậm<")
	officer.get("/u/xa-ngan-son-01954/"+late).sees(200, "!Đôn đốc tất cả")
	office.post("/u/xa-ngan-son-01954/"+late, url.Values{"note": {"Gửi trước 15 giờ"}}).sees(200, "Đã gửi đôn đốc", "Đã đôn đốc", "0/")
	office.post("/u/xa-ngan-son-01954/"+late, url.Values{}).sees(409, "hôm nay đã đôn đốc rồi")
	chaser := "/chasers/" + office.between(`href="/chasers/`, `"`)
	office.get(chaser).sees(200, "chưa mở", "Gửi trước 15 giờ")
	officer.get(chaser).sees(403)
	officer.get("/notices").sees(200, told[1]+" chỉ tiêu chưa có số liệu", "Gửi trước 15 giờ", "mới", "chưa đọc")
	one := "/notices/" + officer.between(`href="/notices/`, `"`)
	office.get(one).sees(404)
	officer.get(one).sees(200, "Mở việc này")
	office.get(chaser).sees(200, "chưa mở")
	officer.post(one, nil).sees(200, "/report?month=", "!Mở việc này")
	office.get(chaser).sees(200, "1 người đã mở")
	officer.post("/account/notices", url.Values{"mail": {"each"}, "address": {"khong-phai"}, "quiet_from": {"18"}, "quiet_to": {"7"}}).sees(422, "không phải địa chỉ thư", `value="khong-phai"`)
	officer.post("/account/notices", url.Values{"mail": {"each"}, "address": {"cb@xa.example"}, "quiet_from": {"17"}, "quiet_to": {"8"}, "digest": {"1"}}).sees(200, "Đã lưu cách nhận thông báo", `value="cb@xa.example"`)
	province := s.as("van-phong-tinh", "vi")
	whole := "/u/tinh-thai-nguyen-19/" + late
	province.get(whole).sees(200, "Theo đơn vị (", "by=xa-ngan-son-01954")
	province.get(whole+"&by=xa-ngan-son-01954").sees(200, "Đang xem riêng Xã Ngân Sơn", "!Theo đơn vị (", "!Đôn đốc tất cả")
	province.get(whole+"&by=khong-co").sees(200, "không còn việc nào", "!Đôn đốc tất cả")
	province.numbersLead(whole)
	province.get(whole + "&format=xlsx&list=people").sees(200)
	province.get(whole+"&only=x").sees(422, "Không có phần")
	province.get(whole+"&after=x").sees(422, "xem tiếp")
	province.get(whole).sees(200, "Cán bộ tổng hợp Nà Phặc", "1/5") // the sample's, of the day before
	s.as("quan-tri", "vi").get("/admin/jobs").sees(200, "Việc chạy tự động", "Khi nào nhắc")
	office.get("/admin/jobs").sees(403)
}

// numbersLead follows every number of the list by unit, of its parts and of who is told,
// and finds as many rows there.
func (b *reader) numbersLead(at string) {
	b.Helper()
	b.get(at)
	seen := map[string]bool{}
	for _, m := range regexp.MustCompile(`href="(/u/[^"]*late[^"]*(?:by|only|to)=[^"]*)"[^>]*>(?:[^<]*<b>)?(?:[^<]*\()?(\d+)`).FindAllStringSubmatch(b.page, -1) {
		url := html.UnescapeString(m[1])
		if seen[url] {
			continue
		}
		seen[url] = true
		b.get(url)
		if n := strings.Count(b.page, `data-l="Chậm (ngày)"`); strconv.Itoa(n) != m[2] {
			b.Errorf("%s says %s and leads to %d rows", url, m[2], n)
		}
	}
	if len(seen) < 8 {
		b.Errorf("only %d numbers lead anywhere: %v", len(seen), seen)
	}
}
