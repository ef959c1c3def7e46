package exchange

import (
	"bytes"
	"testing"

	"github.com/xuri/excelize/v2"
)

// What stands above and below a table says what it is; the header stays the head
// of the table, printed on each page and in view.
func TestLinesAroundASheet(t *testing.T) {
	var b bytes.Buffer
	if err := WriteXLSX(&b, Sheet{Name: "Biểu", Above: []string{"QUYẾT TOÁN", "=Xã", "Đơn vị tính: triệu đồng"}, Header: []string{"TT", "Số tiền"}, Rows: [][]any{{1, 2}, {2, 3}}, Below: []string{"Ghi chú"}}); err != nil {
		t.Fatal(err)
	}
	f, err := excelize.OpenReader(&b)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	for cell, want := range map[string]string{"A1": "QUYẾT TOÁN", "A2": "=Xã", "A3": "Đơn vị tính: triệu đồng", "A4": "TT", "B4": "Số tiền", "A5": "1", "B6": "3", "A7": "", "A8": "Ghi chú"} {
		if got, err := f.GetCellValue("Biểu", cell); got != want || err != nil {
			t.Errorf("%s is %q, want %q (%v)", cell, got, want, err)
		}
	}
	if formula, _ := f.GetCellFormula("Biểu", "A2"); formula != "" {
		t.Errorf("a line became the formula %s", formula)
	}
	if panes, err := f.GetPanes("Biểu"); panes.YSplit != 4 || err != nil {
		t.Errorf("%d rows stay in view (%v)", panes.YSplit, err)
	}
	if names := f.GetDefinedName(); len(names) != 1 || names[0].RefersTo != "'Biểu'!$4:$4" {
		t.Errorf("printed on each page: %+v", names)
	}
}
