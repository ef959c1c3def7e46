package web_test

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"regexp"
	"strings"
	"testing"

	"dondoc/internal/browsertest"
	"dondoc/internal/exchange"
)

// newOffice is a browser in the hands of somebody on the first day, who only
// follows links and sends the forms that the pages show.
type newOffice struct {
	*browsertest.Page
	t    *testing.T
	sent int // forms
}

// then runs what leads to another page, and waits until that is there.
func (n *newOffice) then(act string) {
	n.t.Helper()
	n.Eval(`(document.querySelector("main").dataset.before = 1)`)
	if said := n.Lead(act); said != "" {
		n.t.Fatalf("on %s: %s\n%s", n.Address(), said, n.Text("main"))
	}
	n.WaitFor(`document.readyState === "complete" && !document.querySelector("main.busy, .busy main, main[data-before]")`)
}

// sees holds that the page says all of it.
func (n *newOffice) sees(texts ...string) {
	n.t.Helper()
	page := n.Text("body")
	for _, text := range texts {
		want, not := strings.CutPrefix(text, "!")
		if strings.Contains(page, want) == not {
			n.t.Fatalf("%s (said: %v):\n%s", want, not, n.Text("main"))
		}
	}
}

// follow opens the first link of the page whose address begins so.
func (n *newOffice) follow(prefix string) {
	n.t.Helper()
	n.then(fmt.Sprintf(`(() => { const a = [...document.querySelectorAll("a")].find(a => a.getAttribute("href")?.startsWith(%q)); if (!a) return "no link to %s"; a.click(); return "" })()`, prefix, prefix))
}

// send fills in the form of the page that has a field of the name, and presses
// its button.
func (n *newOffice) send(field string, typed map[string]string) {
	n.t.Helper()
	values, err := json.Marshal(typed)
	if err != nil {
		n.t.Fatal(err)
	}
	n.sent++
	n.then(fmt.Sprintf(`(() => { const f = [...document.querySelectorAll("form")].find(f => f.elements[%q]); if (!f) return "no form with %s";
		for (const [name, value] of Object.entries(%s || {})) { const e = f.elements[name]; if (!e) return "no field " + name; if (e.type === "checkbox") e.checked = value !== ""; else e.value = value }
		const b = f.querySelector("button:not([type=button])"); if (!f.checkValidity()) return "the form does not take it"; b.click(); return "" })()`, field, field, values))
}

// taken sends a sheet as a rehearsal, and then for real.
func (n *newOffice) taken(rows [][]any) {
	n.t.Helper()
	var b bytes.Buffer
	if err := exchange.WriteXLSX(&b, exchange.Sheet{Name: "Danh sách", Header: header(rows[0]), Rows: rows[1:]}); err != nil {
		n.t.Fatal(err)
	}
	n.Eval(fmt.Sprintf(`(() => { const d = new DataTransfer(); d.items.add(new File([Uint8Array.from(atob(%q), c => c.charCodeAt(0))], "danh sách.xlsx")); document.querySelector("input[type=file]").files = d.files; return "" })()`,
		base64.StdEncoding.EncodeToString(b.Bytes())))
	n.send("file", nil)
	n.send("sheet", nil)
}

func header(row []any) (out []string) {
	for _, cell := range row {
		out = append(out, cell.(string))
	}
	return out
}

// The first day of a commune in a browser, with README alone: eight units, twelve
// people and twenty targets from three sheets as an office would have them, in
// fewer than fifteen forms.
func TestFirstDay(t *testing.T) {
	s, given := emptySite(t)
	n := &newOffice{Page: browsertest.Open(t, s.url, 1200, false), t: t}
	n.Goto("/")
	n.send("username", map[string]string{"username": "quan-tri", "password": given})
	const own = "mật khẩu của tôi"
	n.sees("Cần đổi trước khi làm việc tiếp")
	n.send("old", map[string]string{"old": given, "password": own, "again": own})
	n.sees("Bắt đầu với Dondoc")

	n.follow("/admin/units/import")
	n.taken([][]any{{"DANH SÁCH CÁC CƠ QUAN, ĐƠN VỊ TRỰC THUỘC"}, {"(Kèm theo Công văn số 12/UBND-VP ngày 05/01/2024)"}, {"TT", "Tên cơ quan, đơn vị", "Loại hình", "Đơn vị chủ quản"},
		{"I", "Khối chính quyền"}, {1, "Văn phòng HĐND và UBND", "Cơ quan chuyên môn", "UBND xã"}, {2, "Phòng Kinh tế ", "cơ quan chuyên môn", "UBND xã"}, {3, "Phòng Văn hóa - Xã hội", "Phòng, ban, sở", "UBND xã"},
		{4, "Trung tâm Phục vụ hành chính công", "Đơn vị sự nghiệp", ""}, {"II", "Khối Đảng"}, {5, "Đảng ủy xã", "Cơ quan Đảng", ""}, {6, "Văn phòng Đảng ủy", "Cơ quan Đảng", "Đảng uỷ xã"},
		{7, "Trạm Y tế", "Cơ quan khác", "P. VH-XH"}, {8, "Trường Tiểu học Bằng Vân", "Cơ quan khác", "Phòng Văn hóa - Xã hội"}, {"", "Tổng cộng: 08 đơn vị"}})
	n.sees("8 thêm mới", "Trạm Y tế", "Văn phòng Đảng ủy", "!Tổng cộng", "Bước tiếp theo")

	n.follow("/welcome")
	n.sees("Đã có 8")
	n.follow("/admin/people/import")
	people := [][]any{{"Họ và tên", "Đơn vị công tác", "Chức vụ", "Người đứng đầu", "Tên đăng nhập", "Quyền trên phần mềm"},
		{"Nông Văn Một", "", "Chủ tịch UBND xã", "x", "chu-tich", "Lãnh đạo"}, {"Hoàng Thị Hai", "Văn phòng HĐND và UBND", "Chánh Văn phòng", "x", "", ""},
		{"Lý Văn Ba", "Phòng Kinh tế", "Trưởng phòng", "x", "", ""}, {"Ma Thị Bốn", "Phòng Văn hóa - Xã hội", "Trưởng phòng", "x", "", ""},
		{"Triệu Văn Năm", "Trung tâm Phục vụ hành chính công", "Giám đốc", "x", "", ""}, {"Đinh Văn Sáu", "Đảng ủy xã", "Bí thư", "x", "", ""},
		{"Bế Thị Bảy", "Văn phòng Đảng ủy", "Chánh Văn phòng", "x", "", ""}, {"Lường Văn Tám", "Trạm Y tế", "Trưởng trạm", "x", "", ""},
		{"Phùng Thị Chín", "Trường Tiểu học Bằng Vân", "Hiệu trưởng", "x", "", ""}, {"Vi Văn Mười", "VP HĐND&UBND", "Công chức", "", "van-phong", "Văn phòng"},
		{"Hà Thị Mười Một", "VP HĐND&UBND", "Công chức", "", "can-bo", "Cán bộ tổng hợp"}, {"Chu Văn Mười Hai", "VP HĐND&UBND", "Công chức", "", "tham-dinh", "Thẩm định"}}
	n.taken(people)
	n.sees("van-phong", "vai trò Thẩm định, phạm vi: ", "cho cả đơn vị mà Văn phòng phục vụ", "!điều cần xem", "Bước tiếp theo")
	password := regexp.MustCompile(`(?s)van-phong.*?([a-z2-9]{4}(?:-[a-z2-9]{4}){3})`).FindStringSubmatch(n.Text("main"))
	if password == nil {
		t.Fatalf("no first password:\n%s", n.Text("main"))
	}
	n.sent++
	n.then(`(document.querySelector("form[action='/sign-out'] button").click(), "")`)
	n.send("username", map[string]string{"username": "van-phong", "password": password[1]})
	n.send("old", map[string]string{"old": password[1], "password": own + " hai", "again": own + " hai"})

	n.follow("/u/bang-van/2024")
	n.follow("/u/bang-van/2024/import")
	targets := [][]any{{"CHỈ TIÊU PHÁT TRIỂN KINH TẾ - XÃ HỘI NĂM 2024"}, {"(Kèm theo Nghị quyết số 05/NQ-HĐND ngày 25/12/2023 của HĐND xã Bằng Vân)"}, {"TT", "Chỉ tiêu", "ĐVT", "Kế hoạch", "Đơn vị chủ trì"}}
	for i, row := range [][3]string{{"Diện tích trồng rừng", "ha", "550"}, {"Sản lượng lương thực có hạt", "tấn", "từ 4.800 trở lên"}, {"Tỷ lệ hộ nghèo", "%", "Giảm 1,5"},
		{"Tỷ lệ che phủ rừng", "%", "≥ 62"}, {"Thu ngân sách nhà nước trên địa bàn", "triệu đồng", "12.500"}, {"Số hợp tác xã thành lập mới", "HTX", "3"}, {"Giải ngân vốn đầu tư công", "%", "từ 95% trở lên"},
		{"Đàn lợn", "con", "6.200"}, {"Đường giao thông nông thôn bê tông hóa", "km", "7,5"}, {"Số nhà tạm được xóa", "nhà", "42"}} {
		targets = append(targets, []any{i + 1, row[0], row[1], row[2], "Phòng Kinh tế"})
	}
	for i, row := range [][3]string{{"Tỷ lệ người dân tham gia bảo hiểm y tế", "%", "từ 98% trở lên"}, {"Trường đạt chuẩn quốc gia", "trường", "3/3 trường"}, {"Tỷ lệ trẻ em suy dinh dưỡng", "%", "dưới 12%"},
		{"Thôn đạt chuẩn văn hóa", "thôn", "14"}, {"Gia đình văn hóa", "%", "từ 85% trở lên"}, {"Lao động được đào tạo", "người", "120"}, {"Tỷ lệ tiêm chủng đầy đủ", "%", "≥ 95"}, {"Số vụ tai nạn đuối nước trẻ em", "vụ", "không để xảy ra"}} {
		targets = append(targets, []any{i + 11, row[0], row[1], row[2], "Phòng Văn hóa - Xã hội"})
	}
	targets = append(targets, []any{19, "Hồ sơ giải quyết đúng hạn", "%", "từ 99% trở lên", "Trung tâm Phục vụ hành chính công"},
		[]any{20, "Kết nạp đảng viên mới", "đảng viên", "12", "Văn phòng Đảng ủy"})
	n.taken(targets)
	n.follow("/u/bang-van/2024/documents")
	n.Goto("/u/bang-van/2024")
	n.sees("Hồ sơ giải quyết đúng hạn", "Lý Văn Ba", "Bế Thị Bảy", "Giảm 1,5", "Nghị quyết số 05/NQ-HĐND ngày 25/12/2023 của HĐND xã Bằng Vân", "!nhập từ tệp")
	n.follow("/u/bang-van/2024/documents")
	n.follow("/documents/0")
	for n.Eval(`document.querySelectorAll("input[name=id]").length`) != "0" {
		n.Eval(`document.querySelectorAll("input[name=id]").forEach(b => b.checked = true)`)
		n.send("id", nil)
	}
	// What the resolution leaves open is settled without touching its words.
	n.follow(n.Eval(`[...document.querySelectorAll("main a")].find(a => a.innerText.trim() === "Tỷ lệ hộ nghèo").getAttribute("href")`) + "/revise")
	n.sees("Cần trả lời trước khi lưu", "!Chưa gửi được")
	n.send("understood_typed", map[string]string{"understood": "Giảm 1,5 điểm %", "confirmed": "1"})
	n.sees("Giảm 1,5", "!chờ xác nhận")
	if n.sent >= 15 {
		t.Errorf("%d forms", n.sent)
	}
	n.Goto("/u/bang-van/2024")
	if rows := n.Eval(`document.querySelectorAll("main tr[id^=t]").length`); rows != "20" {
		t.Errorf("%s rows", rows)
	}
	n.Axe()
	n.follow("/u/bang-van/2024/documents")
	n.follow("/documents/0")
	n.sees("!chờ xác nhận")
	// A task that was given out before is late, and prints as an office sends it.
	n.follow("/u/bang-van/tasks")
	n.follow("/u/bang-van/tasks/new")
	n.send("issued", map[string]string{"name": "Rà soát hộ nghèo theo chuẩn mới", "source": "Kết luận số 02-KL/ĐU", "issued": "25/12/2023", "deadline": "05/01/2024"})
	n.Goto("/u/bang-van/tasks?status=running_late&print=1")
	n.sees("Rà soát hộ nghèo theo chuẩn mới", "hạn 05/01/2024, đã quá", "DANH MỤC NHIỆM VỤ", "Nơi nhận", "CHỦ TỊCH", "Nông Văn Một")
}
