package criterion_test

import (
	"encoding/json"
	"reflect"
	"strings"
	"testing"

	"dondoc/internal/criterion"
	"dondoc/internal/i18n"
	"dondoc/internal/measure"
)

// cases are wordings and results as offices and newspapers print them, with
// what they must come to. Sources: Báo Bắc Kạn post8465, post58819, post59980,
// post68023 (Ngân Sơn, Na Rì), resolutions of Phú Thọ, Hà Nội, NQ 03/NQ-CP.
var cases = []struct {
	name, unit, plan, actual string
	kind                     criterion.Kind
	class                    criterion.Class
	percent                  string // plain, two decimals; "" for none
}{
	{"Cây công nghiệp ngắn ngày", "ha", "700", "695", criterion.Point, criterion.NotMet, "99.29"},
	{"Trồng rừng", "ha", "550 ha", "673", criterion.Point, criterion.Exceeded, "122.36"},
	{"Diện tích soi bãi", "ha", "850", "850", criterion.Point, criterion.Met, "100.00"},
	{"Tổng thu ngân sách", "tỷ đồng", "23", "24,472", criterion.Point, criterion.Exceeded, "106.40"},
	{"Tổng thu ngân sách", "tỷ đồng", "23 tỷ đồng", "24 tỷ 472 triệu", criterion.Point, criterion.Exceeded, "106.40"},
	{"Tổng thu ngân sách", "tỷ đồng", "23", "24.472 triệu đồng", criterion.Point, criterion.Exceeded, "106.40"},
	{"Thành lập mới hợp tác xã", "HTX", "3", "9", criterion.Point, criterion.Exceeded, "300.00"},
	{"Trường chuẩn quốc gia", "trường", "3/3 trường", "3/3", criterion.RatioCount, criterion.Met, "100.00"},
	{"Xã nông thôn mới", "xã", "07/19", "06/19", criterion.RatioCount, criterion.NotMet, "85.71"},
	{"Tỷ lệ tham gia BHYT", "%", "từ 98% trở lên", "98,2%", criterion.AtLeast, criterion.Exceeded, "100.20"},
	{"Tỷ lệ tham gia BHYT", "%", "≥ 98", "98", criterion.AtLeast, criterion.Met, "100.00"},
	{"Sản lượng lương thực", "tấn", "trên 19.000 tấn", "19.612", criterion.MoreThan, criterion.Exceeded, "103.22"},
	{"Sản lượng lương thực", "tấn", "trên 19.000 tấn", "19.000", criterion.MoreThan, criterion.NotMet, "100.00"},
	{"Tỷ lệ thất nghiệp", "%", "dưới 4", "4,39", criterion.LessThan, criterion.NotMet, ""},
	{"Tỷ lệ thất nghiệp", "%", "dưới 4", "3,1", criterion.LessThan, criterion.Met, ""},
	{"Số vụ vi phạm", "vụ", "không quá 5 vụ", "5", criterion.AtMost, criterion.Met, ""},
	{"Tăng trưởng GRDP", "%", "từ 7,5% đến 8%", "7,8", criterion.Range, criterion.Met, "100.00"},
	{"Tăng trưởng GRDP", "%", "6,6-6,8", "7,02", criterion.Range, criterion.Exceeded, "103.24"},
	{"Tăng trưởng GRDP", "%", "6,6-6,8", "5,5", criterion.Range, criterion.NotMet, "83.33"},
	{"CPI", "%", "khoảng 4", "2,79", criterion.About, criterion.Exceeded, ""},
	{"Giảm tỷ lệ hộ nghèo", "điểm %", "3,5", "3,92", criterion.Change, criterion.Exceeded, "112.00"},
	{"Tỷ lệ hộ nghèo", "%", "giảm 3,5 điểm %", "giảm 3,92 điểm %", criterion.Change, criterion.Exceeded, "112.00"},
	{"Xã đạt chuẩn NTM", "xã", "tăng thêm 7 xã trở lên", "tăng thêm 7 xã", criterion.Increment, criterion.Met, "100.00"},
	{"Nước hợp vệ sinh", "%", "duy trì từ 98,4% trở lên", "98,6", criterion.Maintain, criterion.Met, "100.20"},
	{"Cháy rừng", "vụ", "không để xảy ra cháy rừng", "0 vụ", criterion.ZeroEvent, criterion.Met, ""},
	{"Cháy rừng", "vụ", "không để xảy ra cháy rừng", "không xảy ra", criterion.ZeroEvent, criterion.Met, ""},
	{"Cháy rừng", "vụ", "không để xảy ra cháy rừng", "1", criterion.ZeroEvent, criterion.NotMet, ""},
	{"Xếp loại", "", "hoàn thành tốt nhiệm vụ trở lên", "hoàn thành xuất sắc nhiệm vụ", criterion.Ordinal, criterion.Exceeded, ""},
	{"Xếp loại", "", "hoàn thành tốt nhiệm vụ trở lên", "hoàn thành nhiệm vụ", criterion.Ordinal, criterion.NotMet, ""},
	{"Xóa nhà tạm", "", "hoàn thành trước 30/10/2025", "15/10/2025", criterion.Milestone, criterion.Met, ""},
	{"Xóa nhà tạm", "", "hoàn thành trước 30/10/2025", "15/11/2025", criterion.Milestone, criterion.NotMet, ""},
	{"Huyện Thanh Ba", "", "đạt chuẩn nông thôn mới", "chưa đạt", criterion.Milestone, criterion.NotMet, ""},
	{"Tham gia BHXH bắt buộc | tự nguyện", "%", "43 | 2,0", "44 | 2,0", criterion.Composite, criterion.Met, ""},
	{"Cơ cấu lao động", "%", "43% và 2,0%", "42% và 2,5%", criterion.Composite, criterion.NotMet, ""},
	{"Xếp hạng", "Thứ bậc", "≤ 3 Đông Nam Á; ≤ 50 Thế giới", "2; 45", criterion.Scopes, criterion.Met, ""},
	{"Xã đạt chuẩn NTM", "%", "50% (8 xã)", "56,25%", criterion.Point, criterion.Exceeded, "112.50"},
	{"Giảm hộ nghèo", "%", "30% (tương đương 890 hộ, 0,04%)", "31", criterion.Change, criterion.Exceeded, "103.33"},
	{"Trồng rừng", "ha", "450 ha", "104%", criterion.Point, criterion.Exceeded, "104.00"},
	{"Trồng rừng", "ha", "450 ha", "hơn 138%", criterion.Point, criterion.Exceeded, "138.00"},
	{"Giải ngân", "tỷ đồng", "151,7", "gần 99,2", criterion.Point, criterion.NotMet, "65.39"},
	{"Thu ngân sách", "tỷ đồng", "37", "hơn 7", criterion.Point, criterion.NotMet, "18.92"},
	{"Tốc độ giảm", "%", "giảm bình quân trên 10%/năm", "11", criterion.PerYear, criterion.Exceeded, "110.00"},
}

func TestCases(t *testing.T) {
	for _, tt := range cases {
		hints := criterion.Hints{Name: tt.name, Unit: tt.unit}
		c, questions := criterion.Read(tt.plan, hints)
		if c.Kind != tt.kind || len(questions) > 0 {
			t.Errorf("%q is read as %s, asking %d", tt.plan, c.Kind, len(questions))
			continue
		}
		a, questions := criterion.ReadActual(tt.actual, c, hints)
		if len(questions) > 0 {
			t.Errorf("%q beside %q: %s", tt.actual, tt.plan, i18n.Say("vi", questions[0].Ask))
			continue
		}
		got := criterion.Assess(c, &a, criterion.Options{})
		percent := ""
		if got.Achievement != nil {
			percent = got.Achievement.Percent(2).String()
		}
		if got.Class != tt.class || percent != tt.percent {
			t.Errorf("%q for %q: %s %s, want %s %s (%s)", tt.actual, tt.plan, got.Class, percent, tt.class, tt.percent, i18n.Say("vi", got.Explanation))
		}
		for _, lang := range i18n.Langs() {
			for _, p := range []string{i18n.Say(lang, got.Explanation), i18n.Say(lang, c.Explain())} {
				if p == "" || strings.ContainsAny(p, "[{") {
					t.Errorf("%q for %q is not said in %s: %q", tt.actual, tt.plan, lang, p)
				}
			}
		}
	}
}

// What is unsure is asked, with the readings to choose from.
func TestAsks(t *testing.T) {
	for _, tt := range []struct{ plan, unit string }{
		{"24,472 tỷ", "tỷ đồng"}, {"phấn đấu tăng trưởng khá so với bình quân vùng", ""}, {"giảm 2%", "%"}, {"nhiều hơn năm trước", "ha"},
	} {
		if _, questions := criterion.Read(tt.plan, criterion.Hints{Name: "Thu", Unit: tt.unit}); len(questions) == 0 {
			t.Errorf("%q raises no question", tt.plan)
		}
	}
	meant := measure.NewDecimal(24472, 3)
	if c, questions := criterion.Read("24,472 tỷ", criterion.Hints{Unit: "tỷ đồng", Meant: &meant}); len(questions) > 0 || c.Value.String() != "24.472" {
		t.Errorf("the chosen reading is not taken: %v", c.Value)
	}
	c, _ := criterion.Read("400 ha", criterion.Hints{Unit: "ha"})
	for _, text := range []string{"tốt", "abc", "106,811 tỷ"} {
		if _, questions := criterion.ReadActual(text, c, criterion.Hints{Unit: "ha"}); len(questions) == 0 {
			t.Errorf("result %q raises no question", text)
		}
	}
}

func TestMissingIsNotZero(t *testing.T) {
	for _, tt := range cases {
		c, _ := criterion.Read(tt.plan, criterion.Hints{Name: tt.name, Unit: tt.unit})
		if got := criterion.Assess(c, nil, criterion.Options{}); got.Class != criterion.NotAssessed || got.Achievement != nil {
			t.Errorf("%q without a figure: %s", tt.plan, got.Class)
		}
	}
}

func TestCriterionSurvivesJSON(t *testing.T) {
	for _, tt := range cases {
		c, _ := criterion.Read(tt.plan, criterion.Hints{Name: tt.name, Unit: tt.unit})
		text, err := json.Marshal(c)
		if err != nil {
			t.Fatal(err)
		}
		var again criterion.Criterion
		if err := json.Unmarshal(text, &again); err != nil || !reflect.DeepEqual(c, again) {
			t.Errorf("%q: %s comes back as %+v, %v", tt.plan, text, again, err)
		}
	}
}

func TestCheckRow(t *testing.T) {
	got := criterion.CheckRow(criterion.Row{Name: "Trồng rừng", UnitOfMeasure: "ha", Plan: "550", Actual: "673", Percent: "122,5%", Class: "Không đạt"})
	codes := ""
	for _, f := range got.Flags {
		codes += f.Code + " "
	}
	if codes != "class_disagrees percent_disagrees " || got.Class != criterion.Exceeded {
		t.Errorf("%s, flags %s", got.Class, codes)
	}
	printed := criterion.CheckRow(criterion.Row{Name: "Thu ngân sách", Percent: "101,08%", Class: "Vượt"})
	if printed.Class != criterion.Exceeded || len(printed.Flags)+len(printed.Questions) > 0 {
		t.Errorf("a printed percentage alone: %+v", printed)
	}
	twice := criterion.CheckRow(criterion.Row{Name: "Thu ngân sách", Percent: "133,2% | 106,3%"})
	if said := i18n.Say("vi", twice.Explanation); twice.Achievement != nil || !strings.Contains(said, "133,2% | 106,3%.") {
		t.Errorf("two percentages of two plans: %s", said)
	}
	open := criterion.CheckRow(criterion.Row{Name: "Trồng rừng", UnitOfMeasure: "ha", Plan: "550", Actual: "tăng 5% so với cùng kỳ"})
	if open.Class != criterion.NotAssessed || open.Actual != nil || open.Explanation.Key != "target.unsure" || len(open.Questions) != 1 {
		t.Errorf("a result that leaves something open: %+v", open)
	}
	early := criterion.CheckRow(criterion.Row{Name: "[Quý I/2025] Trồng rừng", UnitOfMeasure: "ha", Plan: "450", Actual: "32,88", Percent: "7,3%"})
	if early.Class != criterion.NotAssessed || early.Achievement == nil {
		t.Errorf("a quarter is judged against the year: %s", early.Class)
	}
	insured := criterion.CheckRow(criterion.Row{Name: "Tỷ lệ tham gia BH thất nghiệp", UnitOfMeasure: "%", Plan: "39,0", Actual: "40"})
	if insured.Class != criterion.Exceeded {
		t.Errorf("unemployment insurance is taken for unemployment: %s", insured.Class)
	}
}

func FuzzRead(f *testing.F) {
	for _, tt := range cases {
		f.Add(tt.plan, tt.unit, tt.actual)
	}
	for _, actual := range []string{"41 ha, do thiếu 3 ha đất; 06 ha đang trồng", "50 ha (keo 30 ha, mỡ 20 ha), tổng kinh phí 2 tỷ đồng", "giảm 2 ha, từ 52 ha xuống 50 ha theo Quyết định số 12/QĐ-UBND"} {
		f.Add("50 ha", "ha", actual)
	}
	f.Fuzz(func(t *testing.T, plan, unit, actual string) {
		hints := criterion.Hints{Name: "Tên", Unit: unit}
		c, questions := criterion.Read(plan, hints)
		if c.Kind == criterion.Verbatim && len(questions) == 0 {
			t.Fatalf("%q was not read and not asked about", plan)
		}
		if c.Text != plan {
			t.Fatalf("%q became %q", plan, c.Text)
		}
		a, _ := criterion.ReadActual(actual, c, hints)
		i18n.Say("vi", a.Aside())
		i18n.Say("vi", criterion.Assess(c, &a, criterion.Options{}).Explanation)
		i18n.Say("en", c.Explain())
		criterion.CheckRow(criterion.Row{Name: "x", UnitOfMeasure: unit, Plan: plan, Actual: actual, Percent: actual})
	})
}
