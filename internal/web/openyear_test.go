package web_test

import (
	"net/url"
	"testing"
)

// A year is opened from the head of the page, gone through and confirmed.
func TestOpenYear(t *testing.T) {
	s := newSiteOf(t, &livingWorld)
	s.now = livingWorld.on.Time()
	office := s.as("van-phong", "vi")
	const open = "/u/xa-ngan-son-01954/2027/documents/open"
	office.get("/u/xa-ngan-son-01954/2026").sees(200, "Mở năm 2027", open)
	s.as("can-bo", "vi").get("/u/xa-ngan-son-01954/2026").sees(200, "!Mở năm 2027")
	office.get(open).sees(200, "Năm 2026: 11,2 tỷ đồng", "Trưởng phòng Kinh tế")
	first := office.between(`name="keep" value="`, `"`)
	form := url.Values{"document": {office.between(`name="document" value="`, `"`)}, "number": {""}, "issuer": {"HĐND xã"}, "issued_on": {"20/11/2026"},
		"title": {"Nhiệm vụ năm 2027"}, "keep": {first}, "wording-" + first: {"từ 12 tỷ đồng trở lên"}}
	office.post(open, form).sees(422, "từ 12 tỷ đồng trở lên")
	form.Set("number", "20/NQ-HĐND")
	office.post(open, form).sees(200, "Đã mở năm mới", "từ 12 tỷ đồng trở lên", "Tổng thu ngân sách")
	office.get("/u/xa-ngan-son-01954/2027").sees(200, "Chưa ai xác nhận cách hiểu", "Ma Kim Sơn")
	office.get(open).sees(200, "Năm 2027 đã có chỉ tiêu này")
}
