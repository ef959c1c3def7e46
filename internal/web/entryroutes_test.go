package web_test

import (
	"net/http"
	"net/url"
	"testing"
)

// reported puts the vaccination figure of December on its way, with a file, and
// gives the addresses of the target, the figure's step and the file.
func (s *site) reported() (target, step, evidence string) {
	s.Helper()
	target = "/targets/" + string(s.row("9").Target.ID)
	officer := s.as("can-bo", "vi")
	officer.upload(target+"/report", url.Values{"month": {"2023-12"}, "text": {"82,5%"}, "scope": {"year"}, "final": {"1"}}, "files", `..\kết quả.html`, []byte("<script>1</script>")).sees(200)
	evidence = "/evidence/" + officer.between(`href="/evidence/`, `"`)
	step = "/observations/" + s.as("tham-dinh", "vi").get("/work").between("/observations/", "/step") + "/step"
	return target, step, evidence
}

// Who may not read the district sees nothing of its figures, whatever address
// is tried, and no address that names nothing answers otherwise.
func TestEntryHidesWhatIsNotOnes(t *testing.T) {
	s := newSite(t)
	target, step, evidence := s.reported()
	stranger := s.as("can-bo-na-phac", "vi")
	for _, path := range []string{target + "/report", target + "/report/preview?text=5", step, evidence, "/entry/ngan-son/2023/2023-12", "/u/ngan-son/2023/months",
		"/targets/x/report", "/targets/x/report/preview", "/observations/x/step", "/evidence/x", "/entry/khong-co/2023/2023-12", "/u/khong-co/2023/months"} {
		stranger.get(path)
		if stranger.code != http.StatusNotFound {
			t.Errorf("%s answers %d", path, stranger.code)
		}
	}
	for path, form := range map[string]url.Values{
		target + "/report":              {"month": {"2023-12"}, "text": {"90%"}, "final": {"1"}},
		step:                            {"step": {"verify"}},
		"/u/ngan-son/2023/months":       {"do": {"lock"}, "month": {"2023-12"}},
		"/entry/ngan-son/2023/2023-12":  {"value-" + string(s.row("9").Target.ID): {"90%"}},
		"/targets/x/report":             {"month": {"2023-12"}, "text": {"90%"}},
		"/observations/x/step":          {"step": {"verify"}},
		"/entry/khong-co/2023/2023-12":  {},
		"/u/khong-co/2023/months":       {"do": {"lock"}, "month": {"2023-12"}},
		"/targets/x/report?month=2023-": {"text": {"1"}},
	} {
		stranger.post(path, form)
		if stranger.code != http.StatusNotFound {
			t.Errorf("posting to %s answers %d", path, stranger.code)
		}
	}
	s.as("tham-dinh", "vi").get(step).sees(200, "82,5", "!90%")
}

// A file is kept on the reader's disk under its own name, and is never a page.
func TestEvidenceIsNeverAPage(t *testing.T) {
	s := newSite(t)
	_, _, evidence := s.reported()
	resp, err := s.as("tham-dinh", "vi").client.Get(s.url + evidence)
	if err != nil {
		t.Fatal(err)
	}
	resp.Body.Close()
	for name, want := range map[string]string{
		"Content-Disposition":     "attachment; filename*=utf-8''k%E1%BA%BFt%20qu%E1%BA%A3.html",
		"X-Content-Type-Options":  "nosniff",
		"Content-Security-Policy": "sandbox; default-src 'none'",
	} {
		if got := resp.Header.Values(name); len(got) != 1 || got[0] != want {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
	}
}

func TestEntryInEnglish(t *testing.T) {
	s := newSite(t)
	target, step, _ := s.reported()
	s.as("can-bo", "en").get(target+"/report?month=2023-12").sees(200, "Report the figure of", "!Báo cáo số liệu")
	s.as("can-bo", "en").get("/entry/ngan-son/2023/2023-12").sees(200, "Figures of", "!Nhập số liệu")
	verifier := s.as("tham-dinh", "en")
	verifier.get("/work").sees(200, "To verify", "103.13", "!Chờ thẩm định")
	verifier.post(step, url.Values{"step": {"return"}}).sees(422, "A reason is needed", "!Cần ghi rõ lý do")
	s.as("van-phong", "en").get("/u/ngan-son/2023/months").sees(200, "Lock and reopen periods", "!Khóa và mở kỳ")
}
