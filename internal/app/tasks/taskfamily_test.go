package tasks_test

import (
	"bytes"
	"strings"
	"testing"

	"dondoc/internal/access"
	"dondoc/internal/app/apptest"
	"dondoc/internal/app/tasks"
	"dondoc/internal/errs"
	"dondoc/internal/exchange"
	"dondoc/internal/i18n"
	"dondoc/internal/id"
	"dondoc/internal/report"
	"dondoc/internal/task"
)

// A part ends no later than its whole, by whichever door; a whole is not done
// before its parts; a paused task is not said done.
func TestPartsAndWholes(t *testing.T) {
	apptest.EachEngine(t, func(t *testing.T, w *apptest.World) {
		office, officer := w.Actor("van-phong", access.Office, w.District), w.Actor("can-bo", access.Officer, w.Department)
		whole := w.Given(tasks.NewTask{Name: "Việc lớn", Product: "x", Leads: []id.ID{w.Department}, Deadline: "30/9/2023", Issued: "2023-07-01"}).ID
		late := tasks.NewTask{Unit: w.District, Name: "Việc con", Product: "x", Leads: []id.ID{w.Department}, Deadline: "01/10/2023", Issued: "2023-07-01", Parent: whole}
		if _, err := w.AddTask(apptest.Ctx, office, late); !errs.Is(err, errs.Invalid) {
			t.Errorf("a part after its whole: %v", err)
		}
		late.Deadline = "trước ngày 01/10/2023" // which is 30/9 at the latest
		part := apptest.Must(w.AddTask(apptest.Ctx, office, late))(t)[0]
		if part.First != "2023-09-30" {
			t.Errorf("due %s", part.First)
		}
		for _, e := range []task.Event{{Step: task.Ask, Due: "2023-10-15", Text: "chậm"}, {Step: task.Done, On: "2023-07-01"}} {
			which := part.ID
			if e.Step == task.Done {
				which = whole
			}
			if err := apptest.Drop(w.ActOnTask(apptest.Ctx, officer, which, e)); err == nil {
				t.Errorf("%s passes", e.Step)
			}
		}
		brief := w.Given(tasks.NewTask{Unit: w.District, Name: "Việc con ngắn", Product: "x", Leads: []id.ID{w.Department}, Deadline: "15/8/2023", Issued: "2023-07-01", Parent: whole}).ID
		apptest.Must(w.ActOnTask(apptest.Ctx, officer, brief, task.Event{Step: task.Ask, Due: "2023-09-15", Text: "mưa lũ"}))(t)
		if err := apptest.Drop(w.ActOnTask(apptest.Ctx, office, brief, task.Event{Step: task.Grant, Due: "2023-10-01"})); !errs.Is(err, errs.Invalid) {
			t.Errorf("granted past its whole: %v", err)
		}
		if err := w.ActOnTasks(apptest.Ctx, office, []id.ID{brief}, task.Event{Step: task.Grant, Due: "2023-10-01"}); !errs.Is(err, errs.Invalid) {
			t.Errorf("granted past its whole, several at once: %v", err)
		}
		apptest.Must(w.ActOnTask(apptest.Ctx, office, brief, task.Event{Step: task.Grant, Due: "2023-09-30"}))(t)
		apptest.Must(w.ActOnTask(apptest.Ctx, office, brief, task.Event{Step: task.Withdraw, Text: "thôi"}))(t)
		apptest.Must(w.ActOnTask(apptest.Ctx, office, part.ID, task.Event{Step: task.Pause, Text: "chờ"}))(t)
		if err := apptest.Drop(w.ActOnTask(apptest.Ctx, officer, part.ID, task.Event{Step: task.Done})); !errs.Is(err, errs.Conflict) {
			t.Errorf("paused, it is said done: %v", err)
		}
		apptest.Must(w.ActOnTask(apptest.Ctx, office, part.ID, task.Event{Step: task.Withdraw, Text: "thôi"}))(t)
		apptest.Must(w.ActOnTask(apptest.Ctx, officer, whole, task.Event{Step: task.Done}))(t)
	})
}

// What is withdrawn is in no list, total or export, unless it is asked for; what
// was exported and is taken in again changes nothing, without a document too.
func TestWithdrawnAndTakenInAgain(t *testing.T) {
	apptest.EachEngine(t, func(t *testing.T, w *apptest.World) {
		office := w.Actor("van-phong", access.Office, w.District)
		for _, name := range []string{"Việc thứ nhất của huyện", "Việc thứ hai của huyện"} {
			w.Given(tasks.NewTask{Name: name, Product: "x", Leads: []id.ID{w.Department}, Deadline: "Quý IV/2023", Issued: "2023-07-01"})
		}
		gone := w.Given(tasks.NewTask{Name: "Việc rút", Product: "x", Leads: []id.ID{w.Department}, Deadline: "Quý IV/2023", Issued: "2023-07-01"}).ID
		apptest.Must(w.ActOnTask(apptest.Ctx, office, gone, task.Event{Step: task.Withdraw, Text: "thôi"}))(t)
		code := apptest.Must(w.TaskList(apptest.Ctx, office, tasks.Tasks{Unit: "ngan-son", As: "given"}))(t)
		if code.Count != 2 || code.Tally.Total != 2 || len(code.Rows) != 2 || code.Tally.By[task.Withdrawn] != 1 {
			t.Errorf("%d rows, %d counted, %+v", len(code.Rows), code.Count, code.Tally)
		}
		if asked := apptest.Must(w.TaskList(apptest.Ctx, office, tasks.Tasks{Unit: "ngan-son", As: "given", Status: task.Withdrawn}))(t); asked.Count != 1 {
			t.Errorf("asked for, %d withdrawn", asked.Count)
		}
		e := apptest.Must(w.ExportTasks(apptest.Ctx, office, tasks.Tasks{Unit: "ngan-son", As: "given"}))(t)
		var b bytes.Buffer
		if err := report.WriteTasks(&b, "csv", i18n.Vietnamese, e); err != nil || strings.Contains(b.String(), "Việc rút") {
			t.Fatalf("%v: %s", err, b.String())
		}
		var lines []exchange.TaskRow
		for _, r := range e.Rows {
			lines = append(lines, exchange.TaskRow{Label: r.Label, Name: r.Name, Lead: "Phòng Nông nghiệp", Deadline: r.Deadline.Text})
		}
		apptest.Must(w.ImportTasks(apptest.Ctx, office, tasks.TasksImport{Unit: "ngan-son", Lines: lines, Keep: true}))(t)
		if again := apptest.Must(w.TaskList(apptest.Ctx, office, tasks.Tasks{Unit: "ngan-son", As: "given"}))(t); again.Count != 2 {
			t.Errorf("taken in again there are %d", again.Count)
		}
	})
}

// A name that an office says means a unit is known to its next import, and to no
// other body's; a group gives its task to the units of its kinds alone.
func TestNamesAndGroupsOfAnAnnex(t *testing.T) {
	apptest.EachEngine(t, func(t *testing.T, w *apptest.World) {
		office := w.Actor("van-phong", access.Office, w.District)
		read := func(lead string) tasks.ImportedTask {
			t.Helper()
			done := apptest.Must(w.ImportTasks(apptest.Ctx, office, tasks.TasksImport{Unit: "ngan-son", DryRun: true, FanOut: true, Lines: []exchange.TaskRow{{Row: 2, Name: "Báo cáo kết quả", Lead: lead, Deadline: "2023"}}}))(t)
			return done.Rows[0]
		}
		if r := read("BQL dự án 135"); len(r.Questions) == 0 || r.Leads[0].Unit.ID != "" {
			t.Errorf("nobody is called so: %+v", r.Leads)
		}
		if err := w.NameUnit(apptest.Ctx, office, "ngan-son", "BQL dự án 135", "phong-nong-nghiep"); err != nil {
			t.Fatal(err)
		}
		if r := read("BQL dự án 135"); r.Leads[0].Unit.ID != w.Department || len(r.Questions) != 0 {
			t.Errorf("named, it is %+v", r)
		}
		if err := w.NameUnit(apptest.Ctx, office, "ngan-son", "BQL dự án 135", "bang-van"); !errs.Is(err, errs.Conflict) {
			t.Errorf("another meaning: %v", err)
		}
		kept := apptest.Must(w.UnitNames(apptest.Ctx, office, "ngan-son"))(t)
		if len(kept.Rows) != 1 || kept.Rows[0].Means.Code != "phong-nong-nghiep" || !kept.May {
			t.Errorf("names: %+v", kept)
		}
		if err := w.ForgetName(apptest.Ctx, office, "bang-van", kept.Rows[0].ID); !errs.Is(err, errs.NotFound) && !errs.Is(err, errs.Forbidden) {
			t.Errorf("another body's name: %v", err)
		}
		if err := w.ForgetName(apptest.Ctx, office, "ngan-son", kept.Rows[0].ID); err != nil {
			t.Error(err)
		}
		if err := w.NameUnit(apptest.Ctx, office, "ngan-son", "BQL dự án 135", "bang-van"); err != nil {
			t.Errorf("a name that was forgotten, for another unit: %v", err)
		}
		if err := w.NameUnit(apptest.Ctx, office, "ngan-son", "các xã", "bang-van"); !errs.Is(err, errs.Invalid) {
			t.Errorf("a group's name: %v", err)
		}
		for _, m := range read("UBND các xã").Becomes() {
			if m.Kind != "commune" {
				t.Errorf("a group of communes reaches %s", m.Name)
			}
		}
		if n := len(read("UBND các xã").Tasks); n != len(read("UBND các xã").Becomes()) || n == 0 {
			t.Errorf("%d tasks", n)
		}
	})
}

// What is withdrawn leaves the feed of a calendar; what happened to a task makes
// its event a later one, so that a reader takes the new day.
func TestAFeedFollowsItsTasks(t *testing.T) {
	apptest.EachEngine(t, func(t *testing.T, w *apptest.World) {
		office, officer := w.Actor("van-phong", access.Office, w.District), w.Actor("can-bo", access.Officer, w.Department)
		which := w.Given(tasks.NewTask{Name: "Việc có lịch", Product: "x", Leads: []id.ID{w.Department}, Deadline: "30/9/2023", Issued: "2023-07-01"}).ID
		feed := apptest.Must(w.NewFeed(apptest.Ctx, officer))(t)
		rows := func() []tasks.TaskRow { t.Helper(); return apptest.Must(w.FeedTasks(apptest.Ctx, feed))(t) }
		before := rows()
		if len(before) != 1 {
			t.Fatalf("%d in the feed", len(before))
		}
		apptest.Must(w.ActOnTask(apptest.Ctx, officer, which, task.Event{Step: task.Ask, Due: "2023-10-15", Text: "mưa lũ"}))(t)
		apptest.Must(w.ActOnTask(apptest.Ctx, office, which, task.Event{Step: task.Grant, Due: "2023-10-15"}))(t)
		after := rows()
		if len(after) != 1 || after[0].Steps <= before[0].Steps || after[0].State.Due != "2023-10-15" {
			t.Errorf("moved, its event is %d after %d, due %s", after[0].Steps, before[0].Steps, after[0].State.Due)
		}
		apptest.Must(w.ActOnTask(apptest.Ctx, office, which, task.Event{Step: task.Withdraw, Text: "thôi"}))(t)
		if left := rows(); len(left) != 0 {
			t.Errorf("withdrawn, %d stand in the feed", len(left))
		}
	})
}
