package web_test

import (
	"bytes"
	"html"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"dondoc/internal/exchange"
)

// newOffice is the browser of somebody on the first day, who only follows links
// and sends the forms that the pages show.
type newOffice struct {
	*reader
	sent int // forms
}

// follow opens the first link of the page whose address begins so.
func (n *newOffice) follow(prefix string) {
	n.Helper()
	m := regexp.MustCompile(`href="(` + regexp.QuoteMeta(prefix) + `[^"]*)"`).FindStringSubmatch(n.page)
	if m == nil {
		n.Fatalf("no link to %s:\n%s", prefix, main(n.page))
	}
	n.get(html.UnescapeString(m[1])).sees(200)
}

var (
	forms  = regexp.MustCompile(`(?s)<form[^>]*method="post"[^>]*action="([^"]*)"[^>]*>(.*?)</form>`)
	inputs = regexp.MustCompile(`<input[^>]*>`)
	part   = regexp.MustCompile(`(name|value|type)="([^"]*)"`)
	chosen = regexp.MustCompile(`(?s)<select[^>]*name="([^"]*)".*?</select>`)
)

// send sends the form of the page that has a field of the name, as it stands
// but for what is typed.
func (n *newOffice) send(field string, typed url.Values, file []byte) {
	n.Helper()
	for _, m := range forms.FindAllStringSubmatch(n.page, -1) {
		values := url.Values{}
		for _, input := range inputs.FindAllString(m[2], -1) {
			at := map[string]string{}
			for _, p := range part.FindAllStringSubmatch(input, -1) {
				at[p[1]] = html.UnescapeString(p[2])
			}
			box := at["type"] == "checkbox" || at["type"] == "radio"
			switch {
			case at["type"] == "file":
				values.Add("file", "")
			case !box || strings.Contains(input, " checked"):
				values.Add(at["name"], at["value"])
			case !values.Has(at["name"]):
				values[at["name"]] = nil
			}
		}
		for _, s := range chosen.FindAllStringSubmatch(m[2], -1) {
			values.Set(s[1], "")
			if on := regexp.MustCompile(`value="([^"]*)"[^>]*selected`).FindStringSubmatch(s[0]); on != nil {
				values.Set(s[1], html.UnescapeString(on[1]))
			}
		}
		if !values.Has(field) {
			continue
		}
		for name, v := range typed {
			if !values.Has(name) {
				n.Fatalf("the form has no field %s: %v", name, values)
			}
			values[name] = v
		}
		n.sent++
		if file == nil {
			n.post(html.UnescapeString(m[1]), values)
			return
		}
		values.Del("file")
		n.upload(html.UnescapeString(m[1]), values, "file", "danh sách.xlsx", file)
		return
	}
	n.Fatalf("no form with %s:\n%s", field, main(n.page))
}

// taken sends a sheet as a rehearsal, and then for real.
func (n *newOffice) taken(rows [][]any) {
	n.Helper()
	var b bytes.Buffer
	if err := exchange.WriteXLSX(&b, exchange.Sheet{Name: "Danh sách", Header: header(rows[0]), Rows: rows[1:]}); err != nil {
		n.Fatal(err)
	}
	n.send("file", nil, b.Bytes())
	n.sees(200)
	n.send("sheet", nil, nil)
	n.sees(200)
}

func header(row []any) (out []string) {
	for _, cell := range row {
		out = append(out, cell.(string))
	}
	return out
}

// The first day of a commune, with README alone: eight units, twelve people and
// twenty targets from three sheets as an office would have them, in fewer than
// fifteen forms.
func TestFirstDay(t *testing.T) {
	s, given := emptySite(t)
	n := &newOffice{reader: s.as("", "vi")}
	n.get("/")
	n.send("username", url.Values{"username": {"quan-tri"}, "password": {given}}, nil)
	const own = "mật khẩu của tôi"
	n.sees(200, "Cần đổi trước khi làm việc tiếp")
	n.send("old", url.Values{"old": {given}, "password": {own}, "again": {own}}, nil)
	n.sees(200, "Bắt đầu với Dondoc")

	n.follow("/admin/units/import")
	n.taken([][]any{{"STT", "Tên đơn vị", "Loại", "Trực thuộc"},
		{1, "Văn phòng HĐND và UBND", "Phòng, ban, sở", ""}, {2, "Phòng Kinh tế", "Phòng, ban, sở", ""}, {3, "Phòng Văn hóa - Xã hội", "Phòng, ban, sở", ""},
		{4, "Trung tâm Phục vụ hành chính công", "Cơ quan khác", ""}, {5, "Đảng ủy xã", "Cơ quan Đảng", ""}, {6, "Văn phòng Đảng ủy", "Cơ quan Đảng", "Đảng ủy xã"},
		{7, "Trạm Y tế", "Cơ quan khác", "Phòng Văn hóa - Xã hội"}, {8, "Trường Tiểu học Bằng Vân", "Cơ quan khác", "Phòng Văn hóa - Xã hội"}})
	n.sees(200, "Trạm Y tế", "Văn phòng Đảng ủy")

	n.get("/").sees(200, "Đã có 8")
	n.follow("/admin/people/import")
	people := [][]any{{"Họ và tên", "Đơn vị", "Chức vụ", "Người đứng đầu", "Tài khoản", "Vai trò"},
		{"Nông Văn Một", "", "Chủ tịch UBND xã", "x", "chu-tich", "Lãnh đạo"}, {"Hoàng Thị Hai", "Văn phòng HĐND và UBND", "Chánh Văn phòng", "x", "", ""},
		{"Lý Văn Ba", "Phòng Kinh tế", "Trưởng phòng", "x", "", ""}, {"Ma Thị Bốn", "Phòng Văn hóa - Xã hội", "Trưởng phòng", "x", "", ""},
		{"Triệu Văn Năm", "Trung tâm Phục vụ hành chính công", "Giám đốc", "x", "", ""}, {"Đinh Văn Sáu", "Đảng ủy xã", "Bí thư", "x", "", ""},
		{"Bế Thị Bảy", "Văn phòng Đảng ủy", "Chánh Văn phòng", "x", "", ""}, {"Lường Văn Tám", "Trạm Y tế", "Trưởng trạm", "x", "", ""},
		{"Phùng Thị Chín", "Trường Tiểu học Bằng Vân", "Hiệu trưởng", "x", "", ""}, {"Vi Văn Mười", "", "", "", "van-phong", "Văn phòng"},
		{"Hà Thị Mười Một", "", "", "", "can-bo", "Cán bộ tổng hợp"}, {"Chu Văn Mười Hai", "", "", "", "tham-dinh", "Thẩm định"}}
	n.taken(people)
	n.sees(200, "van-phong")
	password := regexp.MustCompile(`(?s)van-phong.*?([a-z2-9]{4}(?:-[a-z2-9]{4}){3})`).FindStringSubmatch(n.page)
	if password == nil {
		t.Fatalf("no first password:\n%s", main(n.page))
	}
	n.post("/sign-out", nil)
	n.sent++
	n.send("username", url.Values{"username": {"van-phong"}, "password": {password[1]}}, nil)
	n.send("old", url.Values{"old": {password[1]}, "password": {own + " hai"}, "again": {own + " hai"}}, nil)
	n.sees(200)

	n.follow("/u/bang-van/2024")
	n.follow("/u/bang-van/2024/import")
	targets := [][]any{{"TT", "Chỉ tiêu", "ĐVT", "Kế hoạch", "Đơn vị chủ trì"}}
	for i, row := range [][3]string{{"Diện tích trồng rừng", "ha", "550"}, {"Sản lượng lương thực có hạt", "tấn", "từ 4.800 trở lên"}, {"Tỷ lệ hộ nghèo", "%", "giảm 1,5%"},
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
	n.get("/u/bang-van/2024").sees(200, "Hồ sơ giải quyết đúng hạn", "Lý Văn Ba", "Bế Thị Bảy", "giảm 1,5%")
	n.follow("/u/bang-van/2024/documents")
	n.follow("/documents/0")
	for unread := true; unread; {
		boxes := regexp.MustCompile(`name="id" value="([^"]+)"`).FindAllStringSubmatch(n.page, -1)
		if unread = len(boxes) > 0; !unread {
			break
		}
		ids := url.Values{}
		for _, b := range boxes {
			ids.Add("id", b[1])
		}
		n.send("id", ids, nil)
		n.sees(200)
	}
	// What the resolution leaves open is settled without touching its words.
	n.follow("/targets/" + regexp.MustCompile(`/targets/([0-9a-f-]{36})[^>]*>\s*Tỷ lệ hộ nghèo`).FindStringSubmatch(n.page)[1] + "/revise")
	n.sees(200, `name="understood" value="giảm 1,5 điểm %"`)
	n.send("understood_typed", url.Values{"understood": {"giảm 1,5 điểm %"}, "confirmed": {"1"}}, nil)
	n.sees(200, "giảm 1,5%", "!chờ xác nhận")
	if n.sent >= 15 {
		t.Errorf("%d forms", n.sent)
	}
	if rows := strings.Count(n.get("/u/bang-van/2024").page, `id="t`); rows != 20 {
		t.Errorf("%d rows", rows)
	}
	n.get("/u/bang-van/2024/documents")
	n.follow("/documents/0")
	n.sees(200, "!chờ xác nhận")
}
