package cli

import (
	"dondoc/internal/access"
	"dondoc/internal/answer"
	"dondoc/internal/app"
	"dondoc/internal/app/desk"
	"dondoc/internal/id"
	"dondoc/internal/period"
)

type periodCmd struct {
	List   periodListCmd   `cmd:"" default:"withargs" help:"các tháng của năm | the months of a year" example:"dondoc period --unit ngan-son --cycle 2023"`
	Lock   periodLockCmd   `cmd:"" help:"khóa kỳ | lock a month" example:"dondoc period lock --unit ngan-son --month 11/2023"`
	Reopen periodReopenCmd `cmd:"" help:"mở lại kỳ | reopen a month" example:"dondoc period reopen --unit ngan-son --month 11/2023 --until 15/01/2024 --reason 'thiếu số liệu một xã'"`
}

type periodLockCmd struct {
	Unit  string `required:"" help:"mã đơn vị | unit code"`
	Month string `required:"" help:"tháng | month"`
}

func (c *periodLockCmd) Run(a *ask) error {
	return a.onMonth(c.Unit, c.Month, func(p *app.App, actor access.Actor, unit id.ID, month period.Month) error {
		return p.LockPeriod(a.Context, actor, unit, month)
	})
}

type periodReopenCmd struct {
	Unit   string `required:"" help:"mã đơn vị | unit code"`
	Month  string `required:"" help:"tháng | month"`
	Until  string `required:"" help:"mở đến hết ngày | last open day"`
	Reason string `required:"" help:"lý do | reason"`
}

func (c *periodReopenCmd) Run(a *ask) error {
	until, err := period.ParseDate(c.Until)
	if err != nil {
		return err
	}
	return a.onMonth(c.Unit, c.Month, func(p *app.App, actor access.Actor, unit id.ID, month period.Month) error {
		return p.ReopenPeriod(a.Context, actor, unit, month, until, c.Reason)
	})
}

func (a *ask) onMonth(code, text string, do func(*app.App, access.Actor, id.ID, period.Month) error) error {
	month, err := period.ParseMonth(text)
	if err != nil {
		return err
	}
	return a.onUnit(code, func(p *app.App, actor access.Actor, _ *desk.Directory, unit id.ID) error {
		if err := do(p, actor, unit, month); err != nil {
			return err
		}
		return a.months(p, actor, unit, month.Cycle())
	})
}

type periodListCmd struct {
	Unit  string `required:"" help:"mã đơn vị | unit code"`
	Cycle string `required:"" help:"năm | year"`
}

func (c *periodListCmd) Run(a *ask) error {
	cycle, err := period.ParseCycle(c.Cycle)
	if err != nil {
		return err
	}
	return a.onUnit(c.Unit, func(p *app.App, actor access.Actor, _ *desk.Directory, unit id.ID) error {
		return a.months(p, actor, unit, cycle)
	})
}

// months prints how the months of a cycle stand for a unit.
func (a *ask) months(p *app.App, actor access.Actor, unit id.ID, cycle period.Cycle) error {
	all, err := p.Months(a.Context, actor, unit, cycle)
	if err != nil {
		return err
	}
	out := answer.OfMonths(all)
	if a.root.JSON {
		a.print(out)
		return nil
	}
	var rows [][]string
	for _, m := range out.Rows {
		state := a.t("cli.month_open")
		switch {
		case m.Locked:
			state = a.t("figure.locked")
		case m.Reopened:
			state = a.t("figure.reopened")
		}
		rows = append(rows, []string{m.Month.Say(""), state, m.Unit, m.By, m.Until.Say(""), m.Reason})
	}
	table(a.Stdout, []string{a.t("cli.month"), "", a.t("cli.unit"), a.t("cli.who"), a.t("cli.until"), a.t("cli.reason")}, rows, nil)
	return nil
}
