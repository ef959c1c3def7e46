package exchange_test

import (
	"bytes"
	"testing"

	"dondoc/internal/exchange"

	"github.com/xuri/excelize/v2"
)

// A long head is wrapped and does not widen its column; what stands below does.
func TestHeadsAreWrapped(t *testing.T) {
	var b bytes.Buffer
	sheet := exchange.Sheet{Name: "x", Header: []string{"Lũy kế giải ngân từ khởi công đến hết 31/01/2025", "TT", "Ghi chú"}, Rows: [][]any{{12, 1, "một ghi chú dài hơn đầu cột của nó nhiều"}}}
	if err := exchange.WriteXLSX(&b, sheet); err != nil {
		t.Fatal(err)
	}
	f, err := excelize.OpenReader(&b)
	if err != nil {
		t.Fatal(err)
	}
	for col, want := range map[string][2]float64{"A": {10, 16}, "B": {6, 6}, "C": {40, 60}} {
		if got, err := f.GetColWidth("x", col); err != nil || got < want[0] || got > want[1] {
			t.Errorf("column %s is %v wide, want %v (%v)", col, got, want, err)
		}
	}
}
