package exchange

import (
	"context"
	"strings"
	"testing"
)

const besideText = `TT,Chỉ tiêu,Kế hoạch,Thực hiện,,TT,Chỉ tiêu,Kế hoạch,Thực hiện
1,Diện tích chè,50,55,,3,Số hộ thoát nghèo,120,130
2,Diện tích quế,70,71,,,,,
`

func TestTablesSideBySideAreChosen(t *testing.T) {
	tables, err := ReadTables(context.Background(), "x.csv", strings.NewReader(besideText), Limits{})
	if err != nil || len(tables) != 2 {
		t.Fatalf("%d tables, %v", len(tables), err)
	}
	first, _ := Pick(tables, "", (*Table).IsTargetSheet)
	if rows, list := ReadTargetRows(first, Choice{}); len(rows) != 2 || len(list) != 1 || list[0].What.Key != "exchange.side_by_side" {
		t.Errorf("nothing chosen: %d rows, %v", len(rows), list)
	}
	second, err := Pick(tables, tables[1].Name(), (*Table).IsTargetSheet)
	if err != nil || tables[1].Name() != "x.csv!F1" {
		t.Fatalf("%q: %v", tables[1].Name(), err)
	}
	rows, list := ReadTargetRows(second, Choice{})
	if len(list) > 0 || len(rows) != 1 || rows[0].Name != "Số hộ thoát nghèo" || rows[0].Plan != "120" || rows[0].Cells["plan"] != "H2" {
		t.Errorf("the second: %+v, %v", rows, list)
	}
}

func TestWhatAHeaderOrAMarkSaysOfACell(t *testing.T) {
	table := read(t, "x.csv", `TT,Chỉ tiêu,Kế hoạch (ha),Thực hiện (tấn),Đơn vị chủ trì
1,Lúa,100,500,Phòng Nông nghiệp
2,Ngô,200,"""",nt
`)
	rows, list := ReadTargetRows(table, Choice{})
	if len(list) > 0 || len(rows) != 2 {
		t.Fatal(rows, list)
	}
	if rows[0].UnitOfMeasure != "ha" || rows[0].Plan != "100" || rows[0].Actual != "500 tấn" {
		t.Errorf("another unit in the header of the results: %+v", rows[0].Row)
	}
	if rows[1].Answer != "Phòng Nông nghiệp" || len(rows[1].Doubts) != 1 || rows[1].Doubts[0].Key != "exchange.same_as_above" {
		t.Errorf("as above: %+v %v", rows[1], rows[1].Doubts)
	}
	several := read(t, "x.csv", "TT,Chỉ tiêu,ĐVT,Tỉnh giao,Huyện giao,Thực hiện\n1,Trồng rừng,ha,480,500,510\n")
	if _, list := ReadTargetRows(several, Choice{}); len(list) != 1 || list[0].What.Key != "exchange.several_columns_plan" {
		t.Errorf("two bodies' plans: %v", list)
	}
	year := read(t, "x.csv", "TT,Chỉ tiêu,ĐVT,Kế hoạch năm 2025,6 tháng,Ước năm 2025\n1,Trồng rừng,ha,500,200,510\n")
	if rows, list := ReadTargetRows(year, Choice{Cycle: "2025"}); len(list) > 0 || rows[0].Actual != "510" || !rows[0].Estimate {
		t.Errorf("the year's estimate: %+v %v", rows, list)
	}
	nested := read(t, "x.csv", "TT,Chỉ tiêu,ĐVT,Kế hoạch\n1,Giá trị sản xuất,tỷ đồng,1000\n-,Nông nghiệp,tỷ đồng,400\n-,Công nghiệp,tỷ đồng,600\n+,Chế biến,tỷ đồng,300\n")
	if rows, list := ReadTargetRows(nested, Choice{}); len(list) > 0 || rows[3].PartOf != rows[2].No || rows[2].PartOf != rows[0].No {
		t.Errorf("a part of a part: %+v %v", rows, list)
	}
}
