package web_test

import (
	"net/url"
	"regexp"
	"strings"
	"testing"
)

const mergeCSV = "mã cũ,mã mới,tên mới,mã cấp trên mới\ncoc-dan,01954,Xã Ngân Sơn,ngan-son\nduc-van,01954,Xã Ngân Sơn,ngan-son\n"

// The wizard shows what moves before anything is written, and does just that.
func TestReorganiseWizard(t *testing.T) {
	s := newSite(t)
	admin := s.as("quan-tri", "vi")
	admin.get("/units").sees(200, "/admin/units/reorganise", "/admin/units/import")
	wizard := "/admin/units/reorganise"
	admin.get(wizard).sees(200, "Sắp xếp đơn vị")
	form := url.Values{"on": {"01/07/2023"}, "decision": {"12/NQ-HĐND"}}
	admin.upload(wizard, form, "file", "sap-xep.csv", []byte(mergeCSV)).sees(200, "Xã Cốc Đán", "nhập vào", "không hoàn tác được: xem kỹ", "Thực hiện như trên", "Xã Đức Vân (30 ha)", "85 ha")
	s.as("can-bo", "vi").get("/u/xa-ngan-son-01954").sees(404)
	commit := admin.hidden("commit")
	tampered := url.Values{"on": {"01/07/2023"}, "name": {"x.csv"}, "sheet": commit["sheet"]}
	admin.post(wizard, tampered).sees(409)
	admin.post(wizard, commit).sees(200, "Đã sắp xếp đơn vị", "Xã Ngân Sơn", "!Cốc Đán")
	officer := s.as("can-bo", "vi")
	officer.get("/u/xa-ngan-son-01954").sees(200, "Thành lập từ", "Xã Cốc Đán", "Xã Đức Vân", "12/NQ-HĐND")
	officer.get("/u/coc-dan").sees(200, "Nhập vào", "Xã Ngân Sơn")
	officer.get("/u/xa-ngan-son-01954/2023").sees(200, "Diện tích trồng rừng", "85 ha", "tính lại từ")
	board := officer.page
	target := officer.between(`href="/targets/`, `"`)
	officer.get("/targets/"+target).sees(200, "Xã Cốc Đán: 80 ha", "Xã Đức Vân: 130 ha")
	forest := regexp.MustCompile(`href="(/targets/[0-9a-f-]+)"[^>]*>Diện tích trồng rừng<`).FindStringSubmatch(board)
	if forest == nil {
		t.Fatal("no forest on the new unit's board")
	}
	officer.get(forest[1]).sees(200, `class="tag restated"`, "!#orestated", "!"+`class="tag estimate"`)
	officer.get("/u/coc-dan/2023").sees(200, "thực hiện tiếp")
}

// A divided unit asks for its shares on the page; with them it shows what each
// part gets, and does just that.
func TestReorganiseWizardAsksForShares(t *testing.T) {
	s := newSite(t)
	admin := s.as("quan-tri", "vi")
	wizard := "/admin/units/reorganise"
	divide := "mã cũ,mã mới,tên mới,mã cấp trên mới,một phần\ncoc-dan,d1,Xã Cốc Đông,ngan-son,x\ncoc-dan,t1,Xã Cốc Tây,ngan-son,x\n"
	admin.upload(wizard, url.Values{"on": {"01/07/2023"}}, "file", "chia.csv", []byte(divide)).
		sees(200, "bao nhiêu phần trăm", "chờ tỷ lệ", "!Xã Cốc Đông: 55 ha", "!Có 2 lỗi", `name="share-2"`, "Xã Cốc Đán về Xã Cốc Tây", "Xem lại với tỷ lệ này", "!Thực hiện như trên")
	look := admin.hidden("shares")
	look.Set("share-2", "30")
	look.Set("share-3", "bảy mươi")
	admin.post(wizard, look).sees(422, "Dòng 3:", `value="30"`, "bảy mươi", "!Thực hiện như trên")
	look.Set("share-3", "60")
	admin.post(wizard, look).sees(422, "phải đủ 100%", "!Thực hiện như trên")
	s.as("can-bo", "vi").get("/u/xa-coc-dong-d1").sees(404)
	look.Set("share-3", "70%")
	admin.post(wizard, look).sees(200, "Thực hiện như trên", "Xã Cốc Đông: 16,5 ha", "Xã Cốc Tây: 38,5 ha")
	admin.post(wizard, admin.hidden("commit")).sees(200, "Đã sắp xếp đơn vị")
	officer := s.as("can-bo", "vi")
	officer.get("/u/xa-coc-dong-d1/2023").sees(200, "16,5 ha", "tính lại từ")
	officer.get("/u/xa-coc-tay-t1/2023").sees(200, "38,5 ha")
}

func TestReorganiseWizardSaysWhatIsWrong(t *testing.T) {
	s := newSite(t)
	admin := s.as("quan-tri", "vi")
	wizard := "/admin/units/reorganise"
	form := url.Values{"on": {"01/07/2023"}}
	admin.upload(wizard, url.Values{}, "file", "a.csv", []byte(mergeCSV)).sees(422, "Cần ngày sắp xếp")
	admin.upload(wizard, form, "file", "a.csv", []byte("mã cũ,mã mới,tên mới\nkhong-co,x,Xã X\n")).sees(422, "Dòng 2:", "khong-co", "!Thực hiện như trên")
	admin.upload(wizard, form, "file", "a.csv", []byte("a,b\n1,2\n")).sees(422, "thiếu cột mã cũ")
	admin.upload(wizard, form, "file", "a.csv", []byte("mã cũ,mã mới,tên mới\ncoc-dan,x,Xã X\ncoc-dan,y,Xã Y\n")).sees(422, "Dòng 3:", "đã chuyển toàn bộ")
	admin.upload(wizard, form, "file", "a.csv", []byte("mã cũ,mã mới,tên mới,tỷ lệ,diện tích\nna-phac,x,Xã X,,12\ncoc-dan,x,Xã X,nửa,9\n")).
		sees(422, "Dòng 3", "Nà Phặc", "diện tích", "Cột mã cũ", "!Thực hiện như trên") // what else was read is shown, what is not used told
	admin.upload(wizard, form, "file", "a.csv", []byte("DANH SÁCH,,\nMã cũ,Mã mới,Xã sau sắp xếp\ncoc-dan,x,Xã X\nkhong-co,x,Xã X\n")).sees(422, "Dòng 4", "Chưa dùng cột C")
	again := admin.hidden("bench")
	again.Set("look", "1")
	again.Set("column-new_name", "C")
	again.Set("on", "01/07/2023")
	again.Set("take-3", "on") // and row 4 is left out
	admin.post(wizard, again).sees(200, "Xã X", "Thực hiện như trên")
	s.as("van-phong", "vi").get(wizard).sees(403)
	s.as("can-bo", "vi").upload(wizard, form, "file", "a.csv", []byte(mergeCSV)).sees(403)
}

func TestUnitsComeFromAFile(t *testing.T) {
	s := newSite(t)
	admin := s.as("quan-tri", "vi")
	list := []byte("Mã,Tên,Loại,Cấp trên\ntram-y-te,Trạm Y tế Nà Phặc,agency,na-phac\nban,Bản Nà Pán,department,tram-y-te\n")
	form := url.Values{"under": {"ngan-son"}, "on": {"01/01/2023"}}
	admin.upload("/admin/units/import", form, "file", "dv.csv", list).sees(200, "Thêm 2 đơn vị", "Trạm Y tế Nà Phặc", "Thực hiện như trên")
	admin.get("/u/tram-y-te").sees(404)
	admin.upload("/admin/units/import", form, "file", "dv.csv", []byte("Mã,Tên,Cấp trên\na,A,khong-co\n")).sees(422, "Dòng 2:", "khong-co")
	s.as("can-bo", "vi").get("/admin/units/import").sees(403)
}

// hidden gives the hidden entries of a form of the page.
func (v *reader) hidden(form string) url.Values {
	v.Helper()
	at := strings.Index(v.page, `id="`+form+`"`)
	if at < 0 {
		v.Fatalf("no form %q", form)
	}
	page, _, _ := strings.Cut(v.page[at:], "</form>")
	out := url.Values{}
	for _, m := range regexp.MustCompile(`<input type="hidden" name="([a-z0-9_-]+)" value="([^"]*)"`).FindAllStringSubmatch(page, -1) {
		out.Set(m[1], strings.NewReplacer("&#43;", "+", "&#34;", `"`).Replace(m[2]))
	}
	return out
}
