package web_test

import (
	"bytes"
	"html"
	"net/url"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
)

const december = "/entry/ngan-son/2023/2023-12"

// A draft kept on the sheet is sent as it stands, with its files and its note;
// what is not changed keeps its meaning.
func TestGridSendsADraftAsItStands(t *testing.T) {
	s := newSite(t)
	which := string(s.row("9").Target.ID)
	target := "/targets/" + which
	officer := s.as("can-bo", "vi")
	officer.upload(target+"/report", url.Values{"month": {"2023-12"}, "text": {"82,5%"}, "scope": {"month"}, "final": {"1"}, "note": {"mới ước"}, "do": {"draft"}},
		"files", "biên bản.pdf", []byte("%PDF-1.4 thử")).sees(200, "Đã lưu nháp")
	officer.get("/work").sees(200, "Bản nháp chưa gửi (1)", "!Bị trả lại")
	officer.get(target+"/report?month=2023-12").sees(200, `value="82,5%"`, "mới ước", "Giữ tệp đã gửi: biên bản.pdf")
	officer.get(december).sees(200, `value="82,5"`, "mới ước", `value="month" selected`)
	seen := officer.between(`name="seen-`+which+`" value="`, `"`)
	row := url.Values{"value-" + which: {"82,5"}, "scope-" + which: {"month"}, "note-" + which: {"mới ước"}, "seen-" + which: {seen}}
	row.Set("do", "draft")
	officer.post(december, row).sees(200)
	officer.get("/work").sees(200, "Bản nháp chưa gửi (1)")
	row.Set("do", "submit")
	row.Set("note-"+which, "ước đến 25/12")
	officer.post(december, row).sees(200, "Đã nhận số liệu", "ước đến 25/12")
	officer.get("/work").sees(200, "!Bản nháp chưa", "Đã gửi, đang chờ (1)")
	verifier := s.as("tham-dinh", "vi")
	step := "/observations/" + verifier.get("/work").between("/observations/", "/step") + "/step"
	verifier.get(step).sees(200, "biên bản.pdf", "ước đến 25/12")
	verifier.post(step, url.Values{"step": {"return"}, "reason": {"thiếu hai xã"}}).sees(200)
	officer.get("/work").sees(200, "Bị trả lại (1)", "thiếu hai xã")
	returner := verifier.between(`<span class="who">`, "</span>")
	if by := officer.between(`<p class="err">`, "</p>"); returner == "" || !strings.Contains(by, returner) {
		t.Errorf("who returned it is said to be %q, not %q", by, returner)
	}
}

// The sheet of a month goes out as a workbook and comes back: what is wrong is
// said with its cell, and in one's own file.
func TestGridAsAFile(t *testing.T) {
	s := newSite(t)
	officer := s.as("can-bo", "vi")
	officer.get(december).sees(200, "Tải bảng này về Excel", december+"/sheet")
	s.as("thanh-tra", "vi").get(december).sees(200, "!Nhập biểu đã điền")
	sheet := []byte(officer.get(december + "/sheet?format=xlsx").page)
	officer.upload(december+"/sheet", url.Values{"do": {"draft"}}, "file", "t12.xlsx", sheet).sees(200, "0 số liệu thay đổi, 34 dòng giữ nguyên", `name="do" value="draft"`)
	f, err := excelize.OpenReader(bytes.NewReader(sheet))
	if err != nil {
		t.Fatal(err)
	}
	_ = f.SetCellStr(f.GetSheetName(0), "H7", "không rõ")
	var b bytes.Buffer
	if err := f.Write(&b); err != nil {
		t.Fatal(err)
	}
	officer.upload(december+"/sheet", url.Values{"do": {"submit"}}, "file", "t12.xlsx", b.Bytes()).sees(422, "Ô H7", "không rõ", "có ghi chú ở ô sai")
	form := url.Values{"sheet": {officer.between(`name="sheet" value="`, `"`)}, "name": {"t12.xlsx"}, "do": {"submit"}, "remarks": {"1"}}
	if back := officer.post(december+"/sheet", form).page; !strings.HasPrefix(back, "PK") {
		t.Errorf("the file with remarks: %.200s", back)
	}
	officer.upload(december+"/sheet", url.Values{"do": {"submit"}}, "file", "t12.xls", b.Bytes()).sees(422, "Ô H7", "chỉ làm được trong tệp .xlsx", "!có ghi chú ở ô sai")
	officer.upload("/entry/ngan-son/2023/2023-11/sheet", nil, "file", "t12.xlsx", sheet).sees(423, "Kỳ báo cáo tháng 11/2023 đã khóa")
}

// What a row in error had stays in it, and what can be read in two ways is asked there.
func TestGridKeepsARowInError(t *testing.T) {
	s := newSite(t)
	which := string(s.row("1").Target.ID)
	officer := s.as("can-bo", "vi")
	row := url.Values{"value-" + which: {"906,811 tỷ"}, "estimate-" + which: {"1"}, "note-" + which: {"theo kho bạc"}}
	officer.post(december, row).sees(422, "906,811", "theo kho bạc", `name="estimate-`+which+`" value="1" checked`, `name="meant-`+which+`" value="906.811"`)
	row.Set("meant-"+which, "906.811")
	officer.post(december, row).sees(422, "đã có số liệu chính thức được duyệt", "theo kho bạc")
}

// Who has not seen what was approved meanwhile is told, not overruled.
func TestGridTellsOfANewerFigure(t *testing.T) {
	s := newSite(t)
	which := string(s.row("1").Target.ID)
	s.as("can-bo", "vi").post(december, url.Values{"value-" + which: {"26 tỷ"}, "seen-" + which: {"none"}}).sees(422, "đã có số liệu mới hơn được duyệt", "26 tỷ")
}

func TestUnreadableRequestsChangeNothing(t *testing.T) {
	s := newSite(t)
	budget := "/targets/" + string(s.row("1").Target.ID) + "/report"
	officer, office := s.as("can-bo", "vi"), s.as("van-phong", "vi")
	for _, month := range []string{"2023-13", "", "2022-12", "2031-01"} {
		officer.post(budget, url.Values{"month": {month}, "text": {"26 tỷ"}, "final": {"1"}}).sees(422, "!chờ thẩm định")
	}
	officer.get(budget+"?month=2022-12").sees(422, "!name=\"text\"")
	months := "/u/ngan-son/2023/months"
	for _, form := range []url.Values{{"do": {"open"}, "month": {"2023-12"}}, {"month": {"2023-12"}}, {"do": {"lock"}, "month": {"xx"}}, {"do": {"lock"}, "month": {"2022-12"}}} {
		office.post(months, form).sees(422)
	}
	office.get(months).sees(200, "34/34", "/entry/ngan-son/2023/2023-12")
	officer.get("/entry/ngan-son/2023/2023-12").sees(200, "!đã khóa")
}

// A form is shown only to who may send it.
func TestNoFormForWhoMayNot(t *testing.T) {
	s := newSite(t)
	budget := "/targets/" + string(s.row("1").Target.ID) + "/report"
	for _, who := range []string{"thanh-tra", "tham-dinh", "lanh-dao"} {
		r := s.as(who, "vi")
		r.get(budget).sees(403, `!name="text"`)
		r.get("/u/ngan-son/2023/months?do=lock&month=2023-12").sees(200, "!do=reopen", "!<textarea", "!Khóa tháng")
	}
}

// Several figures are listed once more before a step is taken with them.
func TestManyAreConfirmed(t *testing.T) {
	s := newSite(t)
	officer, verifier := s.as("can-bo", "vi"), s.as("tham-dinh", "vi")
	first, second := string(s.row("9").Target.ID), string(s.row("2").Target.ID)
	officer.post(december, url.Values{"value-" + first: {"82,5"}, "value-" + second: {"19.700 tấn"}}).sees(200)
	verifier.get("/work").sees(200, "Chờ thẩm định (2)", "!tấn tấn")
	verifier.post("/work", url.Values{"step": {"verify"}}).sees(422, "Chưa chọn số liệu nào")
	var ids []string
	for _, part := range strings.Split(verifier.page, `name="id" value="`)[1:] {
		ids = append(ids, part[:strings.IndexByte(part, '"')])
	}
	verifier.post("/work", url.Values{"step": {"verify"}, "id": ids}).sees(200, "Xác nhận thẩm định 2 số liệu", "82,5", "19.700", "71,3")
	verifier.get("/work").sees(200, "Chờ thẩm định (2)")
	verifier.post("/work", url.Values{"step": {"verify"}, "id": ids, "sure": {"1"}}).sees(200, "Đã xử lý xong", "!Chờ thẩm định (")
}

// What is typed is kept by the server, on any screen of the same account and on
// no other, and is taken up, seen beside what came meanwhile, or thrown away.
func TestGridKeepsWhatIsTyped(t *testing.T) {
	s := newSite(t)
	which, second := string(s.row("9").Target.ID), string(s.row("2").Target.ID)
	officer, elsewhere, other := s.as("can-bo", "vi"), s.as("can-bo", "vi"), s.as("van-phong", "vi")
	seen := officer.get(december).between(`name="seen-`+which+`" value="`, `"`)
	row := url.Values{"value-" + which: {"82,5"}, "note-" + which: {"ghi tạm"}, "seen-" + which: {seen}, "kept-" + which: {""}, "was-" + which: {"x"}}
	officer.post(december+"/draft", row).sees(200, "Đã lưu nháp 09:00", `data-row="`+which+`"`, "hiểu là 82,5 %", "!<html")
	elsewhere.get(december).sees(200, `value="82,5"`, "ghi tạm", "nháp, chưa gửi", "Đã lưu nháp 09:00")
	elsewhere.get("/work").sees(200, "Bảng đang nhập dở, chưa gửi (1)", "1 ô chưa gửi")
	other.get(december).sees(200, "!ghi tạm", "!nháp, chưa gửi")
	row.Set("value-"+which, "83")
	officer.post(december+"/draft", row).sees(200, "Gõ ở máy khác", "82,5") // it knows of nothing kept
	row.Set("kept-"+which, elsewhere.get(december).between(`name="kept-`+which+`" value="`, `"`))
	row.Set("value-"+second, "19.700 tấn")
	row.Set("do", "ticked")
	officer.post(december, row).sees(422, "Chưa chọn số liệu nào", `value="83"`, `value="19.700 tấn"`)
	row.Set("tick-"+second, "1")
	row.Set("kept-"+which, officer.between(`name="kept-`+which+`" value="`, `"`))
	officer.post(december, row).sees(200, "Đã nhận số liệu", `value="83"`)
	officer.get("/work").sees(200, "1 ô chưa gửi", "Đã gửi, đang chờ (1)")
	officer.post(december, url.Values{"do": {"discard"}}).sees(200, "Bỏ nháp tháng 12/2023", "83 ghi tạm")
	officer.post(december, url.Values{"do": {"discard"}, "sure": {"1"}}).sees(200, "Đã bỏ nháp", "!ghi tạm")
	s.as("thanh-tra", "vi").post(december+"/draft", row).sees(403)
}

// What is not changed on a form does not go over what came meanwhile; a month
// closed meanwhile keeps what was typed.
func TestGridFromAnOldScreen(t *testing.T) {
	s := newSite(t)
	which := string(s.row("9").Target.ID)
	officer := s.as("can-bo", "vi")
	old := officer.get(december).formOf(which)
	officer.post("/targets/"+which+"/report", url.Values{"month": {"2023-12"}, "text": {"82,5%"}, "scope": {"year"}, "final": {"1"}}).sees(200)
	officer.post(december, old).sees(200, `value="82,5"`)
	old.Set("value-"+which, "85")
	officer.post(december, old).sees(422, `value="85"`, "sau khi bảng này mở ra", "Có số khác từ khi gõ ô này: “82,5")
	officer.post(december, officer.formOf(which)).sees(200, `value="85"`, "!Có số khác")
	same := officer.formOf(which) // typed, and typed back
	officer.post(december+"/draft", same).sees(200)
	officer.post(december, officer.get(december).formOf(which)).sees(200, `value="85"`, "!nháp, chưa gửi")
	again := officer.formOf(which)
	again.Set("value-"+which, "86")
	s.as("van-phong", "vi").post("/u/ngan-son/2023/months", url.Values{"do": {"lock"}, "month": {"2023-12"}}).sees(200)
	officer.post(december, again).sees(423, "Chưa gửi được; 1 dòng đã gõ được giữ làm nháp", `value="86"`)
}

// formOf is the fields of one row as a browser without script sends them.
func (r *reader) formOf(which string) url.Values {
	r.Helper()
	form := url.Values{"do": {"submit"}}
	for _, field := range []string{"value", "seen", "was", "kept", "note"} {
		_, rest, _ := strings.Cut(r.page, `name="`+field+"-"+which+`"`)
		_, rest, ok := strings.Cut(rest, ` value="`)
		if !ok {
			r.Fatalf("no %s in the row", field)
		}
		form.Set(field+"-"+which, html.UnescapeString(rest[:strings.IndexByte(rest, '"')]))
	}
	_, rest, _ := strings.Cut(r.page, `name="scope-`+which+`"`)
	form.Set("scope-"+which, "year")
	if strings.Contains(rest[:strings.Index(rest, "</select>")], `value="month" selected`) {
		form.Set("scope-"+which, "month")
	}
	if strings.Contains(r.page, `name="estimate-`+which+`" value="1" checked`) {
		form.Set("estimate-"+which, "1")
	}
	return form
}
