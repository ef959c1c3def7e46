package exchange

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"dondoc/internal/period"
)

func doubtKeys(t *testing.T, row TaskRow) (out []string) {
	t.Helper()
	for _, d := range row.Doubts {
		out = append(out, d.Key)
	}
	return out
}

// Two columns drawn together in the header do not make its next row, which is a row
// of the table, a row of the header.
func TestARowUnderAPartedHeading(t *testing.T) {
	raw := book(t, func(f *excelize.File) {
		set(f, "Sheet1", map[string]any{"A1": "STT", "B1": "Nhiệm vụ", "D1": "Đơn vị thực hiện", "E1": "Thời hạn",
			"A2": 1, "B2": "Đề án chè", "C2": "Xây dựng đề án", "D2": "Phòng Kinh tế", "E2": "30/6/2026",
			"A3": 2, "B3": "Đề án quế", "C3": "Rà soát", "D3": "Phòng Kinh tế", "E3": "30/9/2026",
			"A4": 3, "B4": "Đề án trâu", "C4": "Rà soát", "D4": "Phòng Kinh tế", "E4": "30/9/2026"})
		if err := f.MergeCell("Sheet1", "B1", "C1"); err != nil {
			t.Fatal(err)
		}
	})
	rows, list := ReadTaskRows(readBook(t, raw), Choice{})
	if list != nil || len(rows) != 3 || rows[0].Deadline != "30/6/2026" {
		t.Errorf("%+v, %v", rows, list)
	}
	raw = book(t, func(f *excelize.File) {
		set(f, "Sheet1", map[string]any{"A1": "STT", "B1": "Chỉ tiêu", "C1": "Kế hoạch", "C2": "Tỉnh giao", "D2": "Xã giao", "A3": 1, "B3": "Diện tích chè", "C3": 40, "D3": 45})
		if err := f.MergeCell("Sheet1", "C1", "D1"); err != nil {
			t.Fatal(err)
		}
	})
	if table := readBook(t, raw); len(table.Rows) != 1 || table.Header[2] != "Kế hoạch / Tỉnh giao" {
		t.Errorf("a heading that parts is one row: %q, %d rows", table.Header, len(table.Rows))
	}
}

// A numbered task with blanks is a task, with what it lacks asked about; a numbered
// heading ends where the next number comes.
func TestNumberedRowsWithBlanks(t *testing.T) {
	const head = "STT,Nhiệm vụ,Chủ trì,Thời hạn\n"
	for _, c := range []struct{ rows, want string }{
		{"1,Xây dựng đề án,Phòng Kinh tế,30/6/2026\n2,Rà soát hộ nghèo,,\n3,Sửa đường,Phòng Kinh tế,30/9/2026\n", "1:|2:|3:"},
		{"1,Xây dựng đề án,Phòng Kinh tế,30/6/2026\n2,Rà soát hộ nghèo,,\n3,Làm đường,,\n4,Sửa đường,Phòng Kinh tế,30/9/2026\n", "1:|2:|3:|4:"},
		{"1,Xây dựng đề án,,\n2,Rà soát hộ nghèo,Phòng Kinh tế,30/6/2026\n", "1:|2:"},
		{"1,Lĩnh vực kinh tế,,\n1,Trồng chè,Phòng Kinh tế,30/6/2026\n2,Trồng quế,Phòng Kinh tế,30/6/2026\n2,Lĩnh vực xã hội,,\n1,Sửa trường,Phòng Văn hóa,30/6/2026\n", "1:Lĩnh vực kinh tế|2:Lĩnh vực kinh tế|1:Lĩnh vực xã hội"},
		{"1,Xây dựng đề án,Phòng Kinh tế,30/6/2026\n2,Rà soát,,\na,Hộ nghèo,Phòng Kinh tế,30/6/2026\nb,Hộ cận nghèo,Phòng Kinh tế,30/6/2026\n3,Sửa đường,Phòng Kinh tế,30/9/2026\n", "1:|a:Rà soát|b:Rà soát|3:"},
		{"I,Kinh tế,,\n1,Rà soát,,\n-,Hộ nghèo,Phòng Kinh tế,30/6/2026\n2,Sửa đường,Phòng Kinh tế,30/9/2026\n", "-:Rà soát|2:Kinh tế"},
	} {
		rows, list := ReadTaskRows(tableOf(t, head+c.rows), Choice{})
		var got []string
		for _, r := range rows {
			got = append(got, r.Label+":"+r.Field)
		}
		if strings.Join(got, "|") != c.want || list != nil {
			t.Errorf("%s is read as %v, %v, want %s", c.rows, got, list, c.want)
		}
	}
}

// A line that another sign parts is told, on whatever it is taken for.
func TestALinePartedOtherwise(t *testing.T) {
	for text, want := range map[string]bool{
		"STT;Chỉ tiêu;ĐVT;Kế hoạch\n1;Diện tích chè;ha;50\n2,Diện tích quế,ha,60\n3;Diện tích hồi;ha;70\n":                 true,
		"STT;Chỉ tiêu;ĐVT;Kế hoạch\n1;Diện tích chè;ha;50\nXã hội, văn hóa\n3;Diện tích hồi;ha;70\n":                       false,
		"STT,Chỉ tiêu,ĐVT,Kế hoạch\n1,Diện tích chè,ha,50\n\"Trồng trọt, chăn nuôi, thủy sản, lâm nghiệp\"\n2,Hồi,ha,70\n": false,
	} {
		table := tableOf(t, text)
		if got := strings.Contains(fmt.Sprint(table.Notes), "exchange.mark_separator"); got != want {
			t.Errorf("%q: told %v, want %v (%v)", text, got, want, table.Notes)
		}
	}
}

// What a lead's title, a column of states, a day of either kind and a task said twice
// are taken for.
func TestCellsOfTasks(t *testing.T) {
	const head = "STT,Nhiệm vụ,Chủ trì,Thời hạn,Kết quả\n"
	rows, list := ReadTaskRows(tableOf(t, head+"1,Lập dự toán,Phòng Kinh tế,12/31/2026,Đã xong\n2,Phê duyệt dự toán,Chủ tịch UBND xã,,Chưa thực hiện\n3,Công khai,Phòng Kinh tế,3/4/2026,Đang thực hiện\n4,Công khai,Phòng Kinh tế,3/4/2026,\n"), Choice{})
	if list != nil || len(rows) != 4 || rows[1].Lead != "Chủ tịch UBND xã" || rows[0].Product != "" {
		t.Fatalf("%+v, %v", rows, list)
	}
	if got := doubtKeys(t, rows[2]); !slices.Contains(got, "exchange.month_first") {
		t.Errorf("a day of either kind beside 12/31/2026: %v", got)
	}
	if got := doubtKeys(t, rows[3]); !slices.Contains(got, "exchange.task_repeated") {
		t.Errorf("a task said twice: %v", got)
	}
	rows, list = ReadTaskRows(tableOf(t, head+"1,Lập dự toán,Phòng Kinh tế,30/6/2026,Dự toán\n2,Công khai,Phòng Kinh tế,3/4/2026,Đá lát sân\nNgười lập,,,Chủ tịch UBND xã,\n"), Choice{})
	if list != nil || len(rows) != 2 || rows[0].Product != "Dự toán" || len(rows[1].Doubts) > 0 {
		t.Errorf("%+v, %v", rows, list)
	}
}

// Which rows of targets count, hang, add others up or are notes.
func TestRowsOfTargets(t *testing.T) {
	const head = "STT,Chỉ tiêu,ĐVT,Kế hoạch\n"
	for _, c := range []struct{ rows, want string }{
		{"I,Kinh tế,,\n-,Diện tích chè,ha,50\n-,Diện tích quế,ha,20\nII,Xã hội,,\n-,Số hộ thoát nghèo,hộ,30\n", "Diện tích chè Diện tích quế Số hộ thoát nghèo"},
		{",- Diện tích chè,ha,50\n,- Thu ngân sách,tỷ đồng,20\n", "- Diện tích chè - Thu ngân sách"},
		{"1,Tổng đàn gia súc,con,500\n,Tr.đó:,,\n,Trâu,con,200\n,T.đó: Bò,con,300\n2,Số hộ thoát nghèo,hộ,30\n", "Tổng đàn gia súc Trâu< T.đó: Bò< Số hộ thoát nghèo"},
		{"1,Diện tích chè,ha,50\n2,Diện tích quế,ha,20\n,Cộng (1+2),ha,70\nI,Tổng cộng,ha,70\n,Cộng lúa cả năm,ha,70\n3,Cộng đồng dân cư tự quản,nhóm,4\n", "Diện tích chè Diện tích quế Cộng đồng dân cư tự quản"},
		{"1,Diện tích chè,ha,50\nGhi chú:,,,\n1,Chỉ tiêu số 1 tính cả chè trồng mới năm 2025,,\n", "Diện tích chè"},
		{"1,Diện tích chè,ha,50\n,* Chỉ tiêu 1 gồm 15 ha trồng mới,,\n", "Diện tích chè"},
		{"A,B,C,1\n1,Diện tích chè,ha,50\n", "Diện tích chè"},
	} {
		rows, list := ReadTargetRows(tableOf(t, head+c.rows), Choice{})
		var got []string
		for _, r := range rows {
			name := r.Name
			if r.PartOf != 0 {
				name += "<"
			}
			got = append(got, name)
		}
		if strings.Join(got, " ") != c.want || list != nil {
			t.Errorf("%s is read as %v, %v, want %s", c.rows, got, list, c.want)
		}
	}
}

// A figure over two targets, more fields than headings, and quotes that run rows into
// one are told.
func TestTornCellsAreTold(t *testing.T) {
	raw := book(t, func(f *excelize.File) {
		set(f, "Sheet1", map[string]any{"A1": "STT", "B1": "Chỉ tiêu", "C1": "ĐVT", "D1": "Kế hoạch", "A2": 1, "B2": "Diện tích chè", "C2": "ha", "D2": 50, "A3": 2, "B3": "Diện tích quế", "C3": "ha"})
		if err := f.MergeCell("Sheet1", "D2", "D3"); err != nil {
			t.Fatal(err)
		}
	})
	rows, _ := ReadTargetRows(readBook(t, raw), Choice{})
	if len(rows) != 2 || !strings.Contains(fmt.Sprint(rows[1].Doubts), "exchange.figure_joined") {
		t.Errorf("%+v", rows)
	}
	for text, want := range map[string]string{
		"STT,Chỉ tiêu,ĐVT,Kế hoạch,Thực hiện\n1,Tỷ lệ hộ nghèo,%,8,5,\n2,Diện tích chè,ha,50,\n":                          "exchange.mark_fields",
		"STT,Chỉ tiêu,ĐVT,Kế hoạch\n1,\"Diện tích chè,ha,50\n2,Số hộ thoát nghèo,hộ,120\n3,\"Thu ngân sách\",tỷ đồng,5\n": "exchange.mark_quote",
		"STT,Chỉ tiêu,ĐVT,Kế hoạch\n1,\"Diện tích chè,\nquế\",ha,50\n":                                                    "",
	} {
		table := tableOf(t, text)
		rows, _ := ReadTargetRows(table, Choice{})
		var all string
		for _, r := range rows {
			all += fmt.Sprint(r.Doubts)
		}
		if want == "" && strings.Contains(all, "exchange.mark_") || want != "" && !strings.Contains(all, want) {
			t.Errorf("%q: %s, want %q", text, all, want)
		}
	}
}

// The unit of a group, of a name or of the line above a table is that of its rows; a
// numbered row with a figure of its own heads those under it.
func TestUnitsAndSectionsOfRows(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"STT,Chỉ tiêu,Kế hoạch\nI,Kinh tế (ĐVT: triệu đồng),\n1,Thu ngân sách,500\nII,Xã hội,\n1,Diện tích sân (m2),40\n2,Số thôn (vùng cao),4\n", "triệu đồng:Kinh tế (ĐVT: triệu đồng) m2:Xã hội :Xã hội"},
		{"STT,Chỉ tiêu,ĐVT,Kế hoạch\nI,Nông nghiệp,,\n1,Diện tích chè,ha,50\n2,Diện tích quế,//,20\nII,Thu ngân sách,tỷ đồng,12\n1,Thu nội địa,tỷ đồng,10\n", "ha:Nông nghiệp ha:Nông nghiệp tỷ đồng:Thu ngân sách tỷ đồng:Thu ngân sách"},
		{"STT,Chỉ tiêu,ĐVT,Kế hoạch\n1,\"Diện tích chè\nLưu ý: kế hoạch 50 kém năm trước\",ha,50\n2,\"Diện tích\nquế\",ha,20\n", "ha: ha:"},
	} {
		rows, list := ReadTargetRows(tableOf(t, c.text), Choice{})
		var got []string
		for _, r := range rows {
			got = append(got, r.UnitOfMeasure+":"+r.Section)
			if strings.Contains(r.Name, "Lưu ý") {
				t.Errorf("the note is part of %q", r.Name)
			}
		}
		if strings.Join(got, " ") != c.want || list != nil {
			t.Errorf("%s is read as %q, %v, want %q", c.text, got, list, c.want)
		}
	}
}

// A row's number that Word counts itself is its number, and the unit above a table of
// a document is its unit.
func TestNumbersAndUnitsOfWordTables(t *testing.T) {
	numbered := `<w:tc>` + strings.Replace(listedIn("1"), ">x<", "><", 1) + `</w:tc>`
	body := para(run("Các chỉ tiêu chủ yếu năm 2026", "")) + para(run("ĐVT: triệu đồng", "")) +
		`<w:tbl>` + wordRowOf("STT", "Chỉ tiêu", "Kế hoạch năm 2026") + strings.Replace(wordRowOf("Thu ngân sách", "12.500"), "<w:tr>", "<w:tr>"+numbered, 1) +
		strings.Replace(wordRowOf("Chi ngân sách", "12.400"), "<w:tr>", "<w:tr>"+numbered, 1) + `</w:tbl>`
	got := ""
	for _, r := range readWord(t, body, abstractOf("%1.")).Annexes("").Targets {
		got += fmt.Sprintf("%s %s %s|", r.Label, r.Name, r.UnitOfMeasure)
	}
	if got != "I. Thu ngân sách triệu đồng|II. Chi ngân sách triệu đồng|" {
		t.Error(got)
	}
}

// Results without a year between the plans of two years are of the first.
func TestResultsOfTheYearBefore(t *testing.T) {
	text := "STT,Chỉ tiêu,ĐVT,Kế hoạch năm 2026,Thực hiện 9 tháng,Ước thực hiện cả năm 2026,Kế hoạch năm 2027\n1,Diện tích chè,ha,60,30,58,65\n"
	for cycle, want := range map[string]string{"2027": "65 ", "2026": "60 58"} {
		rows, list := ReadTargetRows(tableOf(t, text), Choice{Cycle: period.Cycle(cycle)})
		if list != nil || len(rows) != 1 || rows[0].Plan+" "+rows[0].Actual != want {
			t.Errorf("%s: %+v, %v", cycle, rows, list)
		}
	}
}
