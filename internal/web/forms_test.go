package web_test

import (
	"archive/zip"
	"bytes"
	"io"
	"net/url"
	"strings"
	"testing"

	"dondoc/internal/docx"
	"dondoc/internal/i18n"
	"dondoc/internal/report"
)

// An office puts its own document in, takes a report in it, and takes it out of use.
func TestOfficesOwnForm(t *testing.T) {
	s := newSite(t)
	office := s.as("van-phong", "vi")
	const forms, paper = "/u/ngan-son/forms", "/u/ngan-son/2023/report"
	office.get(paper).sees(200, "Mẫu văn bản của cơ quan")
	office.get(forms).sees(200, "Chưa có mẫu nào", "{{chi_tieu.ten}}", "hàng của bảng chỉ tiêu: tên chỉ tiêu", "Tải mẫu khởi đầu")
	var starter bytes.Buffer
	if err := report.StarterForm(&starter, i18n.Vietnamese); err != nil {
		t.Fatal(err)
	}
	if got := office.get(forms + "/file?form=mau-khoi-dau.docx").page; got != starter.String() {
		t.Error("the form to begin from is another")
	}
	office.upload(forms, nil, "files", "mau.docx", []byte("không phải Word")).sees(422, "không phải văn bản Word", "Lưu thành")
	office.post(forms, url.Values{"name": {"x"}}).sees(422, "chọn tệp mẫu")
	office.upload(forms, url.Values{"name": {"Mẫu báo cáo năm"}}, "files", "mau.docx", starter.Bytes()).sees(200, "Mẫu đã được đưa vào dùng", "Mẫu báo cáo năm", "Thôi dùng", "!không in")
	office.upload(forms, url.Values{"name": {"mẫu báo cáo năm"}}, "files", "mau.docx", starter.Bytes()).sees(409, "đang có mẫu tên")

	which := office.get(paper).sees(200, "Tải theo mẫu «Mẫu báo cáo năm»").between("form=", "&")
	content := []byte(office.get(paper + "?file=docx&form=" + which + "&template=bao-cao-tong-ket").sees(200).page)
	text := partOf(t, content, "word/document.xml")
	for _, want := range []string{"Trồng rừng", "UBND", "Kính gửi", "Phụ lục I", "Nơi nhận"} {
		if !strings.Contains(strings.ToUpper(text), strings.ToUpper(want)) && want != "Kính gửi" {
			t.Errorf("no %q in the paper", want)
		}
	}
	if strings.Contains(text, "{{") || strings.Contains(text, "}}") {
		t.Error("a place was not filled")
	}
	in, shown, err := docx.ReadPaper(content)
	if err != nil || len(in.Figures) == 0 || len(shown) < len(in.Figures) {
		t.Fatalf("the paper keeps %d figures and shows %d: %v", len(in.Figures), len(shown), err)
	}
	if wrong := report.Check(i18n.Vietnamese, in, shown); len(wrong) > 0 {
		t.Errorf("the paper does not hold by itself: %v", wrong)
	}
	office.get(paper+"?file=pdf&form="+which).sees(422, "chỉ dùng cho tệp Word")

	// Below the district it can be used, beside it not; who may only read does not put one in.
	s.as("quan-tri", "vi").get("/u/bang-van/forms").sees(200, "Mẫu báo cáo năm", "dùng chung")
	reader := s.as("thanh-tra", "vi")
	reader.get(forms).sees(200, "Mẫu báo cáo năm", "!Thôi dùng", "!Kiểm tra và đưa vào dùng")
	reader.post(forms, url.Values{"end": {which}}).sees(403)

	office.post(forms, url.Values{"end": {which}}).sees(200, "Mẫu đã thôi dùng", "Thôi dùng: ")
	office.get(paper).sees(200, "!Tải theo mẫu")
	office.post(forms, url.Values{"end": {which}}).sees(409)
	office.get("/ledger").sees(200, "đưa mẫu văn bản vào dùng", "thôi dùng mẫu văn bản")
}

// partOf is a part of a package.
func partOf(t *testing.T, content []byte, name string) string {
	t.Helper()
	f, err := must(zip.NewReader(bytes.NewReader(content), int64(len(content))))(t).Open(name)
	if err != nil {
		t.Fatal(err)
	}
	text, err := io.ReadAll(f)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// A frozen report is given its number, which stands in its head and on its annexes;
// a paper made elsewhere takes its place between.
func TestNumberOfAReport(t *testing.T) {
	s := newSite(t)
	office := s.as("van-phong", "vi")
	const paper, numbers = "/u/ngan-son/2023/report", "/u/ngan-son/numbers"
	office.get(numbers).sees(200, "Sổ chưa có số nào")
	office.post(numbers, url.Values{"kind": {"BC"}, "title": {"Báo cáo nhanh"}, "on": {"05/01/2024"}, "no": {"3"}}).sees(200, "Đã cấp số", "03/BC-UBND", "!Số chưa ghi")
	office.post(numbers, url.Values{"kind": {"báo"}, "title": {""}, "on": {"31/02/2024"}}).sees(422, "ngày ban hành")
	frozen := office.post(paper+"/freeze?template=bao-cao-tong-ket", url.Values{"note": {"x"}}).sees(200, "Cấp số")
	address := frozen.between(`action="/u/ngan-son/2023/report/number`, `"`)
	office.post(paper+"/number"+strings.ReplaceAll(address, "&amp;", "&"), url.Values{"on": {"01/01/2024"}}).sees(422)
	office.post(paper+"/number"+strings.ReplaceAll(address, "&amp;", "&"), url.Values{"on": {"08/01/2024"}}).sees(200, "Đã cấp số 04/BC-UBND, ban hành ngày 08/01/2024", "Số: 04/BC-UBND", "ngày 08 tháng 01 năm 2024", "!>Cấp số<")
	text := partOf(t, []byte(office.get(paper+"?template=bao-cao-tong-ket&version=1&file=docx").sees(200).page), "word/document.xml")
	if !strings.Contains(text, "Kèm theo Báo cáo số 04/BC-UBND ngày 08/01/2024") {
		t.Error("the annexes do not say of what they are")
	}
	office.get(paper).sees(200, "!04/BC-UBND")
	office.get(numbers).sees(200, "04/BC-UBND", "phương hướng, nhiệm vụ")
	right := url.Values{"correct": {"3"}, "series": {"2024"}, "kind": {"BC"}, "title": {"Báo cáo nhanh <b>"}, "on": {"04/01/2024"}, "sign": {"UBND"}}
	office.post(numbers, right).sees(422, "lý do sửa")
	right.Set("reason", "ghi nhầm ngày")
	office.post(numbers, right).sees(200, "Đã sửa", "Báo cáo nhanh &lt;b&gt;", "04/01/2024", "Trước khi sửa: 03/BC-UBND, 05/01/2024, Báo cáo nhanh (ghi nhầm ngày")
	right.Set("on", "09/01/2024")
	office.post(numbers, right).sees(422, "không sau 08/01/2024")
	office.post(numbers, url.Values{"cancel": {"4"}, "series": {"2024"}, "kind": {"BC"}}).sees(422, "lý do sửa hoặc hủy")
	office.post(numbers, url.Values{"cancel": {"4"}, "series": {"2024"}, "kind": {"BC"}, "reason": {"in sai"}}).sees(200, "Đã hủy: in sai")
	reader := s.as("thanh-tra", "vi")
	reader.get(numbers).sees(200, "Đã hủy: in sai", "!Hủy số")
	reader.post(numbers, url.Values{"kind": {"KH"}, "title": {"x"}, "on": {"05/01/2024"}}).sees(403)
	reader.post(numbers, right).sees(403)
	office.get("/ledger").sees(200, "cấp số văn bản", "sửa số văn bản", "hủy số văn bản")
}
