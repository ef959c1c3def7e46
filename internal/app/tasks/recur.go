package tasks

import (
	"context"
	"errors"
	"slices"

	"dondoc/internal/access"
	"dondoc/internal/app/desk"
	"dondoc/internal/period"
	"dondoc/internal/store"
	"dondoc/internal/task"
)

// errRehearsed undoes what was only tried.
var errRehearsed = errors.New("rehearsed")

// GiveRecurring gives out what recurring tasks ask for today: for each that the
// actor manages and that has none yet, one task for the year, quarter, month or
// week that the day lies in, as a part of it, with its lead and coordinating
// units. A rehearsal tells what it would give out.
func (a *Wing) GiveRecurring(ctx context.Context, actor access.Actor, dryRun bool) ([]GivenTask, error) {
	var out []GivenTask
	err := a.desk.WriteSeveral(ctx, actor, func(ctx context.Context, tx *desk.Tx) error {
		d := tx.Dir
		all, err := tx.RecurringTasks(ctx)
		if err != nil {
			return err
		}
		for _, whole := range all {
			if d.May(access.ManageTasks, whole.Unit) != nil {
				continue
			}
			given, err := giveOccurrence(ctx, tx, whole)
			if err != nil {
				return err
			}
			out = append(out, given...)
		}
		if dryRun {
			return errRehearsed
		}
		return nil
	})
	if errors.Is(err, errRehearsed) {
		err = nil
	}
	return out, err
}

// giveOccurrence gives out the part of a recurring task that today asks for,
// where it is not there yet. A lead that stands no longer is passed over: the
// task waits to be moved.
func giveOccurrence(ctx context.Context, tx *desk.Tx, whole store.TaskRow) ([]GivenTask, error) {
	d := tx.Dir
	whole.Deadline.Every = whole.Every
	o, ok := task.OccurrenceOn(whole.Deadline, period.DateOf(whole.At), tx.Today)
	if !ok {
		return nil, nil
	}
	parts, err := tx.TasksUnder(ctx, whole.ID)
	if err != nil || slices.ContainsFunc(parts, func(p store.TaskRow) bool { return p.First == o.Due }) {
		return nil, err
	}
	if _, stands := d.Tree(tx.Today).Unit(whole.Lead); whole.Lead != "" && !stands {
		return nil, nil
	}
	full, _, err := tx.Task(ctx, whole.ID)
	if err != nil {
		return nil, err
	}
	in := NewTask{Unit: whole.Unit, Document: whole.Document, Provision: whole.Provision, Directive: whole.Directive, Parent: whole.ID, Label: whole.Label, Field: whole.Field, Programme: whole.Programme,
		Name: whole.Name + " (" + o.Name + ")", Product: whole.Product, Authority: whole.Authority, LeadText: whole.LeadText, Partners: full.Partners, Deadline: o.Due.Say(""),
		Issued: min(o.Start, period.DateOf(whole.At)), FollowedBy: whole.FollowedBy, Source: whole.Source, renewed: true}
	if whole.Lead != "" {
		in.Leads = append(in.Leads, whole.Lead)
	}
	return addTask(ctx, tx, in, nil)
}
