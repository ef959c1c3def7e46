package web_test

import (
	"html"
	"net/url"
	"regexp"
	"testing"
)

func TestAllotmentKeepsWhatWasGiven(t *testing.T) {
	s := newSite(t)
	budget := "/targets/" + string(s.row("1").Target.ID) + "/allot"
	office := s.as("van-phong", "vi")
	form := url.Values{"part-na-phac": {"5 tỷ đồng"}, "part-bang-van": {"18,5 tỷ đồng"}, "reserve": {"1.5"}}
	office.post(budget, form).sees(200, "Đã giao chỉ tiêu", "18,5")
	office.get(budget).sees(200, `name="part-na-phac" value="5 tỷ đồng"`, `name="reserve"`, `value="1,5"`)

	delete(form, "part-na-phac")
	office.post(budget, form).sees(422, "Đơn vị đã được giao “5 tỷ đồng”", "18,5 tỷ đồng")
	form.Set("part-na-phac", "5 tỷ đồng")
	form.Set("reserve", "1.500")
	office.post(budget, form).sees(422, "“1.500” có thể là 1.500 hoặc 1,5", "18,5 tỷ đồng")
	office.get(budget+"/sums?reserve=1.500").sees(200, "có thể là", "!<html")
	office.get(budget+"/sums?reserve=1.5&part-na-phac=5&part-bang-van=18,5").sees(200, "dự phòng 1,5", "còn lệch 0")
}

func TestAllotmentIsForWhoMayAllot(t *testing.T) {
	s := newSite(t)
	budget := "/targets/" + string(s.row("1").Target.ID) + "/allot"
	for who, code := range map[string]int{"van-phong": 200, "lanh-dao": 200, "can-bo": 403, "thanh-tra": 403, "can-bo-na-phac": 404} {
		s.as(who, "vi").get(budget).sees(code)
	}
	s.as("lanh-dao", "vi").get("/targets/khong-phai/allot").sees(404)
}

// Last year's result of the same indicator stands beside what is given.
func TestAllotmentShowsLastYear(t *testing.T) {
	s := newSite(t)
	s.as("van-phong", "vi").get("/targets/"+string(s.entered("2024", "Diện tích trồng rừng").ID)+"/allot").sees(200, "Năm trước", "76 ha", "84 ha")
}

// Every level of the tree folds and opens without script; how it stands is in the address.
func TestAllotmentTreeFolds(t *testing.T) {
	s := newSite(t)
	admin, office := s.as("quan-tri", "vi"), s.as("van-phong", "vi")
	list := []byte("Mã,Tên,Loại,Cấp trên\nban-mot,Bản Một,agency,na-phac\nban-hai,Bản Hai,agency,na-phac\n")
	admin.upload("/admin/units/import", url.Values{"under": {"ngan-son"}, "on": {"01/01/2023"}}, "file", "dv.csv", list).sees(200)
	admin.post("/admin/units/import", admin.hidden("commit")).sees(200)
	forest := "/targets/" + string(s.row("7").Target.ID)
	office.get(forest+"/tree").sees(200, "Thị trấn Nà Phặc", "!thu gọn các đơn vị", "!Mở mọi cấp")
	part := regexp.MustCompile(`href="(/targets/[0-9a-f-]+)"[^>]*>Thị trấn Nà Phặc<`).FindStringSubmatch(office.page)[1]
	office.post(part+"/allot", url.Values{"part-ban-mot": {"35 ha"}, "part-ban-hai": {"25 ha"}, "reserve": {"0"}}).sees(200, "Đã giao chỉ tiêu")
	office.get(forest+"/tree").sees(200, "Bản Một", "Bản Hai", "thu gọn các đơn vị dưới Thị trấn Nà Phặc", "0/2 đơn vị đã có số")
	toggle := func() string {
		return html.UnescapeString(regexp.MustCompile(`href="([^"]+)"[^>]*>(?:thu gọn|mở \d+ đơn vị)`).FindStringSubmatch(office.page)[1])
	}
	office.get(toggle()).sees(200, "!Bản Một", "mở 2 đơn vị dưới Thị trấn Nà Phặc", "Xã Bằng Vân", "0/2 đơn vị đã có số")
	office.get(toggle()).sees(200, "Bản Một", "Bản Hai")
	office.get(forest+"/tree?fold=all").sees(200, "!Bản Một", "Xã Bằng Vân", "Mở mọi cấp")
	office.get(toggle()).sees(200, "Bản Một")
	office.get(forest+"/tree?fold=all&as-known=2023-08-15").sees(200, "as-known=2023-08-15")
}
