package web_test

import (
	"net/url"
	"strings"
	"testing"

	"dondoc/internal/period"
)

// Every list of the menu looks back: it says the day, shows what was known at its
// end, offers nothing to do and keeps the day in its links.
func TestListsOfAPastDay(t *testing.T) {
	s := newSite(t)
	s.now = period.Date("2027-03-10").Time().Add(9 * 3600e9)
	office := s.as("van-phong", "vi")
	office.post("/u/ngan-son/tasks/new", url.Values{"name": {"Việc của hôm trước"}, "lead": {"ngan-son-y-te"}, "deadline": {"30/03/2027"}, "product": {"Báo cáo"}})
	s.now = period.Date("2027-03-11").Time().Add(9 * 3600e9)
	office = s.as("van-phong", "vi")
	office.post("/u/ngan-son/tasks/new", url.Values{"name": {"Việc của hôm sau"}, "lead": {"ngan-son-y-te"}, "deadline": {"30/03/2027"}, "product": {"Báo cáo"}})
	office.post("/u/ngan-son/2023/violations/new", url.Values{"kind": {"forestry"}, "on": {"12/12/2023"}, "place": {"Khuổi Luông"}, "what": {"Khai thác gỗ của hôm sau"}, "cases": {"1"}, "handling": {"pending"}})
	office.get("/u/ngan-son/tasks").sees(200, "Việc của hôm sau", "Việc của hôm trước", "/tasks/new")
	office.get("/u/ngan-son/2023/violations").sees(200, "Khai thác gỗ của hôm sau")
	const day = "?as-known=2027-03-10"
	for path, want := range map[string][]string{
		"/u/ngan-son/tasks":              {"!Việc của hôm sau", "Việc của hôm trước", "!/tasks/new", "!/bulk"},
		"/u/ngan-son/tasks?view=board":   {"Việc của hôm trước", "!Việc của hôm sau"},
		"/u/ngan-son/directives":         nil,
		"/u/ngan-son/2023/violations":    {"!Khai thác gỗ của hôm sau", "!/violations/new"},
		"/u/ngan-son/2023/reviews":       nil,
		"/u/ngan-son/2023/months":        {"!do=lock"},
		"/u/ngan-son/2023/shortcomings":  nil,
		"/u/ngan-son/2023/capital":       {"!/capital/new", "!/capital/import"},
		"/u/ngan-son/2023/late":          {"không nêu người được nhắc", "!Đôn đốc tất cả ("},
		"/u/ngan-son/2023/commendations": {"Danh sách có thể đề nghị chỉ xem được như hôm nay", "!/commendations/nominate"},
		"/units":                         {"theo hiệu lực ngày 10/03/2027"},
		"/ledger":                        nil,
	} {
		to := path + strings.Replace(day, "?", map[bool]string{true: "&", false: "?"}[strings.Contains(path, "?")], 1)
		who := office
		if path == "/ledger" {
			who = s.as("thanh-tra", "vi")
		}
		who.get(to).sees(200, append(want, "như đã biết đến ngày 10/03/2027", "!không xem lại được", "Về hiện tại")...)
		if path != "/ledger" {
			who.sees(200, `href="/u/ngan-son/tasks?as-known=2027-03-10"`)
		}
	}
	office.get("/u/ngan-son/tasks?as-known=32/13/2024").sees(422)
	office.get("/u/ngan-son/tasks?q=khong-co").sees(200, "Không có nhiệm vụ nào ở đây", "giao nhiệm vụ mới, hoặc")
	office.get("/u/ngan-son/tasks?q=khong-co&as-known=2027-03-10").sees(200, "Không có nhiệm vụ nào ở đây", "!giao nhiệm vụ mới, hoặc")
	office.get("/u/ngan-son/tasks" + day)
	task := office.between(`href="/tasks/`, `"`)
	if !strings.Contains(task, "as-known=2027-03-10") {
		t.Errorf("a task of the list leads to %s", task)
	}
	office.get("/u/ngan-son/tasks/export?format=xlsx&as-known=2027-03-10")
	if office.code != 200 || !strings.HasPrefix(office.page, "PK") {
		t.Errorf("the file: %d", office.code)
	}
}
