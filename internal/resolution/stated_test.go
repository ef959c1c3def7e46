package resolution_test

import (
	"strconv"
	"strings"
	"testing"

	"dondoc/internal/resolution"
)

// The deadline of a task stated in the text is taken whole: with its rhythm,
// what it counts from and every further time.
func TestStatedDeadlines(t *testing.T) {
	for text, want := range map[string]string{
		"Giao Phòng Nội vụ thực hiện; báo cáo trước ngày 25 hằng tháng":                           "trước ngày 25 hằng tháng",
		"Phòng Nội vụ rà soát, hoàn thành trước ngày 30/6/2025":                                   "trước ngày 30/6/2025",
		"Phòng Nội vụ rà soát, hoàn thành trước ngày 30/6/2025; báo cáo kết quả trước 15/12/2025": "trước ngày 30/6/2025; trước 15/12/2025",
		"Phòng Nội vụ báo cáo trong thời hạn 30 ngày kể từ ngày ký ban hành Kế hoạch này":         "trong thời hạn 30 ngày kể từ ngày ký ban hành Kế hoạch này",
		"Phòng Nội vụ báo cáo chậm nhất là ngày 20 của tháng cuối quý":                            "chậm nhất là ngày 20 của tháng cuối quý",
		"Phòng Nội vụ báo cáo trước ngày 15/6 và 15/12 hằng năm":                                  "trước ngày 15/6 và 15/12 hằng năm",
		"Phòng Tài chính tham mưu phân bổ vốn trong tháng 3/2025":                                 "trong tháng 3/2025",
		"Phòng Tài chính thực hiện theo Kế hoạch số 12/KH-UBND ngày 25/9/2024 của UBND huyện":     "",
		"Phòng Nội vụ báo cáo trước ngày 10/7/2025 (riêng các xã trước ngày 05/7/2025)":           "trước ngày 10/7/2025 (riêng các xã trước ngày 05/7/2025)",
	} {
		got := ""
		for _, s := range resolution.Stated([]resolution.Provision{{Kind: resolution.Clause, Parent: -1, Text: text}}) {
			got += s.Deadline
		}
		if got != want {
			t.Errorf("%s: %q, want %q", text, got, want)
		}
	}
}

// What is to be done all the time is a task without a day, be the lead named or not.
func TestStandingTasks(t *testing.T) {
	for text, want := range map[string]string{
		"Thường xuyên kiểm tra, giám sát việc thực hiện Nghị quyết":                     "Thường xuyên /",
		"Phòng Nội vụ thường xuyên rà soát, báo cáo kết quả thực hiện":                  "thường xuyên /Phòng Nội vụ",
		"Giao Công an huyện thường xuyên theo dõi, nắm tình hình địa bàn":               "thường xuyên /Công an huyện",
		"Bố trí kinh phí thường xuyên hỗ trợ các xã thực hiện":                          "",
		"Chi thường xuyên đạt thấp so với dự toán được giao":                            "",
		"Thường xuyên kiểm tra tiến độ, báo cáo kết quả trước ngày 30/6/2025":           "trước ngày 30/6/2025 /",
		"Công tác bảo vệ rừng được quan tâm thường xuyên, tuần tra đạt kết quả cao hơn": "",
	} {
		got := ""
		for _, s := range resolution.Stated([]resolution.Provision{{Kind: resolution.Clause, Parent: -1, Text: text}}) {
			got += s.Deadline + " /" + s.Lead
		}
		if got != want {
			t.Errorf("%s: %q, want %q", text, got, want)
		}
	}
}

// Targets of a text keep their subject and the year they are wanted by; what is
// striven for is one under any heading.
func TestStatedTargets(t *testing.T) {
	aim := func(text string) []resolution.Provision {
		return []resolution.Provision{{Kind: resolution.Section, Parent: -1, Text: "MỤC TIÊU"}, {Kind: resolution.Dash, Parent: 0, Text: text}}
	}
	alone := func(text string) []resolution.Provision {
		return []resolution.Provision{{Kind: resolution.Clause, Parent: -1, Text: text}}
	}
	for _, c := range []struct {
		list []resolution.Provision
		want string
	}{
		{aim("Đến hết năm 2025 giảm 2% hộ nghèo; đến năm 2030 còn dưới 1%."), "target Giảm hộ nghèo = giảm 2% 2025; target Giảm hộ nghèo (đến năm 2030) = còn dưới 1% 2030; "},
		{aim("Năm 2030 diện tích chè đạt 400 ha."), "target Diện tích chè = đạt 400 ha 2030; "},
		{aim("Hỗ trợ 100³ lao động."), "target Hỗ trợ lao động = 100 lao động 0; "},
		{aim("Giảm 25-30 hộ nghèo trong năm."), "target Giảm hộ nghèo trong năm = Giảm 25-30 hộ 0; "},
		{aim("Không phát sinh điểm nóng về an ninh"), "target Không phát sinh điểm nóng về an ninh = Không phát sinh 0; "},
		{alone("Không để xảy ra cháy rừng trên địa bàn."), "target Không để xảy ra cháy rừng trên địa bàn = Không để xảy ra 0; "},
		{alone("Phấn đấu 100% hộ dân ký cam kết trước ngày 01/12/2025."), "target Hộ dân ký cam kết = Phấn đấu 100% 2025; "},
		{alone("Tăng cường 3 cán bộ."), ""},
	} {
		got := ""
		for _, s := range resolution.Stated(c.list) {
			got += s.Sort + " " + s.Name + " = " + s.Wording + " " + strconv.Itoa(s.Year) + "; "
		}
		if got != c.want {
			t.Errorf("%s: %s", c.list[len(c.list)-1].Text, got)
		}
	}
}

// The head of a document set on one line with a motto that was wrapped, and a title
// that ends where a table begins.
func TestHeadsBesideAMotto(t *testing.T) {
	for _, c := range []struct{ text, number, title string }{
		{"UBND TỈNH MẪU CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT\nSố: 30/KH-UBND NAM\nĐộc lập - Tự do - Hạnh phúc\nMẫu, ngày 15 tháng 8 năm 2025\nKẾ HOẠCH\nPhát triển lâm nghiệp\nI. MỤC TIÊU", "30/KH-UBND", "Phát triển lâm nghiệp"},
		{"Số: 31/KH-UBND\nKẾ HOẠCH\nBảng có ô trống\nSTT Nhiệm vụ Cơ quan chủ trì\n1 Rà soát", "31/KH-UBND", "Bảng có ô trống"},
		{"Số: 15/NQ-HĐND\nNGHỊ QUYẾT\nChỉ tiêu năm\nBiểu chỉ tiêu\n\nBiểu khác", "15/NQ-HĐND", "Chỉ tiêu năm"},
	} {
		cut := resolution.CutText(strings.Split(c.text, "\n"))
		if cut.Heading.Number != c.number || cut.Heading.Title != c.title {
			t.Errorf("%+v", cut.Heading)
		}
	}
}

// A time behind its name is one; what was done and what follows where something is
// not done are no tasks.
func TestTimesBehindTheirNames(t *testing.T) {
	for text, want := range map[string]string{
		"Rà soát hộ nghèo trên địa bàn xã. Thời gian hoàn thành: 31/10/2026.":          "31/10/2026",
		"Lập hồ sơ đề nghị công nhận xã đạt chuẩn, thời hạn: Quý II/2026.":             "Quý II/2026",
		"Không hoàn thành trước ngày 30/6/2026 thì báo cáo Chủ tịch UBND xã.":          "",
		"Đã hoàn thành trước ngày 31/12/2025 việc rà soát hộ nghèo trên địa bàn.":      "",
		"Hoàn thành trước ngày 30/6/2026 việc rà soát hộ nghèo trên địa bàn các thôn.": "trước ngày 30/6/2026",
	} {
		got := ""
		for _, s := range resolution.Stated(resolution.CutText([]string{"KẾ HOẠCH", "II. NHIỆM VỤ", "1. " + text}).Provisions) {
			got += s.Deadline
		}
		if got != want {
			t.Errorf("%s: due %q, want %q", text, got, want)
		}
	}
}
