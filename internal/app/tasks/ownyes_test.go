package tasks_test

import (
	"testing"

	"dondoc/internal/access"
	"dondoc/internal/app/accounts"
	"dondoc/internal/app/apptest"
	"dondoc/internal/app/tasks"
	"dondoc/internal/id"
	"dondoc/internal/task"
)

// Nobody accepts what they said is done, or grants the time they asked for, with
// whichever of their accounts.
func TestNobodySaysYesToThemselves(t *testing.T) {
	apptest.EachEngine(t, func(t *testing.T, w *apptest.World) {
		account := func(name string) access.Actor {
			_, _, err := w.CreateAccount(apptest.Ctx, apptest.Operator, accounts.NewAccount{Username: name, Name: name, Password: "mat-khau-thu-nghiem", Person: w.Holder,
				Grants: []access.Grant{{Role: access.Office, Unit: w.District}}})
			if err != nil {
				t.Fatal(err)
			}
			return apptest.Must(w.ActAs(apptest.Ctx, apptest.Operator, name))(t)
		}
		one, too, other := account("vp-1"), account("vp-2"), w.Actor("vp-3", access.Office, w.District)
		which := apptest.Must(w.AddTask(apptest.Ctx, one, tasks.NewTask{Unit: w.District, Name: "Rà soát", Leads: []id.ID{w.Department}, Deadline: "31/12/2023", Issued: "2023-07-01"}))(t)[0].ID
		act := func(by access.Actor, step task.Step, due string) error {
			e := task.Event{Step: step, Text: "x"}
			if due != "" {
				e.Due = "2024-01-31"
			}
			_, err := w.ActOnTask(apptest.Ctx, by, which, e)
			return err
		}
		for _, c := range []struct {
			by   access.Actor
			step task.Step
			due  string
			want string
		}{
			{one, task.Ask, "x", ""}, {one, task.Grant, "x", "app.task_own_ask_extension"}, {too, task.Grant, "x", "app.task_own_ask_extension"}, {other, task.Grant, "x", ""},
			{one, task.Done, "", ""}, {one, task.Accept, "", "app.task_own_done"}, {too, task.Accept, "", "app.task_own_done"}, {other, task.Accept, "", ""},
		} {
			if got := apptest.Key(act(c.by, c.step, c.due)); got != c.want {
				t.Errorf("%s by %s: %q, not %q", c.step, c.by.User, got, c.want)
			}
		}
	})
}
