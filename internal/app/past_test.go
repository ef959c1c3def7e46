package app_test

import (
	"fmt"
	"testing"

	"dondoc/internal/access"
	"dondoc/internal/app/apptest"
	"dondoc/internal/app/papers"
	"dondoc/internal/app/reviews"
	"dondoc/internal/app/shortcomings"
	"dondoc/internal/app/tasks"
	"dondoc/internal/coverage"
	"dondoc/internal/id"
	"dondoc/internal/period"
	"dondoc/internal/review"
	"dondoc/internal/review/dossier"
	"dondoc/internal/task"
	"dondoc/internal/violation"
)

// seen is what every list that looks back shows of a day, "" for now: each says
// its counts and its rows.
func seen(t *testing.T, w *apptest.World, superior id.ID, day period.Date) map[string]string {
	office, above := apptest.Operator, apptest.Operator
	out := map[string]string{}
	for _, q := range []tasks.Tasks{{Unit: "ngan-son", Open: true}, {Unit: "ngan-son"}, {Unit: "ngan-son", Status: task.RunningLate}, {Unit: "phong-nong-nghiep"},
		{Unit: "bang-van", As: "lead"}, {Unit: "ngan-son", Words: "rung"}, {Unit: "ngan-son", Status: task.Withdrawn}} {
		q.AsKnown, q.Limit = day, 2
		text := ""
		for n := 0; ; {
			list := apptest.Must(w.TaskList(apptest.Ctx, office, q))(t)
			for _, r := range list.Rows {
				text += fmt.Sprint(r.Name, r.Product, r.Answers.Unit.Name, r.State.Due, r.Status, r.Reason != nil, r.State.Asked != nil, "\n")
			}
			if n += len(list.Rows); len(list.Rows) < q.Limit {
				text += fmt.Sprint(n, list.Count, list.Tally.Total, list.Tally.Due, list.Tally.By, list.Today)
				if n != list.Count {
					t.Errorf("%+v: %d rows are counted as %d", q, n, list.Count)
				}
				break
			}
			q.AfterDue, q.AfterID = list.Rows[1].State.Due, list.Rows[1].ID
		}
		file := apptest.Must(w.ExportTasks(apptest.Ctx, office, q))(t)
		for _, r := range file.Rows {
			text += fmt.Sprint(r.Name, r.PartnerNames)
		}
		out[fmt.Sprint("tasks ", q.Unit, q.As, q.Status, q.Words, q.Open)] = text
	}
	for _, q := range []shortcomings.ViolationQuery{{}, {Pending: true}, {Struck: true}} {
		q.Unit, q.Year, q.Below, q.AsKnown = "ngan-son", "2023", true, day
		v := apptest.Must(w.Violations(apptest.Ctx, office, q))(t)
		text := fmt.Sprint(v.Total, v.Compared, v.Struck, v.Pending, v.Until, v.Same)
		for _, r := range v.Rows {
			r.At = r.At.UTC()
			text += fmt.Sprintf("%+v\n", r)
		}
		out[fmt.Sprint("violations ", q.Pending, q.Struck)] = text
	}
	r := apptest.Must(w.Reviews(apptest.Ctx, above, "ngan-son", dossier.Period{Cycle: "2023", Span: review.Year}, day))(t)
	for i := range r.Rows {
		r.Rows[i].Open = false
	}
	out["reviews"] = fmt.Sprintf("%+v %+v", r.Rows, r.Caps)
	for _, m := range apptest.Must(w.Months(apptest.Ctx, office, w.District, "2023", day))(t) {
		m.Last.At = m.Last.At.UTC()
		out["months"] += fmt.Sprintf("%+v\n", m)
	}
	m := apptest.Must(w.Coverage(apptest.Ctx, office, superior, w.Resolution, day))(t)
	out["coverage"] = fmt.Sprint(m.Count, len(m.Items))
	for _, row := range m.Rows {
		out["coverage"] += fmt.Sprintln(row.Item.Text, row.Status(), len(row.History), len(row.Linked))
	}
	l := apptest.Must(w.Ledger(apptest.Ctx, apptest.Operator, 0, day))(t)
	out["log"] = fmt.Sprint(l.Size, l.Root, len(l.Entries), l.Entries[0].Seq, l.Older)
	return out
}

// TestPastDays: what a list shows of a past day is what it showed on that day,
// whatever was done, put right, moved, undone or struck out since.
func TestPastDays(t *testing.T) {
	apptest.EachEngine(t, func(t *testing.T, w *apptest.World) {
		ctx := apptest.Ctx
		office, officer := w.Actor("van-phong", access.Office, w.District), w.Actor("can-bo", access.Officer, w.Department)
		above, head := w.Actor("so-noi-vu", access.Office, w.Province), w.Actor("chu-tich", access.Head, w.Province)
		superior := w.Superior()
		give := func(name string, due string, lead id.ID, partners ...task.Partner) id.ID {
			return w.Given(tasks.NewTask{Name: name, Product: "Báo cáo", Leads: []id.ID{lead}, Deadline: due, Issued: "2024-01-01", Partners: partners}).ID
		}
		act := func(of id.ID, e task.Event) error { return apptest.Drop(w.ActOnTask(ctx, office, of, e)) }
		fire := violation.Violation{Unit: w.Commune, Kind: "forestry", On: "2023-04-12", Place: "Khuổi Luông", What: "Khai thác gỗ", Cases: 1, Handling: violation.Pending}
		matrix := apptest.Must(w.Coverage(ctx, office, superior, w.Resolution, ""))(t)
		yes := reviews.Given{Answers: map[string]bool{"disciplined": false, "other-criteria": true}}
		var one, two, three, case1, which id.ID
		say := func(c papers.NewCoverage) error {
			c.Superior, c.Own, c.Item = superior, w.Resolution, matrix.Rows[0].ID
			return w.SetCoverage(ctx, office, c)
		}
		days := []func() error{
			func() error {
				one, two = give("Trồng rừng", "20/01/2024", w.Department), give("Mở đường", "30/03/2024", w.Commune, task.Partner{Unit: w.Department})
				case1 = apptest.Must(w.RecordViolation(ctx, office, fire, false))(t)
				return w.LockPeriod(ctx, office, w.District, "2023-05")
			},
			func() error {
				three = give("Giữ rừng", "25/01/2024", w.Department)
				if err := act(one, task.Event{Step: task.Move, To: w.Commune, Text: "giao lại"}); err != nil {
					return err
				}
				if err := say(papers.NewCoverage{Status: coverage.Partly, Owner: w.Department, Due: "2024-01-12"}); err != nil {
					return err
				}
				fire.ID, fire.On, fire.Cases = case1, "2022-12-30", 3 // it happened the year before
				if err := w.CorrectViolation(ctx, office, fire, "nhầm ngày", false); err != nil {
					return err
				}
				which = apptest.Must(w.AssessReview(ctx, office, reviews.Query{Unit: "ngan-son", Subject: review.Collective, Period: dossier.Period{Cycle: "2023", Span: review.Year}}, reviews.Move{Given: yes}))(t)
				return w.ReopenPeriod(ctx, office, w.District, "2023-05", "2024-01-13", "bổ sung")
			},
			func() error {
				if _, err := w.CorrectTask(ctx, office, two, tasks.NewTask{Name: "Mở đường rừng", Product: "Biên bản", Leads: []id.ID{w.Commune}, Deadline: "15/01/2024"}, "gõ nhầm"); err != nil {
					return err
				}
				if err := apptest.Drop(w.ActOnTask(ctx, officer, three, task.Event{Step: task.Done, On: "2024-01-16", Text: "xong"})); err != nil {
					return err
				}
				if err := w.StepReview(ctx, above, which, reviews.Move{Step: dossier.Verify, Reason: "đủ"}); err != nil {
					return err
				}
				if err := say(papers.NewCoverage{Status: coverage.Covered, Links: []id.ID{w.Forest}}); err != nil {
					return err
				}
				return w.CorrectViolation(ctx, office, violation.Violation{ID: case1}, "nhập hai lần", true)
			},
			func() error {
				if err := act(two, task.Event{Step: task.Withdraw, Text: "thôi"}); err != nil {
					return err
				}
				return w.StepReview(ctx, head, which, reviews.Move{Step: dossier.Decide, Level: "good", Reason: "theo hội đồng"})
			},
		}
		shown := map[period.Date]map[string]string{}
		day := period.Date("2024-01-06")
		for i, do := range days {
			w.On(day)
			if err := do(); err != nil {
				t.Fatalf("day %d: %v", i, err)
			}
			shown[day] = seen(t, w, superior, "")
			day = day.AddDays(5)
		}
		w.On("2024-02-01")
		for day, then := range shown {
			for what, is := range seen(t, w, superior, day) {
				if is != then[what] {
					t.Errorf("%s of %s is now\n%s\nand was\n%s", what, day, is, then[what])
				}
			}
		}
	})
}
