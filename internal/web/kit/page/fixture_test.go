package page_test

import (
	"fmt"
	"strconv"
	"strings"

	"dondoc/internal/chart"
	"dondoc/internal/i18n"
	"dondoc/internal/phrase"
	"dondoc/internal/web/board"
	"dondoc/internal/web/kit/page"
)

// The fixtures are a board of the shape of Ngân Sơn 2023 with the longest real
// names. Published figures: baobackan.com.vn post59980 and post8465; every
// other figure and every person is made up.

const fixtureRows = `1|I. Kinh tế|Thu ngân sách nhà nước trên địa bàn|từ 25,5 tỷ đồng trở lên|tỷ đồng|25,5|25,775|101,08|exceeded
2|I. Kinh tế|Tổng sản lượng lương thực có hạt|trên 19.000 tấn|tấn|19.000|19.612|103,22|exceeded
3|I. Kinh tế|Diện tích đất ruộng, soi bãi đạt giá trị 100 triệu đồng/ha/năm|850 ha|ha|850|850|100|met
4|I. Kinh tế|Diện tích trồng cây thuốc lá|700 ha|ha|700|728|104|exceeded
5|I. Kinh tế|Diện tích cây lúa nếp thơm Khẩu Nua Lếch|150 ha|ha|150|167|111,33|exceeded
6|I. Kinh tế|Trồng rừng (gồm trồng rừng tập trung, trồng cây phân tán)|550 ha|ha|550|660|120|exceeded
7|I. Kinh tế|Thành lập mới hợp tác xã|01 HTX|HTX|1|3|300|exceeded
8|I. Kinh tế|Tỷ lệ giải ngân vốn đầu tư xây dựng cơ bản|từ 95% trở lên|%|95|83,1|87,47|not_met
9|I. Kinh tế|Tỷ lệ giải ngân vốn ba chương trình mục tiêu quốc gia|từ 95% trở lên|%|95|61,4|64,63|not_met
10|I. Kinh tế|Tổng đàn đại gia súc|16.500 con|con|16.500|15.870|96,18|not_met
11|I. Kinh tế|Xã đạt chuẩn nông thôn mới, lũy kế|02 xã|xã|2|2|100|met
12|I. Kinh tế|Sản phẩm OCOP đạt 3 sao trở lên, tăng thêm trong năm|03 sản phẩm|sản phẩm|3|3|100|met
13|II. Văn hóa - xã hội|Xây dựng trường đạt chuẩn quốc gia|03 trường|trường|3|3/3|100|met
14|II. Văn hóa - xã hội|Tỷ lệ người dân tham gia bảo hiểm y tế|từ 98% trở lên|%|98|98,2|100,2|exceeded
15|II. Văn hóa - xã hội|Tỷ lệ hộ đạt danh hiệu "Gia đình văn hóa"|từ 85% trở lên|%|85|85,17|100,2|exceeded
16|II. Văn hóa - xã hội|Tỷ lệ khu dân cư văn hóa|từ 70% trở lên|%|70|76,79|109,7|exceeded
17|II. Văn hóa - xã hội|Tỷ lệ cơ quan, đơn vị đạt chuẩn văn hóa|từ 94% trở lên|%|94|96,44|102,6|exceeded
18|II. Văn hóa - xã hội|Số lao động được giải quyết việc làm mới|400 lao động|lao động|400|462|115,5|exceeded
19|II. Văn hóa - xã hội|Giảm tỷ lệ hộ nghèo theo chuẩn nghèo đa chiều giai đoạn 2022 - 2025|giảm 3,5 điểm %|điểm %|3,5|2,9|giảm 2,9|not_met
20|II. Văn hóa - xã hội|Tỷ lệ hộ dân được sử dụng điện lưới quốc gia|từ 97% trở lên|%|97|97,6|100,62|exceeded
21|II. Văn hóa - xã hội|Tỷ lệ hộ được sử dụng nước sinh hoạt hợp vệ sinh|từ 98% trở lên|%|98|98|100|met
22|II. Văn hóa - xã hội|Tỷ lệ trẻ em dưới 5 tuổi suy dinh dưỡng thể nhẹ cân|dưới 16%|%|16|15,2|thấp hơn 0,8|met
23|II. Văn hóa - xã hội|Duy trì xã đạt tiêu chí quốc gia về y tế|duy trì 10/10 xã|xã|10|10/10|100|met
24|II. Văn hóa - xã hội|Tỷ lệ lao động qua đào tạo|từ 38% trở lên|%|38|38|100|met
25|III. Tài nguyên - môi trường|Tỷ lệ che phủ rừng|từ 72,5% trở lên|%|72,5|72,5|100|met
26|III. Tài nguyên - môi trường|Không để xảy ra vi phạm lớn trong lĩnh vực lâm nghiệp, khai thác khoáng sản|không để xảy ra|vụ|0|4||not_met
27|III. Tài nguyên - môi trường|Tỷ lệ chất thải rắn sinh hoạt được thu gom|từ 80% trở lên|%|80|71,5|89,38|not_met
28|III. Tài nguyên - môi trường|Cấp giấy chứng nhận quyền sử dụng đất lần đầu|900 giấy|giấy|900|684|76|not_met
29|IV. Quốc phòng - an ninh|Hoàn thành chỉ tiêu tuyển quân|100% chỉ tiêu tỉnh giao|%|100|100|100|met
30|IV. Quốc phòng - an ninh|Tai nạn giao thông giảm cả ba tiêu chí (số vụ, số người chết, số người bị thương)|giảm cả ba tiêu chí|||1/3||not_met
31|IV. Quốc phòng - an ninh|Tỷ lệ điều tra, khám phá án|từ 85% trở lên|%|85|91,2|107,29|exceeded
32|V. Xây dựng Đảng|Kết nạp đảng viên mới|70 đảng viên|đảng viên|70|72|102,86|exceeded
33|V. Xây dựng Đảng|Tỷ lệ tổ chức cơ sở đảng hoàn thành tốt nhiệm vụ trở lên|từ 80% trở lên|%|80|||not_assessed
34|V. Xây dựng Đảng|Tỷ lệ thôn, tổ dân phố có chi bộ|duy trì 100%|%|100|100|100|met`

func fixtureFrame(lang i18n.Lang, title string) page.Frame {
	return page.Frame{
		Lang: lang, Title: title, Path: "/u/ngan-son/2023?status=not_met",
		Place: page.Place{Unit: "Huyện Ngân Sơn", Cycle: "2023", DataTo: "2023-12-31", Known: "2024-01-10",
			Units:  []page.Link{{Text: "Thị trấn Vân Tùng", URL: "/u/van-tung/2023"}, {Text: "Ban Quản lý dự án đầu tư xây dựng", URL: "/u/ban-qlda/2023"}},
			Cycles: []page.Link{{Text: "2024", URL: "/u/ngan-son/2024"}, {Text: "2022", URL: "/u/ngan-son/2022"}}},
		Nav: []page.NavWord{{Word: "work", URL: "/work", Open: 7}, {Word: "targets", URL: "/u/ngan-son/2023", Here: true},
			{Word: "tasks"}, {Word: "capital"}, {Word: "shortcomings"}, {Word: "review"}, {Word: "public"}, {Word: "admin", URL: "/admin"}},
		Account: &page.Account{Name: "Hoàng Thị Minh Nguyệt", Post: "Cán bộ tổng hợp, Văn phòng Huyện ủy", ProfileURL: "/people/1",
			PasswordURL: "/account/password", SessionsURL: "/account/sessions", SignOutURL: "/sign-out"},
		LedgerSize: 12345, LedgerRoot: "q83vEjRWeJCrze8BI0VniQ4xZk0mB7n2R5tYw9uLpAs=", LedgerURL: "/ledger",
	}
}

func fixtureHolder(i int) page.Holder {
	names := []string{"Nông Văn Thuận", "Triệu Thị Kim Oanh", "Đinh Quang Huy", "Hoàng Thị Minh Nguyệt", "Lý Phúc An"}
	units := []string{"Ban Quản lý dự án đầu tư xây dựng", "Phòng Nông nghiệp và Phát triển nông thôn", "Phòng Tài chính - Kế hoạch",
		"Phòng Lao động - Thương binh và Xã hội", "Hạt Kiểm lâm"}
	h := page.Holder{Name: names[i%5], URL: fmt.Sprintf("/people/%d", i%5), Post: "Trưởng phòng", Unit: units[i%5], UnitURL: "/units/x", Invented: true}
	if i%5 == 0 {
		h.Post, h.Capacity = "Giám đốc", "concurrent"
	}
	if i == 32 {
		h = page.Holder{Post: "Trưởng ban", Unit: "Ban Tổ chức Huyện ủy"}
	}
	return h
}

// fixtureNumber reads "16.500" and "25,775"; words give a missing value.
func fixtureNumber(s string) chart.Value {
	n, err := strconv.ParseFloat(strings.NewReplacer(".", "", ",", ".").Replace(s), 64)
	if err != nil {
		return chart.Value{}
	}
	return chart.Known(n)
}

func fixtureBoardRows(lang i18n.Lang) []board.Row {
	var rows []board.Row
	for i, line := range strings.Split(fixtureRows, "\n") {
		c := strings.Split(line, "|")
		plan, actual := fixtureNumber(c[5]), fixtureNumber(c[6])
		var values []chart.Value
		for m := 1; actual.Known && m <= 12; m++ {
			values = append(values, chart.Known(actual.Number*float64(m*m+i%7*m)/float64(144+i%7*12)))
		}
		r := board.Row{ID: "r" + c[0], Ordinal: c[0], Group: c[1], Name: c[2], Wording: c[3], URL: "/targets/" + c[0], Unit: c[4],
			Setter: "own", Plan: page.Figure{Text: c[5]}, Class: c[8], Holder: fixtureHolder(i),
			Trend: chart.Spark{Lang: lang, Name: c[2], Values: values, Plan: plan}, Statuses: []string{page.Final}}
		if c[6] != "" {
			r.Actual = page.Figure{Text: c[6], URL: "/targets/" + c[0] + "#reports"}
		}
		if c[7] != "" {
			r.Percent = page.Figure{Text: c[7], URL: "/targets/" + c[0], ID: "t" + c[0],
				How: said(fmt.Sprintf("%s/%s %s = %s %%", c[6], c[5], c[4], c[7]), "làm tròn hai số lẻ")}
		}
		switch {
		case i >= 8 && i != 12:
			r.Statuses = append(r.Statuses, page.Illustrative)
		case i == 5:
			r.Flags = []phrase.Phrase{said("báo cáo in 122,5 %", "số liệu cho 120 %")}
			r.Statuses = []string{page.Estimate, page.Pending}
		}
		if i == 23 {
			r.Proposed, r.Setter = "exceeded", "superior"
		}
		rows = append(rows, r)
	}
	return rows
}

// said is any two sentences as a phrase; the real ones come from the domain.
func said(first, last string) phrase.Phrase {
	return phrase.New("list.and", "first", first, "last", last)
}
