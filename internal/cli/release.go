package cli

import (
	"fmt"

	"dondoc/internal/access"
	"dondoc/internal/answer/released"
	"dondoc/internal/app"
	"dondoc/internal/app/releases"
	"dondoc/internal/id"
	"dondoc/internal/period"
	"dondoc/internal/release"
)

// releaseCmd makes a unit's year public.
type releaseCmd struct {
	Show releaseShowCmd `cmd:"" default:"withargs" help:"xem trước nội dung sẽ công khai | preview what becomes public" example:"dondoc release --unit ngan-son --cycle 2023"`
	Make releaseMakeCmd `cmd:"" help:"công khai (cần --as) | release (needs --as)" example:"dondoc release make --as lanh-dao --unit ngan-son --cycle 2023 --on 05/02/2024 --at 8:30"`
	Down releaseDownCmd `cmd:"" help:"gỡ khỏi trang công khai (cần --as) | take down (needs --as)" example:"dondoc release down --as lanh-dao --unit ngan-son --cycle 2023 --reason 'sai đơn vị tính'"`
}

type releasedYear struct {
	Unit  string `required:"" help:"mã đơn vị | unit code"`
	Cycle string `required:"" help:"năm | year"`
}

func (c releasedYear) cycle() (period.Cycle, error) {
	cycle, err := period.ParseCycle(c.Cycle)
	return cycle, in(err, "cycle")
}

type releaseShowCmd struct{ releasedYear }

func (c *releaseShowCmd) Run(a *ask) error {
	cycle, err := c.cycle()
	if err != nil {
		return err
	}
	return a.reading(func(p *app.App, actor access.Actor) error { return a.showRelease(p, actor, c.Unit, cycle) })
}

func (a *ask) showRelease(p *app.App, actor access.Actor, unit string, cycle period.Cycle) error {
	preview, err := p.PreviewRelease(a.Context, actor, unit, cycle)
	if err != nil {
		return err
	}
	out := released.Of(a.lang, preview)
	if a.root.JSON {
		a.print(out)
		return nil
	}
	a.say("cli.release", "unit", out.Name, "cycle", out.Cycle, "reached", int(out.Reached), "total", int(out.Total), "mark", out.Mark)
	for _, h := range out.Held {
		fmt.Fprintln(a.Stdout, "! "+h)
	}
	for _, c := range out.Changes {
		a.say("cli.release_change", "name", c.Name, "was", c.Was, "now", c.Now)
	}
	var rows [][]string
	for _, r := range out.Rows {
		rows = append(rows, []string{r.Label, clip(r.Name, 60), r.Plan, r.Actual, a.t("class." + string(r.Class))})
	}
	if len(rows) > 0 {
		table(a.Stdout, []string{a.t("public.col_no"), a.t("public.col_target"), a.t("public.col_plan"), a.t("public.col_actual"), a.t("public.col_class")}, rows, nil)
	}
	for _, s := range out.Shortcomings {
		fmt.Fprintf(a.Stdout, "%s  %s\n", s.ID, s.Statement)
	}
	for _, v := range out.Versions {
		a.say("cli.release_version", "no", int(v.No), "step", a.t("release.step_"+v.Step), "from", v.From, "by", v.By, "notice", v.Notice)
	}
	return nil
}

type releaseMakeCmd struct {
	releasedYear
	Shortcoming  []string `help:"mã tồn tại được công khai; lặp lại được | identifier of a shortcoming to release; may be repeated"`
	Shortcomings bool     `help:"công khai mọi tồn tại trong sổ của năm | release every shortcoming of the year"`
	Notice       string   `help:"nội dung đính chính | what is corrected"`
	On           string   `help:"chỉ cho xem từ ngày | not to be read before that day" placeholder:"05/02/2024"`
	At           string   `help:"và từ giờ | and from that hour" placeholder:"8:30"`
	Mark         string   `help:"dấu của bản đã xem trước: chỉ công khai đúng bản đó | mark of the preview: that or nothing"`
}

func (c *releaseMakeCmd) Run(a *ask) error {
	cycle, err := c.cycle()
	if err != nil {
		return err
	}
	day, err := optionalDate(c.On)
	if err != nil {
		return in(err, "on")
	}
	q := releases.NewRelease{Unit: c.Unit, Cycle: cycle, Notice: c.Notice, Mark: c.Mark}
	if q.On, err = release.MomentAt(day, c.At); err != nil {
		return err
	}
	for _, s := range c.Shortcoming {
		q.Shortcomings = append(q.Shortcomings, id.ID(s))
	}
	return a.with(func(p *app.App, actor access.Actor) error {
		if c.Shortcomings {
			preview, err := p.PreviewRelease(a.Context, actor, c.Unit, cycle)
			if err != nil {
				return err
			}
			q.Shortcomings = nil
			for _, s := range preview.Body.Shortcomings {
				q.Shortcomings = append(q.Shortcomings, s.ID)
			}
		}
		no, err := p.Publish(a.Context, actor, q)
		if err != nil {
			return err
		}
		if a.root.JSON {
			return a.showRelease(p, actor, c.Unit, cycle)
		}
		a.say("cli.release_made", "no", int(no), "unit", c.Unit, "cycle", string(cycle))
		return nil
	})
}

type releaseDownCmd struct {
	releasedYear
	Reason string `required:"" help:"lý do, hiện ở trang công khai | why; it is shown on the public page"`
}

func (c *releaseDownCmd) Run(a *ask) error {
	cycle, err := c.cycle()
	if err != nil {
		return err
	}
	return a.with(func(p *app.App, actor access.Actor) error {
		if err := p.TakeDown(a.Context, actor, c.Unit, cycle, c.Reason); err != nil {
			return err
		}
		if a.root.JSON {
			return a.showRelease(p, actor, c.Unit, cycle)
		}
		a.say("cli.release_down", "unit", c.Unit, "cycle", string(cycle))
		return nil
	})
}
