package cli

import (
	"mime"
	"os"
	"path/filepath"

	"dondoc/internal/access"
	"dondoc/internal/answer"
	"dondoc/internal/app"
	"dondoc/internal/app/figures"
	"dondoc/internal/app/standing"
	"dondoc/internal/approval"
	"dondoc/internal/capital"
	"dondoc/internal/errs"
	"dondoc/internal/id"
	"dondoc/internal/period"
)

type reportCmd struct {
	Target   string   `required:"" help:"mã chỉ tiêu (xem dondoc targets), hoặc đơn vị/năm/số thứ tự | identifier, or unit/cycle/number" placeholder:"ngan-son/2023/3"`
	Month    string   `required:"" help:"tháng | month" placeholder:"12/2023"`
	Value    string   `required:"" help:"số liệu như cách viết | the figure as written" placeholder:"24,472 tỷ"`
	Meant    string   `help:"giá trị đúng, dạng 24.472, khi có nhiều cách hiểu | the value meant, where there are several readings"`
	Final    bool     `help:"chính thức (mặc định là ước) | final, else an estimate"`
	InMonth  bool     `help:"số trong tháng (mặc định là lũy kế) | within the month, else year to date"`
	Draft    bool     `help:"lưu nháp | keep as a draft"`
	Note     string   `help:"ghi chú | note"`
	Source   string   `help:"nguồn | source"`
	Evidence []string `help:"tệp minh chứng | evidence files" type:"path"`
}

func (c *reportCmd) Run(a *ask) error {
	month, err := period.ParseMonth(c.Month)
	if err != nil {
		return err
	}
	in := figures.NewReport{Month: month, Text: c.Value, Cumulative: !c.InMonth, Final: c.Final, Draft: c.Draft, Note: c.Note, Source: c.Source}
	if in.Meant, err = plainDecimal(c.Meant, "meant"); err != nil {
		return err
	}
	for _, path := range c.Evidence {
		content, err := os.ReadFile(path)
		if err != nil {
			return errs.New(errs.NotFound, "cli.no_file", "path", path).Because(err)
		}
		in.Files = append(in.Files, figures.File{Name: filepath.Base(path), MediaType: mime.TypeByExtension(filepath.Ext(path)), Content: content})
	}
	return a.withName(func(p *app.App, actor access.Actor) error {
		if in.Target, err = targetOf(a, p, actor, c.Target); err != nil {
			return err
		}
		o, err := p.Report(a.Context, actor, in)
		if err != nil {
			return err
		}
		if a.root.JSON {
			a.print(answer.OfFigure(o, ""))
			return nil
		}
		value := o.Text
		if v := o.Actual.Value; v != nil {
			value = v.Say(string(a.lang))
		}
		a.say("cli.reported", "id", string(o.ID), "value", value, "month", month, "state", string(o.State()))
		return nil
	})
}

// targetOf finds a target by identifier or as unit/cycle/number.
func targetOf(a *ask, p *app.App, actor access.Actor, text string) (id.ID, error) {
	if id.ID(text).Valid() {
		return id.ID(text), nil
	}
	dir, number := filepath.Split(text)
	unit, cycle := filepath.Split(filepath.Clean(dir))
	c, err := period.ParseCycle(cycle)
	if err != nil {
		return "", errs.New(errs.Invalid, "cli.target_unread", "text", text).In("target")
	}
	b, err := p.Scoreboard(a.Context, actor, standing.BoardQuery{Unit: filepath.Clean(unit), Cycle: c})
	if err != nil {
		return "", err
	}
	for _, rows := range [][]standing.BoardRow{b.Rows, b.Lines()} { // a whole before a part
		for _, r := range rows {
			if r.Label == number {
				return r.ID, nil
			}
		}
	}
	return "", errs.New(errs.NotFound, "cli.target_unread", "text", text).In("target")
}

// stepFlags name the figure a step is taken with.
type stepFlags struct {
	Observation string `arg:"" help:"mã số liệu (xem dondoc work) | identifier of the figure"`
}

func (f stepFlags) take(a *ask, step approval.Step, reason string) error {
	return a.withName(func(p *app.App, actor access.Actor) error {
		state, err := p.Advance(a.Context, actor, id.ID(f.Observation), step, reason)
		if err != nil {
			return err
		}
		if a.root.JSON {
			a.print(map[string]any{"id": f.Observation, "state": state})
			return nil
		}
		a.say("cli.stepped", "id", f.Observation, "state", string(state))
		return nil
	})
}

type verifyCmd struct{ stepFlags }

// Run verifies a figure; what is no identifier is a file to be checked.
func (c *verifyCmd) Run(a *ask) error {
	if !id.ID(c.Observation).Valid() {
		return verifyFile(a, c.Observation)
	}
	return c.take(a, approval.Verify, "")
}

type approveCmd struct{ stepFlags }

func (c *approveCmd) Run(a *ask) error { return c.take(a, approval.Approve, "") }

type returnCmd struct {
	stepFlags
	Reason string `required:"" help:"lý do | reason"`
}

func (c *returnCmd) Run(a *ask) error { return c.take(a, approval.Return, c.Reason) }

type workCmd struct{}

func (c *workCmd) Run(a *ask) error {
	return a.withName(func(p *app.App, actor access.Actor) error {
		box, err := p.Inbox(a.Context, actor)
		if err != nil {
			return err
		}
		vouchers, more, err := p.MyVouchers(a.Context, actor)
		if err != nil {
			return err
		}
		closings, err := p.MyClosings(a.Context, actor)
		if err != nil {
			return err
		}
		out := answer.OfWork(box, vouchers, closings, more)
		if a.root.JSON {
			a.print(out)
			return nil
		}
		var rows [][]string
		for _, w := range out.Rows {
			rows = append(rows, []string{a.t("cli.work_" + w.Kind), w.Name, w.Unit, w.Month.Say(""), w.Text, w.By, string(w.ID)})
		}
		for _, c := range out.Coming {
			rows = append(rows, []string{a.t("cli.work_to_come"), c.Name, c.Unit, c.From.Say(string(a.lang)), "", "", string(c.Target)})
		}
		for _, d := range out.Closings {
			rows = append(rows, []string{a.t("cli.work_closing"), a.t("web.capital_close_"+d.What, "on", d.On), d.Unit, "", "", "", ""})
		}
		if len(rows)+len(out.Vouchers) == 0 {
			a.say("cli.no_work")
			return nil
		}
		if len(rows) > 0 {
			table(a.Stdout, []string{a.t("cli.work"), a.t("cli.target"), a.t("cli.unit"), a.t("cli.month"), a.t("cli.actual"), a.t("cli.who"), a.t("cli.id")}, rows, nil)
		}
		rows = nil
		for _, w := range out.Vouchers {
			rows = append(rows, []string{a.t("cli.work_" + w.Kind), w.Voucher, w.Code + " " + w.Name, w.Unit, w.On.Say(string(a.lang)), capital.Dong(w.Amount).Say(string(a.lang)), w.By, string(w.ID)})
		}
		if len(rows) > 0 {
			table(a.Stdout, []string{a.t("cli.work"), a.t("web.capital_voucher"), a.t("web.capital_project"), a.t("cli.unit"), a.t("web.capital_on"), a.t("web.capital_amount"), a.t("cli.who"), a.t("cli.id")}, rows, nil)
		}
		if out.More {
			a.say("page.inbox.more")
		}
		return nil
	})
}
