package page_test

import (
	"github.com/a-h/templ"

	"dondoc/internal/i18n"
	"dondoc/internal/web/page"
	"dondoc/internal/web/page/board"
)

func fixtures(lang i18n.Lang) map[string]templ.Component {
	return map[string]templ.Component{
		"board": fixtureBoard(lang).Page(),
	}
}

func fixtureBoard(lang i18n.Lang) board.Scoreboard {
	f := fixtureFrame(lang, "Bảng chỉ tiêu")
	f.Landscape = true
	f.Heading = &page.Heading{Superior: "UBND tỉnh Bắc Kạn", Issuer: "UBND huyện Ngân Sơn", Number: "Số: 12/BC-UBND", Place: "Ngân Sơn", Date: "2024-01-10",
		Title: "Kết quả thực hiện các chỉ tiêu Nghị quyết năm 2023", Subtitle: "(Số liệu đến 31/12/2023, biết đến ngày 10/01/2024)"}
	all := "/u/ngan-son/2023"
	return board.Scoreboard{
		Frame:      f,
		Resolution: page.Link{Text: "Nghị quyết số 58-NQ/HU ngày 20/12/2022 của Ban Chấp hành Đảng bộ huyện", URL: "/resolutions/1"},
		Tally: board.Tally{Total: 34, Reached: 26, Exceeded: 14, Met: 12, NotMet: 8, TotalURL: all, ReachedURL: all + "?class=reached",
			ExceededURL: all + "?class=exceeded", MetURL: all + "?class=met", NotMetURL: all + "?class=not_met", NotAssessedURL: all + "?class=not_assessed"},
		Shown: 34, Rows: fixtureBoardRows(lang), Grouped: true,
		Filters: []board.Filter{
			{Label: "Lĩnh vực", Options: []page.Link{{Text: "Tất cả", URL: all, Here: true}, {Text: "Kinh tế", URL: all + "?field=1", Count: 12, Counted: true}}},
			{Label: "Đơn vị chịu trách nhiệm", Options: []page.Link{{Text: "Tất cả", URL: all}, {Text: "Hạt Kiểm lâm", URL: all + "?f=1", Here: true, Count: 3, Counted: true}}},
			{Label: "Số liệu", Options: []page.Link{{Text: "Tất cả", URL: all, Here: true}, {Text: "ước", URL: all + "?f=1", Count: 3, Counted: true}}},
		},
		ClearURL: all, FormURL: all, Known: page.Field{Name: "known", Value: "10/01/2024"}, PrintURL: all + "?print=1",
		Files: []page.Link{{Text: "Excel", URL: all + ".xlsx"}},
	}
}
