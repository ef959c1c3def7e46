package money

import (
	"context"
	"slices"
	"time"

	"dondoc/internal/access"
	"dondoc/internal/amend"
	"dondoc/internal/app/desk"
	"dondoc/internal/approval"
	"dondoc/internal/capital"
	"dondoc/internal/capital/works"
	"dondoc/internal/id"
	"dondoc/internal/org"
	"dondoc/internal/period"
)

// Project is a project with every line of its plans and payments, those that
// were withdrawn among them.
type Project struct {
	capital.Book
	Investor  org.Version
	Answers   desk.Responsible
	Years     []int // of plans and payments, the newest first
	Positions map[int]capital.Position
	Locks     map[int]period.Standing
	Steps     map[id.ID][]approval.Step // that who asks may take with a voucher now
	Amended   []amend.Amendment         // what was put right of the project, in order
	Works     works.Book
	Warnings  []works.Warning // of the years that are still paid
	Behind    int             // the month whose lag nobody explained; 0: none
	Today     period.Date
	May       struct{ Manage, Pay bool }
}

// Project gives one project as it stands today.
func (a *Wing) Project(ctx context.Context, actor access.Actor, project id.ID) (Project, error) {
	var out Project
	err := a.desk.Read(ctx, actor, func(ctx context.Context, tx *desk.Tx) (err error) {
		if out.Book, err = on(ctx, tx, access.Read, project); err != nil {
			return err
		}
		d, p := tx.Dir, out.Book.Project
		out.Today = tx.Today
		out.Investor, _ = d.Unit(p.Unit, tx.Today)
		out.Answers = d.Answering(p.Unit, p.Post, tx.Today)
		open := p.Closed == ""
		out.May.Manage, out.May.Pay = open && d.Can(access.ManageCapital, p.Unit), open && d.Can(access.Report, p.Unit)
		out.Positions, out.Locks, out.Steps = map[int]capital.Position{}, map[int]period.Standing{}, map[id.ID][]approval.Step{}
		for _, line := range out.Plans {
			out.Positions[line.Year] = capital.Position{}
		}
		for year := range out.Positions {
			out.Positions[year] = out.Position(year, tx.Today)
			if out.Locks[year], err = standingOf(ctx, tx, p.Unit, year); err != nil {
				return err
			}
			out.Years = append(out.Years, year)
		}
		slices.Sort(out.Years)
		slices.Reverse(out.Years)
		if open {
			for _, line := range out.Payments {
				if out.Steps[line.ID], err = a.stepsNow(ctx, tx, out.Book, line); err != nil {
					return err
				}
			}
		}
		told, err := tx.CapitalWorks(ctx, []id.ID{project})
		if err != nil {
			return err
		}
		out.Works = told[project]
		bounds, err := readBounds(ctx, tx)
		if err != nil {
			return err
		}
		out.warn(bounds, d.Tree(tx.Today))
		out.Amended, err = tx.Amendments(ctx, "capital_project", project)
		return err
	})
	return out, err
}

// warn gives what should be looked at of the years that are still paid, by the
// project's own figures.
func (p *Project) warn(bounds ownBounds, tree *org.Tree) {
	for _, year := range slices.Backward(p.Years) {
		closing, _ := capital.ClosingOf(year)
		if p.Today > closing.Payments {
			continue
		}
		now := works.Seen{Day: p.Today, Year: year, Money: p.Book, Position: p.Positions[year], Works: p.Works}
		now.Rules, _, _ = bounds.of(tree, p.Book.Project.Unit, year, time.Time{})
		p.Warnings = append(p.Warnings, now.Warnings()...)
		if month, asked := now.Unexplained(); asked {
			p.Behind = month
		}
	}
}
