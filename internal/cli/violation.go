package cli

import (
	"fmt"

	"dondoc/internal/access"
	"dondoc/internal/answer"
	"dondoc/internal/answer/register"
	"dondoc/internal/app"
	"dondoc/internal/app/shortcomings"
	"dondoc/internal/capital"
	"dondoc/internal/errs"
	"dondoc/internal/id"
	"dondoc/internal/period"
	"dondoc/internal/violation"
)

type violationsCmd struct {
	List    violationsListCmd   `cmd:"" default:"withargs" help:"sổ vi phạm, vụ việc của đơn vị trong năm, so với năm trước | a unit's register of a year beside the year before" example:"dondoc violations --unit ngan-son --year 2023 --below"`
	Kinds   violationsKindsCmd  `cmd:"" help:"các loại vi phạm, vụ việc | the kinds" example:"dondoc violations kinds"`
	Add     violationsAddCmd    `cmd:"" help:"ghi một vụ | record one" example:"dondoc violations add --unit bang-van --kind forestry --on 10/05/2023 --place 'Khuổi Luông' 'Khai thác gỗ không phép'"`
	Correct violationsFixCmd    `cmd:"" help:"sửa, ghi kết quả xử lý | put one right, or how it was handled" example:"dondoc violations correct 018f… --handling sanctioned --handled-on 20/05/2023 --decision 12/QĐ-XPHC --fine '5 triệu' --reason 'đã xử phạt'"`
	Strike  violationsStrikeCmd `cmd:"" help:"gạch một vụ khỏi sổ | strike one out" example:"dondoc violations strike 018f… --reason 'nhập hai lần'"`
	Feed    violationsFeedCmd   `cmd:"" help:"cho chỉ tiêu lấy số vụ từ sổ | have a target take its count from the register" example:"dondoc violations feed ngan-son/2023/9 --kind forestry"`
	Report  violationsSendCmd   `cmd:"" help:"báo cáo số vụ trong sổ cho chỉ tiêu (cần --as) | report what the register comes to (needs --as)" example:"dondoc violations report --as can-bo ngan-son/2023/9 --month 11/2023"`
}

type violationsListCmd struct {
	ofYear
	paged
	Below   bool   `help:"cả các đơn vị cấp dưới | with all units below"`
	Kind    string `help:"loại | kind" placeholder:"forestry"`
	Pending bool   `help:"chưa xử lý xong | not handled yet"`
	Struck  bool   `help:"đã gạch khỏi sổ | struck out"`
	AsKnown string `help:"như đã biết đến ngày | as known on a day" placeholder:"10/01/2024"`
}

func (c *violationsListCmd) Run(a *ask) error {
	year, err := c.cycle(a)
	if err != nil {
		return err
	}
	known, err := optionalDate(c.AsKnown)
	if err != nil {
		return in(err, "as_known")
	}
	return a.reading(func(p *app.App, actor access.Actor) error {
		found, err := p.Violations(a.Context, actor, shortcomings.ViolationQuery{Unit: c.Unit, Year: year, Below: c.Below, Kind: c.Kind, Pending: c.Pending, Struck: c.Struck, AsKnown: known})
		if err != nil {
			return err
		}
		out := register.OfViolations(a.lang, found, c.After, c.Limit)
		if a.root.JSON {
			a.print(out)
			return nil
		}
		if alone := out.Before.Cases == 0; alone {
			a.say("cli.violations_alone", "unit", found.Unit.Name, "year", string(year), "n", out.Now.Cases, "people", out.Now.People, "until", out.Until)
		} else {
			a.say("cli.violations", "unit", found.Unit.Name, "year", string(year), "n", out.Now.Cases, "people", out.Now.People, "until", out.Until, "before", out.Before.Cases, "same", out.Same)
		}
		var rows [][]string
		for _, k := range out.Compared {
			rows = append(rows, []string{k.Name, fmt.Sprint(k.Now.Cases), fmt.Sprint(k.Before.Cases), fmt.Sprintf("%+d", k.Now.Cases-k.Before.Cases)})
			if out.Before.Cases == 0 { // nothing was written down in the year before: there is nothing to compare with
				rows[len(rows)-1][2], rows[len(rows)-1][3] = "–", "–"
			}
		}
		if len(rows) > 0 {
			table(a.Stdout, []string{a.t("cli.kind"), string(year), string(year.Start().AddDays(-1).Month().Cycle()), "±"}, rows, map[int]bool{1: true, 2: true, 3: true})
		}
		rows = nil
		for _, v := range out.Rows {
			rows = append(rows, []string{v.On.Say(""), v.KindName, clip(v.Place, 30), clip(v.What, 50), fmt.Sprint(v.Cases), a.t("violation.handling_" + string(v.Handling)), string(v.ID)})
		}
		if len(rows) > 0 {
			fmt.Fprintln(a.Stdout)
			table(a.Stdout, []string{a.t("cli.day"), a.t("cli.kind"), a.t("cli.place"), a.t("cli.what"), a.t("cli.cases"), a.t("cli.handling"), a.t("cli.id")}, rows, map[int]bool{4: true})
		}
		a.part(out.Cutting, len(out.Rows))
		if out.Struck > 0 {
			a.say("cli.violations_struck", "n", out.Struck)
		}
		for _, f := range found.Feeds {
			if f.Differs {
				a.say("cli.violations_differ", "name", f.Target.Name, "month", f.Month, "cases", f.Cases, "reported", f.Reported.Text)
			}
		}
		return nil
	})
}

type violationsKindsCmd struct{}

func (c *violationsKindsCmd) Run(a *ask) error {
	var rows [][]string
	for _, k := range violation.Kinds() {
		rows = append(rows, []string{k.Code, k.Name(string(a.lang))})
	}
	if a.root.JSON {
		a.print(map[string]any{"rows": violation.Kinds(), "issues": []answer.Issue{}})
		return nil
	}
	table(a.Stdout, []string{a.t("cli.code"), a.t("cli.kind")}, rows, nil)
	return nil
}

type violationFlags struct {
	Kind      string `help:"loại | kind" placeholder:"forestry"`
	On        string `help:"ngày xảy ra | the day" placeholder:"10/05/2023"`
	Place     string `help:"nơi xảy ra | place"`
	Cases     int    `default:"-1" help:"số vụ | cases"`
	People    int    `default:"-1" help:"số người | people"`
	Area      string `help:"diện tích | area" placeholder:"'0,4 ha'"`
	Handling  string `help:"xử lý: pending, reminded, sanctioned, prosecuted, settled | handling"`
	HandledOn string `help:"ngày xử lý | the day it was handled"`
	Decision  string `help:"số quyết định | the decision's number"`
	Fine      string `help:"tiền phạt | fine" placeholder:"'5 triệu'"`
	Source    string `help:"nguồn, văn bản | source"`
	Another   bool   `help:"là vụ khác với vụ cùng loại, ngày, nơi đã ghi | it is another than the one of that kind, day and place"`
}

// onto says over an entry what the flags say.
func (c violationFlags) onto(v *violation.Violation) error {
	var list errs.List
	text := func(to *string, said string) {
		if said != "" {
			*to = said
		}
	}
	day := func(to *period.Date, said, field string) {
		d, err := optionalDate(said)
		for _, e := range errs.All(err) {
			list = append(list, e.In(field))
		}
		if d != "" {
			*to = d
		}
	}
	text(&v.Kind, c.Kind)
	text(&v.Place, c.Place)
	text(&v.Decision, c.Decision)
	text(&v.Source, c.Source)
	text((*string)(&v.Handling), c.Handling)
	day(&v.On, c.On, "on")
	day(&v.HandledOn, c.HandledOn, "handled_on")
	if c.Cases >= 0 {
		v.Cases = c.Cases
	}
	if c.People >= 0 {
		v.People = c.People
	}
	if c.Area != "" {
		area, err := violation.ReadArea(c.Area)
		for _, e := range errs.All(err) {
			list = append(list, e.In("area"))
		}
		v.Area = area
	}
	if c.Fine != "" {
		fine, err := capital.ReadDong(c.Fine)
		for _, e := range errs.All(err) {
			list = append(list, e.In("fine"))
		}
		v.Fine = fine
	}
	return list.OrNil()
}

type violationsAddCmd struct {
	violationFlags
	Unit string `required:"" help:"mã đơn vị nơi xảy ra | code of the unit where it happened"`
	What string `arg:"" help:"sự việc, không ghi tên cá nhân | what happened, nobody named"`
}

func (c *violationsAddCmd) Run(a *ask) error {
	v := violation.Violation{What: c.What, Cases: 1, Handling: violation.Pending}
	if err := c.onto(&v); err != nil {
		return err
	}
	return a.onUnitCode(c.Unit, func(p *app.App, actor access.Actor, unit id.ID) error {
		v.Unit = unit
		made, err := p.RecordViolation(a.Context, actor, v, c.Another)
		if err != nil {
			return err
		}
		return a.made(made, c.What)
	})
}

type violationsFixCmd struct {
	violationFlags
	ID     string `arg:"" help:"mã vụ | identifier"`
	What   string `help:"sự việc | what happened"`
	Reason string `required:"" help:"lý do | reason"`
}

func (c *violationsFixCmd) Run(a *ask) error {
	return a.with(func(p *app.App, actor access.Actor) error {
		page, err := p.Violation(a.Context, actor, id.ID(c.ID), "")
		if err != nil {
			return err
		}
		v := page.Violation
		if c.What != "" {
			v.What = c.What
		}
		if err := c.onto(&v); err != nil {
			return err
		}
		if err := p.CorrectViolation(a.Context, actor, v, c.Reason, false); err != nil {
			return err
		}
		a.say("cli.corrected")
		return nil
	})
}

type violationsStrikeCmd struct {
	ID     string `arg:"" help:"mã vụ | identifier"`
	Reason string `required:"" help:"lý do | reason"`
}

func (c *violationsStrikeCmd) Run(a *ask) error {
	return a.with(func(p *app.App, actor access.Actor) error {
		if err := p.CorrectViolation(a.Context, actor, violation.Violation{ID: id.ID(c.ID)}, c.Reason, true); err != nil {
			return err
		}
		a.say("cli.corrected")
		return nil
	})
}

type violationsFeedCmd struct {
	Target string `arg:"" help:"chỉ tiêu: mã, hoặc đơn vị/năm/số thứ tự | identifier, or unit/cycle/number" placeholder:"ngan-son/2023/9"`
	Kind   string `required:"" help:"loại | kind" placeholder:"forestry"`
	Drop   bool   `help:"thôi lấy số từ sổ | no longer"`
}

func (c *violationsFeedCmd) Run(a *ask) error {
	return a.with(func(p *app.App, actor access.Actor) error {
		of, err := targetOf(a, p, actor, c.Target)
		if err != nil {
			return err
		}
		if err := p.FeedTarget(a.Context, actor, of, c.Kind, !c.Drop); err != nil {
			return err
		}
		a.say("cli.corrected")
		return nil
	})
}

type violationsSendCmd struct {
	Target string `arg:"" help:"chỉ tiêu: mã, hoặc đơn vị/năm/số thứ tự | identifier, or unit/cycle/number" placeholder:"ngan-son/2023/9"`
	Month  string `required:"" help:"tháng | month" placeholder:"11/2023"`
}

func (c *violationsSendCmd) Run(a *ask) error {
	month, err := period.ParseMonth(c.Month)
	if err != nil {
		return in(err, "month")
	}
	return a.withName(func(p *app.App, actor access.Actor) error {
		of, err := targetOf(a, p, actor, c.Target)
		if err != nil {
			return err
		}
		o, err := p.ReportViolations(a.Context, actor, of, month, a.t("violation.source", "until", month.End()))
		if err != nil {
			return err
		}
		if a.root.JSON {
			a.print(answer.OfFigure(o, ""))
			return nil
		}
		a.say("cli.reported", "id", string(o.ID), "value", o.Text, "month", month, "state", string(o.State()))
		return nil
	})
}
