package cli

import (
	"fmt"

	"dondoc/internal/access"
	"dondoc/internal/answer/spending"
	"dondoc/internal/app"
	"dondoc/internal/app/money"
	"dondoc/internal/capital"
	"dondoc/internal/forecast"
	"dondoc/internal/i18n"
	"dondoc/internal/id"
)

type capitalStatusCmd struct {
	Unit  string `required:"" help:"mã đơn vị | code of the unit"`
	Year  int    `help:"năm kế hoạch; năm nay nếu để trống | capital year; this year when empty"`
	AsOf  string `help:"đến hết ngày trên chứng từ | vouchers dated until the end of a day" placeholder:"30/06/2026"`
	Known string `help:"như đã biết đến hết ngày | as known at the end of a day" placeholder:"30/06/2026"`
}

func (c *capitalStatusCmd) Run(a *ask) error {
	return a.capital(c.Unit, c.Year, c.AsOf, c.Known, false)
}

type capitalWarningsCmd capitalStatusCmd

func (c *capitalWarningsCmd) Run(a *ask) error {
	return a.capital(c.Unit, c.Year, c.AsOf, c.Known, true)
}

// capital prints how a unit's year stands; only what is watched or warned of, where asked.
func (a *ask) capital(unit string, year int, asOf, known string, warned bool) error {
	at := money.At{}
	var err error
	if at.Day, err = optionalDate(asOf); err != nil {
		return in(err, "as_of")
	}
	if at.Known, err = optionalDate(known); err != nil {
		return in(err, "known")
	}
	if year == 0 {
		year = a.Now().Year()
	}
	return a.reading(func(p *app.App, actor access.Actor) error {
		found, err := p.Capital(a.Context, actor, unit, year, at)
		if err != nil {
			return err
		}
		all := found.Projects()
		if warned {
			var rows []money.Row
			for _, r := range found.Rows {
				if r.Grade != forecast.Calm || len(r.Warnings) > 0 {
					rows = append(rows, r)
				}
			}
			found.Rows = rows
		}
		out := spending.OfYear(found)
		if out.Projects = all; warned {
			out.OnlyWarned()
		}
		if a.root.JSON {
			a.print(out)
			return nil
		}
		a.yearSaid(found, out)
		if found.Taken != nil {
			a.unitsSaid(found, warned)
			return nil
		}
		a.projectsSaid(found)
		return nil
	})
}

// projectsSaid prints the projects of a year with what is to be looked at, each
// rule with how often it was right.
func (a *ask) projectsSaid(found money.Capital) {
	var rows [][]string
	for _, r := range found.Rows {
		grade, end := "", ""
		if r.Grade != forecast.Calm {
			grade = a.t("web.capital_grade_" + string(r.Grade))
		}
		if r.Forecast != nil {
			end = a.decimal(r.Forecast.Total/1e9, 3)
		}
		rows = append(rows, []string{grade, r.Code, r.Name, r.Answers.Person.Name, capital.Dong(r.Position.Bound.Plan).Billions().Say(string(a.lang)), capital.Dong(r.Position.Disbursed()).Billions().Say(string(a.lang)), end})
	}
	table(a.Stdout, []string{a.t("web.capital_grade"), a.t("web.capital_code"), a.t("web.capital_project"), a.t("web.capital_answers"), a.t("web.capital_plan"), a.t("web.capital_paid"), a.t("web.capital_forecast")}, rows, map[int]bool{4: true, 5: true, 6: true})
	for _, g := range []forecast.Grade{forecast.Warning, forecast.Watch} {
		if found.Graded()[g] > 0 {
			fmt.Fprintln(a.Stdout, a.t("web.capital_grade_"+string(g))+" "+spending.HitWords(a.lang, string(g), found.Day))
		}
	}
	for _, r := range found.Rows {
		for _, w := range r.Warnings {
			fmt.Fprintln(a.Stdout, "- "+r.Code+": "+i18n.Say(a.lang, w.Say)+" "+spending.HitWords(a.lang, w.Rule, found.Day))
		}
	}
}

// unitsSaid prints the units of a year that is taken together; only those watched
// or warned of, where asked.
func (a *ask) unitsSaid(found money.Capital, warned bool) {
	a.say("capital.taken", "n", found.Projects(), "most", found.Most())
	var rows [][]string
	for _, p := range found.Parts(money.ByUnit) {
		if warned && p.Grade == forecast.Calm {
			continue
		}
		grade, end := "", ""
		if p.Grade != forecast.Calm {
			grade = a.t("web.capital_grade_" + string(p.Grade))
		}
		if p.Forecast != nil {
			end = a.decimal(p.Forecast.Total/1e9, 3)
		}
		rows = append(rows, []string{grade, p.Unit.Code, p.Unit.Name, fmt.Sprint(p.Projects), capital.Dong(p.Share.Plan).Billions().Say(string(a.lang)), capital.Dong(p.Share.Paid).Billions().Say(string(a.lang)), end})
	}
	table(a.Stdout, []string{a.t("web.capital_grade"), a.t("web.capital_code"), a.t("capital.by_unit"), a.t("web.capital_count"), a.t("web.capital_plan"), a.t("web.capital_paid"), a.t("web.capital_forecast")}, rows, map[int]bool{3: true, 4: true, 5: true, 6: true})
}

// yearSaid prints the money of a year by each of its denominators.
func (a *ask) yearSaid(found money.Capital, out spending.Year) {
	a.say("capital.status", "unit", out.UnitName, "year", fmt.Sprint(out.Year), "day", out.Day, "paid", capital.Dong(out.Paid).Billions(), "advance", capital.Dong(out.Advance).Billions())
	if n := found.Total.Waiting; n.Vouchers > 0 {
		a.say("capital.waiting", "n", n.Vouchers, "amount", capital.Dong(n.Amount).Billions())
	}
	if found.Uncounted {
		a.say("capital.waiting_uncounted")
	}
	if found.Lock.Locked {
		a.say("capital.locked", "year", fmt.Sprint(out.Year))
	}
	for _, r := range found.Total.Rates() {
		if percent, ok := r.Percent(1); ok {
			key := "capital.by"
			if r.WithCarried {
				key = "capital.by_carried"
			}
			a.say(key, "setter", a.t("capital.setter_"+string(r.Setter)), "paid", capital.Dong(r.Paid).Billions(), "plan", capital.Dong(r.Plan).Billions(), "percent", percent)
		}
	}
}

type capitalProjectCmd struct {
	Code      string `arg:"" help:"mã dự án | code of the project"`
	Name      string `arg:"" help:"tên dự án | its name"`
	Unit      string `required:"" help:"mã chủ đầu tư | code of the investor"`
	Group     string `default:"C" help:"nhóm: important, A, B, C | group"`
	Programme string `help:"chương trình mục tiêu quốc gia | national target programme"`
	Component string `help:"mã dự án thành phần (gn-2021/3) | key of the component project"`
	Serves    string `help:"mã các đơn vị hưởng lợi, cách nhau bằng dấu phẩy | codes of the units it serves"`
	Decision  string `help:"quyết định đầu tư | decision of investment"`
	Total     string `help:"tổng mức đầu tư | total investment" placeholder:"12,5 tỷ"`
}

func (c *capitalProjectCmd) Run(a *ask) error {
	total := int64(0)
	if c.Total != "" {
		var err error
		if total, err = capital.ReadDong(c.Total); err != nil {
			return in(err, "total")
		}
	}
	return a.onUnitCode(c.Unit, func(p *app.App, actor access.Actor, unit id.ID) error {
		made, err := p.CreateProject(a.Context, actor, capital.Project{Unit: unit, Code: c.Code, Name: c.Name, Group: c.Group, Programme: c.Programme, Component: c.Component, Serves: c.Serves, Decision: c.Decision, Total: total})
		if err != nil {
			return err
		}
		return a.made(made, c.Code)
	})
}

type capitalPlanCmd struct {
	Project  string `arg:"" help:"mã dự án | code of the project"`
	Amount   string `arg:"" help:"số tiền | amount" placeholder:"'12,5 tỷ'"`
	Unit     string `required:"" help:"mã chủ đầu tư | code of the investor"`
	Year     int    `required:"" help:"năm kế hoạch | capital year"`
	Setter   string `default:"commune" help:"cấp giao: prime_minister, province, commune | who sets it"`
	Kind     string `default:"assigned" help:"assigned (giao), adjusted (điều chỉnh), carried_over (kéo dài), cancelled (hủy), carried_cancelled (hủy vốn kéo dài) | kind of line"`
	Source   string `default:"local_balance" help:"nguồn vốn | source"`
	Decision string `required:"" help:"quyết định | decision"`
	On       string `required:"" help:"ngày quyết định | its day" placeholder:"05/01/2026"`
	Corrects string `help:"mã dòng mà dòng này thay cho (xem capital book) | id of the line that this one replaces"`
	Because  string `help:"lý do sửa | why it is corrected"`
}

func (c *capitalPlanCmd) Run(a *ask) error {
	amount, err := capital.ReadDong(c.Amount)
	if err != nil {
		return in(err, "amount")
	}
	on, err := optionalDate(c.On)
	if err != nil {
		return in(err, "on")
	}
	line := capital.Plan{Year: c.Year, Source: capital.Source(c.Source), Setter: capital.Setter(c.Setter), Kind: capital.PlanKind(c.Kind), Amount: amount, Decision: c.Decision, On: on}
	return a.onProject(c.Unit, c.Project, func(p *app.App, actor access.Actor, project id.ID) error {
		if c.Corrects != "" {
			return p.CorrectCapitalPlan(a.Context, actor, id.ID(c.Corrects), &line, c.Because)
		}
		line.Project = project
		made, err := p.AddCapitalPlan(a.Context, actor, line)
		if err != nil {
			return err
		}
		return a.made(made, c.Project)
	})
}

type capitalPayCmd struct {
	Project  string   `arg:"" help:"mã dự án | code of the project"`
	Amount   string   `arg:"" help:"số tiền | amount" placeholder:"'250 triệu'"`
	Unit     string   `required:"" help:"mã chủ đầu tư | code of the investor"`
	Year     int      `required:"" help:"năm kế hoạch | capital year"`
	Kind     string   `default:"completed" help:"completed, advance, recovery, returned | kind"`
	Source   string   `default:"local_balance" help:"nguồn vốn | source"`
	Carried  bool     `help:"từ vốn kéo dài | from the capital carried over"`
	Voucher  string   `required:"" help:"số chứng từ | the voucher's number"`
	On       string   `required:"" help:"ngày | day" placeholder:"05/03/2026"`
	Reason   string   `help:"lý do, nếu vượt kế hoạch | reason, where above the plan"`
	File     []string `help:"tệp kèm theo | files that go with it" type:"path"`
	Corrects string   `help:"số chứng từ mà chứng từ này thay cho | number of the voucher that this one replaces"`
	Because  string   `help:"lý do sửa | why it is corrected"`
}

func (c *capitalPayCmd) Run(a *ask) error {
	amount, err := capital.ReadDong(c.Amount)
	if err != nil {
		return in(err, "amount")
	}
	on, err := optionalDate(c.On)
	if err != nil {
		return in(err, "on")
	}
	line := capital.Payment{Year: c.Year, Source: capital.Source(c.Source), Carried: c.Carried, Kind: capital.PaymentKind(c.Kind), Amount: amount, Voucher: c.Voucher, On: on, Reason: c.Reason}
	files, err := filesAt(c.File)
	if err != nil {
		return err
	}
	return a.onProject(c.Unit, c.Project, func(p *app.App, actor access.Actor, project id.ID) error {
		line.Project = project
		var above *capital.Exception
		made := id.ID("")
		if c.Corrects != "" {
			old, err := a.voucher(p, actor, project, c.Corrects)
			if err == nil {
				above, err = p.CorrectPayment(a.Context, actor, old, line, c.Because, files...)
			}
			if err != nil {
				return err
			}
		} else if made, above, err = p.Pay(a.Context, actor, line, files...); err != nil {
			return err
		}
		if above != nil {
			a.say("capital.paid_above", "plan", capital.Dong(above.Plan), "paid", capital.Dong(above.Paid))
		}
		return a.made(made, c.Voucher)
	})
}

func (a *ask) onUnitCode(code string, do func(p *app.App, actor access.Actor, unit id.ID) error) error {
	return a.with(func(p *app.App, actor access.Actor) error {
		d, err := p.Directory(a.Context, actor)
		if err != nil {
			return err
		}
		unit, err := d.UnitByCode(code)
		if err != nil {
			return in(err, "unit")
		}
		return do(p, actor, unit)
	})
}

// onProject finds an investor's project by its code.
func (a *ask) onProject(code, project string, do func(p *app.App, actor access.Actor, project id.ID) error) error {
	return a.onUnitCode(code, func(p *app.App, actor access.Actor, unit id.ID) error {
		which, err := p.ProjectCoded(a.Context, actor, unit, project)
		if err != nil {
			return err
		}
		return do(p, actor, which)
	})
}
