package web_test

import (
	"net/url"
	"strings"
	"testing"
)

// A head's part of a report has a page of its own: what the post answers for, words and
// frozen versions apart from the unit's, files of the same; who may not write sees no pen.
func TestHeadsReportPage(t *testing.T) {
	s := newSite(t)
	office := s.as("van-phong", "vi")
	const paper = "/u/ngan-son/2023/report"
	office.get(paper).sees(200, "Người đứng đầu", "Trưởng phòng Nông nghiệp và PTNT", "Diện tích trồng rừng", "Số trường học")
	option := office.page[:strings.Index(office.page, ">Trưởng phòng Nông nghiệp và PTNT</option>")]
	head := option[strings.LastIndex(option, `value="`)+len(`value="`):][:36]
	own := paper + "?template=bao-cao-tong-ket&head=" + head
	office.get(own).sees(200, "phần việc của Trưởng phòng Nông nghiệp và PTNT", "Năm 2023, Trưởng phòng Nông nghiệp và PTNT có", "Diện tích trồng rừng", "!Số trường học", "!26</data>", `value="`+head+`" selected`, "Báo cáo phần việc của")
	if !strings.Contains(office.page, "head="+head+"&amp;") && !strings.Contains(office.page, "&amp;head="+head) {
		t.Error("its files are not of the head")
	}
	edit := paper + "/edit?template=bao-cao-tong-ket&head=" + head + "&block=count"
	office.get(edit).sees(200, "Lời do chương trình viết")
	office.post(edit, url.Values{"words": {"Phòng đã cố gắng, đạt [07] chỉ tiêu."}, "seen": {"0"}}).sees(200, "Đã lưu", "Phòng đã cố gắng")
	office.get(own).sees(200, "Phòng đã cố gắng", "1 đoạn đã sửa tay")
	office.get(paper+"?template=bao-cao-tong-ket").sees(200, "!Phòng đã cố gắng", "!đoạn đã sửa tay")
	office.post(paper+"/freeze?template=bao-cao-tong-ket&head="+head, url.Values{"note": {"Gửi phòng"}}).sees(200, "Bản chốt số 1", "Gửi phòng", "Phòng đã cố gắng")
	office.get(paper+"?template=bao-cao-tong-ket").sees(200, "!Gửi phòng")
	office.get(paper+"?head=018f0000-0000-7000-8000-000000000000").sees(404, "Trưởng phòng Nông nghiệp và PTNT")
	office.get(own+"&field="+url.QueryEscape("Kinh tế")).sees(422, "không chọn cả hai")
	s.as("thanh-tra", "vi").get(own).sees(200, "Phòng đã cố gắng", `!class="noprint muted pen"`)
	s.as("van-phong", "en").get(own+"&lang=en").sees(200, "Trưởng phòng Nông nghiệp và PTNT met or exceeded")
}

// Headings have pens as paragraphs have: what was written over one is in the page and
// the file, survives a newer figure, and is taken back.
func TestHeadingsAreEdited(t *testing.T) {
	s := newSite(t)
	office := s.as("van-phong", "vi")
	const paper = "/u/ngan-son/2023/report?template=bao-cao-tong-ket"
	edit := func(key string) string {
		return "/u/ngan-son/2023/report/edit?template=bao-cao-tong-ket&block=" + url.QueryEscape(key)
	}
	page := office.get(paper).sees(200, "KẾT QUẢ THỰC HIỆN CÁC CHỈ TIÊU").page
	for _, key := range []string{"targets", "fields", "judged", "strengths:head", "field:kinh te:head"} {
		if !strings.Contains(page, "block="+url.QueryEscape(key)) && !strings.Contains(page, "block="+url.PathEscape(key)) {
			t.Errorf("no pen on the heading %s", key)
		}
	}
	office.post(edit("targets"), url.Values{"words": {"I. KẾT QUẢ NỔI BẬT"}, "seen": {"0"}}).sees(200, "Đã lưu", "I. KẾT QUẢ NỔI BẬT")
	_, step, _ := s.reported()
	s.as("tham-dinh", "vi").post(step, url.Values{"step": {"verify"}}).sees(200)
	s.as("lanh-dao", "vi").post("/work", url.Values{"step": {"approve"}, "id": {strings.TrimSuffix(strings.TrimPrefix(step, "/observations/"), "/step")}}).sees(200)
	office.get(paper).sees(200, ">27</data>/", "I. KẾT QUẢ NỔI BẬT", "!I. KẾT QUẢ THỰC HIỆN CÁC CHỈ TIÊU")
	office.post(edit("targets"), url.Values{"do": {"restored"}, "seen": {"1"}}).sees(200, "I. KẾT QUẢ THỰC HIỆN CÁC CHỈ TIÊU", "!NỔI BẬT")
}
