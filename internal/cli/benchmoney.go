package cli

import (
	"context"
	"fmt"
	"time"

	"dondoc/internal/access"
	"dondoc/internal/app"
	"dondoc/internal/app/desk"
	"dondoc/internal/app/money"
	"dondoc/internal/capital"
	"dondoc/internal/store"
)

type benchMoneyCmd struct {
	benchPagesCmd
	Whole bool `help:"đo cả trang liệt kê mọi dự án | also measure the page that lists every project"`
}

func (c *benchMoneyCmd) Run(a *ask) error {
	began := time.Now()
	db, err := store.Open(a.Context, a.root.DB)
	if err != nil {
		return err
	}
	p := app.New(db, a.Now)
	defer p.Close()
	operator, out := desk.Operator("bench"), benchPages{}
	if err := p.KeepCapitalSums(a.Context, operator); err != nil {
		return err
	}
	began = time.Now()
	if _, err := p.CapitalSums(a.Context, operator, "xa-0000", 2025, money.At{}, money.ByUnit, 0); err != nil {
		return err
	}
	out.Start = time.Since(began).Seconds() * 1000
	stop, err := profile(c.Profile)
	if err != nil {
		return err
	}
	defer stop()
	pages := c.pages(p, operator)
	if out.Rows, err = c.measure(a.Context, db, pages); err != nil {
		return err
	}
	drawn, err := c.drawn(a.Context, p, operator)
	if err != nil {
		return err
	}
	rows, err := c.measure(a.Context, db, drawn)
	if err != nil {
		return err
	}
	out.Rows = append(out.Rows, rows...)
	if !c.Whole {
		if err := c.vouchers(a, p, &out, db); err != nil {
			return err
		}
	}
	out.RSS = resident()
	a.benched(out)
	return nil
}

// vouchers measures what entering a voucher costs, with the sums that follow it.
func (c *benchMoneyCmd) vouchers(a *ask, p *app.App, out *benchPages, db *store.DB) error {
	operator, n := desk.Operator("bench"), 0
	officer, err := p.ActAs(a.Context, operator, "can-bo")
	if err != nil {
		return err
	}
	d, err := p.Directory(a.Context, operator)
	if err != nil {
		return err
	}
	unit, err := d.UnitByCode("xa-0000")
	if err != nil {
		return err
	}
	project, err := p.ProjectCoded(a.Context, operator, unit, "DA-00000")
	if err != nil {
		return err
	}
	rows, err := c.measure(a.Context, db, []benchStep{{"a voucher entered", func(ctx context.Context) error {
		n++
		_, _, err := p.Pay(ctx, officer, capital.Payment{Project: project, Year: 2025, Source: capital.Sources()[0], Kind: capital.Completed, Amount: 1_000_000, Voucher: fmt.Sprintf("B-%d-%d", time.Now().UnixNano(), n), On: "2025-11-20", Reason: "bench"})
		return err
	}}})
	out.Rows = append(out.Rows, rows...)
	return err
}

// pages are the pages of a commune, a province and the nation.
func (c *benchMoneyCmd) pages(p *app.App, operator access.Actor) (pages []benchStep) {
	for _, unit := range []string{"xa-0000", "tinh-00", "ca-nuoc"} {
		for _, by := range (money.Summed{}).Dimensions() {
			pages = append(pages, benchStep{fmt.Sprintf("%s by %s", unit, by), func(ctx context.Context) error {
				_, err := p.CapitalSums(ctx, operator, unit, 2025, money.At{}, by, 0)
				return err
			}})
		}
		pages = append(pages, benchStep{unit + " by unit until 17/08", func(ctx context.Context) error {
			_, err := p.CapitalSums(ctx, operator, unit, 2025, money.At{Day: "2025-08-17"}, money.ByUnit, 0)
			return err
		}})
		for _, by := range []money.Dimension{money.ByUnit, money.ByProgramme, money.ByInvestor} {
			pages = append(pages, benchStep{fmt.Sprintf("%s by %s as known on 17/08", unit, by), func(ctx context.Context) error {
				_, err := p.CapitalSums(ctx, operator, unit, 2025, money.At{Known: "2025-08-17"}, by, 0)
				return err
			}})
		}
		for _, at := range []money.At{{Most: 300}, {Most: 300, Known: "2025-08-17"}} {
			name := unit + ", the page or its pictures"
			if at.Known != "" {
				name += " as known on 17/08"
			}
			pages = append(pages, benchStep{name, func(ctx context.Context) error {
				_, err := p.Capital(ctx, operator, unit, 2025, at)
				return err
			}})
		}
		if unit != "ca-nuoc" {
			pages = append(pages, benchStep{unit + ", the forms", func(ctx context.Context) error {
				_, err := p.CapitalForms(ctx, operator, unit, 2025, money.At{})
				return err
			}})
		}
		if c.Whole {
			pages = append(pages, benchStep{unit + ", every project", func(ctx context.Context) error {
				_, err := p.Capital(ctx, operator, unit, 2025, money.At{})
				return err
			}}, benchStep{unit + " by unit as known on 17/08, from the projects", func(ctx context.Context) error {
				_, err := p.CapitalSums(ctx, operator, unit, 2025, money.At{Known: "2025-08-17", Anew: true}, money.ByUnit, 0)
				return err
			}})
		}
	}
	return pages
}
