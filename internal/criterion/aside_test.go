package criterion_test

import (
	"slices"
	"testing"

	"dondoc/internal/criterion"
	"dondoc/internal/i18n"
	"dondoc/internal/measure"
)

// What of a result explains its figure is kept with it, by kind, and named.
func TestClausesBesideAFigureAreNamed(t *testing.T) {
	for _, c := range []struct {
		name, wording, unit, actual string
		value                       measure.Decimal
		kinds                       []string
		said                        string
	}{
		{"Tỷ lệ trẻ mẫu giáo học bán trú", "50%", "%", "41,7%, do thiếu phòng học và giáo viên", measure.NewDecimal(417, 1), []string{"cause"},
			"Phần giải thích, không tính vào kết quả: “do thiếu phòng học và giáo viên”"},
		{"Nhà văn hóa thôn được sửa chữa", "6 nhà", "nhà", "05/06 nhà, đạt 83,3%, kinh phí 410 triệu đồng; 01 nhà chưa khởi công do chưa bố trí được vốn", measure.Int(5), []string{"measure", "rest", "lack"},
			"Phần giải thích, không tính vào kết quả: “kinh phí 410 triệu đồng”; “01 nhà chưa khởi công”; “do chưa bố trí được vốn”"},
		{"Số xã đạt chuẩn nông thôn mới", "3 xã", "xã", "3 xã (QĐ số 1254/QĐ-UBND ngày 12/11/2025)", measure.Int(3), []string{"citation"},
			"Phần giải thích, không tính vào kết quả: “QĐ số 1254/QĐ-UBND ngày 12/11/2025”"},
		{"Diện tích ngô", "310 ha", "ha", "322 ha", measure.Int(322), nil, ""},
	} {
		in := criterion.Hints{Name: c.name, Unit: c.unit}
		plan, _ := criterion.Read(c.wording, in)
		a, asks := criterion.ReadActual(c.actual, plan, in)
		var kinds []string
		for _, b := range a.Beside {
			kinds = append(kinds, b.Kind)
		}
		if len(asks) > 0 || a.Value == nil || a.Value.Cmp(c.value) != 0 || a.Text != c.actual || !slices.Equal(kinds, c.kinds) {
			t.Errorf("%q is read as %+v with %v, asked %d", c.actual, a.Value, kinds, len(asks))
		}
		if said := i18n.Say(i18n.Vietnamese, a.Aside()); !a.Aside().IsZero() && said != c.said || a.Aside().IsZero() != (c.said == "") {
			t.Errorf("%q: said %q", c.actual, said)
		}
	}
}

// What the figure alone leaves open is what is asked, and not which of several
// figures is meant where there is one.
func TestAFigureWithACauseIsAskedAboutAlone(t *testing.T) {
	in := criterion.Hints{Name: "Tổng thu ngân sách", Unit: "tỷ đồng"}
	plan, _ := criterion.Read("23 tỷ đồng", in)
	a, asks := criterion.ReadActual("24.472, do thiếu nguồn thu", plan, in)
	if len(asks) != 1 || asks[0].Ask.Key != "target.which_number" || len(asks[0].Choices) != 2 || !a.Unsure || a.Text != "24.472, do thiếu nguồn thu" {
		t.Errorf("asked %v, unsure %v", asks, a.Unsure)
	}
}
