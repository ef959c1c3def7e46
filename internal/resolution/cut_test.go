package resolution_test

import (
	"fmt"
	"strings"
	"testing"

	"dondoc/internal/resolution"
)

func cutAs(lines ...string) string {
	c := resolution.CutText(append([]string{"KẾ HOẠCH"}, lines...))
	var out []string
	for _, p := range c.Provisions[1:] {
		out = append(out, fmt.Sprintf("%d %s %s", p.Depth, p.Kind, p.Label))
	}
	return strings.Join(out, "|")
}

// The forms in which provisions are numbered, those of the Party among them.
func TestForms(t *testing.T) {
	for _, c := range []struct {
		lines []string
		want  string
	}{
		{[]string{"A- TÌNH HÌNH", "I- QUAN ĐIỂM", "1- Phát triển", "1.1- Một mặt", "1.2- Mặt khác", "a) Điểm"}, "0 part A-|1 section I-|2 clause 1-|3 subclause 1.1-|3 subclause 1.2-|4 point a)"},
		{[]string{"A. MỤC TIÊU", "B. NHIỆM VỤ", "I. Chung"}, "0 part A.|0 part B.|1 section I."},
		{[]string{"1/ Giao Sở Y tế", "a/ Rà soát", "2/ Giao Sở Nội vụ"}, "0 clause 1/|1 point a/|0 clause 2/"},
		{[]string{"1. Chung", "a) Một", "1) Con một", "2) Con hai", "b) Hai", "(1) Nhỏ", "(2) Nhỏ nữa", "2. Riêng"}, "0 clause 1.|1 point a)|2 entry 1)|2 entry 2)|1 point b)|2 entry (1)|2 entry (2)|0 clause 2."},
		{[]string{"1) Chung", "2) Riêng"}, "0 clause 1)|0 clause 2)"},
		{[]string{"1.1. Một", "1.1.1. Con", "1.1.2. Con", "1.2. Hai"}, "0 subclause 1.1.|1 subclause 1.1.1.|1 subclause 1.1.2.|0 subclause 1.2."},
		{[]string{"- Gạch", "+ Cộng", "+ Cộng nữa", "- Gạch nữa"}, ""}, // in the preamble they are text
		{[]string{"1. Chung", "- Gạch", "+ Cộng", "+ Cộng nữa", "-Gạch liền"}, "0 clause 1.|1 dash -|2 dash +|2 dash +|1 dash -"},
		{[]string{"Điều 1", "1. Khoản", "Điều 2.", "PHỤ LỤC I", "1. Mục"}, "0 article Điều 1|1 clause 1.|0 article Điều 2.|0 part PHỤ LỤC I|1 clause 1."},
		// a text that begins with a figure, where the number is the next of its list
		{[]string{"II. MỤC TIÊU", "1. 100% hộ dân dùng nước sạch", "2. 100 lao động có việc làm", "a) Một", "3. 2.500 ha rừng", "3.1. 30 ha chè", "3.2. 20 ha quế", "5. 40 ha nữa"}, "0 section II.|1 clause 1.|1 clause 2.|2 point a)|1 clause 3.|2 subclause 3.1.|2 subclause 3.2."},
		{[]string{"1. Trồng", "3. 500 ha rừng", "1. 500 ha rừng", "2. Việc"}, "0 clause 1.|0 clause 2."},
		// what is no number of a provision
		{[]string{"1. Phấn đấu đạt", "20 - 25% số xã", "30- 35 ha chè", "01/NQ-HĐND ngày 01/01/2025", "12/2025 hoàn thành", "2.500 ha rừng", "Điều 5 Luật Đất đai"}, "0 clause 1."},
		// recipients and signature
		{[]string{"I. NHIỆM VỤ", "1. Tổ chức thực hiện tốt", "Nơi nhận:", "- Như trên;", "- Lưu: VT.", "TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", "Nguyễn Văn A"}, "0 section I.|1 clause 1.|1 closing Nơi nhận:|2 dash -|2 dash -|1 closing TM.|1 closing KT.|1 closing "},
		{[]string{"1. Tổ chức thực hiện tốt", "T/M BAN THƯỜNG VỤ", "BÍ THƯ", "Nguyễn Văn A"}, "0 clause 1.|0 closing T/M|0 closing "},
	} {
		if got := cutAs(c.lines...); got != c.want {
			t.Errorf("%q:\n got %s\nwant %s", c.lines, got, c.want)
		}
	}
}

func TestHeads(t *testing.T) {
	for _, c := range []struct {
		text string
		want string
	}{
		{"UBND HUYỆN MẪU|Số: 45/KH-UBND|CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM|Độc lập - Tự do - Hạnh phúc|Mẫu, ngày 05 tháng 3 năm 2025|KẾ HOẠCH|Thực hiện Nghị quyết số 57-NQ/TW|ngày 22 tháng 12 năm 2024 của Bộ Chính trị|về đột phá phát triển||Căn cứ Quyết định số 12/QĐ-UBND ngày 01 tháng 01 năm 2025",
			"45/KH-UBND 2025-03-05 kế hoạch Thực hiện Nghị quyết số 57-NQ/TW ngày 22 tháng 12 năm 2024 của Bộ Chính trị về đột phá phát triển"},
		{"UBND XÃ MẪU Số: 7/BC-UBND Mẫu, ngày 5 tháng 3 năm 2025|BÁO CÁO|Kết quả thực hiện|I. Chung", "7/BC-UBND 2025-03-05 báo cáo Kết quả thực hiện"},
		{"HUYỆN ỦY MẪU|Số 03-NQ/HU|ĐẢNG CỘNG SẢN VIỆT NAM|Mẫu, ngày 10 tháng 01 năm 2025|NGHỊ QUYẾT|CỦA BAN CHẤP HÀNH ĐẢNG BỘ HUYỆN|về phát triển chè|-----|Thực hiện Nghị quyết số 01-NQ/TU ngày 02 tháng 01 năm 2025 của Tỉnh ủy", "03-NQ/HU 2025-01-10 nghị quyết CỦA BAN CHẤP HÀNH ĐẢNG BỘ HUYỆN về phát triển chè"},
		{"UBND TỈNH MẪU|Số: 120/UBND-VX|V/v triển khai nhiệm vụ|năm 2025|Mẫu, ngày 10 tháng 01 năm 2025|Kính gửi: Các sở|1. Việc", "120/UBND-VX 2025-01-10 công văn V/v triển khai nhiệm vụ năm 2025"},
		// a draft has neither number nor date, and takes none from what it cites
		{"UBND TỈNH MẪU|Số: /KH-UBND|Mẫu, ngày tháng 3 năm 2025|KẾ HOẠCH|Về việc gì đó|Căn cứ Nghị quyết số 12/NQ-HĐND ngày 10 tháng 12 năm 2024", "  kế hoạch Về việc gì đó"},
	} {
		h := resolution.CutText(strings.Split(c.text, "|")).Heading
		if got := h.Number + " " + string(h.Date) + " " + h.Kind + " " + h.Title; got != c.want {
			t.Errorf("%s:\n got %s\nwant %s", c.text, got, c.want)
		}
	}
}

// Another document in the same file is not this one's.
func TestOtherDocuments(t *testing.T) {
	c := resolution.CutText(strings.Split("UBND TỈNH MẪU|Số: 45/KH-UBND|Mẫu, ngày 05 tháng 3 năm 2025|KẾ HOẠCH|Về chè|I. NHIỆM VỤ|1. Trồng mới năm mươi ha chè|2. Đào tạo nghề cho lao động nông thôn|Nơi nhận:|- Lưu: VT.|HỘI ĐỒNG NHÂN DÂN|Số: 12/NQ-HĐND|Mẫu, ngày 01 tháng 12 năm 2024|NGHỊ QUYẾT|Về rừng|I. CHUNG|1. Trồng rừng tập trung trên địa bàn toàn tỉnh", "|"))
	if len(c.Others) != 1 || c.Others[0].Number != "12/NQ-HĐND" || c.Others[0].Date != "2024-12-01" {
		t.Errorf("others: %+v", c.Others)
	}
	if items := resolution.Speaking(c.Provisions); len(items) != 2 {
		t.Errorf("its own: %+v", items)
	}
	// a title cited, an annex and the document's own number again are no others
	c = resolution.CutText(strings.Split("UBND TỈNH MẪU|Số: 45/KH-UBND|KẾ HOẠCH|Về chè|I. NHIỆM VỤ|1. Trồng mới|2. Đào tạo|3. Khác|4. Nữa|5. Hết|PHỤ LỤC|(Kèm theo Kế hoạch số 45/KH-UBND)|Số: 45/KH-UBND|1. Bảng", "|"))
	if len(c.Others) > 0 {
		t.Errorf("others: %+v", c.Others)
	}
}

func TestStated(t *testing.T) {
	c := resolution.CutText(strings.Split(`KẾ HOẠCH
I. MỤC TIÊU
1. Mục tiêu chung
Phát triển toàn diện.
2. Chỉ tiêu cụ thể
- Trồng mới 50 ha chè trên địa bàn các xã vùng cao.
- Tỷ lệ hộ nghèo giảm còn dưới 3%; tỷ lệ hộ cận nghèo dưới 5,5%.
- Thu ngân sách đạt 24 tỷ 472 triệu đồng, tăng 10% so với năm 2024.
- Không để xảy ra cháy rừng.
II. NHIỆM VỤ
1. Phòng Nông nghiệp chủ trì rà soát quỹ đất, hoàn thành trước ngày 30/6/2025.
2. Sở Nội vụ
- Tham mưu sắp xếp tổ chức bộ máy, xong trong tháng 6/2025.
3. Nâng cao nhận thức của cán bộ, đảng viên.
Nơi nhận:
- Văn phòng (báo cáo trước ngày 15/3/2025);`, "\n"))
	var got []string
	for _, s := range resolution.Stated(c.Provisions) {
		got = append(got, strings.Join([]string{s.Sort, s.Name, s.Wording, s.Unit, s.Lead, s.Deadline}, "/"))
	}
	want := []string{
		"target/Trồng mới chè trên địa bàn các xã vùng cao/50 ha/ha//",
		"target/Tỷ lệ hộ nghèo/giảm còn dưới 3%/%//",
		"target/Tỷ lệ hộ cận nghèo/dưới 5,5%/%//",
		"target/Thu ngân sách/đạt 24 tỷ 472 triệu đồng, tăng 10% so với năm 2024/tỷ đồng//",
		"target/Không để xảy ra cháy rừng/Không để xảy ra///",
		"task/Phòng Nông nghiệp chủ trì rà soát quỹ đất, hoàn thành trước ngày 30/6/2025///Phòng Nông nghiệp/trước ngày 30/6/2025",
		"task/Tham mưu sắp xếp tổ chức bộ máy, xong trong tháng 6/2025///Sở Nội vụ/trong tháng 6/2025",
	}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("got\n%s", strings.Join(got, "\n"))
	}
}
