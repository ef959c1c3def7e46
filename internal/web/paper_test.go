package web_test

import (
	"bytes"
	"html"
	"net/url"
	"strconv"
	"strings"
	"testing"

	"dondoc/internal/app/desk"
	"dondoc/internal/app/papers"
	"dondoc/internal/coverage"
	"dondoc/internal/docx"
	"dondoc/internal/target"
)

const superiorText = "NGHỊ QUYẾT\nVề phát triển lâm nghiệp\nI. MỤC TIÊU\n1. Trồng mới 500 ha rừng tập trung trên địa bàn huyện.\n2. Mỗi xã có một điểm cung cấp dịch vụ số.\nII. TỔ CHỨC THỰC HIỆN\n1. Ủy ban nhân dân huyện xây dựng kế hoạch."

const ownText = "KẾ HOẠCH\nI. MỤC TIÊU\n1. Trồng mới 400 ha rừng tập trung trên địa bàn huyện."

// An office takes a superior's document in, corrects how it was cut, holds the
// own plan against it and says who closes the gap.
func TestPapersAndCoverage(t *testing.T) {
	s := newSite(t)
	office := s.as("van-phong", "vi")
	office.get("/u/ngan-son/papers").sees(200, "Văn bản cấp trên chưa được cụ thể hóa (0)", "Nhập văn bản")
	form := url.Values{"text": {superiorText}, "number": {"57-NQ/TW"}, "issuer": {"Bộ Chính trị"}, "issued_on": {"22/12/2022"}, "title": {"Phát triển lâm nghiệp"}, "level": {"superior"}}
	office.post("/u/ngan-son/papers/new", form).sees(200, "Chưa lưu", "Mỗi xã có một điểm", "Lưu văn bản")
	office.get("/u/ngan-son/papers").sees(200, "!57-NQ/TW")
	form.Set("keep", "1")
	office.post("/u/ngan-son/papers/new", form).sees(200, "Đã lưu văn bản", "Mỗi xã có một điểm")
	office.get("/u/ngan-son/papers").sees(200, "chưa được cụ thể hóa (1)", "57-NQ/TW")
	office.post("/u/ngan-son/papers/new", form).sees(409, "57-NQ/TW")
	first := "/documents/" + office.get("/u/ngan-son/papers").between(`href="/documents/`, `/text"`) + "/text"
	own := url.Values{"text": {ownText}, "number": {"9-KH/HU"}, "issuer": {"Huyện ủy"}, "issued_on": {"20/01/2023"}, "title": {"Kế hoạch"}, "level": {"own"}, "implements": {"58-NQ/XX"}, "keep": {"1"}}
	office.post("/u/ngan-son/papers/new", own).sees(404, "58-NQ/XX")
	own.Set("implements", "57-NQ/TW")
	office.post("/u/ngan-son/papers/new", own).sees(200, "thực hiện", "57-NQ/TW")
	office.get("/u/ngan-son/papers").sees(200, "chưa được cụ thể hóa (0)", "được thực hiện bởi")
	office.get("/u/ngan-son/papers?as-known=2022-12-31").sees(200, "Số liệu như đã biết đến ngày 31/12/2022", "!57-NQ/TW", "!9-KH/HU")

	office.get(first).sees(200, "Sửa cách cắt", "Rà soát với:", "9-KH/HU")
	matrix := "/coverage/" + office.between(`href="/coverage/`, `"`)
	pieces := strings.Count(office.page, `class="fix"`)
	at := strings.Count(office.page[:strings.Index(office.page, "Trồng mới 500")], `id="p`) - 1
	next := strconv.Itoa(at + 1)
	place := strconv.Itoa(at)
	office.post(first, url.Values{"at": {place}, "do": {"split"}, "words": {"không có"}}).sees(422, "không có")
	office.post(first, url.Values{"at": {place}, "do": {"split"}, "words": {"rừng tập trung"}}).sees(200, "Đã sửa cách cắt")
	if n := strings.Count(office.page, `class="fix"`); n != pieces+1 {
		t.Errorf("%d pieces, then %d", pieces, n)
	}
	office.post(first, url.Values{"at": {next}, "do": {"merge"}}).sees(200)

	office.get(matrix).sees(200, "chưa xác nhận", "đề xuất: chưa cụ thể hóa", "Ghi kết quả")
	m := s.matrix(matrix)
	gap := ""
	for _, row := range m.Rows {
		if row.Proposal.Status == coverage.NotCovered && strings.Contains(row.Item.Text, "dịch vụ số") {
			gap = string(row.ID)
		}
	}
	office.get(matrix+"?item="+gap).sees(200, "Đơn vị bổ sung")
	office.post(matrix, url.Values{"item": {gap}, "status": {"not_covered"}}).sees(422, "Đơn vị bổ sung")
	office.post(matrix, url.Values{"item": {gap}, "status": {"not_covered"}, "owner": {"ngan-son-van-phong"}, "due": {"31/03/2024"}}).sees(200, "bổ sung trước 31/03/2024")
	office.get(matrix+"?status=gaps").sees(200, "dịch vụ số", "!Trồng mới 500 ha")
	office.get(matrix+"?print=1").sees(200, "KẾT QUẢ RÀ SOÁT")
	office.get("/u/ngan-son/coverage").sees(200, "57-NQ/TW", "9-KH/HU")
	office.post("/u/ngan-son/coverage", url.Values{"superior": {""}}).sees(422, "Chọn một văn bản")

	officer := s.as("can-bo", "vi")
	officer.get(matrix).sees(200, "!Ghi kết quả")
	officer.post(matrix, url.Values{"item": {gap}, "status": {"covered"}}).sees(403)
	officer.post(first, url.Values{"at": {"3"}, "do": {"merge"}}).sees(403)
	officer.get("/u/ngan-son/papers/new").sees(403)
	stranger := s.as("can-bo-na-phac", "vi")
	stranger.get(first).sees(404, "!dịch vụ số")
	stranger.get(matrix).sees(404, "!dịch vụ số")
	stranger.get("/search?q=dich+vu+so").sees(200, "Không thấy", "!điểm cung cấp")
	officer.get("/search?q=dich+vu+so").sees(200, "Khoản, điểm (1)", "Mỗi xã có một điểm")
	officer.get("/search?q=trong+rung").sees(200, "Chỉ tiêu (")
	officer.get("/search?q=na+phac").sees(200, "Đơn vị (1)", "Thị trấn Nà Phặc")
	officer.get("/search?q=a").sees(422)
	officer.get("/search").sees(200, "không cần dấu")
}

// matrix gives the matrix of an address.
func (s *site) matrix(address string) papers.CoverageMatrix {
	s.Helper()
	list, err := s.Papers(s.Context(), desk.Operator("test"), "ngan-son", "")
	if err != nil {
		s.Fatal(err)
	}
	var superior, own papers.Paper
	for _, p := range list.Rows {
		if strings.Contains(address, "/coverage/"+string(p.ID)) && p.Level == target.SuperiorLevel {
			superior = p
		}
		if strings.HasSuffix(address, string(p.ID)) {
			own = p
		}
	}
	m, err := s.Coverage(s.Context(), desk.Operator("test"), superior.ID, own.ID, "")
	if err != nil {
		s.Fatal(err)
	}
	return m
}

// What was said at a meeting becomes tasks on the spot: all of them, or none.
func TestDirectives(t *testing.T) {
	s := newSite(t)
	office := s.as("van-phong", "vi")
	office.get("/u/ngan-son/directives").sees(200, "Chưa ghi ý kiến chỉ đạo nào")
	form := url.Values{"speaker": {"Hà Hùng Tường"}, "occasion": {"Hội nghị Huyện ủy"}, "on": {"10/01/2024"}, "text": {"Rà soát các chỉ tiêu chưa đạt"},
		"name-1": {"Báo cáo rà soát"}, "lead-1": {"ngan-son-nong-nghiep"}, "deadline-1": {"trước 31/01/2024"}, "product-1": {"Báo cáo"},
		"name-2": {"Đề xuất giải pháp"}, "deadline-2": {"31/12/2023"}}
	office.post("/u/ngan-son/directives/new", form).sees(422, "Thời hạn việc 2")
	office.get("/u/ngan-son/directives").sees(200, "!Rà soát các chỉ tiêu")
	form.Set("deadline-2", "Quý II/2024")
	office.post("/u/ngan-son/directives/new", form).sees(200, "Rà soát các chỉ tiêu", "Báo cáo rà soát", "Đề xuất giải pháp", "Phòng Nông nghiệp")
	office.get("/u/ngan-son/tasks").sees(200, "Báo cáo rà soát", "Đề xuất giải pháp")
	form.Set("name-2", "")
	office.post("/u/ngan-son/directives/new", form).sees(422)
	s.as("can-bo", "vi").get("/u/ngan-son/directives/new").sees(403)
	s.as("can-bo-na-phac", "vi").get("/u/ngan-son/directives").sees(404, "!Rà soát các chỉ tiêu")
	s.as("van-phong", "en").get("/u/ngan-son/directives").sees(200, "Instructions", "!Ý kiến chỉ đạo")
}

// A document's annexes are read with it, and their tasks given out with it, or not.
func TestPaperWithAnnex(t *testing.T) {
	s := newSite(t)
	office := s.as("van-phong", "vi")
	var b bytes.Buffer
	if err := docx.Write(&b, docx.Document{Motto: [2]string{"CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"}, Issuer: "HUYỆN ỦY", Title: "KẾ HOẠCH", Notes: []string{"I. MỤC TIÊU", "1. Trồng mới 400 ha rừng."},
		Columns: []docx.Column{{Title: "STT", Share: 1}, {Title: "Nhiệm vụ", Share: 5}, {Title: "Cơ quan chủ trì", Share: 3}, {Title: "Thời hạn", Share: 2}},
		Rows:    []docx.Row{{Cells: []string{"1", "Trồng rừng tập trung", "Phòng Nông nghiệp và PTNT", "Quý II/2024"}}, {Cells: []string{"2", "Tuyên truyền", "Đoàn thanh niên", "Thường xuyên"}}}}); err != nil {
		t.Fatal(err)
	}
	form := url.Values{"number": {"9-KH/HU"}, "issuer": {"Huyện ủy"}, "issued_on": {"20/12/2023"}, "title": {"Kế hoạch"}, "level": {"own"}}
	office.upload("/u/ngan-son/papers/new", form, "file", "ke-hoach.docx", b.Bytes()).sees(200, "Chưa lưu", "Giao luôn 2 nhiệm vụ", "!<td>Trồng rừng tập trung")
	form.Set("original", html.UnescapeString(office.between(`name="original" value="`, `"`)))
	form.Set("original_name", "ke-hoach.docx")
	form.Set("keep", "1")
	form.Set("take_tasks", "1")
	office.get("/u/ngan-son/tasks").sees(200, "!Trồng rừng tập trung")
	office.post("/u/ngan-son/papers/new", form).sees(200, "Đã lưu văn bản", "“Tuyên truyền”: Không có đơn vị tên “Đoàn thanh niên”")
	office.get("/documents/"+office.between(`href="/documents/`, `/text"`)+"/text").sees(200, "Trồng mới 400 ha", "Tệp gốc: ke-hoach.docx")
	office.get("/u/ngan-son/tasks").sees(200, "Trồng rừng tập trung", "Phòng Nông nghiệp và PTNT", "Đoàn thanh niên")
	once := strings.Count(office.get("/u/ngan-son/tasks").page, "Đoàn thanh niên")
	form.Set("number", "10-KH/HU")
	form.Del("take_tasks")
	office.post("/u/ngan-son/papers/new", form).sees(200, "Đã lưu văn bản")
	if n := strings.Count(office.get("/u/ngan-son/tasks").page, "Đoàn thanh niên"); n != once {
		t.Errorf("the tasks of the second were taken as well: %d and %d", once, n)
	}
	form.Set("original", "%%%")
	office.post("/u/ngan-son/papers/new", form).sees(409)

	// What is not taken of the text's targets is told before and after.
	text := url.Values{"text": {"KẾ HOẠCH\nI. MỤC TIÊU\n- Trồng mới 50 ha chè.\n- Năm 2030 diện tích chè đạt 400 ha."}, "number": {"11-KH/HU"}, "issuer": {"Huyện ủy"}, "issued_on": {"20/12/2023"}, "title": {"Chè"}, "level": {"own"}}
	office.post("/u/ngan-son/papers/new", text).sees(200, "Dòng này nói về năm 2030, không phải năm 2023")
	text.Set("keep", "1")
	text["stated"] = []string{"0", "1"}
	office.post("/u/ngan-son/papers/new", text).sees(200, "Đã lưu văn bản", "Xem văn bản", "“Diện tích chè”: Dòng này nói về năm 2030", "!“Trồng mới chè”: Dòng")
	office.get("/u/ngan-son/2023").sees(200, "Trồng mới chè", "!Diện tích chè<")
}
