package tasks

import (
	"context"
	"time"

	"dondoc/internal/access"
	"dondoc/internal/app/desk"
	"dondoc/internal/id"
	"dondoc/internal/reason"
	"dondoc/internal/task"
)

// ExplainTask keeps why a task is late: the cause, the remedy, the day promised
// and who promised. What was said before stays.
func (a *Wing) ExplainTask(ctx context.Context, actor access.Actor, in reason.Reason) error {
	return a.desk.Write(ctx, actor, func(ctx context.Context, tx *desk.Tx) (desk.Entry, error) {
		row, _, err := taskFor(ctx, tx, access.WorkTasks, in.Of)
		if err != nil {
			return desk.Entry{}, err
		}
		if err := in.Check(tx.Today); err != nil {
			return desk.Entry{}, err
		}
		in.Subject = reason.Task
		return desk.Entry{Action: "task.explained", Object: row.ID, Unit: row.Unit}, tx.KeepReason(ctx, in)
	})
}

// withReasons adds to late tasks why they are late, as it was said last
// before an instant; a zero one means now.
func withReasons(ctx context.Context, tx *desk.Tx, rows []TaskRow, before time.Time) error {
	var late []id.ID
	for _, r := range rows {
		if r.Late() {
			late = append(late, r.ID)
		}
	}
	said, err := tx.Reasons(ctx, late, before)
	for i := range rows {
		if list := said[rows[i].ID]; len(list) > 0 {
			rows[i].Reason = &list[len(list)-1]
		}
	}
	return err
}

// Late says whether a task is, or was, done after its day.
func (r TaskRow) Late() bool { return r.Status == task.RunningLate || r.Status == task.DoneLate }
