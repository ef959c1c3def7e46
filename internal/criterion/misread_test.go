package criterion_test

import (
	"strings"
	"testing"

	"dondoc/internal/criterion"
	"dondoc/internal/measure"
)

// Wordings that were once read as something else. "" as the wording means that
// nothing may be judged by them until somebody has answered.
func TestNotMisread(t *testing.T) {
	for _, tt := range []struct {
		plan, unit, name string
		kind             criterion.Kind
		wording          string // as printed again
	}{
		{"55 tạ/ha; sản lượng 19.250 tấn", "tạ/ha", "Lúa", "", ""},
		{"sản lượng 19.250 tấn", "tạ/ha", "Lúa", "", ""},
		{"bình quân 15,5 tiêu chí/xã", "tiêu chí/xã", "Tiêu chí NTM", criterion.Point, "15,5 tiêu chí/xã"},
		{"trung bình 60 triệu đồng/người/năm", "triệu đồng/người/năm", "Thu nhập", criterion.Point, "60 triệu đồng/người/năm"},
		{"bình quân hằng năm 25.000 tấn", "tấn", "Lương thực", criterion.PerYear, "bình quân hằng năm 25000 tấn"},
		{"giảm bình quân 3-4%/năm", "%", "Tỷ lệ hộ nghèo", criterion.PerYear, "giảm bình quân từ 3 đến 4 %/năm"},
		{"hằng năm có từ 85% trở lên", "%", "Gia đình văn hóa", criterion.AtLeast, "từ 85 % trở lên"},
		{"âm 2%", "%", "Tăng trưởng", criterion.Point, "-2 %"},
		{"gần 5%", "%", "Chi", "", ""},
		{"chưa đến 5%", "%", "Chi", "", ""},
		{"từ 2 đến dưới 5", "sản phẩm", "OCOP", "", ""},
		{"từ 4 sao trở lên: 2 sản phẩm", "sản phẩm", "OCOP", "", ""},
		{"giảm 5-10% cả 3 tiêu chí", "%", "Tai nạn giao thông", "", ""},
		{"xếp thứ 5 trở lên", "", "PCI", criterion.Rank, "hạng không quá 5"},
		{"5 trở lên", "Thứ bậc", "PCI", criterion.Rank, "hạng không quá 5"},
		{"hạng 10 trở xuống", "", "PCI", "", ""},
		{"đứng trong tốp 10 cả nước", "", "PCI", criterion.Rank, "hạng không quá 10 cả nước"},
		{"phấn đấu không còn hộ nghèo", "hộ", "Hộ nghèo", criterion.ZeroEvent, "không để xảy ra hộ nghèo"},
		{"phấn đấu giảm 3 điểm %", "%", "Tỷ lệ hộ nghèo", criterion.Change, "giảm 3 điểm %"},
		{"tối đa không quá 3 ngày", "ngày", "Thời gian xử lý", criterion.AtMost, "không quá 3 ngày"},
		{"đến 31/12/2024 đạt 95%", "%", "Giải ngân", criterion.Point, "95 % chậm nhất ngày 31/12/2024"},
		{"đến năm 2025 đạt từ 60% trở lên", "%", "Đô thị hóa", criterion.AtLeast, "từ 60 % trở lên chậm nhất ngày 31/12/2025"},
		{"đến cuối năm đạt 95%", "%", "Giải ngân", criterion.Point, "95 %"},
		{"đến 31/12/2025 hoàn thành", "", "Quy hoạch", criterion.Milestone, "hoàn thành chậm nhất ngày 31/12/2025"},
		{"duy trì tỷ lệ che phủ rừng 62,5%", "%", "Che phủ rừng", criterion.Maintain, "tỷ lệ che phủ rừng: duy trì 62,5 %"},
		{"duy trì tỷ lệ tăng 5%", "%", "Tăng trưởng", "", ""},
		{"từ 80% lên 85%", "%", "BHYT", criterion.Change, "tăng từ 80 % lên 85 %"},
		{"nâng tỷ lệ từ 80% lên 85%", "%", "BHYT", criterion.Change, "tăng từ 80 % lên 85 %"},
		{"từ 12,5% xuống còn 11%", "%", "Hộ nghèo", criterion.Change, "giảm từ 12,5 % xuống còn 11 %"},
		{"=>95%", "%", "Hồ sơ đúng hạn", criterion.AtLeast, "từ 95 % trở lên"},
		{"=< 5", "%", "Nợ xấu", criterion.AtMost, "không quá 5 %"},
		{"dưới hoặc bằng 5%", "%", "Nợ xấu", criterion.AtMost, "không quá 5 %"},
		{"trong vòng 5 ngày", "ngày", "Thời gian", criterion.AtMost, "không quá 5 ngày"},
		{"bình quân 5 doanh nghiệp/năm", "doanh nghiệp", "Doanh nghiệp", criterion.PerYear, "bình quân hằng năm 5 doanh nghiệp/năm"},
		{"100% (12/12)", "%", "Giao quân", criterion.Point, "100 % (12/12)"},
		{"100% cán bộ, công chức được tập huấn", "%", "Tập huấn", criterion.Point, "100 % cán bộ, công chức được tập huấn"},
		{"up to 5 cases", "vụ", "Vi phạm", criterion.AtMost, "không quá 5 vụ"},
		{"exceed 5%", "%", "Growth", criterion.MoreThan, "trên 5 %"},
		{"zero accidents", "", "Accidents", criterion.ZeroEvent, "không để xảy ra accidents"},
		{"quý I: 20%", "%", "Giải ngân", "", ""},
		{"6 tháng: 40 ha", "ha", "Lúa", "", ""},
		{"- 5", "%", "Tăng trưởng", "", ""},
		{"không quá 5% và không dưới 3%", "%", "Lạm phát", criterion.Range, "không dưới 3 % và không quá 5 %"},
		{"2 chục mô hình", "mô hình", "Mô hình", "", ""},
		{"5 lớp/150 học viên", "lớp", "Lớp", "", ""},
		{"1/3 số xã", "xã", "NTM", "", ""},
		{"hạ 3%", "%", "Chi phí", "", ""},
		{"bớt 5 vụ", "vụ", "Vi phạm", "", ""},
		{"cao hơn 5% so với năm trước", "%", "Thu", "", ""},
		{"0 ha", "ha", "Đất lúa chuyển đổi", "", ""},
		{"0 ha", "ha", "Phá rừng", criterion.Point, "còn 0 ha"},
		{"> 2 và < 5", "sản phẩm", "OCOP", criterion.Composite, "trên 2 sản phẩm | dưới 5 sản phẩm"},
	} {
		c, questions := criterion.Read(tt.plan, criterion.Hints{Name: tt.name, Unit: tt.unit})
		if tt.wording == "" {
			open := c.Kind == criterion.Verbatim || c.Unsure
			for _, p := range c.Parts {
				open = open || p.Unsure
			}
			if !open || len(questions) == 0 {
				t.Errorf("%q is read without asking: %s %q, %d questions", tt.plan, c.Kind, c.Wording(), len(questions))
			}
			continue
		}
		if got := strings.ReplaceAll(c.Wording(), "%", " %"); c.Kind != tt.kind || strings.ReplaceAll(got, "  ", " ") != tt.wording || len(questions) > 0 {
			t.Errorf("%q: %s %q, %d questions; want %s %q", tt.plan, c.Kind, got, len(questions), tt.kind, tt.wording)
		}
	}
}

// Results in the words officials use for them.
func TestResultsNotMisread(t *testing.T) {
	for _, tt := range []struct {
		plan, unit, name, actual string
		class                    criterion.Class
	}{
		{"trong nhóm 20 tỉnh", "", "PAR INDEX", "hạng 15", criterion.Met},
		{"trong nhóm 20 tỉnh", "", "PAR INDEX", "xếp thứ 20", criterion.Met},
		{"trong nhóm 20 tỉnh", "", "PAR INDEX", "đứng thứ 21/34", criterion.NotMet},
		{"xếp thứ 5 trở lên", "", "PCI", "6", criterion.NotMet},
		{"xếp thứ 5 trở lên", "", "PCI", "thứ 5", criterion.Met},
		{"> 2 và < 5", "sản phẩm", "OCOP", "3", criterion.Met},
		{"> 2 và < 5", "sản phẩm", "OCOP", "5", criterion.NotMet},
		{"âm 2%", "%", "Tăng trưởng", "âm 3%", criterion.NotMet},
		{"700 ha", "ha", "Lúa", "tăng 5% so với cùng kỳ", criterion.NotAssessed},
		{"700 ha", "ha", "Lúa", "105% so với cùng kỳ", criterion.NotAssessed},
		{"700 ha", "ha", "Lúa", "bằng 105% cùng kỳ năm trước", criterion.NotAssessed},
		{"700 ha", "ha", "Lúa", "đạt 99,3% so với kế hoạch", criterion.NotMet},
		{"700 ha", "ha", "Lúa", "105% dự toán tỉnh giao", criterion.Exceeded},
		{"", "ha", "Lúa", "105% so với cùng kỳ", criterion.NotAssessed},
		{"từ 98% trở lên", "%", "Tỷ lệ BHYT", "tăng 2%", criterion.NotAssessed},
		{"từ 98% trở lên", "%", "Tỷ lệ BHYT", "0,98", criterion.NotAssessed},
		{"từ 98% trở lên", "%", "Tỷ lệ BHYT", "0,98%", criterion.NotMet},
		{"dưới 5%", "%", "Tỷ lệ hộ nghèo", "0,98", criterion.Met},
		{"dưới 5%", "%", "Tỷ lệ hộ nghèo", "giảm 1,2%", criterion.NotAssessed},
		{"dưới 5%", "%", "Tỷ lệ hộ nghèo", "giảm còn 4,8%", criterion.Met},
		{"7%", "%", "Tốc độ tăng GRDP", "tăng 7,2%", criterion.Exceeded},
		{"giảm 3,5 điểm %", "%", "Tỷ lệ hộ nghèo", "còn 8,2%", criterion.NotAssessed},
		{"giảm 3,5 điểm %", "%", "Tỷ lệ hộ nghèo", "-3,6", criterion.NotAssessed},
		{"giảm 3,5 điểm %", "%", "Tỷ lệ hộ nghèo", "giảm 3,92%", criterion.Exceeded},
		{"không để xảy ra cháy rừng", "vụ", "Cháy rừng", "không đạt", criterion.NotAssessed},
		{"không để xảy ra cháy rừng", "vụ", "Cháy rừng", "không bảo đảm", criterion.NotAssessed},
		{"không để xảy ra cháy rừng", "vụ", "Cháy rừng", "không có vụ nào", criterion.Met},
		{"hoàn thành trước 30/10/2025", "", "Quy hoạch", "đạt 80%", criterion.NotAssessed},
		{"hoàn thành trước 30/10/2025", "", "Quy hoạch", "đã hoàn thành", criterion.Met},
		{"từ 4 sao trở lên: 2 sản phẩm", "sản phẩm", "OCOP", "3", criterion.NotAssessed},
	} {
		h := criterion.Hints{Name: tt.name, Unit: tt.unit}
		c, _ := criterion.Read(tt.plan, h)
		a, open := criterion.ReadActual(tt.actual, c, h)
		if got := criterion.Assess(c, &a, criterion.Options{}); got.Class != tt.class {
			t.Errorf("%q of %q: %s, want %s (%v)", tt.actual, tt.plan, got.Class, tt.class, open)
		}
	}
}

// A bare figure is in the target's own unit, so beside a relative change it is a level.
func TestBareLevelOfRelativeChange(t *testing.T) {
	hundred := measure.Int(100)
	h := criterion.Hints{Name: "Số vụ", Unit: "vụ", Baseline: &hundred}
	c, _ := criterion.Read("giảm 30%", h)
	for actual, want := range map[string]criterion.Class{"65": criterion.Exceeded, "70": criterion.Met, "75": criterion.NotMet, "35%": criterion.Exceeded, "giảm 35 vụ": criterion.Exceeded} {
		a, _ := criterion.ReadActual(actual, c, h)
		if got := criterion.Assess(c, &a, criterion.Options{}); got.Class != want {
			t.Errorf("%s: %s, want %s", actual, got.Class, want)
		}
	}
	a, _ := criterion.ReadActual("65", c, h)
	if got := criterion.Assess(c, &a, criterion.Options{}); got.Achievement == nil || got.Achievement.Percent(2).String() != "116.67" {
		t.Errorf("65 of 100: %v", got.Achievement)
	}
}

// A ratio that a sheet turned into a day is asked about under a unit of counts,
// and a day under a thing that is finished by one is not.
func TestADayUnderAUnitOfCountsIsAsked(t *testing.T) {
	for unit, asked := range map[string]bool{"xã": true, "%": true, "ha": true, "": false, "công trình": false} {
		_, asks := criterion.Read("03/04/2025", criterion.Hints{Unit: unit})
		if got := len(asks) > 0; got != asked {
			t.Errorf("unit %q: asked %v", unit, asks)
		}
	}
	if _, asks := criterion.Read("trước 30/10/2025", criterion.Hints{Unit: "xã"}); len(asks) > 0 {
		t.Error(asks)
	}
}

// A figure of the whole country, of last year or of what was added is not the
// result of a level.
func TestFiguresOfOthersAreAsked(t *testing.T) {
	for _, tt := range []struct {
		plan, result, name string
		asked              bool
		tier               int
	}{
		{"từ 95% trở lên", "cả nước 96%", "Tỷ lệ bao phủ BHYT", true, 0}, {"từ 95% trở lên", "cùng kỳ 96%", "", true, 0}, {"từ 95% trở lên", "toàn huyện 96%", "", false, 2},
		{"từ 95% trở lên", "toàn tỉnh 96%", "", true, 1}, {"từ 95% trở lên", "toàn tỉnh 96%", "", true, 0}, {"từ 95% trở lên", "toàn tỉnh 96%", "", false, 3}, {"từ 95% trở lên", "toàn xã 96%", "", false, 1},
		{"từ 95% trở lên", "toàn xã 96%", "", false, 0}, {"từ 95% trở lên", "toàn xã 96%", "", true, 2}, {"700 ha", "105% dự toán tỉnh giao", "", false, 1}, {"toàn tỉnh đạt 95%", "toàn tỉnh 96%", "", false, 0},
		{"từ 95% trở lên", "cả nước 96%", "", false, 4}, {"từ 95% trở lên", "bình quân cả tỉnh đạt 96%", "Tỷ lệ bao phủ BHYT", true, 1},
		{"100%", "cùng kỳ 96%", "Tỷ lệ so với cùng kỳ", false, 0},
		{"100 ha", "thêm 5 ha", "", true, 0}, {"thêm 100 ha", "thêm 101 ha", "", false, 0}, {"100 ha", "trồng mới 101 ha", "", false, 0},
	} {
		h := criterion.Hints{Name: tt.name, Tier: tt.tier}
		c, _ := criterion.Read(tt.plan, h)
		if _, asks := criterion.ReadActual(tt.result, c, h); (len(asks) > 0) != tt.asked {
			t.Errorf("%s: %s: %v", tt.plan, tt.result, asks)
		}
	}
}

// What was found wrong in trials on pairs that were judged before they were tried.
func TestFoundInTrials(t *testing.T) {
	for _, tt := range []struct{ name, unit, plan, actual, want string }{
		{"CPI", "%", "tăng khoảng 4,5%", "tăng 3,8%", "exceeded"},
		{"CPI", "%", "tăng không quá 4,5%", "tăng 4,6%", "not_met"},
		{"Chỉ số sản xuất công nghiệp (IIP)", "%", "tăng 8%", "tăng 8,4%", "exceeded"},
		{"Chỉ số hài lòng", "%", "90%", "đạt 4,6/5 điểm", "not_assessed"},
		{"Chỉ số hài lòng", "%", "90%", "4,6/5", "not_assessed"},
		{"Tỷ lệ giải ngân", "%", "95%", "19,5/20 tỷ đồng", "exceeded"},
		{"Số thôn không có người nghiện ma túy", "thôn", "8 thôn", "7 thôn", "not_met"},
		{"Số thôn không có người nghiện ma túy", "thôn", "8 thôn", "9 thôn", "exceeded"},
		{"Số xã không có tội phạm", "xã", "8 xã", "9 xã", "exceeded"},
		{"Tiêu chí nông thôn mới", "tiêu chí", "bình quân 15,5 tiêu chí/xã", "15,2 tiêu chí/xã", "not_met"},
		{"Cầu Nà Loòng", "", "hoàn thành quý III/2025", "hoàn thành tháng 8/2025", "met"},
		{"Cầu Nà Loòng", "", "hoàn thành quý III/2025", "hoàn thành tháng 10/2025", "not_met"},
		{"Cầu Nà Loòng", "", "khởi công tháng 6/2025", "đã khởi công 15/6/2025", "met"},
		{"Trụ sở", "", "hoàn thành năm 2025", "Hoàn thành.", "met"},
		{"Trụ sở", "", "hoàn thành 30/6/2025", "hoàn thành 01/7/2025", "not_met"},
		{"Tỷ lệ cơ quan đạt chuẩn", "%", "100%", "1", "not_assessed"},
		{"Số hộ nghèo không có nhà ở", "hộ", "8 hộ", "9 hộ", "not_assessed"},
	} {
		got := criterion.CheckRow(criterion.Row{Name: tt.name, UnitOfMeasure: tt.unit, Plan: tt.plan, Actual: tt.actual})
		if string(got.Assessment.Class) != tt.want {
			t.Errorf("%s: %s ← %s is %s, want %s (%v)", tt.name, tt.plan, tt.actual, got.Assessment.Class, tt.want, got.Questions)
		}
	}
}
