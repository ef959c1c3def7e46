package months

import (
	"context"
	"encoding/json"
	"maps"
	"slices"
	"strings"
	"time"

	"dondoc/internal/access"
	"dondoc/internal/app/desk"
	"dondoc/internal/approval"
	"dondoc/internal/chase"
	"dondoc/internal/errs"
	"dondoc/internal/id"
	"dondoc/internal/org"
	"dondoc/internal/period"
	"dondoc/internal/store"
	"dondoc/internal/target"
)

// Settings that are kept as one value each.
const (
	scheduleKey = "reporting.schedule"
	ruleKey     = "chase_rule"
)

// RuleOf is the rule of the database for what runs by itself, with the days off
// that were announced.
func RuleOf(ctx context.Context, tx *store.Tx) (chase.Rule, error) {
	text, err := tx.Setting(ctx, ruleKey)
	r := chase.UsualRule()
	if err != nil || text == "" {
		return r, err
	}
	return r, json.Unmarshal([]byte(text), &r)
}

// KeepRule keeps it.
func KeepRule(ctx context.Context, tx *desk.Tx, r chase.Rule) error {
	text, err := json.Marshal(r)
	if err != nil {
		return err
	}
	return tx.SetSetting(ctx, ruleKey, string(text))
}

// Schedules are the days that bodies agreed on for the figures of their months.
type Schedules struct {
	own    map[id.ID][]period.Schedule // the oldest first
	chains map[id.ID][]Looks           // by document, the oldest first
	rule   chase.Rule
}

// SchedulesKnown reads them as they had been agreed on by the end of a day ("" for now).
func SchedulesKnown(ctx context.Context, tx *desk.Tx, asKnown period.Date) (Schedules, error) {
	all, err := SchedulesOf(ctx, tx)
	all.agreedBefore(asKnown.EndOfDayOrNow())
	return all, err
}

// SchedulesOf reads them.
func SchedulesOf(ctx context.Context, tx *desk.Tx) (out Schedules, err error) {
	if out.rule, err = RuleOf(ctx, tx.Tx); err != nil {
		return out, err
	}
	if out.chains, err = chainsOf(ctx, tx.Tx); err != nil {
		return out, err
	}
	text, err := tx.Setting(ctx, scheduleKey)
	if err != nil || text == "" {
		return out, err
	}
	return out, json.Unmarshal([]byte(text), &out.own)
}

// agreedBefore leaves what had been agreed on just before an instant; a zero one
// leaves all. What is agreed on later is always after it.
func (s *Schedules) agreedBefore(before time.Time) {
	if before.IsZero() {
		return
	}
	own := map[id.ID][]period.Schedule{}
	for unit, all := range s.own {
		for _, one := range all {
			if one.At.Before(before) {
				own[unit] = append(own[unit], one)
			}
		}
	}
	s.own = own
	chains := map[id.ID][]Looks{}
	for document, all := range s.chains {
		chains[document] = slices.DeleteFunc(slices.Clone(all), func(one Looks) bool { return !one.At.Before(before) })
	}
	s.chains = chains
}

// Calendar is the days off around a month.
func (s Schedules) Calendar(m period.Month) period.Calendar { return s.rule.Calendar(m.Start()) }

// Of gives the schedule of a unit's month: its own, or of the nearest body above
// that has one, and which body that is; the usual one and "" where none has.
func (s Schedules) Of(d *desk.Directory, unit id.ID, m period.Month) (period.Schedule, id.ID) {
	if len(s.own) > 0 {
		for _, at := range d.Path(unit, d.Today()) {
			if own, ok := period.ScheduleOn(s.own[at], m); ok {
				return own, at
			}
		}
	}
	return period.UsualSchedule(), ""
}

// For is Of for who answers for a target.
func (s Schedules) For(d *desk.Directory, t target.Target, m period.Month) period.Schedule {
	own, _ := s.Of(d, t.AnswerUnit, m)
	return own
}

// Usual says whether every body and document has the usual chain of who looks at a figure.
func (s Schedules) Usual() bool {
	for _, all := range s.chains {
		if slices.ContainsFunc(all, func(one Looks) bool { return one.Looks != 0 && one.Looks != approval.Usual }) {
			return false
		}
	}
	for _, own := range s.own {
		if slices.ContainsFunc(own, func(one period.Schedule) bool { return one.Chain() != approval.Usual }) {
			return false
		}
	}
	return true
}

// Agreed is what a schedule says of a month.
type Agreed struct {
	Asked  bool           // figures are asked for at its end
	Due    period.Date    // the agreed day
	Late   period.Date    // the last day that is not late
	Closes period.Date    // the last day it stays open; "" where it does not close by itself
	Chain  approval.Chain // who looks at a figure after who reported it
}

// Agreed gives what holds for a month of a unit.
func (s Schedules) Agreed(d *desk.Directory, unit id.ID, m period.Month) Agreed {
	of, _ := s.Of(d, unit, m)
	c := s.Calendar(m)
	out := Agreed{Asked: of.Asks(m), Due: of.Due(m, c), Late: of.Late(m, c), Chain: of.Chain()}
	if day, by := of.Closes(m, c); by && out.Asked {
		out.Closes = day
	}
	return out
}

// AgreedFor is Agreed for a target: nobody can have reported of one before the day
// it was entered, so that its first figure is due then at the earliest.
func (s Schedules) AgreedFor(d *desk.Directory, t target.Target, m period.Month) Agreed {
	out := s.Agreed(d, t.AnswerUnit, m)
	out.Chain = s.Chain(d, t.Document, t.AnswerUnit, m)
	if len(t.Revisions) > 0 {
		entered := period.DateOf(t.Revisions[0].At)
		out.Due, out.Late = max(out.Due, entered), max(out.Late, entered)
	}
	return out
}

// Asked is the month whose figures a unit is asked for on a day: the one before, or
// that of the day itself where estimates are wanted within it; the last one that is
// asked for at all.
func (s Schedules) Asked(d *desk.Directory, unit id.ID, on period.Date) period.Month {
	m := on.Month()
	own, _ := s.Of(d, unit, m)
	for range 12 {
		if (own.Within || m < on.Month()) && own.Asks(m) {
			break
		}
		m = m.Start().AddDays(-1).Month()
		own, _ = s.Of(d, unit, m)
	}
	return m
}

// Schedule is the schedule of a unit and how it came to be.
type Schedule struct {
	Unit    org.Version
	Holds   period.Schedule   // this month
	Of      org.Version       // whose it is; zero where nobody set one
	Months  []MonthStanding   // of a cycle
	History []period.Schedule // of the unit itself, the newest first
	May     bool
}

// Schedule gives when a unit's months of a cycle are asked for, for who may read it.
func (a *Wing) Schedule(ctx context.Context, actor access.Actor, code string, cycle period.Cycle) (out Schedule, err error) {
	err = a.desk.Read(ctx, actor, func(ctx context.Context, tx *desk.Tx) error {
		d, unit, err := tx.Readable(code)
		if err != nil {
			return err
		}
		all, err := SchedulesOf(ctx, tx)
		if err != nil {
			return err
		}
		out.Unit, _ = d.Unit(unit, tx.Today)
		of := id.ID("")
		out.Holds, of = all.Of(d, unit, tx.Today.Month())
		out.Of, _ = d.Unit(of, tx.Today)
		out.May = d.Can(access.LockPeriod, unit)
		out.History = slices.Clone(all.own[unit])
		slices.Reverse(out.History)
		out.Months, err = Of(ctx, tx, unit, cycle, "")
		return err
	})
	return out, err
}

// SetSchedule agrees on days for a unit and those below it that have none of their
// own, from a month on, with the reason. Every 0 takes the unit's own back: that of
// the body above holds again.
func (a *Wing) SetSchedule(ctx context.Context, actor access.Actor, code string, s period.Schedule) error {
	return a.desk.Write(ctx, actor, func(ctx context.Context, tx *desk.Tx) (desk.Entry, error) {
		unit, err := tx.Dir.UnitByCode(code)
		if err == nil {
			err = tx.Dir.May(access.LockPeriod, unit)
		}
		if err != nil {
			return desk.Entry{}, err
		}
		if s.Reason = strings.TrimSpace(s.Reason); s.Reason == "" {
			return desk.Entry{}, errs.New(errs.Invalid, "approval.reason_needed").In("reason")
		}
		if desk.Bad(s.Reason) {
			return desk.Entry{}, errs.New(errs.Invalid, "app.text_bad").In("reason")
		}
		if s.Every == 0 {
			s = period.Schedule{From: s.From, Reason: s.Reason}
			if s.From.Number() == 0 {
				return desk.Entry{}, errs.New(errs.Invalid, "period.month_unread", "text", string(s.From)).In("from")
			}
		} else if err := s.Check(); err != nil {
			return desk.Entry{}, err
		}
		all, err := SchedulesOf(ctx, tx)
		if err != nil {
			return desk.Entry{}, err
		}
		was, had := period.ScheduleOn(all.own[unit], s.From)
		if same(was, s) && had == (s.Every > 0) {
			return desk.Entry{}, errs.New(errs.Conflict, "period.schedule_same")
		}
		s.ByName, s.At = tx.Name(), tx.Now
		own := maps.Clone(all.own)
		if own == nil {
			own = map[id.ID][]period.Schedule{}
		}
		own[unit] = append(slices.Clone(own[unit]), s)
		text, err := json.Marshal(own)
		if err != nil {
			return desk.Entry{}, err
		}
		return desk.Entry{Action: "period.scheduled", Object: unit, Unit: unit, Body: s}, tx.SetSetting(ctx, scheduleKey, string(text))
	})
}

func same(a, b period.Schedule) bool {
	return a.Day == b.Day && a.Within == b.Within && a.Every == b.Every && a.Working == b.Working && a.Grace == b.Grace && a.Close == b.Close && a.Chain() == b.Chain()
}

// CloseDue closes the months whose agreed day is past, each once: one that was
// closed or opened again by a person is left as it is, and so is one whose day was
// past when the schedule was set. It gives how many it closed.
func CloseDue(ctx context.Context, tx *desk.Tx) (n int, err error) {
	all, err := SchedulesOf(ctx, tx)
	if err != nil {
		return 0, err
	}
	for _, unit := range slices.Sorted(maps.Keys(all.own)) {
		if _, stands := tx.Dir.Tree(tx.Today).Unit(unit); !stands {
			continue
		}
		acts, err := tx.Locks(ctx, unit)
		if err != nil {
			return n, err
		}
		m := tx.Today.Month()
		for range 12 {
			if s, own := period.ScheduleOn(all.own[unit], m); own && s.Asks(m) && all.closes(s, m, tx.Today) && !slices.ContainsFunc(acts, func(l period.Lock) bool { return l.Month == m }) {
				l := period.Lock{Unit: unit, Month: m, No: 1, Locked: true, By: tx.Actor.Account, ByName: tx.Name(), At: tx.Now}
				if err := tx.InsertLock(ctx, l); err != nil {
					return n, err
				}
				if _, err := tx.Log(ctx, desk.Entry{Action: "period.locked", Object: unit, Unit: unit, Body: l}); err != nil {
					return n, err
				}
				n++
			}
			m = m.Start().AddDays(-1).Month()
		}
	}
	return n, nil
}

// closes says whether a month's closing day is past, and was not when that was agreed.
func (s Schedules) closes(of period.Schedule, m period.Month, today period.Date) bool {
	day, by := of.Closes(m, s.Calendar(m))
	return by && day < today && day >= period.DateOf(of.At)
}
