package coverage_test

import (
	"testing"

	"dondoc/internal/coverage"
)

// What speaks of the same is looked at once more: figure, year, direction,
// negation and softness of the pair.
func TestFitOfAPair(t *testing.T) {
	for _, tt := range []struct {
		superior, own string
		fit           coverage.Fit
	}{
		{"Tỷ lệ hồ sơ trực tuyến toàn trình đạt tối thiểu 95% vào năm 2027", "Tỷ lệ hồ sơ trực tuyến toàn trình đạt tối thiểu 95% vào năm 2027", coverage.Same},
		{"Tỷ lệ hồ sơ trực tuyến toàn trình đạt tối thiểu 95% vào năm 2027", "Tỷ lệ hồ sơ trực tuyến toàn trình đạt tối thiểu 97% vào năm 2026", coverage.Same},
		{"Tỷ lệ hồ sơ trực tuyến toàn trình đạt tối thiểu 95% vào năm 2027", "Tỷ lệ hồ sơ trực tuyến toàn trình đạt tối thiểu 90% vào năm 2027", coverage.Weaker},
		{"Hoàn thành số hóa hồ sơ đất đai toàn tỉnh trước năm 2027", "Hoàn thành số hóa hồ sơ đất đai toàn huyện trước năm 2029", coverage.Weaker},
		{"Không để xảy ra khai thác khoáng sản trái phép trên địa bàn", "Hạn chế khai thác khoáng sản trái phép trên địa bàn", coverage.Weaker},
		{"Không để xảy ra khai thác khoáng sản trái phép trên địa bàn", "Không để xảy ra khai thác khoáng sản trái phép tại các xã", coverage.Same},
		{"Phát triển du lịch cộng đồng gắn với bản sắc văn hóa dân tộc", "Không có điều kiện phát triển du lịch cộng đồng gắn với bản sắc văn hóa dân tộc", coverage.Contrary},
		{"Phát triển du lịch cộng đồng gắn với bản sắc văn hóa dân tộc", "Chưa triển khai phát triển du lịch cộng đồng gắn với bản sắc văn hóa dân tộc", coverage.Contrary},
		{"Tăng diện tích rừng trồng gỗ lớn hằng năm", "Giảm diện tích rừng trồng gỗ lớn hằng năm", coverage.Contrary},
	} {
		p := coverage.Propose([]coverage.Item{item(tt.superior, "", "")}, []coverage.Item{item(tt.own, "", "")}, coverage.Synonyms{})[0]
		got := coverage.Same
		for _, fit := range []coverage.Fit{coverage.Weaker, coverage.Contrary} {
			if len(p.Against(fit)) > 0 {
				got = fit
			}
		}
		if got != tt.fit || tt.fit != coverage.Same && p.Status == coverage.Covered {
			t.Errorf("%q for %q: %q (%s), want %q", tt.own, tt.superior, got, p.Status, tt.fit)
		}
	}
}

// An office's own words for a thing stand for it, those everybody uses and
// those it adds.
func TestSynonymsCover(t *testing.T) {
	superior := []coverage.Item{item("Hoàn thành cấp giấy chứng nhận quyền sử dụng đất cho các hộ dân tái định cư", "", "")}
	for _, own := range []string{"Hoàn thành cấp sổ đỏ cho các hộ dân tái định cư", "Hoàn thành cấp GCNQSDĐ cho các hộ dân tái định cư"} {
		if p := coverage.Propose(superior, []coverage.Item{item(own, "", "")}, coverage.NewSynonyms(nil))[0]; p.Status != coverage.Covered {
			t.Errorf("%q: %s by %v", own, p.Status, p.Matches)
		}
	}
}
