package cli

import (
	"strings"
	"time"

	"dondoc/internal/access"
	"dondoc/internal/access/delegation"
	"dondoc/internal/app"
	"dondoc/internal/app/accounts"
	"dondoc/internal/errs"
	"dondoc/internal/id"
	"dondoc/internal/period"
)

type accountsLendCmd struct {
	To     string `required:"" help:"tên tài khoản nhận | user name of who stands in"`
	Grant  string `required:"" help:"vai trò@mã đơn vị | role@unit code" placeholder:"head@ngan-son"`
	Since  string `required:"" help:"từ ngày | from"`
	Until  string `required:"" help:"đến hết ngày | to the end of"`
	Reason string `required:"" help:"lý do | reason"`
}

func (c *accountsLendCmd) Run(a *ask) error {
	since, err := period.ParseDate(c.Since)
	if err != nil {
		return errs.All(err)[0].In("since")
	}
	until, err := period.ParseDate(c.Until)
	if err != nil {
		return errs.All(err)[0].In("until")
	}
	return a.withName(func(p *app.App, actor access.Actor) error {
		role, code, _ := strings.Cut(c.Grant, "@")
		d, err := p.Directory(a.Context, actor)
		if err != nil {
			return err
		}
		unit, err := d.UnitByCode(code)
		if err != nil {
			return err
		}
		if _, err = p.Delegate(a.Context, actor, accounts.NewDelegation{To: c.To, Grant: access.Grant{Role: access.Role(role), Unit: unit}, Since: since, Until: until, Reason: c.Reason}); err != nil {
			return err
		}
		return a.lent(p, actor)
	})
}

type accountsLentCmd struct {
	End string `help:"mã ủy quyền cần rút lại | the one to take back"`
}

func (c *accountsLentCmd) Run(a *ask) error {
	return a.withName(func(p *app.App, actor access.Actor) error {
		if c.End != "" {
			if err := p.EndDelegation(a.Context, actor, id.ID(c.End)); err != nil {
				return err
			}
		}
		return a.lent(p, actor)
	})
}

// lentRow is a delegation in JSON.
type lentRow struct {
	ID     id.ID       `json:"id"`
	From   string      `json:"from"`
	To     string      `json:"to"`
	Role   access.Role `json:"role"`
	Unit   string      `json:"unit"`
	Since  period.Date `json:"since"`
	Until  period.Date `json:"until"`
	Reason string      `json:"reason"`
	Ended  *time.Time  `json:"ended,omitempty"`
}

// lent prints what the actor lent, and what is lent to them.
func (a *ask) lent(p *app.App, actor access.Actor) error {
	list, err := p.Delegations(a.Context, actor)
	if err != nil {
		return err
	}
	d, err := p.Directory(a.Context, actor)
	if err != nil {
		return err
	}
	out := struct {
		Rows []lentRow `json:"rows"`
	}{[]lentRow{}}
	var rows [][]string
	for _, one := range list {
		unit, _ := d.Unit(one.Unit, d.Today())
		out.Rows = append(out.Rows, rowOf(one, unit.Code))
		state := ""
		if !one.Ended.IsZero() {
			state = a.t("web.lent_state_ended")
		}
		rows = append(rows, []string{one.FromName, one.ToName, a.t("role." + string(one.Role)), unit.Name, one.Since.Say(""), one.Until.Say(""), one.Reason, state, string(one.ID)})
	}
	if a.root.JSON {
		a.print(out)
		return nil
	}
	if len(rows) == 0 {
		a.say("web.lent_none")
		return nil
	}
	table(a.Stdout, []string{a.t("cli.lent_from"), a.t("cli.lent_to"), a.t("cli.lent_role"), a.t("cli.unit"), a.t("cli.lent_since"), a.t("cli.until"), a.t("cli.reason"), "", a.t("cli.id")}, rows, nil)
	return nil
}

func rowOf(d delegation.Delegation, unit string) lentRow {
	out := lentRow{ID: d.ID, From: d.FromName, To: d.ToName, Role: d.Role, Unit: unit, Since: d.Since, Until: d.Until, Reason: d.Reason}
	if !d.Ended.IsZero() {
		out.Ended = &d.Ended
	}
	return out
}
