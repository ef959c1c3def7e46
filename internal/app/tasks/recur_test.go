package tasks_test

import (
	"testing"

	"dondoc/internal/access"
	"dondoc/internal/app/apptest"
	"dondoc/internal/app/tasks"
	"dondoc/internal/id"
	"dondoc/internal/task"
)

// A quarterly report is a task of its own each quarter, once, under the one it recurs from.
func TestRecurringTasks(t *testing.T) {
	apptest.EachEngine(t, func(t *testing.T, w *apptest.World) {
		office := w.Actor("van-phong", access.Office, w.District)
		whole := w.Given(tasks.NewTask{Name: "Báo cáo kết quả", Product: "Báo cáo", Leads: []id.ID{w.Department}, Partners: []task.Partner{{Unit: w.Commune, Text: "bang-van", Part: "số liệu"}}, Deadline: "Hằng quý", Issued: "2023-07-01"})
		if whole.Every != "quarter" {
			t.Fatalf("recurs %q", whole.Every)
		}
		w.Given(tasks.NewTask{Name: "Tuyên truyền", Product: "x", Leads: []id.ID{w.Department}, Deadline: "Thường xuyên", Issued: "2023-07-01"})
		if dry := apptest.Must(w.GiveRecurring(apptest.Ctx, office, true))(t); len(dry) != 1 || len(apptest.Must(w.Task(apptest.Ctx, office, whole.ID))(t).Parts) != 0 {
			t.Errorf("rehearsed: %+v", dry)
		}
		for range 2 { // the second time nothing is left to give out
			apptest.Must(w.GiveRecurring(apptest.Ctx, office, false))(t)
		}
		p := apptest.Must(w.Task(apptest.Ctx, office, whole.ID))(t)
		if len(p.Parts) != 1 || p.Parts[0].Name != "Báo cáo kết quả (quý III/2023)" || p.Parts[0].First != "2023-09-30" || p.Parts[0].Lead != w.Department {
			t.Fatalf("parts: %+v", p.Parts)
		}
		if part := apptest.Must(w.Task(apptest.Ctx, office, p.Parts[0].ID))(t); len(part.Partners) != 1 || part.Partners[0].Part != "số liệu" {
			t.Errorf("coordinating units: %+v", part.Partners)
		}
		w.On("2023-10-02")
		if given := apptest.Must(w.GiveRecurring(apptest.Ctx, office, false))(t); len(given) != 1 || given[0].First != "2023-12-31" {
			t.Errorf("the next quarter: %+v", given)
		}
		if given := apptest.Must(w.GiveRecurring(apptest.Ctx, w.Actor("ngoai", access.Office, w.Other), false))(t); len(given) != 0 {
			t.Errorf("another district gives out %d", len(given))
		}
		apptest.Must(w.ActOnTask(apptest.Ctx, office, whole.ID, task.Event{Step: task.Withdraw, Text: "thôi"}))(t)
		w.On("2024-01-02")
		if given := apptest.Must(w.GiveRecurring(apptest.Ctx, office, false))(t); len(given) != 0 {
			t.Errorf("withdrawn, it goes on: %+v", given)
		}
	})
}
