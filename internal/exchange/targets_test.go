package exchange

import (
	"slices"
	"strings"
	"testing"

	"dondoc/internal/criterion"
	"dondoc/internal/i18n"
)

func TestHeadersAreRecognised(t *testing.T) {
	for header, want := range map[string]field{
		"stt": fieldLabel, "TT": fieldLabel, "Số TT": fieldLabel, "SỐ THỨ TỰ": fieldLabel,
		"chi_tieu": fieldName, "Chỉ tiêu": fieldName, "CÁC CHỈ TIÊU CHỦ YẾU": fieldName, "Nội dung chỉ tiêu": fieldName,
		"don_vi_tinh": fieldUnit, "ĐVT": fieldUnit, "dvt": fieldUnit, "Đơn vị": fieldUnit, "Đơn vị\ntính": fieldUnit, "Đơn vị / tính": fieldUnit,
		"ke_hoach": fieldPlan, "Kế hoạch năm 2023": fieldPlan, "KH 2023": fieldPlan, "Mục tiêu năm 2023": fieldPlan,
		"Năm 2023 / Kế hoạch": fieldPlan, "Dự toán HĐND giao": fieldPlan, "Kế hoạch (%)": fieldPlan,
		"thuc_hien": fieldActual, "Thực hiện": fieldActual, "Kết quả": fieldActual, "TH 2023": fieldActual,
		"Ước thực hiện năm 2023": fieldActual, "Luỹ kế 10 tháng": fieldActual, "Tình hình thực hiện kế hoạch / Thực hiện": fieldActual,
		"Tình hình thực hiện năm 2023 / Kế hoạch": fieldPlan,
		"Thực hiện năm trước":                     fieldBaseline,
		"ty_le":                                   fieldPercent, "Tỷ lệ (%)": fieldPercent, "Tỉ lệ %": fieldPercent, "% so KH": fieldPercent, "So với kế hoạch (%)": fieldPercent,
		"TH 2023/KH 2023 (%)": fieldPercent, "So sánh (%) / Kế hoạch": fieldPercent, "% hoàn thành": fieldPercent, "Tỷ lệ % thực hiện so với Nghị quyết": fieldPercent,
		"So sánh (%) / Cùng kỳ": fieldCompare, "So cùng kỳ": fieldCompare, "% so với năm trước": fieldCompare,
		"danh_gia": fieldClass, "Đánh giá": fieldClass, "Xếp loại": fieldClass,
		"Cơ quan chủ trì theo dõi, đánh giá": fieldAnswer, "Đơn vị chịu trách nhiệm": fieldAnswer, "Người phụ trách": fieldAnswer,
		"nguon": fieldSource, "Nguồn số liệu": fieldSource, "ghi_chu": fieldNote, "Ghi chú": fieldNote, "Lĩnh vực": fieldSection,
		"2016": fieldYear, "Năm 2016": fieldYear,
		"Tháng 10": fieldNone, "Thu nhập": fieldNone, "Tên nhiệm vụ": fieldNone, "": fieldNone, "Nguồn vốn": fieldNone, "Thời gian hoàn thành": fieldNone,
	} {
		if got := columnOf(header).field; got != want {
			t.Errorf("%q is taken for %q, not %q", header, got, want)
		}
	}
}

// Rows in the manner of data printed by Ngân Sơn (2023) and Chư Sê (2023).
const sheetText = `stt,Chỉ tiêu,ĐVT,Kế hoạch năm 2023,Thực hiện,Tỷ lệ,Đánh giá,Ghi chú
I,KINH TẾ,,,,,,
1,Trồng rừng,ha,550,673,"122,5%",Vượt,
2,Tổng giá trị sản xuất,tỷ đồng,,"14.759,03","99,59%",Không đạt,
2a,"- Nông, lâm nghiệp",tỷ đồng,,"4.598,03",100%,Đạt,
2b,- Công nghiệp,tỷ đồng,,"5.395,80","98,99%",Không đạt,
II.,Xã hội,,,,,,
3,Hộ nghèo còn lại,%," từ 11,4% trở xuống ",,,,
,trong đó: xã Thượng Quan,%,20,,,,
4,Không để xảy ra cháy rừng,,,,,,
4,Trồng rừng,ha,1,,,,
3,Hộ nghèo còn lại,%,9,,,,
,Người lập biểu: Nguyễn Văn A,,,,,,
`

func TestTargetRows(t *testing.T) {
	table := read(t, "x.csv", sheetText)
	rows, problems := ReadTargetRows(table, Choice{})
	if len(problems) > 0 || len(rows) != 9 {
		t.Fatalf("%d rows, %v", len(rows), problems)
	}
	var parents, numbers []int
	var sections []string
	for _, r := range rows {
		parents, numbers, sections = append(parents, r.PartOf), append(numbers, r.No), append(sections, r.Section)
	}
	if want := []int{3, 4, 5, 6, 8, 9, 10, 11, 12}; !slices.Equal(numbers, want) {
		t.Errorf("rows %v", numbers)
	}
	if want := []int{0, 0, 4, 4, 0, 8, 0, 0, 0}; !slices.Equal(parents, want) {
		t.Errorf("parents %v", parents)
	}
	if sections[0] != "KINH TẾ" || sections[3] != "KINH TẾ" || sections[4] != "Xã hội" {
		t.Errorf("sections %q", sections)
	}
	first := rows[0]
	if first.Plan != "550" || first.Actual != "673" || first.Percent != "122,5%" || first.Class != "Vượt" || first.UnitOfMeasure != "ha" ||
		first.Cells["plan"] != "D3" || first.PlanMeant != nil || first.Estimate {
		t.Errorf("first row %+v", first)
	}
	if rows[4].Plan != "từ 11,4% trở xuống" {
		t.Errorf("the wording became %q", rows[4].Plan)
	}
	var doubtful []int
	for _, r := range rows {
		if len(r.Doubts) > 0 {
			doubtful = append(doubtful, r.No)
		}
	}
	if !slices.Equal(doubtful, []int{12}) { // row 11 repeats a name under another section
		t.Errorf("doubts in rows %v", doubtful)
	}
	if notes := strings.Join(notesOf(table), ""); !strings.Contains(notes, "dòng 13") || !strings.Contains(notes, "Nguyễn Văn A") {
		t.Errorf("notes %s", notes)
	}
}

func TestTargetRowsName(t *testing.T) {
	_, problems := ReadTargetRows(read(t, "x.csv", "stt,chi_tieu,ke_hoach\n1,Rừng,5\n2,,7\n"), Choice{})
	if len(problems) != 1 || i18n.Place(i18n.Vietnamese, problems[0]) != "Dòng 3, ô B3" || problems[0].Hint.IsZero() {
		t.Errorf("%v", problems)
	}
}

func TestColumnsOfTheYearAreTaken(t *testing.T) {
	const text = "TT,Chỉ tiêu,ĐVT,Thực hiện 2022,KH 2023,Ước TH 2023,KH 2024\n1,Rừng,ha,500,550,673,600\n"
	for _, c := range []struct {
		choice                 Choice
		plan, actual, baseline string
		estimate               bool
	}{
		{Choice{}, "550", "673", "500", true},
		{Choice{Cycle: "2023"}, "550", "673", "500", true},
		{Choice{Cycle: "2024"}, "600", "", "673", false},
		{Choice{Cycle: "2023", Plan: "KH 2024"}, "600", "673", "500", true},
	} {
		rows, problems := ReadTargetRows(read(t, "x.csv", text), c.choice)
		if len(problems) > 0 || len(rows) != 1 {
			t.Fatalf("%+v: %v", c.choice, problems)
		}
		if r := rows[0]; r.Plan != c.plan || r.Actual != c.actual || r.LastYear != c.baseline || r.Estimate != c.estimate {
			t.Errorf("%+v: %+v", c.choice, r)
		}
	}
}

func TestColumnsThatCannotBeChosen(t *testing.T) {
	for name, c := range map[string]struct {
		text   string
		choice Choice
		key    string
	}{
		"two setters":     {"Chỉ tiêu,KH tỉnh giao,KH huyện giao\nRừng,5,6\n", Choice{}, "exchange.several_columns_plan"},
		"two results":     {"Chỉ tiêu,Kế hoạch,TH tháng 9,TH tháng 10\nRừng,5,6,7\n", Choice{}, "exchange.several_columns_actual"},
		"another year":    {"Chỉ tiêu,KH 2024\nRừng,5\n", Choice{Cycle: "2023"}, "exchange.other_year"},
		"no such header":  {"Chỉ tiêu,KH 2024\nRừng,5\n", Choice{Plan: "KH 2025"}, "exchange.no_such_column"},
		"no targets":      {"Tên nhiệm vụ,Thời gian\na,b\n", Choice{}, "exchange.no_name_column"},
		"no figures":      {"Chỉ tiêu,Ghi chú\nRừng,b\n", Choice{}, "exchange.no_figure_column"},
		"header only":     {"Chỉ tiêu,Kế hoạch\n", Choice{}, "exchange.no_targets"},
		"several results": {"Chỉ tiêu,Năm 2016,Năm 2017\nRừng,1,2\n", Choice{Cycle: "2020"}, "exchange.other_year"},
	} {
		rows, problems := ReadTargetRows(read(t, "x.csv", c.text), c.choice)
		if len(rows) > 0 || len(problems) != 1 || problems[0].What.Key != c.key || problems[0].Hint.IsZero() {
			t.Errorf("%s: %v, %v", name, rows, problems)
		}
	}
	rows, problems := ReadTargetRows(read(t, "x.csv", "Chỉ tiêu,KH tỉnh giao,KH huyện giao\nRừng,5,6\n"), Choice{Plan: "kh huyện giao"})
	if len(problems) > 0 || rows[0].Plan != "6" {
		t.Errorf("chosen: %v, %v", rows, problems)
	}
}

func TestHeadersThatNeedJudgement(t *testing.T) {
	for name, c := range map[string]struct {
		text         string
		plan, actual string
		note         string
	}{
		"an annex heads the plan 'Kết quả'": {"TT,Chỉ tiêu,Đơn vị,Kết quả,Cơ quan chủ trì\n1,Xếp hạng,Thứ bậc,≤ 3,Bộ A\n", "≤ 3", "", "result_as_plan"},
		"with a percentage it is a result":  {"TT,Chỉ tiêu,Kết quả,Tỷ lệ\n1,Rừng,673,120%\n", "", "673", ""},
		"a series of years":                 {"chi_tieu,dvt,2015,2016\nGRDP,%,9.60,10.70\n", "", "10.70", "year_as_result"},
		"months added up":                   {"Chỉ tiêu,Kế hoạch,TH tháng 10,Lũy kế 10 tháng\nRừng,5,1,4\n", "5", "4", ""},
	} {
		table := read(t, "x.csv", c.text)
		rows, problems := ReadTargetRows(table, Choice{})
		if len(problems) > 0 || len(rows) != 1 || rows[0].Plan != c.plan || rows[0].Actual != c.actual {
			t.Errorf("%s: %+v, %v", name, rows, problems)
		}
		noted := len(table.Notes) > 0 && table.Notes[0].Key == "exchange."+c.note
		if noted != (c.note != "") {
			t.Errorf("%s: notes %v", name, table.Notes)
		}
	}
}

func TestUnitOfTheWholeSheet(t *testing.T) {
	rows, problems := ReadTargetRows(read(t, "x.csv", "BIỂU 1,\n,Đơn vị tính: triệu đồng\nChỉ tiêu,Kế hoạch\nThu ngân sách,149.174\n"), Choice{})
	if len(problems) > 0 || rows[0].UnitOfMeasure != "triệu đồng" {
		t.Errorf("%+v, %v", rows, problems)
	}
}

func TestUnitInTheHeaderOfNames(t *testing.T) {
	rows, problems := ReadTargetRows(read(t, "x.csv", "TT,Chỉ tiêu (ĐVT: ha),Kế hoạch,Thực hiện\n1,Diện tích chè,100,101\n"), Choice{})
	if len(problems) > 0 || rows[0].UnitOfMeasure != "ha" || rows[0].Actual != "101" {
		t.Errorf("%+v, %v", rows, problems)
	}
}

func TestHeaderWhoseMergesAreLost(t *testing.T) {
	table := read(t, "x.csv", "STT,Chỉ tiêu,Năm 2023,,Ghi chú\n,,Kế hoạch,Thực hiện,\n(1),(2),(3),(4),(5)\n1,Rừng,5,6,\n")
	want := []string{"STT", "Chỉ tiêu", "Năm 2023 / Kế hoạch", "Năm 2023 / Thực hiện", "Ghi chú"}
	if !slices.Equal(table.Header, want) || len(table.Rows) != 1 {
		t.Errorf("header %q, rows %q", table.Header, rows(table))
	}
}

func TestDataAreNotColumnNumbers(t *testing.T) {
	for text, numbers := range map[string]bool{
		"1,2,3": false, "1,2,3,4": true, "A,B,1,2,3": true, "(1),(2),(3)": true, "1,2,3=2/1": true, "1,2,3=(2-1)*100": true,
		"1,Rừng,3,4": false, "2,3,4,5": false, "1,2,2,4": false, "550,673": false,
	} {
		cells := gridRow{number: 2}
		for i, c := range strings.Split(text, ",") {
			cells.cells = append(cells.cells, gridCell{col: i, kind: Text, text: c})
		}
		if got := isColumnNumbers(cells); got != numbers {
			t.Errorf("%s: %v", text, got)
		}
	}
}

func TestARatioThatBecameADateIsAsked(t *testing.T) {
	table := &Table{Header: []string{"Chỉ tiêu", "Kế hoạch", "Thực hiện"}, Rows: []Row{
		{Number: 2, Cells: []string{"Trường đạt chuẩn", "03/03/2023", "3"}, Kinds: []Kind{Text, Date, Number}}}}
	rows, problems := ReadTargetRows(table, Choice{})
	if len(problems) > 0 || len(rows[0].Doubts) != 1 || rows[0].ActualMeant == nil || rows[0].PlanMeant != nil {
		t.Fatalf("%+v, %v", rows, problems)
	}
	if text := i18n.Say(i18n.Vietnamese, rows[0].Doubts[0]); !strings.Contains(text, "B2") || !strings.Contains(text, "03/03/2023") {
		t.Error(text)
	}
}

func TestEveryErrorOfASheetCanBeSaid(t *testing.T) {
	for _, kind := range []field{fieldPlan, fieldActual} {
		if key := "exchange.several_columns_" + string(kind); !i18n.Has(key) {
			t.Errorf("no text for %s", key)
		}
	}
}

// A cell that holds a number has one reading; the same digits as text may have two.
func TestNumbersInCellsAreNotAsked(t *testing.T) {
	table := func(kind Kind) *Table {
		return &Table{Header: []string{"Chỉ tiêu", "ĐVT", "Kế hoạch", "Thực hiện"}, Rows: []Row{
			{Number: 2, Cells: []string{"Thu ngân sách", "tỷ đồng", "24,472", "25,125"}, Kinds: []Kind{Text, Text, kind, kind}}}}
	}
	for kind, asked := range map[Kind]bool{Number: false, Text: true} {
		rows, problems := ReadTargetRows(table(kind), Choice{})
		if len(problems) > 0 {
			t.Fatal(problems)
		}
		got := criterion.CheckRow(rows[0].Row)
		if (len(got.Questions) > 0) != asked || !asked && (got.Criterion.Value.String() != "24.472" || got.Actual.Value.String() != "25.125") {
			t.Errorf("%v: %d questions, plan %v", kind, len(got.Questions), got.Criterion.Value)
		}
	}
}
