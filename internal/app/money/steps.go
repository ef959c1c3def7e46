package money

import (
	"context"
	"strconv"
	"strings"

	"dondoc/internal/access"
	"dondoc/internal/app/desk"
	"dondoc/internal/app/months"
	"dondoc/internal/approval"
	"dondoc/internal/capital"
	"dondoc/internal/errs"
	"dondoc/internal/id"
	"dondoc/internal/period"
	"dondoc/internal/target"
)

// asksOf says what a step with a voucher asks of access.
var asksOf = map[approval.Step]access.Action{approval.Verify: access.Verify, approval.Approve: access.Approve, approval.Return: access.Return,
	approval.Reopen: access.Reopen, approval.Withdraw: access.Report}

// mostAtOnce is how many vouchers one act takes a step with.
const mostAtOnce = 500

// StepPayments takes one step with some vouchers, all of them or none: verify,
// approve, return, reopen, withdraw. It is the approval of reported figures:
// whoever entered a voucher neither verifies nor approves it, and the two are
// two people.
func (a *Wing) StepPayments(ctx context.Context, actor access.Actor, payments []id.ID, step approval.Step, reason string) error {
	action, known := asksOf[step]
	if !known {
		return errs.New(errs.Invalid, "approval.step_unknown", "step", string(step)).In("step")
	}
	if len(payments) == 0 || len(payments) > mostAtOnce {
		return errs.New(errs.Invalid, "capital.choose_vouchers", "most", mostAtOnce).In("payments")
	}
	return a.desk.WriteSeveral(ctx, actor, func(ctx context.Context, tx *desk.Tx) error {
		books := map[id.ID]*capital.Book{} // each read once, and carried on
		for _, which := range payments {
			project, err := tx.ProjectOfPayment(ctx, which)
			if err != nil {
				return desk.Missing(err)
			}
			b, known := books[project]
			if !known {
				read, err := on(ctx, tx, action, project)
				if err != nil {
					return err
				}
				b, books[project] = &read, &read
			}
			now, err := a.stepOne(ctx, tx, *b, which, step, reason)
			if err != nil {
				return err
			}
			b.Stepped(which, now)
		}
		return nil
	})
}

// stepOne takes a step with a voucher of a book, and gives it.
func (a *Wing) stepOne(ctx context.Context, tx *desk.Tx, b capital.Book, which id.ID, step approval.Step, reason string) (target.StepTaken, error) {
	p, _ := b.Payment(which)
	now, err := a.step(ctx, tx, b, p, step, reason)
	if err != nil {
		return now, err
	}
	if step == approval.Withdraw && now.Reason == "" {
		return now, errs.New(errs.Invalid, "approval.reason_needed").In("reason")
	}
	if p.Alive() && (now.State == approval.Returned || now.State == approval.Withdrawn) {
		if _, err := b.CheckTaken(which, nil); err != nil {
			return now, err
		}
	}
	if err := tx.InsertCapitalSteps(ctx, b.Project.ID, which, now); err != nil {
		return now, err
	}
	_, err = tx.Log(ctx, desk.Entry{Action: "capital.payment_" + string(now.State), Object: b.Project.ID, Unit: b.Project.Unit,
		Body: map[string]any{"payment": which, "voucher": p.Voucher, "before": p.State(), "after": now.State, "reason": now.Reason}})
	return now, err
}

// step gives the step that who asks may take with a voucher now, or why not.
func (a *Wing) step(ctx context.Context, tx *desk.Tx, b capital.Book, p capital.Payment, step approval.Step, reason string) (target.StepTaken, error) {
	reason = strings.TrimSpace(reason)
	if desk.Bad(reason) || len(reason) > longestText {
		return target.StepTaken{}, errs.New(errs.Invalid, "app.text_bad").In("reason")
	}
	if err := yearOpen(ctx, tx, b.Project.Unit, p.Year); err != nil {
		return target.StepTaken{}, err
	}
	by, err := tx.Behind(ctx, tx.Actor.Account)
	if err != nil {
		return target.StepTaken{}, err
	}
	past := p.Past()
	for i := range past {
		if past[i].By, err = tx.Behind(ctx, past[i].By); err != nil {
			return target.StepTaken{}, err
		}
	}
	author := id.ID("")
	if len(past) > 0 {
		author = past[0].By
	}
	state, err := approval.Usual.Next(p.State(), step, by, author, past, reason)
	return taken(tx, len(p.Steps)+1, step, state, reason), err
}

// yearOpen gives Locked where a capital year is closed for the investor or a unit
// above, and Forbidden for who reopened it. Reporting months do not bind money: a
// voucher of an earlier month comes late, and what was known stays known.
func yearOpen(ctx context.Context, tx *desk.Tx, unit id.ID, year int) error {
	s, err := standingOf(ctx, tx, unit, year)
	switch {
	case err != nil:
		return err
	case s.Locked:
		return errs.New(errs.Locked, "capital.year_closed", "year", strconv.Itoa(year), "by", s.Last.ByName).In("year").Try("capital.year_closed_hint")
	case s.Reopened:
		own, err := tx.Same(ctx, s.Last.By)
		if err == nil && own {
			err = errs.New(errs.Forbidden, "capital.reopened_by_you").In("year").Try("app.reopened_by_you_hint")
		}
		return err
	}
	return nil
}

// LockCapitalYear closes a capital year of a unit and all under it, once its
// payments have ended: no plan, voucher or step of it after.
func (a *Wing) LockCapitalYear(ctx context.Context, actor access.Actor, unit id.ID, year int) error {
	closing, ok := capital.ClosingOf(year)
	if !ok {
		return errs.New(errs.Invalid, "capital.year_unknown", "year", strconv.Itoa(year)).In("year")
	}
	return a.desk.Write(ctx, actor, func(ctx context.Context, tx *desk.Tx) (desk.Entry, error) {
		if err := tx.Dir.May(access.LockPeriod, unit); err != nil {
			return desk.Entry{}, err
		}
		if tx.Today <= closing.Payments {
			return desk.Entry{}, errs.New(errs.Conflict, "capital.year_still_paid", "year", strconv.Itoa(year), "closing", closing.Payments, "source", closing.Source)
		}
		return changeYearLock(ctx, tx, unit, year, period.Lock{Locked: true})
	})
}

// ReopenCapitalYear opens a closed capital year again until the end of a day,
// with the reason that is shown where it is.
func (a *Wing) ReopenCapitalYear(ctx context.Context, actor access.Actor, unit id.ID, year int, until period.Date, reason string) error {
	return a.desk.Write(ctx, actor, func(ctx context.Context, tx *desk.Tx) (desk.Entry, error) {
		if err := tx.Dir.May(access.LockPeriod, unit); err != nil {
			return desk.Entry{}, err
		}
		reason, err := given(reason)
		if err != nil {
			return desk.Entry{}, err
		}
		if until < tx.Today || until > tx.Today.AddDays(60) {
			return desk.Entry{}, errs.New(errs.Invalid, "app.reopen_until", "from", tx.Today, "to", tx.Today.AddDays(60)).In("until")
		}
		return changeYearLock(ctx, tx, unit, year, period.Lock{Reason: reason, OpenUntil: until})
	})
}

func changeYearLock(ctx context.Context, tx *desk.Tx, unit id.ID, year int, l period.Lock) (desk.Entry, error) {
	acts, err := tx.Locks(ctx, unit)
	if err != nil {
		return desk.Entry{}, err
	}
	l.Unit, l.Month, l.No, l.By, l.ByName, l.At = unit, capital.LockMonth(year), 1, tx.Actor.Account, tx.Name(), tx.Now
	if now := period.StandingOn(acts, l.Month, tx.Today); now.Locked == l.Locked {
		key := "capital.year_open"
		if l.Locked {
			key = "capital.year_closed_already"
		}
		return desk.Entry{}, errs.New(errs.Conflict, key, "year", strconv.Itoa(year))
	}
	for _, act := range acts {
		if act.Month == l.Month && act.No >= l.No {
			l.No = act.No + 1
		}
	}
	action := "capital.year_locked"
	if !l.Locked {
		action = "capital.year_reopened"
	}
	return desk.Entry{Action: action, Object: unit, Unit: unit, Body: map[string]any{"year": year, "reason": l.Reason, "until": l.OpenUntil}}, tx.InsertLock(ctx, l)
}

// standingOf says how a capital year stands for a unit.
func standingOf(ctx context.Context, tx *desk.Tx, unit id.ID, year int) (period.Standing, error) {
	units := tx.Dir.Path(unit, tx.Today)
	acts, err := tx.LocksOf(ctx, units)
	return months.StandingBy(tx.Today, units, acts, capital.LockMonth(year)), err
}

// stepsNow gives the steps who asks may take with a voucher now.
func (a *Wing) stepsNow(ctx context.Context, tx *desk.Tx, b capital.Book, p capital.Payment) (out []approval.Step, err error) {
	for _, step := range approval.Usual.Steps(p.State()) {
		action, known := asksOf[step]
		if !known || !tx.Dir.Can(action, b.Project.Unit) {
			continue
		}
		if _, err := a.step(ctx, tx, b, p, step, "?"); err == nil {
			out = append(out, step)
		} else if errs.Failed(err) {
			return nil, err
		}
	}
	return out, nil
}
