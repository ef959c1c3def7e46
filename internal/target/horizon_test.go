package target_test

import (
	"testing"
	"time"

	"dondoc/internal/criterion"
	"dondoc/internal/target"
)

func TestNamedYear(t *testing.T) {
	for name, want := range map[string]int{
		"Năm 2030 diện tích chè":                                    2030,
		"Diện tích chè năm 2030":                                    2030,
		"Tỷ lệ đô thị hóa đến năm 2030":                             2030,
		"Tỷ lệ đô thị hóa (đến hết năm 2030)":                       2030,
		"Số trường đạt chuẩn giai đoạn 2026-2030":                   2030,
		"Tỷ lệ giải ngân vốn Chương trình MTQG giai đoạn 2021-2025": 0,
		"Thực hiện Đề án phát triển rừng đến năm 2030":              0,
		"Tăng so với năm 2025":                                      0,
		"Tỷ lệ hộ nghèo":                                            0,
		"Diện tích rừng năm 2026, đến năm 2030":                     0,
		"GRDP bình quân đầu người (giá hiện hành)":                  0,
		"Số hộ nghèo năm 2025":                                      2025,
		"Số hộ nghèo theo chuẩn năm 2025":                           0,
	} {
		if got := (target.Target{Name: name}).NamedYear(); got != want {
			t.Errorf("%s: %d, want %d", name, got, want)
		}
	}
}

// A plan for a later year is not missed by the result of this one.
func TestPlanOfALaterYear(t *testing.T) {
	for _, c := range []struct {
		name, wording, unit string
		value               string
		want                criterion.Class
		says                string
	}{
		{"Năm 2030 diện tích chè", "400 ha", "ha", "300", criterion.NotAssessed, "standing.later_year"},
		{"Năm 2030 diện tích chè", "400 ha", "ha", "400", criterion.Met, ""},
		{"Tỷ lệ đô thị hóa", "đến năm 2030 đạt 45%", "%", "30", criterion.NotAssessed, "standing.later_year"},
		{"Tỷ lệ đô thị hóa", "đến năm 2026 đạt 45%", "%", "30", criterion.NotMet, ""},
		{"Tỷ lệ đô thị hóa", "45%", "%", "30", criterion.NotMet, ""},
		{"Số vụ cháy rừng đến năm 2030", "không để xảy ra cháy rừng", "vụ", "1", criterion.NotMet, ""},
	} {
		read, asks := criterion.Read(c.wording, criterion.Hints{Name: c.name, Unit: c.unit, Direction: criterion.Higher})
		if len(asks) > 0 {
			t.Fatalf("%s asks %v", c.wording, asks)
		}
		one := target.Target{Name: c.name, Cycle: "2026", UnitOfMeasure: c.unit, Accumulation: target.Stock, Direction: read.Direction, Revisions: []target.Revision{{No: 1, Wording: c.wording, Criterion: read, Confirmed: true}}}
		s := target.StandingOf(one, []target.Observation{approvedIn(1, "2026-12", c.value)}, nil, time.Time{}, "2026-12")
		if s.Class != c.want || c.says != "" && s.Assessment.Explanation.Key != c.says {
			t.Errorf("%s, %s: %s is %s (%s), want %s", c.name, c.wording, c.value, s.Class, s.Assessment.Explanation.Key, c.want)
		}
	}
}
