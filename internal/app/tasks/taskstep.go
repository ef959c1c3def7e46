package tasks

import (
	"context"
	"slices"
	"strings"

	"dondoc/internal/access"
	"dondoc/internal/app/desk"
	"dondoc/internal/app/figures"
	"dondoc/internal/errs"
	"dondoc/internal/id"
	"dondoc/internal/store"
	"dondoc/internal/task"
)

// ActOnTask takes a step with a task, with evidence where there is any. Conflict
// where the task does not allow it now, Invalid where something it needs is missing.
func (a *Wing) ActOnTask(ctx context.Context, actor access.Actor, which id.ID, e task.Event, files ...figures.File) (task.State, error) {
	var after task.State
	if err := checkStep(&e, files); err != nil {
		return after, err
	}
	if err := a.keepTaskFiles(ctx, actor, which, e, files); err != nil {
		return after, err
	}
	err := a.desk.WriteSeveral(ctx, actor, func(ctx context.Context, tx *desk.Tx) (err error) {
		after, err = step(ctx, tx, which, e, files)
		return err
	})
	return after, err
}

// keepTaskFiles keeps the bytes of files for who may take the step.
func (a *Wing) keepTaskFiles(ctx context.Context, actor access.Actor, which id.ID, e task.Event, files []figures.File) error {
	if len(files) == 0 {
		return nil
	}
	var unit id.ID
	err := a.desk.Read(ctx, actor, func(ctx context.Context, tx *desk.Tx) error {
		row, _, err := taskFor(ctx, tx, access.Read, which)
		if err != nil {
			return err
		}
		unit = row.Unit
		return mayStep(tx.Dir, e.Step, row.Task)
	})
	if err != nil {
		return err
	}
	return figures.KeepContents(ctx, a.desk, unit, files...)
}

// mostAtOnce is how many tasks a step may be taken with at once.
const mostAtOnce = 500

// ActOnTasks takes the same step with several tasks: with all of them, or with
// none. An error names its task by the row it has in the list.
func (a *Wing) ActOnTasks(ctx context.Context, actor access.Actor, which []id.ID, e task.Event) error {
	if err := checkStep(&e, nil); err != nil {
		return err
	}
	if len(which) == 0 || len(which) > mostAtOnce {
		return errs.New(errs.Invalid, "app.tasks_none", "most", mostAtOnce).In("task")
	}
	return a.desk.WriteSeveral(ctx, actor, func(ctx context.Context, tx *desk.Tx) error {
		var list errs.List
		for i, one := range which {
			if _, err := step(ctx, tx, one, e, nil); err != nil {
				for _, each := range errs.All(err) {
					if each.Kind == errs.Internal || each.Kind == errs.Unavailable {
						return err
					}
					list = append(list, each.AtRow(i+1, ""))
				}
			}
		}
		return list.OrNil()
	})
}

func checkStep(e *task.Event, files []figures.File) error {
	if e.Step == task.Correct {
		return errs.New(errs.Invalid, "task.step_unknown", "step", string(e.Step)).In("step").Try("app.step_correct_hint")
	}
	e.Text, e.From, e.Amended, e.Files = strings.TrimSpace(e.Text), "", nil, nil
	if desk.Bad(e.Text) || len(e.Text) > figures.LongestNote {
		return errs.New(errs.Invalid, "app.text_bad").In("text")
	}
	if len(files) > figures.MostFiles {
		return errs.New(errs.TooLarge, "app.files_many", "most", figures.MostFiles).In("files")
	}
	var list errs.List
	for _, f := range files {
		if len(f.Content) > figures.LargestFile {
			list = append(list, errs.New(errs.TooLarge, "app.file_large", "name", f.Name, "most", figures.LargestFile>>20).In("files"))
		}
		if len(f.Content) == 0 {
			list = append(list, errs.New(errs.Invalid, "app.file_empty", "name", f.Name).In("files"))
		}
	}
	return list.OrNil()
}

// step checks and takes one step within a transaction.
func step(ctx context.Context, tx *desk.Tx, which id.ID, e task.Event, files []figures.File) (task.State, error) {
	d := tx.Dir
	row, events, err := taskFor(ctx, tx, access.Read, which)
	if err != nil {
		return task.State{}, err
	}
	if err := mayStep(d, e.Step, row.Task); err != nil {
		return row.State, err
	}
	if e.On == "" {
		e.On = tx.Today
	}
	if err := task.Check(row.Task, row.State, e, tx.Today); err != nil {
		return row.State, err
	}
	if err := fitsFamily(ctx, tx, row, e); err != nil {
		return row.State, err
	}
	if err := anotherPerson(ctx, tx, events, e.Step); err != nil {
		return row.State, err
	}
	for _, f := range files {
		e.Files = append(e.Files, task.File{ID: tx.Mint(), Name: desk.FileName(f.Name), MediaType: desk.Clip(f.MediaType, 100), Size: int64(len(f.Content)), SHA256: figures.HashOf(f.Content)})
	}
	after, err := addEvent(ctx, tx, row, events, e)
	if err != nil {
		return after, err
	}
	for i := range files {
		if err := tx.InsertTaskFile(ctx, which, len(events)+1, e.Files[i]); err != nil {
			return after, err
		}
	}
	_, err = tx.Log(ctx, desk.Entry{Action: "task." + string(e.Step), Object: which, Unit: row.Unit, Body: map[string]any{"event": e, "before": row.State, "after": after}})
	return after, err
}

// answers are the steps that say yes to another: nobody says it to themselves.
var answers = map[task.Step]task.Step{task.Accept: task.Done, task.Grant: task.Ask}

// anotherPerson refuses the yes of who asked, whatever account it comes from.
func anotherPerson(ctx context.Context, tx *desk.Tx, events []task.Event, step task.Step) error {
	asked, ok := answers[step]
	if !ok {
		return nil
	}
	for _, e := range slices.Backward(events) {
		if e.Step != asked {
			continue
		}
		own, err := tx.Same(ctx, e.By)
		if err == nil && own {
			return errs.New(errs.Forbidden, "app.task_own_"+string(asked)).In("step").Try("app.task_own_hint")
		}
		return err
	}
	return nil
}

// fitsFamily sees that a step agrees with the whole a task is part of, and with
// its parts: no day after the whole's, and no whole done before its parts.
func fitsFamily(ctx context.Context, tx *desk.Tx, row store.TaskRow, e task.Event) error {
	switch {
	case (e.Step == task.Ask || e.Step == task.Grant) && row.Parent != "":
		whole, _, err := tx.Task(ctx, row.Parent)
		if err != nil {
			return err
		}
		if due := whole.State.Due; due != "" && e.Due > due {
			return errs.New(errs.Invalid, "app.part_after_whole", "end", e.Due, "due", due).In("due").Try("app.part_after_whole_hint")
		}
	case e.Step == task.Done:
		parts, err := tx.TasksUnder(ctx, row.ID)
		if err != nil {
			return err
		}
		open := slices.DeleteFunc(parts, func(p store.TaskRow) bool { return p.State.DoneOn != "" || p.State.Withdrawn })
		if len(open) > 0 {
			return errs.New(errs.Conflict, "app.parts_open", "n", len(open), "name", open[0].Name).In("step")
		}
	}
	return nil
}

// addEvent writes an event; a move gives the task its new lead.
func addEvent(ctx context.Context, tx *desk.Tx, row store.TaskRow, events []task.Event, e task.Event) (task.State, error) {
	if e.Step == task.Move {
		if err := tx.Dir.Charge(access.ManageTasks, row.Unit, e.To); err != nil {
			return row.State, errs.All(err)[0].In("to")
		}
		return moveTo(ctx, tx, row, events, e)
	}
	return writeEvent(ctx, tx, row.Task, events, e)
}

// moveTo gives a task a lead that may be charged, or said yes.
func moveTo(ctx context.Context, tx *desk.Tx, row store.TaskRow, events []task.Event, e task.Event) (task.State, error) {
	d, t := tx.Dir, row.Task
	if _, stands := d.Tree(tx.Today).Unit(e.To); !stands {
		return row.State, errs.New(errs.Invalid, "app.task_move_to").In("to")
	}
	e.From, t.Lead, t.Post = t.Lead, e.To, ""
	if head, ok := d.HeadPost(e.To); ok {
		t.Post = head.ID
	}
	return writeEvent(ctx, tx, t, events, e)
}

func writeEvent(ctx context.Context, tx *desk.Tx, t task.Task, events []task.Event, e task.Event) (task.State, error) {
	e.No, e.By, e.ByName, e.At = len(events)+1, tx.Actor.Account, tx.Name(), tx.Now
	after := task.StateOf(t, append(events, e))
	return after, tx.InsertEvent(ctx, t, e, after)
}

// TaskFile gives a file of a task to who may read the task. NotFound otherwise.
func (a *Wing) TaskFile(ctx context.Context, actor access.Actor, which id.ID) (task.File, []byte, error) {
	var f store.KeptFile
	var content []byte
	err := a.desk.Read(ctx, actor, func(ctx context.Context, tx *desk.Tx) (err error) {
		if f, err = tx.TaskFile(ctx, which); err != nil {
			return desk.Missing(err)
		}
		if _, _, err = taskFor(ctx, tx, access.Read, f.Task); err != nil {
			return err
		}
		content, err = tx.Content(ctx, f.SHA256)
		return err
	})
	return f.File, content, err
}
