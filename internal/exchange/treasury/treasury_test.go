package treasury_test

import (
	"context"
	"slices"
	"strings"
	"testing"

	"dondoc/internal/errs"
	"dondoc/internal/exchange"
	"dondoc/internal/exchange/treasury"
)

func sheet(t *testing.T, text string) *exchange.Table {
	t.Helper()
	tables, err := exchange.ReadTables(context.Background(), "a.csv", strings.NewReader(text), exchange.DefaultLimits())
	if err != nil {
		t.Fatal(err)
	}
	return tables[0]
}

// Amounts are of the unit that stands in the header or the cell; what is not said is asked.
func TestAmounts(t *testing.T) {
	for name, tt := range map[string]struct {
		head, cell string
		want       int64
		key        string
	}{
		"million in the header":    {"Số tiền (triệu đồng)", "1.200,5", 1_200_500_000, ""},
		"đồng in the header":       {"Số tiền (đồng)", "850", 850, ""},
		"a unit in the cell":       {"Số tiền", "1,5 tỷ", 1_500_000_000, ""},
		"a long number":            {"Số tiền", "1500000000", 1_500_000_000, ""},
		"a short number":           {"Số tiền", "850", 0, "capital.amount_bare"},
		"words":                    {"Số tiền", "chưa có", 0, "measure.number_unread"},
		"the cell over the header": {"Số tiền (triệu đồng)", "2 tỷ", 2_000_000_000, ""},
		"thousands or a fraction":  {"Số tiền (triệu đồng)", "1.200", 0, "capital.amount_unread"},
		"grouped đồng":             {"Số tiền (đồng)", "1.200.850", 1_200_850, ""},
		"a part of a đồng, dotted": {"Số tiền (đồng)", "850.5", 0, "capital.amount_unread"},
		"a part of a đồng":         {"Số tiền (đồng)", "850,5", 0, "capital.amount_unread"},
	} {
		read, list := treasury.ReadSheet(sheet(t, "Mã dự án;Loại;Nguồn;"+tt.head+";Số văn bản;Ngày\nA;giao;NSĐP;"+tt.cell+";1/QĐ;05/01/2026\n"), nil, nil)
		key := ""
		if len(list) > 0 {
			key = list[0].What.Key
		}
		if key != tt.key || key == "" && read.Lines[0].Amount != tt.want {
			t.Errorf("%s: %+v %q, want %d %q", name, read.Lines, key, tt.want, tt.key)
		}
	}
}

func TestStatement(t *testing.T) {
	const text = "STT;Mã dự án;Tên dự án;Nguồn vốn;Kế hoạch (đồng);KLHT (đồng);Tạm ứng (đồng);Lũy kế giải ngân (đồng);Ghi chú\n" +
		"I;;Giao thông;;;;;;\n1;A;Đường;NSTW;100;60;10;70;\n2;B;Cầu;;200;50;;51;\n;;Tổng cộng;;300;110;10;120;\n"
	read, list := treasury.ReadSheet(sheet(t, text), nil, nil)
	if len(list) > 0 || len(read.Stated) != 2 || read.Stated[0].Source != "central" || read.Stated[1].Paid != 51 || !slices.Equal(read.Unused, []string{"Ghi chú"}) {
		t.Fatalf("%+v %v", read, list)
	}
	var told []string
	for _, n := range read.Notes {
		told = append(told, n.Key)
	}
	if !slices.Equal(told, []string{"capital.sum_row", "capital.sum_paid"}) {
		t.Errorf("what does not add up: %v", told)
	}
	twice := strings.Replace(text, "2;B;Cầu;;", "2;a;Cầu;NSTW;", 1)
	if _, list := treasury.ReadSheet(sheet(t, twice), nil, nil); len(list) != 1 || list[0].What.Key != "capital.stated_twice" || list[0].Row != 4 {
		t.Errorf("a project twice: %v", list)
	}
	if read, list := treasury.ReadSheet(sheet(t, text), nil, map[int]exchange.As{4: exchange.AsSkipped}); len(list) > 0 || len(read.Stated) != 1 {
		t.Errorf("a row left out: %+v %v", read.Stated, list)
	}
	if read, list := treasury.ReadSheet(sheet(t, strings.Replace(text, "Mã dự án", "Ký hiệu", 1)), map[string]string{"code": "Ký hiệu"}, nil); len(list) > 0 || len(read.Stated) != 2 {
		t.Errorf("a column chosen by hand: %+v %v", read, list)
	}
}

// Every fault of a row is told with its cell.
func TestLinesNameTheirFaults(t *testing.T) {
	_, list := treasury.ReadSheet(sheet(t, "Mã dự án;Loại;Nguồn;Cấp giao;Năm;Số tiền;Ngày;Vốn kéo dài\nA;tặng;vàng;phường;nay;x;31/02/2026;có lẽ\n;giao;NSĐP;xã;2026;2 tỷ;05/01/2026;\n"), nil, nil)
	var keys []string
	for _, e := range list {
		keys = append(keys, e.What.Key)
	}
	for _, want := range []string{"capital.sheet_kind", "measure.number_unread", "capital.code_needed"} {
		if !slices.Contains(keys, want) {
			t.Errorf("%s is not told: %v", want, keys)
		}
	}
	_, list = treasury.ReadSheet(sheet(t, "Mã dự án;Loại;Nguồn;Cấp giao;Năm;Số tiền;Ngày;Vốn kéo dài\nA;giao;vàng;phường;nay;2 tỷ;31/02/2026;có lẽ\n"), nil, nil)
	if len(list) != 5 || list[0].Cell == "" {
		t.Errorf("%v", list)
	}
	if _, list := treasury.ReadSheet(sheet(t, "Tên;Số\nA;1\n"), nil, nil); len(list) != 1 || !errs.Is(list, errs.Invalid) {
		t.Errorf("no sheet of capital: %v", list)
	}
}
