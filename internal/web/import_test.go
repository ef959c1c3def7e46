package web_test

import (
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"
)

// Where several resolutions set a year's targets the sheet's is asked for, and
// what is brought in is what was shown.
func TestSheetBelongsToAResolution(t *testing.T) {
	s := newSite(t)
	office := s.as("van-phong", "vi")
	office.post("/u/ngan-son/2023/documents/new", url.Values{"number": {"15-NQ/HU"}, "issuer": {"Huyện ủy"}, "issued_on": {"15/03/2023"}, "title": {"Bổ sung nhiệm vụ"}}).sees(200)
	added := regexp.MustCompile(`/documents/([0-9a-f-]{36})/targets/new`).FindStringSubmatch(office.page)[1]
	path := "/u/ngan-son/2023/import"
	office.get(path+"?document="+added).sees(200, `value="`+added+`" selected`)
	office.upload(path, nil, "file", "cau.csv", []byte(sheet)).sees(422, "cần chọn các dòng này thuộc văn bản nào", `name="document"`)
	office.upload(path, url.Values{"document": {"018f0000-0000-7000-8000-000000000000"}}, "file", "cau.csv", []byte(sheet)).sees(422, "Không tìm thấy văn bản này")
	office.upload(path, url.Values{"document": {added}}, "file", "cau.csv", []byte(sheet)).sees(200, "2 chỉ tiêu mới")
	confirm := url.Values{"document": {added}, "name": {"cau.csv"}, "sheet": {office.between(`name="sheet" value="`, `"`)}}
	other := url.Values{"document": {""}, "name": confirm["name"], "sheet": confirm["sheet"]}
	office.post(path, other).sees(409, "Chọn lại tệp")
	office.post(path, confirm).sees(200, "Đã nhập bảng")
	office.get("/u/ngan-son/2023").sees(200, "26/36")
	office.get("/documents/"+added).sees(200, "Số cầu dân sinh xây mới", "Danh sách 2 chỉ tiêu")
}

// What one node showed is confirmed at another, within a day, by who saw it.
func TestTwoNodes(t *testing.T) {
	s := newSite(t)
	office, path := s.as("van-phong", "vi"), "/u/ngan-son/2023/import"
	office.upload(path, nil, "file", "cau.csv", []byte(sheet)).sees(200, "2 chỉ tiêu mới")
	confirm := url.Values{"document": {""}, "name": {"cau.csv"}, "sheet": {office.between(`name="sheet" value="`, `"`)}}
	s.as("nong-nghiep", "vi").post(path, confirm).sees(404)
	other := s.as("quan-tri", "vi")
	other.post(path, confirm)
	if other.code < 400 {
		t.Errorf("who did not see it confirms it: %d", other.code)
	}
	office.at(func() time.Time { return s.now.Add(time.Hour) }).post(path, confirm).sees(200, "Đã nhập bảng")
	office.get("/u/ngan-son/2023").sees(200, "26/36")
}

// Each error stands at its cell with what was there; the rows that could be
// read are shown all the same.
func TestSheetErrorsNameTheirCells(t *testing.T) {
	s := newSite(t)
	office := s.as("van-phong", "vi")
	path := "/u/ngan-son/2023/import"
	repeated := "STT,Chỉ tiêu,ĐVT,Kế hoạch,Thực hiện\n1,Số cầu dân sinh xây mới,cầu,4,3\n2,Số cầu dân sinh xây mới,cầu,5,\n,,ha,7,\n"
	office.upload(path, nil, "file", "loi.csv", []byte(repeated)).sees(422, "Dòng 4, ô B4", "Chỉ tiêu", "Số cầu dân sinh xây mới", "!Nhập vào hệ thống", "Đọc lại theo lựa chọn này")
	office.upload(path, nil, "file", "hai.csv", []byte(strings.TrimSuffix(repeated, ",,ha,7,\n"))).
		sees(422, "Dòng 3, ô B3", "0 thay đổi", "có lỗi", "!Nhập vào hệ thống", "Đọc lại theo lựa chọn này")
	s.as("van-phong", "en").upload(path, nil, "file", "hai.csv", []byte(strings.TrimSuffix(repeated, ",,ha,7,\n"))).sees(422, "Row 3, cell B3", "in error")
	office.get("/u/ngan-son/2023").sees(200, "26/34", "!Số cầu dân sinh")
}

// Where several columns could be the plan they can be chosen on the page.
func TestColumnsAreChosenOnThePage(t *testing.T) {
	s := newSite(t)
	office, path := s.as("van-phong", "vi"), "/u/ngan-son/2023/import"
	two := "STT,Chỉ tiêu,ĐVT,KH tỉnh giao,KH huyện giao\n1,Số cầu dân sinh xây mới,cầu,4,3\n"
	office.upload(path, nil, "file", "hai.csv", []byte(two)).sees(422, "Có nhiều cột kế hoạch", `name="column-plan"`, "D · KH tỉnh giao", "E · KH huyện giao", "!Nhập vào hệ thống")
	unsaid := office.hidden("bench")
	unsaid.Set("take-2", "on")
	for _, field := range []string{"plan", "actual"} {
		unsaid.Set("column-"+field, "") // as the page offers it
	}
	office.post(path, unsaid).sees(422, "Có nhiều cột kế hoạch", "(chưa chọn)")
	unsaid.Set("column-plan", "E")
	office.post(path, unsaid).sees(200, "Số cầu dân sinh xây mới", "Nhập vào hệ thống")
}

// The board as it is downloaded, taken in again, changes nothing and tells
// nothing: a result of a month stays that month's.
func TestBoardTakenInAgain(t *testing.T) {
	s := newSite(t)
	for _, lang := range []string{"vi", "en"} {
		office := s.as("van-phong", lang)
		for _, board := range []string{"/u/ngan-son/2023", "/u/ngan-son/2024"} {
			for _, format := range []string{"csv", "xlsx"} {
				office.get(board + "?format=" + format)
				file := []byte(office.page)
				same := map[string]string{"vi": "0 chỉ tiêu mới, 0 thay đổi", "en": "0 new, 0 changed"}[lang]
				office.upload(board+"/import", nil, "file", "bang."+format, file).sees(200, same, "!Chưa dùng", "!is not used (", "!cần làm rõ")
			}
		}
	}
}
