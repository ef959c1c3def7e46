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
	Check rollupCheckCmd `cmd:"" help:"so sổ tổng hợp với hồ sơ và với chính nó tính lại | compare the roll-up with the records, and with itself worked out again" example:"dondoc rollup check --json"`
}

type rollupCheckCmd struct {
	Boards int `help:"chỉ so chừng này bảng, chọn ngẫu nhiên; 0: tất cả | only this many boards, picked at random; 0: all" placeholder:"20"`
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
			a.say("cli.rollup_ok", "boards", v.Boards, "targets", v.Targets, "years", v.Years)
		}
		if v.Alarm != nil {
			return errs.New(errs.Internal, "cli.rollup_differs", answer.OfAlarm(v.Alarm)...)
		}
		return nil
	})
}

// watchEvery is how often a server compares the book with the records.
const watchEvery = 10 * time.Minute

// recurEvery is how often a server looks for what recurring tasks ask for.
const recurEvery = time.Hour

// watch keeps the book ready and checked while the server runs, and gives out
// what recurring tasks ask for.
func watch(ctx context.Context, p *app.App, log *slog.Logger) {
	go p.WatchRecurring(ctx, recurEvery, func(given int, err error) {
		if err != nil {
			log.Error("recurring tasks not given out", "err", err)
			return
		}
		log.Info("recurring tasks given out", "n", given)
	})
	p.WatchRollup(ctx, watchEvery, func(alarm *app.Alarm, err error) {
		if err != nil {
			log.Error("roll-up not checked", "err", err)
			return
		}
		log.Error("roll-up differs from the records; made anew", "unit", alarm.Unit, "cycle", alarm.Cycle, "as_known", alarm.AsKnown,
			"target", alarm.Target, "have", alarm.Have, "want", alarm.Want)
	})
}
