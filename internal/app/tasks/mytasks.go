package tasks

import (
	"context"

	"dondoc/internal/access"
	"dondoc/internal/app/desk"
	"dondoc/internal/errs"
	"dondoc/internal/id"
	"dondoc/internal/org"
	"dondoc/internal/period"
	"dondoc/internal/store"
	"dondoc/internal/task"
)

// UnitTasks is how the tasks of a unit stand, with the most pressing of them.
type UnitTasks struct {
	Unit     org.Version
	Tally    task.Tally
	Pressing []TaskRow // late, then due soon: the first few
	Asked    []TaskRow // extensions that wait for the actor's decision
	Done     []TaskRow // said to be done, waiting for the actor to accept
}

// mostPressing is how many tasks of each sort are shown for a unit.
const mostPressing = 5

// MyTasks gives the tasks of the units the actor has a role for, where there are any.
func (a *Wing) MyTasks(ctx context.Context, actor access.Actor) ([]UnitTasks, error) {
	var out []UnitTasks
	if actor.Account == "" {
		return nil, errs.New(errs.Unauthenticated, "access.sign_in").Try("access.sign_in_hint")
	}
	err := a.desk.Read(ctx, actor, func(ctx context.Context, tx *desk.Tx) error {
		d := tx.Dir
		seen := map[id.ID]bool{}
		for _, g := range actor.Grants {
			unit, stands := d.Tree(a.desk.Today()).Unit(g.Unit)
			if seen[g.Unit] || !stands || d.May(access.Read, g.Unit) != nil {
				continue
			}
			seen[g.Unit] = true
			one, err := unitTasks(ctx, tx, unit)
			if err != nil {
				return err
			}
			if one.Tally.Total > 0 {
				out = append(out, one)
			}
		}
		return nil
	})
	return out, err
}

func unitTasks(ctx context.Context, tx *desk.Tx, unit org.Version) (UnitTasks, error) {
	d := tx.Dir
	out := UnitTasks{Unit: unit}
	var list TaskList
	q, err := taskQuery(ctx, tx, Tasks{Unit: unit.Code, Limit: mostPressing}, &list)
	if err != nil {
		return out, err
	}
	if out.Tally, err = q.tally(ctx); err != nil || out.Tally.Total == 0 {
		return out, err
	}
	for _, status := range []task.Status{task.RunningLate, task.DueSoon} {
		if q.Status = status; out.Tally.By[status] == 0 {
			continue
		}
		rows, err := q.rows(ctx)
		if err != nil {
			return out, err
		}
		out.Pressing = append(out.Pressing, rows...)
	}
	if d.May(access.ManageTasks, unit.ID) != nil {
		return out, nil
	}
	waiting, err := tx.TasksToDecide(ctx, unit.ID, 50)
	for _, row := range judgedRows(d, waiting) {
		if row.State.Asked != nil {
			out.Asked = append(out.Asked, row)
		} else {
			out.Done = append(out.Done, row)
		}
	}
	return out, err
}

// AllOf gives every task of a unit's list that is asked for, as the list has them.
func AllOf(ctx context.Context, tx *desk.Tx, q Tasks) ([]TaskRow, error) {
	q.Limit = 500
	var out []TaskRow
	for {
		l, err := taskQuery(ctx, tx, q, &TaskList{})
		if err != nil {
			return nil, err
		}
		rows, err := l.rows(ctx)
		if err != nil {
			return nil, err
		}
		if out = append(out, rows...); len(rows) < q.Limit {
			return out, nil
		}
		q.AfterDue, q.AfterID = out[len(out)-1].State.Due, out[len(out)-1].ID
	}
}

// TasksIn gives the tasks of a post that were to be done at some time of a tenure,
// as known on a day.
func TasksIn(ctx context.Context, tx *desk.Tx, post id.ID, tenure period.Range, asKnown period.Date) ([]TaskRow, error) {
	d, today := tx.Dir, tx.Today
	all, err := tx.TasksOfPost(ctx, post)
	if err == nil && asKnown != "" {
		today = min(asKnown, today)
		all, err = tasksKnown(ctx, tx, all, asKnown.EndOfDayOrNow())
	}
	if err != nil {
		return nil, err
	}
	var out []store.TaskRow
	for _, t := range all {
		life := period.Range{From: period.DateOf(t.At), To: period.Forever}
		if t.State.DoneOn != "" {
			life.To = max(t.State.DoneOn, life.From).AddDays(1)
		}
		if tenure.Overlaps(life) {
			out = append(out, t)
		}
	}
	return judgedOn(d, out, today), nil
}
