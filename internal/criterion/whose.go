package criterion

import (
	"regexp"
	"strconv"
	"strings"

	"dondoc/internal/period"
	"dondoc/internal/viet"
)

// Whose figure a result gives, and of when: what was planned, given, designed
// or lost is not what was reached, and last year's figure not this year's.

var (
	// intentions are words for what is to be or was lost, not for what was reached.
	intentions = words("kế hoạch|KH|chỉ tiêu|mục tiêu|được giao|giao|thiết kế|quy hoạch|nhu cầu|công suất|dự toán|nghị quyết|đề nghị|đề xuất|trình|đề án|phương án|phân bổ|bố trí|" +
		"bị|thiệt hại|hỏng|chết|mất|hủy|huỷ|hư hỏng|còn lại|tồn|nợ|dở dang|dang dở|sơ bộ|tạm tính|ước tính|tiềm năng|dk|đk|đối chiếu|so sánh|" +
		"planned|designed|allotted|requested|proposed|lost|damaged|remaining|provisional|target")
	// reachedWords say that a figure behind them was reached all the same.
	reachedWords = words("đạt|được|thực hiện|hoàn thành|đã|reached|achieved")
	// given are compounds of the former that are things or doers.
	given       = words("chuyển giao|giao đủ|giao quân đủ|giao thông|giao quân|giao nhận|giao dịch|bàn giao|giao đất|giao rừng|thiết bị|trang bị|chuẩn bị|trình độ|công trình|chương trình|quy trình|trình diễn|mất rừng|bố trí sử dụng|kế hoạch hóa gia đình|tồn tại|nợ xấu")
	periodHead  = regexp.MustCompile(`(?i)^((?:(?:ước|uth|th|kq|lk|thực hiện|kết quả|lũy kế|luỹ kế|trong|đến|tính đến|hết|cả) )*)(?:(\d{1,2}) tháng(?: (đầu|cuối))?(?: năm)?(?: (\d{4}))?|(năm|tháng|quý) (\d{1,4}|I{1,3}|IV)(?:[/.-](\d{4})| năm (\d{4}))?)(?: ?[:,])? (.*\d.*)$`)
	romanNumber = map[string]int{"i": 1, "ii": 2, "iii": 3, "iv": 4}
)

// intended says whether words beside the figure make it one that was planned,
// given or lost. The target's own name and wording are no such words.
func (r *reader) intended(head string) bool {
	if !r.result {
		return false
	}
	name := " " + viet.Fold(r.in.Name) + " "
	found := false
	for t := (text{strings.TrimSpace(head), !marked(head)}); t.s != ""; {
		switch {
		case t.cut(given), t.cut(planGiven):
		case t.begins(reachedWords):
			found = false
			t.cutLoose()
		case t.begins(intentions):
			before := t.s
			t.cut(intentions)
			word := viet.Fold(strings.TrimSpace(before[:len(before)-len(t.s)]))
			found = found || !strings.Contains(name, " "+word+" ")
		default:
			t.cutLoose()
		}
	}
	return found
}

var elsewhere = regexp.MustCompile(`^(?:cung ki|cung ky|nam truoc|nam ngoai|binh quan (?:chung|ca nuoc|toan quoc|toan tinh))\b`)

// ofOthers says whether words before the figure make it that of the whole
// country or of another year, which the target's own name does not speak of.
func (r *reader) ofOthers(head string) bool {
	said := elsewhere.FindString(strings.TrimSpace(viet.Fold(head)))
	return r.result && said != "" && !strings.Contains(viet.Fold(r.in.Name), said)
}

var yearsEnd = words("tính đến cuối năm|đến cuối năm|cuối năm|hết năm")

var planGiven = words("đạt kế hoạch|vượt kế hoạch|so với kế hoạch|đạt chỉ tiêu|vượt chỉ tiêu|theo kế hoạch|thực hiện kế hoạch|hoàn thành kế hoạch|thực hiện mục tiêu")

// periodAhead takes the period that a result begins with: "Ước thực hiện năm
// 2025: 541,5 ha", "6 tháng đầu năm đạt 20 ha". It must be the one that is
// reported; where that is not known it is asked.
func (r *reader) periodAhead(a *Actual, t *text) {
	if end := *t; end.cut(yearsEnd) && !startsWithDigit(end.s) && (r.in.Month == "" || r.in.Month.Number() == 12) {
		t.s = end.s // "cuối năm còn 238 hộ"
	}
	m := periodHead.FindStringSubmatch(t.s)
	if m == nil {
		return
	}
	last, year := 12, m[4]
	switch viet.Fold(m[5]) {
	case "":
		last, _ = strconv.Atoi(m[2])
		if viet.Fold(m[3]) == "cuoi" {
			last = 12
		}
	case "nam":
		year = m[6]
		if len(year) != 4 {
			return
		}
	case "thang":
		last, _ = strconv.Atoi(m[6])
		year = m[7] + m[8]
	default:
		if last = romanNumber[strings.ToLower(m[6])]; last == 0 {
			last, _ = strconv.Atoi(m[6])
		}
		last, year = 3*last, m[7]+m[8]
	}
	if last < 1 || last > 12 {
		return
	}
	t.s = m[9]
	if r.in.Month != "" && r.in.Month.Number() == last && (year == "" || r.in.Month.Cycle() == period.Cycle(year)) {
		return
	}
	if r.in.Month == "" {
		r.ask(ask("actual", "target.which_period", "text", a.Text))
		return
	}
	r.ask(ask("actual", "target.other_period", "text", a.Text, "month", r.in.Month))
}
