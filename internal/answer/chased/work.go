package chased

import (
	"dondoc/internal/app/desk"
	"dondoc/internal/app/later"
	"dondoc/internal/i18n"
	"dondoc/internal/job"
)

// Work is a file that a job takes in.
type Work struct {
	Job    string    `json:"job"`
	File   string    `json:"file"`
	DryRun bool      `json:"dry_run"`
	State  job.State `json:"state" enum:"waiting,running,done,dead,cancelled"`
	Done   int       `json:"done" doc:"rows gone through"`
	Total  int       `json:"total" doc:"0 while it is not known"`
	Error  string    `json:"error,omitempty"`
	Came   *came     `json:"came,omitempty" doc:"what came of it"`
}

type came struct {
	Rows      int     `json:"rows"`
	Added     int     `json:"added"`
	Revised   int     `json:"revised"`
	Unchanged int     `json:"unchanged"`
	Skipped   int     `json:"skipped"`
	Import    string  `json:"import,omitempty" doc:"by which it can be undone"`
	Faults    []fault `json:"faults" doc:"the first 500; nothing was written where there is one"`
	More      int     `json:"more" doc:"faults beyond those"`
	Told      []fault `json:"told" doc:"what was left out of the file or decided in reading it, and what is asked of rows: the first 500"`
	Untold    int     `json:"untold" doc:"of that beyond those"`
}

type fault struct {
	Row     int    `json:"row,omitempty"`
	Cell    string `json:"cell,omitempty"`
	Field   string `json:"field,omitempty"`
	Key     string `json:"key"`
	Message string `json:"message"`
}

// OfWork writes it.
func OfWork(lang i18n.Lang, w later.Work) Work {
	out := Work{Job: string(w.Job.ID), File: w.File, DryRun: w.DryRun, State: w.Job.State, Done: w.Job.Done, Total: w.Job.Total, Error: w.Job.Error}
	if c := w.Came; c != nil {
		out.Came = &came{Rows: c.Rows, Added: c.By[desk.Added], Revised: c.By[desk.Revised], Unchanged: c.By[desk.Unchanged], Skipped: c.By[desk.Skipped], Import: string(c.Import), Faults: ofFaults(lang, c.Faults), More: c.More, Told: ofFaults(lang, c.Told), Untold: c.Untold}
	}
	return out
}

func ofFaults(lang i18n.Lang, all []later.Fault) []fault {
	out := []fault{}
	for _, f := range all {
		out = append(out, fault{f.Row, f.Cell, f.Field, f.Said.Key, i18n.Say(lang, f.Said.Phrase())})
	}
	return out
}
