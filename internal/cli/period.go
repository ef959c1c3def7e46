package cli

import (
	"dondoc/internal/access"
	"dondoc/internal/answer"
	"dondoc/internal/answer/chased"
	"dondoc/internal/app"
	"dondoc/internal/app/desk"
	"dondoc/internal/errs"
	"dondoc/internal/id"
	"dondoc/internal/period"
)

type periodCmd struct {
	List     periodListCmd     `cmd:"" default:"withargs" help:"các tháng của năm | the months of a year" example:"dondoc period --unit ngan-son --cycle 2023"`
	Lock     periodLockCmd     `cmd:"" help:"khóa kỳ | lock a month" example:"dondoc period lock --unit ngan-son --month 11/2023"`
	Schedule periodScheduleCmd `cmd:"" help:"lịch báo cáo của đơn vị; đặt lịch khác khi có --day | when a unit's months are asked for; agree on another day with --day" example:"dondoc period schedule --unit ngan-son --cycle 2026\ndondoc period schedule --as van-phong --unit ngan-son --cycle 2026 --from 01/2026 --day 20 --within --close 10 --reason 'CV 12/UBND'"`
	Reopen   periodReopenCmd   `cmd:"" help:"mở lại kỳ | reopen a month" example:"dondoc period reopen --unit ngan-son --month 11/2023 --until 15/01/2024 --reason 'thiếu số liệu một xã'"`
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
		return a.months(p, actor, unit, month.Cycle(), "")
	})
}

type periodScheduleCmd struct {
	Unit    string `required:"" help:"mã đơn vị | unit code"`
	Cycle   string `required:"" help:"năm xem lịch | year to show"`
	From    string `help:"áp dụng từ tháng | from the month" placeholder:"01/2026"`
	Day     int    `help:"ngày hạn, 1–28 | day it is due, 1–28" placeholder:"20"`
	Within  bool   `help:"của chính tháng báo cáo (số ước), mặc định là tháng sau | of the month itself, else of the month after"`
	Every   int    `default:"1" help:"1 hằng tháng, 3 hằng quý, 6, 12 | 1 every month, 3 every quarter, 6, 12"`
	Working bool   `help:"ngày nghỉ thì lùi sang ngày làm việc | a day off moves to the next working day"`
	Grace   int    `help:"số ngày sau hạn chưa tính là chậm | days that are not late yet"`
	Close   int    `help:"tự khóa kỳ sau hạn số ngày; 0 là không | days after which the month closes by itself; 0 for never"`
	Looks   int    `help:"1: duyệt ngay; 2: thẩm định rồi duyệt; 3: thẩm định hai lần rồi duyệt | 1 approved at once, 2 verified then approved, 3 verified twice" placeholder:"2"`
	Drop    bool   `help:"bỏ lịch riêng từ tháng --from | drop the unit's own from --from on"`
	Reason  string `help:"lý do | reason"`
}

func (c *periodScheduleCmd) Run(a *ask) error {
	cycle, err := period.ParseCycle(c.Cycle)
	if err != nil {
		return err
	}
	if c.Day == 0 && !c.Drop {
		return a.with(func(p *app.App, actor access.Actor) error { return a.schedule(p, actor, c.Unit, cycle) })
	}
	from, err := period.ParseMonth(c.From)
	if err != nil {
		return errs.All(err)[0].In("from")
	}
	s := period.Schedule{From: from, Day: c.Day, Within: c.Within, Every: c.Every, Working: c.Working, Grace: c.Grace, Close: c.Close, Looks: c.Looks, Reason: c.Reason}
	if c.Drop {
		s = period.Schedule{From: from, Reason: c.Reason}
	}
	return a.with(func(p *app.App, actor access.Actor) error {
		if err := p.SetSchedule(a.Context, actor, c.Unit, s); err != nil {
			return err
		}
		return a.schedule(p, actor, c.Unit, cycle)
	})
}

// schedule prints when a unit's months are asked for.
func (a *ask) schedule(p *app.App, actor access.Actor, unit string, cycle period.Cycle) error {
	found, err := p.Schedule(a.Context, actor, unit, cycle)
	if err != nil {
		return err
	}
	if a.root.JSON {
		a.print(chased.OfSchedule(found))
		return nil
	}
	if found.Of.ID == "" {
		a.say("cli.schedule_usual")
	} else {
		a.say("cli.schedule_of", "unit", found.Of.Name, "by", found.Holds.ByName, "reason", found.Holds.Reason)
	}
	var rows [][]string
	for _, m := range found.Months {
		due := a.t("cli.schedule_unasked")
		if m.Asked {
			due = m.Due.Say("")
		}
		rows = append(rows, []string{m.Month.Say(""), due, m.Closes.Say("")})
	}
	table(a.Stdout, []string{a.t("cli.month"), a.t("cli.schedule_due"), a.t("cli.schedule_closes")}, rows, nil)
	return nil
}

type periodListCmd struct {
	Unit    string `required:"" help:"mã đơn vị | unit code"`
	Cycle   string `required:"" help:"năm | year"`
	AsKnown string `help:"như đã biết đến ngày | as known on a day" placeholder:"10/01/2024"`
}

func (c *periodListCmd) Run(a *ask) error {
	known, err := optionalDate(c.AsKnown)
	if err != nil {
		return in(err, "as_known")
	}
	cycle, err := period.ParseCycle(c.Cycle)
	if err != nil {
		return err
	}
	return a.onUnit(c.Unit, func(p *app.App, actor access.Actor, _ *desk.Directory, unit id.ID) error {
		return a.months(p, actor, unit, cycle, known)
	})
}

// months prints how the months of a cycle stand for a unit.
func (a *ask) months(p *app.App, actor access.Actor, unit id.ID, cycle period.Cycle, known period.Date) error {
	all, err := p.Months(a.Context, actor, unit, cycle, known)
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
