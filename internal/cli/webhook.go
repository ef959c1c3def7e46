package cli

import (
	"fmt"
	"strings"

	"dondoc/internal/access"
	"dondoc/internal/answer/programs"
	"dondoc/internal/app"
	"dondoc/internal/app/hooks"
	"dondoc/internal/errs"
	"dondoc/internal/hook"
	"dondoc/internal/id"
	"dondoc/internal/period"
)

type webhooksCmd struct {
	List webhooksListCmd `cmd:"" default:"withargs" help:"các chương trình của mình | one's own" example:"dondoc webhooks --as van-phong"`
	Make webhooksMakeCmd `cmd:"" help:"thêm; khóa ký chỉ hiện một lần | add one; the secret is shown once" example:"dondoc webhooks make --as van-phong --name 'Kho dữ liệu' --url https://kho.example/nhan --unit ngan-son --subject figures --until 31/12/2026"`
	Try  webhooksTryCmd  `cmd:"" help:"gửi thử, hoặc báo tiếp sau khi đã dừng | send something, or go on after it died or was stopped"`
	Drop webhooksDropCmd `cmd:"" help:"bỏ | take it away"`
}

type webhooksListCmd struct{}

func (c *webhooksListCmd) Run(a *ask) error { return a.withName(a.webhooks) }

func (a *ask) webhooks(p *app.App, actor access.Actor) error {
	all, err := p.Hooks(a.Context, actor)
	if err != nil {
		return err
	}
	d, err := p.Directory(a.Context, actor)
	if err != nil {
		return err
	}
	out := programs.Of(d, all)
	if a.root.JSON {
		a.print(out)
		return nil
	}
	var rows [][]string
	for _, h := range out.Rows {
		stands := h.State
		if stands != "" {
			stands = a.t("job." + stands)
		}
		rows = append(rows, []string{h.ID, h.Name, h.URL, h.Unit, strings.Join(h.Subjects, " "), period.Date(h.Until).Say(""), stands, fmt.Sprint(h.Waits), h.Error})
	}
	table(a.Stdout, []string{a.t("cli.id"), a.t("web.hook_name"), "URL", a.t("cli.unit"), a.t("web.hook_subjects"), a.t("web.hook_until"), a.t("web.job_state"), a.t("web.hook_waits"), ""}, rows, map[int]bool{7: true})
	return nil
}

type webhooksMakeCmd struct {
	Name    string   `required:"" help:"tên chương trình | which program"`
	URL     string   `required:"" name:"url" help:"địa chỉ https:// nhận tin | the address that is told"`
	Unit    string   `required:"" help:"mã đơn vị | unit code"`
	Subject []string `help:"việc được báo: figures, targets, tasks, capital, shortcomings, reviews, public, units; bỏ trống là tất cả | what it is told of; all when empty"`
	Until   string   `required:"" help:"đến hết ngày | its last day"`
}

func (c *webhooksMakeCmd) Run(a *ask) error {
	until, err := period.ParseDate(c.Until)
	if err != nil {
		return errs.All(err)[0].In("until")
	}
	in := hooks.NewHook{Name: c.Name, URL: c.URL, Unit: c.Unit, Until: until}
	for _, s := range c.Subject {
		in.Subjects = append(in.Subjects, hook.Subject(s))
	}
	return a.withName(func(p *app.App, actor access.Actor) error {
		secret, made, err := p.MakeHook(a.Context, actor, in)
		if err != nil {
			return err
		}
		if a.root.JSON {
			a.print(map[string]any{"secret": secret, "id": made.ID})
			return nil
		}
		a.say("cli.webhook_made", "id", string(made.ID), "secret", secret)
		return nil
	})
}

type webhooksTryCmd struct {
	Webhook string `arg:"" help:"mã | which"`
}

func (c *webhooksTryCmd) Run(a *ask) error {
	return a.withName(func(p *app.App, actor access.Actor) error {
		if err := p.TryHook(a.Context, actor, id.ID(c.Webhook)); err != nil {
			return err
		}
		return a.webhooks(p, actor)
	})
}

type webhooksDropCmd struct {
	Webhook string `arg:"" help:"mã | which"`
}

func (c *webhooksDropCmd) Run(a *ask) error {
	return a.withName(func(p *app.App, actor access.Actor) error {
		if err := p.DropHook(a.Context, actor, id.ID(c.Webhook)); err != nil {
			return err
		}
		return a.webhooks(p, actor)
	})
}
