package standing

import (
	"context"
	"math/rand/v2"
	"time"

	"dondoc/internal/access"
	"dondoc/internal/app/desk"
	"dondoc/internal/book"
	"dondoc/internal/criterion"
	"dondoc/internal/id"
	"dondoc/internal/period"
)

// Alarm is where the book was found to differ from the database or from
// itself. Boards were never wrong by it, they are worked out from the records;
// the counts of units below may have been. The book is made anew at once.
type Alarm struct {
	At         time.Time
	Unit       string // its code; "" where the book differs from itself
	Cycle      period.Cycle
	AsKnown    period.Date
	Target     id.ID
	Have, Want string // what the book had, and what follows from the records
}

// RollupVerdict is what a check of the book found.
type RollupVerdict struct {
	Boards  int // compared with the records, now and as of a past date
	Targets int
	Years   int // worked out again from the log alone
	Alarm   *Alarm
}

// CheckRollup compares the book with a full roll-up of it, and with what
// follows from the records: all boards, or a number of them picked at random.
func (a *Wing) CheckRollup(ctx context.Context, actor access.Actor, most int) (RollupVerdict, error) {
	var v RollupVerdict
	err := a.desk.Read(ctx, actor, func(ctx context.Context, tx *desk.Tx) error {
		if err := tx.Dir.Anywhere(access.ReadLog); err != nil {
			return err
		}
		if err := a.withRollup(ctx, tx, func(*rollup) error { return nil }); err != nil {
			return err
		}
		if v.Alarm = a.checkYears(&v); v.Alarm != nil {
			return nil
		}
		with, err := tx.UnitsWithTargets(ctx, "")
		if err != nil {
			return err
		}
		if most > 0 && most < len(with) {
			rand.Shuffle(len(with), func(i, k int) { with[i], with[k] = with[k], with[i] })
			with = with[:most]
		}
		for _, uc := range with {
			past := uc.Cycle.Start().AddDays(rand.IntN(400))
			for _, known := range []period.Date{"", past} {
				b, err := board(ctx, tx, uc.Unit, BoardQuery{Cycle: uc.Cycle, AsKnown: known})
				if err != nil {
					return err
				}
				v.Boards, v.Targets = v.Boards+1, v.Targets+b.Total()
				if v.Alarm, err = a.compareBoard(ctx, tx, b); err != nil || v.Alarm != nil {
					return err
				}
			}
		}
		return nil
	})
	return v, err
}

// checkYears works every year out again from the log of the book.
func (a *Wing) checkYears(v *RollupVerdict) *Alarm {
	r := &a.rollup
	r.mu.Lock()
	defer r.mu.Unlock()
	for y, cycle := range r.cycles {
		v.Years++
		if diff, differs := r.book.Check(int32(y)); differs {
			alarm := Alarm{Cycle: cycle, Have: diff.Where}
			if tr := r.byNo[diff.Target]; tr != nil && diff.Target >= 0 {
				alarm.Target = tr.target
			}
			return a.raise(alarm)
		}
	}
	return nil
}

// compareBoard compares the verdicts of the book with those of a board worked
// out from the records.
func (a *Wing) compareBoard(ctx context.Context, tx *desk.Tx, b Board) (*Alarm, error) {
	var alarm *Alarm
	size, err := tx.LedgerSize(ctx)
	if err != nil {
		return nil, err
	}
	err = a.withRollup(ctx, tx, func(r *rollup) error {
		if r.size == size { // else it knows more than the board
			alarm = r.differs(b)
		}
		return nil
	})
	if alarm != nil {
		a.rollup.mu.Lock()
		defer a.rollup.mu.Unlock()
		alarm = a.raise(*alarm)
	}
	return alarm, err
}

// crossCheck compares a board that was just worked out from the records with
// the book, where the book is ready and knows as much.
func (a *Wing) crossCheck(d *desk.Directory, b Board, size int64) {
	r := &a.rollup
	var alarm *Alarm
	r.mu.RLock()
	if r.current(size, d.Epoch(), a.desk.Today()) && r.size == size {
		alarm = r.differs(b)
	}
	r.mu.RUnlock()
	if alarm != nil {
		r.mu.Lock()
		defer r.mu.Unlock()
		a.raise(*alarm)
	}
}

// differs gives the first target that stands otherwise in the book than on the board.
func (r *rollup) differs(b Board) *Alarm {
	have := map[id.ID]criterion.Class{}
	for _, l := range r.lines(b.Unit.ID, b.Cycle, moment(b.AsKnown.EndOfDayOrNow())) {
		if tr := r.byNo[l.Target]; tr.verdict == l.Target {
			have[tr.target] = classOf[l.Class(book.Months-1)]
		}
	}
	alarm := Alarm{Unit: b.Unit.Code, Cycle: b.Cycle, AsKnown: b.AsKnown}
	for _, row := range b.Rows {
		if got := have[row.Target.ID]; got != row.Class {
			alarm.Target, alarm.Have, alarm.Want = row.Target.ID, string(got), string(row.Class)
			return &alarm
		}
		delete(have, row.Target.ID)
	}
	for which, class := range have {
		alarm.Target, alarm.Have = which, string(class)
		return &alarm
	}
	return nil
}

// raise keeps an alarm, tells whoever watches, and drops the book, which is
// made anew when next asked. The caller holds the lock.
func (a *Wing) raise(alarm Alarm) *Alarm {
	alarm.At = a.desk.Now()
	a.rollup.alarm, a.rollup.book = &alarm, nil
	return &alarm
}

// RollupAlarm gives the newest alarm since the program started, nil for none.
func (a *Wing) RollupAlarm() *Alarm {
	a.rollup.mu.RLock()
	defer a.rollup.mu.RUnlock()
	return a.rollup.alarm
}

// WatchRollup makes the book ready, then checks it time and again, a few boards
// at a time, until the context ends. Alarms and errors go to tell.
func (a *Wing) WatchRollup(ctx context.Context, every time.Duration, tell func(*Alarm, error)) {
	tick := time.NewTicker(every)
	defer tick.Stop()
	for {
		v, err := a.CheckRollup(ctx, desk.Operator("rollup"), 20)
		if (err != nil || v.Alarm != nil) && ctx.Err() == nil {
			tell(v.Alarm, err)
		}
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
	}
}
