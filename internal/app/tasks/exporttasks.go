package tasks

import (
	"cmp"
	"context"
	"slices"
	"time"

	"dondoc/internal/access"
	"dondoc/internal/app/desk"
	"dondoc/internal/errs"
	"dondoc/internal/id"
	"dondoc/internal/period"
	"dondoc/internal/store"
	"dondoc/internal/target"
	"dondoc/internal/task"
)

// TaskExport is every task of a list, to be written to a file.
type TaskExport struct {
	TaskList
	Rows     []ExportedTask
	Document *target.Document // where they all come from one
}

// ExportedTask is a task with the names of its coordinating units.
type ExportedTask struct {
	TaskRow
	PartnerNames []string
}

// mostExported is how many tasks one file takes.
const mostExported = 20000

// ExportTasks gives all tasks that a list asks for, over all its pages.
// TooLarge where there are more than a file should have.
func (a *Wing) ExportTasks(ctx context.Context, actor access.Actor, q Tasks) (TaskExport, error) {
	var out TaskExport
	q.Limit = 1000
	err := a.desk.Read(ctx, actor, func(ctx context.Context, tx *desk.Tx) error {
		l, err := taskQuery(ctx, tx, q, &out.TaskList)
		if err != nil {
			return err
		}
		if out.Count, err = l.count(ctx); err != nil {
			return err
		}
		if out.Count > mostExported {
			return errs.New(errs.TooLarge, "app.export_large", "n", out.Count, "most", mostExported).Try("app.export_large_hint")
		}
		if out.Tally, err = l.tally(ctx); err != nil {
			return err
		}
		names, err := l.partners(ctx, out.Unit)
		if err != nil {
			return err
		}
		for more := true; more; {
			rows, err := l.rows(ctx)
			if err != nil {
				return err
			}
			if err := withReasons(ctx, tx, rows, l.before); err != nil {
				return err
			}
			for _, row := range rows {
				out.Rows = append(out.Rows, ExportedTask{row, names[row.ID]})
			}
			if more = len(rows) == l.Limit; more {
				last := rows[len(rows)-1]
				l.AfterDue, l.AfterID = last.State.Due, last.ID
			}
		}
		if q.Document != "" {
			slices.SortStableFunc(out.Rows, func(x, y ExportedTask) int { return cmp.Compare(x.Place, y.Place) })
			doc, err := tx.Document(ctx, q.Document)
			if err != nil {
				return err
			}
			read, err := tx.DocumentsRead(ctx, []target.Document{doc}, l.before)
			if err != nil {
				return err
			}
			out.Document = &read[0]
		}
		out.Rows = underWholes(out.Rows)
		return nil
	})
	return out, err
}

// partnerNames gives the names of the coordinating units of the tasks a unit gave out or leads.
func partnerNames(ctx context.Context, tx *desk.Tx, unit id.ID) (map[id.ID][]string, error) {
	d := tx.Dir
	partners, err := tx.PartnersOf(ctx, unit)
	out := map[id.ID][]string{}
	for _, p := range partners {
		name := p.Text
		if v, ok := d.Unit(p.Unit, tx.Today); ok && p.Unit != "" {
			name = v.Name
		}
		out[p.Task] = append(out[p.Task], name)
	}
	return out, err
}

// DueWithin gives the tasks that a unit gave out, or where it gives none those it
// leads, that were due from one day to another, as they stand now. TooLarge where
// there are more than a paper should have.
func DueWithin(ctx context.Context, tx *desk.Tx, unit id.ID, from, to period.Date) ([]TaskRow, error) {
	sq := store.TaskQuery{Lead: unit, Today: tx.Today, Soon: tx.Today.AddDays(task.SoonDays), AfterDue: from.AddDays(-1), Before: to.AddDays(1), Limit: 1000}
	var err error
	if sq.Unit, err = givesOut(ctx, tx, unit); err != nil {
		return nil, err
	}
	if sq.Unit != "" {
		sq.Lead = ""
	}
	var out []TaskRow
	for {
		rows, err := tx.Tasks(ctx, sq)
		if err != nil {
			return nil, err
		}
		for _, r := range judgedRows(tx.Dir, rows) {
			if r.State.Due >= from && r.State.Due <= to {
				out = append(out, r)
			}
		}
		switch n := len(rows); {
		case n < sq.Limit:
			return out, withReasons(ctx, tx, out, time.Time{})
		case len(out) > mostExported:
			return nil, errs.New(errs.TooLarge, "app.export_large", "n", len(out), "most", mostExported).Try("app.export_large_hint")
		default:
			sq.AfterDue, sq.AfterID = rows[n-1].State.Due, rows[n-1].ID
		}
	}
}
