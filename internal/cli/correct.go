package cli

import (
	"strings"

	"dondoc/internal/access"
	"dondoc/internal/app"
	"dondoc/internal/app/plan"
	"dondoc/internal/errs"
	"dondoc/internal/id"
	"dondoc/internal/period"
)

type correctCmd struct {
	Subject string   `arg:"" help:"target, document, task, unit, post, person, appointment, account" placeholder:"target"`
	Of      string   `arg:"" help:"mã; chỉ tiêu: đơn vị/năm/số thứ tự; đơn vị: mã đơn vị | identifier; a target unit/cycle/number; a unit its code" placeholder:"ngan-son/2023/3"`
	Set     []string `arg:"" help:"mục=giá trị đúng | entry=right value" placeholder:"uom=ha"`
	Version string   `help:"của đơn vị: ngày bắt đầu của giai đoạn cần sửa | of a unit: first day of the version" placeholder:"01/07/2025"`
	Reason  string   `help:"lý do | reason" required:""`
}

func (c *correctCmd) Run(a *ask) error {
	version, err := optionalDate(c.Version)
	if err != nil {
		return err
	}
	set := map[string]string{}
	for _, pair := range c.Set {
		name, value, ok := strings.Cut(pair, "=")
		if !ok {
			return errs.New(errs.Invalid, "cli.set_form", "text", pair)
		}
		set[strings.TrimSpace(name)] = value
	}
	return a.with(func(p *app.App, actor access.Actor) error {
		of, err := subjectOf(a, p, actor, c.Subject, c.Of)
		if err != nil {
			return err
		}
		if err := p.Correct(a.Context, actor, app.Correction{Subject: c.Subject, Object: of, Version: version, Set: set, Reason: c.Reason}); err != nil {
			return err
		}
		a.say("cli.corrected")
		return nil
	})
}

// subjectOf reads what names a record.
func subjectOf(a *ask, p *app.App, actor access.Actor, subject, text string) (id.ID, error) {
	switch subject {
	case "target":
		return targetOf(a, p, actor, text)
	case "unit":
		d, err := p.Directory(a.Context, actor)
		if err != nil {
			return "", err
		}
		return d.UnitByCode(text)
	}
	return id.ID(text), nil
}

type undoCmd struct {
	Subject string `arg:"" help:"unit, post, appointment, task, steps (bước vừa làm, cần --as) | … steps (the last ones, needs --as)" placeholder:"task"`
	Of      string `arg:"" optional:"" help:"mã; đơn vị: mã đơn vị | identifier; a unit its code" placeholder:"018f…"`
	DryRun  bool   `help:"chỉ xem có hoàn tác được không | only say whether it could be done"`
}

func (c *undoCmd) Run(a *ask) error {
	return a.with(func(p *app.App, actor access.Actor) error {
		of, err := subjectOf(a, p, actor, c.Subject, c.Of)
		if err != nil {
			return err
		}
		if err := p.Undo(a.Context, actor, c.Subject, of, c.DryRun); err != nil {
			return err
		}
		if c.DryRun {
			a.say("cli.undo_could")
			return nil
		}
		a.say("cli.undone")
		return nil
	})
}

type targetsAnsweringCmd struct {
	Targets []string `arg:"" help:"mã chỉ tiêu, hoặc đơn vị/năm/số thứ tự | identifiers, or unit/cycle/number" placeholder:"ngan-son/2023/3"`
	To      string   `help:"mã đơn vị chịu trách nhiệm | code of the unit that answers" required:""`
	From    string   `help:"từ ngày | from the day" required:"" placeholder:"01/07/2025"`
	Reason  string   `help:"quyết định, lý do | decision or reason" required:""`
}

func (c *targetsAnsweringCmd) Run(a *ask) error {
	from, err := period.ParseDate(c.From)
	if err != nil {
		return err
	}
	return a.with(func(p *app.App, actor access.Actor) error {
		in := plan.NewAnswering{From: from, Reason: c.Reason}
		if in.Unit, err = subjectOf(a, p, actor, "unit", c.To); err != nil {
			return err
		}
		for _, text := range c.Targets {
			of, err := targetOf(a, p, actor, text)
			if err != nil {
				return err
			}
			in.Targets = append(in.Targets, of)
		}
		n, err := p.ChangeAnswering(a.Context, actor, in)
		if err != nil {
			return err
		}
		if a.root.JSON {
			a.print(map[string]int{"changed": n})
			return nil
		}
		if today := period.DateOf(p.Now()); from > today {
			a.say("cli.answering_ahead", "n", n, "from", from)
			return nil
		}
		a.say("cli.answering_changed", "n", n)
		return nil
	})
}

type targetsWithdrawCmd struct {
	Ahead string `arg:"" help:"mã thay đổi, ở targets show --json | identifier of the change, in targets show --json" placeholder:"018f…"`
}

func (c *targetsWithdrawCmd) Run(a *ask) error {
	return a.with(func(p *app.App, actor access.Actor) error {
		if err := p.WithdrawAnswering(a.Context, actor, id.ID(c.Ahead)); err != nil {
			return err
		}
		a.say("cli.answering_withdrawn")
		return nil
	})
}

type targetsEnforceCmd struct{}

func (c *targetsEnforceCmd) Run(a *ask) error {
	return a.with(func(p *app.App, actor access.Actor) error {
		n, err := p.ComeIntoForce(a.Context, actor)
		a.say("cli.answering_in_force", "n", n)
		return err
	})
}
