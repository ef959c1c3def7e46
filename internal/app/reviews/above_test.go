package reviews_test

import (
	"testing"

	"dondoc/internal/access"
	"dondoc/internal/app/apptest"
	"dondoc/internal/app/reviews"
	"dondoc/internal/app/tasks"
	"dondoc/internal/app/units"
	"dondoc/internal/id"
	"dondoc/internal/org"
	"dondoc/internal/period"
	"dondoc/internal/task"
)

// Of a task a person says whether it was done above what was asked; what was said
// stands in the frozen facts, goes on to the next step, and counts.
func TestTasksAbove(t *testing.T) {
	apptest.EachEngine(t, func(t *testing.T, w *apptest.World) {
		p := team(w)
		w.On("2026-08-01")
		done := w.Given(tasks.NewTask{Name: "Xóa nhà tạm", Leads: []id.ID{w.Commune}, Deadline: "31/8/2026", Issued: "2026-07-02"}).ID
		open := w.Given(tasks.NewTask{Name: "Mở đường", Leads: []id.ID{w.Commune}, Deadline: "31/8/2026", Issued: "2026-07-02"}).ID
		apptest.Must(w.ActOnTask(apptest.Ctx, w.Actor("can-bo-xa", access.Officer, w.Commune), done, task.Event{Step: task.Done, On: period.Date("2026-08-01"), Text: "xong"}))(t)
		w.On("2026-10-05")
		q := collective("bang-van", "2026-Q3")
		before := apptest.Must(w.ProposeReview(apptest.Ctx, p.office, q))(t)
		if g := before.Gradable(); len(g) != 1 || g[0].ID != string(done) || g[0].Above {
			t.Fatalf("to be graded: %+v", g)
		}
		for which, key := range map[string]string{string(open): "review.above_undone", "another": "review.above_unknown"} {
			if _, err := w.AssessReview(apptest.Ctx, p.office, q, reviews.Move{Given: reviews.Given{Above: map[string]bool{which: true}}}); apptest.Key(err) != key {
				t.Errorf("%s: %v", key, err)
			}
		}
		made := apptest.Must(w.AssessReview(apptest.Ctx, p.office, q, reviews.Move{Given: reviews.Given{Above: map[string]bool{string(done): true}}}))(t)
		page := apptest.Must(w.ReviewPage(apptest.Ctx, p.above, made, ""))(t)
		above := 0
		for _, i := range page.Steps[0].Facts.Work {
			if i.Above {
				above++
			}
		}
		if g := page.Frozen.Gradable(); above != 1 || len(g) != 1 || !g[0].Above {
			t.Errorf("kept: %d above, %+v", above, g)
		}
		if again, err := w.RejudgeReviews(apptest.Ctx, p.head, "ngan-son", q.Period, ""); err != nil || again.Steps != 1 || len(again.Differ) != 0 || again.Next != "" {
			t.Errorf("judged again: %+v, %v", again, err)
		}
	})
}

// Days on which nobody held the head's post are named in the list of reviews.
func TestTimesWithoutAHead(t *testing.T) {
	w := apptest.New(t, t.TempDir()+"/w.db")
	p := team(w)
	post := apptest.Must(w.AddPost(apptest.Ctx, apptest.Operator, w.District, "Bí thư", true))(t)
	for _, a := range []units.NewAppointment{{NewPerson: "Hà Văn Mẫu", From: "2021-01-01", To: "2023-04-01"}, {NewPerson: "Lê Thị Mẫu", From: "2023-06-01", To: "2023-12-01"}} {
		a.Post, a.Capacity = post, org.Substantive
		apptest.Must(w.Appoint(apptest.Ctx, apptest.Operator, a))(t)
	}
	w.On("2024-01-08")
	var got [][2]period.Date
	for _, g := range apptest.Must(w.Reviews(apptest.Ctx, p.office, "ngan-son", year("2023"), ""))(t).Gaps {
		if g.Unit.ID != w.District || g.Post.Title != "Bí thư" {
			t.Errorf("of %s", g.Unit.Name)
		}
		got = append(got, [2]period.Date{g.From, g.To})
	}
	if len(got) != 2 || got[0] != [2]period.Date{"2023-04-01", "2023-05-31"} || got[1] != [2]period.Date{"2023-12-01", "2023-12-31"} {
		t.Errorf("%v", got)
	}
	w.On("2023-05-10")
	if list := apptest.Must(w.Reviews(apptest.Ctx, p.office, "ngan-son", year("2023"), ""))(t); len(list.Gaps) != 1 || list.Gaps[0].To != "2023-05-10" {
		t.Errorf("while it goes on: %+v", list.Gaps)
	}
}
