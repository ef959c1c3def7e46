package web_test

import (
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"

	"dondoc/internal/period"
)

// Capital is moved as an office would: tried first, refused in the form with what
// was typed, written by its decision; the bounds are set with a reason; the list
// is sorted by its heads and had as a file.
func TestCapitalIsMoved(t *testing.T) {
	s := newSite(t)
	s.now = period.Date("2024-09-05").Time().Add(9 * time.Hour)
	office := s.as("van-phong", "vi")
	ids := map[string]string{}
	for _, code := range []string{"DA-1", "DA-2"} {
		made := office.post("/u/ngan-son/2024/capital/new", url.Values{"code": {code}, "name": {"Đường " + code}, "group": {"C"}, "total": {"12 tỷ"}}).sees(200, "Đã lập dự án")
		ids[code] = regexp.MustCompile(`/capital/([0-9a-f-]{36})`).FindStringSubmatch(made.page)[1]
	}
	plan := url.Values{"year": {"2024"}, "kind": {"assigned"}, "setter": {"province"}, "source": {"central"}, "amount": {"5 tỷ"}, "decision": {"9/QĐ-UBND"}, "on": {"05/01/2024"}}
	for _, id := range ids {
		office.post("/capital/"+id+"/plan", plan).sees(200, "5.000.000.000 đồng")
	}
	transfer := "/u/ngan-son/2024/capital/transfer"
	office.get(transfer).sees(200, "Tính thử", "DA-1", "xem xét điều chuyển (dưới 60% đến 31/08)", "7")
	form := url.Values{"from": {ids["DA-1"]}, "to": {ids["DA-2"]}, "source": {"central"}, "amount": {"2 tỷ"}}
	office.post(transfer, form).sees(200, "Nếu điều chuyển 2.000.000.000 đồng", "5 → 3", "5 → 7", "!Đã ghi")
	form.Set("act", "keep")
	office.post(transfer, form).sees(422, "quyết định", "2 tỷ")
	form.Set("decision", "77/QĐ-UBND")
	form.Set("on", "04/09/2024")
	form.Set("amount", "5,1 tỷ")
	office.post(transfer, form).sees(422, "77/QĐ-UBND", "5,1 tỷ", "5.000.000.000 đồng")
	form.Set("amount", "2 tỷ")
	office.post(transfer, form).sees(200, "77/QĐ-UBND", "2.000.000.000 đồng")
	s.as("can-bo", "vi").get(transfer).sees(403)
	office.get(transfer+"?as-known=2024-08-01").sees(200, "tính theo số liệu hôm nay (05/09/2024)")
	office.get(transfer).sees(200, "!tính theo số liệu hôm nay")
	s.now = s.now.AddDate(0, 0, 2)
	office = s.as("van-phong", "vi")
	office.get("/u/ngan-son/2024/capital?as-known=2024-09-04").sees(200, "!DA-1")
	office.get("/capital/"+ids["DA-1"]+"?as-known=2026-12-31").sees(200, "77/QĐ-UBND", "!Nhập chứng từ", "!Giao, điều chỉnh")
	office.get("/capital/"+ids["DA-1"]+"?as-known=2024-09-04").sees(200, "!77/QĐ-UBND", "!9/QĐ-UBND")
	office.get("/u/ngan-son/2024/capital?as-known=2026-12-31").sees(200, "/capital/"+ids["DA-1"]+"?as-known=2026-12-31")

	bounds := "/u/ngan-son/2024/capital/bounds"
	s.as("can-bo", "vi").get(bounds).sees(200, "Mặc định", "31/08", "!Trở lại ngưỡng")
	set := url.Values{"reason": {""}}
	for name, value := range map[string]string{"behind_points": "10", "least_mid": "30", "move_by": "31/09", "move_least": "60", "gap_points": "20", "peer_points": "10", "last_year_points": "10", "expiring_days": "30", "schedule_by": "31/03", "allotted_by": "31/03", "close_days": "31"} {
		set.Set(name, value)
	}
	office.post(bounds, set).sees(422, "lý do")
	set.Set("reason", "Nghị quyết 12")
	office.post(bounds, set).sees(422, "31/09", "không phải ngày")
	set.Set("move_by", "30/09")
	office.post(bounds, set).sees(200, "Nghị quyết 12", "30/09")
	office.get(transfer).sees(200, "!xem xét điều chuyển")

	list := office.get("/u/ngan-son/2024/capital?sort=-plan&format=csv").page
	if one, two := strings.Index(list, "DA-1"), strings.Index(list, "DA-2"); one < two || two < 0 || !strings.Contains(list, "7000000000") {
		t.Errorf("the list as a file, the highest plan first:\n%s", list)
	}
}
