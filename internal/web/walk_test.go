package web_test

import (
	"path/filepath"
	"strings"
	"testing"
	"time"

	"dondoc/internal/period"
)

// TestAStrangersWalk goes in a browser the way README describes, over the world
// of today: what is late and why, report, verify, approve, give a task, see it
// late, print the list.
func TestAStrangersWalk(t *testing.T) {
	s := newSiteOf(t, &livingWorld)
	s.now = period.Date("2026-11-28").Time().Add(9 * time.Hour)
	says := func(at, text string, want ...string) {
		t.Helper()
		for _, w := range want {
			if !strings.Contains(text, w) {
				t.Errorf("%s does not say %q:\n%.600s", at, w, text)
			}
		}
	}
	p := s.in(t, "can-bo", 1200, false)
	p.Goto("/work")
	says("the officer's work", p.Text("main"), "Bị trả lại (1)", "Số liệu chưa khớp", "trễ 23 ngày", "hạn 19/11/2026, đã quá")
	target := strings.Split(p.Eval(`[...document.querySelectorAll("main a")].find(a => a.innerText.includes("bảo hiểm y tế")).pathname`), "/report")[0]
	p.Goto(target + "/report?month=2026-10")
	p.Fill("input[name=text]", "97,6%")
	p.Click("main form button:not([name])")
	p.WaitFor(`!location.pathname.endsWith("/report")`)
	for _, who := range []string{"tham-dinh", "lanh-dao"} {
		p := s.in(t, who, 1200, false)
		p.Goto("/work")
		says(who+"'s work", p.Text("main"), "Tỷ lệ người dân tham gia bảo hiểm y tế")
		p.Eval(`document.querySelectorAll("main input[name=id]").forEach(b => b.checked = true)`)
		p.Click("main form.keep button")
		p.WaitFor(`!!document.querySelector("main")?.innerText.includes("Kiểm tra lần cuối")`)
		p.Click("main form button")
		p.WaitFor(`!!document.querySelector("main .foot, footer") && !document.querySelector("main").innerText.includes("Kiểm tra lần cuối")`)
	}
	p.Goto(target)
	says("the target", p.Text("main"), "97,6")
	p = s.in(t, "van-phong", 1200, false)
	p.Goto("/u/xa-ngan-son-01954/tasks/new")
	p.Fill("textarea[name=name]", "Báo cáo nguyên nhân giải ngân chậm")
	p.Fill("input[name=deadline]", "02/12/2026")
	p.Eval(`document.querySelector("select[name=lead]").value = "ngan-son-xa-kinh-te"`)
	p.Click("main form button")
	p.WaitFor(`!location.pathname.endsWith("/new")`)
	s.now = s.now.AddDate(0, 0, 5)
	p = s.in(t, "van-phong", 1200, false) // the session is over
	p.Goto("/u/xa-ngan-son-01954/tasks?status=running_late")
	says("what is late", p.Text("main"), "Báo cáo nguyên nhân giải ngân chậm", "quá hạn")
	p.Print(filepath.Join(t.TempDir(), "tasks.pdf"))
	p.Goto("/u/xa-ngan-son-01954/tasks?status=running_late&print=1")
	says("the list on paper", p.Text("body"), "ỦY BAN NHÂN DÂN XÃ NGÂN SƠN", "Độc lập - Tự do - Hạnh phúc", "Ngân Sơn, ngày 03 tháng 12 năm 2026", "Báo cáo nguyên nhân giải ngân chậm", "Nơi nhận:", "TM. ỦY BAN NHÂN DÂN", "Lý Hữu Cương")
	p.Axe()
	p.Goto("/help")
	says("the guide", p.Text("main"), "Một tháng của cán bộ tổng hợp")
	p.Axe()
}

// TestNoOfficeOfTheDistrictIsInOffice looks at the pages of today for it.
func TestNoOfficeOfTheDistrictIsInOffice(t *testing.T) {
	s := newSiteOf(t, &livingWorld)
	s.now = period.Date("2026-11-28").Time().Add(9 * time.Hour)
	for username, pages := range map[string][]string{
		"quan-tri":  {"/units", "/admin/accounts"},
		"thanh-tra": {"/work", "/u/xa-ngan-son-01954/2026", "/u/xa-ngan-son-01954/2026/below", "/u/tinh-thai-nguyen-19/tasks"},
		"van-phong": {"/work", "/units", "/u/xa-ngan-son-01954/tasks", "/u/xa-ngan-son-01954/coverage", "/u/xa-ngan-son-01954/papers"},
	} {
		r := s.as(username, "vi")
		for _, path := range pages {
			r.get(path).sees(200, "!Huyện Ngân Sơn", "!Chủ tịch UBND huyện", "!Huyện ủy", "!Tỉnh Bắc Kạn")
		}
	}
	s.as("van-phong", "vi").get("/u/ngan-son/2023").sees(200, "26/34")
	s.as("thanh-tra", "vi").get("/u/ngan-son-nong-nghiep").sees(200, "Phòng Nông nghiệp và PTNT")
}
