package page_test

import (
	"dondoc/internal/i18n"
	"dondoc/internal/phrase"
	"dondoc/internal/web/account"
	"dondoc/internal/web/audit"
	"dondoc/internal/web/entry"
	"dondoc/internal/web/kit/page"
	"dondoc/internal/web/plan"
)

var problem = page.Problem{What: said("chưa rõ 24 tỷ 472 triệu", "hay 24.472 tỷ"), Hint: said("viết 24,472 tỷ", "hoặc 24.472.000.000 đồng")}

func fixtureReport(lang i18n.Lang) entry.Report {
	f := fixtureFrame(lang, "Báo cáo số liệu")
	f.Notices = []page.Notice{{Kind: "done", Text: said("đã lưu nháp", "chưa gửi"), URL: "/x"}, {Kind: "error", Text: said("kỳ đã khóa", "không ghi được"), Hint: said("xin mở lại", "hoặc gọi văn phòng")}}
	return entry.Report{
		Frame: f, Target: page.Link{Text: "Thu ngân sách nhà nước trên địa bàn", URL: "/t"}, Wording: "từ 25,5 tỷ đồng trở lên", Unit: "tỷ đồng", Month: "2023-12", Due: "2024-01-05",
		Months: []page.Link{{Text: "11/2023", URL: "/m"}, {Text: "12/2023", URL: "/m", Here: true}}, Plan: "25,5", LastYear: "24,472", LastMonth: "23,1",
		Earlier:  []entry.Earlier{{Value: "25,1", Kind: page.Estimate, State: "approved", At: at("14:00 25/12/2023"), By: "Hoàng Thị Minh Nguyệt"}},
		Reopened: said("kỳ 12/2023 mở lại đến 15/01/2024", "vì thiếu số của Kho bạc"), Returned: &fixtureSteps()[1],
		Understood: entry.Understood{Lang: lang, Value: "25 tỷ 775 triệu đồng", Explain: said("25,775/25,5 tỷ đồng = 101,08 %", "vượt 0,275"), Class: "exceeded",
			Asks: []phrase.Phrase{said("24 tỷ 472 triệu", "hay 24.472 tỷ?")}, Warnings: []phrase.Phrase{said("tăng 11 %", "so với tháng trước")}, Problem: &problem},
		Form: page.Form{Action: "/report", Submit: "Gửi thẩm định", Cancel: "/back", Problems: []page.Problem{problem}, Swap: true,
			Extra: []page.Button{{Name: "do", Value: "draft", Text: "Lưu nháp", Quiet: true}},
			Fields: []page.Field{
				{Kind: "number", Name: "value", Label: "Số liệu", Value: "24,472", Unit: "tỷ đồng", Required: true, Hint: "Ví dụ: 25,775", Preview: "/preview", Errors: []page.Problem{problem}},
				{Kind: "radio", Name: "kind", Label: "Loại số liệu", Options: []page.Option{{Value: "estimate", Text: "ước"}, {Value: "final", Text: "chính thức", Selected: true}}},
				{Kind: "select", Name: "how", Label: "Cách tính", Options: []page.Option{{Value: "to_date", Text: "lũy kế từ đầu năm", Selected: true}, {Value: "month", Text: "riêng trong tháng"}}, Required: true},
				{Kind: "area", Name: "note", Label: "Ghi chú", Value: "Có </textarea><b>"},
				{Kind: "file", Name: "evidence", Label: "Tài liệu kèm theo", Accept: ".pdf,.xlsx", Hint: "Tối đa 20 MB"},
				{Kind: "check", Name: "sure", Label: "Tôi đã đối chiếu với Kho bạc", Hint: "không bắt buộc"},
				{Kind: "hidden", Name: "version", Value: "7"},
				{Kind: "date", Name: "on", Label: "Ngày chốt", Value: "31/12/2023", Read: said("ngày 31", "tháng 12 năm 2023"), ReadOnly: true}}},
	}
}

func fixtureGrid(lang i18n.Lang) entry.Grid {
	v := entry.Grid{Frame: fixtureFrame(lang, "Nhập số liệu"), Month: "2023-12", Due: "2024-01-05", Action: "/grid", BackURL: "/grid/sheet", DraftURL: "/grid/draft", Saved: at("14:32 03/01/2024"), Filled: 12,
		Months: []page.Link{{Text: "11/2023", URL: "/m"}}, FileURL: "/grid.xlsx", Reopened: said("mở lại đến 15/01/2024", "thiếu số"), Problems: []page.Problem{problem}}
	for i, r := range fixtureBoardRows(lang) {
		row := entry.GridRow{ID: r.ID, Ordinal: r.Ordinal, Group: r.Group, Name: r.Name, URL: r.URL, Unit: r.Unit, LastYear: "24,472", Plan: r.Plan.Text, LastMonth: "23,1",
			Value: r.Actual.Text, Cumulative: i%3 == 0, Total: r.Actual.Text, Percent: r.Percent.Text, Estimate: i%4 == 0}
		if i == 1 {
			row.Errors, row.Warnings, row.Read = []page.Problem{problem}, []phrase.Phrase{said("tăng 20 %", "so với tháng trước")}, said("19 nghìn", "612 tấn")
		}
		if i == 2 {
			row.State, row.ReadOnly = "approved", true
		}
		v.Rows = append(v.Rows, row)
	}
	return v
}

func fixtureWaiting(lang i18n.Lang) []entry.Waiting {
	var out []entry.Waiting
	for i, r := range fixtureBoardRows(lang)[:8] {
		w := entry.Waiting{ID: r.ID, Target: page.Link{Text: r.Name, URL: r.URL}, Unit: "Phòng Nông nghiệp và Phát triển nông thôn", Measure: r.Unit, Month: "2023-12", Before: "600", After: page.Figure{Text: r.Actual.Text},
			Percent: r.Percent.Text, Class: r.Class, ClassBefore: "not_assessed", Kind: page.Final, By: "Hoàng Thị Minh Nguyệt", At: at("14:32 05/01/2024"), URL: "/review/" + r.ID}
		switch i {
		case 0:
			w.Differences = []phrase.Phrase{said("tăng 20 %", "so với tháng trước"), said("số cũ 660", "đã duyệt ngày 25/12")}
		case 1:
			w.Note = "Số của Chi cục Thống kê, thay số ước"
		case 2:
			w.Blocked = said("bạn đã báo cáo số này", "người khác phải duyệt")
		}
		out = append(out, w)
	}
	return out
}

func fixtureInbox(lang i18n.Lang) entry.Inbox {
	w := fixtureWaiting(lang)
	back := w[3]
	back.Reason, back.By = "Thiếu biên bản nghiệm thu", "Đinh Quang Huy"
	return entry.Inbox{Frame: fixtureFrame(lang, "Việc của tôi"), Returned: []entry.Waiting{back}, ToVerify: w[2:5], ToApprove: w, ActURL: "/inbox", GridURL: "/grid",
		ToReport: []entry.Todo{{Target: page.Link{Text: "Trồng rừng", URL: "/t"}, Unit: "Hạt Kiểm lâm", Month: "2023-12", Due: "2024-01-05", Days: -5, URL: "/report"},
			{Target: page.Link{Text: "Kết nạp đảng viên mới", URL: "/t"}, Unit: "Ban Tổ chức", Month: "2023-12", Due: "2024-01-10", URL: "/report"},
			{Target: page.Link{Text: "Tỷ lệ che phủ rừng", URL: "/t"}, Unit: "Hạt Kiểm lâm", Month: "2024-01", Due: "2024-02-05", Days: 26, URL: "/report"}}}
}

func fixtureReview(lang i18n.Lang) entry.Review {
	item := fixtureWaiting(lang)[0]
	item.Note, item.Evidence = "Đã đối chiếu với Kho bạc", []page.Link{{Text: "BB-doi-chieu.pdf", URL: "/f"}}
	return entry.Review{Frame: fixtureFrame(lang, "Duyệt số liệu"), Item: item, Steps: fixtureSteps(), Explain: said("25,775/25,5 = 101,08 %", "vượt"),
		Act:    &page.Form{Action: "/approve", Submit: "Duyệt số 25,775 tỷ đồng", Lead: "Bảng của huyện sẽ đổi ngay."},
		Return: &page.Form{Action: "/return", Submit: "Trả lại", Danger: true, Fields: []page.Field{{Kind: "area", Name: "reason", Label: "Vì sao trả lại", Required: true}}},
		Next:   page.Link{Text: "Trồng rừng", URL: "/review/2"}}
}

func fixturePeriods(lang i18n.Lang) entry.Periods {
	form := page.Form{Action: "/lock", Submit: "Khóa tháng 12/2023", Danger: true, Fields: []page.Field{{Kind: "month", Name: "month", Label: "Tháng", Value: "12/2023", Required: true}, {Kind: "area", Name: "reason", Label: "Lý do", Required: true}}}
	return entry.Periods{Frame: fixtureFrame(lang, "Kỳ báo cáo"), Lock: &form, Reopen: &form, Rows: []entry.PeriodRow{
		{Month: "2023-10", State: "locked", By: "Lý Phúc An", At: at("08:00 15/11/2023"), Reported: 34, Expected: 34, ReopenURL: "/r"},
		{Month: "2023-11", State: "reopened", By: "Lý Phúc An", At: at("08:00 15/12/2023"), Reason: "thiếu số của Kho bạc", Until: "2024-01-15", Reported: 33, Expected: 34, LockURL: "/l"},
		{Month: "2023-12", State: "open", Reported: 12, Expected: 34, LockURL: "/l"}}}
}

func fixtureResolutions(lang i18n.Lang) plan.Resolutions {
	return plan.Resolutions{Frame: fixtureFrame(lang, "Nghị quyết"), NewURL: "/new", Rows: []plan.DocumentRow{{Number: "58-NQ/HU", Title: "Về phương hướng, nhiệm vụ phát triển kinh tế - xã hội năm 2023", URL: "/r/1",
		Issuer: "Ban Chấp hành Đảng bộ huyện Ngân Sơn", Date: "2022-12-20", Cycle: "2023", Targets: 34, Asked: 3}}}
}

func fixtureQuestions() []page.Question {
	return []page.Question{{Text: said("“giảm 2 %” là điểm phần trăm", "hay tỷ lệ so với năm trước?"), Name: "q", Choices: []page.Option{{Value: "points", Text: "điểm phần trăm", Hint: "từ 20 % còn 18 %"}, {Value: "relative", Text: "so với năm trước"}}}}
}

func fixtureResolution(lang i18n.Lang) plan.Resolution {
	v := plan.Resolution{Frame: fixtureFrame(lang, "Nghị quyết 58-NQ/HU"), Number: "58-NQ/HU", Issuer: "Ban Chấp hành Đảng bộ huyện", Issued: "2022-12-20", Subject: "Về phương hướng, nhiệm vụ phát triển kinh tế - xã hội năm 2023",
		Version: said("danh sách 34 chỉ tiêu", "bản ngày 20/12/2022"), File: page.Link{Text: "58-NQ.pdf", URL: "/f"}, Asked: 2, ConfirmURL: "/confirm", ImportURL: "/import", AddURL: "/add", EditURL: "/edit"}
	for i, r := range fixtureBoardRows(lang) {
		t := plan.TargetRow{ID: r.ID, Ordinal: r.Ordinal, Group: r.Group, Name: r.Name, URL: r.URL, Wording: r.Wording, Unit: r.Unit, Setter: r.Setter, Holder: r.Holder, AllotURL: "/allot",
			Criterion: page.Criterion{Explain: said("ít nhất "+r.Plan.Text, "tính đến hết năm"), Confirmed: i > 2, By: "Lý Phúc An", At: at("09:00 03/01/2023"), EditURL: "/edit/" + r.ID}}
		if i == 1 {
			t.Criterion.Questions = fixtureQuestions()
		}
		v.Targets = append(v.Targets, t)
	}
	return v
}

func fixtureTargetForm(lang i18n.Lang) plan.Target {
	return plan.Target{Frame: fixtureFrame(lang, "Thêm chỉ tiêu"), Resolution: page.Link{Text: "Nghị quyết số 58-NQ/HU", URL: "/r/1"},
		Criterion: plan.CriterionRead{Lang: lang, Wording: "giảm 2%", Explain: said("giảm 2", "so với năm trước"), Questions: fixtureQuestions(), Problem: &problem},
		Form: page.Form{Action: "/t", Submit: "Lưu", Fields: []page.Field{{Name: "name", Label: "Tên chỉ tiêu", Required: true, Value: "Giảm tỷ lệ hộ nghèo"},
			{Name: "wording", Label: "Nghị quyết ghi", Required: true, Value: "giảm 2%", Preview: "/criterion"}}}}
}

func fixtureImport(lang i18n.Lang) plan.Import {
	return plan.Import{Frame: fixtureFrame(lang, "Đưa bảng chỉ tiêu vào"), Resolution: page.Link{Text: "Nghị quyết số 58-NQ/HU", URL: "/r/1"}, Sample: page.Link{Text: "Tệp mẫu", URL: "/sample.xlsx"},
		Form: page.Form{Action: "/import", Submit: "Đọc thử", Fields: []page.Field{{Kind: "file", Name: "file", Label: "Tệp", Accept: ".xlsx,.csv", Required: true}}},
		Result: &plan.Outcome{File: "04_ngan_son_2023_26_34.csv", Dry: true, New: 31, Changed: 2, Same: 1, Columns: []string{"TT", "Chỉ tiêu"},
			Commit: &page.Form{Action: "/commit", Submit: "Ghi 31 chỉ tiêu mới, sửa 2"},
			Issues: []plan.Issue{{Row: 8, Cell: "D8", Column: "Kế hoạch", Found: "24,472", Problem: problem}, {Row: 12, Column: "ĐVT", Found: "sào", Problem: problem, Warning: true}, {Problem: problem, Warning: true}},
			Rows: []plan.SheetRow{{Number: 8, Name: "Tổng thu ngân sách nhà nước trên địa bàn", Wording: "24,472", Unit: "tỷ đồng", Actual: "25,775", Class: "exceeded", Percent: "101,08 %", Change: "error", Explain: said("ít nhất 24", "472"), Questions: fixtureQuestions()},
				{Number: 9, Name: "Trồng rừng", Change: "new"}, {Number: 10, Name: "HTX", Change: "changed"}, {Number: 11, Name: "Trường", Change: "same"}}}}
}

func fixtureAllot(lang i18n.Lang) plan.Allot {
	v := plan.Allot{Frame: fixtureFrame(lang, "Giao chỉ tiêu"), Target: page.Link{Text: "Trồng rừng", URL: "/t"}, Wording: "550 ha", Unit: "ha", Plan: "550", Action: "/allot", CheckURL: "/check", Cancel: "/t",
		Reserve: page.Field{Kind: "number", Name: "reserve", Label: "Dự phòng", Value: "40", Unit: "ha"}, Reason: page.Field{Kind: "area", Name: "reason", Label: "Lý do tổng khác kế hoạch"},
		Check: said("450 + 40 dự phòng = 490", "còn 60 ha chưa giao"), Problems: []page.Problem{problem}}
	for _, n := range []string{"Xã Thuần Mang", "Xã Thượng Quan", "Thị trấn Nà Phặc"} {
		v.Rows = append(v.Rows, plan.AllotRow{Unit: n, Head: fixtureHolder(1), LastYear: "45", Field: page.Field{Kind: "number", Name: "u-" + n[len(n)-3:], Label: n, Value: "50", Unit: "ha"}})
	}
	return v
}

func fixtureSignIn(lang i18n.Lang) account.SignIn {
	return account.SignIn{Frame: page.Frame{Lang: lang, Title: "Đăng nhập", Path: "/sign-in"},
		Form:   page.Form{Action: "/sign-in", Submit: "Đăng nhập", Fields: []page.Field{{Name: "login", Label: "Tên đăng nhập", Auto: "username", Required: true}, {Kind: "password", Name: "password", Label: "Mật khẩu", Auto: "current-password", Required: true, Value: "never-shown"}}},
		Sample: []page.Sample{{Login: "can-bo", Password: "ngan-son-2023", Name: "Hoàng Thị Minh Nguyệt", Role: "officer", Place: "Xã Ngân Sơn", Does: "cli.does_officer"}}}
}

func fixtureSessions(lang i18n.Lang) account.Sessions {
	return account.Sessions{Frame: fixtureFrame(lang, "Các phiên đăng nhập"), AllURL: "/all", Rows: []account.Session{
		{ID: "1", Device: "Chrome trên Windows", Since: at("07:00 08/01/2024"), Seen: at("09:00 10/01/2024"), Here: true},
		{ID: "2", Device: "Firefox trên Android", Since: at("07:00 01/01/2024"), Seen: at("09:00 02/01/2024"), EndURL: "/end"}}}
}

func fixtureAccounts(lang i18n.Lang) account.Accounts {
	return account.Accounts{Frame: fixtureFrame(lang, "Tài khoản"), FormURL: "/accounts", NewURL: "/new", Rows: []account.Row{
		{Login: "can-bo", URL: "/accounts/1", Person: "Hoàng Thị Minh Nguyệt", Grants: fixtureAccount(lang).Grants, Seen: at("09:00 10/01/2024")}, {Login: "cu", URL: "/accounts/2", Person: "Lý Phúc An", Closed: true}}}
}

func fixtureAccount(lang i18n.Lang) account.One {
	form := page.Form{Action: "/x", Submit: "Ghi", Fields: []page.Field{{Kind: "select", Name: "role", Label: "Vai trò", Required: true, Options: []page.Option{{Value: "officer", Text: "cán bộ tổng hợp"}}}}}
	return account.One{Frame: fixtureFrame(lang, "Tài khoản can-bo"), Login: "can-bo", Person: page.Link{Text: "Hoàng Thị Minh Nguyệt", URL: "/p"}, Secret: "k7-xm-p2-qd", Sessions: 2, Closed: true, EndURL: "/end",
		Grant: &form, Reset: &page.Form{Action: "/y", Submit: "Đặt mật khẩu mới"}, Close: &page.Form{Action: "/z", Submit: "Khóa can-bo", Danger: true},
		Grants: []account.Grant{{Role: "officer", Unit: "Huyện Ngân Sơn", Since: at("09:00 10/01/2023"), By: "Quản trị", DropURL: "/d"}}}
}

func fixtureLedger(lang i18n.Lang) audit.Ledger {
	return audit.Ledger{Frame: fixtureFrame(lang, "Nhật ký"), Size: 12345, Root: "q83vEjRWeJCrze8BI0VniQ4xZk0mB7n2R5tYw9uLpAs=", Checkpoint: "dondoc/ngan-son\n12345\nq83v…\n\n— dondoc AbCd\n", Signed: at("09:00 10/01/2024"), Key: "dondoc+1a2b",
		VerifyURL: "/verify", FormURL: "/ledger", Older: "/ledger?before=800", Newer: "/ledger?after=812", Check: &audit.Check{OK: true, At: at("09:00 10/01/2024"), Entries: 12345},
		Entries: []audit.Entry{{Seq: 812, At: at("07:50 08/01/2024"), By: "Nông Văn Thuận", What: said("duyệt số liệu", "tháng 12/2023"), Object: page.Link{Text: "Trồng rừng", URL: "/t"}, URL: "/ledger/812"}}}
}

func fixtureBroken(lang i18n.Lang) audit.Ledger {
	v := fixtureLedger(lang)
	v.Check = &audit.Check{At: at("09:00 10/01/2024"), FirstAt: 812, Found: []string{"Mục 812 đã bị sửa."}, More: 3}
	return v
}

func fixtureEntry(lang i18n.Lang) audit.One {
	return audit.One{Frame: fixtureFrame(lang, "Dòng nhật ký"), Entry: fixtureLedger(lang).Entries[0], Body: "{\n  \"value\": \"673\"\n}", Leaf: "abc=", Proof: []string{"q83v=", "xZk0="}}
}

func fixtureSimple(lang i18n.Lang) page.Simple {
	return page.Simple{Frame: fixtureFrame(lang, "Bàn giao"), After: []string{"Việc và số liệu từ ngày đó do người mới chịu trách nhiệm."},
		Form: page.Form{Action: "/hand", Submit: "Bàn giao cho Nông Văn Thuận", Lead: "Trưởng phòng, Phòng Nông nghiệp", Fields: []page.Field{{Kind: "date", Name: "on", Label: "Từ ngày", Required: true, Errors: []page.Problem{problem}}}}}
}

func fixtureFailure(lang i18n.Lang) page.Failure {
	return page.Failure{Frame: fixtureFrame(lang, "Không tìm thấy"), Status: 404, What: phrase.New("error.not_found"), Hint: said("kiểm tra địa chỉ", "hoặc tìm từ bảng"), Ref: "0190-ab", Back: page.Link{Text: "Về bảng chỉ tiêu", URL: "/"}}
}

func fixtureWelcome(lang i18n.Lang) page.Welcome {
	return page.Welcome{Frame: page.Frame{Lang: lang, Title: "Bắt đầu", Path: "/"}, Steps: []page.FirstStep{{What: "units", Done: true, Count: 14, FormURL: "/u", FileURL: "/uf", Sample: "/s"}, {What: "resolution", FormURL: "/r", FileURL: "/rf"}, {What: "people", FormURL: "/p"}}}
}
