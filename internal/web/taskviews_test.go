package web_test

import (
	"fmt"
	"net/url"
	"strings"
	"testing"
)

// The board, the calendar and the timeline show the tasks of the list.
func TestTaskViews(t *testing.T) {
	s := newSite(t)
	office := s.as("van-phong", "vi")
	for i, due := range []string{"17/01/2024", "18/01/2024", "20/02/2024", "hằng năm"} {
		office.post("/u/ngan-son/tasks/new", url.Values{"name": {fmt.Sprintf("Việc số %d", i)}, "lead": {"ngan-son-y-te"}, "deadline": {due}, "product": {"Báo cáo"}})
	}
	office.get("/u/ngan-son/tasks?view=board").sees(200, "Việc số 0", "Việc số 3", "Sắp đến hạn (2)", "Phòng Y tế")
	office.get("/u/ngan-son/tasks?view=calendar&month=2024-01").sees(200, "Tháng 01/2024: 2 việc đến hạn", "Việc số 0", "Việc số 1", "!Việc số 2", "!Việc số 3")
	office.get("/u/ngan-son/tasks?view=calendar&month=2024-02").sees(200, "Việc số 2", "!Việc số 1")
	office.get("/u/ngan-son/tasks?view=calendar&month=abc").sees(422)
	office.get("/u/ngan-son/tasks?view=timeline").sees(200, "Việc số 0", "Việc số 2", "!Việc số 3", "<svg")
	office.get("/u/ngan-son/tasks?view=timeline&q=so+2").sees(200, "Việc số 2", "!Việc số 0")
	office.get("/u/ngan-son/tasks?view=board")
	for _, part := range strings.Split(office.page, `<section`)[1:] {
		link := part[strings.Index(part, `href="`)+6:]
		link = strings.ReplaceAll(link[:strings.Index(link, `"`)], "&amp;", "&")
		n := strings.Count(part, `<li>`)
		if rows := strings.Count(s.as("van-phong", "vi").get(link).page, `<th scope="row" class="name full">`); rows != n {
			t.Errorf("%s: %d in the column, %d in its list", link, n, rows)
		}
	}
	office.get("/u/ngan-son/tasks").sees(200, "Tải Excel", "Tải Word")
	for _, format := range []string{"xlsx", "docx"} {
		office.get("/u/ngan-son/tasks/export?format=" + format)
		if office.code != 200 || !strings.HasPrefix(office.page, "PK") {
			t.Errorf("%s: %d", format, office.code)
		}
	}
	office.get("/u/ngan-son/tasks/export?format=exe").sees(422, "exe")
	s.as("can-bo-na-phac", "vi").get("/u/ngan-son/tasks/export?format=xlsx").sees(404)
	s.as("can-bo-na-phac", "vi").get("/u/ngan-son/tasks?view=board").sees(404, "!Việc số 0")
}
