package criterion

import "testing"

// TestNothingOfAnotherKind holds that points, parts, shares and other things are
// never taken for what was planned, and that a range turned round judges nothing.
func TestNothingOfAnotherKind(t *testing.T) {
	for _, c := range []struct {
		name, wording, unit, actual string
		asks                        bool
	}{
		{"Hộ nghèo", "giảm 30% số hộ nghèo", "%", "giảm 1,2 điểm phần trăm", true},
		{"Tai nạn giao thông", "giảm 10%", "vụ", "giảm 2 điểm phần trăm", true},
		{"Tỷ lệ hộ nghèo", "giảm 1,5 điểm %", "%", "giảm 12% số hộ nghèo", true},
		{"Tỷ lệ hộ nghèo", "giảm 1,5 điểm %", "%", "giảm 1,6%", false},
		{"Hộ được cấp giấy", "30 hộ", "hộ", "32 hồ sơ", true},
		{"Hồ sơ giải quyết", "30 hồ sơ", "hồ sơ", "32 hộ", true},
		{"Hộ được hỗ trợ", "30 hộ", "hộ", "32 căn", true},
		{"Đường bê tông", "30 km", "km", "32 cầu", true},
		{"Trồng rừng", "30 ha", "ha", "32 điểm", true},
		{"Trồng rừng", "30 ha", "ha", "32 ha rừng", false},
		{"Xóa nhà tạm", "30 nhà", "nhà", "32 căn", false},
		{"Kết nạp đảng viên", "10 đảng viên", "đảng viên", "12 đồng chí", false},
		{"Xã đạt chuẩn", "12 xã", "xã", "12%", true},
		{"Xã đạt chuẩn", "12 xã", "xã", "chiếm 80%", true},
		{"Trường đạt chuẩn", "12 trường", "trường", "đạt tỷ lệ 80%", true},
		{"Xã đạt chuẩn", "12 xã", "xã", "đạt 80% kế hoạch", false},
		{"Trồng rừng", "500 ha", "ha", "chiếm 80%", true},
		{"Trồng rừng", "500 ha", "ha", "đạt 96,2%", false},
		{"Lao động qua đào tạo", "80 - 75%", "%", "77%", true},
	} {
		in := Hints{Name: c.name, Unit: c.unit}
		plan, open := Read(c.wording, in)
		a, asks := ReadActual(c.actual, plan, in)
		class := Assess(plan, &a, Options{}).Class
		if asked := len(open)+len(asks) > 0; asked != c.asks && c.asks || c.asks != (class == NotAssessed) {
			t.Errorf("%s ← %s: %s, asked %v, want asked %v", c.wording, c.actual, class, asked, c.asks)
		}
	}
}
