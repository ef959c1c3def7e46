package period_test

import (
	"testing"

	"dondoc/internal/period"
)

// Wordings of real plans, written and read by hand before they were tried; the
// documents are of 10/3/2025.
var trial = [][2]string{
	// a time within another is a step of it, or the deadline itself
	{"Trong quý II/2025, muộn nhất ngày 20/6/2025", "range 2025-04-01..2025-06-30 ask_several"},
	{"Năm 2025, trước 30/11/2025", "range 2025-01-01..2025-12-31 ask_several"},
	{"Trong năm 2025, chậm nhất quý III", "range 2025-01-01..2025-12-31 ask_several"},
	{"Năm 2025, quý II", "range 2025-01-01..2025-12-31 ask_several"},
	{"6 tháng đầu năm và cả năm 2025", "range 2025-01-01..2025-12-31"},
	{"Tháng 12/2025, riêng nội dung này trước 30/6/2025", "range 2025-12-01..2025-12-31 ask_several"},
	// an occasion of several days begins with its first
	{"Trước dịp 30/4 và 01/5/2025", "range ..<2025-04-30"},
	{"Trước dịp lễ 30/4 - 01/5/2025", "range 2025-04-30..<2025-04-30"},
	// the year of a document that is cited is its name
	{"Theo Chương trình công tác năm 2025 của UBND tỉnh", "conditional .. ask_condition"},
	{"Theo Kế hoạch cải cách hành chính năm 2026", "conditional .. ask_condition"},
	{"Theo kế hoạch, hoàn thành trong năm 2026", "year 2026-01-01..2026-12-31"},
	// what counts from the document's own day
	{"30 ngày kể từ ngày ký Chỉ thị này", "duration 2025-03-10..2025-04-09"},
	{"Trong thời hạn 30 ngày kể từ ngày ký ban hành Kế hoạch này", "duration 2025-03-10..2025-04-09"},
	{"trong vòng 15 ngày làm việc kể từ ngày ban hành", "duration 2025-03-10..2025-03-31 ask_base_taken"},
	{"30 ngày kể từ ngày ký hợp đồng", "duration .. ask_base"},
	{"30 ngày kể từ ngày Luật này có hiệu lực", "duration .. ask_base"},
	// the report of a period, and the day it is due
	{"Báo cáo quý trước ngày 15 của tháng cuối quý", "recurring ..< quarter 15/3/0"},
	{"Báo cáo năm trước ngày 10/12 hằng năm", "recurring ..< year 10/12/0"},
	{"Báo cáo tháng trước ngày 18 hằng tháng", "recurring ..< month 18/0/0"},
	{"Báo cáo quý trước", "unknown .. ask_relative"},
	{"Báo cáo quý trước ngày 20 tháng cuối quý; báo cáo năm trước 15/12", "recurring .. ask_year_assumed ask_several"},
	{"Ngày 15, 30 hằng tháng", "recurring .. month 15/0/0 30/0/0"},
	{"Nhiệm kỳ 2025 - 2030", "range 2025-01-01..2030-12-31"},
	{"Đại hội Đảng bộ nhiệm kỳ 2025 - 2030", "range 2025-01-01..2030-12-31 ask_condition ask_left"},
	{"Đầu nhiệm kỳ 2026 - 2031", "range 2026-01-01..2031-12-31 ask_left"},
	// the beginning and the end of a work
	{"Khởi công quý II/2025, hoàn thành quý IV/2025", "range 2025-04-01..2025-12-31"},
	{"Khởi công tháng 3, hoàn thành trước ngày 30/10/2025", "range 2025-03-01..<2025-10-30"},
	{"Bắt đầu từ tháng 02/2025, kết thúc tháng 12/2025", "range 2025-02-01..2025-12-31"},
	{"Khởi công trước 30/6/2025", "date ..<2025-06-30"},
	{"Xây dựng dự thảo tháng 3/2025, ban hành tháng 5/2025", "range 2025-03-01..2025-05-31 ask_several"},
	// the end of each month, quarter, year
	{"Cuối mỗi quý", "recurring .. quarter 0/3/0"},
	{"Cuối hằng tháng", "recurring .. month 31/0/0"},
	{"Đầu mỗi tháng", "recurring .. month ask_left"},
	// a span of days, however it is joined
	{"30/6/2025-15/7/2025", "range 2025-06-30..2025-07-15"},
	{"01/4/2025 - 30/4/2025", "range 2025-04-01..2025-04-30"},
	{"03/2025-06/2025", "range 2025-03-01..2025-06-30"},
	{"2025-06-30", "date 2025-06-30..2025-06-30"},
	// a document's number is no day, whatever it looks like
	{"Công văn số 30/9/2025", "unknown .. ask_unread"},
	{"Báo cáo số 15/6/2025", "unknown .. ask_unread"},
	{"Theo văn bản số 45/2025, trước 20/8/2025", "date ..<2025-08-20"},
	{"Hạn cuối: 25/5/2025", "date ..2025-05-25"},
	// words that change no day
	{"Khẩn trương, xong trong tháng 4/2025", "month 2025-04-01..2025-04-30"},
	{"Báo cáo UBND tỉnh trước ngày 25/4/2025 (qua Sở Nội vụ)", "date ..<2025-04-25"},
	{"Gia hạn đến 30/9/2025", "date ..2025-09-30"},
	{"Hằng năm, lồng ghép trong báo cáo kinh tế - xã hội", "recurring .. year"},
}

func TestDeadlinesAsPlansWriteThem(t *testing.T) {
	for _, c := range trial {
		if got := shown(period.ReadDeadline(c[0], period.DeadlineContext{Issued: "2025-03-10"})); got != c[1] {
			t.Errorf("%q\n reads as %s\n want     %s", c[0], got, c[1])
		}
	}
}
