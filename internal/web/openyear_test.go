package web_test

import (
	"fmt"
	"html"
	"net/url"
	"strings"
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
	office.get(open).sees(200, "Kế hoạch: 11,2 tỷ đồng", "Trưởng phòng Kinh tế", "Gợi ý", "tồn tại năm 2026 chưa khắc phục", "!Tải phụ lục")
	document := office.between(`name="document" value="`, `"`)
	form := url.Values{"document": {document}, "version": {"0"}}
	for n := 1; strings.Contains(office.page, fmt.Sprintf(`name="rows.%d.target" value="`, n)); n++ {
		row := fmt.Sprintf("rows.%d.", n)
		for _, field := range []string{"target", "name", "unit_of_measure"} {
			form.Set(row+field, html.UnescapeString(office.between(`name="`+row+field+`" value="`, `"`)))
		}
		form.Set(row+"choice", "drop")
	}
	form.Set("rows.1.choice", "keep")
	form.Set("rows.1.wording", "từ 12 tỷ đồng trở lên")
	office.post(open, form).sees(200, "Đã lưu dự thảo", "Dự thảo bản 1", "giữ 1 (nâng 1, hạ 0)", "Tải phụ lục Word")
	office.post(open, form).sees(409, "Người khác đã lưu dự thảo này", "từ 12 tỷ đồng trở lên")
	office.get(open + "?format=docx").sees(200)
	office.get(open + "?format=pdf").sees(422)
	sheet := office.get(open + "?format=xlsx").sees(200).page
	taken := url.Values{"document": {document}}
	office.upload(open+"/sheet", taken, "file", "phu-luc.xlsx", []byte(sheet)).sees(200, "chưa lưu", "giữ 1 (nâng 1, hạ 0)", "từ 12 tỷ đồng trở lên")
	office.upload(open+"/sheet", taken, "file", "phu-luc.csv", []byte("STT,Chỉ tiêu,Đơn vị tính,Kế hoạch 2026,Kế hoạch 2027\n1,"+form.Get("rows.1.name")+",tỷ đồng,\"11,2\",\"13\"\n2,Hợp tác xã mới,HTX,,3\n")).
		sees(200, "thêm mới 1", `value="Hợp tác xã mới"`, `value="13"`)
	office.upload(open+"/sheet", taken, "file", "phu-luc.csv", []byte("STT,Chỉ tiêu,Đơn vị tính,Kế hoạch 2027,Đơn vị chịu trách nhiệm\n1,"+form.Get("rows.1.name")+",tỷ đồng,13,Phòng Văn hóa - Xã hội\n,- Thu từ đất,tỷ đồng,2,\n")).
		sees(200, "bảng ghi Phòng Văn hóa - Xã hội chịu trách nhiệm", "thêm mới 1", `value="- Thu từ đất"`, `name="rows.15.of" value="`) // a new part of what goes on
	office.upload(open+"/sheet", taken, "file", "phu-luc.csv", []byte("STT,Chỉ tiêu,Đơn vị tính,Kế hoạch 2027\n1,Hợp tác xã mới,HTX,3\n-,Trong nông nghiệp,HTX,2\n")).
		sees(200, "là phần của dòng 2", "thêm mới 1", "!Trong nông nghiệp\"") // of what is itself new
	office.upload(open+"/sheet", taken, "file", "phu-luc.csv", []byte("a,b\n1,2\n")).sees(422)
	office.get(open).sees(200, "Dự thảo bản 1", "!thêm mới 1") // a sheet that was read is not kept
	form.Set("version", "1")
	form.Set("do", "open")
	form.Set("issuer", "HĐND xã")
	form.Set("issued_on", "20/11/2026")
	form.Set("title", "Nhiệm vụ năm 2027")
	form.Set("number", "20/NQ-HĐND")
	office.post(open, form).sees(422, "bỏ chỉ tiêu thì ghi lý do", "từ 12 tỷ đồng trở lên")
	for n := 2; form.Has(fmt.Sprintf("rows.%d.choice", n)); n++ {
		form.Set(fmt.Sprintf("rows.%d.note", n), "gộp vào chương trình khác")
	}
	form.Set("number", "")
	office.post(open, form).sees(422, "từ 12 tỷ đồng trở lên")
	form.Set("number", "20/NQ-HĐND")
	office.post(open, form).sees(200, "Đã mở năm mới", "từ 12 tỷ đồng trở lên", "Tổng thu ngân sách")
	office.get("/u/xa-ngan-son-01954/2027").sees(200, "Chưa ai xác nhận cách hiểu", "Ma Kim Sơn")
	office.get(open+"?document="+document).sees(200, "Năm 2027 đã có chỉ tiêu này", "đã mở từ dự thảo này, bằng 20/NQ-HĐND", "gộp vào chương trình khác", "!Lưu dự thảo")
	office.upload(open+"/sheet", taken, "file", "phu-luc.csv", []byte("STT,Chỉ tiêu,Đơn vị tính,Kế hoạch 2027\n1,"+form.Get("rows.1.name")+",tỷ đồng,13\n")).
		sees(409, "đã mở từ dự thảo này", "20/NQ-HĐND", "!Lưu dự thảo")
}
