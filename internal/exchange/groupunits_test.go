package exchange

import (
	"fmt"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"dondoc/internal/period"
)

// The unit in the row of a group, or behind its name, is that of the rows under it, and
// is told; the group is no target.
func TestUnitsOfGroupRows(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"STT,Chỉ tiêu,ĐVT,Kế hoạch\nI,THU NGÂN SÁCH,triệu đồng,\n1,Thu nội địa,,11200\n2,Năng suất chè,tạ/ha,30\n", "Thu nội địa:triệu đồng Năng suất chè:tạ/ha"},
		{"STT,Chỉ tiêu,Kế hoạch\nI,Nông nghiệp (ha),\n1,Diện tích chè,50\nII,\"Tỷ lệ, %\",\n1,Tỷ lệ hộ nghèo,4\nIII,Văn hóa,\n1,Số thôn,4\n", "Diện tích chè:ha Tỷ lệ hộ nghèo:% Số thôn:"},
		{"STT,Chỉ tiêu,ĐVT,Kế hoạch\nI,Hoàn thành đề án số 1,đề án,\n1,Diện tích chè,ha,50\n", "Hoàn thành đề án số 1:đề án Diện tích chè:ha"},
	} {
		table := tableOf(t, c.text)
		rows, list := ReadTargetRows(table, Choice{})
		var got []string
		for _, r := range rows {
			got = append(got, r.Name+":"+r.UnitOfMeasure)
		}
		if strings.Join(got, " ") != c.want || list != nil || strings.Contains(c.want, "Thu nội địa") && !strings.Contains(fmt.Sprint(table.Told()), "exchange.group_unit") {
			t.Errorf("%s is read as %q, %v, %v", c.text, got, list, table.Told())
		}
	}
}

// What follows "Trong đó: …" is a part of the same whole.
func TestSiblingsOfWhich(t *testing.T) {
	const head = "STT,Chỉ tiêu,ĐVT,Kế hoạch\n"
	for rows, want := range map[string]string{
		"2,Tổng đàn gia súc,con,1000\n,Trong đó: Trâu,con,400\n,+ Bò,con,500\n3,Diện tích chè,ha,50\n": "0 2 2 0",
		"2,Tổng đàn gia cầm,con,9000\n,Trong đó: Gà,con,8000\n,Vịt,con,500\n3,Diện tích chè,ha,50\n":   "0 2 2 0",
		"2,Tổng đàn gia cầm,con,9000\n,Trong đó: Gà,con,8000\n,Diện tích chè,ha,50\n":                  "0 2 0",
		"1,Tổng đàn,con,9000\n,- Gia súc,con,800\n,Trong đó: Trâu,con,300\n,+ Bò,con,500\n":            "0 2 3 3",
	} {
		got, list := ReadTargetRows(tableOf(t, head+rows), Choice{})
		var of []string
		for _, r := range got {
			of = append(of, fmt.Sprint(r.PartOf))
		}
		if strings.Join(of, " ") != want || list != nil {
			t.Errorf("%s hangs as %v, %v, want %s", rows, of, list, want)
		}
	}
}

// Results added up over a term are no results of the year; those of earlier years that
// are compared with are told; a cell over plan and result is told.
func TestColumnsOfAYear(t *testing.T) {
	for _, head := range []string{"Lũy kế giai đoạn 2021-2026", "Lũy kế 2021-2026", "Lũy kế cả giai đoạn"} {
		table := tableOf(t, "STT,Chỉ tiêu,ĐVT,Kế hoạch 2026,Thực hiện 2026,"+head+"\n1,Số thôn nông thôn mới,thôn,1,1,4\n")
		rows, list := ReadTargetRows(table, Choice{Cycle: period.Cycle("2026")})
		if list != nil || len(rows) != 1 || rows[0].Actual != "1" || !strings.Contains(fmt.Sprint(table.Told()), "exchange.column_unused") {
			t.Errorf("%s: %+v, %v", head, rows, list)
		}
	}
	table := tableOf(t, "STT,Chỉ tiêu,ĐVT,2024,2025,2026\n1,Diện tích chè,ha,40,45,50\n")
	if rows, list := ReadTargetRows(table, Choice{Cycle: period.Cycle("2026")}); list != nil || rows[0].Actual != "50" || !strings.Contains(fmt.Sprint(table.Told()), "exchange.years_earlier") {
		t.Errorf("%+v, %v", rows, table.Told())
	}
	raw := book(t, func(f *excelize.File) {
		set(f, "Sheet1", map[string]any{"A1": "STT", "B1": "Chỉ tiêu", "C1": "ĐVT", "D1": "Kế hoạch", "E1": "Thực hiện", "A2": 1, "B2": "Diện tích chè", "C2": "ha", "D2": 50})
		if err := f.MergeCell("Sheet1", "D2", "E2"); err != nil {
			t.Fatal(err)
		}
	})
	if rows, _ := ReadTargetRows(readBook(t, raw), Choice{}); !strings.Contains(fmt.Sprint(rows[0].Doubts), "exchange.merged_across") {
		t.Errorf("%+v", rows)
	}
}

// A part that has a lead of its own does not coordinate with itself.
func TestPartnersOfParts(t *testing.T) {
	rows, list := ReadTaskRows(tableOf(t, "STT,Nhiệm vụ,Chủ trì,Phối hợp,Thời hạn\n1,Xây dựng nông thôn mới,Văn phòng,Phòng Kinh tế; Công an xã,30/6/2026\na),Rà soát,Phòng Kinh tế,,30/6/2026\nb),An ninh,Công an xã,Phòng Văn hóa,30/6/2026\nc),Tổng hợp,,,30/6/2026\n"), Choice{})
	if list != nil || len(rows) != 4 || rows[1].Partners != "Công an xã" || rows[2].Partners != "Phòng Văn hóa" || rows[3].Partners != "Phòng Kinh tế; Công an xã" {
		t.Errorf("%+v, %v", rows, list)
	}
}

// A row of people names one person who holds a post; a vacant post is no person, and
// what is more or less than one is asked about.
func TestRowsOfPeople(t *testing.T) {
	const head = "STT,Họ và tên,Chức vụ,Đơn vị\n"
	for row, want := range map[string]string{
		"1,Nguyễn Văn An,Trưởng phòng,Phòng Kinh tế":          "Nguyễn Văn An",
		"1,1. Ông Mạc Văn Em,Trưởng phòng,Phòng Kinh tế":      "Mạc Văn Em",
		"1,\"Nguyễn Văn\nAn\",Trưởng phòng,Phòng Kinh tế":     "Nguyễn Văn An",
		"1,Khuyết,Trưởng phòng,Phòng Kinh tế":                 "exchange.left_vacant",
		"1,(chưa bố trí),Trưởng phòng,Phòng Kinh tế":          "exchange.left_vacant",
		"1,Nguyễn Văn An và Trần Thị Bình,Trưởng phòng,P":     "exchange.person_several",
		"1,\"Nguyễn Văn An, Trần Thị Bình\",Trưởng phòng,P":   "exchange.person_several",
		"1,\"Lê Văn Cường\nHoàng Thị Dung\",Trưởng phòng,P":   "exchange.person_several",
		"1,Đã nghỉ hưu: Nông Văn G,Chánh Văn phòng,P":         "exchange.person_former",
		"1,Nông Văn Giang,Nguyên Trưởng phòng,P":              "exchange.person_former",
		"1,Nông Văn Giang,Trưởng Công an xã (từ 01/8/2026),P": "exchange.person_since",
		"1,Nông Văn Giang (kiêm nhiệm),Trưởng phòng,P":        "exchange.person_remark",
		"1,Nguyên Thị Hoa,Trưởng phòng,Phòng Kinh tế":         "Nguyên Thị Hoa",
	} {
		table := tableOf(t, head+row+"\n2,Lò Văn Chung,Phó Trưởng phòng,Phòng Kinh tế\n")
		people, list := ReadPeopleRows(table, Choice{})
		got := fmt.Sprint(list, table.Told())
		if len(people) == 2 {
			got = people[0].Name
		}
		if !strings.Contains(got, want) || strings.HasPrefix(want, "exchange.") && len(people) != 1 {
			t.Errorf("%q is read as %s, want %s", row, got, want)
		}
	}
	people, list := ReadPeopleRows(tableOf(t, "STT,Họ và chữ đệm,Tên,Chức vụ,Đơn vị\n1,Nguyễn Văn,An,Trưởng phòng,Phòng Kinh tế\n"), Choice{})
	if list != nil || len(people) != 1 || people[0].Name != "Nguyễn Văn An" {
		t.Errorf("%+v, %v", people, list)
	}
}
