package app

import "time"

// Hasten makes delayed sign-ins go on at once and tells of each delay.
func (a *App) Hasten(told func(time.Duration)) {
	a.After = func(d time.Duration) <-chan time.Time {
		told(d)
		c := make(chan time.Time, 1)
		c <- time.Time{}
		return c
	}
}
