package figures_test

import (
	"bytes"
	"crypto/sha512"
	"fmt"
	"slices"
	"testing"

	"dondoc/internal/access"
	"dondoc/internal/app/apptest"
	"dondoc/internal/app/figures"
	"dondoc/internal/app/plan"
	"dondoc/internal/app/sheets"
	"dondoc/internal/errs"
	"dondoc/internal/target"

	"github.com/xuri/excelize/v2"
)

// ownSheet is a department's own workbook: a title, a header of two rows with merged
// cells, columns of other times, a heading, and a signature under it.
func ownSheet(t *testing.T, edit func(f *excelize.File)) []byte {
	t.Helper()
	f := excelize.NewFile()
	defer f.Close()
	rows := [][]any{
		{"BÁO CÁO KẾT QUẢ THÁNG 6"},
		{},
		{"STT", "Nội dung chỉ tiêu", "ĐVT", "Kế hoạch năm 2023", "Thực hiện", nil, "So KH (%)", "Ghi chú", "Nguyên nhân"},
		{nil, nil, nil, nil, "Tháng 6", "Lũy kế 6 tháng", nil, nil, nil},
		{"I", "Kinh tế"},
		{1, "Trồng rừng mới", "ha", 550, 60, 250, 45, "số của hạt", "mưa nhiều"},
		{2, "Làm đường", "km", 40, 3, nil, 8},
		{3, "Xóa nhà tạm", "nhà", 10},
		{nil, "Người lập biểu"},
	}
	for i, row := range rows {
		cell, _ := excelize.CoordinatesToCellName(1, i+1)
		if err := f.SetSheetRow("Sheet1", cell, &row); err != nil {
			t.Fatal(err)
		}
	}
	for _, m := range [][2]string{{"A3", "A4"}, {"B3", "B4"}, {"C3", "C4"}, {"D3", "D4"}, {"E3", "F3"}, {"G3", "G4"}, {"H3", "H4"}, {"I3", "I4"}} {
		if err := f.MergeCell("Sheet1", m[0], m[1]); err != nil {
			t.Fatal(err)
		}
	}
	if edit != nil {
		edit(f)
	}
	var b bytes.Buffer
	if err := f.Write(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// TestOwnSheet takes a month from a sheet of the unit's own making: what it cannot know
// is asked with the cell, what is said is remembered for the unit, and once more changes
// nothing.
func TestOwnSheet(t *testing.T) {
	apptest.EachEngine(t, func(t *testing.T, w *apptest.World) {
		people := w.Team()
		w.On("2023-07-03")
		forest := apptest.Must(w.Target(apptest.Ctx, people.Officer, w.Forest, ""))(t)
		road := apptest.Must(w.AddTarget(apptest.Ctx, apptest.Operator, plan.NewTarget{Document: forest.Document.ID, Place: 2, Label: "2", Field: "Kinh tế", Name: "Làm đường",
			Wording: "40 km", UnitOfMeasure: "km", Accumulation: target.Flow, AnswerUnit: w.District, Confirmed: true}))(t)
		take := func(by access.Actor, raw []byte, dry bool, say func(*figures.Filling)) (figures.Filled, error) {
			in := figures.Filling{Unit: "ngan-son", Month: "2023-06", DryRun: dry, Sheet: sheets.Sheet{Name: "rieng.xlsx", Content: raw}}
			if say != nil {
				say(&in)
			}
			return w.FillOwn(apptest.Ctx, by, in)
		}
		raw := ownSheet(t, nil)
		if _, err := take(people.Verifier, raw, true, nil); !apptest.IsAccess(err) {
			t.Errorf("a verifier: %v", err)
		}
		got, err := take(people.Officer, raw, true, nil)
		if keysAt(err) == nil || !slices.Equal(keysAt(err), []string{"app.own_unknown B6"}) || !slices.Equal(got.Unknown, []string{"Trồng rừng mới"}) || len(got.Read) != 2 {
			t.Fatalf("asked %v about %v of %+v", keysAt(err), got.Unknown, got.Read)
		}
		meant := func(in *figures.Filling) {
			in.Sheet.Means = map[string]string{"Trồng rừng mới": string(w.Forest)}
		}
		got, err = take(people.Officer, raw, true, meant)
		if err != nil || got.Changed() != 2 || got.Rows[0].After != "250" || got.Rows[1].After != "3" || got.Kept {
			t.Fatalf("looked at: %v, %+v", err, got.Rows)
		}
		if len(apptest.Must(w.Inbox(apptest.Ctx, people.Verifier))(t).ToVerify) != 0 {
			t.Error("a dry run kept something")
		}
		apptest.Must(take(people.Officer, raw, false, meant))(t)
		entry := apptest.Must(w.Entry(apptest.Ctx, people.Officer, "ngan-son", "2023-06"))(t)
		for _, row := range entry.Rows {
			switch stands := entry.Stands(row); row.Target.ID {
			case w.Forest:
				if stands.Text != "250" || stands.Within || stands.Note != "số của hạt. Nguyên nhân: mưa nhiều" {
					t.Errorf("forest: %+v", stands)
				}
			case road:
				if stands.Text != "3" || !stands.Within || stands.Estimate {
					t.Errorf("road: %+v", stands)
				}
			}
		}
		if again := apptest.Must(take(people.Officer, raw, false, nil))(t); again.Changed() != 0 || !again.Kept {
			t.Errorf("the same again, its names remembered: %+v", again.Rows)
		}
		forget := func(in *figures.Filling) { in.Forget = true }
		for i, dry := range []bool{true, true, false} { // asked anew, and only looked at: it stays
			if got, err := take(people.Officer, raw, dry, forget); !got.Forgot || got.Kept || got.Means["Trồng rừng mới"] != string(w.Forest) || !slices.Equal(keysAt(err), []string{"app.own_unknown B6"}) {
				t.Errorf("forgetting, %d: %v, %+v", i, keysAt(err), got.Means)
			}
		}
		if kept := apptest.Must(take(people.Officer, raw, true, nil))(t); !kept.Kept {
			t.Error("it was forgotten by a sheet that was refused")
		}
		apptest.Must(take(people.Officer, raw, false, func(in *figures.Filling) { forget(in); in.Sheet.Means = map[string]string{"Trồng rừng mới": "1"} }))(t)
		if anew := apptest.Must(take(people.Officer, raw, true, nil))(t); !anew.Kept || len(anew.Means) != 1 {
			t.Errorf("said anew: %+v", anew.Means)
		}
		for name, one := range map[string]struct {
			edit func(f *excelize.File)
			say  func(*figures.Filling)
			want []string
		}{
			"another measure": {func(f *excelize.File) { f.SetCellValue("Sheet1", "C7", "m") }, nil, []string{"app.own_measure C7"}},
			"a twin": {func(f *excelize.File) {
				f.SetCellValue("Sheet1", "B8", "làm  đường")
				f.SetCellValue("Sheet1", "C8", "Km")
				f.SetCellValue("Sheet1", "E8", 4)
			}, nil, []string{"app.own_twice B8"}},
			"no number":    {func(f *excelize.File) { f.SetCellValue("Sheet1", "E7", "3 tỷ đồng") }, nil, []string{"measure.* E7"}},
			"a note alone": {func(f *excelize.File) { f.SetCellValue("Sheet1", "H8", "đang làm") }, nil, []string{"exchange.figure_note_alone H8"}},
			"a fault":      {func(f *excelize.File) { f.SetCellFormula("Sheet1", "E7", "1/0") }, nil, nil},
			"another month": {func(f *excelize.File) {
				f.SetCellValue("Sheet1", "E4", "Tháng 5")
				f.SetCellValue("Sheet1", "F4", "Lũy kế 5 tháng")
			}, nil, []string{"exchange.figure_none "}},
			"no time said": {func(f *excelize.File) {
				f.SetCellValue("Sheet1", "E4", "Số liệu")
				f.SetCellValue("Sheet1", "F4", "Đánh giá")
			}, nil, []string{"exchange.figure_scope "}},
			"said by hand": {func(f *excelize.File) {
				f.SetCellValue("Sheet1", "E4", "Số liệu")
				f.SetCellValue("Sheet1", "F4", "Khác")
			}, func(in *figures.Filling) { meant(in); in.Sheet.Choice.Columns = map[string]string{"in_month": "E"} }, []string{}},
		} {
			_, err := take(people.Officer, ownSheet(t, one.edit), true, one.say)
			keys := keysAt(err)
			for i, k := range keys {
				if len(one.want) > i && one.want[i] == "measure.* E7" && k[len(k)-3:] == " E7" {
					keys[i] = one.want[i]
				}
			}
			if one.want != nil && !slices.Equal(keys, one.want) {
				t.Errorf("%s: %v, not %v", name, keys, one.want)
			}
		}
		wide := ownSheet(t, func(f *excelize.File) { // more headers than an index of PostgreSQL holds
			f.SetCellValue("Sheet1", "F7", 5)
			for i := range 60 {
				cell, _ := excelize.CoordinatesToCellName(12+i, 3)
				sum := sha512.Sum512([]byte{byte(i)})
				f.SetCellValue("Sheet1", cell, fmt.Sprintf("Cột %x", sum))
			}
		})
		if first := apptest.Must(take(people.Officer, wide, false, meant))(t); first.Kept || first.Changed() == 0 {
			t.Errorf("a wide sheet: %+v", first.Rows)
		}
		if again := apptest.Must(take(people.Officer, wide, true, nil))(t); !again.Kept {
			t.Error("what was said of a wide sheet is not remembered")
		}
		if err := w.LockPeriod(apptest.Ctx, people.Office, w.District, "2023-06"); err != nil {
			t.Fatal(err)
		}
		if _, err := take(people.Officer, raw, true, nil); !errs.Is(err, errs.Locked) {
			t.Errorf("a closed month: %v", err)
		}
	})
}

func keysAt(err error) []string {
	out := []string{}
	for _, e := range errs.All(err) {
		out = append(out, e.What.Key+" "+e.Cell)
	}
	return out
}

// TestOwnSheetSums holds the month and the year to date of a row against each other: what
// does not add up to what is known is asked at its cell, unless a note says why; a row
// that is refused is told neither as a figure that changes nor as one the sheet lacks.
func TestOwnSheetSums(t *testing.T) {
	apptest.EachEngine(t, func(t *testing.T, w *apptest.World) {
		people := w.Team()
		w.Approved(people.Officer, people.Verifier, people.Head, w.Forest, "2023-05", "190")
		w.On("2023-07-03")
		take := func(month int, note string) (figures.Filled, error) {
			raw := ownSheet(t, func(f *excelize.File) {
				f.SetCellValue("Sheet1", "E6", month)
				f.SetCellValue("Sheet1", "H6", note)
				f.SetCellValue("Sheet1", "I6", "")
				_ = f.RemoveRow("Sheet1", 7)
			})
			return w.FillOwn(apptest.Ctx, people.Officer, figures.Filling{Unit: "ngan-son", Month: "2023-06", DryRun: true,
				Sheet: sheets.Sheet{Name: "rieng.xlsx", Content: raw, Means: map[string]string{"Trồng rừng mới": string(w.Forest)}}})
		}
		if got, err := take(60, ""); err != nil || got.Changed() != 1 {
			t.Errorf("190 and 60 are 250: %v, %+v", err, got.Rows)
		}
		got, err := take(50, "")
		if !slices.Equal(keysAt(err), []string{"app.own_sum F6"}) || got.Changed() != 0 || len(got.Rows) != 0 || slices.Contains(got.Absent, "Trồng rừng") {
			t.Errorf("190 and 50 are not 250: %v, %+v, absent %v", keysAt(err), got.Rows, got.Absent)
		}
		if got, err := take(50, "rà soát lại các tháng trước"); err != nil || got.Changed() != 1 {
			t.Errorf("with a word of why: %v, %+v", err, got.Rows)
		}
	})
}
