package web_test

import (
	"context"
	"net/url"
	"os"
	"strings"
	"testing"
	"time"

	"dondoc/internal/access"
	"dondoc/internal/app/accounts"
	"dondoc/internal/app/desk"
	"dondoc/internal/period"
)

// A year's review on the pages: proposed, assessed, verified, decided, each by its
// own people; nothing of the scores for who may not read them.
func TestReviewPages(t *testing.T) {
	s := newSite(t)
	s.now = period.Date("2024-03-05").Time().Add(9 * time.Hour)
	province := must(must(s.Directory(context.Background(), desk.Operator("test")))(t).UnitByCode("bac-kan"))(t)
	for name, role := range map[string]access.Role{"so-noi-vu": access.Verifier, "chu-tich-tinh": access.Head} {
		if _, _, err := s.CreateAccount(context.Background(), desk.Operator("test"), accounts.NewAccount{Username: name, Name: name, Password: "dondoc-demo-2023", Grants: []access.Grant{{Role: role, Unit: province}}}); err != nil {
			t.Fatal(err)
		}
	}
	office, officer, verifier, head := s.as("van-phong", "vi"), s.as("can-bo", "vi"), s.as("so-noi-vu", "vi"), s.as("chu-tich-tinh", "vi")
	office.get("/u/ngan-son/2023/reviews").sees(200, "đã quyết định 0/", "năm 2023", "quý 4/2023", "chưa tự đánh giá", "Tổng kết")
	officer.get("/u/ngan-son/2023/reviews").sees(200, `!/u/ngan-son/2023/review?`)
	officer.get("/u/ngan-son/2023/review").sees(403)
	office.get("/u/ngan-son/2023/reviews?period=2022-Q1").sees(404)
	office.get("/u/ngan-son/2024/review").sees(200, "Kỳ chưa kết thúc", "!Tự đánh giá, chốt số liệu")
	office.get("/u/ngan-son/2023/review").sees(200, "Quy định 124-QĐ/TW", "Ít nhất 90% chỉ tiêu", "theo trí nhớ, phải kiểm tra", "Tự đánh giá, chốt số liệu", "Dấu hiệu cần xem kỹ", "![")
	assess := "/u/ngan-son/2023/review/assess?period=2023&subject=collective"
	office.get(assess).sees(200, "bị kỷ luật trong năm không?", "chưa trả lời")
	verifier.post(assess, url.Values{}).sees(403)
	office.post(assess, url.Values{"answers.disciplined": {"no"}, "answers.other-criteria": {"no"}, "reason": {"tự chấm <b>"}}).sees(200, "đã tự đánh giá", "tự chấm &lt;b&gt;", "Các bước")
	review := "/reviews/" + office.get("/u/ngan-son/2023/reviews").between(`href="/reviews/`, `"`)
	office.get(review + "/verify").sees(404) // the unit above verifies
	office.post(review+"/verify", url.Values{}).sees(404)
	officer.get(review).sees(403, "!tự chấm")
	s.as("can-bo-na-phac", "vi").get(review).sees(404, "!tự chấm")
	head.get(review + "/decide").sees(404)
	verifier.post(review+"/verify", url.Values{"reason": {"đủ hồ sơ"}}).sees(200, "đã thẩm định", "đủ hồ sơ")
	head.post(review+"/decide", url.Values{"level": {""}}).sees(422, "Chưa chọn mức")
	head.post(review+"/decide", url.Values{"level": {"excellent"}, "reason": {"vì thành tích"}}).sees(422, "vượt trần", "vì thành tích")
	head.post(review+"/decide", url.Values{"level": {"completed"}, "reason": {"theo quy tắc"}}).sees(200, "Hoàn thành nhiệm vụ", "đã quyết định")
	head.post(review+"/decide", url.Values{"level": {"good"}, "reason": {"lần nữa"}}).sees(409, "Chưa đến bước")
	officer.get("/u/ngan-son/2023/reviews").sees(200, "Hoàn thành nhiệm vụ", `!href="/reviews/`)
	head.get(review+"/undo").sees(200, "Hoàn tác bước", "!Đã có")
	verifier.post(review+"/comment", url.Values{"field": {"level"}, "text": {""}}).sees(422, "Ghi ý kiến")
	verifier.post(review+"/comment", url.Values{"field": {"line.excellent-other"}, "text": {"nên xem <lại>"}}).sees(200, "nên xem &lt;lại&gt;", "Ý kiến về từng mục (1)")
	officer.get(review + "/comment").sees(403)
	head.get(review+"/undo").sees(200, "Đã có 1 ý kiến")
	verifier.post(review+"/notify", url.Values{"on": {"05/03/2024"}}).sees(200, "thông báo quyết định ngày 05/03/2024", "không nêu thời hạn kiến nghị")
	office.post(review+"/petition", url.Values{"on": {"05/03/2024"}, "reason": {"kết quả <tốt> hơn"}}).sees(200, "đã quyết định, có kiến nghị", "kết quả &lt;tốt&gt; hơn")
	office.get(review + "/answer").sees(404)
	head.get(review+"/answer").sees(200, "Mức đã quyết định: Hoàn thành nhiệm vụ", `value="completed" selected`)
	head.post(review+"/answer", url.Values{"level": {"completed"}, "reason": {"giữ mức"}}).sees(200, "giữ mức", "trả lời kiến nghị")
	head.post(review+"/reopen", url.Values{"reason": {""}}).sees(422, "Phải ghi lý do")
	s.as("van-phong", "en").get(review).sees(200, "Condition by condition", "![web.", "![review.")
}

// TestBadInputOfReviewsOnPages: what cannot be reviewed, or ruled, is refused in
// words that name the rule.
func TestBadInputOfReviewsOnPages(t *testing.T) {
	s := newSite(t)
	s.now = period.Date("2024-03-05").Time().Add(9 * time.Hour)
	office, head := s.as("van-phong", "vi"), s.as("lanh-dao", "vi")
	office.post("/u/ngan-son/2024/review/assess?period=2024-Q1&subject=collective", url.Values{}).sees(422, "Kỳ đánh giá chưa kết thúc")
	office.get("/u/ngan-son/2023/review?period=2023&subject=head&tenure=0197c26c-ce00-702e-a173-5c6d8447c480").sees(422, "Không ai giữ chức")
	office.get("/u/ngan-son/2023/commendations?received=20/12/2023").sees(404, "Chưa có bộ quy tắc khen thưởng")
	script, err := os.ReadFile("../../cmd/dondoc/testdata/script/rules.txtar")
	if err != nil {
		t.Fatal(err)
	}
	file := func(name string) []byte {
		_, rest, _ := strings.Cut(string(script), "-- "+name+" --\n")
		text, _, _ := strings.Cut(rest, "\n-- ")
		return []byte(text)
	}
	const rules = "/u/ngan-son/rules"
	field := head.get(rules).between(`id="rules-file" name="`, `"`) // as a browser sends it
	var untried []string                                            // a threshold that no example tries
	for _, line := range strings.Split(string(file("xa.yaml")), "\n") {
		if !strings.Contains(line, "{example: b,") && !strings.Contains(line, "{example: a,") {
			untried = append(untried, line)
		}
	}
	head.upload(rules, url.Values{}, field, "ho.yaml", file("ho.yaml")).sees(422, "đặt lên trên một bộ của trung ương")
	head.upload(rules, url.Values{}, field, "hong.yaml", file("hong.yaml")).sees(422, "phải là một trong: collective, head")
	head.upload(rules, url.Values{}, field, "xa.yaml", []byte(strings.Join(untried, "\n"))).sees(422, "90")
	head.upload(rules, url.Values{}, field, "xa.yaml", nil).sees(422, "Chọn một tệp quy tắc")
	head.upload(rules, url.Values{}, field, "xa.yaml", file("xa.yaml")).sees(200, "Quy chế xã", "01/01/2027")
	office.get("/u/ngan-son/2023/review").sees(200, "Quy định 124-QĐ/TW", "!Quy chế xã")
}
