package cli

import (
	"strconv"
	"strings"

	"dondoc/internal/access"
	"dondoc/internal/app"
	"dondoc/internal/capital"
	"dondoc/internal/capital/works"
	"dondoc/internal/errs"
	"dondoc/internal/id"
	"dondoc/internal/period"
)

// capitalTold is what every telling of a project asks for.
type capitalTold struct {
	Project  string `arg:"" help:"mã dự án | code of the project"`
	Unit     string `required:"" help:"mã chủ đầu tư | code of the investor"`
	Corrects string `help:"mã của dòng mà dòng này thay cho | id of what this one takes the place of"`
	Because  string `help:"lý do sửa | why"`
}

func (c capitalTold) tell(a *ask, e works.Event) error {
	e.Corrects, e.Reason = id.ID(c.Corrects), c.Because
	if e.Year != 0 && e.On == "" {
		e.On = period.Cycle(strconv.Itoa(e.Year)).Start()
	}
	return a.onProject(c.Unit, c.Project, func(p *app.App, actor access.Actor, project id.ID) error {
		e.Project = project
		made, err := p.RecordWorks(a.Context, actor, e)
		if err != nil {
			return err
		}
		return a.made(made, c.Project)
	})
}

type capitalProgressCmd struct {
	capitalTold
	Percent string `arg:"" help:"khối lượng thực hiện lũy kế, % | works done since the start"`
	On      string `required:"" help:"ngày | day" placeholder:"31/05/2026"`
	Note    string `help:"ghi chú | note"`
}

func (c *capitalProgressCmd) Run(a *ask) error {
	percent, err := works.ReadPercent(c.Percent)
	if err != nil {
		return in(err, "percent")
	}
	on, err := optionalDate(c.On)
	if err != nil {
		return in(err, "on")
	}
	return c.tell(a, works.Event{Kind: works.Progress, Percent: percent, On: on, Note: c.Note})
}

type capitalContractCmd struct {
	capitalTold
	Number     string `arg:"" help:"số hợp đồng | its number"`
	Value      string `arg:"" help:"giá trị | its value" placeholder:"'4,8 tỷ'"`
	Contractor string `required:"" help:"nhà thầu | contractor"`
	Signed     string `required:"" help:"ngày ký | signed on"`
	Expires    string `required:"" help:"ngày hết hạn | expires on"`
}

func (c *capitalContractCmd) Run(a *ask) error {
	value, err := capital.ReadDong(c.Value)
	if err != nil {
		return in(err, "value")
	}
	e := works.Event{Kind: works.Contract, Number: c.Number, Value: value, Contractor: c.Contractor}
	if e.On, err = optionalDate(c.Signed); err != nil {
		return in(err, "signed")
	}
	if e.Expires, err = optionalDate(c.Expires); err != nil {
		return in(err, "expires")
	}
	return c.tell(a, e)
}

type capitalGateCmd struct {
	capitalTold
	Gate    string `arg:"" help:"bước | step: resolution, policy_proposed, policy_decided, consultant, survey_task, survey_plan, report, appraised, approved, bidding_plan, contract, funded, built, accepted, settled, warranty"`
	Paper   string `help:"số văn bản | its paper"`
	On      string `required:"" help:"ngày | day"`
	Skipped string `help:"không áp dụng, vì | does not apply, because"`
}

func (c *capitalGateCmd) Run(a *ask) error {
	on, err := optionalDate(c.On)
	if err != nil {
		return in(err, "on")
	}
	return c.tell(a, works.Event{Kind: works.Gate, Gate: c.Gate, Number: c.Paper, On: on, Skipped: c.Skipped})
}

type capitalScheduleCmd struct {
	capitalTold
	Months []string `arg:"" help:"số tiền từng tháng, 1 đến 12, rồi tháng 1 năm sau nếu có | the money of each month" placeholder:"'200 triệu'"`
	Year   int      `required:"" help:"năm kế hoạch | capital year"`
	Source string   `default:"local_balance" help:"nguồn vốn | source"`
}

func (c *capitalScheduleCmd) Run(a *ask) error {
	e := works.Event{Kind: works.Schedule, Year: c.Year, Source: capital.Source(c.Source)}
	if len(c.Months) > len(e.Months) {
		return errs.New(errs.Invalid, "capital.schedule_months", "n", len(c.Months))
	}
	for i, text := range c.Months {
		if strings.TrimSpace(text) == "0" {
			continue
		}
		n, err := capital.ReadDong(text)
		if err != nil {
			return in(err, "months")
		}
		e.Months[i] = n
	}
	return c.tell(a, e)
}

type capitalExplainCmd struct {
	capitalTold
	Year     int    `required:"" help:"năm kế hoạch | capital year"`
	Month    int    `required:"" help:"đến hết tháng | to the end of the month"`
	Cause    string `required:"" help:"nguyên nhân | cause"`
	Fault    string `required:"" help:"objective (khách quan), subjective (chủ quan) | kind of cause"`
	Remedy   string `required:"" help:"biện pháp | remedy"`
	Promised string `required:"" help:"hẹn xong | promised day"`
	Who      string `required:"" help:"người xác nhận | who confirms it"`
}

func (c *capitalExplainCmd) Run(a *ask) error {
	promised, err := optionalDate(c.Promised)
	if err != nil {
		return in(err, "promised")
	}
	return c.tell(a, works.Event{Kind: works.Explained, Year: c.Year, Month: c.Month, Cause: c.Cause, Fault: c.Fault, Remedy: c.Remedy, Promised: promised, Who: c.Who})
}
