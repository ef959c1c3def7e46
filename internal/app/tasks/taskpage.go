package tasks

import (
	"context"

	"dondoc/internal/access"
	"dondoc/internal/app/desk"
	"dondoc/internal/errs"
	"dondoc/internal/id"
	"dondoc/internal/org"
	"dondoc/internal/period"
	"dondoc/internal/phrase"
	"dondoc/internal/reason"
	"dondoc/internal/store"
	"dondoc/internal/target"
	"dondoc/internal/task"
)

// TaskPage is everything about one task.
type TaskPage struct {
	TaskRow
	Reasons   []reason.Reason // why it was late, in the order it was said
	Giver     org.Version
	Events    []task.Event
	Document  *target.Document
	Directive *task.Directive
	Parts     []TaskRow
	Units     map[id.ID]org.Version // of partners and moves
	Unclear   []phrase.Phrase
	Steps     []task.Step // the actor may take now
	Undoable  bool        // the actor's newest step is the last one here, and can still be taken back
	AsKnown   period.Date // "" for now
}

// Task gives a task with all that happened to it.
func (a *Wing) Task(ctx context.Context, actor access.Actor, which id.ID) (TaskPage, error) {
	return a.TaskKnown(ctx, actor, which, "")
}

// TaskKnown gives a task as it was known on a day, with what had happened to it
// by then; no step can be taken with it as of a past day.
func (a *Wing) TaskKnown(ctx context.Context, actor access.Actor, which id.ID, asKnown period.Date) (TaskPage, error) {
	p, before := TaskPage{AsKnown: asKnown}, asKnown.EndOfDayOrNow()
	err := a.desk.Read(ctx, actor, func(ctx context.Context, tx *desk.Tx) error {
		d, day := tx.Dir, tx.Today
		row, events, err := taskFor(ctx, tx, access.Read, which)
		if err != nil {
			return err
		}
		if asKnown != "" {
			d, day = d.Known(before), min(asKnown, day)
			if !row.At.Before(before) {
				return errs.New(errs.NotFound, "app.not_known_then", "date", asKnown)
			}
		}
		row, events = taskKnown(row, events, before)
		p.TaskRow, p.Events, p.Units, p.Unclear = judgedOn(d, []store.TaskRow{row}, day)[0], events, map[id.ID]org.Version{}, task.Unclear(row.Task)
		p.Giver, _ = d.Unit(row.Unit, day)
		for _, partner := range row.Partners {
			p.Units[partner.Unit], _ = d.Unit(partner.Unit, day)
		}
		for _, e := range events {
			for _, u := range []id.ID{e.From, e.To} {
				p.Units[u], _ = d.Unit(u, day)
			}
		}
		said, err := tx.Reasons(ctx, []id.ID{which}, before)
		if err != nil {
			return err
		}
		if p.Reasons = said[which]; len(p.Reasons) > 0 && p.Late() {
			p.Reason = &p.Reasons[len(p.Reasons)-1]
		}
		if asKnown == "" {
			for _, step := range row.State.Steps() {
				if mayStep(d, step, row.Task) == nil {
					p.Steps = append(p.Steps, step)
				}
			}
			if p.Undoable, err = undoable(ctx, tx, events); err != nil {
				return err
			}
		}
		return p.fill(ctx, tx, d, row, day)
	})
	return p, err
}

// fill adds where a task comes from, the evidence added with its steps, and the
// tasks that are parts of it.
func (p *TaskPage) fill(ctx context.Context, tx *desk.Tx, d *desk.Directory, row store.TaskRow, day period.Date) error {
	before := p.AsKnown.EndOfDayOrNow()
	if row.Document != "" {
		doc, err := tx.Document(ctx, row.Document)
		if err != nil {
			return err
		}
		then, err := tx.DocumentsRead(ctx, []target.Document{doc}, before)
		if err != nil {
			return err
		}
		p.Document = &then[0]
	}
	if row.Directive != "" {
		dir, err := tx.Directive(ctx, row.Directive)
		if err != nil {
			return err
		}
		p.Directive = &dir
	}
	files, err := tx.TaskFiles(ctx, row.ID)
	if err != nil {
		return err
	}
	for _, f := range files {
		if f.Event <= len(p.Events) {
			p.Events[f.Event-1].Files = append(p.Events[f.Event-1].Files, f.File)
		}
	}
	parts, err := tx.TasksUnder(ctx, row.ID)
	if err == nil && p.AsKnown != "" {
		parts, err = tasksKnown(ctx, tx, parts, before)
	}
	p.Parts = judgedOn(d, parts, day)
	return err
}

// taskFor finds a task and checks that the actor may do something to it: on the
// body that gave it out or on a unit that leads or coordinates.
func taskFor(ctx context.Context, tx *desk.Tx, action access.Action, which id.ID) (store.TaskRow, []task.Event, error) {
	d := tx.Dir
	row, events, err := tx.Task(ctx, which)
	if err != nil {
		return row, nil, desk.Missing(err)
	}
	err = d.May(action, row.Unit)
	for _, unit := range append([]id.ID{row.Lead}, partnersOf(row.Task)...) {
		if err != nil && unit != "" && d.May(action, unit) == nil {
			err = nil
		}
	}
	return row, events, err
}

func partnersOf(t task.Task) []id.ID {
	var out []id.ID
	for _, p := range t.Partners {
		out = append(out, p.Unit)
	}
	return out
}
