package criterion_test

import (
	"testing"

	"dondoc/internal/criterion"
)

// A percentage of the plan of another period is none of the target's plan; what
// was done about a thing that is to be no more is no count of those left.
func TestOtherPlansAndWhatWasDone(t *testing.T) {
	t.Parallel()
	disbursed := "Tỷ lệ giải ngân vốn đầu tư công"
	for _, tt := range []struct {
		name, unit, plan, actual string
		asks                     bool
	}{
		{disbursed, "%", "95%", "đạt 98% kế hoạch quý", true},
		{disbursed, "%", "95%", "98% kế hoạch 6 tháng", true},
		{disbursed, "%", "95%", "đạt 98% kế hoạch tháng 9", true},
		{disbursed, "%", "95%", "98% tiến độ", true},
		{disbursed, "%", "từ 95% trở lên", "96% kế hoạch", false},
		{"[Quý I] Thu ngân sách", "tỷ đồng", "20 tỷ đồng", "98% kế hoạch quý", false},
		{"", "ha", "500 ha", "98% kế hoạch quý", true},
		{"", "ha", "500 ha", "đạt 98% KH 9 tháng", true},
		{"", "ha", "500 ha", "98% KH giai đoạn", true},
		{"", "ha", "500 ha", "98% kế hoạch năm", false},
		{"", "ha", "500 ha", "98% kế hoạch tỉnh giao", false},
		{"", "ha", "500 ha", "490 ha, đạt 98% kế hoạch", false},
		{"", "nhà", "không còn nhà tạm, nhà dột nát", "đã xóa 45/45 nhà", true},
		{"", "nhà", "không còn nhà tạm, nhà dột nát", "đã xóa 40 nhà", true},
		{"", "nhà", "không còn nhà tạm, nhà dột nát", "45/45 nhà", true},
		{"", "nhà", "không còn nhà tạm, nhà dột nát", "còn 5 nhà", false},
		{"", "hộ", "không còn hộ nghèo", "đã thoát nghèo 30 hộ", true},
		{"", "hộ", "không còn hộ nghèo", "01 hộ", false},
		{"", "hộ", "không có hộ tái nghèo", "đã hỗ trợ 3 hộ", true},
		{"", "vụ", "không để xảy ra cháy rừng", "ngăn chặn 2 vụ", true},
		{"", "vụ", "không để xảy ra cháy rừng", "02 vụ", false},
		{"", "tỷ đồng", "không có nợ xấu", "thu hồi 3 tỷ đồng", true},
	} {
		in := criterion.Hints{Name: tt.name, Unit: tt.unit}
		c, _ := criterion.Read(tt.plan, in)
		_, questions := criterion.ReadActual(tt.actual, c, in)
		if got := len(questions) > 0; got != tt.asks {
			t.Errorf("%q of %q (%s): questions %v", tt.actual, tt.plan, tt.name, questions)
		}
	}
}
