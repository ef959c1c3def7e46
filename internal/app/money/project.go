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
	"dondoc/internal/target"
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
	Serves    []org.Version   // the units it serves
	Targets   []target.Target // of the investor's and served units' year, which a result may work towards
	Today     period.Date     // or Known
	Known     period.Date     // as known on; empty: now
	May       struct{ Manage, Pay bool }
}

// Project gives one project as it stands today, or as it was known at the end of
// a day: what is said of it, its lines, its works; nothing can be done with it then.
func (a *Wing) Project(ctx context.Context, actor access.Actor, project id.ID, known period.Date) (Project, error) {
	out := Project{Known: known}
	err := a.desk.Read(ctx, actor, func(ctx context.Context, tx *desk.Tx) (err error) {
		if out.Book, err = on(ctx, tx, access.Read, project); err != nil {
			return err
		}
		if out.Amended, err = tx.Amendments(ctx, "capital_project", project); err != nil {
			return err
		}
		out.Today = tx.Today
		before := known.EndOfDayOrNow()
		if known != "" {
			out.Today = min(out.Today, known)
			out.past(before)
		}
		d, p := tx.Dir, out.Book.Project
		out.who(d)
		open := p.Closed == "" && known == ""
		out.May.Manage, out.May.Pay = open && d.Can(access.ManageCapital, p.Unit), open && d.Can(access.Report, p.Unit)
		out.Positions, out.Locks, out.Steps = map[int]capital.Position{}, map[int]period.Standing{}, map[id.ID][]approval.Step{}
		for _, line := range out.Plans {
			out.Positions[line.Year] = capital.Position{}
		}
		for year := range out.Positions {
			out.Positions[year] = out.Position(year, out.Today)
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
		out.Works = told[project].AsKnown(before)
		if out.May.Pay {
			if err := out.targets(ctx, tx); err != nil {
				return err
			}
		}
		bounds, err := readBounds(ctx, tx)
		if err != nil {
			return err
		}
		out.warn(bounds, d.Tree(out.Today))
		return nil
	})
	return out, err
}

// who says whose project it is and whom it serves.
func (p *Project) who(d *desk.Directory) {
	of := p.Book.Project
	p.Investor, _ = d.Unit(of.Unit, p.Today)
	p.Answers = d.Answering(of.Unit, of.Post, p.Today)
	for _, unit := range of.Served() {
		if v, ok := d.Unit(unit, p.Today); ok {
			p.Serves = append(p.Serves, v)
		}
	}
}

// past makes the project what was known of it just before an instant.
func (p *Project) past(before time.Time) {
	p.Book = p.Book.AsKnown(before)
	said := p.Amended
	p.Amended = nil
	for i := len(said) - 1; i >= 0; i-- {
		if said[i].At.Before(before) {
			p.Amended = said[:i+1]
			break
		}
		p.Book.Project = p.Book.Project.With(said[i].Before)
	}
	if p.Book.Project.Closed > p.Today {
		p.Book.Project.Closed = ""
	}
}

// targets gives the targets a result of the project may work towards: of this
// year, of the investor, of what it lies under and of the units it serves.
func (p *Project) targets(ctx context.Context, tx *desk.Tx) error {
	units := append(tx.Dir.Path(p.Book.Project.Unit, tx.Today), p.Book.Project.Served()...)
	slices.Sort(units)
	for _, unit := range slices.Compact(units) {
		if !tx.Dir.Can(access.Read, unit) {
			continue
		}
		all, err := tx.TargetsOf(ctx, unit, period.Cycle(p.Today[:4]))
		if err != nil {
			return err
		}
		for _, t := range all {
			if _, listed := t.AsKnown(time.Time{}); listed && t.Unit == unit {
				p.Targets = append(p.Targets, t)
			}
		}
	}
	return nil
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

// Schedules are the plans of the months of a year, each beside what was paid from
// its source by the day that is looked at.
func (p Project) Schedules(year int) []works.Scheduled {
	return p.Works.Schedules(year, p.Book, p.Today)
}
