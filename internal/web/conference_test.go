package web_test

import (
	"net/url"
	"testing"
)

// The meeting room's page says the sentence, the eight, who answers and why, and
// every figure opens its rows; as it was known on a day too.
func TestConference(t *testing.T) {
	s := newSite(t)
	reader := s.as("lanh-dao", "vi")
	reader.get("/u/ngan-son/2023").sees(200, "/u/ngan-son/2023/conference")
	reader.get("/u/ngan-son/2023/conference").sees(200, "26/34", "1/8", "8/8", "!9/8", `href="#ct-1"`, `href="#yeu-cau"`, "Tỷ lệ giải ngân vốn đầu tư xây dựng cơ bản", "số liệu trong năm", "Ghi kết luận, giao nhiệm vụ")
	reader.get("/u/ngan-son/2023/conference?as-known=2024-01-10").sees(200, "26/34", "8/8", "!Ghi kết luận")
	reader.get("/u/ngan-son/2019/conference").sees(200, "Không có chỉ tiêu nào không đạt")
	s.as("can-bo", "en").get("/u/ngan-son/2023/conference").sees(200, "26/34", "Next", "!Write the conclusions")
}

// Names that papers use are listed, remembered and forgotten on a page.
func TestNamesInPapers(t *testing.T) {
	s := newSite(t)
	office := s.as("van-phong", "vi")
	office.get("/u/ngan-son/tasks").sees(200, "/u/ngan-son/names")
	office.get("/u/ngan-son/names").sees(200, "Chưa ghi nhớ tên gọi nào", `href="/u/ngan-son/tasks" aria-current`)
	office.post("/u/ngan-son/names", url.Values{"name": {"Phòng NN cũ"}, "unit": {"ngan-son-nong-nghiep"}}).sees(200, "Đã ghi nhớ", "Phòng NN cũ", "Bỏ tên này")
	office.post("/u/ngan-son/names", url.Values{"name": {"các xã"}, "unit": {"ngan-son-nong-nghiep"}}).sees(422, `value="các xã"`)
	s.as("can-bo", "vi").get("/u/ngan-son/names").sees(200, "Phòng NN cũ", "!Bỏ tên này")
	office.get("/u/ngan-son/names")
	office.post("/u/ngan-son/names", url.Values{"forget": {office.between(`name="forget" value="`, `"`)}}).sees(200, "Đã bỏ tên gọi", "!Phòng NN cũ")
}
