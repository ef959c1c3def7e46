package tasks

import (
	"cmp"
	"context"
	"encoding/json"
	"slices"
	"strings"

	"dondoc/internal/access"
	"dondoc/internal/app/desk"
	"dondoc/internal/app/plan"
	"dondoc/internal/approval"
	"dondoc/internal/errs"
	"dondoc/internal/id"
	"dondoc/internal/period"
	"dondoc/internal/phrase"
	"dondoc/internal/store"
	"dondoc/internal/target"
	"dondoc/internal/task"
)

// TaskImport is the entry of an import of tasks in the log; plan.TargetImport
// that of targets.
const TaskImport = "task.imported"

// importUndone is the entry of its undoing.
const importUndone = "import.undone"

// importedTasks is what the entry of an import of tasks says.
type importedTasks struct {
	File  string  `json:"file"`
	Tasks []id.ID `json:"tasks"`
}

// ImportMade is an import as the log has it, with what stands in the way of
// undoing it.
type ImportMade struct {
	ID      id.ID
	Unit    id.ID
	Kind    string       // TaskImport, plan.TargetImport, or another that is undone as a whole
	Cycle   period.Cycle // of the targets; "" of tasks
	File    string
	At      period.Date
	ByName  string
	Names   []string // of the targets or tasks it added
	Revised []string // of the targets it reworded
	Undone  bool
	Hangs   []phrase.Phrase // why it cannot be undone, a line for each thing
}

// ImportOf gives an import, and what hangs on it by now.
func (a *Wing) ImportOf(ctx context.Context, actor access.Actor, which id.ID) (ImportMade, error) {
	var out ImportMade
	err := a.desk.Read(ctx, actor, func(ctx context.Context, tx *desk.Tx) error {
		u, err := a.undoing(ctx, tx, which)
		if err == nil {
			out = u.made
		}
		return err
	})
	return out, err
}

// UndoImport takes back all that an import added and reworded, while nothing
// hangs on it: targets leave the list, the figures it submitted and the tasks it
// gave out are withdrawn, wordings are as before. Conflict, with a line for each
// thing that hangs on it, where something does; then nothing is undone.
func (a *Wing) UndoImport(ctx context.Context, actor access.Actor, which id.ID, reason string) (ImportMade, error) {
	var out ImportMade
	reason = strings.TrimSpace(reason)
	err := a.desk.WriteSeveral(ctx, actor, func(ctx context.Context, tx *desk.Tx) error {
		u, err := a.undoing(ctx, tx, which)
		if err != nil {
			return err
		}
		out = u.made
		switch {
		case reason == "":
			return errs.New(errs.Invalid, "approval.reason_needed").In("reason")
		case out.Undone:
			return errs.New(errs.Conflict, "app.import_undone_already")
		}
		var list errs.List
		for _, h := range out.Hangs {
			e := errs.New(errs.Conflict, h.Key)
			e.What = h
			list = append(list, e)
		}
		if len(list) > 0 {
			return list
		}
		if err := u.undo(ctx, tx, plan.Undoing+reason); err != nil {
			return err
		}
		_, err = tx.Log(ctx, desk.Entry{Action: importUndone, Object: which, Unit: out.Unit, Body: map[string]any{"file": out.File, "reason": reason}})
		return err
	})
	return out, err
}

// undo is an import on its way back.
type undo struct {
	made     ImportMade
	targets  []target.Target
	reworded []target.Target
	before   []target.Revision // of the reworded ones
	figures  []target.Observation
	tasks    []id.ID
	other    func(ctx context.Context, tx *desk.Tx, reason string) error // of what another wing made
}

// undoing finds an import by its entry in the log, and looks at what hangs on it.
func (a *Wing) undoing(ctx context.Context, tx *desk.Tx, which id.ID) (undo, error) {
	var u undo
	entries, err := tx.LedgerOf(ctx, string(which))
	if err != nil {
		return u, err
	}
	undone := false
	for _, e := range entries {
		needs, known := access.ManageTargets, true
		other, others := a.desk.Undoer(e.Action)
		switch {
		case e.Action == importUndone:
			undone = true
			continue
		case others:
			needs = other.Needs
		case e.Action == TaskImport:
			needs = access.ManageTasks
		default:
			known = e.Action == plan.TargetImport
		}
		if !known {
			continue
		}
		if err := tx.Dir.May(needs, id.ID(e.Unit)); err != nil {
			return u, err
		}
		u.made = ImportMade{ID: which, Unit: id.ID(e.Unit), Kind: e.Action, At: period.DateOf(e.At), ByName: e.Actor}
		if !others {
			err = u.hold(ctx, tx, e.Body, e.Account)
		} else if made, failed := other.Hold(ctx, tx, e); failed == nil {
			u.made.File, u.made.Names, u.made.Hangs, u.other = made.File, made.Names, made.Hangs, made.Undo
		} else {
			err = failed
		}
		if err != nil {
			return u, err
		}
	}
	if u.made.Kind == "" {
		return u, errs.New(errs.NotFound, "access.not_found")
	}
	if u.made.Undone = undone; undone {
		u.made.Hangs = nil
	}
	return u, nil
}

// hold reads what an import made and holds each thing against what it was then.
func (u *undo) hold(ctx context.Context, tx *desk.Tx, body []byte, account string) error {
	if u.made.Kind == TaskImport {
		var made importedTasks
		if err := json.Unmarshal(body, &made); err != nil {
			return errs.New(errs.Internal, "error.internal").Because(err)
		}
		u.made.File = made.File
		return u.holdTasks(ctx, tx, made.Tasks)
	}
	var made plan.TargetsMade
	if err := json.Unmarshal(body, &made); err != nil {
		return errs.New(errs.Internal, "error.internal").Because(err)
	}
	u.made.File = made.File
	for _, m := range made.Added {
		if err := u.holdTarget(ctx, tx, m, account); err != nil {
			return err
		}
	}
	for _, moved := range made.Moved {
		t, err := tx.Target(ctx, moved)
		if err != nil {
			return err
		}
		u.made.Cycle = t.Cycle
		u.hangs("app.undo_moved", t.Name)
	}
	for _, m := range made.Revised {
		t, err := tx.Target(ctx, m.Target)
		if err != nil {
			return err
		}
		u.made.Revised, u.made.Cycle = append(u.made.Revised, t.Name), t.Cycle
		if t.Current().No != m.No {
			u.hangs("app.undo_revised", t.Name)
			continue
		}
		for _, r := range t.Revisions {
			if r.No == m.No-1 {
				u.reworded, u.before = append(u.reworded, t), append(u.before, r)
			}
		}
	}
	return nil
}

func (u *undo) hangs(key, name string) {
	u.made.Hangs = append(u.made.Hangs, phrase.New(key, "name", name))
}

func (u *undo) holdTarget(ctx context.Context, tx *desk.Tx, m plan.TargetMade, account string) error {
	which := m.Target
	t, err := tx.Target(ctx, which)
	if err != nil {
		return err
	}
	u.made.Names, u.made.Cycle = append(u.made.Names, t.Name), t.Cycle
	if t.Current().Dropped {
		return nil // taken out by hand since
	}
	u.targets = append(u.targets, t)
	if t.Current().No != m.No {
		u.hangs("app.undo_revised", t.Name)
	}
	parts, err := tx.TargetsUnder(ctx, which)
	if err != nil {
		return err
	}
	if len(parts) > 0 {
		u.hangs("app.undo_allotted", t.Name)
	}
	words, err := tx.Confirmations(ctx, which)
	if err != nil {
		return err
	}
	if len(words) > 0 {
		u.hangs("app.undo_confirmed", t.Name)
	}
	return u.holdFigures(ctx, tx, t, account)
}

// holdFigures takes back what the import submitted; a figure that anybody else
// reported, or went on with, hangs on it.
func (u *undo) holdFigures(ctx context.Context, tx *desk.Tx, t target.Target, account string) error {
	figures, err := tx.ObservationsOfTarget(ctx, t.ID)
	if err != nil {
		return err
	}
	for _, o := range figures {
		switch {
		case o.State() == approval.Withdrawn:
		case string(o.By) == account && len(o.Steps) == 1 && o.State() == approval.Submitted:
			u.figures = append(u.figures, o)
		default:
			u.hangs("app.undo_reported", t.Name)
			return nil
		}
	}
	return nil
}

func (u *undo) holdTasks(ctx context.Context, tx *desk.Tx, made []id.ID) error {
	for _, which := range made {
		row, events, err := tx.Task(ctx, which)
		if err != nil {
			return err
		}
		u.made.Names = append(u.made.Names, row.Name)
		if row.State.Withdrawn {
			continue
		}
		parts, err := tx.TasksUnder(ctx, which)
		if err != nil {
			return err
		}
		parts = slices.DeleteFunc(parts, func(p store.TaskRow) bool { return slices.Contains(made, p.ID) || p.State.Withdrawn })
		own := len(events) == 1 && events[0].Step == task.Grant && events[0].At.Equal(row.At) // the sheet's own extension
		switch {
		case len(events) > 0 && !own:
			u.hangs("app.undo_worked", row.Name)
		case len(parts) > 0:
			u.hangs("app.undo_parts", row.Name)
		default:
			u.tasks = append(u.tasks, which)
		}
	}
	return nil
}

// undo writes it.
func (u *undo) undo(ctx context.Context, tx *desk.Tx, reason string) error {
	if u.other != nil {
		return u.other(ctx, tx, reason)
	}
	for _, o := range u.figures {
		taken := target.StepTaken{No: len(o.Steps) + 1, Step: approval.Withdraw, State: approval.Withdrawn, Reason: reason, By: tx.Actor.Account, ByName: tx.Name(), At: tx.Now}
		if err := tx.InsertStep(ctx, o.ID, taken); err != nil {
			return err
		}
		if _, err := tx.Log(ctx, desk.Entry{Action: "observation." + string(approval.Withdraw), Object: o.Target, Unit: u.made.Unit,
			Body: map[string]any{"observation": o.ID, "month": o.Month, "text": o.Text, "before": o.State(), "after": approval.Withdrawn, "reason": reason}}); err != nil {
			return err
		}
	}
	for _, t := range u.targets {
		r := t.Current()
		r.Dropped = true
		if err := u.revise(ctx, tx, t, r, reason); err != nil {
			return err
		}
	}
	for i, t := range u.reworded {
		if err := u.revise(ctx, tx, t, u.before[i], reason); err != nil {
			return err
		}
	}
	for _, which := range slices.Backward(u.tasks) { // parts before their wholes
		if _, err := step(ctx, tx, which, task.Event{Step: task.Withdraw, Text: reason}, nil); err != nil {
			return err
		}
	}
	return nil
}

// revise makes a revision of a target that is as another was.
func (u *undo) revise(ctx context.Context, tx *desk.Tx, t target.Target, as target.Revision, reason string) error {
	before := t.Current()
	as.No, as.Reason, as.By, as.ByName, as.At = before.No+1, reason, tx.Actor.Account, tx.Name(), tx.Now
	if _, err := tx.Log(ctx, desk.Entry{Action: "target.revised", Object: t.ID, Unit: t.Unit, Body: map[string]any{"before": before, "after": as}}); err != nil {
		return err
	}
	return tx.InsertRevision(ctx, t.ID, as)
}

// logImport adds the entry by which an import can be undone as a whole.
func logImport(ctx context.Context, tx *desk.Tx, in TasksImport, unit id.ID, rows []ImportedTask) (id.ID, error) {
	made := importedTasks{File: in.Sheet.Name}
	for _, row := range rows {
		made.Tasks = append(made.Tasks, row.Tasks...)
	}
	if len(made.Tasks) == 0 {
		return "", nil
	}
	which := cmp.Or(in.As, tx.Mint())
	_, err := tx.Log(ctx, desk.Entry{Action: TaskImport, Object: which, Unit: unit, Body: made})
	return which, err
}
