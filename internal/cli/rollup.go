package cli

import (
	"context"
	"log/slog"
	"time"

	"dondoc/internal/access"
	"dondoc/internal/answer"
	"dondoc/internal/app"
	"dondoc/internal/errs"
)

type rollupCmd struct {
	Check rollupCheckCmd `cmd:"" help:"so kết quả đã ghi của các chỉ tiêu với hồ sơ | compare what is kept of how targets stand with the records" example:"dondoc rollup check --json"`
}

type rollupCheckCmd struct {
	Boards int `help:"chỉ so chừng này đơn vị, chọn ngẫu nhiên; 0: tất cả | only this many units, picked at random; 0: all" placeholder:"20"`
}

func (c *rollupCheckCmd) Run(a *ask) error {
	return a.with(func(p *app.App, actor access.Actor) error {
		v, err := p.CheckRollup(a.Context, actor, c.Boards)
		if err != nil {
			return err
		}
		if a.root.JSON {
			a.print(answer.OfRollup(a.lang, v))
		} else if v.Alarm == nil {
			a.say("cli.rollup_ok", "boards", v.Boards, "targets", v.Targets, "rows", v.Rows)
		}
		if v.Alarm != nil {
			return errs.New(errs.Internal, "cli.rollup_differs", answer.OfAlarm(v.Alarm)...)
		}
		return nil
	})
}

// answerEvery is how often a server looks for changes of who answers whose day
// has come: rights and lists follow them.
const answerEvery = time.Minute

// watch has changes of who answers come into force while the server runs, and drops
// what nothing carries.
func watch(ctx context.Context, p *app.App, log *slog.Logger) {
	go p.WatchAnswering(ctx, answerEvery, func(done int, err error) {
		if err != nil {
			log.Error("a change of who answers did not come into force", "err", err)
		}
		if done > 0 {
			log.Info("changes of who answers came into force", "n", done)
		}
	})
	sweep(ctx, p, log)
}

// sweep drops, once an hour, the bytes of files that nothing carries.
func sweep(ctx context.Context, p *app.App, log *slog.Logger) {
	tick := time.NewTicker(time.Hour)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
			if err := p.SweepContents(ctx); err != nil {
				log.Error("files that nothing carries were not dropped", "err", err)
			}
		}
	}
}
