package web_test

import (
	"html"
	"net/url"
	"regexp"
	"testing"
	"time"

	"dondoc/internal/period"
)

// A finance officer's way: a project, the plan by two setters, payments; every
// refusal at its field, every rate with its denominator, nothing for who may not.
func TestCapitalPages(t *testing.T) {
	s := newSite(t)
	s.now = period.Date("2024-03-05").Time().Add(9 * time.Hour)
	office, officer, verifier := s.as("van-phong", "vi"), s.as("can-bo", "vi"), s.as("tham-dinh", "vi")
	office.get("/u/ngan-son/2024/capital").sees(200, "Chưa có dự án nào", "Thêm dự án", "Giải ngân")
	verifier.get("/u/ngan-son/2024/capital").sees(200, "!Thêm dự án")
	verifier.get("/u/ngan-son/2024/capital/new").sees(403)
	office.get("/u/ngan-son/1999/capital").sees(404)
	form := url.Values{"code": {"DA-7"}, "name": {"Đường Bằng Vân <b>"}, "group": {"C"}, "total": {"12"}, "due": {"31/02/2025"}}
	office.post("/u/ngan-son/2024/capital/new", form).sees(422, "đồng, triệu hay tỷ", "31/02/2025", "DA-7")
	form.Set("total", "12 tỷ")
	form.Set("due", "")
	office.post("/u/ngan-son/2024/capital/new", form).sees(200, "Đã lập dự án")
	project := "/capital/" + office.get("/u/ngan-son/2024/capital").between(`href="/capital/`, `"`)
	office.get(project).sees(200, "Đường Bằng Vân &lt;b&gt;", "chưa có kế hoạch vốn", "12.000.000.000 đồng", "Nhập chứng từ", "Giao, điều chỉnh")
	verifier.get(project).sees(200, "!Nhập chứng từ", "!Giao, điều chỉnh")
	verifier.post(project+"/pay", nil).sees(404)
	officer.get(project + "/plan").sees(404)

	plan := url.Values{"year": {"2024"}, "kind": {"assigned"}, "setter": {"prime_minister"}, "source": {"central"}, "amount": {"4 tỷ"}, "decision": {""}, "on": {"05/01/2024"}}
	office.post(project+"/plan", plan).sees(422, "quyết định giao")
	plan.Set("decision", "1603/QĐ-TTg")
	office.post(project+"/plan", plan).sees(200, "1603/QĐ-TTg", "Thủ tướng Chính phủ")
	plan.Set("setter", "province")
	plan.Set("amount", "5 tỷ")
	plan.Set("decision", "9/QĐ-UBND")
	office.post(project+"/plan", plan).sees(200, "5.000.000.000 đồng")
	pay := url.Values{"year": {"2024"}, "kind": {"completed"}, "source": {"central"}, "amount": {"1 tỷ"}, "voucher": {"KB-1"}, "on": {"20/02/2024"}}
	head := s.as("lanh-dao", "vi")
	approve := func() {
		waiting := verifier.get("/u/ngan-son/2024/capital/waiting").between(`name="payment" value="`, `"`)
		verifier.post("/u/ngan-son/2024/capital/waiting", url.Values{"payment": {waiting}, "step": {"verify"}}).sees(200, "Đã ghi")
		head.post("/u/ngan-son/2024/capital/waiting", url.Values{"payment": {waiting}, "step": {"approve"}}).sees(200, "Đã ghi", "Không có chứng từ nào chờ")
	}
	officer.upload(project+"/pay", pay, "files", "uy-nhiem-chi.pdf", []byte("%PDF-1.7")).sees(200, "KB-1", "0,0%", "chờ thẩm định", "uy-nhiem-chi.pdf", "1 chứng từ chờ thẩm định hoặc duyệt, 1 tỷ đồng")
	verifier.get("/work").sees(200, "Chờ thẩm định (1): vốn năm 2024", "KB-1 · DA-7", "/u/ngan-son/2024/capital/waiting?for=verify", "Mở danh sách 1 chứng từ")
	verifier.get("/u/ngan-son/2024/capital/waiting?for=verify").sees(200, "Chứng từ chờ bạn thẩm định", "KB-1", "Xem cả 1 chứng từ")
	head.get("/work").sees(200, "!KB-1")
	head.get("/u/ngan-son/2024/capital/waiting?for=approve").sees(200, "!KB-1", "Không có chứng từ nào chờ")
	head.get("/u/ngan-son/2024/capital/waiting?for=x").sees(404)
	approve()
	head.get("/work").sees(200, "!KB-1")
	officer.get(project).sees(200, "KB-1", "20,0%", "25,0%", "đã duyệt")
	officer.post(project+"/pay", pay).sees(409, "KB-1", "đã nhập")
	pay.Set("voucher", "KB-2")
	pay.Set("amount", "4,5 tỷ")
	officer.post(project+"/pay", pay).sees(409, "vượt kế hoạch", "4,5 tỷ", "KB-2")
	pay.Set("above", "điều chỉnh ký sau")
	officer.post(project+"/pay", pay).sees(200, "ngoại lệ: điều chỉnh ký sau")
	line := officer.between(project+"/correct-pay?line=", `"`)
	correct := project + "/correct-pay?line=" + line
	officer.get(correct).sees(200, "4.500.000.000 đồng", "KB-2", "điều chỉnh ký sau", "Lý do")
	pay.Set("amount", "4,4 tỷ")
	officer.post(correct, pay).sees(422, "lý do")
	pay.Set("reason", "đọc nhầm số")
	officer.post(correct, pay).sees(200, "4.400.000.000 đồng", "<s>4.500.000.000 đồng</s>", "đã rút", "đọc nhầm số", "thay cho dòng đã rút")
	approve()
	s.now = s.now.AddDate(0, 0, 1)
	office, officer, verifier = s.as("van-phong", "vi"), s.as("can-bo", "vi"), s.as("tham-dinh", "vi")
	office.get("/u/ngan-son/2024/capital").sees(200, "DA-7", "giải ngân 5,4/5 tỷ đồng", "Kế hoạch tỉnh giao", "Kế hoạch Thủ tướng Chính phủ giao", "135,0%", "31/01/2025", "Ngoại lệ có lý do", "Giải ngân lũy kế")
	office.get("/u/ngan-son/2024/capital?as-of=2024-01-31").sees(200, "giải ngân 0/5 tỷ đồng", "!Ngoại lệ có lý do", "tính theo ngày trên quyết định và chứng từ", "Về hiện tại")
	office.get("/u/ngan-son/2024/capital?as-known=2024-03-04").sees(200, "Chưa có dự án nào", "04/03/2024", "!DA-7")
	office.get("/u/ngan-son/2024/capital?as-known=2026-12-31").sees(200, "giải ngân 5,4/5 tỷ đồng")
	fix := project + "/withdraw-plan?line=" + office.get(project).between(project+"/withdraw-plan?line=", `"`)
	office.post(fix, url.Values{"reason": {""}}).sees(422, "lý do")
	office.get(project+"/correct").sees(200, "Đường Bằng Vân", "Tổng mức đầu tư")
	form = url.Values{"name": {"Đường Bằng Vân – Thượng Ân"}, "group": {"B"}, "total": {"13 tỷ"}, "reason": {"sai tên"}}
	office.post(project+"/correct", form).sees(200, "Đường Bằng Vân – Thượng Ân", "Tên: Đường Bằng Vân", "12.000.000.000 đồng → 13.000.000.000 đồng", "sai tên")
	office.get("/u/ngan-son/2024/capital/lock").sees(200, "31/01/2025")
	office.post("/u/ngan-son/2024/capital/lock", nil).sees(409, "còn thanh toán đến 31/01/2025")
	s.now = period.Date("2025-02-12").Time().Add(9 * time.Hour)
	office, officer = s.as("van-phong", "vi"), s.as("can-bo", "vi")
	office.post("/u/ngan-son/2024/capital/lock", nil).sees(200, "Năm vốn 2024 đã khóa")
	pay.Set("voucher", "KB-9")
	officer.post(project+"/pay", pay).sees(423, "Năm vốn 2024 đã khóa")
	s.as("can-bo-na-phac", "vi").get(project).sees(404, "!Bằng Vân")
	s.as("", "vi").get(project).sees(200, "!Bằng Vân")
	s.as("van-phong", "en").get("/u/ngan-son/2024/capital").sees(200, "billion đồng were paid", "the Prime Minister", "![web.", "![capital.")
}

// A year in pictures keeps the day it is looked at and each part leads to its
// projects; a statement is taken in on a page after it was shown, and each
// difference can be given to somebody, put right and withdrawn.
func TestCapitalPicturesAndStatements(t *testing.T) {
	s := newSite(t)
	s.now = period.Date("2024-04-05").Time().Add(9 * time.Hour)
	office, verifier := s.as("van-phong", "vi"), s.as("tham-dinh", "vi")
	office.post("/u/ngan-son/2024/capital/new", url.Values{"code": {"DA-7"}, "name": {"Đường Bằng Vân"}, "group": {"C"}, "total": {"12 tỷ"}, "programme": {"Giảm nghèo & <i>"}})
	project := "/capital/" + office.get("/u/ngan-son/2024/capital").between(`href="/capital/`, `"`)
	office.post(project+"/plan", url.Values{"year": {"2024"}, "kind": {"assigned"}, "setter": {"province"}, "source": {"central"}, "amount": {"4 tỷ"}, "decision": {"9/QĐ-UBND"}, "on": {"05/01/2024"}}).sees(200, "9/QĐ-UBND")

	verifier.get("/u/ngan-son/2024/capital/forms?as-of=2024-03-31").sees(200, "Quyết toán theo niên độ", "form=settlement", "format=docx", "as-of=2024-03-31", "đến hết ngày 31/01/2025")
	verifier.get("/u/ngan-son/2024/capital/forms?form=projects&format=pdf").sees(422, "pdf")
	verifier.get("/u/ngan-son/2024/capital/forms?form=mau-01&format=xlsx").sees(422, "mau-01", "projects, carried, settlement")
	verifier.get("/u/ngan-son/2024/capital/pictures?as-of=2024-03-31").sees(200, "Bản đồ nhiệt", "Nhóm C", "Giảm nghèo &amp; &lt;i&gt;", "0/4", "by=group", "as-of=2024-03-31", "đến hết ngày 31/03/2024")
	verifier.get("/u/ngan-son/2024/capital?by=group&key=C&as-of=2024-03-31").sees(200, "Nhóm dự án: Nhóm C (1/1 dự án)", "DA-7", "Xem tất cả")
	verifier.get("/u/ngan-son/2024/capital?by=programme&key=-").sees(200, "(0/1 dự án)", "!DA-7")
	verifier.get("/u/ngan-son/2024/capital?by=weather&key=rain").sees(422, "weather")

	verifier.get("/u/ngan-son/2024/capital/reconcile").sees(200, "Chưa nhập bảng của Kho bạc", "!Nhập từ tệp")
	verifier.get("/u/ngan-son/2024/capital/import").sees(403)
	sheet := []byte("Mã dự án,Tên dự án,Nguồn vốn,Lũy kế giải ngân (đồng),Ghi chú\nDA-7,Đường,central,12500000,x\nDA-8,Cầu,central,1000000,\n")
	office.upload("/u/ngan-son/2024/capital/import", url.Values{}, "file", "kho-bac.csv", sheet).sees(422, "ngày")
	day := url.Values{"day": {"31/03/2024"}}
	shown := office.upload("/u/ngan-son/2024/capital/import", day, "file", "kho-bac.csv", sheet)
	shown.sees(200, "Bảng đối chiếu: 2 dòng", "Ghi chú", "12.500.000 đồng", "Cột giải ngân")
	day.Set("sheet", shown.between(`name="sheet" value="`, `"`))
	day.Set("name", "kho-bac.csv")
	office.get("/u/ngan-son/2024/capital/reconcile").sees(200, "Chưa nhập bảng của Kho bạc")
	office.post("/u/ngan-son/2024/capital/import", day).sees(200, "Đã nhập tệp", "2 dòng lệch", "không có dự án này trong sổ", "−12.500.000 đồng", "Ghi người xử lý chênh lệch")
	verifier.get("/u/ngan-son/2024/capital/reconcile").sees(200, "2 dòng lệch", "!Ghi người xử lý chênh lệch")

	settle := html.UnescapeString(project + "/settle" + office.get("/u/ngan-son/2024/capital/reconcile").between(project+"/settle", `"`))
	office.get(settle).sees(200, `value="2024"`, `value="central" selected`)
	said := url.Values{"year": {"2024"}, "source": {"central"}, "of": {"ngan-son"}, "on": {"05/04/2024"}, "who": {""}, "promised": {"15/04/2024"}}
	office.post(project+"/settle", said).sees(422, "15/04/2024")
	said.Set("who", "Kế toán")
	office.post(project+"/settle", said).sees(200, "Đã ghi", "Kế toán xử lý trước 15/04/2024")
	fix := html.UnescapeString(project + "/settle" + office.get("/u/ngan-son/2024/capital/reconcile").between(project+"/settle", `"`))
	office.get(fix).sees(200, "Kế toán", "Lý do")
	said.Set("who", "Văn phòng")
	office.post(fix, said).sees(422, "Lý do")
	said.Set("reason", "đổi người")
	office.post(fix, said).sees(200, "Văn phòng xử lý trước 15/04/2024", "!Kế toán xử lý")
	s.as("can-bo-na-phac", "vi").get("/u/ngan-son/2024/capital/reconcile").sees(404, "!DA-7")
	s.as("can-bo-na-phac", "vi").get("/u/ngan-son/2024/capital/pictures").sees(404, "!DA-7")
}

// The units a project serves are chosen among those near the investor, others are
// named by code: what is chosen stays where something is refused, is offered again
// to be put right, and shows to the units served.
func TestUnitsServedOnThePage(t *testing.T) {
	s := newSite(t)
	s.now = period.Date("2024-03-05").Time().Add(9 * time.Hour)
	office := s.as("van-phong", "vi")
	found := regexp.MustCompile(`value="([0-9a-f-]{36})"[^>]*>Xã Bằng Vân<`).FindStringSubmatch(office.get("/u/ngan-son/2024/capital/new").sees(200, "Xã Bằng Vân").page)
	if found == nil {
		t.Fatal("the commune is not offered")
	}
	chosen := regexp.MustCompile(`value="` + found[1] + `" selected[^>]*>Xã Bằng Vân<`)
	form := url.Values{"code": {"DA-S"}, "name": {"Nước sạch"}, "group": {"C"}, "near": {found[1]}, "serves": {"khong-co"}}
	office.post("/u/ngan-son/2024/capital/new", form).sees(422, "khong-co", "Nước sạch")
	if !chosen.MatchString(office.page) {
		t.Error("what was chosen is lost where another code is refused")
	}
	form.Set("serves", "bac-kan")
	office.post("/u/ngan-son/2024/capital/new", form).sees(200, "Đã lập dự án")
	project := "/capital/" + office.get("/u/ngan-son/2024/capital").between(`href="/capital/`, `"`)
	office.get(project).sees(200, "Xã Bằng Vân", "Tỉnh Bắc Kạn")
	office.get("/u/bang-van/2024/capital/programmes").sees(200, "DA-S · Nước sạch")
	office.get(project+"/correct").sees(200, "bac-kan")
	if !chosen.MatchString(office.page) {
		t.Error("what is served is not offered to be put right")
	}
	form = url.Values{"name": {"Nước sạch"}, "group": {"C"}, "serves": {"bac-kan"}, "reason": {"xã tự làm"}}
	office.post(project+"/correct", form).sees(200, "xã tự làm")
	office.get("/u/bang-van/2024/capital/programmes").sees(200, "!DA-S")
}
