package cli

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"dondoc/internal/access"
	"dondoc/internal/answer"
	"dondoc/internal/answer/spending"
	"dondoc/internal/app"
	"dondoc/internal/app/money"
	"dondoc/internal/capital"
	"dondoc/internal/capital/works"
	"dondoc/internal/errs"
	"dondoc/internal/id"
	"dondoc/internal/period"
)

type capitalTransferCmd struct {
	From     string `arg:"" help:"mã dự án bị rút vốn | code of the project that gives"`
	To       string `arg:"" help:"mã dự án nhận | code of the project that takes"`
	Amount   string `arg:"" help:"số tiền | amount" placeholder:"'2 tỷ'"`
	Unit     string `required:"" help:"mã đơn vị có cả hai dự án | code of a unit that has both"`
	Year     int    `help:"năm kế hoạch; năm nay nếu để trống | capital year; this year when empty"`
	Source   string `default:"local_balance" help:"nguồn vốn | source"`
	Setter   string `help:"cấp giao kế hoạch được điều chỉnh | whose plan is adjusted"`
	Decision string `help:"quyết định; để trống: chỉ tính thử | the decision; empty: only tried"`
	On       string `help:"ngày quyết định | its day" placeholder:"10/09/2026"`
}

func (c *capitalTransferCmd) Run(a *ask) error {
	amount, err := capital.ReadDong(c.Amount)
	if err != nil {
		return in(err, "amount")
	}
	on, err := optionalDate(c.On)
	if err != nil {
		return in(err, "on")
	}
	if c.Year == 0 {
		c.Year = a.Now().Year()
	}
	m := money.Move{Transfer: capital.Transfer{Year: c.Year, Source: capital.Source(c.Source), Setter: capital.Setter(c.Setter), Amount: amount, Decision: c.Decision, On: on}}
	run := a.reading
	if c.Decision != "" {
		run = a.with
	}
	return run(func(p *app.App, actor access.Actor) error {
		found, err := p.Capital(a.Context, actor, c.Unit, c.Year, money.At{})
		if err == nil {
			err = found.Listed()
		}
		if err != nil {
			return err
		}
		if m.From, err = coded(found, c.From); err != nil {
			return in(err, "from")
		}
		if m.To, err = coded(found, c.To); err != nil {
			return in(err, "to")
		}
		if c.Decision != "" {
			if err := p.TransferCapital(a.Context, actor, m); err != nil {
				return err
			}
			if a.root.JSON {
				a.print(map[string]any{"from": c.From, "to": c.To, "amount": amount, "decision": c.Decision, "written": true})
				return nil
			}
			a.say("capital.transferred", "amount", capital.Dong(amount), "from", c.From, "to", c.To)
			return nil
		}
		tried, err := p.SimulateTransfer(a.Context, actor, c.Unit, m)
		if err != nil {
			return err
		}
		out := spending.OfTransfer(tried)
		if a.root.JSON {
			a.print(out)
			return nil
		}
		a.say("capital.transfer_tried", "amount", capital.Dong(amount), "from", c.From, "to", c.To)
		for _, row := range append(slices.Clone(out.Projects), out.Whole) {
			a.say("capital.transfer_line", "code", row.Code, "was", capital.Dong(row.Before.Plan).Billions(), "now", capital.Dong(row.After.Plan).Billions(), "rate", a.rate(row.Before), "then", a.rate(row.After),
				"left", a.unspent(row.Before), "after", a.unspent(row.After))
		}
		return nil
	})
}

func (a *ask) rate(o spending.Outcome) string {
	if p, ok := (capital.Rate{Paid: o.Paid, Plan: o.Plan}).Percent(1); ok {
		return p.Say(string(a.lang)) + "%"
	}
	return "–"
}

func (a *ask) unspent(o spending.Outcome) string {
	if o.Unspent == nil {
		return "–"
	}
	return capital.Dong(*o.Unspent).Billions().Say(string(a.lang))
}

// coded finds a project of a year by its code, wherever below the unit it is.
func coded(found money.Capital, code string) (id.ID, error) {
	var out []id.ID
	for _, r := range found.Rows {
		if strings.EqualFold(r.Code, code) {
			out = append(out, r.ID)
		}
	}
	switch len(out) {
	case 0:
		return "", errs.New(errs.NotFound, "capital.no_project", "code", code)
	case 1:
		return out[0], nil
	}
	return "", errs.New(errs.Conflict, "capital.project_many", "code", code, "n", len(out))
}

type capitalBoundsCmd struct {
	Unit    string            `required:"" help:"mã đơn vị | code of the unit"`
	Year    int               `help:"năm vốn; năm nay nếu để trống | capital year; this year when empty"`
	Set     map[string]string `help:"đặt ngưỡng, ví dụ move_least=50 | set bounds" mapsep:","`
	Usual   bool              `help:"trở lại ngưỡng của cấp trên hoặc mặc định | back to those above or the usual ones"`
	Because string            `help:"lý do | why"`
}

func (c *capitalBoundsCmd) Run(a *ask) error {
	if c.Year == 0 {
		c.Year = a.Now().Year()
	}
	if len(c.Set) > 0 || c.Usual {
		return a.with(func(p *app.App, actor access.Actor) error {
			now, err := p.CapitalBounds(a.Context, actor, c.Unit, c.Year)
			if err != nil {
				return err
			}
			own := works.Own{From: c.Year, Reason: c.Because, Bounds: map[string]string{}}
			if !c.Usual {
				for _, name := range works.Bounds() {
					own.Bounds[name] = now.Rules.Bound(name)
				}
				maps.Copy(own.Bounds, c.Set)
			}
			if err := p.SetCapitalBounds(a.Context, actor, c.Unit, own); err != nil {
				return err
			}
			return a.boundsSaid(p, actor, c.Unit, c.Year)
		})
	}
	return a.reading(func(p *app.App, actor access.Actor) error { return a.boundsSaid(p, actor, c.Unit, c.Year) })
}

func (a *ask) boundsSaid(p *app.App, actor access.Actor, unit string, year int) error {
	found, err := p.CapitalBounds(a.Context, actor, unit, year)
	if err != nil {
		return err
	}
	out := spending.OfBounds(found)
	if a.root.JSON {
		a.print(out)
		return nil
	}
	if found.Own != nil {
		a.say("web.capital_bounds_own", "unit", found.Of.Name, "from", fmt.Sprint(found.Own.From), "by", found.Own.By, "reason", found.Own.Reason)
	} else {
		a.say("web.capital_bounds_usual", "source", found.Usual.Source, "certainty", a.t("capital.certainty_"+found.Usual.Certainty))
	}
	var rows [][]string
	for _, b := range out.Bounds {
		rows = append(rows, []string{b.Name, a.t("web.capital_bound_" + b.Name), b.Value, b.Usual})
	}
	table(a.Stdout, []string{"", a.t("web.capital_bound"), a.t("web.capital_bound_now"), a.t("web.capital_bound_usual")}, rows, map[int]bool{2: true, 3: true})
	return nil
}

type capitalTieCmd struct {
	Target    string `arg:"" help:"chỉ tiêu: mã, hoặc đơn vị/năm/số thứ tự | identifier, or unit/cycle/number" placeholder:"ngan-son/2023/9"`
	Setter    string `default:"province" help:"theo kế hoạch của cấp giao: prime_minister, province, commune | whose plan it is of"`
	Programme string `help:"chỉ dự án của chương trình | projects of one programme alone"`
	Carried   bool   `help:"tính cả vốn kéo dài | with what was carried over"`
	Drop      bool   `help:"thôi lấy số từ sổ vốn | no longer"`
}

func (c *capitalTieCmd) Run(a *ask) error {
	tie := &capital.Tie{Setter: capital.Setter(c.Setter), Programme: c.Programme, Carried: c.Carried}
	if c.Drop {
		tie = nil
	}
	return a.with(func(p *app.App, actor access.Actor) error {
		of, err := targetOf(a, p, actor, c.Target)
		if err != nil {
			return err
		}
		if err := p.TieTarget(a.Context, actor, of, tie); err != nil {
			return err
		}
		a.say("cli.corrected")
		return nil
	})
}

type capitalReportCmd struct {
	Target string `arg:"" help:"chỉ tiêu lấy số từ sổ vốn | a target tied to the money" placeholder:"ngan-son/2023/9"`
	Month  string `required:"" help:"tháng | month" placeholder:"11/2023"`
}

func (c *capitalReportCmd) Run(a *ask) error {
	month, err := period.ParseMonth(c.Month)
	if err != nil {
		return in(err, "month")
	}
	return a.withName(func(p *app.App, actor access.Actor) error {
		of, err := targetOf(a, p, actor, c.Target)
		if err != nil {
			return err
		}
		o, err := p.ReportCapital(a.Context, actor, of, month, func(r capital.Rate, t capital.Tie, until period.Date) string {
			return spending.RateSource(a.lang, r, t, until)
		})
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
