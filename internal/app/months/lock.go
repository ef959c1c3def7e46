package months

import (
	"context"
	"slices"
	"strings"
	"time"

	"dondoc/internal/access"
	"dondoc/internal/app/desk"
	"dondoc/internal/errs"
	"dondoc/internal/id"
	"dondoc/internal/period"
	"dondoc/internal/target"
)

// longestReopening is how many days a closed month may be reopened for.
const longestReopening = 60

// LockPeriod closes a month for a unit and everything under it.
func (a *Wing) LockPeriod(ctx context.Context, actor access.Actor, unit id.ID, month period.Month) error {
	return a.changeLock(ctx, actor, unit, period.Lock{Month: month, Locked: true})
}

// ReopenPeriod opens a closed month again until the end of a day, with the
// reason that is shown on the face of every report of that month.
func (a *Wing) ReopenPeriod(ctx context.Context, actor access.Actor, unit id.ID, month period.Month, until period.Date, reason string) error {
	today := a.desk.Today()
	if strings.TrimSpace(reason) == "" {
		return errs.New(errs.Invalid, "approval.reason_needed").In("reason")
	}
	if until < today || until > today.AddDays(longestReopening) {
		return errs.New(errs.Invalid, "app.reopen_until", "from", today, "to", today.AddDays(longestReopening)).In("until")
	}
	return a.changeLock(ctx, actor, unit, period.Lock{Month: month, Reason: strings.TrimSpace(reason), OpenUntil: until})
}

func (a *Wing) changeLock(ctx context.Context, actor access.Actor, unit id.ID, l period.Lock) error {
	if l.Month.Number() == 0 {
		return errs.New(errs.Invalid, "period.month_unread", "text", string(l.Month)).In("month")
	}
	return a.desk.Write(ctx, actor, func(ctx context.Context, tx *desk.Tx) (desk.Entry, error) {
		d := tx.Dir
		if err := d.May(access.LockPeriod, unit); err != nil {
			return desk.Entry{}, err
		}
		acts, err := tx.Locks(ctx, unit)
		if err != nil {
			return desk.Entry{}, err
		}
		if now := period.StandingOn(acts, l.Month, a.desk.Today()); now.Locked == l.Locked {
			key := "app.month_open"
			if l.Locked {
				key = "app.month_closed_already"
			}
			return desk.Entry{}, errs.New(errs.Conflict, key, "month", l.Month).In("month")
		}
		l.Unit, l.By, l.ByName, l.At, l.No = unit, actor.Account, tx.Name(), tx.Now, 1
		for _, act := range acts {
			if act.Month == l.Month && act.No >= l.No {
				l.No = act.No + 1
			}
		}
		action := "period.locked"
		if !l.Locked {
			action = "period.reopened"
		}
		return desk.Entry{Action: action, Object: unit, Unit: unit, Body: l}, tx.InsertLock(ctx, l)
	})
}

// Standing says how a month stands for a target: closed for the unit whose
// target it is, the unit that answers, or any unit above either closes it.
func Standing(ctx context.Context, tx *desk.Tx, t target.Target, month period.Month) (period.Standing, error) {
	units := Lockers(tx.Dir, t)
	acts, err := tx.LocksOf(ctx, units)
	return StandingBy(tx.Today, units, acts, month), err
}

// Lockers are the units that may close months for a target.
func Lockers(d *desk.Directory, t target.Target) []id.ID {
	var units []id.ID
	for _, unit := range slices.Concat(d.Path(t.Unit, d.Today()), d.Path(t.AnswerUnit, d.Today())) {
		if !slices.Contains(units, unit) {
			units = append(units, unit)
		}
	}
	return units
}

// StandingBy says how a month stands by the acts of some units.
func StandingBy(today period.Date, units []id.ID, acts []period.Lock, month period.Month) (out period.Standing) {
	for _, unit := range units {
		s := period.StandingOn(actsOf(acts, unit), month, today)
		if s.Locked {
			return s
		}
		if s.Reopened {
			out = s
		}
	}
	return out
}

func actsOf(acts []period.Lock, unit id.ID) []period.Lock {
	return slices.DeleteFunc(slices.Clone(acts), func(l period.Lock) bool { return l.Unit != unit })
}

// Open gives Locked when a month is closed for a target.
func Open(ctx context.Context, tx *desk.Tx, t target.Target, month period.Month) error {
	s, err := Standing(ctx, tx, t, month)
	if err != nil {
		return err
	}
	return refuse(s, month)
}

func refuse(s period.Standing, month period.Month) error {
	if !s.Locked {
		return nil
	}
	return errs.New(errs.Locked, "app.month_closed", "month", month, "by", s.Last.ByName).In("month").Try("app.month_closed_hint")
}

// OpenFor is Open for who reports or approves: a month that was closed is not
// opened by the one and the same who then writes into it.
func OpenFor(ctx context.Context, tx *desk.Tx, t target.Target, month period.Month) error {
	acts, err := tx.LocksOf(ctx, Lockers(tx.Dir, t))
	if err != nil {
		return err
	}
	return OpenForBy(ctx, tx, t, month, acts)
}

// OpenForBy does so by the acts of the units that may close months for the target, or more.
func OpenForBy(ctx context.Context, tx *desk.Tx, t target.Target, month period.Month, acts []period.Lock) error {
	s := StandingBy(tx.Today, Lockers(tx.Dir, t), acts, month)
	if err := refuse(s, month); err != nil || !s.Reopened {
		return err
	}
	own, err := tx.Same(ctx, s.Last.By)
	if err == nil && own {
		return errs.New(errs.Forbidden, "app.reopened_by_you", "month", month).In("month").Try("app.reopened_by_you_hint")
	}
	return err
}

// YearsClosed gives when the last month of a cycle was first closed for each of
// some units, by its own act or one above; without those where it never was.
func YearsClosed(ctx context.Context, tx *desk.Tx, units []id.ID, cycle period.Cycle) (map[id.ID]time.Time, error) {
	var all []id.ID
	by, out := map[id.ID]time.Time{}, map[id.ID]time.Time{}
	for _, u := range units {
		for _, above := range tx.Dir.Path(u, tx.Today) {
			if _, seen := by[above]; !seen {
				all, by[above] = append(all, above), time.Time{}
			}
		}
	}
	acts, err := tx.LocksOf(ctx, all)
	earlier := func(in map[id.ID]time.Time, unit id.ID, at time.Time) {
		if first := in[unit]; first.IsZero() || at.Before(first) {
			in[unit] = at
		}
	}
	for _, l := range acts {
		if l.Locked && l.Month == cycle.LastMonth() {
			earlier(by, l.Unit, l.At)
		}
	}
	for _, u := range units {
		for _, above := range tx.Dir.Path(u, tx.Today) {
			if at := by[above]; !at.IsZero() {
				earlier(out, u, at)
			}
		}
	}
	return out, err
}

// MonthStanding is how a month stands for a unit, with who closed or reopened it.
type MonthStanding struct {
	Month period.Month
	period.Standing
	Unit string // the unit whose act decides it
	Agreed
}

// Months gives how the months of a cycle stand for a unit, as known on a day ("" for now).
func (a *Wing) Months(ctx context.Context, actor access.Actor, unit id.ID, cycle period.Cycle, asKnown period.Date) ([]MonthStanding, error) {
	var out []MonthStanding
	err := a.desk.Read(ctx, actor, func(ctx context.Context, tx *desk.Tx) (err error) {
		d := tx.Dir
		if err := d.May(access.Read, unit); err != nil {
			return err
		}
		out, err = Of(ctx, tx, unit, cycle, asKnown)
		return err
	})
	return out, err
}

// Of gives how the months of a cycle stand for a unit, as known on a day ("" for now).
func Of(ctx context.Context, tx *desk.Tx, unit id.ID, cycle period.Cycle, asKnown period.Date) ([]MonthStanding, error) {
	of, err := OfUnits(ctx, tx, []id.ID{unit}, cycle, asKnown)
	if err != nil {
		return nil, err
	}
	all, err := SchedulesKnown(ctx, tx, asKnown)
	for i := range of[unit] {
		of[unit][i].Agreed = all.Agreed(tx.Dir, unit, of[unit][i].Month)
	}
	return of[unit], err
}

// OfTarget is Of for a target's year, with what who answers for it agreed on.
func OfTarget(ctx context.Context, tx *desk.Tx, t target.Target) ([]MonthStanding, error) {
	of, err := OfUnits(ctx, tx, []id.ID{t.Unit}, t.Cycle, "")
	if err != nil {
		return nil, err
	}
	all, err := SchedulesOf(ctx, tx)
	for i := range of[t.Unit] {
		of[t.Unit][i].Agreed = all.Agreed(tx.Dir, t.AnswerUnit, of[t.Unit][i].Month)
		of[t.Unit][i].Chain = all.Chain(tx.Dir, t.Document, t.AnswerUnit, of[t.Unit][i].Month)
	}
	return of[t.Unit], err
}

// OfUnits gives how the months stand for several units, as known on a day ("" for now).
func OfUnits(ctx context.Context, tx *desk.Tx, units []id.ID, cycle period.Cycle, asKnown period.Date) (map[id.ID][]MonthStanding, error) {
	d, today, before := tx.Dir, tx.Today, asKnown.EndOfDayOrNow()
	if asKnown != "" {
		d, today = d.Known(before), min(asKnown, today)
	}
	var all []id.ID
	seen := map[id.ID]bool{}
	for _, unit := range units {
		for _, u := range d.Path(unit, today) {
			if !seen[u] {
				seen[u] = true
				all = append(all, u)
			}
		}
	}
	acts, err := tx.LocksOf(ctx, all)
	by := map[id.ID][]period.Lock{}
	for _, l := range acts {
		if !before.IsZero() && !l.At.Before(before) {
			continue
		}
		by[l.Unit] = append(by[l.Unit], l)
	}
	of := make(map[id.ID][]MonthStanding, len(units))
	for _, unit := range units {
		out := make([]MonthStanding, 12)
		for i, m := range cycle.Months() {
			out[i].Month = m
			for _, u := range d.Path(unit, today) {
				s := period.StandingOn(by[u], m, today)
				if len(by[u]) > 0 && !out[i].Locked && (s.Locked || s.Reopened) {
					v, _ := d.Unit(u, today)
					out[i].Standing, out[i].Unit = s, v.Name
				}
			}
		}
		of[unit] = out
	}
	return of, err
}
