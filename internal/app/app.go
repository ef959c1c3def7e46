// Package app is what an officer may do: one method is one use-case. Each
// asks its right of the desk, applies the domain's rules, and writes the change
// and its ledger entry in one transaction. Web, API, command line and import all
// call these methods and nothing below them. The use-cases stand in wings by
// subject; App only puts the wings together.
package app

import (
	"context"
	"time"

	"dondoc/internal/access"
	"dondoc/internal/app/accounts"
	"dondoc/internal/app/charges"
	"dondoc/internal/app/chasing"
	"dondoc/internal/app/commendations"
	"dondoc/internal/app/desk"
	"dondoc/internal/app/figures"
	"dondoc/internal/app/hooks"
	"dondoc/internal/app/jobs"
	"dondoc/internal/app/later"
	"dondoc/internal/app/money"
	"dondoc/internal/app/months"
	"dondoc/internal/app/newsroom"
	"dondoc/internal/app/papers"
	"dondoc/internal/app/people"
	"dondoc/internal/app/plan"
	"dondoc/internal/app/record"
	"dondoc/internal/app/reform"
	"dondoc/internal/app/releases"
	"dondoc/internal/app/reports"
	"dondoc/internal/app/reviews"
	"dondoc/internal/app/search"
	"dondoc/internal/app/shortcomings"
	"dondoc/internal/app/standing"
	"dondoc/internal/app/tasks"
	"dondoc/internal/app/units"
	"dondoc/internal/store"
)

// The wings, each under a name of its own in App.
type (
	unitWing     = units.Wing
	accountWing  = accounts.Wing
	chargeWing   = charges.Wing
	recordWing   = record.Wing
	monthWing    = months.Wing
	standingWing = standing.Wing
	figureWing   = figures.Wing
	planWing     = plan.Wing
	taskWing     = tasks.Wing
	paperWing    = papers.Wing
	reformWing   = reform.Wing
	peopleWing   = people.Wing
	searchWing   = search.Wing
	moneyWing    = money.Wing

	shortcomingWing = shortcomings.Wing
	reviewWing      = reviews.Wing
	commendWing     = commendations.Wing
	reportWing      = reports.Wing
	releaseWing     = releases.Wing
	newsWing        = newsroom.Wing
	jobWing         = jobs.Wing
	hookWing        = hooks.Wing
	laterWing       = later.Wing
	chaseWing       = chasing.Wing
)

// App is the product over one database. It is safe for concurrent use.
type App struct {
	desk *desk.Desk

	*unitWing
	*accountWing
	*chargeWing
	*recordWing
	*monthWing
	*standingWing
	*figureWing
	*planWing
	*taskWing
	*paperWing
	*reformWing
	*peopleWing
	*searchWing
	*moneyWing
	*shortcomingWing
	*reviewWing
	*commendWing
	*reportWing
	*releaseWing
	*newsWing
	*jobWing
	*hookWing
	*laterWing
	*chaseWing
}

// New makes the product over an open database. now is the clock, time.Now but
// for sample data and tests.
func New(db *store.DB, now func() time.Time) *App {
	k := desk.New(db, now)
	u, f, t, j := units.New(k), figures.New(k), tasks.New(k), jobs.New(k)
	m, h := money.New(k, f), hooks.New(k)
	r, s, p := record.New(k), standing.New(k), plan.New(k)
	l := later.New(k, p, t)
	return &App{k, u, accounts.New(k, u), charges.New(k), r, months.New(k), s, f, p, t, papers.New(k), reform.New(k), people.New(k), search.New(k), m, shortcomings.New(k, f), reviews.New(k), commendations.New(k), reports.New(k), releases.New(k), newsroom.New(k), j, h, l, chasing.New(k, f, j, m, h, chasing.Others{Tasks: t, Record: r, Standing: s, Later: l})}
}

// Close closes the database.
func (a *App) Close() error { return a.desk.Close() }

// Now is the instant on the product's clock.
func (a *App) Now() time.Time { return a.desk.Now() }

// WatchClock has the clock watched by how long the machine runs; see
// desk.WatchClock.
func (a *App) WatchClock(ticks func() time.Duration) { a.desk.WatchClock(ticks) }

// Health says what of the database cannot be read or written; see store.
func (a *App) Health(ctx context.Context) (broken, writing string) { return a.desk.Health(ctx) }

// ClockTrouble says what is wrong with the clock: "", "ahead" or "behind".
func (a *App) ClockTrouble() string { return a.desk.ClockTrouble() }

// Request makes all that is read under the context it gives be of one moment,
// until release; see desk.Request.
func (a *App) Request(ctx context.Context) (shared context.Context, release func()) {
	return a.desk.Request(ctx)
}

// Seen gives what was read under a context of Request.
func (a *App) Seen(ctx context.Context) (desk.Seen, bool) { return a.desk.Seen(ctx) }

// Holds says whether what was made of a turn still stands; see desk.Holds.
func (a *App) Holds(ctx context.Context, s desk.Seen) (turn int64, holds bool, err error) {
	return a.desk.Holds(ctx, s)
}

// AnsweredBefore gives what became of a request of a program that was sent before; see
// desk.Once.
func (a *App) AnsweredBefore(ctx context.Context, o *desk.Once) (*desk.Answered, error) {
	return a.desk.AnsweredBefore(ctx, o)
}

// KeepAnswer keeps the answer to a request for who sends it again; see desk.Once.
func (a *App) KeepAnswer(ctx context.Context, o *desk.Once, answer desk.Answered) error {
	return a.desk.KeepAnswer(ctx, o, answer)
}

// MayAnywhere checks a right that is needed somewhere, before anything of a
// request is read; which unit it is about is checked by the use-case.
func (a *App) MayAnywhere(actor access.Actor, action access.Action) error {
	return desk.Anywhere(actor, action)
}

// Directory gives who is who, to anyone signed in.
func (a *App) Directory(ctx context.Context, actor access.Actor) (*desk.Directory, error) {
	return a.desk.Directory(ctx, actor)
}
