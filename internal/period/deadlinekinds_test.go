package period_test

import (
	"fmt"
	"strings"
	"testing"

	"dondoc/internal/period"
	"dondoc/internal/phrase"

	"pgregory.net/rapid"
)

// shown writes a reading in one line: kind, days ("<" before an end that is
// itself too late), rhythm with its days, and what is asked.
func shown(d period.Deadline, asked []phrase.Phrase) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s %s..", d.Kind, d.Start)
	if d.Strict {
		b.WriteString("<")
	}
	b.WriteString(string(d.End))
	if d.Every != "" {
		fmt.Fprintf(&b, " %s", d.Every)
		if d.Times > 0 {
			fmt.Fprintf(&b, "×%d", d.Times)
		}
		for _, m := range d.On {
			fmt.Fprintf(&b, " %d/%d/%d", m.Day, m.Month, m.Weekday)
		}
	}
	for _, q := range asked {
		b.WriteString(" " + strings.TrimPrefix(q.Key, "deadline."))
	}
	return b.String()
}

// The documents are of 10/3/2025; each reading was worked out by hand.
var kinds = [][2]string{
	{"Quý I, III", "range 2025-01-01..2025-09-30 ask_year_assumed ask_several"},
	{"Quý III+IV/2025", "range 2025-07-01..2025-12-31"},
	{"quý I và quý II năm 2025", "range 2025-01-01..2025-06-30"},
	{"Quý I-II/2026", "range 2026-01-01..2026-06-30"},
	{"Quý 3,4/2025", "range 2025-07-01..2025-12-31"},
	{"Quý 2-3/2026", "range 2026-04-01..2026-09-30"},
	{"Q1-Q2/2026", "range 2026-01-01..2026-06-30"},
	{"Quý I/2025 - Quý II/2026", "range 2025-01-01..2026-06-30"},
	{"tháng 4, 5, 6/2025", "range 2025-04-01..2025-06-30"},
	{"tháng 10 và 11/2025", "range 2025-10-01..2025-11-30"},
	{"T4-T6/2025", "range 2025-04-01..2025-06-30"},
	{"tháng 3-9/2025", "range 2025-03-01..2025-09-30"},
	{"từ tháng 5 đến tháng 8/2025", "range 2025-05-01..2025-08-31"},
	{"Từ 01/4/2025 đến 30/9/2025", "range 2025-04-01..2025-09-30"},
	{"từ 17 đến 21/3/2025", "range 2025-03-17..2025-03-21"},
	{"17-21/3/2025", "range 2025-03-17..2025-03-21"},
	{"từ ngày 17 đến ngày 21 tháng 3 năm 2025", "range 2025-03-17..2025-03-21"},
	{"ngày 15, 30/6/2025", "range 2025-06-15..2025-06-30 ask_several"},
	{"ngày 20 và 25 tháng 6 năm 2025", "range 2025-06-20..2025-06-25 ask_several"},
	{"đến năm 2030, tầm nhìn 2045", "year ..2030-12-31"},
	{"Đến năm 2030, tầm nhìn đến năm 2045", "year ..2030-12-31"},
	{"đến năm 2025, định hướng đến năm 2030", "year ..2025-12-31"},
	{"Đến năm 2025, định hướng 2030", "year ..2025-12-31"},
	{"Trước dịp 30/4/2025", "date ..<2025-04-30"},
	{"trước dịp lễ 02/9/2025", "date ..<2025-09-02"},
	{"2025-2030, tầm nhìn 2050", "range 2025-01-01..2030-12-31"},
	{"năm 2025 và các năm tiếp theo", "range 2025-01-01.. ask_open_end"},
	{"trước Tết Nguyên đán năm 2026", "date ..2026-02-16 ask_feast_day"},
	{"Trước Tết Nguyên đán Bính Ngọ 2026", "date ..2026-02-16 ask_feast_day"},
	{"trước Tết Nguyên đán", "date ..2026-02-16 ask_year_assumed ask_feast_day"},
	{"trước ngày Quốc khánh 2/9/2025", "date ..2025-09-01"},
	{"trước Quốc khánh 2/9", "date ..2025-09-01 ask_year_assumed"},
	{"Trước kỳ họp HĐND cuối năm", "conditional .. ask_condition"},
	{"trước kỳ họp thứ 10 HĐND tỉnh", "conditional .. ask_condition"},
	{"Trước mắt hoàn thành trong quý II/2025", "quarter 2025-04-01..2025-06-30"},
	{"từ năm 2025", "range 2025-01-01.. ask_open_end"},
	{"sau ngày 01/7/2025", "range 2025-07-02.. ask_open_end"},
	{"từ ngày 01/7/2025", "range 2025-07-01.. ask_open_end"},
	{"kể từ ngày 01/7/2025 trở đi", "range 2025-07-01.. ask_open_end"},
	{"sau quý II/2025", "range 2025-07-01.. ask_open_end"},
	{"31/6/2025", "unknown .. ask_impossible"},
	{"30/02/2026", "unknown .. ask_impossible"},
	{"quý V/2025", "unknown .. ask_impossible"},
	{"tháng 13/2025", "unknown .. ask_impossible"},
	{"31/4", "unknown .. ask_year_assumed ask_impossible"},
	{"ngày 31 tháng 9 năm 2025", "unknown .. ask_impossible"},
	{"2025-06-30", "date 2025-06-30..2025-06-30"},
	{"2025/06/30", "date 2025-06-30..2025-06-30"},
	{"trước 2025-12-31", "date ..<2025-12-31"},
	{"05/31/2025", "date 2025-05-31..2025-05-31 ask_month_first"},
	{"06/15/2025", "date 2025-06-15..2025-06-15 ask_month_first"},
	{"15/5/25", "date 2025-05-15..2025-05-15 ask_short_year"},
	{"30.6.25", "date 2025-06-30..2025-06-30 ask_short_year"},
	{"theo Quyết định số 1234/QĐ-UBND ngày 15/5/2025", "conditional .. ask_condition"},
	{"Thực hiện Nghị quyết số 57-NQ/TW ngày 22/12/2024", "unknown .. ask_unread"},
	{"Quý II/2025 theo Kế hoạch số 45/KH-UBND ngày 15/3/2025 của UBND tỉnh", "quarter 2025-04-01..2025-06-30"},
	{"hoàn thành trước 30/6/2025 theo Công văn 123/UBND-VP ngày 01/3/2025", "date ..<2025-06-30"},
	{"Theo Luật Đất đai năm 2024", "unknown .. ask_unread"},
	{"Theo Nghị định số 15 năm 2024", "unknown .. ask_unread"},
	{"Theo Kế hoạch năm 2025", "conditional .. ask_condition"},
	{"Ban hành Kế hoạch năm 2026 trong tháng 12/2025", "month 2025-12-01..2025-12-31"},
	{"Báo cáo năm 2025", "year 2025-01-01..2025-12-31 ask_name"},
	{"Ban hành Quyết định ngày 30/6/2025", "unknown .. ask_unread"},
	{"đầu tháng 6/2025", "range 2025-06-01.. ask_part"},
	{"đầu quý III/2025", "range 2025-07-01.. ask_part"},
	{"giữa tháng 7/2025", "range 2025-07-01.. ask_part"},
	{"tuần 2 tháng 6/2025", "range 2025-06-01.. ask_part"},
	{"tuần thứ hai tháng 6/2025", "range 2025-06-01.. ask_part"},
	{"trung tuần tháng 6/2025", "range 2025-06-11..2025-06-20 ask_part_taken"},
	{"thượng tuần tháng 5/2025", "range 2025-05-01..2025-05-10 ask_part_taken"},
	{"hạ tuần tháng 5/2025", "range 2025-05-21..2025-05-31 ask_part_taken"},
	{"nửa đầu tháng 6/2025", "range 2025-06-01..2025-06-15 ask_part_taken"},
	{"nửa cuối năm 2025", "half_year 2025-07-01..2025-12-31"},
	{"cuối tháng 6/2025", "month 2025-06-01..2025-06-30"},
	{"cuối quý II/2025", "quarter 2025-04-01..2025-06-30"},
	{"tuần cuối tháng 6/2025", "range 2025-06-01..2025-06-30 ask_part_taken"},
	{"ngày 25 hằng tháng", "recurring .. month 25/0/0"},
	{"trước ngày 25 hằng tháng", "recurring ..< month 25/0/0"},
	{"Ngày 05 của tháng sau", "unknown .. ask_year_assumed ask_month ask_relative"},
	{"2 tháng một lần", "recurring .. month×2"},
	{"02 tháng/lần", "recurring .. month×2"},
	{"hai năm một lần", "recurring .. year×2"},
	{"3 tháng 1 lần", "recurring .. quarter"},
	{"thứ Sáu hằng tuần", "recurring .. week 0/0/5"},
	{"chiều thứ Năm hằng tuần", "recurring .. week 0/0/4"},
	{"thứ 2 hàng tuần", "recurring .. week 0/0/1"},
	{"tháng 01 hằng năm", "recurring .. year 0/1/0"},
	{"tháng 6 và tháng 12 hằng năm", "recurring .. year 0/6/0 0/12/0"},
	{"trước 15/12 hằng năm", "recurring ..< year 15/12/0"},
	{"Quý I hằng năm", "recurring .. year 0/3/0"},
	{"ngày cuối tháng", "recurring .. month 31/0/0"},
	{"ngày 15 tháng cuối quý", "recurring .. quarter 15/3/0"},
	{"01 lần/quý", "recurring .. quarter"},
	{"2 lần/năm", "recurring .. half_year"},
	{"mỗi năm 2 lần", "recurring .. half_year"},
	{"mỗi tháng một lần", "recurring .. month"},
	{"định kỳ hằng quý", "recurring .. quarter"},
	{"Định kỳ hằng tháng, quý, năm", "recurring .. month ask_rhythms"},
	{"Báo cáo định kỳ 6 tháng, 1 năm", "recurring .. half_year ask_rhythms"},
	{"hằng năm từ 2025 đến 2030", "recurring 2025-01-01..2030-12-31 year"},
	{"Hằng quý trong năm 2025", "recurring 2025-01-01..2025-12-31 quarter"},
	{"Thường xuyên, hằng năm", "recurring .. year"},
	{"Thường xuyên trong năm 2025", "recurring 2025-01-01..2025-12-31"},
	{"trong 30 ngày kể từ ngày ký", "duration 2025-03-10..2025-04-09 ask_base_taken"},
	{"Chậm nhất 10 ngày làm việc kể từ ngày nhận được văn bản", "duration .. ask_base"},
	{"trước kỳ họp 15 ngày", "conditional .. ask_condition"},
	{"15 ngày trước ngày 30/6/2025", "date ..<2025-06-30 ask_left"},
	{"trước 30/6/2025, trừ xã Bằng Vân", "date ..<2025-06-30 ask_left"},
	{"không muộn hơn ngày 30/6/2025", "date ..2025-06-30"},
	{"không sau ngày 30/6/2025", "date ..2025-06-30"},
	{"không vượt quá ngày 30/6/2025", "date ..2025-06-30"},
	{"trước 16h30' ngày 25/4/2025", "date ..2025-04-25"},
	{"Thực hiện Nghị quyết số 18-NQ/TW năm 2017; xong trong Quý I/2026", "quarter 2026-01-01..2026-03-31"},
	{"Thường xuyên; hằng quý báo cáo", "recurring .. quarter"},
	{"12h 15/4/2025", "date 2025-04-15..2025-04-15"},
	{"trước 12h00 15/4/2025", "date ..2025-04-15"},
	{"8 giờ ngày 15/4/2025", "date 2025-04-15..2025-04-15"},
	{"chậm nhất sau 10 ngày", "duration .. ask_base"},
	{"chậm nhất sau 05 ngày làm việc kể từ ngày 02/6/2025", "duration 2025-06-02..2025-06-09"},
	{"các ngày 10, 20, 30/4/2025", "range 2025-04-10..2025-04-30 ask_several"},
	{"ngày 5, ngày 15 và ngày 25/4/2025", "range 2025-04-05..2025-04-25 ask_several"},
	{"10, 20, 30 tháng 4 năm 2025", "range 2025-04-10..2025-04-30 ask_several"},
	{"15h ngày 20 hằng tháng", "recurring .. month 20/0/0"},
	{"trước 16h30 thứ Sáu hằng tuần", "recurring .. week 0/0/5"},
	{"17h hằng ngày", "recurring .. day"},
	{"Quý IV/2025; hằng quý báo cáo", "range 2025-10-01.. ask_several"},
	{"chậm nhất đến hết tháng 6/2025", "month ..2025-06-30"},
	{"chậm nhất trong quý II/2025", "quarter ..2025-06-30"},
	{"Chậm nhất vào ngày 30/6/2025", "date ..2025-06-30"},
	{"hết quý II năm 2025", "quarter ..2025-06-30"},
	{"Đến hết ngày 31/12/2025", "date ..2025-12-31"},
	{"đến 31/12/2025", "date ..2025-12-31"},
	{"xong trong tháng 6 năm 2025", "month 2025-06-01..2025-06-30"},
	{"trong năm", "year 2025-01-01..2025-12-31 ask_year_assumed"},
	{"Trong năm 2025 và quý I/2026", "range 2025-01-01..2026-03-31"},
	{"cuối năm", "year 2025-01-01..2025-12-31 ask_year_assumed"},
	{"năm nay", "unknown .. ask_relative"},
	{"trong tháng này", "unknown .. ask_relative"},
	{"tháng sau", "unknown .. ask_relative"},
	{"Trước ngày 15/02 năm kế tiếp", "date ..<2026-02-15 ask_year_assumed ask_relative"},
	{"Hoàn thành 50% trong năm 2025", "year 2025-01-01..2025-12-31 ask_left"},
	{"Đạt 100% vào cuối năm 2025", "year 2025-01-01..2025-12-31"},
	{"Đợt 1: 30/6/2025; đợt 2: 30/12/2025", "range 2025-06-30..2025-12-30 ask_several"},
	{"lần 1 trước 30/6, lần 2 trước 30/12/2025", "range ..<2025-12-30 ask_several"},
	{"Giai đoạn 1: 2025-2027, giai đoạn 2: 2028-2030", "range 2025-01-01..2030-12-31"},
	{"ngay trong quý II/2025", "quarter 2025-04-01..2025-06-30"},
	{"Ngay sau khi có hướng dẫn", "conditional .. ask_condition"},
	{"Quý II/2025 (sau khi có ý kiến của Sở)", "quarter 2025-04-01..2025-06-30 ask_condition"},
	{"từ nay đến hết năm 2025", "year ..2025-12-31"},
	{"Từ nay đến 30/6/2025", "date ..2025-06-30"},
	{"Từ ngày ký đến hết năm 2026", "year ..2026-12-31"},
	{"nhiệm kỳ 2025-2030", "range 2025-01-01..2030-12-31"},
	{"Cả nhiệm kỳ", "unknown .. ask_unread"},
	{"Tháng Mười hai năm 2025", "month 2025-12-01..2025-12-31"},
	{"tháng sáu năm 2025", "month 2025-06-01..2025-06-30"},
	{"quý một năm 2026", "quarter 2026-01-01..2026-03-31"},
	{"Quý 2 và 3 năm 2025", "range 2025-04-01..2025-09-30"},
	{"thứ Sáu, ngày 20/6/2025", "date 2025-06-20..2025-06-20"},
	{"thứ Hai, ngày 20/6/2025", "date 2025-06-20..2025-06-20 ask_weekday"},
	{"17h00 ngày 20/6/2025", "date 2025-06-20..2025-06-20"},
	{"trước 16h30 ngày 25/4/2025", "date ..2025-04-25"},
	{"10 giờ ngày 20/3/2025", "date 2025-03-20..2025-03-20"},
	{"ngày 20/3", "date 2025-03-20..2025-03-20 ask_year_assumed"},
	{"Ngày 15 tháng 7", "date 2025-07-15..2025-07-15 ask_year_assumed"},
	{"30/6/2025 (báo cáo lần 1)", "date 2025-06-30..2025-06-30"},
	{"Tháng 6/2025 hoặc tháng 7/2025", "range 2025-06-01..2025-07-31 ask_either"},
	{"6 tháng đầu năm và cả năm 2025", "range 2025-01-01..2025-12-31"},
	{"9 tháng năm 2025", "range 2025-01-01..2025-09-30"},
	{"3 tháng cuối năm 2025", "range 2025-10-01..2025-12-31"},
	{"năm 2025 - 2026", "range 2025-01-01..2026-12-31"},
	{"2025, 2026, 2027", "range 2025-01-01..2027-12-31"},
	{"Từ 2025 đến 2027", "range 2025-01-01..2027-12-31"},
	{"Năm 2025: 50%; năm 2026: 100%", "range 2025-01-01..2026-12-31 ask_left"},
	{"Thực hiện xong trong tháng 5/2025, báo cáo kết quả về UBND tỉnh trước ngày 10/6/2025", "range 2025-05-01..<2025-06-10 ask_several"},
	{"Quý II/2025 (hoàn thành), quý III/2025 (báo cáo)", "range 2025-04-01..2025-09-30 ask_several"},
	{"Hoàn thành quý II/2025, báo cáo quý III/2025", "range 2025-04-01..2025-09-30 ask_several"},
	{"QI/2026", "quarter 2026-01-01..2026-03-31"},
	{"QIII/2025", "quarter 2025-07-01..2025-09-30"},
	{"QV/2025", "unknown .. ask_impossible"},
	{"Không quy định thời hạn", "unknown .. ask_unread"},
	{"không thời hạn", "unknown .. ask_unread"},
	{"Chưa xác định", "unknown .. ask_unread"},
	{"Khi có văn bản hướng dẫn của Trung ương", "conditional .. ask_condition"},
	{"Tháng 6 (trước kỳ họp giữa năm)", "month 2025-06-01..2025-06-30 ask_year_assumed ask_condition"},
	{"2025 - đến hết 2030", "range 2025-01-01..2030-12-31"},
	{"giai đoạn 2021-2025 và 2026-2030", "range 2021-01-01..2030-12-31"},
	{"Hàng năm, trước 30/11", "recurring ..< year 30/11/0"},
	{"đầu tư xong năm 2025", "year 2025-01-01..2025-12-31"},
	{"Thứ Tư hàng tuần từ tháng 4/2025", "recurring 2025-04-01.. week 0/0/3"},
	{"mùng 10 tháng 3 âm lịch", "date 2025-03-10..2025-03-10 ask_year_assumed ask_left"},
	{"Giỗ Tổ Hùng Vương năm 2026", "date 2026-04-26..2026-04-26"},
	{"30/4 - 01/5/2025", "range 2025-04-30..2025-05-01"},
	{"quý III/2025, quý IV/2025", "range 2025-07-01..2025-12-31"},
	{"Tháng 12/2025 (theo tiến độ chung)", "month 2025-12-01..2025-12-31"},
	{"trước ngày 30 tháng 6 hằng năm", "recurring ..< year 30/6/0"},
	{"Quý 4/2025-Quý 1/2026", "range 2025-10-01..2026-03-31"},
	{"hoan thanh truoc ngay 30/6/2025", "date ..<2025-06-30"},
	{"trong quy III/2025", "quarter 2025-07-01..2025-09-30"},
	{"thang 6 nam 2025", "month 2025-06-01..2025-06-30"},
	{"Trong 03 năm (2025-2027)", "range 2025-01-01..2027-12-31"},
	{"Trong 2 năm 2025, 2026", "range 2025-01-01..2026-12-31"},
	{"hằng tuần, vào thứ Hai", "recurring .. week 0/0/1"},
	{"Trước ngày 05 hằng tháng", "recurring ..< month 5/0/0"},
	{"ngày 10 của tháng đầu quý", "recurring .. quarter 10/1/0"},
	{"năm học 2025-2026", "unknown .. ask_unread"},
	{"Trước Đại hội Đảng bộ các cấp", "conditional .. ask_condition"},
	{"Tháng 6/2025, tháng 9/2025, tháng 12/2025", "range 2025-06-01..2025-12-31"},
	{"từ Quý II/2025 đến hết Quý IV/2025", "range 2025-04-01..2025-12-31"},
	{"30/6 và 15/12/2025", "range 2025-06-30..2025-12-15 ask_several"},
	{"Theo kế hoạch của UBND tỉnh", "conditional .. ask_condition"},
	{"kể từ ngày ban hành đến 30/6/2025", "date ..2025-06-30"},
	{"Sau 05 ngày làm việc kể từ ngày 02/6/2025", "duration 2025-06-02..2025-06-09"},
	{"6 tháng/1 lần", "recurring .. half_year"},
	{"tại kỳ họp cuối năm 2025", "year 2025-01-01..2025-12-31 ask_condition"},
	{"2025/06", "month 2025-06-01..2025-06-30"},
	{"trước Tết Trung thu 2025", "unknown .. ask_feast"},
	{"hai lần một năm", "recurring .. half_year"},
	{"Hằng quý (ngày 15 của tháng cuối quý)", "recurring .. quarter 15/3/0"},
	{"01/7 - 31/12/2025", "range 2025-07-01..2025-12-31"},
	{"Sau Tết Nguyên đán 2026", "range 2026-02-18.. ask_feast_day ask_open_end"},
	{"Trong tháng 6/2025, hoàn thành trước ngày 20/6/2025", "range 2025-06-01..2025-06-30 ask_several"},
	{"Năm 2025 (Quý II)", "range 2025-01-01..2025-12-31 ask_several"},
	{"Ngày 5, ngày 20 hằng tháng", "recurring .. month 5/0/0 20/0/0"},
	{"tuần thứ 3 tháng 5/2025", "range 2025-05-01.. ask_part"},
	{"05 năm (2026-2030)", "range 2026-01-01..2030-12-31"},
	{"tháng 00/2025", "unknown .. ask_impossible"},
	{"Trước 31/3 hàng năm", "recurring ..< year 31/3/0"},
}

func TestKindsOfDeadlines(t *testing.T) {
	for _, c := range kinds {
		if got := shown(period.ReadDeadline(c[0], period.DeadlineContext{Issued: "2025-03-10"})); got != c[1] {
			t.Errorf("%q\n reads as %s\n want     %s", c[0], got, c[1])
		}
	}
}

// A list or a stretch of quarters, however joined, begins with its first and
// ends with its last.
func TestListsOfQuarters(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		roman := []string{"I", "II", "III", "IV"}
		from := rapid.IntRange(1, 3).Draw(t, "from")
		to := rapid.IntRange(from+1, 4).Draw(t, "to")
		join := rapid.SampledFrom([]string{", ", "+", " và ", "-", " - ", " đến ", " + quý ", ", quý "}).Draw(t, "join")
		year := rapid.IntRange(2000, 2099).Draw(t, "year")
		text := fmt.Sprintf("Quý %s%s%s/%d", roman[from-1], join, roman[to-1], year)
		d, asked := period.ReadDeadline(text, period.DeadlineContext{})
		start, end := period.Month(fmt.Sprintf("%d-%02d", year, from*3-2)).Start(), period.Month(fmt.Sprintf("%d-%02d", year, to*3)).End()
		list := !strings.ContainsAny(join, "-đ") // one that leaves a quarter out is asked about
		if d.Start != start || d.End != end || (len(asked) > 0) != (list && to > from+1) {
			t.Fatalf("%q: %s", text, shown(d, asked))
		}
	})
}
