package desk

import (
	"context"
	"sync"
	"time"

	"dondoc/internal/errs"
	"dondoc/internal/store"
)

// How far a clock may be off before it is told, and before nothing is written.
const (
	clockTold    = 5 * time.Minute // behind the log
	clockRefused = time.Hour       // put forward while the program runs
	clockSilence = 45 * 24 * time.Hour
)

// clockWatch sees clocks that jump. Time in the log never goes back, so a clock
// that was put far ahead would be in it for ever: that is refused while it can
// be seen, and told where it can only be suspected.
type clockWatch struct {
	mu     sync.Mutex
	ticks  func() time.Duration // how long the machine runs, whatever its clock says; nil: nothing is watched
	wall   time.Time            // when watching began, by the clock
	began  time.Duration        // and by ticks
	told   bool                 // that the clock is behind the log
	opened bool                 // the first write was looked at
	state  string
}

// WatchClock has the clock watched by how long the machine runs.
func (k *Desk) WatchClock(ticks func() time.Duration) {
	k.clock.mu.Lock()
	defer k.clock.mu.Unlock()
	k.clock.ticks, k.clock.wall, k.clock.began = ticks, k.now().Round(0), ticks()
}

// ClockTrouble says what is wrong with the clock: "", "ahead" or "behind".
func (k *Desk) ClockTrouble() string {
	k.clock.mu.Lock()
	defer k.clock.mu.Unlock()
	return k.clock.state
}

// The actions of entries about the clock, for who reads the log.
const (
	clockBehind = "clock.behind"
	clockAhead  = "clock.ahead"
)

// checkClock refuses to write by a clock that was put forward, and logs one that
// is behind the log or far ahead of it.
func (k *Desk) checkClock(ctx context.Context, tx *store.Tx, now time.Time) error {
	c := &k.clock
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.ticks == nil {
		return nil
	}
	if ahead := now.Round(0).Sub(c.wall) - (c.ticks() - c.began); ahead > clockRefused {
		c.state = "ahead"
		return errs.New(errs.Unavailable, "app.clock_ahead", "at", now.Format("02/01/2006 15:04")).Try("app.clock_ahead_hint")
	}
	last := tx.LogTime()
	action := ""
	switch {
	case last.IsZero():
	case now.Before(last.Add(-clockTold)):
		c.state = "behind"
		if !c.told {
			c.told, action = true, clockBehind
		}
	default:
		c.state, c.told = "", false
		if !c.opened && now.After(last.Add(clockSilence)) {
			action = clockAhead
		}
	}
	c.opened = true
	if action == "" {
		return nil
	}
	_, err := tx.AppendLedger(ctx, store.Logged{At: now, Actor: "dondoc", Action: action,
		Body: []byte(`{"clock":"` + now.UTC().Format(time.RFC3339) + `","log":"` + last.UTC().Format(time.RFC3339) + `"}`)})
	return err
}
