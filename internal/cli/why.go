package cli

import (
	"dondoc/internal/access"
	"dondoc/internal/app"
	"dondoc/internal/id"
	"dondoc/internal/reason"
)

// whyCmd says why a target or a task is behind.
type whyCmd struct {
	Subject  string `arg:"" enum:"target,task" help:"target, task" placeholder:"target"`
	Of       string `arg:"" help:"mã nhiệm vụ; chỉ tiêu: đơn vị/năm/số thứ tự | identifier; a target unit/cycle/number" placeholder:"ngan-son/2023/6"`
	Kind     string `required:"" enum:"objective,subjective,both" help:"nguyên nhân khách quan, chủ quan, cả hai | kind of cause"`
	Cause    string `required:"" help:"nguyên nhân | cause"`
	Remedy   string `required:"" help:"biện pháp khắc phục | remedy"`
	Promised string `required:"" help:"cam kết xong trước ngày | by which day" placeholder:"15/12/2026"`
	Who      string `required:"" help:"người cam kết, chức vụ | who gives their word, with the post"`
}

func (c *whyCmd) Run(a *ask) error {
	by, err := optionalDate(c.Promised)
	if err != nil {
		return in(err, "promised")
	}
	return a.with(func(p *app.App, actor access.Actor) error {
		r := reason.Reason{Kind: c.Kind, Cause: c.Cause, Remedy: c.Remedy, Promised: by, Who: c.Who}
		if c.Subject == "task" {
			r.Of = id.ID(c.Of)
			err = p.ExplainTask(a.Context, actor, r)
		} else if r.Of, err = targetOf(a, p, actor, c.Of); err == nil {
			err = p.ExplainTarget(a.Context, actor, r)
		}
		if err != nil {
			return err
		}
		a.say("cli.explained")
		return nil
	})
}
