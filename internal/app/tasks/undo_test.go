package tasks_test

import (
	"testing"

	"dondoc/internal/access"
	"dondoc/internal/app/apptest"
	"dondoc/internal/app/desk"
	"dondoc/internal/app/figures"
	"dondoc/internal/app/plan"
	"dondoc/internal/app/sheets"
	"dondoc/internal/app/tasks"
	"dondoc/internal/exchange"
	"dondoc/internal/task"
)

// An import is undone as a whole while nothing hangs on it: targets leave the
// list, figures and tasks are withdrawn, wordings are as before. The same sheet
// then brings them back.
func TestUndoImport(t *testing.T) {
	apptest.EachEngine(t, func(t *testing.T, w *apptest.World) {
		office := w.Actor("vp", access.Office, w.District)
		officer := w.Actor("cb", access.Officer, w.District)
		csv := "Chỉ tiêu,ĐVT,Kế hoạch 2023,Thực hiện 2023\nDiện tích chè,ha,50,52\nSản lượng lúa,tấn,900,\n"
		take := func(text string) plan.ImportedTargets {
			return apptest.Must(w.ImportTargets(apptest.Ctx, office, plan.Import{Unit: "ngan-son", Cycle: "2023", Sheet: sheets.Sheet{Name: "ct.csv", Content: []byte(text)},
				Document: &plan.NewDocument{Number: "01/NQ", Issuer: "HĐND", IssuedOn: "2023-01-01", Title: "x"}}))(t)
		}
		first := take(csv)
		if again := take(csv); first.Import == "" || again.Import != "" {
			t.Fatalf("imports %q, %q", first.Import, again.Import)
		}
		revised := take("Chỉ tiêu,ĐVT,Kế hoạch 2023\nDiện tích chè,ha,60\n")
		if made, err := w.UndoImport(apptest.Ctx, office, first.Import, "nhầm"); apptest.Key(err) != "app.undo_revised" || len(made.Hangs) != 1 {
			t.Errorf("a target revised since: %v", err)
		}
		if _, err := w.UndoImport(apptest.Ctx, office, revised.Import, "nhầm"); err != nil {
			t.Fatal(err)
		}
		chè := first.Rows[0].Target
		if now := w.Current(chè); now.Wording != "50" || now.Dropped {
			t.Errorf("the wording is %q", now.Wording)
		}
		if _, err := w.UndoImport(apptest.Ctx, office, revised.Import, "nữa"); apptest.Key(err) != "app.import_undone_already" {
			t.Errorf("twice: %v", err)
		}
		if _, err := w.UndoImport(apptest.Ctx, officer, first.Import, "x"); !apptest.IsAccess(err) {
			t.Errorf("who may not: %v", err)
		}

		second := take("Chỉ tiêu,ĐVT,Kế hoạch 2023,Thực hiện 2023\nDiện tích quế,ha,70,71\n")
		quế := second.Rows[0].Target
		if made, err := w.UndoImport(apptest.Ctx, office, second.Import, "nhầm tệp"); err != nil || len(made.Names) != 1 || !w.Current(quế).Dropped {
			t.Fatalf("undone: %+v %v", made, err)
		}
		if back := take("Chỉ tiêu,ĐVT,Kế hoạch 2023\nDiện tích quế,ha,75\n"); back.Rows[0].Change != desk.Added || w.Current(quế).Dropped || w.Current(quế).Wording != "75" {
			t.Errorf("brought back: %+v", back.Rows[0])
		}
		third := take("Chỉ tiêu,ĐVT,Kế hoạch 2023\nDiện tích ngô,ha,30\n")
		apptest.Must(w.Report(apptest.Ctx, officer, figures.NewReport{Target: third.Rows[0].Target, Month: "2023-02", Text: "5 ha", Cumulative: true}))(t)
		if _, err := w.UndoImport(apptest.Ctx, office, third.Import, "nhầm"); apptest.Key(err) != "app.undo_reported" {
			t.Errorf("a target that was reported: %v", err)
		}

		given := apptest.Must(w.ImportTasks(apptest.Ctx, office, tasks.TasksImport{Unit: "ngan-son", Lines: []exchange.TaskRow{
			{Row: 2, Name: "Lập kế hoạch", Lead: "ngan-son", Deadline: "30/6/2023"}, {Row: 3, Name: "Báo cáo", Lead: "ngan-son", Deadline: "2023"}}}))(t)
		if _, err := w.UndoImport(apptest.Ctx, office, given.Import, "nhầm"); err != nil {
			t.Fatal(err)
		}
		if one := apptest.Must(w.Task(apptest.Ctx, office, given.Rows[0].Tasks[0]))(t); !one.State.Withdrawn {
			t.Error("the task goes on")
		}
		// parts of the same sheet and the extension it states do not stand in the way
		extended := apptest.Must(w.ImportTasks(apptest.Ctx, office, tasks.TasksImport{Unit: "ngan-son", Lines: []exchange.TaskRow{
			{Row: 2, Label: "1", Name: "Rà soát quy hoạch", Lead: "ngan-son", Deadline: "30/6/2023", Extended: "31/8/2023"}, {Row: 3, Label: "a", Name: "Khảo sát quy hoạch", Lead: "ngan-son", Deadline: "30/5/2023", PartOf: 2},
			{Row: 4, Label: "2", Name: "Việc không rõ", Lead: "ngan-son", Deadline: "30/6/2023", Extended: "khi có vốn"}}}))(t)
		one := apptest.Must(w.Task(apptest.Ctx, office, extended.Rows[0].Tasks[0]))(t)
		if one.First != "2023-06-30" || one.State.Due != "2023-08-31" || one.State.Granted != 1 {
			t.Errorf("first %s, due %s, granted %d", one.First, one.State.Due, one.State.Granted)
		}
		if asked := extended.Rows[2].Questions; len(asked) != 1 || asked[0].Key != "app.ask_extended" || len(extended.Rows[0].Questions) != 0 {
			t.Errorf("asked %v, %v", asked, extended.Rows[0].Questions)
		}
		// a task that is there stays as it is; another day of its extension is told
		for text, key := range map[string]string{"31/8/2023": "", "30/9/2023": "app.extended_differs", "": "app.extended_blank"} {
			again := apptest.Must(w.ImportTasks(apptest.Ctx, office, tasks.TasksImport{Unit: "ngan-son", Sheet: sheets.Sheet{Name: "a.csv",
				Content: []byte("STT,Nhiệm vụ,Cơ quan chủ trì,Thời hạn,Đã gia hạn đến\n1,Rà soát quy hoạch,ngan-son,30/6/2023," + text + "\n")}}))(t).Rows[0]
			if told := len(again.Doubts) == 1 && again.Doubts[0].Key == key; again.Change != desk.Unchanged || told != (key != "") {
				t.Errorf("extended to %q: %s %v", text, again.Change, again.Doubts)
			}
		}
		if now := apptest.Must(w.Task(apptest.Ctx, office, one.ID))(t); now.State.Due != "2023-08-31" {
			t.Errorf("due on %s", now.State.Due)
		}
		if _, err := w.UndoImport(apptest.Ctx, office, extended.Import, "nhầm"); err != nil {
			t.Errorf("with parts and an extension of its own: %v", err)
		}
		if part := apptest.Must(w.Task(apptest.Ctx, office, extended.Rows[1].Tasks[0]))(t); !part.State.Withdrawn {
			t.Error("the part goes on")
		}

		worked := apptest.Must(w.ImportTasks(apptest.Ctx, office, tasks.TasksImport{Unit: "ngan-son", Lines: []exchange.TaskRow{{Row: 2, Name: "Tổng kết", Lead: "ngan-son", Deadline: "2023"}}}))(t)
		apptest.Must(w.ActOnTask(apptest.Ctx, officer, worked.Rows[0].Tasks[0], task.Event{Step: task.Start}))(t)
		if _, err := w.UndoImport(apptest.Ctx, office, worked.Import, "nhầm"); apptest.Key(err) != "app.undo_worked" {
			t.Errorf("a task that is worked on: %v", err)
		}
	})
}

// A rehearsal names everything that stands in the way at once: a row that cannot
// be read, and rows whose lead nobody knows.
func TestRehearsalNamesWhatBlocks(t *testing.T) {
	apptest.EachEngine(t, func(t *testing.T, w *apptest.World) {
		office := w.Actor("van-phong", access.Office, w.District)
		sheet := sheets.Sheet{Name: "a.csv", Content: []byte("STT,Nhiệm vụ,Cơ quan chủ trì,Thời hạn\n1,Rà soát,ngan-son,30/6/2023\n2,,ngan-son,30/6/2023\n3,Báo cáo,Phòng Lạ Hoắc,30/6/2023\n")}
		done, err := w.ImportTasks(apptest.Ctx, office, tasks.TasksImport{Unit: "ngan-son", Sheet: sheet, DryRun: true})
		if apptest.Key(err) != "exchange.task_unnamed" || len(done.Rows) != 2 || done.Rows[0].Refused != nil || done.Rows[1].Refused == nil || done.Rows[1].Refused.Row != 4 {
			t.Errorf("%v, %+v", err, done.Rows)
		}
		sheet.Content = []byte("STT,Nhiệm vụ,Cơ quan chủ trì,Thời hạn\n1,Báo cáo,Phòng Lạ Hoắc,30/6/2023\n")
		if done, err = w.ImportTasks(apptest.Ctx, office, tasks.TasksImport{Unit: "ngan-son", Sheet: sheet, DryRun: true, Keep: true}); err != nil || done.Rows[0].Refused != nil {
			t.Errorf("kept as written: %v, %v", err, done.Rows[0].Refused)
		}
		if _, err = w.ImportTasks(apptest.Ctx, office, tasks.TasksImport{Unit: "ngan-son", Sheet: sheet}); err == nil {
			t.Error("a lead nobody knows is taken in")
		}
	})
}
