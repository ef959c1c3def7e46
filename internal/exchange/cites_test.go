package exchange_test

import (
	"strings"
	"testing"

	"dondoc/internal/exchange"
	"dondoc/internal/target"
)

// A table names its resolution above its header, in the ways offices write that.
func TestCites(t *testing.T) {
	want := target.Document{Kind: "nghị quyết", Number: "05/NQ-HĐND", IssuedOn: "2025-12-25", Issuer: "HĐND xã Ngân Sơn"}
	for _, line := range []string{
		"(Kèm theo Nghị quyết số 05/NQ-HĐND ngày 25/12/2025 của HĐND xã Ngân Sơn)",
		"( Kèm theo Nghị quyết số: 05/NQ-HĐND, ngày 25 tháng 12 năm 2025 của HĐND xã Ngân Sơn )",
		"(Ban hành kèm theo Nghị quyết số 05/NQ-HĐND ngày 25/12/2025 của HĐND xã Ngân Sơn)",
		"Nghị quyết số 05/NQ-HĐND ngày 25/12/2025 của HĐND xã Ngân Sơn",
		"(Theo Nghị quyết số 05/NQ-HĐND ngày 25/12/2025 của HĐND xã Ngân Sơn)",
		"Kèm theo NGHỊ QUYẾT số 05 /NQ-HĐND ngày 25-12-2025 của HĐND xã Ngân Sơn.",
	} {
		if got, ok := (&exchange.Table{Preamble: []string{"PHỤ LỤC", line}}).Cites(); !ok || got != want {
			t.Errorf("%s: %+v %v", line, got, ok)
		}
	}
	for _, lines := range [][]string{
		{"KẾT QUẢ THỰC HIỆN NGHỊ QUYẾT SỐ 05/NQ-HĐND ngày 25/12/2025 của HĐND xã Ngân Sơn"},
		{"Nghị quyết số 05/NQ-HĐND"},
		{"Nghị quyết số 05/NQ-HĐND ngày 25/12/2025 của HĐND xã", "Quyết định số 7/QĐ-UBND ngày 26/12/2025 của UBND xã"},
		{"PHỤ LỤC", "Chỉ tiêu năm 2026"},
		{"(Kèm theo Nghị quyết số 05/NQ-HĐND ngày 25/12/2025 của HĐND xã)", "(Kèm theo Quyết định số 7/QĐ-UBND ngày 26/12/2025 của UBND xã)"},
		{"(Kèm theo Nghị quyết số ..../NQ-HĐND ngày ..../12/2025 của HĐND xã)"},
		{"(Kèm theo Nghị quyết số 05/NQ-HĐND ngày 31/02/2025 của HĐND xã)"},
	} {
		if got, ok := (&exchange.Table{Preamble: lines}).Cites(); ok {
			t.Errorf("%q: %+v", lines, got)
		}
	}
}

// What is named above a table without saying that it is the table's own is offered.
func TestNames(t *testing.T) {
	table := exchange.Table{Preamble: []string{"KẾT QUẢ THỰC HIỆN NGHỊ QUYẾT SỐ 05/NQ-HĐND", "(Báo cáo theo Kế hoạch số 12/KH-UBND và nghị quyết 05/NQ-HĐND)"}}
	if got := strings.Join(table.Names(), "; "); got != "nghị quyết 05/NQ-HĐND; kế hoạch 12/KH-UBND" {
		t.Error(got)
	}
}
