package chasing_test

import (
	"fmt"
	"reflect"
	"testing"

	"dondoc/internal/access"
	"dondoc/internal/app/apptest"
	"dondoc/internal/app/chasing"
	"dondoc/internal/app/plan"
	"dondoc/internal/approval"
	"dondoc/internal/chase"
	"dondoc/internal/id"
	"dondoc/internal/period"
	"dondoc/internal/target"
)

// TestLateInParts: what is counted without its rows is what the rows count, by unit, by
// person and of every part, and pages give each row once in the order of the whole.
func TestLateInParts(t *testing.T) {
	apptest.EachEngine(t, func(t *testing.T, w *apptest.World) {
		people := w.Team()
		w.Actor("chi-cuc", access.Officer, w.Department)
		w.On("2023-02-01")
		docs := map[id.ID]id.ID{}
		for i, answers := range []id.ID{w.Commune, w.District, w.Department, w.Department, w.District} {
			unit := []id.ID{w.Commune, w.District, w.District, w.Commune, w.District}[i]
			if docs[unit] == "" {
				docs[unit] = must(w.AddDocument(ctx, apptest.Operator, plan.NewDocument{Unit: unit, Cycle: "2023", Number: "1-NQ", Issuer: string(unit), IssuedOn: "2022-12-20", Title: "Nhiệm vụ"}))(t)
			}
			doc := docs[unit]
			if i == 3 { // one entered after the month was due, one whose answering unit was changed
				w.On("2023-07-08")
			}
			more := must(w.AddTarget(ctx, apptest.Operator, plan.NewTarget{Document: doc, Place: 2 + i, Label: "2", Field: "Kinh tế", Name: fmt.Sprint("Làm đường ", i), Wording: "40 km", UnitOfMeasure: "km", Accumulation: target.Flow, AnswerUnit: answers, Confirmed: true}))(t)
			if i == 1 {
				w.On("2023-03-01")
				if err := apptest.Drop(w.ChangeAnswering(ctx, apptest.Operator, plan.NewAnswering{Targets: []id.ID{more}, Unit: w.Department, From: "2023-03-01", Reason: "giao lại"})); err != nil {
					t.Fatal(err)
				}
			}
		}
		w.On("2023-07-10")
		back := w.Submit(people.Officer, w.Forest, "2023-06", "100")
		must(w.Advance(ctx, people.Verifier, back.ID, approval.Return, "chưa khớp"))(t)
		whole := must(w.Late(ctx, people.Office, chasing.Query{Unit: "ngan-son", Month: "2023-06"}))(t)
		if whole.Count != 6 || len(whole.Rows) != 6 || whole.Past != 6 || whole.Worst.Days != 5 || whole.Rows[5].Days != 2 || len(whole.People) != 2 {
			t.Fatalf("%d of %d, %d past, worst %d, people %+v", len(whole.Rows), whole.Count, whole.Past, whole.Worst.Days, whole.People)
		}
		some := 0
		for _, known := range []period.Date{"", "2023-07-10", "2023-07-09"} {
			for _, what := range []chase.What{chase.Figures, chase.Tasks} {
				for _, part := range append(chasing.Parts(), "") {
					for _, by := range []string{"", "ngan-son", "bang-van"} {
						for _, to := range []string{"", "chi-cuc"} {
							if known != "" && (part == chasing.Untold || to != "") {
								continue
							}
							some += sameInParts(t, w, people.Office, chasing.Query{Unit: "ngan-son", What: what, Month: "2023-06", AsKnown: known, Only: part, By: by, To: to})
						}
					}
				}
			}
		}
		if some < 40 {
			t.Errorf("only %d rows were looked at", some)
		}
		if err := w.LockPeriod(ctx, people.Office, w.Commune, "2023-06"); err != nil {
			t.Fatal(err)
		}
		for _, part := range []chasing.Part{"", chasing.Locked} {
			sameInParts(t, w, people.Office, chasing.Query{Unit: "ngan-son", Month: "2023-06", Only: part})
		}
		locked := must(w.Late(ctx, people.Office, chasing.Query{Unit: "ngan-son", Month: "2023-06", Only: chasing.Locked}))(t)
		if locked.Count == 0 || locked.Count != locked.Shut || locked.Untold != 0 || len(locked.People) != 0 {
			t.Errorf("locked: %d of %d, %+v", locked.Count, locked.Shut, locked.People)
		}
		for _, q := range []chasing.Query{{Only: "x"}, {After: "x", Limit: 1}, {AsKnown: "2023-07-01", Only: chasing.Untold}} {
			q.Unit = "ngan-son"
			if _, err := w.Late(ctx, people.Office, q); err == nil {
				t.Errorf("%+v was taken", q)
			}
		}
	})
}

// sameInParts compares a list with what is counted of it alone, and with its pages.
func sameInParts(t *testing.T, w *apptest.World, by access.Actor, q chasing.Query) int {
	t.Helper()
	whole := must(w.Late(ctx, by, q))(t)
	q.Limit = -1
	counted := must(w.Late(ctx, by, q))(t)
	if len(whole.Rows) != whole.Count || len(counted.Rows) != 0 || counted.Count != whole.Count || counted.Past != whole.Past || counted.Untold != whole.Untold || counted.Shut != whole.Shut || counted.Worst.Days != whole.Worst.Days {
		t.Errorf("%+v: counted %d, %d past, %d untold, %d shut; the list has %d, %d, %d, %d", q, counted.Count, counted.Past, counted.Untold, counted.Shut, whole.Count, whole.Past, whole.Untold, whole.Shut)
	}
	if x, y := counted.ByUnit(), whole.ByUnit(); !reflect.DeepEqual(x, y) {
		t.Errorf("%+v by unit:\n%+v\n%+v", q, x, y)
	}
	if !reflect.DeepEqual(counted.People, whole.People) {
		t.Errorf("%+v people:\n%+v\n%+v", q, counted.People, whole.People)
	}
	q.Limit = 2
	var read []chasing.Row
	for range whole.Count + 1 {
		l := must(w.Late(ctx, by, q))(t)
		read = append(read, l.Rows...)
		if q.After = l.Next; q.After == "" {
			break
		}
	}
	if len(read) != len(whole.Rows) {
		t.Fatalf("%+v: pages have %d rows of %d", q, len(read), len(whole.Rows))
	}
	for i, r := range read {
		if r.ID != whole.Rows[i].ID || r.Days != whole.Rows[i].Days || !reflect.DeepEqual(r.Told, whole.Rows[i].Told) {
			t.Errorf("%+v: row %d is %+v, not %+v", q, i, r, whole.Rows[i])
		}
	}
	return len(read)
}
