package web_test

import (
	"net/url"
	"strings"
	"testing"
)

func TestUnitsAndPeople(t *testing.T) {
	s := newSite(t)
	r := s.as("can-bo", "vi")
	r.get("/units").sees(200, "Thị trấn Nà Phặc", "Phòng Nông nghiệp")
	r.get("/units?on=2023-01-01").sees(200, "Vân Tùng")
	r.get("/units?on=x").sees(422)
	r.get("/units?q=na+phac").sees(200, "Thị trấn Nà Phặc", "!Phòng Nông nghiệp")
	r.get("/u/ngan-son-nong-nghiep").sees(200, "Ma Kim Sơn", "01/07/2023", "Trưởng phòng")
	r.get("/u/ngan-son-nong-nghiep?on=2023-06-30").sees(200, "Trưởng phòng")
	person := "/people/" + r.between(`href="/people/`, `"`)
	r.get(person).sees(200, "Trưởng phòng Nông nghiệp", "Diện tích trồng rừng")
	r.get("/people/018f0000-0000-7000-8000-000000000000").sees(404)
	s.as("can-bo-na-phac", "vi").get(person).sees(404, "!Diện tích trồng rừng")
	s.as("can-bo-na-phac", "vi").get("/units").sees(200, "Thị trấn Nà Phặc", "!Phòng Nông nghiệp")
}

func TestAppointing(t *testing.T) {
	s := newSite(t)
	admin := s.as("quan-tri", "vi")
	admin.get("/u/ngan-son-nong-nghiep").sees(200, "/appoint")
	post := "/posts/" + admin.between(`href="/posts/`, `/appoint`) + "/appoint"
	form := url.Values{"name": {"Hoàng Văn Thử"}, "capacity": {"substantive"}, "from": {"01/01/2024"}, "decision": {"10/QĐ-UBND"}}
	admin.post(post, form).sees(409, "Hoàng Văn Thử", "bàn giao")
	form.Set("hand_over", "1")
	admin.post(post, form).sees(200, "Hoàng Văn Thử", "Đã bổ nhiệm")
	admin.get("/u/ngan-son-nong-nghiep/revise").sees(200, "Phòng Nông nghiệp")
	admin.post("/u/ngan-son-nong-nghiep/revise", url.Values{"name": {"Phòng Nông nghiệp và Môi trường"}, "kind": {"department"}, "parent": {"ngan-son"}, "from": {"01/01/2024"}}).
		sees(200, "Phòng Nông nghiệp và Môi trường")
	admin.post("/admin/units/new", url.Values{"code": {"Mã Sai"}, "name": {"X"}, "kind": {"commune"}, "parent": {"ngan-son"}}).sees(422, "Mã Sai")
	admin.post("/admin/units/new", url.Values{"code": {"don-vi-moi"}, "name": {"Đơn vị mới"}, "kind": {"agency"}, "parent": {"ngan-son"}}).sees(200, "Đơn vị mới")
	s.as("van-phong", "vi").post(post, form).sees(404)
}

func TestAccounts(t *testing.T) {
	s := newSite(t)
	admin := s.as("quan-tri", "vi")
	admin.get("/admin/accounts").sees(200, "can-bo", "tham-dinh")
	admin.post("/admin/accounts/new", url.Values{"username": {"can-bo"}, "name": {"X"}, "role": {"officer"}, "unit": {"ngan-son"}}).sees(409, "đã có người dùng")
	admin.post("/admin/accounts/new", url.Values{"username": {"moi"}, "name": {"Người Mới"}, "role": {"officer"}, "unit": {"ngan-son"}}).sees(200, "Người Mới", "moi")
	account := "/admin/accounts/" + strings.Split(admin.between(`action="/admin/accounts/`, `"`), "?")[0]
	admin.post(account, url.Values{"do": {"grant"}, "role": {"inspector"}, "unit": {"ngan-son"}}).sees(200, "thanh tra", "Đã thay đổi")
	admin.post(account, url.Values{"do": {"reset"}}).sees(200, "moi")
	admin.post(account, url.Values{"do": {"close"}}).sees(200, "Mở tài khoản")
	s.as("can-bo", "vi").get("/admin/accounts").sees(403, "!tham-dinh")
	s.as("thanh-tra", "vi").get(account).sees(403)
	admin.get("/ledger").sees(200, "Tạo tài khoản", "Đăng nhập")
	admin.post("/ledger", nil).sees(200, "!Mục này đã bị sửa")
	s.as("can-bo", "vi").get("/ledger").sees(403)
}

func TestSessionPages(t *testing.T) {
	s := newSite(t)
	stranger := s.as("", "vi")
	stranger.post("/sign-in", url.Values{"username": {"can-bo"}, "password": {"sai"}}).sees(401, "không đúng", "can-bo")
	stranger.get("/work").sees(200, "Đăng nhập", "next=%2Fwork")
	stranger.post("/sign-in?next=//example.org/x", url.Values{"username": {"can-bo"}, "password": {"dondoc-demo-2023"}}).sees(200, "!example.org")
	officer := s.as("can-bo", "vi")
	officer.get("/account").sees(200, "Go-http-client")
	officer.post("/account/password", url.Values{"old": {"dondoc-demo-2023"}, "password": {"mật khẩu mới dài"}, "again": {"khác"}}).sees(422, "không giống nhau")
	officer.post("/account/password", url.Values{"old": {"sai"}, "password": {"mật khẩu mới dài"}, "again": {"mật khẩu mới dài"}}).sees(422, "hiện tại không đúng")
	officer.post("/account/sign-out-everywhere", nil).sees(200, "Đăng nhập")
	officer.get("/u/ngan-son/2023").sees(200, "Đăng nhập", "!26/34")
	officer.get("/khong-co-trang").sees(404, "Không có trang này")
}
