package cli

import (
	"fmt"

	"dondoc/internal/access"
	"dondoc/internal/answer"
	"dondoc/internal/app"
	"dondoc/internal/app/tasks"
	"dondoc/internal/errs"
	"dondoc/internal/id"
)

type importsCmd struct {
	Show importsShowCmd `cmd:"" help:"những gì một lần nhập đã tạo, điều gì cản trở hoàn tác | what an import made, what stands in the way of undoing it" example:"dondoc imports show 018f…"`
	Undo importsUndoCmd `cmd:"" help:"hoàn tác cả lần nhập khi chưa có gì gắn vào | undo it all while nothing hangs on it" example:"dondoc imports undo 018f… --reason 'nhầm tệp'"`
}

type importsShowCmd struct {
	Import id.ID `arg:"" help:"mã lần nhập | the import"`
}

func (c *importsShowCmd) Run(a *ask) error {
	return a.with(func(p *app.App, actor access.Actor) error {
		made, err := p.ImportOf(a.Context, actor, c.Import)
		if err != nil {
			return err
		}
		a.imported(made, nil)
		return nil
	})
}

type importsUndoCmd struct {
	Import id.ID  `arg:"" help:"mã lần nhập | the import"`
	Reason string `required:"" help:"lý do | reason"`
}

func (c *importsUndoCmd) Run(a *ask) error {
	return a.with(func(p *app.App, actor access.Actor) error {
		made, err := p.UndoImport(a.Context, actor, c.Import, c.Reason)
		if len(made.Hangs) == 0 && err != nil {
			return err
		}
		if err == nil {
			made.Undone = true
		}
		a.imported(made, errs.All(err))
		if err != nil {
			return errSaid
		}
		return nil
	})
}

// imported says what an import made and what hangs on it.
func (a *ask) imported(made tasks.ImportMade, list errs.List) {
	out := answer.OfImported(a.lang, made, list)
	if a.root.JSON {
		a.print(out)
		return
	}
	a.say("cli.import_made", "file", out.File, "on", out.On, "by", out.By, "added", len(out.Added), "revised", len(out.Revised))
	for _, name := range append(out.Added, out.Revised...) {
		fmt.Fprintln(a.Stdout, "-", name)
	}
	a.notes(out.Hangs)
	if out.Undone {
		a.say("cli.import_undone")
	}
}

// undoable tells how an import can be undone.
func (a *ask) undoable(which id.ID) {
	if which != "" {
		a.say("cli.import_undoable", "import", string(which))
	}
}
