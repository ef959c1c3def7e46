package exchange

import (
	"slices"
	"strings"
	"testing"

	"dondoc/internal/criterion"
	"dondoc/internal/i18n"
)

func told(t *Table) string {
	var out []string
	for _, n := range t.Told() {
		out = append(out, i18n.Say(i18n.Vietnamese, n))
	}
	return strings.Join(out, "\n")
}

// The day a task begins on, and how far it is, are no deadline.
func TestWhenATaskEndsIsItsDeadline(t *testing.T) {
	for header, want := range map[string]string{
		"Ngày bắt đầu,Thời gian kết thúc":         "b",
		"Thời gian bắt đầu,Thời gian":             "b",
		"Thời gian / Từ,Thời gian / Đến":          "b",
		"Thời gian / Bắt đầu,Thời gian / Xong":    "b",
		"Từ ngày,Đến ngày":                        "b",
		"Tiến độ thực hiện,Thời gian":             "b",
		"Thời gian,Thời hạn hoàn thành":           "b",
		"Thời hạn hoàn thành,Thời gian thực hiện": "a",
		"Thời gian bắt đầu – kết thúc,Ghi chú":    "a",
		"Thời gian bắt đầu,Ghi chú":               "",
	} {
		first, second, _ := strings.Cut(header, ",")
		table := &Table{Header: []string{"Nhiệm vụ", "Chủ trì", first, second}, Rows: []Row{
			{Number: 2, Cells: []string{"Rà soát", "Phòng Kinh tế", "a", "b"}, Kinds: []Kind{Text, Text, Text, Text}}}}
		rows, faults := ReadTaskRows(table, Choice{})
		if len(faults) > 0 || len(rows) != 1 || rows[0].Deadline != want {
			t.Errorf("%s: %+v, %v", header, rows, faults)
		}
		if strings.Contains(header, "bắt đầu,") && !strings.Contains(told(table), "là ngày bắt đầu") {
			t.Errorf("%s: the start is not told: %s", header, told(table))
		}
	}
}

func TestHeadersOfPartsOfAYear(t *testing.T) {
	for header, want := range map[string]stretch{
		"Thực hiện 6 tháng đầu năm 2026": {6, false}, "Lũy kế 9 tháng": {9, false}, "Thực hiện đến 30/9": {9, false}, "TH đến hết ngày 30/6/2026": {6, false},
		"TH quý III": {9, true}, "Lũy kế đến hết quý III": {9, false}, "TH quý I": {3, false}, "TH tháng 10": {10, true}, "Lũy kế đến tháng 10/2026": {10, false},
		"Thực hiện 6 tháng cuối năm": {12, true}, "Thực hiện năm 2026": {}, "Ước TH cả năm": {}, "Thực hiện 12 tháng": {}, "TH đến 31/12/2026": {}, "TH quý IV": {12, true},
		"Kế hoạch 2026 (triệu đồng/người/tháng)": {}, "Mục tiêu đến năm 2030": {},
	} {
		if got := columnOf(header).stretch; got != want {
			t.Errorf("%s: %+v", header, got)
		}
	}
}

// A figure of six months is no result of the year, and a quarter's alone is asked about.
func TestPartOfAYearIsNotTheYear(t *testing.T) {
	read1 := func(header, cells string, choice Choice) ([]TargetRow, *Table, string) {
		table := read(t, "x.csv", header+"\n"+cells+"\n")
		rows, faults := ReadTargetRows(table, choice)
		key := ""
		if len(faults) > 0 {
			key = faults[0].What.Key + " " + i18n.Say(i18n.Vietnamese, faults[0].What)
		}
		return rows, table, key
	}
	rows, _, fault := read1("STT,Chỉ tiêu,ĐVT,Kế hoạch 2026,Thực hiện 6 tháng đầu năm 2026", "1,Trồng rừng,ha,100,60", Choice{Cycle: "2026"})
	if fault != "" || rows[0].Month != "6" || rows[0].Until != 6 || criterion.CheckRow(rows[0].Row).Class != criterion.NotAssessed {
		t.Errorf("six months: %+v %s", rows, fault)
	}
	rows, table, fault := read1("STT,Chỉ tiêu,ĐVT,Kế hoạch 2026,Thực hiện 9 tháng,Ước cả năm 2026", "1,Trồng rừng,ha,100,60,105", Choice{Cycle: "2026"})
	if fault != "" || rows[0].Actual != "105" || rows[0].Month != "" || !strings.Contains(told(table), "Thực hiện 9 tháng") {
		t.Errorf("beside the year: %+v %s", rows, fault)
	}
	for header, key := range map[string]string{"Thực hiện quý III": "exchange.part_of_year_actual", "TH tháng 10": "exchange.part_of_year_actual"} {
		if _, _, fault = read1("STT,Chỉ tiêu,ĐVT,Kế hoạch 2026,"+header, "1,Trồng rừng,ha,100,60", Choice{Cycle: "2026"}); !strings.HasPrefix(fault, key) || !strings.Contains(fault, header) {
			t.Errorf("%s: %s", header, fault)
		}
	}
	if _, _, fault = read1("STT,Chỉ tiêu,ĐVT,KH quý III/2026", "1,Trồng rừng,ha,100", Choice{Cycle: "2026"}); !strings.HasPrefix(fault, "exchange.part_of_year_plan") {
		t.Errorf("a quarter's plan: %s", fault)
	}
	rows, _, fault = read1("STT,Chỉ tiêu,ĐVT,Kế hoạch 2026,TH tháng 10", "1,Trồng rừng,ha,100,60", Choice{Cycle: "2026", Actual: "E"})
	if fault != "" || rows[0].Month != "10" {
		t.Errorf("chosen by hand: %+v %s", rows, fault)
	}
}

// What judged the year before does not judge the plan of this one.
func TestAnotherYearsJudgementIsNotTaken(t *testing.T) {
	for _, header := range []string{
		"Chỉ tiêu,ĐVT,Kế hoạch 2025,Ước thực hiện 2025,So sánh TH/KH 2025 (%),Đánh giá 2025,Kế hoạch 2026",
		"Chỉ tiêu,ĐVT,Kế hoạch 2025,Thực hiện 2025,Tỷ lệ %,Đánh giá,Kế hoạch 2026",
	} {
		table := read(t, "x.csv", header+"\nDiện tích chè,ha,100,90,90,Không đạt,110\n")
		rows, faults := ReadTargetRows(table, Choice{Cycle: "2026"})
		if len(faults) > 0 || rows[0].Plan != "110" || rows[0].LastYear != "90" || rows[0].Percent+rows[0].Class+rows[0].Actual != "" {
			t.Errorf("%s: %+v %v", header, rows, faults)
		}
		if rows, _ = ReadTargetRows(read(t, "x.csv", header+"\nDiện tích chè,ha,100,90,90,Không đạt,110\n"), Choice{Cycle: "2025"}); rows[0].Percent != "90" || rows[0].Class != "Không đạt" {
			t.Errorf("its own year, %s: %+v", header, rows[0])
		}
	}
}

func TestTasksAndTargetsHangWhereTheyStand(t *testing.T) {
	rows, _ := ReadTaskRows(read(t, "x.csv", "STT,Nhiệm vụ,Chủ trì,Thời hạn\n1,Cải cách,Văn phòng,30/11/2026\na),Rà soát,,30/9/2026\nb),Công khai,Trung tâm,\n-,Niêm yết,,15/9/2026\n\"1,1\",Khác,,\n2,Số hóa,Phòng Kinh tế,Quý IV\n"), Choice{})
	var parents []int
	for _, r := range rows {
		parents = append(parents, r.PartOf)
	}
	if !slices.Equal(parents, []int{0, 2, 2, 4, 2, 0}) || rows[3].Lead != "Trung tâm" || rows[4].Label != "1.1" {
		t.Errorf("%v %+v", parents, rows)
	}
	table := read(t, "x.csv", "STT,Chỉ tiêu,ĐVT,Kế hoạch\n1,Cây lương thực,,\n1.1,Lúa,,\na,Diện tích,ha,100\nb,Năng suất,tạ/ha,50\n1.2,Ngô,,\na,Diện tích,ha,30\n")
	targets, faults := ReadTargetRows(table, Choice{})
	var names []string
	for _, r := range targets {
		names = append(names, r.Name)
	}
	if len(faults) > 0 || strings.Join(names, "|") != "Lúa: Diện tích|Năng suất|Ngô: Diện tích" || targets[0].PartOf != 0 || targets[1].Section != "Lúa" {
		t.Errorf("%v %+v %v", faults, names, targets)
	}
}

func TestNamesThatGoOnAndNamesAlone(t *testing.T) {
	table := read(t, "x.csv", "STT,Chỉ tiêu,ĐVT,Kế hoạch\n1,Tỷ lệ hộ dùng nước,%,95\n,sinh hoạt hợp,,\n,vệ sinh,,\n2,Việc chỉ có tên,,\n3,Không để xảy ra cháy rừng,,\n4,Dân số,10^3 người,25\n5,Giá trị,12 người,5\n6,Tỷ lệ A,%,0.95\n7,Ngô,ha,100 (a)\n8,Sắn,ha,~50\n")
	rows, faults := ReadTargetRows(table, Choice{})
	if len(faults) > 0 || len(rows) != 8 || rows[0].Name != "Tỷ lệ hộ dùng nước sinh hoạt hợp vệ sinh" {
		t.Fatalf("%+v %v", rows, faults)
	}
	if rows[3].UnitOfMeasure != "nghìn người" {
		t.Errorf("unit %q", rows[3].UnitOfMeasure)
	}
	for i, doubt := range map[int]string{1: "exchange.only_named", 2: "", 3: "", 4: "exchange.unit_figure", 5: "exchange.fraction", 6: "exchange.foot_mark", 7: "exchange.about_mark"} {
		got := ""
		for _, d := range rows[i].Doubts {
			got = d.Key
		}
		if got != doubt {
			t.Errorf("row %d: %q, not %q", rows[i].No, got, doubt)
		}
	}
}

func TestWordsOfHeaders(t *testing.T) {
	for header, want := range map[string]field{
		"Chỉ tiêu 2025": fieldPlan, "Chỉ tiêu năm 2025": fieldPlan, "Giao 2025": fieldPlan, "Giao năm 2025": fieldPlan, "Chỉ tiêu phấn đấu": fieldPlan,
		"Chỉ số": fieldName, "Đơn vị đầu mối": fieldAnswer, "Đơn vị được giao": fieldAnswer, "Phân công thực hiện": fieldAnswer, "Chịu trách nhiệm chính": fieldAnswer,
	} {
		if got := columnOf(header).field; got != want {
			t.Errorf("%s: %s", header, got)
		}
	}
	for header, want := range map[string]string{"Đơn vị đầu mối": "lead", "Đơn vị chịu trách nhiệm": "lead", "Chịu trách nhiệm chính": "lead", "Đơn vị được giao": "lead", "Phân công thực hiện": "lead",
		"Nội dung chỉ đạo": "name", "Nội dung triển khai": "name", "Đầu việc": "name", "Hoạt động": "name", "Phân công / Phối hợp": "partners", "Phân công / Chủ trì": "lead"} {
		if got := taskTable.fieldOf(header); got != want {
			t.Errorf("%s: %s", header, got)
		}
	}
	rows, faults := ReadTargetRows(read(t, "x.csv", "STT,Mục tiêu,ĐVT,Kế hoạch 2025\n1,Trồng rừng,ha,50\n"), Choice{})
	if len(faults) > 0 || rows[0].Name != "Trồng rừng" || rows[0].Plan != "50" {
		t.Errorf("%+v %v", rows, faults)
	}
}

// Old fonts are decided for a sheet as a whole: no cell of it is left behind.
func TestOldFontsOfAWholeSheet(t *testing.T) {
	sheet := func(cells ...string) *grid {
		g := &grid{}
		for i := 0; i < len(cells); i += 2 {
			g.rows = append(g.rows, gridRow{number: i/2 + 1, cells: []gridCell{{col: 0, kind: Text, text: clean(cells[i])}, {col: 1, kind: Text, text: clean(cells[i+1])}}})
		}
		g.fromOldFonts()
		return g
	}
	all := func(g *grid) string {
		var out []string
		for _, r := range g.rows {
			for _, c := range r.cells {
				out = append(out, c.text)
			}
		}
		return strings.Join(out, "|")
	}
	for want, cells := range map[string][]string{
		"ĐVT|Kế hoạch|Tỷ lệ hộ nghèo|dưới 5%": {"§VT", "KÕ ho¹ch", "Tû lÖ hé nghÌo", "d\u00adíi 5%"},
		"ĐVT|Lúa mùa|Số hộ|Tỷ lệ hộ nghèo":    {"ÑVT", "Luùa muøa", "Soá hoä", "Tyû leä hoä ngheøo"},
	} {
		if got := all(sheet(cells...)); got != want {
			t.Errorf("%s", got)
		}
	}
	if g := sheet("Tỷ lệ hộ nghèo", "Sản lượng", "Tû lÖ hé nghÌo", "Hé"); !strings.HasSuffix(all(g), "|Hé") || g.notes[len(g.notes)-1].Key != "exchange.old_font_unsure" {
		t.Errorf("%s %v", all(g), g.notes)
	}
	if g := sheet("Tỷ lệ hộ nghèo", "Ngày", "Tiêu chí", "Tân"); len(g.notes) > 0 {
		t.Errorf("%s %v", all(g), g.notes)
	}
}

func TestOldFontsInWord(t *testing.T) {
	font := `<w:rFonts w:ascii=".VnTimeH" w:hAnsi=".VnTimeH"/>`
	out := readWord(t, para(run("kÕ ho¹ch", font))+para(run("Sè: 45/KH-UBND", `<w:rFonts w:ascii=".VnTime"/>`)), "")
	if got := strings.Join(out.Lines, "|"); got != "KẾ HOẠCH|Số: 45/KH-UBND" || len(out.Notes) != 1 || out.Notes[0].Key != "document.old_font" {
		t.Errorf("%s %v", got, out.Notes)
	}
	out = readWord(t, para(run("Sè: 45/KH-UBND", ""))+para(run("Ph¸t triÓn rõng tr\u00adíc n¨m 2030", "")), "")
	if got := strings.Join(out.Lines, "|"); got != "Số: 45/KH-UBND|Phát triển rừng trước năm 2030" || len(out.Notes) != 1 {
		t.Errorf("%s %v", got, out.Notes)
	}
}
