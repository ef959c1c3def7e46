package tasks_test

import (
	"fmt"
	"slices"
	"testing"

	"dondoc/internal/access"
	"dondoc/internal/app/apptest"
	"dondoc/internal/app/desk"
	"dondoc/internal/app/reform"
	"dondoc/internal/app/tasks"
	"dondoc/internal/errs"
	"dondoc/internal/exchange"
	"dondoc/internal/id"
	"dondoc/internal/org"
	"dondoc/internal/period"
	"dondoc/internal/task"

	"pgregory.net/rapid"
)

func TestATaskFromGivingToAccepting(t *testing.T) {
	apptest.EachEngine(t, func(t *testing.T, w *apptest.World) {
		dir := apptest.Must(w.AddDirective(apptest.Ctx, apptest.Operator, tasks.NewDirective{Unit: w.District, Speaker: "Đồng chí A", Post: "Phó Bí thư", Occasion: "Hội nghị tổng kết", On: "2023-07-01",
			Text: "Gắn chỉ tiêu, nhiệm vụ với trách nhiệm người đứng đầu"}))(t)
		given := w.Given(tasks.NewTask{Directive: dir, Name: "Xây dựng quy định gắn trách nhiệm", Product: "Quy định", Leads: []id.ID{w.Department},
			Partners: []task.Partner{{Unit: w.Commune, Text: "bang-van", Part: "góp ý", Due: "2023-08-10"}}, Deadline: "31/8"})
		if given.First != "2023-08-31" || given.Post != w.HeadPost || len(given.Unclear) != 1 || len(given.Questions) != 1 {
			t.Fatalf("%+v", given)
		}
		officer, head, office := w.Actor("can-bo", access.Officer, w.Department), w.Actor("lanh-dao", access.Head, w.Department), w.Actor("van-phong", access.Office, w.District)
		act := func(actor access.Actor, e task.Event) error {
			return apptest.Drop(w.ActOnTask(apptest.Ctx, actor, given.ID, e))
		}
		for _, c := range []struct {
			actor access.Actor
			e     task.Event
			kind  errs.Kind
		}{
			{office, task.Event{Step: task.Accept}, errs.Conflict},
			{officer, task.Event{Step: task.Accept}, errs.Forbidden},
			{w.Actor("nguoi-ngoai", access.Officer, w.Other), task.Event{Step: task.Start}, errs.NotFound},
			{officer, task.Event{Step: task.Grant, Due: "2023-09-30"}, errs.Forbidden},
		} {
			if err := act(c.actor, c.e); !errs.Is(err, c.kind) {
				t.Errorf("%s: %v, want %v", c.e.Step, err, c.kind)
			}
		}
		for _, step := range []struct {
			actor access.Actor
			e     task.Event
		}{
			{officer, task.Event{Step: task.Start}}, {head, task.Event{Step: task.Ask, Due: "2023-10-31", Text: "chờ hướng dẫn"}},
			{office, task.Event{Step: task.Grant, Due: "2023-09-30", Text: "đến hết quý"}}, {officer, task.Event{Step: task.Progress, Text: "đã có dự thảo"}},
		} {
			if err := act(step.actor, step.e); err != nil {
				t.Fatalf("%s: %v", step.e.Step, err)
			}
		}
		w.On("2023-09-20")
		page := apptest.Must(w.Task(apptest.Ctx, officer, given.ID))(t)
		if page.Status != task.RunningOnTime || !page.LateFirst || page.First != "2023-08-31" || page.State.Due != "2023-09-30" || page.State.Granted != 1 {
			t.Errorf("%s, late by the first day %v, %+v", page.Status, page.LateFirst, page.State)
		}
		if err := act(officer, task.Event{Step: task.Done, On: "2023-09-19"}); err != nil {
			t.Fatal(err)
		}
		if err := act(office, task.Event{Step: task.Accept}); err != nil {
			t.Fatal(err)
		}
		if page = apptest.Must(w.Task(apptest.Ctx, office, given.ID))(t); page.Status != task.DoneOnTime || !page.State.Accepted || len(page.Events) != 6 || page.Directive.Speaker != "Đồng chí A" {
			t.Errorf("%s with %d events", page.Status, len(page.Events))
		}
		// The coordinating commune sees it, and may not act on it.
		partner := w.Actor("can-bo-xa", access.Officer, w.Commune)
		apptest.Must(w.Task(apptest.Ctx, partner, given.ID))(t)
		if list := apptest.Must(w.TaskList(apptest.Ctx, partner, tasks.Tasks{Unit: "bang-van"}))(t); list.Count != 1 {
			t.Errorf("the commune has %d tasks", list.Count)
		}
		if err := act(partner, task.Event{Step: task.Comment, Text: "x"}); !errs.Is(err, errs.NotFound) && !errs.Is(err, errs.Forbidden) {
			t.Errorf("the coordinating unit acts: %v", err)
		}
	})
}

// Every count is its list: for tasks in any state, the tally, the count and the
// rows of each status are those that the rules give one by one.
func TestCountsOfTasksAreTheirLists(t *testing.T) {
	apptest.EachEngine(t, func(t *testing.T, w *apptest.World) {
		w.On("2025-06-15")
		rapid.Check(t, func(r *rapid.T) {
			given := w.Given(tasks.NewTask{Name: "Việc thử nghiệm số liệu", Leads: []id.ID{w.Department}, Deadline: rapid.SampledFrom([]string{"10/6/2025", "15/6/2025", "18/6/2025",
				"30/6/2025", "Thường xuyên", "2026", "Quý III/2025", "7/2025 - 9/2025", "2025", "5/2025", "khi có hướng dẫn"}).Draw(r, "deadline"), Issued: "2025-01-01"})
			for range rapid.IntRange(0, 3).Draw(r, "steps") {
				page := apptest.Must(w.Task(apptest.Ctx, apptest.Operator, given.ID))(t)
				steps := slices.DeleteFunc(page.State.Steps(), func(s task.Step) bool { return !s.ByGiver() || s == task.Move })
				if len(steps) == 0 {
					break
				}
				e := task.Event{Step: rapid.SampledFrom(steps).Draw(r, "step"), Text: "x", Due: page.State.Due.AddDays(20)}
				if page.State.Due == "" {
					e.Due = "2025-07-01"
				}
				apptest.Must(w.ActOnTask(apptest.Ctx, apptest.Operator, given.ID, e))(t)
			}
		})
		tally := apptest.Must(w.TaskList(apptest.Ctx, apptest.Operator, tasks.Tasks{Unit: "ngan-son", Limit: 1000}))(t)
		one := map[task.Status]int{}
		for _, row := range tally.Rows {
			one[row.Status]++
		}
		for _, s := range task.Statuses() {
			list := apptest.Must(w.TaskList(apptest.Ctx, apptest.Operator, tasks.Tasks{Unit: "ngan-son", Status: s, Limit: 1000}))(t)
			if len(list.Rows) != list.Count || list.Count != tally.Tally.By[s] || s != task.Withdrawn && one[s] != list.Count {
				t.Errorf("%s: %d rows, count %d, tally %d, one by one %d", s, len(list.Rows), list.Count, tally.Tally.By[s], one[s])
			}
			for _, row := range list.Rows {
				if row.Status != s {
					t.Errorf("%s is listed under %s", row.Status, s)
				}
			}
		}
		if tally.Tally.Total != tally.Count || tally.Count < 20 {
			t.Errorf("%d of %d", tally.Tally.Total, tally.Count)
		}
	})
}

// Pages follow one another without a gap or a repeat.
func TestTaskPages(t *testing.T) {
	apptest.EachEngine(t, func(t *testing.T, w *apptest.World) {
		for i := range 23 {
			w.Given(tasks.NewTask{Name: fmt.Sprint("Việc cần làm số ", i), Leads: []id.ID{w.Department}, Deadline: []string{"30/9/2023", "Thường xuyên", "31/12/2023"}[i%3]})
		}
		seen := map[id.ID]bool{}
		q := tasks.Tasks{Unit: "phong-nong-nghiep", Limit: 5}
		for {
			list := apptest.Must(w.TaskList(apptest.Ctx, apptest.Operator, q))(t)
			for _, row := range list.Rows {
				if seen[row.ID] {
					t.Fatal("a row comes twice")
				}
				seen[row.ID] = true
			}
			if len(list.Rows) < q.Limit {
				break
			}
			last := list.Rows[len(list.Rows)-1]
			q.AfterDue, q.AfterID = last.State.Due, last.ID
		}
		if len(seen) != 23 {
			t.Errorf("%d rows", len(seen))
		}
		if found := apptest.Must(w.TaskList(apptest.Ctx, apptest.Operator, tasks.Tasks{Unit: "ngan-son", Words: "viec can lam so 7"}))(t); found.Count != 1 {
			t.Errorf("without diacritics %d are found", found.Count)
		}
		for words, want := range map[string]int{"iec can lam so 7": 0, "cần làm số 7": 1, "so 7": 1, "o 7": 0} { // from the start of a word on
			if found := apptest.Must(w.TaskList(apptest.Ctx, apptest.Operator, tasks.Tasks{Unit: "ngan-son", Words: words}))(t); found.Count != want {
				t.Errorf("%q: %d are found, want %d", words, found.Count, want)
			}
		}
		w.Given(tasks.NewTask{Name: "Phong trào “Nông dân thi đua” (khu vực vùng cao)", Leads: []id.ID{w.Department}, Deadline: "31/12/2023"})
		for _, words := range []string{"nông dân", "khu vuc", "“Nông dân thi đua”"} { // marks before a word are no part of it
			if found := apptest.Must(w.TaskList(apptest.Ctx, apptest.Operator, tasks.Tasks{Unit: "ngan-son", Words: words}))(t); found.Count != 1 {
				t.Errorf("%q: %d are found", words, found.Count)
			}
		}
	})
}

func TestTaskImport(t *testing.T) {
	apptest.EachEngine(t, func(t *testing.T, w *apptest.World) {
		lines := []exchange.TaskRow{{Row: 3, Label: "1.", Name: "Xây dựng kế hoạch trồng rừng", Lead: "Phong-nong-nghiep", Partners: "bang-van; Sở Tài chính", Product: "Kế hoạch", Deadline: "6/2025"},
			{Row: 4, Label: "2.", Name: "Tuyên truyền trong nhân dân", Lead: "Các đơn vị", Deadline: "Thường xuyên"}}
		in := tasks.TasksImport{Unit: "ngan-son", Document: w.Resolution, Issued: "2022-12-20", Lines: lines}
		if _, err := w.ImportTasks(apptest.Ctx, apptest.Operator, in); !errs.Is(err, errs.Invalid) || errs.All(err)[0].Row != 4 {
			t.Fatalf("a group without a decision: %v", err)
		}
		if n := apptest.Must(w.TaskList(apptest.Ctx, apptest.Operator, tasks.Tasks{Unit: "ngan-son"}))(t).Count; n != 0 {
			t.Errorf("%d tasks were written of a sheet with an error", n)
		}
		in.FanOut = true
		rows := apptest.Must(w.ImportTasks(apptest.Ctx, apptest.Operator, in))(t).Rows
		if len(rows[0].Tasks) != 1 || len(rows[1].Tasks) != 2 || rows[0].Leads[0].Unit.ID != w.Department || rows[0].Coordinating[1].Unit.ID != "" {
			t.Errorf("%+v", rows)
		}
		again := apptest.Must(w.ImportTasks(apptest.Ctx, apptest.Operator, in))(t).Rows
		if again[0].Change != desk.Unchanged || apptest.Must(w.TaskList(apptest.Ctx, apptest.Operator, tasks.Tasks{Unit: "ngan-son"}))(t).Count != 3 {
			t.Error("the same sheet again adds tasks")
		}
		other := lines[0]
		other.Name = "Xây dựng kế hoạch phòng cháy rừng"
		early := tasks.TasksImport{Unit: "ngan-son", Issued: "2025-07-01", Lines: []exchange.TaskRow{other}, DryRun: true}
		if _, err := w.ImportTasks(apptest.Ctx, apptest.Operator, early); err == nil || errs.All(err)[0].What.Key != "task.before_document" || errs.All(err)[0].Row != 3 {
			t.Errorf("a deadline before its document: %v", err)
		}
	})
}

// When units merge, open tasks go on with a record; who answered then stays.
func TestTasksMoveWithTheirUnits(t *testing.T) {
	apptest.EachEngine(t, func(t *testing.T, w *apptest.World) {
		open := w.Given(tasks.NewTask{Name: "Việc còn đang làm dở", Leads: []id.ID{w.Commune}, Deadline: "31/12/2023", Issued: "2023-01-01"})
		done := w.Given(tasks.NewTask{Name: "Việc đã làm xong rồi", Leads: []id.ID{w.Commune}, Deadline: "30/6/2023", Issued: "2023-01-01"})
		officer := w.Actor("can-bo", access.Officer, w.Commune)
		apptest.Must(w.ActOnTask(apptest.Ctx, officer, done.ID, task.Event{Step: task.Done, On: "2023-06-20"}))(t)
		second := w.MakeUnit("thuong-an", org.Commune, w.District)
		w.On("2023-10-02")
		apptest.Must(w.Reorganise(apptest.Ctx, apptest.Operator, reform.Reorganisation{On: "2023-10-01", Decision: "01/NQ", Moves: []org.Move{
			{Row: 2, Old: "bang-van", New: org.Destination{Official: "x1", Name: "Xã Mới", Parent: "ngan-son"}},
			{Row: 3, Old: "thuong-an", New: org.Destination{Official: "x1", Name: "Xã Mới", Parent: "ngan-son"}}}}))(t)
		page := apptest.Must(w.Task(apptest.Ctx, apptest.Operator, open.ID))(t)
		if page.Lead == w.Commune || page.Lead == second || len(page.Events) != 1 || page.Events[0].Step != task.Move || page.Events[0].From != w.Commune {
			t.Errorf("led by %s after %+v", page.Lead, page.Events)
		}
		if page = apptest.Must(w.Task(apptest.Ctx, apptest.Operator, done.ID))(t); page.Lead != w.Commune || len(page.Events) != 1 {
			t.Errorf("what was done is led by %s", page.Lead)
		}
		if _, err := w.AddTask(apptest.Ctx, apptest.Operator, tasks.NewTask{Unit: w.District, Name: "Việc giao cho xã cũ", Leads: []id.ID{w.Commune}, Deadline: "2023"}); !errs.Is(err, errs.Invalid) {
			t.Errorf("a task on a unit that no longer exists: %v", err)
		}
	})
}

func TestSubTasks(t *testing.T) {
	apptest.EachEngine(t, func(t *testing.T, w *apptest.World) {
		whole := w.Given(tasks.NewTask{Name: "Việc lớn gồm nhiều phần", Leads: []id.ID{w.Department}, Deadline: "31/12/2023"})
		part := w.Given(tasks.NewTask{Parent: whole.ID, Name: "Phần thứ nhất của việc lớn", Leads: []id.ID{w.Commune}, Deadline: "30/9/2023"})
		page := apptest.Must(w.Task(apptest.Ctx, apptest.Operator, whole.ID))(t)
		if len(page.Parts) != 1 || page.Parts[0].ID != part.ID {
			t.Errorf("parts %v", page.Parts)
		}
		if _, err := w.AddTask(apptest.Ctx, apptest.Operator, tasks.NewTask{Unit: w.Other, Parent: whole.ID, Name: "Phần của huyện khác", Deadline: "2023"}); !errs.Is(err, errs.NotFound) {
			t.Errorf("a part of another body's task: %v", err)
		}
	})
}

var _ = period.Date("")
