package web_test

import (
	"net/url"
	"testing"
)

// A head on leave lends the role on a page; who stands in sees whose work it is and
// may do it, and it is taken back there too.
func TestDelegationPages(t *testing.T) {
	s := newSite(t)
	head, officer := s.as("lanh-dao", "vi"), s.as("can-bo", "vi")
	head.get("/account").sees(200, "Ủy quyền khi vắng mặt")
	page := head.get("/account/delegations").sees(200, "Chưa ủy quyền vai trò nào", "người đứng đầu, Huyện Ngân Sơn")
	grant := page.between(`<option value="head@`, `"`)
	form := func(to, until string) url.Values {
		return url.Values{"grant": {"head@" + grant}, "to": {to}, "since": {"15/01/2024"}, "until": {until}, "reason": {"nghỉ phép"}}
	}
	head.post("/account/delegations", form("can-bo-na-phac-khong-co", "20/01/2024")).sees(404, "Không có tài khoản", "nghỉ phép")
	head.post("/account/delegations", form("can-bo", "20/06/2024")).sees(422, "không quá 60 ngày", `value="can-bo"`)
	officer.get("/u/ngan-son/2023/release").sees(200, "!Công khai ngay")
	head.post("/account/delegations", form("can-bo", "20/01/2024")).sees(200, "Đã ủy quyền", "đang hiệu lực", "Rút lại ngay", "20/01/2024")
	head.post("/account/delegations", form("can-bo", "18/01/2024")).sees(409, "đã ủy quyền cho")
	officer.get("/work").sees(200, "đang thay", "đến hết ngày 20/01/2024")
	officer.get("/account/delegations").sees(200, "Đang được ủy quyền", "!Rút lại ngay")
	officer.get("/account").sees(200, "!người đứng đầu")
	head.post("/account/delegations", url.Values{"end": {head.get("/account/delegations").between(`name="end" value="`, `"`)}}).sees(200, "đã rút")
	officer.get("/work").sees(200, "!đang thay")
	s.as("quan-tri", "vi").get("/account/delegations").sees(200, "không có vai trò nào ủy quyền được")
	s.as("lanh-dao", "en").get("/account/delegations").sees(200, "Delegation during leave", "taken back")
}
