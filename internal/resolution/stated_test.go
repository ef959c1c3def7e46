package resolution_test

import (
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
