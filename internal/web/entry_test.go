package web_test

import (
	"bytes"
	"mime/multipart"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"dondoc/internal/app/figures"
)

// upload posts a form with one file.
func (r *reader) upload(path string, form url.Values, field, name string, content []byte) *reader {
	r.Helper()
	var body bytes.Buffer
	w := multipart.NewWriter(&body)
	for k, vs := range form {
		for _, v := range vs {
			w.WriteField(k, v)
		}
	}
	part, err := w.CreateFormFile(field, name)
	if err != nil {
		r.Fatal(err)
	}
	part.Write(content)
	w.Close()
	return r.take(r.client.Post(r.url+path, w.FormDataContentType(), &body))
}

// between gives what stands between two texts of the last page.
func (r *reader) between(before, after string) string {
	r.Helper()
	_, rest, ok := strings.Cut(r.page, before)
	out, _, ok2 := strings.Cut(rest, after)
	if !ok || !ok2 {
		r.Fatalf("the page has nothing between %q and %q:\n%s", before, after, main(r.page))
	}
	return out
}

// TestFirstWalk is the README's first walk: a figure is reported, verified and
// approved under three accounts, and 26 becomes 27.
func TestFirstWalk(t *testing.T) {
	s := newSite(t)
	vaccines := "/targets/" + string(s.row("9").Target.ID) // tiêm phòng, not met
	officer, verifier, head := s.as("can-bo", "vi"), s.as("tham-dinh", "vi"), s.as("lanh-dao", "vi")
	officer.get("/u/ngan-son/2023").sees(200, "26/34")
	officer.get(vaccines+"/report?month=2023-12").sees(200, "tiêm phòng", "12/2023", "Thực hiện năm trước", "multiple")
	officer.upload(vaccines+"/report", url.Values{"month": {"2023-12"}, "text": {"82,5%"}, "scope": {"year"}, "final": {"1"}, "note": {"bổ sung kết quả vụ đông"}},
		"files", "biên bản.pdf", []byte("%PDF-1.4 thử")).sees(200, "Đã gửi số liệu", "82,5", "chờ thẩm định", "biên bản.pdf")
	evidence := "/evidence/" + officer.between(`href="/evidence/`, `"`)
	officer.get(evidence)
	if officer.page != "%PDF-1.4 thử" {
		t.Errorf("the evidence comes back as %q", officer.page)
	}
	s.as("can-bo-na-phac", "vi").get(evidence).sees(404, "!%PDF")
	officer.get("/u/ngan-son/2023").sees(200, "26/34")

	verifier.get("/work").sees(200, "82,5", "71,3", "bổ sung kết quả vụ đông")
	step := "/observations/" + verifier.between(`/observations/`, `/step`) + "/step"
	verifier.get(step).sees(200, "82,5/80% = 103,13%")
	officer.post(step, url.Values{"step": {"verify"}}).sees(403)
	verifier.post(step, url.Values{"step": {"return"}}).sees(422, "Cần ghi rõ lý do")
	verifier.post(step, url.Values{"step": {"verify"}}).sees(200, "Đã xử lý xong")
	verifier.post(step, url.Values{"step": {"verify"}}).sees(409)
	id := strings.TrimSuffix(strings.TrimPrefix(step, "/observations/"), "/step")
	head.get("/work").sees(200, "82,5")
	head.post("/work", url.Values{"step": {"approve"}, "id": {id}}).sees(200, "Đã xử lý xong")
	head.post("/work", url.Values{"step": {"approve"}, "id": {id}}).sees(409)
	officer.get("/u/ngan-son/2023").sees(200, "27/34", "17 ")
	officer.get("/u/ngan-son/2023?as-known=2024-01-14").sees(200, "26/34")
	officer.get(vaccines+"/history").sees(200, "82,5%", "Duyệt")
}

func TestReportKeepsWhatWasTyped(t *testing.T) {
	s := newSite(t)
	budget := "/targets/" + string(s.row("1").Target.ID)
	officer := s.as("can-bo", "vi")
	form := func(text string) url.Values {
		return url.Values{"month": {"2023-12"}, "text": {text}, "scope": {"year"}, "final": {"1"}, "note": {"ghi chú đã gõ"}}
	}
	officer.post(budget+"/report", form("906,811 tỷ")).sees(422, "906,811", "ghi chú đã gõ", "Số nào đúng", `value="906.811"`, `value="906811"`)
	officer.post(budget+"/report", form("rất nhiều")).sees(422, "rất nhiều", "ghi chú đã gõ")
	officer.post(budget+"/report", url.Values{"month": {"2023-11"}, "text": {"20"}}).sees(423, "đã khóa")
	officer.upload(budget+"/report", form("25"), "files", "to.bin", make([]byte, figures.LargestFile+1)).sees(413, "to.bin", "10 MB")
	officer.get(budget+"/report/preview?text=24,472").sees(200, "24,472", "!<html")
	officer.get(budget+"/report/preview?text=24,472%20tỷ").sees(200, "24,472")
	s.as("thanh-tra", "vi").post(budget+"/report", form("25")).sees(403)
	s.as("can-bo", "en").post(budget+"/report", form("rất nhiều")).sees(422, "cannot be read")
}

func TestCrossOriginPostIsRefused(t *testing.T) {
	s := newSite(t)
	officer := s.as("can-bo", "vi")
	req, _ := http.NewRequest(http.MethodPost, s.url+"/work", strings.NewReader("step=verify&id=x"))
	req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	req.Header.Set("Origin", "https://example.org")
	req.Header.Set("Sec-Fetch-Site", "cross-site")
	if officer.take(officer.client.Do(req)); officer.code != http.StatusForbidden {
		t.Errorf("a form of another site: %d", officer.code)
	}
}

func TestGrid(t *testing.T) {
	s := newSite(t)
	first, second := string(s.row("1").Target.ID), string(s.row("2").Target.ID)
	officer := s.as("can-bo", "vi")
	officer.get("/entry/ngan-son/2023/2023-12").sees(200, "Diện tích trồng rừng", "value-"+first, "24,472", "25,27")
	officer.post("/entry/ngan-son/2023/2023-12", url.Values{"value-" + first: {"26 tỷ"}, "value-" + second: {"nhiều lắm"}}).
		sees(422, "nhiều lắm", "Đã nhận 1 số liệu", "26 tỷ")
	officer.post("/entry/ngan-son/2023/2023-12", url.Values{"value-" + second: {"19.700"}, "do": {"draft"}}).sees(200, "Đã lưu nháp", "19.700")
	officer.get("/entry/ngan-son/2023/2023-11").sees(200, "đã khóa")
	officer.get("/entry/ngan-son/2023/2022-11").sees(422)
	s.as("can-bo-na-phac", "vi").get("/entry/ngan-son/2023/2023-12").sees(404)
}

func TestMonths(t *testing.T) {
	s := newSite(t)
	office := s.as("van-phong", "vi")
	months := "/u/ngan-son/2023/months"
	office.get(months).sees(200, "11/2023", "12/2023")
	office.get(months+"?do=reopen&month=2023-11").sees(200, "Mở lại tháng 11/2023")
	office.post(months, url.Values{"do": {"reopen"}, "month": {"2023-11"}, "until": {"20/01/2024"}}).sees(422, "Cần ghi rõ lý do", "20/01/2024")
	office.post(months, url.Values{"do": {"reopen"}, "month": {"2023-11"}, "until": {"hôm sau"}, "reason": {"x"}}).sees(422, "hôm sau")
	office.post(months, url.Values{"do": {"reopen"}, "month": {"2023-11"}, "until": {"20/01/2024"}, "reason": {"thiếu một xã"}}).sees(200, "Đã mở lại", "thiếu một xã")
	office.post(months, url.Values{"do": {"lock"}, "month": {"2023-12"}}).sees(200, "Đã khóa")
	s.as("can-bo", "vi").post(months, url.Values{"do": {"lock"}, "month": {"2023-12"}}).sees(403)
}
