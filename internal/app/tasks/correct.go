package tasks

import (
	"context"
	"slices"
	"strings"
	"time"

	"dondoc/internal/access"
	"dondoc/internal/app/desk"
	"dondoc/internal/errs"
	"dondoc/internal/id"
	"dondoc/internal/period"
	"dondoc/internal/phrase"
	"dondoc/internal/store"
	"dondoc/internal/task"
)

// CorrectTask puts a mistake in what is said of a task right: everything of in
// but its unit, parent and place is taken, of its leads the first. A lead that
// changed in the world is moved (task.Move), a day that was agreed later is
// granted (task.Grant); neither is a correction.
func (a *Wing) CorrectTask(ctx context.Context, actor access.Actor, which id.ID, in NewTask, reason string) (asked []phrase.Phrase, err error) {
	err = a.desk.WriteSeveral(ctx, actor, func(ctx context.Context, tx *desk.Tx) error {
		row, events, err := taskFor(ctx, tx, access.Read, which)
		if err != nil {
			return err
		}
		if err := mayStep(tx.Dir, task.Correct, row.Task); err != nil {
			return err
		}
		in.Unit, in.Parent = row.Unit, row.Parent
		is, questions, err := correctedTask(ctx, tx, row, in)
		if err != nil {
			return err
		}
		asked = questions
		change, err := tx.Amendment("", which, row.Task.Entries(), is.Entries(), reason)
		if err != nil {
			return err
		}
		e := task.Event{No: len(events) + 1, Step: task.Correct, On: tx.Today, Text: change.Reason, By: actor.Account, ByName: tx.Name(), At: tx.Now, Amended: &change}
		after := task.StateOf(is, append(events, e))
		if err := partsWithin(ctx, tx, which, after.Due); err != nil {
			return err
		}
		if err := tx.AmendTask(ctx, is); err != nil {
			return err
		}
		if err := tx.InsertEvent(ctx, is, e, after); err != nil {
			return err
		}
		_, err = tx.Log(ctx, desk.Entry{Action: "task.correct", Object: which, Unit: row.Unit, Body: map[string]any{"before": change.Before, "after": change.After, "reason": change.Reason}})
		return err
	})
	return asked, err
}

// correctedTask gives a task as it is to be read, with what is not clear in it.
func correctedTask(ctx context.Context, tx *desk.Tx, row store.TaskRow, in NewTask) (task.Task, []phrase.Phrase, error) {
	d, is := tx.Dir, row.Task
	if in.Directive == "" {
		in.Directive = row.Directive
	}
	if err := originOf(ctx, tx, &in); err != nil {
		return is, nil, err
	}
	if in.Issued == "" {
		in.Issued = period.DateOf(row.At)
	}
	var err error
	if is.Programme, err = programmeOf(in.Programme); err != nil {
		return is, nil, err
	}
	in.Why = "" // what stands is asked for by a request of its own
	asked, _ := unbind(d, &in, row.Partners)
	is.Document, is.Provision, is.Label, is.Field, is.Name = in.Document, strings.TrimSpace(in.Provision), strings.TrimSpace(in.Label), strings.TrimSpace(in.Field), strings.TrimSpace(in.Name)
	is.Product, is.Authority, is.FollowedBy, is.Source, is.Partners = strings.TrimSpace(in.Product), strings.TrimSpace(in.Authority), strings.TrimSpace(in.FollowedBy), strings.TrimSpace(in.Source), in.Partners
	if strings.TrimSpace(in.Deadline) != row.Deadline.Text {
		deadline, questions := period.ReadDeadline(in.Deadline, period.DeadlineContext{Issued: in.Issued})
		is.Deadline, is.First, is.Every = deadline, deadline.Last(), deadline.Every
		asked = append(asked, questions...)
	}
	lead := id.ID("")
	if len(in.Leads) > 0 {
		lead = in.Leads[0]
	}
	if lead == "" {
		is.LeadText = strings.TrimSpace(in.LeadText)
	}
	if lead != row.Lead {
		if err := mayLead(d, in.Unit, lead); err != nil {
			return is, asked, err
		}
		is.Lead, is.Post = lead, ""
		if head, ok := d.HeadPost(lead); ok && lead != "" {
			is.Post = head.ID
		}
	}
	if err := is.CheckPartners(); err != nil {
		return is, asked, err
	}
	parents, err := tx.TaskParents(ctx, in.Unit)
	if err != nil {
		return is, asked, err
	}
	return is, asked, task.CheckTask(is, in.Issued, parents)
}

// mayLead says whether a unit stands today and may be charged by the giver.
func mayLead(d *desk.Directory, giver, lead id.ID) error {
	if lead == "" {
		return nil
	}
	if _, stands := d.Tree(d.Today()).Unit(lead); !stands {
		return goneLead(d, lead)
	}
	if err := d.Charge(access.ManageTasks, giver, lead); err != nil {
		return errs.All(err)[0].In("lead")
	}
	return nil
}

// partsWithin sees that no part ends after its whole does now.
func partsWithin(ctx context.Context, tx *desk.Tx, whole id.ID, due period.Date) error {
	parts, err := tx.TasksUnder(ctx, whole)
	if err != nil || due == "" {
		return err
	}
	for _, p := range parts {
		if p.State.Due > due && !p.State.Withdrawn {
			return errs.New(errs.Invalid, "app.part_after_whole", "end", p.State.Due, "due", due).In("deadline").Try("app.part_after_whole_hint")
		}
	}
	return nil
}

// UndoTask takes a task back that was given out by mistake, as long as nobody
// did anything with it. With dry nothing is done, and the answer says whether
// it could be.
func (a *Wing) UndoTask(ctx context.Context, actor access.Actor, which id.ID, dry bool) error {
	return a.undo(ctx, actor, dry, func(ctx context.Context, tx *desk.Tx) error {
		row, events, err := taskFor(ctx, tx, access.Read, which)
		if err != nil {
			return err
		}
		if err := mayStep(tx.Dir, task.Withdraw, row.Task); err != nil {
			return err
		}
		parts, err := tx.TasksUnder(ctx, which)
		if err != nil {
			return err
		}
		linked, err := tx.CoverageLinks(ctx, which)
		if err != nil {
			return err
		}
		requests, err := tx.ChargesOf(ctx, which)
		if err != nil {
			return err
		}
		var list errs.List
		for _, h := range []struct {
			key string
			n   int
		}{{"app.hangs_step", len(events)}, {"app.hangs_part", len(parts)}, {"app.hangs_coverage", linked}, {"app.hangs_request", len(requests)}} {
			if h.n > 0 {
				list = append(list, errs.New(errs.Conflict, h.key, "n", h.n).Try("app.task_hangs_hint"))
			}
		}
		if list != nil {
			return list
		}
		if err := tx.DropTask(ctx, which); err != nil {
			return err
		}
		_, err = tx.Log(ctx, desk.Entry{Action: "task.undone", Object: which, Unit: row.Unit, Body: row.Task})
		return err
	})
}

func (a *Wing) undo(ctx context.Context, actor access.Actor, dry bool, do func(context.Context, *desk.Tx) error) error {
	if dry {
		return a.desk.Rehearse(ctx, actor, do)
	}
	return a.desk.WriteSeveral(ctx, actor, do)
}

// undoWithin is how long a step can be taken back.
const undoWithin = 24 * time.Hour

// UndoSteps takes back what who asks did with tasks at one instant, the last one
// where none is given, whether with one task or with many at once: all of it, or
// nothing. Conflict where somebody went on from it, or it was longer ago than a
// day. It gives the tasks, as they then stand, and the instant.
func (a *Wing) UndoSteps(ctx context.Context, actor access.Actor, at time.Time, dry bool) (of []TaskRow, when time.Time, err error) {
	err = a.undo(ctx, actor, dry, func(ctx context.Context, tx *desk.Tx) error {
		of = nil
		if actor.Account == "" {
			return tx.Dir.Refused(access.WorkTasks)
		}
		when = at
		if at.IsZero() {
			if when, err = tx.NewestStep(ctx, actor.Account); err != nil {
				return err
			}
		}
		tasks, made, err := tx.LastSteps(ctx, actor.Account, when)
		switch {
		case err != nil:
			return err
		case made == 0:
			return errs.New(errs.Conflict, "app.undo_nothing")
		case tx.Now.Sub(when) > undoWithin:
			return errs.New(errs.Conflict, "app.undo_late", "hours", int(undoWithin/time.Hour)).Try("app.undo_other_hint")
		case len(tasks) != made:
			return errs.New(errs.Conflict, "app.undo_overtaken", "n", made-len(tasks)).Try("app.undo_other_hint")
		}
		for _, which := range tasks {
			row, err := undoStep(ctx, tx, which)
			if err != nil {
				return err
			}
			of = append(of, row)
		}
		return nil
	})
	return of, when, err
}

// undoable tells whether UndoSteps would take back the last of these events of a task.
func undoable(ctx context.Context, tx *desk.Tx, events []task.Event) (bool, error) {
	n := len(events)
	if n == 0 || tx.Actor.Account == "" {
		return false, nil
	}
	last := events[n-1]
	if last.By != tx.Actor.Account || last.Step == task.Correct || tx.Now.Sub(last.At) > undoWithin {
		return false, nil
	}
	newest, err := tx.NewestStep(ctx, tx.Actor.Account)
	return newest.Equal(last.At), err
}

// undoStep takes the last event of a task back.
func undoStep(ctx context.Context, tx *desk.Tx, which id.ID) (TaskRow, error) {
	row, events, err := taskFor(ctx, tx, access.Read, which)
	if err != nil {
		return TaskRow{}, err
	}
	e := events[len(events)-1]
	if err := mayStep(tx.Dir, e.Step, row.Task); err != nil {
		return TaskRow{}, err
	}
	files, err := tx.TaskFiles(ctx, which)
	if err != nil {
		return TaskRow{}, err
	}
	if slices.ContainsFunc(files, func(f store.KeptFile) bool { return f.Event == e.No }) {
		return TaskRow{}, errs.New(errs.Conflict, "app.undo_files").Try("app.undo_other_hint")
	}
	if e.Step == task.Correct {
		return TaskRow{}, errs.New(errs.Conflict, "app.undo_correction").Try("app.undo_correction_hint")
	}
	if e.Step == task.Move {
		row.Lead, row.Post = e.From, ""
		if head, ok := tx.Dir.HeadPost(e.From); ok && e.From != "" {
			row.Post = head.ID
		}
	}
	before := row.State
	row.State = task.StateOf(row.Task, events[:len(events)-1])
	if err := tx.DropEvent(ctx, row.Task, e.No, row.State); err != nil {
		return TaskRow{}, err
	}
	_, err = tx.Log(ctx, desk.Entry{Action: "task.step_undone", Object: which, Unit: row.Unit, Body: map[string]any{"event": e, "before": before, "after": row.State}})
	return judgedRows(tx.Dir, []store.TaskRow{row})[0], err
}
