package exchange_test

import (
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
		"Kèm theo NGHỊ QUYẾT số 05 /NQ-HĐND ngày 25-12-2025 của HĐND xã Ngân Sơn.",
	} {
		if got, ok := (&exchange.Table{Preamble: []string{"PHỤ LỤC", line}}).Cites(); !ok || got != want {
			t.Errorf("%s: %+v %v", line, got, ok)
		}
	}
	for _, lines := range [][]string{
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
