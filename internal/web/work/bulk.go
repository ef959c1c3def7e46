package work

import (
	"net/http"
	"strings"

	"dondoc/internal/access"
	"dondoc/internal/app/desk"
	"dondoc/internal/app/tasks"
	"dondoc/internal/errs"
	"dondoc/internal/i18n"
	"dondoc/internal/id"
	"dondoc/internal/task"
	"dondoc/internal/web/kit"
	"dondoc/internal/web/kit/href"
	"dondoc/internal/web/kit/page"
)

// bulkSteps are the steps that may be taken with several tasks at once.
var bulkSteps = []task.Step{task.Move, task.Grant, task.Accept, task.Pause, task.Resume, task.Comment, task.Withdraw}

// bulkTasks takes a step with several tasks: first they are listed once more,
// then it is done with all of them or with none.
func (s *server) bulkTasks(w http.ResponseWriter, r *kit.Ask) error {
	d, unit, err := s.UnitFor(r, access.ManageTasks)
	if err != nil {
		return err
	}
	list := href.Tasks(r.PathValue("code"))
	step := task.Step(r.PostFormValue("step"))
	var which []id.ID
	for _, text := range r.PostForm["task"] {
		which = append(which, id.ID(text))
	}
	if len(which) == 0 {
		return errs.New(errs.Invalid, "app.tasks_none", "most", 50).In("task")
	}
	v := Bulk{Frame: s.Frame(r, d, unit, "", i18n.T(r.Lang, "web.task_bulk", "step", i18n.Title(i18n.T(r.Lang, "task.step_"+string(step))), "n", len(which)))}
	v.Crumbs = []page.Link{{Text: i18n.T(r.Lang, "page.tasks.title"), URL: list}}
	var first tasks.TaskPage
	for i, one := range which {
		p, err := s.App.Task(r.Context(), r.User.Actor, one)
		if err != nil {
			return err
		}
		if i == 0 {
			first = p
		}
		v.Rows = append(v.Rows, taskRow(d, r.Lang, p.TaskRow))
	}
	v.Form = s.stepForm(r, d, first, step).Form
	v.Form.Action, v.Form.Cancel = href.TasksAct(r.PathValue("code"), "bulk"), list
	v.Form.Fields = append(v.Form.Fields, page.Field{Kind: "hidden", Name: "confirmed", Value: "1"})
	for _, one := range which {
		v.Form.Fields = append(v.Form.Fields, page.Field{Kind: "hidden", Name: "task", Value: string(one)})
	}
	code := http.StatusOK
	if r.PostFormValue("confirmed") != "" {
		failed := s.stepWith(r, d, which, step)
		if failed == nil {
			return s.Redirect(w, r, list, "tasks_stepped_undo")
		}
		ok := false
		if code, ok = kit.IntoForm(&v.Form, failed); !ok {
			return failed
		}
	}
	return s.Show(w, r, code, v.Page())
}

func (s *server) stepWith(r *kit.Ask, d *desk.Directory, which []id.ID, step task.Step) error {
	e := task.Event{Step: step, Text: r.PostFormValue("text")}
	var err error
	if e.Due, err = kit.Day(r, "due"); err != nil {
		return err
	}
	if code := r.PostFormValue("to"); code != "" {
		if e.To, err = d.UnitByCode(code); err != nil {
			return errs.All(err)[0].In("to")
		}
	}
	return s.App.ActOnTasks(r.Context(), r.User.Actor, which, e)
}

// saveFilter keeps the list's address under a name.
func (s *server) saveFilter(w http.ResponseWriter, r *kit.Ask) error {
	address := r.PostFormValue("address")
	if err := s.App.SaveFilter(r.Context(), r.User.Actor, r.PostFormValue("name"), address); err != nil {
		return err
	}
	return s.Redirect(w, r, address, "filter_saved")
}

// dropFilter takes one away.
func (s *server) dropFilter(w http.ResponseWriter, r *kit.Ask) error {
	if err := s.App.DropFilter(r.Context(), r.User.Actor, id.ID(r.PostFormValue("id"))); err != nil {
		return err
	}
	back := r.PostFormValue("back")
	if !strings.HasPrefix(back, href.TasksOf) || strings.Contains(back, "//") {
		back = href.Work
	}
	return s.Redirect(w, r, back, "filter_dropped")
}

// fillFilters adds the reader's own filters to a list of tasks.
func (s *server) fillFilters(r *kit.Ask, v *List, at *kit.Address) error {
	saved, err := s.App.Filters(r.Context(), r.User.Actor)
	if err != nil {
		return err
	}
	for _, f := range saved {
		v.Saved = append(v.Saved, Saved{Link: page.Link{Text: f.Name, URL: f.Address}, ID: string(f.ID)})
	}
	at.Query.Del("done")
	if v.Address = at.Path; len(at.Query) > 0 {
		v.Address = href.Query(v.Address, at.Query)
		v.SaveURL = href.Filters
	}
	return nil
}
