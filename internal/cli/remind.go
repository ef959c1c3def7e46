package cli

import (
	"fmt"
	"strings"

	"dondoc/internal/access"
	"dondoc/internal/answer/chased"
	"dondoc/internal/app"
	"dondoc/internal/app/chasing"
	"dondoc/internal/chase"
	"dondoc/internal/period"
)

type remindCmd struct {
	Unit   string `required:"" help:"mã đơn vị | unit code"`
	Month  string `help:"tháng báo cáo (mặc định tháng trước) | month (the one before this where it is not said)"`
	Tasks  bool   `help:"đôn đốc nhiệm vụ quá hạn | overdue tasks instead"`
	Note   string `help:"lời nhắn kèm | a word with it"`
	DryRun bool   `help:"chỉ xem ai chậm, ai nhận, không gửi | only see who is late and who would be told"`
}

func (c *remindCmd) Run(a *ask) error {
	order := chasing.Order{Query: chasing.Query{Unit: c.Unit, What: chase.Figures}, Note: c.Note, DryRun: c.DryRun}
	if c.Tasks {
		order.What = chase.Tasks
	}
	if c.Month != "" {
		month, err := period.ParseMonth(c.Month)
		if err != nil {
			return err
		}
		order.Month = month
	}
	return a.with(func(p *app.App, actor access.Actor) error {
		sent, err := p.Remind(a.Context, actor, order)
		if err != nil {
			return err
		}
		if a.root.JSON {
			a.print(chased.OfSent(sent))
			return nil
		}
		names := map[string]string{}
		for _, person := range sent.People {
			names[string(person.Account)] = person.Login
		}
		var rows [][]string
		for _, r := range sent.Rows {
			var told []string
			for _, account := range r.Told {
				told = append(told, names[string(account)])
			}
			rows = append(rows, []string{r.Name, r.Unit.Name, r.Answers.Person.Name, fmt.Sprint(max(r.Days, 0)), strings.Join(told, ", ")})
		}
		table(a.Stdout, []string{a.t("web.late_thing"), a.t("web.late_unit"), a.t("web.late_who"), a.t("web.late_days"), a.t("web.late_told")}, rows, nil)
		key := "cli.reminded"
		if c.DryRun {
			key = "cli.would_remind"
		}
		a.say(key, "n", len(sent.Rows), "people", len(sent.People), "untold", sent.Untold)
		return nil
	})
}
