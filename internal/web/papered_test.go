package web_test

import (
	"net/url"
	"strings"
	"testing"
)

// An officer edits the words of a report: figures in brackets follow the data, what
// was edited survives a newer figure, and a frozen version says what moved since.
func TestReportIsEditedAndFrozen(t *testing.T) {
	s := newSite(t)
	office := s.as("van-phong", "vi")
	const paper = "/u/ngan-son/2023/report"
	edit := func(key string) string {
		return paper + "/edit?template=bao-cao-tong-ket&block=" + url.QueryEscape(key)
	}
	office.get(paper).sees(200, "Sửa trích yếu", "Chốt bản này", "!đoạn đã sửa tay")
	office.get(edit("count")).sees(200, "Lời do chương trình viết", "[26]", "[34]")
	office.post(edit("count"), url.Values{"words": {"Đến nay có [27] chỉ tiêu đạt."}, "seen": {"0"}}).sees(422, "không có con số [27]", "Đến nay có [27] chỉ tiêu đạt.")
	office.post(edit("count"), url.Values{"words": {"  "}, "seen": {"0"}}).sees(422, "Chưa có lời")
	office.post(edit("count"), url.Values{"words": {"Đến nay có [26]/[34] chỉ tiêu đạt, hơn năm trước 3 chỉ tiêu."}, "seen": {"0"}}).
		sees(200, "Đã lưu", "hơn năm trước 3 chỉ tiêu", "1 đoạn đã sửa tay", "số gõ tay, không theo dữ liệu: 3", ">26</data>/")
	office.post(edit("count"), url.Values{"words": {"Lời của người mở trang cũ"}, "seen": {"0"}}).sees(409, "Người khác vừa sửa", "Lời của người mở trang cũ")
	office.post(edit("opening"), url.Values{"do": {"left_out"}, "seen": {"0"}}).sees(200, "Bỏ một đoạn", "2 đoạn đã sửa tay")
	office.post(paper+"/edit?template=bao-cao-tong-ket&after=count", url.Values{"words": {"Kết quả này có phần của 10 xã."}, "seen": {"0"}}).sees(200, "Kết quả này có phần của 10 xã.")
	office.post(edit("part:sign"), url.Values{"words": {"KT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\nHoàng Thị Mẫu"}, "seen": {"0"}}).sees(200, "Hoàng Thị Mẫu")
	office.get(paper+"?template=bao-cao-6-thang").sees(200, "!hơn năm trước 3", "!đoạn đã sửa tay")

	office.post(paper+"/freeze?template=bao-cao-tong-ket", url.Values{"note": {"Trình hội nghị"}}).sees(200, "Bản chốt số 1", "Trình hội nghị", "vẫn đúng với dữ liệu", "hơn năm trước 3 chỉ tiêu")

	// A newer figure: what was edited keeps its words and has the new figure; the
	// frozen version stays and says what moved.
	_, step, _ := s.reported()
	s.as("tham-dinh", "vi").post(step, url.Values{"step": {"verify"}}).sees(200)
	s.as("lanh-dao", "vi").post("/work", url.Values{"step": {"approve"}, "id": {strings.TrimSuffix(strings.TrimPrefix(step, "/observations/"), "/step")}}).sees(200)
	office.get(paper).sees(200, ">27</data>/", "hơn năm trước 3 chỉ tiêu", "Nay số liệu đã khác", "!>26</data>/")
	office.get(paper+"?version=1&template=bao-cao-tong-ket").sees(200, "26 → 27", ">26</data>/")
	office.get(paper+"?version=7&template=bao-cao-tong-ket").sees(404, "bản chốt số 7")
	office.get(edit("count")).sees(200, "[27]/[34]", "hơn năm trước 3")
	office.post(edit("count"), url.Values{"do": {"restored"}, "seen": {"1"}}).sees(200, "!hơn năm trước 3")

	reader := s.as("thanh-tra", "vi")
	reader.get(paper).sees(200, "!Chốt bản này", "!Sửa trích yếu", "Kết quả này có phần của 10 xã.")
	reader.get(edit("count")).sees(403)
	reader.post(paper+"/freeze?template=bao-cao-tong-ket", nil).sees(403)
	office.get(paper + "/edit?block=khong-co").sees(404)
	office.get(paper+"?as-known=2023-12-01").sees(200, "!Kết quả này có phần của 10 xã.", "!Sửa trích yếu")
	if !strings.Contains(s.as("van-phong", "vi").get("/ledger").page, "sửa lời báo cáo") {
		t.Error("the log does not say who edited")
	}
}
