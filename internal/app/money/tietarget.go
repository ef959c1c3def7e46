package money

import (
	"context"
	"slices"
	"strconv"
	"strings"
	"time"

	"dondoc/internal/access"
	"dondoc/internal/app/desk"
	"dondoc/internal/app/figures"
	"dondoc/internal/app/standing"
	"dondoc/internal/capital"
	"dondoc/internal/capital/works"
	"dondoc/internal/errs"
	"dondoc/internal/id"
	"dondoc/internal/org"
	"dondoc/internal/period"
	"dondoc/internal/target"
)

// TargetMoney is the money that a target tied to it takes its rate from.
type TargetMoney struct {
	Tied
	Unit   org.Version
	Year   int
	ByName string // who tied it
	Rows   []tiedProject
}

// tiedProject is one project of them, with its part of the rate.
type tiedProject struct {
	capital.Project
	Investor org.Version
	capital.Rate
}

// TargetMoney gives the money a target takes its rate from, as it was known at
// the end of a day (empty: now); nil where it takes none, or did not then.
func (a *Wing) TargetMoney(ctx context.Context, actor access.Actor, of id.ID, known period.Date) (*TargetMoney, error) {
	var out *TargetMoney
	err := a.desk.Read(ctx, actor, func(ctx context.Context, tx *desk.Tx) error {
		t, d, err := standing.TargetFor(ctx, tx, access.Read, of)
		if err != nil {
			return err
		}
		ties, err := tx.CapitalTies(ctx, []id.ID{of})
		if err != nil {
			return err
		}
		before := known.EndOfDayOrNow()
		tie, tied, err := tiedThen(ctx, tx, ties, of, before)
		if err != nil || !tied {
			return err
		}
		year, err := strconv.Atoi(string(t.Cycle))
		if err != nil {
			return nil
		}
		today := tx.Today
		if known != "" {
			today = min(today, known)
		}
		out = &TargetMoney{Tied: Tied{Target: t, Tie: &tie.Tie, Month: newestMonth(t.Cycle, today)}, Year: year, ByName: tie.ByName}
		out.Unit, _ = d.Unit(t.Unit, today)
		until := min(out.Month.End(), today)
		var books []capital.Book
		if out.Rate, books, err = tiedMoney(ctx, tx, t.Unit, tie.Tie, year, until, known); errs.Is(err, errs.TooLarge) {
			out.Many, err = true, nil
		}
		if err != nil {
			return err
		}
		out.rows(d, books, until)
		if known == "" {
			return out.look(ctx, tx)
		}
		all, err := tx.ObservationsOfTarget(ctx, of)
		if err != nil {
			return err
		}
		all = slices.DeleteFunc(all, func(o target.Observation) bool { return !o.At.Before(before) })
		out.hold(figures.Newest(all, out.Month))
		return nil
	})
	return out, err
}

// rows gives each project its part; those without a plan or money of the tie are
// left out, so that the parts add up to the rate.
func (t *TargetMoney) rows(d *desk.Directory, books []capital.Book, until period.Date) {
	for _, b := range books {
		row := tiedProject{Project: b.Project, Rate: t.Tie.Rate([]capital.Book{b}, t.Year, until)}
		if row.Plan == 0 && row.Paid == 0 {
			continue
		}
		row.Investor, _ = d.Unit(b.Project.Unit, until)
		t.Rows = append(t.Rows, row)
	}
	slices.SortStableFunc(t.Rows, func(x, y tiedProject) int { return strings.Compare(x.Code, y.Code) })
}

// tiedThen gives the tie of a target that held just before an instant (zero: now).
func tiedThen(ctx context.Context, tx *desk.Tx, ties map[id.ID]works.Tied, of id.ID, before time.Time) (works.Tied, bool, error) {
	now, tied := ties[of]
	if before.IsZero() || tied && now.At.Before(before) {
		return now, tied, nil
	}
	past, err := tx.PastTies(ctx, []id.ID{of})
	for _, t := range past[of] {
		if t.At.Before(before) && !t.Until.Before(before) {
			return t, true, err
		}
	}
	return works.Tied{}, false, err
}
