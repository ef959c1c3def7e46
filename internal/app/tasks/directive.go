package tasks

import (
	"context"
	"slices"
	"strings"

	"dondoc/internal/access"
	"dondoc/internal/app/desk"
	"dondoc/internal/errs"
	"dondoc/internal/id"
	"dondoc/internal/org"
	"dondoc/internal/period"
	"dondoc/internal/task"
)

// NewDirective is what is asked to keep an instruction, with the tasks that are
// made of it on the spot.
type NewDirective struct {
	Unit     id.ID
	Speaker  string
	Post     string
	Occasion string
	On       period.Date
	Text     string
	Invented bool
	Tasks    []NewTask // unit, directive and day are those of the instruction
}

// AddDirective keeps an instruction given at a meeting or in a speech, and gives
// its tasks out: all of it, or nothing. An error about a task names its row.
func (a *Wing) AddDirective(ctx context.Context, actor access.Actor, in NewDirective) (id.ID, error) {
	var list errs.List
	for _, f := range []struct{ field, text string }{{"speaker", in.Speaker}, {"text", in.Text}, {"on", string(in.On)}} {
		if strings.TrimSpace(f.text) == "" {
			list = append(list, errs.New(errs.Invalid, "app.field_empty").In(f.field))
		}
	}
	if list != nil {
		return "", list
	}
	dir := task.Directive{ID: a.desk.Mint(), Unit: in.Unit, Speaker: strings.TrimSpace(in.Speaker), Post: strings.TrimSpace(in.Post), Occasion: strings.TrimSpace(in.Occasion),
		On: in.On, Text: strings.TrimSpace(in.Text), Invented: in.Invented}
	err := a.desk.WriteSeveral(ctx, actor, func(ctx context.Context, tx *desk.Tx) error {
		d := tx.Dir
		if err := d.May(access.ManageTasks, in.Unit); err != nil {
			return err
		}
		dir.At, dir.ByName = tx.Now, tx.Name()
		if err := tx.InsertDirective(ctx, dir); err != nil {
			return err
		}
		if _, err := tx.Log(ctx, desk.Entry{Action: "directive.added", Object: dir.ID, Unit: dir.Unit, Body: dir}); err != nil {
			return err
		}
		for i, t := range in.Tasks {
			t.Unit, t.Directive, t.Issued = in.Unit, dir.ID, in.On
			if _, err := addTask(ctx, tx, t, nil); err != nil {
				return atRow(err, i+1)
			}
		}
		return nil
	})
	return dir.ID, err
}

// atRow says in which row an error is.
func atRow(err error, row int) error {
	list := errs.All(err)
	for i := range list {
		list[i] = list[i].AtRow(row, "")
	}
	return list
}

// DirectiveList is a body's instructions, the newest first.
type DirectiveList struct {
	Unit org.Version
	Rows []DirectiveRow
	May  bool // give further ones
}

// DirectiveRow is an instruction with what was made of it.
type DirectiveRow struct {
	task.Directive
	Tasks []TaskRow
}

// Directives gives a unit's instructions with their tasks, the newest first, as
// known on a day ("" for now).
func (a *Wing) Directives(ctx context.Context, actor access.Actor, code string, asKnown period.Date) (DirectiveList, error) {
	var out DirectiveList
	err := a.desk.Read(ctx, actor, func(ctx context.Context, tx *desk.Tx) error {
		d, unit, err := tx.Readable(code)
		if err != nil {
			return err
		}
		day, before := tx.Today, asKnown.EndOfDayOrNow()
		if asKnown != "" {
			d, day = d.Known(before), min(asKnown, day)
		}
		out.Unit, _ = d.Unit(unit, day)
		out.May = asKnown == "" && tx.Dir.May(access.ManageTasks, unit) == nil
		all, err := tx.Directives(ctx, unit)
		if err != nil {
			return err
		}
		tasks, err := tx.TasksOfDirectives(ctx, unit)
		if err == nil && asKnown != "" {
			all = slices.DeleteFunc(all, func(one task.Directive) bool { return !one.At.Before(before) })
			tasks, err = tasksKnown(ctx, tx, tasks, before)
		}
		if err != nil {
			return err
		}
		of := map[id.ID][]TaskRow{}
		for _, row := range judgedOn(d, tasks, day) {
			of[row.Directive] = append(of[row.Directive], row)
		}
		for _, dir := range all {
			out.Rows = append(out.Rows, DirectiveRow{dir, of[dir.ID]})
		}
		return nil
	})
	return out, err
}
