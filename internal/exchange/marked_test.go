package exchange

import "testing"

// A row without a number whose name begins with a mark is a part of the task above,
// and what it leaves blank, or says to be as above, is the whole's.
func TestMarkedNamesAreParts(t *testing.T) {
	rows, list := ReadTaskRows(read(t, "x.csv", "TT,Nội dung nhiệm vụ,Cơ quan chủ trì,Thời hạn\n1,Rà soát quy hoạch,Phòng Kinh tế,Quý II/2026\n,a) Khảo sát,,30/4/2026\n,- Lần một,,15/4/2026\n,b) Tổng hợp,nt,15/5/2026\n2,Tuyên truyền,Văn phòng,Quý III/2026\n"), Choice{})
	if len(list) > 0 || len(rows) != 5 {
		t.Fatalf("%v %v", rows, list)
	}
	for i, want := range []int{0, 2, 3, 2, 0} {
		if rows[i].PartOf != want {
			t.Errorf("%s is of %d, not %d", rows[i].Name, rows[i].PartOf, want)
		}
	}
	if rows[1].Lead != "Phòng Kinh tế" || rows[3].Lead != "Phòng Kinh tế" {
		t.Errorf("leads %q %q", rows[1].Lead, rows[3].Lead)
	}
	targets, list := ReadTargetRows(read(t, "x.csv", "TT,Chỉ tiêu,ĐVT,Kế hoạch\n1,Sản lượng lương thực,tấn,500\n,a) Thóc,tấn,400\n,b) Ngô,tấn,100\n"), Choice{})
	if len(list) > 0 || len(targets) != 3 || targets[1].PartOf != 2 || targets[2].PartOf != 2 {
		t.Errorf("%+v %v", targets, list)
	}
}

// A plan of several years is not what a year's result is held against; the year
// beside it, "Trong đó năm 2026", is.
func TestPlanOfSeveralYears(t *testing.T) {
	rows, list := ReadTargetRows(read(t, "x.csv", "STT,Chỉ tiêu,ĐVT,Mục tiêu 2026-2030,Trong đó năm 2026,Kết quả 2026\n1,Số HTX thành lập mới,HTX,15,3,4\n"), Choice{Cycle: "2026"})
	if len(list) > 0 || len(rows) != 1 || rows[0].Plan != "3" || rows[0].Actual != "4" {
		t.Errorf("%+v %v", rows, list)
	}
	alone := "STT,Chỉ tiêu,ĐVT,Mục tiêu 2026-2030,Kết quả 2026\n1,Số HTX thành lập mới,HTX,15,4\n"
	if _, list = ReadTargetRows(read(t, "x.csv", alone), Choice{Cycle: "2026"}); len(list) != 1 || list[0].What.Key != "exchange.plan_of_years" {
		t.Errorf("%v", list)
	}
	if rows, list = ReadTargetRows(read(t, "x.csv", alone), Choice{Cycle: "2026", Columns: map[string]string{"plan": "D"}}); len(list) > 0 || rows[0].Plan != "15" {
		t.Errorf("by hand: %+v %v", rows, list)
	}
}
