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

type lateCmd struct {
	Unit    string `required:"" help:"mã đơn vị | unit code"`
	Month   string `help:"tháng báo cáo (mặc định tháng trước) | month (the one before this where it is not said)"`
	Tasks   bool   `help:"nhiệm vụ quá hạn | overdue tasks instead"`
	ByUnit  bool   `help:"mỗi đơn vị một dòng | a row for each unit"`
	Of      string `help:"chỉ việc của một đơn vị trong danh sách | only what is chased at one unit of the list" placeholder:"mã | code"`
	Only    string `help:"chỉ một phần: late (quá hạn), ahead (chưa đến hạn), returned (bị trả lại), untold (không có ai để nhắc), locked (kỳ đã khóa) | only a part of it: late, ahead, returned, untold, locked" enum:",late,ahead,returned,untold,locked" default:""`
	To      string `help:"chỉ việc nhắc một người (tên đăng nhập) | only what one person is told of (user name)"`
	AsKnown string `help:"như đã biết đến ngày | as known on a day" placeholder:"10/01/2024"`
}

func (c *lateCmd) Run(a *ask) error {
	q, err := lateQuery(c.Unit, c.Month, c.Tasks)
	if err != nil {
		return err
	}
	if q.AsKnown, err = optionalDate(c.AsKnown); err != nil {
		return in(err, "as-known")
	}
	q.By, q.Only, q.To = c.Of, chasing.Part(c.Only), c.To
	if c.ByUnit && !a.root.JSON {
		q.Limit = -1
	}
	return a.reading(func(p *app.App, actor access.Actor) error {
		list, err := p.Late(a.Context, actor, q)
		if err != nil {
			return err
		}
		if a.root.JSON {
			a.print(chased.OfLate(list))
			return nil
		}
		if q.AsKnown != "" {
			fmt.Fprintln(a.Stdout, list.Unit.Name+" · "+a.t("cli.as_known", "date", q.AsKnown))
		}
		if c.ByUnit {
			a.lateUnits(list)
		} else {
			a.late(list)
		}
		a.say("cli.late", "n", list.Count, "late", list.Past)
		return nil
	})
}

// lateQuery reads what is asked about who is late.
func lateQuery(unit, month string, tasks bool) (q chasing.Query, err error) {
	q = chasing.Query{Unit: unit, What: chase.Figures}
	if tasks {
		q.What = chase.Tasks
	}
	if month != "" {
		q.Month, err = period.ParseMonth(month)
	}
	return q, err
}

// late prints what is late, row by row.
func (a *ask) late(list chasing.List) {
	names := map[string]string{}
	for _, person := range list.People {
		names[string(person.Account)] = person.Login
	}
	var rows [][]string
	for _, r := range list.Rows {
		var told []string
		for _, account := range r.Told {
			told = append(told, names[string(account)])
		}
		rows = append(rows, []string{r.Name, r.Unit.Name, r.Answers.Person.Name, fmt.Sprint(max(r.Days, 0)), strings.Join(told, ", ")})
	}
	table(a.Stdout, []string{a.t("web.late_thing"), a.t("web.late_unit"), a.t("web.late_who"), a.t("web.late_days"), a.t("web.late_told")}, rows, nil)
}

// lateUnits prints what is late, a row for each unit.
func (a *ask) lateUnits(list chasing.List) {
	var rows [][]string
	for _, u := range list.ByUnit() {
		rows = append(rows, []string{u.Unit.Name, fmt.Sprint(u.Rows), fmt.Sprint(u.Late), fmt.Sprint(u.Days), fmt.Sprint(u.Returned), fmt.Sprint(u.Untold)})
	}
	table(a.Stdout, []string{a.t("web.late_unit"), a.t("web.late_count"), a.t("web.late_past"), a.t("web.late_longest"), a.t("web.late_sent_back"), a.t("web.late_untellable")}, rows, map[int]bool{1: true, 2: true, 3: true, 4: true, 5: true})
}

type remindCmd struct {
	Unit   string `required:"" help:"mã đơn vị | unit code"`
	Month  string `help:"tháng báo cáo (mặc định tháng trước) | month (the one before this where it is not said)"`
	Tasks  bool   `help:"đôn đốc nhiệm vụ quá hạn | overdue tasks instead"`
	Note   string `help:"lời nhắn kèm | a word with it"`
	DryRun bool   `help:"chỉ xem ai chậm, ai nhận, không gửi | only see who is late and who would be told"`
}

func (c *remindCmd) Run(a *ask) error {
	q, err := lateQuery(c.Unit, c.Month, c.Tasks)
	if err != nil {
		return err
	}
	order := chasing.Order{Query: q, Note: c.Note, DryRun: c.DryRun}
	return a.with(func(p *app.App, actor access.Actor) error {
		sent, err := p.Remind(a.Context, actor, order)
		if err != nil {
			return err
		}
		if a.root.JSON {
			a.print(chased.OfSent(sent))
			return nil
		}
		a.late(sent.List)
		key := "cli.reminded"
		if c.DryRun {
			key = "cli.would_remind"
		}
		a.say(key, "n", sent.Count, "people", len(sent.People), "untold", sent.Untold)
		return nil
	})
}
