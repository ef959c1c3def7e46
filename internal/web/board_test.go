package web_test

import (
	"net/url"
	"testing"

	"dondoc/internal/app/desk"
	"dondoc/internal/app/standing"
	"dondoc/internal/criterion"
)

// row finds a target of the sample district by its number.
func (s *site) row(number string) standing.BoardRow {
	s.Helper()
	b, err := s.Scoreboard(s.Context(), desk.Operator("test"), standing.BoardQuery{Unit: "ngan-son", Cycle: "2023"})
	if err != nil {
		s.Fatal(err)
	}
	for _, r := range b.Rows {
		if r.Label == number {
			return r
		}
	}
	s.Fatalf("no target %s", number)
	return standing.BoardRow{}
}

func TestScoreboard(t *testing.T) {
	s := newSite(t)
	r := s.as("can-bo", "vi")
	r.get("/u/ngan-son/2023").sees(200, "26/34", "Diện tích trồng rừng", "101,08", "Ma Kim Sơn", "Huyện Ngân Sơn", "minh hoạ", `lang="vi"`)
	r.get("/u/ngan-son/2023?as-known=31/12/2023").sees(200, "27/34")
	r.get("/u/ngan-son/2023?class=not_met").sees(200, "giải ngân", "!Diện tích trồng rừng", "26/34")
	r.get("/u/ngan-son/2023?q=lam+nghiep").sees(200, "vi phạm pháp luật về lâm nghiệp", "!Diện tích trồng rừng")
	r.get("/u/ngan-son/2023?q=khong+co+gi").sees(200, "Không có chỉ tiêu nào hợp")
	r.get("/u/ngan-son/2023?as-known=hôm+qua").sees(200, "hôm qua", "26/34")
	r.get("/u/ngan-son/2024").sees(200, "24/30")
	r.get("/u/ngan-son/1999").sees(200, "chưa có chỉ tiêu năm 1999")
	r.get("/u/ngan-son/x").sees(422)
	r.get("/u/khong-co/2023").sees(404)
	r.get("/u/ngan-son-nong-nghiep/2023").sees(200, "Diện tích trồng rừng")
	s.as("can-bo", "en").get("/u/ngan-son/2023").sees(200, "26/34", "exceeded", `lang="en"`, "101.08", "!chưa đánh giá")
}

// The counts of the sentence are the rows of their lists.
func TestEveryCountIsItsList(t *testing.T) {
	s := newSite(t)
	b, err := s.Scoreboard(t.Context(), desk.Operator("test"), standing.BoardQuery{Unit: "ngan-son", Cycle: "2023"})
	if err != nil {
		t.Fatal(err)
	}
	r := s.as("thanh-tra", "vi")
	for _, class := range criterion.Classes() {
		r.get("/u/ngan-son/2023?class=" + string(class))
		for _, row := range b.Rows {
			want := ""
			if row.Class != class {
				want = "!"
			}
			r.sees(200, want+"/targets/"+string(row.Target.ID))
		}
	}
}

func TestOnlyOnesOwnDistrict(t *testing.T) {
	s := newSite(t)
	forest := s.row("7")
	r := s.as("can-bo-na-phac", "vi")
	r.get("/u/ngan-son/2023").sees(404, "!26/34", "!Diện tích trồng rừng")
	r.get("/targets/"+string(forest.Target.ID)).sees(404, "!Diện tích trồng rừng")
	r.get("/targets/"+string(forest.Target.ID)+"/history").sees(404, "!Diện tích trồng rừng")
	r.get("/u/na-phac/2023").sees(200, "Diện tích trồng rừng")
	stranger := s.as("", "vi")
	stranger.get("/u/ngan-son/2023").sees(200, "Đăng nhập", "!26/34")
}

func TestTargetPage(t *testing.T) {
	s := newSite(t)
	forest := "/targets/" + string(s.row("7").Target.ID)
	r := s.as("lanh-dao", "vi")
	r.get(forest).sees(200, "Diện tích trồng rừng", "600/500 ha = 120", "từ 01/07/2023", "Ma Kim Sơn", "500 ha", "Nà Phặc", "đã duyệt")
	r.get(forest+"?as-known=2023-06-30").sees(200, "!600/500 ha")
	r.get(forest + "?as-known=2020-01-01").sees(404)
	r.get(forest+"/history").sees(200, "Báo cáo số liệu", "Thẩm định", "Cán bộ tổng hợp Ngân Sơn (mẫu)", "!{&#34;")
	s.as("thanh-tra", "en").get(forest).sees(200, "600/500 ha = 120")
}

func TestConfirmClass(t *testing.T) {
	s := newSite(t)
	budget := "/targets/" + string(s.row("1").Target.ID)
	head := s.as("lanh-dao", "vi")
	head.post(budget+"/class", url.Values{"class": {"met"}}).sees(422, "Cần ghi rõ lý do")
	head.post(budget+"/class", url.Values{"class": {"met"}, "reason": {"theo hướng dẫn"}}).sees(200, "theo hướng dẫn", "Đã ghi nhận")
	s.as("can-bo", "vi").post(budget+"/class", url.Values{"class": {"met"}, "reason": {"x"}}).sees(403)
	head.get("/u/ngan-son/2023").sees(200, "26/34", "▲")
}

func TestReviseShowsWhatIsUnderstood(t *testing.T) {
	s := newSite(t)
	forest := "/targets/" + string(s.row("7").Target.ID)
	office := s.as("van-phong", "vi")
	office.get(forest+"/revise").sees(200, "500 ha", "Lần ghi đầu tiên luôn được giữ")
	office.get(forest+"/revise/read?wording="+url.QueryEscape("từ 450 ha trở lên")).sees(200, "từ 450 ha trở lên", "!Lưu")
	office.get(forest+"/revise/read?wording="+url.QueryEscape("từ 4 sao trở lên: 2 sản phẩm")).sees(200, "có con số chưa hiểu được")
	office.post(forest+"/revise", url.Values{"wording": {"phấn đấu nhiều hơn"}, "reason": {"x"}, "confirmed": {"1"}}).sees(422, "phấn đấu nhiều hơn", "Không đọc được")
	office.post(forest+"/revise", url.Values{"wording": {"450 ha"}}).sees(422, "Cần ghi rõ lý do", "450 ha")
	office.post(forest+"/revise", url.Values{"wording": {"450 ha"}, "reason": {"NQ điều chỉnh"}, "confirmed": {"1"}}).sees(200, "450 ha", "500 ha", "NQ điều chỉnh", "133,33")
	office.post(forest+"/revise", url.Values{"wording": {"450 ha"}, "interim": {"nửa năm 200"}, "reason": {"x"}, "confirmed": {"1"}}).sees(422, "Không đọc được mốc", "nửa năm 200")
	office.post(forest+"/revise", url.Values{"wording": {"450 ha"}, "interim": {"6 tháng: 200 ha; quý III: từ 400 ha trở lên"}, "reason": {"kế hoạch quý"}, "confirmed": {"1"}}).
		sees(200, "mốc trong năm", `<td class="num">200 ha</td>`, `<td class="num">từ 400 ha trở lên</td>`)
	s.as("lanh-dao", "vi").post(forest+"/revise", url.Values{"wording": {"1 ha"}, "reason": {"x"}}).sees(403)
}
