package cli

import (
	"dondoc/internal/access"
	"dondoc/internal/answer/asked"
	"dondoc/internal/app"
	"dondoc/internal/app/charges"
	"dondoc/internal/charge"
	"dondoc/internal/id"
)

type chargesCmd struct {
	List     chargesListCmd     `cmd:"" help:"đề nghị đang chờ trả lời (cần --as) | requests that wait (needs --as)"`
	Ask      chargesAskCmd      `cmd:"" help:"đề nghị đơn vị không thuộc mình nhận việc | ask a unit that is not under yours" example:"dondoc charges ask --as van-phong lead 018f… --unit tinh-thai-nguyen --reason 'vượt thẩm quyền của xã'"`
	Accept   chargesAcceptCmd   `cmd:"" help:"nhận lời đề nghị (cần --as) | accept a request (needs --as)"`
	Decline  chargesDeclineCmd  `cmd:"" help:"từ chối, ghi lý do (cần --as) | decline with a reason (needs --as)"`
	Withdraw chargesWithdrawCmd `cmd:"" help:"rút đề nghị chưa được trả lời | take a request back"`
}

type chargesListCmd struct{}

func (c *chargesListCmd) Run(a *ask) error {
	return a.with(func(p *app.App, actor access.Actor) error {
		found, err := p.Charges(a.Context, actor)
		if err != nil {
			return err
		}
		if a.root.JSON {
			a.print(asked.Of(found))
			return nil
		}
		var rows [][]string
		for _, r := range append(found.ToAnswer, found.Asked...) {
			rows = append(rows, []string{string(r.ID), a.t("web.request_what", "giver", r.Giver.Name, "unit", r.Unit.Name, "role", a.t("charge.role."+string(r.Role))), r.Name, r.Reason})
		}
		table(a.Stdout, []string{a.t("cli.charge_id"), a.t("web.request_asks"), a.t("cli.charge_name"), a.t("web.reason")}, rows, nil)
		return nil
	})
}

type chargesAskCmd struct {
	Role   string `arg:"" enum:"answer,lead,partner" help:"answer (chịu trách nhiệm chỉ tiêu), lead (chủ trì), partner (phối hợp) | answer, lead, partner"`
	Of     string `arg:"" help:"mã nhiệm vụ; chỉ tiêu: mã, hoặc đơn vị/năm/số thứ tự | the task; a target also as unit/cycle/number"`
	Unit   string `help:"mã đơn vị được đề nghị | code of the unit asked" required:""`
	Reason string `help:"lý do | reason" required:""`
}

func (c *chargesAskCmd) Run(a *ask) error {
	return a.with(func(p *app.App, actor access.Actor) error {
		in := charges.NewCharge{Role: charge.Role(c.Role), Reason: c.Reason}
		subject := "target"
		if in.Role.OfTask() {
			subject = "task"
		}
		var err error
		if in.Object, err = subjectOf(a, p, actor, subject, c.Of); err != nil {
			return err
		}
		if in.Asked, err = subjectOf(a, p, actor, "unit", c.Unit); err != nil {
			return err
		}
		made, err := p.AskCharge(a.Context, actor, in)
		if err != nil {
			return err
		}
		if a.root.JSON {
			a.print(map[string]id.ID{"id": made})
			return nil
		}
		a.say("cli.charge_asked", "id", string(made))
		return nil
	})
}

type chargesAcceptCmd struct {
	ID  string `arg:"" help:"mã đề nghị | identifier"`
	Say string `help:"ý kiến | a word with it"`
}

func (c *chargesAcceptCmd) Run(a *ask) error { return answerCharge(a, c.ID, true, c.Say) }

type chargesDeclineCmd struct {
	ID     string `arg:"" help:"mã đề nghị | identifier"`
	Reason string `help:"lý do | reason" required:""`
}

func (c *chargesDeclineCmd) Run(a *ask) error { return answerCharge(a, c.ID, false, c.Reason) }

func answerCharge(a *ask, which string, yes bool, say string) error {
	return a.with(func(p *app.App, actor access.Actor) error {
		if err := p.AnswerCharge(a.Context, actor, id.ID(which), yes, say); err != nil {
			return err
		}
		a.say("web.done_request_answered")
		return nil
	})
}

type chargesWithdrawCmd struct {
	ID     string `arg:"" help:"mã đề nghị | identifier"`
	Reason string `help:"lý do | reason"`
}

func (c *chargesWithdrawCmd) Run(a *ask) error {
	return a.with(func(p *app.App, actor access.Actor) error {
		if err := p.WithdrawCharge(a.Context, actor, id.ID(c.ID), c.Reason); err != nil {
			return err
		}
		a.say("web.done_request_answered")
		return nil
	})
}
