package cli

import (
	"fmt"

	"dondoc/internal/access"
	"dondoc/internal/answer/chased"
	"dondoc/internal/app"
	"dondoc/internal/app/desk"
	"dondoc/internal/i18n"
	"dondoc/internal/id"
)

// putOff tells of a file that a job takes in.
func (a *ask) putOff(which id.ID, err error) error {
	if err != nil {
		return err
	}
	if a.root.JSON {
		a.print(map[string]id.ID{"job": which})
		return nil
	}
	a.say("job.later", "job", string(which))
	return nil
}

type jobsShowCmd struct {
	Job string `arg:"" help:"mã việc | the job"`
}

func (c *jobsShowCmd) Run(a *ask) error {
	return a.with(func(p *app.App, actor access.Actor) error {
		w, err := p.ImportLater(a.Context, actor, id.ID(c.Job))
		if err != nil {
			return err
		}
		if a.root.JSON {
			a.print(chased.OfWork(a.lang, w))
			return nil
		}
		key := "job.import_begins"
		if w.Job.Total > 0 {
			key = "job.import_far"
		}
		a.say(key, "file", w.File, "state", a.t("job."+string(w.Job.State)), "done", w.Job.Done, "total", w.Job.Total)
		if w.DryRun {
			a.say("job.import_dry")
		}
		if w.Job.Error != "" {
			fmt.Fprintln(a.Stdout, w.Job.Error)
		}
		c := w.Came
		if c == nil {
			return nil
		}
		for _, f := range c.Told {
			at := "!"
			if f.Row > 0 {
				at = "? " + a.t("cli.at_row", "row", f.Row) + ":"
			}
			fmt.Fprintln(a.Stdout, at, i18n.Say(a.lang, f.Said.Phrase()))
		}
		if c.Untold > 0 {
			a.say("job.import_untold", "n", c.Untold)
		}
		if len(c.Faults) == 0 {
			a.say("job.import_rows", "n", c.Rows, "added", c.By[desk.Added], "revised", c.By[desk.Revised], "unchanged", c.By[desk.Unchanged], "skipped", c.By[desk.Skipped])
			a.undoable(c.Import)
			return nil
		}
		for _, f := range c.Faults {
			fmt.Fprintf(a.Stdout, "%s %s: %s\n", a.t("cli.at_row", "row", f.Row), f.Cell, i18n.Say(a.lang, f.Said.Phrase()))
		}
		a.say("job.import_faults", "n", len(c.Faults)+c.More)
		return errSaid
	})
}

type jobsTakeCmd struct {
	Job string `arg:"" help:"mã việc xem trước | the job of the rehearsal"`
}

func (c *jobsTakeCmd) Run(a *ask) error {
	return a.with(func(p *app.App, actor access.Actor) error {
		which, err := p.InEarnest(a.Context, actor, id.ID(c.Job))
		return a.putOff(which, err)
	})
}

type jobsCheckCmd struct{}

func (c *jobsCheckCmd) Run(a *ask) error {
	return a.with(func(p *app.App, actor access.Actor) error {
		which, err := p.CheckNow(a.Context, actor)
		if err != nil {
			return err
		}
		if a.root.JSON {
			a.print(map[string]id.ID{"job": which})
			return nil
		}
		a.say("job.asked_check", "job", string(which))
		return nil
	})
}
