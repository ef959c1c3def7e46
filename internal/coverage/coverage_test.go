package coverage_test

import (
	"math/rand/v2"
	"strings"
	"testing"

	"dondoc/internal/coverage"
	"dondoc/internal/criterion"
	"dondoc/internal/viet"
)

func item(text, plan, unit string) coverage.Item {
	i := coverage.Item{Text: text, Unit: unit}
	if plan != "" {
		c, _ := criterion.Read(plan, criterion.Hints{Unit: unit})
		i.Plan = &c
	}
	return i
}

func TestCoverageIsProposed(t *testing.T) {
	superior := []coverage.Item{item("Phổ cập kỹ năng số cho người dân qua nền tảng học tập trực tuyến", "", ""), item("Tỷ lệ hồ sơ trực tuyến toàn trình", "tối thiểu 80%", "%"),
		item("Xây dựng nhà máy điện hạt nhân", "", ""), item("Tỷ lệ hộ nghèo đa chiều", "dưới 3%", "%")}
	own := []coverage.Item{item("Phổ cập kỹ năng số cho người dân trong xã", "", ""), item("Tỷ lệ hồ sơ trực tuyến toàn trình của xã", "từ 70% trở lên", "%"), item("Tỷ lệ hộ nghèo đa chiều", "dưới 2,5%", "%")}
	p := coverage.Propose(superior, own, coverage.Synonyms{})
	want := []coverage.Status{coverage.Partly, coverage.Partly, coverage.NotCovered, coverage.Covered}
	for i, w := range want {
		if p[i].Status != w && !(i == 0 && p[i].Status == coverage.Covered) {
			t.Errorf("%s is %s by %v", superior[i].Text, p[i].Status, p[i].Matches)
		}
	}
	if len(p[1].Against(coverage.Weaker)) != 1 || len(p[3].Against(coverage.Weaker)) != 0 {
		t.Errorf("weaker figures: %v, %v", p[1], p[3])
	}
}

// A figure that is more than what is asked for takes it up, and one that is less is
// told, though the number is another, "mỗi … trở lên" stands in the superior's words
// alone, and an item of another thing has a greater one.
func TestAFigureThatIsEnough(t *testing.T) {
	own := []coverage.Item{item("Trồng mới 120 ha rừng trong năm.", "", ""), item("Duy trì tỷ lệ che phủ rừng 58,2%.", "", ""), item("Diện tích trồng rừng", "120 ha", "ha"),
		item("Cấp chứng chỉ quản lý rừng bền vững cho 200 ha rừng trồng.", "", ""), item("Tăng cường kiểm tra, xử lý vi phạm pháp luật về lâm nghiệp.", "", "")}
	for asked, want := range map[string]coverage.Status{
		"Mỗi xã trồng mới từ 100 ha rừng trở lên trong năm.": coverage.Covered,
		"Mỗi xã trồng mới từ 130 ha rừng trở lên trong năm.": coverage.Partly,
	} {
		p := coverage.Propose([]coverage.Item{item(asked, "", "")}, own, coverage.Synonyms{})[0]
		if p.Status != want || len(p.Missing) > 0 || (len(p.Against(coverage.Weaker)) == 0) != (want == coverage.Covered) {
			t.Errorf("%s: %s, missing %v, by %v", asked, p.Status, p.Missing, p.Matches)
		}
	}
}

// BenchmarkCoverage holds 500 items against 500.
func BenchmarkCoverage(b *testing.B) {
	vocabulary := strings.Fields(viet.Fold("kinh tế số hạ tầng dữ liệu nhân lực trẻ em trường học y tế bảo hiểm rừng nước sạch nông thôn mới hợp tác xã giải ngân đầu tư công khoáng sản môi trường thủ tục hành chính dịch vụ công trực tuyến chuyển đổi an ninh quốc phòng"))
	r := rand.New(rand.NewPCG(1, 2))
	make500 := func() []coverage.Item {
		out := make([]coverage.Item, 500)
		for i := range out {
			var words []string
			for range 30 {
				words = append(words, vocabulary[r.IntN(len(vocabulary))])
			}
			out[i].Text = strings.Join(words, " ")
		}
		return out
	}
	superior, own := make500(), make500()
	for b.Loop() {
		coverage.Propose(superior, own, coverage.Synonyms{})
	}
}
