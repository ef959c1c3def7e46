package web_test

import (
	"net/url"
	"strings"
	"testing"
	"time"

	"dondoc/internal/period"
)

// A commendation on the pages, from the candidates to the revocation: each step by its
// own people, and nothing of files and open matters for who may not read them.
func TestCommendationPages(t *testing.T) {
	s := newSite(t)
	s.now = period.Date("2024-03-05").Time().Add(9 * time.Hour)
	office, officer, head := s.as("van-phong", "vi"), s.as("can-bo", "vi"), s.as("lanh-dao", "vi")
	const all = "/u/ngan-son/2023/commendations"
	office.get("/u/ngan-son/2023/reviews").sees(200, `href="`+all+`"`)
	office.get(all).sees(200, "Sổ khen thưởng", "Ai đủ điều kiện", "Nghị định 98/2023", "Phòng Nội vụ", "chưa quyết định xếp loại", "![")
	office.get(all).sees(200, "Kèm người không đứng đầu", "!Phó Chủ tịch UBND huyện")
	office.get(all+"?staff=1").sees(200, "Chỉ tập thể và người đứng đầu", "Phó Chủ tịch UBND huyện", `name="staff" value="1"`)
	office.get(all+"?staff=1&after=2").sees(200, "Đối tượng 3–")
	office.get(all+"?received=20/12/2023").sees(404, "Chưa có bộ quy tắc khen thưởng")
	officer.get(all).sees(200, "Sổ khen thưởng", "!Ai đủ điều kiện")
	officer.get(all + "/nominate").sees(403)
	const unit = "/u/ngan-son-noi-vu/2023/commendations"
	office.get(unit+"/nominate").sees(200, "Tập thể lao động tiên tiến", "Điều 28", "chưa xét được", "Bàn Nguyên Bổng", "![")
	form := url.Values{"award": {"giay-khen-tap-the"}, "occasion": {"yearly"}, "citation": {"Hoàn thành <b>"}}
	office.post(unit+"/nominate", form).sees(422, "chưa rõ", "Hoàn thành &lt;b&gt;")
	form.Set("level", "good")
	office.post(unit+"/nominate", form).sees(422, "Ghi văn bản làm căn cứ")
	form.Set("paper", "15/TB-UBND")
	office.post(unit+"/nominate", form).sees(200, "đã đề nghị", "15/TB-UBND", "Hoàn thành &lt;b&gt;")
	file := "/commendations/" + office.get(all).between(`href="/commendations/`, `"`)
	which := strings.TrimPrefix(file, "/commendations/")
	office.post(unit+"/hold", url.Values{"kind": {"press"}, "from": {"01/03/2024"}, "text": {"Báo nêu"}}).sees(200)
	head.get(all+"/decide").sees(200, "Phòng Nội vụ: Giấy khen (tập thể)", "1.080.000 đồng")
	grant := url.Values{"number": {"12/QĐ-UBND"}, "on": {"05/03/2024"}, "nomination": {which}}
	head.post(all+"/decide", grant).sees(409, "Chưa xét khen thưởng", "12/QĐ-UBND")
	release := office.get(unit).sees(200, "Báo nêu").between(`/commendations/release?`, `"`)
	office.post(unit+"/release?"+strings.ReplaceAll(release, "&amp;", "&"), url.Values{"on": {"04/03/2024"}, "outcome": {"Không có vi phạm"}}).sees(200, "Kết thúc 04/03/2024")
	office.post(all+"/decide", grant).sees(403)
	head.post(all+"/decide", grant).sees(200, "12/QĐ-UBND", "1.080.000 đồng", "Danh sách .xlsx", "Quyết định 12/QĐ-UBND")
	officer.get(all).sees(200, "12/QĐ-UBND", `!href="/commendations/`)
	officer.get(file).sees(403, "!Hoàn thành")
	s.as("can-bo-na-phac", "vi").get(file).sees(404)
	office.get(all + "/paper?paper=decision&format=docx&number=12/QĐ-UBND").sees(200)
	office.get(all+"/vote").sees(200, "Không có hồ sơ nào chờ bỏ phiếu")
	office.post(unit+"/nominate", url.Values{"award": {"tap-the-lao-dong-tien-tien"}, "occasion": {"yearly"}, "citation": {"Đoàn kết"}, "level": {"good"}, "paper": {"15/TB-UBND"},
		"answers.united": {"yes"}, "counts.staff": {"8"}, "counts.staff.advanced": {"6"}, "counts.staff.disciplined": {"0"}}).sees(200, "đã đề nghị")
	head.get(all+"/decide").sees(200, "Phòng Nội vụ: Tập thể lao động tiên tiến: hội đồng chưa bỏ phiếu")
	head.post(file+"/publish", url.Values{"on": {"05/03/2024"}, "paper": {"Cổng thông tin"}}).sees(200, "đã công bố", "Cổng thông tin")
	head.post(file+"/revoke", url.Values{"on": {"05/03/2024"}, "number": {"20/QĐ"}}).sees(422, "lý do")
	head.post(file+"/revoke", url.Values{"on": {"05/03/2024"}, "number": {"20/QĐ"}, "reason": {"kê khai sai"}}).sees(200, "đã thu hồi", "kê khai sai")
	s.as("van-phong", "en").get(file).sees(200, "Condition", "revoked", "![web.", "![commend")
}
