package period_test

import (
	"fmt"
	"slices"
	"testing"

	"dondoc/internal/period"

	"pgregory.net/rapid"
)

// The wordings are those of Nghị quyết 03/NQ-CP (09/01/2025), annex II, of a
// ministry's list of 2026 and of a project's step plan, with others seen in
// offices; what each comes to was worked out by hand.
var deadlines = []struct {
	text       string
	kind       period.DeadlineKind
	start, end period.Date
	asks       []string
}{
	{"6/2025", "month", "2025-06-01", "2025-06-30", nil},
	{"01/2025", "month", "2025-01-01", "2025-01-31", nil},
	{"Tháng 10/2025", "month", "2025-10-01", "2025-10-31", nil},
	{"tháng 6 năm 2025", "month", "2025-06-01", "2025-06-30", nil},
	{"2025", "year", "2025-01-01", "2025-12-31", nil},
	{"Cuối năm 2025", "year", "2025-01-01", "2025-12-31", nil},
	{"2025 - 2026", "range", "2025-01-01", "2026-12-31", nil},
	{"2025-2026", "range", "2025-01-01", "2026-12-31", nil},
	{"Giai đoạn 2025 – 2030", "range", "2025-01-01", "2030-12-31", nil},
	{"Quý II/2025", "quarter", "2025-04-01", "2025-06-30", nil},
	{"quý 4 năm 2025", "quarter", "2025-10-01", "2025-12-31", nil},
	{"Quý II - Quý III/2025", "range", "2025-04-01", "2025-09-30", nil},
	{"Từ tháng 3 đến tháng 5/2025", "range", "2025-03-01", "2025-05-31", nil},
	{"6 tháng đầu năm 2025", "half_year", "2025-01-01", "2025-06-30", nil},
	{"6 tháng cuối năm", "half_year", "2025-07-01", "2025-12-31", []string{"deadline.ask_year_assumed"}},
	{"30/6/2025", "date", "2025-06-30", "2025-06-30", nil},
	{"ngày 30 tháng 6 năm 2025", "date", "2025-06-30", "2025-06-30", nil},
	{"Trước ngày 30/6/2025", "date", "", "2025-06-30", nil},
	{"Hoàn thành trước 31.12.2025", "date", "", "2025-12-31", nil},
	{"Trước tháng 6/2025", "month", "", "2025-05-31", nil},
	{"Đến hết quý I/2026", "quarter", "", "2026-03-31", nil},
	{"30/6", "date", "2025-06-30", "2025-06-30", []string{"deadline.ask_year_assumed"}},
	{"trong tháng 3", "month", "2025-03-01", "2025-03-31", []string{"deadline.ask_year_assumed"}},
	{"Thường xuyên", "recurring", "", "", nil},
	{"Nhiệm vụ thường xuyên", "recurring", "", "", nil},
	{"Hằng năm", "recurring", "", "", nil},
	{"hàng quý", "recurring", "", "", nil},
	{"Định kỳ 6 tháng", "recurring", "", "", nil},
	{"Hằng năm, từ 2025", "recurring", "2025-01-01", "", nil},
	{"2025 và những năm tiếp theo", "range", "2025-01-01", "", []string{"deadline.ask_open_end"}},
	{"năm tiếp theo", "range", "2026-01-01", "", []string{"deadline.ask_open_end"}},
	{"12/2026 hoặc 1/2027 (tuỳ thời điểm tổ chức kỳ họp 49)", "range", "2026-12-01", "2027-01-31", []string{"deadline.ask_condition", "deadline.ask_either"}},
	{"Tuỳ thuộc vào thời điểm Luật NSNN sửa đổi", "conditional", "", "", []string{"deadline.ask_condition"}},
	{"Sau khi Luật được thông qua", "conditional", "", "", []string{"deadline.ask_condition"}},
	{"28 ngày", "duration", "", "", []string{"deadline.ask_base"}},
	{"07 ngày làm việc", "duration", "", "", []string{"deadline.ask_base"}},
	{"Tối đa 10 ngày kể từ ngày nhận đủ hồ sơ trình", "duration", "", "", []string{"deadline.ask_base"}},
	{"trong thời hạn 02 giờ làm việc kể từ thời điểm đóng thầu", "duration", "", "", []string{"deadline.ask_hours"}},
	{"Không quy định số ngày cụ thể", "unknown", "", "", []string{"deadline.ask_unread"}},
	{"", "unknown", "", "", []string{"deadline.ask_none"}},
	{"Quý I/2025 trình; Quý II/2025 ban hành", "range", "2025-01-01", "2025-06-30", nil},
	{"05 ngày làm việc kể từ ngày 02/6/2025", "duration", "2025-06-02", "2025-06-09", nil},
	{"tối đa 15 ngày tính từ khi nhận đủ hồ sơ theo quyết định ngày 27/02/2024", "duration", "", "", []string{"deadline.ask_base"}},
}

func keys(t *testing.T, text string, c period.DeadlineContext) (period.Deadline, []string) {
	t.Helper()
	d, asked := period.ReadDeadline(text, c)
	var out []string
	for _, q := range asked {
		out = append(out, q.Key)
	}
	return d, out
}

func TestDeadlines(t *testing.T) {
	for _, c := range deadlines {
		d, asks := keys(t, c.text, period.DeadlineContext{Issued: "2025-01-09"})
		if d.Kind != c.kind || d.Start != c.start || d.End != c.end || !slices.Equal(asks, c.asks) {
			t.Errorf("%q: %s %s–%s asks %v, want %s %s–%s %v", c.text, d.Kind, d.Start, d.End, asks, c.kind, c.start, c.end, c.asks)
		}
	}
	if d, asks := keys(t, "tháng 3", period.DeadlineContext{}); d.End != "" || len(asks) == 0 {
		t.Errorf("without a year: %+v, asks %v", d, asks)
	}
}

func TestWhatADeadlineHangsOn(t *testing.T) {
	for text, want := range map[string]string{
		"12/2026 hoặc 1/2027 (tuỳ thời điểm tổ chức kỳ họp 49)": "tuỳ thời điểm tổ chức kỳ họp 49",
		"Sau khi Luật được thông qua":                           "Sau khi Luật được thông qua",
	} {
		if d, _ := keys(t, text, period.DeadlineContext{}); d.Condition != want {
			t.Errorf("%q hangs on %q", text, d.Condition)
		}
	}
	d, _ := keys(t, "07 ngày làm việc kể từ ngày phê duyệt", period.DeadlineContext{})
	if d.Days != 7 || d.Unit != "working_day" || d.From != "kể từ ngày phê duyệt" {
		t.Errorf("%+v", d)
	}
	d, _ = keys(t, "Quý I/2025 trình; sau khi trình thì ban hành", period.DeadlineContext{})
	if len(d.Parts) != 2 || d.End != "" || d.Start != "2025-01-01" {
		t.Errorf("%+v", d)
	}
}

func TestDurationsCountFromTheDayAfter(t *testing.T) {
	off := period.NewCalendar(2025, 2026, "2025-04-07") // Giỗ Tổ 2025
	for text, want := range map[string]period.Date{
		"28 ngày": "2025-05-01", "07 ngày làm việc": "2025-04-15", "2 tuần": "2025-04-17", "1 tháng": "2025-05-03", "10-15 ngày": "2025-04-18",
	} {
		if d, _ := keys(t, text, period.DeadlineContext{Base: "2025-04-03", Holidays: off}); d.End != want {
			t.Errorf("%s from 3/4/2025 ends on %s, want %s", text, d.End, want)
		}
	}
	if d, _ := keys(t, "1 tháng", period.DeadlineContext{Base: "2025-01-31"}); d.End != "2025-02-28" {
		t.Errorf("a month from 31/1 ends on %s", d.End)
	}
	if d, _ := keys(t, "1/5/2025", period.DeadlineContext{Monday: true, Holidays: off}); d.End != "2025-05-02" {
		t.Errorf("a holiday moves to %s", d.End)
	}
}

// A month, quarter or year written in any form ends on its last day, never on 1 January.
func TestDeadlinesEndWhereTheirStretchEnds(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		year := rapid.IntRange(2000, 2099).Draw(t, "year")
		month := rapid.IntRange(1, 12).Draw(t, "month")
		form := rapid.SampledFrom([]string{"%d/%d", "%02d/%d", "tháng %d/%d", "Tháng %d năm %d", "T%d/%d", "trong tháng %d năm %d"}).Draw(t, "form")
		text := fmt.Sprintf(form, month, year)
		d, asked := period.ReadDeadline(text, period.DeadlineContext{})
		want := period.Month(fmt.Sprintf("%04d-%02d", year, month))
		if d.Kind != period.InMonth || d.Start != want.Start() || d.End != want.End() || len(asked) > 0 {
			t.Fatalf("%q: %+v", text, d)
		}
	})
}

func FuzzDeadline(f *testing.F) {
	for _, c := range deadlines {
		f.Add(c.text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		d, asked := period.ReadDeadline(text, period.DeadlineContext{Issued: "2025-01-09", Base: "2025-01-09", Monday: true})
		if d.Start != "" && d.End != "" && d.End < d.Start && len(asked) == 0 {
			t.Fatalf("%q: %s–%s without a question", text, d.Start, d.End)
		}
		if d.Kind == period.Undated && len(asked) == 0 && len(d.Parts) == 0 {
			t.Fatalf("%q is not understood and not asked about", text)
		}
	})
}
