package tasks

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"time"

	"dondoc/internal/app/desk"
	"dondoc/internal/id"
	"dondoc/internal/org"
	"dondoc/internal/period"
	"dondoc/internal/store"
	"dondoc/internal/target"
	"dondoc/internal/task"
	"dondoc/internal/viet"
)

// asked is a list of tasks that somebody may read: of now as the database
// selects it, of a past day as the steps taken by then make it.
type asked struct {
	store.TaskQuery
	tx     *desk.Tx
	dir    *desk.Directory // as it was read on the day
	day    period.Date
	before time.Time       // zero for now
	then   []store.TaskRow // of a past day: those given by then that the unit had to do with
}

// asks gives a list as known just before an instant (zero for now), of what the
// unit had to do with.
func asks(ctx context.Context, tx *desk.Tx, unit id.ID, asKnown period.Date) (*asked, error) {
	l := &asked{tx: tx, dir: tx.Dir, day: tx.Today}
	if asKnown == "" {
		return l, nil
	}
	l.before, l.day = asKnown.EndOfDayOrNow(), min(asKnown, tx.Today)
	l.dir = tx.Dir.Known(l.before)
	rows, err := tx.TasksHad(ctx, unit, l.before)
	if err != nil {
		return nil, err
	}
	l.then, err = tasksKnown(ctx, tx, rows, l.before)
	return l, err
}

// givesOut says whether the unit is one that gives tasks out: its list is then of
// those, else of those it leads.
func (l *asked) givesOut(ctx context.Context, unit id.ID) (id.ID, error) {
	if l.before.IsZero() {
		return givesOut(ctx, l.tx, unit)
	}
	if slices.ContainsFunc(l.then, func(r store.TaskRow) bool { return r.Unit == unit }) {
		return unit, nil
	}
	return "", nil
}

// takes says whether a past task is one of those asked for, however it stood.
func (l *asked) takes(r store.TaskRow) bool {
	leads := r.Lead == l.Lead || slices.ContainsFunc(r.Partners, func(p task.Partner) bool { return p.Unit == l.Lead })
	said := viet.Fold(r.Name + " " + r.Product + " " + r.LeadText + " " + r.Field)
	return (l.Unit == "" || r.Unit == l.Unit) && (l.Lead == "" || leads) && (l.Document == "" || r.Document == l.Document) &&
		strings.Contains(said, viet.Fold(l.Words))
}

// stands says whether a past task stood as the list asks.
func (l *asked) stands(r store.TaskRow) bool {
	switch {
	case l.Status != "":
		return task.Judge(r.Task, r.State, l.day, task.SoonDays).Status == l.Status
	case l.Open:
		return r.State.DoneOn == "" && !r.State.Withdrawn
	}
	return !r.State.Withdrawn
}

// whole gives all past tasks that are asked for, by day.
func (l *asked) whole() []store.TaskRow {
	out := slices.DeleteFunc(slices.Clone(l.then), func(r store.TaskRow) bool { return !l.takes(r) || !l.stands(r) })
	slices.SortFunc(out, func(x, y store.TaskRow) int {
		return cmp.Or(cmp.Compare(x.State.Due, y.State.Due), cmp.Compare(x.ID, y.ID))
	})
	return out
}

// rows gives a page of the list, judged on its day.
func (l *asked) rows(ctx context.Context) ([]TaskRow, error) {
	if l.before.IsZero() {
		rows, err := l.tx.Tasks(ctx, l.TaskQuery)
		return judgedOn(l.dir, rows, l.day), err
	}
	page := slices.DeleteFunc(l.whole(), func(r store.TaskRow) bool {
		due := r.State.Due
		return due < l.AfterDue || due == l.AfterDue && r.ID <= l.AfterID || l.Before != "" && due >= l.Before
	})
	return judgedOn(l.dir, page[:min(len(page), l.Limit)], l.day), nil
}

// count counts what the list has over all its pages.
func (l *asked) count(ctx context.Context) (int, error) {
	if l.before.IsZero() {
		return l.tx.CountTasks(ctx, l.TaskQuery)
	}
	return len(l.whole()), nil
}

// tally counts by status, whichever status the list asks for.
func (l *asked) tally(ctx context.Context) (task.Tally, error) {
	if l.before.IsZero() {
		return l.tx.TallyTasks(ctx, l.TaskQuery)
	}
	out := task.Tally{By: map[task.Status]int{}}
	for _, r := range l.then {
		if l.takes(r) {
			out.Count(task.Judge(r.Task, r.State, l.day, task.SoonDays).Status)
		}
	}
	return out, nil
}

// partners gives the names of the coordinating units of the list's tasks.
func (l *asked) partners(ctx context.Context, unit org.Version) (map[id.ID][]string, error) {
	if l.before.IsZero() {
		return partnerNames(ctx, l.tx, unit.ID)
	}
	out := map[id.ID][]string{}
	for _, r := range l.then {
		for _, p := range r.Partners {
			v, _ := l.dir.Unit(p.Unit, l.day)
			out[r.ID] = append(out[r.ID], cmp.Or(v.Name, p.Text))
		}
	}
	return out, nil
}

// OfDocument gives the tasks of a document that its unit gave out, as known just
// before an instant; a zero instant means now.
func OfDocument(ctx context.Context, tx *desk.Tx, doc target.Document, before time.Time) ([]store.TaskRow, error) {
	l := &asked{TaskQuery: store.TaskQuery{Unit: doc.Unit, Document: doc.ID, Limit: 10000}, tx: tx, before: before}
	if before.IsZero() {
		return tx.Tasks(ctx, l.TaskQuery)
	}
	rows, err := tx.TasksHad(ctx, doc.Unit, before)
	if err != nil {
		return nil, err
	}
	l.then, err = tasksKnown(ctx, tx, rows, before)
	return l.whole(), err
}

// tasksKnown gives tasks as they stood and were read just before an instant:
// those given by then, with the steps taken and in the words of then.
func tasksKnown(ctx context.Context, tx *desk.Tx, rows []store.TaskRow, before time.Time) (out []store.TaskRow, err error) {
	var ids []id.ID
	for _, row := range rows {
		ids = append(ids, row.ID)
	}
	partners, events, err := tx.StepsOfTasks(ctx, ids)
	if err != nil {
		return nil, err
	}
	for _, row := range rows {
		if row.At.Before(before) {
			row.Partners = partners[row.ID]
			row, _ = taskKnown(row, events[row.ID], before)
			out = append(out, row)
		}
	}
	return out, nil
}

// taskKnown gives a task as it stood and was read just before an instant, with
// the steps taken by then; a zero instant means now.
func taskKnown(row store.TaskRow, events []task.Event, before time.Time) (store.TaskRow, []task.Event) {
	n := len(events)
	for ; n > 0 && !before.IsZero() && !events[n-1].At.Before(before); n-- {
		switch e := events[n-1]; {
		case e.Amended != nil:
			row.Task = row.Task.Entered(e.Amended.Before)
		case e.Step == task.Move:
			row.Lead, row.Post = e.From, ""
		}
	}
	if n < len(events) {
		row.State = task.StateOf(row.Task, events[:n])
	}
	return row, events[:n]
}
