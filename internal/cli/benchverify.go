package cli

import (
	"fmt"
	"time"

	"dondoc/internal/access"
	"dondoc/internal/app"
	"dondoc/internal/app/record"
	"dondoc/internal/errs"
	"dondoc/internal/ledger"
)

// benchVerifyCmd measures the verification of the log: all of it, then what is new
// since an entry.
type benchVerifyCmd struct {
	AsKnown string `help:"phần mới kể từ cuối ngày này | what is new since the end of this day" placeholder:"10/01/2024"`
	Profile string `help:"ghi hồ sơ bộ xử lý vào tệp này | write a profile of the processor to this file"`
}

func (c *benchVerifyCmd) Run(a *ask) error {
	stop, err := profile(c.Profile)
	if err != nil {
		return err
	}
	defer stop()
	return a.reading(func(p *app.App, actor access.Actor) error {
		known, err := optionalDate(c.AsKnown)
		if err != nil {
			return in(err, "as_known")
		}
		page, err := p.Ledger(a.Context, actor, 0, known)
		if err != nil {
			return err
		}
		since, err := ledger.ReadCheckpoint(page.Size, page.Root)
		if err != nil {
			return err
		}
		for _, look := range []struct {
			key string
			do  func() (record.LedgerVerdict, error)
		}{
			{"bench.verified_new", func() (record.LedgerVerdict, error) { return p.VerifyLedgerSince(a.Context, actor, since, nil, nil) }},
			{"bench.verified", func() (record.LedgerVerdict, error) { return p.VerifyLedger(a.Context, actor, nil, nil) }},
		} {
			began, used := time.Now(), processor()
			v, err := look.do()
			if err != nil {
				return err
			}
			if !v.OK() {
				return errs.New(errs.Conflict, "bench.verify_wrong")
			}
			n := v.Size - v.From
			took, cpu := time.Since(began).Seconds(), (processor()-used)/1000
			a.say(look.key, "entries", int(n), "rows", int(v.Rows), "seconds", fmt.Sprintf("%.2f", took), "cpu", fmt.Sprintf("%.2f", cpu), "rate", int(float64(n)/cpu), "rowrate", int(float64(v.Rows)/cpu))
		}
		return nil
	})
}
