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
