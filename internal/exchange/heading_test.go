package exchange

import (
	"fmt"
	"strings"
	"testing"

	"dondoc/internal/period"
)

// What stands above a table says whose it is and of what time; the day of a signature
// and the year of a document that is cited are neither.
func TestHeadings(t *testing.T) {
	for lines, want := range map[string]string{
		"UBND XÃ NÀ PHẶC|BÁO CÁO THÁNG 11 NĂM 2025":                                                               "[2025] [2025-11] [xã NÀ PHẶC] []",
		"KẾT QUẢ THỰC HIỆN CHỈ TIÊU NĂM 2025 XÃ NÀ PHẶC":                                                          "[2025] [] [xã NÀ PHẶC] []",
		"BIỂU CHỈ TIÊU KINH TẾ - XÃ HỘI NĂM 2026|(Kèm theo Nghị quyết số 12/NQ-HĐND ngày 20/12/2025 của HĐND xã)": "[2026] [] [] [2025-12-20]",
		"Ngân Sơn, ngày 05 tháng 12 năm 2025|CHỈ TIÊU GIAI ĐOẠN 2026-2028":                                        "[2026 2027 2028] [] [] []",
		"Biểu số 3|Đơn vị tính: ha":                                                                               "[] [] [] []",
		"ỦY BAN NHÂN DÂN PHƯỜNG ĐỨC XUÂN CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM":                                      "[] [] [phường ĐỨC XUÂN] []",
		"PHÂN CÔNG NHIỆM VỤ|(Kèm theo Kế hoạch số 12/KH-UBND ngày 15/6/2026 của UBND xã Nà Phặc)":                 "[] [] [xã Nà Phặc] [2026-06-15]",
	} {
		h := (&Table{Preamble: strings.Split(lines, "|")}).Heading()
		if got := fmt.Sprint(h.Years, h.Months, h.Places, h.Days); got != want {
			t.Errorf("%q: %s, want %s", lines, got, want)
		}
	}
	h := heading{Years: []int{2025}, Months: []period.Month{"2025-11"}, Places: []string{"xã NÀ PHẶC"}}
	if _, other := h.OtherMonth("2025-11"); other || h.OtherYear(2025) != "" || h.OtherPlace([]string{"Phòng Kinh tế", "Xã Nà Phặc"}) != "" {
		t.Error("its own time and place are others")
	}
	if m, other := h.OtherMonth("2026-11"); !other || m != "2025-11" || h.OtherYear(2026) != "2025" || h.OtherPlace([]string{"Xã Ngân Sơn", "Tỉnh Thái Nguyên"}) != "xã NÀ PHẶC" {
		t.Error("another time and place are not told")
	}
	table := tableOf(t, "KẾT QUẢ CHỈ TIÊU NĂM 2025,,,\nSTT,Chỉ tiêu,ĐVT,Kế hoạch\n1,Diện tích chè,ha,50\n")
	if rows, _ := ReadTargetRows(table, Choice{Cycle: "2026"}); len(rows) != 1 || !strings.Contains(fmt.Sprint(rows[0].Doubts), "exchange.title_year") {
		t.Errorf("%+v", table.Told())
	}
}
