package cli

import (
	"fmt"
	"strings"

	"dondoc/internal/access"
	"dondoc/internal/answer/spending"
	"dondoc/internal/app"
	"dondoc/internal/app/money"
	"dondoc/internal/approval"
	"dondoc/internal/capital"
	"dondoc/internal/capital/works"
	"dondoc/internal/errs"
	"dondoc/internal/id"
	"dondoc/internal/period"
)

type capitalCloseCmd struct {
	Project string `arg:"" help:"mã dự án | code of the project"`
	Unit    string `required:"" help:"mã chủ đầu tư | code of the investor"`
	On      string `required:"" help:"ngày quyết toán | the day it was settled" placeholder:"30/11/2026"`
}

func (c *capitalCloseCmd) Run(a *ask) error {
	on, err := optionalDate(c.On)
	if err != nil {
		return in(err, "on")
	}
	return a.onProject(c.Unit, c.Project, func(p *app.App, actor access.Actor, project id.ID) error {
		if err := p.CloseProject(a.Context, actor, project, on); err != nil {
			return err
		}
		return a.made(project, c.Project)
	})
}

type capitalBookCmd struct {
	Project string `arg:"" help:"mã dự án | code of the project"`
	Unit    string `required:"" help:"mã chủ đầu tư | code of the investor"`
}

func (c *capitalBookCmd) Run(a *ask) error {
	return a.onProject(c.Unit, c.Project, func(p *app.App, actor access.Actor, project id.ID) error {
		found, err := p.Project(a.Context, actor, project, "")
		if err != nil {
			return err
		}
		out := spending.OfProject(found)
		if a.root.JSON {
			a.print(out)
			return nil
		}
		var rows [][]string
		for _, l := range out.Plans {
			rows = append(rows, []string{l.ID, l.On.Say(string(a.lang)), a.t("capital.plan_" + l.Kind), a.t("capital.setter_" + l.Setter), l.Decision, capital.Dong(l.Amount).Say(string(a.lang)), a.t("state." + l.State), l.Why})
		}
		for _, l := range out.Payments {
			rows = append(rows, []string{l.ID, l.On.Say(string(a.lang)), a.t("capital.payment_" + l.Kind), a.t("capital.source_" + l.Source), l.Voucher, capital.Dong(l.Amount).Say(string(a.lang)), a.t("state." + l.State), l.Why})
		}
		table(a.Stdout, []string{"", a.t("web.capital_on"), a.t("web.capital_kind"), "", a.t("web.capital_voucher"), a.t("web.capital_amount"), a.t("web.capital_state"), a.t("web.reason")}, rows, map[int]bool{5: true})
		a.schedulesSaid(found)
		return nil
	})
}

// schedulesSaid prints how the money of a project went beside the plans of its months.
func (a *ask) schedulesSaid(p money.Project) {
	for _, year := range p.Years {
		for _, s := range p.Schedules(year) {
			title := a.t("web.capital_schedule_all")
			if s.Event.Source != "" {
				title = a.t("web.capital_schedule", "source", a.t("capital.source_"+string(s.Event.Source)))
			}
			said := a.t("web.capital_score_none")
			if q := s.Quality; q != nil {
				said = a.t("web.capital_score", "outturn", q.Outturn, "level", q.Level, "variance", q.Variance, "timing", q.Timing, "source", works.QualitySource, "months", s.Over)
			}
			fmt.Fprintln(a.Stdout, fmt.Sprint(year)+": "+title+". "+said)
		}
	}
}

type capitalStepCmd struct {
	Step     string   `arg:"" help:"verify (thẩm định), approve (duyệt), return (trả lại), reopen (mở lại), withdraw (rút) | the step"`
	Project  string   `arg:"" help:"mã dự án | code of the project"`
	Vouchers []string `arg:"" optional:"" help:"số chứng từ; mọi chứng từ đang chờ bước đó nếu để trống | numbers of the vouchers; all that wait for the step when empty"`
	Unit     string   `required:"" help:"mã chủ đầu tư | code of the investor"`
	Reason   string   `help:"lý do | reason"`
}

func (c *capitalStepCmd) Run(a *ask) error {
	return a.onProject(c.Unit, c.Project, func(p *app.App, actor access.Actor, project id.ID) error {
		var ids []id.ID
		for _, number := range c.Vouchers {
			one, err := a.voucher(p, actor, project, number)
			if err != nil {
				return err
			}
			ids = append(ids, one)
		}
		if len(c.Vouchers) == 0 {
			found, err := p.Project(a.Context, actor, project, "")
			if err != nil {
				return err
			}
			for _, line := range found.Payments {
				now := line.State()
				if c.Step == string(approval.Verify) && now == approval.Submitted || c.Step == string(approval.Approve) && now == approval.Verified {
					ids = append(ids, line.ID)
				}
			}
		}
		if err := p.StepPayments(a.Context, actor, ids, approval.Step(c.Step), c.Reason); err != nil {
			return err
		}
		a.say("capital.stepped", "n", len(ids))
		return nil
	})
}

type capitalWithdrawPlanCmd struct {
	Project string `arg:"" help:"mã dự án | code of the project"`
	Line    string `arg:"" help:"mã dòng (xem capital book) | id of the line"`
	Unit    string `required:"" help:"mã chủ đầu tư | code of the investor"`
	Because string `required:"" help:"lý do | reason"`
}

func (c *capitalWithdrawPlanCmd) Run(a *ask) error {
	return a.onProject(c.Unit, c.Project, func(p *app.App, actor access.Actor, project id.ID) error {
		found, err := p.Project(a.Context, actor, project, "")
		if err != nil {
			return err
		}
		if _, ok := found.Plan(id.ID(c.Line)); !ok {
			return errs.New(errs.NotFound, "capital.no_line", "text", c.Line)
		}
		return p.CorrectCapitalPlan(a.Context, actor, id.ID(c.Line), nil, c.Because)
	})
}

type capitalLockCmd struct {
	Unit    string `required:"" help:"mã đơn vị | code of the unit"`
	Year    int    `required:"" help:"năm kế hoạch | capital year"`
	Reopen  string `help:"mở lại đến hết ngày | open again until the end of a day" placeholder:"28/02/2026"`
	Because string `help:"lý do mở lại | why it is reopened"`
}

func (c *capitalLockCmd) Run(a *ask) error {
	until, err := optionalDate(c.Reopen)
	if err != nil {
		return in(err, "reopen")
	}
	return a.onUnitCode(c.Unit, func(p *app.App, actor access.Actor, unit id.ID) error {
		if until == period.Date("") {
			return p.LockCapitalYear(a.Context, actor, unit, c.Year)
		}
		return p.ReopenCapitalYear(a.Context, actor, unit, c.Year, until, c.Because)
	})
}

// voucher finds a voucher of a project that is not withdrawn by its number.
func (a *ask) voucher(p *app.App, actor access.Actor, project id.ID, number string) (id.ID, error) {
	found, err := p.Project(a.Context, actor, project, "")
	if err != nil {
		return "", err
	}
	for _, line := range found.Payments {
		if strings.EqualFold(line.Voucher, strings.TrimSpace(number)) && line.State() != approval.Withdrawn {
			return line.ID, nil
		}
	}
	return "", errs.New(errs.NotFound, "capital.no_voucher", "voucher", number)
}
