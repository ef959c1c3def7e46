package criterion_test

import (
	"testing"

	"dondoc/internal/criterion"
	"dondoc/internal/measure"
)

// A result that speaks of another thing, another grade of it, another place or
// other bodies than its target is asked about; one in other words is not.
func TestResultIsOfItsTarget(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name, unit, plan, actual string
		asks                     bool
	}{
		{"Sản lượng thóc", "tấn", "12.000 tấn", "ngô 12.500 tấn", true},
		{"Sản lượng thóc", "tấn", "12.000 tấn", "lúa 12.500 tấn", false},
		{"Tổng đàn lợn", "con", "500 con", "bò 520 con", true},
		{"Tổng đàn lợn", "con", "500 con", "tổng đàn lợn đạt 520 con", false},
		{"Diện tích ngô", "ha", "500 ha", "bí 520 ha", true},
		{"Diện tích ngô", "ha", "500 ha", "gieo trồng 498,6/500 ha (99,7%KH)", false},
		{"Sản lượng thịt lợn hơi", "tấn", "500 tấn", "cá 520 tấn", true},
		{"Trồng rừng sản xuất", "ha", "50 ha", "trồng được 52 ha rừng phòng hộ", true},
		{"Số trường mầm non đạt chuẩn", "trường", "3 trường", "3 trường tiểu học", true},
		{"Kết nạp đảng viên", "đảng viên", "12 đảng viên", "12 đ/c", false},
		{"Kết nạp đảng viên", "đảng viên", "12 đảng viên", "12 đồng chí", false},
		{"Lúa", "ha", "700 ha", "105% dự toán tỉnh giao", false},
		{"Tỷ lệ hồ sơ đúng hạn", "%", "99%", "1.485/1.500", false},
		{"Diện tích trồng rừng", "ha", "450 ha", "khoanh nuôi 460 ha", true},
		{"Diện tích trồng rừng", "ha", "450 ha", "đã trồng được 460 ha rừng", false},
		{"Tỷ lệ hộ nghèo", "%", "dưới 10%", "hộ cận nghèo 5,2%", true},
		{"Tỷ lệ hộ nghèo", "%", "dưới 10%", "tỷ lệ hộ nghèo còn 9,2%", false},
		{"Số xã đạt chuẩn nông thôn mới", "xã", "02 xã", "02 xã đạt chuẩn nông thôn mới nâng cao", true},
		{"Số xã đạt chuẩn nông thôn mới nâng cao", "xã", "02 xã", "02 xã đạt chuẩn nông thôn mới", true},
		{"Số xã đạt chuẩn nông thôn mới nâng cao", "xã", "02 xã", "02 xã", false},
		{"Số xã đạt chuẩn nông thôn mới", "xã", "02 xã", "02 xã đạt chuẩn NTM", false},
		{"Lao động đi làm việc ở nước ngoài", "người", "50 người", "52 người đi làm việc trong nước", true},
		{"Tỷ lệ dân số tham gia BHXH bắt buộc", "%", "20%", "BHXH tự nguyện 21%", true},
		{"Tỷ lệ bao phủ BHYT", "%", "95%", "bao phủ BHXH 96%", true},
		{"Tỷ lệ bao phủ BHYT", "%", "95%", "bao phủ bảo hiểm y tế 96%", false},
		{"Tỷ lệ bao phủ BHYT", "%", "95%", "xã Bằng Vân 96%", true},
		{"Tỷ lệ bao phủ BHYT", "%", "95%", "8/10 xã đạt", true},
		{"Tỷ lệ xã có bác sĩ", "%", "95%", "8/10 xã", false},
		{"Trọng án", "vụ", "không để xảy ra trọng án", "01 vụ án ít nghiêm trọng", true},
		{"Khiếu kiện", "vụ", "không để xảy ra khiếu kiện đông người, vượt cấp", "02 vụ khiếu kiện", true},
		{"Khiếu kiện", "vụ", "không để xảy ra khiếu kiện đông người, vượt cấp", "02 vụ", false},
		{"Khiếu kiện", "vụ", "không để xảy ra khiếu kiện đông người, vượt cấp", "không có khiếu kiện đông người", true},
		{"Khiếu kiện", "vụ", "không để xảy ra khiếu kiện đông người, vượt cấp", "không xảy ra khiếu kiện", false},
		{"Cháy rừng", "vụ", "không để xảy ra cháy rừng lớn", "02 vụ cháy nhỏ", true},
		{"Độ che phủ", "%", "74%", "Vượt (73%)", true},
		{"Độ che phủ", "%", "74%", "Đạt (73%)", true},
		{"Độ che phủ", "%", "74%", "Đạt (74,3%)", false},
		{"Độ che phủ", "%", "74%", "74,3% kể cả cây cao su", true},
		{"Tốc độ tăng trưởng", "%", "7,5%", "(2)", true},
		{"Tốc độ tăng trưởng", "%", "7,5%", "(2%)", true},
		{"Thu ngân sách", "%", "7,5%", "(12,5) tỷ", true},
		{"Trường đạt chuẩn", "trường", "3/3 trường", "(2/3 trường)", false},
		{"Số người nghiện được cai nghiện", "người", "30 người", "phát hiện mới 31 người nghiện", true},
		{"Lượt khám chữa bệnh", "lượt", "20.000 lượt", "20.500 lượt khám ngoại trú", true},
		{"Lượt khám chữa bệnh", "lượt", "20.000 lượt", "20.500 lượt khám", false},
		{"Khách du lịch", "lượt khách", "12.000 lượt", "12,5 nghìn lượt khách", false},
	} {
		in := criterion.Hints{Name: tt.name, Unit: tt.unit}
		c, open := criterion.Read(tt.plan, in)
		a, questions := criterion.ReadActual(tt.actual, c, in)
		for _, q := range open {
			if q.Field == "unit" {
				t.Errorf("%q of %q: %v", tt.plan, tt.name, q)
			}
		}
		if (len(questions) > 0) != tt.asks {
			t.Errorf("%q of %q: %v", tt.actual, tt.name, questions)
		}
		if judged := criterion.Assess(c, &a, criterion.Options{}); tt.asks && judged.Class != criterion.NotAssessed {
			t.Errorf("%q of %q is judged %s", tt.actual, tt.name, judged.Class)
		}
	}
}

// A person who says which figure is meant is not asked again.
func TestResultOfAnotherNameCanBeConfirmed(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct{ name, unit, plan, actual, meant string }{
		{"Sản lượng thóc", "tấn", "12.000 tấn", "ngô 12.500 tấn", "12500"},
		{"Tốc độ tăng trưởng", "%", "7,5%", "(2)", "-2"},
	} {
		in := criterion.Hints{Name: tt.name, Unit: tt.unit}
		c, _ := criterion.Read(tt.plan, in)
		_, questions := criterion.ReadActual(tt.actual, c, in)
		if len(questions) != 1 || len(questions[0].Choices) == 0 {
			t.Fatalf("%q: %v", tt.actual, questions)
		}
		meant, err := measure.ParseDecimal(tt.meant)
		if err != nil {
			t.Fatal(err)
		}
		in.Meant = &meant
		a, questions := criterion.ReadActual(tt.actual, c, in)
		if len(questions) > 0 || a.Value == nil || a.Value.Cmp(meant) != 0 {
			t.Errorf("%q meant as %s: %v, %v", tt.actual, tt.meant, a.Value, questions)
		}
	}
}
