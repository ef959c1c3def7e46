package web_test

import (
	"net/url"
	"strings"
	"testing"
	"time"

	"dondoc/internal/app/chasing"
	"dondoc/internal/period"
)

const annexCSV = "TT,Tên nhiệm vụ,Cơ quan chủ trì,Cơ quan phối hợp,Kết quả,Thời gian hoàn thành\nI.,Lâm nghiệp,,,,\n1.,Xây dựng kế hoạch trồng rừng,Phòng Nông nghiệp và PTNT,Hạt Kiểm lâm,Kế hoạch,6/2023\n2.,Sửa đổi Luật Tổ chức chính quyền địa phương,Bộ Nội vụ,,Luật,2024\n"

// From an annex to the task on a desk and back, under the accounts that do it.
func TestTasksOnThePages(t *testing.T) {
	s := newSite(t)
	office := s.as("van-phong", "vi")
	office.get("/u/ngan-son/tasks").sees(200, "Chưa có nhiệm vụ nào đến hạn", "Không có nhiệm vụ nào", "/u/ngan-son/tasks/new")
	wizard := "/u/ngan-son/tasks/import"
	office.upload(wizard, url.Values{"issued": {"09/01/2023"}}, "file", "pl.csv", []byte(annexCSV)).sees(200, "2 nhiệm vụ trong tệp", "Không có đơn vị tên “Bộ Nội vụ”", `href="#row-4"`, `id="row-4"`, "!Thực hiện như trên")
	office.upload(wizard, url.Values{"issued": {"09/01/2023"}, "unknown": {"keep"}}, "file", "pl.csv", []byte(annexCSV)).sees(200, "Không có đơn vị tên “Bộ Nội vụ”", "1 dòng có điều cần xem", "Thực hiện như trên")
	office.upload(wizard, url.Values{"issued": {"01/07/2023"}}, "file", "pl.csv", []byte(annexCSV)).sees(422, "Dòng 3:", "trước ngày văn bản", "!Thực hiện như trên")
	office.post("/u/ngan-son/tasks/new", url.Values{"name": {"Gắn chỉ tiêu với trách nhiệm người đứng đầu"}, "lead": {"ngan-son-nong-nghiep"}, "deadline": {"31/01/2024"}, "source": {"Bí thư Tỉnh ủy, hội nghị tổng kết"}}).
		sees(200, "Đã giao nhiệm vụ", "Gắn chỉ tiêu", "trong hạn")
	office.post("/u/ngan-son/tasks/new", url.Values{"name": {""}, "deadline": {"mai mốt"}}).sees(422, "mai mốt")
	path := "/tasks/" + office.get("/u/ngan-son/tasks?q=gan+chi+tieu").between(`href="/tasks/`, `"`)
	office.get(path).sees(200, "chưa rõ sản phẩm", "Bí thư Tỉnh ủy", "Rút nhiệm vụ", "31/01/2024")

	head := s.as("nong-nghiep", "vi")
	head.get("/u/ngan-son-nong-nghiep/tasks").sees(200, "Gắn chỉ tiêu")
	head.post(path, url.Values{"step": {"ask_extension"}, "due": {"15/01/2024"}, "text": {"x"}}).sees(422, "phải sau hạn đang dùng", "15/01/2024")
	head.post(path, url.Values{"step": {"ask_extension"}, "due": {"29/02/2024"}, "text": {"chờ hướng dẫn của tỉnh"}}).sees(200, "chờ hướng dẫn của tỉnh", "!Cho gia hạn")
	office.get("/u/ngan-son/tasks").sees(200, "xin gia hạn")
	office.post(path, url.Values{"step": {"grant_extension"}, "due": {"20/02/2024"}}).sees(200, "Hạn đầu 31/01/2024; hạn đã gia hạn 20/02/2024")
	head.post(path, url.Values{"step": {"done"}, "on": {"14/01/2024"}}).sees(200, "hoàn thành đúng hạn")
	head.post(path, url.Values{"step": {"accept"}}).sees(403)
	office.post(path, url.Values{"step": {"accept"}}).sees(200, "Công nhận")
	office.get("/u/ngan-son/tasks").sees(200, "1/1 nhiệm vụ đến hạn")
	office.get("/u/ngan-son/tasks?status=done_on_time").sees(200, "Gắn chỉ tiêu", "1 nhiệm vụ khớp")
	office.get("/u/ngan-son/tasks?status=gi-do").sees(422)

	stranger := s.as("can-bo-na-phac", "vi")
	for _, p := range []string{path, "/u/ngan-son/tasks", "/u/ngan-son/tasks/new", wizard, "/tasks/x"} {
		if stranger.get(p); stranger.code != 404 {
			t.Errorf("%s answers %d to a stranger", p, stranger.code)
		}
	}
	s.as("can-bo", "vi").get("/u/ngan-son/tasks/new").sees(403)
	if page := s.as("van-phong", "en").get(path).page; !strings.Contains(page, "done on time") || strings.Contains(page, "Hoàn thành") {
		t.Error("the page is not English")
	}
}

// Work that was given out before today has its own day, that of its document where
// one is chosen; a task with a document is put right from its page.
func TestGivenOutBefore(t *testing.T) {
	s := newSite(t)
	office := s.as("van-phong", "vi")
	const form = "/u/ngan-son/tasks/new"
	given := url.Values{"name": {"Rà soát hộ nghèo"}, "lead": {"ngan-son-nong-nghiep"}, "deadline": {"10/01/2024"}}
	office.post(form, given).sees(422, "trước ngày văn bản, ngày giao việc")
	given.Set("issued", "31/02/2024")
	office.post(form, given).sees(422)
	given.Set("issued", "02/01/2024")
	office.post(form, given).sees(200)
	given.Del("issued")
	document := office.get(form).between(`<select id="form-document" name="document">`, "</select>")
	_, document, _ = strings.Cut(document, `</option>`)
	_, document, _ = strings.Cut(document, `value="`)
	document, _, _ = strings.Cut(document, `"`)
	given.Set("document", document)
	given.Set("name", "Rà soát theo văn bản")
	office.post(form, given).sees(200)
	office.get(form+"?field=deadline&deadline=07+ng%C3%A0y&document="+document).sees(200, "!01/2024")
	task := "/tasks/" + office.get("/u/ngan-son/tasks?q=theo+van+ban").between(`href="/tasks/`, `"`)
	given.Set("name", "Rà soát theo nghị quyết")
	given.Set("reason", "gõ nhầm")
	office.post(task+"/correct", given).sees(200)
	office.get(task).sees(200, "Rà soát theo nghị quyết")
}

// A large annex of tasks is rehearsed by a job, as one of targets is; from the job's
// page it is taken in, with what was chosen beside the file.
func TestTasksByAJob(t *testing.T) {
	s := newSite(t)
	s.now = period.Date("2025-02-03").Time().Add(9 * time.Hour) // after the last entry of the log
	office := s.as("van-phong", "vi")
	const wizard = "/u/ngan-son/tasks/import"
	office.get(wizard).sees(200, `name="later"`)
	run := func() {
		t.Helper()
		if _, err := s.RunJobs(t.Context(), "test", chasing.Out{}); err != nil {
			t.Fatal(err)
		}
	}
	office.upload(wizard, url.Values{"issued": {"31/02/2023"}, "later": {"1"}}, "file", "pl.csv", []byte(annexCSV)).sees(422)
	office.upload(wizard, url.Values{"issued": {"09/01/2023"}, "unknown": {"keep"}, "later": {"1"}}, "file", "pl.csv", []byte(annexCSV)).sees(200, "pl.csv", "!Nhập thật")
	page := func() string { return "/imports/later/" + office.between(`action="/imports/later/`, `"`) }
	job := page()
	run()
	office.get(job).sees(200, "2 dòng: 2 mới", "Nhập thật")
	office.post(job, url.Values{"do": {"take"}}).sees(200)
	job = page()
	run()
	office.get(job).sees(200, "2 dòng: 2 mới", "/imports/")
	office.get("/u/ngan-son/tasks").sees(200, "Xây dựng kế hoạch trồng rừng", "Sửa đổi Luật")
}
