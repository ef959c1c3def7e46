package report_test

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"dondoc/internal/access"
	"dondoc/internal/app/apptest"
	"dondoc/internal/app/figures"
	"dondoc/internal/app/plan"
	"dondoc/internal/approval"
	"dondoc/internal/errs"
	"dondoc/internal/i18n"
	"dondoc/internal/id"
	"dondoc/internal/period"
	"dondoc/internal/report"
	"dondoc/internal/target"
)

// sheets makes, edits and takes in sheets of the district's May 2023.
type sheets struct {
	*apptest.World
	officer access.Actor
}

func (s sheets) made(month period.Month) []byte {
	s.T.Helper()
	var b bytes.Buffer
	if err := report.WriteTemplate(&b, i18n.Vietnamese, apptest.Must(s.Entry(apptest.Ctx, s.officer, "ngan-son", month))(s.T)); err != nil {
		s.T.Fatal(err)
	}
	return b.Bytes()
}

// edited is a workbook after a person worked on it.
func (s sheets) edited(raw []byte, edit func(f *excelize.File, sheet string)) []byte {
	s.T.Helper()
	f, err := excelize.OpenReader(bytes.NewReader(raw))
	if err != nil {
		s.T.Fatal(err)
	}
	defer f.Close()
	edit(f, f.GetSheetName(0))
	var b bytes.Buffer
	if err := f.Write(&b); err != nil {
		s.T.Fatal(err)
	}
	return b.Bytes()
}

func (s sheets) take(raw []byte, dry bool) (figures.Filled, error) {
	return report.TakeTemplate(apptest.Ctx, s, s.officer, report.Returned{Name: "x.xlsx", Content: raw, Unit: "ngan-son", Month: "2023-05", DryRun: dry})
}

func put(values map[string]any) func(*excelize.File, string) {
	return func(f *excelize.File, sheet string) {
		for cell, v := range values {
			if formula, ok := v.(string); ok && strings.HasPrefix(formula, "=") {
				if err := f.SetCellFormula(sheet, cell, formula[1:]); err != nil {
					panic(err)
				}
			} else if err := f.SetCellValue(sheet, cell, v); err != nil {
				panic(err)
			}
		}
	}
}

func keys(err error) (out []string) {
	for _, e := range errs.All(err) {
		out = append(out, e.What.Key+" "+e.Cell)
	}
	return out
}

func world(w *apptest.World) sheets {
	w.On("2023-06-05")
	for i, name := range []string{"Sản lượng ngô", "Hộ nghèo giảm", "Trường chuẩn"} {
		apptest.Must(w.AddTarget(apptest.Ctx, apptest.Operator, plan.NewTarget{Document: w.Resolution, Place: i + 2, Name: name, Wording: "100 ha", UnitOfMeasure: "ha", Accumulation: target.Flow}))(w.T)
	}
	return sheets{w, w.Actor("nhap", access.Officer, w.District)}
}

// A sheet that was filled in reports what was typed, all of it or nothing, says
// beforehand what it would do, and the same sheet again changes nothing.
func TestTemplateThereAndBack(t *testing.T) {
	apptest.EachEngine(t, func(t *testing.T, w *apptest.World) {
		s := world(w)
		blank := s.made("2023-05")
		if done := apptest.Must(s.take(blank, false))(t); done.Changed() != 0 || len(done.Rows) != 4 {
			t.Fatalf("an empty sheet changes %d of %d", done.Changed(), len(done.Rows))
		}
		filled := s.edited(blank, put(map[string]any{"H7": "120,5", "K7": "theo kiểm kê", "H8": 80.25, "J8": "Ước", "H9": "70 ha", "I9": "Trong tháng"}))
		count := func() (n int) {
			return len(apptest.Must(s.Inbox(apptest.Ctx, s.officer))(t).Mine)
		}
		if done := apptest.Must(s.take(filled, true))(t); done.Changed() != 3 || count() != 0 {
			t.Fatalf("the dry run: %d, kept %d", done.Changed(), count())
		}
		bad := s.edited(filled, put(map[string]any{"H10": "không đọc được"}))
		if _, err := s.take(bad, false); err == nil || count() != 0 {
			t.Fatalf("half a sheet was kept: %v, %d", err, count())
		}
		apptest.Must(s.take(filled, false))(t)
		mine := apptest.Must(s.Inbox(apptest.Ctx, s.officer))(t).Mine
		slices.SortFunc(mine, func(a, b figures.Work) int { return strings.Compare(a.Observation.Text, b.Observation.Text) })
		if len(mine) != 3 {
			t.Fatalf("%d figures", len(mine))
		}
		if a, b, c := mine[0].Observation, mine[1].Observation, mine[2].Observation; a.Text != "120,5" || a.Note != "theo kiểm kê" || !a.Cumulative || !a.Final || b.Text != "70 ha" || b.Cumulative || c.Text != "80,25" || c.Final {
			t.Errorf("%+v\n%+v\n%+v", a, b, c)
		}
		size := s.Kept()
		if done := apptest.Must(s.take(filled, false))(t); done.Changed() != 0 || s.Kept() != size {
			t.Errorf("the same sheet again changes %d", done.Changed())
		}
	})
}

// What was moved, copied, changed or computed where nothing but figures belongs
// is refused with its cell, and so is a sheet of another unit or month, a target
// that was dropped and a month that was closed meanwhile.
func TestTemplateRefuses(t *testing.T) {
	s := world(apptest.New(t, t.TempDir()+"/w.db"))
	blank := s.made("2023-05")
	cells := func(values map[string]any) func(*excelize.File, string) { return put(values) }
	for name, c := range map[string]struct {
		edit func(*excelize.File, string)
		want string
	}{
		"a row is gone": {func(f *excelize.File, sheet string) { _ = f.RemoveRow(sheet, 8) }, "exchange.template_removed "},
		"a row came in": {func(f *excelize.File, sheet string) {
			_ = f.InsertRows(sheet, 8, 1)
			_ = f.SetCellStr(sheet, "C8", "thêm")
		}, "exchange.template_added C8"},
		"a row was copied":       {func(f *excelize.File, sheet string) { _ = f.DuplicateRow(sheet, 8) }, "exchange.template_twice C9"},
		"names were sorted":      {swapped("C", 7, 8), "exchange.template_changed C7"},
		"whole rows were sorted": {func(f *excelize.File, sheet string) { swapped("ABCDEFGHIJKL", 7, 8)(f, sheet) }, "exchange.template_sorted C8"},
		"another measure":        {cells(map[string]any{"D8": "m2"}), "exchange.template_changed C8"},
		"a heading":              {cells(map[string]any{"H5": "Quý này"}), "exchange.template_heads B5"},
		"a column came in":       {func(f *excelize.File, sheet string) { _ = f.InsertCols(sheet, "H", 1) }, "exchange.template_heads B5"},
		"a formula":              {cells(map[string]any{"H7": "=1+1"}), "exchange.template_formula H7"},
		"an error value": {func(f *excelize.File, sheet string) {
			put(map[string]any{"H7": "x"})(f, sheet)
			put(map[string]any{"I7": "Có"})(f, sheet)
		}, "exchange.template_word I7"},
		"true":             {cells(map[string]any{"H7": true}), "exchange.template_kind H7"},
		"the key":          {cells(map[string]any{"A1": "x"}), "exchange.template_unknown "},
		"the key of a row": {cells(map[string]any{"A8": "x", "H8": "5"}), "exchange.template_added H8"},
		"two ways to read": {cells(map[string]any{"H7": "1.234 "}), "app.figure_unsure H7"},
		"beside the sheet": {cells(map[string]any{"H7": "12", "M7": "sửa thành 48"}), "exchange.template_beyond M7"},
		"a hidden row": {func(f *excelize.File, sheet string) {
			put(map[string]any{"H7": "12"})(f, sheet)
			_ = f.SetRowVisible(sheet, 7, false)
		}, "exchange.template_hidden H7"},
		"what is meant": {cells(map[string]any{"H7": "12", "L7": "1.234"}), "exchange.template_meant_unread L7"},
	} {
		_, err := s.take(s.edited(blank, c.edit), false)
		if got := keys(err); !slices.Contains(got, c.want) {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
	april := s.made("2023-04")
	if _, err := s.take(april, false); !slices.Contains(keys(err), "exchange.template_other_month ") {
		t.Errorf("another month: %v", err)
	}
	if _, err := report.TakeTemplate(apptest.Ctx, s, s.officer, report.Returned{Content: blank, Unit: "cho-don"}); !slices.Contains(keys(err), "exchange.template_other_unit ") {
		t.Errorf("another unit: %v", err)
	}
	if _, err := s.take(s.edited(blank, put(map[string]any{"H7": "không đọc được", "I8": "Cả năm"})), false); !slices.Equal(keys(err), []string{"exchange.template_word I8", "app.figure_unsure H7"}) {
		t.Errorf("what is wrong in the sheet and in a figure: %q", keys(err))
	}
	filled := s.edited(blank, put(map[string]any{"H7": "120", "H8": "không đọc được"}))
	_, err := s.take(filled, false)
	remarked := apptest.Must(report.Remarked(apptest.Ctx, i18n.Vietnamese, filled, "", err))(t)
	s.edited(remarked, func(f *excelize.File, sheet string) {
		comments, _ := f.GetComments(sheet)
		if len(comments) != 1 || comments[0].Cell != "H8" || !strings.Contains(comments[0].Paragraph[0].Text, "không đọc được") {
			t.Errorf("remarks: %+v", comments)
		}
		if v, _ := f.GetCellValue(sheet, "H7"); v != "120" {
			t.Errorf("the person's own figure became %q", v)
		}
	})
	in := figures.Filling{Unit: "ngan-son", Month: "2023-05", Rows: []figures.FilledRow{{Row: 99, Target: id.ID("01900000-0000-7000-8000-000000000000"), Typed: figures.Cell{Text: "5"}, Touched: true}}}
	if _, err = s.Fill(apptest.Ctx, s.officer, in); !slices.Contains(keys(err), "app.fill_gone ") {
		t.Errorf("a dropped target: %v", err)
	}
	office := s.Actor("khoa", access.Office, s.District)
	if err := s.LockPeriod(apptest.Ctx, office, s.District, "2023-05"); err != nil {
		t.Fatal(err)
	}
	if _, err = s.take(s.edited(blank, put(map[string]any{"H7": "120"})), false); !slices.Contains(keys(err), "app.month_closed ") {
		t.Errorf("a closed month: %v", err)
	}
}

// swapped exchanges cells of two rows.
func swapped(columns string, a, b int) func(*excelize.File, string) {
	return func(f *excelize.File, sheet string) {
		for _, col := range columns {
			one, other := string(col)+itoa(a), string(col)+itoa(b)
			x, _ := f.GetCellValue(sheet, one)
			y, _ := f.GetCellValue(sheet, other)
			_ = f.SetCellStr(sheet, one, y)
			_ = f.SetCellStr(sheet, other, x)
		}
	}
}

// What was not touched in the sheet never undoes what was changed meanwhile, and
// an own draft is sent only as it was seen.
func TestTemplateLeavesNewerFigures(t *testing.T) {
	s := world(apptest.New(t, t.TempDir()+"/w.db"))
	report1 := func(text string, draft bool) target.Observation {
		return apptest.Must(s.Report(apptest.Ctx, s.officer, figures.NewReport{Target: s.Forest, Month: "2023-05", Text: text, Cumulative: true, Final: true, Draft: draft}))(t)
	}
	report1("100", true)
	sheet := s.made("2023-05")
	if done := apptest.Must(s.take(sheet, true))(t); did(done, s.Forest) != figures.RowSent {
		t.Errorf("the draft: %s", did(done, s.Forest))
	}
	report1("140", true)
	if done := apptest.Must(s.take(sheet, false))(t); did(done, s.Forest) != figures.RowNewer {
		t.Errorf("a draft changed meanwhile: %s", did(done, s.Forest))
	}
	if box := apptest.Must(s.Inbox(apptest.Ctx, s.officer))(t); len(box.Drafts) != 1 || box.Drafts[0].Observation.State() != approval.Draft || box.Drafts[0].Observation.Text != "140" {
		t.Errorf("%+v", box.Drafts)
	}
}

func did(done figures.Filled, of id.ID) string {
	for _, r := range done.Rows {
		if r.Target == of {
			return r.Did
		}
	}
	return ""
}

func itoa(n int) string { return string(rune('0' + n)) }
