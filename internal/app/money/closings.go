package money

import (
	"cmp"
	"context"
	"slices"
	"time"

	"dondoc/internal/access"
	"dondoc/internal/app/desk"
	"dondoc/internal/capital"
	"dondoc/internal/capital/rollup"
	"dondoc/internal/capital/works"
	"dondoc/internal/id"
	"dondoc/internal/org"
)

// MyClosings gives the closing days of the capital of the actor's own units that
// come near by the bounds in force there, the nearest first: those of capital
// years that have money, are not closed, and where something is left to be done.
func (a *Wing) MyClosings(ctx context.Context, actor access.Actor) ([]works.ClosingDay, error) {
	var out []works.ClosingDay
	err := a.desk.Read(ctx, actor, func(ctx context.Context, tx *desk.Tx) error {
		if err := tx.Dir.Anywhere(access.Read); err != nil {
			return err
		}
		seen := map[id.ID]bool{}
		for _, g := range tx.Actor.On(tx.Today).Grants {
			v, stands := tx.Dir.Tree(tx.Today).Unit(g.Unit)
			if seen[g.Unit] || !stands || !tx.Dir.Can(access.ManageCapital, g.Unit) && !tx.Dir.Can(access.Report, g.Unit) {
				continue
			}
			seen[g.Unit] = true
			this := tx.Today.Time().Year()
			for _, year := range []int{this - 1, this} {
				near, err := closingsNear(ctx, tx, v, year)
				if err != nil {
					return err
				}
				out = append(out, near...)
			}
		}
		return nil
	})
	slices.SortStableFunc(out, func(x, y works.ClosingDay) int { return cmp.Compare(x.On, y.On) })
	return out, err
}

func closingsNear(ctx context.Context, tx *desk.Tx, v org.Version, year int) (out []works.ClosingDay, err error) {
	closing, ok := capital.ClosingOf(year)
	if !ok {
		return nil, nil
	}
	own, err := readBounds(ctx, tx)
	if err != nil {
		return nil, err
	}
	rules, _, _ := own.of(tx.Dir.Tree(tx.Today), v.ID, year, time.Time{})
	var money *rollup.Amounts
	for _, due := range works.ClosingDays(closing, v.Tier()) {
		days := int(due.On.Time().Sub(tx.Today.Time()) / (24 * time.Hour))
		if days > int(rules.CloseDays) || days < 0 && !due.Advances {
			continue
		}
		if money == nil { // read once, and only where a day is near
			if money, err = openMoney(ctx, tx, v.ID, year); err != nil {
				return nil, err
			}
		}
		left := int64(0)
		switch {
		case money.Projects == 0:
			continue
		case due.Advances:
			left = money.Advance
		case due.Paid:
			left = money.Plan - money.Paid + money.KeptPlan - money.KeptPaid
		}
		if (due.Advances || due.Paid) && left <= 0 {
			continue
		}
		due.Unit, due.Days, due.Left = v, days, left
		out = append(out, due)
	}
	return out, nil
}

// openMoney is the money of a unit and all under it in a capital year; none where
// the year is closed.
func openMoney(ctx context.Context, tx *desk.Tx, unit id.ID, year int) (*rollup.Amounts, error) {
	standing, err := standingOf(ctx, tx, unit, year)
	if err != nil || standing.Locked {
		return &rollup.Amounts{}, err
	}
	s := Summed{Year: year, By: ByProgramme, Day: tx.Today}
	s.Unit.ID = unit
	from, err := s.source(ctx, tx, false)
	if err != nil {
		return nil, err
	}
	rows, err := from.rows([]id.ID{unit})
	if err != nil {
		return nil, err
	}
	sums := rollup.Sums{}
	for _, r := range rows {
		sums.Add(r.Part, r.Amounts)
	}
	all := sums[rollup.Part{}]
	return &all, nil
}
