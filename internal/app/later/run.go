package later

import (
	"context"
	"encoding/json"
	"errors"
	"sync"
	"time"

	"dondoc/internal/access"
	"dondoc/internal/app/desk"
	"dondoc/internal/app/jobs"
	"dondoc/internal/app/plan"
	"dondoc/internal/app/tasks"
	"dondoc/internal/errs"
	"dondoc/internal/id"
	"dondoc/internal/job"
	"dondoc/internal/phrase"
	"dondoc/internal/store"
)

// sayEvery is how often a job that takes a file in says that it goes on.
const sayEvery = 3 * time.Second

// mostFaults is how many faults of a file are kept.
const mostFaults = 500

// farOf is how far the imports of this process are: where one process writes at a
// time, the table cannot say so while a file is taken in.
type farOf struct{ m sync.Map }

type far struct{ done, total int }

func (f *farOf) show(j *job.Job) {
	if at, ok := f.m.Load(j.ID); ok && j.State == job.Running {
		j.Done, j.Total = at.(far).done, at.(far).total
	}
}

// Run takes a file in as who asked for it, with the rights they have by then.
func (a *Wing) Run(ctx context.Context, j job.Job, say func(done, total int) error) error {
	var p job.File
	var actor access.Actor
	err := a.desk.Look(ctx, func(ctx context.Context, tx *store.Tx) (err error) {
		if p, err = tx.PutOff(ctx, j.ID); err != nil {
			return err
		}
		account, err := tx.AccountByID(ctx, p.Account)
		if err == nil && account.Disabled {
			err = errs.New(errs.Forbidden, "job.asker_gone")
		}
		if err != nil {
			return err
		}
		actor, err = desk.ActorOf(ctx, tx, account)
		return err
	})
	if err != nil {
		return forGood(err)
	}
	var in asked
	if err := json.Unmarshal([]byte(p.Asked), &in); err != nil {
		return jobs.ForGood{Err: err}
	}
	within, stop := a.goesOn(ctx, j.ID, say)
	if in.Tasks != nil {
		in.Tasks.As = j.ID
	} else {
		in.Targets.As = j.ID
	}
	came, err := a.take(within, actor, in, p.Content)
	stop()
	if err == nil {
		err = context.Cause(within)
		if errors.Is(err, errEnded) {
			err = nil
		}
	}
	if err != nil {
		return forGood(err)
	}
	if !in.dry() && came.Import == "" {
		if err := a.wasTaken(ctx, actor, j.ID, &came); err != nil {
			return forGood(err)
		}
	}
	text, err := json.Marshal(came)
	if err == nil {
		err = a.desk.Keep(ctx, func(ctx context.Context, tx *store.Tx) error { return tx.PutOffCame(ctx, j.ID, string(text)) })
	}
	if err == nil {
		err = say(came.Rows, came.Rows)
	}
	return err
}

// wasTaken tells of a file that a run before took in, which ended before it could say so.
func (a *Wing) wasTaken(ctx context.Context, actor access.Actor, which id.ID, came *Result) error {
	_, err := a.tasks.ImportOf(ctx, actor, which)
	if errs.Is(err, errs.NotFound) || errs.Is(err, errs.Forbidden) {
		return nil
	}
	if err == nil {
		came.Import = which
		came.tell(0, phrase.New("job.import_before"))
	}
	return err
}

var errEnded = errors.New("ended")

// goesOn has the table told, while a file is taken in, how far it is; the context ends
// where it is asked to stop.
func (a *Wing) goesOn(ctx context.Context, which id.ID, say func(done, total int) error) (context.Context, func()) {
	within, cancel := context.WithCancelCause(ctx)
	within = desk.WithFar(within, func(done, total int) { a.far.m.Store(which, far{done, total}) })
	tick := time.NewTicker(sayEvery)
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		for {
			select {
			case <-within.Done():
				return
			case <-tick.C:
			}
			at, _ := a.far.m.LoadOrStore(which, far{})
			if err := say(at.(far).done, at.(far).total); err != nil && !errs.Is(err, errs.Busy) && within.Err() == nil {
				cancel(err)
			}
		}
	}()
	return within, func() {
		tick.Stop()
		cancel(errEnded)
		<-ended
		a.far.m.Delete(which)
	}
}

// take takes a file in. What is wrong with the file is what came of it, and no failure
// of the job.
func (a *Wing) take(ctx context.Context, actor access.Actor, in asked, content []byte) (Result, error) {
	var out Result
	var err error
	if in.Tasks != nil {
		in.Tasks.Sheet.Content = content
		out, err = a.takeTasks(ctx, actor, *in.Tasks)
	} else {
		in.Targets.Sheet.Content = content
		out, err = a.takeTargets(ctx, actor, *in.Targets)
	}
	if err == nil || ctx.Err() != nil {
		return out, errors.Join(err, ctx.Err())
	}
	switch errs.KindOf(err) {
	case errs.Internal, errs.Busy, errs.Unavailable:
		return out, err
	}
	all := errs.All(err)
	if len(all) > mostFaults {
		out.More, all = len(all)-mostFaults, all[:mostFaults]
	}
	for _, e := range all {
		out.Faults = append(out.Faults, faultOf(e))
	}
	return out, nil
}

func (a *Wing) takeTasks(ctx context.Context, actor access.Actor, in tasks.TasksImport) (Result, error) {
	done, err := a.tasks.ImportTasks(ctx, actor, in)
	out := Result{Rows: len(done.Rows), By: map[desk.Change]int{}, Import: done.Import}
	out.tell(0, done.Table.Told()...)
	for _, r := range done.Rows {
		out.By[r.Change]++
		out.tell(r.Row, r.Questions...)
	}
	return out, err
}

func (a *Wing) takeTargets(ctx context.Context, actor access.Actor, in plan.Import) (Result, error) {
	done, err := a.plan.ImportTargets(ctx, actor, in)
	out := Result{Rows: len(done.Rows), By: map[desk.Change]int{}, Import: done.Import}
	out.tell(0, done.Table.Told()...)
	if done.Entered {
		out.tell(0, done.Under())
	}
	for _, r := range done.Rows {
		out.By[r.Change]++
		for _, q := range r.Read.Questions {
			out.tell(r.No, q.Ask)
		}
	}
	return out, err
}

// tell keeps what is to be known of a row, or of the file (0).
func (r *Result) tell(row int, said ...phrase.Phrase) {
	for _, p := range said {
		if len(r.Told) >= mostFaults {
			r.Untold++
			continue
		}
		r.Told = append(r.Told, Fault{Row: row, Said: keep(p)})
	}
}

// forGood marks errors after which trying again does not help.
func forGood(err error) error {
	switch errs.KindOf(err) {
	case errs.Internal, errs.Busy, errs.Unavailable:
		return err
	}
	return jobs.ForGood{Err: err}
}
