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

// Beside a plan that was reached a clause of open words is read only where each
// word is a known one: no list of what turns a figure is ever whole.
func TestOpenWordsBesideAPlanThatWasReached(t *testing.T) {
	judgeAll(t, []turned{
		{"Thu nhập bình quân đầu người", "triệu đồng", "45 triệu đồng", "46,2 triệu đồng, hỏi 30 hộ khá giả", "ask"},
		{"Số lượt khách du lịch", "lượt", "20.000 lượt", "21.500 lượt, vé bán ra 8.700 tờ", "ask"},
		{"Số công dân nhập ngũ", "công dân", "18 công dân", "18 công dân, đơn vị nhận quân gửi trả về 2 trường hợp", "ask"},
		{"Số vụ cháy rừng", "vụ", "không để xảy ra cháy rừng", "Không xảy ra vụ nào, kiểm lâm ghi nhận một đám 0,4 ha tại Khuổi Slẳng", "ask"},
		{"Số hộ thoát nghèo trong năm", "hộ", "40 hộ", "41 hộ, trong đó 7 hộ của xã Vân Tùng", "ask"},
		{"Số lượt khách du lịch", "lượt", "20.000 lượt", "22.100 lượt, doanh thu ước đạt 4,2 tỷ đồng", "exceeded"},
		{"Tỷ lệ nợ quá hạn", "%", "dưới 0,3%", "0,12%, dư nợ 41,6 tỷ đồng với 862 hộ vay", "met"},
		{"Số mô hình sản xuất mới", "mô hình", "3 mô hình", "03 mô hình: nuôi dê thương phẩm, trồng bí xanh thơm, trồng rau trái vụ", "met"},
		{"Số hợp tác xã thành lập mới", "hợp tác xã", "2 hợp tác xã", "03 HTX (HTX Nông sản Bằng Vân, HTX Miến dong Thuần Mang, HTX Du lịch Pù Ổ)", "exceeded"},
		{"Tỷ lệ hồ sơ nộp trực tuyến", "%", "80%", "83,6%, cao hơn mức bình quân của tỉnh (76,2%)", "exceeded"},
		{"Tỷ lệ hồ sơ nộp trực tuyến", "%", "80%", "83,6%, cao hơn mức bình quân của tỉnh (86,2%)", "ask"},
		{"Tỷ lệ che phủ rừng", "%", "60%", "60,2%, giữ nguyên so với năm trước", "exceeded"},
		{"Năng suất lúa", "tạ/ha", "55 tạ/ha", "56,2 tạ/ha, sản lượng 2.140 tấn", "exceeded"},
	})
}

// What is told in open words behind a figure is asked about as the figure's own
// question, and who says that it stands is believed.
func TestTheFigureStands(t *testing.T) {
	in := criterion.Hints{Name: "Số lượt khách du lịch", Unit: "lượt"}
	plan, _ := criterion.Read("20.000 lượt", in)
	said := "21.500 lượt, vé bán ra 8.700 tờ"
	a, asks := criterion.ReadActual(said, plan, in)
	if len(asks) != 1 || asks[0].Ask.Key != "target.beside_open" || len(asks[0].Choices) != 1 || !a.Unsure {
		t.Fatalf("asked %v", asks)
	}
	in.Meant = &asks[0].Choices[0]
	a, asks = criterion.ReadActual(said, plan, in)
	if len(asks) > 0 || a.Unsure || a.Value == nil || a.Value.Cmp(*in.Meant) != 0 || a.Text != said || len(a.Beside) != 1 {
		t.Errorf("answered, it is read as %+v, asked %v", a, asks)
	}
}

// Numbers in words, grades of bodies, and parts that are always some of all.
func TestMoreThatIsPlain(t *testing.T) {
	judgeAll(t, []turned{
		{"Số lớp tập huấn", "lớp", "12 lớp", "Mười hai lớp", "met"},
		{"Số lớp tập huấn", "lớp", "12 lớp", "Mười một lớp", "not_met"},
		{"Số lớp tập huấn", "lớp", "20 lớp", "Hai mươi mốt lớp", "exceeded"},
		{"Số lớp tập huấn", "lớp", "5 lớp", "Năm lớp", "met"},
		{"Số lớp tập huấn", "lớp", "5 lớp", "Năm xã", "ask"},
		{"Xếp loại lực lượng dân quân", "", "vững mạnh toàn diện", "đạt vững mạnh toàn diện", "met"},
		{"Xếp loại lực lượng dân quân", "", "vững mạnh toàn diện", "vững mạnh", "not_met"},
		{"Xếp loại lực lượng dân quân", "", "vững mạnh", "vững mạnh toàn diện", "exceeded"},
		{"Xếp loại lực lượng dân quân", "", "vững mạnh", "khá", "not_met"},
		{"Xếp loại lực lượng dân quân", "", "vững mạnh", "tốt", "ask"},
		{"Chỉ số cải cách hành chính", "điểm", "85 điểm", "87,2 điểm (thứ 11/63)", "exceeded"},
		{"Số lượt khách du lịch", "lượt", "100.000 lượt", "112.400 lượt, khách quốc tế 9.150 lượt", "exceeded"},
		{"Số lượt khách du lịch", "lượt", "100.000 lượt", "112.400 lượt, khách vãng lai 9.150 lượt", "ask"},
		{"Tổng đàn lợn", "con", "8.000 con", "8.320 con, lợn nái 610 con", "exceeded"},
		{"Tổng đàn lợn nái", "con", "600 con", "8.320 con, lợn nái 610 con", "ask"},
	})
}

// A count of a total beside a percentage must make it, its unit written twice or once.
func TestACountWithItsUnitTwice(t *testing.T) {
	judgeAll(t, []turned{
		{"Tỷ lệ hộ nghèo", "%", "dưới 9%", "8,62%, tương đương 214 hộ/2.482 hộ", "met"},
		{"Tỷ lệ hộ nghèo", "%", "dưới 9%", "8,62%, tương đương 614 hộ/2.482 hộ", "ask"},
		{"Tỷ lệ hộ nghèo", "%", "dưới 9%", "8,62%, 614 hộ/2.482 hộ", "ask"},
	})
}

// Of about as many other things, of none, of what one of them has, or of cases by
// another word: such a clause may tell how many the figure really holds.
func TestAboutAsManyOthers(t *testing.T) {
	judgeAll(t, []turned{
		{"Số nhà tạm, nhà dột nát được xóa", "nhà", "55 nhà", "56 nhà, kinh phí cấp cho 48 hộ", "ask"},
		{"Số nhà tạm, nhà dột nát được xóa", "nhà", "55 nhà", "56 nhà, kinh phí 1,4 tỷ đồng", "exceeded"},
		{"Số hợp tác xã thành lập mới", "hợp tác xã", "2 hợp tác xã", "2 HTX, vốn góp 0 đồng", "ask"},
		{"Số xã đạt chuẩn nông thôn mới", "xã", "3 xã", "3 xã, xã Cốc Đán 16 tiêu chí", "ask"},
		{"Số câu lạc bộ văn nghệ", "câu lạc bộ", "8 câu lạc bộ", "09 câu lạc bộ, 07 đội văn nghệ", "exceeded"},
		{"Số vụ tai nạn giao thông", "vụ", "không quá 5 vụ", "4 vụ, bệnh viện nhận 9 ca", "ask"},
		{"Số vụ tai nạn giao thông", "vụ", "không quá 5 vụ", "4 vụ, làm 02 người chết", "met"},
	})
}

// Degrees of the things counted are parts of them; what is left may be told with
// when it is to be done, and a count with another behind a slash.
func TestPartsByDegreeAndWhatIsSoonDone(t *testing.T) {
	judgeAll(t, []turned{
		{"Số trường học đạt chuẩn quốc gia", "trường", "6 trường", "6/6 trường, trong đó 02 trường đạt chuẩn mức độ 2", "met"},
		{"Số xã đạt chuẩn nông thôn mới", "xã", "3 xã", "3 xã (Bằng Vân, Cốc Đán, Đức Vân), trong đó 01 xã đạt chuẩn nâng cao", "met"},
		{"Số xã đạt chuẩn nông thôn mới", "xã", "3 xã", "3 xã, trong đó 01 xã đạt chuẩn", "ask"},
		{"Số nhà tạm, nhà dột nát được xóa", "nhà", "55 nhà", "49 nhà, còn 6 nhà đang hoàn thiện, dự kiến xong trước Tết", "not_met"},
		{"Số nhà tạm, nhà dột nát được xóa", "nhà", "55 nhà", "49 nhà, dự kiến xong trước Tết", "ask"},
		{"Số buổi tuyên truyền", "buổi", "24 buổi", "24 buổi/2.105 lượt người", "met"},
		{"Số buổi tuyên truyền", "buổi", "24 buổi", "24 buổi/25 buổi", "met"},
	})
}
