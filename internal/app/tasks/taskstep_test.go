package tasks_test

import (
	"testing"

	"dondoc/internal/access"
	"dondoc/internal/app/apptest"
	"dondoc/internal/app/figures"
	"dondoc/internal/app/tasks"
	"dondoc/internal/errs"
	"dondoc/internal/id"
	"dondoc/internal/task"
)

func TestStepsWithSeveralTasks(t *testing.T) {
	apptest.EachEngine(t, func(t *testing.T, w *apptest.World) {
		office, officer := w.Actor("van-phong", access.Office, w.District), w.Actor("can-bo", access.Officer, w.Department)
		var all []id.ID
		for _, name := range []string{"Một", "Hai", "Ba"} {
			all = append(all, w.Given(tasks.NewTask{Name: name, Product: "Báo cáo", Leads: []id.ID{w.Department}, Deadline: "31/12/2023", Issued: "2023-07-01"}).ID)
		}
		if err := apptest.Drop(w.ActOnTask(apptest.Ctx, office, all[1], task.Event{Step: task.Withdraw, Text: "thôi"})); err != nil {
			t.Fatal(err)
		}
		// One of them cannot be paused: none is, and the row is named.
		err := w.ActOnTasks(apptest.Ctx, office, all, task.Event{Step: task.Pause, Text: "chờ"})
		if list := errs.All(err); len(list) != 1 || list[0].Row != 2 || !errs.Is(err, errs.Conflict) {
			t.Errorf("paused with a withdrawn one: %v", err)
		}
		for _, one := range all[:1] {
			if p := apptest.Must(w.Task(apptest.Ctx, office, one))(t); p.State.Paused {
				t.Error("half of it was written")
			}
		}
		if err := w.ActOnTasks(apptest.Ctx, office, []id.ID{all[0], all[2]}, task.Event{Step: task.Move, To: w.Commune, Text: "giao lại"}); err != nil {
			t.Fatal(err)
		}
		for _, one := range []id.ID{all[0], all[2]} {
			if p := apptest.Must(w.Task(apptest.Ctx, office, one))(t); p.Lead != w.Commune || len(p.Events) != 1 {
				t.Errorf("%s is led by %s after %d events", one, p.Lead, len(p.Events))
			}
		}
		if err := w.ActOnTasks(apptest.Ctx, officer, []id.ID{all[1]}, task.Event{Step: task.Withdraw, Text: "x"}); !errs.Is(err, errs.Forbidden) {
			t.Errorf("the lead withdraws: %v", err)
		}
		if err := w.ActOnTasks(apptest.Ctx, w.Actor("ngoai", access.Office, w.Other), all[:1], task.Event{Step: task.Pause, Text: "x"}); !errs.Is(err, errs.NotFound) {
			t.Errorf("a stranger: %v", err)
		}
		if err := w.ActOnTasks(apptest.Ctx, office, nil, task.Event{Step: task.Pause, Text: "x"}); !errs.Is(err, errs.Invalid) {
			t.Errorf("none: %v", err)
		}
	})
}

func TestTaskFiles(t *testing.T) {
	apptest.EachEngine(t, func(t *testing.T, w *apptest.World) {
		officer, office := w.Actor("can-bo", access.Officer, w.Department), w.Actor("van-phong", access.Office, w.District)
		given := w.Given(tasks.NewTask{Name: "Một", Product: "Báo cáo", Leads: []id.ID{w.Department}, Deadline: "31/12/2023", Issued: "2023-07-01"}).ID
		file := figures.File{Name: `..\bao cao.pdf`, MediaType: "application/pdf", Content: []byte("%PDF nội dung")}
		apptest.Must(w.ActOnTask(apptest.Ctx, officer, given, task.Event{Step: task.Progress, Text: "đã có dự thảo"}, file))(t)
		p := apptest.Must(w.Task(apptest.Ctx, office, given))(t)
		if len(p.Events) != 1 || len(p.Events[0].Files) != 1 || p.Events[0].Files[0].Name != "bao cao.pdf" || p.Events[0].Files[0].Size != int64(len(file.Content)) {
			t.Fatalf("%+v", p.Events)
		}
		which := p.Events[0].Files[0].ID
		if _, content, err := w.TaskFile(apptest.Ctx, office, which); err != nil || string(content) != string(file.Content) {
			t.Errorf("read as %q, %v", content, err)
		}
		for _, stranger := range []access.Actor{w.Actor("ngoai", access.Officer, w.Other), {}} {
			if _, _, err := w.TaskFile(apptest.Ctx, stranger, which); err == nil {
				t.Errorf("%s reads it", stranger.Name)
			}
		}
		if _, err := w.ActOnTask(apptest.Ctx, officer, given, task.Event{Step: task.Progress, Text: "x"}, figures.File{Name: "a", Content: nil}); !errs.Is(err, errs.Invalid) {
			t.Errorf("an empty file: %v", err)
		}
		if _, err := w.ActOnTask(apptest.Ctx, officer, given, task.Event{Step: task.Progress, Text: "x"}, figures.File{Name: "a", Content: make([]byte, figures.LargestFile+1)}); !errs.Is(err, errs.TooLarge) {
			t.Errorf("a large file: %v", err)
		}
		if v := apptest.Must(w.VerifyLedger(apptest.Ctx, apptest.Operator, nil, nil))(t); !v.OK() {
			t.Errorf("the log: %+v", v)
		}
	})
}

func TestSavedFilters(t *testing.T) {
	apptest.EachEngine(t, func(t *testing.T, w *apptest.World) {
		mine, other := w.Actor("can-bo", access.Officer, w.Department), w.Actor("can-bo-2", access.Officer, w.Department)
		if err := w.SaveFilter(apptest.Ctx, mine, "Quá hạn", "/u/ngan-son/tasks?status=running_late"); err != nil {
			t.Fatal(err)
		}
		if err := w.SaveFilter(apptest.Ctx, mine, "quá hạn", "/u/ngan-son/tasks"); !errs.Is(err, errs.Conflict) {
			t.Errorf("the same name: %v", err)
		}
		for _, address := range []string{"https://x", "//x", "/u//x", "/admin"} {
			if err := w.SaveFilter(apptest.Ctx, mine, address, address); !errs.Is(err, errs.Invalid) {
				t.Errorf("%s: %v", address, err)
			}
		}
		list := apptest.Must(w.Filters(apptest.Ctx, mine))(t)
		if len(list) != 1 || list[0].Name != "Quá hạn" || len(apptest.Must(w.Filters(apptest.Ctx, other))(t)) != 0 {
			t.Fatalf("%v", list)
		}
		if err := w.DropFilter(apptest.Ctx, other, list[0].ID); !errs.Is(err, errs.NotFound) {
			t.Errorf("another drops it: %v", err)
		}
		if err := w.DropFilter(apptest.Ctx, mine, list[0].ID); err != nil || len(apptest.Must(w.Filters(apptest.Ctx, mine))(t)) != 0 {
			t.Errorf("dropped: %v", err)
		}
	})
}

// What waits for whom: the lead sees what presses, the office what it has to
// decide, the head's page what hangs on the post.
func TestMyTasks(t *testing.T) {
	apptest.EachEngine(t, func(t *testing.T, w *apptest.World) {
		office, officer := w.Actor("van-phong", access.Office, w.District), w.Actor("can-bo", access.Officer, w.Department)
		due := map[string]string{"Quá hạn": "06/07/2023", "Sắp đến": "08/07/2023", "Còn xa": "31/12/2023"}
		ids := map[string]id.ID{}
		for name, day := range due {
			ids[name] = w.Given(tasks.NewTask{Name: name, Product: "Báo cáo", Leads: []id.ID{w.Department}, Deadline: day, Issued: "2023-07-01"}).ID
		}
		w.On("2023-07-07")
		apptest.Must(w.ActOnTask(apptest.Ctx, officer, ids["Còn xa"], task.Event{Step: task.Ask, Due: "2024-01-31", Text: "chờ"}))(t)
		mine := apptest.Must(w.MyTasks(apptest.Ctx, officer))(t)
		if len(mine) != 1 || mine[0].Tally.Total != 3 || len(mine[0].Pressing) != 2 || mine[0].Pressing[0].ID != ids["Quá hạn"] || len(mine[0].Asked) != 0 {
			t.Fatalf("the lead: %+v", mine)
		}
		if box := apptest.Must(w.MyTasks(apptest.Ctx, office))(t); len(box) != 1 || len(box[0].Asked) != 1 || box[0].Asked[0].ID != ids["Còn xa"] {
			t.Errorf("the office: %+v", box)
		}
		apptest.Must(w.ActOnTask(apptest.Ctx, officer, ids["Quá hạn"], task.Event{Step: task.Done, On: "2023-07-07"}))(t)
		if box := apptest.Must(w.MyTasks(apptest.Ctx, office))(t); len(box[0].Done) != 1 || box[0].Done[0].ID != ids["Quá hạn"] {
			t.Errorf("to accept: %+v", box[0].Done)
		}
		apptest.Must(w.ActOnTask(apptest.Ctx, office, ids["Quá hạn"], task.Event{Step: task.Accept}))(t)
		if box := apptest.Must(w.MyTasks(apptest.Ctx, office))(t); len(box[0].Done) != 0 {
			t.Errorf("after accepting: %+v", box[0].Done)
		}
		if box := apptest.Must(w.MyTasks(apptest.Ctx, w.Actor("ngoai", access.Officer, w.Other)))(t); len(box) != 0 {
			t.Errorf("another district: %+v", box)
		}
		p := apptest.Must(w.Person(apptest.Ctx, office, w.Holder, ""))(t)
		if len(p.Tenures) != 1 || len(p.Tenures[0].Tasks) != 3 {
			t.Errorf("the head's page: %+v", p.Tenures)
		}
	})
}
