// Package later takes in files by jobs of their own: large ones, that nobody waits
// for with the page open.
package later

import (
	"context"
	"encoding/json"

	"dondoc/internal/access"
	"dondoc/internal/app/desk"
	"dondoc/internal/app/jobs"
	"dondoc/internal/app/plan"
	"dondoc/internal/app/tasks"
	"dondoc/internal/errs"
	"dondoc/internal/id"
	"dondoc/internal/job"
	"dondoc/internal/store"
)

// Wing is these use-cases over one desk. It is safe for concurrent use.
type Wing struct {
	desk  *desk.Desk
	plan  *plan.Wing
	tasks *tasks.Wing
	far   farOf
}

// New makes the wing.
func New(k *desk.Desk, p *plan.Wing, t *tasks.Wing) *Wing {
	return &Wing{desk: k, plan: p, tasks: t}
}

// asked is what is kept of an import until its job runs: one of the two.
type asked struct {
	Targets *plan.Import       `json:",omitempty"`
	Tasks   *tasks.TasksImport `json:",omitempty"`
}

func (a asked) dry() bool {
	return a.Targets != nil && a.Targets.DryRun || a.Tasks != nil && a.Tasks.DryRun
}

// TargetsLater has a sheet of targets taken in by a job, or only rehearsed, and gives
// the job. Forbidden for who may not take it in at all.
func (a *Wing) TargetsLater(ctx context.Context, actor access.Actor, in plan.Import) (id.ID, error) {
	content := in.Sheet.Content
	in.Sheet.Content = nil
	return a.putOff(ctx, actor, access.ManageTargets, in.Unit, in.Sheet.Name, content, asked{Targets: &in})
}

// TasksLater does so with a list of tasks.
func (a *Wing) TasksLater(ctx context.Context, actor access.Actor, in tasks.TasksImport) (id.ID, error) {
	content := in.Sheet.Content
	in.Sheet.Content = nil
	return a.putOff(ctx, actor, access.ManageTasks, in.Unit, in.Sheet.Name, content, asked{Tasks: &in})
}

func (a *Wing) putOff(ctx context.Context, actor access.Actor, needs access.Action, unit, file string, content []byte, in asked) (which id.ID, err error) {
	if err := desk.InPerson(actor); err != nil {
		return "", err
	}
	text, err := json.Marshal(in)
	if err != nil {
		return "", err
	}
	err = a.desk.Write(ctx, actor, func(ctx context.Context, tx *desk.Tx) (desk.Entry, error) {
		of, err := tx.Dir.UnitByCode(unit)
		if err == nil {
			err = tx.Dir.May(needs, of)
		}
		if err != nil {
			return desk.Entry{}, err
		}
		if len(content) == 0 {
			return desk.Entry{}, errs.New(errs.Invalid, "app.import_empty").Try("app.import_empty_hint").In("file")
		}
		which = tx.Mint()
		if _, err := tx.InsertJob(ctx, job.Job{ID: which, Kind: job.Importing, Once: string(which), Unit: of, By: actor.Account, RunAt: tx.Now, Made: tx.Now}); err != nil {
			return desk.Entry{}, err
		}
		return desk.Entry{Action: "job.asked", Object: which, Unit: of, Body: map[string]any{"kind": job.Importing, "file": file, "dry_run": in.dry()}},
			tx.InsertPutOff(ctx, job.File{Job: which, Account: actor.Account, Name: file, Asked: string(text), Content: content, At: tx.Now})
	})
	return which, err
}

// Work is an import that was put off, and how it stands.
type Work struct {
	Job    job.Job
	File   string
	Tasks  bool // else targets
	DryRun bool
	Came   *Result // nil before the end
}

// Result is what came of it.
type Result struct {
	Rows   int
	By     map[desk.Change]int // rows, by what becomes of them
	Import id.ID               // by which it can be undone
	Faults []Fault
	More   int     // faults beyond those
	Told   []Fault // what was left out of the file or decided in reading it, and what is asked of rows
	Untold int     // of that beyond those
}

// ImportLater gives an import that was put off, to who asked for it and to who may see
// its job. NotFound for others.
func (a *Wing) ImportLater(ctx context.Context, actor access.Actor, which id.ID) (Work, error) {
	var out Work
	err := a.desk.Read(ctx, actor, func(ctx context.Context, tx *desk.Tx) error {
		p, err := tx.PutOff(ctx, which)
		if err != nil {
			return desk.Missing(err)
		}
		if out.Job, err = tx.Job(ctx, which); err != nil {
			return desk.Missing(err)
		}
		if p.Account != actor.Account || actor.Account == "" {
			if jobs.May(tx.Dir, out.Job.Unit) != nil {
				return errs.New(errs.NotFound, "access.not_found")
			}
		}
		var in asked
		if err := json.Unmarshal([]byte(p.Asked), &in); err != nil {
			return err
		}
		out.File, out.Tasks, out.DryRun = p.Name, in.Tasks != nil, in.dry()
		if p.Result != "" {
			err = json.Unmarshal([]byte(p.Result), &out.Came)
		}
		return err
	})
	a.far.show(&out.Job)
	return out, err
}

// InEarnest has what was rehearsed by a job taken in by another, and gives that one.
// Conflict where it was none, or has faults, or is not done.
func (a *Wing) InEarnest(ctx context.Context, actor access.Actor, which id.ID) (id.ID, error) {
	w, err := a.ImportLater(ctx, actor, which)
	if err != nil {
		return "", err
	}
	if !w.DryRun || w.Came == nil || len(w.Came.Faults) > 0 {
		return "", errs.New(errs.Conflict, "job.not_rehearsed")
	}
	var p job.File
	if err := a.desk.Look(ctx, func(ctx context.Context, tx *store.Tx) (err error) { p, err = tx.PutOff(ctx, which); return err }); err != nil {
		return "", desk.Missing(err)
	}
	var in asked
	if err := json.Unmarshal([]byte(p.Asked), &in); err != nil {
		return "", err
	}
	if in.Tasks != nil {
		in.Tasks.DryRun, in.Tasks.Sheet.Content = false, p.Content
		return a.TasksLater(ctx, actor, *in.Tasks)
	}
	in.Targets.DryRun, in.Targets.Sheet.Content = false, p.Content
	return a.TargetsLater(ctx, actor, *in.Targets)
}
