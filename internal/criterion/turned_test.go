package criterion_test

import (
	"testing"

	"dondoc/internal/criterion"
)

// judged reads a result beside its plan: its class, "ask" where anything is asked.
func judged(name, unit, wording, actual string) string {
	in := criterion.Hints{Name: name, Unit: unit}
	plan, asked := criterion.Read(wording, in)
	a, more := criterion.ReadActual(actual, plan, in)
	got := criterion.Assess(plan, &a, criterion.Options{})
	if len(asked)+len(more)+len(got.Questions) > 0 {
		return "ask"
	}
	return string(got.Class)
}

type turned struct{ name, unit, wording, actual, want string }

func judgeAll(t *testing.T, list []turned) {
	t.Helper()
	for _, c := range list {
		if got := judged(c.name, c.unit, c.wording, c.actual); got != c.want {
			t.Errorf("%s, %q <- %q: %s, want %s", c.name, c.wording, c.actual, got, c.want)
		}
	}
}

// A change that cannot have led to the figure beside it is asked about.
func TestAChangeTheFigureDenies(t *testing.T) {
	water := "Tỷ lệ hộ sử dụng nước sạch"
	judgeAll(t, []turned{
		{water, "%", "≥ 80%", "84%, tăng 90% so với năm 2023", "ask"},
		{water, "%", "≥ 80%", "84%, tăng 90%", "ask"},
		{water, "%", "≥ 80%", "84%, giảm 90% so với năm 2023", "ask"},
		{water, "%", "92%", "95%, tăng 97% so với năm 2022", "ask"},
		{"Diện tích ngô", "ha", "40 ha", "45 ha, giảm 120% so với năm 2023", "ask"},
		{water, "%", "≥ 80%", "84%, tăng 9% so với năm 2023", "exceeded"},
		{water, "%", "7%", "8%, tăng 20% so với năm 2023", "exceeded"},
		{"Tỷ lệ hộ nghèo", "%", "dưới 9%", "8,7%, giảm 12% so với cùng kỳ", "met"},
		{"Thu ngân sách trên địa bàn", "tỷ đồng", "12 tỷ đồng", "12,6 tỷ đồng, tăng 108% so với năm 2023", "exceeded"},
	})
}

// Where behind a figure that is not the body's own area tells some of what was asked for.
func TestOnlyThoseOfAPlace(t *testing.T) {
	judgeAll(t, []turned{
		{"Số người chết do tai nạn giao thông", "người", "không quá 60 người", "58 người chết tại hiện trường", "ask"},
		{"Số người chết do tai nạn giao thông", "người", "không quá 60 người", "58 người chết", "met"},
		{"Số người cai nghiện tự nguyện", "người", "15 người", "16 người cai nghiện tại nhà", "ask"},
		{"Số người cai nghiện tại nhà", "người", "15 người", "16 người cai nghiện tại nhà", "exceeded"},
		{"Số học sinh được khám sức khỏe", "học sinh", "120 học sinh", "124 học sinh tại trường chính", "ask"},
		{"Số học sinh được khám sức khỏe", "học sinh", "120 học sinh", "124 học sinh ở các thôn", "exceeded"},
		{"Số ca tiêm chủng", "ca", "trên 100 ca", "120 ca tiêm chủng ở nhà", "ask"},
		{"Diện tích ngô", "ha", "40 ha", "45 ha tại xã Bằng Vân", "ask"},
		{"Diện tích ngô", "ha", "40 ha", "45 ha tại 6 thôn", "exceeded"},
		{"Số lớp tập huấn", "lớp", "4 lớp", "4 lớp tại các xã", "met"},
	})
}
