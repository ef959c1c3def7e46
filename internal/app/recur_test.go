package app_test

import (
	"testing"

	"dondoc/internal/access"
	"dondoc/internal/app/tasks"
	"dondoc/internal/id"
	"dondoc/internal/task"
)

// A quarterly report is a task of its own each quarter, once, under the one it recurs from.
func TestRecurringTasks(t *testing.T) {
	eachEngine(t, func(t *testing.T, w *world) {
		office := w.account("van-phong", access.Office, w.district)
		whole := w.given(tasks.NewTask{Name: "Báo cáo kết quả", Product: "Báo cáo", Leads: []id.ID{w.department}, Partners: []task.Partner{{Unit: w.commune, Text: "bang-van", Part: "số liệu"}}, Deadline: "Hằng quý", Issued: "2023-07-01"})
		if whole.Every != "quarter" {
			t.Fatalf("recurs %q", whole.Every)
		}
		w.given(tasks.NewTask{Name: "Tuyên truyền", Product: "x", Leads: []id.ID{w.department}, Deadline: "Thường xuyên", Issued: "2023-07-01"})
		if dry := must(w.GiveRecurring(ctx, office, true))(t); len(dry) != 1 || len(must(w.Task(ctx, office, whole.ID))(t).Parts) != 0 {
			t.Errorf("rehearsed: %+v", dry)
		}
		for range 2 { // the second time nothing is left to give out
			must(w.GiveRecurring(ctx, office, false))(t)
		}
		p := must(w.Task(ctx, office, whole.ID))(t)
		if len(p.Parts) != 1 || p.Parts[0].Name != "Báo cáo kết quả (quý III/2023)" || p.Parts[0].First != "2023-09-30" || p.Parts[0].Lead != w.department {
			t.Fatalf("parts: %+v", p.Parts)
		}
		if part := must(w.Task(ctx, office, p.Parts[0].ID))(t); len(part.Partners) != 1 || part.Partners[0].Part != "số liệu" {
			t.Errorf("coordinating units: %+v", part.Partners)
		}
		w.on("2023-10-02")
		if given := must(w.GiveRecurring(ctx, office, false))(t); len(given) != 1 || given[0].First != "2023-12-31" {
			t.Errorf("the next quarter: %+v", given)
		}
		if given := must(w.GiveRecurring(ctx, w.account("ngoai", access.Office, w.other), false))(t); len(given) != 0 {
			t.Errorf("another district gives out %d", len(given))
		}
		must(w.ActOnTask(ctx, office, whole.ID, task.Event{Step: task.Withdraw, Text: "thôi"}))(t)
		w.on("2024-01-02")
		if given := must(w.GiveRecurring(ctx, office, false))(t); len(given) != 0 {
			t.Errorf("withdrawn, it goes on: %+v", given)
		}
	})
}
