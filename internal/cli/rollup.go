package cli

import (
	"context"
	"log/slog"
	"time"

	"dondoc/internal/access"
	"dondoc/internal/answer"
	"dondoc/internal/app"
	"dondoc/internal/app/standing"
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

// watchEvery is how often a server compares the standings with the records.
const watchEvery = 10 * time.Minute

// recurEvery is how often a server looks for what recurring tasks ask for.
const recurEvery = time.Hour

// answerEvery is how often a server looks for changes of who answers whose day
// has come: rights and lists follow them.
const answerEvery = time.Minute

// watch checks the standings while the server runs, and gives out
// what recurring tasks ask for, and has changes of who answers come into force.
func watch(ctx context.Context, p *app.App, log *slog.Logger) {
	go p.WatchRecurring(ctx, recurEvery, func(given int, err error) {
		if err != nil {
			log.Error("recurring tasks not given out", "err", err)
			return
		}
		log.Info("recurring tasks given out", "n", given)
	})
	go p.WatchAnswering(ctx, answerEvery, func(done int, err error) {
		if err != nil {
			log.Error("a change of who answers did not come into force", "err", err)
		}
		if done > 0 {
			log.Info("changes of who answers came into force", "n", done)
		}
	})
	go sweep(ctx, p, log)
	p.WatchRollup(ctx, watchEvery, func(alarm *standing.Alarm, err error) {
		if err != nil {
			log.Error("standings not checked", "err", err)
			return
		}
		log.Error("a standing differs from the records; made anew", "unit", alarm.Unit, "cycle", alarm.Cycle, "as_known", alarm.AsKnown,
			"target", alarm.Target, "have", alarm.Have, "want", alarm.Want)
	})
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
