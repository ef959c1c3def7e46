package exchange

import (
	"context"
	"strings"
	"testing"

	"dondoc/internal/errs"
	"dondoc/internal/org"
)

func tableOf(t *testing.T, csv string) *Table {
	t.Helper()
	table, err := readTable(context.Background(), "bang.csv", strings.NewReader(csv), DefaultLimits())
	if err != nil {
		t.Fatal(err)
	}
	return table
}

// The maps are rows of the two public ones of 1/7/2025 (thanglequoc/
// vietnamese-provinces-database and dvhcvn), and one of Dondoc's own form.
func TestMapsInTheFormsTheyComeIn(t *testing.T) {
	const byDistrict = `provinceCode,isMergedProvince,districtCode,districtType,wardCode,wardType,isMergedWard,isDividedWard,province,district,ward,newProvince,newWard,newProvinceCode,newWardCode
6,True,62,Huyện,1939.0,Xã,True,False,Tỉnh Bắc Kạn,Huyện Ngân Sơn,Xã Thượng Ân,Tỉnh Thái Nguyên,Xã Bằng Vân,19,01942
51,True,505,Huyện,,,True,False,Tỉnh Quảng Ngãi,Huyện Lý Sơn,,Tỉnh Quảng Ngãi,Đặc khu Lý Sơn,51,20548
1,False,6,Quận,172.0,Phường,True,True,Thành phố Hà Nội,Quận Cầu Giấy,Phường Yên Hòa,Thành phố Hà Nội,Phường Cầu Giấy,01,00166
`
	const byCode = `new_code,new_name,new_province_code,new_province,old_code,old_name,type
00166,Phường Cầu Giấy,01,Thành phố Hà Nội,00172,Phường Yên Hòa,partial
00004,Phường Ba Đình,01,Thành phố Hà Nội,00013,Phường Quán Thánh,full
`
	const own = `Mã cũ;Mã mới;Tên mới;Mã cấp trên mới;Tỷ lệ
ngan-son;dong;Huyện Đông;bac-kan;62,5%
ngan-son;tay;Huyện Tây;bac-kan;37,5%
cho-don;;;;
`
	for name, c := range map[string]struct {
		csv  string
		want []org.Move
	}{
		"by district": {byDistrict, []org.Move{{Old: "01939", New: org.Destination{Official: "01942", Name: "Xã Bằng Vân", Parent: "19", ParentName: "Tỉnh Thái Nguyên"}},
			{Old: "505", New: org.Destination{Official: "20548", Name: "Đặc khu Lý Sơn", Parent: "51", ParentName: "Tỉnh Quảng Ngãi"}},
			{Old: "00172", Part: true, New: org.Destination{Official: "00166", Name: "Phường Cầu Giấy", Parent: "01", ParentName: "Thành phố Hà Nội"}}}},
		"by code": {byCode, []org.Move{{Old: "00172", Part: true, New: org.Destination{Official: "00166", Name: "Phường Cầu Giấy", Parent: "01", ParentName: "Thành phố Hà Nội"}},
			{Old: "00013", New: org.Destination{Official: "00004", Name: "Phường Ba Đình", Parent: "01", ParentName: "Thành phố Hà Nội"}}}},
		"own": {own, []org.Move{{Old: "ngan-son", Part: true, New: org.Destination{Official: "dong", Name: "Huyện Đông", Parent: "bac-kan"}},
			{Old: "ngan-son", Part: true, New: org.Destination{Official: "tay", Name: "Huyện Tây", Parent: "bac-kan"}}, {Old: "cho-don"}}},
	} {
		moves, list := ReadMap(tableOf(t, c.csv), Choice{})
		if list != nil || len(moves) != len(c.want) {
			t.Fatalf("%s: %d rows, %v", name, len(moves), list)
		}
		for i, m := range moves {
			if m.Row != i+2 {
				t.Errorf("%s: row %d is said to be %d", name, i+2, m.Row)
			}
			if name == "own" && i < 2 && m.Share.String() != []string{"62.5", "37.5"}[i] {
				t.Errorf("share %v", m.Share)
			}
			m.Row, m.Share = 0, nil
			if m != c.want[i] {
				t.Errorf("%s: %+v, want %+v", name, m, c.want[i])
			}
		}
	}
}

func TestMapsThatCannotBeRead(t *testing.T) {
	for csv, want := range map[string]string{
		"tên,ghi chú\na,b\n":                         "exchange.map_columns",
		"mã cũ,mã mới,tên mới\n,x,Xã X\n":            "exchange.map_no_old",
		"mã cũ,mã mới,tên mới,một phần\na,b,c,nửa\n": "exchange.map_part",
		"mã cũ,mã mới,tên mới,tỷ lệ\na,b,c,1.500\n":  "measure.number_unsure",
	} {
		if _, list := ReadMap(tableOf(t, csv), Choice{}); len(list) != 1 || list[0].What.Key != want {
			t.Errorf("%q: %v, want %s", csv, list, want)
		}
	}
}

// A map is read as any other sheet is: its header need not be the first row,
// columns can be assigned, rows left out, and what is not used is told.
func TestMapAsSheet(t *testing.T) {
	table := tableOf(t, "DANH SÁCH SẮP XẾP,,,\nSTT,Mã cũ,Mã mới,Xã sau sắp xếp\n(1),(2),(3),(4)\n1,a,x,Xã X\n2,b,x,Xã X\n3,,,\n")
	moves, list := ReadMap(table, Choice{Columns: map[string]string{"new_name": "D"}, Rows: map[int]As{5: AsSkipped}})
	if list != nil || len(moves) != 1 || moves[0].Row != 4 || moves[0].Old != "a" || moves[0].New.Name != "Xã X" {
		t.Errorf("%+v %v", moves, list)
	}
	other := tableOf(t, "mã cũ,mã mới,tên mới,diện tích\na,x,Xã X,12\n")
	if moves, _ = ReadMap(other, Choice{}); len(moves) != 1 || len(other.Told()) == 0 {
		t.Errorf("a column that is not used is not told: %+v", moves)
	}
	if got := other.MapColumns(Choice{}); len(got) != 4 || got[0].Field != "old" || got[1].Field != "new" || got[2].Field != "new_name" || got[3].Field != "" {
		t.Errorf("%+v", got)
	}
}

func TestUnitLists(t *testing.T) {
	lines, list := ReadUnitRows(tableOf(t, "Mã,Tên,Loại,Cấp trên,Mã đơn vị hành chính\nbk,Tỉnh Bắc Kạn,,,06\nns,Huyện Ngân Sơn,huyện,bk,062\nnn,Phòng Nông nghiệp,department,ns,\n"), Choice{})
	if list != nil || len(lines) != 3 || lines[1].Kind != org.District || lines[2].Kind != org.Department || lines[1].Parent != "bk" || lines[0].Official != "06" {
		t.Errorf("%+v %v", lines, list)
	}
	if _, list := ReadUnitRows(tableOf(t, "a,b\n1,2\n"), Choice{}); len(list) != 1 || list[0].What.Key != "exchange.units_no_name" {
		t.Errorf("%v", list)
	}
	tree, err := ReadUnitTree(strings.NewReader(`[{"Code":"06","FullName":"Tỉnh Bắc Kạn","District":[{"Code":"058","FullName":"Thành Phố Bắc Kạn","Ward":[{"Code":"01834","FullName":"Phường Nguyễn Thị Minh Khai"}]}]},{"Code":"19","FullName":"Tỉnh Thái Nguyên","Wards":[{"Code":"01942","FullName":"Xã Bằng Vân"}]}]`), Limits{})
	if err != nil || len(tree) != 5 || tree[1].Kind != org.District || tree[2].Parent != "058" || tree[4].Parent != "19" {
		t.Errorf("%+v %v", tree, err)
	}
	for _, text := range []string{`[{"Code":`, `{}`, `[]`, "Mã,Tên"} {
		if _, err := ReadUnitTree(strings.NewReader(text), Limits{}); errs.KindOf(err) != errs.Invalid {
			t.Errorf("%q: %v", text, err)
		}
	}
}

func FuzzMap(f *testing.F) {
	f.Add("mã cũ,mã mới,tên mới,một phần,tỷ lệ\na,b,c,x,50\n")
	f.Add("wardCode,districtCode,newWardCode\n1.0,,2\n")
	f.Fuzz(func(t *testing.T, csv string) {
		table, err := readTable(context.Background(), "x.csv", strings.NewReader(csv), DefaultLimits())
		if err != nil {
			return
		}
		moves, _ := ReadMap(table, Choice{})
		for _, m := range moves {
			if m.Old == "" || m.Row == 0 {
				t.Fatalf("%+v", m)
			}
		}
	})
}

// "nt" under "Thuộc" is the unit above that the row above has; with nothing above it is a fault.
func TestUnitsUnderTheUnitOfTheRowAbove(t *testing.T) {
	lines, list := ReadUnitRows(tableOf(t, "Mã,Tên,Loại,Thuộc\nns,Xã Ngân Sơn,xã,tn\na,Phòng A,phòng,ns\nb,Phòng B,phòng,nt\nc,Phòng C,phòng,Như trên\n"), Choice{})
	if len(list) > 0 || len(lines) != 4 || lines[2].Parent != "ns" || lines[3].Parent != "ns" {
		t.Errorf("%+v %v", lines, list)
	}
	if _, list = ReadUnitRows(tableOf(t, "Mã,Tên,Loại,Thuộc\na,Phòng A,phòng,nt\n"), Choice{}); len(list) != 1 {
		t.Errorf("nothing above: %v", list)
	}
}
