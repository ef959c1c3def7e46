package tasks_test

import (
	"testing"

	"dondoc/internal/app/apptest"
	"dondoc/internal/app/tasks"
	"dondoc/internal/id"
	"dondoc/internal/task"
)

// A paused task is not said to be done, and a part ends no later than its
// whole: not when it is given, not when more time is granted.
func TestPausedAndParts(t *testing.T) {
	apptest.EachEngine(t, func(t *testing.T, w *apptest.World) {
		p := w.Team()
		whole := w.Given(tasks.NewTask{Name: "Việc chung", Leads: []id.ID{w.District}, Deadline: "30/9/2023"})
		part := w.Given(tasks.NewTask{Name: "Phần việc", Parent: whole.ID, Leads: []id.ID{w.District}, Deadline: "31/8/2023"})
		if _, err := w.AddTask(apptest.Ctx, apptest.Operator, tasks.NewTask{Unit: w.District, Name: "Phần khác", Parent: whole.ID, Leads: []id.ID{w.District}, Deadline: "31/10/2023"}); apptest.Key(err) != "app.part_after_whole" {
			t.Errorf("a part given after its whole: %v", err)
		}
		if _, err := w.ActOnTask(apptest.Ctx, p.Officer, part.ID, task.Event{Step: task.Ask, Due: "2023-10-01", Text: "x"}); apptest.Key(err) != "app.part_after_whole" {
			t.Errorf("a part asks for a day after its whole: %v", err)
		}
		if _, err := w.ActOnTask(apptest.Ctx, p.Officer, part.ID, task.Event{Step: task.Ask, Due: "2023-09-30", Text: "x"}); err != nil {
			t.Errorf("its whole's own day: %v", err)
		}
		apptest.Must(w.ActOnTask(apptest.Ctx, p.Office, part.ID, task.Event{Step: task.Pause, Text: "chờ hướng dẫn"}))(t)
		for _, step := range []task.Step{task.Done, task.Start, task.Pause} {
			if _, err := w.ActOnTask(apptest.Ctx, p.Officer, part.ID, task.Event{Step: step, Text: "x"}); err == nil {
				t.Errorf("a paused task is said: %s", step)
			}
		}
		apptest.Must(w.ActOnTask(apptest.Ctx, p.Office, part.ID, task.Event{Step: task.Resume, Text: "x"}))(t)
		if _, err := w.ActOnTask(apptest.Ctx, p.Officer, part.ID, task.Event{Step: task.Done, Text: "x"}); err != nil {
			t.Errorf("done after it was taken up again: %v", err)
		}
	})
}
