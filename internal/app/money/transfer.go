package money

import (
	"context"

	"dondoc/internal/access"
	"dondoc/internal/app/desk"
	"dondoc/internal/capital"
	"dondoc/internal/capital/works"
	"dondoc/internal/errs"
	"dondoc/internal/id"
	"dondoc/internal/period"
)

// Move is a transfer between two projects of a unit's year.
type Move struct {
	From, To id.ID
	capital.Transfer
}

// Simulated is what a transfer would do: both projects and the whole as they
// stand, and as they would stand had it been so at the end of the last month.
type Simulated struct {
	Move
	Before, After Capital
}

// Of gives a project before and after.
func (s Simulated) Of(project id.ID) (before, after Row) {
	find := func(c Capital) (out Row) {
		for _, r := range c.Rows {
			if r.ID == project {
				out = r
			}
		}
		return out
	}
	return find(s.Before), find(s.After)
}

// Unspent is what of a project's plan the forecast leaves unpaid, đồng; false
// where nothing can be said.
func (r Row) Unspent() (int64, bool) {
	if r.Forecast == nil {
		return 0, false
	}
	return max(0, r.Position.Bound.Plan-int64(r.Forecast.Total)), true
}

// SimulateTransfer says what a transfer between two projects would do to both and
// to the whole. It writes nothing; the decision and its day may be missing yet.
func (a *Wing) SimulateTransfer(ctx context.Context, actor access.Actor, code string, m Move) (Simulated, error) {
	var out Simulated
	err := a.desk.Read(ctx, actor, func(ctx context.Context, tx *desk.Tx) error {
		_, unit, err := tx.Readable(code)
		if err != nil {
			return err
		}
		if out.Before, err = CapitalOf(ctx, tx, unit, m.Year, At{}); err != nil {
			return err
		}
		if err = out.Before.Listed(); err != nil {
			return err
		}
		books, told, err := booksOf(ctx, tx, unit, "")
		if err != nil {
			return err
		}
		from, to := at(books, m.From), at(books, m.To)
		if from < 0 {
			return errs.New(errs.Invalid, "capital.transfer_not_here").In("from")
		}
		if to < 0 {
			return errs.New(errs.Invalid, "capital.transfer_not_here").In("to")
		}
		if m.Decision == "" {
			m.Decision = "…"
		}
		m.On = out.Before.settledDay()
		taken, given, err := m.Between(books[from], books[to])
		if err != nil {
			return err
		}
		m.Setter = taken.Setter
		books[from], books[to] = books[from].With(taken), books[to].With(given)
		out.Move, out.After = m, out.Before
		out.After.Rows, out.After.Total, out.After.End = nil, capital.Position{}, nil
		out.After.fill(tx.Dir, books, told)
		return nil
	})
	return out, err
}

// settledDay is the end of the last whole month: what the forecasts rest on.
func (c Capital) settledDay() period.Date {
	if c.Month == 0 {
		return c.Day
	}
	return period.Cycle(c.cycle()).Months()[c.Month-1].End()
}

func at(books []capital.Book, project id.ID) int {
	for i, b := range books {
		if b.Project.ID == project {
			return i
		}
	}
	return -1
}

// TransferCapital adjusts the plans of two projects by one decision: both lines
// are kept, or none.
func (a *Wing) TransferCapital(ctx context.Context, actor access.Actor, m Move) error {
	return a.desk.Write(ctx, actor, func(ctx context.Context, tx *desk.Tx) (desk.Entry, error) {
		from, err := on(ctx, tx, access.ManageCapital, m.From)
		if err != nil {
			return desk.Entry{}, err
		}
		to, err := on(ctx, tx, access.ManageCapital, m.To)
		if err != nil {
			return desk.Entry{}, err
		}
		if m.On > tx.Today {
			return desk.Entry{}, errs.New(errs.Invalid, "capital.day_ahead", "today", tx.Today).In("on")
		}
		taken, given, err := m.Between(from, to)
		if err != nil {
			return desk.Entry{}, err
		}
		taken.ID, given.ID = tx.Mint(), tx.Mint()
		if err := insertPlan(ctx, tx, from, taken); err != nil {
			return desk.Entry{}, err
		}
		return desk.Entry{Action: "capital.transferred", Object: m.From, Unit: from.Project.Unit,
			Body: map[string]any{"from": from.Project.Code, "to": to.Project.Code, "amount": m.Amount, "source": m.Source, "decision": taken.Decision}}, insertPlan(ctx, tx, to, given)
	})
}

// MayMove gives the projects whose capital is to be looked at for moving by the
// bounds in force, with what was paid by the day they name.
func (c Capital) MayMove() (out []Row) {
	for _, r := range c.Rows {
		for _, w := range r.Warnings {
			if w.Rule == works.Move {
				out = append(out, r)
			}
		}
	}
	return out
}
