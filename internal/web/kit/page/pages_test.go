package page_test

import (
	"time"

	"github.com/a-h/templ"

	"dondoc/internal/chart"
	"dondoc/internal/i18n"
	"dondoc/internal/period"
	"dondoc/internal/phrase"
	"dondoc/internal/web/board"
	"dondoc/internal/web/kit/page"
	"dondoc/internal/web/people"
)

// fixtures are all pages, filled; the second map is fragments, which are not whole pages.
func fixtures(lang i18n.Lang) (pages, fragments map[string]templ.Component) {
	empty := fixtureBoard(lang)
	empty.Rows, empty.Tally, empty.Resolution = nil, board.Tally{}, page.Link{}
	empty.Empty = &page.Empty{What: said("chưa có nghị quyết", "chưa có chỉ tiêu"), Action: page.Link{Text: "Thêm nghị quyết", URL: "/new"}}
	none := fixtureBoard(lang)
	none.Rows, none.Filtered, none.Empty = nil, true, &page.Empty{What: said("không có dòng", "nào khớp")}
	printed := fixtureBoard(lang)
	printed.Print = true
	report := fixtureReport(lang)
	grid := fixtureGrid(lang)
	pages = map[string]templ.Component{
		"board": fixtureBoard(lang).Page(), "board-empty": empty.Page(), "board-none": none.Page(), "board-print": printed.Page(),
		"below":  fixtureBelow(lang).Page(),
		"target": fixtureTarget(lang).Page(), "history": fixtureHistory(lang).Page(),
		"report": report.Page(), "grid": grid.Page(), "inbox": fixtureInbox(lang).Page(), "review": fixtureReview(lang).Page(),
		"periods": fixturePeriods(lang).Page(), "units": fixtureUnits(lang).Page(), "unit": fixtureUnit(lang).Page(),
		"person": fixturePerson(lang).Page(), "resolutions": fixtureResolutions(lang).Page(), "resolution": fixtureResolution(lang).Page(),
		"target-form": fixtureTargetForm(lang).Page(), "import": fixtureImport(lang).Page(), "allot": fixtureAllot(lang).Page(),
		"sign-in": fixtureSignIn(lang).Page(), "sessions": fixtureSessions(lang).Page(), "accounts": fixtureAccounts(lang).Page(),
		"account": fixtureAccount(lang).Page(), "ledger": fixtureLedger(lang).Page(), "ledger-broken": fixtureBroken(lang).Page(),
		"entry": fixtureEntry(lang).Page(), "simple": fixtureSimple(lang).Page(), "failure": fixtureFailure(lang).Page(),
		"welcome": fixtureWelcome(lang).Page(),
	}
	fragments = map[string]templ.Component{
		"understood": report.Understood.Fragment(), "state": grid.State(),
		"criterion": fixtureTargetForm(lang).Criterion.Fragment(), "sums": fixtureAllot(lang).Sums(),
	}
	return pages, fragments
}

func fixtureBoard(lang i18n.Lang) board.Scoreboard {
	f := fixtureFrame(lang, "Bảng chỉ tiêu")
	f.Landscape = true
	f.Heading = &page.Heading{Superior: "UBND tỉnh Bắc Kạn", Issuer: "UBND huyện Ngân Sơn", Number: "Số: 12/BC-UBND", Place: "Ngân Sơn", Date: "2024-01-10",
		Title: "Kết quả thực hiện các chỉ tiêu Nghị quyết năm 2023", Subtitle: "(Số liệu đến 31/12/2023, biết đến ngày 10/01/2024)"}
	all := "/u/ngan-son/2023"
	rows := fixtureBoardRows(lang)
	n := map[string]int{}
	for _, r := range rows {
		n[r.Class]++
	}
	return board.Scoreboard{
		Frame:      f,
		Resolution: page.Link{Text: "Nghị quyết số 58-NQ/HU ngày 20/12/2022 của Ban Chấp hành Đảng bộ huyện", URL: "/resolutions/1"},
		Tally: board.Tally{Total: len(rows), Reached: n["exceeded"] + n["met"], ReachedURL: all + "?class=reached", Counts: []board.WordCount{
			{Word: "exceeded", Said: "vượt", N: n["exceeded"], URL: all + "?stand=exceeded"}, {Word: "not_met", Said: "không đạt", N: n["not_met"], URL: all + "?stand=not_met"}}},
		Shown: len(rows), Rows: rows, Grouped: true, Search: "rừng & <đất>",
		Filters: []board.Filter{
			{Label: "Lĩnh vực", Options: []page.Link{{Text: "Tất cả", URL: all, Here: true}, {Text: "Kinh tế", URL: all + "?field=1", Count: 12, Counted: true}}},
			{Label: "Đơn vị", Options: []page.Link{{Text: "Tất cả", URL: all}, {Text: "Hạt Kiểm lâm", URL: all + "?f=1", Here: true, Count: 3, Counted: true}}},
			{Label: "Số liệu", Options: []page.Link{{Text: "Tất cả", URL: all, Here: true}, {Text: "ước", URL: all + "?f=1", Count: 3, Counted: true}}},
		},
		ClearURL: all, FormURL: all, Known: page.Field{Name: "known", Value: "10/01/2024"}, PrintURL: all + "?print=1",
		Hidden: []page.Field{{Name: "field", Value: "1"}, {Name: "known", Value: "10/01/2024"}},
		Files:  []page.Link{{Text: "Excel", URL: all + ".xlsx"}},
	}
}

func fixtureBelow(lang i18n.Lang) board.Below {
	rows := fixtureBoardRows(lang)
	v := board.Below{Frame: fixtureFrame(lang, "Các đơn vị trực thuộc"), Board: page.Link{Text: "Bảng chỉ tiêu 2023", URL: "/u/ngan-son/2023"}, FormURL: "/u/ngan-son/2023/below",
		Sentence: "10 đơn vị trực thuộc: 60/150 chỉ tiêu đạt và vượt", Month: "Số đã duyệt T11/2023", Chosen: "Trồng rừng <mới>", Sum: "Trồng rừng: cộng 673 ha",
		Fields: []page.Field{{Kind: "date", Name: "as-known", Label: "Biết đến"}, {Kind: "select", Name: "sort", Label: "Xếp theo", Options: []page.Option{{Text: "thứ tự", Selected: true}}}}}
	for i, name := range []string{"Xã Thuần Mang", "Thị trấn Nà Phặc", "Xã Bằng Vân"} {
		r := board.BelowRow{Unit: page.Link{Text: name, URL: "/u/x/2023"}, Head: fixtureHolder(i), Total: 15 * i,
			Bar:     chart.StackBar{Lang: lang, Counts: map[string]int{"met": 6, "not_met": 9}, Hrefs: map[string]string{"met": "/u/x/2023?class=met", "not_met": "/u/x/2023?class=not_met"}},
			Reached: page.Link{Text: "6/15", URL: "/u/x/2023?class=reached"}, Reported: page.Link{Text: "9/15", URL: "/u/x/2023?reported=2023-11"},
			Missing: page.Link{Text: "còn thiếu 6", URL: "/u/x/2023?missing=2023-11"}, Under: page.Link{Text: "Cả cấp dưới: 9/40", URL: "/u/x/2023/below"}}
		if i == 1 {
			r.Chosen = &rows[0]
		}
		v.Groups = append(v.Groups, board.BelowGroup{Key: []string{"page.below.group_none", "page.below.group_own", "page.below.group_answers"}[i], Rows: []board.BelowRow{r}})
	}
	return v
}

func fixtureAllotTree(lang i18n.Lang) board.AllotTree {
	v := board.AllotTree{Frame: fixtureFrame(lang, "Giao đến cấp cuối"), Target: page.Link{Text: "Trồng rừng", URL: "/targets/7"}, Unit: "ha", Sentence: "Trồng rừng: 9/10 đơn vị <cấp cuối> đã có số"}
	for i, name := range []string{"Huyện Ngân Sơn", "Xã Thuần Mang", "Thôn Khuổi Tục"} {
		r := board.AllotTreeRow{Depth: i, Unit: page.Link{Text: name, URL: "/targets/7"}, Head: fixtureHolder(i), Plan: "550", Own: page.Figure{Text: "673", URL: "/targets/7#reports"}, Class: "met"}
		if i < 2 {
			r.Below, r.Ends, r.Check, r.Open, r.Doubts = "670", "9/10", said("Kế hoạch 550", "còn lệch 60"), i == 0, []phrase.Phrase{said("báo cáo 673", "lệch 3")}
			r.Reason = []string{"", "Chờ rà soát"}[i]
			r.Percent = page.Figure{Text: "121,82", URL: "/targets/7", ID: "a" + name[:2], How: said("670/550", "121,82 %")}
		}
		v.Rows = append(v.Rows, r)
	}
	return v
}

func at(text string) time.Time {
	t, err := time.ParseInLocation("15:04 02/01/2006", text, period.Zone)
	if err != nil {
		panic(err)
	}
	return t
}

func fixtureMonths(lang i18n.Lang) chart.Months {
	m := chart.Months{Lang: lang, Name: "Trồng rừng", Unit: "ha", Target: chart.Known(550)}
	done := []float64{0, 40, 180, 420, 510, 540, 560, 575, 600, 640}
	for i := range 12 {
		x := chart.Month{Label: period.Cycle("2023").Months()[i].Say("vi")[:2], Plan: chart.Known(float64(i+1) * 550 / 12)}
		if i < len(done) {
			x.Actual, x.InMonth, x.Estimate = chart.Known(done[i]), chart.Known(done[i]), i == 9
			if i > 0 {
				x.InMonth = chart.Known(done[i] - done[i-1])
			}
		}
		if i >= 9 {
			d := float64(i - 9)
			x.Forecast, x.ForecastLow, x.ForecastHigh = chart.Known(640+d*10), chart.Known(640-d*5), chart.Known(640+d*25)
		}
		m.Months = append(m.Months, x)
	}
	return m
}

func fixtureTenures(lang i18n.Lang) chart.Tenures {
	post := "Trưởng phòng, Phòng Nông nghiệp và Phát triển nông thôn"
	return chart.Tenures{Lang: lang, Over: period.Range{From: "2022-01-01", To: "2024-01-01"}, Today: "2023-10-15", Tenures: []chart.Tenure{
		{Range: period.Range{From: "2020-03-01", To: "2023-07-01"}, Row: post, Words: "Triệu Thị Kim Oanh", Title: "Triệu Thị Kim Oanh, đến 30/06/2023", Href: "/people/1"},
		{Range: period.Range{From: "2023-07-01", To: period.Forever}, Row: post, Words: "Nông Văn Thuận", Title: "Nông Văn Thuận, từ 01/07/2023", Href: "/people/2", Emphasis: true},
		{Range: period.Range{From: "2022-06-01", To: "2022-12-01"}, Row: "Phó Trưởng phòng", Words: "Lý Phúc An", Title: "Lý Phúc An, phụ trách", Acting: true},
		{Range: period.Range{From: "2022-12-01", To: "2023-03-01"}, Row: "Phó Trưởng phòng", Words: "", Title: "chưa có người giữ", Vacant: true},
	}}
}

func fixtureSteps() []page.Step {
	return []page.Step{
		{What: "submit", By: "Hoàng Thị Minh Nguyệt", ByURL: "/people/3", Post: "Cán bộ tổng hợp", At: at("14:32 05/01/2024")},
		{What: "return", By: "Đinh Quang Huy", At: at("08:05 06/01/2024"), Reason: "Thiếu biên bản nghiệm thu của 2 xã"},
		{What: "submit", By: "Hoàng Thị Minh Nguyệt", At: at("15:10 06/01/2024")},
		{What: "verify", By: "Đinh Quang Huy", At: at("16:00 06/01/2024")},
		{What: "approve", By: "Nông Văn Thuận", At: at("07:50 08/01/2024")},
	}
}

func fixtureTarget(lang i18n.Lang) board.Target {
	f := fixtureFrame(lang, "Diện tích đất ruộng, soi bãi đạt giá trị 100 triệu đồng/ha/năm")
	f.Crumbs = []page.Link{{Text: "Chỉ tiêu", URL: "/u/ngan-son/2023"}}
	v := board.Target{
		Frame: f, ID: "x", Ordinal: "6", Name: f.Title, Wording: "Diện tích đất ruộng, soi bãi đạt giá trị 100 triệu đồng/ha/năm: từ 550 ha trở lên",
		Group: "I. Kinh tế", Unit: "ha", Setter: "own", Direction: said("càng cao càng tốt", "không giới hạn trên"), Accumulates: said("cộng các tháng", "cộng các xã"),
		Resolution: page.Link{Text: "Nghị quyết số 58-NQ/HU ngày 20/12/2022", URL: "/resolutions/1"}, Provision: "Mục II, khoản 3",
		Criterion: page.Criterion{Explain: said("ít nhất 550 ha", "tính đến hết năm"), Confirmed: true, By: "Lý Phúc An", At: at("09:00 03/01/2023"), EditURL: "/edit",
			Questions: []page.Question{{Text: said("“đất ruộng”", "“soi bãi” tính chung hay riêng?"), Name: "q1"}}},
		Class: "exceeded", Judgement: board.Judgement{Computed: "met", Confirmed: "exceeded", Reason: "Theo Thông báo số 12-TB/HU", By: "Văn phòng Huyện ủy", At: at("10:00 09/01/2024")},
		Plan: page.Figure{Text: "550"}, Actual: page.Figure{Text: "673", URL: "#reports"}, Percent: page.Figure{Text: "122,36 %"},
		Explanation: said("673/550 ha = 122,36 %", "báo cáo in 122,5 %"), Statuses: []string{page.Final, page.Illustrative, page.Locked},
		Flags: []phrase.Phrase{said("tỷ lệ in 122,5 %", "số liệu cho 122,36 %")}, Holder: fixtureHolder(5),
		Tenures: fixtureTenures(lang), Chart: fixtureMonths(lang), HistoryURL: "/history",
		Answered: []board.Answer{{Holder: fixtureHolder(1), Range: period.Range{From: "2020-03-01", To: "2023-07-01"}, Months: "T1–T6/2023"},
			{Holder: fixtureHolder(5), Range: period.Range{From: "2023-07-01", To: period.Forever}}},
		Revisions: []board.Revision{{On: "2022-12-20", Wording: "từ 500 ha trở lên", Document: page.Link{Text: "58-NQ/HU", URL: "/r/1"}, Percent: "134,6", First: true},
			{On: "2023-06-30", Wording: "từ 550 ha trở lên", Document: page.Link{Text: "75-NQ/HU", URL: "/r/2"}, Reason: "Điều chỉnh giữa năm", Percent: "122,36"}},
		Parts: []board.Part{{Name: "Trồng rừng tập trung", Plan: "400", Actual: "420", Class: "exceeded", Explain: said("420/400", "105 %")}},
		Allotment: &board.Allotment{Plan: "550", Sum: "450", Reserve: "40", Rest: "60", Reason: "Chờ rà soát quỹ đất", Check: said("450 + 40", "60 chưa giao = 550 ha"), Actual: "430", EditURL: "/allot",
			Rows: []board.Share{{Unit: "Xã Thuần Mang", URL: "/u/tm", Quantity: "250", Actual: page.Figure{Text: "240", URL: "/x"}, Percent: "96", Class: "not_met"},
				{Unit: "Thị trấn Nà Phặc", URL: "/u/np", Quantity: "200", Class: "not_assessed"}}},
		Reports: []board.Report{{ID: "1", Month: "2023-12", Value: page.Figure{Text: "673"}, Kind: page.Final, Cumulative: true, State: "approved", Current: true, Note: "Đã nghiệm thu đủ 10 xã, thị trấn",
			Evidence: []page.Link{{Text: "BBNT-12.pdf", URL: "/files/1"}, {Text: "bảng tổng hợp.xlsx", URL: "/files/2"}}, Steps: fixtureSteps()},
			{ID: "2", Month: "2023-12", Value: page.Figure{Text: "660"}, Kind: page.Estimate, State: "verified", Flags: []phrase.Phrase{said("tăng 20 %", "so với tháng trước")},
				Actions: []page.Link{{Text: "Duyệt", URL: "/review/2"}, {Text: "Trả lại", URL: "/review/2#return"}}}},
		Actions: []page.Link{{Text: "Báo cáo tháng 12/2023", URL: "/report"}, {Text: "Giao cho đơn vị", URL: "/allot"}},
		Assess: &page.Form{Action: "/assess", Submit: "Xác nhận đánh giá", Fields: []page.Field{
			{Kind: "radio", Name: "class", Label: "Đánh giá", Options: []page.Option{{Value: "exceeded", Text: "vượt", Selected: true}, {Value: "met", Text: "đạt", Hint: "máy tính ra"}}},
			{Kind: "area", Name: "reason", Label: "Lý do", Hint: "Cần khi khác với máy tính", Required: true}}},
	}
	for _, m := range period.Cycle("2023").Months() {
		v.Months = append(v.Months, board.Month{Month: m, Plan: "46", InMonth: page.Figure{Text: "40"}, Cumulative: page.Figure{Text: "180", URL: "#report-1", ID: "m" + string(m), How: said("140 + 40", "180 ha")},
			Percent: "32,7", Statuses: []string{page.Final}, ReportURL: "/report/" + string(m)})
	}
	return v
}

func fixtureHistory(lang i18n.Lang) board.History {
	return board.History{Frame: fixtureFrame(lang, "Lịch sử số liệu"), Subject: "Trồng rừng, tháng 12/2023", Target: page.Link{Text: "Trồng rừng", URL: "/t"}, ProofURL: "/proof",
		Entries: []board.Change{{Seq: 812, At: at("07:50 08/01/2024"), By: "Nông Văn Thuận", ByURL: "/p", What: said("duyệt số liệu", "khóa kỳ"), EntryURL: "/ledger/812",
			Diffs: []board.Diff{{Label: "Số liệu", Before: "660", After: "673"}, {Label: "Ghi chú", After: "đủ 10 xã"}}, Reason: "theo biên bản"}}}
}

func fixtureUnits(lang i18n.Lang) people.Units {
	v := people.Units{Frame: fixtureFrame(lang, "Các đơn vị"), On: "2024-01-10", FormURL: "/units", NewURL: "/units/new", FileURL: "/units/import"}
	for i, name := range []string{"Tỉnh Bắc Kạn", "Huyện Ngân Sơn", "Ban Quản lý dự án đầu tư xây dựng", "Xã Thuần Mang", "Thị trấn Nà Phặc"} {
		v.Rows = append(v.Rows, people.UnitRow{Name: name, URL: "/units/1", Code: "don-vi-1", Kind: []string{"province", "district", "department", "commune", "township"}[i],
			Depth: min(i, 2), Head: fixtureHolder(i), BoardURL: []string{"", "/b"}[min(i, 1)], Tally: said("26/34", "8 không đạt"), Ended: []period.Date{"", "", "", "", "2025-07-01"}[i]})
	}
	return v
}

func fixtureAppointments() []people.Appointment {
	return []people.Appointment{
		{Person: page.Link{Text: "Nông Văn Thuận", URL: "/p/1"}, Invented: true, Post: "Trưởng phòng", Unit: page.Link{Text: "Phòng Nông nghiệp và Phát triển nông thôn", URL: "/u/1"}, Capacity: "concurrent",
			Range: period.Range{From: "2023-07-01", To: period.Forever}, Decision: "QĐ số 1234/QĐ-UBND ngày 28/06/2023", EndURL: "/end"},
		{Person: page.Link{Text: "Triệu Thị Kim Oanh", URL: "/p/2"}, Post: "Trưởng phòng", Unit: page.Link{Text: "Phòng Nông nghiệp và Phát triển nông thôn", URL: "/u/1"}, Capacity: "substantive",
			Range: period.Range{From: "2020-03-01", To: "2023-07-01"}},
	}
}

func fixtureUnit(lang i18n.Lang) people.Unit {
	f := fixtureFrame(lang, "Phòng Nông nghiệp và Phát triển nông thôn")
	f.Crumbs = []page.Link{{Text: "Các đơn vị", URL: "/units"}, {Text: "Huyện Ngân Sơn", URL: "/units/ns"}}
	return people.Unit{Frame: f, Name: f.Title, Code: "phong-nn", Official: "01936", Kind: "department", Parent: page.Link{Text: "Huyện Ngân Sơn", URL: "/units/ns"}, On: "2024-01-10",
		Head: fixtureHolder(1), Tenures: fixtureTenures(lang), Appointings: fixtureAppointments(), BoardURL: "/b",
		Versions: []people.Version{{Range: period.Range{From: "2010-01-01", To: "2020-01-01"}, Name: "Phòng Nông nghiệp", Kind: "department", Decision: "QĐ 1"},
			{Range: period.Range{From: "2020-01-01", To: period.Forever}, Name: f.Title, Kind: "department", Parent: "Huyện Ngân Sơn"}},
		Posts:    []people.Post{{Title: "Trưởng phòng", Head: true, Holders: []page.Holder{fixtureHolder(0)}, AppointURL: "/a", HandURL: "/h"}, {Title: "Phó Trưởng phòng", AppointURL: "/a"}},
		Children: []page.Link{{Text: "Trạm Khuyến nông", URL: "/u"}}, From: []people.Succeeded{{Unit: page.Link{Text: "Phòng Thủy lợi", URL: "/u/x"}, On: "2022-01-01", Decision: "12/QĐ-UBND", Part: true}},
		Actions: []page.Link{{Text: "Sửa đơn vị", URL: "/e"}, {Text: "Thêm chức danh", URL: "/p"}}}
}

func fixturePerson(lang i18n.Lang) people.Person {
	v := people.Person{Frame: fixtureFrame(lang, "Nông Văn Thuận"), Name: "Nông Văn Thuận", Invented: true, Tenures: fixtureAppointments()[:1], Line: fixtureTenures(lang),
		Tally: people.Tally{Total: 12, Reached: 9, Counts: []people.WordCount{{Word: "exceeded", N: 5}, {Word: "behind", N: 3}}, How: said("9/12 = 75 %", "tính trong thời gian giữ chức danh")},
		HandOver: []people.HandOver{{On: "2023-07-01", Post: "Trưởng phòng", Unit: "Phòng Nông nghiệp", From: page.Link{Text: "Triệu Thị Kim Oanh", URL: "/p"}, To: page.Link{Text: "Nông Văn Thuận", URL: "/p"}, Decision: "QĐ số 1234/QĐ-UBND",
			Figures: []people.Handed{{Target: page.Link{Text: "Trồng rừng", URL: "/t"}, Actual: "540", Plan: "550", Class: "not_met"}}}}}
	held := people.Held{Post: "Trưởng phòng", Unit: page.Link{Text: "Phòng Nông nghiệp và Phát triển nông thôn", URL: "/u"}, Range: period.Range{From: "2023-07-01", To: period.Forever}}
	for _, r := range fixtureBoardRows(lang)[:12] {
		held.Targets = append(held.Targets, people.HeldTarget{Ordinal: r.Ordinal, Name: r.Name, URL: r.URL, Plan: r.Plan.Text, Actual: r.Actual, Percent: r.Percent.Text, Class: r.Class, Statuses: r.Statuses, Part: said("T7", "T12/2023")})
	}
	v.Posts = []people.Held{held, {Post: "Trưởng ban chỉ đạo", Unit: page.Link{Text: "Huyện Ngân Sơn"}, Range: held.Range}}
	return v
}
