package web_test

import (
	"net/url"
	"strings"
	"testing"
)

const sheet = "STT,Chỉ tiêu,ĐVT,Kế hoạch\n1,Số cầu dân sinh xây mới,cầu,4\n2,Tỷ lệ hộ có nhà tiêu hợp vệ sinh,%,từ 82% trở lên\n"

func TestSheetIsShownThenTaken(t *testing.T) {
	s := newSite(t)
	office := s.as("van-phong", "vi")
	path := "/u/ngan-son/2023/import"
	office.get(path).sees(200, "Tệp Excel, Word hoặc CSV")
	office.upload(path, nil, "file", "cau.csv", []byte(sheet)).sees(200, "Số cầu dân sinh xây mới", "từ 82% trở lên")
	confirm := url.Values{"name": {"cau.csv"}, "sheet": {office.between(`name="sheet" value="`, `"`)}}
	office.get("/u/ngan-son/2023").sees(200, "26/34", "!Số cầu dân sinh")
	forged := url.Values{"name": confirm["name"], "sheet": {"QSxC"}}
	office.post(path, forged).sees(409, "Chọn lại tệp")
	office.post(path, confirm).sees(200, "Đã nhập bảng")
	office.get("/u/ngan-son/2023").sees(200, "26/36", "Số cầu dân sinh xây mới")
	office.upload(path, nil, "file", "cau.csv", []byte(sheet)).sees(200, "Số cầu dân sinh xây mới")
	office.upload(path, nil, "file", "hai.csv", []byte(sheet+"3,Số cầu dân sinh xây mới,cầu,5\n")).sees(422, "dòng 2")
	office.upload(path, nil, "file", "x.xlsx", []byte("không phải bảng tính")).sees(422, "x.xlsx")
	office.post(path, nil).sees(422, "Chưa chọn tệp")
	s.as("can-bo", "vi").get(path).sees(404)
}

func TestResolutionAndTarget(t *testing.T) {
	s := newSite(t)
	office := s.as("van-phong", "vi")
	office.get("/u/ngan-son/2023/documents").sees(200, "12-NQ/HU")
	add := "/u/ngan-son/2023/documents/new"
	form := url.Values{"number": {"15-NQ/HU"}, "issuer": {"Huyện ủy"}, "issued_on": {"31/02/2023"}, "title": {"Bổ sung nhiệm vụ"}}
	office.post(add, form).sees(422, "31/02/2023", "Bổ sung nhiệm vụ")
	form.Set("issued_on", "15/03/2023")
	office.post(add, form).sees(200, "15-NQ/HU", "Tiếp theo")
	target := "/documents/" + office.between(`href="/documents/`, `"`)[:36] + "/targets/new"
	fields := url.Values{"label": {"35"}, "name": {"Thu gom rác thải"}, "uom": {"%"}, "wording": {"từ 60% trở lên"}, "setter": {"own"}, "accumulation": {"stock"}}
	office.post(target, fields).sees(422, "từ 60% trở lên", "đánh dấu xác nhận")
	fields.Set("confirmed", "1")
	office.post(target, fields).sees(200, "Thu gom rác thải", "Đã nhập chỉ tiêu")
	fields.Set("wording", "phấn đấu cao hơn")
	office.post(target, fields).sees(422, "phấn đấu cao hơn")
	office.get(strings.Replace(target, "/new", "/read?wording=d%C6%B0%E1%BB%9Bi+1,5%25&uom=%25", 1)).sees(200, "dưới 1,5", "!<html")
	s.as("lanh-dao", "vi").post(target, fields).sees(403)
}

func TestAllotment(t *testing.T) {
	s := newSite(t)
	budget := "/targets/" + string(s.row("1").Target.ID) + "/allot"
	office := s.as("van-phong", "vi")
	office.get(budget).sees(200, "Thị trấn Nà Phặc", "Dự phòng")
	form := url.Values{"part-na-phac": {"5 tỷ đồng"}, "part-bang-van": {"2 tỷ đồng"}, "reserve": {"1"}}
	office.post(budget, form).sees(422, "5 tỷ đồng", "còn lệch 17")
	form.Set("reserve", "một ít")
	office.post(budget, form).sees(422, "một ít", "5 tỷ đồng")
	form.Set("reserve", "1")
	form.Set("reason", "các xã còn lại thu hộ huyện")
	office.post(budget, form).sees(200, "Đã giao chỉ tiêu", "Thị trấn Nà Phặc", "các xã còn lại thu hộ huyện")
	office.get(budget+"/sums?part-na-phac=20&reserve=5").sees(200, "25", "!<html")
	s.as("can-bo-na-phac", "vi").get("/u/na-phac/2023").sees(200, "Tổng thu ngân sách")
	s.as("can-bo", "vi").post(budget, form).sees(403)
}
