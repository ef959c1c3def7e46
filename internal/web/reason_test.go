package web_test

import (
	"net/url"
	"strings"
	"testing"
)

// Why a target is behind is asked with the report and stands where it is chased.
func TestReasonsAreAskedAndShown(t *testing.T) {
	s := newSiteOf(t, &livingWorld)
	s.now = livingWorld.on.Time()
	const board = "/u/xa-ngan-son-01954/2026"
	officer, office := s.as("can-bo", "vi"), s.as("van-phong", "vi")
	office.get(board+"?why=unsaid").sees(200, "Chưa nêu nguyên nhân, giải pháp")
	before := strings.Count(office.page, `<th class="name full"`)
	target := office.between(`href="/targets/`, `"`)
	officer.get("/targets/"+target+"/report").sees(200, "<details open", "Người cam kết")
	why := url.Values{"cause_kind": {"objective"}, "cause": {"Mưa lũ tháng 9"}, "remedy": {"Trồng bù vụ đông"}, "promised": {"20/11/2026"}, "who": {"Ma Kim Sơn"}}
	officer.post("/targets/"+target+"/why", why).sees(422, "đã qua", "Mưa lũ tháng 9")
	why.Set("promised", "31/12/2026")
	officer.post("/targets/"+target+"/why", why).sees(200, "Nguyên nhân khách quan:", "Trồng bù vụ đông", "31/12/2026")
	office.get(board+"?print=1").sees(200, "Mưa lũ tháng 9", "Ma Kim Sơn")
	office.get(board + "?why=unsaid")
	if rows := strings.Count(office.page, `<th class="name full"`); rows != before-1 {
		t.Errorf("%d rows without a reason, then %d", before, rows)
	}

	tasks := "/u/xa-ngan-son-01954/tasks?status=running_late"
	office.get(tasks).sees(200, "Chờ ý kiến của cơ quan chuyên môn")
	late := "/tasks/" + office.between(`<a href="/tasks/`, `"`)
	office.post(late+"/why", why).sees(200, "Trồng bù vụ đông")
	office.get(tasks).sees(200, "Mưa lũ tháng 9")
	office.get(late).sees(200, "Nguyên nhân khách quan:", "Ghi nguyên nhân, giải pháp, cam kết")
}

// What is wrong with the reason keeps the figure from being sent, and nothing typed is lost.
func TestReasonWithTheReport(t *testing.T) {
	s := newSite(t)
	officer := s.as("can-bo", "vi")
	forest := "/targets/" + string(s.row("9").Target.ID)
	form := url.Values{"month": {"2023-12"}, "text": {"82,5%"}, "scope": {"year"}, "final": {"1"}, "cause": {"Thiếu vắc xin"}}
	officer.post(forest+"/report", form).sees(422, "Thiếu vắc xin", "82,5%")
	form.Set("cause_kind", "both")
	form.Set("remedy", "Mua bổ sung")
	form.Set("promised", "31/3/2024")
	form.Set("who", "Trưởng phòng")
	officer.post(forest+"/report", form).sees(200, "Đã gửi số liệu", "Mua bổ sung", "31/03/2024")
}
