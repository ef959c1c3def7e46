package tasks_test

import (
	"bytes"
	"strings"
	"testing"

	"dondoc/internal/access"
	"dondoc/internal/app/apptest"
	"dondoc/internal/app/desk"
	"dondoc/internal/app/reform"
	"dondoc/internal/app/sheets"
	"dondoc/internal/app/tasks"
	"dondoc/internal/i18n"
	"dondoc/internal/id"
	"dondoc/internal/org"
	"dondoc/internal/report"
	"dondoc/internal/task"
)

// A list of tasks as it is written, .xlsx and .csv, in both languages, of a
// document and of all: taken in again it adds nothing, asks nothing and tells
// nothing, whoever leads them, and where the lead stands no more.
func TestExportedTasksTakenInAgain(t *testing.T) {
	apptest.EachEngine(t, func(t *testing.T, w *apptest.World) {
		office := w.Actor("van-phong", access.Office, w.District)
		old := w.MakeUnit("thuong-an", org.Commune, w.District)
		given := func(in tasks.NewTask) {
			in.Product, in.Issued = "Báo cáo", "2023-07-01"
			if in.Deadline == "" {
				in.Deadline = "Quý IV/2023"
			}
			w.Given(in)
		}
		given(tasks.NewTask{Name: "Việc của phòng,\nhai dòng", Label: "1", Leads: []id.ID{w.Department}, Partners: []task.Partner{{Text: "Hạt Kiểm lâm"}}})
		given(tasks.NewTask{Name: "Việc của hai xã", Label: "2", Field: "Kinh tế", Leads: []id.ID{w.Commune, old}})
		given(tasks.NewTask{Name: "Việc chưa rõ ai", LeadText: "Ban Chỉ đạo 35"})
		given(tasks.NewTask{Name: "Việc theo kế hoạch", Label: "II", Leads: []id.ID{w.Department}, Deadline: "Thường xuyên"})
		given(tasks.NewTask{Name: "Việc của nghị quyết", Label: "a)", Document: w.Resolution, Leads: []id.ID{old}})
		w.On("2023-10-02")
		apptest.Must(w.Reorganise(apptest.Ctx, apptest.Operator, reform.Reorganisation{On: "2023-10-01", Decision: "01/NQ", Moves: []org.Move{{Row: 2, Old: "thuong-an"}}}))(t)
		for _, document := range []id.ID{"", w.Resolution} {
			q := tasks.Tasks{Unit: "ngan-son", As: "given", Document: document}
			e := apptest.Must(w.ExportTasks(apptest.Ctx, office, q))(t)
			for _, lang := range i18n.Langs() {
				for _, format := range []string{"xlsx", "csv"} {
					var b bytes.Buffer
					if err := report.WriteTasks(&b, format, lang, e); err != nil {
						t.Fatal(err)
					}
					in := tasks.TasksImport{Unit: "ngan-son", Document: document, Sheet: sheets.Sheet{Name: "viec." + format, Content: b.Bytes()}}
					for _, dry := range []bool{true, false} {
						in.DryRun = dry
						done := apptest.Must(w.ImportTasks(apptest.Ctx, office, in))(t)
						if len(done.Rows) != len(e.Rows) || len(done.Table.Told()) != 0 || done.Import != "" {
							t.Errorf("%s %s: %d rows of %d, told %v", lang, format, len(done.Rows), len(e.Rows), done.Table.Told())
						}
						for _, r := range done.Rows {
							if r.Change != desk.Unchanged || len(r.Questions)+len(r.Doubts) != 0 {
								t.Errorf("%s %s: %q is %s, asked %v %v", lang, format, r.Name, r.Change, r.Questions, r.Doubts)
							}
						}
					}
				}
			}
			if now := apptest.Must(w.ExportTasks(apptest.Ctx, office, q))(t); len(now.Rows) != len(e.Rows) {
				t.Errorf("%d tasks of %d", len(now.Rows), len(e.Rows))
			}
		}
	})
}

// Parts stand under their whole in what is written, and hang there again in a
// database that knows nothing of them.
func TestExportedPartsStayUnderTheirWhole(t *testing.T) {
	apptest.EachEngine(t, func(t *testing.T, w *apptest.World) {
		office := w.Actor("van-phong", access.Office, w.District)
		given := func(in tasks.NewTask) id.ID {
			in.Leads, in.Issued = []id.ID{w.Department}, "2023-07-01"
			if in.Deadline == "" {
				in.Deadline = "31/12/2023"
			}
			return w.Given(in).ID
		}
		first := given(tasks.NewTask{Name: "Việc đầu", Label: "1", Place: 1})
		given(tasks.NewTask{Name: "Việc sau", Label: "2", Place: 9, Deadline: "30/9/2023"})
		given(tasks.NewTask{Name: "Phần hai", Label: "b)", Place: 4, Parent: first, Deadline: "31/8/2023"})
		deep := given(tasks.NewTask{Name: "Phần một", Label: "a)", Place: 2, Parent: first, Deadline: "30/11/2023"})
		given(tasks.NewTask{Name: "Việc con của phần một", Place: 3, Parent: deep, Deadline: "31/7/2023"})
		e := apptest.Must(w.ExportTasks(apptest.Ctx, office, tasks.Tasks{Unit: "ngan-son", As: "given"}))(t)
		for _, format := range []string{"xlsx", "csv", "docx"} {
			var b bytes.Buffer
			if err := report.WriteTasks(&b, format, i18n.Vietnamese, e); err != nil {
				t.Fatal(err)
			}
			in := tasks.TasksImport{Unit: "bang-van", DryRun: true, Keep: true, Sheet: sheets.Sheet{Name: "viec." + format, Content: b.Bytes()}}
			done := apptest.Must(w.ImportTasks(apptest.Ctx, apptest.Operator, in))(t)
			names, rows := map[int]string{}, []string{}
			for _, r := range done.Rows {
				names[r.Row] = r.Name
				rows = append(rows, r.Name+" < "+names[r.PartOf])
			}
			want := "Việc sau < |Việc đầu < |Phần một < Việc đầu|Việc con của phần một < Phần một|Phần hai < Việc đầu"
			if got := strings.Join(rows, "|"); got != want {
				t.Errorf("%s: %s", format, got)
			}
			in.Unit = "ngan-son"
			for _, r := range apptest.Must(w.ImportTasks(apptest.Ctx, office, in))(t).Rows { // taken in again it changes nothing
				if r.Change != desk.Unchanged {
					t.Errorf("%s: %q is %s", format, r.Name, r.Change)
				}
			}
		}
	})
}
