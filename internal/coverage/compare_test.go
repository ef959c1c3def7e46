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
		{"Tỷ lệ hồ sơ thủ tục hành chính giải quyết quá hạn không quá 3%", "Tỷ lệ hồ sơ thủ tục hành chính giải quyết quá hạn không quá 5%", coverage.Weaker},
		{"Tỷ lệ hồ sơ thủ tục hành chính giải quyết quá hạn không quá 3%", "Tỷ lệ hồ sơ thủ tục hành chính giải quyết quá hạn không quá 2%", coverage.Same},
		{"Huy động nguồn vốn xã hội hóa giáo dục tối thiểu 1.000 triệu đồng", "Huy động nguồn vốn xã hội hóa giáo dục tối thiểu 0,9 tỷ đồng", coverage.Weaker},
		{"Huy động nguồn vốn xã hội hóa giáo dục tối thiểu 1.000 triệu đồng", "Huy động nguồn vốn xã hội hóa giáo dục tối thiểu 1,2 tỷ đồng", coverage.Same},
		{"Không để xảy ra khai thác khoáng sản trái phép trên địa bàn", "Kiểm tra khai thác khoáng sản trái phép trên địa bàn", coverage.Weaker},
		{"Tổ chức đối thoại với nhân dân về tái định cư", "Chưa tổ chức đối thoại với nhân dân về tái định cư", coverage.Contrary},
		{"Kinh phí nghiên cứu phát triển đạt 2% GDP, trong đó kinh phí từ xã hội chiếm hơn 60%", "Kinh phí nghiên cứu phát triển đạt 2% GDP", coverage.Same},
		{"Kinh phí nghiên cứu phát triển đạt 2% GDP, trong đó kinh phí từ xã hội chiếm hơn 60%", "Kinh phí nghiên cứu phát triển đạt 1,5% GDP", coverage.Weaker},
		{"Đến năm 2045 quy mô kinh tế số đạt tối thiểu 50% GDP", "Đến năm 2030 quy mô kinh tế số đạt tối thiểu 30% GDP", coverage.Same},
		{"Đến năm 2030 quy mô kinh tế số đạt tối thiểu 50% GDP", "Đến năm 2030 quy mô kinh tế số đạt tối thiểu 30% GDP", coverage.Weaker},
		{"Tập trung đầu tư cho các tổ chức khoa học công nghệ công lập", "Sắp xếp lại tổ chức khoa học công nghệ công lập hoạt động không hiệu quả để tập trung đầu tư", coverage.Same},
		{"Không để xảy ra khai thác khoáng sản trái phép trên địa bàn", "Không để xảy ra khai thác khoáng sản trái phép và đánh bắt trái phép trên địa bàn", coverage.Same},
		{"Bố trí tối thiểu 2% tổng chi ngân sách cho khoa học", "Bố trí tối đa 2% tổng chi ngân sách cho khoa học", coverage.Weaker},
		{"Thu gom, xử lý trên 90% chất thải rắn đô thị", "Thu gom, xử lý dưới 90% chất thải rắn đô thị", coverage.Weaker},
		{"Không hợp thức hóa nhà xây dựng trái phép", "Hợp thức hóa nhà xây dựng trái phép trước năm 2020", coverage.Contrary},
		{"Nghiêm cấm chặt phá rừng phòng hộ đầu nguồn", "Cho phép chặt phá rừng phòng hộ đầu nguồn", coverage.Contrary},
		{"Dừng chặt phá rừng phòng hộ đầu nguồn", "Tiếp tục chặt phá rừng phòng hộ đầu nguồn", coverage.Contrary},
		{"Dừng chặt phá rừng phòng hộ đầu nguồn", "Tiếp tục ngăn chặn chặt phá rừng phòng hộ đầu nguồn", coverage.Same},
		{"Chấm dứt xả thải ra lưu vực sông suối", "Từng bước giảm xả thải ra lưu vực sông suối", coverage.Weaker},
		{"Gửi báo cáo cải cách hành chính trước ngày 15 hằng tháng", "Gửi báo cáo cải cách hành chính trước ngày 25 hằng tháng", coverage.Weaker},
		{"Lập tổ công nghệ số cộng đồng tại tất cả các thôn", "Lập tổ công nghệ số cộng đồng tại các thôn, trừ các thôn vùng sâu", coverage.Weaker},
		{"Đào tạo nghề cho 200 lao động nông thôn mỗi năm", "Đào tạo nghề cho 200 lao động nông thôn trong cả giai đoạn 2026-2030", coverage.Weaker},
		{"Thời gian giải quyết khiếu nại giảm còn 20 ngày", "Thời gian giải quyết khiếu nại giảm 20 ngày", coverage.Weaker},
		{"Hoàn thành đo đạc bản đồ địa chính trong quý II năm 2026", "Hoàn thành đo đạc bản đồ địa chính trong quý IV năm 2026", coverage.Weaker},
		{"Hoàn thành đo đạc bản đồ địa chính trước ngày 30/8/2025", "Hoàn thành đo đạc bản đồ địa chính trong tháng 8/2025", coverage.Weaker},
		{"Hoàn thành đo đạc bản đồ địa chính trước ngày 30/8/2025", "Hoàn thành đo đạc bản đồ địa chính trước ngày 15/8/2025 theo Chỉ thị số 21/CT-TTg ngày 10/9/2025", coverage.Same},
		{"Ưu tiên bố trí vốn cho thôn đặc biệt khó khăn", "Xem xét ưu tiên bố trí vốn cho thôn đặc biệt khó khăn khi có điều kiện", coverage.Weaker},
		{"100% hộ nghèo được vay vốn ưu đãi", "Toàn bộ hộ nghèo được vay vốn ưu đãi", coverage.Same},
		{"Tiêm phòng 80% tổng đàn gia súc", "Tiêm phòng 80% đàn trâu", coverage.Weaker},
		{"80% tổng đàn được tiêm phòng vắc xin lở mồm long móng", "80% đàn trâu được tiêm phòng vắc xin lở mồm long móng", coverage.Weaker},
		{"Tiêm phòng 80% tổng đàn gia súc", "Tiêm phòng 80% đàn gia súc trên địa bàn", coverage.Same},
		{"Tiêm phòng 80% tổng đàn gia súc", "Tiêm phòng 80% tổng đàn gia súc, gia cầm", coverage.Same},
		{"Tiêm phòng 80% đàn trâu", "Tiêm phòng 80% tổng đàn", coverage.Same},
		{"80% tổng số hộ tham gia bảo hiểm", "80% hộ dân tham gia bảo hiểm", coverage.Same},
		{"Mở rộng diện tích trồng cây ăn quả", "Thu hẹp diện tích trồng cây ăn quả", coverage.Contrary},
		{"Miễn học phí cho học sinh dân tộc thiểu số", "Thu học phí đối với học sinh dân tộc thiểu số", coverage.Contrary},
		{"Bảo tồn lễ hội Lồng tồng của dân tộc Tày", "Bãi bỏ lễ hội Lồng tồng của dân tộc Tày", coverage.Contrary},
		{"Di dời các hộ dân vùng sạt lở", "Tạm hoãn di dời các hộ dân vùng sạt lở", coverage.Contrary},
		{"Di dời các hộ dân vùng sạt lở", "Không trì hoãn di dời các hộ dân vùng sạt lở", coverage.Same},
		{"Báo cáo kết quả giải ngân hằng tháng", "Báo cáo kết quả giải ngân hằng quý", coverage.Weaker},
		{"Báo cáo kết quả giải ngân hằng quý", "Báo cáo kết quả giải ngân hằng tháng", coverage.Same},
		{"Ít nhất 2/3 số thôn đạt chuẩn nông thôn mới", "1/2 số thôn đạt chuẩn nông thôn mới", coverage.Weaker},
		{"Ít nhất 2/3 số thôn đạt chuẩn nông thôn mới", "3/4 số thôn đạt chuẩn nông thôn mới", coverage.Same},
		{"Hoàn thành giải phóng mặt bằng trước ngày 30/6/2026", "Cơ bản hoàn thành giải phóng mặt bằng trước ngày 30/6/2026", coverage.Weaker},
		{"Kiểm tra 100% cơ sở kinh doanh thực phẩm", "Kiểm tra đột xuất một số cơ sở kinh doanh thực phẩm", coverage.Weaker},
		{"Trả kết quả thủ tục hành chính trong 30 phút", "Trả kết quả thủ tục hành chính đạt 30%", coverage.Weaker},
		{"Vận hành trung tâm dữ liệu trong quý I năm 2026", "Vận hành trung tâm dữ liệu trong 6 tháng đầu năm 2026", coverage.Weaker},
		{"Xóa bỏ hoàn toàn nhà tạm, nhà dột nát", "Giảm dần nhà tạm, nhà dột nát", coverage.Weaker},
		{"Tăng tỷ lệ che phủ rừng lên 72%", "Giữ ổn định tỷ lệ che phủ rừng ở mức 70%", coverage.Weaker},
		{"Nâng tỷ lệ lao động qua đào tạo có chứng chỉ", "Giảm tỷ lệ lao động qua đào tạo có chứng chỉ", coverage.Contrary},
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

// A step on the way is no fault, and does not take the whole up; where one own
// item does what is asked, another's lower figure is of another year or thing.
func TestStepsOnTheWay(t *testing.T) {
	ask := item("Đến năm 2045 quy mô kinh tế số đạt tối thiểu 50% GDP", "", "")
	step, whole := item("Quy mô kinh tế số đạt tối thiểu 30% GDP", "", ""), item("Quy mô kinh tế số đạt tối thiểu 50% GDP", "", "")
	step.Under, whole.Under = "Đến năm 2030", "Đến năm 2045"
	if p := coverage.Propose([]coverage.Item{ask}, []coverage.Item{step}, coverage.Synonyms{})[0]; p.Status == coverage.Covered || len(p.Matches) != 1 || p.Matches[0].Fit != coverage.Same || len(p.Missing) != 1 {
		t.Errorf("a step alone: %+v", p)
	}
	p := coverage.Propose([]coverage.Item{ask}, []coverage.Item{step, whole}, coverage.Synonyms{})[0]
	if p.Status != coverage.Covered || len(p.Matches) != 2 || p.Matches[0].Own != 1 || len(p.Against(coverage.Weaker)) > 0 {
		t.Errorf("both: %+v", p)
	}
	low := item("Quy mô kinh tế số đạt tối thiểu 30% GDP", "", "")
	low.Under = "Đến năm 2050"
	if p := coverage.Propose([]coverage.Item{ask}, []coverage.Item{low}, coverage.Synonyms{})[0]; len(p.Against(coverage.Weaker)) != 1 || len(p.Matches[0].Why) != 2 {
		t.Errorf("later and lower: %+v", p)
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

// A line that an office adds to the table counts beside the common ones, and for
// whoever does not have it the words stay apart.
func TestAnOfficesOwnSynonyms(t *testing.T) {
	superior := []coverage.Item{item("Nhân rộng mô hình tổ công nghệ số cộng đồng tới từng khu dân cư", "", "")}
	own := []coverage.Item{item("Nhân rộng tổ xung kích bấm máy tới từng khu dân cư", "", ""), item("Cấp sổ đỏ cho các hộ", "", "")}
	status := func(syn coverage.Synonyms) coverage.Status { return coverage.Propose(superior, own, syn)[0].Status }
	if got := status(coverage.NewSynonyms(nil)); got == coverage.Covered {
		t.Errorf("without the office's line: %s", got)
	}
	table := coverage.NewSynonyms([]string{"mô hình tổ công nghệ số cộng đồng; tổ xung kích bấm máy"})
	if got := status(table); got != coverage.Covered {
		t.Errorf("with the office's line: %s", got)
	}
	land := []coverage.Item{item("Cấp giấy chứng nhận quyền sử dụng đất cho các hộ", "", "")}
	if got := coverage.Propose(land, own, table)[0].Status; got != coverage.Covered {
		t.Errorf("the common ones beside it: %s", got)
	}
}
