package web_test

import (
	"net/url"
	"strings"
	"testing"
)

// The way of a shortcoming over the pages: from the row that proves it to
// another person's word, each count leading to its list.
func TestShortcomingPages(t *testing.T) {
	s := newSite(t)
	office, officer, verifier, head := s.as("van-phong", "vi"), s.as("can-bo", "vi"), s.as("tham-dinh", "vi"), s.as("lanh-dao", "vi")
	const register = "/u/ngan-son/2022/shortcomings"
	office.get(register).sees(200, "Chưa có tồn tại, hạn chế nào", "Xem đề xuất", `aria-current="true"`, "Tồn tại")
	officer.get(register).sees(200, "!Nêu bằng tay")
	officer.get(register+"/propose").sees(200, "không đạt", "chưa nêu", "!Nêu thành tồn tại")
	officer.get(register + "/new").sees(403)
	office.get(register+"/propose").sees(200, "Nêu thành tồn tại", "mới là đề xuất")
	form := strings.ReplaceAll(register+"/new?ground="+office.between(register+"/new?ground=", `"`), "&amp;", "&")
	office.get(form).sees(200, "không đạt: kết quả", "Số liệu của căn cứ giữ nguyên")
	ground := office.between(`name="ground" value="`, `"`)
	sent := url.Values{"ground": {ground}, "statement": {"Giải ngân <còn> chậm"}, "field": {"Kinh tế"}, "answer_unit": {"ngan-son-tai-chinh"}, "product": {""}, "due": {"31/02/2024"}}
	office.post(register+"/new", sent).sees(422, "31/02/2024", "Giải ngân &lt;còn&gt; chậm")
	sent.Set("due", "30/06/2024")
	office.post(register+"/new", sent).sees(422, "Biện pháp và sản phẩm")
	sent.Set("product", "Giải ngân hết vốn kéo dài")
	office.post(register+"/new", sent).sees(200, "Đã ghi vào sổ", "Giải ngân &lt;còn&gt; chậm", "Chưa rõ nguyên nhân", "Căn cứ, như lúc nêu", "không đạt")
	verifier.get("/shortcomings/"+office.get(register).between(`href="/shortcomings/`, `"`)).sees(200, "Rút khỏi sổ", "!Giải trình nguyên nhân</summary>")
	office.post(register+"/new", sent).sees(409, "đã là căn cứ của một tồn tại khác")
	one := "/shortcomings/" + office.get(register).sees(200, "Năm 2022 có 1 tồn tại, hạn chế, đã khắc phục 0", "chưa giải trình", "hạn 30/06/2024", "1 căn cứ").between(`href="/shortcomings/`, `"`)
	office.get(register+"/propose").sees(200, "Đã nêu: xem")
	office.get(register+"?late=1").sees(200, "Chưa có tồn tại")
	office.get(register+"?field=Kinh+tế&state=remedying").sees(200, "Đang xem 1 tồn tại", "Xem tất cả")

	officer.post(one, url.Values{"step": {"ask"}, "text": {"xong"}}).sees(422, "ít nhất một tệp minh chứng", "nguyên nhân")
	officer.post(one, url.Values{"step": {"explain"}, "objective": {"Mưa lũ kéo dài"}, "subjective": {"Chuẩn bị đầu tư chậm"}}).sees(200, "Mưa lũ kéo dài", "Đã ghi")
	officer.post(one, url.Values{"step": {"progress"}, "text": {"Đã nghiệm thu 2/3 công trình"}}).sees(200, "Đã nghiệm thu 2/3", "Báo cáo tiến độ")
	officer.upload(one, url.Values{"step": {"ask"}, "text": {"Đã giải ngân hết"}, "on": {"14/01/2024"}}, "files", "doi-chieu.pdf", []byte("%PDF-")).sees(200, "chờ xác nhận", "doi-chieu.pdf", "!Xác nhận đã khắc phục</summary>")
	verifier.get("/work").sees(200, "Chờ xác nhận đã khắc phục (1)", one)
	file := "/shortcoming-files/" + officer.between(`href="/shortcoming-files/`, `"`)
	head.get(file).sees(200, "%PDF-")
	verifier.post(one, url.Values{"step": {"return"}}).sees(422, "lý do trả lại")
	verifier.post(one, url.Values{"step": {"confirm"}}).sees(200, "đã khắc phục 14/01/2024", "Xác nhận đã khắc phục")
	office.get(register).sees(200, "đã khắc phục 1.", "14/01/2024")
	office.get(one+"/correct").sees(200, "Hạn khắc phục")
	office.post(one+"/correct", url.Values{"statement": {"x"}, "field": {"Kinh tế"}, "product": {"x"}, "due": {"30/06/2024"}, "reason": {"x"}}).sees(409, "đã khắc phục")
	verifier.get(one + "/correct").sees(403)
	s.as("can-bo-na-phac", "vi").get(one).sees(404, "!&lt;còn")
	s.as("can-bo-na-phac", "vi").get(file).sees(404)
	s.as("", "vi").get(one).sees(200, "!&lt;còn")
	s.as("van-phong", "en").get(one).sees(200, "Objective causes", "remedied", "What happened")

	sent.Del("ground")
	sent.Set("due", "31/12/2023")
	office.post(register+"/new", sent).sees(200, "chậm 15 ngày")
	office.get(register).sees(200, "quá hạn khắc phục", "Chuyển sang năm sau")
	office.get(register+"?sort=-due").sees(200, `aria-sort="descending"`, "!rowgroup", "format=csv")
	office.get(register+"?after=1").sees(200, "Dòng 2–2 trong 2", "tệp Excel, CSV có đủ", "!Tiếp theo")
	office.get(register + "?after=x").sees(404)
	office.get(register+"?format=csv").sees(200, "Số ngày quá hạn", "Chuẩn bị đầu tư chậm")
	office.get("/search?q=giai+ngan").sees(200, "Tồn tại, hạn chế", "Giải ngân &lt;còn&gt; chậm (2022)")
	office.get("/u/ngan-son/2023/shortcomings").sees(200, "Sổ các năm trước còn 1 tồn tại")
	office.post(register+"/carry", url.Values{"due": {""}}).sees(200, "năm thứ 2", "Năm 2023 có 1 tồn tại")
	next := "/shortcomings/" + office.between(`href="/shortcomings/`, `"`)
	office.get(next).sees(200, "có từ năm 2022, năm thứ 2", "tiếp từ sổ năm 2022")
	office.post(register+"/carry", nil).sees(409, "không có tồn tại nào đang khắc phục")
	office.get(register+"?print=1").sees(200, "TỒN TẠI, HẠN CHẾ VÀ KẾT QUẢ KHẮC PHỤC", "Nơi nhận")
	office.get("/u/ngan-son/2022/shortcomings?as-known=2024-01-01").sees(200, "Năm 2022 có 0 tồn tại")
	office.get("/ledger").sees(200, "Chuyển tồn tại sang năm sau", "Xác nhận tồn tại đã khắc phục")
}

// The register of violations: who may read and record, one case not twice, a
// target that takes its count from it.
func TestViolationPages(t *testing.T) {
	s := newSite(t)
	office, officer, verifier, admin := s.as("van-phong", "vi"), s.as("can-bo", "vi"), s.as("tham-dinh", "vi"), s.as("quan-tri", "vi")
	const register = "/u/ngan-son/2024/violations"
	admin.get(register).sees(403, "!Sổ hạn chế")
	verifier.get(register).sees(200, "Không có vụ nào", "!Ghi một vụ", "hạn chế người xem")
	officer.get(register+"/new").sees(200, "Ghi sự việc đã xác định", "Khai thác khoáng sản")
	form := url.Values{"kind": {"forest_fire"}, "on": {"12/01/2024"}, "place": {"Khuổi Luông"}, "what": {"Cháy rừng trồng <i>"}, "cases": {"một"}, "area": {"0,4"}, "handling": {"pending"}, "unit": {"bang-van"}}
	officer.post(register+"/new", form).sees(422, "“một” không phải số nguyên", "Không đọc được diện tích", "0,4 ha hoặc 4000 m2")
	form.Set("cases", "1")
	form.Set("area", "0,4 ha")
	officer.post(register+"/new", form).sees(200, "Đã ghi vào sổ", "Cháy rừng trồng &lt;i&gt;", "1 vụ, 0,4 ha", "đang xác minh", "năm trước sổ chưa ghi vụ nào")
	officer.post(register+"/new", form).sees(409, "đã có một vụ cùng loại", "Đây là vụ khác")
	officer.get(register+"?own=1").sees(200, "Không có vụ nào")
	officer.get(register+"?kind=forest_fire").sees(200, "Khuổi Luông")
	officer.get(register + "?kind=moon").sees(422)
	one := "/violations/" + officer.get(register).between(`href="/violations/`, `"`)
	officer.get(one).sees(200, "Khuổi Luông", "Sửa, ghi kết quả xử lý")
	form.Set("handling", "sanctioned")
	form.Set("handled_on", "14/01/2024")
	form.Set("fine", "5 triệu")
	form.Set("reason", "đã xử phạt")
	officer.post(one+"/correct", form).sees(422, "cần số quyết định")
	form.Set("decision", "12/QĐ-XPHC")
	officer.post(one+"/correct", form).sees(200, "5.000.000 đồng", "12/QĐ-XPHC", "Xử lý: đang xác minh, xử lý", "đã xử phạt")
	verifier.get(one + "/correct").sees(403)
	admin.get(one).sees(403)
	s.as("can-bo-na-phac", "vi").get(one).sees(404, "!Khuổi")
	officer.post(one+"/correct", url.Values{"strike": {"1"}}).sees(422, "lý do")
	office.get("/u/ngan-son/2024/violations").sees(200, "Chỉ tiêu lấy số từ sổ", "cháy rừng", "Lấy số từ loại Cháy rừng")
	target := office.between(`name="target" value="`, `"`)
	kind := office.between(`name="kind" value="`, `"`)
	officer.post(register+"/feed", url.Values{"do": {"feed"}, "target": {target}, "kind": {kind}}).sees(403)
	office.post(register+"/feed", url.Values{"do": {"feed"}, "target": {target}, "kind": {kind}}).sees(200, "Thôi lấy từ loại")
	officer.get(register).sees(200, "1 vụ đến 01/2024", "!Báo cáo 1 vụ") // the month is closed
	officer.post(register+"/feed", url.Values{"do": {"report"}, "target": {target}, "month": {"2024-01"}}).sees(423, "đã khóa")
	officer.post(one+"/correct", url.Values{"strike": {"1"}, "reason": {"nhập nhầm"}}).sees(200, "Đã gạch khỏi sổ: nhập nhầm")
	officer.get(register).sees(200, "đã gạch", "Không có vụ nào")
	s.as("van-phong", "en").get(register+"?struck=1").sees(200, "Struck out", "Violations and incidents")
}
