package exchange

import (
	"context"
	"slices"
	"strings"
	"testing"
)

// What a cell shows is what is read of it.
func TestACellIsWhatItShows(t *testing.T) {
	w := workbook{}
	for _, c := range []struct {
		code string
		f    string
		want string
		kind Kind
	}{
		{"#,##0,,", "24472000000", "24472", Number}, {`0"%"`, "95", "95%", Number}, {`"≥ "0`, "95", "≥ 95", Number}, {`0.0" ha"`, "12.5", "12,5 ha", Number},
		{"00000", "123", "00123", Number}, {"0.0%", "0.955", "95,5%", Number}, {"yyyy", "45658", "2025", Date}, {`"Năm "yyyy`, "45658", "Năm 2025", Date},
		{"mm/yyyy", "45658", "01/2025", Date}, {"d/m", "45823", "15/06/2025", Date}, {`#,##0;(#,##0);"-"`, "0", "0", Number}, {`#,##0;(#,##0)`, "-5", "-5", Number},
		{`[<100]0" xã";0`, "12", "12 xã", Number}, {";;;", "5", "", Empty}, {"[$-42A]dd mmmm yyyy", "45823", "15/06/2025", Date}, {"@", "5", "5", Number}, {"General", "1.5", "1,5", Number},
	} {
		got := w.number(c.f, cellStyle{sections: sectionsOf(c.code)})
		if got.text != c.want || got.kind != c.kind {
			t.Errorf("%s of %s: %q, kind %v", c.code, c.f, got.text, got.kind)
		}
	}
}

func TestMarksOfCellsAreTold(t *testing.T) {
	styles := `<styleSheet><fonts><font/><font><strike/></font></fonts><cellXfs><xf fontId="0"/><xf fontId="1"/></cellXfs></styleSheet>`
	cells := `<row r="2"><c r="A2" t="inlineStr"><is><r><t>Diện tích chè</t></r><r><rPr><vertAlign val="superscript"/></rPr><t>(1)</t></r></is></c>` +
		`<c r="B2" t="inlineStr"><is><r><t>km</t></r><r><rPr><vertAlign val="superscript"/></rPr><t>2</t></r></is></c>` +
		`<c r="C2" t="inlineStr"><is><r><rPr><strike/></rPr><t>30</t></r><r><t xml:space="preserve">50</t></r></is></c><c r="D2"><f>C2*2</f></c></row>` +
		`<row r="3" hidden="1"><c r="A3" t="inlineStr"><is><t>Nháp</t></is></c><c r="C3"><v>1</v></c></row>` +
		`<row r="4"><c r="A4" t="inlineStr"><is><t>Diện tích quế</t></is></c><c r="C4" s="1"><v>7</v></c><c r="D4"><v>9</v></c></row>`
	header := `<row r="1">`
	for i, h := range []string{"Chỉ tiêu", "ĐVT", "Kế hoạch", "Thực hiện"} {
		header += `<c r="` + CellName(i, 1) + `" t="inlineStr"><is><t>` + h + `</t></is></c>`
	}
	table := readBook(t, parts(t, map[string]string{"xl/styles.xml": styles, "xl/worksheets/sheet1.xml": sheetXML(header + `</row>` + cells)}))
	rows, list := ReadTargetRows(table, Choice{})
	if len(list) > 0 || len(rows) != 2 {
		t.Fatalf("%+v %v", rows, list)
	}
	if r := rows[0]; r.Name != "Diện tích chè" || r.UnitOfMeasure != "km²" || r.Plan != "50" || r.Actual != "" || len(r.Doubts) != 3 {
		t.Errorf("%+v", r)
	}
	if r := rows[1]; r.Plan != "" || r.Actual != "9" || len(r.Doubts) != 1 {
		t.Errorf("%+v", r)
	}
	if len(table.Left) != 1 || table.Left[0].As != asHidden || len(table.Notes) != 1 {
		t.Errorf("left %v, notes %v", table.Left, table.Notes)
	}
	again, _ := ReadTargetRows(readBook(t, parts(t, map[string]string{"xl/styles.xml": styles, "xl/worksheets/sheet1.xml": sheetXML(header + `</row>` + cells)})), Choice{Rows: map[int]As{3: AsRow, 4: AsSkipped}})
	if len(again) != 2 || again[1].Name != "Nháp" {
		t.Errorf("overruled: %+v", again)
	}
}

func names(rows []TargetRow) (out []string) {
	for _, r := range rows {
		out = append(out, r.Name)
	}
	return out
}

func TestWhatIsNoTargetIsRecognised(t *testing.T) {
	const text = `UBND XÃ,,,,
BIỂU CHỈ TIÊU,,,,
STT,Chỉ tiêu (theo NQ HĐND),ĐVT,KH 2025,TH 2025/TH 2024 (%)
(1),(2),(3),(4),(5)
1,Diện tích chè,ha,50,110
a,Chè mới,ha,20,
2,Thu ngân sách,tỷ đồng,,
-,Thuế,tỷ đồng,5,
-,Phí,tỷ đồng,6,
STT,Chỉ tiêu (theo NQ HĐND),ĐVT,KH 2025,TH 2025/TH 2024 (%)
3,Hộ nghèo,hộ,7,
,Trong đó:,,,
,Dân tộc,hộ,2,
,Tổng cộng,,99,
Tổng cộng,,,99,
Ghi chú: số ước,,,,
,,,"Xã Mẫu, ngày 05 tháng 12 năm 2025",
,NGƯỜI LẬP BIỂU,,CHỦ TỊCH,
,Nông Văn Mẫu,,Triệu Thị Mẫu,
`
	table := read(t, "x.csv", text)
	rows, list := ReadTargetRows(table, Choice{})
	if len(list) > 0 {
		t.Fatal(list)
	}
	if got := names(rows); !slices.Equal(got, []string{"Diện tích chè", "Chè mới", "Thuế", "Phí", "Hộ nghèo", "Dân tộc"}) {
		t.Errorf("%q", got)
	}
	var parents []int
	for _, r := range rows {
		parents = append(parents, r.PartOf)
	}
	if !slices.Equal(parents, []int{0, 5, 0, 0, 0, 11}) || rows[2].Section != "Thu ngân sách" {
		t.Errorf("parents %v, section %q", parents, rows[2].Section)
	}
	var as []string
	for _, l := range table.Left {
		as = append(as, string(l.As))
	}
	slices.Sort(as)
	if got := strings.Join(as, " "); got != "header heading numbers remark remark signature signature signature total total" {
		t.Errorf("left as %s", got)
	}
}

func TestTablesOfAFile(t *testing.T) {
	table := read(t, "x.csv", "Chỉ tiêu,KH 2025\nA,1\n\nII. XÃ HỘI,\nChỉ tiêu,TH 2024,KH 2025\nB,5,6\n")
	if rows, list := ReadTargetRows(table, Choice{Cycle: "2025"}); len(list) > 0 || len(rows) != 1 {
		t.Errorf("a table without a kind asked for is read alone: %v %v", rows, list)
	}
	tables, err := ReadTables(context.Background(), "x.csv", strings.NewReader("Chỉ tiêu,KH 2025\nA,1\n\nII. XÃ HỘI,\nChỉ tiêu,TH 2024,KH 2025\nB,5,6\n"), Limits{})
	if err != nil || len(tables) != 2 {
		t.Fatal(len(tables), err)
	}
	first, err := Pick(tables, "", (*Table).IsTargetSheet)
	rows, list := ReadTargetRows(first, Choice{Cycle: "2025"})
	if err != nil || len(list) > 0 || len(rows) != 2 || rows[1].Plan != "6" || rows[1].LastYear != "5" || rows[1].Section != "XÃ HỘI" {
		t.Errorf("%+v %v %v", rows, list, err)
	}
	if _, err := Pick(tables, "no such", nil); err == nil {
		t.Error("a table that is not there was picked")
	}
}

func TestColumnsByHand(t *testing.T) {
	const text = "A,B,C,D\n1,Rừng,ha,5\n2,Chè,ha,6\n"
	choice := Choice{Columns: map[string]string{"label": "A", "name": "B", "unit": "C", "plan": "D"}}
	rows, list := ReadTargetRows(read(t, "x.csv", text), choice)
	if len(list) > 0 || len(rows) != 2 || rows[0].Plan != "5" || rows[1].Name != "Chè" {
		t.Errorf("%+v %v", rows, list)
	}
	if _, list := ReadTargetRows(read(t, "x.csv", text), Choice{Columns: map[string]string{"plan": "no such"}}); len(list) == 0 {
		t.Error("a column that is not there")
	}
	tasks, list := ReadTaskRows(read(t, "x.csv", "Việc cần làm,Ai,Khi nào\nTrồng chè,Phòng NN,6/2025\n"), Choice{Columns: map[string]string{"name": "A", "lead": "B", "deadline": "C"}})
	if len(list) > 0 || len(tasks) != 1 || tasks[0].Lead != "Phòng NN" {
		t.Errorf("%+v %v", tasks, list)
	}
}

func TestErrorCellsThatDecideNothingAreDoubts(t *testing.T) {
	table := &Table{Header: []string{"Chỉ tiêu", "Kế hoạch", "Tỷ lệ"}, Rows: []Row{{Number: 2, Cells: []string{"Rừng", "5", "#DIV/0!"}, Kinds: []Kind{Text, Number, Fault}}}}
	if rows, list := ReadTargetRows(table, Choice{}); len(list) > 0 || len(rows) != 1 || len(rows[0].Doubts) != 1 {
		t.Errorf("%+v %v", rows, list)
	}
	table.Rows[0].Cells[1], table.Rows[0].Kinds[1] = "#REF!", Fault
	if _, list := ReadTargetRows(table, Choice{}); len(list) != 1 || list[0].Cell != "B2" {
		t.Errorf("%v", list)
	}
}

func TestTextsAreCleaned(t *testing.T) {
	for in, want := range map[string]string{"a\u00a0b": "a b", "&lt;3%": "<3%", "25\u201130": "25-30", "Die\u0323\u0302n": "Diện", "x\u200by": "x y"} {
		if in == "x\u200by" {
			want = "xy"
		}
		if got := clean(in); got != want {
			t.Errorf("%q became %q", in, got)
		}
	}
	table := read(t, "x.csv", "Chi tieu,Ke hoach\n\x44\x69\xd6\x6e \x74\xdd\x63\x68 \x6c\xf3\x61 \xae\xab\x6e\x67 \x78\x75\xa9\x6e,5\n")
	if table.Rows[0].Cells[0] != "Diện tích lúa đông xuân" || len(table.Notes) == 0 {
		t.Errorf("TCVN3: %q, %v", table.Rows[0].Cells, table.Notes)
	}
	var vni []byte
	for _, r := range "Chæ tieâu,Ñôn vò tính,Keá hoaïch,Thöïc hieän\nToång saûn löôïng löông thöïc coù haït,taán,5,6\nTyû leä hoä ngheøo ña chieàu,%,6,5\n" {
		vni = append(vni, byte(r))
	}
	table = read(t, "x.csv", string(vni))
	if got := strings.Join(append(table.Header, table.Rows[0].Cells[0], table.Rows[0].Cells[1], table.Rows[1].Cells[0]), "|"); got != "Chỉ tiêu|Đơn vị tính|Kế hoạch|Thực hiện|Tổng sản lượng lương thực có hạt|tấn|Tỷ lệ hộ nghèo đa chiều" || len(table.Notes) == 0 {
		t.Errorf("VNI: %q, %v", got, table.Notes)
	}
	table = read(t, "x.csv", "Chỉ tiêu,Kế hoạch\nDiện tích lúa,5\nhỏng \xff đây,6\n")
	if table.Rows[0].Cells[0] != "Diện tích lúa" || len(table.Rows[1].Marks) != 1 {
		t.Errorf("one broken byte: %q %v", table.Rows[0].Cells, table.Rows[1].Marks)
	}
}

func TestPeopleLists(t *testing.T) {
	rows, list := ReadPeopleRows(read(t, "x.csv", "STT,Họ và tên,Đơn vị,Chức vụ,Người đứng đầu,Từ ngày,Tên đăng nhập,Vai trò\n1,Nông Văn Mẫu,Xã Mẫu,Chủ tịch UBND,x,01/07/2025,mau,leader\n2,,Xã Mẫu,Văn thư,,,,\n"), Choice{})
	if len(rows) != 1 || len(list) != 1 || !rows[0].Head || rows[0].From != "2025-07-01" || rows[0].Account != "mau" {
		t.Errorf("%+v %v", rows, list)
	}
}

// A list as an office writes it: in parts with a heading each, and without a
// column that says who heads a unit.
func TestListsOfAnOffice(t *testing.T) {
	units := read(t, "x.csv", "ỦY BAN NHÂN DÂN XÃ MẪU,,\nDANH SÁCH CƠ QUAN,,\nSTT,Tên cơ quan,Loại hình\nI,KHỐI CHÍNH QUYỀN,\n1,Văn phòng HĐND và UBND,Phòng chuyên môn\n2,Phòng Kinh tế,\n,Khối đoàn thể,\n3,Mặt trận Tổ quốc,\n,Tổng cộng: 03 đơn vị,\n")
	rows, list := ReadUnitRows(units, Choice{})
	if len(list) > 0 || len(rows) != 3 || rows[0].Name != "Văn phòng HĐND và UBND" || rows[2].Name != "Mặt trận Tổ quốc" {
		t.Errorf("%+v %v", rows, list)
	}
	if told := units.Told(); len(told) < 2 || told[0].Key != "exchange.left_section" {
		t.Errorf("told %+v", told)
	}
	if rows, _ := ReadUnitRows(units, Choice{Rows: map[int]As{4: AsRow}}); len(rows) != 4 {
		t.Errorf("a row said to be one: %+v", rows)
	}
	if rows, _ := ReadUnitRows(read(t, "x.csv", "STT,Tên cơ quan,Loại\nI,Phòng Một,\nII,Phòng Hai,\n"), Choice{}); len(rows) != 2 {
		t.Errorf("a list numbered in Roman figures: %+v", rows)
	}
	people := read(t, "x.csv", "STT,Họ và tên,Chức danh,Phòng ban\nI,UBND XÃ,,\n1,Nông Văn Một,Chủ tịch UBND xã,Xã Mẫu\n2,Lý Văn Hai,Phó Chủ tịch UBND xã,Xã Mẫu\n3,Ma Thị Ba,Trưởng phòng,Phòng Kinh tế\n4,Vi Văn Bốn,Chuyên viên,Phòng Kinh tế\n5,Bế Văn Năm,Bí thư Đảng ủy,Đảng ủy\n6,Hà Thị Sáu,Chủ tịch HĐND,Đảng ủy\n")
	list2, errs := ReadPeopleRows(people, Choice{})
	var heads string
	for _, p := range list2 {
		if p.Head {
			heads += p.Name + ";"
		}
	}
	if len(errs) > 0 || len(list2) != 6 || heads != "Nông Văn Một;Ma Thị Ba;" {
		t.Errorf("heads %q of %+v %v", heads, list2, errs)
	}
	charged := read(t, "x.csv", "STT,Họ và tên,Chức danh,Phòng ban\n1,Ma Thị Ba,Phó Trưởng phòng phụ trách,Phòng Kinh tế\n2,Vi Văn Bốn,Phó Trưởng phòng,Phòng Kinh tế\n3,Bế Văn Năm,Trưởng phòng,Phòng Nội vụ\n4,Hà Thị Sáu,Phó Trưởng phòng phụ trách,Phòng Nội vụ\n")
	list3, _ := ReadPeopleRows(charged, Choice{})
	heads = ""
	for _, p := range list3 {
		if p.Head {
			heads += p.Name + ";"
		}
	}
	if heads != "Ma Thị Ba;Bế Văn Năm;" {
		t.Errorf("a deputy in charge heads where nobody else does: %q", heads)
	}
	var told string
	for _, p := range people.Told() {
		told += p.Key + ";"
	}
	if told != "exchange.left_section;exchange.heads_several;exchange.heads_by_title;" {
		t.Errorf("told %s", told)
	}
}
