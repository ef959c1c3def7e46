package web_test

import (
	"html"
	"net/url"
	"strings"
	"testing"

	"dondoc/internal/period"
)

// TestPutRight walks the pages on which a mistake is put right: each says what
// it is for, asks why, keeps what was typed, and shows the history afterwards.
func TestPutRight(t *testing.T) {
	s := newSite(t)
	office, admin := s.as("van-phong", "vi"), s.as("quan-tri", "vi")
	target := "/targets/" + string(s.row("2").Target.ID)
	office.get(target).sees(200, "Sửa ghi nhầm", "Thay người chịu trách nhiệm")
	office.get(target+"/correct").sees(200, "Dùng khi ghi nhầm", "biết đến ngày", "!Có chỗ cần sửa")
	form := url.Values{"label": {"2"}, "name": {"Tên chỉ tiêu đúng"}, "uom": {"cây"}, "setter": {"own"}, "accumulation": {"flow"}, "answer_unit": {"ngan-son"}, "field": {"Kinh tế"}}
	office.post(target+"/correct", form).sees(422, "Tên chỉ tiêu đúng")
	form.Set("reason", "nhầm dòng trong biểu")
	office.post(target+"/correct", form).sees(200, "Đã sửa cho đúng", "Tên chỉ tiêu đúng", "nhầm dòng trong biểu", "Đơn vị tính:", "→ cây")
	s.as("can-bo", "vi").get(target + "/correct").sees(403)

	document := "/documents/" + string(s.row("2").Document.ID)
	office.get(document).sees(200, "Thay đơn vị chịu trách nhiệm")
	office.get(document+"/answering").sees(200, "Hiện nay:")
	office.post(document+"/answering", url.Values{"answer_unit": {"ngan-son-nong-nghiep"}, "from": {"01/06/2023"}, "reason": {"QĐ 15"}}).sees(422, "Chưa chọn chỉ tiêu nào")
	many := url.Values{"answer_unit": {"na-phac"}, "from": {"01/06/2023"}, "reason": {"QĐ 15"}, "target": {string(s.row("2").Target.ID), string(s.row("3").Target.ID)}}
	office.post(document+"/answering", many).sees(200, "Đã thay đơn vị chịu trách nhiệm", "Thị trấn Nà Phặc")
	office.get(target).sees(200, "QĐ 15", "từ 01/06/2023")
	named := url.Values{"number": {"21-NQ/HU"}, "issuer": {"Huyện ủy Ngân Sơn"}, "issued_on": {"20/12/2022"}, "title": {"Nghị quyết đúng"}, "reason": {"gõ nhầm số"}}
	office.post(document+"/correct", named).sees(200, "21-NQ/HU", "Đã sửa cho đúng", "gõ nhầm số")

	past := "?as-known=2024-01-14"
	office.get(document+past).sees(200, "12-NQ/HU", "như đã biết đến ngày 14/01/2024", "!21-NQ/HU", "!gõ nhầm số", "!/correct")
	office.get(target+past).sees(200, "12-NQ/HU", document+past, "!21-NQ/HU")
	office.get("/u/ngan-son/2023/documents"+past).sees(200, "12-NQ/HU", document+past, "!21-NQ/HU")
	office.get("/u/ngan-son/2023"+past).sees(200, "12-NQ/HU", "/u/ngan-son/2023/documents"+past, "!21-NQ/HU")
	office.get(document + "?as-known=mai").sees(422)

	admin.get("/u/bang-van").sees(200, "Sửa thông tin ghi nhầm", "Xóa đơn vị tạo nhầm")
	admin.get("/u/bang-van/correct").sees(200, "Mã")
	admin.get("/u/bang-van/undo").sees(200, "Bây giờ chưa làm được", "chỉ tiêu", `!<button class="danger"`)
	s.as("van-phong", "vi").get("/u/bang-van/correct").sees(404)
	admin.post("/admin/units/new", url.Values{"name": {"Phòng Tạo nhầm"}, "kind": {"department"}, "parent": {"ngan-son"}}).sees(200, "Phòng Tạo nhầm", "phong-tao-nham")
	admin.post("/u/phong-tao-nham/correct", url.Values{"name": {"Phòng Kinh tế"}, "kind": {"department"}, "parent": {"ngan-son"}, "from": {"01/01/2022"}, "code": {"phong-kinh-te"}, "reason": {"gõ nhầm"}}).
		sees(200, "Phòng Kinh tế", "Đã sửa, đã thay đổi", "phong-tao-nham → phong-kinh-te", "gõ nhầm")
	admin.post("/u/phong-kinh-te/undo", nil).sees(200, "Đã hoàn tác")
	admin.get("/u/phong-kinh-te").sees(404)
}

// TestTaskPutRight does the same of a task, and takes steps and tasks back.
func TestTaskPutRight(t *testing.T) {
	s := newSite(t)
	office := s.as("van-phong", "vi")
	add := "/u/ngan-son/tasks/new"
	office.get(add).sees(200, "Thêm đơn vị phối hợp", "Đơn vị phối hợp 2", "!Đơn vị phối hợp 3")
	form := url.Values{"name": {"Rà soát quy hoạch"}, "lead": {"ngan-son-nong-nghiep"}, "deadline": {"trước 30/9/2030"}, "partner-1": {"ngan-son-nong-nghiep"}, "more": {"1"}}
	office.post(add, form).sees(200, "Đơn vị phối hợp 4", "Rà soát quy hoạch", "Hiểu là: hạn cuối 29/09/2030")
	form.Del("more")
	office.post(add, form).sees(422, "trùng đơn vị chủ trì")
	form.Set("partner-1", "bang-van")
	office.post(add, form).sees(200, "Rà soát quy hoạch")
	office.get(add+"?field=deadline&deadline=30/9/2030").sees(200, "Hiểu là", "!<html")
	task := "/tasks/" + officeTask(office)
	office.post("/u/ngan-son/tasks/bulk", url.Values{"task": {strings.TrimPrefix(task, "/tasks/")}, "step": {"pause"}, "confirmed": {"1"}, "text": {"chờ"}}).sees(200, "Hoàn tác bước vừa làm")
	office.get("/work/undo").sees(200, "Rà soát quy hoạch", "trở lại như trước")
	office.post("/work/undo", url.Values{"at": {office.between(`name="at" value="`, `"`)}}).sees(200, "Đã hoàn tác", "!tạm dừng vì")
	office.get("/work/undo").sees(200, "Không có bước nào")
	office.get(task+"/correct").sees(200, "Rà soát quy hoạch", "Dùng khi ghi nhầm")
	form.Set("name", "Rà soát quy hoạch ba loại rừng")
	form.Set("reason", "thiếu chữ")
	office.post(task+"/correct", form).sees(200, "ba loại rừng", "Sửa thông tin", "thiếu chữ")
	office.get(task+"/undo").sees(200, "Bây giờ chưa làm được", "1 bước")
	form.Set("name", "Việc giao nhầm")
	office.post(add, form).sees(200, "Việc giao nhầm")
}

// officeTask gives the task on the list that the reader sees.
func officeTask(r *reader) string {
	r.get("/u/ngan-son/tasks?q=quy+ho%E1%BA%A1ch")
	return r.between(`<a href="/tasks/`, `"`)[:36]
}

// TestAccountPutRight puts an account's names right.
func TestAccountPutRight(t *testing.T) {
	s := newSite(t)
	admin := s.as("quan-tri", "vi")
	admin.get("/admin/accounts")
	account := "/admin/accounts/" + admin.between(`<a href="/admin/accounts/0`, `"`)
	account = strings.Replace(account, "/admin/accounts/", "/admin/accounts/0", 1)
	admin.get(account+"/correct").sees(200, "Sửa tài khoản", "Nhật ký giữ tên đã dùng")
	admin.post(account+"/correct", url.Values{"username": {"ten-moi"}, "name": {"Tên mới"}, "reason": {"gõ nhầm"}}).sees(200, "ten-moi", "Đã sửa cho đúng")
	admin.get("/ledger").sees(200, "Tên đăng nhập: ", " → ten-moi", " → Tên mới", "gõ nhầm")
	admin.get("/ledger?format=csv").sees(200, " → ten-moi", "gõ nhầm")
	s.as("van-phong", "vi").get(account + "/correct").sees(403)
}

// TestAnsweringPages walks a change of who answers that is decided ahead: it is
// shown with its day where who answers stands, taken back, and taken from a sheet.
func TestAnsweringPages(t *testing.T) {
	s := newSite(t)
	office := s.as("van-phong", "vi")
	row := s.row("2")
	target, document := "/targets/"+string(row.Target.ID), "/documents/"+string(row.Document.ID)
	day := period.DateOf(s.Now()).AddDays(20)
	form := url.Values{"answer_unit": {"na-phac"}, "from": {day.Say("")}, "reason": {"QĐ 27"}}
	office.post(target+"/answering", form).sees(200, "tự có hiệu lực đúng ngày", "từ ngày "+day.Say(""), "Thị trấn Nà Phặc", "QĐ 27", "Rút thay đổi")
	office.get(document).sees(200, "Từ ngày "+day.Say("")+": Thị trấn Nà Phặc (QĐ 27)", document+"/answering/sheet")
	s.as("can-bo-na-phac", "vi").get("/work").sees(200, "Sắp chịu trách nhiệm (1)", "Từ ngày "+day.Say("")+": Thị trấn Nà Phặc (QĐ 27)")
	s.as("can-bo", "vi").get("/work").sees(200, "!Sắp chịu trách nhiệm")
	office.post(target+"/answering", form).sees(409, "chưa có hiệu lực")
	office.get(target)
	withdraw := target + "/answering/" + office.between(`href="`+target+`/answering/`, `"`)
	s.as("can-bo", "vi").get(target).sees(200, "từ ngày "+day.Say(""), "!Rút thay đổi")
	s.as("can-bo", "vi").post(withdraw, nil).sees(403)
	office.get(withdraw).sees(200, "QĐ 27")
	office.post(withdraw, nil).sees(200, "Đã rút thay đổi", "!từ ngày "+day.Say(""))
	office.post(withdraw, nil).sees(404)

	sheet := document + "/answering/sheet"
	rows := office.sheet(sheet + "?format=xlsx")
	if len(rows) < 30 || rows[0][3] != "Đơn vị chịu trách nhiệm mới" {
		t.Fatalf("the sheet to fill: %v", rows[0])
	}
	var b strings.Builder
	for i, r := range rows {
		r = append(r, make([]string, 6-len(r))...)
		if i == 1 {
			r[3], r[4], r[5] = "Thị trấn Nà Phặc", day.Say(""), "QĐ 28"
		}
		b.WriteString(`"` + strings.Join(r, `","`) + "\"\n")
	}
	office.get(sheet).sees(200, "Tải danh sách để điền")
	office.upload(sheet, url.Values{}, "file", "giao.csv", []byte(b.String())).sees(200, "Thị trấn Nà Phặc", "QĐ 28", "1 chỉ tiêu đổi người chịu trách nhiệm")
	taken := url.Values{"document": {""}, "from": {""}, "reason": {""}}
	for _, name := range []string{"name", "sheet"} {
		taken.Set(name, html.UnescapeString(office.between(`name="`+name+`" value="`, `"`)))
	}
	office.post(sheet, taken).sees(200, "Từ ngày "+day.Say("")+": Thị trấn Nà Phặc (QĐ 28)")
}
