package exchange

import (
	"context"
	"strings"
	"testing"

	"dondoc/internal/errs"
)

// The rows are of annex II of Nghị quyết 03/NQ-CP (09/01/2025), shortened, with
// the faults such annexes come with.
const annex = `PHỤ LỤC II,,,,,
TT,Tên nhiệm vụ,Cơ quan chủ trì,Cơ quan phối hợp,Kết quả,Thời gian hoàn thành
I.,Nâng cao nhận thức,,,,
1.,Xây dựng chương trình tuyên truyền.,Bộ Thông tin và Truyền thông,"các bộ, ngành, địa phương; VTV",Quyết định,6/2025
2.,Nâng cấp cổng thông tin cho phép đánh giá,Bộ Nội vụ,,,Thường xuyên
,trực tuyến và định kỳ công bố kết quả.,,,,
IV.,Phát triển nguồn nhân lực,,,,năm tiếp theo
3.,Dự án Luật Năng lượng nguyên tử (sửa đổi),Bộ Khoa học và Công nghệ,,Luật,2025
,Tổng cộng,,,3,
`

// A column of the day a task was extended to is read, and "Ngày hoàn thành" heads
// a deadline; a note among the rows is no task.
func TestTaskColumnsOfDays(t *testing.T) {
	table := tableOf(t, "STT,Nội dung công việc,Người phụ trách,Ngày hoàn thành,Đã gia hạn đến\n1,Việc A,Phòng Nội vụ,30/6/2027,31/8/2027\n*,Ghi chú: theo kế hoạch,,,\n")
	lines, list := ReadTaskRows(table, Choice{})
	if list != nil || len(lines) != 1 || lines[0].Deadline != "30/6/2027" || lines[0].Extended != "31/8/2027" || lines[0].Lead != "Phòng Nội vụ" {
		t.Errorf("%+v %v", lines, list)
	}
}

// A column of the national target programme is read, "như trên" as what stands
// above; a column that only speaks of programmes names the task.
func TestTaskColumnOfTheProgramme(t *testing.T) {
	for _, head := range []string{"Chương trình", "Chương trình MTQG", "Thuộc chương trình mục tiêu quốc gia"} {
		lines, list := ReadTaskRows(tableOf(t, "STT,Nội dung công việc,Người phụ trách,Thời hạn,"+head+"\n1,Việc A,Phòng Nội vụ,30/6/2027,Giảm nghèo bền vững\n2,Việc B,Phòng Nội vụ,30/6/2027,như trên\n3,Việc C,Phòng Nội vụ,30/6/2027,\n"), Choice{})
		if list != nil || len(lines) != 3 || lines[0].Programme != "Giảm nghèo bền vững" || lines[1].Programme != lines[0].Programme || lines[2].Programme != "" {
			t.Errorf("%s: %+v %v", head, lines, list)
		}
	}
	lines, list := ReadTaskRows(tableOf(t, "STT,Nội dung chương trình công tác,Chủ trì,Thời hạn\n1,Việc A,Phòng Nội vụ,30/6/2027\n"), Choice{})
	if list == nil && (len(lines) != 1 || lines[0].Programme != "") {
		t.Errorf("%+v", lines)
	}
}

func TestTaskAnnex(t *testing.T) {
	table := tableOf(t, annex)
	lines, list := ReadTaskRows(table, Choice{})
	if list != nil || len(lines) != 3 {
		t.Fatalf("%d tasks, %v", len(lines), list)
	}
	if l := lines[1]; l.Name != "Nâng cấp cổng thông tin cho phép đánh giá trực tuyến và định kỳ công bố kết quả." || l.Field != "Nâng cao nhận thức" || l.Row != 5 {
		t.Errorf("%+v", l)
	}
	if l := lines[2]; l.Field != "Phát triển nguồn nhân lực" || l.Deadline != "2025" || l.Product != "Luật" {
		t.Errorf("%+v", l)
	}
	var notes []string
	for _, n := range table.Notes {
		notes = append(notes, n.Key)
	}
	if got := strings.Join(notes, " "); !strings.Contains(got, "exchange.row_joined") || !strings.Contains(got, "exchange.heading_cell") || !strings.Contains(got, "exchange.left_total") {
		t.Errorf("notes: %s", got)
	}
}

func TestTaskAnnexThatCannotBeRead(t *testing.T) {
	for csv, want := range map[string]string{
		"a,b\n1,2\n": "exchange.tasks_columns",
		"TT,Nhiệm vụ,Chủ trì\n1,,Bộ Nội vụ\n":    "exchange.task_unnamed",
		"TT,Nhiệm vụ,Chủ trì\nI,Tiêu đề thôi,\n": "exchange.no_tasks",
	} {
		if _, list := ReadTaskRows(tableOf(t, csv), Choice{}); len(list) != 1 || list[0].What.Key != want {
			t.Errorf("%q: %v, want %s", csv, list, want)
		}
	}
	if _, list := ReadTaskRows(tableOf(t, "TT,Nội dung / Nhiệm vụ,Phân công / Cơ quan chủ trì,Thời hạn\n1,Làm việc này,Bộ Nội vụ,2025\n"), Choice{}); list != nil {
		t.Errorf("a merged heading: %v", list)
	}
}

func FuzzTaskRows(f *testing.F) {
	f.Add(annex)
	f.Fuzz(func(t *testing.T, csv string) {
		table, err := readTable(context.Background(), "x.csv", strings.NewReader(csv), DefaultLimits())
		if err != nil {
			return
		}
		lines, list := ReadTaskRows(table, Choice{})
		for _, l := range lines {
			if l.Name == "" || l.Row == 0 {
				t.Fatalf("%+v", l)
			}
		}
		if len(lines) == 0 && errs.List(list).OrNil() == nil {
			t.Fatal("nothing, and nothing said")
		}
	})
}

// A row of a table is none of its signatures, though a chairman leads it.
func TestAChairmanLeadsATask(t *testing.T) {
	rows, _ := ReadTaskRows(tableOf(t, "Nhiệm vụ,Chủ trì,Người chịu trách nhiệm,Sản phẩm,Thời hạn\nKiên cố hóa kênh mương,Xã Ngân Sơn,Chủ tịch UBND xã,Biên bản nghiệm thu,30/11/2025\n,,CHỦ TỊCH,,\n"), Choice{})
	if len(rows) != 1 || rows[0].Deadline != "30/11/2025" {
		t.Errorf("%+v", rows)
	}
}

func TestPartsOfATaskHangUnderIt(t *testing.T) {
	table := tableOf(t, `TT,Nhiệm vụ,Cơ quan chủ trì,Thời hạn
I,NHÓM KHÔNG CÓ VIỆC,,
II,NHÓM HAI,,
1,Xây dựng kế hoạch,Phòng Nội vụ,30/9/2025
a),Khảo sát,Phòng Y tế,30/6/2025
b),Viết báo cáo,,
1.1,In ấn,,
2,Việc khác,Phòng Nội vụ,2025
`)
	rows, list := ReadTaskRows(table, Choice{})
	if len(list) > 0 || len(rows) != 5 {
		t.Fatal(rows, list)
	}
	for i, want := range []struct {
		of             int
		lead, deadline string
	}{{0, "Phòng Nội vụ", "30/9/2025"}, {4, "Phòng Y tế", "30/6/2025"}, {4, "Phòng Nội vụ", "30/9/2025"}, {4, "Phòng Nội vụ", "30/9/2025"}, {0, "Phòng Nội vụ", "2025"}} {
		if r := rows[i]; r.PartOf != want.of || r.Lead != want.lead || r.Deadline != want.deadline {
			t.Errorf("%s: %+v", r.Name, r)
		}
	}
	if len(table.Notes) != 1 || table.Notes[0].Key != "exchange.heading_empty" {
		t.Errorf("a heading with nothing under it: %v", table.Notes)
	}
}

// "nt" takes what stands above in every column; with nothing above it is told.
func TestTaskRowsAsAbove(t *testing.T) {
	rows, problems := ReadTaskRows(read(t, "x.csv", "TT,Nhiệm vụ,Chủ trì,Phối hợp,Sản phẩm,Hạn\n1,Một,Phòng A,nt,Báo cáo,Quý III/2026\n2,Hai,nt,Phòng B,như trên,nt\n"), Choice{})
	if len(problems) > 0 || len(rows) != 2 {
		t.Fatalf("%+v, %v", rows, problems)
	}
	if r := rows[1]; r.Lead != "Phòng A" || r.Product != "Báo cáo" || r.Deadline != "Quý III/2026" || r.Partners != "Phòng B" || len(r.Doubts) > 0 {
		t.Errorf("%+v", r)
	}
	if r := rows[0]; len(r.Doubts) != 1 {
		t.Errorf("%+v", r)
	}
}
