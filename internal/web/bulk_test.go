package web_test

import (
	"net/url"
	"strings"
	"testing"
)

// Several tasks are listed once more and then moved, all of them; filters are
// kept; a part of a task is given out; evidence goes with a step.
func TestBulkFiltersPartsAndFiles(t *testing.T) {
	s := newSite(t)
	office := s.as("van-phong", "vi")
	var ids []string
	for _, name := range []string{"Việc một", "Việc hai"} {
		office.post("/u/ngan-son/tasks/new", url.Values{"name": {name}, "lead": {"ngan-son-nong-nghiep"}, "deadline": {"31/03/2024"}, "product": {"Báo cáo"}, "partner-1": {"ngan-son-y-te"}, "part-1": {"góp ý"}, "due-1": {"15/03/2024"}}).sees(200, name)
		ids = append(ids, office.get("/u/ngan-son/tasks?q="+url.QueryEscape(name)).between(`href="/tasks/`, `"`))
	}
	office.get("/tasks/"+ids[0]).sees(200, "Phòng Y tế", "góp ý", "15/03/2024", "Giao việc con")
	bulk := url.Values{"step": {"move"}, "task": ids}
	office.post("/u/ngan-son/tasks/bulk", url.Values{"step": {"move"}}).sees(422, "Chọn ít nhất một")
	office.post("/u/ngan-son/tasks/bulk", bulk).sees(200, "2 nhiệm vụ", "Việc một", "Việc hai")
	office.get("/tasks/"+ids[0]).sees(200, "Phòng Nông nghiệp", "!→")
	bulk.Set("confirmed", "1")
	bulk.Set("text", "giao lại cho đúng chức năng")
	office.post("/u/ngan-son/tasks/bulk", bulk).sees(422) // to whom?
	bulk.Set("to", "ngan-son-y-te")
	office.post("/u/ngan-son/tasks/bulk", bulk).sees(200, "Đã thực hiện với mọi nhiệm vụ")
	for _, one := range ids {
		office.get("/tasks/"+one).sees(200, "Phòng Nông nghiệp và PTNT → Phòng Y tế", "giao lại cho đúng chức năng")
	}
	s.as("can-bo", "vi").post("/u/ngan-son/tasks/bulk", bulk).sees(403)
	s.as("can-bo", "vi").get("/u/ngan-son/tasks").sees(200, "!Với các việc đã chọn")

	office.post("/tasks/filters", url.Values{"name": {"Đang làm"}, "address": {"/u/ngan-son/tasks?status=running_on_time"}}).sees(200, "Đã lưu bộ lọc", "Bộ lọc đã lưu (1)", "Đang làm")
	office.post("/tasks/filters", url.Values{"name": {"Đang làm"}, "address": {"/u/ngan-son/tasks?status=running_on_time"}}).sees(409)
	office.get("/u/ngan-son/tasks").sees(200, `href="/u/ngan-son/tasks?status=running_on_time"`)
	s.as("lanh-dao", "vi").get("/u/ngan-son/tasks").sees(200, "!Đang làm<")
	which := office.get("/u/ngan-son/tasks").between(`name="id" value="`, `"`)
	office.post("/tasks/filters/drop", url.Values{"id": {which}, "back": {"/u/ngan-son/tasks"}}).sees(200, "Đã xóa bộ lọc", "!Bộ lọc đã lưu (1)")

	office.get("/u/ngan-son/tasks/new?parent="+ids[0]).sees(200, "Là phần của", "Việc một")
	part := url.Values{"name": {"Việc con"}, "lead": {"ngan-son-y-te"}, "deadline": {"30/06/2024"}, "parent": {ids[0]}}
	office.post("/u/ngan-son/tasks/new", part).sees(422, "sau hạn 31/03/2024")
	part.Set("deadline", "28/02/2024")
	office.post("/u/ngan-son/tasks/new", part).sees(200)
	office.get("/tasks/"+ids[0]).sees(200, "Việc con")

	office.post("/u/ngan-son/tasks/bulk", url.Values{"step": {"move"}, "task": ids[:1], "confirmed": {"1"}, "text": {"trả lại"}, "to": {"ngan-son-nong-nghiep"}}).sees(200)
	head := s.as("nong-nghiep", "vi")
	head.upload("/tasks/"+ids[0], url.Values{"step": {"progress"}, "text": {"đã có dự thảo"}}, "files", "du thao.docx", []byte("PK dự thảo")).sees(200, "đã có dự thảo", "du thao.docx")
	file := "/task-files/" + head.between(`href="/task-files/`, `"`)
	office.get(file)
	if office.code != 200 || !strings.Contains(office.page, "dự thảo") {
		t.Errorf("the file: %d %q", office.code, office.page)
	}
	s.as("can-bo-na-phac", "vi").get(file).sees(404, "!dự thảo")

	office.post("/u/ngan-son/tasks/new", url.Values{"name": {"Báo cáo của mọi đơn vị"}, "lead": {"*"}, "deadline": {"31/05/2024"}, "product": {"Báo cáo"}}).sees(200)
	office.get("/u/ngan-son/tasks?q=moi+don+vi").sees(200, "26 nhiệm vụ khớp", "Xã Thuần Mang", "Phòng Y tế")
}
