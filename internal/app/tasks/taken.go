package tasks

import (
	"cmp"
	"context"

	"dondoc/internal/access"
	"dondoc/internal/app/desk"
	"dondoc/internal/errs"
	"dondoc/internal/id"
	"dondoc/internal/store"
	"dondoc/internal/task"
)

// Given finds a task that goes on, for who gives tasks out in its name.
func Given(ctx context.Context, tx *desk.Tx, which id.ID) (store.TaskRow, error) {
	row, _, err := taskFor(ctx, tx, access.Read, which)
	if err != nil {
		return row, err
	}
	if err := tx.Dir.May(access.ManageTasks, row.Unit); err != nil {
		return row, err
	}
	return row, open(row)
}

// Readable gives nil where who asks may read a task.
func Readable(ctx context.Context, tx *desk.Tx, which id.ID) error {
	_, _, err := taskFor(ctx, tx, access.Read, which)
	return err
}

func open(row store.TaskRow) error {
	if row.State.Withdrawn || row.State.DoneOn != "" {
		return errs.New(errs.Conflict, "charge.task_over")
	}
	return nil
}

// TakeLead gives a task the lead that said it takes it on.
func TakeLead(ctx context.Context, tx *desk.Tx, which, unit id.ID, reason string) error {
	row, events, err := tx.Task(ctx, which)
	if err != nil {
		return desk.Missing(err)
	}
	if err := open(row); err != nil {
		return err
	}
	e := task.Event{Step: task.Move, On: tx.Today, To: unit, Text: reason}
	if err := task.Check(row.Task, row.State, e, tx.Today); err != nil {
		return err
	}
	after, err := moveTo(ctx, tx, row, events, e)
	if err != nil {
		return err
	}
	_, err = tx.Log(ctx, desk.Entry{Action: "task.move", Object: which, Unit: row.Unit, Body: map[string]any{"to": unit, "reason": reason, "before": row.State, "after": after}})
	return err
}

// TakePart binds a coordinating unit that said it takes part: where it stands
// by its name already, else after the others.
func TakePart(ctx context.Context, tx *desk.Tx, which, unit id.ID, reason string) error {
	row, events, err := tx.Task(ctx, which)
	if err != nil {
		return desk.Missing(err)
	}
	if err := open(row); err != nil {
		return err
	}
	v, _ := tx.Dir.Unit(unit, tx.Today)
	is := row.Task
	is.Partners = bound(row.Partners, task.Partner{Unit: unit, Text: v.Name})
	if err := is.CheckPartners(); err != nil {
		return err
	}
	change, err := tx.Amendment("", which, row.Task.Entries(), is.Entries(), reason)
	if err != nil {
		return err
	}
	e := task.Event{No: len(events) + 1, Step: task.Correct, On: tx.Today, Text: change.Reason, By: tx.Actor.Account, ByName: tx.Name(), At: tx.Now, Amended: &change}
	if err := tx.AmendTask(ctx, is); err != nil {
		return err
	}
	if err := tx.InsertEvent(ctx, is, e, task.StateOf(is, append(events, e))); err != nil {
		return err
	}
	_, err = tx.Log(ctx, desk.Entry{Action: "task.correct", Object: which, Unit: row.Unit, Body: map[string]any{"before": change.Before, "after": change.After, "reason": change.Reason}})
	return err
}

func bound(partners []task.Partner, p task.Partner) []task.Partner {
	out := append([]task.Partner(nil), partners...)
	for i := range out {
		if out[i].Unit == "" && out[i].Text == p.Text {
			out[i].Unit, out[i].Text = p.Unit, cmp.Or(out[i].Text, p.Text)
			return out
		}
	}
	return append(out, p)
}
